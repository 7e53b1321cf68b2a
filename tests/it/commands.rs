//! The output and the exit status of the binary, run without a terminal.

use std::process::Stdio;

use passerelle::catalogue::to_ron;

use crate::large::catalogue;
use crate::support::{command, command_of, figure, outcome, run, run_with_input};

fn ids(arguments: &[&str]) -> Vec<String> {
    let (out, err, status) = run(arguments);
    assert_eq!((err.as_str(), status), ("", 0), "{arguments:?}");
    out.lines().map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn without_a_terminal_the_list_is_printed_plain() {
    let (out, err, status) = run(&[]);
    assert_eq!((err.as_str(), status), ("", 0));
    assert_eq!(out.lines().count(), 9);
    assert_eq!(
        out.lines().nth(7).unwrap(),
        "the-hague         NL  The Hague         Learning from probation in Northern Ireland"
    );
    assert!(!out.contains('\u{1b}'));
}

#[test]
fn filters_take_codes_identifiers_and_names_in_any_language() {
    let french = ["avignon", "clichy-sous-bois", "sarcelles"];
    for name in ["FR", "fr", "France", "FRANCE"] {
        assert_eq!(ids(&["--country", name]), french);
    }
    assert_eq!(ids(&["--country", "Pays-Bas"]), ids(&["--country", "netherlands"]));
    assert_eq!(ids(&["--theme", "justice restaurative"]), ["the-hague"]);
    assert_eq!(ids(&["--partner", "Fryshuset", "--theme", "formers"]), ["vilvoorde"]);
    assert_eq!(ids(&["--kind", "course"]), ["sarcelles"]);
    assert_eq!(ids(&["--not-theme", "disengagement"]), ["avignon", "catalonia", "sarcelles", "the-hague"]);
    assert_eq!(ids(&["-q", "ÉVALUATION"]), ids(&["-q", "evaluation"]));
    assert_eq!(ids(&["--sort", "title", "--reverse", "--lang", "en", "--country", "NL"]), ["rotterdam", "the-hague"]);
}

#[test]
fn an_unknown_value_is_an_error_with_a_suggestion() {
    let (out, err, status) = run(&["--country", "franse"]);
    assert_eq!((out.as_str(), status), ("", 2));
    assert_eq!(err, "error: --country: “franse” is unknown. Did you mean “France”?\n");
    // The countries of the catalogue are suggested first, then any other.
    assert!(run(&["--country", "swedn"]).1.contains("Did you mean “Sweden”?"));
    assert!(run(&["--country", "portugol"]).1.contains("Did you mean “Portugal”?"));
    assert!(run(&["--country", "Autrishe"]).1.contains("Did you mean “Autriche”?"));
    let (_, err, _) = run(&["--country", "fr, The Netherlands"]);
    assert!(err.contains("Did you mean “--country fr --country 'The Netherlands'”?"), "{err}");
    assert!(run(&["--language", "fr"]).1.contains("Did you mean “--lang”?"));
    assert!(run(&["export", "--out", "x.md"]).1.contains("Did you mean “--output”?"));
    assert_eq!(
        run(&["list", "--lang", "Français", "--query", "prison"]),
        run(&["list", "--lang", "fr", "-q", "prison"])
    );
    let (_, err, status) = run(&["--lang", "fr", "--theme", "zzz"]);
    assert!(err.starts_with("erreur\u{a0}: --theme\u{a0}: «\u{a0}zzz\u{a0}» est inconnu. Valeurs possibles"), "{err}");
    assert_eq!(status, 2);
    let (_, err, status) = run(&["--open", "avinion"]);
    assert_eq!(
        (err.as_str(), status),
        ("error: no activity has the identifier “avinion”. Did you mean “avignon”?\n", 2)
    );
}

#[test]
fn no_match_has_a_message_and_status_1() {
    let (out, err, status) = run(&["-q", "zzz"]);
    assert_eq!(
        (out.as_str(), err.as_str(), status),
        ("", "No activities match these filters. Without --search there are 9.\n", 1)
    );
    let (_, err, _) = run(&["list", "--country", "FR", "--not-theme", "disengagement", "--theme", "formers"]);
    assert!(err.ends_with("Without --theme and --not-theme there are 3.\n"), "{err}");
    let (_, err, status) = run(&["list", "--lang", "fr", "--country", "Allemagne"]);
    assert_eq!((err.as_str(), status), ("Aucune activité dans le pays «\u{a0}Allemagne\u{a0}».\n", 1));
}

#[test]
fn language_without_texts_is_reported() {
    let sheets = format!("{}/tests/it/sheets.ron", env!("CARGO_MANIFEST_DIR"));
    let (out, err, status) = run(&["list", "-f", &sheets, "--lang", "fi", "--format", "tsv"]);
    assert!(out.contains("Karhupuiston kummit") && err.is_empty() && status == 0, "{out}{err}");
    for command in [&["list"][..], &["show", "linz"], &["facets"], &["export"]] {
        let (out, err, status) = run(&[command, &["-f", &sheets, "--lang", "sv"]].concat());
        assert_eq!((err.as_str(), status), ("There is no text in Swedish.\n", 0));
        assert!(!out.is_empty());
    }
    assert_eq!(run(&["list", "--lang", "fr_FR.UTF-8"]).2, 0);
    assert_eq!(run(&["list", "--lang", "f"]).2, 2);
}

#[test]
fn the_language_follows_the_option_then_the_locale() {
    let output = command([""; 0]).env("LANG", "fr_BE.UTF-8").output().unwrap();
    assert!(outcome(output).0.contains("La Haye"));
    let output = command(["--lang", "en"]).env("LANG", "fr_FR.UTF-8").output().unwrap();
    assert!(outcome(output).0.contains("The Hague"));
    let (out, _, status) = run(&["--help", "--lang", "fr"]);
    assert!(out.contains("Garder un pays") && status == 0);
}

#[test]
fn a_catalogue_comes_from_a_file_a_folder_or_standard_input() {
    let text = "Catalogue(format: 1, title: \"T\", activities: [Activity(id: \"mine\", title: \"M\", place: Place(name: \"P\", country: \"DE\"))])";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.ron");
    std::fs::write(&path, text).unwrap();
    assert_eq!(ids(&[path.to_str().unwrap()]), ["mine"]);
    assert_eq!(ids(&[folder.path().to_str().unwrap()]), ["mine"]);
    assert_eq!(run_with_input(&["-"], text).0, "mine  DE  P  M\n");
}

#[test]
fn broken_catalogue_prints_problems_with_status_2() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.ron");
    let text = "Catalogue(\n  format: 1,\n  title: \"T\",\n  activities: [\n    Activity(id: \"x\", tittle: \"X\", place: Place(name: \"P\", country: \"FX\")),\n  ],\n)";
    std::fs::write(&path, text).unwrap();
    let (out, err, status) = run(&[path.to_str().unwrap()]);
    assert_eq!((out.as_str(), status), ("", 2));
    assert!(err.contains("broken.ron:5:23: there is no field “tittle” here. Did you mean “title”?"), "{err}");
    assert!(err.contains("broken.ron:5:69: “FX” is not a country code"), "{err}");
}

#[test]
fn partly_invalid_catalogue_is_used_with_a_warning() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/broken/several.ron");
    let (out, err, status) = run(&[sample]);
    assert_eq!((out.as_str(), status), ("good  FR  P  G\n", 0));
    assert!(err.starts_with("5 problems: 2 activities are left out. To see everything: passerelle check /"), "{err}");
    assert!(err.ends_with("several.ron\n"), "{err}");
}

#[test]
fn missing_file_and_device_are_refused_by_name() {
    for (path, message) in [("/nowhere.ron", "no such file"), ("/dev/null", "neither a file nor a folder")] {
        let (out, err, status) = run(&[path]);
        assert_eq!((out.as_str(), status), ("", 2));
        assert!(err.contains(path) && err.contains(message), "{err}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn unreadable_paths_are_refused_at_once_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    assert!(std::process::Command::new("mkfifo").arg(path("pipe.ron")).status().unwrap().success());
    std::os::unix::fs::symlink(path("loop.ron"), path("loop.ron")).unwrap();
    std::fs::File::create(path("huge.ron")).unwrap().set_len(17 << 30).unwrap();
    std::fs::File::create(path("zeros.ron")).unwrap().set_len(3 << 30).unwrap();
    std::fs::create_dir(path("empty")).unwrap();
    std::fs::create_dir(path("folder")).unwrap();
    std::os::unix::fs::symlink(path("folder"), path("folder/itself.ron")).unwrap();
    std::fs::write(path("a-name\u{1b}[2J.ron"), "x").unwrap();
    let cases = [
        ("pipe.ron", "neither a file nor a folder"),
        ("loop.ron", "this file cannot be read"),
        ("huge.ron", "too large"),
        ("zeros.ron", "something other than text"),
        ("empty", "holds no .ron file"),
        ("folder", "holds no .ron file"),
        ("a-name\u{1b}[2J.ron", "a-name␛[2J.ron"),
        ("/dev/zero", "neither a file nor a folder"),
        ("/proc/self/mem", "cannot be read"),
        ("/dev/tty", "neither a file nor a folder"),
    ];
    for (name, message) in cases {
        let path = if name.starts_with('/') { name.to_owned() } else { path(name) };
        let (out, err, status) = run(&[&path]);
        assert_eq!((out.as_str(), status), ("", 2), "{name}");
        assert!(err.contains(message) && err.lines().count() <= 4, "{name}: {err}");
    }
    crate::support::figure("special files", format!("{} cases refused by name", cases.len()));
}

#[test]
fn missing_file_among_others_sets_status_2() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.ron");
    std::fs::write(&good, SMALL).unwrap();
    let (good, missing) = (good.to_str().unwrap(), folder.path().join("missing.ron"));
    let missing = missing.to_str().unwrap();
    for arguments in [
        vec![missing, good],
        vec!["list", "--format", "ids", "-f", good, "-f", missing],
        vec!["export", "-f", missing, "-f", good],
    ] {
        let (out, err, status) = run(&arguments);
        assert!(out.contains("night-walks") || out.contains("Night walks"), "{arguments:?}: {out}");
        assert!(err.contains("there is no such file or folder"), "{err}");
        assert_eq!(status, 2, "{arguments:?}");
    }
}

#[test]
fn empty_catalogue_is_reported_with_status_1() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("empty.ron");
    std::fs::write(&path, "Catalogue(format: 1, title: \"T\", activities: [])").unwrap();
    let path = path.to_str().unwrap();
    for arguments in [vec![path], vec!["list", "-f", path], vec!["lessons", "-f", path]] {
        let (out, err, status) = run(&arguments);
        assert_eq!((out.as_str(), err.as_str(), status), ("", "This catalogue contains no activities.\n", 1));
    }
}

#[test]
fn standard_input_is_checked_together_with_files() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/broken/unknown-field.ron");
    let (out, err, status) = run_with_input(&["check", "-", sample], "Catalogue(format: 1, title: 2)");
    assert!(out.contains("-:1:29: error:") && out.contains("unknown-field.ron:"), "{out}{err}");
    assert_eq!(status, 1);
}

#[test]
fn system_errors_are_translated() {
    let (_, err, status) = run(&["export", "--lang", "fr", "-o", "/dev/full/x.md"]);
    assert_eq!(status, 2);
    assert!(err.contains("une partie du chemin n’est pas un dossier"), "{err}");
}

/// A catalogue with one activity.
const SMALL: &str = "Catalogue(format: 1, title: \"T\", activities: [Activity(id: \"night-walks\", title: \"Night walks\", place: Place(name: \"Ghent\", country: \"BE\"))])";

#[test]
fn control_characters_in_arguments_are_not_printed() {
    for arguments in [["--country", "\u{1b}]0;x\u{7}"], ["--\u{1b}[31m", "x"], ["/\u{1b}[2J\u{202e}", "x"]] {
        let (out, err, status) = run(&arguments);
        assert!(!format!("{out}{err}").contains(['\u{1b}', '\u{7}', '\u{202e}']), "{err:?}");
        assert_eq!(status, 2);
    }
}

#[test]
fn closed_pipe_ends_the_program_quietly() {
    let mut child = command([""; 0]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.stderr.as_slice(), output.status.code()), (&b""[..], Some(0)));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = command([""; 0]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .starts_with("error: cannot write to standard output: no space is left.")
    );
    crate::support::figure("full disk", "status 2, one sentence");
}

#[test]
fn lists_are_written_in_every_format() {
    let (out, _, status) = run(&["list", "--country", "FR", "--format", "ids"]);
    assert_eq!((out.as_str(), status), ("avignon\nclichy-sous-bois\nsarcelles\n", 0));
    let (tsv, ..) = run(&["list", "--format", "tsv"]);
    let rows = tab_separated(&tsv);
    assert_eq!(rows[0][..8], ["id", "title", "place", "country", "themes", "kinds", "experts", "period"]);
    assert_eq!(rows[0][8..13], ["lead", "partners", "groups", "summary", "aims"]);
    assert_eq!(rows.len(), 10);
    let (csv, ..) = run(&["list", "--format", "csv"]);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let cells: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(|it| it.replace('\n', " ")).collect()).collect();
    assert_eq!(cells, rows);
    let (json, ..) = run(&["list", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let (ndjson, ..) = run(&["list", "--format", "ndjson"]);
    let lines: Vec<serde_json::Value> = ndjson.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json.as_array().unwrap(), &lines);
    let mut fields: Vec<&String> = json[0].as_object().unwrap().keys().collect();
    fields.sort();
    let expected = [
        "actions",
        "aims",
        "attribution",
        "awards",
        "catalogue",
        "contact",
        "country",
        "evaluation",
        "experts",
        "extra",
        "funding",
        "groups",
        "id",
        "kinds",
        "lead",
        "lessons",
        "licence",
        "outlook",
        "partners",
        "period",
        "place",
        "places",
        "results",
        "silent",
        "sources",
        "summary",
        "themes",
        "title",
    ];
    assert_eq!(fields, expected);
    assert_eq!(json[0]["lessons"][0]["basis"], "stated");
    let (all, ..) = run(&["list", "--format", "json", "--lang", "all"]);
    let all: serde_json::Value = serde_json::from_str(&all).unwrap();
    assert_eq!(all[7]["place"]["fr"], "La Haye");
}

/// Parses tab-separated values (IANA's `text/tab-separated-values`, which has no quoting). Panics if the rows differ
/// in length.
fn tab_separated(text: &str) -> Vec<Vec<String>> {
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder.has_headers(false).delimiter(b'\t').quoting(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn line_breaks_and_tabs_in_cells_become_spaces() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f.ron");
    std::fs::write(&path, SMALL.replace("Night walks", "a\\tb\\n\\\"c\\\", d;")).unwrap();
    let (tsv, ..) = run(&["list", "-f", path.to_str().unwrap(), "--format", "tsv"]);
    assert_eq!(tab_separated(&tsv)[1][1], "a b \"c\", d;");
    let (csv, ..) = run(&["list", "-f", path.to_str().unwrap(), "--format", "csv"]);
    let row = csv::Reader::from_reader(csv.as_bytes()).records().next().unwrap().unwrap();
    assert_eq!(&row[1], "a b \"c\", d;");
}

#[test]
fn cells_that_begin_like_formulas_are_defused() {
    let text = "Catalogue(format: 1, title: \"T\", activities: [Activity(id: \"x\", title: \"=1+1\", place: Place(name: \"@P\", country: \"FR\"))])";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f.ron");
    std::fs::write(&path, text).unwrap();
    for format in ["csv", "tsv"] {
        let (out, ..) = run(&["list", "-f", path.to_str().unwrap(), "--format", format]);
        assert!(out.contains("'=1+1") && out.contains("'@P"), "{out}");
    }
}

#[test]
fn sheets_are_shown_whole_or_by_section() {
    let (out, _, status) = run(&["show", "the-hague", "--section", "lessons", "--section", "outlook", "--lang", "fr"]);
    assert_eq!(status, 0);
    assert!(out.contains("Enseignements\n-------------\n") && out.contains("La source n’en dit rien."));
    assert!(!out.contains("Résumé") && out.lines().all(|line| passerelle::text::width(line) <= 80));
    let (markdown, ..) = run(&["show", "avignon", "sarcelles", "--format", "markdown"]);
    assert_eq!(markdown.matches("\n## Lessons\n").count(), 2);
    let (json, ..) = run(&["show", "avignon", "--format", "json", "--section", "lessons"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(json[0]["lessons"].is_array() && json[0].get("summary").is_none());
    let (_, err, status) = run(&["show", "avinion"]);
    assert_eq!(status, 2);
    assert!(err.contains("Did you mean “avignon”?"));
}

#[test]
fn lessons_are_printed_in_screen_order() {
    let (out, _, status) = run(&["lessons", "--country", "FR"]);
    assert_eq!(status, 0);
    let places: Vec<usize> =
        ["Avignon, France", "Clichy-sous-Bois, France", "Sarcelles, France"].map(|it| out.find(it).unwrap()).to_vec();
    assert!(places.is_sorted());
    let (out, ..) = run(&["lessons", "--by", "theme", "--section", "résultats", "--theme", "formers", "--lang", "fr"]);
    assert_eq!(
        out,
        "La source n’en dit rien\u{a0}: 1\u{a0}activité\n------------------------------------\n\n· Vilvorde, Belgique\n"
    );
}

#[test]
fn years_are_listed_the_latest_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    let record =
        |year| format!("(id: \"a{year}\", title: \"A\", place: (name: \"A\", country: \"FR\"), period: \"{year}\"),");
    let records = [2012, 2019, 2013, 2020].map(record).concat();
    std::fs::write(&path, format!("Catalogue(format: 1, title: \"C\", activities: [{records}])")).unwrap();
    let (out, err, _) = run(&["facets", "date", "-f", path.to_str().unwrap()]);
    let years: Vec<&str> = out.lines().filter_map(|it| it.split_whitespace().last()).collect();
    assert_eq!(years, ["2020", "2019", "2013", "2012", "stated)"], "{out}{err}");
}

#[test]
fn facet_counts_ignore_the_sort_order() {
    let counted = run(&["facets", "country", "--country", "FR"]);
    for order in ["catalogue", "place", "country", "title", "date", "relevance", "marks"] {
        assert_eq!(run(&["facets", "country", "--country", "FR", "--sort", order, "--reverse"]), counted, "{order}");
    }
}

#[test]
fn facet_counts_apply_the_other_filters() {
    let (out, _, status) = run(&["facets", "country"]);
    assert_eq!(status, 0);
    let counts: Vec<&str> = out.lines().map(|line| line.split_whitespace().nth(1).unwrap()).collect();
    assert_eq!(counts, ["3", "2", "2", "1", "1"]);
    let (json, ..) = run(&["facets", "--format", "json", "--country", "FR"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json.as_array().unwrap().len(), passerelle::query::Facet::ALL.len());
    for facet in json.as_array().unwrap() {
        let option = format!("--{}", facet["facet"].as_str().unwrap());
        for value in facet["values"].as_array().unwrap().iter() {
            let others = if option == "--country" { &[][..] } else { &["--country", "FR"] };
            let chosen = [&option, value["id"].as_str().unwrap()];
            let list = run(&[&["list", "--format", "ids"], others, &chosen].concat()).0;
            assert_eq!(value["count"], list.lines().count(), "{value}");
        }
    }
}

#[test]
fn country_without_activities_has_status_1() {
    let (out, err, status) = run(&["list", "--country", "XX"]);
    assert_eq!((out.as_str(), err.as_str(), status), ("", "There is no activity in “XX”.\n", 1));
    assert_eq!(run(&["list", "--country", "PT"]).2, 1);
}

#[test]
fn ron_export_round_trips_and_overwrites_only_if_forced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.ron");
    let (_, _, status) = run(&["export", "--format", "ron", "-o", path.to_str().unwrap()]);
    assert_eq!(status, 0);
    let load = |origin| passerelle::load::Loaded::of(vec![origin]);
    let original = load(passerelle::load::Origin::BuiltIn);
    let copy = load(passerelle::load::Origin::Path(path.clone()));
    assert_eq!(copy.report.problems, []);
    let (copy, original) = (copy.catalogue, original.catalogue);
    assert_eq!((&copy.headers, &copy.activities), (&original.headers, &original.activities));
    let rows: Vec<usize> = (0..original.activities.len()).collect();
    assert_eq!(to_ron(&copy, &rows), to_ron(&original, &rows));
    let (_, err, status) = run(&["export", "--format", "markdown", "-o", path.to_str().unwrap()]);
    assert!(status == 2 && err.contains("already exists"), "{err}");
    assert!(std::fs::read_to_string(&path).unwrap().contains("Catalogue("), "it is as it was");
    assert_eq!(run(&["export", "--force", "--format", "markdown", "-o", path.to_str().unwrap()]).2, 0);
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("# "), "what is asked for comes before the ending");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
}

#[test]
fn ron_export_refuses_catalogues_of_different_licences() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, licence: &str| {
        let path = folder.path().join(format!("{name}.ron"));
        let text = format!(
            "Catalogue(format: 1, title: \"T{name}\", licence: \"{licence}\", activities: [Activity(id: \"{name}\", title: \"T\", place: Place(name: \"P\", country: \"FR\"))])"
        );
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (a, b, c) = (file("a", "L1"), file("b", "L2"), file("c", "L1"));
    let (out, err, status) = run(&["export", "--format", "ron", "-f", &a, "-f", &b]);
    assert!(status == 2 && out.is_empty() && err.contains("Export them one by one, with -f."), "{err}");
    let (out, _, status) = run(&["export", "--format", "ron", "-f", &a, "-f", &b, "-q", "title:t", "-q", "b"]);
    assert!(status == 2, "both are in it: {out}");
    let (out, err, status) = run(&["export", "--format", "ron", "-f", &a, "-f", &c]);
    assert!(status == 0 && out.contains("\"Ta · Tc\"") && out.contains("\"L1\""), "{out}{err}");
}

#[test]
fn export_of_two_catalogues_has_no_identifier() {
    let folder = tempfile::tempdir().unwrap();
    let file = |id: &str| {
        let text = format!(
            "Catalogue(format: 1, id: \"{id}\", title: \"{id}\", activities: [Activity(id: \"of-{id}\", title: \"T\", place: Place(name: \"P\", country: \"FR\"))])"
        );
        std::fs::write(folder.path().join(format!("{id}.ron")), text).unwrap();
    };
    file("one");
    file("two");
    let (out, err, status) = run(&["export", "--format", "ron", "-f", folder.path().to_str().unwrap()]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("title: \"one · two\"") && !out.contains("id: \"one\""), "{out}");
    let (out, ..) = run(&["export", "--format", "ron", "-f", folder.path().join("two.ron").to_str().unwrap()]);
    assert!(out.contains("id: \"two\""), "{out}");
}

#[test]
fn incomplete_file_is_reported_and_not_exported() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let whole = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron")).unwrap();
    let cut = &whole[..whole.rfind("Activity(").unwrap()];
    for (text, message) in [
        (cut.to_owned(), "the file is cut off"),
        (format!("{whole}\0"), "something follows the end of the catalogue"),
        (format!("{whole}{whole}"), "something follows the end of the catalogue"),
    ] {
        std::fs::write(path("c.ron"), text).unwrap();
        for command in [&["list"][..], &["facets"], &["lessons"], &["export", "-o", &path("out.md")]] {
            let (out, err, status) = run(&[command, &["-f", &path("c.ron")]].concat());
            assert_eq!(status, 2, "{command:?} {out} {err}");
            assert!(err.contains(message), "{command:?} {err}");
        }
        assert!(!std::fs::exists(path("out.md")).unwrap());
    }
}

#[test]
#[cfg(unix)]
fn export_handles_all_kinds_of_destinations() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (out, _, status) = run(&["export", "--format", "json", "-o", "-"]);
    assert!(status == 0 && out.starts_with("{\n  \"catalogue\": {"), "{out}");
    assert!(std::process::Command::new("mkfifo").arg(path("pipe")).status().unwrap().success());
    let (_, err, status) = run(&["export", "--force", "-o", &path("pipe")]);
    assert!(status == 2 && err.contains("pipe is neither a file nor a device."), "{err}");
    std::os::unix::fs::symlink("later.md", path("link")).unwrap();
    assert_eq!(run(&["export", "--force", "-o", &path("link")]).2, 0);
    assert!(std::fs::read_link(path("link")).is_ok() && std::fs::exists(path("later.md")).unwrap());
    let limited =
        format!("ulimit -f 1; '{}' export --format json -o '{}'", env!("CARGO_BIN_EXE_passerelle"), path("big"));
    let output = command_of("bash").args(["-c", &limited]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stderr).contains("big cannot be written: "));
    // The temporary file of a killed process is removed unless another process has locked it; of four concurrent
    // exports, one succeeds and writes the complete file.
    std::fs::write(path(".passerelle-killed.tmp"), "x").unwrap();
    let held = std::fs::File::create(path(".passerelle-others.tmp")).unwrap();
    held.lock().unwrap();
    std::fs::write(path("many.json.passerelle-new"), "precious").unwrap();
    std::fs::hard_link(path("many.json.passerelle-new"), path("precious")).unwrap();
    let start = || command(["export", "--format", "json", "-o", &path("many.json")]).spawn().unwrap();
    let exports: Vec<_> = (0..4).map(|_| start()).collect();
    let statuses: Vec<_> = exports.into_iter().map(|mut it| it.wait().unwrap().code().unwrap()).collect();
    assert_eq!(statuses.iter().filter(|it| **it == 0).count(), 1, "{statuses:?}");
    assert_eq!(std::fs::read_to_string(path("many.json")).unwrap(), out);
    std::fs::remove_file(path("many.json")).unwrap();
    let mut left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    left.sort();
    let expected = [".passerelle-others.tmp", "later.md", "link", "many.json.passerelle-new", "pipe", "precious"];
    assert_eq!(left, expected, "nothing is left by halves, and nothing of others touched");
    assert_eq!(std::fs::read_to_string(path("precious")).unwrap(), "precious");
    let long = path(&"x".repeat(253));
    assert_eq!(run(&["export", "-o", &format!("{}.md", &long[..long.len() - 3])]).2, 0, "a name as long as can be");
    assert_eq!(run(&["export", "--format", "json", "-o", &long]).2, 0);
    crate::support::figure("output destinations", "pipe, link, size limit, four at once: 4 of 4 correct");
}

#[test]
fn html_export_is_one_page_without_scripts() {
    let (html, _, status) = run(&["export", "--format", "html", "--lang", "fr"]);
    assert_eq!(status, 0);
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"fr\">"));
    assert_eq!(html.matches("<article>").count(), 9);
    assert!(!["<script", "<link", "src=", "@import", "url("].iter().any(|it| html.contains(it)));
    let texts = html_elements(&html);
    let named = |name: &'static str| texts.iter().filter(move |it| it.0 == name).map(|it| it.1.as_str());
    assert_eq!(named("article").count(), 9);
    assert_eq!(named("h2").nth(7), Some("Apprendre de la probation en Irlande du Nord"));
    assert!(named("h3").count() >= 9 * 5 && named("dl").count() == 9);
}

#[test]
fn html_output_parses_without_errors() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    let hostile = r#"Catalogue(format: 1, title: "</title><script>&amp", about: "<p>A\n\nB & C", language: "en",
        sources: {"s": Source(title: "\"><b>", url: "https://example.org/?a=1&b=\"<c>")},
        activities: [Activity(id: "a", title: "<!-- & -->", place: (name: "]]>", country: "FR"), sources: ["s"],
            summary: "- one\n- <li>two\n\nthree", aims: ["</ul>", "<?php ?>"],
            lessons: [Lesson(text: "&lt; <h2>", sources: ["s"])])])"#;
    std::fs::write(&path, hostile).unwrap();
    let path = path.to_str().unwrap();
    for arguments in [
        &["export", "--format", "html", "--lang", "en"][..],
        &["export", "--format", "html", "--country", "FR", "--lang", "fr"],
        &["lessons", "--format", "html", "--theme", "disengagement"],
        &["export", "--format", "html", "-f", path],
        &["lessons", "--format", "html", "-f", path],
    ] {
        let (html, reported, status) = run(arguments);
        assert_eq!(status, 0, "{reported}");
        let elements = html_elements(&html);
        assert!(elements.iter().any(|it| it.0 == "h1") && elements.iter().all(|it| it.0 != "script" && it.0 != "b"));
    }
}

/// Parses an HTML5 page as browsers do and returns the names of its elements, each with its text. Panics on a parse
/// error.
fn html_elements(html: &str) -> Vec<(String, String)> {
    use html5ever::tendril::TendrilSink;
    use html5ever::tree_builder::TreeBuilderOpts;
    use markup5ever_rcdom::{Handle, NodeData, RcDom};

    fn walk(node: &Handle, elements: &mut Vec<(String, String)>) -> String {
        let at = elements.len();
        if let NodeData::Element { name, .. } = &node.data {
            elements.push((name.local.to_string(), String::new()));
        }
        let mut text =
            if let NodeData::Text { contents } = &node.data { contents.borrow().to_string() } else { String::new() };
        node.children.borrow().iter().for_each(|it| text += &walk(it, elements));
        if let (NodeData::Element { .. }, Some(element)) = (&node.data, elements.get_mut(at)) {
            element.1.clone_from(&text);
        }
        text
    }

    let options = html5ever::ParseOpts {
        tree_builder: TreeBuilderOpts { exact_errors: true, ..TreeBuilderOpts::default() },
        ..html5ever::ParseOpts::default()
    };
    let page = html5ever::parse_document(RcDom::default(), options).one(html);
    assert!(page.errors.borrow().is_empty(), "{:?}", page.errors.borrow());
    let mut elements = Vec::new();
    walk(&page.document, &mut elements);
    elements
}

#[test]
fn citations_parse_with_third_party_parsers() {
    use biblib::CitationParser;

    let ids = ["avignon", "catalonia", "malaga", "the-hague"];
    let arguments = |style| {
        ["cite"].into_iter().chain(ids).chain(["guidebook", "--lang", "fr", "--style", style]).collect::<Vec<_>>()
    };
    let (bibtex, ..) = run(&arguments("bibtex"));
    let bibliography = biblatex::Bibliography::parse(&bibtex).unwrap();
    let keys: Vec<&str> = bibliography.iter().map(|it| it.key.as_str()).collect();
    let sources = ["source-page", "source-page-en", "source-catalonia-sheet", "source-guidebook"];
    assert_eq!(keys, [&ids[..], &sources[..]].concat());
    let text = |entry: &biblatex::Entry, field: &str| {
        use biblatex::ChunksExt;
        entry.get(field).unwrap().format_verbatim()
    };
    let hague = bibliography.get("the-hague").unwrap();
    assert_eq!(text(hague, "title"), "Apprendre de la probation en Irlande du Nord (La Haye, Pays-Bas)");
    assert!(text(hague, "note").ends_with("CC-BY-4.0") && hague.get("year").is_none());
    let page = bibliography.get("source-page").unwrap();
    assert_eq!(text(page, "url"), "https://efus.eu/thematiques/activites-locales/?lang=fr");
    let guidebook = bibliography.get("source-guidebook").unwrap();
    assert_eq!((text(guidebook, "year"), text(guidebook, "publisher")), ("2019".into(), "Efus".into()));
    assert_eq!(
        (text(guidebook, "author"), text(guidebook, "address")),
        ("Konradi, Moritz and Lozano, Maria".into(), "Paris".into())
    );
    let (ris, ..) = run(&arguments("ris"));
    let citations = biblib::RisParser::new().parse(&ris).unwrap();
    assert_eq!(citations.len(), keys.len());
    let authors: Vec<&str> = citations.last().unwrap().authors.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(authors, ["Konradi", "Lozano"]);
    // The attribution required by the catalogue is part of the entries of activities, but not of sources.
    let (ris, ..) = run(&["cite", "--country", "FR", "--style", "ris", "--lang", "fr"]);
    assert_eq!(ris.matches("\r\nN1  - D’après ").count(), 3, "{ris}");
    assert_eq!(citations[3].title, "Apprendre de la probation en Irlande du Nord (La Haye, Pays-Bas)");
}

#[test]
fn nothing_in_a_catalogue_breaks_a_citation() {
    use biblib::CitationParser;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("odd.ron");
    std::fs::write(
        &path,
        r#"Catalogue(format: 1, title: "a { b \\ } } $ & # % _ ~ ^", attribution: "un{balanced\n\nER - ", licence: "\nER  - ",
            sources: { "s": Source(title: "TY  - BOOK", url: "https://x.org/{a}?b=%20_c") },
            activities: [Activity(id: "odd", title: "{{{ \" @misc{", place: Place(name: "P", country: "FR"), sources: ["s"])])"#,
    )
    .unwrap();
    let path = path.to_str().unwrap();
    let (bibtex, ..) = run(&["cite", "odd", "-f", path, "--style", "bibtex"]);
    let bibliography = biblatex::Bibliography::parse(&bibtex).unwrap();
    assert_eq!(bibliography.len(), 2, "{bibtex}");
    let depth = bibtex.chars().map(|it| i32::from(it == '{') - i32::from(it == '}')).sum::<i32>();
    assert_eq!(depth, 0, "{bibtex}");
    // TeX takes a URL verbatim, so its special characters are not escaped; braces are percent-encoded.
    assert!(bibtex.contains("url = {https://x.org/%7Ba%7D?b=%20_c}"), "{bibtex}");
    assert!(!bibtex.contains("language ="), "the language is not stated: {bibtex}");
    assert_eq!(run(&["cite", "odd", "odd", "-f", path, "--style", "bibtex"]).0, bibtex);
    let (ris, ..) = run(&["cite", "odd", "-f", path, "--style", "ris"]);
    assert_eq!(biblib::RisParser::new().parse(&ris).unwrap().len(), 2, "{ris}");
    assert!(ris.split("\r\n").all(|line| !line.contains('\n')), "{ris:?}");
}

#[test]
fn each_citation_style_names_activity_and_source() {
    for (style, parts) in [
        ("plain", ["The Hague, Netherlands", "PREPARE guidebook"]),
        ("iso690", ["[viewed 23\u{a0}November\u{a0}2026]", "KONRADI, Moritz and LOZANO, Maria. PREPARE – Preventing"]),
        ("bibtex", ["@misc{the-hague,", "@book{source-guidebook,"]),
        ("ris", ["TY  - BOOK\r\n", "ER  - \r\n"]),
    ] {
        let (out, _, status) = run(&["cite", "the-hague", "guidebook", "--style", style, "--lang", "en"]);
        assert_eq!(status, 0);
        assert!(parts.iter().all(|it| out.contains(it)), "{out}");
    }
}

#[test]
fn check_reports_all_problems_and_sets_the_status() {
    assert_eq!(run(&["check"]), ("Nothing to report.\n".to_owned(), String::new(), 0));
    let sample = |name: &str| format!("{}/tests/it/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    let (out, _, status) = run(&["check", &sample("broken/several")]);
    assert_eq!((out.matches(": error: ").count(), status), (5, 1), "{out}");
    let (json, _, status) = run(&["check", &sample("broken/several"), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let errors: Vec<_> = json.as_array().unwrap().iter().filter(|it| it["severity"] == "error").collect();
    assert_eq!((errors.len(), status), (5, 1));
    assert_eq!((&errors[0]["line"], &errors[0]["column"]), (&9.into(), &13.into()));
    let (out, _, status) = run(&["check", &sample("remarks")]);
    assert_eq!(status, 0);
    insta::assert_snapshot!("remarks", out.replace(env!("CARGO_MANIFEST_DIR"), ""));
    assert_eq!(run(&["check", "--strict", &sample("remarks")]).2, 1);
    assert_eq!(run(&["check", "/nowhere.ron"]).2, 2);
}

#[test]
fn new_template_is_valid_and_its_texts_are_to_be_replaced() {
    for lang in ["fr", "en"] {
        let (sheet, _, status) = run(&["new", "my-walk", "--lang", lang]);
        assert!(status == 0 && sheet.contains("id: \"my-walk\""));
        let (out, _, status) = run_with_input(&["check", "--lang", "en", "-"], &sheet);
        assert!(status == 0 && out.ends_with("Errors: 0; remarks: 7.\n"), "{out}");
        assert_eq!(out.matches("this is still the text of the template").count(), 7, "{out}");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("my walk.ron");
    let (_, err, status) = run(&["new", "my-walk", "-o", path.to_str().unwrap(), "--lang", "en"]);
    assert!(status == 0 && err.ends_with(&format!("passerelle check '{}'\n", path.display())), "{err}");
    assert_eq!(run(&["new", "My Walk"]).2, 2);
    let longest = "z".repeat(100);
    let (sheet, _, status) = run(&["new", &longest]);
    assert!(status == 0 && sheet.contains(&longest));
    assert_eq!(run_with_input(&["check", "-"], &sheet).2, 0);
}

#[test]
fn packagers_get_completions_and_a_manual_page() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run(&["completions", shell]).0.contains("not-theme"), "{shell}");
    }
    // A command is the first word, not the one after a file.
    let zsh = run(&["completions", "zsh"]).0;
    let [command, files] = ["\":: :_passerelle_commands\"", "::paths -- "].map(|it| zsh.find(it).unwrap());
    assert!(command < files && zsh.contains("case $line[1] in") && !zsh.contains("$line[2]"));
    let (page, _, status) = run(&["man", "--lang", "fr"]);
    assert!(status == 0 && page.contains(".SH") && page.contains("aller au passage suivant"));
}

#[test]
fn the_environment_can_name_the_catalogue() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/broken/bad-address.ron");
    let output = command(["list", "--format", "ids"]).env("PASSERELLE_CATALOGUE", sample).output().unwrap();
    assert_eq!(outcome(output).0, "good\n");
}

#[test]
fn command_may_follow_its_options() {
    let expected = ids(&["list", "--format", "ids", "--country", "FR"]);
    assert_eq!(expected, ["avignon", "clichy-sous-bois", "sarcelles"]);
    assert_eq!(ids(&["--lang", "fr", "--country", "FR", "list", "--format", "ids"]), expected);
    assert_eq!(ids(&["--country=FR", "--color", "never", "list", "--format", "ids"]), expected);
    assert_eq!(ids(&["--format", "ids", "--country", "FR", "list"]), expected, "options of the command, too");
    assert!(run(&["-V", "list"]).0.starts_with("passerelle "));
    let start = run(&["--lens", "lessons", "--country", "FR"]).0;
    assert_eq!(start.lines().count(), 3, "the value of an option is no command: {start}");
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/broken/bad-address.ron");
    assert_eq!(run(&["check", "-f", sample]), run(&["check", sample]));
    assert_eq!(stdout_of(&["-f", sample]), stdout_of(&[sample]));
}

fn stdout_of(arguments: &[&str]) -> String {
    run(arguments).0
}

#[test]
fn country_without_activities_adds_nothing_to_others() {
    assert_eq!(ids(&["--country", "FR", "--country", "XX"]), ids(&["--country", "FR"]));
    assert_eq!(ids(&["--not-country", "XX"]).len(), 9);
    assert_eq!(run(&["list", "--country", "XX"]).2, 1);
}

#[test]
fn missing_and_excess_arguments_are_reported_translated() {
    for (arguments, message) in [
        (vec!["new", "--lang", "fr"], "erreur\u{a0}: il manque <ID>"),
        (vec!["export", "--force", "--lang", "fr"], "erreur\u{a0}: il manque --output <FICHIER>"),
        (vec!["list", "--reverse=1", "--lang", "fr"], "erreur\u{a0}: --reverse n’accepte pas"),
    ] {
        let (_, err, status) = run(&arguments);
        assert!(
            err.starts_with(message) && err.lines().count() == 1 && !err.contains("required"),
            "{arguments:?} {err}"
        );
        assert_eq!(status, 2);
    }
}

#[test]
#[cfg(unix)]
fn overwriting_keeps_permissions_and_symlinks() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("a.md"), folder.path().join("link.md"));
    let export = |path: &std::path::Path| run(&["export", "-o", path.to_str().unwrap(), "--force"]).2;
    assert_eq!(export(&file), 0);
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().mode() & 0o777;
    let other = folder.path().join("other");
    std::fs::File::create(&other).unwrap();
    assert_eq!(mode(&file), mode(&other), "a new file has the permissions of any new file");
    std::fs::remove_file(&other).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&file, &link).unwrap();
    std::fs::write(&file, "before").unwrap();
    assert_eq!(export(&link), 0);
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(mode(&file), 0o640);
    assert!(std::fs::read_to_string(&file).unwrap().len() > 1000);
    let names: Vec<_> = std::fs::read_dir(&folder).unwrap().collect();
    assert_eq!(names.len(), 2, "nothing is left over");
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert_eq!(export(&pipe), 2, "a pipe that nobody reads is not waited for");
}

#[test]
fn unknown_option_is_one_translated_sentence() {
    for (arguments, message) in [
        (["--lang", "fr", "--bogus"], "erreur\u{a0}: il n’y a pas d’option --bogus. Aide\u{a0}: passerelle --help\n"),
        (["--lang", "en", "--bogus"], "error: there is no option --bogus. Help: passerelle --help\n"),
    ] {
        let (out, err, status) = run(&arguments);
        assert_eq!((out.as_str(), err.as_str(), status), ("", message, 2));
    }
}

#[test]
fn command_output_matches_snapshots() {
    for (name, arguments) in [
        ("list", "list"),
        ("show", "show the-hague catalonia"),
        ("show-markdown", "show the-hague --format markdown"),
        ("lessons", "lessons --country ES --country NL"),
        ("lessons-by-theme", "lessons --by theme --section outlook"),
        ("facets", "facets"),
        ("cite", "cite avignon --style iso690"),
        ("export-html", "export --format html --theme formers"),
        ("json", "show vilvoorde --format json"),
        ("help", "--help"),
        ("help-export", "export --help"),
        ("new", "new night-walks"),
    ] {
        for lang in ["fr", "en"] {
            let arguments: Vec<&str> = arguments.split(' ').chain(["--lang", lang]).collect();
            let (out, err, status) = run(&arguments);
            assert_eq!((err.as_str(), status), ("", 0), "{arguments:?}");
            assert!(!out.contains('\u{1b}'));
            insta::assert_snapshot!(format!("{name}-{lang}"), out);
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn long_values_are_shortened_in_messages() {
    let long = "a".repeat(100_000);
    for arguments in [vec!["show", &long], vec!["list", "--theme", &long], vec!["new", &long]] {
        let (_, err, status) = run(&arguments);
        assert!(err.len() < 1000 && status == 2, "{}", err.len());
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f.ron");
    let sheet = format!("Activity(id: \"{long}\", title: \"T\", place: Place(name: \"P\", country: \"FR\")),");
    std::fs::write(&path, format!("Catalogue(format: 1, title: \"T\", activities: [{sheet}{sheet}])")).unwrap();
    assert!(run(&["check", path.to_str().unwrap()]).0.len() < 4000);
}

#[test]
#[cfg(unix)]
fn file_names_need_not_be_unicode() {
    use std::os::unix::ffi::OsStrExt;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9 \x1b[31m.ron"));
    std::fs::write(&path, "Catalogue(format: 1, title: \"T\", activities: [oops])").unwrap();
    let output = command(["list", "-f"]).arg(&path).output().unwrap();
    let (_, err, status) = outcome(output);
    assert!(status == 2 && err.contains(".ron:1:") && !err.contains('\u{1b}'), "{err}");
    let out = folder.path().join(std::ffi::OsStr::from_bytes(b"\xff.html"));
    let output = command(["export", "--format", "html", "-o"]).arg(&out).output().unwrap();
    assert_eq!((output.status.code(), out.exists()), (Some(0), true));
}

#[test]
fn reader_options_with_a_command_are_ignored_or_refused() {
    for arguments in [["--no-state", "list"], ["list", "--no-mouse"], ["list", "--no-state"], ["--no-mouse", "facets"]]
    {
        let (out, err, status) = run(&arguments);
        assert_eq!((err.as_str(), status), ("", 0), "{arguments:?}");
        assert!(!out.is_empty());
    }
    for option in ["--one-pane", "--ascii", "--open", "--lens"] {
        let (_, err, status) = run(&["list", option, "x"]);
        let message = format!("error: {option} is for the reader, which takes no command (passerelle {option}). Help");
        assert!(status == 2 && err.starts_with(&message), "{err}");
    }
    let (_, err, _) = run(&["list", "--nonsense"]);
    assert!(err.starts_with("error: there is no option --nonsense."), "{err}");
}

#[test]
fn help_is_a_command_and_unknown_commands_are_reported() {
    assert_eq!(run(&["help"]), run(&["--help"]));
    assert_eq!(run(&["help", "list"]), run(&["list", "--help"]));
    assert_eq!(run(&["help", "--lang", "fr"]).0, run(&["--help", "--lang", "fr"]).0);
    let (out, err, status) = run(&["matrix"]);
    assert_eq!((out.as_str(), status), ("", 2));
    assert!(err.starts_with("error: there is neither a command nor a file “matrix”. Commands: list, show, "), "{err}");
    let (_, err, _) = run(&["lisst"]);
    assert!(err.contains("“lisst”") && err.contains("Did you mean “passerelle list”?"), "{err}");
    let (_, err, _) = run(&["notes.ron"]);
    assert!(err.contains("notes.ron: there is no such file"), "a file is a file: {err}");
}

#[test]
fn output_width_follows_the_columns_variable() {
    for (columns, most) in [("40", 40), ("60", 60), ("200", 80), ("nonsense", 80)] {
        let output = command(["show", "avignon", "--lang", "fr"]).env("COLUMNS", columns).output().unwrap();
        let widest = outcome(output).0.lines().map(passerelle::text::width).max().unwrap();
        assert!(widest <= most && widest > most - 12, "{columns}: {widest}");
    }
    let output = command(["list"]).env("COLUMNS", "50").output().unwrap();
    assert!(outcome(output).0.lines().all(|it| passerelle::text::width(it) <= 50));
}

#[test]
fn export_format_follows_the_file_extension() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for (name, begins) in [
        ("a.html", "<!DOCTYPE html>"),
        ("a.HTM", "<!DOCTYPE html>"),
        ("a.md", "# "),
        ("a.csv", "\u{feff}id,title,"),
        ("a.json", "{\n  \"catalogue\": {\n    \"format\": 1,"),
        ("a.ndjson", "{\"id\":"),
        ("a.ron", "Catalogue("),
        ("a", "# "),
    ] {
        assert_eq!(run(&["export", "-o", &path(name)]).2, 0, "{name}");
        let text = std::fs::read_to_string(path(name)).unwrap();
        assert!(text.starts_with(begins), "{name}: {text:.80}");
    }
    let (_, err, status) = run(&["export", "-o", &path("a.pptx")]);
    assert!(
        status == 2
            && err.contains("a.pptx does not end in a known format. Change it, or add --format: markdown, html, xlsx,"),
        "{err}"
    );
    assert!(!folder.path().join("a.pptx").exists());
    assert_eq!(run(&["export", "--format", "json", "-o", &path("b.txt")]).2, 0);
    assert!(std::fs::read_to_string(path("b.txt")).unwrap().starts_with("{\n"));
}

#[test]
fn same_partner_in_two_main_languages_is_two_values() {
    let folder = tempfile::tempdir().unwrap();
    let file = |id: &str, language: &str| {
        let path = folder.path().join(format!("{id}.ron"));
        let partner = "{ \"fr\": \"Ville\", \"en\": \"City\" }";
        let text = format!(
            "Catalogue(format: 1, language: \"{language}\", title: \"T\", activities: [Activity(id: \"{id}\", \
             title: \"T\", place: Place(name: \"P\", country: \"FR\"), partners: [{partner}])])"
        );
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (a, b) = (file("a", "fr"), file("b", "en"));
    for files in [[&a, &b], [&b, &a]] {
        let (out, ..) = run(&["facets", "partner", "-f", files[0], "-f", files[1]]);
        for value in ["ville       City", "city        City"] {
            assert!(out.contains(value), "{out}");
        }
    }
}

#[test]
fn partial_and_misspelt_values_get_a_suggestion() {
    for (arguments, meant) in [
        (&["list", "--partner", "exit sweden"][..], "Fryshuset – Exit Sweden"),
        (&["list", "--theme", "trainin"], "staff-training"),
        (&["list", "--kind", "work"], "Workshop"),
        (&["facets", "countries"], "country"),
        (&["facets", "themes"], "theme"),
        (&["list", "--format", "jsonn"], "json"),
        (&["list", "--sort", "titel"], "title"),
    ] {
        let (_, err, status) = run(arguments);
        assert!(status == 2 && err.contains("Did you mean “"), "{arguments:?}: {err}");
        assert!(err.to_lowercase().contains(&meant.to_lowercase()), "{arguments:?}: {err}");
    }
}

#[test]
fn search_problems_are_explained() {
    let (_, err, status) = run(&["list", "-q", "probatoin"]);
    assert_eq!((err.as_str(), status), ("No activities match these filters. Did you mean “probation”?\n", 1));
    let (_, err, status) = run(&["list", "-q", "regions:lyon"]);
    assert!(status == 1 && err.contains("There is no field “regions”. Fields: title, place,"), "{err}");
    let (out, err, status) = run(&["list", "-q", "results:", "--format", "ids"]);
    assert_eq!((out.lines().count(), status), (9, 0));
    assert!(err.contains("“results” needs a word after its colon"), "{err}");
    let (out, ..) = run(&["list", "-q", "citizenship | restorative", "--sort", "catalogue", "--format", "ids"]);
    assert_eq!(out, "sarcelles\nthe-hague\n");
    assert_eq!(run(&["list", "--sort", "source"]), run(&["list", "--sort", "catalogue"]), "its name before");
}

#[test]
fn dates_are_a_filter_and_an_order() {
    assert_eq!(ids(&["list", "--date", "2019"]), ["the-hague"]);
    assert_eq!(ids(&["list", "--not-date", "2019"]).len(), 8);
    assert_eq!(ids(&["list", "--date", "not-stated"]).len(), 8);
    for facet in ["theme", "partner", "kind", "group", "date", "basis", "lesson-kind"] {
        let [with, without] =
            ["", "not-"].map(|not| run(&["list", &format!("--{not}{facet}"), "not-stated", "--format", "ids"]).0);
        // Identifiers contain no spaces, unlike messages.
        let [with, without] = [&with, &without].map(|it| it.lines().filter(|it| !it.contains(' ')).collect::<Vec<_>>());
        assert_eq!(with.len() + without.len(), 9, "{facet}");
        assert!(!with.iter().any(|it| without.contains(it)), "{facet}");
    }
    assert_eq!(ids(&["list", "--sort", "date"])[0], "the-hague");
    let (_, err, status) = run(&["list", "--date", "1999"]);
    assert_eq!((err.as_str(), status), ("No activities match these filters. Without --date there are 9.\n", 1));
    assert_eq!(run(&["list", "--date", "soon"]).2, 2);
    assert_eq!(ids(&["list", "-q", "date:may"]), ["the-hague"]);
}

#[test]
fn citation_language_is_that_of_the_cited_title() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    let text = "Catalogue(format: 1, language: \"fr\", title: \"T\", activities: [Activity(id: \"a\", title: { \"fr\": \"Police\", \"en\": \"Police\" }, place: Place(name: \"P\", country: \"FR\"))])";
    std::fs::write(&path, text).unwrap();
    let cite = |lang| run(&["cite", "a", "--style", "ris", "-f", path.to_str().unwrap(), "--lang", lang]).0;
    assert!(cite("en").contains("LA  - en") && cite("fr").contains("LA  - fr"), "{}", cite("en"));
}

#[test]
fn output_never_overwrites_its_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    // The second activity is invalid: it would be lost if the output replaced the file.
    let activity = |id: &str, country: &str| {
        format!("(id: \"{id}\", title: \"t\", place: (name: \"n\", country: \"{country}\")),")
    };
    let text =
        format!("Catalogue(format: 1, title: \"T\", activities: [{}{}])", activity("a", "FR"), activity("b", "XX"));
    let (file, inside) = (path("c.ron"), path("."));
    std::fs::write(&file, &text).unwrap();
    for arguments in [
        &["export", "-f", &file, "-o", &file][..],
        &["export", "-f", &inside, "-o", &file],
        &["export", "-f", &file, "--format", "xlsx", "-o", &path("./c.ron")],
        &["lessons", "-f", &file, "--format", "json", "-o", &file],
        &["cite", "-f", &file, "-o", &file],
    ] {
        let (_, err, status) = run(&[arguments, &["--force", "--lang", "en"]].concat());
        assert!(status == 2 && err.contains("is read here, or would be in the folder"), "{arguments:?}: {err}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text, "{arguments:?}");
    }
    let redirected =
        command(["export", "-f", "-", "-o", &file, "--force"]).stdin(std::fs::File::open(&file).unwrap()).output();
    assert_eq!(redirected.unwrap().status.code(), Some(2));
    let named = command(["export", "-o", &file, "--force"]).env("PASSERELLE_CATALOGUE", &file).output();
    assert_eq!(named.unwrap().status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    assert_eq!(run(&["export", "-f", &file, "-o", &path("other.ron")]).2, 0);
    std::fs::remove_file(path("other.ron")).unwrap();
    // Files that are no catalogues are not read, so they may be replaced.
    std::fs::write(path("table.csv"), "old").unwrap();
    let (_, err, status) = run(&["export", "-f", &inside, "-o", &path("table.csv"), "--force"]);
    assert!(status == 0 && std::fs::read_to_string(path("table.csv")).unwrap() != "old", "{err}");
    figure("catalogues overwritten by output made of them", "0 of 7 ways");
}

/// Returns whether Bash is installed.
fn has_bash() -> bool {
    std::process::Command::new("bash").arg("--version").output().is_ok_and(|it| it.status.success())
}

#[test]
fn completions_escape_names_for_every_shell() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    let text = r#"Catalogue(format: 1, title: "T", themes: { "s": "Streets $(touch pwn) `x` \\", "t": "a\\\" ) ; x=( \\\"b" },
        activities: [Activity(id: "a", title: "A", place: Place(name: "x\"; touch pwn; echo \"", country: "BE"), themes: ["s", "t"],
        partners: ["y\"; touch pwn; echo \"", "甲 乙"])])"#;
    std::fs::write(&path, text).unwrap();
    let file = path.to_str().unwrap();
    assert_eq!(run(&["list", "-f", file, "--partner", "甲 乙", "--format", "ids"]).0, "a\n", "by its name alone");
    assert!(
        run(&["facets", "partner", "-f", file]).0.contains("1  甲 乙 "),
        "which stands in the place of an identifier"
    );
    let hostile = ["$(touch", "; touch", "`x`", "x=(", "\"; echo"];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = command(["completions", shell]).env("PASSERELLE_CATALOGUE", &path).output().unwrap();
        let script = String::from_utf8(script.stdout).unwrap();
        for fragment in hostile {
            assert!(!script.contains(fragment), "{shell}: {fragment}");
        }
        assert!(!["zsh", "fish"].contains(&shell) || script.contains("Streets"), "{shell}: the name is told");
        if shell == "bash" && has_bash() {
            let complete = "COMP_WORDS=(passerelle list --partner ''); COMP_CWORD=3; \
                _passerelle passerelle '' --partner; printf '%s\\n' \"${COMPREPLY[@]}\"";
            let run = std::process::Command::new("bash")
                .args(["--norc", "-c", &format!("{script}\n{complete}")])
                .current_dir(folder.path())
                .output()
                .unwrap();
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
            let is_created = |it: &std::fs::DirEntry| it.file_name() != "c.ron";
            assert!(!std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap).any(|it| is_created(&it)));
        }
    }
    figure("hostile fragments of names in completion scripts", format!("{} in 5 scripts, 0 found", hostile.len()));
}

#[test]
fn bibtex_keeps_an_organisation_as_one_author() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    let text = r#"Catalogue(format: 1, title: "T",
        sources: { "s": Source(title: "S", authors: ["Department of Justice and Police", "Konradi, M."]) },
        activities: [Activity(id: "a", title: "A", place: Place(name: "G", country: "BE"), sources: ["s"])])"#;
    std::fs::write(&path, text).unwrap();
    let cited = run(&["cite", "-f", path.to_str().unwrap(), "--style", "bibtex"]).0;
    assert!(cited.contains("author = {{Department of Justice and Police} and Konradi, M.}"), "{cited}");
}

#[test]
fn separators_have_names_and_options_are_given_once() {
    let table = |sign: &str| run(&["list", "--format", "csv", "--separator", sign]).0;
    for (name, sign) in [("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("\\t", "\t"), ("|", "|")] {
        assert!(table(name).starts_with(&format!("id{sign}title{sign}")), "{name}");
        assert_eq!(table(name), table(sign), "{name}");
    }
    let (_, err, status) = run(&["list", "--sort", "date", "--sort", "title", "--lang", "en"]);
    assert!(status == 2 && err.contains("can be given once only"), "{err}");
    let folder = tempfile::tempdir().unwrap();
    for (ending, begins) in [
        ("md", "# Lessons"),
        ("MARKDOWN", "# Lessons"),
        ("html", "<!DOCTYPE"),
        ("htm", "<!DOCTYPE"),
        ("json", "["),
        ("txt", ""),
    ] {
        let path = folder.path().join(format!("x.{ending}"));
        assert_eq!(run(&["lessons", "-o", path.to_str().unwrap(), "--lang", "en"]).2, 0, "{ending}");
        let written = std::fs::read_to_string(path).unwrap();
        assert!(written.starts_with(begins) && (ending != "txt" || !written.contains("# ")), "{ending}: {written:.80}");
    }
}

#[test]
fn a_heading_of_several_lines_is_underlined_once() {
    let folder = tempfile::tempdir().unwrap();
    let long = folder.path().join("long.ron");
    let name = "A place with a name of many words ".repeat(6);
    let text = format!(
        r#"Catalogue(format: 1, title: "T", activities: [(id: "a", title: "A", place: (name: "{name}", country: "FR"), lessons: [(text: "L.")])])"#
    );
    std::fs::write(&long, text).unwrap();
    let lessons = run(&["lessons", "-f", long.to_str().unwrap()]).0;
    let rules = lessons.lines().filter(|it| it.len() > 3 && it.bytes().all(|it| it == b'-')).count();
    assert_eq!(rules, 1, "{lessons}");
}

#[test]
fn workbook_can_be_written_to_a_pipe() {
    let output = command(["export", "--format", "xlsx"]).output().unwrap();
    assert!(output.status.success() && output.stdout.starts_with(b"PK"));
}

#[test]
fn citation_style_follows_the_file_extension() {
    let folder = tempfile::tempdir().unwrap();
    for (name, begins) in [("x.bib", "@misc"), ("x.RIS", "TY  - "), ("x.txt", "Local"), ("x", "Local")] {
        let path = folder.path().join(name);
        assert_eq!(run(&["cite", "the-hague", "-o", path.to_str().unwrap(), "--lang", "en"]).2, 0, "{name}");
        let written = std::fs::read_to_string(path).unwrap();
        assert!(
            begins == "Local" && !written.starts_with(['@', 'T']) || written.starts_with(begins),
            "{name}: {written}"
        );
    }
    let sheet = folder.path().join("x.xlsx");
    let (_, err, status) = run(&["cite", "the-hague", "-o", sheet.to_str().unwrap(), "--lang", "en"]);
    assert!(status == 2 && err.contains("another command writes: passerelle export -o") && !sheet.exists(), "{err}");
    let (_, err, status) = run(&["cite", "the-hague", "-o", "/nowhere/x.pdf", "--lang", "en"]);
    assert!(status == 2 && err.contains("plain, iso690, bibtex, ris"), "{err}");
    let (_, err, status) = run(&["export", "-o", "/nowhere/x.bib", "--lang", "en"]);
    assert!(status == 2 && err.contains("passerelle cite -o /nowhere/x.bib"), "{err}");
    let (_, err, status) = run(&["list", "-o", "x.csv", "--lang", "en"]);
    assert!(status == 2 && err.contains("To save: passerelle export -o FILE."), "{err}");
    for command in ["show", "facets", "check"] {
        let (_, err, status) = run(&[command, "-o", "x", "--lang", "en"]);
        assert!(status == 2 && err.contains(&format!("To save: passerelle {command} … > FILE.")), "{err}");
    }
}

#[test]
fn long_identifier_does_not_widen_the_facet_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    let long = "long-".repeat(19) + "name";
    let themes = format!("themes: {{\"{long}\": (name: \"Long\"), \"short\": (name: \"Short\")}}");
    let activity =
        format!("(id: \"a\", title: \"A\", place: (name: \"P\", country: \"FR\"), themes: [\"short\", \"{long}\"])");
    std::fs::write(&path, format!("Catalogue(format: 1, title: \"T\", {themes}, activities: [{activity}])")).unwrap();
    let (out, err, _) = run(&["facets", "theme", "-f", path.to_str().unwrap()]);
    assert!(
        out.contains("theme  1  short       Short\n") && out.contains(&format!("theme  1  {long}  Long\n")),
        "{out}{err}"
    );
    assert!(
        ["--sort", "--reverse"].iter().all(|it| !run(&["facets", "--help"]).0.contains(it)),
        "what is counted has no order"
    );
}

#[test]
fn partner_filter_matches_all_partners_of_that_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    let activity = |at: usize, partner: &str| {
        let text = "long ".repeat(200);
        format!(
            "(id: \"a{at}\", title: \"A\", place: (name: \"P\", country: \"BE\"), summary: \"{text}\", partners: [{partner}])"
        )
    };
    let others = (1..4000).map(|at| activity(at, "")).collect::<Vec<_>>().join(",\n");
    let (first, last) =
        (activity(0, "\"City of Ghent\""), activity(4000, r#"{"fr": "Ville de Gand", "en": "City of Ghent"}"#));
    let text = format!("Catalogue(format: 1, title: \"T\", language: \"fr\", activities: [{first}, {others}, {last}])");
    std::fs::write(&path, text).unwrap();
    let list = |more: &[&str]| run(&[&["list", "-f", path.to_str().unwrap(), "--format", "ids"], more].concat()).0;
    let of_partner = ["--partner", "City of Ghent"];
    assert_eq!(list(&of_partner), "a0\na4000\n");
    assert_eq!(list(&[&of_partner[..], &["--reverse"]].concat()), "a4000\na0\n");
}

#[test]
fn lessons_of_one_place_are_told_apart_by_title() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    let of = |id: &str, place: &str, lessons: &str| {
        format!(
            "(id: \"{id}\", title: \"Title {id}\", place: (name: \"{place}\", country: \"BE\"), themes: [\"t\"], {lessons})"
        )
    };
    let lesson = "lessons: [(text: \"Walk.\", kind: Advice)]";
    let activities = [of("a", "Gent", lesson), of("b", "Gent", lesson), of("c", "Brugge", lesson), of("d", "Gent", "")];
    let text = format!(
        "Catalogue(format: 1, title: \"T\", themes: {{ \"t\": \"T\" }}, activities: [{}])",
        activities.join(",")
    );
    std::fs::write(&path, text).unwrap();
    let (out, ..) = run(&["lessons", "-f", path.to_str().unwrap(), "--by", "theme", "--lang", "en"]);
    for expected in
        ["Gent – Title a · Advice", "Gent – Title b · Advice", "· Brugge · Advice", "Gent, Belgium – Title d"]
    {
        assert!(out.contains(expected), "{expected}: {out}");
    }
}

#[test]
fn empty_result_names_the_search_term_to_drop() {
    let (_, err, status) = run(&["list", "-q", "prison zzzz", "--lang", "en"]);
    assert!(status == 1 && err.contains("match these filters. Without “zzzz” there "), "{err}");
    let (_, err, status) = run(&["list", "-q", "prison zzzz", "--lang", "fr"]);
    assert!(status == 1 && err.contains("Sans «\u{a0}zzzz\u{a0}», il y en a "), "{err}");
    for option in ["--partner", "--country", "--theme", "--not-partner"] {
        assert_eq!(run(&["list", option, ""]).2, 2, "{option}");
    }
}

#[test]
fn streamed_output_equals_output_of_the_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("many.ron");
    std::fs::write(&file, catalogue(2_500, &[], 60)).unwrap();
    let [file, folder] = [file.as_path(), folder.path()].map(|it| it.to_str().unwrap());
    let mut commands =
        ["ron", "json", "ndjson", "csv", "html", "markdown"].map(|it| ["export", "--format", it]).to_vec();
    commands.extend(["table", "ids", "tsv", "json"].map(|it| ["list", "--format", it]));
    commands.extend(["text", "markdown", "html", "json"].map(|it| ["lessons", "--format", it]));
    commands.extend([["lessons", "--section", "results"], ["lessons", "--by", "theme"]]);
    for command in commands {
        for filter in [&[][..], &["--theme", "beta"], &["-q", "2 7"], &["-q", "second w12", "--theme", "beta"]] {
            // A single file is written while it is read; a folder is loaded completely first.
            let [as_read, whole] = [file, folder].map(|path| run(&[&command, filter, &["-f", path]].concat()));
            assert_eq!((as_read.1.as_str(), as_read.2), ("", 0), "{command:?} {filter:?}");
            assert!(as_read == whole, "{command:?} {filter:?}");
        }
    }
    for order in [&["--sort", "catalogue"][..], &["--sort", "title"], &[]] {
        let (_, warning, status) = run(&[&["list", "-q", "results:", "--lang", "en", "-f", file], order].concat());
        assert_eq!((warning.matches("“results” needs a word after its colon").count(), status), (1, 0), "{order:?}");
    }
}

#[test]
fn language_tags_of_lessons_are_explained_where_they_first_occur() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.ron");
    let activity = |id: &str, tag: &str| {
        format!(
            "(id: \"{id}\", title: {{\"en\": \"T\"}}, place: (name: {{\"en\": \"Town {id}\"}}, country: \"FR\"),\
             lessons: [(text: {{\"{tag}\": \"Learnt.\"}})])"
        )
    };
    let activities = [("a", "en"), ("b", "fr"), ("c", "fr"), ("d", "nl")].map(|(id, tag)| activity(id, tag));
    let text = format!("(format: 1, title: {{\"en\": \"C\"}}, activities: [{}])", activities.join(","));
    std::fs::write(&path, text).unwrap();
    let (out, err, status) = run(&["lessons", "--lang", "en", "-f", path.to_str().unwrap()]);
    assert_eq!((err.as_str(), status), ("", 0));
    let line = |text: &str| out.lines().position(|it| it.starts_with(text)).unwrap();
    let french = line("[fr] = in French");
    assert!(line("Town a") < french && french + 2 == line("Town b"), "{out}");
    assert_eq!((out.matches("[fr] =").count(), line("[nl] =") + 2), (1, line("Town d")), "{out}");
}

#[test]
fn named_activities_removed_by_filters_are_listed() {
    for command in ["show", "cite"] {
        let (out, err, status) = run(&[command, "malaga", "--country", "FR", "--theme", "formers"]);
        assert_eq!((out.as_str(), status), ("", 1));
        // The hint with the matches without a filter counts all activities, so it is omitted for named ones.
        assert_eq!(err, "The filters leave out: malaga.\nNo activities match these filters.\n", "{command}");
    }
    // Activities appear in the order of their first mention, once each: “La Haye” is `the-hague` again.
    let names = ["the-hague", "Sarcelles", "rotterdam", "La Haye", "sarcelles"];
    let shown = run(&[&["show", "--format", "json"], &names[..]].concat()).0;
    let shown: Vec<serde_json::Value> = serde_json::from_str(&shown).unwrap();
    let ids: Vec<&str> = shown.iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["the-hague", "sarcelles", "rotterdam"]);
}

#[test]
fn lessons_section_in_json_includes_its_sources() {
    let of = |section: &str| {
        let shown = run(&["show", "sollentuna", "--section", section, "--format", "json"]).0;
        serde_json::from_str::<serde_json::Value>(&shown).unwrap()[0].take()
    };
    let lessons = of("lessons");
    let sources: Vec<&str> =
        lessons["sources"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    for id in lessons["lessons"][0]["sources"].as_array().unwrap() {
        assert!(sources.contains(&id.as_str().unwrap()), "{lessons}");
    }
    assert!(of("results").get("sources").is_none());
}

#[test]
fn partners_used_equally_often_are_in_order_of_first_use() {
    let text = "(format: 1, title: \"T\", activities: [Activity(id: \"a\", title: \"A\",
        place: (name: \"P\", country: \"FR\"), partners: [\"Delta\", \"Bravo\", \"Echo\", \"Alpha\", \"Charlie\"])])";
    let (out, ..) = run_with_input(&["facets", "partner", "-f", "-", "--lang", "en"], text);
    let names: Vec<&str> = out.lines().filter_map(|it| it.split_whitespace().last()).collect();
    assert_eq!(names[..5], ["Delta", "Bravo", "Echo", "Alpha", "Charlie"], "{out}");
}

#[test]
fn help_wraps_at_the_width_of_the_screen_if_there_is_one() {
    let widest = |columns: &str| {
        let (help, ..) = outcome(command(["list", "--help"]).env("COLUMNS", columns).output().unwrap());
        help.lines().map(|it| it.chars().count()).max().unwrap()
    };
    assert!(widest("50") <= 50 && (90..=100).contains(&widest("0")) && (90..=100).contains(&widest("300")));
}
