//! Are answers and counts right for every query?
//!
//! Compares every count with the answer that it predicts, and incremental answers with those computed from scratch.
#![no_main]

use std::sync::LazyLock;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::{Answer, Facet, Library, Query, Sort, count_after, counts, resolve, ways_out};

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::load(vec![Origin::BuiltIn]));

#[derive(Arbitrary, Debug)]
struct QueryInput<'a> {
    choices: Vec<(u8, u8, bool)>,
    search: &'a str,
    before: &'a str,
    name: &'a str,
    sort: Option<u8>,
    reversed: bool,
}

fuzz_target!(|input: QueryInput| {
    let library = &*LIBRARY;
    let everything = Answer::new(library, &Query::default(), Lang::FR, None);
    let mut query = Query::default();
    for &(facet, value, is_excluded) in input.choices.iter().take(6) {
        let facet = Facet::ALL[usize::from(facet) % Facet::ALL.len()];
        let values = counts(library, &Query::default(), &everything, facet);
        let value = values[usize::from(value) % values.len()].value;
        if is_excluded { query.toggle_exclusion(facet, value) } else { query.toggle(facet, value) }
    }
    query.search = input.search.to_owned();
    query.sort = input.sort.map(|it| Sort::ALL[usize::from(it) % Sort::ALL.len()]);
    query.reversed = input.reversed;
    let mut earlier = query.clone();
    earlier.search = input.before.to_owned();
    let before = Answer::new(library, &earlier, Lang::FR, None);
    let answer = Answer::new(library, &query, Lang::FR, Some(before));
    assert_eq!(answer.rows, Answer::new(library, &query, Lang::FR, None).rows);
    for facet in Facet::ALL {
        for count in counts(library, &query, &answer, facet) {
            let mut toggled = query.clone();
            toggled.toggle(facet, count.value);
            let after = count_after(library, &query, &answer, |query| query.toggle(facet, count.value));
            assert_eq!(Answer::new(library, &toggled, Lang::FR, None).rows.len(), after);
        }
        let _ = resolve(library, facet, input.name);
    }
    if answer.rows.is_empty() {
        for way_out in ways_out(library, &query, &answer, true) {
            let mut changed = query.clone();
            way_out.change.apply(&mut changed);
            assert_eq!(Answer::new(library, &changed, Lang::FR, None).rows.len(), way_out.count);
        }
    }
});
