//! Do the README, the guide for authors and the other documents match the program?

use std::{env, fs};

use passerelle::app::{Action, Context, bindings};
use passerelle::lang::Lang;
use passerelle::load::{Loaded, Origin};
use passerelle::query::Facet;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(name: &str) -> String {
    fs::read_to_string(format!("{ROOT}/{name}")).unwrap()
}

/// Returns the contents of the Markdown code blocks in a language.
fn code_blocks(text: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    text.split(&opening).skip(1).map(|it| it.split("```").next().unwrap().to_owned()).collect()
}

/// Actions in the README's table of keys; the help lists all the others.
const ESSENTIAL_ACTIONS: [Action; 10] = [
    Action::Read,
    Action::Search,
    Action::NextHit,
    Action::Pick(Some(Facet::Country)),
    Action::Pick(None),
    Action::Reset,
    Action::Lens,
    Action::Mark,
    Action::SwitchLanguage,
    Action::Help,
];

/// Returns the README's table of keys, generated from the key bindings.
fn key_table() -> String {
    let words = Lang::EN.words();
    let mut table = String::from("\n| keys | do |\n|---|---|\n");
    for action in ESSENTIAL_ACTIONS {
        let binding = bindings(Context::List).find(|it| it.action == action).unwrap();
        let key_table: Vec<String> = binding.names(words, false).iter().map(|it| format!("`{it}`")).collect();
        // An unescaped bar would begin another column.
        let label = binding.label(words).long.replace('|', "\\|");
        table.push_str(&format!("| {} | {label} |\n", key_table.join(" ")));
    }
    table
}

#[test]
fn table_of_keys_matches_the_bindings() {
    let text = read("README.md");
    let (begin, end) = ("<!-- keys: begin -->\n", "<!-- keys: end -->");
    let (before, rest) = text.split_once(begin).unwrap();
    let (kept, after) = rest.split_once(end).unwrap();
    let expected = format!("{}\n", key_table());
    if env::var_os("PASSERELLE_PICTURE").is_some() {
        fs::write(format!("{ROOT}/README.md"), [before, begin, &expected, end, after].concat()).unwrap();
    } else {
        assert_eq!(kept, expected, "the table is out of date: PASSERELLE_PICTURE=1 cargo test table_of_keys");
    }
}

#[test]
fn every_example_catalogue_loads() {
    for name in ["README.md", "data/README.md"] {
        let examples = code_blocks(&read(name), "ron");
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
fn every_command_line_in_the_readme_works() {
    let mut tried = 0;
    for line in code_blocks(&read("README.md"), "sh").iter().flat_map(|it| it.lines()) {
        let Some(arguments) = line.strip_prefix("passerelle") else { continue };
        let arguments = arguments.split(['#', '|']).next().unwrap();
        let output = crate::support::command(arguments.split_whitespace()).output().unwrap();
        assert!(output.status.success() && !output.stdout.is_empty(), "{line}: {output:?}");
        tried += 1;
    }
    assert!(tried >= 5);
}

#[test]
fn links_point_to_existing_files() {
    for (name, folder) in [("README.md", ""), ("data/README.md", "data/"), ("CONTRIBUTING.md", "")] {
        for link in read(name).split("](").skip(1).map(|it| it.split(')').next().unwrap().to_owned()) {
            let (file, part) = link.split_once('#').unwrap_or((&link, ""));
            let path = if file.is_empty() { name.to_owned() } else { format!("{folder}{file}") };
            // The anchor of a heading is its text in lower case, with hyphens for spaces.
            let anchor = |it: &str| it.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
            let is_there = link.starts_with("https://")
                || fs::exists(format!("{ROOT}/{path}")).unwrap()
                    && (part.is_empty() || read(&path).lines().any(|it| it.starts_with('#') && anchor(it) == part));
            assert!(is_there, "{name}: {link}");
        }
    }
}

#[test]
fn files_named_in_contributing_exist() {
    let text = read("CONTRIBUTING.md");
    let named = text.split('`').skip(1).step_by(2).filter(|it| it.starts_with("src/") && !it.contains("xx"));
    let missing: Vec<&str> = named.filter(|it| !fs::exists(format!("{ROOT}/{it}")).unwrap()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn guide_has_the_same_structure_in_both_languages() {
    let guide = read("data/README.md");
    let (english, french) = guide.split_once("# Écrire un catalogue").unwrap();
    let french = french.split("# The built-in catalogue").next().unwrap();
    let count = |text: &str, what: &str| text.lines().filter(|it| it.starts_with(what)).count();
    for what in ["## ", "| `", "- **", "1. **", "2. **", "3. **", "4. **", "5. **", "```"] {
        assert_eq!(count(english, what), count(french, what), "{what}");
    }
    // Both halves explain every field of an activity.
    for field in passerelle::catalogue::ACTIVITY.fields {
        for half in [english, french] {
            assert!(half.contains(&format!("`{}`", field.name)), "{}", field.name);
        }
    }
}

#[test]
fn every_promise_names_existing_tests() {
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
            // `a::b::tests` names the unit tests of the file `a/b.rs`.
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
