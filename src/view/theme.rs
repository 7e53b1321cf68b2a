//! How does each thing look? Styles by role, in the reader's own sixteen colours or in none.

use ratatui::style::{Color, Modifier, Style};

/// The looks of everything on the screen.
///
/// No hue is legible on every palette, light or dark. So every word is in the reader's own foreground, and weight, a
/// line below it or the reverse of it say what it is; the one accent is for lines and signs, which mean nothing that
/// is not also said otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Text.
    pub plain: Style,
    /// What matters more: names of places, of the pane that has the focus, of keys and facts.
    pub strong: Style,
    /// The title of what is read.
    pub title: Style,
    /// Headings of sections.
    pub heading: Style,
    /// Active filters, and what gives way to what is typed.
    pub chip: Style,
    /// The selected row of what has the focus.
    pub selected: Style,
    /// What a search has found.
    pub hit: Style,
    /// What has been found and gone to.
    pub current_hit: Style,
    /// Signs: beside what is selected, before lessons and items.
    pub sign: Style,
    /// Lines around panes.
    pub line: Style,
    /// Lines around what has the focus.
    pub focused_line: Style,
}

impl Theme {
    /// Returns the theme in the sixteen ANSI colours.
    pub fn colours() -> Self {
        let accent = Style::new().fg(Color::Magenta);
        Self { sign: accent, focused_line: accent, ..Self::monochrome() }
    }

    /// Returns the theme without any colour.
    pub fn monochrome() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        let hit = reversed.add_modifier(Modifier::UNDERLINED);
        Self {
            plain,
            strong: bold,
            title: bold.add_modifier(Modifier::UNDERLINED),
            heading: bold,
            chip: reversed,
            selected: reversed,
            hit,
            current_hit: hit.add_modifier(Modifier::BOLD),
            sign: bold,
            line: plain.add_modifier(Modifier::DIM),
            focused_line: plain,
        }
    }
}
