//! The problems reported for invalid catalogues: what is wrong, where, and what would be right.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use passerelle::diagnose::ProblemKind;
use passerelle::lang::Lang;
use passerelle::load::{Loaded, Origin};
use passerelle::text::Clean;

use crate::support::{figure, is_thorough, run, run_with_input};

fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/broken");
    let mut samples: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    samples.sort();
    samples
}

fn load(text: &[u8]) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.ron");
    fs::write(&path, text).unwrap();
    Loaded::of(vec![Origin::Path(path)])
}

/// Returns the reports of all problems of a sample, without the path of its folder.
fn reports(loaded: &Loaded, lang: Lang) -> String {
    let reports: Vec<String> = loaded.report.problems.iter().map(|it| it.report(lang, usize::MAX)).collect();
    let folder = reports.first().and_then(|it| it.split_once("sample.ron")).map_or("", |(folder, _)| folder);
    reports.join("\n").replace(folder, "")
}

#[test]
fn broken_samples_are_reported_in_both_languages() {
    for path in samples() {
        let loaded = load(&fs::read(&path).unwrap());
        assert!(!loaded.report.problems.is_empty(), "{}", path.display());
        let good = loaded.catalogue.activities.len();
        let (english, french) = (reports(&loaded, Lang::EN), reports(&loaded, Lang::FR));
        let french: Vec<&str> = french.lines().filter(|it| it.starts_with("sample.ron")).collect();
        let name = format!("broken-{}", path.file_stem().unwrap().to_str().unwrap());
        assert_snapshot!(name, format!("{good} good\n{english}\n{}\n", french.join("\n")));
    }
}

#[test]
fn valid_records_are_used_and_invalid_ones_counted() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/broken/several.ron");
    let loaded = Loaded::of(vec![Origin::Path(path)]);
    assert_eq!(loaded.catalogue.activities.len(), 1);
    assert_eq!(loaded.report.left_out, 2);
    let places: Vec<(usize, usize)> =
        loaded.report.problems.iter().map(|it| (it.location.line, it.location.column)).collect();
    assert_eq!(places, [(9, 13), (10, 46), (11, 22), (12, 21), (14, 38)]);
}

#[test]
fn duplicate_identifier_names_both_locations() {
    let folder = tempfile::tempdir().unwrap();
    let record = |title: &str| {
        format!(
            "Catalogue(format: 1, title: \"T\", activities: [\n Activity(id: \"x\", title: \"{title}\", place: Place(name: \"P\", country: \"FR\")),\n])"
        )
    };
    fs::write(folder.path().join("a.ron"), record("A")).unwrap();
    fs::write(folder.path().join("b.ron"), record("B")).unwrap();
    fs::write(folder.path().join("notes.txt"), "not a catalogue").unwrap();
    let loaded = Loaded::of(vec![Origin::Path(folder.path().to_owned())]);
    assert_eq!(loaded.catalogue.activities.len(), 1);
    let message = loaded.report.problems[0].one_line(Lang::EN);
    assert!(message.contains("b.ron:2:15:") && message.contains("a.ron:2:15"), "{message}");
}

#[test]
fn conflicting_terms_of_two_files_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let file = |language: &str, title: &str| {
        format!(
            "Catalogue(format: 1, language: \"{language}\", title: \"T\",\n sources: {{ \"page\": Source(title: {title}) }}, themes: {{ \"t\": {{ \"en\": \"Same\" }} }}, activities: [])"
        )
    };
    fs::write(folder.path().join("a.ron"), file("en", "{ \"en\": \"First\", \"de\": \"Erste\" }")).unwrap();
    fs::write(folder.path().join("b.ron"), file("fr", "{ \"de\": \"Erste\", \"en\": \"First\" }")).unwrap();
    fs::write(folder.path().join("c.ron"), file("en", "{ \"en\": \"Third\" }")).unwrap();
    let loaded = Loaded::of(vec![Origin::Path(folder.path().to_owned())]);
    let message: Vec<String> = loaded.report.problems.iter().map(|it| it.one_line(Lang::EN)).collect();
    assert_eq!(message.len(), 1, "{message:?}");
    assert!(message[0].contains("c.ron:2:13: “page” is “First” in another file"), "{message:?}");
    assert_eq!(loaded.catalogue.headers.len(), 3, "the file is used all the same");
}

#[test]
fn many_missing_translations_are_one_remark_for_each_language() {
    let check = |count: usize| {
        let activity = |at| format!("(id: \"a{at}\", title: \"A\", place: (name: \"P\", country: \"FR\")),");
        let activities: String = (0..count).map(activity).collect();
        let title = "{ \"en\": \"T\", \"fr\": \"T\", \"ar\": \"T\" }";
        let text = format!("Catalogue(format: 1, language: \"en\", title: {title}, activities: [{activities}])");
        run_with_input(&["check", "-"], &text).0
    };
    let few = check(3);
    assert!(few.ends_with("Errors: 0; remarks: 12.\n"), "{few}");
    let many = check(1_200);
    assert!(many.ends_with("Errors: 0; remarks: 2.\n"), "{many}");
    for language in ["fr", "ar"] {
        assert!(many.contains(&format!("2,400 texts of this file are missing in “{language}”")), "{many}");
    }
}

#[test]
fn activities_keep_the_sources_of_their_own_file() {
    let folder = tempfile::tempdir().unwrap();
    for (id, title) in [("a", "Winter report"), ("b", "Summer report"), ("c", "Summer report"), ("d", "Winter report")]
    {
        let file = format!(
            "Catalogue(format: 1, title: \"T\", sources: {{ \"report\": Source(title: \"{title}\") }},
             organisations: {{ \"city\": Organisation(name: \"City of the {title}\") }},
             activities: [(id: \"{id}\", title: \"A\", place: (name: \"P\", country: \"FR\"), lead: \"city\", sources: [\"report\"])])"
        );
        fs::write(folder.path().join(format!("{id}.ron")), file).unwrap();
    }
    let path = folder.path().to_str().unwrap();
    for (id, title) in [("a", "Winter report"), ("b", "Summer report"), ("c", "Summer report"), ("d", "Winter report")]
    {
        let (sheet, _, _) = run(&["show", id, "-f", path]);
        assert!(sheet.contains(&format!("[1] {title}")) && sheet.contains(&format!("City of the {title}")), "{sheet}");
    }
    // Written as one catalogue, each keeps its own.
    let (written, _, _) = run(&["export", "--format", "ron", "-f", path]);
    fs::write(folder.path().join("all.txt"), &written).unwrap();
    let all = folder.path().join("all.txt");
    let (sheet, _, _) = run(&["show", "c", "-f", all.to_str().unwrap()]);
    assert!(sheet.contains("[1] Summer report") && sheet.contains("City of the Summer report"), "{written}");
}

#[test]
fn only_invalid_records_are_omitted_with_all_their_problems() {
    let text = "Catalogue(
    format: 1,
    title: \"T\",
    themes: { \"t\": \"T\" },
    activities: [
        Activity(id: \"one\", title: \"One\" place: Place(name: \"P\", country: \"FR\")),
        Activity(id: \"two\", title: \"Two\", place: Place(name: \"P\", country: \"QQ\")),
        Activity(id: \"three, title: \"Three\", place: Place(name: \"P\", country: \"FR\")),
        Activity(id: \"four\", title: \"Four (\", place: Place(name: \"P\", country: \"FR\"))
        Activity(id: \"two\", title: \"Five\", place: Place(name: \"P\", country: \"FR\"), themes: [\"u\"]),
    ],
)";
    let loaded = load(text.as_bytes());
    let places: Vec<(usize, usize)> =
        loaded.report.problems.iter().map(|it| (it.location.line, it.location.column)).collect();
    assert_eq!(places, [(6, 41), (7, 76), (8, 22), (9, 86), (10, 22), (10, 93)], "{}", reports(&loaded, Lang::EN));
    assert!(reports(&loaded, Lang::EN).contains("is already taken, at sample.ron:7:22"));
    let commented = text.replace("activities: [", "activities: [ // see [1]");
    assert_eq!(load(commented.as_bytes()).report.problems.len(), 6, "a bracket in a comment opens nothing");
    let open = "Catalogue(format: 1, title: \"T\", activities: [\n Activity(id: \"x\", title: \"T\", place: Place(name: \"P\", country: \"FR\")),\n)";
    let open = load(open.as_bytes());
    assert!(
        reports(&open, Lang::EN).starts_with("sample.ron:3:1: a closing ] is missing here."),
        "{}",
        reports(&open, Lang::EN)
    );
    assert_eq!((open.catalogue.activities.len(), open.report.left_out), (1, 0), "nothing is wrong with the record");
    assert_eq!((loaded.catalogue.activities.len(), loaded.report.left_out), (1, 4));
}

#[test]
fn invalid_record_still_reserves_its_identifier() {
    let text = "Catalogue(format: 1, title: \"T\", activities: [
        Activity(id: \"two\", title: \"Two\", place: Place(name: \"P\", country: \"FR\"), themes: [\"none\"]),
        Activity(id: \"one\", title: \"One\", place: Place(name: \"P\", country: \"FR\")),
        Activity(id: \"two\", title: \"Again\", place: Place(name: \"P\", country: \"FR\")),
        Activity(title: \"None\", place: Place(name: \"P\", country: \"FR\")),
        Activity(title: \"None\", place: Place(name: \"P\", country: \"FR\")),
    ])";
    let loaded = load(text.as_bytes());
    let message: Vec<String> = loaded.report.problems.iter().map(|it| it.one_line(Lang::EN)).collect();
    assert_eq!(message.len(), 4, "{message:?}");
    assert!(message[1].contains(":4:22: the identifier “two” is already taken, at ") && message[1].ends_with(":2:22."));
    assert_eq!(loaded.catalogue.activities.len(), 1);
}

#[test]
fn remarks_are_located_at_the_exact_character() {
    let text = "Catalogue(format: 1, language: \"fr\", title: { \"fr\": \"T\", \"en\": \"T\" }, licence: \"L\\u{1b}\",
    sources: { \"s\": Source(title: { \"fr\": \"« S »\", \"en\": \"S\" }, publisher: \"P\\u{202e}\") },
    organisations: { \"o\": Organisation(name: { \"fr\": \"O ! O ;\", \"en\": \"O\" }, short: \"\\u{0}\") },
    activities: [Activity(id: \"x\", title: \"Un : deux ?\", experts: [\"o\"], sources: [\"s\"],
        place: Place(name: \"P\", aliases: [\"\\u{200b}Q\"], country: \"FR\"),
        extra: { \"A\\u{7}\": \"B : b\" })])";
    let name = passerelle::text::Clean::line("x.ron");
    let problems = passerelle::load::check(vec![Origin::Text(name, text.to_owned())]);
    let hidden_or_french = |it: &&passerelle::diagnose::Problem| {
        matches!(
            it.kind,
            passerelle::diagnose::ProblemKind::Hidden(_) | passerelle::diagnose::ProblemKind::FrenchSpaces(_)
        )
    };
    let found = problems.iter().filter(hidden_or_french);
    let places: Vec<(usize, usize)> = found.map(|it| (it.location.line, it.location.column)).collect();
    let expected = [(1, 82), (2, 45), (2, 78), (3, 86), (5, 44), (6, 20)];
    let reports: Vec<String> = problems.iter().map(|it| it.report(Lang::EN, usize::MAX)).collect();
    assert_eq!(places, expected, "{}", reports.join("\n"));
    let piles = check(&format!("Catalogue(format: 1, title: \"x a{} \u{301}b\")", "\u{301}".repeat(12)));
    let piles: Vec<(usize, usize)> = piles.iter().map(|it| (it.location.line, it.location.column)).collect();
    assert_eq!(piles, [(1, 42)], "the first scalar that is not shown");
    let untranslated = problems.iter().filter(|it| it.kind.message(Lang::EN).contains("missing in “en”"));
    assert_eq!(untranslated.count(), 3, "title, place and extra are in French only");
}

/// Checks a text. The tests named `found_by_fuzzing_…` hold texts for which this once failed.
fn check(text: &str) -> Vec<passerelle::diagnose::Problem> {
    passerelle::load::check(vec![Origin::Text(passerelle::text::Clean::line("x"), text.to_owned())])
}

#[test]
fn found_by_fuzzing_check_accepts_an_empty_file() {
    for text in ["", " ", "//", "(", ")", "()"] {
        assert!(!check(text).is_empty(), "{text:?}");
    }
}

#[test]
fn byte_order_mark_and_crlf_are_accepted() {
    let text = "\u{feff}Catalogue(\r\n format: 1,\r\n title: \"T\",\r\n activities: [],\r\n)\r\n";
    let loaded = load(text.as_bytes());
    assert_eq!((loaded.report.problems.len(), loaded.catalogue.headers.len()), (0, 1));
}

#[test]
fn built_in_file_truncated_anywhere_has_a_located_problem() {
    let whole = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron")).unwrap();
    let end = whole.iter().rposition(|&it| it == b')').unwrap();
    let start = offset_of(&whole, b"activities: [");
    let step = if is_thorough() { 1 } else { 211 };
    // After a closing bracket, a truncated file may look complete.
    let closed = (start..end).filter(|&at| whole[at - 1] == b')').step_by(if is_thorough() { 1 } else { 7 });
    for cut in (0..end).step_by(step).chain(closed) {
        let loaded = load(&whole[..cut]);
        assert!(!loaded.report.problems.is_empty(), "cut at {cut}");
        let is_whole = |at: usize| whole[..at].ends_with(b"\n        ),");
        let good = (start..=cut).filter(|&at| is_whole(at)).count();
        assert!(loaded.catalogue.activities.len() >= good, "what is whole is used: cut at {cut}");
        let is_said = loaded.report.incomplete.is_some() || loaded.report.files_left_out == 1;
        assert!(is_said, "cut at {cut}");
    }
    figure("truncated files", format!("{} cuts, 0 crashes, each a problem with its location", end.div_ceil(step)));
}

#[test]
fn nesting_limit_is_exact() {
    let message = |depth: usize| {
        let (opened, closed) = ("(a: ".repeat(depth), ")".repeat(depth));
        let text = format!("Catalogue(format: 1, title: \"T\", more: {opened}1{closed}, activities: [])");
        let problems = passerelle::load::check(vec![Origin::Text(Clean::line("x"), text)]);
        problems.iter().any(|it| it.kind == ProblemKind::TooDeep)
    };
    assert_eq!((message(119), message(120)), (false, true));
}

#[test]
fn hostile_files_have_a_located_problem() {
    let deep = "[".repeat(100_000);
    let record = |field: &str| {
        format!(
            "Catalogue(format: 1, title: \"T\", activities: [Activity(id: \"x\", title: \"T\", place: Place(name: \"P\", country: \"FR\"), {field})])"
        )
    };
    let utf16: Vec<u8> = record("").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let inputs: Vec<(&str, Vec<u8>)> = vec![
        ("nested", deep.clone().into_bytes()),
        ("nested records", "Catalogue(title:".repeat(50_000).into_bytes()),
        ("nested in a field", record(&format!("summary: {deep}")).into_bytes()),
        ("nested maps", record(&format!("extra: {}", "{\"a\":".repeat(20_000))).into_bytes()),
        ("nested comments", format!("{}Catalogue(", "/*".repeat(100_000)).into_bytes()),
        ("a text of 2 MB", record(&format!("summary: \"{}\"", "a".repeat(2 << 20))).into_bytes()),
        ("a name of 2 MB", record(&format!("{}: 1", "a".repeat(2 << 20))).into_bytes()),
        ("a line of 8 MB", record(&format!("summary: {}1", " ".repeat(8 << 20))).into_bytes()),
        ("2 MB of opening marks", record(&format!("themes: [{}]", "\"a\",".repeat(400_000))).into_bytes()),
        ("NUL", b"\0".to_vec()),
        ("NUL inside", record("\0").into_bytes()),
        ("Latin-1", record("").replace('T', "\u{e9}").chars().map(|it| it as u8).collect()),
        ("UTF-16", utf16),
        ("half a character", b"Catalogue(title: \"\xe2\x82".to_vec()),
        ("only a mark", "\u{feff}".as_bytes().to_vec()),
    ];
    let many = |count: usize, each: &dyn Fn(usize) -> String| (0..count).map(each).collect::<String>();
    let word = "w".repeat(90);
    let header = format!(
        "Catalogue(format: 1, title: \"T\", themes: {{ {} }}, activities: [",
        many(1000, &|it| format!("\"{word}{it}\": \"T\","))
    );
    let references = many(1000, &|it| {
        format!(
            "Activity(id: \"x{it}\", title: \"T\", place: Place(name: \"P\", country: \"FR\"), themes: [\"{word}z{it}\"]),"
        )
    });
    let more: Vec<(&str, String)> = vec![
        ("many unknown terms", format!("{header}{references}])")),
        ("many empty lessons", record(&format!("lessons: [{}]", "(),".repeat(8000)))),
        ("many unknown fields", record(&many(8000, &|it| format!("f{it}: 1,")))),
        ("many themes", record(&format!("themes: [{}]", "\"t\",".repeat(1200)))),
        ("many languages", record(&format!("summary: {{ {} }}", many(40_000, &|_| "\"fr\": \"T\",".to_owned())))),
        (
            "many of one identifier",
            format!(
                "Catalogue(format: 1, title: \"T\", activities: [{}])",
                "Activity(id: \"x\", title: \"T\", place: Place(name: \"P\", country: \"FR\")),".repeat(4000)
            ),
        ),
        (
            "many countries",
            format!(
                "Catalogue(format: 1, title: \"T\", activities: [{}])",
                many(4000, &|it| format!(
                    "Activity(id: \"x{it}\", title: \"T\", place: Place(name: \"P\", country: \"Frankreich{it}\")),"
                ))
            ),
        ),
        ("many records on one line of no RON", format!("Catalogue(activities: [{}", "Activity(".repeat(200_000))),
        ("a text that does not end, with blank lines", record(&format!("summary: \"a{}zzz", "\n".repeat(1 << 20)))),
        ("a text that does not end, with comments", record(&format!("summary: \"a{}\nzzz", "\n//".repeat(1 << 19)))),
        ("a text that does not end, with closing brackets", record(&format!("summary: \"a{}\n", ")".repeat(1 << 17)))),
        ("raw texts that do not end", record(&format!("themes: [\n{}", "r##\"a\"#\n\"b\"#,\n".repeat(1 << 16)))),
        ("words far apart", record(&format!("summary: a{}b", " ".repeat(1 << 20)))),
        ("many fields nearly right", record(&many(30_000, &|_| "sumary: \"T\",".to_owned()))),
        (
            "many late fields",
            format!(
                "Catalogue(format: 1, title: \"T\", activities: [(themes: [\"t\"])], {})",
                many(20_000, &|it| format!("f{it}: 1,"))
            ),
        ),
        ("many comments that do not end", format!("Catalogue(activities: [\n{}", "Activity()/*\n".repeat(20_000))),
    ];
    let more = more.into_iter().map(|(name, text)| (name, text.into_bytes()));
    let inputs: Vec<(&str, Vec<u8>)> = inputs.into_iter().chain(more).collect();
    let count = inputs.len();
    for (name, bytes) in inputs {
        let loaded = load(&bytes);
        let first = loaded.report.problems.first().unwrap_or_else(|| panic!("{name}: nothing is said"));
        let is_placed = first.location.line > 0 || matches!(first.kind, passerelle::diagnose::ProblemKind::Empty);
        assert!(is_placed, "{name}: {}", first.one_line(Lang::EN).chars().take(200).collect::<String>());
        for problem in loaded.report.problems.iter().take(20) {
            assert!(problem.report(Lang::FR, usize::MAX).len() < 2000, "{name}: what is said is short");
        }
    }
    figure("hostile files", format!("{count} inputs, 0 crashes"));
}

#[test]
fn each_problem_of_invalid_ron_is_reported_once_and_located() {
    let place = "place: (name: \"G\", country: \"BE\")";
    let of = |header: &str, fields: &str| {
        format!("Catalogue(format: 1, title: \"t\",\n{header}\nactivities: [\n(id: \"a\", {fields})\n])")
    };
    let titled = |fields: &str| of("", &format!("title: \"T\", {place},\n{fields}"));
    let expected: &[(String, &[(usize, usize)])] = &[
        // Syntax errors, together with other problems.
        (titled("bogus: 1") + " @@", &[(5, 1), (6, 4)]),
        (titled("bogus: 1").replace("\n])", ",,\n])"), &[(5, 1), (5, 11)]),
        (titled("bogus: 1").replace("\n])", "\n]])"), &[(5, 1), (6, 2)]),
        (titled("aims: @, bogus: 1, summary: “x”"), &[(5, 7), (5, 10), (5, 29)]),
        (titled("aims: \"a\" summary: \"b\" bogus: 1, period: \"x\""), &[(5, 10), (5, 23), (5, 24), (5, 42)]),
        (titled("aims: @),\n(id: \"b\", title: @, place: (name: \"G\", country: \"be\")"), &[(5, 7), (6, 18), (6, 49)]),
        (
            of("themes: {\"a\": @, \"B\": \"b\" \"c\": @},", &format!("title: \"T\", {place}")),
            &[(2, 15), (2, 18), (2, 26), (2, 32)],
        ),
        (
            titled("bogus: 1").replace("\n])", "\n], themes: {}, id: 7, zzz: 1)"),
            &[(5, 1), (6, 4), (6, 16), (6, 20), (6, 23)],
        ),
        (titled("aims: \"a\"), lead: \"x\"").replace("(id", "Activity(id"), &[(5, 10)]),
        // Syntax errors that affect two records: unclosed quotation marks, and stray brackets on a single line.
        (
            titled(
                "aims: \"a,\n), Activity(id: \"b\", title: \"T\", place: (name: \"G\", country: \"be\"), lead: \"x,\n",
            )
            .replace("(id: \"a\"", "Activity(id: \"a\""),
            &[(5, 7), (6, 62), (6, 75)],
        ),
        (
            titled("kinds: []], Activity(id: \"b\", title: \"T\", place: (name: \"G\", country: \"be\"))")
                .replace('\n', "")
                .replace("(id: \"a\"", "Activity(id: \"a\""),
            &[(1, 119), (1, 180), (1, 186)],
        ),
        (titled("aims: 'x'"), &[(5, 7)]),
        (titled("/* aims: \"a\", period: \"2019/2020\""), &[(5, 1)]),
        // Words without quotation marks, invalid escape sequences, invisible characters.
        (of("about: Towns,", &format!("title: City of Ghent, {place}")), &[(2, 8), (4, 18)]),
        (titled("place: (name: Ghent, country: BE)").replace(&format!("{place},"), ""), &[(5, 15), (5, 31)]),
        (titled("aims: \"a\nb \\q \\u{110000}\", summary: \"\\u{d800}\""), &[(6, 3), (6, 6), (6, 29)]),
        (titled("\u{a0}aims: \"a\", summ\u{200b}ary: \"b\""), &[(5, 1), (5, 17)]),
        // Numbers.
        (
            of(
                "sources: {\"s\": (title: \"x\", year: -5), \"t\": (title: \"x\", year: 2019.5), \"u\": (title: \"x\", year: 99999)},",
                &format!("title: \"T\", {place}"),
            ),
            &[(2, 35), (2, 64), (2, 97)],
        ),
        (titled("").replace("\"BE\"", "\"BE\", at: (0x10, 5)"), &[(4, 61)]),
        (titled("").replace("\"BE\"", "\"BE\", at: (lat: 1, lon: 5)"), &[(4, 61)]),
        // Missing and misspelt fields, a value of the wrong type, and names that differ only invisibly.
        (titled("bogus: 1").replace("activities", "activites"), &[(3, 1), (5, 1)]),
        (titled("").replace("name: \"G\", country: \"BE\"", ""), &[(4, 30), (4, 30)]),
        (titled("").replace("name: \"G\", ", ""), &[(4, 30)]),
        (of("themse: {\"a\": \"A\"},", &format!("title: \"T\", {place}, themes: [\"a\"]")), &[(2, 1)]),
        (of("themes: {\"a\": {\"en\": 7}},", &format!("title: \"T\", {place}, themes: [\"a\"]")), &[(2, 22)]),
        (titled("extra: {\"Budget\": \"1\", \"Budget \": \"2\", \"Bud\\u{200b}get\": \"3\"}"), &[(5, 24), (5, 40)]),
    ];
    for (text, places) in expected {
        let problems = load(text.as_bytes()).report.problems;
        let found: Vec<(usize, usize)> = problems.iter().map(|it| (it.location.line, it.location.column)).collect();
        let message: Vec<String> = problems.iter().map(|it| it.report(Lang::EN, usize::MAX)).collect();
        assert_eq!(&found, places, "{text}\n{}", message.join("\n"));
    }
    let faults: usize = expected.iter().map(|it| it.1.len()).sum();
    figure("problems in files with several", format!("{faults} of {faults} reported, each once, at its location"));
    let blank = load(titled("period: \" 2019\", sources: [\"a\u{200b}\"]").as_bytes()).report.problems;
    let message: Vec<String> = blank.iter().map(|it| it.kind.message(Lang::EN)).collect();
    assert!(message[0].starts_with("“␣2019” is not") && message[1].starts_with(r"“a\u{200b}” is not"), "{message:?}");
}

#[test]
fn each_of_very_many_problems_is_reported_on_its_line() {
    let count = if is_thorough() { 20_000 } else { 1_000 };
    let lines = |each: &dyn Fn(usize) -> String| (0..count).map(each).collect::<Vec<_>>().join("\n");
    let catalogue = |header: &str, activity: &str| {
        format!(
            "Catalogue(format: 1, title: \"T\", {header} activities: [Activity(id: \"x\", title: \"T\", place: Place(name: \"P\", country: \"FR\"), {activity})])"
        )
    };
    let long = "mot ".repeat(200);
    let texts = [
        (
            "sources",
            catalogue(
                &format!(
                    "sources: {{\n{}\n}},",
                    lines(&|it| format!("\"s{it}\": Source(title: \"{long}\", author: \"A\"),"))
                ),
                "",
            ),
        ),
        (
            "terms",
            catalogue(&format!("themes: {{ // first\n{}\n}},", lines(&|it| format!("\"t{it}\": {it}, // {it}"))), ""),
        ),
        (
            "fields",
            catalogue("", &format!("summary: \"{long}\",\n{}\n", lines(&|it| format!("field{it}: [\"{it}\"],")))),
        ),
        ("repeated", catalogue("", &format!("period: \"2019\",\n{}\n", lines(&|it| format!("period: \"{it}\","))))),
        (
            "words",
            catalogue(
                "",
                &format!(
                    "lessons: [\n{}\n], results: [\"{long}\"]",
                    lines(&|it| format!("Lesson(kind: Sucess, text: {{ \"fr\": r#\"{it} \"é\"\"# }}),"))
                ),
            ),
        ),
        (
            "missing",
            catalogue(
                "",
                &format!(
                    "aims: \"{long}\", lessons: [\n{}\n]",
                    lines(&|_| "Lesson(basis: Stated, sources: []),".to_owned())
                ),
            ),
        ),
        ("names", catalogue("", &format!("lessons: [\n{}\n]", lines(&|_| "Leson(text: \"T\"),".to_owned())))),
        (
            "inside one",
            catalogue(
                "",
                &format!(
                    "lessons: [Lesson(text: \"T\"), Lesson(text: \"{long}\", sources: [\n{}\n])]",
                    lines(&|it| format!("{it},"))
                ),
            ),
        ),
        ("bare", catalogue(&format!("themes: {{\n{}\n}},", lines(&|it| format!("bare{it}: \"T\","))), "")),
        (
            "languages",
            catalogue("", &format!("summary: {{\n{}\n}}, aims: \"{long}\"", lines(&|it| format!("{it}: \"T\",")))),
        ),
    ];
    for (name, text) in &texts {
        let problems = load(text.as_bytes()).report.problems;
        let mut found: Vec<usize> = problems.iter().map(|it| it.location.line).collect();
        // A line may hold two problems: `author` is not a field, and its value is not a list, as `authors` requires.
        found.dedup();
        let expected: Vec<usize> = (2..count + 2).collect();
        assert!(
            found == expected,
            "{name}: {} faults, {:?}",
            found.len(),
            problems.first().map(|it| it.report(Lang::EN, usize::MAX))
        );
    }
    figure(
        "problems in one region",
        format!("{} of {} reported on their lines", texts.len() * count, texts.len() * count),
    );
}

#[test]
fn each_misspelt_field_is_reported_at_its_location() {
    let whole = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron")).unwrap();
    let start = whole.find("activities: [").unwrap();
    let mut checked = 0;
    for (number, line) in whole.lines().enumerate() {
        let offset: usize = whole.lines().take(number).map(|it| it.len() + 1).sum();
        let field = line.trim_start();
        let is_field = line.starts_with("            ") && !line.starts_with("             ");
        let Some((name, _)) = field.split_once(": ").filter(|_| is_field && offset > start) else { continue };
        let column = line.len() - field.len() + 1;
        let broken = whole.replacen(line, &line.replacen(name, &format!("{name}zz"), 1), 1);
        // The same line may occur in several records: change only this one.
        let mut lines: Vec<String> = whole.lines().map(str::to_owned).collect();
        lines[number] = line.replacen(name, &format!("{name}zz"), 1);
        let broken = if broken.is_empty() { broken } else { lines.join("\n") };
        let loaded = load(broken.as_bytes());
        let places: Vec<(usize, usize)> =
            loaded.report.problems.iter().map(|it| (it.location.line, it.location.column)).collect();
        assert!(places.contains(&(number + 1, column)), "{name} in line {}: {places:?}", number + 1);
        assert_eq!(loaded.catalogue.activities.len(), 8);
        checked += 1;
    }
    figure("field names changed", format!("{checked} changes, {checked} reported at their exact location"));
    assert!(checked > 100, "{checked}");
}

#[test]
fn each_value_of_a_wrong_type_is_reported_at_its_location() {
    let whole = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron")).unwrap();
    let first = whole.lines().position(|line| line.contains("activities: [")).unwrap();
    let mut checked = 0;
    for (number, line) in whole.lines().enumerate().skip(first) {
        let field = line.trim_start();
        let is_field = line.len() - field.len() == 12;
        let Some((name, value)) = field.split_once(": ").filter(|_| is_field) else { continue };
        // A value that continues on the next lines cannot be replaced: only values within a line are.
        let Some(value) = value.strip_suffix(',') else { continue };
        let column = line.find(value).unwrap();
        let column = line[..column].chars().count() + 1;
        let mut lines: Vec<String> = whole.lines().map(str::to_owned).collect();
        lines[number] = line.replacen(value, "12", 1);
        let loaded = load(lines.join("\n").as_bytes());
        let problem = loaded.report.problems.first().unwrap_or_else(|| panic!("{name}: nothing is wrong with 12"));
        assert_eq!((problem.location.line, problem.location.column), (number + 1, column), "{name}");
        assert_eq!((loaded.report.problems.len(), loaded.catalogue.activities.len()), (1, 8), "{name}");
        checked += 1;
    }
    figure("values changed", format!("{checked} changes, {checked} reported at their exact location"));
    assert!(checked > 50, "{checked}");
}

#[test]
fn long_file_with_a_broken_end_keeps_complete_records() {
    let folder = tempfile::tempdir().unwrap();
    let records: String = (0..2000)
        .map(|it| format!("Activity(id: \"a-{it}\", title: \"T\", place: Place(name: \"P\", country: \"FR\")),\n"))
        .collect();
    let whole = format!("Catalogue(format: 1, title: \"T\", themes: {{ \"t\": \"T\" }}, activities: [\n{records}");
    let path = folder.path().join("a.ron");
    // The end of the file, the line of the first problem, the number of problems, the number of activities, and
    // whether the file counts as incomplete.
    for (end, line, count, good, is_incomplete) in [
        ("", 2001, 1, 2000, true),
        ("]", 2002, 1, 2000, true),
        ("Activity(id: \"b\", tit", 2002, 1, 2000, true),
        ("])\0", 2002, 1, 2000, true),
        ("]) Catalogue()", 2002, 1, 2000, true),
        ("], themes: {})", 2002, 1, 2000, false),
        (")", 2002, 1, 2000, false),
        // The format version must precede the activities, which depend on it.
        ("], format: 1)", 2002, 1, 0, false),
    ] {
        let text = whole.replace("format: 1, ", if end.contains("format") { "" } else { "format: 1, " }) + end;
        fs::write(&path, text).unwrap();
        let library = passerelle::query::Library::load(vec![Origin::Path(path.clone())]);
        assert_eq!((library.catalogue.activities.len(), library.index.len()), (good, good), "{end}");
        let message: Vec<String> = library.report.problems.iter().map(|it| it.report(Lang::EN, usize::MAX)).collect();
        assert_eq!(library.report.problems.len(), count, "{end}: {message:?}");
        assert!(library.report.problems[0].location.line.abs_diff(line) < 2, "{end}: {message:?}");
        assert_eq!(library.report.incomplete.is_some(), is_incomplete, "{end}: {message:?}");
    }
    fs::write(&path, [whole.as_bytes(), b"Activity(id: \"\xe9\"),\n])"].concat()).unwrap();
    let good = "Catalogue(format: 1, title: \"T\", activities: [Activity(id: \"x\", title: \"T\", place: Place(name: \"P\", country: \"FR\"))])";
    fs::write(folder.path().join("b.ron"), good).unwrap();
    let loaded = load_folder(folder.path());
    assert_eq!((loaded.catalogue.activities.len(), loaded.report.problems.len()), (2001, 1));
    assert_eq!(loaded.report.incomplete.unwrap().location.line, 2002);
    assert_eq!(loaded.catalogue.activities[2000].header, 1);
}

/// Returns the byte offset of the first occurrence of a part. Panics if there is none.
fn offset_of(bytes: &[u8], part: &[u8]) -> usize {
    bytes.windows(part.len()).position(|it| it == part).unwrap()
}

fn load_folder(folder: &Path) -> Loaded {
    Loaded::of(vec![Origin::Path(folder.to_owned())])
}

/// Returns the byte offsets of the structural characters of a catalogue: quotation marks, and brackets, colons and
/// commas outside texts and comments.
fn structural_offsets(text: &str) -> Vec<usize> {
    let (mut places, mut is_inside, mut is_escaped, mut is_comment) = (Vec::new(), false, false, false);
    for (at, it) in text.char_indices() {
        is_comment = !is_inside && (is_comment && it != '\n' || text[at..].starts_with("//"));
        let is_quote = it == '"' && !is_escaped && !is_comment;
        if is_quote || !is_inside && !is_comment && "():,[]{}".contains(it) {
            places.push(at);
        }
        is_inside ^= is_quote;
        is_escaped = is_inside && it == '\\' && !is_escaped;
    }
    places
}

#[test]
fn missing_character_is_reported_where_it_was() {
    let whole = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron")).unwrap();
    let places = structural_offsets(&whole);
    let step = if is_thorough() { 1 } else { places.len() / 300 + 1 };
    let (mut broken, mut near, mut single) = (0, 0, 0);
    for &at in places.iter().step_by(step) {
        let text = format!("{}{}", &whole[..at], &whole[at + 1..]);
        let problems = check(&text);
        let lines: Vec<usize> = problems.iter().filter(|it| !it.kind.is_remark()).map(|it| it.location.line).collect();
        let line = whole[..at].matches('\n').count() + 1;
        broken += usize::from(!lines.is_empty());
        near += usize::from(lines.iter().any(|it| it.abs_diff(line) <= 1));
        single += usize::from(lines.len() == 1);
    }
    figure(
        "missing delimiters",
        format!("{broken} break the file, {near} reported within a line, {single} as one problem"),
    );
    let [least_near, least_single] = if is_thorough() { [3337, 3336] } else { [273, 273] };
    assert!(near >= least_near && single >= least_single, "{broken} {near} {single}");
}

#[test]
fn too_large_file_is_refused_with_the_limit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.ron");
    // A sparse file: it takes no space on the disk.
    fs::File::create(&path).unwrap().set_len((16 << 30) + 1).unwrap();
    let loaded = Loaded::of(vec![Origin::Path(path)]);
    let [problem] = loaded.report.problems.as_slice() else { panic!("{:?}", loaded.report.problems) };
    assert_eq!(problem.kind, passerelle::diagnose::ProblemKind::TooLarge(16 << 30));
}

#[test]
fn unclosed_comments_and_texts_are_scanned_once() {
    let begun = "Catalogue(format: 1, title: \"T\", activities: [\n";
    for (head, line) in [
        ("", "activities/*\n"),
        (begun, "(/*\n"),
        (begun, "(id/*\n"),
        (begun, "Activity( /*\n"),
        (begun, "Activity( r#\"\n"),
        (begun, "Activity(id: \"a\") x/*\n"),
        ("Catalogue(", "activities:/*"),
    ] {
        // With quadratic cost, half a megabyte would take minutes.
        let loaded = load(&[head, &line.repeat((1 << 19) / line.len())].concat().into_bytes());
        assert!(!loaded.report.problems.is_empty(), "{line}");
    }
    figure("unclosed comments and texts", "7 kinds of half a megabyte, read");
}

#[test]
fn activities_after_a_list_closed_too_early_are_reported() {
    let activity = |id: &str| format!("Activity(id: \"{id}\", title: \"t\", place: (name: \"n\", country: \"FR\")),\n");
    let file = |between: &str| {
        let [a, b, c] = ["a", "b", "c"].map(activity);
        format!("Catalogue(format: 1, title: \"T\", activities: [\n{a}{between}{b}{c}])")
    };
    for (between, problem, place, ids) in [
        ("]\n", "this activity comes after the list of activities", "4:1", &["a"][..]),
        ("], activities: [\n", "this is a second list of activities", "3:4", &["a"]),
        ("/*\n", "this comment is never closed", "3:1", &["a", "b", "c"]),
        ("]),\n", "something follows the end of the catalogue", "3:3", &["a"]),
    ] {
        let loaded = load(file(between).as_bytes());
        let reported = reports(&loaded, Lang::EN);
        let first = reported.lines().next().unwrap_or_default();
        assert!(first.contains(problem) && first.contains(&format!(":{place}:")), "{between}: {reported}");
        assert!(!reported.contains("the name of a field is missing"), "{reported}");
        let read: Vec<&str> = loaded.catalogue.activities.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(read, ids, "{between}");
        assert!(loaded.report.incomplete.is_some(), "{between}: the status tells");
    }
    figure("activities after the end of their list", "4 of 4 reported at their location");
}

#[test]
fn wrong_character_for_a_comma_is_reported_once() {
    for sign in [".", ";", " .", ":"] {
        let text = format!(
            "Catalogue(format: 1, title: \"T\", activities: [\n Activity(id: \"a\", title: \"A\"{sign}\n \
             place: Place(name: \"P\", country: \"FR\"), summary: \"It is. place\"),\n])\n"
        );
        let kinds: Vec<_> = check(&text).into_iter().filter(|it| !it.kind.is_remark()).collect();
        assert_eq!(kinds.len(), 1, "{sign}: {kinds:?}");
        assert!(kinds[0].one_line(Lang::EN).contains("a comma belongs here"), "{sign}");
    }
}

#[test]
fn no_break_space_between_tokens_is_the_only_problem_reported() {
    let text = r#"Catalogue ( format : 1 , title : { "fr" : "T" , "en" : "T" } , sources : { "r" : Source ( title : "R" , year : 2024 ) } ,
        activities : [ Activity ( id : "a" , title : "A" , place : Place ( name : "Lille" , country : "FR" , at : ( 50.6 , 3.1 ) ) ,
        themes : [ ] , lessons : [ Lesson ( kind : Advice , text : "Go on" ) ] , sources : [ "r" , "r" ] ) ] )"#;
    let kinds = |text: &str| passerelle::load::check(vec![Origin::Text(Clean::line("c.ron"), text.to_owned())]);
    let expected: Vec<_> = kinds(text).into_iter().map(|it| it.kind).collect();
    let mut is_in_text = false;
    let mut tried = 0;
    for (at, character) in text.char_indices() {
        is_in_text ^= character == '"';
        if character != ' ' || is_in_text {
            continue;
        }
        tried += 1;
        for blank in ['\u{a0}', '\u{202f}', '\u{3000}'] {
            let changed = format!("{}{blank}{}", &text[..at], &text[at + 1..]);
            let found: Vec<_> = kinds(&changed).into_iter().map(|it| it.kind).collect();
            let invisible: Vec<_> = found.iter().filter(|it| !expected.contains(it)).cloned().collect();
            assert_eq!(invisible, [ProblemKind::Invisible(u32::from(blank))], "{changed}");
        }
    }
    assert!(tried > 90, "{tried}");
}
