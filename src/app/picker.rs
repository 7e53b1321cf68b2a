//! Which values are chosen? A list of one facet's values, or of all, narrowed by typing.

use super::message::Motion;
use crate::query::{Answer, Facet, Library, Query, Value, counts};
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
    chosen: Chosen,
}

/// Whether a value has been chosen with the typed text, and nothing been typed since: the next character begins a
/// new name then, unless it goes on with this one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Chosen {
    #[default]
    Nothing,
    BySpace,
    ByKey,
}

/// A value in a picker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its facet.
    pub facet: Facet,
    /// The value.
    pub value: Value,
    /// How many activities it stands for, given all other filters.
    pub count: usize,
}

impl Picker {
    /// Opens a picker on one facet, or on all.
    pub fn new(facet: Option<Facet>) -> Self {
        Self { facet, input: Input::default(), rows: Vec::new(), selected: 0, chosen: Chosen::default() }
    }

    /// Fills the rows: values whose names go on from the typed text, the rest left out.
    pub(super) fn fill(&mut self, library: &Library, query: &Query, answer: &Answer) {
        let selected = self.row().map(|row| (row.facet, row.value));
        let typed = fold(self.input.text());
        let facets = Facet::ALL.into_iter().filter(|&it| self.facet.is_none_or(|only| only == it));
        self.rows = facets
            .flat_map(|facet| counts(library, query, answer, facet).into_iter().map(move |it| (facet, it)))
            .filter(|(facet, it)| is_named(library, *facet, it.value, &typed))
            .map(|(facet, it)| Row { facet, value: it.value, count: it.count })
            .collect();
        // A value that is the typed text to the letter comes first: "fr" is France before Fryshuset.
        self.rows.sort_by_key(|row| !typed.is_empty() && !is_exactly(library, row, &typed));
        let is_still_there = |row: &Row| selected == Some((row.facet, row.value));
        self.selected = self.rows.iter().position(is_still_there).unwrap_or(0);
    }

    /// Finds the rows again by the values that they have in another catalogue.
    pub(super) fn renumber(&mut self, value: &dyn Fn(Facet, Value) -> Option<Value>) {
        let selected = self.row();
        let row = |it: Row| value(it.facet, it.value).map(|value| Row { value, ..it });
        let selected = selected.and_then(row);
        self.rows = self.rows.iter().copied().filter_map(row).collect();
        self.selected = self.rows.iter().position(|it| Some(*it) == selected).unwrap_or(0);
    }

    /// Returns the selected row.
    pub fn row(&self) -> Option<Row> {
        self.rows.get(self.selected).copied()
    }

    /// Moves the selection among rows shown `page` at a time.
    pub(super) fn go(&mut self, motion: Motion, page: usize) {
        self.selected = motion.apply(self.selected, self.rows.len(), page);
    }

    /// Narrows further, or anew after a value has been chosen. Returns whether the choice was none: the
    /// space goes on with a name, and was meant as text.
    pub(super) fn insert(&mut self, library: &Library, text: &str) -> bool {
        let mut was_text = false;
        let chosen = std::mem::take(&mut self.chosen);
        if chosen != Chosen::Nothing {
            let longer = fold(&format!("{} {text}", self.input.text()));
            let names = |row: &Row| row.value.names(row.facet, library.terms());
            was_text = chosen == Chosen::BySpace
                && !self.input.text().is_empty()
                && self.rows.iter().any(|row| names(row).iter().any(|name| fold(name).contains(&longer)));
            if was_text { self.input.insert(" ") } else { self.input.clear() }
        }
        self.input.insert(text);
        self.rows.clear();
        was_text
    }

    /// Changes the typed text otherwise.
    pub(super) fn edit(&mut self, edit: impl FnOnce(&mut Input)) {
        self.chosen = Chosen::Nothing;
        edit(&mut self.input);
        self.rows.clear();
    }

    /// Returns whether some value's name goes on with `character` after what is typed.
    pub(super) fn goes_on(&self, library: &Library, character: char) -> bool {
        let longer = fold(&format!("{}{character}", self.input.text()));
        let goes_on = |row: &Row| is_named(library, row.facet, row.value, &longer);
        self.chosen == Chosen::Nothing && !self.input.text().is_empty() && self.rows.iter().any(goes_on)
    }

    /// Notes that a value has been chosen, by a space or otherwise.
    pub(super) fn choose(&mut self, is_by_space: bool) {
        self.chosen = if is_by_space { Chosen::BySpace } else { Chosen::ByKey };
    }

    /// Returns whether something has been typed and nothing been chosen with it.
    pub(super) fn is_pending(&self) -> bool {
        self.chosen == Chosen::Nothing && !self.input.text().is_empty()
    }
}

/// Returns whether every typed word begins a word of one of the value's names, or its identifier
/// holds the typed text.
fn is_named(library: &Library, facet: Facet, value: Value, typed: &str) -> bool {
    value.names(facet, library.terms()).iter().any(|name| {
        let name = fold(name);
        let begins = |word: &str| {
            let at_word =
                |(at, _): (usize, &str)| name[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
            name.match_indices(word).any(at_word)
        };
        typed.split_whitespace().all(begins)
    })
}

fn is_exactly(library: &Library, row: &Row, typed: &str) -> bool {
    row.value.names(row.facet, library.terms()).iter().any(|name| fold(name) == typed)
}
