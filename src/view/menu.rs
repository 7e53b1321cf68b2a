//! What can be taken along? Rows to choose from, and below them what the selected one holds.
//!
//! ```text
//! ┏━ Copy ━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
//! ┃ Enter copies                      ┃
//! ┃ 1 Citation                        ┃
//! ┃ 2 Citation (BibTeX)               ┃
//! ┃ “Learning from probation in …     ┃
//! ```

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, columns};
use super::popup::{Popup, Wanted};
use crate::app::{App, Menu, MenuKind, Panes, Target};
use crate::text::width;

/// Lines that show what the selected row holds.
const PREVIEW: u16 = 3;
/// Lines from which there is room for an empty one.
const ROOMY: u16 = 18;

/// Draws a menu; returns where its selected row begins.
pub(super) fn draw(app: &App, menu: &Menu, canvas: &mut Canvas<'_>, panes: &Panes) -> Option<Position> {
    let words = &app.lang().words().take;
    let room = Menu::room(panes.area.width);
    let (title, hint) = match menu.kind {
        MenuKind::Copy => (words.copy_title.to_owned(), words.copy_hint),
        MenuKind::Export => ((words.export_title)(app.list().answer.rows.len()), words.export_hint),
        MenuKind::Links => (words.links_title.to_owned(), app.link_hint()),
        MenuKind::Shown => (menu.row().map(|it| it.label.clone()).unwrap_or_default(), words.shown_hint),
    };
    let is_shown = menu.kind == MenuKind::Shown;
    let text = menu.row().map_or("", |it| it.text.as_str());
    let labels = menu.rows.iter().map(|it| width(&it.label) + 2).max().unwrap_or(0);
    let lines = if is_shown { menu.lines(room) } else { Vec::new() };
    // What a row holds stands apart where there is room.
    let gap = u16::from(panes.area.height >= ROOMY);
    let foot = gap + if let MenuKind::Export = menu.kind { 1 } else { PREVIEW };
    let (rows, foot) = if is_shown { (lines.len(), 0) } else { (menu.rows.len(), foot) };
    let columns_wanted = if is_shown { room } else { labels.max(width(hint)).max(room) };
    let wanted = Wanted { title: &title, right: "", columns: columns_wanted, rows, foot, is_beside_list: false };
    let popup = Popup::open(canvas, panes, &wanted);
    canvas.put(popup.input, 0, &canvas.cut(hint, usize::from(popup.input.width)), canvas.theme.plain);
    if is_shown {
        let selected = menu.selected.min(lines.len().saturating_sub(1));
        return popup.draw_rows(canvas, popup.body, selected, lines.len(), |canvas, at, area| {
            canvas.put(area, 0, &canvas.cut(lines[at], usize::from(area.width)), canvas.theme.strong);
        });
    }
    let cursor = popup.draw_rows(canvas, popup.body, menu.selected, menu.rows.len(), |canvas, at, area| {
        let style = if at == menu.selected { canvas.theme.selected } else { canvas.theme.plain };
        canvas.set_style(area, style);
        let number = if at < 9 { (at + 1).to_string() } else { String::new() };
        let column = canvas.put(area, 0, &number, canvas.theme.strong.patch(style)).max(columns("1")) + 1;
        let room = usize::from(area.width.saturating_sub(column));
        canvas.put(area, column, &canvas.cut(&menu.rows[at].label, room), style);
        canvas.click(area, Target::Choice(at));
    });
    let gap = gap.min(popup.foot.height);
    let preview = Rect { y: popup.foot.y + gap, height: popup.foot.height - gap, ..popup.foot };
    canvas.text(preview, text, canvas.theme.plain);
    cursor
}
