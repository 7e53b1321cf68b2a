//! What does each key do? One table, read by dispatch, key hints, help and documentation.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::key::{
    BACK_TAB, DOWN, END, ENTER, ESC, HOME, Key, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, TAB, UP, ctrl, key, named,
};
use super::message::{Action, Message, Motion};
use crate::lang::{Label, Words};
use crate::query::Facet;

/// Where the keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// The list of activities.
    List,
    /// The text of an activity.
    Text,
    /// The lens.
    Lens,
    /// A picker of values, nothing typed in it.
    Picker,
    /// A picker of values in which a name is being typed.
    Typeahead,
    /// A line to type in.
    Prompt,
    /// The help.
    Help,
}

/// What some keys do in some contexts.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where.
    pub contexts: &'static [Context],
    /// Which keys; the first is shown where there is room for one.
    pub keys: &'static [Key],
    /// What they do.
    pub action: Action,
}

const fn bind(contexts: &'static [Context], keys: &'static [Key], action: Action) -> Binding {
    Binding { contexts, keys, action }
}

use Context::{Help, Lens, List, Picker, Prompt, Text, Typeahead};

const BROWSE: &[Context] = &[List, Text];
const READING: &[Context] = &[List, Text, Lens];
const TYPING: &[Context] = &[Picker, Typeahead, Prompt, Help];
const CHOOSING: &[Context] = &[Picker, Typeahead, Help];

/// The row of digits, and what it gives unshifted on French and Belgian keyboards: the n-th of each means n.
const DIGITS: [[char; 9]; 3] = [
    ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    ['&', 'é', '"', '\'', '(', '-', 'è', '_', 'ç'],
    ['&', 'é', '"', '\'', '(', '§', 'è', '!', 'ç'],
];

/// The same, as keys.
static NUMBERS: [Key; 27] = {
    let mut keys = [key('1'); 27];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = key(DIGITS[at / 9][at % 9]);
        at += 1;
    }
    keys
};

/// Every key of the program, in the order in which help lists them and hints prefer them.
static BINDINGS: &[Binding] = &[
    // The list, the text and the lens. What a newcomer needs first stands first.
    bind(&[List, Lens], &[ENTER], Action::Read),
    bind(&[Lens], &[TAB, BACK_TAB], Action::Regroup),
    bind(&[Lens], &[RIGHT, key('l')], Action::LensSection(1)),
    bind(&[Lens], &[LEFT, key('h')], Action::LensSection(-1)),
    bind(BROWSE, &[key('L')], Action::Lens),
    bind(READING, &[key('/'), named(KeyCode::F(3))], Action::Search),
    bind(READING, &[key('c')], Action::Pick(Some(Facet::Country))),
    bind(READING, &[key('t')], Action::Pick(Some(Facet::Theme))),
    bind(READING, &[key(' ')], Action::Mark),
    bind(READING, &[key('i')], Action::SwitchLanguage),
    bind(BROWSE, &[key('z')], Action::Zoom),
    bind(READING, &NUMBERS, Action::Number(0)),
    bind(READING, &[DOWN, key('j')], Action::Move(Motion::Down)),
    bind(READING, &[UP, key('k')], Action::Move(Motion::Up)),
    bind(BROWSE, &[TAB, BACK_TAB], Action::OtherPane),
    bind(BROWSE, &[RIGHT, key('l')], Action::ToText),
    bind(BROWSE, &[LEFT, key('h')], Action::ToList),
    bind(READING, &[key('p')], Action::Pick(Some(Facet::Partner))),
    bind(READING, &[key('a')], Action::Pick(Some(Facet::Kind))),
    bind(READING, &[key('d')], Action::Pick(Some(Facet::Date))),
    bind(READING, &[key('f')], Action::Pick(None)),
    bind(READING, &[key('r')], Action::Reset),
    bind(READING, &[key('u')], Action::Undo),
    bind(READING, &[key('n')], Action::NextHit),
    bind(READING, &[key('N')], Action::PreviousHit),
    bind(READING, &[ctrl('f')], Action::Find),
    bind(BROWSE, &[key('s')], Action::Sort),
    bind(BROWSE, &[key('S')], Action::Reverse),
    bind(READING, &[key('m')], Action::MarkedOnly),
    bind(READING, &[key('I')], Action::Bilingual),
    bind(&[List], &[key('J')], Action::Scroll(1)),
    bind(&[List], &[key('K')], Action::Scroll(-1)),
    bind(READING, &[PAGE_DOWN], Action::Move(Motion::PageDown)),
    bind(READING, &[PAGE_UP], Action::Move(Motion::PageUp)),
    bind(READING, &[ctrl('d')], Action::Move(Motion::HalfDown)),
    bind(READING, &[ctrl('u')], Action::Move(Motion::HalfUp)),
    bind(READING, &[HOME, key('g')], Action::Move(Motion::First)),
    bind(READING, &[END, key('G')], Action::Move(Motion::Last)),
    bind(READING, &[ESC], Action::Close),
    bind(READING, &[key('?'), named(KeyCode::F(1)), key(':'), ctrl('p')], Action::Help),
    bind(READING, &[key('q')], Action::Back),
    bind(READING, &[key('Q')], Action::Quit),
    // Choosing values.
    bind(TYPING, &[ENTER], Action::Accept),
    bind(&[Picker], &[key(' '), TAB], Action::Toggle),
    bind(&[Typeahead], &[TAB], Action::Toggle),
    bind(&[Picker], &[key('-'), ctrl('x')], Action::Exclude),
    bind(&[Typeahead], &[ctrl('x')], Action::Exclude),
    bind(TYPING, &[ESC], Action::Close),
    bind(CHOOSING, &[DOWN], Action::Move(Motion::Down)),
    bind(CHOOSING, &[UP], Action::Move(Motion::Up)),
    bind(CHOOSING, &[PAGE_DOWN, ctrl('d')], Action::Move(Motion::PageDown)),
    bind(CHOOSING, &[PAGE_UP], Action::Move(Motion::PageUp)),
    bind(CHOOSING, &[HOME], Action::Move(Motion::First)),
    bind(CHOOSING, &[END], Action::Move(Motion::Last)),
    // Typing.
    bind(TYPING, &[named(KeyCode::F(1))], Action::Help),
    bind(TYPING, &[named(KeyCode::Backspace), ctrl('h')], Action::Erase),
    bind(TYPING, &[named(KeyCode::Delete)], Action::Delete),
    bind(TYPING, &[ctrl('w')], Action::EraseWord),
    bind(TYPING, &[ctrl('u')], Action::EraseLine),
    bind(&[Prompt], &[UP], Action::Recall(Motion::Up)),
    bind(&[Prompt], &[DOWN], Action::Recall(Motion::Down)),
    bind(&[Prompt], &[LEFT], Action::Cursor(Motion::Up)),
    bind(&[Prompt], &[RIGHT], Action::Cursor(Motion::Down)),
    bind(&[Prompt], &[HOME, ctrl('a')], Action::Cursor(Motion::First)),
    bind(&[Prompt], &[END, ctrl('e')], Action::Cursor(Motion::Last)),
    // Everywhere.
    bind(&[List, Text, Lens, Picker, Typeahead, Prompt, Help], &[ctrl('l')], Action::Redraw),
    bind(&[List, Text, Lens, Picker, Typeahead, Prompt, Help], &[ctrl('z')], Action::Suspend),
    bind(&[List, Text, Lens, Picker, Typeahead, Prompt, Help], &[ctrl('c')], Action::Quit),
];

/// Returns the bindings of a context, in the order in which they are listed.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |it| it.contexts.contains(&context))
}

/// Returns what a key, a paste or a new size of the terminal means in a context, if anything.
pub fn message_of(event: Event, context: Context) -> Option<Message> {
    match event {
        Event::Key(event) if event.kind != KeyEventKind::Release => of_key(event, context),
        Event::Paste(text) => Some(Message::Paste(text)),
        Event::Resize(columns, lines) => Some(Message::Resize(columns, lines)),
        _ => None,
    }
}

fn of_key(event: KeyEvent, context: Context) -> Option<Message> {
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let code = match event.code {
        // Some terminals report Shift-Tab as Tab with Shift, and Ctrl-letters in capitals.
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        KeyCode::Char(character) if ctrl => KeyCode::Char(character.to_ascii_lowercase()),
        code => code,
    };
    let key = Key { code, ctrl };
    if !alt && let Some(binding) = bindings(context).find(|it| it.keys.contains(&key)) {
        return Some(Message::Act(match binding.action {
            Action::Number(_) => Action::Number(number_of(code)?),
            action => action,
        }));
    }
    // AltGr is reported as Ctrl with Alt: what it types is a character, not a command.
    let is_typed = ctrl == alt;
    match code {
        KeyCode::Char(character) if is_typed && TYPING.contains(&context) => Some(Message::Type(character)),
        _ if TYPING.contains(&context) || alt && !ctrl => None,
        code => Some(Message::Unbound(Key { code, ctrl: ctrl && !alt })),
    }
}

/// Returns the number that a key of the row of digits means.
fn number_of(code: KeyCode) -> Option<usize> {
    let KeyCode::Char(character) = code else { return None };
    DIGITS.iter().find_map(|row| row.iter().position(|it| *it == character)).map(|at| at + 1)
}

/// Returns what an action is called, in a context.
pub fn label(action: Action, context: Context, words: &Words) -> &Label {
    let keys = &words.keys;
    match action {
        Action::Move(Motion::Down) if context == Lens => &keys.next_passage,
        Action::Move(Motion::Up) if context == Lens => &keys.previous_passage,
        Action::Move(Motion::Down) | Action::Scroll(1..) if context == Text => &keys.scroll_down,
        Action::Move(Motion::Up) | Action::Scroll(_) if context == Text => &keys.scroll_up,
        Action::Scroll(1..) => &keys.scroll_down,
        Action::Scroll(_) => &keys.scroll_up,
        Action::Move(Motion::Down) => &keys.down,
        Action::Move(Motion::Up) => &keys.up,
        Action::Move(Motion::PageDown) => &keys.page_down,
        Action::Move(Motion::PageUp) => &keys.page_up,
        Action::Move(Motion::HalfDown) => &keys.half_down,
        Action::Move(Motion::HalfUp) => &keys.half_up,
        Action::Move(Motion::First) => &keys.first,
        Action::Move(Motion::Last) => &keys.last,
        Action::Number(_) if context == List => &keys.number_row,
        Action::Number(_) if context == Lens => &keys.number_group,
        Action::Number(_) => &keys.number_section,
        Action::OtherPane => &keys.other_pane,
        Action::ToText => &keys.to_text,
        Action::ToList => &keys.to_list,
        Action::Read if context == Lens => &keys.open_activity,
        Action::Read => &keys.read,
        Action::Close if TYPING.contains(&context) => &keys.close,
        Action::Close => &keys.close_one,
        Action::Back if context == List => &keys.back,
        Action::Back => &keys.back_once,
        Action::Quit => &keys.quit,
        Action::Search if context == List => &keys.search,
        Action::Search | Action::Find => &keys.find,
        Action::NextHit => &keys.next_hit,
        Action::PreviousHit => &keys.previous_hit,
        Action::Pick(Some(Facet::Country)) => &keys.pick_country,
        Action::Pick(Some(Facet::Theme)) => &keys.pick_theme,
        Action::Pick(Some(Facet::Partner)) => &keys.pick_partner,
        Action::Pick(Some(Facet::Kind)) => &keys.pick_kind,
        Action::Pick(Some(Facet::Date)) => &keys.pick_date,
        Action::Pick(None) => &keys.pick_any,
        Action::Reset => &keys.reset,
        Action::Undo => &keys.undo,
        Action::Sort => &keys.sort,
        Action::Reverse => &keys.reverse,
        Action::Mark => &keys.mark,
        Action::MarkedOnly => &keys.marked_only,
        Action::Lens => &keys.lens,
        Action::LensSection(1..) => &keys.next_section,
        Action::LensSection(_) => &keys.previous_section,
        Action::Regroup => &keys.regroup,
        Action::SwitchLanguage => &keys.other_language,
        Action::Bilingual => &keys.bilingual,
        Action::Zoom => &keys.zoom,
        Action::Help => &keys.help,
        Action::Redraw => &keys.redraw,
        Action::Suspend => &keys.suspend,
        Action::Accept if context == Help => &keys.run,
        Action::Accept if context == Prompt => &keys.accept,
        Action::Accept => &keys.include,
        Action::Toggle => &keys.toggle,
        Action::Exclude => &keys.exclude,
        Action::Erase => &keys.erase,
        Action::Delete => &keys.delete,
        Action::EraseWord => &keys.erase_word,
        Action::EraseLine => &keys.erase_line,
        Action::Cursor(Motion::Up) => &keys.cursor_left,
        Action::Cursor(Motion::Down) => &keys.cursor_right,
        Action::Cursor(Motion::First) => &keys.cursor_start,
        Action::Cursor(_) => &keys.cursor_end,
        Action::Recall(Motion::Up) => &keys.recall_earlier,
        Action::Recall(_) => &keys.recall_later,
    }
}

impl Binding {
    /// Returns the names of the keys, as help shows them; the row of digits has one for all.
    pub fn names(&self, words: &Words, is_ascii: bool) -> Vec<String> {
        match self.action {
            Action::Number(_) => vec![words.key_names.digits.to_owned()],
            _ => self.keys.iter().map(|it| it.name(words, is_ascii)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Context; 7] = [List, Text, Lens, Picker, Typeahead, Prompt, Help];

    #[test]
    fn no_key_means_two_things_in_one_context() {
        for context in ALL {
            for (at, binding) in bindings(context).enumerate() {
                let mut before = bindings(context).take(at).flat_map(|it| it.keys);
                assert!(!before.any(|it| binding.keys.contains(it)), "{binding:?} in {context:?}");
            }
        }
    }

    #[test]
    fn typing_contexts_leave_letters_to_the_text() {
        for context in [Typeahead, Prompt, Help] {
            for binding in bindings(context) {
                assert!(!binding.keys.iter().any(|it| matches!(it.code, KeyCode::Char(_)) && !it.ctrl));
            }
        }
    }

    #[test]
    fn releases_are_no_presses_and_alt_gr_types() {
        let event = |code, modifiers, kind| Event::Key(KeyEvent::new_with_kind(code, modifiers, kind));
        let release = event(KeyCode::Char('q'), KeyModifiers::NONE, KeyEventKind::Release);
        assert!(message_of(release, List).is_none());
        let alt_gr = event(KeyCode::Char('{'), KeyModifiers::CONTROL | KeyModifiers::ALT, KeyEventKind::Press);
        assert!(matches!(message_of(alt_gr, Prompt), Some(Message::Type('{'))));
        let shift_tab = event(KeyCode::Tab, KeyModifiers::SHIFT, KeyEventKind::Press);
        assert!(matches!(message_of(shift_tab, List), Some(Message::Act(Action::OtherPane))));
    }

    #[test]
    fn the_row_of_digits_means_the_same_on_every_keyboard() {
        let number = |character, context| {
            let event = Event::Key(KeyEvent::new(KeyCode::Char(character), KeyModifiers::NONE));
            match message_of(event, context) {
                Some(Message::Act(Action::Number(number))) => number,
                _ => 0,
            }
        };
        for context in [List, Text, Lens] {
            for row in DIGITS {
                assert_eq!(row.map(|it| number(it, context)), [1, 2, 3, 4, 5, 6, 7, 8, 9], "{row:?}");
            }
        }
        assert_eq!(number('1', Typeahead), 0, "where names are typed they are text");
    }

    #[test]
    fn a_key_that_does_nothing_is_told_where_nothing_is_typed() {
        let event = |code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
        assert!(matches!(message_of(event(KeyCode::Char('x')), List), Some(Message::Unbound(_))));
        assert!(matches!(message_of(event(KeyCode::F(9)), Text), Some(Message::Unbound(_))));
        assert!(message_of(event(KeyCode::F(9)), Prompt).is_none());
        assert!(matches!(message_of(event(KeyCode::Char('x')), Prompt), Some(Message::Type('x'))));
    }
}
