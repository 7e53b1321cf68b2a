//! Which values are chosen? A list of one facet's values, or of all, narrowed by typing.

use super::message::Motion;
use crate::lang::Lang;
use crate::query::{Answer, Facet, Library, Query, Value, begins_words, counts, folded};
use crate::text::{Input, fold};

/// A list of values to include or exclude.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picker {
    /// The facet, or `None` for all of them.
    pub facet: Option<Facet>,
    /// What narrows the values.
    pub input: Input,
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
    fn is_elsewhere(&self) -> bool {
        matches!(self, Match::Elsewhere(_))
    }
}

impl Picker {
    /// Opens a picker on one facet, or on all.
    pub fn new(facet: Option<Facet>) -> Self {
        Self { facet, input: Input::default(), rows: Vec::new(), selected: 0, has_toggled: false, filled: None }
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
        let facets = Facet::ALL.into_iter().filter(|&it| self.facet.is_none_or(|only| only == it));
        let values =
            facets.flat_map(|facet| counts(library, query, answer, facet).into_iter().map(move |it| (facet, it)));
        let mut rows: Vec<(Match, Row)> = values
            .filter_map(|(facet, it)| {
                let found = match_of(library, facet, it.value, &typed, lang)?;
                let matched = if let Match::Elsewhere(name) = &found { Some(name.clone()) } else { None };
                Some((found, Row { facet, value: it.value, count: it.count, matched }))
            })
            .collect();
        // Among all facets an exact name comes first; otherwise each facet keeps its values together.
        rows.sort_by_key(|(found, row)| {
            (*found != Match::Exact, self.facet.is_none().then_some(row.facet), found.is_elsewhere())
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

    /// Finds the rows again by the values that they have in another catalogue.
    pub(super) fn renumber(&mut self, value: &dyn Fn(Facet, Value) -> Option<Value>) {
        let selected = self.row().and_then(|it| Some((it.facet, value(it.facet, it.value)?)));
        let rows = std::mem::take(&mut self.rows).into_iter();
        self.rows = rows.filter_map(|it| Some(Row { value: value(it.facet, it.value)?, ..it })).collect();
        self.selected = self.rows.iter().position(|it| Some((it.facet, it.value)) == selected).unwrap_or(0);
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
