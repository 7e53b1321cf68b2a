//! How many would there be?

use std::collections::HashSet;

use super::answer::{Answer, Criterion, Query, display_order};
use super::bitmap::Bitmap;
use super::facet::{Facet, Value};
use super::library::Library;

/// A value of a facet and what it stands for in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value.
    pub value: Value,
    /// How many activities the list would hold if the value were toggled: included, or taken back where
    /// it is included; all other filters stay.
    pub count: usize,
}

/// Returns every value of a facet with its count, zeros included, in an order that does not change
/// with the filters: the most borne value of the whole catalogue first, "not stated" last.
pub fn counts(library: &Library, query: &Query, answer: &Answer, facet: Facet) -> Vec<Count> {
    let base = answer.leaving_out(library, query, &[Criterion::Facet(facet)]);
    let selection = query.selection(facet);
    let mut values: Vec<(Value, Option<&Bitmap>)> =
        library.index.borne(facet).map(|(value, bearers)| (value, Some(bearers))).collect();
    let unborne = facet.vocabulary(library.terms()).into_iter().chain(selection.included.iter().copied());
    let mut known: HashSet<Value> = values.iter().map(|(it, _)| *it).collect();
    for value in unborne.chain(selection.excluded.iter().copied()) {
        if known.insert(value) {
            values.push((value, None));
        }
    }
    values.sort_by_cached_key(|(value, bearers)| {
        let total = bearers.map_or(0, |it| it.count());
        display_order(*value, total, bearers.and_then(|it| it.iter().next()))
    });
    let union = |values: &mut dyn Iterator<Item = Value>| {
        let mut union = Bitmap::default();
        values.filter_map(|it| library.index.bearers(facet, it)).for_each(|it| union.union(it));
        union
    };
    let count = |value: Value, bearers: Option<&Bitmap>| {
        let mut rest = base.clone();
        rest.subtract(&union(&mut selection.excluded.iter().copied().filter(|&it| it != value)));
        let mut included = union(&mut selection.included.iter().copied().filter(|&it| it != value));
        match (selection.included.contains(&value), selection.included.len()) {
            // Taken back, it leaves the others, or no condition at all.
            (true, 1) => return rest.count(),
            (true, _) => {}
            (false, _) => bearers.into_iter().for_each(|it| included.union(it)),
        }
        rest.count_shared(&included)
    };
    values.into_iter().map(|(value, bearers)| Count { value, count: count(value, bearers) }).collect()
}

/// Returns how many activities the list would hold without some parts of the query.
pub fn without(library: &Library, query: &Query, answer: &Answer, left_out: &[Criterion]) -> usize {
    answer.leaving_out(library, query, left_out).count()
}

/// Returns what could be left out of a query that nothing passes, so that something does: as few parts
/// as possible, with how many activities pass then; what gives the most comes first.
pub fn drops(library: &Library, query: &Query, answer: &Answer) -> Vec<(Vec<Criterion>, usize)> {
    let criteria = query.criteria();
    for size in 1..=criteria.len() {
        // Each bit stands for one of the parts: there are six at the most.
        let sets = (1u32..1 << criteria.len()).filter(|set| set.count_ones() as usize == size);
        let of_set = |set: u32| criteria.iter().enumerate().filter(move |(at, _)| set >> at & 1 == 1).map(|it| *it.1);
        let with_count = |set: Vec<Criterion>| {
            let count = without(library, query, answer, &set);
            (set, count)
        };
        let mut drops: Vec<_> = sets.map(|set| with_count(of_set(set).collect())).collect();
        drops.retain(|(_, count)| *count > 0);
        drops.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        if !drops.is_empty() {
            return drops;
        }
    }
    Vec::new()
}
