//! What can be copied, exported or opened?
//!
//! Draws a menu: rows to choose from, and below them a preview of the selected one.
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
use super::popup::{Popup, PopupSpec};
use crate::app::{App, Menu, MenuKind, Notice, Panes, Target};
use crate::text::{width, wrap};

/// Number of lines of the preview.
const PREVIEW_LINES: u16 = 3;
/// Screen height in lines from which there is room for an empty line before the preview.
const MIN_ROOMY_HEIGHT: u16 = 18;

/// Draws a menu; returns the position of the selected row.
pub(super) fn draw(app: &App, menu: &Menu, canvas: &mut Canvas<'_>, panes: &Panes) -> Option<Position> {
    let gap = u16::from(panes.area.height >= MIN_ROOMY_HEIGHT);
    let popup = open(app, menu, canvas, panes, gap);
    if menu.kind == MenuKind::Shown {
        let lines = menu.lines(Menu::text_columns(panes.area.width));
        let selected = menu.selected.min(lines.len().saturating_sub(1));
        return popup.draw_rows(canvas, popup.body, selected, lines.len(), |canvas, at, area| {
            canvas.put(area, 0, &canvas.truncated(lines[at], usize::from(area.width)), canvas.theme.strong);
        });
    }
    let cursor = popup.draw_rows(canvas, popup.body, menu.selected, menu.rows.len(), |canvas, at, area| {
        let style = if at == menu.selected { canvas.theme.selected } else { canvas.theme.plain };
        canvas.set_style(area, style);
        let number = if at < 9 { (at + 1).to_string() } else { String::new() };
        let column = canvas.put(area, 0, &number, canvas.theme.strong.patch(style)).max(columns("1")) + 1;
        let room = usize::from(area.width.saturating_sub(column));
        canvas.put(area, column, &canvas.truncated(&menu.rows[at].label, room), style);
        canvas.add_click_target(area, Target::OverlayRow(at));
    });
    let gap = gap.min(popup.foot.height);
    let preview = Rect { y: popup.foot.y + gap, height: popup.foot.height - gap, ..popup.foot };
    canvas.text(preview, menu.selected_item().map_or("", |it| &it.text), canvas.theme.plain);
    cursor
}

/// Opens the popup of a menu and draws its key hint; `gap` is the number of empty lines before the preview.
fn open(app: &App, menu: &Menu, canvas: &mut Canvas<'_>, panes: &Panes, gap: u16) -> Popup {
    let (words, room) = (&app.lang().words().copy_export, Menu::text_columns(panes.area.width));
    let (title, hint) = match menu.kind {
        MenuKind::Copy => (words.copy_title.to_owned(), words.copy_hint),
        MenuKind::Export if app.mode().is_sheet() => (words.export_sheet_title.to_owned(), words.export_hint),
        MenuKind::Export => {
            let title = (words.export_title)(app.list().answer.rows.len());
            let section = app.mode().lens().map(|it| format!(" · {}", it.section.name(app.lang())));
            (title + &section.unwrap_or_default(), words.export_hint)
        }
        MenuKind::Links => {
            let hint = if app.can_copy_selected_item() { words.open_hint } else { words.copy_hint };
            (words.links_title.to_owned(), hint)
        }
        MenuKind::Shown => {
            let is_copied = app.notice().is_some_and(Notice::is_about_copying);
            let hint = if is_copied { words.copied_hint } else { words.shown_hint };
            (menu.selected_item().map(|it| it.label.clone()).unwrap_or_default(), hint)
        }
    };
    let (rows, foot) = match menu.kind {
        MenuKind::Shown => (menu.lines(room).len(), 0),
        MenuKind::Export => (menu.rows.len(), gap + 1),
        MenuKind::Copy | MenuKind::Links => (menu.rows.len(), gap + PREVIEW_LINES),
    };
    // A hint longer than one line takes more lines; the rows can be scrolled.
    let extra_lines = wrap(hint, room).len().saturating_sub(1);
    let labels = menu.rows.iter().map(|it| width(&it.label) + 2).max().unwrap_or(0);
    let columns = labels.max(room);
    let spec = PopupSpec { title: &title, right: "", columns, rows: rows + extra_lines, foot, is_beside_list: false };
    let mut popup = Popup::open(canvas, panes, &spec);
    popup.grow_input(u16::try_from(extra_lines).unwrap_or(0));
    canvas.text(popup.input, hint, canvas.theme.plain);
    popup
}
