//! Whether the README and the guide for authors say what is true.

use std::process::Command;
use std::{env, fs};

use passerelle::app::{Context, actions, label};
use passerelle::catalogue::{Catalogue, Origin};
use passerelle::lang::Lang;

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
    let words = Lang::En.words();
    let mut table = String::new();
    for (context, name) in [
        (Context::List, "In the list"),
        (Context::Text, "In a text"),
        (Context::Lens, "In the lens"),
        (Context::Picker, "Choosing values"),
        (Context::Prompt, "In a prompt"),
    ] {
        table.push_str(&format!("\n{name}:\n\n| keys | do |\n|---|---|\n"));
        for binding in actions(context) {
            let keys: Vec<String> = binding.keys.iter().map(|it| format!("`{}`", it.name(words))).collect();
            table.push_str(&format!("| {} | {} |\n", keys.join(" "), label(binding.action, context, words).long));
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
            let catalogue = Catalogue::load(vec![Origin::Path(path)]);
            assert!(catalogue.problems.is_empty(), "{name}: {:?}", catalogue.problems);
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
