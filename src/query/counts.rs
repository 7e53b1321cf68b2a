//! How many would there be?

use super::answer::{Answer, Criterion, Query, display_order};
use super::bitmap::Bitmap;
use super::facet::{Facet, Value};
use super::library::Library;

/// A value of a facet and what it stands for in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value.
    pub value: Value,
    /// How many activities the list would hold with this value alone chosen of its facet, all
    /// other filters and the facet's exclusions staying.
    pub count: usize,
}

/// Returns every value of a facet with its count, zeros included, in an order that does not change
/// with the filters: the most borne value of the whole catalogue first, "not stated" last.
pub fn counts(library: &Library, query: &Query, answer: &Answer, facet: Facet) -> Vec<Count> {
    let base = answer.leaving_out(library, query, Some(facet));
    let selection = query.selection(facet);
    let mut values: Vec<(Value, Option<&Bitmap>)> =
        library.index.borne(facet).map(|(value, bearers)| (value, Some(bearers))).collect();
    let unborne = facet.vocabulary(library.terms()).into_iter().chain(selection.included.iter().copied());
    for value in unborne.chain(selection.excluded.iter().copied()) {
        if !values.iter().any(|(it, _)| *it == value) {
            values.push((value, None));
        }
    }
    values.sort_by_cached_key(|(value, bearers)| {
        let total = bearers.map_or(0, |it| it.count());
        display_order(*value, total, bearers.and_then(|it| it.iter().next()))
    });
    let count = |value: Value, bearers: &Bitmap| {
        if selection.excluded.iter().all(|&it| it == value) {
            return base.count_shared(bearers);
        }
        let mut rest = base.clone();
        let others = selection.excluded.iter().filter(|&&it| it != value);
        others.filter_map(|&it| library.index.bearers(facet, it)).for_each(|it| rest.subtract(it));
        rest.count_shared(bearers)
    };
    values
        .into_iter()
        .map(|(value, bearers)| Count { value, count: bearers.map_or(0, |it| count(value, it)) })
        .collect()
}

/// Returns how many activities the list would hold without one part of the query.
pub fn without(library: &Library, query: &Query, answer: &Answer, criterion: Criterion) -> usize {
    match criterion {
        Criterion::Facet(facet) => answer.leaving_out(library, query, Some(facet)).count(),
        Criterion::Search => {
            let mut query = query.clone();
            query.drop(Criterion::Search);
            Answer::new(library, &query, crate::lang::Lang::default(), None).rows.len()
        }
    }
}
