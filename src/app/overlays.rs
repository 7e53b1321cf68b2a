//! What do keys do to what lies over the screen?

use super::message::Effect;
use super::prompt::{Prompt, Purpose};
use super::{App, Context, Focus, Help, Overlay};
use crate::text::Input;

impl App {
    pub(super) fn prompt(&mut self, purpose: Purpose) {
        let text = match purpose {
            Purpose::Search => self.asked.query().search.as_str(),
            Purpose::Find => "",
        };
        let input = Input::new(text);
        if purpose == Purpose::Find {
            if self.lens.is_none() {
                self.focus = Focus::Text;
            }
            self.reader_mut().find("");
        }
        self.overlay = Some(Overlay::Prompt(Prompt {
            purpose,
            input,
            before: Box::new(self.asked.query().clone()),
            selected: self.list.record(),
        }));
    }

    /// Ends an overlay: a search becomes one change, an empty find is none. Returns what lay under it.
    pub(super) fn end_overlay(&mut self, overlay: Overlay) -> Option<Overlay> {
        let prompt = match overlay {
            Overlay::Prompt(prompt) => prompt,
            Overlay::Help(help) => return help.under.map(|it| *it),
            Overlay::Picker(_) => return None,
        };
        match prompt.purpose {
            Purpose::Search => self.asked.remember(*prompt.before),
            Purpose::Find if prompt.input.text().trim().is_empty() => {
                self.reader_mut().end_finding();
            }
            Purpose::Find => self.note_hit(),
        }
        None
    }

    pub(super) fn accept(&mut self) -> Option<Effect> {
        match self.overlay.take() {
            Some(Overlay::Help(help)) => {
                let action = help.action();
                self.overlay = help.under.map(|it| *it);
                return action.and_then(|action| self.act(action));
            }
            Some(Overlay::Picker(picker)) if picker.is_pending() && picker.row().is_some() => {
                let row = picker.row();
                self.include(row);
            }
            Some(overlay) => self.overlay = self.end_overlay(overlay),
            None => {}
        }
        None
    }

    pub(super) fn insert(&mut self, text: &str) -> Option<Effect> {
        match &mut self.overlay {
            Some(Overlay::Picker(picker)) => {
                let was_text = picker.insert(&self.library, text);
                was_text.then(|| self.asked.undo());
            }
            Some(_) => self.edit(|input| input.insert(text)),
            None => {}
        }
        None
    }

    pub(super) fn edit(&mut self, edit: impl FnOnce(&mut Input)) {
        match &mut self.overlay {
            Some(Overlay::Picker(picker)) => picker.edit(edit),
            Some(Overlay::Help(help)) => help.edit(edit),
            Some(Overlay::Prompt(prompt)) => {
                edit(&mut prompt.input);
                let (purpose, text) = (prompt.purpose, prompt.input.text().to_owned());
                match purpose {
                    Purpose::Search => self.asked.search(&text),
                    Purpose::Find => {
                        self.reader_mut().find(&text);
                        self.reveal_hit();
                    }
                }
            }
            None => {}
        }
    }

    pub(super) fn choose(&mut self, is_excluded: bool) {
        let Some(Overlay::Picker(picker)) = &mut self.overlay else { return };
        let Some(row) = picker.row() else { return };
        picker.choose(!is_excluded);
        self.asked.change(|query| match is_excluded {
            false => query.toggle(row.facet, row.value),
            true => query.toggle_exclusion(row.facet, row.value),
        });
    }

    /// Includes the value of a row, unless it is included.
    pub(super) fn include(&mut self, row: Option<super::picker::Row>) {
        let Some(row) = row else { return };
        if !self.asked.query().selection(row.facet).included.contains(&row.value) {
            self.asked.change(|query| query.toggle(row.facet, row.value));
        }
    }

    /// Returns whether what is typed in a picker would still name a value with this character.
    pub(super) fn is_typing_on(&self, character: char) -> bool {
        match &self.overlay {
            Some(Overlay::Picker(picker)) => character != ' ' && picker.goes_on(&self.library, character),
            _ => false,
        }
    }

    pub(super) fn help(&mut self) {
        let context = self.context();
        if context != Context::Help {
            let under = self.overlay.take().map(Box::new);
            self.overlay = Some(Overlay::Help(Help::new(context, under)));
        }
    }
}
