//! Which activities pass, and in which order?

use std::cmp::Reverse;
use std::collections::BTreeMap;

use roaring::{MultiOps, RoaringBitmap};

use super::facet::{Facet, Value};
use super::library::Library;
use super::number::number;
use super::search::{Search, Word};
use super::searched::{Question, Searched};
use crate::catalogue::Catalogue;
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

/// What is chosen of one facet, in the order of choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Alternatives, one of which an activity must have, if there are any.
    pub included: Vec<Value>,
    /// Values that an activity must not have.
    pub excluded: Vec<Value>,
}

/// An order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As in the catalogue.
    #[default]
    Catalogue,
    /// By name of the place.
    Place,
    /// By name of the country.
    Country,
    /// By title.
    Title,
    /// By date, what has none last, in the reversed order as well.
    Date,
    /// Best hits first.
    Relevance,
    /// Marked ones first, as the reader has put them.
    Marks,
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
    ordered: Option<Ordered>,
}

/// The place of every record in an order, kept because filters change more often than it does.
#[derive(Clone, Debug)]
struct Ordered {
    sort: Sort,
    lang: Lang,
    /// Which library it is of, and how many records of it.
    library: (u64, usize),
    /// The records in this order.
    records: Vec<u32>,
}

impl Sort {
    /// Every order, as one goes through them.
    pub const ALL: [Sort; 7] =
        [Sort::Catalogue, Sort::Place, Sort::Country, Sort::Title, Sort::Date, Sort::Relevance, Sort::Marks];

    /// Returns the word for it on a command line.
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
    /// Returns whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.included.is_empty() && self.excluded.is_empty()
    }
}

/// Adds a value to some and takes it away from others, or takes it back where it is there already.
fn toggle(value: Value, to: &mut Vec<Value>, from: &mut Vec<Value>) {
    from.retain(|it| *it != value);
    match to.iter().position(|it| *it == value) {
        Some(at) => drop(to.remove(at)),
        None => to.push(value),
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
        let Selection { included, excluded } = self.selection_mut(facet);
        toggle(value, included, excluded);
    }

    /// Excludes a value, or takes it back where it is excluded already.
    pub fn toggle_exclusion(&mut self, facet: Facet, value: Value) {
        let Selection { included, excluded } = self.selection_mut(facet);
        toggle(value, excluded, included);
    }

    /// Returns the parts of the query that narrow the list.
    pub fn criteria(&self) -> Vec<Criterion> {
        let facets = Facet::ALL.into_iter().filter(|&it| !self.selection(it).is_empty()).map(Criterion::Facet);
        let search = (!Search::new(&self.search).clauses.is_empty()).then_some(Criterion::Search);
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

    /// Returns whether a part of the query is as it is in another one.
    pub fn is_same(&self, other: &Query, criterion: Criterion) -> bool {
        match criterion {
            Criterion::Facet(facet) => self.selection(facet) == other.selection(facet),
            Criterion::Search => self.search == other.search,
            Criterion::Marked => self.marked_only == other.marked_only,
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
        self.sort.unwrap_or_else(|| match self.marked_only {
            true => Sort::Marks,
            false if self.has_words() => Sort::Relevance,
            false => Sort::Catalogue,
        })
    }

    /// Returns whether the answer depends on what is marked, or in which order.
    pub(crate) fn follows_marks(&self) -> bool {
        self.marked_only || self.order() == Sort::Marks
    }

    /// Returns the order that comes next, as one goes through them; relevance only where words are searched, that of the
    /// marks only where the marked ones are shown.
    pub fn next_order(&self) -> Sort {
        let is_offered = |it: &Sort| match it {
            Sort::Relevance => self.has_words(),
            Sort::Marks => self.marked_only,
            _ => true,
        };
        // The one that holds may not be offered any more: its words are gone, or all are shown again.
        let holds = self.order();
        let at = Sort::ALL.iter().position(|it| *it == holds).map_or(0, |it| it + 1);
        let (before, after) = Sort::ALL.split_at(at);
        after.iter().chain(before).copied().find(is_offered).unwrap_or_default()
    }

    fn has_words(&self) -> bool {
        Search::new(&self.search).words().next().is_some()
    }

    /// Returns the words that are to be found, for highlighting them.
    pub fn words(&self) -> Vec<Word> {
        Search::new(&self.search).words().cloned().collect()
    }
}

impl Answer {
    /// Answers a query. `before` is an earlier answer, from which is taken what has not changed.
    pub fn new(library: &Library, query: &Query, lang: Lang, before: Option<Answer>) -> Self {
        let Answer { searched, ordered, .. } = before.unwrap_or_default();
        let searched = searched.search(&query.search, library.revision, &library.index.haystack);
        let mut answer = Self { rows: Vec::new(), searched, ordered };
        let passing = answer.leaving_out(library, query, &[]);
        answer.rows = answer.sorted(&passing, library, query, lang);
        answer
    }

    /// Returns whether to answer a query with this answer before it may take longer than a frame.
    pub(crate) fn is_long(&self, library: &Library, query: &Query) -> bool {
        self.searched.is_long(&query.search, library.revision, &library.index.haystack)
    }

    /// Returns what is to be searched before a query can be answered within a frame.
    pub(crate) fn question(&self, library: &Library, query: &Query) -> Question {
        Question::new(&query.search, library.revision, &library.index.haystack, &self.searched)
    }

    /// Takes what has been searched for a query, unless it was searched for another one.
    pub(crate) fn take(&mut self, searched: Searched, library: &Library, query: &Query) {
        if searched.is_of(&query.search, library.revision) {
            self.searched = searched;
        }
    }

    /// Returns the records that pass a query of which some parts are left out.
    pub(super) fn leaving_out(&self, library: &Library, query: &Query, left_out: &[Criterion]) -> RoaringBitmap {
        let mut passing = match left_out.contains(&Criterion::Search) {
            true => library.index.records(),
            false => self.searched.passing.clone(),
        };
        for facet in Facet::ALL.into_iter().filter(|&it| !left_out.contains(&Criterion::Facet(it))) {
            narrow(&mut passing, library, query.selection(facet), facet);
        }
        if query.marked_only && !left_out.contains(&Criterion::Marked) {
            passing &= library.marked();
        }
        passing
    }

    /// Returns some records in the order asked for.
    fn sorted(&mut self, passing: &RoaringBitmap, library: &Library, query: &Query, lang: Lang) -> Vec<usize> {
        let date = |row: usize| library.catalogue.activities.get(row).and_then(|it| it.period);
        let mut rows: Vec<usize> = match query.order() {
            Sort::Catalogue => passing.iter().map(|it| it as usize).collect(),
            Sort::Relevance => {
                // There are few ranks, and in each of them the order is the catalogue's.
                let mut ranks: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
                for row in passing.iter().map(|it| it as usize) {
                    ranks.entry(self.searched.rank(row)).or_default().push(row);
                }
                ranks.into_values().flatten().collect()
            }
            Sort::Marks => {
                let is_passing = |it: &usize| passing.contains(number(*it));
                let others = passing - library.marked();
                let others = others.iter().map(|it| it as usize);
                library.marks().iter().copied().filter(is_passing).chain(others).collect()
            }
            sort => {
                let library_of = (library.revision, library.index.len());
                let is_known = |it: &Ordered| (it.sort, it.lang, it.library) == (sort, lang, library_of);
                let ordered = self.ordered.take().filter(is_known);
                let ordered = ordered.unwrap_or_else(|| Ordered {
                    sort,
                    lang,
                    library: library_of,
                    records: in_order(&library.catalogue, sort, lang),
                });
                let records = &self.ordered.insert(ordered).records;
                records.iter().filter(|it| passing.contains(**it)).map(|it| *it as usize).collect()
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

/// Returns all records in an order, those that are equal in it in the catalogue's.
fn in_order(catalogue: &Catalogue, sort: Sort, lang: Lang) -> Vec<u32> {
    let activity = |record: u32| catalogue.activities.get(record as usize);
    let mut records: Vec<u32> = (0..number(catalogue.activities.len())).collect();
    match sort {
        Sort::Catalogue | Sort::Relevance | Sort::Marks => {}
        Sort::Place => records.sort_by_cached_key(|&it| activity(it).map(|it| fold(it.place.name.get(lang)))),
        Sort::Country => records.sort_by_cached_key(|&it| activity(it).map(|it| fold(it.place.country.name(lang)))),
        Sort::Title => records.sort_by_cached_key(|&it| activity(it).map(|it| fold(it.title.get(lang)))),
        Sort::Date => records.sort_by_key(|&it| {
            let period = activity(it).and_then(|it| it.period);
            (period.is_none(), period)
        }),
    }
    records
}

/// Leaves the records that pass what is chosen of a facet.
fn narrow(passing: &mut RoaringBitmap, library: &Library, selection: &Selection, facet: Facet) {
    let postings = |value: &Value| library.index.postings(facet, *value);
    if !selection.included.is_empty() {
        *passing &= selection.included.iter().filter_map(postings).union();
    }
    selection.excluded.iter().filter_map(postings).for_each(|it| *passing -= it);
}

/// Orders values for display: the latest year first; else most used first, then as in the vocabulary; "not stated"
/// last.
pub(super) fn display_order(value: Value, total: u64, first_record: Option<u32>) -> impl Ord {
    let (total, then) = match value {
        Value::Year(year) => (0, usize::from(u16::MAX - year)),
        Value::Term(at) => (total, at),
        // In reading order.
        Value::Section(section) => (0, section as usize),
        Value::Basis(basis) => (0, basis as usize),
        Value::LessonKind(kind) => (0, kind as usize),
        _ => (total, first_record.map_or(usize::MAX, |it| it as usize)),
    };
    (value == Value::NotStated, Reverse(total), then, value)
}
