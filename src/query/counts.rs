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
    /// How many of the activities that pass all other filters, and bear no other value that is excluded, have the value.
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
    // What bears another value that is left out is left out.
    let left_out = |but: Option<Value>| -> RoaringBitmap {
        let others = selection.excluded.iter().filter(|it| Some(**it) != but);
        others.filter_map(|it| library.index.postings(facet, *it)).fold(base.clone(), |base, it| base - it)
    };
    let others = left_out(None);
    let count = |value: Value, posted: &RoaringBitmap| match selection.excluded.contains(&value) {
        true => number::count(left_out(Some(value)).intersection_len(posted)),
        false => number::count(others.intersection_len(posted)),
    };
    values.into_iter().map(|(value, it)| Count { value, count: it.map_or(0, |it| count(value, it)) }).collect()
}

/// Returns how many activities the list would hold after a change of the query that leaves its words as they are.
pub fn count_after(library: &Library, query: &Query, answer: &Answer, change: impl FnOnce(&mut Query)) -> usize {
    let mut query = query.clone();
    change(&mut query);
    number::count(answer.leaving_out(library, &query, &[]).len())
}
