//! Which activities pass, and in which order?

use std::cmp::Reverse;

use memchr::memmem::Finder;

use super::bitmap::Bitmap;
use super::facet::{Facet, Value};
use super::index::Index;
use super::library::Library;
use super::search::{Clause, Search, Word};
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
    ranks: Vec<u16>,
}

impl Sort {
    /// Every order, as one goes through them.
    pub const ALL: [Sort; 6] = [Sort::Catalogue, Sort::Place, Sort::Country, Sort::Title, Sort::Date, Sort::Relevance];

    /// Returns the word for it on a command line.
    pub fn id(self) -> &'static str {
        match self {
            Sort::Catalogue => "catalogue",
            Sort::Place => "place",
            Sort::Country => "country",
            Sort::Title => "title",
            Sort::Date => "date",
            Sort::Relevance => "relevance",
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
        self.sort.unwrap_or_else(|| if self.has_words() { Sort::Relevance } else { Sort::Catalogue })
    }

    /// Returns the order that comes next, as one goes through them; relevance only where words are searched.
    pub fn next_order(&self) -> Sort {
        let orders = Sort::ALL.iter().filter(|it| **it != Sort::Relevance || self.has_words());
        let mut after = orders.cycle().skip_while(|it| **it != self.order());
        after.nth(1).copied().unwrap_or_default()
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
    let postings = |value: &Value| library.index.postings(facet, *value);
    if !selection.included.is_empty() {
        let mut any = Bitmap::default();
        selection.included.iter().filter_map(postings).for_each(|it| any.union(it));
        passing.intersect(&any);
    }
    selection.excluded.iter().filter_map(postings).for_each(|it| passing.subtract(it));
}

impl Searched {
    /// Looks at the records that have not been looked at: all of them for a new search, those that
    /// have arrived since for an earlier one.
    fn look_at_new(&mut self, library: &Library) {
        let index = &library.index;
        let new = self.count..index.len();
        self.count = index.len();
        let search = Search::new(&self.search);
        if search.clauses.is_empty() {
            self.passing = Bitmap::full(self.count);
            return;
        }
        let clauses: Vec<Sought<'_>> = search.clauses.iter().map(Sought::new).collect();
        self.ranks.resize(self.count, 0);
        for record in new {
            let rank = clauses.iter().try_fold(0u16, |sum, it| Some(sum.saturating_add(it.rank(index, record)?)));
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
        let date = |row: &usize| library.catalogue.activities.get(*row).and_then(|it| it.period);
        match query.order() {
            Sort::Catalogue => {}
            Sort::Relevance => rows.sort_by_key(|&row| self.ranks.get(row).copied()),
            Sort::Place => by(&|it| fold(it.place.name.get(lang)), rows),
            Sort::Country => by(&|it| fold(it.place.country.name(lang)), rows),
            Sort::Title => by(&|it| fold(it.title.get(lang)), rows),
            Sort::Date => rows.sort_by_key(|row| (date(row).is_none(), date(row))),
        }
        if query.reversed {
            let is_by_date = query.order() == Sort::Date;
            let end = if is_by_date { rows.partition_point(|row| date(row).is_some()) } else { rows.len() };
            rows[..end].reverse();
        }
    }
}

/// A clause, ready to be looked for.
struct Sought<'a> {
    clause: &'a Clause,
    finders: Vec<Finder<'a>>,
}

impl<'a> Sought<'a> {
    fn new(clause: &'a Clause) -> Self {
        Self { clause, finders: clause.words.iter().map(|it| Finder::new(&it.text)).collect() }
    }

    /// Returns how far the best hit in a record is from the best there can be; nothing where the record does not pass.
    fn rank(&self, index: &Index, record: usize) -> Option<u16> {
        let words = self.clause.words.iter().zip(&self.finders);
        let best = words.filter_map(|(word, finder)| rank(word, finder, index, record)).min();
        if self.clause.excluded { best.is_none().then_some(0) } else { best }
    }
}

/// The ways in which a word can stand in a text: as a whole word, as the beginning of one, inside one.
const WAYS: u16 = 3;

/// Returns how far the best hit of a word in a record is from the best there can be: first by where it is, then by
/// how.
fn rank(word: &Word, finder: &Finder<'_>, index: &Index, record: usize) -> Option<u16> {
    let text = index.text(record, word.field);
    let mut best: Option<u16> = None;
    for at in finder.find_iter(text.as_bytes()) {
        let weight = word.field.unwrap_or_else(|| index.field_at(record, at)).rank() * WAYS;
        // Fields stand in the order of their weight.
        if best.is_some_and(|it| it < weight + WAYS && it % WAYS == 0 || it < weight) {
            break;
        }
        let is_letter = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
        let way = match (text[..at].chars().next_back(), text[at + word.text.len()..].chars().next()) {
            (before, _) if is_letter(before) => 2,
            (_, after) if is_letter(after) => 1,
            _ => 0,
        };
        best = Some(best.map_or(weight + way, |it| it.min(weight + way)));
    }
    best
}

/// Orders values for display: the latest year first; else most used first, then as in the vocabulary; "not stated"
/// last.
pub(super) fn display_order(value: Value, total: usize, first_record: Option<usize>) -> impl Ord {
    let (total, then) = match value {
        Value::Year(year) => (0, usize::from(u16::MAX - year)),
        Value::Term(at) => (total, at),
        _ => (total, first_record.unwrap_or(usize::MAX)),
    };
    (value == Value::NotStated, Reverse(total), then)
}
