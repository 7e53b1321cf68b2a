//! Where is a box that lies over the screen?
//!
//! Lays out and draws the box of a picker, a menu or the help, with its input line and rows.

use ratatui::layout::{Margin, Position, Rect};

use super::canvas::{Canvas, column_range, columns, hidden_start, line_area};
use crate::app::{Area, Panes, Target};
use crate::text::{Input, width};

/// Minimum height of a framed box in lines; with less room, the box has no frame.
const MIN_FRAMED_HEIGHT: u16 = 8;

/// Minimum number of columns of the screen beside a box; with fewer, the box covers them.
const MIN_STRIP_COLUMNS: u16 = 18;

/// Minimum number of rows that are shown before the foot gets any lines.
const MIN_ROWS: u16 = 2;

/// Minimum height, in lines, of the text pane for a box to be placed over it rather than over both panes.
const MIN_TEXT_PANE_HEIGHT: u16 = 10;

/// A box over the screen.
pub(super) struct Popup {
    /// The input line, or the hint of a menu.
    pub(super) input: Rect,
    /// The rows, below the input line.
    pub(super) body: Rect,
    /// The column of the scroll thumb.
    thumb: Rect,
    is_framed: bool,
    /// The lines below the body.
    pub(super) foot: Rect,
}

/// Requested content of a box.
pub(super) struct PopupSpec<'a> {
    pub(super) title: &'a str,
    pub(super) right: &'a str,
    /// Number of columns and rows of the content.
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// Number of lines below the rows.
    pub(super) foot: u16,
    /// Whether to place the box over the text pane, so that the list stays visible and its changes can be seen;
    /// otherwise it is centred.
    pub(super) is_beside_list: bool,
}

impl Popup {
    /// Returns the number of columns for the content of a box placed over the text pane.
    pub(super) fn room_beside_list(panes: &Panes) -> usize {
        usize::from(available_area(panes, true).width.saturating_sub(4))
    }

    /// Clears the area of a box and draws its frame. A click outside the box closes it.
    pub(super) fn open(canvas: &mut Canvas<'_>, panes: &Panes, spec: &PopupSpec<'_>) -> Self {
        canvas.add_click_target(panes.middle, Target::OutsideOverlay);
        let available = available_area(panes, spec.is_beside_list);
        if available.height < MIN_FRAMED_HEIGHT {
            // Without room for a frame, the content matters more.
            canvas.clear(available);
            canvas.add_scroll_area(available, Area::Overlay);
            canvas.add_click_target(available, Target::InsideOverlay);
            let below = available.height.saturating_sub(1);
            let foot = spec.foot.min(below.saturating_sub(u16::try_from(spec.rows).unwrap_or(u16::MAX).min(MIN_ROWS)));
            let lines = Rect { y: available.y + 1, height: below - foot, ..available };
            let foot = Rect { y: lines.bottom(), height: foot, ..lines };
            let body = Rect { width: lines.width.saturating_sub(1), ..lines };
            let thumb = column_range(lines, body.width, 1);
            let first = line_area(available, 0);
            let title = canvas.truncated(spec.title, usize::from(first.width) / 2);
            let start = canvas.put(first, 0, &title, canvas.theme.strong) + 1;
            return Self { input: column_range(first, start, first.width), body, thumb, is_framed: false, foot };
        }
        let needed = spec.columns.max(width(spec.title) + width(spec.right) + 6);
        let columns = u16::try_from(needed + 4).unwrap_or(u16::MAX).min(available.width);
        // A strip of what is below would be too narrow to be read.
        let columns = if available.width - columns < MIN_STRIP_COLUMNS { available.width } else { columns };
        // The frame, the input line and the foot.
        let lines = u16::try_from(spec.rows).unwrap_or(u16::MAX).saturating_add(3 + spec.foot);
        let lines = lines.clamp(MIN_FRAMED_HEIGHT, available.height);
        let x = if spec.is_beside_list { available.x } else { available.x + (available.width - columns) / 2 };
        let frame = Rect { x, width: columns, height: lines, ..available };
        // An empty column on each side keeps what is below apart.
        let x = frame.x.saturating_sub(1).max(available.x);
        canvas.clear(Rect { x, width: (frame.right() + 1).min(available.right()) - x, ..frame });
        draw_frame(canvas, frame, spec);
        let inner = frame.inner(Margin::new(2, 1));
        let body = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1 + spec.foot), ..inner };
        Self {
            input: line_area(inner, 0),
            body,
            thumb: Rect { x: frame.right().saturating_sub(1), width: 1, ..body },
            is_framed: true,
            foot: Rect { y: body.bottom(), height: spec.foot, ..inner },
        }
    }

    /// Enlarges the input line by up to `lines` lines, as far as that leaves room for a few rows.
    pub(super) fn grow_input(&mut self, lines: u16) {
        let lines = lines.min(self.body.height.saturating_sub(MIN_ROWS));
        self.input.height += lines;
        for area in [&mut self.body, &mut self.thumb] {
            (area.y, area.height) = (area.y + lines, area.height - lines);
        }
    }

    /// Draws the input line: the typed text with a caret after it, or a hint if it is empty. Returns the position of the
    /// caret.
    pub(super) fn draw_input(&self, canvas: &mut Canvas<'_>, input: &Input, hint: &str) -> Position {
        let theme = canvas.theme;
        let start = canvas.put(self.input, 0, "› ", theme.symbol);
        let room = usize::from(self.input.width.saturating_sub(start + 1));
        // If the text is longer than the line, its end is visible, because that is where the user types.
        let hidden = hidden_start(input.text(), room);
        let typed = &input.text()[hidden..];
        let column = canvas.put(self.input, start, typed, theme.strong);
        if hidden > 0 {
            canvas.put(column_range(self.input, start - 1, 1), 0, "…", theme.plain);
        }
        let hint = if typed.is_empty() { canvas.truncated(hint, room) } else { String::new() };
        canvas.put(self.input, column, if hint.is_empty() { " " } else { &hint }, theme.plain);
        canvas.set_style(column_range(self.input, column, 1), theme.selected);
        Position::new(self.input.x + column, self.input.y)
    }

    /// Draws the rows that are in view, among them the selected one, and the scroll thumb. Returns the position of the
    /// selected row.
    pub(super) fn draw_rows(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        selected: usize,
        count: usize,
        mut draw: impl FnMut(&mut Canvas<'_>, usize, Rect),
    ) -> Option<Position> {
        let height = usize::from(area.height);
        // A third of the height is kept for rows after the selected one.
        let first = (selected + 1 + height / 3).saturating_sub(height).min(count.saturating_sub(height));
        for at in first..count.min(first + height) {
            draw(canvas, at, line_area(area, at - first));
        }
        if count > height && self.is_framed {
            // Beside the input line and the foot, which do not scroll, the border is drawn light, so that only the
            // thumb is heavy.
            let rows = self.thumb.y..self.thumb.y + area.height;
            for y in (self.input.y..self.foot.bottom()).filter(|it| !rows.contains(it)) {
                canvas.put(Rect { y, height: 1, ..self.thumb }, 0, "│", canvas.theme.line);
            }
        }
        canvas.draw_thumb(Rect { height: area.height, ..self.thumb }, first, count);
        let selected = line_area(area, selected - first);
        Some(Position::new(selected.x, selected.y))
    }
}

/// Returns the area in which a box may be placed.
fn available_area(panes: &Panes, is_beside_list: bool) -> Rect {
    match (panes.list, panes.text) {
        (Some(_), Some(text)) if is_beside_list && panes.middle.bottom() - text.area.y >= MIN_TEXT_PANE_HEIGHT => {
            Rect { height: panes.middle.bottom() - text.area.y, ..text.area }
        }
        _ => panes.middle,
    }
}

fn draw_frame(canvas: &mut Canvas<'_>, frame: Rect, spec: &PopupSpec<'_>) {
    let theme = canvas.theme;
    canvas.add_scroll_area(frame, Area::Overlay);
    canvas.add_click_target(frame, Target::InsideOverlay);
    canvas.draw_border(frame, theme.focused_line);
    let room = usize::from(frame.width).saturating_sub(6);
    let title = canvas.truncated(spec.title, room);
    let end = canvas.put_over(frame, 2, &format!(" {title} "), theme.strong);
    let right = format!(" {} ", spec.right);
    let column = frame.width.saturating_sub(columns(&right) + 2);
    if !spec.right.is_empty() && column > end {
        canvas.put_over(frame, column, &right, theme.plain);
    }
}
