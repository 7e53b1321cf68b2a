//! What helps where nothing passes, and which of it is selected?

use super::message::Motion;
use crate::query::{Answer, Library, Query, WayOut, ways_out};

/// What helps where nothing passes; nothing where something does.
#[derive(Clone, Debug, Default)]
pub struct WaysOut {
    /// What helps.
    pub rows: Vec<WayOut>,
    /// Which of it is selected.
    pub selected: usize,
    /// Whether words have been looked for that may have been meant.
    is_whole: bool,
}

impl WaysOut {
    /// Finds what helps with an answer, where it is a new one or less has been looked for than is to be.
    pub(super) fn find(&mut self, library: &Library, query: &Query, answer: &Answer, is_new: bool, is_whole: bool) {
        if !answer.rows.is_empty() {
            *self = Self::default();
        } else if is_new || is_whole && !self.is_whole {
            *self = Self { rows: ways_out(library, query, answer, is_whole), selected: 0, is_whole };
        }
    }

    /// Moves the selection, by pages of `page` rows.
    pub(super) fn go(&mut self, motion: Motion, page: usize) {
        self.selected = motion.apply(self.selected, self.rows.len(), page);
    }

    /// Selects the row of a number, from 1; returns whether there is one.
    pub(super) fn select(&mut self, number: usize) -> bool {
        let is_there = (1..=self.rows.len()).contains(&number);
        if is_there {
            self.selected = number - 1;
        }
        is_there
    }

    /// Returns the selected row.
    pub(super) fn row(&self) -> Option<&WayOut> {
        self.rows.get(self.selected)
    }
}
