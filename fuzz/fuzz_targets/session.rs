//! Any keys, pastes, clicks and sizes, over a catalogue of hostile texts: no panic, nothing unclean in a
//! cell, the selection and the cursor where they can be.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use passerelle::app::{Action, App, Context, Effect, Message, Mouse, Start, actions};
use passerelle::catalogue::Origin;
use passerelle::lang::Lang;
use passerelle::query::Library;
use passerelle::text::Clean;
use passerelle::view::{Theme, draw};
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
    steps: Vec<Step<'a>>,
}

/// Quotes a text as RON does.
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
    let lang = if session.is_french { Lang::Fr } else { Lang::En };
    let mut app = App::new(Library::load(vec![origin]), Start { lang, ..Start::default() }, (100, 30));
    let all: Vec<Action> = [Context::List, Context::Text, Context::Lens, Context::Picker, Context::Prompt]
        .into_iter()
        .flat_map(actions)
        .map(|it| it.action)
        .collect();
    for step in session.steps.into_iter().take(60) {
        let message = match step {
            Step::Act(number) => Message::Act(all[usize::from(number) % all.len()]),
            Step::Type(character) => Message::Type(character),
            Step::Paste(text) => Message::Paste(text.to_owned()),
            Step::Resize(columns, lines) => Message::Resize(u16::from(columns), u16::from(lines) % 80),
            Step::Click(column, line) => Message::Mouse(Mouse::Click(u16::from(column), u16::from(line))),
            Step::Wheel(column, line, down) => {
                Message::Mouse(Mouse::Wheel(u16::from(column), u16::from(line), if down { 3 } else { -3 }))
            }
        };
        if app.update(message) == Some(Effect::Quit) {
            return;
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, app.size.0, app.size.1));
        let cursor = draw(&app, &Theme::colours(), &mut buffer);
        assert!(cursor.is_none_or(|it| it.x < app.size.0 && it.y < app.size.1));
        assert!(app.list.selected < app.list.answer.rows.len().max(1));
        for cell in buffer.content() {
            assert!(!cell.symbol().contains(char::is_control), "{:?}", cell.symbol());
            assert!(cell.symbol().chars().count() <= 10, "{:?}", cell.symbol());
        }
    }
});
