//! Whether the README and the guide for authors say what is true.

use std::process::Command;
use std::{env, fs};

use passerelle::app::{Context, bindings};
use passerelle::lang::Lang;
use passerelle::load::{Loaded, Origin};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(name: &str) -> String {
    fs::read_to_string(format!("{ROOT}/{name}")).unwrap()
}

/// Returns the code blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    text.split(&opening).skip(1).map(|it| it.split("```").next().unwrap().to_owned()).collect()
}

/// Returns the table of keys, from the table that dispatches them.
fn keys() -> String {
    let words = Lang::EN.words();
    let mut table = String::new();
    for (context, name) in [
        (Context::List, "In the list"),
        (Context::Text, "In a text"),
        (Context::Lens, "In the lens"),
        (Context::Picker, "Choosing values"),
        (Context::Typeahead, "Choosing values, something typed"),
        (Context::Prompt, "In a prompt"),
    ] {
        table.push_str(&format!("\n{name}:\n\n| keys | do |\n|---|---|\n"));
        for binding in bindings(context) {
            let keys: Vec<String> = binding.names(words, false).iter().map(|it| format!("`{it}`")).collect();
            // A bar would begin another column.
            let label = binding.label(words).long.replace('|', "\\|");
            table.push_str(&format!("| {} | {label} |\n", keys.join(" ")));
        }
    }
    table
}

#[test]
fn the_table_of_keys_is_the_one_that_dispatches_them() {
    let text = read("README.md");
    let (begin, end) = ("<!-- keys: begin -->\n", "<!-- keys: end -->");
    let (before, rest) = text.split_once(begin).unwrap();
    let (kept, after) = rest.split_once(end).unwrap();
    let expected = format!("{}\n", keys());
    if env::var_os("PASSERELLE_PICTURE").is_some() {
        fs::write(format!("{ROOT}/README.md"), [before, begin, &expected, end, after].concat()).unwrap();
    } else {
        assert_eq!(kept, expected, "the table is out of date: PASSERELLE_PICTURE=1 cargo test table_of_keys");
    }
}

#[test]
fn every_example_of_a_catalogue_loads() {
    for name in ["README.md", "data/README.md"] {
        let examples = blocks(&read(name), "ron");
        assert!(!examples.is_empty());
        for example in examples {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("example.ron");
            fs::write(&path, example).unwrap();
            let Loaded { catalogue, report } = Loaded::of(vec![Origin::Path(path)]);
            assert!(report.problems.is_empty(), "{name}: {:?}", report.problems);
            assert_eq!(catalogue.activities.len(), 1);
        }
    }
}

#[test]
fn every_command_line_that_is_shown_works() {
    let mut tried = 0;
    for line in blocks(&read("README.md"), "sh").iter().flat_map(|it| it.lines()) {
        let Some(arguments) = line.strip_prefix("passerelle") else { continue };
        let arguments = arguments.split(['#', '|']).next().unwrap();
        let output =
            Command::new(env!("CARGO_BIN_EXE_passerelle")).args(arguments.split_whitespace()).output().unwrap();
        assert!(output.status.success() && !output.stdout.is_empty(), "{line}: {output:?}");
        tried += 1;
    }
    assert!(tried >= 5);
}

#[test]
fn links_lead_to_files_that_are_there() {
    for (name, folder) in [("README.md", ""), ("data/README.md", "data/")] {
        for link in read(name).split("](").skip(1).map(|it| it.split(')').next().unwrap().to_owned()) {
            let is_there = link.starts_with("https://") || fs::exists(format!("{ROOT}/{folder}{link}")).unwrap();
            assert!(is_there, "{name}: {link}");
        }
    }
}

#[test]
fn every_promise_is_shown_by_tests_that_are_there() {
    fn sources(folder: &std::path::Path, all: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, all);
            } else if path.extension().is_some_and(|it| it == "rs") {
                all.push((path.to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap()));
            }
        }
    }
    let mut all = Vec::new();
    ["src", "tests/it"].iter().for_each(|it| sources(&std::path::Path::new(ROOT).join(it), &mut all));
    let trust = read("tests/TRUST.md");
    let rows = trust.split("| hazard |").nth(1).unwrap().split("\n\n").next().unwrap().lines().skip(2);
    let mut count = 0;
    for row in rows {
        let cells: Vec<&str> = row.split(" | ").collect();
        assert_eq!(cells.len(), 4, "{row}");
        for name in cells[2].split('`').skip(1).step_by(2) {
            let is_there = all.iter().any(|(path, text)| {
                let module = path.ends_with(&format!("/{}.rs", name.replace("::", "/")));
                let fns = text.split("#[test]").skip(1).filter_map(|it| it.split("fn ").nth(1)?.split('(').next());
                module || fns.into_iter().any(|it| it.contains(name))
            });
            // Tests beside the code stand in a module of their name.
            let is_beside = name.strip_suffix("::tests").is_some_and(|module| {
                let path = format!("/{}.rs", module.replace("::", "/"));
                all.iter().any(|(it, text)| it.ends_with(&path) && text.contains("mod tests"))
            });
            assert!(is_there || is_beside, "no test is called “{name}”");
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
}
