//! What lies over the screen?

use super::help::Help;
use super::keymap::Context;
use super::picker::Picker;
use super::prompt::Prompt;
use crate::text::Input;

/// What lies over the screen and takes the keys: at most one thing, but for the help on another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// Values to filter by.
    Picker(Picker),
    /// A line to type in.
    Prompt(Prompt),
    /// Keys and what they do, with what gives way to them and comes back.
    Help(Help, Option<Box<Overlay>>),
}

impl Overlay {
    /// Returns what the keys mean.
    pub fn context(&self) -> Context {
        match self {
            Overlay::Picker(picker) if picker.is_typed() => Context::Typeahead,
            Overlay::Picker(_) => Context::Picker,
            Overlay::Prompt(_) => Context::Prompt,
            Overlay::Help(..) => Context::Help,
        }
    }

    pub(super) fn input_mut(&mut self) -> &mut Input {
        match self {
            Overlay::Picker(picker) => &mut picker.input,
            Overlay::Prompt(prompt) => &mut prompt.input,
            Overlay::Help(help, _) => &mut help.input,
        }
    }

    /// Returns what comes back when this is closed.
    pub(super) fn under(self) -> Option<Self> {
        match self {
            Overlay::Help(_, under) => under.map(|it| *it),
            _ => None,
        }
    }
}
