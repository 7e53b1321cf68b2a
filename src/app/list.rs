//! Which activity is selected, and which rows are shown?

use std::collections::HashMap;
use std::ops::Range;

use super::message::Motion;
use crate::document::{Needle, Snippet};
use crate::lang::Lang;
use crate::query::{Answer, Query};

/// The activities that pass, and the selected one.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The activities that pass.
    pub answer: Answer,
    /// Which row is selected.
    pub selected: usize,
    /// The rows that are shown.
    pub entries: Vec<Entry>,
    /// How they are shown.
    pub form: Form,
    /// Whether the reader has had a say in which one is selected.
    pub(super) is_chosen: bool,
    /// The record that was selected when there was one last.
    pub(super) last: Option<usize>,
    /// The first row that is shown.
    top: usize,
    /// How many answers there have been, by which a text made from one knows that it is out of date.
    pub(super) generation: u64,
    asking: Option<Asking>,
}

/// How rows are shown, all of them alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// The place, and below it the title on up to two lines.
    Full,
    /// The place, and below it the title on one line.
    Short,
    /// The title beside the place, and below it where something was found.
    Found,
    /// The title beside the place.
    #[default]
    Flat,
}

impl Form {
    /// Returns whether the title stands beside the place.
    pub fn is_flat(self) -> bool {
        matches!(self, Form::Found | Form::Flat)
    }
}

/// A row that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number among those that pass.
    pub row: usize,
    /// The record number of the activity.
    pub record: usize,
    /// The lines of the title, as byte ranges of it; none where it stands beside the place.
    pub title: Vec<Range<usize>>,
    /// Where something was found that title and place do not show.
    pub snippet: Option<Snippet>,
}

/// Where the words of a search were found in the bodies of records, found once for each of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Snippets {
    asked: Option<(u64, Vec<Needle>, Lang, usize)>,
    found: HashMap<usize, Option<Snippet>>,
}

impl Snippets {
    /// Asks for words in a language and in lines of so many columns; `revision` tells one library from another.
    pub(super) fn ask(&mut self, revision: u64, needles: &[Needle], lang: Lang, columns: usize) {
        let is_same =
            |it: &(u64, Vec<Needle>, Lang, usize)| it.1 == needles && (it.0, it.2, it.3) == (revision, lang, columns);
        if !self.asked.as_ref().is_some_and(is_same) {
            *self = Self { asked: Some((revision, needles.to_vec(), lang, columns)), found: HashMap::new() };
        }
    }

    /// Returns where they were found in a record, if in its body.
    pub(super) fn of(&mut self, record: usize, find: impl FnOnce(usize) -> Option<Snippet>) -> Option<Snippet> {
        self.found.entry(record).or_insert_with(|| find(record)).clone()
    }
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

impl Entry {
    /// Returns how many lines it takes.
    pub fn height(&self) -> usize {
        1 + self.title.len() + usize::from(self.snippet.is_some())
    }
}

impl List {
    /// Returns the record number of the selected activity.
    pub fn record(&self) -> Option<usize> {
        self.answer.rows.get(self.selected).copied()
    }

    /// Selects the row of a record, if it is in the list.
    pub(super) fn select_record(&mut self, record: usize) {
        if let Some(row) = self.answer.rows.iter().position(|&it| it == record) {
            (self.selected, self.is_chosen) = (row, true);
        }
    }

    /// Finds the rows again under the numbers that their records have now; `record` returns nothing for
    /// one that is no more. Then the next row is selected that still is there.
    pub(super) fn renumber(&mut self, record: &dyn Fn(usize) -> Option<usize>) {
        let before = self.answer.rows.iter().take(self.selected).filter(|&&it| record(it).is_some()).count();
        self.answer.rows = self.answer.rows.iter().filter_map(|&it| record(it)).collect();
        self.selected = before.min(self.answer.rows.len().saturating_sub(1));
        self.last = self.last.and_then(record);
        self.renew();
    }

    /// Asks anew, unless the answer is to this very question; returns whether it was asked.
    ///
    /// The activity to keep is selected where it is there, otherwise the first one is.
    pub(super) fn ask(&mut self, asking: Asking, keep: Option<usize>, answer: impl FnOnce(Answer) -> Answer) -> bool {
        if self.asking.as_ref() == Some(&asking) {
            return false;
        }
        self.last = self.record().or(self.last);
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
        true
    }

    /// Makes every text that is made from the answer out of date. A list that only grows does not: a
    /// text over all of it would be made anew with each arrival.
    pub(super) fn renew(&mut self) {
        self.generation += 1;
    }

    /// Moves the selection by what is shown.
    pub(super) fn go(&mut self, motion: Motion) {
        self.selected = motion.apply(self.selected, self.answer.rows.len(), self.entries.len());
    }

    /// Lays out the rows that a view of `height` lines shows: all of them in the most generous form in which they fit,
    /// else a line for each, as many as there is room for, the selected one among them. Where something is said below
    /// them, the last lines are `covered` and the form stays.
    pub(super) fn lay_out(
        &mut self,
        height: usize,
        covered: usize,
        mut entry: impl FnMut(usize, usize, Form) -> Entry,
    ) {
        let (rows, count) = (&self.answer.rows, self.answer.rows.len());
        self.selected = self.selected.min(count.saturating_sub(1));
        let forms = [Form::Full, Form::Short, Form::Found];
        // Where there are more rows than lines, none is tried.
        for form in forms.into_iter().filter(|_| count <= height) {
            let entries: Vec<Entry> = rows.iter().enumerate().map(|(row, &record)| entry(row, record, form)).collect();
            if entries.iter().map(Entry::height).sum::<usize>() <= height {
                (self.entries, self.form, self.top) = (entries, form, 0);
                return self.uncover(height.saturating_sub(covered));
            }
        }
        let page = height.saturating_sub(covered).max(1);
        let top = self.top.min(count.saturating_sub(page)).min(self.selected);
        self.top = top.max((self.selected + 1).saturating_sub(page));
        let shown = rows.iter().enumerate().skip(self.top).take(page);
        self.entries = shown.map(|(row, &record)| entry(row, record, Form::Flat)).collect();
        self.form = Form::Flat;
    }

    /// Keeps of all rows those that so many lines show, the selected one among them.
    fn uncover(&mut self, height: usize) {
        let lines = |entries: &[Entry]| entries.iter().map(Entry::height).sum::<usize>();
        let end = (self.selected + 1).min(self.entries.len());
        let is_seen = |top: &usize| lines(&self.entries[*top..end]) <= height;
        self.top = (0..end).find(is_seen).unwrap_or(self.selected);
        self.entries.drain(..self.top);
        while self.entries.len() > 1 && lines(&self.entries) > height {
            self.entries.pop();
        }
    }
}
