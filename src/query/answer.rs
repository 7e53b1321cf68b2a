//! Which activities pass, and in which order?

use std::cmp::Reverse;
use std::collections::BTreeSet;

use memchr::memmem::Finder;

use super::bitmap::Bitmap;
use super::facet::{Facet, Value};
use super::library::Library;
use super::search::{Term, terms};
use crate::catalogue::Activity;
use crate::lang::Lang;
use crate::text::fold;

/// What is asked: values to include and to exclude, words to find, an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    facets: [Selection; Facet::ALL.len()],
    /// The search text, as typed.
    pub search: String,
    /// The order, if one was chosen; otherwise relevance while words are searched, else the
    /// catalogue's order.
    pub sort: Option<Sort>,
    /// Whether the order is turned round.
    pub reversed: bool,
    /// Whether only marked activities pass.
    pub marked_only: bool,
}

/// What is chosen of one facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Alternatives, one of which an activity must bear, if there are any.
    pub included: BTreeSet<Value>,
    /// Values that an activity must not bear.
    pub excluded: BTreeSet<Value>,
}

/// An order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// As in the catalogue.
    Source,
    /// By name of the place.
    Place,
    /// By name of the country.
    Country,
    /// By title.
    Title,
    /// Best hits first.
    Relevance,
}

/// A part of a query that can be dropped by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// What is chosen of a facet.
    Facet(Facet),
    /// The search text.
    Search,
    /// That only marked activities pass.
    Marked,
}

/// The activities that pass a query.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Their record numbers, in the order asked for.
    pub rows: Vec<usize>,
    searched: Searched,
}

/// What the search text alone leaves, kept because facets change more often than words do.
#[derive(Clone, Debug, Default)]
struct Searched {
    search: String,
    revision: u64,
    count: usize,
    passing: Bitmap,
    /// For each passing record how far its hits are from the best, when there are words.
    ranks: Vec<u8>,
}

impl Sort {
    /// Every order, as one goes through them.
    pub const ALL: [Sort; 5] = [Sort::Source, Sort::Place, Sort::Country, Sort::Title, Sort::Relevance];

    /// Returns the word for it on a command line.
    pub fn id(self) -> &'static str {
        match self {
            Sort::Source => "source",
            Sort::Place => "place",
            Sort::Country => "country",
            Sort::Title => "title",
            Sort::Relevance => "relevance",
        }
    }

    /// Returns the order that comes next.
    pub fn next(self) -> Self {
        let at = Sort::ALL.iter().position(|&it| it == self).unwrap_or(0);
        Sort::ALL[(at + 1) % Sort::ALL.len()]
    }
}

impl Selection {
    /// Returns whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.included.is_empty() && self.excluded.is_empty()
    }
}

impl Query {
    /// Returns what is chosen of a facet.
    pub fn selection(&self, facet: Facet) -> &Selection {
        &self.facets[facet as usize]
    }

    /// Returns what is chosen of a facet, to be changed.
    pub(crate) fn selection_mut(&mut self, facet: Facet) -> &mut Selection {
        &mut self.facets[facet as usize]
    }

    /// Includes a value, or takes it back where it is included already.
    pub fn toggle(&mut self, facet: Facet, value: Value) {
        let selection = &mut self.facets[facet as usize];
        selection.excluded.remove(&value);
        if !selection.included.remove(&value) {
            selection.included.insert(value);
        }
    }

    /// Excludes a value, or takes it back where it is excluded already.
    pub fn toggle_exclusion(&mut self, facet: Facet, value: Value) {
        let selection = &mut self.facets[facet as usize];
        selection.included.remove(&value);
        if !selection.excluded.remove(&value) {
            selection.excluded.insert(value);
        }
    }

    /// Returns the parts of the query that narrow the list.
    pub fn criteria(&self) -> Vec<Criterion> {
        let facets = Facet::ALL.into_iter().filter(|&it| !self.selection(it).is_empty()).map(Criterion::Facet);
        let search = (!terms(&self.search).is_empty()).then_some(Criterion::Search);
        facets.chain(search).chain(self.marked_only.then_some(Criterion::Marked)).collect()
    }

    /// Drops a part of the query.
    pub fn drop(&mut self, criterion: Criterion) {
        match criterion {
            Criterion::Facet(facet) => self.facets[facet as usize] = Selection::default(),
            Criterion::Search => self.search.clear(),
            Criterion::Marked => self.marked_only = false,
        }
    }

    /// Drops every filter; the order stays.
    pub fn clear(&mut self) {
        self.facets = Default::default();
        self.search.clear();
        self.marked_only = false;
    }

    /// Returns the order that holds.
    pub fn order(&self) -> Sort {
        let has_words = || terms(&self.search).iter().any(|it| !it.excluded);
        self.sort.unwrap_or(if has_words() { Sort::Relevance } else { Sort::Source })
    }

    /// Returns the words that are to be found, for highlighting them: folded.
    pub fn words(&self) -> Vec<Term> {
        terms(&self.search).into_iter().filter(|it| !it.excluded).collect()
    }
}

impl Answer {
    /// Answers a query. `before` is an earlier answer, from which the search is taken where it is
    /// the same.
    pub fn new(library: &Library, query: &Query, lang: Lang, before: Option<Answer>) -> Self {
        let is_same = |it: &Searched| it.search == query.search && it.revision == library.revision;
        let before = before.map(|it| it.searched).filter(is_same);
        let mut searched = before.unwrap_or_else(|| Searched {
            search: query.search.clone(),
            revision: library.revision,
            ..Searched::default()
        });
        searched.look_at_new(library);
        let mut answer = Self { rows: Vec::new(), searched };
        let mut rows: Vec<usize> = answer.leaving_out(library, query, &[]).iter().collect();
        answer.searched.sort(&mut rows, library, query, lang);
        answer.rows = rows;
        answer
    }

    /// Returns the records that pass a query of which some parts are left out.
    pub(super) fn leaving_out(&self, library: &Library, query: &Query, left_out: &[Criterion]) -> Bitmap {
        let mut passing = match left_out.contains(&Criterion::Search) {
            true => Bitmap::full(library.index.len()),
            false => self.searched.passing.clone(),
        };
        for facet in Facet::ALL.into_iter().filter(|&it| !left_out.contains(&Criterion::Facet(it))) {
            narrow(&mut passing, library, query.selection(facet), facet);
        }
        if query.marked_only && !left_out.contains(&Criterion::Marked) {
            passing.intersect(library.marked());
        }
        passing
    }
}

/// Leaves the records that pass what is chosen of a facet.
fn narrow(passing: &mut Bitmap, library: &Library, selection: &Selection, facet: Facet) {
    let bearers = |value: &Value| library.index.bearers(facet, *value);
    if !selection.included.is_empty() {
        let mut any = Bitmap::default();
        selection.included.iter().filter_map(bearers).for_each(|it| any.union(it));
        passing.intersect(&any);
    }
    selection.excluded.iter().filter_map(bearers).for_each(|it| passing.subtract(it));
}

impl Searched {
    /// Looks at the records that have not been looked at: all of them for a new search, those that
    /// have arrived since for an earlier one.
    fn look_at_new(&mut self, library: &Library) {
        let index = &library.index;
        let new = self.count..index.len();
        self.count = index.len();
        let terms = terms(&self.search);
        if terms.is_empty() {
            self.passing = Bitmap::full(self.count);
            return;
        }
        let finders: Vec<(&Term, Finder<'_>)> = terms.iter().map(|it| (it, Finder::new(&it.text))).collect();
        self.ranks.resize(self.count, 0);
        for record in new {
            let rank = finders.iter().try_fold(0u8, |sum, (term, finder)| {
                let found = finder.find(index.text(record, term.field).as_bytes());
                match (found, term.excluded) {
                    (None, true) => Some(sum),
                    (Some(at), false) => {
                        let field = term.field.unwrap_or_else(|| index.field_at(record, at));
                        Some(sum.saturating_add(field.rank()))
                    }
                    _ => None,
                }
            });
            if let Some(rank) = rank {
                self.ranks[record] = rank;
                self.passing.insert(record);
            }
        }
    }

    fn sort(&self, rows: &mut [usize], library: &Library, query: &Query, lang: Lang) {
        let by = |key: &dyn Fn(&Activity) -> String, rows: &mut [usize]| {
            let activities = &library.catalogue.activities;
            rows.sort_by_cached_key(|&row| activities.get(row).map(key));
        };
        match query.order() {
            Sort::Source => {}
            Sort::Relevance => rows.sort_by_key(|&row| self.ranks.get(row).copied()),
            Sort::Place => by(&|it| fold(it.place.name.get(lang)), rows),
            Sort::Country => by(&|it| fold(it.place.country.name(lang)), rows),
            Sort::Title => by(&|it| fold(it.title.get(lang)), rows),
        }
        if query.reversed {
            rows.reverse();
        }
    }
}

/// Orders values for display: most borne first, then as in the vocabulary, "not stated" last.
pub(super) fn display_order(value: Value, total: usize, first_bearer: Option<usize>) -> impl Ord {
    let vocabulary = match value {
        Value::Term(at) => at,
        _ => first_bearer.unwrap_or(usize::MAX),
    };
    (value == Value::NotStated, Reverse(total), vocabulary)
}
