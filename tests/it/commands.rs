//! What the real binary prints and returns where there is no screen.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_passerelle"));
    command.args(arguments).env_remove("LANGUAGE").env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C");
    command
}

fn run(arguments: &[&str]) -> (String, String, i32) {
    outcome(command(arguments).output().unwrap())
}

fn outcome(output: Output) -> (String, String, i32) {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

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
fn nothing_found_is_an_answer() {
    let (out, err, status) = run(&["-q", "zzz"]);
    assert_eq!((out.as_str(), err.as_str(), status), ("", "No activities match these filters.\n", 1));
}

#[test]
fn the_language_follows_the_option_then_the_locale() {
    let output = command(&[]).env("LANG", "fr_BE.UTF-8").output().unwrap();
    assert!(outcome(output).0.contains("La Haye"));
    let output = command(&["--lang", "en"]).env("LANG", "fr_FR.UTF-8").output().unwrap();
    assert!(outcome(output).0.contains("The Hague"));
    let (out, _, status) = run(&["--help", "--lang", "fr"]);
    assert!(out.contains("Garder ce pays") && status == 0);
}

#[test]
fn a_catalogue_comes_from_a_file_a_folder_or_standard_input() {
    let text = "Catalogue(format: 1, title: \"T\", activities: [Activity(id: \"mine\", title: \"M\", place: Place(name: \"P\", country: \"DE\"))])";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.ron");
    std::fs::write(&path, text).unwrap();
    assert_eq!(ids(&[path.to_str().unwrap()]), ["mine"]);
    assert_eq!(ids(&[folder.path().to_str().unwrap()]), ["mine"]);
    let mut child =
        command(&["-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    assert_eq!(outcome(child.wait_with_output().unwrap()).0, "mine  DE  P  M\n");
}

#[test]
fn a_broken_catalogue_gives_its_problems_and_status_2() {
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
fn a_catalogue_with_some_bad_records_is_used_and_its_problems_are_told() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/broken/several.ron");
    let (out, err, status) = run(&[sample]);
    assert_eq!((out.as_str(), status), ("good  FR  P  G\n", 0));
    assert!(err.contains("several.ron:9:13:"), "{err}");
}

#[test]
fn what_cannot_be_read_is_refused_by_name() {
    for (path, said) in [("/nowhere.ron", "no such file"), ("/dev/null", "neither a file nor a folder")] {
        let (out, err, status) = run(&[path]);
        assert_eq!((out.as_str(), status), ("", 2));
        assert!(err.contains(path) && err.contains(said), "{err}");
    }
}

#[test]
fn hostile_arguments_reach_no_terminal() {
    for arguments in [["--country", "\u{1b}]0;x\u{7}"], ["--\u{1b}[31m", "x"], ["/\u{1b}[2J\u{202e}", "x"]] {
        let (out, err, status) = run(&arguments);
        assert!(!format!("{out}{err}").contains(['\u{1b}', '\u{7}', '\u{202e}']), "{err:?}");
        assert_eq!(status, 2);
    }
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let mut child = command(&[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.stderr.as_slice(), output.status.code()), (&b""[..], Some(0)));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = command(&[]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .starts_with("error: cannot write to standard output: No space left on device.")
    );
}
