//! Which overlay is open?
//!
//! Defines [`Overlay`]: a picker, a prompt or a menu above the panes.

use super::menu::Menu;
use super::picker::Picker;
use super::prompt::Prompt;
use crate::text::Input;

/// The overlay that is open and receives the keys; there is at most one. The help may cover it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// A list of values to filter by.
    Picker(Picker),
    /// A line to type in.
    Prompt(Prompt),
    /// A menu of texts to copy, formats to export to, or addresses to open.
    Menu(Menu),
}

impl Overlay {
    pub(super) fn input_mut(&mut self) -> Option<&mut Input> {
        match self {
            Overlay::Picker(picker) => Some(&mut picker.input),
            Overlay::Prompt(prompt) => Some(&mut prompt.input),
            Overlay::Menu(_) => None,
        }
    }
}
