//! What is asked, and what was asked before?

use crate::query::{Criterion, Query};

/// How many changes can be taken back.
const DEPTH: usize = 200;

/// The query, with those it was before.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    query: Query,
    before: Vec<Query>,
    /// The active parts of the query, the one that was changed last at the end.
    recent: Vec<Criterion>,
}

impl Filters {
    /// Begins with a query.
    pub fn new(query: Query) -> Self {
        Self { recent: query.criteria(), query, before: Vec::new() }
    }

    /// Returns the query.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Returns the part of the query that was changed last, if any part is active.
    pub fn last(&self) -> Option<Criterion> {
        self.recent.last().copied()
    }

    /// Changes the query; what it was can be had back.
    pub fn change(&mut self, change: impl FnOnce(&mut Query)) {
        let before = self.query.clone();
        change(&mut self.query);
        self.remember(before);
    }

    /// Changes the search text as it is typed; only [`Filters::remember`] makes it one change.
    pub fn search(&mut self, text: &str) {
        self.query.search = text.to_owned();
    }

    /// Keeps an earlier query to be had back, unless nothing has changed since.
    pub fn remember(&mut self, before: Query) {
        if before != self.query {
            self.note_recent(&before);
            self.before.push(before);
            if self.before.len() > DEPTH {
                self.before.remove(0);
            }
        }
    }

    /// Changes the order, which is no filter and stays where filters are taken back.
    pub fn reorder(&mut self, change: impl FnOnce(&mut Query)) {
        change(&mut self.query);
    }

    /// Takes the last change of the filters back; returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(mut before) = self.before.pop() else { return false };
        (before.sort, before.reversed) = (self.query.sort, self.query.reversed);
        let after = std::mem::replace(&mut self.query, before);
        self.note_recent(&after);
        true
    }

    /// Returns the query and those before it.
    pub(super) fn queries(&self) -> impl Iterator<Item = &Query> {
        std::iter::once(&self.query).chain(&self.before)
    }

    /// Writes the query and those before it anew: the catalogue that they ask is another one.
    pub(super) fn rewrite(&mut self, rewritten: &dyn Fn(&Query) -> Query) {
        self.query = rewritten(&self.query);
        self.before.iter_mut().for_each(|it| *it = rewritten(it));
    }

    fn note_recent(&mut self, before: &Query) {
        let active = self.query.criteria();
        self.recent.retain(|it| active.contains(it) && self.query.is_same(before, *it));
        self.recent.extend(active.into_iter().filter(|it| !self.recent.contains(it)).collect::<Vec<_>>());
    }
}
