//! How is everything shown?
//!
//! Contains the display settings and the capabilities of the terminal and desktop.

use crate::lang::Lang;

/// Display settings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Display {
    /// Language chosen by the user.
    pub lang: Lang,
    /// Language at the start.
    pub(super) first_lang: Lang,
    /// Terminal size as (columns, lines).
    pub size: (u16, u16),
    /// Whether a single pane is shown even where there is room for two.
    pub is_zoomed: bool,
    /// Whether the user asked for a single pane at start-up; closing then does not restore the second pane.
    pub(super) is_zoomed_at_start: bool,
    /// Whether texts are shown in two languages side by side, where there is room.
    pub is_bilingual: bool,
    /// Whether only ASCII symbols are drawn.
    pub is_ascii: bool,
}

/// The environment of the reader: where the catalogue comes from, and what the terminal and the desktop support.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Host {
    /// Names of the catalogue's origins, as given on the command line; empty for the built-in catalogue.
    pub origin_names: Vec<String>,
    /// Whether a shell can continue the program once it is suspended.
    pub can_suspend: bool,
    /// Whether there is a desktop that can open web addresses.
    pub can_open: bool,
    /// Whether the terminal is expected to accept text for its clipboard (OSC 52).
    pub has_clipboard: bool,
    /// Whether mouse events are left to the terminal.
    pub is_mouse_disabled: bool,
    /// Whether standard input is redirected but not read.
    pub has_unread_input: bool,
}
