//! Is TRUST.md up to date? Every row of its table must name an existing test that prints a figure.

use std::fs;
use std::path::Path;

use crate::support::figure;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Returns the Rust files below a folder: their paths relative to the repository root, and their texts.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            let name = path.strip_prefix(ROOT).unwrap().to_str().unwrap().to_owned();
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

/// Returns the tests that a filter of `cargo test` would run: their full names and their source text.
fn tests<'a>(sources: &'a [(String, String)], filter: &str) -> Vec<(String, &'a str)> {
    let mut tests = Vec::new();
    for (path, text) in sources {
        let module = path.trim_start_matches("src/").trim_start_matches("tests/it/").trim_end_matches(".rs");
        let module = module.trim_end_matches("/mod").replace('/', "::");
        for (at, _) in text.match_indices("#[test]") {
            let rest = &text[at..];
            let Some(name) = rest.split("fn ").nth(1).and_then(|it| it.split('(').next()) else { continue };
            let inner = if path.starts_with("src/") && !path.ends_with("tests.rs") { "tests::" } else { "" };
            let full = format!("{module}::{inner}{name}");
            let end = rest[7..].find("#[test]").map_or(rest.len(), |it| it + 7);
            if full.contains(filter) {
                tests.push((full, &rest[..end]));
            }
        }
    }
    tests
}

#[test]
fn every_row_of_trust_md_has_a_test_with_a_figure() {
    let mut all = sources(&Path::new(ROOT).join("src"));
    all.extend(sources(&Path::new(ROOT).join("tests/it")));
    let table = fs::read_to_string(Path::new(ROOT).join("tests/TRUST.md")).unwrap();
    let promises = table.split("## ").next().unwrap_or_default();
    let rows = promises.lines().filter(|it| it.starts_with("| ")).skip(1);
    let rows: Vec<Vec<&str>> =
        rows.map(|it| it.split('|').map(str::trim).collect::<Vec<_>>()).filter(|it| it.len() == 6).collect();
    assert!(rows.len() > 40, "{}", rows.len());
    for row in &rows {
        let filters = row[3].split('`').skip(1).step_by(2).filter(|it| *it != "load").collect::<Vec<_>>();
        assert!(!filters.is_empty() && !row[4].is_empty(), "{row:?}");
        let mut has_figure = false;
        for filter in filters {
            let found = tests(&all, filter);
            assert!(!found.is_empty(), "no test is called {filter}");
            has_figure |= found.iter().any(|(_, text)| text.contains("figure(") || text.contains("figure_of_cases("));
        }
        assert!(has_figure, "no test of {} prints a figure", row[3]);
    }
    figure("promises", format!("{} rows, each with a test and a figure", rows.len()));
}
