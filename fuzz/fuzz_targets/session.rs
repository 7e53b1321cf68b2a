//! Does the interface survive any input?
//!
//! Sends arbitrary keys, pastes, clicks and sizes to a session on a catalogue of hostile texts: it must not panic, no
//! cell may contain control characters, and the selection and the cursor must stay valid.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use passerelle::app::{Action, App, Context, Effect, Message, Start, View, bindings};
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::Library;
use passerelle::text::Clean;
use passerelle::view::{FrameInfo, Theme, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

#[derive(Arbitrary, Debug)]
enum Step<'a> {
    Act(u8),
    Type(char),
    Paste(&'a str),
    Resize(u8, u8),
    Click(u8, u8),
    Wheel(u8, u8, bool),
}

#[derive(Arbitrary, Debug)]
struct Session<'a> {
    texts: [&'a str; 3],
    is_built_in: bool,
    is_french: bool,
    is_ascii: bool,
    one_pane: bool,
    steps: Vec<Step<'a>>,
}

/// Quotes a text as a RON string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            it if it.is_control() => quoted.push_str(&format!("\\u{{{:x}}}", u32::from(it))),
            it => quoted.push(it),
        }
    }
    quoted + "\""
}

fn catalogue(texts: [&str; 3]) -> Origin {
    let [a, b, c] = texts.map(|it| quoted(&format!("x{it}")));
    let text = format!(
        "Catalogue(format: 1, title: {a}, about: {b}, themes: {{ \"t\": {b} }}, kinds: {{ \"k\": {c} }},
        sources: {{ \"s\": Source(title: {a}, publisher: {b}) }}, organisations: {{ \"o\": Organisation(name: {c}) }},
        activities: [
            Activity(id: \"a\", title: {a}, place: Place(name: {b}, country: \"FR\"), themes: [\"t\"], kinds: [\"k\"],
                experts: [\"o\"], partners: [{c}], summary: {c}, actions: [{a}, {b}], results: [{c}],
                lessons: [Lesson(basis: Drawn, text: {b}, sources: [\"s\"])], sources: [\"s\"], extra: {{ {a}: {c} }}),
            Activity(id: \"b\", title: {{ \"de\": {c} }}, place: Place(name: {a}, country: \"ES\"), outlook: [{b}]),
        ])"
    );
    Origin::Text(Clean::line("fuzz"), text)
}

fuzz_target!(|session: Session| {
    let origin = if session.is_built_in { Origin::BuiltIn } else { catalogue(session.texts) };
    let lang = if session.is_french { Lang::FR } else { Lang::EN };
    let start = Start {
        view: View { lang, one_pane: session.one_pane, ..View::default() },
        is_ascii: session.is_ascii,
        ..Start::default()
    };
    let mut app = App::new(Library::load(vec![origin]), start, (100, 30));
    let contexts = [Context::List, Context::Text, Context::Lens, Context::Picker, Context::Typeahead, Context::Prompt];
    let mut actions: Vec<Action> = contexts.into_iter().flat_map(bindings).map(|it| it.action).collect();
    actions.extend((1..=9).map(Action::GoToNumber));
    actions.retain(|it| *it != Action::GoToNumber(0));
    let mut frame = FrameInfo::default();
    for step in session.steps.into_iter().take(60) {
        let (column, line) = match step {
            Step::Click(column, line) | Step::Wheel(column, line, _) => (u16::from(column), u16::from(line)),
            _ => (0, 0),
        };
        let message = match step {
            Step::Act(number) => Some(Message::Act(actions[usize::from(number) % actions.len()])),
            Step::Type(character) => Some(Message::Type(character)),
            Step::Paste(text) => Some(Message::Paste(text.to_owned())),
            Step::Resize(columns, lines) => Some(Message::Resize(u16::from(columns), u16::from(lines) % 80)),
            Step::Click(..) => frame.target(column, line).map(Message::Click),
            Step::Wheel(.., down) => frame.area(column, line).map(|it| Message::Wheel(it, if down { 3 } else { -3 })),
        };
        if message.and_then(|it| app.update(it)) == Some(Effect::Quit) {
            return;
        }
        let size = app.display().size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
        frame = draw(&app, &Theme::colours(), &mut buffer);
        assert!(frame.cursor.is_none_or(|it| it.x < size.0 && it.y < size.1));
        assert!(app.list().selected < app.list().answer.rows.len().max(1));
        for cell in buffer.content() {
            assert!(!cell.symbol().contains(char::is_control), "{:?}", cell.symbol());
            assert!(cell.symbol().chars().count() <= 10, "{:?}", cell.symbol());
        }
    }
});
