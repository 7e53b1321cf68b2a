//! Whether anything in a catalogue, or anything typed, can do harm.

use passerelle::app::{Action, Message, Motion, Start};
use passerelle::catalogue::Origin;
use passerelle::lang::Lang;
use passerelle::query::{Facet, Library};
use passerelle::text::width;
use proptest::prelude::*;

use crate::support::{Session, quoted};

/// What has broken terminals and the programs in them.
const HOSTILE: &[&str] = &[
    "\u{1b}[2J",
    "\u{1b}]52;c;eA==\u{7}",
    "\u{9b}31m",
    "\u{202e}",
    "\u{200d}",
    "e\u{301}\u{301}\u{301}",
    "\u{301}",
    "\u{fe0f}",
    "🇫🇷",
    "👩🏽",
    "漢字",
    "\u{a0}",
    "\u{202f}",
    "\t",
    "\r",
    "\n\n",
    "\0",
    "\u{7f}",
    "\u{e0041}",
    "\u{ad}",
    "\u{200b}",
    "\u{85}",
    "\u{2028}",
    "a\u{300}b",
    "👩\u{200d}👩\u{200d}👧",
    "\u{feff}",
    "mot : mot",
    "« mot »",
    "﷽",
    "\u{1160}",
];

/// Loads a catalogue whose every text is the given one.
fn library(text: &str) -> Library {
    let text = quoted(&format!("x{text}y"));
    let file = format!(
        "Catalogue(format: 1, title: {text}, about: {text}, licence: {text},
            themes: {{ \"t\": {text} }}, kinds: {{ \"k\": {text} }},
            organisations: {{ \"o\": Organisation(name: {text}, short: {text}) }},
            sources: {{ \"s\": Source(title: {text}, publisher: {text}, isbn: {text}) }},
            activities: [Activity(id: \"a\", title: {text}, place: Place(name: {text}, aliases: [{text}], country: \"FR\"),
                lead: {text}, experts: [\"o\"], partners: [{text}], themes: [\"t\"], kinds: [\"k\"], summary: {text},
                aims: {text}, actions: [{text}], results: [{text}], lessons: [Lesson(text: {text})], outlook: [{text}],
                sources: [\"s\"], extra: {{ {text}: {text} }})])"
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hostile.ron");
    std::fs::write(&path, file).unwrap();
    let library = Library::load(vec![Origin::Path(path)]);
    assert!(library.catalogue.problems.is_empty(), "{:?}", library.catalogue.problems);
    library
}

/// Returns whether a terminal would obey, hide or reorder something of this.
fn is_dangerous(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{61c}' | '\u{e0000}'..='\u{e0fff}')
}

#[test]
fn hostile_texts_reach_no_cell_of_any_screen() {
    for text in HOSTILE {
        for size in [(120, 40), (60, 20), (24, 7)] {
            let start = Start { lang: Lang::En, ..Start::default() };
            let mut session = Session::on(library(text), start, size);
            for keys in
                ["", "Enter", "G", "Esc", "L", "Tab", "Right", "Esc", "f", "Esc", "?", "Esc", "I", "/ x", "Enter"]
            {
                let (buffer, cursor) = session.keys(keys).draw();
                for cell in buffer.content() {
                    assert!(!cell.symbol().contains(is_dangerous), "{text:?} {keys}: {:?}", cell.symbol());
                    assert!(cell.symbol().chars().count() <= 10 && width(cell.symbol()) <= 20);
                }
                assert!(cursor.is_none_or(|it| it.x < size.0 && it.y < size.1));
            }
        }
    }
}

#[test]
fn every_screen_is_drawn_at_every_size() {
    for columns in (0..130).step_by(3) {
        for lines in (0..44).step_by(2) {
            let mut session = Session::new(Lang::Fr, (columns, lines));
            for keys in ["", "c", "Esc", "Enter", "/ jeunes", "Enter", "Esc", "Esc", "L", "?", "Esc", "Esc", "I", "z"] {
                let (_, cursor) = session.keys(keys).draw();
                assert!(cursor.is_none_or(|it| it.x < columns && it.y < lines), "{columns}×{lines} {keys} {cursor:?}");
            }
        }
    }
}

fn messages() -> impl Strategy<Value = Message> {
    use Action::*;
    let moves = [
        Motion::Up,
        Motion::Down,
        Motion::PageUp,
        Motion::PageDown,
        Motion::HalfUp,
        Motion::HalfDown,
        Motion::First,
        Motion::Last,
    ];
    let actions = vec![
        Scroll(1),
        Scroll(-1),
        NextPane,
        PreviousPane,
        Read,
        Close,
        Back,
        Search,
        Find,
        NextHit,
        PreviousHit,
        Pick(Some(Facet::Country)),
        Pick(Some(Facet::Theme)),
        Pick(None),
        Reset,
        Undo,
        Sort,
        Reverse,
        Lens,
        LensSection(1),
        LensSection(-1),
        Regroup,
        SwitchLanguage,
        Bilingual,
        Zoom,
        Help,
        Accept,
        Include,
        Exclude,
        Erase,
        Delete,
        EraseWord,
        EraseLine,
        Cursor(Motion::Up),
        Cursor(Motion::First),
    ];
    let actions: Vec<Action> = actions.into_iter().chain(moves.map(Move)).collect();
    prop_oneof![
        6 => proptest::sample::select(actions).prop_map(Message::Act),
        2 => proptest::char::range('a', 'z').prop_map(Message::Type),
        1 => "\\PC{0,8}|[\u{1b}\u{301}é漢\t\n]{0,4}".prop_map(Message::Paste),
        1 => (0u16..140, 0u16..50).prop_map(|(columns, lines)| Message::Resize(columns, lines)),
        1 => (0u16..140, 0u16..50, -3i8..4).prop_map(|(x, y, by)| {
            Message::Mouse(if by == 0 { passerelle::app::Mouse::Click(x, y) } else { passerelle::app::Mouse::Wheel(x, y, by) })
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_session_draws_and_keeps_its_selection_valid(messages in proptest::collection::vec(messages(), 1..80)) {
        let mut session = Session::new(Lang::Fr, (100, 30));
        for message in messages {
            session.send(message);
            let (_, cursor) = session.draw();
            let (columns, lines) = session.app.size;
            prop_assert!(cursor.is_none_or(|it| it.x < columns && it.y < lines));
            let count = session.app.list.answer.rows.len();
            prop_assert!(session.app.list.selected < count.max(1));
            prop_assert!(session.app.text.top <= session.app.text.page.len());
        }
    }

    #[test]
    fn any_text_in_a_catalogue_is_drawn_clean(text in "(\\PC|[\\x00-\\x1f\u{7f}-\u{9f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{200b}-\u{200f}]){0,30}") {
        let start = Start { lang: Lang::Fr, ..Start::default() };
        let mut session = Session::on(library(&text), start, (50, 16));
        for keys in ["", "Enter", "Esc", "L"] {
            let (buffer, _) = session.keys(keys).draw();
            prop_assert!(!buffer.content().iter().any(|cell| cell.symbol().contains(is_dangerous)));
        }
    }
}
