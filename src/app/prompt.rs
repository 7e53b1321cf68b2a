//! What is being typed, and what for?
//!
//! Defines the prompts for searching the list, finding in a text, and naming a file to save.

use super::message::Motion;
use crate::export::SaveFormat;
use crate::lang::Words;
use crate::text::{Input, width};

/// A line to type in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What the text is for.
    pub purpose: Purpose,
    /// The text.
    pub input: Input,
    /// The search text when the prompt opened.
    pub(super) before: String,
    /// The record selected when the prompt opened.
    pub(super) selected: Option<usize>,
    /// Index of the recalled line, counted from the latest; `None` while the user's own line is shown, which is kept in
    /// `typed` otherwise.
    recalled: Option<usize>,
    typed: String,
}

/// The purpose of a typed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To search the list.
    Search,
    /// To find something in the text.
    Find,
    /// To save what is shown under this name.
    Save {
        /// The format of the file.
        format: SaveFormat,
        /// Whether a file with this name exists, which would be replaced.
        is_replacing: bool,
    },
}

impl Prompt {
    /// Opens a prompt on a text, all of it selected, so that typing replaces it.
    pub(super) fn new(purpose: Purpose, text: &str, before: String, selected: Option<usize>) -> Self {
        Self { purpose, input: Input::selected(text), before, selected, recalled: None, typed: String::new() }
    }

    /// Returns the label of the prompt.
    pub fn label(&self, words: &Words) -> &'static str {
        match self.purpose {
            Purpose::Search => words.search_prompt,
            Purpose::Find => words.find_prompt,
            Purpose::Save { is_replacing: false, .. } => words.copy_export.save_prompt,
            Purpose::Save { is_replacing: true, .. } => words.copy_export.replace_prompt,
        }
    }

    /// Returns whether it asks for the name of a file to save.
    pub fn is_saving(&self) -> bool {
        matches!(self.purpose, Purpose::Save { .. })
    }

    /// Returns whether the label and some typed text fit into `columns` columns.
    pub fn has_room(&self, words: &Words, columns: u16) -> bool {
        width(self.label(words)) + 12 <= usize::from(columns)
    }

    /// Returns the previous search text if another one has replaced it.
    pub(super) fn replaced_search(&self) -> Option<String> {
        (!self.before.is_empty() && self.input.text().trim() != self.before.trim()).then(|| self.before.clone())
    }

    /// Recalls an earlier line, or goes back to a later one; `lines` has the earliest first.
    pub(super) fn recall(&mut self, motion: Motion, lines: &[String]) {
        if self.recalled.is_none() {
            self.typed = self.input.text().to_owned();
        }
        let mut earlier = lines.iter().rev().filter(|it| **it != self.typed);
        let recalled = match (self.recalled, motion) {
            (None, Motion::Up) => Some(0),
            (Some(at), Motion::Up) => Some(at + 1),
            (at, _) => at.and_then(|it| it.checked_sub(1)),
        };
        let text = recalled.map_or(Some(&self.typed), |at| earlier.nth(at));
        if let Some(text) = text {
            (self.recalled, self.input) = (recalled, Input::new(text));
        }
    }
}
