//! What can be taken along? One flat menu at a time: what to copy, how to export, which source to open.

use super::message::Motion;
use crate::export::SaveFormat;
use crate::text::lines_of_words;

/// The longest text that is sent to the terminal for its clipboard, in bytes: as BASE64 it takes less than the hundred
/// thousand that many terminals accept.
pub const CLIPBOARD: usize = 74_994;

/// The widest that a text is shown, in columns.
const MEASURE: usize = 76;

/// A flat menu, or a text to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// What it offers.
    pub kind: MenuKind,
    /// Its rows.
    pub rows: Vec<Offer>,
    /// Which one is selected; of a text that is shown, which line.
    pub selected: usize,
}

/// What a menu offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuKind {
    /// Texts to be copied.
    Copy,
    /// The ways to export what is shown.
    Export,
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
        self.rows.get(if self.kind == MenuKind::Shown { 0 } else { self.selected })
    }

    /// Returns the columns for texts in a window of so many.
    pub fn room(window: u16) -> usize {
        usize::from(window).saturating_sub(4).clamp(1, MEASURE)
    }

    /// Returns the lines of what the selected row holds, each of at most so many columns; as it may be a command, none
    /// ends with a hyphen.
    pub fn lines(&self, room: usize) -> Vec<&str> {
        lines_of_words(self.row().map_or("", |it| it.text.as_str()), room)
    }

    /// Moves in a window of so many columns, of which half is `page` lines.
    pub(super) fn go(&mut self, motion: Motion, page: usize, window: u16) {
        let count = if self.kind == MenuKind::Shown { self.lines(Self::room(window)).len() } else { self.rows.len() };
        self.selected = motion.apply(self.selected, count, page);
    }
}

impl Offer {
    pub(super) fn copy(label: &str, text: String) -> Self {
        Self { label: label.to_owned(), text, take: Take::Copy }
    }
}
