//! How can an empty list be left?
//!
//! Holds the changes of the query that are offered while no activity matches, and the names in it that none has.

use super::message::Motion;
use crate::lang::Lang;
use crate::query::{Answer, Library, Query, Remark, WayOut, has_few_words, unknown_names, ways_out};

/// The changes of the query after which activities match, and what is wrong with it; empty unless no activity matches.
#[derive(Clone, Debug, Default)]
pub struct WaysOut {
    /// The changes.
    pub rows: Vec<WayOut>,
    /// Index of the selected change.
    pub selected: usize,
    /// The names in the search that no activity has, unless finding them would take long.
    pub(super) unknown_names: Vec<Remark>,
    /// Whether changes of single words of the search have been considered as well.
    includes_words: bool,
}

impl WaysOut {
    /// Finds the ways out of an empty answer, if the answer is new, or if words are to be considered and have not been;
    /// clears them if the answer is not empty.
    pub(super) fn find(
        &mut self,
        library: &Library,
        query: &Query,
        answer: &Answer,
        lang: Lang,
        is_new: bool,
        considers_words: bool,
    ) {
        if !answer.rows.is_empty() {
            *self = Self::default();
        } else if is_new || considers_words && !self.includes_words {
            let rows = ways_out(library, query, answer, considers_words);
            // While the catalogue is being loaded, a change that the user has gone to stays selected.
            let chosen = self.selected_row().filter(|_| self.selected > 0);
            let selected = chosen.and_then(|before| rows.iter().position(|it| it.change == before.change));
            let unknown_names = match considers_words && has_few_words(library) {
                true => unknown_names(library, &query.search, lang),
                false => Vec::new(),
            };
            *self = Self { rows, selected: selected.unwrap_or(0), unknown_names, includes_words: considers_words };
        }
    }

    /// Moves the selection, with `page` rows visible at a time.
    pub(super) fn go(&mut self, motion: Motion, page: usize) {
        self.selected = motion.apply(self.selected, self.rows.len(), page);
    }

    /// Selects the row with a number, from 1; returns whether there is one.
    pub(super) fn select(&mut self, number: usize) -> bool {
        let exists = (1..=self.rows.len()).contains(&number);
        if exists {
            self.selected = number - 1;
        }
        exists
    }

    /// Returns the selected row.
    pub(super) fn selected_row(&self) -> Option<&WayOut> {
        self.rows.get(self.selected)
    }
}
