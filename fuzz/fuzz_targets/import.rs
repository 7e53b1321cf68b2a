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
    let extension = ["csv", "tsv", "json", "ndjson", "xlsx", "ods"][usize::from(choice % 6)];
    let options =
        ImportOptions { name: "fuzz".to_owned(), extension: extension.to_owned(), ..ImportOptions::default() };
    let assert_no_controls = |message: String| assert!(!message.chars().any(char::is_control), "{message:?}");
    match import(bytes, &options) {
        Err(error) => assert_no_controls(error.in_words(Lang::FR)),
        Ok(imported) => {
            imported.notes.iter().for_each(|it| assert_no_controls(it.in_words(Lang::EN)));
            let origin = || vec![Origin::Text(Clean::line("fuzz.ron"), imported.ron.clone())];
            let mut problems = check(origin());
            problems.retain(|it| !it.kind.is_remark());
            if extension.ends_with("sv") {
                assert!(problems.is_empty(), "{}\n{}", problems[0].report(Lang::EN), imported.ron);
                assert_eq!(Loaded::of(origin()).catalogue.activities.len(), imported.activities);
            }
        }
    }
});
