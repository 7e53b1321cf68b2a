//! What is said and shown in very many small cases, a line for each: a change to one of them is seen at once, and read.

use std::fmt::Write;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use insta::assert_snapshot;
use passerelle::app::{Context, Key, bindings};
use passerelle::lang::Lang;
use passerelle::load::{Loaded, Origin};
use passerelle::text::Clean;
use ratatui::style::Modifier;

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

/// What RON may hold that is seldom written, and what is nearly that.
const UNUSUAL: &[&str] = &[
    r###"about: r"a \ b","###,
    r###"about: r#"a "quoted" b"#,"###,
    r###"about: r##"a "# b"##,"###,
    r###"about: r##"a "# b"#,"###,
    r###"about: br"a","###,
    r###"about: b"a","###,
    r###"about: xr"a","###,
    r###"about: 'a',"###,
    r###"about: "'", attribution: "(","###,
    r###"about: "\"", attribution: "\\","###,
    r###"about: "\u{e9}\x41\n\t\\","###,
    r###"about: "\u00e9","###,
    r###"about: "\q","###,
    r###"about: "a\
        b","###,
    r###"/* ( [ { " */ about: "a","###,
    r###"/* a /* b */ c */ about: "a","###,
    r###"/* a /* b */ about: "a","###,
    r###"// ( [ { "
    about: "a","###,
    r###"about: "a", // )"###,
    r###"about: "a" /* , */, /**/"###,
    r###"about: Some("a"),"###,
    r###"about: Some(Some("a")),"###,
    r###"about: None,"###,
    r###"about: (),"###,
    r###"about: {},"###,
    r###"about: [],"###,
    r###"about: ["a"],"###,
    r###"about: {"fr": "a", "en": "b"},"###,
    r###"about: {"fr": "a", "fr": "b"},"###,
    r###"about: {"fr": "a", "FR": "b"},"###,
    r###"about: {fr: "a"},"###,
    r###"about: (fr: "a", en: "b"),"###,
    r###"about: Texts(fr: "a"),"###,
    r###"about: {"fr": None},"###,
    r###"about: {"fr": {"en": "a"}},"###,
    r###"about: 7,"###,
    r###"about: true,"###,
    r###"about: a word,"###,
    r###"about: "","###,
    r###"about: " ","###,
    r###"about: "a", about: "b","###,
    r###"abuot: "a","###,
    r###"About: "a","###,
    r###"r#about: "a","###,
    r###"themes: {"a": "A", "a": "B"},"###,
    r###"themes: {"A": "A"},"###,
    r###"themes: {"a-b": Term(name: "A")},"###,
    r###"themes: {"a": (name: "A", synonyms: "b")},"###,
    r###"themes: {"a": Term("A")},"###,
    r###"themes: {"a": Theme(name: "A")},"###,
    r###"themes: {a: "A"},"###,
    r###"themes: {1: "A"},"###,
    r###"themes: {"a": ["A"]},"###,
    r###"themes: ["a"],"###,
    r###"sources: {"s": Source(title: "S", year: 2019, url: "https://a.org")},"###,
    r###"sources: {"s": Source(title: "S", year: "2019")},"###,
    r###"sources: {"s": Source(title: "S", year: 0)},"###,
    r###"sources: {"s": Source(title: "S", year: 2_019)},"###,
    r###"sources: {"s": Source(title: "S", year: +2019)},"###,
    r###"sources: {"s": Source(title: "S", year: 2019.0)},"###,
    r###"sources: {"s": Source(title: "S", url: "a.org")},"###,
    r###"sources: {"s": Source(title: "S", url: "https://")},"###,
    r###"sources: {"s": Source(title: "S", url: "https://a b")},"###,
    r###"sources: {"s": Source(title: "S", doi: "10.1/a")},"###,
    r###"sources: {"s": Source(title: "S", doi: "https://doi.org/10.1/a")},"###,
    r###"sources: {"s": Source(title: "S", accessed: "2019-02-30")},"###,
    r###"sources: {"s": Source(title: "S", accessed: "30/02/2019")},"###,
    r###"sources: {"s": Source(title: "S", accessed: "3/2/2019")},"###,
    r###"sources: {"s": Source(title: "S", accessed: "2019")},"###,
    r###"sources: {"s": Source(year: 2019)},"###,
    r###"organisations: {"o": Organisation(name: "O", country: "France")},"###,
    r###"organisations: {"o": "O"},"###,
    r###"language: "français","###,
    r###"language: "pt_BR","###,
    r###"language: "EN","###,
    r###"id: "A b","###,
    r###"format: 1,"###,
    r###"activities: [],"###,
    r###"'(', about: "a","###,
    r###"about: '(',"###,
    r###"about: "“a” ‘b’ «c»","###,
    "about: \"a\u{a0}:\u{200b}\u{202e}\u{7}\",",
    "about:\u{a0}\"a\",",
    "\u{feff}about: \"a\",",
    "about: \"a\",\r\n",
    "# a\n about: \"a\",",
    "<<<<<<< ours\nabout: \"a\",\n=======\nabout: \"b\",\n>>>>>>> theirs\n",
];

/// The same for what an activity says.
const UNUSUAL_OF_ACTIVITIES: &[&str] = &[
    r###"period: "2019","###,
    r###"period: "2019/2020","###,
    r###"period: "2019/..","###,
    r###"period: "../2019","###,
    r###"period: "2020/2019","###,
    r###"period: "2019-03/2019-05","###,
    r###"period: "2019-13","###,
    r###"period: "2019-2020","###,
    r###"period: "2019–2020","###,
    r###"period: "mars 2019","###,
    r###"period: "March 2019","###,
    r###"period: "03/2019","###,
    r###"period: "depuis 2019","###,
    r###"period: "since 2019","###,
    r###"period: "2019 to 2020","###,
    r###"period: "12.03.2019","###,
    r###"period: "12 mars 2019 - 14 juin 2020","###,
    r###"period: "99","###,
    r###"period: 2019,"###,
    r###"aims: "a","###,
    r###"aims: ["a", "b"],"###,
    r###"aims: ["a", {"fr": "b"}],"###,
    r###"aims: [["a"]],"###,
    r###"aims: ("a", "b"),"###,
    r###"aims: [],"###,
    r###"lessons: ["a"],"###,
    r###"lessons: [Lesson(text: "a")],"###,
    r###"lessons: [Lesson(basis: Drawn)],"###,
    r###"lessons: [Lesson(text: "a", basis: stated, kind: Advice)],"###,
    r###"lessons: [Lesson(text: "a", basis: "Stated")],"###,
    r###"lessons: [Lesson(text: "a", basis: Sated)],"###,
    r###"lessons: Lesson(text: "a"),"###,
    r###"lessons: [(text: "a", sources: ["none"])],"###,
    r###"silent: [Outlook, Results],"###,
    r###"silent: [outlook],"###,
    r###"silent: Outlook,"###,
    r###"silent: ["Outlook"],"###,
    r###"outlook: "a", silent: [Outlook],"###,
    r###"outlook: [], silent: [Outlook],"###,
    r###"partners: ["a", {"fr": "b"}],"###,
    r###"experts: ["some-id"],"###,
    r###"experts: ["Someone Else"],"###,
    r###"lead: "a", partners: ["a"],"###,
    r###"lead: ["a"],"###,
    r###"country: "FR","###,
    r###"places: [Place(name: "Q", country: "BE")],"###,
    r###"place: Place(name: "Q", country: "BE"),"###,
    r###"extra: {"a": "b"},"###,
    r###"extra: {"a": 7},"###,
    r###"extra: {"a": ["b"]},"###,
    r###"extra: (a: "b"),"###,
    r###"sumary: "a","###,
    r###"Summary: "a","###,
    r###"résumé: "a","###,
    r###"résultats: "a","###,
    r###"summary: {"xx-yy-zz-aa": "a"},"###,
    r###"themes: ["none"],"###,
    r###"sources: ["none", "none"],"###,
    r###"url: "https://a.org","###,
];

#[test]
fn what_is_said_of_unusual_writings() {
    let mut table = String::new();
    let activity = |fields: &str| format!("(id: \"a\", title: \"A\", place: (name: \"P\", country: \"FR\"), {fields})");
    let of = |header: &str, fields: &str| {
        let (first, second) = (activity(fields), activity("").replace("\"a\"", "\"b\""));
        format!("Catalogue(format: 1, title: \"T\",\n{header}\nactivities: [\n{first},\n{second},\n])")
    };
    for header in UNUSUAL {
        let _ = writeln!(table, "{header:?}: {}", said_of(of(header, "")));
    }
    for fields in UNUSUAL_OF_ACTIVITIES {
        let _ = writeln!(table, "{fields:?}: {}", said_of(of("", fields)));
    }
    assert_snapshot!(table);
}

/// What is looked for in the built-in catalogue.
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
    "zzz",
    "efus",
    "EFUS",
    "ex-offenders",
    "exoffenders",
    "  prison   probation  ",
];

#[test]
fn what_each_search_finds_and_says() {
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
            let _ = writeln!(table, "{search}: {ids} ¦ {marked} ¦ {}", seen(&session));
        }
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
