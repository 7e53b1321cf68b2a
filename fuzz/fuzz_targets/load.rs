//! Whatever a file holds, it is read or refused with a place; what is read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passerelle::catalogue::{Catalogue, Origin, check, to_ron};
use passerelle::lang::Lang;
use passerelle::text::Clean;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let origin = |text: String| vec![Origin::Text(Clean::line("fuzz.ron"), text)];
    let catalogue = Catalogue::load(origin(text.clone()));
    for problem in catalogue.problems.iter().chain(&check(origin(text))) {
        for lang in Lang::ALL {
            let report = problem.report(lang);
            assert!(!report.chars().any(|it| it.is_control() && it != '\n'), "{report:?}");
        }
    }
    let rows: Vec<usize> = (0..catalogue.activities.len()).collect();
    if !rows.is_empty() {
        let written = to_ron(&catalogue, &rows).expect("what has been read can be written");
        let again = Catalogue::load(origin(written));
        // A term that was at fault and used all the same is written as it was.
        assert!(again.problems.is_empty() || !catalogue.problems.is_empty(), "{:?}", again.problems);
        assert_eq!(again.activities.len(), rows.len());
    }
});
