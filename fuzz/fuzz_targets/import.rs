//! Does every import end with a readable catalogue or a message?
//!
//! Imports arbitrary bytes in every format; a CSV or TSV table must become a catalogue without problems.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passerelle::import::{ImportOptions, import};
use passerelle::lang::Lang;
use passerelle::load::{Loaded, Origin, check};
use passerelle::text::Clean;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let ending = ["csv", "tsv", "json", "ndjson", "xlsx", "ods"][usize::from(choice % 6)];
    let given = ImportOptions { name: "fuzz".to_owned(), ending: ending.to_owned(), ..ImportOptions::default() };
    let is_said = |said: String| assert!(!said.chars().any(char::is_control), "{said:?}");
    match import(bytes, &given) {
        Err(error) => is_said(error.in_words(Lang::FR)),
        Ok(imported) => {
            imported.notes.iter().for_each(|it| is_said(it.in_words(Lang::EN)));
            let origin = || vec![Origin::Text(Clean::line("fuzz.ron"), imported.ron.clone())];
            let mut problems = check(origin());
            problems.retain(|it| !it.kind.is_remark());
            if ending.ends_with("sv") {
                assert!(problems.is_empty(), "{}\n{}", problems[0].report(Lang::EN), imported.ron);
                assert_eq!(Loaded::of(origin()).catalogue.activities.len(), imported.activities);
            }
        }
    }
});
