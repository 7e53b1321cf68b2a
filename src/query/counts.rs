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
    /// How many activities the list would hold if the value were toggled: included, or taken back where
    /// it is included; all other filters stay.
    pub count: usize,
}

/// Returns every value of a facet with its count, zeros included, in an order that does not change
/// with the filters: the most borne value of the whole catalogue first, "not stated" last.
pub fn counts(library: &Library, query: &Query, answer: &Answer, facet: Facet) -> Vec<Count> {
    let base = answer.leaving_out(library, query, facet);
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

/// Returns how many activities the list would hold without one part of the query.
pub fn without(library: &Library, query: &Query, answer: &Answer, criterion: Criterion) -> usize {
    match criterion {
        Criterion::Facet(facet) => answer.leaving_out(library, query, facet).count(),
        Criterion::Search => {
            let mut query = query.clone();
            query.drop(Criterion::Search);
            Answer::new(library, &query, crate::lang::Lang::default(), None).rows.len()
        }
    }
}
