//! How do filters and the order change?

use super::{App, Notice};
use crate::query::{Criterion, Facet, Query, Value, without};

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
        self.asked.change(|query| query.sort = Some(query.order().next()));
        self.note_order();
    }

    pub(super) fn reverse(&mut self) {
        self.asked.change(|query| query.reversed = !query.reversed);
        self.note_order();
    }

    pub(super) fn note_order(&mut self) {
        let query = self.asked.query();
        self.notice = Some(Notice::Sorted(query.order(), query.reversed));
    }

    /// Returns the parts of the query that could be dropped to make an empty list hold something,
    /// with how many activities each would give: the most first.
    pub fn drops(&self) -> Vec<(Criterion, usize)> {
        let query = self.asked.query();
        let count = |it: &Criterion| without(&self.library, query, &self.list.answer, *it);
        let mut drops: Vec<_> = query.criteria().into_iter().map(|it| (it, count(&it))).collect();
        drops.retain(|(_, count)| *count > 0);
        drops.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        drops
    }

    pub(super) fn best_drop(&self) -> Option<(Criterion, usize)> {
        self.drops().into_iter().next()
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
