//! Exports, as read by other programs; imports of typical, edited and hostile files; and round trips of both.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicU32;

use calamine::{Data, Reader, open_workbook_auto};
use passerelle::import::{ImportError, ImportOptions};
use passerelle::lang::Lang;
use passerelle::load::{Origin, check};
use passerelle::query::Library;
use passerelle::text::Clean;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{figure, figure_of_cases, is_thorough, run, run_with_input};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/");
const SHEETS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/sheets.ron");

/// A temporary folder that returns the paths of its files as strings.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }
}

/// A catalogue without an identifier or a language, with texts in no language or in several, and with unusual values in
/// most of the fields that a record may have.
const ODD: &str = r#"Catalogue(format: 1, title: "=1+1", sources: { "s": Source(title: { "it": "Fonte", "fr": "Source" },
        authors: ["A, B", "C"], year: 1850, accessed: "1899-12-31", url: "https://x.org/?a=1;b"),
        "t": Source(title: "+T", accessed: "2026-11-23", url: "https://fr.wikipedia.org/wiki/Laon_(Aisne)"),
        "u": Source(title: "U", url: "https://x.org/a.") },
    organisations: { "o": Organisation(name: "O; P", short: "OP", country: "XK") },
    themes: { "a": Term(name: { "fr": "un", "en": "one" }, synonyms: ["x; y", "@z"]), "b": "_x0041_" },
    groups: { "g": "g" },
    activities: [
        Activity(id: "one", title: "'quoted", places: [
                Place(name: { "en": "P;Q", "fr": "R" }, country: "FR", kind: Region, at: (-1.5, 0.1), aliases: ["one", "\u{a0}2; 3\u{2009}"]),
                Place(name: "S", country: "BE")],
            lead: { "fr": "o", "nl": "oo" }, experts: ["o"], partners: ["Police", "o", { "fr": "Ville" }, "o"],
            themes: ["b", "a"], groups: ["g"], period: "2012-05-01/..",
            summary: "one\n\ntwo\n- a\n- b\n\nthree", aims: ["x", { "fr": "y", "ar": "مرحبا" }], actions: ["only one"],
            funding: "-5", awards: ["a", "b"],
            lessons: [Lesson(text: "l", sources: ["t"]), Lesson(basis: Drawn, kind: Question, text: { "en": "m" }, sources: ["s", "t"])],
            sources: ["s"], extra: { "a: b": "c", "=d": { "fr": "e" } }, silent: [Results, Outlook]),
        Activity(id: "two", title: { "pt-br": "dois" }, lead: "mairie", partners: ["city council", "police", "-1"],
            place: Place(name: "T\u{a0}", country: "EU", at: (-73.29686674551428, -13.638403106232687)),
            summary: "\u{202f}x", sources: ["u"]),
    ])"#;

#[test]
fn catalogue_round_trips_through_workbook_and_json() {
    let folder = Folder::new();
    let odd = folder.write("odd.ron", ODD);
    for catalogue in [&format!("{DATA}prepare.ron"), SHEETS, &odd] {
        let (before, err, status) = run(&["export", "-f", catalogue, "--format", "ron"]);
        assert_eq!((err.as_str(), status), ("", 0));
        for name in ["x.xlsx", "x.json"] {
            let (export, back) = (folder.path(name), folder.path("back.ron"));
            let (_, err, status) = run(&["export", "-f", catalogue, "--lang", "all", "-o", &export, "--force"]);
            assert_eq!((err.as_str(), status), ("", 0), "{catalogue} {name}");
            let (_, err, status) = run(&["import", &export, "-o", &back, "--force"]);
            assert!(status == 0 && err.starts_with("This is an export of Passerelle"), "{catalogue} {name}: {err}");
            assert_eq!(run(&["export", "-f", &back, "--format", "ron"]).0, before, "{catalogue} {name}");
        }
    }
    figure("round trips", "3 catalogues through 2 formats, identical byte for byte");
}

#[test]
fn imported_json_list_keeps_the_catalogue_title() {
    let folder = Folder::new();
    for (format, name) in [("json", "my-practices.json"), ("ndjson", "my-practices.ndjson")] {
        let (list, ..) = run(&["list", "--format", format, "--lang", "all", "--country", "NL"]);
        let (ron, err, status) = run(&["import", &folder.write(name, list)]);
        assert_eq!(status, 0, "{err}");
        let path = folder.write("back.ron", ron);
        let (shown, ..) = run(&["show", "the-hague", "-f", &path, "--lang", "en"]);
        let (before, ..) = run(&["show", "the-hague", "--lang", "en"]);
        // A list has the names of organisations, but not their countries.
        let body = |it: &str| it.split("Sources\n").next().unwrap().replace("\u{a0}(BE)", "");
        assert_eq!(body(&shown), body(&before), "{format}");
        assert!(shown.contains("PREPARE: nine local activities"), "{shown}");
        assert_eq!(run(&["check", &path]).2, 0);
    }
}

#[test]
fn json_export_conforms_to_its_schema() {
    let schema: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(format!("{DATA}catalogue.schema.json")).unwrap()).unwrap();
    let whole = jsonschema::validator_for(&schema).unwrap();
    let mut of_activity = schema.clone();
    of_activity.as_object_mut().unwrap().retain(|key, _| key == "$schema" || key == "$defs");
    of_activity["$ref"] = "#/$defs/activity".into();
    let activity = jsonschema::validator_for(&of_activity).unwrap();
    let folder = Folder::new();
    let odd = folder.write("odd.ron", ODD);
    let errors = |validator: &jsonschema::Validator, value: &serde_json::Value| -> Vec<String> {
        validator.iter_errors(value).map(|it| format!("{} at {}", it, it.instance_path())).collect()
    };
    for catalogue in [&format!("{DATA}prepare.ron"), SHEETS, &odd] {
        for lang in ["fr", "en", "all"] {
            let (json, ..) = run(&["export", "-f", catalogue, "--format", "json", "--lang", lang]);
            let value = serde_json::from_str(&json).unwrap();
            assert_eq!(errors(&whole, &value), [""; 0], "{catalogue}");
            let (lines, ..) = run(&["list", "-f", catalogue, "--format", "ndjson", "--lang", lang]);
            for line in lines.lines() {
                assert_eq!(errors(&activity, &serde_json::from_str(line).unwrap()), [""; 0], "{line}");
            }
        }
    }
    assert!(!errors(&whole, &serde_json::json!({ "catalogue": {}, "activities": [{ "id": "A" }] })).is_empty());
}

#[test]
fn json_export_keeps_all_fields_and_paragraphs() {
    let folder = Folder::new();
    let odd = folder.write("odd.ron", ODD);
    let (json, ..) = run(&["export", "-f", &odd, "--format", "json", "--lang", "all"]);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let one = &value["activities"][0];
    assert_eq!(one["summary"], "one\n\ntwo\n\n- a\n- b\n\nthree");
    assert_eq!(one["place"], serde_json::json!({ "en": "P;Q", "fr": "R" }));
    assert_eq!((&one["country"], one["places"].as_array().unwrap().len()), (&"FR".into(), 2));
    assert_eq!(one["places"][0]["at"], serde_json::json!([-1.5, 0.1]));
    assert_eq!(one["partners"][1], serde_json::json!({ "id": "o", "name": "O; P" }));
    assert_eq!(one["partners"][0], serde_json::json!({ "name": "Police" }));
    assert_eq!(one["sources"][0]["id"], "s");
    assert_eq!(one["sources"][1]["only_in_lessons"], true);
    assert_eq!(one["extra"]["a: b"], "c");
    assert_eq!(value["catalogue"]["themes"]["a"]["synonyms"][1], "@z");
}

/// Returns the cells of a sheet, row by row.
fn cells(path: &str, sheet: &str) -> Vec<Vec<Data>> {
    let mut workbook = open_workbook_auto(path).unwrap();
    workbook.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn workbook_has_eight_sheets_typed_cells_and_no_formulas() {
    let folder = Folder::new();
    let (odd, path) = (folder.write("odd.ron", ODD), folder.path("odd.xlsx"));
    assert_eq!(run(&["export", "-f", &odd, "-o", &path]).2, 0);
    let mut workbook = open_workbook_auto(&path).unwrap();
    let names = ["catalogue", "terms", "sources", "activities", "places", "passages", "lessons", "extra"];
    assert_eq!(workbook.sheet_names(), names);
    for name in names {
        assert!(workbook.worksheet_formula(name).unwrap().is_empty(), "{name}");
    }
    let text = |it: &str| Data::String(it.to_owned());
    let header = cells(&path, "catalogue");
    assert_eq!(header[0][..2], [text("field"), text("text")]);
    assert!(header.iter().any(|it| it[..2] == [text("title"), text("=1+1")]), "{header:?}");
    let sources = cells(&path, "sources");
    let column = |name: &str| sources[0].iter().position(|it| *it == text(name)).unwrap();
    assert_eq!(sources[1][column("year")], Data::Float(1850.0));
    assert_eq!(sources[1][column("accessed")], text("1899-12-31"), "before the days that a spreadsheet knows");
    assert!(matches!(&sources[2][column("accessed")], Data::DateTime(it) if it.to_ymd_hms_milli().0 == 2026));
    assert_eq!(cells(&path, "terms")[2][2], text("_x0041_"), "no escape of the format");
    let places = cells(&path, "places");
    assert!(
        places[1].contains(&Data::Float(-1.5)) && places[1].contains(&text("one\n\u{a0}2; 3\u{2009}")),
        "{places:?}"
    );
    let passages = cells(&path, "passages");
    assert!(passages.iter().any(|it| it[..2] == [text("one"), text("summary")]), "{passages:?}");
    assert!(passages.iter().any(|it| it.contains(&text("مرحبا"))));
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    let sheet = std::io::read_to_string(archive.by_name("xl/worksheets/sheet4.xml").unwrap()).unwrap();
    assert!(sheet.contains("<autoFilter ref="), "{sheet}");
    figure("workbook", "8 sheets, 0 formulas");
}

#[test]
fn header_entries_keep_their_identity_beside_new_ones() {
    let folder = Folder::new();
    let name = |it: &str| format!(r#"{{"fr": "{it} fr", "en": "{it}"}}"#);
    let (alpha, beta) = (name("Alpha"), name("Beta"));
    let activity = |id: &str, rest: &str| {
        format!(r#"{{"id": "{id}", "title": "T", "places": [{{"name": "P", "country": "FR"}}], {rest}}}"#)
    };
    let expert = |id: &str, name: &str| format!(r#"{{"id": "{id}", "name": {name}}}"#);
    let (a, b) = (expert("a", &alpha), expert("b", &beta));
    let text = format!(
        r#"{{"catalogue": {{"format": 1, "title": "T", "language": "en", "organisations": {{"a": {{"name": {alpha}}}}},
            "themes": {{"s": {{"name": {{"en": "Streets"}}}}}}}},
            "activities": [{}, {}]}}"#,
        activity("x", &format!(r#""experts": [{a}, {b}], "themes": ["s", "new"]"#)),
        activity("y", &format!(r#""experts": [{a}], "themes": ["s"]"#)),
    );
    std::fs::write(folder.path("t.json"), text).unwrap();
    let (ron, err, status) = run(&["import", &folder.path("t.json")]);
    assert_eq!(status, 0, "{err}");
    assert_eq!(ron.matches("Organisation(").count(), 2, "{ron}");
    assert_eq!(ron.matches("\"Alpha fr\"").count(), 1, "{ron}");
}

#[test]
fn overlong_cell_is_reported_whatever_its_script() {
    let folder = Folder::new();
    std::fs::write(folder.path("t.csv"), format!("title,country,summary\nT,GR,{}\n", "ά".repeat(600_000))).unwrap();
    let (_, err, status) = run(&["import", &folder.path("t.csv"), "-o", &folder.path("t.ron")]);
    assert!(status == 1 && err.contains("the text is too long"), "{err}");
}

#[test]
fn text_longer_than_a_cell_is_reported_by_name() {
    let folder = Folder::new();
    let text = |length: usize| {
        format!(
            r#"Catalogue(format: 1, title: "T", activities: [Activity(id: "long", title: "t",
                place: Place(name: "P", country: "FR"), summary: "{}")])"#,
            "é".repeat(length)
        )
    };
    let fits = folder.write("fits.ron", text(32_767));
    assert_eq!(run(&["export", "-f", &fits, "-o", &folder.path("fits.xlsx")]).2, 0);
    let long = folder.write("long.ron", text(32_768));
    let (_, err, status) = run(&["export", "-f", &long, "-o", &folder.path("long.xlsx")]);
    assert!(status == 2 && err.contains("a text of “long” is longer than a cell") && err.lines().count() == 1, "{err}");
    assert!(!Path::new(&folder.path("long.xlsx")).exists());
}

#[test]
fn typical_table_is_imported_with_notes() {
    let folder = Folder::new();
    let table = "Titre;Ville;Pays;Thématiques;Partenaires;Date de début;Date de fin;Résumé;Enseignements;Lien;Nombre d’agents\n\
        Médiation;Évry;France;Médiation; Jeunesse;Police|Bailleur;01/09/2014;31/05/2015;Des médiateurs.;x;www.example.org/é;12\n\
        Cafés;Lyon, France;;Jeunesse;;depuis 2012;;;\"Venir tôt\nRester\";https://example.org/b;\n\
        Ailleurs;Nulle part;Atlantide;;;;;;;;\n\
        ;;;;;;;sans titre;;;\n\
        Réunion;Anvers;Belgqie;;;bientôt;;;;;\n";
    // A value of the first row contains the separator, so it is quoted.
    let table = table.replace("Médiation; Jeunesse", "\"Médiation; Jeunesse\"");
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(&table);
    let (path, out) = (folder.write("pratiques.csv", &windows), folder.path("pratiques.ron"));
    let (_, err, status) = run(&["import", &path, "-o", &out]);
    assert_eq!(status, 1, "rows were left out: {err}");
    for message in [
        "The text is not UTF-8 and was read as windows-1252.",
        "Values are separated by “;”.",
        "in French, like the names of the columns",
        "Titre → Title (4)",
        "Thématiques → Themes (2)",
        "Date de fin → Dates (1)",
        "Nombre d’agents → kept under its name (other information) (1)",
        "row 4: left out, “Atlantide” is not a country.",
        "row 5: left out, it has no title.",
        "row 6: the country “Belgqie” was read as Belgium (BE).",
        "row 6: Date de début “bientôt” is kept as it is: it is not understood.",
        "Activities: 3. 2 rows were left out.",
    ] {
        assert!(err.contains(message), "{message}\n{err}");
    }
    assert!(run(&["check", &out]).0.contains("Errors: 0"));
    let list = run(&["list", "-f", &out, "--format", "json"]).0;
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let first = &list[0];
    assert_eq!((&first["id"], &first["period"]), (&"mediation".into(), &"2014-09-01/2015-05-31".into()));
    assert_eq!(first["themes"], serde_json::json!(["mediation", "jeunesse"]));
    assert_eq!(first["partners"][1]["name"], "Bailleur");
    assert_eq!(first["sources"][0]["url"], "https://www.example.org/%C3%A9");
    assert_eq!(first["extra"]["Nombre d’agents"], "12");
    assert_eq!(
        (&list[1]["country"], &list[1]["place"], &list[1]["period"]),
        (&"FR".into(), &"Lyon".into(), &"2012/..".into())
    );
    assert_eq!(list[1]["lessons"][1]["text"], "Rester");
    assert_eq!(list[2]["extra"]["Date de début"], "bientôt");
}

#[test]
fn csv_round_trips_and_tsv_except_for_line_breaks() {
    let folder = Folder::new();
    for (format, name) in [("csv", "p.csv"), ("tsv", "p.tsv")] {
        let (table, ..) = run(&["list", "--format", format, "--lang", "fr"]);
        let (ron, err, status) = run(&["import", &folder.write(name, table), "--lang", "fr"]);
        assert_eq!(status, 0, "{err}");
        assert!(!err.contains("kept under its name"), "every column is known: {err}");
        let path = folder.write("p.ron", ron);
        let (before, ..) = run(&["list", "--lang", "fr", "--format", "csv"]);
        let (after, ..) = run(&["list", "-f", &path, "--lang", "fr", "--format", "csv"]);
        let rows = |text: &str| -> Vec<csv::StringRecord> {
            csv::ReaderBuilder::new().from_reader(text.as_bytes()).records().map(Result::unwrap).collect()
        };
        let (before, after) = (rows(&before), rows(&after));
        let head: Vec<String> =
            run(&["list", "--format", "csv"]).0.lines().next().unwrap().split(',').map(str::to_owned).collect();
        for (one, other) in before.iter().zip(&after) {
            for (at, name) in head.iter().enumerate() {
                // TSV has one line per row, so line breaks within lists and texts are lost.
                let is_prose =
                    !["id", "country", "period", "themes", "silent", "licence", "latitude"].contains(&name.as_str());
                assert!(is_prose && format == "tsv" || one[at] == other[at], "{name}: {} / {}", &one[at], &other[at]);
            }
        }
    }
}

#[test]
fn csv_has_term_names_and_sources_of_lessons() {
    let folder = Folder::new();
    let text = r#"Catalogue(format: 1, title: "T", language: "en",
        themes: { "t": (name: "A; B"), "u": (name: "Youth work") },
        organisations: { "police": Organisation(name: "Police force"), "police-force": Organisation(name: "Another") },
        sources: { "s": Source(title: "Study: one", url: "https://example.org/a;b"), "only": Source(title: "Lesson’s own") },
        activities: [Activity(id: "a", title: "A", place: Place(name: "P", country: "FR"), themes: ["u"],
            experts: ["police", "police-force"], sources: ["s"],
            lessons: [Lesson(text: "One"), Lesson(text: "Two", sources: ["s", "only"])])])"#;
    let path = folder.write("a.ron", text);
    let (table, ..) = run(&["list", "-f", &path, "--format", "csv"]);
    assert!(
        table.contains("Youth work") && table.contains("\"s: Study: one https://example.org/a;b\nonly: Lesson’s own\""),
        "{table}"
    );
    let (ron, err, status) = run(&["import", &folder.write("a.csv", &table)]);
    assert!(status == 0 && !err.contains("kept under its name"), "{err}");
    for part in [
        "\"u\": \"Youth work\"",
        "name: \"Police force\"",
        "sources: [\"s\", \"only\"]",
        "url: \"https://example.org/a;b\"",
    ] {
        let flat = |it: &str| it.chars().filter(|it| !it.is_whitespace() && *it != ',').collect::<String>();
        assert!(flat(&ron).contains(&flat(part)), "{part}: {ron}");
    }
    let (again, ..) = run(&["list", "-f", &folder.write("b.ron", &ron), "--format", "csv"]);
    assert_eq!(again, table, "{ron}");
}

#[test]
fn language_of_a_column_is_that_of_its_texts() {
    let folder = Folder::new();
    let table = "title_fr\ttitre (en)\tplace\tcountry\tthemes_fr\tthemes_en\tlesson 1 [fr]\tlesson 2 fr\n\
        Un\tOne\tGent\tBE\tJeunes;Police\tYouth;Police\tA\tB\n\
        Deux\t\tLiège\tbelgique\tJeunes\tYouth\t\t\n";
    let (ron, err, status) = run(&["import", &folder.write("t.tsv", table), "--lang", "fr"]);
    assert_eq!(status, 0, "{err}");
    let path = folder.write("t.ron", ron);
    let (json, ..) = run(&["export", "-f", &path, "--format", "json", "--lang", "all"]);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["activities"][0]["title"], serde_json::json!({ "fr": "Un", "en": "One" }));
    assert_eq!(value["catalogue"]["themes"]["jeunes"]["name"], serde_json::json!({ "fr": "Jeunes", "en": "Youth" }));
    assert_eq!(value["activities"][0]["lessons"][1]["text"], serde_json::json!({ "fr": "B" }));
    assert_eq!(value["activities"][1]["themes"], serde_json::json!(["jeunes"]));
}

#[test]
fn workbook_with_date_cells_and_a_title_row_is_imported() {
    let folder = Folder::new();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_string(0, 0, "Our practices").unwrap();
    for (column, name) in ["Name", "City", "Country", "Start", "End", "Year"].iter().enumerate() {
        sheet.write_string(1, u16::try_from(column).unwrap(), *name).unwrap();
    }
    for (column, text) in ["Walks", "Ghent", "Belgium"].iter().enumerate() {
        sheet.write_string(2, u16::try_from(column).unwrap(), *text).unwrap();
        sheet.write_string(3, u16::try_from(column).unwrap(), *text).unwrap();
    }
    for (column, day) in [(3, "2019-05-01"), (4, "2020-06-30")] {
        let day = rust_xlsxwriter::ExcelDateTime::parse_from_str(day).unwrap();
        sheet.write_datetime_with_format(2, column, day, &date).unwrap();
    }
    sheet.write_number(3, 5, 2012).unwrap();
    workbook.save(folder.path("w.xlsx")).unwrap();
    let (ron, err, status) = run(&["import", &folder.path("w.xlsx")]);
    assert_eq!(status, 0, "{err}");
    assert!(ron.contains(r#"period: "2019-05-01/2020-06-30""#) && ron.contains(r#"period: "2012""#), "{ron}");
    assert!(ron.contains(r#"id: "walks-2""#), "two of one title: {ron}");
}

#[test]
fn files_that_are_no_tables_are_named_by_format() {
    let folder = Folder::new();
    let docx = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x11\0\0\0word/document.xml\xff\xfe";
    for (name, bytes, message) in [
        ("a.docx", &docx[..], "a document of a word processor, or slides"),
        ("a.pdf", b"%PDF-1.7\n\xe2\xe3", "a PDF document"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
    ] {
        let path = folder.write(name, bytes);
        let (_, err, status) = run(&["import", &path]);
        assert!(status == 2 && err.contains(&format!("this is {message}; that cannot be imported.")), "{err}");
        // Opened as a catalogue, its format is named as well.
        let (_, err, status) = run(&["list", "-f", &path]);
        assert!(status == 2 && err.contains(&format!("this is {message}, not a catalogue")), "{err}");
        assert_eq!(err.lines().count(), 1, "{err}");
    }
    let path = folder.path("a.xlsx");
    assert_eq!(run(&["export", "-o", &path, "--force"]).2, 0);
    for (path, message) in [(path.as_str(), "a spreadsheet"), (&folder.write("a.ron", "[{\"a\": 1}]"), "JSON")] {
        let (_, err, status) = run(&["list", "-f", path]);
        assert!(status == 2 && err.contains(&format!("this is {message}, not")), "{err}");
        assert!(err.contains("passerelle import FILE -o NEW.ron makes a catalogue of it."), "{err}");
    }
    let (_, err, _) = run(&["import", &folder.write("b.csv", "a,b\n1,2\n")]);
    assert!(err.contains("no column is called title") && err.contains("Columns: a, b."), "{err}");
    let (_, err, status) = run(&["import", &folder.write("c.csv", "title,place\nA,B\n")]);
    assert!(status == 2 && err.contains("row 2: left out, it has no country."), "{err}");
    assert_eq!(run(&["import", &folder.path("c.csv"), "--country", "Belgium"]).2, 0);
    let (_, err, status) = run(&["import", &folder.path("nothing.csv")]);
    assert!(status == 2 && err.lines().count() == 1, "{err}");
    let (_, err, status) = run(&["import", &format!("{DATA}prepare.ron")]);
    assert!(status == 2 && err.contains("a catalogue already"), "{err}");
}

#[test]
fn import_of_damaged_files_never_panics() {
    let folder = Folder::new();
    let path = folder.path("x.xlsx");
    assert_eq!(run(&["export", "-o", &path]).2, 0);
    let bytes = std::fs::read(&path).unwrap();
    let (mut random, mut other) = (fastrand::Rng::with_seed(7), fastrand::Rng::with_seed(8));
    let mut broken = |round: usize| {
        let mut broken = bytes.clone();
        match round % 3 {
            0 => broken.truncate(random.usize(4..bytes.len())),
            _ => (0..1 + round % 40).for_each(|_| broken[random.usize(4..bytes.len())] = random.u8(..)),
        }
        broken
    };
    for round in 0..8 {
        let (_, err, status) = run(&["import", &folder.write("broken.xlsx", broken(round))]);
        assert!(status <= 2 && !err.contains("panicked"), "{round}: {err}");
    }
    let rounds = if is_thorough() { 4000 } else { 400 };
    let options = ImportOptions { name: "broken".to_owned(), extension: "xlsx".to_owned(), ..ImportOptions::default() };
    for round in 0..rounds {
        let _ = passerelle::import::import(&broken(round), &options);
    }
    // Tables and JSON with random bytes.
    for (ending, text) in [("csv", "title;country\nA;FR\n"), ("json", "[{\"title\": \"A\", \"country\": \"FR\"}]")] {
        let options = ImportOptions { extension: ending.to_owned(), ..options.clone() };
        for _ in 0..rounds {
            let mut bytes = text.repeat(3).into_bytes();
            (0..4).for_each(|_| bytes[other.usize(..text.len())] = other.u8(..));
            let _ = passerelle::import::import(&bytes, &options);
        }
    }
    let parts = rounds / 2;
    let ods = std::fs::read(ods_with_repeat_counts(&folder)).unwrap();
    for (archive, ending) in [(&bytes, "xlsx"), (&ods, "ods")] {
        let options = ImportOptions { extension: ending.to_owned(), ..options.clone() };
        for _ in 0..parts {
            let _ = passerelle::import::import(&with_damaged_part(archive, &mut other), &options);
        }
    }
    figure("damaged files imported", format!("{}, 0 panics", 8 + 3 * rounds + 2 * parts));
}

/// Writes an OpenDocument spreadsheet with repeat counts for rows, cells and spaces, and returns its path.
fn ods_with_repeat_counts(folder: &Folder) -> String {
    use std::io::Write;

    let cell = |text: &str| {
        format!(
            "<table:table-cell table:number-columns-repeated=\"1\" office:value-type=\"string\">\
             <text:p>{text}<text:s text:c=\"2\"/>x</text:p></table:table-cell>"
        )
    };
    let row = |cells: [&str; 2]| {
        format!("<table:table-row table:number-rows-repeated=\"1\">{}</table:table-row>", cells.map(cell).concat())
    };
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\">{}{}</table:table>\
         </office:spreadsheet></office:body></office:document-content>",
        row(["Title", "Country"]),
        row(["A", "FR"])
    );
    let path = folder.path("parts.ods");
    let mut archive = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest/>"),
        ("content.xml", &content),
    ] {
        archive.start_file(name, options.compression_method(zip::CompressionMethod::Stored)).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
    path
}

/// Returns a workbook with one damaged part: a digit replaced by an extreme number, or up to eight bytes by others. The
/// ZIP archive stays valid.
fn with_damaged_part(workbook: &[u8], random: &mut fastrand::Rng) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};

    let mut from = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let (mut to, options) = (zip::ZipWriter::new(Cursor::new(Vec::new())), zip::write::SimpleFileOptions::default());
    let damaged = random.usize(..from.len());
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let (name, mut content) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut content).unwrap();
        let digits: Vec<usize> = (0..content.len()).filter(|it| content[*it].is_ascii_digit()).collect();
        if at == damaged && random.bool() && !digits.is_empty() {
            let number = ["4294967295", "18446744073709551615", "-1", "999999999", "1048577", "1e400"];
            let place = digits[random.usize(..digits.len())];
            content.splice(place..=place, number[random.usize(..number.len())].bytes());
        } else if at == damaged && !content.is_empty() {
            (0..1 + random.usize(..8)).for_each(|_| {
                let place = random.usize(..content.len());
                content[place] = random.u8(b' '..=b'~');
            });
        }
        to.start_file(name, options).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
#[cfg(unix)]
fn writing_to_dev_stdout_appends() {
    let folder = Folder::new();
    let path = folder.write("out.txt", "HEAD\n");
    let output = std::fs::OpenOptions::new().append(true).open(&path).unwrap();
    let status =
        crate::support::command(["cite", "the-hague", "-o", "/dev/stdout", "--force"]).stdout(output).status().unwrap();
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(status.success() && written.starts_with("HEAD\n") && written.contains("Hague"), "{written}");
}

#[test]
fn csv_separator_and_byte_order_mark_are_options() {
    let (plain, ..) = run(&["list", "--format", "csv"]);
    let (marked, ..) = run(&["list", "--format", "csv", "--bom", "--separator", "semicolon"]);
    assert!(plain.starts_with("id,title,") && marked.starts_with("\u{feff}id;title;"));
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(marked.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!((rows.len(), &rows[7][0]), (9, "the-hague"));
    let (_, err, status) = run(&["list", "--format", "csv", "--separator", "x"]);
    assert!(status == 2 && err.contains("semicolon"), "{err}");
    let others: [&[&str]; 3] =
        [&["list", "--bom"], &["list", "--format", "tsv", "--separator", ";"], &["export", "--bom"]];
    for arguments in others {
        let (_, err, status) = run(arguments);
        assert!(status == 2 && err.contains("--separator and --bom are for CSV"), "{arguments:?}: {err}");
    }
}

#[test]
fn citation_keys_are_unique_and_the_licence_appears_once() {
    let folder = Folder::new();
    let path = folder.write(
        "c.ron",
        r#"Catalogue(format: 1, title: "T", licence: "CC0-1.0", sources: { "page": Source(title: "S?") }, activities: [
            Activity(id: "source-page", title: "A", place: Place(name: "Lyon", country: "FR"), sources: ["page"]),
            Activity(id: "b", title: "B #", place: Place(name: "Lyon", country: "FR"), sources: ["page"])])"#,
    );
    let (bibtex, ..) = run(&["cite", "Lyon", "-f", &path, "--style", "bibtex"]);
    let bibliography = biblatex::Bibliography::parse(&bibtex).unwrap();
    let keys: Vec<&str> = bibliography.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(keys, ["source-page", "b", "source-page-2"]);
    let (ris, ..) = run(&["cite", "-f", &path, "--style", "ris"]);
    assert!(ris.contains("ID  - source-page\r\n") && ris.contains("ID  - source-page-2\r\n"), "{ris}");
    for style in ["plain", "iso690"] {
        let (all, ..) = run(&["cite", "--country", "FR", "-f", &path, "--style", style]);
        assert_eq!(all.matches("CC0-1.0").count(), 1, "{all}");
    }
    let (all, ..) = run(&["show", "-f", &path, "--format", "markdown"]);
    assert_eq!(all.matches("CC0-1.0").count(), 1, "{all}");
    assert!(all.contains("# B \\#"), "{all}");
    assert_eq!(run(&["cite", "source-page", "-f", &path, "--country", "BE"]).2, 1);
    let bib = folder.path("refs.bib");
    assert_eq!(run(&["cite", "-f", &path, "-o", &bib]).2, 0);
    assert!(std::fs::read_to_string(&bib).unwrap().starts_with("@misc{"));
}

#[test]
fn exported_lessons_include_their_sources() {
    let folder = Folder::new();
    let arguments = |format| vec!["lessons", "--theme", "disengagement", "--format", format];
    let (markdown, ..) = run(&arguments("markdown"));
    assert!(markdown.starts_with("# Lessons · PREPARE") && markdown.contains("*Shown here: Theme: Disengagement*"));
    assert!(
        markdown.contains("inferred by the catalogue \\[1,\u{a0}2\\]")
            && markdown.contains("- \\[1\\] Local activities")
    );
    let (json, ..) = run(&arguments("json"));
    let passages: serde_json::Value = serde_json::from_str(&json).unwrap();
    let passages = passages.as_array().unwrap();
    assert!(passages.iter().all(|it| it["section"] == "lessons" && it["sources"][0]["title"].is_string()));
    assert_eq!(passages[0]["activity"], "clichy-sous-bois");
    let path = folder.path("lessons.html");
    assert_eq!(run(&["lessons", "-o", &path]).2, 0);
    let html = std::fs::read_to_string(&path).unwrap();
    assert!(html.contains("<h2 dir=\"auto\">Sources</h2>") && html.matches("CC-BY-4.0").count() == 1, "{html}");
    let (_, err, status) = run(&["lessons", "-o", &folder.path("x.xlsx")]);
    assert!(status == 2 && err.contains("another command writes: passerelle export -o"), "{err}");
    let (_, err, status) = run(&["lessons", "-o", &folder.path("x.pdf")]);
    assert!(status == 2 && err.contains("Change it, or add --format: text, markdown, html, json."), "{err}");
}

#[test]
fn html_export_states_filters_and_each_source_once() {
    let (html, ..) = run(&["export", "--format", "html", "--country", "FR", "--lang", "fr"]);
    assert!(html.contains("<p dir=\"auto\">Activités présentées (Pays\u{a0}: France)</p>"), "{html}");
    assert!(html.contains("◆ selon la source · ◇ conclusion du catalogue"));
    assert!(html.contains("@page { size: A4;") && !html.contains("break-before: page"));
    let address = "https://efus.eu/thematiques/activites-locales/?lang=fr</a>";
    assert_eq!(html.matches(address).count(), 1, "each source once");
    assert!(html.contains("consulté le 23\u{a0}novembre\u{a0}2026"));
}

#[test]
#[cfg(target_os = "linux")]
fn marked_activities_are_exported_in_mark_order() {
    let folder = Folder::new();
    let data = folder.0.path().join("passerelle");
    std::fs::create_dir(&data).unwrap();
    let marks = r#"{ "passerelle": 1, "catalogue": "prepare", "marks": ["vilvoorde", "avignon", "gone", "malaga"] }"#;
    std::fs::write(data.join("marks-prepare.json"), marks).unwrap();
    let with_marks = |arguments: &[&str]| {
        let output = crate::support::command(arguments).env("XDG_DATA_HOME", folder.0.path()).output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
    };
    let order = ["vilvoorde", "avignon", "malaga"];
    assert_eq!(with_marks(&["list", "--marked", "--format", "ids"]).0.lines().collect::<Vec<_>>(), order);
    let exported = with_marks(&["export", "--marked", "--format", "ndjson"]).0;
    let ids: Vec<String> = exported.lines().map(|it| it[7..].split('"').next().unwrap().to_owned()).collect();
    assert_eq!(ids, order);
    let cited = with_marks(&["cite", "--marked", "--style", "bibtex"]).0;
    assert!(cited.starts_with("@misc{vilvoorde,"), "{cited}");
    for arguments in
        [&["list", "--sort", "marks", "--format", "ids"][..], &["export", "--sort", "marks", "--format", "csv"]]
    {
        let all = with_marks(arguments).0;
        let at = |id: &str| all.find(&format!("\n{id}")).unwrap_or(if all.starts_with(id) { 0 } else { usize::MAX });
        assert!(at("vilvoorde") < at("avignon") && at("avignon") < at("malaga"), "{all}");
        assert!(
            at("malaga") < at("catalonia") && at("catalonia") < at("sollentuna"),
            "the others as they stand: {all}"
        );
    }
    let lessons = with_marks(&["lessons", "--marked"]).0;
    assert!(lessons.find("Vilvoorde").unwrap() < lessons.find("Avignon").unwrap());
    assert_eq!(with_marks(&["list", "--marked", "--country", "FR", "--format", "ids"]).0, "avignon\n");
    assert_eq!(with_marks(&["list", "--marked", "--no-state"]).1, 1, "nothing is marked where nothing is remembered");
    let counted = with_marks(&["facets", "--marked", "country", "--format", "json"]).0;
    let counted: serde_json::Value = serde_json::from_str(&counted).unwrap();
    let counts: Vec<_> =
        counted[0]["values"].as_array().unwrap().iter().map(|it| it["count"].as_u64().unwrap()).collect();
    assert_eq!(counts.iter().sum::<u64>(), 3, "{counted}");
    // Unreadable marks are an error, unlike an empty set of marks.
    for bytes in ["{\"passerelle\": 1, \"cata", "{\"passerelle\": 99}"] {
        std::fs::write(data.join("marks-prepare.json"), bytes).unwrap();
        for arguments in [&["list", "--marked"][..], &["export", "--marked", "-o", &folder.path("m.csv")]] {
            assert_eq!(with_marks(arguments), (String::new(), 2), "{arguments:?}");
        }
        for arguments in [&["list"][..], &["list", "--sort", "title"], &["facets"], &["export", "--format", "csv"]] {
            assert_eq!(with_marks(arguments).1, 0, "{arguments:?} asks for no marks");
        }
        assert!(!folder.0.path().join("m.csv").exists());
    }
    std::fs::remove_file(data.join("marks-prepare.json")).unwrap();
    std::fs::create_dir(data.join("marks-prepare.json")).unwrap();
    assert_eq!(with_marks(&["list", "--marked"]), (String::new(), 2));
    std::fs::remove_dir(data.join("marks-prepare.json")).unwrap();
    std::os::unix::fs::symlink("/proc/self/mem", data.join("marks-prepare.json")).unwrap();
    let output = crate::support::command(["list", "--marked"]).env("XDG_DATA_HOME", folder.0.path()).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.starts_with("error: the marks in ") && message.contains("marks-prepare.json cannot be read: "),
        "{message}"
    );
}

#[test]
fn workbook_is_read_correctly_by_openpyxl() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/read_workbook.py");
    let has_reader = Command::new("python3").args(["-c", "import openpyxl"]).stderr(Stdio::null()).status();
    if !has_reader.is_ok_and(|it| it.success()) {
        let _ = writeln!(std::io::stderr(), "skipped: python3 with openpyxl is not there");
        return;
    }
    let folder = Folder::new();
    let (odd, path) = (folder.write("odd.ron", ODD), folder.path("odd.xlsx"));
    assert_eq!(run(&["export", "-f", &odd, "-o", &path]).2, 0);
    let output = Command::new("python3").args([script, &path]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn html_export_renders_and_prints_in_a_browser() {
    let browsers = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let is_there = |it: &&&str| Command::new(it).arg("--version").output().is_ok_and(|it| it.status.success());
    let Some(browser) = browsers.iter().find(is_there) else {
        let _ = writeln!(std::io::stderr(), "skipped: no headless browser is there");
        return;
    };
    let folder = Folder::new();
    let (page, pdf, picture) = (folder.path("h.html"), folder.path("h.pdf"), folder.path("h.png"));
    assert_eq!(run(&["export", "--country", "FR", "-o", &page]).2, 0);
    let show = |argument: String| {
        let profile = format!("--user-data-dir={}", folder.path("profile"));
        let status = Command::new(browser)
            .args(["--headless", "--no-sandbox", "--disable-gpu", &profile, &argument, &format!("file://{page}")])
            .output()
            .unwrap()
            .status;
        assert!(status.success(), "{argument}");
    };
    show(format!("--screenshot={picture}"));
    show(format!("--print-to-pdf={pdf}"));
    let pdf = std::fs::read(pdf).unwrap();
    let pages = memchr::memmem::find_iter(&pdf, b"/Type /Page\n").count();
    assert!((1..=3).contains(&pages), "three activities on at most three pages: {pages}");
    assert!(std::fs::metadata(picture).unwrap().len() > 10_000);
}

/// Imports a file and returns the messages in English, the catalogue as RON, and the exit status.
fn imported(folder: &Folder, name: &str, content: &str, arguments: &[&str]) -> (String, String, i32) {
    let path = folder.write(name, content);
    let (ron, message, status) = run(&[&["import", &path, "--lang", "en"], arguments].concat());
    (message, ron, status)
}

#[test]
fn edited_workbook_reports_every_dropped_row_and_cell() {
    let folder = Folder::new();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheets: [(&str, &[&[&str]]); 6] = [
        (
            "catalogue",
            &[
                &["field", "text", "text_fr"],
                &["language", "en", ""],
                &["title", "Mine", "Le mien"],
                &["licence", "", "CC0"],
                &["id", "mine", "le-mien"],
            ],
        ),
        (
            "terms",
            &[
                &["vocabulary", "id", "name", "synonyms"],
                &["Themes", "prison", "Prison", ""],
                &["tastes", "x", "X", ""],
                &["organisations", "town", "Town", "City"],
            ],
        ),
        (
            "activities",
            &[
                &["id", "title_en", "period", "themes", "remarks"],
                &["one", "One", "since 2012", "prison;Sport", "by hand"],
                &["one", "Another", "soon", "Prison", ""],
                &["three", "", "", "", ""],
            ],
        ),
        (
            "places",
            &[
                &["activity", "number", "name", "country"],
                &["one", "1", "Lyon", "France"],
                &["one-2", "1", "Nowhere", "Atlantis"],
                &["lost", "1", "Lille", "FR"],
            ],
        ),
        (
            "passages",
            &[
                &["activity", "section", "number", "text", "text_fr"],
                &["one", "Actions", "2", "second", ""],
                &["one", "actions", "1", "first", "premier"],
                &["one", "wishes", "1", "lost", ""],
            ],
        ),
        (
            "lessons",
            &[
                &["activity", "number", "basis", "kind", "text", "sources", "mood"],
                &["one", "1", "guessed", "Conseil", "Begin early.", "A report", "good"],
                &["lost", "1", "", "", "Begin late.", "A ghost", ""],
                &["one", "first", "", "", "Begin.", "", ""],
            ],
        ),
    ];
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (at, row) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*row) {
                sheet.write(at, column, *cell).unwrap();
            }
        }
    }
    workbook.add_worksheet().set_name("mine").unwrap();
    let path = folder.path("edited.xlsx");
    workbook.save(&path).unwrap();
    let (ron, message, status) = run(&["import", &path, "--lang", "en"]);
    for sentence in [
        "Sheets that are not read: mine.",
        "sheet catalogue, row 5: text_fr “le-mien” is not understood and is left out.",
        "sheet terms, row 4: synonyms “City” is not understood and is left out.",
        "sheet lessons, row 4: number “first” is not understood and is left out.",
        "sheet terms, row 3: left out, vocabulary “tastes” is not known.",
        "sheet activities: remarks is kept under its name (other information).",
        "sheet activities, row 3: the identifier “one” has become one-2.",
        "sheet activities, row 3: period “soon” is not understood and is left out.",
        "sheet activities, row 4: left out, title is empty.",
        "sheet places, row 3: left out, country “Atlantis” is not known.",
        "There is no sheet sources: what an export has there is missing.",
        "sheet places, row 4: left out, activity “lost” is not known.",
        "sheet activities, row 3: left out, places is empty.",
        "sheet passages, row 4: left out, section “wishes” is not known.",
        "sheet lessons, row 2: basis “guessed” is not understood and is left out.",
        "sheet lessons: the column mood is not known and is left out.",
        "sheet lessons, row 3: left out, activity “lost” is not known.",
    ] {
        assert!(message.contains(sentence), "{sentence}\n{message}");
    }
    assert!(status == 1 && !ron.contains("A ghost") && !message.contains("A ghost"), "{message}");
    let activity = run(&["show", "-f", &folder.write("edited.ron", ron), "one", "--format", "json", "--lang", "all"]).0;
    let activity = &serde_json::from_str::<serde_json::Value>(&activity).unwrap()[0];
    assert_eq!(activity["period"], "2012/..");
    assert_eq!(activity["country"], "FR");
    assert_eq!(activity["themes"], serde_json::json!(["prison", "sport"]));
    assert_eq!(activity["actions"], serde_json::json!([{ "en": "first", "fr": "premier" }, { "en": "second" }]));
    assert_eq!(activity["lessons"][0]["kind"], "advice");
    assert_eq!(activity["lessons"][0]["sources"], serde_json::json!(["a-report"]));
    assert_eq!(activity["extra"]["remarks"]["en"], "by hand");
    figure("rows and cells of an edited workbook", "17 of 17 reported, with sheet, and row where there is one");
}

#[test]
fn lesson_kinds_commas_and_unclosed_quotes_are_imported() {
    let folder = Folder::new();
    let table = "Title;Country;Themes;Strengths;Challenges;Recommendations\n\
                 One;FR;prison, sport;They came;Few stayed;Begin early\n\
                 Two;FR;sport, work;;;\n";
    let (_, ron, status) = imported(&folder, "t.csv", table, &[]);
    let catalogue = folder.write("t.ron", ron);
    let (list, _, _) = run(&["list", "-f", &catalogue, "--theme", "sport", "--format", "ids"]);
    assert_eq!((list.lines().count(), status), (2, 0));
    let shown = run(&["show", "-f", &catalogue, "one", "--format", "json"]).0;
    let shown = &serde_json::from_str::<serde_json::Value>(&shown).unwrap()[0];
    let kinds: Vec<&str> = shown["lessons"].as_array().unwrap().iter().filter_map(|it| it["kind"].as_str()).collect();
    assert_eq!(kinds, ["success", "obstacle", "advice"]);
    let (_, ron, _) =
        imported(&folder, "one.csv", "Title;Country;Themes\nA;FR;Justice, freedom\nB;FR;Justice, freedom\n", &[]);
    assert!(ron.contains("\"Justice, freedom\""), "{ron}");
    let (message, _, status) = imported(&folder, "q.csv", "Title,Country\nOne,FR\n\"Two,FR\nThree,FR\n", &[]);
    assert!(message.contains("line 3: a quotation mark is not closed") && status == 1, "{message}");
}

#[test]
fn json_lists_keep_the_licence_of_each_activity() {
    let folder = Folder::new();
    let sheet = |id: &str, licence: &str| {
        format!(
            r#"{{"id":"{id}","title":"{id}","places":[{{"name":"Lyon","country":"France"}}],"licence":"{licence}","lead":[{{"name":"A"}},{{"name":"B"}}]}}"#
        )
    };
    let list = format!("[{},{}]", sheet("one", "CC0-1.0"), sheet("two", "CC-BY-4.0"));
    let (_, ron, status) = imported(&folder, "l.json", &list, &[]);
    assert!(status == 0 && ron.contains("\"CC0-1.0\"") && ron.contains("\"CC-BY-4.0\""), "{ron}");
    assert!(!ron.contains("licence: Some") && ron.contains("\"B\"") && ron.contains("\"FR\""), "{ron}");
    // JSON that only resembles an export is read as a table; of several lists, the longest is read and reported.
    let table = r#"{"catalogue":"Mine","people":[{"name":"x"}],"activities":[{"title":"A","country":"FR","places":["Lyon"]},{"title":"B","country":"FR"}]}"#;
    let (message, ron, _) = imported(&folder, "m.json", table, &[]);
    assert!(
        message.contains("Sheet read: activities.\ncatalogue is not known")
            && message.contains("not read: people.")
            && ron.contains("\"Lyon\""),
        "{message}{ron}"
    );
    let wrong = format!("[{}]", sheet("one", "x").replace("\"lead\"", "\"silent\":[\"nothing\"],\"lead\""));
    let (message, _, status) = imported(&folder, "w.json", &wrong, &[]);
    assert!(message.contains("what is at [0].silent[0] does not belong there (line ") && status == 2, "{message}");
}

#[test]
fn export_from_one_catalogue_excludes_the_others() {
    let folder = Folder::new();
    let one = r#"Catalogue(format: 1, id: "one", language: "fr", title: "Cat A", licence: "CC-BY-4.0", attribution: "Attr A",
        sources: { "s": Source(title: "Titre A") }, organisations: { "o": Organisation(name: "Org A") },
        themes: { "t": "Thème A" }, kinds: { "k": "Forme A" }, groups: { "g": "Groupe A" }, activities: [
        (id: "a", title: "A", place: (name: "P", country: "FR"), themes: ["t"], kinds: ["k"], groups: ["g"],
         partners: ["o"], sources: ["s"])])"#;
    let other = one.replace("one", "two").replace(" A\"", " B\"").replace("CC-BY-4.0", "CC0-1.0").replace("FR", "BE");
    let other = ["s", "o", "t", "k", "g", "a"]
        .iter()
        .fold(other, |it, id| it.replace(&format!("\"{id}\""), &format!("\"{id}-2\"")));
    let (one, other) = (folder.write("a.ron", one), folder.write("b.ron", other));
    let of = |command: &str, format: &str| {
        let (out, err, status) = run(&[command, "-f", &one, "-f", &other, "--country", "BE", "--format", format]);
        assert_eq!((err.as_str(), status), ("", 0), "{format}");
        out
    };
    for (command, format) in [
        ("export", "ron"),
        ("export", "json"),
        ("export", "md"),
        ("export", "html"),
        ("lessons", "md"),
        ("lessons", "html"),
    ] {
        let out = of(command, format);
        assert!(out.contains("Cat B") && out.contains("Attr B"), "{format}: {out}");
        for not_of_it in ["Cat A", "Attr A", "Titre A", "Org A", "Thème A", "Forme A", "Groupe A", "CC-BY"] {
            assert!(!out.contains(not_of_it), "{command} {format}: {not_of_it}: {out}");
        }
        let is_whole = matches!(format, "ron" | "json");
        let terms = ["Titre B", "Org B", "Thème B", "Forme B", "Groupe B"];
        assert!(!is_whole || terms.iter().all(|it| out.contains(it)), "{format}: {out}");
    }
    // Without the filter, the export covers both catalogues; that of a single catalogue keeps its terms.
    assert!(run(&["export", "-f", &one, "-f", &other, "--format", "md"]).0.contains("Cat A"));
    let alone = run(&["export", "-f", &one, "--format", "ron", "--country", "FR"]).0;
    assert!(alone.contains("Titre A"), "{alone}");
    assert_eq!(run(&["export", "-f", &one, "-f", &other, "--format", "ron"]).2, 2);
}

#[test]
fn sheet_option_merged_cells_and_utf16_without_bom_work() {
    let folder = Folder::new();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for year in ["2019", "2020"] {
        let sheet = workbook.add_worksheet().set_name(year).unwrap();
        for (at, row) in [["Title", "Country"], ["A", "Belgium"], ["B", ""]].iter().enumerate() {
            let at = u32::try_from(at).unwrap();
            sheet
                .write(
                    at,
                    0,
                    format!("{} {year}", row[0]).replace("Title 2019", "Title").replace("Title 2020", "Title"),
                )
                .unwrap();
            sheet.write(at, 1, row[1]).unwrap();
        }
        sheet.merge_range(1, 1, 2, 1, "Belgium", &rust_xlsxwriter::Format::new()).unwrap();
    }
    let path = folder.path("years.xlsx");
    workbook.save(&path).unwrap();
    let (ron, message, status) = run(&["import", &path, "--lang", "en"]);
    assert!(message.contains("Sheet read: 2019; not read: 2020. Another one: --sheet NAME."), "{message}");
    assert!(status == 0 && ron.contains("\"B 2019\""), "{message}{ron}");
    assert!(run(&["import", &path, "--sheet", "2020"]).0.contains("\"B 2020\""));
    let (_, message, status) = run(&["import", &path, "--sheet", "2021", "--lang", "en"]);
    assert!(message.contains("there is no sheet “2021”. Sheets: 2019, 2020.") && status == 2, "{message}");
    let bytes: Vec<u8> = "Titre;Pays\nÉté;France\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (ron, message, status) = run(&["import", &folder.write("u.csv", bytes)]);
    assert!(status == 0 && ron.contains("Été") && message.contains("UTF-16LE"), "{message}");
}

/// Column names for random tables.
const COLUMNS: &[&str] = &[
    "Title",
    "Titre",
    "title_fr",
    "Country",
    "Pays",
    "Place",
    "Lieu (en)",
    "id",
    "Themes",
    "Thèmes",
    "Lead",
    "Experts",
    "Partners",
    "Period",
    "Début",
    "Fin",
    "Lessons",
    "Freins",
    "lesson_kinds",
    "lesson_basis",
    "Sources",
    "URL",
    "Latitude",
    "Longitude",
    "Coordinates",
    "place_kinds",
    "aliases",
    "silent",
    "licence",
    "catalogue",
    "attribution",
    "extra",
    "Summary",
    "Aims",
    "Contact",
    "Remarks",
    "",
    "kinds",
    "groups",
    "title_xx-yy",
    "Résumé [fr]",
];
/// Cells for random tables.
const CELLS: &[&str] = &[
    "",
    "",
    "A",
    "FR",
    "France",
    "Atlantis",
    "2012",
    "2012-2010",
    "31/12/2019",
    "since 2012",
    "a;b|c",
    "é, à",
    "52.1",
    "-181",
    "52,1; 4,3",
    "https://x.org/é",
    "www.y.org).",
    "one; two",
    "stated;drawn",
    "success",
    "results;nothing",
    "a: b",
    "\u{202e}\u{1b}[2J",
    "\"q\"",
    "=1+1",
    "- x\n- y\n\nz",
    "\\",
    "CC0-1.0",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: tables(), ..ProptestConfig::default() })]

    #[test]
    fn any_imported_table_is_a_valid_catalogue(
        columns in proptest::collection::vec(select(COLUMNS), 1..14),
        rows in proptest::collection::vec(proptest::collection::vec(select(CELLS), 0..16), 1..5),
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        // Every row has a title and a country, unless another column of the same meaning interferes.
        writer.write_record(["Name", "Countries"].into_iter().chain(columns.iter().copied())).unwrap();
        for row in &rows {
            writer.write_record(["T", "NL"].into_iter().chain(row.iter().copied())).unwrap();
        }
        let options = ImportOptions { name: "t".to_owned(), extension: "csv".to_owned(), ..ImportOptions::default() };
        match passerelle::import::import(&writer.into_inner().unwrap(), &options) {
            Ok(imported) => {
                let origin = || vec![Origin::Text(Clean::line("t.ron"), imported.ron.clone())];
                let problems: Vec<_> = check(origin()).into_iter().filter(|it| !it.kind.is_remark()).collect();
                prop_assert!(problems.is_empty(), "{}\n{}", problems[0].report(Lang::EN, usize::MAX), imported.ron);
                prop_assert_eq!(Library::load(origin()).catalogue.activities.len(), imported.activities);
            }
            // Another column may take the place of the title or of the country, and odd cells that of the separator.
            Err(error) => {
                prop_assert!(matches!(error, ImportError::NoActivities(_) | ImportError::NoTitle(_)), "{error:?}");
            }
        }
        figure_of_cases(&TABLES_IMPORTED, tables(), "tables imported", "catalogues, 0 with an error");
    }
}

/// Number of tables that have been imported.
static TABLES_IMPORTED: AtomicU32 = AtomicU32::new(0);

fn tables() -> u32 {
    if is_thorough() { 20_000 } else { 500 }
}

#[test]
fn unusual_values_are_interpreted_or_reported() {
    let folder = Folder::new();
    let of = |table: &str| imported(&folder, "t.csv", table, &[]);
    for open in ["2012..", "2012…", "2012 …", "2012...", "2012/..", "2012+", "2012-"] {
        let (_, ron, _) = of(&format!("title,country,place,date\nA,BE,Ghent,{open}\n"));
        assert!(ron.contains("period: \"2012/..\""), "{open}: {ron}");
    }
    let (message, ..) = of("title,country,start,end\nA,BE,2012,since 2015\nB,BE,2015,2012\n");
    assert!(message.contains("row 2: end “since 2015” is kept as it is: it is not understood."), "{message}");
    assert!(message.contains("row 3: end “2012” is kept as it is: the end comes before the start."), "{message}");
    // Two countries for three places are ambiguous.
    let (message, ron, _) = of("title,country,place\nA,Belgium; France,Ghent; Kortrijk; Lille\nB,FR,Lyon; Paris\n");
    assert!(
        message.contains("row 2: country “Belgium; France” is kept as it is: there is not one country for each"),
        "{message}"
    );
    assert!(ron.contains("\"country\": \"Belgium; France\"") && !message.contains("row 3"), "{message}");
    // The row above has no title, but its country is still the one that is suggested.
    let (message, ..) = of("title,country,place\nA,NL,Delft\n,Spain,Malaga\nB,,Porto\n");
    assert!(message.contains("row 4: left out, it has no country. If it is the one above (ES)"), "{message}");
    // A section with a text cannot be silent.
    let (message, ron, _) = of("title,country,summary,silent\nA,BE,Said,summary;results\n");
    assert!(message.contains("row 2: silent “summary;results” is kept as it is: it is not understood."), "{message}");
    assert!(ron.contains("Results") && !ron.contains("Summary,"), "{ron}");
}

#[test]
fn edited_table_never_gives_a_name_to_another_identifier() {
    let folder = Folder::new();
    let own = run(&["export", "--lang", "en", "--format", "csv"]).0;
    let edited = |from: &str, to: &str| {
        assert!(own.contains(from), "{from}");
        let table = folder.write("own.csv", own.replacen(from, to, 1));
        let (ron, err, status) = run(&["import", &table]);
        assert_eq!(status, 0, "{err}");
        let message = err.lines().filter(|it| it.starts_with("row ")).collect::<Vec<_>>().join("\n");
        (folder.write("own.ron", ron), message)
    };
    let unfit = |column: &str, names: &str| {
        format!(
            "row 2: {column} “{names}” is kept as it is: these names do not fit the identifiers of the row, or those in other rows."
        )
    };
    let shows = |catalogue: &str, words: &str| run(&["show", "-f", catalogue, "sarcelles"]).0.contains(words);
    // An identifier is added: the existing names stay with the existing identifiers.
    let (catalogue, message) = edited(";young-offenders,working", ";young-offenders;mentoring,working");
    assert_eq!(message, "");
    let terms = run(&["facets", "-f", &catalogue, "theme"]).0;
    for name in ["Multi-agency work", "Young offenders", "Risk assessment"] {
        assert!(terms.contains(name), "{terms}");
    }
    let (catalogue, message) = edited(",face,", ",face;efus,");
    assert!(message.is_empty() && shows(&catalogue, "European Forum for Urban Security"), "{message}");
    // An identifier is replaced by another: the name of the new one comes from other rows.
    let (catalogue, message) = edited(",face,", ",efus,");
    assert_eq!(message, unfit("expert_names", "Fondation Agir Contre l’Exclusion"));
    assert!(shows(&catalogue, "European Forum for Urban Security"));
    let (catalogue, message) = edited(",working-group,", ",training,");
    assert_eq!(message, unfit("kind_names", "Working group"));
    assert!(run(&["facets", "-f", &catalogue, "kind"]).0.contains("Training"));
    // The identifiers are reordered.
    let (catalogue, message) = edited("risk-assessment;multi-agency;", "multi-agency;risk-assessment;");
    assert_eq!(message, "");
    let with_theme = run(&["list", "-f", &catalogue, "--theme", "Multi-agency work", "--format", "ids"]).0;
    assert_eq!(with_theme, "avignon\ncatalonia\nmalaga\n");
    // A source has another title than in all other rows.
    let start = own.find("page: ").unwrap();
    let title = &own[start..start + own[start..].find('"').unwrap()];
    let (catalogue, message) = edited(title, "page: Another title https://example.org/z");
    assert_eq!(message, unfit("source_titles", "page: Another title https://example.org/z"));
    assert!(run(&["cite", "-f", &catalogue, "sarcelles"]).0.contains("https://efus.eu"));
}

#[test]
fn edited_json_export_reports_every_dropped_key() {
    let folder = Folder::new();
    let exported = run(&["export", "--format", "json", "--lang", "all"]).0;
    let edited = |edit: &dyn Fn(&mut serde_json::Value)| {
        let mut value: serde_json::Value = serde_json::from_str(&exported).unwrap();
        edit(&mut value);
        imported(&folder, "e.json", &serde_json::to_string_pretty(&value).unwrap(), &[])
    };
    let (message, _, status) = edited(&|_| {});
    assert_eq!((status, message.lines().count()), (0, 2), "{message}");
    type Edit<'a> = (&'a str, &'a dyn Fn(&mut serde_json::Value));
    let edits: [Edit<'_>; 13] = [
        ("activities.0.?", &|it| it["activities"][0]["?"] = "x".into()),
        ("activities.0.lessons.0.note", &|it| it["activities"][0]["lessons"][0]["note"] = "x".into()),
        ("catalogue.themes.aftercare.note", &|it| {
            it["catalogue"]["themes"]["aftercare"] = serde_json::json!({ "name": "Aftercare", "note": 1 });
        }),
        ("activities.0.remarque", &|it| it["activities"][0]["remarque"] = "x".into()),
        ("catalogue.machin", &|it| it["catalogue"]["machin"] = "x".into()),
        ("avignon.country", &|it| it["activities"][0]["country"] = "BE".into()),
        ("avignon.place", &|it| it["activities"][0]["place"] = "Lyon".into()),
        ("avignon.licence", &|it| it["activities"][0]["licence"] = "MIT".into()),
        ("avignon.attribution", &|it| it["activities"][0]["attribution"] = "Someone else".into()),
        ("avignon.catalogue", &|it| it["activities"][0]["catalogue"] = "Another".into()),
        ("avignon.experts", &|it| it["activities"][0]["experts"][0]["name"] = "Someone else".into()),
        ("avignon.sources", &|it| it["activities"][0]["sources"][0]["title"] = "Another book".into()),
        ("avignon.sources", &|it| it["activities"][0]["sources"][0]["year"] = 1999.into()),
    ];
    for (key, edit) in edits {
        let (message, _, status) = edited(edit);
        assert!(message.contains(&format!("{key} is not known, or contradicts")) && status == 1, "{key}: {message}");
    }
    // An activity added by hand in short form does not change how the others are read.
    let (message, ron, status) = edited(&|it| {
        let new = serde_json::json!({ "title": "New", "country": "France", "place": "Lyon" });
        it["activities"].as_array_mut().unwrap().push(new);
    });
    assert!(status == 0 && message.contains("Activities: 10."), "{message}");
    assert!(ron.contains("id: \"new\"") && ron.contains("title: {\n"), "{ron}");
    // A term that the header does not define: its name is made from its identifier.
    let (message, ron, status) = edited(&|it| it["activities"][0]["themes"][0] = "mental-health".into());
    assert!(
        message.contains("catalogue.themes: “mental-health” was not known and has been added.") && status == 0,
        "{message}"
    );
    assert!(ron.contains("\"mental-health\": \"Mental health\""), "{ron}");
    // A copied activity, and one with an invalid identifier.
    let (message, ron, status) = edited(&|it| {
        let copy = it["activities"][0].clone();
        it["activities"].as_array_mut().unwrap().push(copy);
        it["activities"][1]["id"] = "The Hague!".into();
    });
    assert!(message.contains("row 10: the identifier “avignon” has become avignon-2.") && status == 0, "{message}");
    assert!(message.contains("row 2: the identifier “The Hague!” has become the-hague."), "{message}");
    assert!(ron.contains("id: \"avignon-2\"") && ron.contains("id: \"the-hague\""), "{ron}");
    let (message, _, status) = edited(&|it| it["activities"][0]["lessons"][0]["text"] = 5.into());
    assert!(
        status == 2 && message.contains("at activities[0].lessons[0].text does not belong there (line "),
        "{message}"
    );
    let (message, _, status) = imported(&folder, "cut.json", &exported[..exported.len() / 2], &[]);
    assert!(status == 2 && message.contains("this stops being JSON at line "), "{message}");
    let rows = r#"[{"titre": "A", "pays": "FR", "pays": "BE"}]"#;
    let (message, ron, status) = imported(&folder, "twice.json", rows, &[]);
    assert!(message.contains("0.pays appears twice: its last value is read") && status == 1, "{message}");
    assert!(ron.contains("\"BE\""), "{ron}");
}

#[test]
fn sheet_option_is_refused_for_files_without_sheets() {
    let folder = Folder::new();
    for name in ["a.csv", "a.json"] {
        let (message, _, status) = imported(&folder, name, "[]", &["--sheet", "Feuil1"]);
        assert!(
            status == 2 && message.contains("this file has no sheets: --sheet is for workbooks"),
            "{name}: {message}"
        );
    }
}

#[test]
fn renamed_and_removed_sheets_are_matched_or_reported() {
    let folder = Folder::new();
    let export = folder.path("x.xlsx");
    assert_eq!(run(&["export", "-o", &export]).2, 0);
    let sheets: Vec<(String, Vec<Vec<Data>>)> =
        SHEET_NAMES.iter().map(|it| ((*it).to_owned(), cells(&export, it))).collect();
    type Edit<'a> = &'a dyn Fn(&mut Vec<(String, Vec<Vec<Data>>)>);
    let edited = |edit: Edit<'_>| {
        let mut sheets = sheets.clone();
        edit(&mut sheets);
        let mut workbook = rust_xlsxwriter::Workbook::new();
        for (name, rows) in sheets {
            let sheet = workbook.add_worksheet().set_name(name).unwrap();
            for (at, row) in (0..).zip(&rows) {
                for (column, cell) in (0..).zip(row).filter(|(_, it)| **it != Data::Empty) {
                    match cell {
                        Data::DateTime(day) => {
                            let (year, month, day, ..) = day.to_ymd_hms_milli();
                            sheet.write(at, column, format!("{year:04}-{month:02}-{day:02}")).unwrap()
                        }
                        Data::Float(number) => sheet.write(at, column, *number).unwrap(),
                        text => sheet.write(at, column, text.to_string()).unwrap(),
                    };
                }
            }
        }
        let path = folder.path("edited.xlsx");
        workbook.save(&path).unwrap();
        let (ron, message, status) = run(&["import", &path, "--lang", "en"]);
        (message, ron, status)
    };
    let at = |name: &str| SHEET_NAMES.iter().position(|it| *it == name).unwrap();
    let (message, whole, status) = edited(&|it| it[at("lessons")].0 = "Lessons ".to_owned());
    assert!(status == 0 && whole.matches("Lesson(").count() == 21, "{message}");
    let (message, _, status) = edited(&|it| it[at("lessons")].0 = "leçons".to_owned());
    assert!(
        status == 1 && message.contains("There is no sheet lessons") && message.contains("not read: leçons."),
        "{message}"
    );
    let (message, ron, status) = edited(&|it| drop(it.remove(at("passages"))));
    assert!(
        status == 1 && message.contains("There is no sheet passages") && ron.contains("id: \"avignon\""),
        "{message}"
    );
    let (message, _, status) = edited(&|it| drop(it.remove(at("activities"))));
    assert!(status == 2 && message.contains("there is no sheet “activities”. Sheets: catalogue, "), "{message}");
    let title = || vec![vec![Data::String("My table".to_owned())]];
    let (message, ron, status) = edited(&|it| it[at("activities")].1.splice(0..0, title()).for_each(drop));
    assert!(status == 0 && ron == whole && message.contains("not read: “My table”"), "{message}");
    let (message, ron, status) = edited(&|it| it[at("activities")].1[1][0] = Data::String("Avignon".to_owned()));
    assert!(
        status == 0 && ron == whole && message.contains("the identifier “Avignon” has become avignon."),
        "{message}"
    );
    let (message, _, status) = edited(&|it| it[at("lessons")].1[2].resize(15, Data::String("aside".to_owned())));
    assert!(status == 1 && message.contains("sheet lessons: the column 15 is not known"), "{message}");
    let (message, ron, status) = edited(&|it| {
        let column = it[at("activities")].1[0].iter().position(|it| *it == "themes").unwrap();
        it[at("activities")].1[1][column] = Data::String("Travail".to_owned());
    });
    assert!(
        status == 0
            && message.contains("row 2: themes “Travail” was not known and has been added.")
            && ron.contains("\"travail\""),
        "{message}"
    );
    let (message, _, status) = edited(&|it| {
        let row = vec![Data::String("title".to_owned()), Data::String("Two".to_owned())];
        it[at("catalogue")].1.push(row);
    });
    assert!(status == 1 && message.contains("left out, field “title”"), "{message}");
}

const SHEET_NAMES: [&str; 8] =
    ["catalogue", "terms", "sources", "activities", "places", "passages", "lessons", "extra"];

#[test]
fn repeated_and_excess_values_are_kept_or_reported() {
    let folder = Folder::new();
    let twice = folder.write("t.csv", "Titre,Titre_fr,Pays\nA,B,FR\n");
    let (ron, message, _) = run(&["import", &twice, "--lang", "fr"]);
    assert!(ron.contains("\"B\"") && message.contains("gardé tel quel"), "{message}{ron}");
    let (message, ron, status) = imported(&folder, "v.csv", "# remark\nTitle;Country;Place\nA;FR;Lyon\n", &[]);
    assert!(status == 0 && ron.contains("\"Lyon\"") && message.contains("not read: “# remark”"), "{message}");
    let themes: Vec<String> = (0..65).map(|it| format!("t{it}")).collect();
    let (message, ron, status) =
        imported(&folder, "m.csv", &format!("Title;Country;Theme\nA;FR;\"{}\"\n", themes.join("\n")), &[]);
    assert!(status == 0 && ron.contains("extra: {") && message.contains("is kept as it is"), "{message}");
    let same = "Title;Country;Id\nA;FR;x\nB;FR;x\nC;FR;C!\n";
    let (message, ron, status) = imported(&folder, "same.csv", same, &[]);
    assert!(status == 0 && message.contains("row 3: the identifier “x” has become x-2."), "{message}");
    assert!(message.contains("row 4: the identifier “C!” has become c.") && ron.contains("\"C!\""), "{message}{ron}");
    let own = folder.write("own.csv", "Title;Country\nA;FR\n");
    let (_, message, status) = run(&["import", &own, "-o", &own, "--force"]);
    assert!(status == 2 && message.contains("is read here"), "{message}");
    std::fs::create_dir(folder.path("sub")).unwrap();
    let by_another_way = folder.path("sub/../own.csv");
    let (_, message, status) = run(&["import", &own, "-o", &by_another_way, "--force", "--lang", "en"]);
    assert!(status == 2 && message.contains("is read here"), "{message}");
    assert!(std::fs::read_to_string(&own).unwrap().starts_with("Title;"));
    for ending in ["xlsx", "XLSM", "xls", "ods", "csv", "tsv", "tab", "txt", "json", "ndjson", "jsonl"] {
        let (_, message, status) = run(&["import", &own, "-o", &folder.path(&format!("out.{ending}")), "--lang", "en"]);
        assert!(status == 2 && message.contains("choose a name that ends in .ron"), "{ending}: {message}");
    }
    let (_, message, status) = run(&["import", &folder.path(""), "--lang", "en"]);
    assert!(status == 2 && message.contains("this is not a file"), "{message}");
}

#[test]
fn day_and_month_order_is_inferred_from_the_table() {
    let folder = Folder::new();
    let table = |days: &[&str]| {
        let row = |(at, day): (usize, &&str)| format!("A{at};FR;{day}\n");
        let rows: String = days.iter().enumerate().map(row).collect();
        imported(&folder, "d.csv", &format!("Title;Country;Period\n{rows}"), &[])
    };
    let (message, ron, status) = table(&["04/03/2020"]);
    assert!(status == 0 && ron.contains("\"2020-03-04\""), "{ron}");
    assert!(message.contains("row 2: 04/03/2020 is read as 2020-03-04, the day first"), "{message}");
    let (message, ron, _) = table(&["04/03/2020", "31/03/2020"]);
    assert!(ron.contains("\"2020-03-04\"") && !message.contains("the day first"), "{message}");
    let (message, ron, _) = table(&["04/03/2020 - 6/7/2020", "3/31/2020"]);
    assert!(ron.contains("\"2020-04-03/2020-06-07\"") && ron.contains("\"2020-03-31\""), "{message}{ron}");
    assert!(message.contains("with the month first, as 3/31/2020 can only be read so"), "{message}");
    // If dates of both orders occur, the day comes first, and a date that cannot be read so is kept as text.
    let (message, ron, _) = table(&["04/03/2020", "31/03/2020", "3/31/2020"]);
    assert!(ron.contains("\"2020-03-04\"") && message.contains("“3/31/2020” is kept as it is"), "{message}");
    for none in [&["2020-03-04", "05/05/2020", "March 2020"][..], &["00/05/2020"]] {
        let (message, ..) = table(none);
        assert!(!message.contains("first"), "{message}");
    }
}

#[test]
fn expanding_files_are_imported_or_refused_with_the_limits() {
    let folder = Folder::new();
    let joined =
        |count: usize, one: &dyn Fn(usize) -> String, by: &str| (0..count).map(one).collect::<Vec<_>>().join(by);
    let same = |word: &'static str| move |_: usize| word.to_owned();
    let title = |it: &str| format!("Title,Country,{it}\n");
    let columns = joined(200_000, &|it| format!("c{it}"), ",");
    let keys: Vec<String> = (0..20_000).map(|it| format!("{{\"k{it}\":1}}")).collect();
    let nested = joined(100_000, &same("{\"b\":1}"), ",");
    let is_too_large = "this is more than can be imported";
    for (name, content, message) in [
        ("titles.csv", title(&joined(5000, &same("Title"), ",")) + "x,FR\n", ""),
        (
            "same.csv",
            title(&joined(8000, &same("zork"), ",")) + &format!("x,FR,{}\n", joined(8000, &same("a"), ",")),
            "",
        ),
        ("wide.csv", title(&columns) + &"x,FR\n".repeat(2000), is_too_large),
        (
            "sources.csv",
            title("Sources") + &format!("x,FR,\"{}\"\n", joined(100_000, &|it| format!("s {it}"), ";")),
            "",
        ),
        ("nested.json", format!("[{{\"title\":\"x\",\"country\":\"FR\",\"a\":[{nested}]}}]"), is_too_large),
        ("keys.json", format!("[{}]", keys.join(",")), is_too_large),
    ] {
        let (reported, _, status) = imported(&folder, name, &content, &[]);
        assert!(reported.contains(message) && (status == 2) == (message == is_too_large), "{name}: {reported:.300}");
    }
    // A long text repeated in many cells, cells merged over many rows, and cells in the last column of every sheet.
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let large = "x".repeat(32_000);
    let sheet = workbook.add_worksheet();
    for row in 0..9000 {
        sheet.write(row, 0, &large).unwrap();
    }
    let repeated = folder.path("repeated.xlsx");
    workbook.save(&repeated).unwrap();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.merge_range(1, 0, 9000, 0, &large, &rust_xlsxwriter::Format::new()).unwrap();
    for row in 0..9000 {
        sheet.write(row, 1, "FR").unwrap();
    }
    let merged = folder.path("merged.xlsx");
    workbook.save(&merged).unwrap();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for _ in 0..8 {
        let sheet = workbook.add_worksheet();
        for row in 0..400 {
            sheet.write(row, 16_383, "x").unwrap();
        }
    }
    let far = folder.path("far.xlsx");
    workbook.save(&far).unwrap();
    // OpenDocument has repeat counts for rows, and a part may expand to a thousand times its compressed size.
    let packed = |name: &str, content: &str, rest| opendocument(&folder, name, content, rest);
    let content = |text: &str, rows: usize| {
        let head = document_row(1, &document_cells(&["Title", "Country"]));
        let rows = document_row(rows, &document_cells(&[text, "FR"]));
        document(&format!("<table:table table:name=\"A\">{head}{rows}</table:table>"))
    };
    let rows = packed("rows.ods", &content(&large, 20_000), 0);
    let long = packed("long.ods", &content("A", 1), (1 << 30) + 1);
    let good = packed("good.ods", &content("A", 3), 0);
    let (ron, message, status) = run(&["import", &good, "--lang", "en"]);
    assert!(status == 0 && ron.contains("id: \"a-3\""), "{message}");
    let spaces = packed("spaces.ods", &content("a<text:s text:c=\"999999999\"/>b", 1), 0);
    let texts = |count: &str| xlsx_with_string_count(&folder, count);
    // A sparse file: large, but without any data on the disk.
    let vast = folder.path("vast.csv");
    std::fs::File::create(&vast).unwrap().set_len((1 << 30) + 1).unwrap();
    for path in [repeated, merged, far, rows, long, spaces, texts("99999999"), texts("18446744073709551615"), vast] {
        let (_, reported, status) = run(&["import", &path, "--lang", "en"]);
        assert!(reported.contains(is_too_large) && status == 2, "{path}: {reported:.300}");
    }
    let (_, reported, status) = run(&["import", &texts("9999"), "--lang", "en"]);
    assert!(reported.contains("damaged") && status == 2, "{reported:.300}");
    let (ron, reported, status) = run(&["import", &texts("3"), "--lang", "en"]);
    assert!(ron.contains("title: \"T\"") && status == 0, "{reported:.300}");
    figure("small files that expand without bound", "15 of 15 read, or refused with the limits");
}

/// Returns OpenDocument cells that contain `texts`.
pub(crate) fn document_cells(texts: &[&str]) -> String {
    let cell = |text: &&str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    texts.iter().map(cell).collect()
}

/// Returns an OpenDocument row with a repeat count.
pub(crate) fn document_row(times: usize, cells: &str) -> String {
    format!("<table:table-row table:number-rows-repeated=\"{times}\">{cells}</table:table-row>")
}

/// Returns the `content.xml` of an OpenDocument spreadsheet with `tables`.
pub(crate) fn document(tables: &str) -> String {
    format!(
        "<office:document-content><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    )
}

/// Writes an OpenDocument spreadsheet whose `content.xml` is `content`, with another part of `rest` spaces, and returns
/// its path.
pub(crate) fn opendocument(folder: &Folder, name: &str, content: &str, rest: u64) -> String {
    use std::io::{self, Read, Write};

    let path = folder.path(name);
    let mut archive = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("mimetype", options.compression_method(zip::CompressionMethod::Stored)).unwrap();
    archive.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    archive.start_file("META-INF/manifest.xml", options).unwrap();
    archive.write_all(b"<manifest/>").unwrap();
    archive.start_file("content.xml", options).unwrap();
    archive.write_all(content.as_bytes()).unwrap();
    archive.start_file("rest.xml", options).unwrap();
    io::copy(&mut io::repeat(b' ').take(rest), &mut archive).unwrap();
    archive.finish().unwrap();
    path
}

/// Writes an XLSX workbook that claims to have `count` shared strings, and returns its path.
fn xlsx_with_string_count(folder: &Folder, count: &str) -> String {
    let cells = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>\
        <row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" t=\"s\"><v>3</v></c></row>";
    write_xlsx(folder, &format!("texts-{count}.xlsx"), cells, count)
}

/// Writes an uncompressed XLSX workbook with `rows` as its sheet data and the shared strings `Title`, `Country`, `T`
/// and `FR`, of which it claims to have `count`; returns its path.
pub(crate) fn write_xlsx(folder: &Folder, name: &str, rows: &str, count: &str) -> String {
    use std::io::Write;

    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let related = |it: &[(&str, &str)]| {
        let one = |(kind, target): &(&str, &str)| {
            format!("<Relationship Id=\"{kind}\" Type=\"{types}/{kind}\" Target=\"{target}\"/>")
        };
        let all = it.iter().map(one).collect::<String>();
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        )
    };
    let parts = [
        ("_rels/.rels", related(&[("officeDocument", "xl/workbook.xml")])),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{types}\"><sheets>\
                 <sheet name=\"S\" sheetId=\"1\" r:id=\"worksheet\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            related(&[("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")]),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>")),
        (
            "xl/sharedStrings.xml",
            format!(
                "<sst xmlns=\"{main}\" uniqueCount=\"{count}\">{}</sst>",
                ["Title", "Country", "T", "FR"].map(|it| format!("<si><t>{it}</t></si>")).concat()
            ),
        ),
    ];
    let path = folder.path(name);
    let mut archive = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        archive.start_file(name, options).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
    path
}

#[test]
fn json_lists_are_joined_and_several_exports_refused() {
    let folder = Folder::new();
    let (one, two) = (r#"[{"title":"T","country":"BE"}]"#, r#"[{"title":"U","country":"FR"}]"#);
    let (reported, ron, status) = imported(&folder, "two.json", &format!("{one}\n{two}\n"), &[]);
    assert!(ron.contains("\"T\"") && ron.contains("\"U\"") && status == 0, "{reported}");
    for behind in ["x", ", {}", "[{\"title\":"] {
        let (reported, _, status) = imported(&folder, "behind.json", &format!("{one}{behind}"), &[]);
        assert!(reported.contains("stops being JSON at line 1") && status == 2, "{reported}");
    }
    let export = run(&["export", "--format", "json"]).0;
    let (reported, _, status) = imported(&folder, "exports.json", &format!("{export}\n{export}"), &[]);
    assert!(reported.contains("2 exports, one after the other") && status == 2, "{reported:.300}");
    let wide = (0..500).map(|it| format!("\"c{it}\":1")).collect::<Vec<_>>().join(",");
    let (reported, _, status) = imported(&folder, "wide.json", &format!("[{{{wide}}}]"), &[]);
    assert!(reported.contains("c0, c1") && reported.len() < 400 && status == 2, "{reported}");
}

#[test]
fn csv_named_as_a_workbook_is_imported() {
    let folder = Folder::new();
    let (reported, ron, status) = imported(&folder, "t.xlsx", "Title,Country\nOne,FR\n", &[]);
    assert!(ron.contains("title: \"One\"") && status == 0, "{reported}");
}

#[test]
fn out_of_range_date_cells_stay_numbers() {
    let folder = Folder::new();
    let day = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, title) in (0..).zip(["Title", "Country", "Summary", "Objectives", "Results"]) {
        sheet.write(0, column, title).unwrap();
    }
    sheet.write(1, 0, "T").unwrap();
    sheet.write(1, 1, "FR").unwrap();
    for (column, number) in (2..).zip([20_190_501.0, -5.0, 43_586.0]) {
        sheet.write_with_format(1, column, number, &day).unwrap();
    }
    let path = folder.path("days.xlsx");
    workbook.save(&path).unwrap();
    let (ron, reported, status) = run(&["import", &path, "--lang", "en"]);
    assert!(
        ron.contains("\"20190501\"") && ron.contains("\"-5\"") && ron.contains("\"2019-05-01\""),
        "{ron}{reported}"
    );
    assert_eq!(status, 0);
}

#[test]
fn urls_among_places_become_sources() {
    let folder = Folder::new();
    // A table, and the expected places and URLs of its first activity.
    for (table, places, addresses) in [
        ("Title,Country,Place\nA,FR,Lyon; https://a.example/x", "Lyon", "https://a.example/x"),
        ("Title,Country,Place\nA,FR,\"Lyon\nhttps://a.example/x;b=1\"", "Lyon", "https://a.example/x;b=1"),
        ("Title,Country,Place\nA,FR,https://a.example/x; Lyon; Lille", "Lyon Lille", "https://a.example/x"),
        ("Title,Country,Place\nA,FR,www.a.example/x", "France", "https://www.a.example/x"),
        (
            "Titre,Pays,Ville_fr,City_en\nA,BE,Anvers; https://a.example/x,Antwerp; Ghent",
            "Anvers Antwerp Ghent",
            "https://a.example/x",
        ),
        (
            "Title,Country,Place_fr,Place_en\nA,BE,https://a.example/x,Antwerp; Ghent",
            "Antwerp Ghent",
            "https://a.example/x",
        ),
        ("Title,Country\nA,France (Lyon; Lille)", "Lyon Lille", ""),
        ("Title,Country\nA,\"UK (England), UK (Wales)\"", "England Wales", ""),
    ] {
        let (message, ron, status) = imported(&folder, "p.csv", table, &[]);
        assert_eq!(status, 0, "{message}");
        let written = std::fs::write(folder.path("p.ron"), &ron);
        assert!(written.is_ok());
        let library =
            passerelle::query::Library::load(vec![passerelle::load::Origin::Path(folder.path("p.ron").into())]);
        let activity = &library.catalogue.activities[0];
        let names = activity.places().flat_map(|it| it.name.versions().map(|it| it.1).collect::<Vec<_>>());
        assert_eq!(names.collect::<Vec<_>>().join(" "), places, "{table}: {ron}");
        let sources = activity.sources.iter().filter_map(|&it| library.terms().sources.get(it)?.url.as_deref());
        assert_eq!(sources.collect::<Vec<_>>().join(" "), addresses, "{table}: {ron}");
    }
    let (message, ron, _) =
        imported(&folder, "c.csv", "Titre,Pays,Coordonnées\nT,FR,\"48,85\"\nU,FR,\"48,85; 2,35\"", &[]);
    assert!(message.contains("“48,85” is kept as it is") && ron.contains("at: (48.85, 2.35)"), "{message}{ron}");
    assert_eq!(ron.matches("at: (").count(), 1, "{ron}");
}

#[test]
fn paragraphs_bars_and_semicolons_round_trip() {
    let catalogue = r#"Catalogue(format: 1, language: "en", title: "T", activities: [Activity(id: "one", title: "One",
        places: [(name: "A", country: "FR"), (name: "B", country: "NL"), (name: "Spain", country: "ES", kind: Country)],
        aims: ["See; then act | quickly.", "Two | three."], actions: ["Walk.", "- Run"], summary: "S1.\n\nS2.",
        results: ["We did:\n- one\n- two\n\nAnd more.", "1. Not of a list", "- neither"], awards: ["50 %", "5 000 €"],
        lessons: [Lesson(basis: Stated, text: "A"), Lesson(text: "B"),
            Lesson(basis: Drawn, kind: Advice, text: "P1.\n\nP2."), Lesson(text: "Works:\n1. a\n2. b"), Lesson(text: "D")])])"#;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("c.ron"), catalogue).unwrap();
    for (format, name) in [("csv", "t.csv"), ("json", "t.json"), ("ndjson", "t.ndjson"), ("xlsx", "t.xlsx")] {
        assert_eq!(run(&["export", "--format", format, "-f", &path("c.ron"), "-o", &path(name)]).2, 0);
        let (ron, message, status) = run(&["import", &path(name)]);
        assert!(status == 0 && !message.contains("not understood"), "{message}");
        std::fs::write(path("back.ron"), ron).unwrap();
        let sheet = |file: &str| run(&["list", "--format", "ndjson", "-f", &path(file)]).0;
        let activity = |file: &str| {
            let mut value: serde_json::Value = serde_json::from_str(&sheet(file)).unwrap();
            // The title of the catalogue may have become the name of the file.
            value.as_object_mut().unwrap().remove("catalogue");
            value
        };
        assert_eq!(activity("back.ron"), activity("c.ron"), "{format}");
    }
}

#[test]
fn french_project_table_is_imported_completely() {
    let folder = Folder::new();
    let table = "Organisme;Titre de l’action;Ville;Pays;Description de l’action;Partenaires mobilisés;Date de démarrage;Date de fin;Points de vigilance;Sources;Budget;Lien\n\
        ADATEP;Atelier;Lyon;France;Un atelier.;Police;;2017;Le temps;Rapport;1000;https://example.org\n\
        VILLE;Cours;Lille;France;Un cours.;Police;T2 2019;;Le temps;;2000;\n\
        Total;;;;;;;;;;3000;\n";
    let (ron, message, status) = run(&["import", &folder.write("pratiques.csv", table)]);
    assert_eq!(status, 0, "{message}");
    for expected in [
        "row 2: Date de fin “2017” is kept as it is: it is the end of a period whose beginning is not known.",
        "row 4: it holds totals and is not an activity.",
        "Activities: 2.",
    ] {
        assert!(message.contains(expected), "{expected}\n{message}");
    }
    for expected in [
        "lead: \"ADATEP\"",
        "summary: \"Un atelier.\"",
        "kind: Obstacle,",
        "period: \"2019-04/2019-06\"",
        // A link that is not next to the column of sources may lead to anything: the source gets no URL.
        "title: \"Rapport\",\n        ),",
    ] {
        assert!(ron.contains(expected), "{expected}\n{ron}");
    }
}

#[test]
fn ambiguous_table_values_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    // A table, options, parts of the messages, and parts of the resulting catalogue.
    type Case = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);
    let tables: &[Case] = &[
        (
            "Title;Country;Target group\nA;BE;Young people, not in employment\nB;BE;Young people\n",
            &[],
            &["Target group: commas were taken to separate values, in 1 cell."],
            &["\"Young people\"", "\"not in employment\""],
        ),
        (
            "Title;Country;Themes;Partners\nA;BE;education, training;Police, City\n",
            &[],
            &["Themes: 1 cell holds commas, taken as part of the text.", "Partners: 1 cell holds commas"],
            &["\"education, training\"", "\"Police, City\""],
        ),
        (
            "Title;Country;City\nA;Belgique / Belgium;\nB;Suisse/Schweiz/Svizzera;Genève\nC;BE - Belgium;Gand / Ghent\n",
            &[],
            &["Activities: 3."],
            &["place: Place(", "\"Gand / Ghent\""],
        ),
        ("Title;Country;Site\nA;FR;www.lyon.fr\n", &[], &["Site → Sources (1)"], &["url: \"https://www.lyon.fr\""]),
        ("Title;Country;Site\nA;FR;Lyon\n", &[], &["Site → Place (1)"], &["name: \"Lyon\""]),
        (
            "Title;Country;Year\nA;BE;2011/12\nB;BE;2012/13\n",
            &[],
            &["Activities: 2."],
            &["\"2011/2012\"", "\"2012/2013\""],
        ),
        ("Title;Country;Year\nA;BE;2011-12\nB;BE;2011-11\n", &[], &["Activities: 2."], &["\"2011-12\""]),
        (
            "Title;Night walks;Day walks\nCountry;Belgium;France\nCity;Ghent;Lyon\nResults;Two lamps;One\n",
            &[],
            &["each column is read as an activity", "Activities: 2."],
            &["title: \"Night walks\"", "title: \"Day walks\"", "\"Two lamps\""],
        ),
        (
            "Country;City;Title\nBelgium;Ghent;A\n;Antwerp;B\n",
            &[],
            &["row 3: left out, it has no country. If it is the one above (BE), write it in every row."],
            &["\"Ghent\""],
        ),
        (
            "Country;City;Title\nBelgium;Ghent;A\n;Antwerp;B\n",
            &["--country", "FR"],
            &["row 3: it names no country, and FR was taken, as --country says."],
            &["\"Antwerp\""],
        ),
        (
            "Title;City\nBELGIUM;\nA;Ghent\nTitle;City\n",
            &["--country", "BE"],
            &["row 2: it holds “BELGIUM” and nothing else", "row 4: it repeats the names of the columns"],
            &["\"A\""],
        ),
        (
            "Q1;Q2\nWhat is the title?;In which country does it take place?\n\"{\"\"ImportId\"\":\"\"QID1\"\"}\";\"{\"\"ImportId\"\":\"\"QID2\"\"}\"\nA;Belgium\n",
            &[],
            &["row 3: it repeats the names of the columns", "Activities: 1."],
            &["\"A\"", "\"BE\""],
        ),
        (
            "Title;Country/region\nA;Belgium\nB;Lyon, France\nC;Spain / Málaga\n",
            &[],
            &["Activities: 3."],
            &["\"Málaga\""],
        ),
        (
            "Titre;Marches\nPays;France\nObjectifs;Voir\n;\nTitre;Ateliers\nPays;Belgique\nObjectifs;Aider\n;Parler\n",
            &[],
            &["Activities: 2."],
            &["title: \"Marches\"", "title: \"Ateliers\"", "\"Aider\",\n                \"Parler\""],
        ),
        (
            "Title;Country;City\nA;\"France (coordinator)\";Lyon\nB;Belgium (Flanders);Ghent\n",
            &[],
            &["Activities: 2."],
            &["\"France (coordinator)\"", "\"Belgium (Flanders)\""],
        ),
        (
            "Title;Country;Start;End\nA;France;2019 (pilot in Lyon);ongoing (until the grant ends)\nB;France;2015/16;2018/19\n",
            &[],
            &["Activities: 2."],
            &["\"2019/..\"", "\"2019 (pilot in Lyon)\"", "\"ongoing (until the grant ends)\"", "\"2015/2019\""],
        ),
        (
            "Title;Country;Target group\nA;France;1,000 pupils\nB;France;2,000 pupils\nC;Italy;1,000 teachers\n",
            &[],
            &["Activities: 3."],
            &["\"1,000 pupils\"", "\"1,000 teachers\""],
        ),
        (
            "Titre;Pays;Lieu;Coordonnées;Prix\nA;FR;Lyon;48.85, 2.35;12 €\nB;FR;https://x.fr;;\n",
            &[],
            &["Coordonnées → Coordinates (1)", "Prix → kept under its name"],
            &["at: (48.85, 2.35)", "\"Prix\": \"12 €\"", "url: \"https://x.fr\""],
        ),
        (
            "Title;Country\nA;France\nB;Atlantis\nC;\nD;France, Italy\nE;\n",
            &[],
            &[
                "row 4: left out, it has no country. A country for all rows",
                "row 6: left out, it has no country. If it is the one above (FR, IT)",
            ],
            &["\"France\""],
        ),
        (
            "Title;Country;Link\nA;FR;<https://f.fr>\nB;FR;[the report](https://g.fr)\n",
            &[],
            &[],
            &["\"the report\"", "\"f.fr\""],
        ),
    ];
    for (table, options, message, ron) in tables {
        let file = folder.path().join("t.csv");
        std::fs::write(&file, table).unwrap();
        let (written, err, status) = run(&[&["import", file.to_str().unwrap(), "--lang", "en"], *options].concat());
        assert!(message.iter().all(|it| err.contains(it)), "{table}: {err}");
        assert!(
            ron.iter().all(|it| written.contains(it)) && (!written.contains("places:") || table.contains("Italy\n")),
            "{table}: {written}"
        );
        assert_eq!(status, i32::from(err.contains("left out")), "{table}: {err}");
    }
}

#[test]
fn csv_round_trip_keeps_names_and_language() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let text = r#"Catalogue(format: 1, title: "T", language: "fr", activities: [Activity(id: "a", title: "La ville et les habitants",
        place: Place(name: "Lyon", country: "FR"), partners: ["Police | Gendarmerie", "Ville"], summary: "Pour une ville.")])"#;
    std::fs::write(path("c.ron"), text).unwrap();
    assert_eq!(run(&["export", "-f", &path("c.ron"), "-o", &path("c.csv")]).2, 0);
    let (ron, message, status) = run(&["import", &path("c.csv")]);
    assert!(status == 0 && message.contains("The texts seem to be in French"), "{message}");
    assert!(ron.contains("\"Police | Gendarmerie\"") && ron.contains("language: \"fr\""), "{ron}");
}

#[test]
fn json_with_null_for_empty_lists_is_imported_as_with_lists() {
    let folder = Folder::new();
    let (export, ..) = run(&["export", "--format", "json", "--lang", "all"]);
    let import = |name: &str, json: &str| run(&["import", &folder.write(name, json), "--lang", "en"]);
    let (expected, _, status) = import("lists.json", &export);
    assert!(status == 0 && export.contains(": []") && export.contains(": {}"), "{export:.300}");
    let (ron, message, status) = import("nulls.json", &export.replace(": []", ": null").replace(": {}", ": null"));
    assert_eq!((ron.replace("\"nulls\"", "\"lists\""), status), (expected, 0), "{message}");
    let (_, message, status) = import("untitled.json", &export.replace("\"title\": {", "\"titel\": {"));
    assert!(status == 2 && message.contains("catalogue.sources.page has no “title” (line "), "{message}");
    let (_, message, _) = import("basis.json", &export.replacen("\"stated\"", "\"Stated by source\"", 1));
    assert!(message.contains("at activities[0].lessons[0].basis does not belong there (line "), "{message}");
}

#[test]
fn identifiers_made_of_digits_come_back_from_a_table() {
    let folder = Folder::new();
    let text = r#"Catalogue(format: 1, title: "T", language: "en", themes: { "2030": "Agenda" }, groups: { "15-25": "Youth" },
        activities: [Activity(id: "1", title: "A", place: Place(name: "P", country: "FR"), themes: ["2030"], groups: ["15-25"])])"#;
    let (table, ..) = run(&["export", "-f", &folder.write("c.ron", text), "--format", "csv"]);
    let (ron, message, status) = run(&["import", &folder.write("c.csv", table)]);
    assert!(status == 0 && ron.contains("themes: [\n                \"2030\""), "{ron}{message}");
    assert!(ron.contains("groups: [\n                \"15-25\""), "{ron}{message}");
}

#[test]
fn json_in_the_fields_of_the_format_is_imported() {
    let folder = Folder::new();
    let json = r#"{"format": 1, "id": "mine", "language": "en", "title": "T", "colour": "red",
        "sources": {"page": {"title": "Page"}, "book": {"title": "Book"}},
        "organisations": {"network": {"name": "The network"}},
        "themes": {"youth": {"en": "Youth", "fr": "Jeunes"}, "housing": {"name": "Housing", "synonyms": ["flats"]}},
        "activities": [{"id": "a", "title": "A", "place": {"name": "Ghent", "country": "BE"}, "summary": null,
            "lead": "network", "partners": ["Police", {"id": "network"}], "themes": ["youth"], "sources": ["page"],
            "lessons": [{"basis": "Stated", "kind": "Advice", "text": "Ask.", "sources": ["book"]}], "mood": "good"},
            {"id": "b", "title": "B", "places": [{"name": "Lyon", "country": "FR"}], "silent": ["Results"]}]}"#;
    let (ron, message, status) = run(&["import", &folder.write("mine.ron", json), "--lang", "en"]);
    assert_eq!(status, 1, "two keys are not read: {message}");
    for unread in ["colour", "activities.0.mood"] {
        assert!(message.contains(unread), "{unread}: {message}");
    }
    let catalogue = folder.write("c.ron", &ron);
    assert_eq!(run(&["check", &catalogue]).2, 0, "{ron}");
    for written in [
        "id: \"mine\"",
        "name: \"Ghent\"",
        "lead: \"network\"",
        "synonyms: [",
        "basis: Stated",
        "kind: Advice",
        "silent: [",
    ] {
        assert!(ron.contains(written), "{written}: {ron}");
    }
    let (found, ..) = run(&["list", "-f", &catalogue, "-q", "flats | jeunes", "--format", "ids"]);
    assert_eq!(found, "a\n");
    let sources = run(&["show", "a", "-f", &catalogue, "--section", "lessons"]).0;
    assert!(sources.contains("Book"), "{sources}");
    let from_ron = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron")).unwrap();
    let (_, message, status) = run(&["import", &folder.write("own.ron", from_ron), "--lang", "en"]);
    assert!(status == 2 && message.contains("this is a catalogue already"), "{message}");
}

#[test]
fn csv_export_keeps_paragraphs_and_lists_of_other_information() {
    let folder = Folder::new();
    let text = r#"Catalogue(format: 1, title: "T", language: "en", activities: [Activity(id: "a", title: "A",
        place: Place(name: "P", country: "FR"),
        extra: { "Budget": "First.\n\nSecond: with a colon.\n\n- one\n- two", "Staff": "ten" })])"#;
    let before = folder.write("c.ron", text);
    let (table, ..) = run(&["export", "-f", &before, "--format", "csv"]);
    let (ron, message, status) = run(&["import", &folder.write("c.csv", &table), "--lang", "en"]);
    let after = folder.write("d.ron", &ron);
    let extra = |path: &str| {
        let list: serde_json::Value = serde_json::from_str(&run(&["list", "-f", path, "--format", "json"]).0).unwrap();
        list[0]["extra"].clone()
    };
    assert_eq!((extra(&after), status), (extra(&before), 0), "{message}{ron}");
}

#[test]
fn error_in_a_line_of_json_names_that_line() {
    let folder = Folder::new();
    let line = |title: &str| format!(r#"{{"title": {title}, "places": [{{"name": "P", "country": "FR"}}]}}"#);
    let lines = [line("\"A\""), line("\"B\""), String::new(), line("[1]")].join("\n");
    let (message, _, status) = imported(&folder, "l.ndjson", &lines, &[]);
    assert!(status == 2 && message.contains("line 4"), "{message}");
}

#[test]
fn json_tables_do_not_lose_or_shift_values() {
    let folder = Folder::new();
    let shifted = r#"{"title": {"0": "A", "2": "C"}, "country": {"1": "FR", "2": "BE"}}"#;
    let (message, ron, _) = imported(&folder, "s.json", shifted, &["--country", "NL"]);
    let countries: Vec<&str> = ron.lines().filter(|it| it.trim().starts_with("country:")).map(str::trim).collect();
    assert_eq!(countries, ["country: \"NL\",", "country: \"BE\","], "{message}{ron}");
    let table = r#"{"columns": ["title", "country"], "index": [0], "data": [["A", "FR"]], "note": "x"}"#;
    let (message, ron, status) = imported(&folder, "t.json", table, &[]);
    assert!(status == 1 && ron.contains("\"A\"") && message.contains("note"), "{message}");
    let overlong = r#"{"columns": ["title", "country"], "data": [["A", "FR", "lost"]]}"#;
    assert!(!imported(&folder, "o.json", overlong, &[]).1.contains("\"A\""), "no value is dropped silently");
}

#[test]
fn values_in_the_wrong_column_of_an_export_are_kept() {
    let folder = Folder::new();
    let head = run(&["export", "--format", "csv"]).0.lines().next().unwrap().to_owned();
    let cell = |name: &str| match name {
        "id" | "title" => "a",
        "country" => "FR",
        "lessons" => "Ask.",
        "lesson_basis" => "advice",
        "lesson_kinds" => "stated",
        _ => "",
    };
    let row = head.split(',').map(cell).collect::<Vec<_>>().join(",");
    let (message, ron, _) = imported(&folder, "e.csv", &format!("{head}\n{row}\n"), &[]);
    for kept in ["\"lesson_basis\": \"advice\"", "\"lesson_kinds\": \"stated\""] {
        assert!(ron.contains(kept), "{kept}: {message}{ron}");
    }
    let without_title = "Title;Country;Place\nA;FR;\n;BE;\n";
    let (message, ..) = imported(&folder, "w.csv", without_title, &[]);
    assert!(message.contains("1 row names no place"), "a row that is left out does not count: {message}");
}

#[test]
fn import_says_where_it_saved_the_catalogue() {
    let folder = Folder::new();
    let (table, target) = (folder.write("t.csv", "Title;Country;Place\nA;FR;Lyon\n"), folder.path("my catalogue.ron"));
    let (printed, message, status) = run(&["import", &table, "-o", &target, "--lang", "en"]);
    assert!(printed.is_empty() && status == 0, "{message}");
    assert!(message.ends_with(&format!("Saved: {target}. To read it: passerelle '{target}'\n")), "{message}");
}

#[test]
fn items_of_no_break_spaces_only_are_no_values() {
    let folder = Folder::new();
    let head = run(&["export", "--format", "csv"]).0.lines().next().unwrap().to_owned();
    let cell = |name: &str| match name {
        "id" | "title" => "a",
        "country" => "FR",
        "themes" | "kinds" | "groups" | "experts" => "x;\u{a0}",
        "lessons" | "actions" | "contact" | "partners" | "lead" => "\"one\n \u{a0} \"",
        "extra" => "\"one: two\nthree: \u{a0}\n\u{a0}\"",
        _ => "",
    };
    let row = head.split(',').map(cell).collect::<Vec<_>>().join(",");
    let (message, ron, _) = imported(&folder, "e.csv", &format!("{head}\n{row}\n"), &[]);
    assert!(!message.contains("has errors") && ron.contains("\"one\""), "{message}{ron}");
}

#[test]
fn names_and_titles_with_colons_and_addresses_survive_a_csv_export() {
    let table = "Title,Country,Website,Theme: Youth,\"Q1: \"\"why\"\"?\",\"\"\"Quoted\"\"\"\n\
                 A,FR,www.x.org,x: y,because: so,z\nB,FR,\"x.org/a, https://x.org/b\",,,\n";
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (ron, _, status) = run_with_input(&["import", "-", "--lang", "en"], table);
    assert_eq!(status, 0);
    std::fs::write(path("a.ron"), &ron).unwrap();
    assert_eq!(run(&["export", "-f", &path("a.ron"), "-o", &path("a.csv"), "--lang", "en"]).2, 0);
    let (again, message, _) = run(&["import", &path("a.csv"), "--lang", "en"]);
    let activities = |it: &str| it[it.find("sources:").unwrap()..].to_owned();
    assert_eq!(activities(&again), activities(&ron), "{message}");
}

#[test]
fn directional_marks_around_numbers_are_dropped() {
    let table = "Title,Country,Contact\nA,FR,\u{202a}+33 6 12\u{202c}\n";
    let (ron, ..) = run_with_input(&["import", "-", "--lang", "en"], table);
    assert!(ron.contains("contact: \"+33 6 12\""), "{ron}");
}

#[test]
fn only_some_of_many_repeated_titles_are_listed() {
    let rows: String = (0..100).map(|it| format!("T{},FR,P\n", it / 2)).collect();
    let (_, message, _) = run_with_input(&["import", "-", "--lang", "en"], &format!("Title,Country,Place\n{rows}"));
    assert_eq!(message.matches("2 rows describe").count(), 10);
    assert!(message.contains("40 more titles appear in several rows."), "{message}");
}

#[test]
fn sources_of_a_row_survive_a_tsv_export() {
    let (ron, ..) = run_with_input(&["import", "-", "--lang", "en"], "Title,Country,Source\nA,FR,Doe 2019;Roe: 2020\n");
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("a.ron"), &ron).unwrap();
    std::fs::write(path("a.tsv"), run(&["list", "-f", &path("a.ron"), "--format", "tsv", "--lang", "en"]).0).unwrap();
    let (again, ..) = run(&["import", &path("a.tsv"), "--lang", "en"]);
    assert!(again.contains("title: \"Doe 2019\"") && again.contains("title: \"Roe: 2020\""), "{again}");
}

#[test]
fn region_beside_a_town_is_no_place() {
    for (names, place) in [("Region,City", "Rennes"), ("Région,Commune", "Rennes"), ("Region,Budget", "Bretagne")] {
        let (ron, ..) =
            run_with_input(&["import", "-", "--lang", "fr"], &format!("Title,Country,{names}\nA,FR,Bretagne,Rennes\n"));
        assert!(ron.contains(&format!("place: Place(\n                name: \"{place}\"")), "{names}: {ron}");
    }
}

/// Imports a table in CSV; returns the catalogue in RON and what is said about it.
fn imported_table(table: &str) -> (String, String) {
    let (err, out, status) = imported(&Folder::new(), "t.csv", table, &[]);
    assert_eq!(status, 0, "{err}");
    (out, err)
}

#[test]
fn beginning_without_an_end_is_reported() {
    let (_, err) = imported_table("Title,Country,City,Start date,End date\nA,FR,P,2015,\nB,FR,P,2015,2016\nC,FR,P,,\n");
    assert!(
        err.contains("row 2: it has a beginning and no end, so only 2015 is kept. If it goes on, write 2015/.."),
        "{err}"
    );
    let (_, err) = imported_table("Title,Country,City,Start date\nA,FR,P,05/2015\nB,FR,P,2016\n");
    assert!(
        err.contains("2 rows, the first of them row 2, have a beginning and no end") && err.contains("2015-05/.."),
        "{err}"
    );
    let (_, err) = imported_table("Title,Country,City,Start date,End date\nB,FR,P,2015,2016\n");
    assert!(!err.contains("no end"), "{err}");
}

#[test]
fn country_columns_of_forms_are_recognised() {
    for name in ["Country/Region", "Country (ISO)", "Country (ISO code)", "Country (2 letters)", "Pays (code ISO)"] {
        let (ron, _) = imported_table(&format!("Title,{name},City\nT,FR,Paris\n"));
        assert!(ron.contains("country: \"FR\"") && !ron.contains("name: \"FR\""), "{name}: {ron}");
    }
}

#[test]
fn sources_that_are_only_addresses_are_sources_of_their_own() {
    let (ron, _) = imported_table("Title,Country,City,Sources\nA,FR,P,\"https://a.example/x, https://b.example/y\"\n");
    assert!(ron.contains("url: \"https://a.example/x\"") && ron.contains("url: \"https://b.example/y\""), "{ron}");
}

#[test]
fn override_marks_in_cells_are_replaced_and_reported() {
    let (ron, _) = imported_table("Title,Country,City\nA\u{202E}B,FR,P\n");
    assert!(ron.contains("A\u{FFFD}B"), "{ron}");
}

#[test]
fn short_form_of_a_place_is_completed_and_checked() {
    let folder = Folder::new();
    let json = r#"{"catalogue": {"format": 1, "language": "fr", "title": "T"}, "activities": [
        {"title": "A", "country": "DE"},
        {"title": "B", "place": {"name": "X", "country": "FR", "region": "Y"}}]}"#;
    let (message, ron, status) = imported(&folder, "c.json", json, &[]);
    assert!(ron.contains("name: \"Allemagne\""), "{ron}");
    assert!(message.contains("b.place.region is not known") && status == 1, "{message}");
}

#[test]
fn translations_of_a_header_field_and_of_an_organisation_are_kept() {
    let header = "Title,Country,City,Experts (fr),Experts (en),attribution_fr,attribution_en";
    let (out, _) =
        imported_table(&format!("{header}\nA,FR,P,Réseau,,Merci,Thanks\nB,FR,Q,Réseau,Network,Merci,Thanks\n"));
    for text in ["\"fr\": \"Réseau\"", "\"en\": \"Network\"", "\"fr\": \"Merci\"", "\"en\": \"Thanks\""] {
        assert!(out.contains(text), "{text}: {out}");
    }
    let (out, _) = imported_table(&format!("{header}\nA,FR,P,,,Merci,Thanks\nB,FR,Q,,,Merci,Cheers\n"));
    assert!(out.contains("\"attribution_en\": \"Cheers\""), "{out}");
}
