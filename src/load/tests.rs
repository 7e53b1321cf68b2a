//! Do the loader and RON agree, and does the way in which a file arrives matter?
//!
//! Property tests on generated catalogues, valid and damaged: whatever RON accepts is accepted, whatever it rejects is
//! explained, and a file is cut alike in whatever portions it is read.

use std::io::{self, Read};
use std::ops::Range;
use std::sync::atomic::AtomicU32;

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::batch::{Batch, Piece};
use super::cut::Cutter;
use super::oracle::disagreement;
use crate::diagnose::{Position, ProblemKind};

fn one_of(forms: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(forms).prop_map(str::to_owned)
}

/// Generates a text in one of the syntactic forms of RON.
fn literal() -> impl Strategy<Value = String> {
    let forms: &[&str] = &[
        r#""plain""#,
        r#""""#,
        r##"r#"raw "x" ( [ "#"##,
        r##"r"\raw{""##,
        r###"r##"a "# b"##"###,
        r#""\"a\" \\ \n\t\u{e9}\u{1F600}\x41\xc3\xa9""#,
        "\"goes \\\n      on\"",
        "\"two\n lines // no comment /* \"",
        "\"é漢 « x » ’\"",
    ];
    one_of(forms)
}

fn text() -> impl Strategy<Value = String> {
    let forms: &[&str] = &[
        "{}",
        "{}",
        "{ \"fr\": {} }",
        "{ \"fr\": {}, \"en\": {}, }",
        "(fr: {}, en: {})",
        "Text(fr: {})",
        "{r\"fr\": {}}",
    ];
    (select(forms), literal()).prop_map(|(form, literal)| match form {
        "{}" => literal,
        form => form.replace("{}", &literal),
    })
}

fn blank() -> impl Strategy<Value = String> {
    let forms: &[&str] = &[
        "",
        "",
        " ",
        "\n",
        "\r\n        ",
        "\t",
        " /* a /* ( */ b */ ",
        "// \"c\n",
        "/**/",
        "\u{85}\u{2028}",
        "/* \" */",
    ];
    one_of(forms)
}

/// Generates an optional field of an activity.
fn field() -> impl Strategy<Value = String> {
    let forms: &[&str] = &[
        "lead: T",
        "lead: Some(T)",
        "summary: None",
        "aims : T",
        "r#outlook: [T, T,]",
        "actions: []",
        "partners: [T]",
        "results:[T,T]",
        "themes: [\"a\", r\"b\"]",
        "sources: [\"s\"]",
        "period: \"2019\"",
        "period: Some(\"2019/2020\")",
        "extra: { \"Budget\": T }",
        "extra: {}",
        "lessons: [Lesson(text: T), (basis: Stated, kind: Some(Success), text: T, sources: [])]",
        "lessons: [Lesson(kind: r#Advice, text: T,),]",
        "experts: []",
        "bogus: 1",
    ];
    (select(forms), text()).prop_map(|(form, text)| form.replace('T', &text).replace(&text.replace('T', &text), &text))
}

fn place() -> impl Strategy<Value = String> {
    let forms: &[&str] = &[
        "Place(name: \"P\", country: \"FR\")",
        "(name: \"P\", country: \"FR\",)",
        "Place (name: \"P\", country: \"FR\", at: (1, -2.5))",
        "Place(name: \"P\", country: \"FR\", at: Some((0x10, 1_0.5e1)), kind: City)",
        "Place(name: \"P\", country: \"FR\", at: (+1., .5), kind: Some(Region), aliases: [\"x\"])",
        "Place(name: \"P\", country: \"FR\", at: (inf, NaN))",
    ];
    one_of(forms)
}

fn activity() -> impl Strategy<Value = String> {
    let names: &[&str] = &["Activity", "", "Activity ", "r#Activity"];
    let fields = proptest::collection::vec((blank(), field()), 0..4);
    (select(names), "[a-z]{1,8}", text(), place(), fields, blank()).prop_map(
        |(name, id, title, place, fields, blank)| {
            let fields: String = fields.iter().map(|(blank, field)| format!("{blank}, {field}{blank}")).collect();
            format!("{blank}{name}({blank}id: \"{id}\",{blank} title: {title}, place: {place}{fields}{blank}){blank}")
        },
    )
}

fn catalogue() -> impl Strategy<Value = String> {
    let starts: &[&str] = &[
        "Catalogue(format: 1, title: \"T\",",
        "(title: { \"fr\": \"T\" }, format: 0x1,",
        "#![enable(implicit_some)]\n#![enable(unwrap_newtypes,)]\nCatalogue(format: 1, title: \"T\",",
        "\u{feff}// a list: activities: [\nCatalogue(\n    format: 1,\n    title: r#\"activities: [\"#,",
        "Catalogue(format: 1, title: \"T\", sources: { \"s\": Source(title: \"S\", year: 2_019) }, themes: { \"a\": \"A\" },",
    ];
    let ends: &[&str] = &["])", "],\n)\n", "] /* end */ ) // end", ",])", "\n    ],\n    themes: {},\n)"];
    let activities = proptest::collection::vec(activity(), 0..4);
    (select(starts), blank(), activities, select(ends), any::<bool>()).prop_map(
        |(start, blank, list, end, has_list)| match has_list || !list.is_empty() {
            true => format!("{start}{blank} activities{blank}:{blank}[\n{}{end}", list.join(",\n")),
            false => format!("{start}{blank})"),
        },
    )
}

/// Generates a change to a text: its position, the number of characters to remove, and what to insert there.
fn change() -> impl Strategy<Value = (Index, usize, String)> {
    let inserted: &[&str] = &[
        "",
        "",
        "\"",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        ";",
        "=",
        "#",
        "/*",
        "*/",
        "//",
        "'",
        "“",
        "\\",
        "r#\"",
        "None",
        "Some(",
        "Activity(",
        "\nActivity(",
        "\nActivity(id: \"z\",",
        "\0",
        "\u{200b}",
        "1",
        "-",
        "é",
        "@",
        ",,",
    ];
    (any::<Index>(), 0usize..3, one_of(inserted))
}

fn apply_changes(text: &str, changes: &[(Index, usize, String)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (at, count, inserted)| {
        let characters: Vec<char> = text.chars().collect();
        let at = at.index(characters.len() + 1);
        let rest = characters.iter().skip(at + count);
        characters[..at].iter().chain(&inserted.chars().collect::<Vec<_>>()).chain(rest).collect()
    })
}

/// Number of catalogues on which RON and the loader have agreed.
static AGREED: AtomicU32 = AtomicU32::new(0);
/// Number of catalogues that have been cut alike in portions.
static CUT: AtomicU32 = AtomicU32::new(0);

fn cases() -> u32 {
    if std::env::var_os("PASSERELLE_THOROUGH").is_some_and(|it| it == "1") { 100_000 } else { 1_000 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn loader_accepts_what_ron_accepts_and_explains_the_rest(
        text in catalogue(), changes in proptest::collection::vec(change(), 0..3),
    ) {
        let text = apply_changes(&text, &changes);
        let disagreement = disagreement(&text);
        prop_assert!(disagreement.is_none(), "{text}\n{}", disagreement.unwrap_or_default());
        crate::figure_of_cases(&AGREED, cases(), "catalogues checked by RON and by the explainer", "disagreements");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases() / 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_catalogues_are_cut_the_same_at_any_read_size(
        text in catalogue(), changes in proptest::collection::vec(change(), 0..3), portion in 1..40_usize,
        is_record: bool,
    ) {
        let text = apply_changes(&text, &changes);
        let at_once = cut(text.as_bytes(), usize::MAX, false, is_record);
        prop_assert_eq!(cut(text.as_bytes(), portion, true, is_record), at_once, "{} of {}", portion, text);
        crate::figure_of_cases(&CUT, cases() / 10, "catalogues read in chunks", "cut otherwise");
    }
}

#[test]
fn regressions_found_by_property_test() {
    let place = "place: Place(name: \"P\", country: \"FR\")";
    let wrong = [
        "Catalogue(format: 1, title: \"T\", sources: { \"s\": Source(\u{e9}itle: \"S\") })",
        "Catalogue(format: 1, title: \"T\", themes: { \"a\":\\A\" }, activities: [\n])",
        "Catalogue(format: 1, title: \"T\"), themes: {}, activities: [\n])",
        &format!(
            "Catalogue(format: 1, title: \"T\", activities: [Activity(id: \"a\", title: \"A\", {place})), (id: \"b\")])"
        ),
        &format!("Catalogue(format: 1, title: \"T\", activities: [(id: \"a\", title: None(fr: \"A\"), {place})])"),
        &format!(
            "Catalogue(format: 1, title: \"T\", activities: [(id: \"a\", title: T\u{200b}ext(fr: \"A\"), {place})])"
        ),
        &format!(
            "Catalogue(format: 1, title: \"T\", activities: [(id: \"a\", title: \"A\", {place})/* x,\n(id: \"b\", title: \"B\", {place})])"
        ),
        &format!("Catalogue(format: 1, title: \"T\", activities: [(id: \"a\", title: 1Text(fr: \"A\"), {place})])"),
        &format!("Catalogue(format: 1, title: \"T\", activities: [(id: \"a\", title: Text(r: \"A\"), {place})])"),
        &format!("Catalogue(format: 1, title: \"T\", activities: [(id: \"a\", title: (name: \"A\"), {place})])"),
        &format!(
            "Catalogue(format: 1, title: \"T\", activities: [(id: \"a\", title: \"A\", {place}, aims: {{ \"\nActivity(\": \"A\" }})])"
        ),
        &format!(
            "Catalogue(format: 1, title: \"T\", activities: [(id: \"a\", title: \"A\", {place}, aims: {{ \"a\\\"b\": \"A\" }})])"
        ),
    ];
    let right = [
        "Catalogue(format: Some(1), title: Some(\"T\"))",
        "Catalogue(format: 1, title: r#\"\nActivity(activities: [\"#)",
        "Catalogue(format: 1, title: \"T\", sources: { \"s\": Source(year: 2_019, title: \")S\") })",
        &format!(
            "Catalogue(format: 1, title: \"T\", activities: [r#Activity(id: \"a\", title: r#\"\nActivity(\"#, {place})])"
        ),
        &format!(
            "Catalogue(format: 1, title: \"T\", activities: [(id: \"a\", title: \"A\", {place}, aims: None /* a */)])"
        ),
        &format!(
            "Catalogue(format: 1, title: \"T\", activities: [(id: \"a\", title: \"A\", {place}) /*\nActivity( a /* ( */ b */ ])"
        ),
    ];
    for text in wrong.iter().chain(&right) {
        assert_eq!(disagreement(text), None, "{text}");
    }
    let problems = |text: &str| {
        super::Loaded::of(vec![super::Origin::Text(crate::text::Clean::line("x"), text.to_owned())]).report.problems
    };
    assert!(wrong.iter().all(|it| !problems(it).is_empty()));
    right.iter().for_each(|it| assert_eq!(problems(it), [], "{it}"));
}

#[test]
fn found_by_fuzzing_suggestion_is_cleaned() {
    let text = "Catalogue(format: 1, title: \"T\", themes: { \"training\u{15}\": \"T\" }, activities: [
        Activity(id: \"x\", title: \"X\", place: Place(name: \"P\", country: \"FR\"), themes: [\"trainning\"])])";
    let origin = super::Origin::Text(crate::text::Clean::line("x"), text.to_owned());
    let problems = super::Loaded::of(vec![origin]).report.problems;
    let reports: String = problems.iter().map(|it| it.report(crate::lang::Lang::EN, usize::MAX)).collect();
    assert!(reports.contains("Did you mean") && !reports.contains('\u{15}'), "{reports}");
}

/// A deserializer that only records the names of the fields that a derived `Deserialize` requests.
struct FieldRecorder<'a>(&'a mut Vec<&'static str>);

impl<'de> serde::Deserializer<'de> for FieldRecorder<'_> {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: serde::de::Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(serde::de::Error::custom("not a record"))
    }

    fn deserialize_struct<V: serde::de::Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Self::Error> {
        self.0.push(name);
        self.0.extend(fields);
        Err(serde::de::Error::custom("only asked"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map enum identifier ignored_any
    }
}

#[test]
fn deserialized_fields_match_the_schema() {
    use crate::catalogue::record::{ActivityRecord, LessonRecord, OrganisationRecord, PlaceRecord, SourceRecord};
    use crate::catalogue::{ACTIVITY, CATALOGUE, LESSON, ORGANISATION, PLACE, RecordType, SOURCE};

    fn assert_same_fields<'de, T: serde::Deserialize<'de>>(record: &RecordType) {
        let (mut read, mut named) = (Vec::new(), vec![record.name]);
        drop(T::deserialize(FieldRecorder(&mut read)));
        named.extend(record.fields.iter().map(|it| it.name));
        assert_eq!(read, named);
    }
    assert_same_fields::<super::header::HeaderRecord>(&CATALOGUE);
    assert_same_fields::<SourceRecord>(&SOURCE);
    assert_same_fields::<OrganisationRecord>(&ORGANISATION);
    assert_same_fields::<ActivityRecord>(&ACTIVITY);
    assert_same_fields::<PlaceRecord>(&PLACE);
    assert_same_fields::<LessonRecord>(&LESSON);
}

/// A reader that returns a text in portions of so many bytes, with an interruption before each.
struct ChunkedReader(Vec<u8>, usize, bool);

impl Read for ChunkedReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.2 = !self.2;
        if self.2 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let count = self.1.min(self.0.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0.drain(..count);
        Ok(count)
    }
}

/// Returns descriptions of what a file is cut into: its head, the pieces, the problems between them, and what follows
/// the list.
fn cut(text: &[u8], portion: usize, is_slow: bool, is_record: bool) -> Vec<String> {
    let mut cutter = Cutter::new(Box::new(ChunkedReader(text.to_vec(), portion, false)), is_slow);
    let head = cutter.head().unwrap();
    let mut parts = vec![format!("{} {:?}", head.has_list, String::from_utf8(head.bytes).unwrap())];
    let (mut pieces, mut found) = (Vec::new(), Vec::new());
    while let Some(batch) = cutter.next_batch(&|_| is_record).unwrap() {
        let describe_span = |it: &Range<usize>| {
            let mut start = batch.start;
            start.advance(&batch.bytes[..it.start]);
            format!("{}:{} {:?}", start.line, start.column, String::from_utf8_lossy(&batch.bytes[it.clone()]))
        };
        let piece = |it: &Piece| {
            format!("{:?} {} {}", it.record.as_ref().map(describe_span), describe_span(&it.whole), it.is_end)
        };
        pieces.extend(batch.pieces.iter().map(piece));
        found.extend(batch.found.iter().map(|(span, kind)| format!("{} {kind:?}", describe_span(span))));
    }
    parts.extend(pieces.into_iter().chain(found));
    let (tail, start) = cutter.tail().unwrap();
    parts.push(format!("{}:{} {:?}", start.line, start.column, String::from_utf8(tail).unwrap()));
    parts
}

/// A reader that always fails.
struct FailingReader;

impl Read for FailingReader {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::TimedOut.into())
    }
}

/// Cuts a list until it cannot be read; returns the number of pieces delivered before, and the error.
fn cut_until_error(mut cutter: Cutter) -> (usize, io::Error) {
    assert!(cutter.head().unwrap().has_list);
    let mut pieces = 0;
    loop {
        match cutter.next_batch(&|_| true) {
            Ok(Some(batch)) => pieces += batch.pieces.len(),
            Ok(None) => panic!("it has not ended"),
            Err(error) => return (pieces, error),
        }
    }
}

#[test]
fn read_error_is_returned_after_complete_records() {
    let text = b"Catalogue(format: 1, activities: [\n  Activity(id: \"a\"),\n  Activity(id: \"b\"),\n  Activity(id";
    for portion in [1, 7, 1000] {
        let input = ChunkedReader(text.to_vec(), portion, false).take(text.len() as u64).chain(FailingReader);
        let (pieces, error) = cut_until_error(Cutter::new(Box::new(input), true));
        assert_eq!((pieces, error.kind()), (2, io::ErrorKind::TimedOut));
    }
}

#[test]
fn damaged_files_are_cut_the_same_at_any_read_size() {
    let whole = "Catalogue(format: 1, activities: [\n  Activity(id: \"a\", x: [1, (2)]), // c ' ]\n  (id: 'b', \
                 t: r#\"(\"#),, /* ] */\n  Activity(id: \"d\")\n  Activity(id: '\\'', y: [])\n]) // end\n";
    let without = |at: usize| format!("{}{}", &whole[..at], &whole[at + 1..]);
    let twice = |at: usize| format!("{}{}", &whole[..=at], &whole[at..]);
    let texts = (0..whole.len()).flat_map(|it| [without(it), twice(it), whole[..it].to_owned()]);
    for text in texts.chain([whole.to_owned()]) {
        for is_record in [false, true] {
            let at_once = cut(text.as_bytes(), usize::MAX, false, is_record);
            for portion in [1, 2, 3, 7] {
                assert_eq!(cut(text.as_bytes(), portion, true, is_record), at_once, "{portion} of {text}");
            }
        }
    }
}

#[test]
fn cutting_a_batch_drops_everything_after_the_end() {
    let piece = |record: Option<Range<usize>>, whole| Piece { record, whole, is_end: false };
    let mut batch = Batch {
        bytes: b"0123456789".to_vec(),
        start: Position::default(),
        pieces: vec![piece(Some(0..3), 0..4), piece(Some(4..6), 4..8), piece(None, 8..10)],
        found: vec![(1..2, ProblemKind::Stray(',')), (5..6, ProblemKind::Stray(','))],
    };
    batch.cut(5);
    assert_eq!(batch.bytes, b"01234");
    assert_eq!(batch.pieces, [piece(Some(0..3), 0..4), piece(None, 4..5)]);
    assert_eq!(batch.found.len(), 1);
}

#[test]
fn terms_of_a_rejected_file_do_not_shift_those_of_the_next() {
    use crate::load::{Loaded, Origin};
    use crate::text::Clean;

    let next = "Catalogue(format: 1, title: \"T\", themes: { \"b\": \"B\", \"a\": \"Other\" }, activities: [Activity(id: \"x\", title: \"X\", place: Place(name: \"P\", country: \"FR\"), themes: [\"b\", \"a\"])])";
    for rejected in [
        "format: 1\ntitle: \"X\"\nthemes: { \"a\": \"A\" }\nactivities: [\n]",
        "format: 1\ntitle: \"X\"\nthemes: { \"a\": \"A\" }\n",
        "Catalogue(format: 2, title: \"X\", themes: { \"a\": \"A\" }, activities: [])",
        "Catalogue(format: 0x1, title: \"X\", themes: { \"a\": \"A\" }, bogus: 1, activities: [])",
    ] {
        let origin = |text: &str| Origin::Text(Clean::line("c.ron"), text.to_owned());
        let Loaded { catalogue, .. } = Loaded::of(vec![origin(rejected), origin(next)]);
        let names: Vec<&str> =
            catalogue.activities[0].themes.iter().map(|at| catalogue.vocabularies.themes.id(*at)).collect();
        assert_eq!(names, ["b", "a"], "{rejected}");
    }
}

#[test]
fn check_accepts_every_notation_of_the_header_that_is_loaded() {
    use crate::load::{Origin, check};
    use crate::text::Clean;

    for header in ["format: Some(1), title: Some(\"T\")", "format: 0x1, title: \"T\"", "format: 1, title: Some(\"T\")"]
    {
        let text = format!("Catalogue({header}, activities: [Activity(id: \"x\", titel: \"X\")])");
        let kinds: Vec<ProblemKind> =
            check(vec![Origin::Text(Clean::line("c.ron"), text)]).into_iter().map(|it| it.kind).collect();
        assert!(kinds.iter().any(|it| matches!(it, ProblemKind::UnknownField { .. })), "{header}: {kinds:?}");
        assert!(
            !kinds.iter().any(|it| matches!(it, ProblemKind::BadFormat(_) | ProblemKind::WrongType(_))),
            "{header}: {kinds:?}"
        );
    }
}

#[test]
fn what_was_cut_before_a_read_error_is_delivered() {
    let record = "Activity(id: \"a\"),\n";
    let text = format!("Catalogue(format: 1, activities: [\n{}", record.repeat(20_000));
    let complete = super::cut::CHUNK / record.len() - 10;
    let input = io::Cursor::new(text.into_bytes()).chain(FailingReader);
    let (pieces, error) = cut_until_error(Cutter::new(Box::new(input), false));
    assert!(pieces >= complete && error.kind() == io::ErrorKind::TimedOut, "{pieces} of {complete}: {error}");
}
