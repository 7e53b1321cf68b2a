//! What does each of many command lines write to standard output and standard error, and what is its exit status?

use std::fmt::Write;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::support::{command, outcome};

/// Command lines without the name of the program, as typed into a shell.
const COMMAND_LINES: &[&str] = &[
    "list",
    "list --format ids",
    "list --format ids --country FR",
    "list --format ids --country france --country ES",
    "list --format ids --not-country FR",
    "list --format ids --country FR --not-country FR",
    "list --country Frnace",
    "list --country zz",
    "list --country GB",
    "list --country USA",
    "list --country",
    "list --theme exit",
    "list --theme",
    "list --format ids --theme disengagement",
    "list --format ids --theme not-stated",
    "list --format ids --not-theme not-stated",
    "list --format ids --kind training",
    "list --format ids --group not-stated",
    "list --format ids --partner efus",
    "list --format ids --partner \"Town of Sarcelles\"",
    "list --partner nobody",
    "list --format ids --date 2019",
    "list --date 19",
    "list --date 2019-05",
    "list --format ids --date not-stated",
    "list --format ids --basis stated",
    "list --basis sure",
    "list --format ids --not-basis drawn",
    "list --format ids --lesson-kind advice",
    "list --lesson-kind advise",
    "list --format ids --stated results",
    "list --format ids --missing results",
    "list --format ids --not-stated results",
    "list --format ids --stated results --stated aims",
    "list --format ids --not-missing results --not-missing aims",
    "list --format ids --missing results --missing outlook",
    "list --stated rezults",
    "list --format ids -q prison",
    "list --format ids -q \"prison -probation\"",
    "list --format ids -q=prison",
    "list --format ids -qprison",
    "list -q zzz",
    "list -q préventoin",
    "list -q \"prison préventoin\"",
    "list -q title:",
    "list -q nofield:x",
    "list -q",
    "list -q \"\"",
    "list --format ids --sort place",
    "list --format ids --sort country --reverse",
    "list --format ids --sort date",
    "list --format ids --sort title",
    "list --format ids --reverse",
    "list --format ids --sort relevance -q prison",
    "list --sort name",
    "list --format ids --sort marks",
    "list --marked --no-state",
    "list --format xlsx",
    "list --format jsn",
    "list --format",
    "list --separator ; --format json",
    "list --separator xx --format csv",
    "list --lang",
    "list --lang xx --format ids",
    "list --lang fr --country Espagne",
    "list --lang de",
    "list --lang all",
    "list --bogus",
    "list --contry FR",
    "list --open avignon",
    "list extra",
    "list -f",
    "list -f none.ron",
    "list -f data",
    "list --format ids -f data/prepare.ron",
    "list -f LICENSE-MIT",
    "list -f - -f -",
    "list --file data/prepare.ron --file data/prepare.ron --format ids",
    "list -h extra",
    "help",
    "help list",
    "help nothing",
    "lst",
    "List",
    "data/none.ron",
    "none",
    "-x",
    "--",
    "-- none.ron",
    "--lang fr list --format ids",
    "--lang=fr list --country Frnace",
    "--color always list --format ids",
    "--color sometimes list",
    "-f data/prepare.ron list --format ids",
    "show avignon --section results",
    "show avignon --section nothing",
    "show",
    "show nowhere",
    "show avingon",
    "show avignon malaga --format json",
    "show efus --section aims",
    "show --country BE --section outlook",
    "show --country BE avignon --section aims",
    "show avignon --format html",
    "lessons --country BE",
    "lessons --country BE --by theme",
    "lessons results --country BE",
    "lessons gaps",
    "lessons --by place",
    "lessons outlook --country BE",
    "facets",
    "facets country",
    "facets themes",
    "facets theme --country FR",
    "facets country --format json",
    "facets group",
    "facets nothing",
    "facets country --format csv",
    "facets --country GB",
    "cite avignon",
    "cite avignon --format bibtex",
    "cite avignon --format ris",
    "cite avignon --format iso690",
    "cite avignon --format apa",
    "cite",
    "cite nowhere",
    "cite sarcelles vilvoorde",
    "--lang fr help list",
    "--color never help",
    "--lang en data/prepare.ron none.ron",
    "export --format bogus",
    "export --format md --country BE",
    "export --format markdown --country BE",
    "export --format ndjson --country BE -q case",
    "export -o none/a.md",
    "export -o a.doc",
    "export -o LICENSE-MIT",
    "export --format ron --country BE -o data/x.ron/y",
    "export --format csv --country BE --separator semicolon",
    "import",
    "import none.csv",
    "import LICENSE-MIT",
    "import data/prepare.ron",
    "import data",
    "import Cargo.toml",
    "import none.csv --sheet 2",
    "check",
    "check data/prepare.ron",
    "check none.ron",
    "check data --strict",
    "check LICENSE-MIT",
    "check --format json",
    "check --format xml",
    "new",
    "new \"Bad Id\"",
    "new good-id extra",
    "completions",
    "completions tcsh",
    "completions bash extra",
    "man extra",
    "--version extra",
    "-V",
    "--lens lessons",
    "--lens nothing",
    "--open nowhere",
    "--open avingon",
    "--select avignon --open avignon",
    "--by theme",
];

#[test]
fn output_of_each_command_line() {
    let mut table = String::new();
    for lang in ["en", "fr"] {
        for line in COMMAND_LINES {
            let arguments = shlex::split(line).unwrap();
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let mut program = command(&arguments);
            program.env("LANG", if lang == "fr" { "fr_FR.UTF-8" } else { "C" }).current_dir(env!("CARGO_MANIFEST_DIR"));
            let (out, message, status) = outcome(program.stdin(Stdio::null()).output().unwrap());
            let short = |text: &str| {
                let lines: Vec<&str> = text.lines().take(4).collect();
                lines.join(" / ").chars().take(160).collect::<String>()
            };
            let _ = writeln!(
                table,
                "{lang} {line}: {status} {} ¦ {}",
                short(&out),
                message.trim_end().replace('\n', " / ")
            );
        }
    }
    assert_snapshot!(table);
}

#[test]
fn manual_page_in_both_languages() {
    for lang in ["en", "fr"] {
        let (page, ..) = outcome(command(["man", "--lang", lang]).output().unwrap());
        assert_snapshot!(format!("man-{lang}"), page);
    }
}
