//! What do keys do to what lies over the screen?

use super::help::Help;
use super::keymap::Context;
use super::message::{Effect, Motion};
use super::mode::Mode;
use super::overlay::Overlay;
use super::prompt::{Prompt, Purpose};
use super::state::{App, Pending};
use crate::query::{Facet, Query, Value};
use crate::text::Input;

/// How many searches can be had back.
const SEARCHES: usize = 100;

impl App {
    /// Opens a prompt, with the words that are there selected.
    pub(super) fn prompt(&mut self, purpose: Purpose) {
        let text = match purpose {
            Purpose::Search => self.query().search.clone(),
            Purpose::Find => {
                if self.mode.is_list() {
                    self.mode = Mode::Sheet;
                }
                let before = self.pager().finding.clone().unwrap_or_default();
                self.pager_mut().begin_finding();
                if !before.is_empty() {
                    self.find(&before);
                }
                before
            }
        };
        let prompt = Prompt::new(purpose, &text, self.query().clone(), self.browse.list.record());
        self.overlay = Some(Overlay::Prompt(prompt));
    }

    fn find(&mut self, text: &str) {
        let pager = self.pager_mut();
        pager.find(text);
        self.pending = pager.current.map(|_| Pending::Hit);
    }

    /// Ends what lies over the screen, if anything does.
    pub(super) fn close_overlay(&mut self) {
        if let Some(overlay) = self.overlay.take() {
            self.end_overlay(overlay);
        }
    }

    /// Ends an overlay: a search becomes one change, an empty find is none; what lay under the help comes back.
    pub(super) fn end_overlay(&mut self, overlay: Overlay) {
        let Overlay::Prompt(prompt) = overlay else {
            self.overlay = overlay.under();
            return;
        };
        let text = prompt.input.text().trim().to_owned();
        if !text.is_empty() {
            self.browse.searches.retain(|it| *it != text);
            self.browse.searches.push(text.clone());
            let surplus = self.browse.searches.len().saturating_sub(SEARCHES);
            self.browse.searches.drain(..surplus);
        }
        match prompt.purpose {
            Purpose::Search => self.browse.filters.remember(*prompt.before),
            Purpose::Find if text.is_empty() => drop(self.pager_mut().end_finding()),
            Purpose::Find => self.note_hit(),
        }
    }

    /// Accepts what is typed or selected: closes a prompt; includes a value, where nothing says that this has been
    /// done, and closes; runs an action.
    pub(super) fn accept(&mut self) -> Option<Effect> {
        match self.overlay.take()? {
            Overlay::Help(help, under) => {
                self.overlay = under.map(|it| *it);
                return help.action().and_then(|action| self.act(action));
            }
            Overlay::Picker(picker) => {
                let wants_row = picker.is_typed() || !picker.has_toggled;
                match picker.row().filter(|_| wants_row) {
                    Some(row) => self.include(row.facet, row.value),
                    None if picker.is_typed() => self.overlay = Some(Overlay::Picker(picker)),
                    None => {}
                }
            }
            prompt => self.end_overlay(prompt),
        }
        None
    }

    /// Includes a value, unless it is included.
    fn include(&mut self, facet: Facet, value: Value) {
        if !self.query().selection(facet).included.contains(&value) {
            self.browse.filters.change(|query| query.toggle(facet, value));
        }
    }

    /// Includes or excludes the selected value of a picker, or takes it back; the line is empty then.
    pub(super) fn choose(&mut self, change: impl FnOnce(&mut Query, Facet, Value)) {
        let Some(Overlay::Picker(picker)) = &mut self.overlay else { return };
        let Some((facet, value)) = picker.row().map(|it| (it.facet, it.value)) else { return };
        picker.has_toggled = true;
        picker.input.clear();
        self.browse.filters.change(|query| change(query, facet, value));
    }

    pub(super) fn insert(&mut self, text: &str) {
        self.edit(|input| input.insert(text));
    }

    /// Changes the line that is typed, and what follows from it.
    pub(super) fn edit(&mut self, edit: impl FnOnce(&mut Input)) {
        let Some(overlay) = &mut self.overlay else { return };
        let before = overlay.input_mut().text().to_owned();
        edit(overlay.input_mut());
        self.typed(&before);
    }

    /// Takes a line that was typed earlier, or later again.
    pub(super) fn recall(&mut self, motion: Motion) {
        let Some(Overlay::Prompt(prompt)) = &mut self.overlay else { return };
        let before = prompt.input.text().to_owned();
        prompt.recall(motion, &self.browse.searches);
        self.typed(&before);
    }

    /// Does what follows from a line that is typed, where it has changed.
    fn typed(&mut self, before: &str) {
        match &mut self.overlay {
            Some(Overlay::Help(help, _)) => help.selected = 0,
            Some(Overlay::Prompt(prompt)) if prompt.input.text() != before => {
                let (purpose, text) = (prompt.purpose, prompt.input.text().to_owned());
                match purpose {
                    Purpose::Search => self.browse.filters.search(&text),
                    Purpose::Find => self.find(&text),
                }
            }
            _ => {}
        }
    }

    pub(super) fn help(&mut self) {
        let context = self.context();
        if context != Context::Help {
            let under = self.overlay.take().map(Box::new);
            self.overlay = Some(Overlay::Help(Help::new(context), under));
        }
    }
}
