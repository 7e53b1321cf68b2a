//! How many would there be?

use std::collections::HashSet;

use roaring::RoaringBitmap;

use super::answer::{Answer, Criterion, Query, display_order};
use super::facet::{Facet, Value};
use super::library::Library;
use super::number;

/// A value of a facet and how often it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value.
    pub value: Value,
    /// How many of the activities that pass all other filters have the value.
    pub count: usize,
}

/// Returns every value of a facet with its count, zeros included, in an order that does not change
/// with the filters: the most used value of the whole catalogue first, "not stated" last; of years the latest first.
pub fn counts(library: &Library, query: &Query, answer: &Answer, facet: Facet) -> Vec<Count> {
    let base = answer.leaving_out(library, query, &[Criterion::Facet(facet)]);
    let selection = query.selection(facet);
    let mut values: Vec<(Value, Option<&RoaringBitmap>)> =
        library.index.used_values(facet).map(|(value, posted)| (value, Some(posted))).collect();
    let unused = facet.listed(library.terms()).into_iter().chain(selection.included.iter().copied());
    let mut known: HashSet<Value> = values.iter().map(|(it, _)| *it).collect();
    for value in unused.chain(selection.excluded.iter().copied()) {
        if known.insert(value) {
            values.push((value, None));
        }
    }
    values.sort_by_cached_key(|(value, posted)| {
        let total = posted.map_or(0, RoaringBitmap::len);
        display_order(*value, total, posted.and_then(RoaringBitmap::min))
    });
    let count = |posted: Option<&RoaringBitmap>| posted.map_or(0, |it| number::count(base.intersection_len(it)));
    values.into_iter().map(|(value, posted)| Count { value, count: count(posted) }).collect()
}

/// Returns how many activities the list would hold after a change of the query that leaves its words as they are.
pub fn count_after(library: &Library, query: &Query, answer: &Answer, change: impl FnOnce(&mut Query)) -> usize {
    let mut query = query.clone();
    change(&mut query);
    number::count(answer.leaving_out(library, &query, &[]).len())
}
