//! Is every file either read or explained?
//!
//! Loads arbitrary text: loader and RON must agree on it, and what was read must survive being written and read reloaded.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passerelle::catalogue::to_ron;
use passerelle::lang::Lang;
use passerelle::load::oracle::disagreement;
use passerelle::load::{Loaded, Origin, check};
use passerelle::text::Clean;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let origin = |text: String| vec![Origin::Text(Clean::line("fuzz.ron"), text)];
    assert_eq!(disagreement(&text), None);
    let Loaded { catalogue, report } = Loaded::of(origin(text.clone()));
    for problem in report.problems.iter().chain(&check(origin(text))) {
        for lang in Lang::ALL {
            let report = problem.report(lang);
            assert!(!report.chars().any(|it| it.is_control() && it != '\n'), "{report:?}");
        }
    }
    let rows: Vec<usize> = (0..catalogue.activities.len()).collect();
    if !rows.is_empty() {
        let written = to_ron(&catalogue, &rows).expect("what has been read can be written");
        let reloaded = Loaded::of(origin(written));
        // An invalid term that was used nevertheless is written unchanged, and reported reloaded.
        assert!(reloaded.report.problems.is_empty() || !report.problems.is_empty(), "{:?}", reloaded.report.problems);
        assert_eq!(reloaded.catalogue.activities.len(), rows.len());
    }
});
