//! Which values are chosen? A list of one facet's values, or of all, narrowed by typing.

use std::borrow::Cow;
use std::collections::HashMap;

use super::message::Motion;
use crate::lang::{Lang, primary};
use crate::query::{Answer, Count, Facet, Library, Query, Value, begins_words, counts, folded};
use crate::text::{Input, fold};

/// A list of values to include or exclude.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picker {
    /// The facet, or `None` for all of them.
    pub facet: Option<Facet>,
    /// What narrows the values.
    pub input: Input,
    /// All values; those that nothing has that passes the other filters come last when it is opened.
    pub values: Vec<Row>,
    /// The values that the typed text leaves.
    pub rows: Vec<Row>,
    /// Which of them is selected.
    pub selected: usize,
    /// Whether a value has been included, excluded or taken back since it was opened.
    pub(super) has_toggled: bool,
    /// What was typed when the rows were filled; nothing before the first time.
    filled: Option<String>,
    /// What each value is called.
    names: Vec<Vec<Name>>,
    /// What the values were counted from.
    basis: Option<Box<Basis>>,
}

/// A name of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    name: String,
    /// Its folded forms.
    folded: Vec<String>,
    /// Whether it is in the reader's language, or in none.
    is_shown: bool,
    /// Whether it is a name in the reader's language, and no identifier.
    is_of_reader: bool,
}

/// What values are counted from: where it is the same, so are they.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Basis {
    /// How often the library has been replaced and its marks have changed, and how many records there are.
    library: (u64, u64, usize),
    generation: u64,
    query: Query,
    lang: Lang,
}

/// A value in a picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its facet.
    pub facet: Facet,
    /// The value.
    pub value: Value,
    /// How many of the activities that pass all other filters have it.
    pub count: usize,
    /// Its name in the language that the typed text matches, where only another one than the reader's does.
    pub matched: Option<String>,
}

/// How well a value's names match what is typed, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    Exact,
    Shown,
    /// By its name in another language.
    Elsewhere,
}

impl Picker {
    /// Opens a picker on one facet, or on all.
    pub fn new(facet: Option<Facet>) -> Self {
        Self { facet, ..Self::default() }
    }

    /// Returns whether something is typed; spaces alone do not count.
    pub fn is_typed(&self) -> bool {
        !self.input.text().trim().is_empty()
    }

    /// Fills the rows with the values whose names the typed text begins, the best matches first. The selected value
    /// stays selected until something else is typed; at first it is the first one that is chosen. `generation` tells one
    /// list of activities from another.
    pub(super) fn fill(&mut self, library: &Library, query: &Query, answer: &Answer, generation: u64, lang: Lang) {
        let typed = fold(self.input.text().trim());
        let library_of = (library.revision, library.marks_revision, library.index.len());
        let basis = Box::new(Basis { library: library_of, generation, query: query.clone(), lang });
        if self.basis.as_ref() != Some(&basis) {
            self.count(library, query, answer);
            self.names = self.values.iter().map(|it| names_of(library, it.facet, it.value, lang)).collect();
            self.basis = Some(basis);
        } else if self.filled.as_ref() == Some(&typed) {
            return;
        }
        let selected = self.row().map(|row| (row.facet, row.value));
        let matching = |(row, names): (&Row, &Vec<Name>)| {
            let (found, matched) = match_of(names, &typed)?;
            Some((found, Row { matched, ..row.clone() }))
        };
        let mut rows: Vec<(Match, Row)> = self.values.iter().zip(&self.names).filter_map(matching).collect();
        // Among all facets an exact name comes first; otherwise each facet keeps its values together.
        rows.sort_by_key(|(found, row)| {
            (*found != Match::Exact, self.facet.is_none().then_some(row.facet), *found == Match::Elsewhere)
        });
        self.rows = rows.into_iter().map(|(_, row)| row).collect();
        let is_new = self.filled.as_ref() != Some(&typed);
        let is_chosen = |row: &Row| {
            let selection = query.selection(row.facet);
            selection.included.contains(&row.value) || selection.excluded.contains(&row.value)
        };
        let at = match (self.filled.is_none(), is_new && !typed.is_empty()) {
            (true, _) => self.rows.iter().position(is_chosen),
            (false, true) => None,
            (false, false) => self.rows.iter().position(|row| selected == Some((row.facet, row.value))),
        };
        (self.selected, self.filled) = (at.unwrap_or(0), Some(typed));
    }

    /// Counts the values. None of them moves while the picker is open; what is new comes last.
    fn count(&mut self, library: &Library, query: &Query, answer: &Answer) {
        let facets = Facet::ALL.into_iter().filter(|&it| self.facet.is_none_or(|only| only == it));
        let row = |facet| move |it: Count| Row { facet, value: it.value, count: it.count, matched: None };
        let mut values: Vec<Row> =
            facets.flat_map(|facet| counts(library, query, answer, facet).into_iter().map(row(facet))).collect();
        let before: HashMap<(Facet, Value), usize> =
            self.values.iter().enumerate().map(|(at, it)| ((it.facet, it.value), at)).collect();
        values.sort_by_key(|it| match before.get(&(it.facet, it.value)) {
            Some(at) => (it.facet, false, *at),
            None => (it.facet, !before.is_empty() || it.count == 0, usize::MAX),
        });
        self.values = values;
    }

    /// Returns the row that accepting includes, if it does include one.
    pub fn accepted(&self) -> Option<&Row> {
        self.row().filter(|_| self.is_typed() || !self.has_toggled)
    }

    /// Finds the selected row again by the value that it has in another catalogue; the others are filled anew.
    pub(super) fn renumber(&mut self, value: &dyn Fn(Facet, Value) -> Option<Value>) {
        let selected = self.row().and_then(|it| Some(Row { value: value(it.facet, it.value)?, ..it.clone() }));
        (self.rows, self.selected) = (selected.into_iter().collect(), 0);
        self.values.clear();
        self.basis = None;
    }

    /// Returns the selected row.
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    /// Moves the selection among rows shown `page` at a time.
    pub(super) fn go(&mut self, motion: Motion, page: usize) {
        self.selected = motion.apply(self.selected, self.rows.len(), page);
    }
}

/// Returns what a value is called, in every language.
fn names_of(library: &Library, facet: Facet, value: Value, lang: Lang) -> Vec<Name> {
    let shown = value.label(facet, library.terms(), lang);
    let is_shown = |tag: Option<&str>, name: &str| {
        // A name that is the same in every language is the reader's own.
        tag.is_none_or(|it| it.is_empty() || primary(it) == primary(lang.tag())) || name == shown
    };
    let names = value.names(facet, library.terms()).into_iter();
    let is_of_reader = |tag: Option<&str>, name: &str| tag.is_some() && is_shown(tag, name) || name == shown;
    let name = |(tag, name): (Option<&str>, Cow<'_, str>)| Name {
        folded: folded(&name),
        is_shown: is_shown(tag, &name),
        is_of_reader: is_of_reader(tag, &name),
        name: name.into_owned(),
    };
    names.map(name).collect()
}

/// Returns how a value's names match what is typed, if one does: each typed word begins a word of the name. Where the name
/// that is shown does not, the one that does is told, unless that is the identifier, which comes first.
fn match_of(names: &[Name], typed: &str) -> Option<(Match, Option<String>)> {
    let matching = || names.iter().enumerate().filter(|(_, it)| it.folded.iter().any(|it| begins_words(it, typed)));
    let rank = |it: &Name| {
        let is_exact = !typed.is_empty() && it.folded.iter().any(|it| it == typed);
        match (is_exact, it.is_shown) {
            (true, _) => Match::Exact,
            (false, true) => Match::Shown,
            (false, false) => Match::Elsewhere,
        }
    };
    let found = matching().map(|(_, it)| rank(it)).min()?;
    let is_seen = matching().any(|(_, it)| it.is_of_reader);
    let told = || matching().find(|(at, _)| *at > 0).map(|(_, it)| it.name.clone());
    Some((found, if is_seen { None } else { told() }))
}
