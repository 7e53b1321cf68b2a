//! What was learnt, across all activities that pass?

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::draw::{line, put, rule};
use super::text::{progress, reading};
use super::theme::Theme;
use crate::app::{App, Lens, Pane};
use crate::document::Grouping;
use crate::text::width;

/// Draws the lens; returns where its selected passage begins.
pub(super) fn draw(app: &App, lens: &Lens, theme: &Theme, pane: Pane, buffer: &mut Buffer) -> Option<Position> {
    let words = app.lang.words();
    let grouping = match lens.grouping {
        Grouping::Activity => words.by_activity,
        Grouping::Theme => words.by_theme,
    };
    let sections = Lens::sections().map(|section| {
        let name = section.name(app.lang);
        if section == lens.section { format!("[{name}]") } else { name.to_owned() }
    });
    let mut name = format!("{} · {grouping}", sections.join("  "));
    if width(&name) + 4 > usize::from(pane.rule.width) {
        name = format!("{} · {grouping}", lens.section.name(app.lang));
    }
    let reader = &lens.reader;
    rule(buffer, theme, pane.rule, true, &name, &progress(app, reader, pane));
    if reader.document.blocks.is_empty() {
        super::list::nothing(app, theme, pane.body, buffer);
        return Some(Position::new(pane.body.x, pane.body.y));
    }
    let text = Rect { x: pane.body.x + 2, width: pane.body.width.saturating_sub(2), ..pane.body };
    reading(reader, theme, text, buffer);
    let mut cursor = None;
    for at in reader.page.lines_of(lens.passage) {
        let visible = at.checked_sub(reader.top).filter(|&it| it < usize::from(pane.body.height));
        if let Some(visible) = visible {
            let area = line(pane.body, visible);
            put(buffer, area, 0, "▌", theme.mark);
            cursor = cursor.or(Some(Position::new(area.x, area.y)));
        }
    }
    cursor
}
