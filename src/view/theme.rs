//! How does each thing look? Styles by role, in the reader's own sixteen colours or in none.

use ratatui::style::{Color, Modifier, Style};

/// The looks of everything on the screen.
///
/// Colour never carries a meaning alone: what is selected is reversed and marked, what is found is
/// underlined, what has the focus has a heavy line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Text.
    pub plain: Style,
    /// What matters less.
    pub dim: Style,
    /// What matters more.
    pub strong: Style,
    /// The title of what is read.
    pub title: Style,
    /// Headings of sections.
    pub heading: Style,
    /// Names of facts, provenance of lessons, names of keys.
    pub label: Style,
    /// Active filters.
    pub chip: Style,
    /// The selected row of what has the focus.
    pub selected: Style,
    /// The mark beside what is selected.
    pub mark: Style,
    /// Lines around panes.
    pub line: Style,
    /// Lines around the pane that has the focus.
    pub focused_line: Style,
    /// What a search has found.
    pub hit: Style,
    /// What has been found and gone to.
    pub current_hit: Style,
    /// Notices.
    pub notice: Style,
}

impl Theme {
    /// Returns the theme in the sixteen ANSI colours. Of these only magenta and yellow behind black
    /// are legible on every common palette, light or dark; so there is one accent.
    pub fn colours() -> Self {
        let plain = Style::new();
        Self {
            title: plain.add_modifier(Modifier::BOLD),
            heading: plain.fg(Color::Magenta).add_modifier(Modifier::BOLD),
            label: plain.fg(Color::Magenta),
            chip: plain.fg(Color::Magenta).add_modifier(Modifier::BOLD),
            mark: plain.fg(Color::Magenta),
            focused_line: plain.fg(Color::Magenta),
            hit: plain.fg(Color::Black).bg(Color::Yellow).add_modifier(Modifier::UNDERLINED),
            notice: plain.fg(Color::Magenta),
            ..Self::monochrome()
        }
    }

    /// Returns the theme without any colour.
    pub fn monochrome() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            plain,
            dim: plain.add_modifier(Modifier::DIM),
            strong: bold,
            title: bold.add_modifier(Modifier::UNDERLINED),
            heading: bold,
            label: plain,
            chip: bold,
            selected: plain.add_modifier(Modifier::REVERSED),
            mark: bold,
            line: plain.add_modifier(Modifier::DIM),
            focused_line: plain,
            hit: bold.add_modifier(Modifier::UNDERLINED),
            current_hit: bold.add_modifier(Modifier::REVERSED).add_modifier(Modifier::UNDERLINED),
            notice: bold,
        }
    }
}
