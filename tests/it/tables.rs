//! What is said and shown in very many small cases, a line for each: a change to one of them is seen at once, and read.

use std::fmt::Write;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use insta::assert_snapshot;
use passerelle::app::{Context, Key, bindings};
use passerelle::lang::Lang;
use passerelle::load::{Loaded, Origin};
use passerelle::text::Clean;

use crate::support::Session;

/// A catalogue with a little of everything that is written with marks.
const WRITTEN: &str = r##"Catalogue(
    format: 1,
    language: "en",
    title: { "fr": "Deux", "en": "Two" },
    sources: {
        "s": Source(title: "S (1)", year: 2019, url: "https://example.org/a"), // first
        "t": (title: r#"T "2""#),
    },
    themes: { "exit": "Exit", "work": Term(name: { "en": "Work" }, synonyms: ["jobs", "posts"]) },
    activities: [
        Activity(
            id: "one",
            title: "One, and: more",
            place: Place(name: "Ghent", country: "BE", at: (51.05, 3.72)),
            themes: ["exit", "work"],
            period: "2019/2020",
            aims: ["First", { "en": "Second" }],
            lessons: [Lesson(basis: Stated, text: "Say “so”.", sources: ["s"]), (text: "Or [not].")],
            silent: [Outlook],
            extra: { "Budget": "1 000", "Staff": "2" },
        ),
        (id: "two", title: "Two", place: (name: "Lille", country: "FR"), partners: ["s"], sources: ["t"]),
    ],
)
"##;

/// What stands in the place of a mark.
fn mistaken(mark: char) -> &'static [&'static str] {
    match mark {
        '"' => &["", "\"\"", "“", "'"],
        '(' => &["", "((", "{", "["],
        ')' => &["", "))", "}", "]"],
        '[' => &["", "[[", "("],
        ']' => &["", "]]", ")"],
        '{' => &["", "{{", "("],
        '}' => &["", "}}", ")"],
        ',' => &["", ",,", ";", ":"],
        ':' => &["", "::", "=", ","],
        '#' | '/' => &["", "##"],
        _ => &[],
    }
}

/// Returns what is said of a text: what has been read, and the message and the place of every problem.
fn said_of(text: String) -> String {
    let of = || vec![Origin::Text(Clean::line("x"), text.clone())];
    let loaded = Loaded::of(of());
    let problems = loaded.report.problems.iter();
    let told: Vec<String> = problems
        .map(|it| format!("{}:{} {}", it.location.line, it.location.column, it.kind.message(Lang::EN)))
        .collect();
    let ids: Vec<&str> = loaded.catalogue.activities.iter().map(|it| it.id.as_str()).collect();
    let checked = passerelle::load::check(of());
    let errors = checked.iter().filter(|it| !it.kind.is_remark()).count();
    let differs = if errors == told.len() { String::new() } else { format!(" ({errors} by check)") };
    format!("[{}]{differs} {}", ids.join(" "), told.join(" | "))
}

fn table_of_faults(written: &str, mistaken: impl Fn(char) -> &'static [&'static str]) -> String {
    let mut table = format!("whole: {}\n", said_of(written.to_owned()));
    for (at, mark) in written.char_indices() {
        for instead in mistaken(mark) {
            let text = format!("{}{instead}{}", &written[..at], &written[at + mark.len_utf8()..]);
            let line = written[..at].matches('\n').count() + 1;
            let column = written[..at].chars().rev().take_while(|it| *it != '\n').count() + 1;
            let _ = writeln!(table, "{line}:{column} {mark} → {instead}: {}", said_of(text));
        }
    }
    table
}

#[test]
fn what_is_said_of_each_mark_that_is_lost_doubled_or_mistaken() {
    assert_snapshot!(table_of_faults(WRITTEN, mistaken));
}

#[test]
fn what_is_said_of_each_mark_that_is_lost_where_all_stands_on_one_line() {
    let lines = WRITTEN.lines().map(|it| it.trim().trim_end_matches(" // first"));
    assert_snapshot!(table_of_faults(&lines.collect::<Vec<_>>().join(" "), |mark| mistaken(mark)
        .get(..1)
        .unwrap_or(&[])));
}

#[test]
fn what_is_said_where_each_line_is_lost_or_the_file_ends_before_it() {
    let lines: Vec<&str> = WRITTEN.lines().collect();
    let mut table = String::new();
    for at in 0..lines.len() {
        let without = [&lines[..at], &lines[at + 1..]].concat().join("\n");
        let _ = writeln!(table, "without {}: {}", lines[at].trim(), said_of(without));
        let _ = writeln!(table, "up to there: {}", said_of(lines[..at].join("\n")));
    }
    assert_snapshot!(table);
}

/// Returns what a hand sees of a session after a key: what is selected, where the cursor stands and on what, what the
/// first line of the pane is, and what the last line says.
fn seen(session: &Session) -> String {
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

/// The first key of every binding, and some digits; what the others of a binding do is the same.
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

/// The situations that a key is pressed in, each by the keys that lead there.
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

fn table_of_keys(lang: Lang, size: (u16, u16)) -> String {
    let mut table = String::new();
    for situation in SITUATIONS {
        let open = || {
            let mut session = Session::new(lang, size);
            session.keys(situation);
            session
        };
        let _ = writeln!(table, "== {situation}: {}", seen(&open()));
        let before = open().screen();
        for key in keys() {
            let mut session = open();
            session.press(event(key));
            let name = key.name(lang.words(), false);
            if session.screen() != before || session.has_quit {
                let _ = writeln!(table, "{name}: {}", seen(&session));
            }
        }
    }
    table
}

#[test]
fn what_each_key_does_in_each_situation() {
    assert_snapshot!("keys-in-each-situation-en", table_of_keys(Lang::EN, (80, 24)));
    assert_snapshot!("keys-in-each-situation-fr", table_of_keys(Lang::FR, (40, 12)));
}

#[test]
fn what_a_click_does_at_each_place() {
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
            let line = if is_same { String::new() } else { seen(&session) };
            // What a neighbour does as well is told once.
            if line != last && !is_same {
                let _ = writeln!(table, "{column},{row}: {line}");
            }
            last = line;
        }
    }
    assert_snapshot!(table);
}
