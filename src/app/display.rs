//! How is everything shown?

use crate::lang::Lang;

/// How everything is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Display {
    /// The reader's language.
    pub lang: Lang,
    /// The terminal's size: columns and lines.
    pub size: (u16, u16),
    /// Whether one pane at a time is shown where there is room for both.
    pub is_zoomed: bool,
    /// Whether the reader wants it so from the start: then closing does not end it.
    pub(super) is_zoomed_at_start: bool,
    /// Whether texts are shown in both languages.
    pub is_bilingual: bool,
    /// Whether signs are those that every terminal has.
    pub is_ascii: bool,
}

/// What stands around the screen: what the reader was opened on, and what can be done with what it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desktop {
    /// What names the catalogue on a command line; nothing for the built-in one.
    pub paths: Vec<String>,
    /// Whether there is a desktop that opens addresses.
    pub can_open: bool,
    /// Whether the terminal is one that takes a text for its clipboard.
    pub has_clipboard: bool,
    /// Whether the mouse is left to the terminal.
    pub lacks_mouse: bool,
    /// Whether something is sent to standard input, which is not read.
    pub has_unread_input: bool,
}
