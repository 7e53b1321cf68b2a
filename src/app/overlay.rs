//! What lies over the screen?

use super::keymap::Context;
use super::menu::Menu;
use super::picker::Picker;
use super::prompt::Prompt;
use crate::text::Input;

/// What lies over the screen and takes the keys: one thing. The help may lie over that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// Values to filter by.
    Picker(Picker),
    /// A line to type in.
    Prompt(Prompt),
    /// What can be taken along.
    Menu(Menu),
}

impl Overlay {
    /// Returns what the keys mean.
    pub fn context(&self) -> Context {
        match self {
            Overlay::Picker(picker) if picker.is_typed() => Context::Typeahead,
            Overlay::Picker(_) => Context::Picker,
            Overlay::Prompt(_) => Context::Prompt,
            Overlay::Menu(_) => Context::Menu,
        }
    }

    pub(super) fn input_mut(&mut self) -> Option<&mut Input> {
        match self {
            Overlay::Picker(picker) => Some(&mut picker.input),
            Overlay::Prompt(prompt) => Some(&mut prompt.input),
            Overlay::Menu(_) => None,
        }
    }
}
