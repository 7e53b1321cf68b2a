//! What can be copied, exported or opened?
//!
//! Contains the state of the flat menus, and of a single text shown in full.

use super::message::Motion;
use crate::text::wrap_words;

/// Maximum length in bytes of a text sent to the terminal's clipboard: in Base64 it stays below the 100,000 bytes that
/// many terminals accept.
pub const MAX_CLIPBOARD_BYTES: usize = 74_994;

/// Maximum width in columns of a text in a menu.
const MAX_TEXT_COLUMNS: usize = 76;

/// A flat menu, or a single text shown in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// What it offers.
    pub kind: MenuKind,
    /// Its rows.
    pub rows: Vec<MenuItem>,
    /// Index of the selected row; for [`MenuKind::Shown`], of the current line.
    pub selected: usize,
}

/// What a menu offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuKind {
    /// Texts to copy.
    Copy,
    /// Formats in which to export what is shown.
    Export,
    /// Bibliographic sources to open.
    Links,
    /// One text, to copy or to read.
    Shown,
}

/// A row of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// Its label.
    pub label: String,
    /// Its full text: the text to copy, the file name, or the address.
    pub text: String,
}

impl Menu {
    /// Returns the selected row; for [`MenuKind::Shown`], the only one.
    pub fn selected_item(&self) -> Option<&MenuItem> {
        self.rows.get(if self.kind == MenuKind::Shown { 0 } else { self.selected })
    }

    /// Returns the number of columns for texts in a window of `window` columns.
    pub fn text_columns(window: u16) -> usize {
        usize::from(window).saturating_sub(4).clamp(1, MAX_TEXT_COLUMNS)
    }

    /// Returns the text of the selected row in lines of at most `room` columns. As it may be a command, lines do not
    /// break after hyphens.
    pub fn lines(&self, room: usize) -> Vec<&str> {
        let text = self.selected_item().map_or("", |it| it.text.as_str());
        wrap_words(text, room).into_iter().map(|it| &text[it]).collect()
    }

    /// Moves the selection; `page` is half the height of the window in lines, `window` its width in columns.
    pub(super) fn go(&mut self, motion: Motion, page: usize, window: u16) {
        let count =
            if self.kind == MenuKind::Shown { self.lines(Self::text_columns(window)).len() } else { self.rows.len() };
        self.selected = motion.apply(self.selected, count, page);
    }
}

impl MenuItem {
    pub(super) fn new(label: &str, text: String) -> Self {
        Self { label: label.to_owned(), text }
    }
}
