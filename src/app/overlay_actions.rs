//! What do keys do in an overlay?
//!
//! Opens, edits, accepts and closes prompts and pickers.

use super::lens::Lens;
use super::message::{Effect, Motion};
use super::mode::Mode;
use super::overlay::Overlay;
use super::picker::{Picker, Row};
use super::prompt::{Prompt, Purpose};
use super::state::{App, Pending};
use crate::query::{Facet, Query, Selection, Value};
use crate::text::Input;

/// Maximum number of search and find texts that can be recalled.
const MAX_SEARCHES: usize = 100;

impl App {
    /// Opens the search prompt with the search text selected.
    pub(super) fn begin_search(&mut self) {
        // A search replaces any find: its words are highlighted instead.
        self.pager_mut().end_find();
        self.browse.sheet.end_find();
        let before = self.query().search.clone();
        let typed = match &self.overlay {
            Some(Overlay::Picker(picker)) if picker.is_typed() => picker.input.text().trim().to_owned(),
            _ => before.clone(),
        };
        self.open_prompt_for(Purpose::Search, &typed);
        self.browse.filters.query_mut().search.clone_from(&typed);
    }

    /// Opens the find prompt with the find text selected.
    pub(super) fn begin_find(&mut self) {
        if self.mode.is_list() {
            self.mode = Mode::Sheet;
        }
        let before = self.pager().find_text.clone().unwrap_or_default();
        self.pager_mut().begin_find();
        if !before.is_empty() {
            self.find(&before);
        }
        self.open_prompt_for(Purpose::Find, &before);
    }

    fn open_prompt_for(&mut self, purpose: Purpose, text: &str) {
        let selected = self.record().or(self.browse.list.last_record);
        let prompt = Prompt::new(purpose, text, self.query().search.clone(), selected);
        self.overlay = Some(Overlay::Prompt(prompt));
    }

    fn find(&mut self, text: &str) {
        if let Some((lens, input)) = self.lens() {
            lens.lay_out_origin(&input);
        }
        let is_ahead = self.pager_mut().find(text);
        let is_in_head = self.mode.lens_mut().is_some_and(Lens::go_to_hit_in_head);
        if !is_ahead && !is_in_head {
            self.find_outside_window(true);
        }
        self.pending = self.pager().current_hit.map(|_| Pending::Hit);
    }

    /// Closes the overlay; returns whether one was open. A search becomes one change that can be undone; an empty find
    /// text ends the find.
    pub(super) fn close_overlay(&mut self) -> bool {
        match self.overlay.take() {
            Some(Overlay::Prompt(prompt)) => self.end_prompt(&prompt),
            Some(Overlay::Picker(_) | Overlay::Menu(_)) => {}
            None => return false,
        }
        true
    }

    /// Closes the help and the overlay.
    pub(super) fn close_popups(&mut self) {
        self.help = None;
        self.close_overlay();
    }

    fn end_prompt(&mut self, prompt: &Prompt) {
        let text = prompt.input.text().trim().to_owned();
        let is_recallable = matches!(prompt.purpose, Purpose::Search | Purpose::Find);
        if is_recallable && !text.is_empty() {
            self.browse.searches.retain(|it| *it != text);
            self.browse.searches.push(text.clone());
            let surplus = self.browse.searches.len().saturating_sub(MAX_SEARCHES);
            self.browse.searches.drain(..surplus);
        }
        match prompt.purpose {
            Purpose::Search => {
                let remark = self.check_search();
                let mut before = self.query().clone();
                before.search.clone_from(&prompt.before);
                self.browse.filters.push_history(before, prompt.selected);
                if self.browse.list.record().is_none() {
                    self.browse.list.last_record = prompt.selected;
                }
                self.notice = remark.or(self.notice.take());
            }
            Purpose::Find if text.is_empty() => {
                self.pager_mut().end_find();
            }
            Purpose::Find => self.report_hit(),
            Purpose::Save { .. } => self.report(self.lang().words().copy_export.not_saved),
        }
    }

    /// Accepts what is typed or selected: runs an action of the help, includes a value of a picker unless one has been
    /// toggled since it opened, carries out a row of a menu, saves under the typed name, or closes the prompt.
    pub(super) fn accept(&mut self) -> Option<Effect> {
        if let Some(help) = &self.help {
            // Without a match the help stays open, and reports that.
            let action = help.action()?;
            self.help = None;
            return self.act(action);
        }
        if let Some(Overlay::Picker(picker)) = &self.overlay {
            match self.value_to_include(picker).map(|row| (row.facet, row.value)) {
                Some((facet, value)) => self.change_filters(|query| query.toggle(facet, value)),
                None if picker.selected_row().is_none() && picker.is_typed() => return None,
                None => {}
            }
        }
        match &self.overlay {
            Some(Overlay::Menu(_)) => return self.run_selected_item(),
            Some(Overlay::Prompt(prompt)) if prompt.is_saving() => {
                let prompt = prompt.clone();
                return self.save(&prompt);
            }
            _ => {}
        }
        self.close_overlay();
        None
    }

    /// Returns the row of a picker whose value Enter includes; `None` if Enter only closes the picker. It never reverts
    /// a choice: a value that is excluded is included only if its name has been typed.
    pub fn value_to_include<'a>(&self, picker: &'a Picker) -> Option<&'a Row> {
        let row = picker.selected_row().filter(|_| picker.is_typed() || !picker.has_toggled);
        row.filter(|row| {
            let Selection { included, excluded } = self.query().selection(row.facet);
            !included.contains(&row.value) && (picker.is_typed() || !excluded.contains(&row.value))
        })
    }

    /// Includes or excludes the selected value of a picker, or reverts that, as `change` does; clears the typed text.
    pub(super) fn change_value(&mut self, change: impl FnOnce(&mut Query, Facet, Value)) {
        let Some(Overlay::Picker(picker)) = &mut self.overlay else { return };
        let Some((facet, value)) = picker.selected_row().map(|it| (it.facet, it.value)) else { return };
        picker.has_toggled = true;
        picker.input.clear();
        self.change_filters(|query| change(query, facet, value));
    }

    /// Inserts typed or pasted text; reports if nothing can be typed.
    pub(super) fn insert(&mut self, text: &str) {
        let has_input = self.help.is_some() || self.overlay.as_mut().is_some_and(|it| it.input_mut().is_some());
        if !has_input && !text.is_empty() {
            self.report_with_search_hint(self.lang().words().not_typed);
        }
        self.edit(|input| input.insert(text));
    }

    /// Edits the input line that has the focus, and updates what depends on it.
    pub(super) fn edit(&mut self, edit: impl FnOnce(&mut Input)) {
        if let Some(help) = &mut self.help {
            let before = help.input.clone();
            edit(&mut help.input);
            if help.input.text() != before.text() {
                help.selected = 0;
            }
        } else if let Some(overlay) = &mut self.overlay {
            let Some(input) = overlay.input_mut() else { return };
            let before = input.text().to_owned();
            edit(input);
            self.input_changed(&before);
        }
    }

    /// Recalls an earlier line in a search or find prompt, or goes back to a later one.
    pub(super) fn recall(&mut self, motion: Motion) {
        let Some(Overlay::Prompt(prompt)) = &mut self.overlay else { return };
        if prompt.is_saving() {
            return;
        }
        let before = prompt.input.text().to_owned();
        prompt.recall(motion, &self.browse.searches);
        self.input_changed(&before);
    }

    /// Updates what depends on the line of a prompt if it differs from `before`.
    fn input_changed(&mut self, before: &str) {
        let Some(Overlay::Prompt(prompt)) = &mut self.overlay else { return };
        let text = prompt.input.text().to_owned();
        match &mut prompt.purpose {
            _ if text == before => {}
            Purpose::Search => self.browse.filters.query_mut().search = text,
            Purpose::Find => self.find(&text),
            // The confirmation to replace a file holds for its name only.
            Purpose::Save { is_replacing, .. } => *is_replacing = false,
        }
    }
}
