//! Which activity is selected, and which rows are shown?
//!
//! Contains the matching activities, the selection, and the layout of the visible rows.

use std::collections::VecDeque;
use std::ops::Range;

use hashbrown::HashMap;

use super::message::Motion;
use crate::document::Snippet;
use crate::lang::Lang;
use crate::query::{Answer, Query};

/// The list of matching activities, with its selection.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The matching activities.
    pub answer: Answer,
    /// Index of the selected row.
    pub selected: usize,
    /// The visible rows.
    pub visible: Vec<VisibleRow>,
    /// Maximum number of lines that a title takes below its place; 0 if it stands beside it.
    pub title_lines: usize,
    /// Whether the user has acted or asked for an activity at start-up; until then the first row stays selected while
    /// activities arrive.
    pub(super) has_user_selection: bool,
    /// The most recently selected record, kept while the list is empty.
    pub(super) last_record: Option<usize>,
    /// Index of the first visible row.
    top: usize,
    /// Counter that changes whenever texts made from the answer become out of date.
    pub(super) generation: u64,
    key: Option<AnswerKey>,
}

/// A visible row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisibleRow {
    /// Index of the row among the matching activities.
    pub row: usize,
    /// Record index of the activity.
    pub record: usize,
    /// The lines of the title below the place, as byte ranges of the title; empty if the title is beside the place.
    pub title: Vec<Range<usize>>,
    /// Snippet of a search match that neither title nor place shows.
    pub snippet: Option<Snippet>,
}

/// Cache of the snippets that show where the search terms occur in each record.
#[derive(Clone, Debug, Default)]
pub(super) struct SnippetCache {
    key: SnippetKey,
    found: HashMap<usize, Option<Snippet>>,
}

/// The inputs that snippets were computed from: the revision of the library, the search text, the language, and the
/// width of a line in columns.
type SnippetKey = (u64, String, Lang, usize);

impl SnippetCache {
    /// Clears the cache if an input of the snippets has changed.
    pub(super) fn reset_for(&mut self, key: SnippetKey) {
        if self.key != key {
            *self = Self { key, found: HashMap::new() };
        }
    }

    /// Returns the snippet of a record, computed by `find` the first time; `None` if there is nothing to show.
    pub(super) fn get(&mut self, record: usize, find: impl FnOnce(usize) -> Option<Snippet>) -> Option<Snippet> {
        self.found.entry(record).or_insert_with(|| find(record)).clone()
    }
}

/// The inputs that an answer was computed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AnswerKey {
    pub(super) query: Query,
    pub(super) lang: Lang,
    /// Revision of the library.
    pub(super) revision: u64,
    /// Number of its records.
    pub(super) records: usize,
    /// Revision of the marks; 0 if they do not matter.
    pub(super) marks_revision: u64,
}

impl VisibleRow {
    /// Returns the height of the row in lines.
    pub fn height(&self) -> usize {
        1 + self.title.len() + usize::from(self.snippet.is_some())
    }
}

impl List {
    /// Returns the record index of the selected activity.
    pub fn record(&self) -> Option<usize> {
        self.answer.rows.get(self.selected).copied()
    }

    /// Selects the row of a record, if it is in the list.
    pub(super) fn select_record(&mut self, record: usize) {
        if let Some(row) = self.answer.rows.iter().position(|&it| it == record) {
            (self.selected, self.has_user_selection) = (row, true);
        }
    }

    /// Replaces all record indices by their new values; `new_record` returns `None` for a record that no longer exists.
    /// If the selected one is gone, the next remaining row is selected.
    pub(super) fn renumber(&mut self, new_record: &dyn Fn(usize) -> Option<usize>) {
        let before = self.answer.rows.iter().take(self.selected).filter(|&&it| new_record(it).is_some()).count();
        self.answer.rows = self.answer.rows.iter().filter_map(|&it| new_record(it)).collect();
        self.selected = before.min(self.answer.rows.len().saturating_sub(1));
        self.last_record = self.last_record.and_then(new_record);
        self.invalidate();
    }

    /// Recomputes the answer, unless its inputs are unchanged; returns whether it was recomputed.
    ///
    /// Selects the record `keep` if it is listed. Otherwise the selection stays on the same row if only marks or
    /// records have changed, else moves to the first row.
    pub(super) fn refresh(
        &mut self,
        key: AnswerKey,
        keep: Option<usize>,
        compute: impl FnOnce(Answer) -> Answer,
    ) -> bool {
        if self.key.as_ref() == Some(&key) {
            return false;
        }
        self.last_record = self.record().or(self.last_record);
        let (old_rows, row) = (self.answer.rows.clone(), self.selected);
        self.answer = compute(std::mem::take(&mut self.answer));
        let old_key = self.key.take();
        let is_new_library = old_key.as_ref().is_none_or(|it| it.revision != key.revision);
        let is_same_query = old_key.as_ref().is_some_and(|it| (&it.query, it.lang) == (&key.query, key.lang));
        let has_grown = old_key.is_some_and(|it| it.records < key.records);
        self.key = Some(key);
        let is_only_growing = is_same_query && has_grown;
        if is_new_library || self.answer.rows != old_rows && !is_only_growing {
            self.invalidate();
        }
        // If the query has not changed, the next row takes the place of one that has disappeared.
        self.selected =
            if is_same_query || is_new_library { row.min(self.answer.rows.len().saturating_sub(1)) } else { 0 };
        if let Some(record) = keep {
            self.select_record(record);
        }
        true
    }

    /// Marks all texts made from the answer as out of date. Not called when the list merely grows: a text over the
    /// whole list would be made again with each delivery.
    pub(super) fn invalidate(&mut self) {
        self.generation += 1;
    }

    /// Moves the selection; a page is the number of visible rows.
    pub(super) fn go(&mut self, motion: Motion) {
        self.selected = motion.apply(self.selected, self.answer.rows.len(), self.visible.len());
    }

    /// Lays out the rows that are visible in a view of `height` lines: all rows, with as many lines for their titles as
    /// fit, else as many rows with the title beside the place as fit, including the selected one.
    ///
    /// The last `covered` lines are taken by the status area; they do not affect the number of lines for titles, so that
    /// it is stable while a notice comes and goes.
    pub(super) fn lay_out(
        &mut self,
        height: usize,
        covered: usize,
        mut make_row: impl FnMut(usize, usize, usize) -> VisibleRow,
    ) {
        let (rows, count) = (&self.answer.rows, self.answer.rows.len());
        self.selected = self.selected.min(count.saturating_sub(1));
        let mut make = |row: usize, title_lines| make_row(row, rows[row], title_lines);
        // Each row takes at least one line.
        let fits = |title_lines: &usize| {
            count <= height && (0..count).map(|row| make(row, *title_lines).height()).sum::<usize>() <= height
        };
        let fitting = [usize::MAX, 2, 1, 0].into_iter().find(fits);
        self.title_lines = fitting.unwrap_or(0);
        let (top, page) = (if fitting.is_some() { 0 } else { self.top }, height.saturating_sub(covered).max(1));
        self.visible = rows_around(self.selected, top, count, page, |row| make(row, self.title_lines));
        self.top = self.visible.first().map_or(0, |it| it.row);
    }
}

/// Returns the rows that fit in `page` lines: the selected one, those above it from `top` on, those below it, and, if
/// there are no more below, those further above.
fn rows_around(
    selected: usize,
    top: usize,
    count: usize,
    page: usize,
    mut make: impl FnMut(usize) -> VisibleRow,
) -> Vec<VisibleRow> {
    let (mut visible, mut lines) = (VecDeque::<VisibleRow>::new(), 0);
    let mut add_if_fits = |row: usize| {
        let new = make(row);
        let fits = visible.is_empty() || lines + new.height() <= page;
        if fits {
            lines += new.height();
            let is_above = visible.front().is_some_and(|it| row < it.row);
            if is_above { visible.push_front(new) } else { visible.push_back(new) }
        }
        fits
    };
    if count == 0 {
        return Vec::new();
    }
    let top = top.min(selected);
    let are_above_shown = (top..=selected).rev().all(&mut add_if_fits);
    let are_below_shown = (selected + 1..count).all(&mut add_if_fits);
    if are_above_shown && are_below_shown {
        let _ = (0..top).rev().all(add_if_fits);
    }
    visible.into()
}
