//! Which keys are there, and what do they do?

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::draw::{line, put};
use super::popup;
use super::theme::Theme;
use crate::app::{App, Help, Panes, label};
use crate::text::{truncate, width, wrap};

/// Draws the help; returns where its selected row begins.
pub(super) fn draw(app: &App, help: &Help, theme: &Theme, panes: &Panes, buffer: &mut Buffer) -> Option<Position> {
    let words = app.lang.words();
    let rows = help.rows();
    let keys: Vec<String> =
        rows.iter().map(|row| row.keys.iter().map(|key| key.name(words)).collect::<Vec<_>>().join("  ")).collect();
    let widest = keys.iter().map(|it| width(it)).max().unwrap_or(0) + 2;
    let whole = Panes { list: None, ..*panes };
    let inner = popup::open(buffer, theme, &whole, popup::lines(rows.len()), words.help_title, "");
    let end = put(buffer, inner, 0, "› ", theme.mark);
    let typed = help.input.text();
    let room = usize::from(inner.width.saturating_sub(end));
    match typed {
        "" => put(buffer, inner, end, &truncate(words.help_hint, room), theme.dim),
        typed => put(buffer, inner, end, &truncate(typed, room), theme.strong),
    };
    let body = popup::below_input(inner);
    if rows.is_empty() {
        put(buffer, body, 0, &truncate(words.no_key, usize::from(body.width)), theme.dim);
        return Some(Position::new(inner.x, inner.y));
    }
    // On a narrow screen what the keys do matters more than every key that does it.
    let column = widest.min(usize::from(body.width) * 2 / 5);
    let room = usize::from(body.width).saturating_sub(column);
    let said = |at: usize| rows.get(at).map_or("", |row| label(row.action, help.context, words).long);
    // What is too long for its line is told whole below the list, for the selected key.
    let is_cut = (0..rows.len()).any(|at| width(said(at)) > room);
    let footer = if is_cut { FOOTER.min(body.height.saturating_sub(1)) } else { 0 };
    let list = Rect { height: body.height - footer, ..body };
    let first = popup::first_line(help.selected, rows.len(), usize::from(list.height));
    let mut cursor = Some(Position::new(inner.x, inner.y));
    for (at, keys) in keys.iter().enumerate().skip(first).take(usize::from(list.height)) {
        let area = line(list, at - first);
        let is_selected = at == help.selected;
        let style = if is_selected { theme.selected } else { theme.plain };
        buffer.set_style(area, style);
        let key_style = if is_selected { style } else { theme.label };
        put(buffer, area, 0, &truncate(keys, column.saturating_sub(1)), key_style);
        put(buffer, area, u16::try_from(column).unwrap_or(0), &truncate(said(at), room), style);
        if is_selected {
            cursor = Some(Position::new(area.x, area.y));
        }
    }
    if footer > 0 && width(said(help.selected)) > room {
        let below = Rect { y: list.bottom(), height: footer, ..body };
        let whole = format!("{}{} {}", keys[help.selected].replace("  ", ", "), words.colon, said(help.selected));
        let ranges = wrap(&whole, usize::from(below.width));
        for (at, range) in ranges.iter().enumerate() {
            let is_last = at + 1 == usize::from(below.height);
            let end = if is_last { whole.len() } else { range.end };
            put(
                buffer,
                line(below, at),
                0,
                &truncate(&whole[range.start..end], usize::from(below.width)),
                theme.strong,
            );
        }
    }
    cursor
}

/// Lines below the list for what does not fit into one.
const FOOTER: u16 = 3;
