//! How is a catalogue that uses every feature shown on the screen, by every command and in every format?

use std::fmt::Write;
use std::process::Stdio;

use insta::assert_snapshot;
use passerelle::app::Start;
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::Library;

use crate::support::{Session, command, outcome};

const VARIED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/varied.ron");

/// Command lines whose complete output is compared.
const COMMAND_LINES: &[&str] = &[
    "list",
    "list --lang fr --sort date --reverse",
    "list --format tsv",
    "list --format csv --lang all",
    "list --format json",
    "list --format json --lang all",
    "list --format ndjson --lang fr",
    "list -q words",
    "list -q violence --lang fr",
    "list -q Doornik",
    "list --country BE --sort country",
    "list --partner face --sort title",
    "list --date 2019",
    "show whole",
    "show whole --lang fr",
    "show whole --lang de",
    "show whole --format markdown",
    "show several --format json",
    "show silent bare --lang it",
    "show silent --format markdown --lang fr",
    "show several --section summary --section lessons",
    "show undated-lessons --section lessons --lang fr",
    "lessons",
    "lessons --by theme --lang fr",
    "lessons --section results --by theme",
    "lessons --section outlook --lang fr",
    "lessons --format markdown --by theme",
    "lessons --format html --lang fr",
    "lessons --format json",
    "lessons --format json --by theme --section outlook --lang fr",
    "facets",
    "facets --lang fr",
    "facets --format json --country FR",
    "cite whole several --format bibtex",
    "cite whole silent --format ris --lang fr",
    "cite whole undated-lessons bare",
    "cite whole --lang fr",
    "export --format markdown",
    "export --format markdown --lang fr",
    "export --format html",
    "export --format html --lang it",
    "export --format csv",
    "export --format csv --lang fr --separator semicolon",
    "export --format json --lang fr",
    "export --format ndjson --lang all --theme sport",
    "export --format ron --theme sport",
    "check",
    "check --lang fr",
    "check --format json",
];

#[test]
fn outputs_of_a_catalogue_with_every_feature() {
    for (at, lines) in COMMAND_LINES.chunks(10).enumerate() {
        let mut whole = String::new();
        for line in lines {
            let arguments: Vec<&str> = line.split(' ').chain(["-f", VARIED]).collect();
            let mut program = command(&arguments);
            let (out, message, status) = outcome(program.env("COLUMNS", "90").stdin(Stdio::null()).output().unwrap());
            let _ = writeln!(whole, "== {line}: {status} {}\n{out}", message.trim_end());
        }
        // The output must not depend on the location of the repository.
        assert_snapshot!(format!("commands-{at}"), whole.replace(VARIED, "varied.ron"));
    }
}

/// Key sequences, each with the number of screens to record; the last key is repeated between them.
const WALKS: [(&str, usize); 26] = [
    ("Down Down Down Down", 1),
    ("Enter PgDn", 8),
    ("Down Enter PgDn", 1),
    ("Down Down Enter PgDn", 2),
    ("Down Down Down Enter PgDn", 4),
    ("z PgDn", 6),
    ("L PgDn", 5),
    ("L Tab PgDn", 6),
    ("L Tab Tab PgDn", 5),
    ("L s PgDn", 4),
    ("/ words Enter", 1),
    ("/ marche Enter n", 3),
    ("I PgDn", 8),
    ("Enter 5 I Down", 5),
    ("L I Down", 12),
    ("L Tab I Up", 4),
    ("L I End", 1),
    ("L Enter 5 i", 3),
    ("t l e", 1),
    ("t d e", 1),
    ("p f a", 1),
    ("a t r", 1),
    ("c Space Down Space", 1),
    ("/ violence Enter Enter n", 2),
    ("/ désistement Enter", 1),
    ("Enter / e Enter n", 12),
];

#[test]
fn screens_of_a_catalogue_with_every_feature() {
    for (lang, size) in [(Lang::EN, (100, 30)), (Lang::FR, (60, 20)), (Lang::EN, (40, 12))] {
        let mut whole = String::new();
        for (keys, count) in WALKS {
            let library = Library::load(vec![Origin::Path(VARIED.into())]);
            let mut session = Session::on(library, Start::in_language(lang), size);
            session.keys(keys);
            let last = keys.rsplit(' ').next().unwrap();
            for at in 1..=count {
                let _ = writeln!(whole, "== {keys} ({at})\n{}", session.screen());
                session.keys(last);
            }
        }
        assert_snapshot!(format!("screens-{}-{}", lang.interface_tag(), size.0), whole);
    }
}
