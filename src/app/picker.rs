//! Which values are chosen? A list of one facet's values, or of all, narrowed by typing.

use std::collections::HashMap;

use super::message::Motion;
use crate::lang::Lang;
use crate::query::{Answer, Count, Facet, Library, Query, Value, begins_words, counts, folded};
use crate::text::{Input, fold};

/// A list of values to include or exclude.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    Exact,
    Shown,
    /// By its name in another language.
    Elsewhere(String),
}

impl Match {
    /// Returns the name in another language, where only that one matches.
    fn elsewhere(self) -> Option<String> {
        if let Match::Elsewhere(name) = self { Some(name) } else { None }
    }
}

impl Picker {
    /// Opens a picker on one facet, or on all.
    pub fn new(facet: Option<Facet>) -> Self {
        let (values, rows) = (Vec::new(), Vec::new());
        Self { facet, input: Input::default(), values, rows, selected: 0, has_toggled: false, filled: None }
    }

    /// Returns whether something is typed; spaces alone do not count.
    pub fn is_typed(&self) -> bool {
        !self.input.text().trim().is_empty()
    }

    /// Fills the rows with the values whose names the typed text begins, the best matches first. The selected value
    /// stays selected until something else is typed; at first it is the first one that is chosen.
    pub(super) fn fill(&mut self, library: &Library, query: &Query, answer: &Answer, lang: Lang) {
        let typed = fold(self.input.text().trim());
        let selected = self.row().map(|row| (row.facet, row.value));
        self.count(library, query, answer);
        let matching = |row: &Row| {
            let found = match_of(library, row.facet, row.value, &typed, lang)?;
            let is_exact = found == Match::Exact;
            Some((is_exact, Row { matched: found.elsewhere(), ..row.clone() }))
        };
        let mut rows: Vec<(bool, Row)> = self.values.iter().filter_map(matching).collect();
        // Among all facets an exact name comes first; otherwise each facet keeps its values together.
        rows.sort_by_key(|(is_exact, row)| {
            (!is_exact, self.facet.is_none().then_some(row.facet), row.matched.is_some())
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

/// Returns how a value's names match what is typed, if one does: each typed word begins a word of the name.
fn match_of(library: &Library, facet: Facet, value: Value, typed: &str, lang: Lang) -> Option<Match> {
    let names = value.names(facet, library.terms());
    let is_shown = |tag: Option<&str>| tag.is_none_or(|it| it.is_empty() || it.split('-').next() == Some(lang.tag()));
    let matches = names.into_iter().filter_map(|(tag, name)| {
        let forms = folded(&name);
        let is_match = forms.iter().any(|it| begins_words(it, typed));
        let is_exact = !typed.is_empty() && forms.iter().any(|it| it == typed);
        is_match.then(|| match (is_exact, is_shown(tag)) {
            (true, _) => Match::Exact,
            (false, true) => Match::Shown,
            (false, false) => Match::Elsewhere(name.into_owned()),
        })
    });
    // A name that is the same in every language is the reader's own.
    let shown = value.label(facet, library.terms(), lang);
    let own = |it: Match| if it == Match::Elsewhere(shown.clone().into_owned()) { Match::Shown } else { it };
    matches.map(own).min()
}
