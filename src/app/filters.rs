//! What is asked, and what was asked before?

use crate::query::{Criterion, Query};

/// How many changes can be taken back.
const DEPTH: usize = 200;

/// The query, with those it was before.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    query: Query,
    before: Vec<Before>,
}

/// What was asked before a change, and which record was selected then.
#[derive(Clone, Debug)]
struct Before {
    query: Query,
    record: Option<usize>,
}

impl Filters {
    /// Begins with a query.
    pub fn new(query: Query) -> Self {
        Self { query, before: Vec::new() }
    }

    /// Returns the query.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Returns the part of the query that was changed last, if any part is active.
    pub fn last(&self) -> Option<Criterion> {
        let changed = |it: &Criterion| self.before.iter().rposition(|before| !before.query.is_same(&self.query, *it));
        self.query.criteria().into_iter().max_by_key(changed)
    }

    /// Changes the query; what it was can be had back, with the record that is selected.
    pub fn change(&mut self, record: Option<usize>, change: impl FnOnce(&mut Query)) {
        let before = self.query.clone();
        change(&mut self.query);
        self.remember(before, record);
    }

    /// Changes the search text as it is typed; only [`Filters::remember`] makes it one change.
    pub fn search(&mut self, text: &str) {
        self.query.search = text.to_owned();
    }

    /// Keeps an earlier query to be had back, with the record that was selected then, unless nothing has changed since.
    pub fn remember(&mut self, query: Query, record: Option<usize>) {
        if query != self.query {
            self.before.push(Before { query, record });
            if self.before.len() > DEPTH {
                self.before.remove(0);
            }
        }
    }

    /// Changes the order, which is no filter and stays where filters are taken back.
    pub fn reorder(&mut self, change: impl FnOnce(&mut Query)) {
        change(&mut self.query);
    }

    /// Takes the last change of the filters back, if there was one; returns the record that was selected before it.
    pub fn undo(&mut self) -> Option<Option<usize>> {
        let Before { mut query, record } = self.before.pop()?;
        (query.sort, query.reversed) = (self.query.sort, self.query.reversed);
        self.query = query;
        Some(record)
    }

    /// Returns the query and those before it.
    pub(super) fn queries(&self) -> impl Iterator<Item = &Query> {
        std::iter::once(&self.query).chain(self.before.iter().map(|it| &it.query))
    }

    /// Writes the query and those before it anew, and the numbers of records: the catalogue is another one.
    pub(super) fn rewrite(&mut self, rewritten: &dyn Fn(&Query) -> Query, record: &dyn Fn(usize) -> Option<usize>) {
        self.query = rewritten(&self.query);
        for before in &mut self.before {
            *before = Before { query: rewritten(&before.query), record: before.record.and_then(record) };
        }
    }
}
