//! What is the query, and what was it before?
//!
//! Contains the current query, and the history of what can be undone: changes of the query, and removed marks.

use super::marks::RemovedMark;
use crate::query::{Criterion, Query};

/// Maximum number of changes that can be undone.
const MAX_UNDO: usize = 200;

/// The query with what can be undone, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    query: Query,
    history: Vec<Step>,
}

/// A change that can be undone.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// The query before it was changed, with the record that was selected at the time.
    Query(Box<Query>, Option<usize>),
    /// A mark that has been removed.
    Unmark(RemovedMark),
}

impl Filters {
    /// Creates filters with a query and no history.
    pub fn new(query: Query) -> Self {
        Self { query, history: Vec::new() }
    }

    /// Returns the current query.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Returns the active criterion that was changed last; `None` if no filter is active.
    pub fn last_changed(&self) -> Option<Criterion> {
        let is_change_of = |step: &Step, it| matches!(step, Step::Query(before, _) if !before.is_same(&self.query, it));
        let last_change_of = |it: &Criterion| self.history.iter().rposition(|step| is_change_of(step, *it));
        self.query.criteria().into_iter().max_by_key(last_change_of)
    }

    /// Changes the query; the earlier version is kept for undo, with the selected record.
    pub fn change(&mut self, record: Option<usize>, change: impl FnOnce(&mut Query)) {
        let before = self.query.clone();
        change(&mut self.query);
        self.push_history(before, record);
    }

    /// Returns the query to change it in a way that undo does not take back: its order, which is no filter, or the
    /// search text while it is being typed, which [`Filters::push_history`] records as one change.
    pub(super) fn query_mut(&mut self) -> &mut Query {
        &mut self.query
    }

    /// Adds an earlier query to the history, with the record that was selected then, unless the current one has the same
    /// filters.
    pub fn push_history(&mut self, mut query: Query, record: Option<usize>) {
        // The order is no filter; undo leaves it as it is.
        (query.sort, query.reversed) = (self.query.sort, self.query.reversed);
        if query != self.query {
            self.push_step(Step::Query(Box::new(query), record));
        }
    }

    /// Forgets that the mark of an activity was removed.
    pub(super) fn forget_unmark(&mut self, catalogue: &str, id: &str) {
        self.history.retain(|it| !matches!(it, Step::Unmark(it) if it.catalogue == catalogue && it.id == id));
    }

    /// Adds a change to the history.
    pub(super) fn push_step(&mut self, step: Step) {
        self.history.push(step);
        if self.history.len() > MAX_UNDO {
            self.history.remove(0);
        }
    }

    /// Undoes the last change if it is one of the filters, and returns it; `None` if there is no change to undo.
    pub(super) fn undo(&mut self) -> Option<Step> {
        let mut step = self.history.pop()?;
        if let Step::Query(query, _) = &mut step {
            (query.sort, query.reversed) = (self.query.sort, self.query.reversed);
            self.query.clone_from(query);
        }
        Some(step)
    }

    /// Returns the current query and all earlier versions.
    pub(super) fn queries(&self) -> impl Iterator<Item = &Query> {
        let earlier = self.history.iter().filter_map(|it| match it {
            Step::Query(query, _) => Some(&**query),
            Step::Unmark(_) => None,
        });
        std::iter::once(&self.query).chain(earlier)
    }

    /// Rewrites all queries and record indices for a new version of the catalogue; `new_record` returns `None` for a
    /// record that no longer exists.
    pub(super) fn rewrite(&mut self, translate: &dyn Fn(&Query) -> Query, new_record: &dyn Fn(usize) -> Option<usize>) {
        self.query = translate(&self.query);
        for step in &mut self.history {
            if let Step::Query(query, record) = step {
                (**query, *record) = (translate(query), record.and_then(new_record));
            }
        }
    }
}
