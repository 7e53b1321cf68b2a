//! What is the query, and what was it before?
//!
//! Contains the current query with its undo history.

use crate::query::{Criterion, Query};

/// Maximum number of changes that can be undone.
const MAX_UNDO: usize = 200;

/// The query with its earlier versions, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    query: Query,
    history: Vec<Snapshot>,
}

/// The query before a change, with the record that was selected at the time.
#[derive(Clone, Debug)]
struct Snapshot {
    query: Query,
    record: Option<usize>,
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
        let last_change_of =
            |it: &Criterion| self.history.iter().rposition(|before| !before.query.is_same(&self.query, *it));
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
            self.history.push(Snapshot { query, record });
            if self.history.len() > MAX_UNDO {
                self.history.remove(0);
            }
        }
    }

    /// Undoes the last change of the filters, and returns the record that was selected before it; `None` if there is no
    /// change to undo.
    pub fn undo(&mut self) -> Option<Option<usize>> {
        let Snapshot { mut query, record } = self.history.pop()?;
        (query.sort, query.reversed) = (self.query.sort, self.query.reversed);
        self.query = query;
        Some(record)
    }

    /// Returns the current query and all earlier versions.
    pub(super) fn queries(&self) -> impl Iterator<Item = &Query> {
        std::iter::once(&self.query).chain(self.history.iter().map(|it| &it.query))
    }

    /// Rewrites all queries and record indices for a new version of the catalogue; `new_record` returns `None` for a
    /// record that no longer exists.
    pub(super) fn rewrite(&mut self, translate: &dyn Fn(&Query) -> Query, new_record: &dyn Fn(usize) -> Option<usize>) {
        self.query = translate(&self.query);
        for before in &mut self.history {
            *before = Snapshot { query: translate(&before.query), record: before.record.and_then(new_record) };
        }
    }
}
