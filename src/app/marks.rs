//! Which activities are marked, and what is asked to be saved of it?

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{Activity, Catalogue};
use crate::store::Change;

/// The marked activities, by the identifier of their catalogue and their own.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    marked: BTreeMap<String, BTreeSet<String>>,
    /// Whose marks have been asked to be saved, catalogue by catalogue, and not been answered, the first one first.
    unanswered: BTreeMap<String, Vec<String>>,
    /// Whether they outlive the session.
    pub(super) are_saved: bool,
}

impl Marks {
    pub(super) fn new(are_saved: bool) -> Self {
        Self { are_saved, ..Self::default() }
    }

    /// Marks an activity, or takes its mark away; returns what has changed, and all marks of its catalogue then.
    pub(super) fn toggle(&mut self, catalogue: &str, id: &str) -> (Change, BTreeSet<String>) {
        let marked = self.marked.entry(catalogue.to_owned()).or_default();
        let change = match marked.remove(id) {
            true => Change::Unmark(id.to_owned()),
            false => {
                marked.insert(id.to_owned());
                Change::Mark(id.to_owned())
            }
        };
        (change, marked.clone())
    }

    /// Notes that a change has been asked to be saved.
    pub(super) fn note_asked(&mut self, catalogue: &str, id: &str) {
        self.unanswered.entry(catalogue.to_owned()).or_default().push(id.to_owned());
    }

    /// Takes what is saved of a catalogue, unless changes are under way that it knows nothing of; returns whether
    /// anything has changed by it.
    pub(super) fn take(&mut self, catalogue: String, saved: BTreeSet<String>, answered: usize) -> bool {
        let unanswered = self.unanswered.entry(catalogue.clone()).or_default();
        unanswered.drain(..answered.min(unanswered.len()));
        let is_news = unanswered.is_empty() && self.marked.get(&catalogue) != Some(&saved);
        if is_news {
            self.marked.insert(catalogue, saved);
        }
        is_news
    }

    /// Returns whether the mark of an activity is being saved: it might still be lost.
    pub fn is_saving(&self, catalogue: &Catalogue, activity: &Activity) -> bool {
        let unanswered = catalogue.headers.get(activity.header).and_then(|it| self.unanswered.get(it.id.as_str()));
        unanswered.is_some_and(|it| it.iter().any(|id| *id == *activity.id))
    }

    /// Returns the records of a catalogue that are marked, from a number on.
    pub(super) fn records(&self, catalogue: &Catalogue, from: usize) -> Vec<usize> {
        let is_marked = |activity: &Activity| {
            let marked = catalogue.headers.get(activity.header).and_then(|it| self.marked.get(it.id.as_str()));
            marked.is_some_and(|it| it.contains(activity.id.as_str()))
        };
        let activities = catalogue.activities.iter().enumerate().skip(from);
        match self.marked.values().all(BTreeSet::is_empty) {
            true => Vec::new(),
            false => activities.filter(|(_, it)| is_marked(it)).map(|(at, _)| at).collect(),
        }
    }
}
