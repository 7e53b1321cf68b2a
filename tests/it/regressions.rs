//! Regression tests for problems that reviews of the program found.

use std::io::Write;
use std::process::Stdio;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use passerelle::app::{Message, Mode, Start, View};
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::Library;
use passerelle::text::Clean;

use crate::support::{Session, command, outcome, run, styles};

/// Runs the program on a catalogue with the given header fields and activities; returns its standard output, its
/// standard error and its exit status.
fn run_on(header: &str, activities: &str, arguments: &[&str]) -> (String, String, i32) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    std::fs::write(
        &path,
        format!("Catalogue(format: 1, language: \"en\", title: \"T\", {header} activities: [{activities}])"),
    )
    .unwrap();
    run(&[arguments, &["-f", path.to_str().unwrap()]].concat())
}

/// Returns an activity with the given id, country and further fields.
fn activity(id: &str, country: &str, fields: &str) -> String {
    format!("Activity(id: \"{id}\", title: \"Title {id}\", place: (name: \"P\", country: \"{country}\"), {fields}),")
}

#[test]
fn country_option_accepts_codes_and_names() {
    let activities = [activity("a", "UK", ""), activity("b", "EL", ""), activity("c", "DE", "")].concat();
    let found = |name: &str| run_on("", &activities, &["list", "--format", "ids", "--country", name]).0;
    let names = ["UK", "gbr", "Scotland", "EL", "Grèce", "Deutschland"];
    assert_eq!(names.map(found), ["a\n", "a\n", "a\n", "b\n", "b\n", "c\n"]);
}

#[test]
fn ambiguous_term_names_select_all_their_terms() {
    let activities =
        [activity("a", "FR", "themes: [\"u\"]"), activity("b", "FR", "themes: [\"v\"]"), activity("c", "FR", "")];
    let terms = "themes: {\"u\": \"Same\", \"v\": \"Same\"},";
    let ids =
        |arguments: &[&str]| run_on(terms, &activities.concat(), &[&["list", "--format", "ids"], arguments].concat()).0;
    assert_eq!(ids(&["--theme", "same"]), "a\nb\n");
    assert_eq!(ids(&["--not-theme", "Same"]), "c\n");
    assert_eq!(ids(&["--theme", "v"]), "b\n");
}

#[test]
fn minus_in_an_alternative_negates_only_its_word() {
    let ids = |search: &str| {
        let mut ids: Vec<String> =
            run(&["list", "--format", "ids", "-q", search]).0.lines().map(str::to_owned).collect();
        ids.sort();
        ids
    };
    let without = ids("-police");
    let mut either = [ids("vilvoorde"), without.clone()].concat();
    either.sort();
    either.dedup();
    assert!(without.len() > 1 && either.len() > without.len());
    assert_eq!(ids("vilvoorde | -police"), either);
    assert_eq!(ids("-police | vilvoorde"), either);
    assert_eq!(run(&["list", "--format", "ids", "-q", "vilvoorde | -police"]).0.lines().next(), Some("vilvoorde"));
}

#[test]
fn missing_sections_are_distinguished_from_silence() {
    let activities =
        [activity("a", "FR", ""), activity("b", "FR", "silent: [Lessons]"), activity("c", "FR", "")].concat();
    let (out, ..) = run_on("", &activities, &["lessons", "--by", "theme"]);
    assert!(
        out.contains("The source does not say: 1 activity") && out.contains("Not given here: 2 activities"),
        "{out}"
    );
}

#[test]
fn requested_missing_sections_are_named() {
    for format in ["text", "markdown"] {
        let (out, _, status) = run(&["show", "malaga", "--section", "funding", "--format", format]);
        assert!(out.contains("Not given here: funding.") && status == 0, "{out}");
    }
    let (out, ..) = run_on("", &activity("a", "FR", ""), &["show", "a", "--section", "aims"]);
    assert!(out.contains("Not given here: aims.") && !out.contains("summary"), "{out}");
}

#[test]
fn exports_keep_the_spaces_of_the_author() {
    for arguments in [&["show", "the-hague"][..], &["export"], &["export", "--format", "html"]] {
        let (out, ..) = run(arguments);
        assert!(out.contains("City of The Hague"), "{arguments:?}");
    }
}

#[test]
fn html_header_has_paragraphs_links_and_directions() {
    let header = "about: \"One.\\n\\nTwo.\\n- x\\n- y\", attribution: \"Ask\\n\\nus\", licence: \"MIT\",";
    let fields = "extra: {\"Web\": {\"it\": \"Vedi https://example.org/\"}}";
    let (out, ..) = run_on(header, &activity("a", "FR", fields), &["export", "--format", "html"]);
    assert!(
        out.contains(
            "<p dir=\"auto\">One.</p>\n<p dir=\"auto\">Two.</p>\n<ul class=\"written\">\n<li dir=\"auto\">- x</li>"
        ),
        "{out}"
    );
    assert!(out.contains("<p dir=\"auto\">Credit: Ask</p>\n<p dir=\"auto\">us</p>"), "{out}");
    assert!(
        out.contains("Vedi <a href=\"https://example.org/\">https://example.org/</a>") && out.contains("<h1 dir="),
        "{out}"
    );
    let (out, ..) = run(&["export", "--format", "markdown"]);
    assert!(out.contains("Catalogue: PREPARE: nine local activities"), "{out}");
}

#[test]
fn exports_name_the_licence_of_each_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    for (name, licence) in [("a", "MIT"), ("b", "ODbL")] {
        let activity = activity(name, "FR", "");
        let text = format!(
            "Catalogue(format: 1, id: \"{name}\", title: \"T {name}\", licence: \"{licence}\", activities: [{activity}])"
        );
        std::fs::write(folder.path().join(format!("{name}.ron")), text).unwrap();
    }
    let (out, ..) = run(&["export", "-f", folder.path().to_str().unwrap()]);
    assert!(out.contains("T a – Licence: MIT") && out.contains("T b – Licence: ODbL"), "{out}");
    let into = folder.path().join("c.ron");
    let (_, err, status) = run(&["export", "-f", folder.path().to_str().unwrap(), "-o", into.to_str().unwrap()]);
    assert!(status == 2 && err.contains("is read here") && !into.exists(), "{err}");
}

#[test]
fn citations_keep_corporate_authors_whole() {
    let header = "sources: {\"s\": (authors: [\"Ministry of Health, Labour and Welfare\", \"Doe, Jane\"], title: \"S\", \
                  publisher: \"Office\", url: \"https://example.org/\", accessed: \"2020-03-04\")}, \
                  attribution: \"Ask us\", licence: \"MIT\",";
    let cite =
        |style: &str| run_on(header, &activity("a", "FR", "sources: [\"s\"]"), &["cite", "a", "--style", style]).0;
    let bibtex = cite("bibtex");
    assert!(bibtex.contains("author = {{Ministry of Health, Labour and Welfare} and Doe, Jane}"), "{bibtex}");
    assert!(bibtex.contains("howpublished = {Office}") && bibtex.contains("note = {Ask us. Licence: MIT}"), "{bibtex}");
    let plain = cite("plain").replace('\u{a0}', " ");
    assert!(
        plain.contains("Ministry of Health, Labour and Welfare; Doe, Jane. S. Office.")
            && plain.contains("[viewed 4 March 2020]"),
        "{plain}"
    );
}

#[test]
fn named_activities_that_are_filtered_out_are_reported() {
    let (out, err, status) = run(&["show", "the-hague", "avignon", "--country", "FR"]);
    assert!(out.contains("Avignon") && err == "The filters leave out: the-hague.\n" && status == 0, "{err}");
}

#[test]
fn mistyped_options_get_a_suggestion() {
    for (typed, meant) in [("--contry", "--country"), ("--formt", "--format"), ("--serch=x", "--search")] {
        let (_, err, status) = run(&["list", typed]);
        assert!(status == 2 && err.contains(&format!("Did you mean “{meant}”?")), "{err}");
    }
    let (_, err, _) = run(&["check", "--country", "FR"]);
    assert!(err.contains("--country is of no use to this command."), "{err}");
    let (_, err, _) = run(&["list", "-"]);
    assert!(err.contains("Did you mean “-f -”?"), "{err}");
}

#[test]
fn facets_without_matches_fail_and_basis_accepts_none() {
    let (out, err, status) = run(&["facets", "-q", "zzzz"]);
    assert!(out.is_empty() && status == 1 && err.starts_with("No activities match"), "{err}");
    let activities =
        [activity("a", "FR", ""), activity("b", "FR", "lessons: [(text: \"x\", basis: Stated, sources: [])]")].concat();
    assert_eq!(run_on("", &activities, &["list", "--format", "ids", "--basis", "none"]).0, "a\n");
    assert_eq!(run(&["facets", "lessons"]).2, 0);
    let (_, err, _) = run(&["list", "--missing", "summary"]);
    assert!(err.contains("Without --missing there are 9."), "{err}");
}

#[test]
fn malformed_piped_input_is_reported_as_stdin() {
    let mut child = command(["-"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"hello").unwrap();
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("-:1:1") && !err.contains("neither a command"), "{err}");
}

#[test]
fn capital_y_in_a_menu_shows_the_view_command() {
    for menu in ["y", "e", "o"] {
        let mut session = Session::new(Lang::EN, (80, 24));
        session.keys(menu).keys("Y");
        assert!(session.screen().contains("━ This view, as a command"), "{}", session.screen());
    }
}

#[test]
fn unbound_keys_with_alt_or_in_a_picker_are_reported() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.press(KeyEvent::new(KeyCode::Char('x'), KeyModifiers::ALT));
    assert!(session.screen().contains("Alt-x does nothing here"), "{}", session.screen());
    session.keys("c");
    session.press(KeyEvent::new(KeyCode::F(5), KeyModifiers::NONE));
    assert!(session.screen().contains("F5 does nothing here"), "{}", session.screen());
}

#[test]
fn help_finds_keys_by_their_hint_labels() {
    for (lang, word) in [(Lang::EN, "export"), (Lang::FR, "exporter"), (Lang::FR, "descendre")] {
        let mut session = Session::new(lang, (80, 24));
        session.keys(&format!("? {word}"));
        assert!(!session.app.help().unwrap().rows().is_empty(), "{}", session.screen());
    }
}

#[test]
fn help_stays_open_without_a_match() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("? z z z z Enter");
    assert!(session.app.help().is_some());
}

#[test]
fn overwrite_question_is_visible_at_every_width() {
    use passerelle::app::Message;
    use passerelle::export::{SaveFormat, Saved};
    for width in [20, 40, 50, 51, 80] {
        let mut session = Session::new(Lang::EN, (width, 12));
        session.send(Message::Saved("prepare.html".to_owned(), SaveFormat::Html, Saved::AlreadyExists));
        assert!(session.screen().replace('\n', " ").contains("replaces"), "{}", session.screen());
    }
}

#[test]
fn wheel_does_not_move_the_list_under_a_picker() {
    use passerelle::app::{Area, Message};
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("c");
    session.send(Message::Wheel(Area::List, 3));
    assert_eq!(session.selected(), "avignon");
}

/// Imports a CSV table; returns the catalogue, the messages and the exit status.
fn import_csv(lines: &str) -> (String, String, i32) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.csv");
    std::fs::write(&path, lines).unwrap();
    run(&["import", path.to_str().unwrap(), "--lang", "en"])
}

#[test]
fn imported_cells_keep_their_meaning() {
    let holds = |lines: &str, wanted: &[&str]| {
        let (ron, message, _) = import_csv(lines);
        for it in wanted {
            assert!(ron.contains(it) || message.contains(it), "{lines}: {it}\n{ron}\n{message}");
        }
    };
    holds("titre;pays;résultats\nA;FR;-12 % de cambriolages", &["\"-12 % de cambriolages\""]);
    holds("titre;pays;source;lien\nA;FR;Voir http://e.fr;http://c.fr", &["\"http://e.fr\"", "\"http://c.fr\""]);
    holds("titre;pays;lien\nA;FR;http://c.fr http://d.fr", &["url: \"http://c.fr\"", "url: \"http://d.fr\""]);
    holds("titre;pays;source\nA;FR;Rapport http://c.fr page 3", &["\"Rapport http://c.fr page 3\""]);
    holds("titre;pays;source;lien\nA;FR;Rapport;http://c.fr/é té", &["té"]);
    holds("titre;pays;lieu;type de lieu\nA;FR;Lille;ville", &["kind: City"]);
    holds("titre;pays;lieu;type de lieu\nA;FR;Lille;îlot", &["“îlot”"]);
    holds("titre;pays;date de début;date de fin\nA;FR;2018-2019;2020", &["\"2018/2020\""]);
    holds("titre;pays;date;date de fin\nA;FR;2019;2020", &["\"2019/2020\""]);
    holds("titre;pays;date\nA;FR;2017 et 2019", &["“2017 et 2019”"]);
    holds("titre;pays;thème (fr);thème (en)\nA;FR;Police;\nB;FR;Police;Police force", &["\"Police force\""]);
    holds("nom;prénom;titre du projet;pays\nDupont;Jean;Marches;FR", &["title: \"Marches\"", "\"Dupont\""]);
    holds("projet;pays;titre\nFSE+;FR;Marches de nuit", &["title: \"Marches de nuit\"", "\"FSE+\""]);
    holds("titre;pays d’intervention\nA;FRA", &["country: \"FR\""]);
    let prov =
        "title,country,lessons,lesson_basis,lesson_kinds\nA,FR,\"One.\nTwo.\nThree.\",stated;drawn,success;advice";
    let (ron, message, _) = import_csv(prov);
    assert!(!ron.contains("basis: ") && message.contains("stated;drawn"), "{ron}\n{message}");
}

#[test]
fn damaged_and_encrypted_workbooks_are_explained() {
    let folder = tempfile::tempdir().unwrap();
    let message = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        run(&["import", path.to_str().unwrap(), "--lang", "fr"]).1
    };
    let whole = folder.path().join("x.xlsx");
    assert_eq!(run(&["export", "-o", whole.to_str().unwrap()]).2, 0);
    let bytes = std::fs::read(&whole).unwrap();
    let cut = message("cut.xlsx", &bytes[..bytes.len() / 2]);
    assert!(cut.contains("ce classeur est endommagé ou incomplet"), "{cut}");
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = message("locked.xlsx", &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &name].concat());
    assert!(locked.contains("mot de passe"), "{locked}");
}

#[test]
fn non_catalogue_input_is_identified() {
    use passerelle::diagnose::{ForeignFormat, ProblemKind};
    use passerelle::load::{Origin, check};
    use passerelle::text::Clean;
    let kinds = |text: &str| -> Vec<ProblemKind> {
        let found = check(vec![Origin::Text(Clean::line("c.ron"), text.to_owned())]);
        found.into_iter().map(|it| it.kind).collect()
    };
    let yaml = "format: 1\ntitle: Nos villes\nactivities:\n  - id: a\n    title: T\n";
    assert_eq!(kinds(yaml), [ProblemKind::NotACatalogue(ForeignFormat::Yaml)]);
    for inside in [activity("a", "FR", ""), format!("[{}]", activity("a", "FR", "")), activity("a", "FR", "").repeat(2)]
    {
        assert_eq!(kinds(&inside), [ProblemKind::NotACatalogue(ForeignFormat::Fragment)], "{inside}");
    }
    let markdown = "# Nos villes\n\n*Avignon, France*\n\n- Thème : x\n\n## Résumé\n\nMot.\n";
    assert_eq!(kinds(markdown), [ProblemKind::NotACatalogue(ForeignFormat::Markdown)]);
    assert_eq!(kinds("{\\rtf1\\ansi x}"), [ProblemKind::NotACatalogue(ForeignFormat::Document)]);
    assert_eq!(kinds("Bonjour\nCatalogue(format: 1)"), [ProblemKind::NotACatalogue(ForeignFormat::TextBefore)]);
    let merged = format!(
        "Catalogue(format: 1, title: \"T\", activities: [\n<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> x\n])",
        activity("a", "FR", ""),
        activity("b", "FR", "")
    );
    assert_eq!(kinds(&merged), [ProblemKind::ConflictMarker, ProblemKind::ConflictMarker, ProblemKind::ConflictMarker]);
    let (out, err, _) =
        run_on("", "Activity(id: \"a\", title: (\"fr\": \"M\"), place: (name: \"P\", country: \"FR\"))", &["list"]);
    assert!(out.is_empty() && err.contains("1:89"), "{err}");
    assert_eq!(kinds("Catalogue(format: 1, title: \"\u{a0}\", activities: [])"), [ProblemKind::NoText]);
    let set_in = "Catalogue(format: 1,\n\u{a0}\u{a0}\u{a0}title: \"T\",\n\u{a0}\u{a0}activities: [])";
    assert_eq!(kinds(set_in), [ProblemKind::Invisible(0xa0), ProblemKind::Invisible(0xa0)]);
    for (written, code) in [("USA", "US"), ("GBR", "GB"), ("Holland", "NL"), ("Deutschland", "DE")] {
        let text = format!("Catalogue(format: 1, title: \"T\", activities: [{}])", activity("a", written, ""));
        let found = check(vec![Origin::Text(Clean::line("c.ron"), text)]);
        assert!(found[0].one_line(Lang::EN).ends_with(&format!("Write {code}.")), "{written}");
    }
}

#[test]
fn carriage_returns_separate_words() {
    let fields = "summary: \"un\rdeux\"";
    let (out, ..) = run_on("", &activity("a", "FR", fields), &["show", "a"]);
    assert!(out.contains("un deux"), "{out}");
}

#[test]
fn pickers_show_the_name_that_matched() {
    let row = |keys: &str| {
        let mut session = Session::new(Lang::EN, (120, 40));
        session.keys(keys);
        session.screen().lines().find(|it| it.contains("[ ]")).unwrap_or_default().to_owned()
    };
    for (keys, reported) in [
        ("p ville", "= Ville d’Avignon"),
        ("c belgique", "Belgium = Belgique"),
        ("a formation", "Training = Formation"),
    ] {
        let row = row(keys);
        assert!(row.contains(reported), "{keys}: {row}");
    }
    assert!(!row("c bel").contains('='), "{}", row("c bel"));
}

#[test]
fn greek_is_found_with_and_without_iota_subscript() {
    let text = activity("a", "GR", "summary: \"ᾠδή\"");
    for search in ["ωδη", "ωδή", "ᾠδή", "ωιδη", "ΩΙΔΗ", "ὨΙΔΉ"] {
        assert_eq!(run_on("", &text, &["list", "--format", "ids", "-q", search]).0, "a\n", "{search}");
    }
}

#[test]
fn marks_are_shown_when_only_the_text_is_visible() {
    let mut session = Session::new(Lang::EN, (50, 16));
    session.keys("Enter");
    assert!(!session.screen().contains("✓"));
    session.keys("Space");
    assert!(session.screen().contains("✓ Avignon"), "{}", session.screen());
}

#[test]
fn smallest_screen_shows_the_place_after_a_find() {
    let mut session = Session::new(Lang::FR, (20, 6));
    session.keys("Enter / prison Enter");
    assert!(session.screen().contains("Avignon"), "{}", session.screen());
}

#[test]
fn list_shows_snippets_where_there_is_room() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("/ prison Enter");
    let shown = session.screen();
    let list: Vec<&str> = shown.lines().take(9).collect();
    assert!(list.iter().filter(|it| it.contains(": “")).count() > 1, "{shown}");
}

#[test]
fn bilingual_view_explains_how_to_get_enough_room() {
    let mut session = Session::new(Lang::EN, (100, 24));
    session.keys("Enter I");
    assert!(session.screen().contains("Open the text alone"), "{}", session.screen());
    session.keys("z I");
    assert!(session.app.display().is_bilingual);
    let mut session = Session::new(Lang::EN, (72, 24));
    session.keys("Enter I");
    assert!(session.screen().contains("Two languages need 74 columns."), "{}", session.screen());
}

#[test]
fn too_small_screens_ignore_keys_except_quit() {
    use passerelle::app::Message;
    let mut session = Session::new(Lang::EN, (19, 5));
    session.keys("? z Space /");
    session.send(Message::Resize(80, 24));
    assert!(session.app.help().is_none() && session.app.overlay().is_none());
    session.send(Message::Resize(19, 5));
    session.keys("q");
    assert!(session.has_quit);
}

#[test]
fn unknown_search_fields_are_not_corrected_as_words() {
    let (_, err, status) = run(&["list", "-q", "contacts:x"]);
    assert!(status == 1 && !err.contains("Did you mean"), "{err}");
    let (_, err, _) = run(&["show", "xyz"]);
    assert!(err.contains("The command list shows them all."), "{err}");
}

#[test]
fn import_keeps_or_reports_ambiguous_values() {
    let folder = tempfile::tempdir().unwrap();
    let import_file = |name: &str, content: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        run(&["import", path.to_str().unwrap(), "--lang", "en"])
    };
    // Two JSON keys that yield the same column name.
    let (ron, ..) = import_file("a.json", r#"[{"title":"A","country":"FR","a_b":"first","a":{"b":"second"}}]"#);
    assert!(ron.contains("first") && ron.contains("second"), "{ron}");
    // A value next to the list of rows.
    let (_, message, _) = import_file("b.json", r#"{"total":7,"items":[{"title":"A","country":"FR"}]}"#);
    assert!(message.contains("total is not known"), "{message}");
    // Blank lines count as rows.
    let (_, message, _) = import_file("c.csv", "title,country,dates\n\n\n\"A\nB\",FR,foo\n\nC,FR,bar");
    assert!(message.contains("row 4: dates “foo”") && message.contains("row 6: dates “bar”"), "{message}");
    // Expected results are not results.
    let (ron, ..) = import_file("d.csv", "Titre;Pays;Résultats attendus\nA;France;Moins de vols\n");
    assert!(!ron.contains("results:") && ron.contains("Moins de vols"), "{ron}");
}

#[test]
fn misleading_filter_combinations_are_refused() {
    let (_, message, status) = run(&["list", "--not-missing", "results", "--stated", "outlook"]);
    assert!(status == 2 && message.contains("only one section can be required here"), "{message}");
    assert_eq!(run(&["list", "--not-missing", "results"]).2, 0);
}

#[test]
fn nested_quotation_marks_are_replaced() {
    for (text, french) in [
        ("Le « rapport » final", "«\u{a0}Le “rapport” final\u{a0}»"),
        ("Le «rapport» final", "«\u{a0}Le “rapport” final\u{a0}»"),
        ("Le «\u{202f}rapport\u{202f}» final", "«\u{a0}Le “rapport” final\u{a0}»"),
        ("»", "«\u{a0}”\u{a0}»"),
        ("«", "«\u{a0}“\u{a0}»"),
    ] {
        assert_eq!(Lang::FR.words().quoted(text), french);
    }
    assert_eq!(Lang::EN.words().quoted("the “report”"), "“the ‘report’”");
}

#[test]
fn truncated_catalogues_still_yield_valid_json() {
    let whole = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.ron");
    std::fs::write(&path, &whole[..whole.find("id: \"sarcelles\"").unwrap()]).unwrap();
    let path = path.to_str().unwrap();
    for arguments in [["list", "--format", "json"], ["list", "--format", "ndjson"], ["export", "--format", "json"]] {
        let (printed, message, status) = run(&[&arguments[..], &["-f", path]].concat());
        assert!(status == 2 && message.contains("is cut off"), "{message}");
        let mut values = serde_json::Deserializer::from_str(&printed).into_iter::<serde_json::Value>();
        assert!(values.all(|it| it.is_ok()) && printed.contains("rotterdam"), "{arguments:?}");
    }
}

#[test]
fn stated_option_accepts_not_stated_without_matches() {
    let (_, message, status) = run(&["list", "--stated", "not-stated"]);
    assert!(status == 1 && message.contains("No activities match"), "{message}");
}

/// Presses keys in a new session; returns the last two lines of its screen, joined, with single spaces.
fn bottom_lines(size: (u16, u16), keys: &str) -> String {
    let mut session = Session::new(Lang::EN, size);
    session.keys(keys);
    let screen = session.screen();
    let lines: Vec<&str> = screen.lines().collect();
    lines[lines.len() - 2..].join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn selection_is_restored_after_an_empty_list() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("Down Down Down");
    let before = session.selected().to_owned();
    for keys in ["/ z z z z Enter Esc", "/ z z z z Enter r", "/ z z z z Enter / Backspace Enter", "m Space m m Space m"]
    {
        session.keys(keys);
        assert_eq!(session.selected(), before, "{keys}");
    }
    // The best hit of an incomplete search, while it is typed, does not become the selection to restore.
    session.keys("/ v i l Enter");
    assert_eq!(session.selected(), "vilvoorde");
    session.keys("/ x x x x Enter Esc");
    assert_eq!(session.selected(), "vilvoorde");
}

#[test]
fn hints_match_the_current_context() {
    for (keys, is_said, is_not) in [
        ("c F5", "F1 keys", "? keys"),
        ("? F7", "F7 does nothing here", "keys"),
        ("?", "Esc close", "F1"),
        ("C-f o f Enter ?", "Esc close", "end find"),
        ("z", "q back", "q quit"),
        ("? x x x x", "Esc close", "run"),
        ("c x x x x", "Esc close", "choose"),
    ] {
        let bottom_lines = bottom_lines((120, 40), keys);
        assert!(bottom_lines.contains(is_said) && !bottom_lines.contains(is_not), "{keys}: {bottom_lines}");
    }
}

#[test]
fn keys_without_effect_explain_why() {
    for (size, keys, message) in [
        ((40, 12), "z", "already fills the screen"),
        ((60, 13), "z", "already fills the screen"),
        ((120, 40), "L Enter z", "already fills the screen"),
        ((40, 12), "J", "The text is not shown here"),
        ((120, 40), "z K", "The text is not shown here"),
        ((120, 40), "e Enter C-u Enter", "Save as:"),
    ] {
        let bottom_lines = bottom_lines(size, keys);
        assert!(bottom_lines.contains(message), "{size:?} {keys}: {bottom_lines}");
    }
}

#[test]
fn pastes_outside_prompts_are_reported() {
    use passerelle::app::Message;
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("F7").send(Message::Paste("probation".to_owned()));
    assert!(session.screen().contains("the pasted text is ignored · / searches"), "{}", session.screen());
    session.keys("y").send(Message::Paste("probation".to_owned()));
    assert!(session.screen().contains("the pasted text is ignored"), "{}", session.screen());
    assert!(!session.screen().contains("searches"), "{}", session.screen());
    session.keys("Esc / ").send(Message::Paste("probation".to_owned()));
    assert!(session.screen().contains("Search the list: probation"), "{}", session.screen());
    assert!(!session.screen().contains("ignored"), "{}", session.screen());
}

#[test]
fn pasting_a_view_clears_the_notice() {
    use passerelle::app::{Message, View};
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("F7").send(Message::View(Box::new(View { lang: Lang::EN, ..View::default() })));
    assert!(!session.screen().contains("does nothing"), "{}", session.screen());
}

#[test]
fn search_can_be_edited_in_an_empty_lens() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("L").click_on("/ Search").keys("z z z z Enter / v i l v");
    assert_eq!(session.ids(), ["vilvoorde"]);
}

#[test]
fn overflowing_chips_can_be_clicked() {
    let mut session = Session::new(Lang::EN, (40, 12));
    session.keys("c f r Enter t Enter / p r o Enter p Enter a Enter").click_on("+");
    assert!(session.screen().contains("All filters"), "{}", session.screen());
}

#[test]
fn menus_show_their_entries_on_small_screens() {
    for lines in 6..12 {
        let mut session = Session::new(Lang::EN, (60, lines));
        session.keys("Enter o");
        assert!(session.screen().contains("https://"), "{}", session.screen());
    }
}

#[test]
fn save_prompt_keeps_the_file_name_until_saved() {
    use passerelle::app::Message;
    use passerelle::export::{SaveFormat, Saved};
    for (saved, message) in [
        (Saved::NotAFile, "exp already exists and is not a file."),
        (Saved::NoFolder("a/b".to_owned()), "there is no folder a/b"),
        (Saved::WouldOverwriteSource, "exp is read here"),
    ] {
        let mut session = Session::new(Lang::EN, (120, 40));
        session.send(Message::Saved("exp".to_owned(), SaveFormat::Html, saved));
        let screen = session.screen();
        assert!(screen.contains(message) && screen.contains("Save as: exp"), "{screen}");
        session.keys("a");
        assert!(!session.screen().contains(message) && session.screen().contains("Save as: a"), "{}", session.screen());
    }
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("e Enter C-u Enter");
    assert!(session.screen().contains("Type a name for the file."), "{}", session.screen());
}

#[test]
fn help_finds_keys_by_their_ascii_names() {
    let library = Library::load(vec![Origin::BuiltIn]);
    let start = Start { is_ascii: true, ..Start::in_language(Lang::FR) };
    let mut session = Session::on(library, start, (80, 24));
    session.keys("? g a u c h e");
    assert!(session.screen().contains("aller à la liste"), "{}", session.screen());
}

#[test]
fn session_marks_and_removals_have_distinct_notices() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("L Space");
    assert!(session.screen().contains("Marked: Avignon. For this session only."), "{}", session.screen());
    session.keys("Space");
    assert!(session.screen().contains("Mark removed: Avignon · u brings it back"), "{}", session.screen());
}

#[test]
fn all_missing_sections_of_a_digit_are_named() {
    let bottom_lines = bottom_lines((120, 40), "Enter 7");
    assert!(bottom_lines.contains("no section “Evaluation” or “Funding”"), "{bottom_lines}");
}

#[test]
fn suggestion_names_the_option_that_was_given() {
    let summary = activity("a", "FR", "summary: \"S.\",");
    for (options, message) in [
        (["--not-missing", "outlook"], "Without --not-missing there is 1."),
        (["--stated", "outlook"], "Without --stated there is 1."),
        (["--missing", "summary"], "Without --missing there is 1."),
        (["--not-stated", "summary"], "Without --not-stated there is 1."),
    ] {
        let (_, err, status) = run_on("", &summary, &[&["list"], &options[..]].concat());
        assert!(status == 1 && err.contains(message), "{err}");
    }
}

#[test]
fn workbooks_that_cannot_be_read_are_identified() {
    let folder = tempfile::tempdir().unwrap();
    let mut old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    old.extend("Workbook".encode_utf16().flat_map(u16::to_le_bytes));
    for (name, bytes, message) in [
        ("a.xls", &old[..], "a spreadsheet in the format of before 2007 (.xls); that cannot be imported"),
        ("a.xlsx", &old[..], "a spreadsheet in the format of before 2007"),
        ("cut.xls", &old[..10], "a spreadsheet in the format of before 2007"),
        ("cut.xlsx", b"PK\x03\x04", "this workbook is damaged or cut short"),
        ("cut.ods", b"PK\x03\x04xl/", "this workbook is damaged or cut short"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let (_, err, status) = run(&["import", path.to_str().unwrap()]);
        assert!(status == 2 && err.contains(message), "{name}: {err}");
    }
    crate::support::figure("workbooks that cannot be read", "5 of 5 identified");
    for text in ["{}", "[1, 2]"] {
        let path = folder.path().join("a.json");
        std::fs::write(&path, text).unwrap();
        let (_, err, status) = run(&["import", path.to_str().unwrap()]);
        assert!(status == 2 && err.contains("no row has become an activity"), "{text}: {err}");
    }
}

#[test]
fn tsv_quotation_marks_count_only_if_closed() {
    for (table, title, summary) in [
        ("title\tcountry\tsummary\n\"Say \"\"hi\"\"\"\tFR\t\"one\ntwo\"\n", r##"r#"Say "hi""#"##, "\"one\n\ntwo\""),
        ("title\tcountry\tsummary\n\"A\" and B\tFR\tx\n", r##"r#""A" and B"#"##, "\"x\""),
        ("title\tcountry\tsummary\nA\tFR\t\"x\n", "\"A\"", r##"r#""x"#"##),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.tsv");
        std::fs::write(&path, table).unwrap();
        let (ron, message, _) = run(&["import", path.to_str().unwrap(), "--lang", "en"]);
        assert!(ron.contains(&format!("title: {title}")), "{ron}{message}");
        assert!(ron.contains(&format!("summary: {summary}")), "{ron}{message}");
    }
}

#[test]
fn truncation_within_a_character_is_reported() {
    let whole = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron")).unwrap();
    let letters = (0..whole.len()).filter(|at| whole[*at] == 0xc3);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.ron");
    for at in letters.step_by(97) {
        let message = [at, at + 1].map(|end| {
            std::fs::write(&path, &whole[..end]).unwrap();
            run(&["list", "-f", path.to_str().unwrap(), "--format", "ids"])
        });
        assert_eq!(message[0], message[1], "at byte {at}");
        assert!(message[0].1.contains("is cut off"), "{}", message[0].1);
    }
}

#[test]
fn rejected_files_are_counted_and_exit_with_2() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("b.ron"), "broken").unwrap();
    let good = concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron");
    let broken = folder.path().join("b.ron");
    let (ids, message, status) = run(&["list", "-f", good, "-f", broken.to_str().unwrap(), "--format", "ids"]);
    assert_eq!((ids.lines().count(), status), (9, 2));
    assert!(message.contains("1 file left out. 1 problem."), "{message}");
    // A file that cannot be read is reported by name, and counted with the malformed ones.
    #[cfg(unix)]
    {
        std::fs::write(folder.path().join("a.ron"), std::fs::read(good).unwrap()).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("c.ron")).unwrap();
        let (_, message, status) = run(&["list", "-f", folder.path().to_str().unwrap()]);
        assert!(
            status == 2 && message.contains("c.ron") && message.contains("2 files left out. 2 problems."),
            "{message}"
        );
    }
}

#[test]
fn tables_and_bare_record_lists_are_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t");
    for (text, message) in [
        ("title,country\nA,FR\n", "a table with separators (CSV)"),
        ("title;country\nA;FR\n", "a table with separators (CSV)"),
        ("Dear reader,\nthis is a letter.\n", "some other text"),
        ("[Activity(id: \"a\", title: \"T\", place: (name: \"P\", country: \"BE\"))]", "the inside of a catalogue"),
    ] {
        std::fs::write(&path, text).unwrap();
        let (report, ..) = run(&["check", path.to_str().unwrap()]);
        assert!(report.contains(message), "{report}");
    }
}

#[test]
fn save_prompt_refuses_unknown_file_extensions() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("e Enter C-u x . p d f Enter");
    let screen = session.screen();
    assert!(screen.contains("No format has the ending of x.pdf.") && screen.contains("Save as: x.pdf"), "{screen}");
    assert!(screen.contains(".html .md .xlsx"), "{screen}");
}

#[test]
fn lens_hits_are_visible_with_the_selected_passage() {
    for size in [(100, 24), (80, 24), (60, 20), (40, 12), (40, 10)] {
        let mut session = Session::new(Lang::EN, size);
        session.keys("/ p r o b a t i o n Enter L");
        for _ in 0..12 {
            session.keys("n");
            let (lens, pager) = (session.app.mode().lens().unwrap(), session.app.pager());
            let view = pager.top..pager.top + session.app.panes().text_height();
            let selected = lens.selected_lines();
            assert!(selected.start < view.end && selected.end > view.start, "{size:?}: {selected:?} {view:?}");
            let hit = &pager.hits[pager.current_hit.unwrap()];
            let line = pager.page.line_of(hit.block, hit.range.start);
            assert!(view.contains(&line), "{size:?} {view:?}");
            let anchor = pager.document.blocks[pager.page.anchor(selected.end - 1).0].anchor;
            assert_eq!(session.app.record(), anchor.activity);
        }
    }
}

#[test]
fn reversed_order_is_shown_where_room_is_scarce() {
    for width in [90, 100, 120] {
        let mut session = Session::new(Lang::FR, (width, 24));
        session.keys("s s S");
        let rule = session.screen().lines().nth(1).unwrap().to_owned();
        assert!(rule.contains("par pays, en sens inverse"), "{rule}");
    }
}

#[test]
fn moving_past_the_outermost_marks_is_reported() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("Space m");
    for (code, message) in
        [(KeyCode::Up, "the first of the marked ones"), (KeyCode::Down, "the last of the marked ones")]
    {
        session.press(KeyEvent::new(code, KeyModifiers::ALT));
        assert!(session.screen().contains(message), "{}", session.screen());
    }
}

#[test]
#[cfg(unix)]
fn error_messages_give_applicable_advice() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let message = |arguments: &[&str]| run(arguments).1;
    assert!(message(&["man", "extra"]).contains("one word too many. Help"), "{}", message(&["man", "extra"]));
    assert!(message(&["list", "extra"]).contains("Did you mean “-q extra”?"));
    assert!(message(&["list", "my own.ron"]).contains("Did you mean “-f 'my own.ron'”?"));
    assert!(message(&["lessons", "outlook"]).contains("Did you mean “--section outlook”?"));
    for command in ["show", "cite", "facets"] {
        assert!(message(&[command, "my.ron"]).contains("Did you mean “-f my.ron”?"), "{command}");
    }
    assert!(message(&["some.ron", "list"]).contains("“list” is a command"));
    std::fs::create_dir(path("folder.json")).unwrap();
    for folder in [path(""), path("folder.json")] {
        for more in [&[][..], &["--force"]] {
            let message = message(&[&["export", "-o", &folder], more].concat());
            assert!(message.contains(&format!("{folder} cannot be written: it is a folder. Choose")), "{message}");
        }
    }
    assert!(message(&["help", "nothing-of-this-name"]).contains("neither a command nor a file"));
    assert!(message(&["new", "q", "-o", &path("q.json")]).contains("choose a name that ends in .ron"));
    std::os::unix::fs::symlink("nowhere/t.html", path("dangling.html")).unwrap();
    let dangling = message(&["export", "-o", &path("dangling.html"), "--force"]);
    assert!(dangling.contains(&format!("there is no folder {}", path("nowhere"))), "{dangling}");
    std::fs::write(path("file"), "").unwrap();
    assert!(std::process::Command::new("mkfifo").arg(path("pipe.md")).status().unwrap().success());
    assert!(message(&["export", "-o", &path("pipe.md")]).contains("neither a file nor a device"));
    let inside = message(&["export", "-o", &path("file/x.html")]);
    assert!(inside.contains("a part of the path is not a folder. Choose another place"), "{inside}");
}

#[test]
fn html_declares_the_language_of_each_text() {
    let header = "themes: {\"t\": {\"it\": \"Tema\", \"en\": \"Theme\"}},";
    let fields = "themes: [\"t\"], summary: {\"it\": \"Riassunto\"}, aims: [{\"it\": \"Scopo\"}, {\"it\": \"Altro\"}], results: [{\"en\": \"Result\"}],";
    let activities = activity("a", "FR", fields);
    let (page, ..) = run_on(header, &activities, &["export", "--format", "html", "--lang", "it"]);
    assert!(page.contains("<html lang=\"en\">") && page.contains("<h3 dir=\"auto\">Summary</h3>"), "{page}");
    assert!(page.contains("<p dir=\"auto\" lang=\"it\">Riassunto</p>"), "{page}");
    assert!(page.contains("<li dir=\"auto\" lang=\"it\">Scopo</li>"), "{page}");
    assert!(page.contains("<p dir=\"auto\" lang=\"it\"><span lang=\"en\" dir=\"auto\">Result"), "{page}");
    // In the language of the interface, paragraphs need no `lang` attribute.
    let (page, ..) = run_on(header, &activities, &["export", "--format", "html", "--lang", "en"]);
    assert!(page.contains("<html lang=\"en\">") && page.contains("<span lang=\"it\" dir=\"auto\">Riassunto"), "{page}");
    assert!(!page.contains("<p dir=\"auto\" lang="), "{page}");
}

#[test]
fn partners_with_similar_names_are_kept_apart() {
    let long = "Regional department of social affairs and public health services of";
    let partners = [format!("{long} North"), format!("{long} South"), "C++ club".into(), "C club".into()];
    let partners = ["a", "b", "c", "d"].into_iter().zip(partners);
    let mut activities: String =
        partners.map(|(id, name)| activity(id, "FR", &format!("partners: [\"{name}\"]"))).collect();
    activities += &activity("e", "FR", "lead: \"C-Club\"");
    activities += &activity("f", "FR", "lead: \"exit\", partners: [\"Exit!\"]");
    let terms = "organisations: {\"exit\": Organisation(name: \"Exit Sweden\")},";
    let facets = run_on(terms, &activities, &["facets", "partner", "--format", "json"]).0;
    let facets: serde_json::Value = serde_json::from_str(&facets).unwrap();
    let ids: Vec<&str> = facets[0]["values"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    let found = |partner: &str| run_on(terms, &activities, &["list", "--format", "ids", "--partner", partner]).0;
    let mut of_ids: Vec<String> = ids.iter().map(|it| found(it)).collect();
    of_ids.sort();
    assert_eq!(of_ids, ["", "a\n", "b\n", "c\n", "d\n", "e\n", "f\n", "f\n"], "{ids:?}");
    for (name, id) in
        [("C++ club", "c\n"), ("C club", "d\n"), ("C-Club", "e\n"), ("Exit!", "f\n"), ("exit sweden", "f\n")]
    {
        assert_eq!(found(name), id, "{name}");
    }
}

#[test]
fn quotation_marks_hide_no_formulas_in_tables() {
    let activities = "Activity(id: \"a\", title: \"\\\"=1+1\\\"\", place: (name: \"\\\"Maison\", country: \"FR\"),
        summary: \"x;\\\"=2+2;y\")";
    for (arguments, separator) in
        [(&["--format", "tsv"][..], b'\t'), (&["--format", "csv"], b','), (&["--format", "csv"], b';')]
    {
        let (table, ..) = run_on("", activities, &[&["list"], arguments].concat());
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.delimiter(separator).has_headers(false).flexible(true).from_reader(table.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert!(rows.iter().flatten().all(|it| !it.starts_with('=')), "{rows:?}");
        if separator == b'\t' {
            assert_eq!((&rows[1][1], &rows[1][2], &rows[1][3]), ("'\"=1+1\"", "\"Maison", "FR"));
        }
    }
}

#[test]
fn importing_a_multilingual_list_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.csv");
    let path = path.to_str().unwrap();
    for (language, status) in [("all", 2), ("fr", 0)] {
        std::fs::write(path, run(&["list", "--lang", language, "--format", "csv"]).0).unwrap();
        let (_, reported, ended) = run(&["import", path, "--lang", "en"]);
        assert_eq!(ended, status, "{reported}");
        assert_eq!(reported.contains("several languages (--lang all)"), status == 2, "{reported}");
    }
}

#[test]
fn direction_marks_are_removed_without_residue() {
    let activities = "Activity(id: \"a\", title: \"abc\u{200f}! \u{200e}(x)\", place: (name: \"P\", country: \"IR\"))";
    let (ron, ..) = run_on("", activities, &["export", "--format", "ron"]);
    assert!(ron.contains("\"abc! (x)\""), "{ron}");
}

#[test]
fn translated_basis_values_are_accepted() {
    for (basis, other) in [("énoncé", "stated"), ("conclu", "drawn"), ("aucun", "none")] {
        let found = |basis: &str| run(&["list", "--format", "ids", "--basis", basis]);
        assert_eq!(found(basis), found(other));
    }
}

#[test]
fn errors_name_the_help_of_the_command() {
    for (arguments, help) in [
        (&["list", "--separator", "x"][..], "Help: passerelle list --help\n"),
        (&["--lang", "en", "cite", "malaga", "--style", "x"], "Help: passerelle cite --help\n"),
        (&["--color", "x"], "Help: passerelle --help\n"),
    ] {
        let reported = run(&[arguments, &["--lang", "en"]].concat()).1;
        assert!(reported.ends_with(help), "{reported}");
    }
}

#[test]
fn periods_without_a_start_get_no_suggestion() {
    let reported = run_on("", &activity("a", "FR", "period: \"../2010\""), &["check"]);
    assert!(!format!("{reported:?}").contains("Write "), "{reported:?}");
}

#[test]
fn markdown_list_items_keep_their_paragraphs() {
    let header = "about: \"P1\\n\\nP2\\n\\n- x\\n- y\",";
    let (page, ..) = run_on(header, &activity("a", "FR", ""), &["show", "a", "--format", "markdown"]);
    assert!(page.contains("- About: P1\n\n  P2\n\n  - x\n  - y\n"), "{page}");
}

#[test]
fn backslashes_in_dois_are_escaped_in_bibtex() {
    let header = "sources: {\"s\": Source(title: \"S\", doi: \"10.1000/a\\\\\")},";
    let fields = "sources: [\"s\"]";
    let (entries, ..) = run_on(header, &activity("a", "FR", fields), &["cite", "s", "--style", "bibtex"]);
    assert!(entries.contains("doi = {10.1000/a%5C}\n"), "{entries}");
}

#[test]
fn view_command_is_not_wrapped_within_options() {
    for size in [(80, 24), (60, 20), (40, 12)] {
        let mut session = Session::new(Lang::FR, size);
        session.keys("c - Enter t Space Down Space Esc / service Enter Y");
        let screen = session.screen();
        let lines: Vec<&str> = screen.lines().map(|it| it.trim_matches(['┃', ' '])).collect();
        assert!(lines.iter().any(|it| it.starts_with("passerelle")), "{screen}");
        assert!(lines.iter().all(|it| !it.ends_with('-')), "{screen}");
    }
}

#[test]
fn group_heading_is_visible_after_regrouping() {
    for keys in ["L Down Down Tab", "L Down Down Tab Tab", "L Down Down Down Tab"] {
        let mut session = Session::new(Lang::EN, (80, 24));
        session.keys(keys);
        let height = session.app.panes().text_height();
        let lens = session.app.mode().lens().unwrap();
        assert!(lens.visible_headings(height).next().is_some(), "{keys}: {}", session.screen());
        assert!(session.cursor_line().contains('▌'), "{keys}: {}", session.screen());
    }
}

#[test]
fn changes_to_the_hidden_text_are_reported() {
    let mut session = Session::new(Lang::EN, (200, 40));
    session.keys("z I");
    assert!(session.screen().contains("The text is not shown here"), "{}", session.screen());
    session.keys("z I");
    assert!(!session.screen().contains("The text is not shown here"), "{}", session.screen());
}

#[test]
fn picker_input_shows_its_end_when_too_long() {
    let mut session = Session::new(Lang::FR, (40, 12));
    session.keys(&format!("c {}xyz", "a".repeat(60)));
    let screen = session.screen();
    assert!(screen.contains("›…a") && screen.contains("aaxyz "), "{screen}");
}

#[test]
fn empty_search_results_are_valid_json() {
    for command in ["list", "facets", "lessons"] {
        let (found, reported, status) = run(&[command, "--format", "json", "-q", "zzqq", "--lang", "en"]);
        assert_eq!((found.as_str(), status), ("[]\n", 1), "{command}: {reported}");
        assert!(!reported.is_empty());
    }
    assert_eq!(run(&["list", "--format", "ids", "-q", "zzqq"]).0, "");
}

#[test]
fn searches_of_thousands_of_words_suggest_only_a_few() {
    let words = (0..4000).map(|it| format!("x{it}")).collect::<Vec<_>>();
    for between in [" | ", " "] {
        let (_, err, status) = run(&["list", "-q", &words.join(between)]);
        assert!(status == 1 && err.starts_with("No activities match"), "{err}");
    }
    // The cost does not grow with the number of words: only a fixed number of changes is tried.
    let library = passerelle::query::Library::load(vec![passerelle::load::Origin::BuiltIn]);
    let mut query = passerelle::query::Query::default();
    query.search = words.join(" | ").replace('x', "probatoin");
    let answer = passerelle::query::Answer::new(&library, &query, passerelle::lang::Lang::EN, None);
    assert!(passerelle::query::ways_out(&library, &query, &answer, true).len() <= 9);
}

#[test]
fn outlying_years_do_not_change_other_periods() {
    let header = "";
    let open = activity("open", "FR", "period: \"2012/..\"") + &activity("last", "FR", "period: \"2019\"");
    for other in ["9019", "1800/2019"] {
        let activities = format!("{open} {}", activity("other", "FR", &format!("period: \"{other}\"")));
        let (out, err, _) = run_on(header, &activities, &["list", "--date", "2015", "--format", "ids"]);
        assert!(out.starts_with("open\n"), "{other}: {out}{err}");
    }
    let long = activity("long", "FR", "period: \"1800/2019\"");
    for year in ["1801", "1999"] {
        assert_eq!(run_on(header, &long, &["list", "--date", year, "--format", "ids"]).0, "long\n", "{year}");
    }
    let activities = format!("{open} {}", activity("other", "FR", "period: \"9019\""));
    let (years, ..) = run_on(header, &activities, &["facets", "date"]);
    assert!(years.contains("  1  9019") && !years.contains("9018"), "{years}");
}

#[test]
fn fallback_language_does_not_depend_on_order() {
    for title in ["{\"it\": \"Titolo\", \"de\": \"Titel\"}", "{\"de\": \"Titel\", \"it\": \"Titolo\"}"] {
        let activity = format!("(id: \"a\", title: {title}, place: (name: \"P\", country: \"NL\"))");
        assert!(run_on("", &activity, &["list", "--lang", "fr"]).0.contains("Titel"), "{title}");
    }
}

#[test]
fn including_and_excluding_a_value_matches_nothing() {
    for filters in [
        ["--missing", "aims", "--not-missing", "aims"],
        ["--stated", "aims", "--missing", "aims"],
        ["--country", "FR", "--not-country", "FR"],
        ["--not-theme", "risk-assessment", "--theme", "risk-assessment"],
    ] {
        let (out, _, status) = run(&[&["list", "--format", "ids"], &filters[..]].concat());
        assert_eq!((out.as_str(), status), ("", 1), "{filters:?}");
    }
}

#[test]
fn json_without_matches_is_an_empty_array() {
    for command in [&["list"][..], &["show"], &["lessons"], &["facets"]] {
        for filters in [["--country", "DE"], ["--country", "QQ"], ["-q", "zzzz"]] {
            let (out, _, status) = run(&[command, &["--format", "json"], &filters].concat());
            assert_eq!((out.as_str(), status), ("[]\n", 1), "{command:?} {filters:?}");
        }
    }
}

#[test]
fn multiple_results_under_a_theme_are_bulleted() {
    let activities = [
        activity("a", "FR", "themes: [\"t\"], results: [\"One.\", \"Two.\"]"),
        activity("b", "BE", "results: [\"Alone.\"]"),
    ];
    let on = |more: &[&str]| {
        let command = [&["lessons", "--by", "theme", "--section", "results"], more].concat();
        run_on("themes: {\"t\": (name: \"T\")},", &activities.concat(), &command).0
    };
    let text = on(&[]);
    assert!(text.contains("• One.") && text.contains("• Two.") && text.contains("  Alone."), "{text}");
    let json: serde_json::Value = serde_json::from_str(&on(&["--format", "json"])).unwrap();
    assert_eq!((&json[0]["theme"], json[2].get("theme")), (&"t".into(), Some(&serde_json::Value::Null)), "{json}");
}

#[test]
fn near_matches_are_suggested() {
    let (_, err, _) = run(&["show", "hague"]);
    assert!(err.contains("Did you mean “the-hague”?"), "{err}");
    let (_, err, _) = run(&["export", "-o", "a.tsv"]);
    assert!(err.contains("passerelle list --format tsv > a.tsv."), "{err}");
    let (_, err, _) = run(&["list", "--marked", "--no-state"]);
    assert!(err.starts_with("With --no-state, no marks are read.\n"), "{err}");
    // A number in an id is not suggested as a word.
    let numbered = activity("a-110", "FR", "");
    let (_, err, _) = run_on("", &numbered, &["list", "-q", "x10"]);
    assert!(!err.contains("110"), "{err}");
}

#[test]
fn citations_name_the_licence_of_each_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    for (name, licence) in [("a", "MIT"), ("b", "ODbL")] {
        let activity = activity(name, "FR", "");
        let text =
            format!("Catalogue(format: 1, title: \"T {name}\", licence: \"{licence}\", activities: [{activity}])");
        std::fs::write(folder.path().join(format!("{name}.ron")), text).unwrap();
    }
    let (out, ..) = run(&["cite", "-f", folder.path().to_str().unwrap()]);
    assert!(out.contains("T a – Licence: MIT\n") && out.contains("T b – Licence: ODbL\n"), "{out}");
}

/// Imports a file; returns the catalogue, the messages and the exit status.
fn import_file(name: &str, content: &str) -> (String, String, i32) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    run(&["import", path.to_str().unwrap(), "--lang", "en"])
}

/// Imports a table; returns the catalogue, with each run of white space replaced by one space, and the messages.
fn import_collapsed(name: &str, table: &str) -> (String, String) {
    let (ron, message, _) = import_file(name, table);
    (ron.split_whitespace().collect::<Vec<_>>().join(" "), message)
}

#[test]
fn bilingual_tables_are_imported_without_loss() {
    // URLs and titles of sources in either language.
    let (ron, _) = import_collapsed(
        "s.csv",
        "title_fr,title_en,country,sources_fr,sources_en\nA,A,FR,https://a.org/fr,https://a.org/en\n",
    );
    assert!(ron.contains("url: \"https://a.org/fr\"") && ron.contains("url: \"https://a.org/en\""), "{ron}");
    let (ron, _) = import_collapsed(
        "s.csv",
        "title_fr,title_en,country,sources_fr,sources_en\nA,A,FR,Rapport,Report B (https://b.org)\n",
    );
    assert!(ron.contains("Rapport") && ron.contains("Report B") && ron.contains("url: \"https://b.org\""), "{ron}");
    // One term in one language for two in the other.
    let (ron, _) = import_collapsed(
        "t.csv",
        "title_fr,title_en,country,themes_fr,themes_en\nA,A,FR,genre,gender\nB,B,FR,genre,sex\nC,C,FR,genre,sex\n",
    );
    assert!(
        ron.contains("\"fr\": \"genre\", \"en\": \"gender\"") && ron.contains("\"fr\": \"genre\", \"en\": \"sex\""),
        "{ron}"
    );
    assert_eq!(ron.matches("\"sex\"").count(), 1, "{ron}");
    let (ron, _) = import_collapsed(
        "e.csv",
        "title_fr,title_en,country,experts_fr,experts_en\nA,A,FR,Efus,Efus EN\nB,B,FR,Efus,Other\n",
    );
    assert!(ron.contains("Efus EN") && ron.contains("Other"), "{ron}");
    // Lists of different lengths.
    let (ron, _) = import_collapsed("l.csv", "Title;Country;themes_fr;themes_en\nA;FR;genre | ville;city\n");
    assert!(!ron.contains("\"fr\": \"genre\", \"en\": \"city\"") && ron.contains("\"en\": \"city\""), "{ron}");
}

#[test]
fn each_form_under_a_heading_is_an_activity() {
    for table in
        ["Fiche 1;\nTitre;A\nPays;FR\nFiche 2;\nTitre;B\nPays;BE\n", "Recueil;\nTitre;A\nPays;FR\nTitre;B\nPays;BE\n"]
    {
        let (ron, _) = import_collapsed("f.csv", table);
        assert!(ron.contains("title: \"A\"") && ron.contains("title: \"B\""), "{table}: {ron}");
    }
}

#[test]
fn towns_with_countries_in_one_cell_become_places() {
    for (cell, second) in [
        ("\"Lyon (FR), Torino (IT)\"", "Torino"),
        ("\"Lyon, France / Torino, Italy\"", "Torino"),
        ("Lyon (FR) / Gent (BE)", "Gent"),
    ] {
        let (ron, _) = import_collapsed("p.csv", &format!("Title;City;Country\nA;{cell};\n"));
        assert!(
            ron.contains("name: \"Lyon\", country: \"FR\"") && ron.contains(&format!("name: \"{second}\", country:")),
            "{ron}"
        );
    }
    // Whatever the country column contains.
    for (country, kept) in [("France", false), ("Italy", false), ("France; Belgium", true)] {
        let (ron, _) =
            import_collapsed("p.csv", &format!("Title;City;Country\nA;Lyon (FR), Torino (IT);\"{country}\"\n"));
        assert!(ron.contains("name: \"Lyon\", country: \"FR\""), "{ron}");
        assert!(ron.contains("name: \"Torino\", country: \"IT\"") && ron.contains("Belgium") == kept, "{ron}");
    }
    let (ron, _) = import_collapsed("p.csv", "Title;City;Country\nA;\"Lyon, France\";\n");
    assert!(ron.contains("name: \"Lyon\", country: \"FR\""), "{ron}");
}

#[test]
fn invisible_cells_count_as_empty() {
    for nothing in ['\u{200b}', '\u{ad}', '\u{2060}', '\u{feff}', '\u{200e}', '\u{180e}', '\u{e0041}', '\u{a0}'] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v.ron");
        let table = format!(
            "Title;Country;Summary;Lessons;id;Contact;{nothing}\nA;FR;{nothing};{nothing};{nothing};{nothing};x\n"
        );
        let (ron, message, status) = import_file("v.csv", &table);
        assert_eq!(status, 0, "{nothing:?}: {message}");
        std::fs::write(&path, ron).unwrap();
        assert_eq!(run(&["check", path.to_str().unwrap(), "--format", "json"]).2, 0, "{nothing:?}");
    }
}

#[test]
fn import_keeps_dates_positions_and_row_ids() {
    let (ron, _) = import_collapsed("d.csv", "Title;Country;Start;End\nA;FR;2015-2017;2019\n");
    assert!(ron.contains("2015-2017") && ron.contains("2015/2019"), "{ron}");
    let (ron, _) = import_collapsed("g.csv", "Title;Country;Latitude;Longitude;GPS\nA;FR;somewhere;x;48.5, 2.3\n");
    assert!(
        ron.contains("(48.5, 2.3)")
            && ron.contains("\"Latitude\": \"somewhere\"")
            && ron.contains("\"Longitude\": \"x\""),
        "{ron}"
    );
    let (ron, _) = import_collapsed("i.csv", "id;Title;Country\n;a;FR\na;B;FR\n");
    assert!(ron.contains("id: \"a\", title: \"B\"") && ron.contains("id: \"a-2\", title: \"a\""), "{ron}");
    let (_, message) = import_collapsed("i.csv", "id;Title;Country\n-x-;a;FR\n");
    assert!(message.contains("-x-"), "{message}");
}

#[test]
fn csv_quotes_and_row_numbers_work_with_any_line_ending() {
    let (_, message, status) = import_file("q.csv", "Title;Country;Summary\r\nA;FR;27\" screen\r\nB;BE;x\r\n");
    assert!(status == 0 && !message.contains("not closed"), "{message}");
    let (_, message, _) = import_file("n.csv", "Title;Country\r\nA;FR\r\nB;QQ");
    assert!(message.contains("row 3"), "{message}");
    let (ron, message) = import_collapsed("o.csv", "Title\nA\n\"B, with comma\"\n");
    assert!(!message.contains("no column is called title"), "{message}{ron}");
}

#[test]
fn terms_of_overfull_cells_are_not_in_the_vocabulary() {
    let many = (0..70).map(|it| format!("t{it}")).collect::<Vec<_>>().join(" | ");
    let (ron, message) = import_collapsed("m.csv", &format!("Title;Country;Themes\nA;FR;{many}\n"));
    assert!(!ron.contains("themes: {") && ron.contains("t69"), "{message}{ron}");
}

#[test]
fn placeholder_cells_are_empty_and_reported() {
    let (ron, message) = import_collapsed(
        "n.csv",
        "Title;Country;Period;Lessons;Partners\nA;FR;n/a;-;N/A\nB;BE;2019;–;n.d.\nn/a;FR;;;\n",
    );
    assert!(message.contains("6 cells say that there is nothing (n/a, -, N/A, –, n.d.)"), "{message}");
    assert!(!ron.contains("n/a") && !ron.contains("N/A") && ron.matches("Activity(").count() == 2, "{ron}");
    let (_, message) = import_collapsed("n.csv", "Title;Country\nA;FR\nB;n/a\n");
    assert!(message.contains("row 3: left out, it has no country"), "{message}");
    // NA is the country code of Namibia.
    let (ron, _) = import_collapsed("n.csv", "Title;Country\nA;NA\n");
    assert!(ron.contains("country: \"NA\""), "{ron}");
}

#[test]
fn semicolons_in_urls_do_not_split_them() {
    let (ron, _) =
        import_collapsed("s.csv", "Title,Country,Sources\nA,FR,\"https://a.fr/x;y=1; https://b.fr/;https://c.fr\"\n");
    for url in ["https://a.fr/x;y=1", "https://b.fr/", "https://c.fr"] {
        assert!(ron.contains(&format!("url: \"{url}\"")), "{ron}");
    }
}

#[test]
fn misplaced_fields_are_reported_with_their_place() {
    let check = |field: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.ron");
        let text = format!(
            "Catalogue(format: 1, title: \"T\", activities: [Activity(id: \"a\", title: \"A\", {field}, \
             place: Place(name: \"P\", country: \"FR\"))])"
        );
        std::fs::write(&path, text).unwrap();
        run(&["check", path.to_str().unwrap(), "--lang", "en"]).0
    };
    for (field, message) in [
        ("country: \"FR\"", "It belongs in place: Place(name: \"…\", country: \"FR\")."),
        ("pays: \"FR\"", "It belongs in place: Place("),
        ("latitude: 4.5", "It belongs in place: Place("),
        ("summary_en: \"x\"", "The languages go inside the text: summary: { \"en\": \"…\" }."),
        ("description_FR: \"x\"", "The languages go inside the text: summary: { \"fr\": \"…\" }."),
        ("weather: \"x\"", "goes into extra: { \"Weather\": \"…\" }."),
        ("lessons: [Lesson(texte: \"x\")]", "Did you mean “text”?"),
    ] {
        assert!(check(field).contains(message), "{field}: {}", check(field));
    }
}

#[test]
fn json_tables_are_read_in_every_orientation() {
    for json in [
        r#"{"title": {"0": "Un", "1": "Deux"}, "country": {"0": "FR", "1": "BE"}}"#,
        r#"{"0": {"title": "Un", "country": "FR"}, "1": {"title": "Deux", "country": "BE"}}"#,
        r#"{"title": ["Un", "Deux"], "country": ["FR", "BE"]}"#,
        r#"{"columns": ["title", "country"], "index": [0, 1], "data": [["Un", "FR"], ["Deux", "BE"]]}"#,
    ] {
        let (ron, message) = import_collapsed("t.json", json);
        assert!(ron.contains("title: \"Un\"") && ron.contains("title: \"Deux\""), "{json}: {message}{ron}");
        assert!(ron.contains("country: \"FR\"") && ron.contains("country: \"BE\""), "{json}: {ron}");
    }
    // One activity whose values include lists stays one.
    let (ron, _) = import_collapsed("t.json", r#"{"title": "Un", "country": "FR", "themes": ["a", "b"]}"#);
    assert_eq!(ron.matches("Activity(").count(), 1, "{ron}");
}

#[test]
fn names_resembling_an_id_are_remarked_in_any_case() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("names.ron");
    let organisations = "organisations: { \"efus\": Organisation(name: \"European Forum\") }";
    let activity = "Activity(id: \"a\", title: \"A\", place: Place(name: \"P\", country: \"FR\"), lead: \"Efus\", \
                    partners: [\"efuss\", \"Police\", \"European Forum\"], experts: [\"efus\"])";
    std::fs::write(&path, format!("Catalogue(format: 1, title: \"T\", {organisations}, activities: [{activity}])"))
        .unwrap();
    let (out, _, status) = run(&["check", path.to_str().unwrap()]);
    for name in ["Efus", "efuss"] {
        let remark = format!("“{name}” is taken as a name; is the organisation “efus” meant?");
        assert!(out.contains(&remark), "{out}");
    }
    assert_eq!((out.matches("is taken as a name").count(), status), (2, 0), "{out}");
}

#[test]
fn activities_have_at_most_64_themes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("themes.ron");
    let themes: Vec<String> = (0..66).map(|it| format!("\"t{it}\": \"Theme {it}\"")).collect();
    let activity = |count: usize| {
        let ids: Vec<String> = (0..count).map(|it| format!("\"t{it}\"")).collect();
        let place = "place: Place(name: \"P\", country: \"FR\")";
        format!("Activity(id: \"a{count}\", title: \"A\", {place}, themes: [{}])", ids.join(", "))
    };
    let activities = [64, 65, 66].map(activity).join(",\n");
    let text = format!(
        "Catalogue(format: 1, title: \"T\", themes: {{{}}}, activities: [\n{activities}\n])",
        themes.join(", ")
    );
    std::fs::write(&path, text).unwrap();
    let (out, _, _) = run(&["list", "-f", path.to_str().unwrap(), "--format", "ids"]);
    assert_eq!(out, "a64\n");
    let (out, _, _) = run(&["check", path.to_str().unwrap()]);
    for count in [65, 66] {
        assert!(out.contains(&format!("there are {count} here: at most 64 are read")), "{out}");
    }
}

#[test]
fn only_the_first_of_many_problems_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.ron");
    let themes: String = (0..57).map(|it| format!("\"A {it}\": \"A\",\n")).collect();
    std::fs::write(&path, format!("Catalogue(format: 1, themes: {{\n{themes}}}, activities: [])")).unwrap();
    let (_, message, status) = run(&["list", "-f", path.to_str().unwrap()]);
    assert_eq!(
        (message.matches("is not an identifier").count(), status),
        (49, 2),
        "and one without a title: {message}"
    );
    assert!(message.contains("… and 8 more problems."), "{message}");
}

#[test]
fn country_names_are_corrected_or_rejected() {
    let country = |written: &str| {
        let (ron, message, status) = import_file("c.csv", &format!("Title;Country\nA;{written}\n"));
        let code = ron.split("country: \"").nth(1).map(|it| it[..2].to_owned());
        (code.unwrap_or_default(), message, status)
    };
    for (written, code) in [("Niger.", "NE"), ("Niger*", "NE"), ("Niger¹", "NE"), ("Guyane*", "GF"), ("Frnace", "FR")]
    {
        let (found, message, _) = country(written);
        assert!(found == code && message.contains(&format!("({code}).")), "{written}: {found} {message}");
    }
    for (written, code) in [
        ("Syrian Arab Republic", "SY"),
        ("Republic of Korea", "KR"),
        ("République de Moldova", "MD"),
        ("The Gambia", "GM"),
        ("Holy See", "VA"),
    ] {
        assert_eq!(country(written).0, code, "{written}");
    }
    for written in ["Nigers", "Malii", "Libia", "aigeria"] {
        assert_eq!(country(written).2, 2, "{written}: {}", country(written).0);
    }
}

#[test]
fn open_periods_consider_every_year_of_the_file() {
    let sheet = |id: &str, more: &str| {
        format!("Activity(id: \"{id}\", title: \"T\", place: Place(name: \"P\", country: \"FR\"), {more}),\n")
    };
    let pad = format!("summary: \"{}\"", "x ".repeat(20_000));
    let (early, open) = (sheet("early", "period: \"2022\""), sheet("open", "period: \"2020/..\""));
    for order in [[&early, &sheet("pad", &pad), &open], [&open, &sheet("pad", &pad), &early]] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.ron");
        let text = format!("Catalogue(format: 1, title: \"T\", activities: [\n{}])", order.map(|it| &**it).concat());
        std::fs::write(&path, text).unwrap();
        let ids = |filters: &[&str]| {
            let (found, _, _) = run(&[&["list", "-f", path.to_str().unwrap(), "--format", "ids"], filters].concat());
            let mut ids: Vec<String> = found.lines().map(str::to_owned).collect();
            ids.sort();
            ids.join(" ")
        };
        assert_eq!(ids(&["--date", "2022"]), "early open");
        assert_eq!(ids(&["--not-date", "2021"]), "early pad");
        assert_eq!(ids(&["--not-date", "2022"]), "pad");
        assert_eq!(ids(&["--date", "2020", "--not-date", "2021"]), "");
    }
}

#[test]
fn date_options_accept_not_stated_when_all_are_dated() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    let text = "Catalogue(format: 1, title: \"T\", activities: [\
        (id: \"a\", title: \"A\", place: (name: \"P\", country: \"FR\"), period: \"2022\")])";
    std::fs::write(&path, text).unwrap();
    let list = |filters: &[&str]| {
        let (found, _, status) = run(&[&["list", "-f", path.to_str().unwrap(), "--format", "ids"], filters].concat());
        (found.trim().to_owned(), status)
    };
    assert_eq!(list(&["--date", "not-stated"]), (String::new(), 1));
    assert_eq!(list(&["--not-date", "not-stated"]), ("a".to_owned(), 0));
    assert_eq!(list(&["--date", "2022", "--date", "not-stated"]), ("a".to_owned(), 0));
}

#[test]
fn missing_texts_fall_back_to_the_catalogue_language() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    let text = "Catalogue(format: 1, title: \"T\", language: \"el\", activities: [(id: \"a\", \
        title: {\"en\": \"English\", \"el\": \"Ελληνικά\"}, place: (name: {\"tr\": \"Yer\", \"el\": \"Τόπος\"}, country: \"GR\"))])";
    std::fs::write(&path, text).unwrap();
    let (found, _, _) = run(&["list", "-f", path.to_str().unwrap(), "--lang", "tr"]);
    assert!(found.contains("Yer") && found.contains("Ελληνικά"), "{found}");
}

#[test]
fn sparse_forms_are_recognised() {
    let (ron, message) =
        import_collapsed("f.csv", "Name,Night walks\nCountry,France\nResults,\nAims,\nLessons,\nContact,\n");
    assert!(ron.contains("title: \"Night walks\"") && ron.matches("Activity(").count() == 1, "{message}{ron}");
}

#[test]
fn header_rule_names_the_current_and_lens_sections() {
    let mut session = Session::new(Lang::FR, (60, 20));
    session.keys("Enter 6");
    assert!(session.screen().contains("[6 Perspectives]"), "{}", session.screen());
    session.keys("Esc L");
    assert!(session.screen().contains("[Enseignements]  Résultats  Perspectives "), "{}", session.screen());
    session.keys("Space");
    assert!(session.screen().contains("1✓"), "{}", session.screen());
}

#[test]
fn ctrl_n_and_ctrl_p_move_in_pickers_and_search_history() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("c C-n C-n C-p Enter");
    assert!(session.screen().contains("c Country  ES "), "{}", session.screen());
    session.keys("/ p o l i c e Enter r / C-p");
    assert!(session.screen().contains("police"), "{}", session.screen());
}

#[test]
fn invalid_ids_get_a_suggestion() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    std::fs::write(&path, "Catalogue(format: 1, id: \"Our towns, 2024\", title: \"T\", activities: [])").unwrap();
    let (found, _, _) = run(&["check", path.to_str().unwrap()]);
    assert!(found.contains("Write \"our-towns-2024\"."), "{found}");
}

#[test]
fn command_help_fits_the_terminal_width() {
    for columns in ["60", "80"] {
        let output = command(["list", "--help"]).env("COLUMNS", columns).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let widest = text.lines().map(|it| it.chars().count()).max().unwrap();
        assert!(widest <= columns.parse().unwrap(), "{text}");
    }
}

#[test]
fn reading_language_without_text_falls_back() {
    let library = Library::load(vec![Origin::BuiltIn]);
    let start = Start::in_language(Lang::EN.with_texts("de"));
    let session = Session::on(library, start, (80, 24));
    let screen = session.screen();
    assert!(screen.contains("There is no text in German.") && screen.contains("Assessing risk"), "{screen}");
}

#[test]
fn partial_result_is_printed_but_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::copy("data/prepare.ron", path("a.ron")).unwrap();
    let (found, message, status) = run(&["list", "-f", &path("a.ron"), "-f", &path("none.ron")]);
    assert!(status == 2 && found.lines().count() == 9 && message.contains("none.ron"), "{message}");
    for (command, name) in
        [("export", "o.json"), ("export", "o.xlsx"), ("export", "o.ron"), ("cite", "o.bib"), ("lessons", "o.md")]
    {
        let (_, message, status) = run(&[command, "-f", &path("a.ron"), "-f", &path("none.ron"), "-o", &path(name)]);
        let is_refused = message.contains("is not saved: it would lack") || message.contains("one catalogue");
        assert!(status == 2 && is_refused && !std::fs::exists(path(name)).unwrap(), "{name}: {message}");
    }
}

#[test]
fn identifier_of_a_source_is_cited_before_a_place_of_that_name() {
    let source = "sources: { \"lyon\": Source(title: \"Report on Lyon\") },";
    let activity = "Activity(id: \"a\", title: \"X\", place: (name: \"Lyon\", country: \"FR\"), sources: [\"lyon\"]),";
    assert!(run_on(source, activity, &["cite", "lyon"]).0.starts_with("Report on Lyon"));
    assert!(run_on(source, activity, &["show", "lyon"]).0.starts_with("X\n"));
    let other = activity.replace("Lyon", "Nice");
    let (found, message, status) = run_on(source, &other, &["show", "lyon", "a"]);
    assert!(status == 2 && found.is_empty() && message.contains("“lyon”"), "a source is no activity: {found}{message}");
}

#[test]
fn check_leads_to_valid_corrections() {
    let themes = "themes: { \"My Theme\": \"My theme\", other-theme: \"Other\" },";
    let fields = "themes: [\"my-theme\", \"other-theme\"], sources: [\"https://example.org/r\", \"Annual report\"], \
                  summary: \"N \\ud83d\\ude00 \\ud83d \\u00e9\\udc00\", end: \"2025\", aims: [[[[[\"x\"]]]]],";
    let (_, message, _) = run_on(themes, &activity("a", "IT, SI", fields), &["check"]);
    let (found, _, _) = run_on(themes, &activity("a", "IT, SI", fields), &["check"]);
    let report = found + &message;
    for part in [
        "Write \"my-theme\".",
        "a place has one country: several places are written places:",
        "write \"example-org-r\": Source(title: \"…\", url: \"https://example.org/r\") there",
        "write \"annual-report\": Source(title: \"Annual report\") there",
        "\\ud83d\\ude00 is how JSON writes it: write \\u{1f600}",
        "\\ud83d is not a valid escape",
        "\\u00e9 is how JSON writes it: write \\u{e9}",
        "\\udc00 is not a valid escape",
        "there is no field “end” here. Did you mean “period”?",
    ] {
        assert!(report.contains(part), "{part}: {report}");
    }
    assert_eq!(report.matches("“[” does not belong").count(), 1, "{report}");
    assert!(!report.contains("is not in “themes”") && !report.contains("a comma belongs here"), "{report}");
}

#[test]
fn newer_json_catalogue_is_not_imported() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.json");
    let json = r#"{"format": 2, "title": "T", "activities": [{"id": "a", "title": "X", "place": {"name": "P", "country": "FR"}}]}"#;
    std::fs::write(&path, json).unwrap();
    let (found, message, status) = run(&["import", path.to_str().unwrap()]);
    assert!(status == 2 && found.is_empty() && message.contains("install a newer version"), "{message}");
}

#[test]
fn json_states_a_language_only_where_texts_do() {
    let language = |header: &str, title: &str| {
        let text = format!(
            "Catalogue(format: 1, {header} title: \"T\", activities: [(id: \"a\", title: {title}, place: (name: \"P\", country: \"FR\"))])"
        );
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.ron");
        std::fs::write(&path, text).unwrap();
        let (json, _, _) = run(&["export", "--format", "json", "--lang", "en", "-f", path.to_str().unwrap()]);
        json.lines().find(|it| it.contains("\"language\"")).unwrap_or_default().trim().to_owned()
    };
    assert_eq!(language("language: \"en\",", "\"X\""), "\"language\": \"en\",");
    assert_eq!(language("language: \"de\",", "\"X\""), "\"language\": \"de\",");
    assert_eq!(language("", "\"X\""), "\"language\": null,", "the catalogue does not state it");
    assert_eq!(language("language: \"en\",", "{ \"fr\": \"X\" }"), "\"language\": null,");
}

#[test]
fn numbers_and_addresses_are_in_no_language() {
    let fields = "funding: { \"fr\": \"12 000 €\" }, contact: { \"fr\": \"exemple.fr/cafe\" }, summary: { \"fr\": \"Un texte\" },";
    let (shown, _, _) = run_on("", &activity("a", "FR", fields), &["show", "a"]);
    let shown = shown.replace('\u{a0}', " ");
    assert!(shown.contains("Un texte [fr]") && !shown.contains("€ [fr]") && !shown.contains("cafe [fr]"), "{shown}");
}

#[test]
fn command_of_a_view_names_files_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("two  spaces.ron");
    assert!(Origin::Path(path).argument().ends_with("two  spaces.ron"));
    assert!(!Origin::Path(folder.path().join("a\nb.ron")).argument().contains('\n'));
}

#[test]
fn unquoted_file_name_with_spaces_is_recognised() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("my own table.csv"), "title,country\nA,FR\n").unwrap();
    let output = command(["import", "my", "own", "table.csv"]).current_dir(folder.path()).output().unwrap();
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        message.contains("the file “my own table.csv” has spaces in its name: write it as 'my own table.csv'."),
        "{message}"
    );
    assert!(run(&["show", ""]).1.ends_with("The command list shows them all.\n"), "no name is like an empty one");
}

#[test]
fn one_country_is_not_taken_for_several() {
    let report = |country: &str| {
        let place = format!("Activity(id: \"a\", title: \"X\", place: (name: \"P\", country: {country})),");
        run_on("", &place, &["check"]).0
    };
    for (country, part) in [
        ("\"Congo, Democratic Republic of the\"", "Write CD."),
        ("\"France, FR\"", "is not a country code"),
        ("[\"FR\"]", "text in straight quotes is expected here"),
        ("[\"FR\", \"BE\"]", "a place has one country"),
        ("\"FR/BE\"", "a place has one country"),
    ] {
        assert!(report(country).contains(part), "{country}: {}", report(country));
    }
}

#[test]
fn paging_in_a_shown_text_stays_in_it_and_space_marks_nothing() {
    let mut session = Session::new(Lang::EN, (40, 12));
    session.keys("y 1");
    let before = session.screen();
    session.keys("PgDn");
    assert!(session.app.overlay().is_some() && session.screen() != before, "{}", session.screen());
    session.keys("Space");
    assert_eq!(session.app.library().marked_count(), 0);
    assert!(session.app.overlay().is_none());
}

#[test]
fn lens_says_in_which_language_the_words_are() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("/ délinquants Enter L");
    assert!(session.screen().contains("found in French: i"), "{}", session.screen());
    session.keys("n");
    assert!(session.screen().contains("Not here, but in French"), "{}", session.screen());
    session.keys("i");
    assert!(session.screen().contains("3 occurrences"), "{}", session.screen());
}

#[test]
fn removed_mark_comes_back_to_its_place() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("Space Down Space Down Space m");
    let ids: Vec<String> = session.ids().into_iter().map(str::to_owned).collect();
    session.keys("Home Down Space");
    assert_eq!(session.ids().len(), 2);
    assert!(session.screen().contains("u brings it back"), "{}", session.screen());
    session.keys("u");
    assert_eq!(session.ids(), ids);
    assert!(session.cursor_line().contains("Catalonia"), "{}", session.screen());
    // Several at once, and after other keys.
    session.keys("Space Space Up s S u u");
    session.keys("s S");
    assert_eq!(session.app.library().marked_count(), 3);
    session.keys("u");
    assert_eq!(session.ids().len(), 9, "then u undoes the last change of the filters");
}

#[test]
fn removed_mark_comes_back_after_the_filters_have_changed() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("Space m Space Esc");
    assert_eq!(session.app.library().marked_count(), 0, "{}", session.screen());
    session.keys("u u");
    assert!(session.screen().contains("Marked: Avignon"), "{}", session.screen());
    assert_eq!(session.ids(), ["avignon"]);
    session.keys("u Space c f r Enter u u");
    assert_eq!(session.app.library().marked_count(), 1, "{}", session.screen());
    assert_eq!(session.ids().len(), 9);
}

#[test]
fn mark_removed_while_reading_the_marked_ones_can_be_brought_back() {
    let mut session = Session::new(Lang::EN, (100, 20));
    session.keys("Space Down Space m Enter Space");
    assert!(session.screen().contains("Mark removed: Catalonia · u brings it back"), "{}", session.screen());
    assert_eq!(session.keys("u").selected(), "catalonia");
    assert!(session.screen().contains("━ Catalonia ━"), "the text keeps the focus: {}", session.screen());
    // Also if it was the only one.
    let mut session = Session::new(Lang::EN, (100, 20));
    session.keys("Space m Enter Space u");
    assert!(session.screen().contains("━ Avignon ━"), "the text has the focus again: {}", session.screen());
    session.keys("Space r Enter u u");
    assert_eq!(session.app.library().marked_count(), 1);
    assert!(session.app.mode().is_sheet(), "{}", session.screen());
}

#[test]
fn removed_mark_comes_back_outside_the_marked_ones() {
    for keys in ["Space", "Enter Space", "L Space"] {
        let mut session = Session::new(Lang::EN, (100, 30));
        session.keys(keys).keys("Space j u");
        assert_eq!(session.app.library().marked_count(), 1, "{keys}: {}", session.screen());
    }
}

#[test]
fn order_by_default_can_be_restored() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("s s s s s / s a");
    assert_eq!(session.selected(), "sarcelles", "{}", session.screen());
}

#[test]
fn keys_beside_a_prompt_can_be_clicked() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("C-f").click_on("Esc close");
    assert!(session.app.overlay().is_none(), "{}", session.screen());
    session.keys("e 1").click_on("Esc close");
    assert!(session.app.overlay().is_none(), "{}", session.screen());
}

#[test]
fn find_without_hits_stays_visible_as_long_as_it_is_active() {
    for keys in ["Enter / zzz Enter j", "L / zzz Enter j"] {
        let mut session = Session::new(Lang::EN, (100, 30));
        assert!(session.keys(keys).screen().contains("0 hits"), "{keys}: {}", session.screen());
        assert!(!session.keys("Esc").screen().contains("0 hits"), "{keys}: {}", session.screen());
    }
}

#[test]
fn help_over_a_menu_has_the_only_selected_row() {
    let mut session = Session::new(Lang::EN, (100, 30));
    let styles = styles(&session.keys("y F1").draw().0);
    // The cursor of the input line, the key of the selected row, and the rest of that row.
    assert_eq!(styles.matches("reversed").count(), 3, "{styles}");
}

#[test]
fn names_of_filters_lead_to_their_values_among_all_filters() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("f theme");
    assert!(session.screen().contains("[ ] Disengagement"), "{}", session.screen());
    let mut session = Session::new(Lang::FR, (80, 24));
    session.keys("f pays");
    assert!(session.cursor_line().contains("France"), "{}", session.screen());
}

#[test]
fn lens_in_two_languages_names_the_group_in_the_first() {
    let mut session = Session::new(Lang::FR, (120, 40));
    session.keys("L I Tab PgDn");
    assert!(session.screen().contains("par thème · "), "{}", session.screen());
    assert!(!session.screen().contains("par thème · Multi-agency work"), "{}", session.screen());
}

#[test]
fn help_over_an_empty_list_says_what_enter_does_there() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("/ zz Enter ?");
    assert!(session.screen().contains("apply the selected line"), "{}", session.screen());
    assert!(!session.screen().contains("read the selected activity"), "{}", session.screen());
}

#[test]
fn first_hit_of_a_lens_may_be_in_its_heading() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("/ offenders Enter L n");
    assert!(session.screen().contains("1 of 4"), "{}", session.screen());
    session.keys("n");
    assert!(session.screen().contains("2 of 4"), "{}", session.screen());
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("L C-f offenders");
    assert!(session.screen().contains("1 of 4"), "{}", session.screen());
}

#[test]
fn search_takes_the_word_typed_in_a_picker() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("t prison F3");
    assert_eq!(session.app.query().search, "prison");
    session.keys("Enter");
    assert!(!session.ids().is_empty() && session.ids().len() < 9);
}

#[test]
fn sorting_the_lens_keeps_the_whole_passage_in_view() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("L s s");
    let Mode::Lens(lens) = session.app.mode() else { panic!("{}", session.screen()) };
    let (lines, top) = (lens.selected_lines(), lens.pager.top);
    let height = session.app.panes().text_height();
    assert!(top <= lines.start && lines.end <= top + height, "{}", session.screen());
}

#[test]
fn picker_opened_by_a_click_while_finding_has_its_own_hints() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("Enter C-f city").click_on("c Country");
    assert!(session.screen().lines().last().unwrap().contains("Space"), "{}", session.screen());
}

#[test]
fn row_shows_the_country_that_the_filter_asks_for() {
    let places = "places: [(name: \"Geneva\", country: \"CH\"), (name: \"Turin\", country: \"IT\"), (name: \"Lyon\", country: \"FR\")]";
    let text = format!("Catalogue(format: 1, title: \"T\", activities: [Activity(id: \"a\", title: \"A\", {places})])");
    let library = Library::load(vec![Origin::Text(Clean::line("x"), text)]);
    let mut session = Session::on(library, Start::default(), (80, 24));
    assert!(session.screen().contains("CH+2"), "{}", session.screen());
    session.keys("c fr Enter");
    assert!(session.screen().contains("CH+FR+1"), "{}", session.screen());
}

#[test]
fn minus_before_a_space_is_explained() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("/ - Space prison");
    assert!(session.screen().contains("write the minus right before it: -prison"), "{}", session.screen());
    session.keys("C-u prison Space - Space police");
    assert!(!session.screen().contains("right before"), "{}", session.screen());
}

#[test]
fn leaving_a_prompt_says_which_search_has_replaced_which() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("/ prison Enter / police Esc");
    assert!(session.screen().contains("“police” instead of “prison” · u brings it back"), "{}", session.screen());
}

/// Returns the problems of a catalogue, each with its line and column, and the identifiers of its activities.
fn explained(text: &str) -> (Vec<String>, Vec<String>) {
    let origin = || vec![Origin::Text(Clean::line("c.ron"), text.to_owned())];
    let problems = passerelle::load::check(origin()).into_iter().filter(|it| !it.kind.is_remark());
    let told = problems.map(|it| format!("{}:{} {}", it.location.line, it.location.column, it.kind.message(Lang::EN)));
    let library = Library::load(origin());
    (told.collect(), library.catalogue.activities.iter().map(|it| it.id.to_string()).collect())
}

/// Returns a catalogue of three activities, the second of which has the given title and further lines.
fn three(title: &str, lines: &[&str]) -> String {
    let lines: String = lines.iter().map(|it| format!("            {it}\n")).collect();
    format!(
        "Catalogue(\n    format: 1,\n    title: \"T\",\n    activities: [
        Activity(id: \"a\", title: \"A\", place: Place(name: \"Lyon\", country: \"FR\")),
        Activity(\n            id: \"b\",\n            title: {title},
            place: Place(name: \"Ghent\", country: \"BE\"),\n{lines}        ),
        Activity(id: \"c\", title: \"C\", place: Place(name: \"Metz\", country: \"FR\")),\n    ],\n)\n"
    )
}

#[test]
fn mistakes_of_first_drafts_are_told_once_and_cost_only_their_record() {
    let lesson = |text: &str| format!("    Lesson(basis: Drawn, text: \"{text}),");
    let lessons = [lesson("Walk."), lesson("Run.\"")];
    let [unclosed, closed] = [&*lessons[0], &*lessons[1]];
    let cases: [(&str, &[&str], &[&str]); 11] = [
        ("\"B", &["lessons: [", unclosed, closed, "],"], &["8:20 this text is never", "11:44 this text is never"]),
        ("\"B\"", &["summary:", "aims: \"To see.\","], &["10:21 a value is missing"]),
        ("\"B\"", &[closed, closed, "],"], &["10:17 lessons: [ is missing before this"]),
        ("\"B\"", &["results: [\"One.\"]],"], &["10:30 the character “]” does not belong"]),
        (
            "\"B\"",
            &["\"aims\": \"A.\",", "\"results\": [\"B.\"],"],
            &["10:13 the names of fields", "11:13 the names of fields"],
        ),
        (
            "\"B\"",
            &["licence: \"CC-BY-4.0\","],
            &["10:13 there is no field “licence” here. It belongs in Catalogue(…)"],
        ),
        ("\"B\"", &["basis: Drawn,"], &["10:13 there is no field “basis” here. It belongs in Lesson(…)"]),
        (
            "\"B\"",
            &["results: [\"One.\",", "perspectives: [\"Two.\"],"],
            &["10:29 a closing ] is missing", "11:13 there is no field “perspectives” here. Did you mean “outlook”?"],
        ),
        (
            "\"B\"",
            &["results: [", "    - \"One.\",", "    - \"Two.\",", "],"],
            &["11:17 the character “-”", "12:17 the character “-”"],
        ),
        ("\"B\"", &["results: { \"One.\", \"Two.\" },"], &["10:22 a list, in [ ], is expected"]),
        ("\"B\"", &["results: [\"One.\"", "),", "aims: \"A.\","], &["11:13 a closing ] is missing"]),
    ];
    for (title, lines, expected) in cases {
        let (told, ids) = explained(&three(title, lines));
        assert!(told.len() == expected.len(), "{lines:?}: {told:#?}");
        assert!(told.iter().zip(expected).all(|(it, start)| it.starts_with(start)), "{lines:?}: {told:#?}");
        assert_eq!(ids, ["a", "c"], "{lines:?}");
    }
}

#[test]
fn record_without_its_beginning_leaves_the_one_before_it_in_use() {
    let text = three("\"B\"", &[]).replace("        Activity(\n            id: \"b\"", "            id: \"b\"");
    let (told, ids) = explained(&text);
    assert_eq!(told, ["6:13 an opening ( is missing here."]);
    assert_eq!(ids, ["a", "c"]);
}

#[test]
fn references_to_a_vocabulary_of_the_wrong_kind_are_not_reported() {
    let text =
        three("\"B\"", &["kinds: [\"walk\"],"]).replace("title: \"T\",", "title: \"T\",\n    kinds: [\"walk\"],");
    let (told, ids) = explained(&text);
    assert!(matches!(&told[..], [it] if it.starts_with("4:12 a list of names with their values")), "{told:?}");
    assert_eq!(ids, ["a", "c"]);
}

#[test]
fn several_terms_in_one_text_are_written_apart() {
    let themes = "title: \"T\",\n    themes: { \"youth\": \"Youth\", \"work\": \"Work\" },";
    let (told, _) = explained(&three("\"B\"", &["themes: [\"youth, work\"],"]).replacen("title: \"T\",", themes, 1));
    assert!(matches!(&told[..], [it] if it.ends_with("Write \"youth\", \"work\".")), "{told:?}");
}

#[test]
fn sources_are_found_by_doi_and_isbn() {
    let header =
        "sources: { \"s\": Source(title: \"R\", doi: \"10.1000/xyz\", isbn: \"978-3-16-148410-0\", year: 2019) },";
    let record = activity("a", "FR", "sources: [\"s\"]");
    for (search, expected) in [("10.1000/xyz", 0), ("978-3-16-148410-0", 0), ("2019", 1)] {
        assert_eq!(run_on(header, &record, &["list", "-q", search]).2, expected, "{search}");
    }
}

#[test]
fn file_named_twice_is_read_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    std::fs::write(&path, format!("Catalogue(format: 1, title: \"T\", activities: [{}])", activity("a", "FR", "")))
        .unwrap();
    let [file, folder] = [path.to_str().unwrap(), folder.path().to_str().unwrap()];
    let (out, err, status) = run(&["list", "--format", "ids", "-f", file, "-f", folder, "-f", file]);
    assert_eq!((out.as_str(), err.as_str(), status), ("a\n", "", 0));
}

#[test]
fn check_reports_unreadable_files_on_standard_error() {
    let (out, err, status) = run(&["check", "--lang", "en", "missing.ron"]);
    assert!(err.contains("missing.ron") && !out.contains("missing.ron"), "{out}{err}");
    assert_eq!(status, 2);
}

#[test]
fn country_codes_of_late_rows_are_whole() {
    let record = |id: usize, rest: &str| format!("Activity(id: \"a{id}\", title: \"T\", {rest}),\n");
    let mut text = String::from("Catalogue(format: 1, title: \"T\", activities: [\n");
    (0..1_000).for_each(|it| text.push_str(&record(it, "place: (name: \"Lyon\", country: \"FR\")")));
    let places = ["Zwevegem\", country: \"BE", "Lyon\", country: \"FR", "Lodi\", country: \"IT"];
    let places = places.map(|it| format!("(name: \"{it}\")")).join(", ");
    (1_000..1_050).for_each(|it| text.push_str(&record(it, &format!("places: [{places}]"))));
    let library = Library::load(vec![Origin::Text(Clean::line("x"), text + "])")]);
    let mut session = Session::on(library, Start::default(), (80, 24));
    session.keys("End");
    assert!(session.screen().contains("Zwevegem BE+2"), "{}", session.screen());
}

#[test]
fn advice_on_a_minus_before_a_phrase_is_not_given() {
    for search in ["- \"prison police\"", "- -prison", "-"] {
        let remarks = passerelle::query::Search::new(search).remarks;
        assert!(remarks.is_empty(), "{search}: {remarks:?}");
    }
}

#[test]
fn field_without_a_value_may_be_written_again() {
    let (told, ids) = explained(&three("\"B\"", &["aims:", "aims:", "results: [\"One.\"],"]));
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|it| it.contains("a value is missing")), "{told:?}");
    assert_eq!(ids, ["a", "c"]);
}

#[test]
fn cut_title_keeps_the_tag_of_its_language() {
    let title = "Un cours de citoyenneté pour la réinsertion de jeunes délinquants de toute la région parisienne";
    let ron = format!(
        "Catalogue(format: 1, id: \"t\", language: \"fr\", title: \"T\", activities: [
            (id: \"a\", title: \"{title}\", place: (name: \"Lyon\", country: \"FR\")),
            (id: \"b\", title: \"{title}\", place: (name: \"Nice\", country: \"FR\"))])"
    );
    for (size, keys) in [((40, 12), ""), ((40, 12), "/ p a r i s i e n n e Enter"), ((56, 8), "")] {
        let library = Library::load(vec![Origin::Text(Clean::line("c.ron"), ron.clone())]);
        let mut session = Session::on(library, Start::in_language(Lang::EN), size);
        let screen = session.keys(keys).screen();
        assert_eq!(screen.matches("[fr]").count(), 2, "{size:?} {keys}: {screen}");
        assert!(size.0 < 50 || screen.contains("…\u{a0}[fr]"), "{size:?} {keys}: {screen}");
    }
    let (folder, file) = (tempfile::tempdir().unwrap(), "c.ron");
    let path = folder.path().join(file);
    std::fs::write(&path, ron).unwrap();
    let mut list = command(["list", "-f", path.to_str().unwrap(), "--lang", "en"]);
    let (out, ..) = outcome(list.env("COLUMNS", "60").output().unwrap());
    for line in out.lines() {
        assert!(line.ends_with("…\u{a0}[fr]") && passerelle::text::width(line) <= 60, "{out}");
    }
}

#[test]
fn long_order_leaves_room_for_the_title_of_the_catalogue() {
    let mut session = Session::new(Lang::FR, (60, 20));
    session.keys("s s s s");
    assert!(session.screen().contains("PREPARE\u{a0}: neuf activités locales ━"), "{}", session.screen());
    assert!(session.screen().contains("par date"), "{}", session.screen());
}

#[test]
fn picker_says_that_enter_keeps_a_value_that_is_included() {
    for (lang, effect) in
        [(Lang::EN, "Enter keeps France: 3 listed"), (Lang::FR, "Entrée garde France\u{a0}: 3 affichées")]
    {
        let mut session = Session::new(lang, (80, 24));
        session.keys("c Space f r a");
        assert!(session.screen().contains(effect), "{}", session.screen());
    }
}

#[test]
fn unbound_key_in_a_picker_names_no_key_of_the_panes() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("c C-f");
    assert!(session.screen().contains("Ctrl-F does nothing here · F1 keys"), "{}", session.screen());
    assert!(!session.screen().contains("/ finds"), "{}", session.screen());
}

#[test]
fn palette_opens_over_menus_by_its_keys() {
    for keys in ["y :", "e C-p", "o :"] {
        let mut session = Session::new(Lang::EN, (80, 24));
        assert!(session.keys(keys).app.help().is_some(), "{keys}: {}", session.screen());
    }
}

#[test]
fn selecting_what_the_filters_leave_out_is_reported() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("c f r Enter");
    let view = View { query: session.app.query().clone(), select: Some("vilvoorde".into()), ..View::default() };
    session.send(Message::View(Box::new(view)));
    assert!(session.screen().contains("The filters leave out Vilvoorde"), "{}", session.screen());
}

#[test]
fn values_of_filters_fit_a_narrow_terminal() {
    let facets = |columns: &str| {
        let mut command = command(["facets", "partner", "--lang", "en"]);
        outcome(command.env("COLUMNS", columns).output().unwrap()).0
    };
    let narrow = facets("60");
    assert!(narrow.lines().all(|it| passerelle::text::width(it) <= 60), "{narrow}");
    assert!(narrow.contains("  police                Police\n"), "{narrow}");
    assert_eq!(narrow.lines().count(), facets("200").lines().count());
}

#[test]
fn picker_names_the_match_if_it_is_not_the_name_shown() {
    let activity = |id: &str, name: &str| {
        format!(
            "(id: \"{id}\", title: \"T\", place: (name: \"P\", country: \"FR\"), partners: [{{ \"fr\": \"Ville\", \"en\": \"{name}\" }}]),"
        )
    };
    let activities = [activity("a", "City"), activity("b", "Town hall")].concat();
    let ron = format!("Catalogue(format: 1, language: \"fr\", title: \"T\", activities: [{activities}])");
    let library = Library::load(vec![Origin::Text(Clean::line("c.ron"), ron)]);
    let mut session = Session::on(library, Start::in_language(Lang::EN), (80, 24));
    session.keys("p t o w n");
    assert!(session.screen().contains("[ ] City = Town hall"), "{}", session.screen());
}

#[test]
fn quoted_phrase_is_found_in_a_text() {
    let hits = |text: &str| {
        let mut session = Session::new(Lang::EN, (100, 30));
        session.keys("Enter C-f").send(Message::Paste(text.to_owned()));
        session.app.pager().hits.len()
    };
    assert!(hits("young offenders") > 1);
    assert_eq!(hits("“young offenders”"), hits("young offenders"));
    assert_eq!(hits("\""), 2, "a mark alone is literal");
}
