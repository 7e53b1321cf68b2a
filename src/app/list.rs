//! Which activity is selected?

use super::message::Motion;
use crate::lang::Lang;
use crate::query::{Answer, Query};

/// The activities that pass, and the selected one.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The activities that pass.
    pub answer: Answer,
    /// Which row is selected.
    pub selected: usize,
    /// The first row that is shown.
    pub top: usize,
    /// How many answers there have been, by which a text made from one knows that it is out of date.
    pub(super) generation: u64,
    asking: Option<Asking>,
}

/// What an answer was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asking {
    pub(super) query: Query,
    pub(super) lang: Lang,
    /// How often the records had been replaced, how many there were, and how often marks had changed
    /// where that matters.
    pub(super) count: (u64, usize, u64),
}

impl List {
    /// Returns the record number of the selected activity.
    pub fn record(&self) -> Option<usize> {
        self.answer.rows.get(self.selected).copied()
    }

    /// Selects the row of a record, if it is in the list.
    pub fn select_record(&mut self, record: usize) {
        if let Some(row) = self.answer.rows.iter().position(|&it| it == record) {
            self.selected = row;
        }
    }

    /// Finds the rows again under the numbers that their records have now; `record` returns nothing for
    /// one that is no more. Then the next row is selected that still is there.
    pub(super) fn renumber(&mut self, record: &dyn Fn(usize) -> Option<usize>) {
        let before = self.answer.rows.iter().take(self.selected).filter(|&&it| record(it).is_some()).count();
        self.answer.rows = self.answer.rows.iter().filter_map(|&it| record(it)).collect();
        self.selected = before.min(self.answer.rows.len().saturating_sub(1));
    }

    /// Asks anew, unless the answer is to this very question.
    ///
    /// The activity to keep is selected where it is there, otherwise the first one is.
    pub(super) fn ask(&mut self, asking: Asking, keep: Option<usize>, answer: impl FnOnce(Answer) -> Answer) {
        if self.asking.as_ref() == Some(&asking) {
            return;
        }
        let (before, row) = (self.answer.rows.clone(), self.selected);
        self.answer = answer(std::mem::take(&mut self.answer));
        let is_same_question =
            |it: &Asking| it.query == asking.query && (it.lang, it.count.0) == (asking.lang, asking.count.0);
        let is_same_question = self.asking.as_ref().is_some_and(is_same_question);
        let has_grown = self.asking.as_ref().is_some_and(|it| it.count.1 < asking.count.1);
        let is_replaced = self.asking.as_ref().is_none_or(|it| it.count.0 != asking.count.0);
        self.asking = Some(asking);
        let is_only_growing = is_same_question && has_grown;
        if is_replaced || self.answer.rows != before && !is_only_growing {
            self.renew();
        }
        // Where only marks have changed, the next row takes the place of one that is gone.
        self.selected = if is_same_question { row.min(self.answer.rows.len().saturating_sub(1)) } else { 0 };
        if let Some(record) = keep {
            self.select_record(record);
        }
    }

    /// Makes every text that is made from the answer out of date. A list that only grows does not: a
    /// text over all of it would be made anew with each arrival.
    pub(super) fn renew(&mut self) {
        self.generation += 1;
    }

    /// Moves the selection among rows shown `page` at a time.
    pub fn go(&mut self, motion: Motion, page: usize) {
        self.selected = motion.apply(self.selected, self.answer.rows.len(), page);
    }

    /// Brings the selected row into a view of `page` rows.
    pub fn reveal(&mut self, page: usize) {
        let count = self.answer.rows.len();
        self.selected = self.selected.min(count.saturating_sub(1));
        let top = self.top.min(count.saturating_sub(page));
        self.top = top.min(self.selected).max((self.selected + 1).saturating_sub(page.max(1)));
    }
}
