//! Which activities match, and in which order?
//!
//! Evaluates a query against the index, then ranks or sorts the matching records.

use std::collections::BTreeMap;

use roaring::{MultiOps, RoaringBitmap};

use super::convert::to_u32;
use super::facet::{Facet, Value};
use super::library::Library;
use super::matching::{PendingSearch, SearchMatches};
use super::search::Search;
use crate::catalogue::Catalogue;
use crate::lang::Lang;
use crate::text::fold;

/// Filters by facet, search text and marks, and a sort order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    facets: [Selection; Facet::ALL.len()],
    /// Search text, as typed.
    pub search: String,
    /// Chosen sort order; `None` for the default that [`Query::order`] derives from the filters.
    pub sort: Option<Sort>,
    /// Whether the order is reversed.
    pub reversed: bool,
    /// Whether only marked activities match.
    pub marked_only: bool,
}

/// Chosen values of one facet, in the order of choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Alternatives: if there are any, an activity must have at least one of them.
    pub included: Vec<Value>,
    /// Values that an activity must not have.
    pub excluded: Vec<Value>,
}

/// Sort order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// In catalogue order.
    #[default]
    Catalogue,
    /// By place name.
    Place,
    /// By country name.
    Country,
    /// By title.
    Title,
    /// By date; activities without one come last, even when reversed.
    Date,
    /// Best hits first.
    Relevance,
    /// Marked activities first, in the user's order.
    Marks,
}

/// A filter of a query that can be dropped by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// The selection of a facet.
    Facet(Facet),
    /// The search text.
    Search,
    /// The restriction to marked activities.
    Marked,
}

/// The activities that match a query.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Numbers of the matching records, in the requested order.
    pub rows: Vec<usize>,
    search_matches: SearchMatches,
    ordered: Option<CachedOrder>,
}

/// All records in a sort order, cached because filters change more often than the order does.
#[derive(Clone, Debug)]
struct CachedOrder {
    sort: Sort,
    lang: Lang,
    /// Revision of the library, and number of its records.
    library: (u64, usize),
    /// Record numbers in this order.
    records: Vec<u32>,
}

impl Sort {
    /// Every sort order, in the sequence of [`Query::next_order`].
    pub const ALL: [Sort; 7] =
        [Sort::Catalogue, Sort::Place, Sort::Country, Sort::Title, Sort::Date, Sort::Relevance, Sort::Marks];

    /// Returns the identifier of the order on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Sort::Catalogue => "catalogue",
            Sort::Place => "place",
            Sort::Country => "country",
            Sort::Title => "title",
            Sort::Date => "date",
            Sort::Relevance => "relevance",
            Sort::Marks => "marks",
        }
    }
}

impl Selection {
    /// Returns whether no value is chosen.
    pub fn is_empty(&self) -> bool {
        self.included.is_empty() && self.excluded.is_empty()
    }
}

/// Removes a value from `from`, and toggles its presence in `to`.
fn toggle(value: Value, to: &mut Vec<Value>, from: &mut Vec<Value>) {
    from.retain(|it| *it != value);
    match to.iter().position(|it| *it == value) {
        Some(at) => drop(to.remove(at)),
        None => to.push(value),
    }
}

impl Query {
    /// Returns the selection of a facet.
    pub fn selection(&self, facet: Facet) -> &Selection {
        &self.facets[facet as usize]
    }

    /// Returns the selection of a facet for modification.
    pub(crate) fn selection_mut(&mut self, facet: Facet) -> &mut Selection {
        &mut self.facets[facet as usize]
    }

    /// Includes a value, or removes it if it is included already.
    pub fn toggle(&mut self, facet: Facet, value: Value) {
        let Selection { included, excluded } = self.selection_mut(facet);
        toggle(value, included, excluded);
    }

    /// Excludes a value, or removes it if it is excluded already.
    pub fn toggle_exclusion(&mut self, facet: Facet, value: Value) {
        let Selection { included, excluded } = self.selection_mut(facet);
        toggle(value, excluded, included);
    }

    /// Returns the filters in effect.
    pub fn criteria(&self) -> Vec<Criterion> {
        let facets = Facet::ALL.into_iter().filter(|&it| !self.selection(it).is_empty()).map(Criterion::Facet);
        let search = (!Search::new(&self.search).clauses.is_empty()).then_some(Criterion::Search);
        facets.chain(search).chain(self.marked_only.then_some(Criterion::Marked)).collect()
    }

    /// Drops a filter.
    pub fn drop(&mut self, criterion: Criterion) {
        match criterion {
            Criterion::Facet(facet) => self.facets[facet as usize] = Selection::default(),
            Criterion::Search => self.search.clear(),
            Criterion::Marked => self.marked_only = false,
        }
    }

    /// Returns whether a filter is the same in another query.
    pub fn is_same(&self, other: &Query, criterion: Criterion) -> bool {
        match criterion {
            Criterion::Facet(facet) => self.selection(facet) == other.selection(facet),
            Criterion::Search => self.search == other.search,
            Criterion::Marked => self.marked_only == other.marked_only,
        }
    }

    /// Returns the effective order: the chosen one; else that of the marks if only marked activities match, relevance
    /// if words are searched for, or catalogue order.
    pub fn order(&self) -> Sort {
        self.sort.unwrap_or_else(|| match self.marked_only {
            true => Sort::Marks,
            false if self.has_words() => Sort::Relevance,
            false => Sort::Catalogue,
        })
    }

    /// Returns whether the answer depends on the marks or on their order.
    pub(crate) fn depends_on_marks(&self) -> bool {
        self.marked_only || self.order() == Sort::Marks
    }

    /// Sorts by the order that follows the effective one. The order by default is not kept, so that it still depends on
    /// the search.
    pub fn sort_by_next_order(&mut self) {
        let next = self.next_order();
        self.sort = None;
        self.sort = Some(next).filter(|it| *it != self.order());
    }

    /// Returns the order that follows the effective one. Relevance is offered only where words are searched for, the
    /// order of the marks only where only marked activities match.
    pub fn next_order(&self) -> Sort {
        let is_offered = |it: &Sort| match it {
            Sort::Relevance => self.has_words(),
            Sort::Marks => self.marked_only,
            _ => true,
        };
        // The current order need not be offered any more: the search or the filter by marks may have been dropped.
        let current = self.order();
        let at = Sort::ALL.iter().position(|it| *it == current).map_or(0, |it| it + 1);
        let (before, after) = Sort::ALL.split_at(at);
        after.iter().chain(before).copied().find(is_offered).unwrap_or_default()
    }

    fn has_words(&self) -> bool {
        Search::new(&self.search).words().next().is_some()
    }
}

impl Answer {
    /// Answers a query. Results of an earlier answer, `previous`, are reused where they are still valid.
    pub fn new(library: &Library, query: &Query, lang: Lang, previous: Option<Answer>) -> Self {
        let Answer { search_matches, ordered, .. } = previous.unwrap_or_default();
        let search_matches = search_matches.search(&query.search, library.revision, &library.index.haystack);
        let mut answer = Self { rows: Vec::new(), search_matches, ordered };
        let matching = answer.matching_without(library, query, &[]);
        answer.rows = answer.sorted(&matching, library, query, lang);
        answer
    }

    /// Returns the rank of a record by its hits, 0 being the best.
    pub fn rank(&self, record: usize) -> u16 {
        self.search_matches.rank(record)
    }

    /// Returns whether answering a query on the basis of this answer may take longer than a frame.
    pub(crate) fn may_exceed_frame(&self, library: &Library, query: &Query) -> bool {
        self.search_matches.may_exceed_frame(&query.search, library.revision, &library.index.haystack)
    }

    /// Returns the search to run before a query can be answered within a frame.
    pub(crate) fn pending_search(&self, library: &Library, query: &Query) -> PendingSearch {
        PendingSearch::new(&query.search, library.revision, &library.index.haystack, &self.search_matches)
    }

    /// Stores the result of the search of a query; ignores one of another search text or library revision.
    pub(crate) fn accept_search(&mut self, matches: SearchMatches, library: &Library, query: &Query) {
        if matches.is_for(&query.search, library.revision) {
            self.search_matches = matches;
        }
    }

    /// Returns the records that match a query without some of its filters. The result of its search text is taken from
    /// this answer.
    pub(super) fn matching_without(&self, library: &Library, query: &Query, left_out: &[Criterion]) -> RoaringBitmap {
        let mut matching = match left_out.contains(&Criterion::Search) {
            true => library.index.records(),
            false => self.search_matches.records.clone(),
        };
        for facet in Facet::ALL.into_iter().filter(|&it| !left_out.contains(&Criterion::Facet(it))) {
            narrow(&mut matching, library, query.selection(facet), facet);
        }
        if query.marked_only && !left_out.contains(&Criterion::Marked) {
            matching &= library.marked();
        }
        matching
    }

    /// Returns the matching records in the requested order.
    fn sorted(&mut self, matching: &RoaringBitmap, library: &Library, query: &Query, lang: Lang) -> Vec<usize> {
        let date = |row: usize| library.catalogue.activities.get(row).and_then(|it| it.period);
        let mut rows: Vec<usize> = match query.order() {
            Sort::Catalogue => matching.iter().map(|it| it as usize).collect(),
            Sort::Relevance => {
                // There are few distinct ranks, and within each the records stay in catalogue order.
                let mut ranks: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
                for row in matching.iter().map(|it| it as usize) {
                    ranks.entry(self.rank(row)).or_default().push(row);
                }
                ranks.into_values().flatten().collect()
            }
            Sort::Marks => {
                let is_matching = |it: &usize| matching.contains(to_u32(*it));
                let others = matching - library.marked();
                let others = others.iter().map(|it| it as usize);
                library.marks().iter().copied().filter(is_matching).chain(others).collect()
            }
            sort => {
                let library_state = (library.revision, library.index.len());
                let is_current = |it: &CachedOrder| (it.sort, it.lang, it.library) == (sort, lang, library_state);
                let ordered = self.ordered.take().filter(is_current);
                let ordered = ordered.unwrap_or_else(|| CachedOrder {
                    sort,
                    lang,
                    library: library_state,
                    records: in_order(&library.catalogue, sort, lang),
                });
                let records = &self.ordered.insert(ordered).records;
                records.iter().filter(|it| matching.contains(**it)).map(|it| *it as usize).collect()
            }
        };
        if query.reversed {
            let is_by_date = query.order() == Sort::Date;
            let end = if is_by_date { rows.partition_point(|row| date(*row).is_some()) } else { rows.len() };
            rows[..end].reverse();
        }
        rows
    }
}

/// Returns all records in an order; equal ones stay in catalogue order.
fn in_order(catalogue: &Catalogue, sort: Sort, lang: Lang) -> Vec<u32> {
    let activity = |record: u32| catalogue.activities.get(record as usize);
    let mut records: Vec<u32> = (0..to_u32(catalogue.activities.len())).collect();
    match sort {
        Sort::Catalogue | Sort::Relevance | Sort::Marks => {}
        Sort::Place => records.sort_by_cached_key(|&it| activity(it).map(|it| fold(it.place.name.get(lang)))),
        Sort::Country => records.sort_by_cached_key(|&it| activity(it).map(|it| fold(it.place.country.name(lang)))),
        Sort::Title => records.sort_by_cached_key(|&it| activity(it).map(|it| fold(it.title.get(lang)))),
        Sort::Date => records.sort_unstable_by_key(|&record| {
            let period = activity(record).and_then(|it| it.period);
            (period.is_none(), period, record)
        }),
    }
    records
}

/// Removes the records that do not match the selection of a facet.
fn narrow(matching: &mut RoaringBitmap, library: &Library, selection: &Selection, facet: Facet) {
    let postings = |value: &Value| library.index.postings(facet, *value);
    if !selection.included.is_empty() {
        *matching &= selection.included.iter().filter_map(postings).union();
    }
    selection.excluded.iter().filter_map(postings).for_each(|it| *matching -= it);
}
