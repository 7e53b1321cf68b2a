//! Where do things lie that lie over the screen?

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw::{line, put};
use super::theme::Theme;
use crate::app::Panes;
use crate::text::{truncate, width};

/// The widest box where there is more room than it needs, in columns.
const WIDEST: u16 = 84;

/// Clears a box over the screen and draws its frame: over the text where the list is beside or
/// above it, so that one sees the list change. Returns what is inside.
pub(super) fn open(buffer: &mut Buffer, theme: &Theme, panes: &Panes, wanted: u16, title: &str, hint: &str) -> Rect {
    let whole = Rect { y: 1, height: panes.area.height.saturating_sub(2), ..panes.area };
    let over = match (panes.list, panes.text) {
        (Some(_), Some(text)) => {
            let x = text.rule.x;
            let body = Rect { y: text.rule.y, x, width: text.rule.width, height: whole.bottom() - text.rule.y };
            if body.height >= 12 { body } else { whole }
        }
        _ => whole,
    };
    let columns = if over.width < panes.area.width { over.width } else { WIDEST.min(over.width) };
    let lines = wanted.min(over.height);
    let frame = Rect { width: columns, height: lines, ..over };
    for at in 0..usize::from(frame.height) {
        let area = line(frame, at);
        let is_edge = at == 0 || at + 1 == usize::from(frame.height);
        let (left, fill, right) = match (is_edge, at) {
            (true, 0) => ("┏", "━", "┓"),
            (true, _) => ("┗", "━", "┛"),
            _ => ("┃", " ", "┃"),
        };
        buffer.set_style(area, ratatui::style::Style::reset());
        let inner = fill.repeat(usize::from(frame.width).saturating_sub(2));
        put(buffer, area, 0, &format!("{left}{inner}{right}"), theme.focused_line);
    }
    let room = usize::from(frame.width).saturating_sub(6);
    put(buffer, line(frame, 0), 2, &format!(" {} ", truncate(title, room)), theme.strong);
    if !hint.is_empty() && width(hint) <= room {
        put(buffer, line(frame, usize::from(frame.height).saturating_sub(1)), 2, &format!(" {hint} "), theme.dim);
    }
    Rect {
        x: frame.x + 2.min(frame.width),
        y: frame.y + 1.min(frame.height),
        width: frame.width.saturating_sub(4),
        height: frame.height.saturating_sub(2),
    }
}

/// Returns the first of `count` lines to show in a view of `height`, so that line `at` is in it.
pub(super) fn first_line(at: usize, count: usize, height: usize) -> usize {
    (at + 1 + height / 3).saturating_sub(height).min(count.saturating_sub(height))
}
