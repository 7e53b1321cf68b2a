//! Do the modules depend only on what they may, and do files and functions stay short?

use std::fs;
use std::path::{Path, PathBuf};

/// The modules, each with the modules that it may use.
const ALLOWED_DEPENDENCIES: &[(&str, &[&str])] = &[
    ("lang", &[]),
    ("text", &[]),
    ("disk", &[]),
    ("catalogue", &["lang", "text"]),
    ("diagnose", &["catalogue", "lang", "text"]),
    ("load", &["diagnose", "catalogue", "disk", "lang", "text"]),
    ("import", &["diagnose", "catalogue", "lang", "text"]),
    ("query", &["load", "catalogue", "lang", "text"]),
    ("document", &["catalogue", "lang", "text"]),
    ("export", &["query", "document", "catalogue", "lang", "text"]),
    ("store", &["disk", "lang", "text"]),
    ("app", &["export", "query", "document", "store", "diagnose", "catalogue", "lang", "text"]),
    ("view", &["app", "query", "document", "catalogue", "lang", "text"]),
    ("terminal", &["view", "app", "export", "query", "load", "store", "disk", "catalogue", "lang", "text"]),
    (
        "cli",
        &[
            "terminal",
            "view",
            "app",
            "export",
            "query",
            "document",
            "store",
            "import",
            "load",
            "diagnose",
            "disk",
            "catalogue",
            "lang",
            "text",
        ],
    ),
];

/// Paths and calls that only some files may contain, each with the prefixes of these files, relative to `src`.
const RESTRICTED_NAMES: &[(&str, &[&str])] = &[
    ("crossterm::", &["terminal/", "app/key.rs", "app/keymap.rs", "app/report.rs"]),
    ("stdout()", &["terminal/", "cli/"]),
    ("stderr()", &["terminal/", "cli/"]),
    ("std::fs", &["disk/", "terminal/platform/"]),
    ("clap::", &["cli/"]),
    ("ron::", &["catalogue/", "diagnose/", "load/"]),
    (
        "serde_json::",
        &["export/", "import/duplicate_keys.rs", "import/json.rs", "import/json_layouts.rs", "store/file.rs"],
    ),
    ("rust_xlsxwriter::", &["export/"]),
    ("calamine::", &["import/workbook.rs"]),
];

/// Maximum length of a file, in lines of code. A longer one usually does two things.
const MAX_FILE_LINES: usize = 300;

/// Maximum length of a function, in lines of code.
const MAX_FUNCTION_LINES: usize = 40;

/// Files exempt from [`MAX_FILE_LINES`]: tables of words and of countries.
const EXEMPT_FILES: &[&str] = &["lang/french.rs", "lang/english.rs", "lang/words.rs", "catalogue/countries.rs"];
/// Functions exempt from [`MAX_FUNCTION_LINES`]: a single flat `match` with a few lines per variant.
const EXEMPT_FUNCTIONS: &[&str] = &["language_in_english", "language_in_french", "act", "class", "message", "sentence"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources.extend(self::sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            sources.push(path);
        }
    }
    sources.sort();
    sources
}

/// Returns every source file except `tests.rs`: its path relative to `src`, its top-level module, and its text without
/// the test module and comment lines.
fn files() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let is_test = |path: &PathBuf| path.ends_with("tests.rs");
    let files = sources(&root).into_iter().filter(|it| !is_test(it)).map(|path| {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        let module = name.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        (name, module, lines.collect::<Vec<_>>().join("\n"))
    });
    files.collect()
}

#[test]
fn modules_use_only_allowed_modules() {
    for (name, module, code) in files() {
        let Some((_, allowed)) = ALLOWED_DEPENDENCIES.iter().find(|(it, _)| *it == module) else {
            assert!(["lib", "main"].contains(&module.as_str()), "{name} has no place in the table");
            continue;
        };
        for (other, _) in ALLOWED_DEPENDENCIES.iter().filter(|(it, _)| *it != module && !allowed.contains(it)) {
            assert!(!code.contains(&format!("crate::{other}")), "{name} must not use `{other}`");
        }
    }
}

#[test]
fn crate_docs_list_all_modules_in_order() {
    let library = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs")).unwrap();
    let rows: Vec<&str> = library.lines().filter(|it| it.starts_with("//! | [`")).collect();
    let named: Vec<&str> = rows.iter().filter_map(|it| it.split('`').nth(1)).collect();
    let known: Vec<&str> = ALLOWED_DEPENDENCIES.iter().map(|(it, _)| *it).collect();
    assert_eq!(named, known);
}

#[test]
fn restricted_names_occur_only_where_allowed() {
    for (name, _, code) in files() {
        for (word, places) in RESTRICTED_NAMES {
            let is_allowed = places.iter().any(|place| name.starts_with(place));
            assert!(is_allowed || !code.contains(word), "{name} must not name `{word}`");
        }
    }
}

/// Returns the lines of a text that are not blank.
fn lines(code: &str) -> Vec<&str> {
    code.lines().filter(|it| !it.trim().is_empty()).collect()
}

#[test]
fn every_file_has_a_header_and_is_short() {
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{}", path.display());
    }
    for (name, _, code) in files() {
        let length = lines(&code).len();
        assert!(EXEMPT_FILES.contains(&name.as_str()) || length <= MAX_FILE_LINES, "{name} has {length} lines");
    }
}

#[test]
fn every_function_is_short() {
    for (file, _, code) in files() {
        let lines = lines(&code);
        for (at, line) in lines.iter().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let words = line.split(['(', '<', ' ']).collect::<Vec<_>>();
            let Some(name) = words.iter().position(|it| *it == "fn").and_then(|it| words.get(it + 1)) else { continue };
            let end = format!("{}}}", " ".repeat(indent));
            let length = lines[at..].iter().position(|it| **it == end).map_or(1, |it| it + 1);
            let is_one_line = line.ends_with(['}', ';']) || line.contains(": fn(");
            assert!(
                is_one_line || length <= MAX_FUNCTION_LINES || EXEMPT_FUNCTIONS.contains(name),
                "{file}: {name}: {length} lines"
            );
        }
    }
}

/// Returns the stems of the files in the same module that a file refers to, sorted.
fn imports(name: &str, module: &str, code: &str, names: &[String]) -> Vec<String> {
    let prefixes = ["super::".to_owned(), format!("crate::{module}::")];
    let starts = prefixes.iter().flat_map(|it| code.match_indices(it.as_str()).map(|(at, it)| at + it.len()));
    let words = starts.map(|at| code[at..].split(|it: char| !(it.is_alphanumeric() || it == '_')).next().unwrap());
    let mut found: Vec<String> =
        words.filter(|it| *it != name && names.iter().any(|name| name == it)).map(str::to_owned).collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn files_of_a_module_have_no_import_cycle() {
    let files = files();
    for (module, _) in ALLOWED_DEPENDENCIES {
        let stem = |path: &str| path.trim_start_matches(&format!("{module}/")).trim_end_matches(".rs").to_owned();
        let of_module = || files.iter().filter(|it| it.1 == *module && it.0.matches('/').count() == 1);
        let names: Vec<String> = of_module().map(|it| stem(&it.0)).filter(|it| it != "mod").collect();
        let mut edges: Vec<(String, Vec<String>)> =
            of_module().map(|(path, module, code)| (stem(path), imports(&stem(path), module, code, &names))).collect();
        edges.retain(|it| it.0 != "mod");
        // A file without imports is in no cycle; removing it may free others. What remains is cyclic.
        while let Some(at) = edges.iter().position(|it| it.1.is_empty()) {
            let (free, _) = edges.remove(at);
            edges.iter_mut().for_each(|it| it.1.retain(|it| *it != free));
        }
        assert!(edges.is_empty(), "{module}: {edges:?}");
    }
}
