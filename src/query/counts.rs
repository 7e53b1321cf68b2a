//! How many activities have each value of a facet?
//!
//! Counts facet values under the other filters of a query, and the activities that would match a changed query.

use std::cmp::Reverse;

use hashbrown::HashSet;
use roaring::RoaringBitmap;

use super::answer::{Answer, Criterion, Query};
use super::convert;
use super::facet::{Facet, Value};
use super::library::Library;
use crate::catalogue::Vocabularies;

/// A value of a facet and its number of activities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value.
    pub value: Value,
    /// Number of activities that match all other filters and have the value.
    pub count: usize,
}

/// Returns every value of a facet with its count, zeros included.
///
/// The order does not depend on the filters: years latest first; sections, bases and kinds of lessons in their own
/// order; others most used in the whole catalogue first; "not stated" last.
pub fn counts(library: &Library, query: &Query, answer: &Answer, facet: Facet) -> Vec<Count> {
    let base = answer.matching_without(library, query, &[Criterion::Facet(facet)]);
    let selection = query.selection(facet);
    let mut values: Vec<(Value, Option<&RoaringBitmap>)> =
        library.index.used_values(facet).map(|(value, postings)| (value, Some(postings))).collect();
    let unused = facet.listed(library.terms()).into_iter().chain(selection.included.iter().copied());
    let mut known: HashSet<Value> = values.iter().map(|(it, _)| *it).collect();
    for value in unused.chain(selection.excluded.iter().copied()) {
        if known.insert(value) {
            values.push((value, None));
        }
    }
    values.sort_by_cached_key(|(value, postings)| {
        let total = postings.map_or(0, RoaringBitmap::len);
        display_order(*value, total, postings.and_then(RoaringBitmap::min), library.terms())
    });
    let count = |postings: &RoaringBitmap| convert::to_usize(base.intersection_len(postings));
    values.into_iter().map(|(value, it)| Count { value, count: it.map_or(0, count) }).collect()
}

/// Returns the number of activities that would match after a change to the query other than to its search text.
pub fn count_after(library: &Library, query: &Query, answer: &Answer, change: impl FnOnce(&mut Query)) -> usize {
    let mut query = query.clone();
    change(&mut query);
    convert::to_usize(answer.matching_without(library, &query, &[]).len())
}

/// Returns the sort key that orders values for display: years latest first; sections, bases and kinds of lessons in
/// their own order; all others most used first, then in order of the vocabulary or of first use; "not stated" last.
fn display_order(value: Value, total: u64, first_record: Option<u32>, terms: &Vocabularies) -> impl Ord + use<> {
    let (total, tie_breaker) = match value {
        Value::Year(year) => (0, usize::from(u16::MAX - year)),
        Value::Term(at) => (total, at),
        Value::Section(section) => (0, section as usize),
        Value::Basis(basis) => (0, basis as usize),
        Value::LessonKind(kind) => (0, kind as usize),
        Value::Named(key) => (total, terms.unlisted.position(key)),
        _ => (total, first_record.map_or(usize::MAX, |it| it as usize)),
    };
    (value == Value::NotStated, Reverse(total), tie_breaker, value)
}
