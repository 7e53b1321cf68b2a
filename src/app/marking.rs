//! Which activities are marked, and what is to be remembered of it?

use std::collections::{BTreeMap, BTreeSet};

use super::{App, Effect, Notice};
use crate::store::{Change, Remembered};

/// The marked activities, by the identifier of their catalogue and their own.
pub(super) type Marks = BTreeMap<String, BTreeSet<String>>;

impl App {
    /// Marks the selected activity, or takes its mark away.
    pub(super) fn mark(&mut self) -> Option<Effect> {
        let record = self.list.record()?;
        let (catalogue, id) = self.name(record)?;
        let marks = self.marks.entry(catalogue.clone()).or_default();
        let change = match marks.remove(&id) {
            true => Change::Unmark(id),
            false => {
                marks.insert(id.clone());
                Change::Mark(id)
            }
        };
        self.library.mark(record, matches!(change, Change::Mark(_)));
        if !self.has_store || catalogue.is_empty() {
            self.notice = Some(Notice::MarksForSession);
            return None;
        }
        let shown = self.marks.get(&catalogue).cloned().unwrap_or_default();
        self.unanswered += 1;
        Some(Effect::Remember { catalogue, change, shown })
    }

    /// Shows the marked activities only, or all again.
    pub(super) fn show_marked(&mut self) {
        if !self.asked.query().marked_only && self.library.marked_count() == 0 {
            self.notice = Some(Notice::NothingMarked);
            return;
        }
        self.asked.change(|query| query.marked_only = !query.marked_only);
    }

    /// Takes what is remembered of a catalogue, unless changes are under way that it knows nothing of.
    pub(super) fn remember(&mut self, catalogue: String, remembered: Remembered, answered: usize) {
        self.unanswered = self.unanswered.saturating_sub(answered);
        if self.unanswered == 0 {
            self.marks.insert(catalogue, remembered.marks);
            self.mark_records();
        }
        if let Some(trouble) = remembered.trouble {
            self.notice = Some(Notice::Trouble(trouble));
        }
    }

    /// Marks the records of the library that bear a mark.
    pub(super) fn mark_records(&mut self) {
        let is_marked = |record: &usize| {
            let name = self.name(*record);
            name.is_some_and(|(catalogue, id)| self.marks.get(&catalogue).is_some_and(|marks| marks.contains(&id)))
        };
        let marked: Vec<usize> = match self.marks.values().all(BTreeSet::is_empty) {
            true => Vec::new(),
            false => (0..self.library.catalogue.activities.len()).filter(is_marked).collect(),
        };
        self.library.mark_only(&marked);
    }

    /// Returns the identifiers of a record's catalogue, which may be empty, and its own.
    fn name(&self, record: usize) -> Option<(String, String)> {
        let activity = self.library.catalogue.activities.get(record)?;
        let header = self.library.catalogue.headers.get(activity.header)?;
        Some((header.id.to_string(), activity.id.to_string()))
    }
}
