//! Which keys are there, and what do they do?

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::draw::{line, put};
use super::popup;
use super::theme::Theme;
use crate::app::{App, Help, Panes, label};
use crate::text::{truncate, width};

/// Draws the help; returns where its selected row begins.
pub(super) fn draw(app: &App, help: &Help, theme: &Theme, panes: &Panes, buffer: &mut Buffer) -> Option<Position> {
    let words = app.lang.words();
    let rows = help.rows();
    let keys: Vec<String> =
        rows.iter().map(|row| row.keys.iter().map(|key| key.name(words)).collect::<Vec<_>>().join("  ")).collect();
    let column = keys.iter().map(|it| width(it)).max().unwrap_or(0) + 2;
    let lines = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(4).max(8);
    let whole = Panes { list: None, ..*panes };
    let inner = popup::open(buffer, theme, &whole, lines, words.help_title, "");
    let end = put(buffer, inner, 0, "› ", theme.mark);
    let typed = help.input.text();
    if typed.is_empty() {
        put(buffer, inner, end, words.help_hint, theme.dim);
    } else {
        put(buffer, inner, end, typed, theme.strong);
    }
    let body = popup::below_input(inner);
    let first = popup::first_line(help.selected, rows.len(), usize::from(body.height));
    let mut cursor = Some(Position::new(inner.x, inner.y));
    for (at, (row, keys)) in rows.iter().zip(&keys).enumerate().skip(first).take(usize::from(body.height)) {
        let area = line(body, at - first);
        let is_selected = at == help.selected;
        let style = if is_selected { theme.selected } else { theme.plain };
        buffer.set_style(area, style);
        let key_style = if is_selected { style } else { theme.label };
        put(buffer, area, 0, keys, key_style);
        let said = label(row.action, help.context, words).long;
        // On a narrow screen what the keys do matters more than every key that does it.
        let column = u16::try_from(column).unwrap_or(0).min(area.width / 2);
        let room = usize::from(area.width.saturating_sub(column));
        put(buffer, area, column, &truncate(said, room), style);
        if is_selected {
            cursor = Some(Position::new(area.x, area.y));
        }
    }
    cursor
}
