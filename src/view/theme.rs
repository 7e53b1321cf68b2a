//! How is each element styled?
//!
//! Defines the styles by role, in the sixteen colours of the user's terminal or without colour.

use ratatui::style::{Color, Modifier, Style};

/// The styles of everything on the screen.
///
/// No hue is legible on every palette, light or dark. All text is therefore in the terminal's foreground colour, and
/// bold, underlined or reversed by its role. The only accent colour is for lines and symbols whose meaning is also
/// expressed otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Text.
    pub plain: Style,
    /// Emphasised text: names of places, of the focused pane, of keys and facts.
    pub strong: Style,
    /// The title of the text being read.
    pub title: Style,
    /// Headings of sections.
    pub heading: Style,
    /// Active filters, and selected input that typing replaces.
    pub chip: Style,
    /// The selected row of the focused pane or overlay.
    pub selected: Style,
    /// Hits of a search.
    pub hit: Style,
    /// The current hit.
    pub current_hit: Style,
    /// Symbols: beside the selection, and before lessons and items.
    pub symbol: Style,
    /// Lines around panes.
    pub line: Style,
    /// Lines around the focused pane or overlay.
    pub focused_line: Style,
}

impl Theme {
    /// Returns the theme in the sixteen ANSI colours.
    pub fn colours() -> Self {
        let accent = Style::new().fg(Color::Magenta);
        Self { symbol: accent, focused_line: accent, ..Self::monochrome() }
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
            // In bold text, too, only the current hit is bold.
            hit: hit.remove_modifier(Modifier::BOLD),
            current_hit: hit.add_modifier(Modifier::BOLD),
            symbol: bold,
            line: plain.add_modifier(Modifier::DIM),
            focused_line: plain,
        }
    }

    /// Returns the theme of what does not have the focus.
    pub(super) fn unfocused(&self) -> Self {
        Self { selected: self.plain, focused_line: self.line, ..*self }
    }
}
