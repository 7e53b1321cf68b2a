//! Which activities are marked, and what is to be remembered of it?

use std::collections::{BTreeMap, BTreeSet};

use super::{App, Effect, Notice};
use crate::catalogue::Activity;
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
        let id = match &change {
            Change::Mark(id) | Change::Unmark(id) => id.clone(),
        };
        self.unanswered.entry(catalogue.clone()).or_default().push(id);
        Some(Effect::Remember { catalogue, change, shown })
    }

    /// Returns whether the mark of a record is being saved: it might still be lost.
    pub fn is_saving(&self, record: usize) -> bool {
        let Some(activity) = self.library.catalogue.activities.get(record) else { return false };
        let header = self.library.catalogue.headers.get(activity.header);
        let unanswered = header.and_then(|it| self.unanswered.get(it.id.as_str()));
        unanswered.is_some_and(|it| it.iter().any(|id| *id == *activity.id))
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
        let unanswered = self.unanswered.entry(catalogue.clone()).or_default();
        unanswered.drain(..answered.min(unanswered.len()));
        if unanswered.is_empty() && self.marks.get(&catalogue) != Some(&remembered.marks) {
            self.marks.insert(catalogue, remembered.marks);
            self.mark_records();
        }
        if let Some(trouble) = remembered.trouble {
            self.notice = Some(Notice::Trouble(trouble));
        }
    }

    /// Marks the records of the library that bear a mark.
    pub(super) fn mark_records(&mut self) {
        let catalogue = &self.library.catalogue;
        let is_marked = |activity: &Activity| {
            let marks = catalogue.headers.get(activity.header).and_then(|it| self.marks.get(it.id.as_str()));
            marks.is_some_and(|it| it.contains(activity.id.as_str()))
        };
        let activities = catalogue.activities.iter().enumerate();
        let marked: Vec<usize> = match self.marks.values().all(BTreeSet::is_empty) {
            true => Vec::new(),
            false => activities.filter(|(_, it)| is_marked(it)).map(|(at, _)| at).collect(),
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
