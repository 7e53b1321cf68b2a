//! What can be taken along? One flat menu at a time: what to copy, how to export, which source to open.

use super::message::Motion;
use crate::export::SaveFormat;

/// The longest text that is sent to the terminal for its clipboard, in bytes: as BASE64 it takes less than the hundred
/// thousand that many terminals accept.
pub const CLIPBOARD: usize = 74_994;

/// A flat menu, or a text to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// What it offers.
    pub kind: MenuKind,
    /// Its rows.
    pub rows: Vec<Offer>,
    /// Which one is selected.
    pub selected: usize,
}

/// What a menu offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuKind {
    /// Texts to be copied.
    Copy,
    /// Ways to export so many activities.
    Export(usize),
    /// Sources to be opened.
    Links,
    /// One text, to be copied or read off.
    Shown,
}

/// A row of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it is called.
    pub label: String,
    /// What it holds, whole.
    pub text: String,
    /// What becomes of it.
    pub(super) take: Take,
}

/// What becomes of a row that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Take {
    /// Its text is copied.
    Copy,
    /// The activities are saved.
    Save(SaveFormat),
    /// Its text is an address, to be opened where there is a desktop.
    Open,
}

impl Menu {
    pub(super) fn new(kind: MenuKind, rows: Vec<Offer>) -> Self {
        Self { kind, rows, selected: 0 }
    }

    /// Returns the selected row.
    pub fn row(&self) -> Option<&Offer> {
        self.rows.get(self.selected)
    }

    pub(super) fn go(&mut self, motion: Motion, page: usize) {
        self.selected = motion.apply(self.selected, self.rows.len(), page);
    }
}

impl Offer {
    pub(super) fn copy(label: &str, text: String) -> Self {
        Self { label: label.to_owned(), text, take: Take::Copy }
    }
}
