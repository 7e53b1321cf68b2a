//! Where do things lie that lie over the screen?

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw::{line, put};
use super::theme::Theme;
use crate::app::Panes;
use crate::text::{truncate, width};

/// The widest box where there is more room than it needs, in columns.
const WIDEST: u16 = 84;

/// The fewest lines in which a frame leaves room for what it frames.
const FRAMED: u16 = 8;

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
    if over.height < FRAMED {
        // There is no room for a frame: the values matter more.
        buffer.set_style(over, ratatui::style::Style::reset());
        let blank = " ".repeat(usize::from(over.width));
        (0..usize::from(over.height)).for_each(|at| {
            put(buffer, line(over, at), 0, &blank, theme.plain);
        });
        return over;
    }
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

/// Returns how many lines a box wants that shows so many: its frame, the line in which one types, and an
/// empty one where there is room for it.
pub(super) fn lines(count: usize) -> u16 {
    let lines = u16::try_from(count).unwrap_or(u16::MAX).saturating_add(3);
    let has_empty = lines.saturating_sub(2) >= FRAMED;
    lines.saturating_add(u16::from(has_empty)).max(FRAMED)
}

/// Returns what is left of a box below the line in which one types.
pub(super) fn below_input(inner: Rect) -> Rect {
    let above = if inner.height < FRAMED { 1 } else { 2 };
    Rect { y: inner.y + inner.height.min(above), height: inner.height.saturating_sub(above), ..inner }
}

/// Returns the first of `count` lines to show in a view of `height`, so that line `at` is in it.
pub(super) fn first_line(at: usize, count: usize, height: usize) -> usize {
    (at + 1 + height / 3).saturating_sub(height).min(count.saturating_sub(height))
}
