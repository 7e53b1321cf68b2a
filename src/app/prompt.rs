//! What is being typed, and what for?

use crate::query::Query;
use crate::text::Input;

/// A line to type in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What the text is for.
    pub purpose: Purpose,
    /// The text.
    pub input: Input,
    /// What was asked before the first character.
    pub before: Box<Query>,
    /// The record that was selected then.
    pub selected: Option<usize>,
}

/// What a typed text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To narrow the list.
    Search,
    /// To be found in the text.
    Find,
}
