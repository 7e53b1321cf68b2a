//! How do filters and the order change?

use super::{App, Notice};
use crate::query::{Criterion, Facet, Query, Value, drops};

impl App {
    pub(super) fn reset(&mut self) {
        if self.asked.query().criteria().is_empty() {
            self.notice = Some(Notice::NoFilters);
        }
        self.asked.change(Query::clear);
    }

    pub(super) fn undo(&mut self) {
        let is_undone = self.asked.undo();
        self.notice = Some(if is_undone { Notice::Undone } else { Notice::NothingToUndo });
    }

    pub(super) fn sort(&mut self) {
        self.asked.reorder(|query| query.sort = Some(query.order().next()));
        self.note_order();
    }

    pub(super) fn reverse(&mut self) {
        self.asked.reorder(|query| query.reversed = !query.reversed);
        self.note_order();
    }

    pub(super) fn note_order(&mut self) {
        let query = self.asked.query();
        self.notice = Some(Notice::Sorted(query.order(), query.reversed));
    }

    /// Returns what could be dropped to make an empty list hold something, with how many activities
    /// each would give: the most first. Nothing where the list holds something.
    pub fn drops(&self) -> Vec<(Vec<Criterion>, usize)> {
        match self.list.answer.rows.is_empty() {
            true => drops(&self.library, self.asked.query(), &self.list.answer),
            false => Vec::new(),
        }
    }

    /// Drops what gives the most.
    pub(super) fn drop_best(&mut self) {
        if let Some((criteria, _)) = self.drops().into_iter().next() {
            self.asked.change(|query| criteria.into_iter().for_each(|it| query.drop(it)));
        }
    }

    /// Returns the values of a facet that are chosen, for the filter bar: included, then excluded.
    pub fn chosen(&self, facet: Facet) -> Option<String> {
        let (query, terms, lang) = (self.asked.query(), self.library.terms(), self.lang);
        let selection = query.selection(facet);
        let name = |value: &Value| value.short_label(facet, terms, lang).to_owned();
        let included = selection.included.iter().map(name);
        let excluded = selection.excluded.iter().map(|it| format!("−\u{a0}{}", name(it)));
        let chosen: Vec<String> = included.chain(excluded).collect();
        (!chosen.is_empty()).then(|| chosen.join(", "))
    }
}
