//! What happens in very many small cases? Snapshots with one line for each, so that a change to any of them is visible.

use std::fmt::Write;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use insta::assert_snapshot;
use passerelle::app::{Context, Key, Start, bindings};
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::Library;
use passerelle::text::Clean;
use ratatui::style::Modifier;

use crate::support::Session;

/// Queries for the built-in catalogue.
const SEARCHES: &[&str] = &[
    "prison",
    "PRISON",
    "priso",
    "rison",
    "prison probation",
    "prison -probation",
    "-prison",
    "-prison -probation",
    "prison | probation",
    "prison | -probation",
    "prison|probation training",
    "a | b",
    "|",
    "| prison",
    "prison |",
    "\"front-line\"",
    "\"front line\"",
    "\"front li\"",
    "\"ront line\"",
    "\"line front\"",
    "\"\"",
    "\"prison",
    "front-line",
    "title:prison",
    "title: prison",
    "titre:prison",
    "place:sarcelles",
    "place:paris",
    "lead:town",
    "partner:efus",
    "theme:exit",
    "theme:radicalisation",
    "lessons:training",
    "outlook:project",
    "sources:efus",
    "date:2019",
    "date:2018..2019",
    "-title:prison",
    "nofield:prison",
    "title:",
    ":",
    "-",
    "--",
    "é",
    "e",
    "Málaga",
    "malaga",
    "MÁLAGA",
    "oe",
    "œ",
    "den haag",
    "la haye",
    "hague",
    "may",
    "mai",
    "2019",
    "l'",
    "l’activité",
    "d'activité",
    "radicalization",
    "préventoin",
    "prison préventoin",
    "priso probaton",
    "zzz prison",
    "preventoin",
    "town organised one week citizenship course fifteen young offendrs",
    "zzz",
    "efus",
    "EFUS",
    "ex-offenders",
    "exoffenders",
    "  prison   probation  ",
];

#[test]
fn search_results_and_messages() {
    let mut table = String::new();
    for lang in Lang::ALL {
        for search in SEARCHES {
            let mut session = Session::new(lang, (110, 30));
            session.keys("/");
            search.chars().for_each(|it| session.press(KeyEvent::new(KeyCode::Char(it), KeyModifiers::NONE)));
            let ids = session.ids().join(" ");
            session.keys("Enter");
            let hits = session.draw().0;
            let marked: String = (2..hits.area.height)
                .flat_map(|y| (0..hits.area.width).map(move |x| (x, y)))
                .filter(|&it| hits[it].modifier.contains(Modifier::UNDERLINED))
                .map(|it| hits[it].symbol())
                .take(60)
                .collect();
            let _ = writeln!(table, "{search}: {ids} ¦ {marked} ¦ {}", summary(&session));
        }
    }
    assert_snapshot!(table);
}

/// Summarises a session in one line: the selected activity, the cursor position, the first line of the pane, the line
/// with the cursor, the last line, and whether the program has quit.
fn summary(session: &Session) -> String {
    let screen = session.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let (_, frame) = session.draw();
    let cursor = frame.cursor.map_or_else(String::new, |it| format!("{},{}", it.x, it.y));
    let short = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(44).collect::<String>();
    let line = |at: usize| short(lines.get(at).unwrap_or(&""));
    format!(
        "{} {cursor} ¦ {} ¦ {} ¦ {}{}",
        session.selected(),
        line(2),
        short(&session.cursor_line()),
        short(lines.last().unwrap_or(&"")),
        if session.has_quit { " ¦ QUIT" } else { "" },
    )
}

fn event(key: Key) -> KeyEvent {
    let modifiers = [(key.ctrl, KeyModifiers::CONTROL), (key.alt, KeyModifiers::ALT)];
    KeyEvent::new(key.code, modifiers.into_iter().filter(|it| it.0).map(|it| it.1).collect())
}

/// Returns the first key of every binding, plus the digits 3, 5 and 9; the other keys of a binding do the same.
fn keys() -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    let contexts =
        [Context::List, Context::Text, Context::Lens, Context::Picker, Context::Prompt, Context::Menu, Context::Help];
    let is_tried = |key: &Key, first: Key| *key == first || matches!(key.code, KeyCode::Char('3' | '5' | '9'));
    for binding in contexts.into_iter().flat_map(bindings) {
        for key in binding.keys.iter().filter(|it| is_tried(it, binding.keys[0])) {
            if !keys.contains(key) {
                keys.push(*key);
            }
        }
    }
    keys
}

/// Situations in which keys are tried, each as the keys that lead to it.
const SITUATIONS: [&str; 16] = [
    "Down Down",
    "/ prison Enter Down",
    "c Enter",
    "Right PgDn",
    "/ prison Enter Right n",
    "Right 5 Down",
    "z PgDn",
    "Space Down Down Space m",
    "L 3 Down Down",
    "/ probation Enter L Down",
    "c Down",
    "t p",
    "/ pri",
    "Right / pro",
    "e Down",
    "? Down",
];

fn key_effects_table(lang: Lang, size: (u16, u16)) -> String {
    let mut table = String::new();
    for situation in SITUATIONS {
        let open = || {
            let mut session = Session::new(lang, size);
            session.keys(situation);
            session
        };
        let _ = writeln!(table, "== {situation}: {}", summary(&open()));
        let before = open().screen();
        for key in keys() {
            let mut session = open();
            session.press(event(key));
            let name = key.name(lang.words(), false);
            if session.screen() != before || session.has_quit {
                let _ = writeln!(table, "{name}: {}", summary(&session));
            }
        }
    }
    table
}

#[test]
fn effect_of_each_key_in_each_situation() {
    assert_snapshot!("keys-in-each-situation-en", key_effects_table(Lang::EN, (80, 24)));
    assert_snapshot!("keys-in-each-situation-fr", key_effects_table(Lang::FR, (40, 12)));
}

#[test]
fn effect_of_a_click_at_each_position() {
    let mut table = String::new();
    for situation in SITUATIONS {
        let open = || {
            let mut session = Session::new(Lang::EN, (100, 30));
            session.keys(situation);
            session
        };
        let before = open().screen();
        let _ = writeln!(table, "== {situation}");
        let mut last = String::new();
        for (row, column) in (0..30).flat_map(|row| (0..100).step_by(7).map(move |column| (row, column))) {
            let mut session = open();
            session.click(column, row);
            let is_same = session.screen() == before;
            let line = if is_same { String::new() } else { summary(&session) };
            // Neighbouring positions with the same result are listed once.
            if line != last && !is_same {
                let _ = writeln!(table, "{column},{row}: {line}");
            }
            last = line;
        }
    }
    assert_snapshot!(table);
}

/// Key sequences through a longer catalogue, each with the size of the terminal.
const WALKS: &[((u16, u16), &str)] = &[
    ((80, 24), "PgDn PgDn Down Down PgUp End Up Up Home C-d C-d C-u 5 9 3 G g"),
    ((60, 20), "PgDn Down Enter PgDn Down q Down Enter 5 3 9 J J K Esc"),
    ((80, 24), "L PgDn PgDn Down Down PgUp 2 3 1 End Up Up Home C-d C-u 9 G g"),
    ((60, 20), "L Tab PgDn Down Tab PgDn Down Tab PgDn Down Tab Down"),
    ((60, 12), "L Right PgDn Down Right PgDn Down Left Down"),
    ((80, 24), "L / mentor Enter n n n N N n Enter Esc n PgDn n"),
    ((120, 30), "L / mentor Enter n n Tab n N Tab n i n i z n z n"),
    ((80, 24), "/ mentor Enter Esc n n N PgDn n Right n n N i n N i n"),
    ((60, 20), "/ mentor Enter n n n n N Down Down n End n Home N n"),
    ((120, 30), "Enter 5 i 5 i 2 z 5 Down z Down I Down Down I 5"),
    ((60, 20), "Enter / staff Enter n n n N Home n End N PgUp n Esc"),
    ((60, 12), "L End Enter Esc Up Up Enter q PgUp Enter Esc Home Enter"),
    ((80, 16), "L Tab End Enter Esc Up Enter Esc Right Down Down Enter Down Esc"),
    ((80, 24), "s Down s Down S PgDn S Down s s s s s"),
    ((80, 24), "Space Down Down Space Down Space m Alt-Down Down Space Space m m"),
    ((80, 24), "c Down Down Space Down Space - Enter u u r t End Enter r p / a Enter u r"),
    ((60, 20), "t Down Enter L PgDn Down Esc c Down Enter L Down Tab Esc r"),
    ((60, 9), "L / mentor Enter n n n n N N N Tab n n N"),
    ((40, 8), "L Down Down Up Up Down / staff Enter n n n N"),
    ((50, 7), "L Down Down Down Down Up Up Up PgDn Up PgUp Down"),
    ((120, 14), "L I Down Down Down Up PgDn Down PgUp / staff Enter n n N"),
    ((72, 11), "Enter 5 Down Down Down Up Up I i Down Up 5 2 n"),
];

/// Returns a catalogue of 40 activities, with lessons of various lengths in two languages.
fn many() -> Library {
    let words = ["mentor", "probation", "staff", "accompagnement", "young people", "prison", "release", "équipe"];
    let text = |seed: usize, count: usize| {
        (0..count).map(|it| words[(seed * 7 + it * it * 3 + it) % words.len()]).collect::<Vec<_>>().join(" ")
    };
    let activity = |at: usize| {
        let lesson = |it: usize| {
            let (basis, kind) =
                (["Stated", "Drawn"][(at + it) % 2], ["Success", "Obstacle", "Advice", "Question"][(at * 3 + it) % 4]);
            format!(
                "Lesson(basis: {basis}, kind: {kind}, text: {{ \"en\": \"{}\", \"fr\": \"{}\" }})",
                text(at + it, 4 + (at * 5 + it * 11) % 40),
                text(at + it + 1, 4 + (at * 3 + it * 7) % 50)
            )
        };
        let lessons: Vec<String> = (0..at % 4).map(lesson).collect();
        format!(
            "Activity(id: \"a{at}\", title: \"{} {at}\", place: Place(name: \"{} {}\", country: \"{}\"), themes: [\"{}\"], period: \"{}\", partners: [\"{}\"], summary: \"{}\", results: [\"{}\", \"{}\"], lessons: [{}]),\n",
            text(at, 2 + at % 5),
            ["Lille", "Gent", "Aarhus"][at % 3],
            at / 6,
            ["FR", "BE", "DK"][at % 3],
            ["exit", "work", "school"][at * at % 3],
            2000 + at * 7 % 25,
            text(at + 2, 2),
            text(at + 3, 10 + at * 13 % 80),
            text(at + 4, 5 + at % 20),
            text(at + 5, 9),
            lessons.join(", "),
        )
    };
    let activities: String = (0..40).map(activity).collect();
    let themes = "themes: { \"exit\": \"Exit\", \"work\": \"Work\", \"school\": \"School\" }";
    let text = format!(
        "Catalogue(format: 1, id: \"many\", language: \"en\", title: \"Many\", {themes}, activities: [\n{activities}])"
    );
    let library = Library::load(vec![Origin::Text(Clean::line("many.ron"), text)]);
    assert_eq!(library.report.problems, []);
    library
}

#[test]
fn state_after_each_key_of_long_sequences() {
    let library = many();
    let mut table = String::new();
    for (size, keys) in WALKS {
        let mut session = Session::on(library.clone(), Start::in_language(Lang::EN), *size);
        let _ = writeln!(table, "== {size:?} {keys}");
        for key in keys.split(' ') {
            session.keys(key);
            let _ = writeln!(table, "{key}: {}", summary(&session));
        }
    }
    assert_snapshot!(table);
}
