//! What does each key do?
//!
//! Contains the table of all key bindings, used by dispatch, key hints, the help and the manual page.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::key::{
    BACK_TAB, DOWN, END, ENTER, ESC, HOME, Key, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, SUSPEND_KEY, TAB, UP, alt, ctrl, key,
    plain,
};
use super::message::{Action, Message, Motion};
use crate::lang::{Keys, Label, Words};
use crate::query::Facet;
use crate::text::Edit;

/// The part of the interface that receives the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// The list of activities.
    List,
    /// The sheet of an activity.
    Text,
    /// The lens.
    Lens,
    /// A picker of values without any text typed.
    Picker,
    /// A picker of values with text typed.
    Typeahead,
    /// A prompt.
    Prompt,
    /// The help.
    Help,
    /// A menu.
    Menu,
}

impl Context {
    /// Returns whether a pane has the focus, so that the keys for help and for leaving are shown.
    pub fn is_pane(self) -> bool {
        matches!(self, Context::List | Context::Text | Context::Lens)
    }
}

/// A binding of keys to an action in some contexts.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Contexts in which it applies.
    pub contexts: &'static [Context],
    /// Keys; the first is shown where there is room for only one.
    pub keys: &'static [Key],
    /// Action of the keys.
    pub action: Action,
    /// Selects the label of the action.
    label: fn(&Keys) -> &Label,
}

const fn bind(
    contexts: &'static [Context],
    keys: &'static [Key],
    action: Action,
    label: fn(&Keys) -> &Label,
) -> Binding {
    Binding { contexts, keys, action, label }
}

use Context::{Help, Lens, List, Menu, Picker, Prompt, Text, Typeahead};

const BROWSE: &[Context] = &[List, Text];
const READING: &[Context] = &[List, Text, Lens];
const TYPING: &[Context] = &[Picker, Typeahead, Prompt, Help];
const CHOOSING: &[Context] = &[Picker, Typeahead, Help];
const EVERYWHERE: &[Context] = &[List, Text, Lens, Picker, Typeahead, Prompt, Help, Menu];

/// Keys for searching: `/`, and F3 for keyboards on which `/` requires Shift.
const SEARCH: &[Key] = &[key('/'), plain(KeyCode::F(3))];

/// The digit row, and its unshifted characters on French and Belgian keyboards: the n-th character of each row means n.
const DIGITS: [[char; 9]; 3] = [
    ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    ['&', 'é', '"', '\'', '(', '-', 'è', '_', 'ç'],
    ['&', 'é', '"', '\'', '(', '§', 'è', '!', 'ç'],
];

/// The characters of [`DIGITS`] as keys.
static NUMBERS: [Key; 27] = {
    let mut keys = [key('1'); 27];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = key(DIGITS[at / 9][at % 9]);
        at += 1;
    }
    keys
};

/// All key bindings, in the order in which the help lists them and the hints prefer them.
static BINDINGS: &[Binding] = &[
    // List, text and lens; the bindings that a new user needs first come first.
    bind(&[List], &[ENTER], Action::Read, |it| &it.read),
    bind(&[Lens], &[ENTER], Action::Read, |it| &it.open_activity),
    bind(&[Lens], &[TAB, BACK_TAB], Action::Regroup, |it| &it.regroup),
    bind(&[Lens], &[RIGHT, key('l')], Action::LensSection(1), |it| &it.next_section),
    bind(&[Lens], &[LEFT, key('h')], Action::LensSection(-1), |it| &it.previous_section),
    bind(BROWSE, &[key('L')], Action::Lens, |it| &it.lens),
    bind(&[List], SEARCH, Action::Search, |it| &it.search),
    bind(&[Text, Lens], SEARCH, Action::Search, |it| &it.find),
    bind(READING, &[key('c')], Action::Pick(Some(Facet::Country)), |it| &it.pick_country),
    bind(READING, &[key('t')], Action::Pick(Some(Facet::Theme)), |it| &it.pick_theme),
    bind(READING, &[key(' ')], Action::Mark, |it| &it.mark),
    bind(READING, &[key('m')], Action::MarkedOnly, |it| &it.marked_only),
    bind(READING, &[key('i')], Action::SwitchLanguage, |it| &it.other_language),
    bind(BROWSE, &[key('z')], Action::Zoom, |it| &it.zoom),
    bind(READING, &[key('y')], Action::CopyMenu, |it| &it.copies),
    bind(READING, &[key('e')], Action::ExportMenu, |it| &it.exports),
    bind(READING, &[key('o')], Action::LinksMenu, |it| &it.links),
    bind(&[List], &NUMBERS, Action::GoToNumber(0), |it| &it.number_row),
    bind(&[Text], &NUMBERS, Action::GoToNumber(0), |it| &it.number_section),
    bind(&[Lens], &NUMBERS, Action::GoToNumber(0), |it| &it.number_group),
    bind(&[List], &[DOWN, key('j')], Action::Move(Motion::Down), |it| &it.down),
    bind(&[Text], &[DOWN, key('j')], Action::Move(Motion::Down), |it| &it.scroll_down),
    bind(&[Lens], &[DOWN, key('j')], Action::Move(Motion::Down), |it| &it.next_passage),
    bind(&[List], &[UP, key('k')], Action::Move(Motion::Up), |it| &it.up),
    bind(&[Text], &[UP, key('k')], Action::Move(Motion::Up), |it| &it.scroll_up),
    bind(&[Lens], &[UP, key('k')], Action::Move(Motion::Up), |it| &it.previous_passage),
    bind(BROWSE, &[TAB, BACK_TAB], Action::OtherPane, |it| &it.other_pane),
    bind(BROWSE, &[RIGHT, key('l')], Action::ToText, |it| &it.to_text),
    bind(BROWSE, &[LEFT, key('h')], Action::ToList, |it| &it.to_list),
    bind(READING, &[key('p')], Action::Pick(Some(Facet::Partner)), |it| &it.pick_partner),
    bind(READING, &[key('a')], Action::Pick(Some(Facet::Kind)), |it| &it.pick_kind),
    bind(READING, &[key('d')], Action::Pick(Some(Facet::Date)), |it| &it.pick_date),
    bind(READING, &[key('f')], Action::Pick(None), |it| &it.pick_any),
    bind(READING, &[key('r')], Action::Reset, |it| &it.reset),
    bind(READING, &[key('u')], Action::Undo, |it| &it.undo),
    bind(READING, &[key('n')], Action::NextHit, |it| &it.next_hit),
    bind(READING, &[key('N')], Action::PreviousHit, |it| &it.previous_hit),
    bind(READING, &[ctrl('f')], Action::Find, |it| &it.find),
    bind(READING, &[key('s')], Action::Sort, |it| &it.sort),
    bind(READING, &[key('S')], Action::Reverse, |it| &it.reverse),
    bind(BROWSE, &[alt(KeyCode::Up)], Action::MoveMark(-1), |it| &it.mark_up),
    bind(BROWSE, &[alt(KeyCode::Down)], Action::MoveMark(1), |it| &it.mark_down),
    bind(READING, &[key('I')], Action::Bilingual, |it| &it.bilingual),
    bind(READING, &[key('Y')], Action::ShowCommand, |it| &it.show_command),
    bind(BROWSE, &[key('J')], Action::Scroll(1), |it| &it.scroll_down),
    bind(BROWSE, &[key('K')], Action::Scroll(-1), |it| &it.scroll_up),
    bind(READING, &[PAGE_DOWN], Action::Move(Motion::PageDown), |it| &it.page_down),
    bind(READING, &[PAGE_UP], Action::Move(Motion::PageUp), |it| &it.page_up),
    bind(READING, &[ctrl('d')], Action::Move(Motion::HalfPageDown), |it| &it.half_down),
    bind(READING, &[ctrl('u')], Action::Move(Motion::HalfPageUp), |it| &it.half_up),
    bind(READING, &[HOME, key('g')], Action::Move(Motion::First), |it| &it.first),
    bind(READING, &[END, key('G')], Action::Move(Motion::Last), |it| &it.last),
    bind(READING, &[ESC], Action::Close, |it| &it.close_one),
    bind(READING, &[key('?'), plain(KeyCode::F(1)), key(':'), ctrl('p')], Action::Help, |it| &it.help),
    bind(&[List], &[key('q')], Action::Back, |it| &it.back),
    bind(&[Text], &[key('q')], Action::Back, |it| &it.back_once),
    bind(&[Lens], &[key('q'), key('L')], Action::Back, |it| &it.back_once),
    bind(READING, &[key('Q')], Action::Quit, |it| &it.quit),
    // Pickers, prompts and the help.
    bind(&[Picker], &[ENTER], Action::Accept, |it| &it.include),
    bind(&[Typeahead], &[ENTER], Action::Accept, |it| &it.include_typed),
    bind(&[Prompt], &[ENTER], Action::Accept, |it| &it.accept),
    bind(&[Help], &[ENTER], Action::Accept, |it| &it.run),
    bind(&[Picker], &[key(' '), TAB], Action::Toggle, |it| &it.toggle),
    bind(&[Typeahead], &[TAB], Action::Toggle, |it| &it.toggle),
    bind(&[Picker], &[key('-'), ctrl('x')], Action::Exclude, |it| &it.exclude),
    bind(&[Typeahead], &[ctrl('x')], Action::Exclude, |it| &it.exclude),
    bind(&[Picker, Typeahead], &[plain(KeyCode::F(3))], Action::Search, |it| &it.search),
    bind(TYPING, &[ESC], Action::Close, |it| &it.close),
    bind(CHOOSING, &[DOWN, ctrl('n')], Action::Move(Motion::Down), |it| &it.down),
    bind(CHOOSING, &[UP, ctrl('p')], Action::Move(Motion::Up), |it| &it.up),
    bind(CHOOSING, &[PAGE_DOWN, ctrl('d')], Action::Move(Motion::PageDown), |it| &it.page_down),
    bind(CHOOSING, &[PAGE_UP], Action::Move(Motion::PageUp), |it| &it.page_up),
    bind(CHOOSING, &[HOME], Action::Move(Motion::First), |it| &it.first),
    bind(CHOOSING, &[END], Action::Move(Motion::Last), |it| &it.last),
    // Menus.
    bind(&[Menu], &[ENTER], Action::Accept, |it| &it.take),
    bind(&[Menu], &[key('y')], Action::CopyMenu, |it| &it.copy_row),
    bind(&[Menu], &[DOWN, key('j')], Action::Move(Motion::Down), |it| &it.down),
    bind(&[Menu], &[UP, key('k')], Action::Move(Motion::Up), |it| &it.up),
    bind(&[Menu], &NUMBERS, Action::GoToNumber(0), |it| &it.number_choice),
    bind(&[Menu], &[PAGE_DOWN, ctrl('d')], Action::Move(Motion::PageDown), |it| &it.page_down),
    bind(&[Menu], &[PAGE_UP, ctrl('u')], Action::Move(Motion::PageUp), |it| &it.page_up),
    bind(&[Menu], &[HOME, key('g')], Action::Move(Motion::First), |it| &it.first),
    bind(&[Menu], &[END, key('G')], Action::Move(Motion::Last), |it| &it.last),
    bind(&[Menu], &[key('Y')], Action::ShowCommand, |it| &it.show_command),
    bind(&[Menu], &[ESC, key('q')], Action::Close, |it| &it.close),
    bind(&[Menu], &[key('Q')], Action::Quit, |it| &it.quit),
    bind(&[Menu], &[key('?'), plain(KeyCode::F(1)), key(':'), ctrl('p')], Action::Help, |it| &it.help),
    // Text input.
    bind(TYPING, &[plain(KeyCode::F(1))], Action::Help, |it| &it.help),
    bind(TYPING, &[plain(KeyCode::Backspace), ctrl('h')], Action::Edit(Edit::Erase), |it| &it.erase),
    bind(&[Prompt], &[plain(KeyCode::Delete)], Action::Edit(Edit::Delete), |it| &it.delete),
    bind(TYPING, &[ctrl('w'), alt(KeyCode::Backspace)], Action::Edit(Edit::EraseWord), |it| &it.erase_word),
    bind(TYPING, &[ctrl('u')], Action::Edit(Edit::EraseLine), |it| &it.erase_line),
    bind(&[Prompt], &[UP, ctrl('p')], Action::Recall(Motion::Up), |it| &it.recall_earlier),
    bind(&[Prompt], &[DOWN, ctrl('n')], Action::Recall(Motion::Down), |it| &it.recall_later),
    bind(&[Prompt], &[LEFT], Action::Edit(Edit::Left), |it| &it.cursor_left),
    bind(&[Prompt], &[RIGHT], Action::Edit(Edit::Right), |it| &it.cursor_right),
    bind(&[Prompt], &[HOME, ctrl('a')], Action::Edit(Edit::Start), |it| &it.cursor_start),
    bind(&[Prompt], &[END, ctrl('e')], Action::Edit(Edit::End), |it| &it.cursor_end),
    // All contexts.
    bind(EVERYWHERE, &[ctrl('l')], Action::Redraw, |it| &it.redraw),
    bind(EVERYWHERE, &[SUSPEND_KEY], Action::Suspend, |it| &it.suspend),
    bind(EVERYWHERE, &[ctrl('c')], Action::Quit, |it| &it.quit),
];

/// Returns the bindings of a context, in the order of the help.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |it| it.contexts.contains(&context))
}

/// Translates a terminal event into a message; `None` if it has no meaning in the context.
pub fn message_for(event: Event, context: Context) -> Option<Message> {
    match event {
        Event::Key(event) if event.kind != KeyEventKind::Release => key_message(event, context),
        Event::Paste(text) => Some(Message::Paste(text)),
        Event::Resize(columns, lines) => Some(Message::Resize(columns, lines)),
        _ => None,
    }
}

fn key_message(event: KeyEvent, context: Context) -> Option<Message> {
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let code = match event.code {
        // Some terminals report Shift-Tab as Tab with Shift, and Ctrl-letters as capitals.
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        KeyCode::Char(character) if ctrl => KeyCode::Char(character.to_ascii_lowercase()),
        code => code,
    };
    let key = Key { code, ctrl, alt };
    if let Some(action) = action_for(key, context) {
        return Some(Message::Act(action));
    }
    // AltGr is reported as Ctrl with Alt; it produces a character, not a command.
    let is_typed = ctrl == alt;
    match code {
        KeyCode::Char(character) if is_typed && TYPING.contains(&context) => Some(Message::Type(character)),
        // Notices are withheld while the user types in a prompt, so an unbound key is not reported.
        _ if context == Prompt => None,
        code => Some(Message::Unbound(Key { code, ctrl: ctrl && !alt, alt: alt && !ctrl })),
    }
}

/// Returns the action of a key in a context; `None` if the key is not bound there.
pub(super) fn action_for(key: Key, context: Context) -> Option<Action> {
    match bindings(context).find(|it| it.keys.contains(&key))?.action {
        Action::GoToNumber(_) => digit_of(key.code).map(Action::GoToNumber),
        action => Some(action),
    }
}

/// Returns the number, from 1, of a key of the digit row; `None` for any other key.
fn digit_of(code: KeyCode) -> Option<usize> {
    let KeyCode::Char(character) = code else { return None };
    DIGITS.iter().find_map(|row| row.iter().position(|it| *it == character)).map(|at| at + 1)
}

impl Binding {
    /// Returns the label of the action.
    pub fn label(&self, words: &'static Words) -> &'static Label {
        (self.label)(&words.keys)
    }

    /// Returns the names of the keys for the help; the digit row has a single name.
    pub fn names(&self, words: &Words, is_ascii: bool) -> Vec<String> {
        match self.action {
            Action::GoToNumber(_) => vec![words.key_names.digits.to_owned()],
            _ => self.keys.iter().map(|it| it.name(words, is_ascii)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_is_bound_twice_in_one_context() {
        for &context in EVERYWHERE {
            for (at, binding) in bindings(context).enumerate() {
                let mut before = bindings(context).take(at).flat_map(|it| it.keys);
                assert!(!before.any(|it| binding.keys.contains(it)), "{binding:?} in {context:?}");
            }
        }
    }

    #[test]
    fn typing_contexts_bind_no_plain_characters() {
        for context in [Typeahead, Prompt, Help] {
            for binding in bindings(context) {
                assert!(!binding.keys.iter().any(|it| matches!(it.code, KeyCode::Char(_)) && !it.ctrl));
            }
        }
    }

    #[test]
    fn key_releases_are_ignored_and_alt_gr_inserts_text() {
        let event = |code, modifiers, kind| Event::Key(KeyEvent::new_with_kind(code, modifiers, kind));
        let release = event(KeyCode::Char('q'), KeyModifiers::NONE, KeyEventKind::Release);
        assert!(message_for(release, List).is_none());
        let alt_gr = event(KeyCode::Char('{'), KeyModifiers::CONTROL | KeyModifiers::ALT, KeyEventKind::Press);
        assert!(matches!(message_for(alt_gr, Prompt), Some(Message::Type('{'))));
        let shift_tab = event(KeyCode::Tab, KeyModifiers::SHIFT, KeyEventKind::Press);
        assert!(matches!(message_for(shift_tab, List), Some(Message::Act(Action::OtherPane))));
    }

    #[test]
    fn digit_row_gives_numbers_on_every_keyboard_layout() {
        let number = |character, context| {
            let event = Event::Key(KeyEvent::new(KeyCode::Char(character), KeyModifiers::NONE));
            match message_for(event, context) {
                Some(Message::Act(Action::GoToNumber(number))) => number,
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
    fn unbound_keys_are_reported_except_in_prompts() {
        let event = |code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
        assert!(matches!(message_for(event(KeyCode::Char('x')), List), Some(Message::Unbound(_))));
        assert!(matches!(message_for(event(KeyCode::F(9)), Text), Some(Message::Unbound(_))));
        assert!(message_for(event(KeyCode::F(9)), Prompt).is_none());
        assert!(matches!(message_for(event(KeyCode::F(9)), Typeahead), Some(Message::Unbound(_))));
        let alt = Event::Key(KeyEvent::new(KeyCode::Char('x'), KeyModifiers::ALT));
        assert!(matches!(message_for(alt, List), Some(Message::Unbound(Key { alt: true, .. }))));
        assert!(matches!(message_for(event(KeyCode::Char('x')), Prompt), Some(Message::Type('x'))));
    }
}
