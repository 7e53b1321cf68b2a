//! What is being typed, and what for?

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
    /// The search before the first character, or the name of the file about which is asked.
    pub(super) before: String,
    /// The record that was selected then.
    pub(super) selected: Option<usize>,
    /// Which earlier line is shown, from the latest; nothing where it is the one being typed, which is kept aside
    /// while others are shown.
    recalled: Option<usize>,
    typed: String,
}

/// What a typed text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To narrow the list.
    Search,
    /// To be found in the text.
    Find,
    /// To save what is shown under this name.
    Save {
        /// How.
        format: SaveFormat,
        /// Whether a file of this name is there already, to be replaced.
        is_replacing: bool,
    },
}

impl Prompt {
    /// Opens a prompt on a text, all of it selected, so that typing replaces it.
    pub(super) fn new(purpose: Purpose, text: &str, before: String, selected: Option<usize>) -> Self {
        Self { purpose, input: Input::selected(text), before, selected, recalled: None, typed: String::new() }
    }

    /// Returns what it asks for.
    pub fn question(&self, words: &Words) -> &'static str {
        match self.purpose {
            Purpose::Search => words.search_prompt,
            Purpose::Find => words.find_prompt,
            Purpose::Save { is_replacing: false, .. } => words.take.save_prompt,
            Purpose::Save { is_replacing: true, .. } => words.take.replace_prompt,
        }
    }

    /// Returns whether a line of so many columns has room for the question and what is typed.
    pub fn has_room(&self, words: &Words, columns: u16) -> bool {
        width(self.question(words)) + 12 <= usize::from(columns)
    }

    /// Returns the words of the search that others have taken the place of, if they have.
    pub(super) fn replaced(&self) -> Option<String> {
        (!self.before.is_empty() && self.input.text().trim() != self.before).then(|| self.before.clone())
    }

    /// Takes an earlier line, or a later one again; the lines are from the earliest to the latest.
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
