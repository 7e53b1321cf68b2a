//! Which activities are marked, and which changes are still being saved?
//!
//! Contains the marks of every catalogue, in the user's order.

use std::collections::BTreeMap;

use crate::catalogue::{Activity, Catalogue};
use crate::store::{Change, Ids};

/// Identifiers of the marked activities, by the identifier of their catalogue.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    marked: BTreeMap<String, Ids>,
    /// Activities whose changes have been sent to the store and not yet been acknowledged, by catalogue, oldest first.
    unacknowledged: BTreeMap<String, Vec<String>>,
    /// Whether marks outlive the session.
    pub(super) is_persistent: bool,
}

/// A mark that can be brought back to its place.
#[derive(Clone, Debug)]
pub(super) struct RemovedMark {
    /// Identifiers of the catalogue and of the activity.
    pub(super) catalogue: String,
    pub(super) id: String,
    /// Identifier of the marked activity after it; `None` if it was the last.
    pub(super) before: Option<String>,
    /// Whether the activity was being read.
    pub(super) was_read: bool,
}

impl Marks {
    pub(super) fn new(is_persistent: bool) -> Self {
        Self { is_persistent, ..Self::default() }
    }

    /// Marks or unmarks an activity; returns the change.
    pub(super) fn toggle(&mut self, catalogue: &str, id: &str) -> Change {
        let is_marked = self.marked.get(catalogue).is_some_and(|it| it.contains(id));
        let change = if is_marked { Change::Unmark(id.to_owned()) } else { Change::Mark(id.to_owned()) };
        self.change(catalogue, &change);
        change
    }

    /// Moves the marks of the catalogue without an identifier to `catalogue`; returns the changes.
    pub(super) fn assign_identifier(&mut self, catalogue: &str) -> Vec<Change> {
        let marked = self.marked.remove("").unwrap_or_default();
        let changes: Vec<Change> = marked.into_iter().map(Change::Mark).collect();
        changes.iter().for_each(|it| self.change(catalogue, it));
        changes
    }

    /// Returns the marks of a catalogue.
    pub(super) fn ids(&self, catalogue: &str) -> Ids {
        self.marked.get(catalogue).cloned().unwrap_or_default()
    }

    /// Applies a change to the marks of a catalogue.
    pub(super) fn change(&mut self, catalogue: &str, change: &Change) {
        change.apply(self.marked.entry(catalogue.to_owned()).or_default());
    }

    /// Returns the marked activity that follows `id`, ignoring `excluded`; `None` if there is none.
    pub(super) fn next_after(&self, catalogue: &str, id: &str, excluded: &str) -> Option<String> {
        let mut marked = self.marked.get(catalogue)?.iter().filter(|it| *it != excluded).skip_while(|it| *it != id);
        marked.nth(1).cloned()
    }

    /// Returns whether the marks of a catalogue outlive the session; those without an identifier do not.
    pub(super) fn are_saved_for(&self, catalogue: &str) -> bool {
        self.is_persistent && !catalogue.is_empty()
    }

    /// Records that a change of an activity has been sent to the store.
    pub(super) fn note_sent(&mut self, catalogue: &str, id: &str) {
        self.unacknowledged.entry(catalogue.to_owned()).or_default().push(id.to_owned());
    }

    /// Adopts the saved marks of a catalogue, unless later changes are still being saved; returns whether the marks
    /// have changed. `acknowledged` is the number of changes that this acknowledges.
    pub(super) fn adopt_saved(&mut self, catalogue: String, saved: Ids, acknowledged: usize) -> bool {
        let unacknowledged = self.unacknowledged.entry(catalogue.clone()).or_default();
        unacknowledged.drain(..acknowledged.min(unacknowledged.len()));
        let is_same = |it: &Ids| it.iter().eq(&saved);
        let is_changed = unacknowledged.is_empty() && !self.marked.get(&catalogue).is_some_and(is_same);
        if is_changed {
            self.marked.insert(catalogue, saved);
        }
        is_changed
    }

    /// Returns whether some marks last only for this session: all if nothing is saved, otherwise those of a catalogue
    /// without an identifier.
    pub(super) fn has_unsaved(&self) -> bool {
        self.marked.iter().any(|(catalogue, ids)| !ids.is_empty() && (!self.is_persistent || catalogue.is_empty()))
    }

    /// Returns whether a change of the activity's mark is still being saved, and might be lost.
    pub fn is_saving(&self, catalogue: &Catalogue, activity: &Activity) -> bool {
        let unacknowledged =
            catalogue.headers.get(activity.header).and_then(|it| self.unacknowledged.get(it.id.as_str()));
        unacknowledged.is_some_and(|it| it.iter().any(|id| *id == *activity.id))
    }

    /// Returns the marked records of a catalogue from record index `from` on, in the order of the marks.
    pub(super) fn records(&self, catalogue: &Catalogue, from: usize) -> Vec<usize> {
        if self.marked.values().all(Ids::is_empty) {
            return Vec::new();
        }
        let position = |it: &Activity| {
            let marked = self.marked.get(catalogue.headers.get(it.header)?.id.as_str())?;
            Some((it.header, marked.get_index_of(it.id.as_str())?))
        };
        let activities = catalogue.activities.iter().enumerate().skip(from);
        let mut marked: Vec<_> = activities.filter_map(|(record, it)| Some((position(it)?, record))).collect();
        marked.sort_unstable();
        marked.into_iter().map(|(_, record)| record).collect()
    }
}
