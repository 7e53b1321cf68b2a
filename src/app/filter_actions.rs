//! How do filters, order and marks change?
//!
//! Implements the actions that change the query and the marked activities, and undo.

use super::filters::Step;
use super::marks::RemovedMark;
use super::message::Effect;
use super::mode::Mode;
use super::notice::Notice;
use super::state::{App, Pending};
use crate::query::{Criterion, Delivery, Library, Query, QueryChange, Sort};
use crate::store::{Change, StoredMarks};

impl App {
    /// Changes the filters as one step that can be undone together with the current selection.
    pub(super) fn change_filters(&mut self, change: impl FnOnce(&mut Query)) {
        let record = self.record();
        self.browse.filters.change(record, change);
    }

    /// Drops all filters.
    pub(super) fn reset(&mut self) {
        match self.query().criteria() {
            criteria if criteria.is_empty() => self.report(self.lang().words().no_filters),
            criteria => self.drop_filters(&criteria),
        }
    }

    pub(super) fn drop_filters(&mut self, criteria: &[Criterion]) {
        let dropped: Vec<String> = criteria.iter().map(|it| self.in_words(*it)).collect();
        let words = self.lang().words();
        let notice = Notice::new((words.dropped)(&dropped.join(" · ")));
        self.notice = Some(notice.with_hints([words.undo_restores.to_owned()]));
        self.change_filters(|query| criteria.iter().for_each(|it| query.drop(*it)));
    }

    /// Undoes the last change of the filters, or brings back the mark that was removed after it.
    ///
    /// Returns the effect that saves the mark.
    pub(super) fn undo(&mut self) -> Option<Effect> {
        let words = self.lang().words();
        match self.browse.filters.undo() {
            Some(Step::Unmark(mark)) => return self.restore_mark(mark),
            Some(Step::Query(_, record)) => {
                self.report(words.undone);
                self.pending = record.map(Pending::Activity).or(self.pending);
            }
            None => self.report(words.nothing_to_undo),
        }
        None
    }

    fn restore_mark(&mut self, mark: RemovedMark) -> Option<Effect> {
        let RemovedMark { catalogue, id, before, was_read } = mark;
        // Without it, the list of the marked activities may have become empty, so that nothing could be read.
        if was_read && self.browse.list.answer.rows.is_empty() {
            self.mode = Mode::Sheet;
        }
        let moved = before.map(|it| Change::Move { id: id.clone(), before: Some(it) });
        let changes: Vec<Change> = std::iter::once(Change::Mark(id.clone())).chain(moved).collect();
        changes.iter().for_each(|it| self.marks.change(&catalogue, it));
        self.update_marked_records();
        let (library, words) = (self.library(), self.lang().words());
        let record = library.catalogue.position(&id);
        let activity = record.and_then(|it| library.catalogue.activities.get(it));
        let notice = activity.map(|it| (words.marked_now)(it.place.name.get(self.lang())));
        self.report(notice.unwrap_or_else(|| words.undone.to_owned()));
        self.pending = record.map(Pending::Activity);
        self.save_marks(catalogue, changes)
    }

    /// Applies the selected way out of an empty list.
    pub(super) fn apply_way_out(&mut self) {
        if let Some(way_out) = self.browse.ways_out.selected_row().cloned() {
            // The best hit is selected, as if the search had been typed, not the activity selected before the list was
            // empty.
            self.browse.list.last_record = None;
            match &way_out.change {
                QueryChange::Drop(criteria) => self.drop_filters(criteria),
                change => self.change_filters(|query| change.apply(query)),
            }
        }
    }

    pub(super) fn reorder(&mut self, change: impl FnOnce(&mut Query)) {
        change(self.browse.filters.query_mut());
        let (query, words) = (self.query(), self.lang().words());
        let order = words.orders[query.order() as usize];
        self.report(if query.reversed { format!("{order}, {}.", words.reversed) } else { format!("{order}.") });
    }

    /// Marks or unmarks the activity that is selected or being read.
    ///
    /// Returns the effect that saves the change; `None` if there is no activity or marks are not saved.
    pub(super) fn toggle_mark(&mut self) -> Option<Effect> {
        let record = self.record()?;
        let activity = self.library().catalogue.activities.get(record)?;
        let catalogue = self.library().catalogue.headers.get(activity.header)?.id.to_string();
        let (id, place) = (activity.id.to_string(), activity.place.name.get(self.lang()).to_owned());
        let before = self.marks.next_after(&catalogue, &id, "");
        let change = self.marks.toggle(&catalogue, &id);
        let is_marked = matches!(change, Change::Mark(_));
        if is_marked {
            self.browse.filters.forget_unmark(&catalogue, &id);
        } else {
            let was_read = self.mode.is_sheet();
            let mark = RemovedMark { catalogue: catalogue.clone(), id, before, was_read };
            self.browse.filters.push_step(Step::Unmark(mark));
        }
        self.source.library.mark(record, is_marked);
        // With the first mark, the key that shows the marked activities is worth more than the hints.
        let is_first = is_marked && self.library().marked_count() == 1;
        let is_visible = self.panes().list.is_some() && !self.query().marked_only && !is_first;
        let words = self.lang().words();
        self.notice = match is_marked {
            true if !self.marks.are_saved_for(&catalogue) => {
                Some(Notice::new(format!("{} {}", (words.marked_now)(&place), words.marks_for_session)))
            }
            // The change is visible in the list.
            _ if is_visible => self.notice.take(),
            true => Some(Notice::new(format!("{} {}", (words.marked_now)(&place), words.shows_marked))),
            false => Some(Notice::new((words.unmarked_now)(&place)).with_hints([words.undo_restores.to_owned()])),
        };
        self.save_marks(catalogue, vec![change])
    }

    /// Returns the effect that saves changes of the marks; `None` if there are none, or marks are not saved.
    fn save_marks(&mut self, catalogue: String, changes: Vec<Change>) -> Option<Effect> {
        if changes.is_empty() || !self.marks.are_saved_for(&catalogue) {
            return None;
        }
        changes.iter().for_each(|it| self.marks.note_sent(&catalogue, it.id()));
        let shown = self.marks.ids(&catalogue);
        Some(Effect::SaveMarks { catalogue, changes, shown })
    }

    /// Returns whether marked activities can be moved: only they are listed, in the order of their marks.
    pub fn can_move_marks(&self) -> bool {
        let query = self.query();
        self.mode.has_list() && query.marked_only && query.order() == Sort::Marks && !query.reversed
    }

    /// Moves the selected activity by `step` places among the marked activities; negative is up.
    ///
    /// Returns the effect that saves the change; `None` if nothing was moved or marks are not saved.
    pub(super) fn move_mark(&mut self, step: isize) -> Option<Effect> {
        let list = &self.browse.list;
        if !self.can_move_marks() {
            self.report(self.lang().words().no_marks_to_move);
            return None;
        }
        let catalogue = &self.library().catalogue;
        let activity = |row: Option<usize>| catalogue.activities.get(*list.answer.rows.get(row?)?);
        let at = list.selected;
        let moved = activity(Some(at))?;
        let Some(neighbour) = activity(at.checked_add_signed(step)) else {
            let words = self.lang().words();
            self.report(if step < 0 { words.first_marked } else { words.last_marked });
            return None;
        };
        if neighbour.header != moved.header {
            self.report(self.lang().words().marks_apart);
            return None;
        }
        let (moved, neighbour, header) = (moved.id.to_string(), neighbour.id.to_string(), moved.header);
        let catalogue = catalogue.headers.get(header)?.id.to_string();
        // Marked activities that the filters hide keep their relative order.
        let before = if step < 0 { Some(neighbour) } else { self.marks.next_after(&catalogue, &neighbour, &moved) };
        let change = Change::Move { id: moved, before };
        self.marks.change(&catalogue, &change);
        self.update_marked_records();
        self.save_marks(catalogue, vec![change])
    }

    /// Toggles between marked activities only and all activities.
    pub(super) fn toggle_marked_only(&mut self) {
        if !self.query().marked_only && self.library().marked_count() == 0 {
            self.report(self.lang().words().nothing_marked);
            return;
        }
        self.change_filters(|query| query.marked_only = !query.marked_only);
    }

    /// Transfers the marks of a catalogue without an identifier to the identifier that a reload has given it.
    ///
    /// Returns the effect that saves them; `None` unless a single catalogue has gained an identifier and there are
    /// marks to save.
    pub(super) fn transfer_marks_without_identifier(&mut self, before: &Library) -> Option<Effect> {
        let header_ids =
            |library: &Library| library.catalogue.headers.iter().map(|it| it.id.to_string()).collect::<Vec<_>>();
        let (before, now) = (header_ids(before), header_ids(self.library()));
        let [catalogue] = now.as_slice() else { return None };
        if before != [""] || catalogue.is_empty() {
            return None;
        }
        let changes = self.marks.assign_identifier(catalogue);
        self.save_marks(catalogue.clone(), changes)
    }

    /// Adopts the saved marks of a catalogue, and reports any problem of the store.
    pub(super) fn marks_loaded(&mut self, catalogue: String, stored: StoredMarks, acknowledged: usize) {
        if self.marks.adopt_saved(catalogue, stored.marks, acknowledged) {
            self.update_marked_records();
        }
        if let Some(problem) = stored.problem {
            self.report(problem.in_words(self.lang()));
        }
    }

    /// Updates the marked records of the library from the marks.
    pub(super) fn update_marked_records(&mut self) {
        let marked = self.marks.records(&self.library().catalogue, 0);
        self.source.library.set_marks(&marked);
    }

    /// Adds newly loaded parts to the library, and restores the marks of the activities in them.
    pub(super) fn deliver(&mut self, deliveries: Vec<Delivery>) {
        let before = self.library().catalogue.activities.len();
        deliveries.into_iter().for_each(|it| self.source.library.receive(it));
        let marked = self.marks.records(&self.library().catalogue, before);
        marked.into_iter().for_each(|it| self.source.library.mark(it, true));
    }
}
