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
