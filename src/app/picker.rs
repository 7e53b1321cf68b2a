//! Which values can be chosen?
//!
//! Lists the values of one facet, or of all, narrowed by typing.

use std::borrow::Cow;

use hashbrown::HashMap;

use super::list::AnswerKey;
use super::message::Motion;
use crate::lang::Lang;
use crate::query::{Answer, Count, Facet, Library, Query, Value, counts, folded_forms, has_words_with_prefixes};
use crate::text::{Input, fold};

/// A list of values to include or exclude.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picker {
    /// The facet, or `None` for all of them.
    pub facet: Option<Facet>,
    /// The text that narrows the values.
    pub input: Input,
    /// All values, by facet. When the picker opens, those of no activity that matches the other filters come last in
    /// their facet.
    pub values: Vec<Row>,
    /// The values that match the typed text.
    pub rows: Vec<Row>,
    /// Index of the selected row.
    pub selected: usize,
    /// The record of the activity that was being read when the picker opened.
    pub(super) read: Option<usize>,
    /// Whether a value has been included, excluded or reset since the picker opened.
    pub(super) has_toggled: bool,
    /// The folded text for which the rows were last filled; `None` before the first time.
    filled: Option<String>,
    /// The names of each value, in the order of `values`.
    names: Vec<Vec<Name>>,
    /// What the values were counted from, with the number of changes of the list by then.
    basis: Option<Box<(AnswerKey, u64)>>,
}

/// A name of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    name: String,
    /// Its folded forms.
    folded: Vec<String>,
    /// Whether it is the name that is shown, as opposed to an identifier, an alias or a name in another language.
    is_display_name: bool,
}

/// A value in a picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its facet.
    pub facet: Facet,
    /// The value.
    pub value: Value,
    /// Number of activities that have the value and match all other filters.
    pub count: usize,
    /// The name that matches the typed text if the one shown does not; also `None` if only the identifier matches.
    pub matched: Option<String>,
}

/// Number of bytes that have to be typed of the name of a facet, so that it stands for all its values.
const MIN_FACET_NAME: usize = 3;

/// How well the names of a value match the typed text, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    Exact,
    Name,
    /// By the name of its facet.
    Facet,
}

impl Picker {
    /// Opens a picker on one facet, or on all, while an activity is being read or not.
    pub fn new(facet: Option<Facet>, read: Option<usize>) -> Self {
        Self { facet, read, ..Self::default() }
    }

    /// Returns whether something other than spaces is typed.
    pub fn is_typed(&self) -> bool {
        !self.input.text().trim().is_empty()
    }

    /// Fills the rows with the values that have a name in which each typed word begins a word, the best matches first.
    /// The selected value stays selected until another text is typed; when the picker opens, it is the first value that
    /// is included or excluded. While `basis` stays the same, so do the values and their counts.
    pub(super) fn fill(&mut self, library: &Library, query: &Query, answer: &Answer, basis: (AnswerKey, u64)) {
        let (typed, lang) = (fold(self.input.text().trim()), basis.0.lang);
        if self.basis.as_deref() != Some(&basis) {
            self.count_values(library, query, answer);
            self.names = self.values.iter().map(|it| names_of(library, it.facet, it.value, lang)).collect();
            self.basis = Some(Box::new(basis));
        } else if self.filled.as_ref() == Some(&typed) {
            return;
        }
        let selected = self.selected_row().map(|row| (row.facet, row.value));
        // Among all facets, the name of a facet stands for all its values.
        let is_facet = |it: Facet| {
            let has_name = |lang: &Lang| has_words_with_prefixes(&fold(it.name(*lang)), &typed);
            self.facet.is_none() && typed.len() >= MIN_FACET_NAME && Lang::ALL.iter().any(has_name)
        };
        let named: Vec<Facet> = Facet::ALL.into_iter().filter(|it| is_facet(*it)).collect();
        let matching_row = |(row, names): (&Row, &Vec<Name>)| {
            let by_facet = named.contains(&row.facet).then_some((Match::Facet, None));
            let (quality, matched) = best_match(names, &typed).or(by_facet)?;
            Some((quality, Row { matched, ..row.clone() }))
        };
        let mut rows: Vec<(Match, Row)> = self.values.iter().zip(&self.names).filter_map(matching_row).collect();
        // An exact match comes first among all facets, then those whose name is typed; apart from that, values stay
        // grouped by facet, those that match by the name shown before those that match by another.
        rows.sort_by_key(|(quality, row)| {
            let facet = self.facet.is_none().then_some((!named.contains(&row.facet), row.facet));
            (*quality != Match::Exact, facet, row.matched.is_some())
        });
        self.rows = rows.into_iter().map(|(_, row)| row).collect();
        let is_text_changed = self.filled.as_ref() != Some(&typed);
        let is_chosen = |row: &Row| {
            let selection = query.selection(row.facet);
            selection.included.contains(&row.value) || selection.excluded.contains(&row.value)
        };
        let at = match (self.filled.is_none(), is_text_changed && !typed.is_empty()) {
            (true, _) => self.rows.iter().position(is_chosen),
            (false, true) => None,
            (false, false) => self.rows.iter().position(|row| selected == Some((row.facet, row.value))),
        };
        (self.selected, self.filled) = (at.unwrap_or(0), Some(typed));
    }

    /// Counts the values. They keep their order while the picker is open; new ones come last in their facet.
    fn count_values(&mut self, library: &Library, query: &Query, answer: &Answer) {
        let facets = Facet::ALL.into_iter().filter(|&it| self.facet.is_none_or(|only| only == it));
        let to_row = |facet| move |it: Count| Row { facet, value: it.value, count: it.count, matched: None };
        let mut values: Vec<Row> =
            facets.flat_map(|facet| counts(library, query, answer, facet).into_iter().map(to_row(facet))).collect();
        let old_positions: HashMap<(Facet, Value), usize> =
            self.values.iter().enumerate().map(|(at, it)| ((it.facet, it.value), at)).collect();
        values.sort_by_cached_key(|it| match old_positions.get(&(it.facet, it.value)) {
            Some(at) => (it.facet, false, *at),
            None => (it.facet, !old_positions.is_empty() || it.count == 0, usize::MAX),
        });
        self.values = values;
    }

    /// Keeps the selected row only, with the value that it has in the reloaded catalogue; the rows are filled again
    /// later.
    pub(super) fn renumber(&mut self, translate: &dyn Fn(Facet, Value) -> Option<Value>) {
        let selected =
            self.selected_row().and_then(|it| Some(Row { value: translate(it.facet, it.value)?, ..it.clone() }));
        (self.rows, self.selected, self.read) = (selected.into_iter().collect(), 0, None);
        self.values.clear();
        self.basis = None;
    }

    /// Returns the selected row.
    pub fn selected_row(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    /// Moves the selection, with `page` rows visible at a time.
    pub(super) fn go(&mut self, motion: Motion, page: usize) {
        self.selected = motion.apply(self.selected, self.rows.len(), page);
    }
}

/// Returns the names of a value in every language, its identifier first.
fn names_of(library: &Library, facet: Facet, value: Value, lang: Lang) -> Vec<Name> {
    let display_name = value.label(facet, library.terms(), lang);
    let to_name = |name: Cow<'_, str>| Name {
        folded: folded_forms(&name),
        is_display_name: name == display_name,
        name: name.into_owned(),
    };
    value.names(facet, library.terms()).into_iter().map(to_name).collect()
}

/// Returns how well the names of a value match the typed text, and the name that matches if the one shown does not;
/// `None` if no name matches. A name matches if each typed word begins a word of it. The identifier, which comes
/// first, is never returned.
fn best_match(names: &[Name], typed: &str) -> Option<(Match, Option<String>)> {
    let matching =
        || names.iter().enumerate().filter(|(_, it)| it.folded.iter().any(|it| has_words_with_prefixes(it, typed)));
    let rank = |it: &Name| {
        let is_exact = !typed.is_empty() && it.folded.iter().any(|it| it == typed);
        if is_exact { Match::Exact } else { Match::Name }
    };
    let best = matching().map(|(_, it)| rank(it)).min()?;
    let has_display_name = matching().any(|(_, it)| it.is_display_name);
    let matched_name = || matching().find(|(at, _)| *at > 0).map(|(_, it)| it.name.clone());
    Some((best, if has_display_name { None } else { matched_name() }))
}
