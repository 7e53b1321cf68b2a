//! What is reported for a catalogue with a missing, doubled or wrong delimiter, and for unusual notation?
//!
//! Each snapshot has one line per variant of the text.

use std::fmt::Write;

use insta::assert_snapshot;
use passerelle::lang::Lang;
use passerelle::load::{Loaded, Origin};
use passerelle::text::Clean;

/// Catalogue with a short example of every construct that uses delimiters.
const CATALOGUE: &str = r##"Catalogue(
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

/// Returns the wrong texts to try in place of a delimiter; empty for any other character.
fn wrong_delimiters(mark: char) -> &'static [&'static str] {
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

/// Returns a line about a catalogue: the ids of the activities that were read, then the location and message of every
/// problem. If `check` finds another number of errors, the line has that number, too.
fn problems_line(text: String) -> String {
    let of = || vec![Origin::Text(Clean::line("x"), text.clone())];
    let loaded = Loaded::of(of());
    let problems = loaded.report.problems.iter();
    let reported: Vec<String> = problems
        .map(|it| {
            let (place, marked) = (&it.location, it.location.underlined.len());
            format!("{}:{}+{marked} {}", place.line, place.column, it.kind.message(Lang::EN))
        })
        .collect();
    let ids: Vec<&str> = loaded.catalogue.activities.iter().map(|it| it.id.as_str()).collect();
    let checked = passerelle::load::check(of());
    let errors = checked.iter().filter(|it| !it.kind.is_remark()).count();
    let differs = if errors == reported.len() { String::new() } else { format!(" ({errors} by check)") };
    format!("[{}]{differs} {}", ids.join(" "), reported.join(" | "))
}

fn table_of_problems(written: &str, wrong_delimiters: impl Fn(char) -> &'static [&'static str]) -> String {
    let mut table = format!("whole: {}\n", problems_line(written.to_owned()));
    for (at, mark) in written.char_indices() {
        for instead in wrong_delimiters(mark) {
            let text = format!("{}{instead}{}", &written[..at], &written[at + mark.len_utf8()..]);
            let line = written[..at].matches('\n').count() + 1;
            let column = written[..at].chars().rev().take_while(|it| *it != '\n').count() + 1;
            let _ = writeln!(table, "{line}:{column} {mark} → {instead}: {}", problems_line(text));
        }
    }
    table
}

#[test]
fn problems_of_each_wrong_delimiter() {
    assert_snapshot!(table_of_problems(CATALOGUE, wrong_delimiters));
}

#[test]
fn problems_of_each_missing_delimiter_on_one_line() {
    let lines = CATALOGUE.lines().map(|it| it.trim().trim_end_matches(" // first"));
    assert_snapshot!(table_of_problems(&lines.collect::<Vec<_>>().join(" "), |mark| wrong_delimiters(mark)
        .get(..1)
        .unwrap_or(&[])));
}

#[test]
fn problems_of_each_missing_line_and_truncation() {
    let lines: Vec<&str> = CATALOGUE.lines().collect();
    let mut table = String::new();
    for at in 0..lines.len() {
        let without = [&lines[..at], &lines[at + 1..]].concat().join("\n");
        let _ = writeln!(table, "without {}: {}", lines[at].trim(), problems_line(without));
        let _ = writeln!(table, "up to there: {}", problems_line(lines[..at].join("\n")));
    }
    assert_snapshot!(table);
}

/// Header fields in valid but unusual notation, or in notation that is almost valid.
const UNUSUAL_HEADERS: &[&str] = &[
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
    r###"about: "a "b" c","###,
    r###"# a
    about: "a","###,
    r###"about: "a", # b
    #"###,
    r###"about: "a",
<<<<<<< ours
attribution: "b",
=======
>>>>>>> theirs"###,
    r###"about: Some("a"),"###,
    r###"sources: { "s": Source(title: None) },"###,
    r###"sources: { "s": Source(title: Some("T"), url: None) },"###,
    r###"themes: None, kinds: Some({}),"###,
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
    r###"sources: {"s": Source(title: "S", url: https://a.org/b, year: 2019)},"###,
    "sources: {\"s\": Source(title: \"S\", url: https://a.org/b(c))},\nlicence: \"CC0-1.0\",",
    r###"description: "a","###,
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
    r###"format: Some(),"###,
    r###"language: Some(),"###,
    r###"about: Some(),"###,
    r###"themes: {"a": Some()},"###,
    r###"sources: {"s": Source(title: "S", year: Some(), url: Some(), authors: Some(), accessed: Some())},"###,
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

/// The same for the fields of an activity.
const UNUSUAL_ACTIVITIES: &[&str] = &[
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
    r###"period: "31/05/98","###,
    r###"period: "5/98","###,
    r###"period: "01/02/69 - 03/04/70","###,
    r###"period: Some(), lead: Some(), summary: Some(), aims: Some(), lessons: Some(), silent: Some(),"###,
    r###"themes: Some(), extra: Some(), sources: Some(), experts: Some(), contact: Some(),"###,
    r###"lessons: [Lesson(text: Some(), basis: Some(), kind: Some(), sources: Some())],"###,
    r###"place: Place(name: Some(), country: Some(), at: Some(), kind: Some(), aliases: Some()),"###,
    r###"aims: "a","###,
    r###"aims: ["a", "b"],"###,
    r###"aims: ["a", {"fr": "b"}],"###,
    r###"aims: [["a"]],"###,
    r###"aims: one, summary: two","###,
    r###"summary: one", aims: two","###,
    r###"summary: one, two","###,
    r###"summary: one (two"),"###,
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
    r###"partenaires: ["a"], pilotage: "b", perspective: ["c"],"###,
    r###"lessons: [Lesson(text: "a., sources: ["s"])],"###,
    r###"lessons: [Lesson(text: "a.”, sources: ["s"]), Lesson(text: "b", basis: Drawn)],"###,
    r###"summary: "a [, aims: ["b"],"###,
    "period: \"2019 (x)),\n",
    "period: \"2019 [x]],\nsummary: \"a\",",
    "period: \"x) (y)),\nsummary: \"a\",",
    "period: \"2019, \"2020\",",
    "period: \"2019,summary: \"a\",",
    "period: \"2019,\nand 2020\n, summary: \"a\",",
    r###"summary: {"xx-yy-zz-aa": "a"},"###,
    r###"themes: ["none"],"###,
    r###"sources: ["none", "none"],"###,
    r###"url: "https://a.org","###,
    r###"summary: "He said “yes”,"###,
    r###"summary: "yes”,"###,
    r###"summary: "„ja“,"###,
    r###"summary: "ja“,"###,
    r###"summary: "« oui »,"###,
    r###"summary: "oui »,"###,
    r###"summary: "it’s,"###,
    r###"summary: "yes’,"###,
    r###"summary: "‘yes’,"###,
    r###"summary: "yes‘,"###,
    r###"summary: "yes`,"###,
    r###"place: Place{name: "P", country: "FR", at: (52.08, 4.30)},"###,
    r###"lessons: [Lesson["text": "a"]],"###,
    r###"lessons: [Lesson(text: "a", Lesson(text: "b")],"###,
    r###"lessons: [Lesson(text: "a"
        Lesson(text: "b")],"###,
    r###"lessons: [(text: "a", (text: "b")],"###,
    r###"place: Place(name: "P", country: "FR", at: 52.08, 4.30),"###,
    r###"place: Place(name: "P", country: "FR", at: 52.08 4.30),"###,
    r###"place: Place(name: "P", country: "FR", at: "52.08", 4.30),"###,
    r###"place: Place(name: "P", at: 52, country: "FR"),"###,
    r###"place: Place(name: "P", country: "FR", at: 52.08, 4.30"###,
    r###"place: Place(name: "P", country: "FR", at: [52.08, 4.30]),"###,
    r###"place: Place(name: "P", country: "FR", at: (52.08)),"###,
    r###"place: Place(name: "P", country: "FR", at: (52.08; 4.30)),"###,
    r###"place: Place(name: "P", country: "FR", at: 520.8, -4.30),"###,
    r###"place: Place(name: "P", country: "FR", at: Pair(52.08, 4.30)),"###,
    r###"silent: [Outlook, Results"],"###,
    r###"silent: [],"###,
    r###"summary: """","###,
    "\u{200b}period: \"2019\",\u{200b}",
    r###"aims: ["A"]. results: ["B"],"###,
    r###"aims: ["A"]. budget: ["B"],"###,
    r###"place: {name: "P", country: "FR", at: (1.0, 2.0)},"###,
    "summary: \"\naims: [\"A\"],",
    "summary: \"\nbudget: \"B\",",
    "summary: \"S\nbudget: [\"B\"],",
    "summary: \"S\nBudget: (none)\naims: [\"A\"],",
];

/// Inputs that are not a catalogue, are only a part of one, or are malformed at the top level.
const FOREIGN: &[&str] = &[
    "",
    " \n",
    "<?xml version=\"1.0\"?>\n<a/>",
    "<!DOCTYPE html>\n<html></html>",
    "  <p>",
    "{\"title\": \"T\"}",
    "{ \"title\" : 1 }",
    "[{\"a\": 1}]",
    "[1, 2]",
    "[package]\nname = \"x\"\nversion = \"1\"",
    "name = \"x\"\nversion = 1",
    "[a]",
    "title: T\ncountry: FR\n",
    "---\ntitle: T\n",
    "title: T\nAnd then a sentence without any sign of that kind.\nAnd another one.",
    "# Title\n\n## Summary\n\nA text.",
    "---\n## T",
    "id,title,country\na,A,FR\nb,B,BE",
    "id;title;country\na;A;FR",
    "id\ttitle\na\tA",
    "a;b\nc;d",
    "A sentence, with a comma.\nAnother one, too.",
    "one line",
    "%PDF-1.7",
    "{\\rtf1 text}",
    "a\0b",
    "Activity(id: \"a\", title: \"A\")",
    "activities: [ Activity(id: \"a\") ]",
    "hello Catalogue(format: 1, title: \"T\")",
    "(1, 2)",
    "Catalogue(format: 1, activities: [(id: \"a\", title: \"A\", place: (name: \"P\", country: \"XX\")), (id: \"b\", ti",
    "Catalogue(format: 1, activities: [(id: \"a\", title: \"A\", place: (name: \"P\", country: \"XX\"))])",
    "Catalogue(format: 1, activities: [(id: \"a\", title: \"A\"), (id: \"b\", ti",
    "Catalogue(format: 1, activities: [(id: \"a\", title: \"A\", place: (name: \"P\", country: \"XX\"))], title: \"T\")",
    "Catalogue(format: 1, activities: [(id: \"a\", title: \"A\", place: (name: \"P\", country: \"FR\"))], title: \"T\")",
    "(format: 2, title: \"T\", activities: [])",
    "(format: 1, title: \"T\")",
    "(title: \"T\", activities: [])",
    "Katalog(format: 1, title: \"T\", activities: [])",
    "Catalogue(format: 1, title: \"T\", about: https://example.org",
    "Catalogue(format: 99999999999999999999, title: \"T\", activities: [])",
    "# c\n# d\n# e\n\ntitle: T\ncountry: FR\n",
    ": a\n: b\n",
    "title: T\nNo sign here\n",
    "a;b",
    "[package\nname = 1",
    "[package]\nname",
    "(a",
    "a;b;c\nnone",
    "{ \"format\" }",
    "{ a }",
    "\"text\"",
    "7",
    "true",
    "let x = 1;",
];

#[test]
fn problems_of_foreign_input() {
    let mut table = String::new();
    for text in FOREIGN {
        let _ = writeln!(table, "{text:?}: {}", problems_line((*text).to_owned()));
    }
    assert_snapshot!(table);
}

/// Ends of two consecutive activities with a mistake each, such that their delimiters balance together.
const BALANCED_MISTAKES: &[[&str; 2]] = &[
    ["),", "))),"],
    ["), lessons: [", "))]),"],
    ["), lessons: [", "]),"],
    [", lessons: [", "))])),"],
    ["), summary: \"", "), summary: \"B\")),"],
    ["), /*", "), */),"],
];

#[test]
fn problems_of_mistakes_that_balance_each_other() {
    let mut table = String::new();
    for [first, second] in BALANCED_MISTAKES {
        let line = |id: &str, end: &str| {
            format!("  Activity(id: \"{id}\", title: \"{id}\", place: Place(name: \"P\", country: \"FR\"{end}\n")
        };
        let records = line("a", ")),") + &line("b", first) + &line("c", second) + &line("d", ")),");
        let expected_text = problems_line(format!("Catalogue(format: 1, title: \"T\", activities: [\n{records}])"));
        let _ = writeln!(table, "{first:?}, {second:?}: {expected_text}");
    }
    assert_snapshot!(table);
}

#[test]
fn problems_of_unusual_notation() {
    let mut table = String::new();
    let activity = |fields: &str| {
        let place = if fields.contains(" at: ") { "" } else { "place: (name: \"P\", country: \"FR\"), " };
        format!("(id: \"a\", title: \"A\", {place}{fields})")
    };
    let of = |header: &str, fields: &str| {
        let (first, second) = (activity(fields), activity("").replace("\"a\"", "\"b\""));
        format!("Catalogue(format: 1, title: \"T\",\n{header}\nactivities: [\n{first},\n{second},\n])")
    };
    for header in UNUSUAL_HEADERS {
        let _ = writeln!(table, "{header:?}: {}", problems_line(of(header, "")));
    }
    for fields in UNUSUAL_ACTIVITIES {
        let _ = writeln!(table, "{fields:?}: {}", problems_line(of("", fields)));
    }
    assert_snapshot!(table);
}
