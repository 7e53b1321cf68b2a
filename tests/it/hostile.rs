//! Can anything in a catalogue or in the user's input do harm?

use std::sync::atomic::AtomicU32;

use passerelle::app::{Action, Message, Motion, Start};
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::{Facet, Library};
use passerelle::text::width;
use proptest::prelude::*;

use unicode_segmentation::UnicodeSegmentation;

use crate::support::{Session, figure, figure_of_cases, is_thorough, quoted};

/// Texts that have broken terminals and terminal programs.
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

/// Loads a catalogue in which every text contains the given one.
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
    assert!(library.report.problems.is_empty(), "{:?}", library.report.problems);
    library
}

/// Returns whether a terminal would interpret a character as a command, hide it, or reorder text because of it.
fn is_dangerous(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{61c}' | '\u{e0000}'..='\u{e0fff}')
}

#[test]
fn hostile_text_reaches_no_screen_cell() {
    for text in HOSTILE {
        for size in [(120, 40), (60, 20), (24, 7)] {
            let start = Start::in_language(Lang::EN);
            let mut session = Session::on(library(text), start, size);
            for keys in
                ["", "Enter", "G", "Esc", "L", "Tab", "Right", "Esc", "f", "Esc", "?", "Esc", "I", "/ x", "Enter"]
            {
                let (buffer, frame) = session.keys(keys).draw();
                for cell in buffer.content() {
                    assert!(!cell.symbol().contains(is_dangerous), "{text:?} {keys}: {:?}", cell.symbol());
                    assert!(cell.symbol().chars().count() <= 10 && width(cell.symbol()) <= 20);
                }
                assert!(frame.cursor.is_none_or(|it| it.x < size.0 && it.y < size.1));
            }
        }
    }
}

#[test]
fn every_screen_is_drawn_at_every_size() {
    let (across, down) = if is_thorough() { (1, 1) } else { (7, 5) };
    let mut drawn = 0;
    for columns in (0..=200).step_by(across).chain([19, 20, 59, 60, 89, 90]) {
        for lines in (0..=60).step_by(down).chain([5, 6, 13, 14]) {
            let mut session = Session::new(Lang::FR, (columns, lines));
            for keys in ["", "c", "Esc", "Enter", "/ jeunes", "Enter", "Esc", "Esc", "L", "?", "Esc", "Esc", "I", "z"] {
                let (_, frame) = session.keys(keys).draw();
                assert!(
                    frame.cursor.is_none_or(|it| it.x < columns && it.y < lines),
                    "{columns}×{lines} {keys} {:?}",
                    frame.cursor
                );
                drawn += 1;
            }
        }
    }
    figure("sizes from 0×0 to 200×60", format!("{drawn} screens, 0 panics"));
}

#[test]
fn hostile_text_is_wrapped_at_every_width_without_loss() {
    let parts = [HOSTILE, &["a", " ", "mot", "« a", "://", "["]].concat();
    let pairs = parts.iter().flat_map(|one| parts.iter().map(move |other| format!("{one}{other}")));
    let triples = pairs.clone().flat_map(|pair| parts.iter().map(move |third| format!("{pair}{third}")));
    let step = if is_thorough() { 1 } else { 17 };
    let texts: Vec<String> = pairs.chain(triples.step_by(step)).map(|it| format!("{it} mot {it}{it}")).collect();
    let (mut wide, mut lost) = (0, 0);
    for raw in &texts {
        let text = passerelle::text::clean_prose(raw);
        for columns in 1..=200 {
            let mut end = 0;
            for range in passerelle::text::wrap(&text, columns) {
                lost += usize::from(!text[end..range.start].chars().all(|it| it == ' ' || it == '\n'));
                let line = &text[range.clone()];
                wide += usize::from(width(line) > columns && line.graphemes(true).count() > 1);
                end = range.end;
            }
            lost += usize::from(!text[end..].trim().is_empty());
        }
    }
    figure("wrapping", format!("{} texts × 200 widths, too wide {wide}, lost {lost}", texts.len()));
    assert_eq!((wide, lost), (0, 0));
}

#[test]
fn the_cursor_is_on_the_selected_row_after_every_key() {
    let keys = ["Down", "Up", "PgDn", "PgUp", "Home", "End", "j", "k", "g", "G", "C-d", "C-u", "s", "S", "i", "Space"];
    let mut session = Session::new(Lang::FR, (80, 24));
    let (mut seed, mut mismatches) = (7u32, 0);
    for _ in 0..1000 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        session.keys(keys[(seed >> 24) as usize % keys.len()]);
        let record = session.app.list().record().unwrap();
        let activity = &session.app.library().catalogue.activities[record];
        let line = session.cursor_line();
        mismatches += usize::from(!line.contains(activity.place.name.get(session.app.lang())) || !line.contains('▌'));
    }
    figure("cursor on the selected row", format!("1000 keys, {mismatches} mismatches"));
    assert_eq!(mismatches, 0);
}

/// Something that the user does.
#[derive(Clone, Debug)]
enum Step {
    Send(Action),
    Type(char),
    Paste(String),
    Resize(u16, u16),
    Click(u16, u16),
    Wheel(u16, u16, i8),
}

impl Step {
    fn apply(self, session: &mut Session) {
        let frame = session.draw().1;
        let message = match self {
            Step::Send(action) => Some(Message::Act(action)),
            Step::Type(character) => Some(Message::Type(character)),
            Step::Paste(text) => Some(Message::Paste(text)),
            Step::Resize(columns, lines) => Some(Message::Resize(columns, lines)),
            Step::Click(column, line) => frame.target(column, line).map(Message::Click),
            Step::Wheel(column, line, by) => frame.area(column, line).map(|it| Message::Wheel(it, by)),
        };
        message.into_iter().for_each(|it| session.send(it));
    }
}

fn any_step() -> impl Strategy<Value = Step> {
    use Action::*;
    let moves = [
        Motion::Up,
        Motion::Down,
        Motion::PageUp,
        Motion::PageDown,
        Motion::HalfPageUp,
        Motion::HalfPageDown,
        Motion::First,
        Motion::Last,
    ];
    let actions = vec![
        Scroll(1),
        Scroll(-1),
        OtherPane,
        ToText,
        ToList,
        GoToNumber(1),
        GoToNumber(5),
        GoToNumber(9),
        Read,
        Close,
        Back,
        Search,
        Find,
        NextHit,
        PreviousHit,
        Pick(Some(Facet::Country)),
        Pick(Some(Facet::Theme)),
        Pick(Some(Facet::Date)),
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
        Toggle,
        Exclude,
        Mark,
        MarkedOnly,
        Recall(Motion::Up),
        Recall(Motion::Down),
        GoToNumber(0),
        GoToNumber(4),
        Find,
        Search,
        Edit(passerelle::text::Edit::Erase),
        Edit(passerelle::text::Edit::Delete),
        Edit(passerelle::text::Edit::EraseWord),
        Edit(passerelle::text::Edit::EraseLine),
        Edit(passerelle::text::Edit::Left),
        Edit(passerelle::text::Edit::Start),
    ];
    let actions: Vec<Action> = actions.into_iter().chain(moves.map(Move)).collect();
    prop_oneof![
        6 => proptest::sample::select(actions).prop_map(Step::Send),
        2 => proptest::char::range('a', 'z').prop_map(Step::Type),
        1 => "\\PC{0,8}|[\u{1b}\u{301}é漢\t\n]{0,4}".prop_map(Step::Paste),
        1 => (0u16..140, 0u16..50).prop_map(|(columns, lines)| Step::Resize(columns, lines)),
        1 => (0u16..140, 0u16..50, -3i8..4).prop_map(|(x, y, by)| {
            if by == 0 { Step::Click(x, y) } else { Step::Wheel(x, y, by) }
        }),
    ]
}

#[test]
fn truncated_hits_are_drawn_at_every_width() {
    for columns in 1..80 {
        let mut session = Session::new(Lang::FR, (columns, 23));
        session.keys("/ p").draw();
    }
}

/// Number of random sessions that have finished.
static FINISHED_SESSIONS: AtomicU32 = AtomicU32::new(0);

fn session_count() -> u32 {
    if is_thorough() { 4000 } else { 64 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: session_count(), ..ProptestConfig::default() })]

    #[test]
    fn any_session_draws_and_keeps_its_selection_valid(any_step in proptest::collection::vec(any_step(), 1..80)) {
        let mut session = Session::new(Lang::FR, (100, 30));
        for step in any_step {
            step.apply(&mut session);
            let (_, frame) = session.draw();
            let (columns, lines) = session.app.display().size;
            prop_assert!(frame.cursor.is_none_or(|it| it.x < columns && it.y < lines));
            // Unless a prompt is open or the screen is very small, the message lines do not cover the cursor.
            let status = session.app.panes().status;
            let is_typed = session.app.open_prompt().is_some() || (columns, lines) < (20, 6) || lines < 6;
            prop_assert!(is_typed || frame.cursor.is_none_or(|it| !status.contains(it)));
            let count = session.app.list().answer.rows.len();
            prop_assert!(session.app.list().selected < count.max(1));
            prop_assert!(session.app.browse().sheet.top <= session.app.browse().sheet.page.len());
        }
        figure_of_cases(&FINISHED_SESSIONS, session_count(), "random sessions", "of up to 80 messages, 0 panics");
    }

    #[test]
    fn any_catalogue_text_is_drawn_without_dangerous_characters(text in "(\\PC|[\\x00-\\x1f\u{7f}-\u{9f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{200b}-\u{200f}]){0,30}") {
        let start = Start::in_language(Lang::FR);
        let mut session = Session::on(library(&text), start, (50, 16));
        for keys in ["", "Enter", "Esc", "L"] {
            let (buffer, _) = session.keys(keys).draw();
            prop_assert!(!buffer.content().iter().any(|cell| cell.symbol().contains(is_dangerous)));
        }
    }
}
