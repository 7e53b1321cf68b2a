//! Which keys are there, and what do they do?
//!
//! Draws the help overlay: a searchable table of key bindings.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::popup::{Popup, PopupSpec};
use crate::app::{App, Binding, Help, Panes, Target, bindings};
use crate::lang::Words;
use crate::text::{fold, width, wrap};

/// Number of lines below the list for a description that does not fit into its row.
const FOOTER_LINES: u16 = 3;

/// The content of the rows: names of keys, and descriptions.
struct Table<'a> {
    keys: Vec<String>,
    descriptions: Vec<&'a str>,
}

/// Draws the help; returns the position of the selected row.
pub(super) fn draw(app: &App, help: &Help, canvas: &mut Canvas<'_>, panes: &Panes) -> Option<Position> {
    let words = app.lang().words();
    // All bindings count, whatever is typed, so that the box does not change its size during typing.
    let whole = Table::new(bindings(help.context), app);
    let table = Table::new(help.rows().into_iter(), app);
    let columns = whole.key_columns() + whole.descriptions.iter().map(|it| width(it)).max().unwrap_or(0).max(40);
    let mouse_help = if app.host().is_mouse_disabled { words.mouse_left } else { words.mouse_help };
    let mouse_lines = wrap(mouse_help, columns.min(usize::from(panes.area.width).saturating_sub(4))).len();
    // The full description of the selected row is shown below the list, in place of the mouse help.
    let is_narrow = columns + 4 > usize::from(panes.area.width);
    let rows = whole.keys.len() + if is_narrow { mouse_lines.max(usize::from(FOOTER_LINES)) } else { mouse_lines };
    let spec = PopupSpec { title: words.help_title, right: "", columns, rows, foot: 0, is_beside_list: false };
    let popup = Popup::open(canvas, panes, &spec);
    let caret = popup.draw_input(canvas, &help.input, words.help_hint);
    let body = popup.body;
    if table.keys.is_empty() {
        let is_mouse = fold(mouse_help).contains(&fold(help.input.text().trim()));
        canvas.draw_paragraph(body, 0, if is_mouse { mouse_help } else { words.no_key }, canvas.theme.plain);
        return Some(caret);
    }
    // On a narrow screen, a readable description matters more than a complete list of keys.
    let column = whole.key_columns().min(usize::from(body.width) * 2 / 5);
    let room = usize::from(body.width).saturating_sub(column);
    // If any description is truncated, lines are reserved for the full one of the selected row.
    let is_truncated = table.descriptions.iter().any(|it| width(it) > room);
    let below = if is_truncated { FOOTER_LINES } else { u16::try_from(mouse_lines).unwrap_or(0) }
        .min(body.height.saturating_sub(u16::try_from(table.keys.len().min(2)).unwrap_or(2)));
    let list = Rect { height: body.height - below, ..body };
    let cursor = popup.draw_rows(canvas, list, help.selected, table.keys.len(), |canvas, at, area| {
        let style = if at == help.selected { canvas.theme.selected } else { canvas.theme.plain };
        canvas.set_style(area, style);
        let keys = canvas.truncated(&table.keys[at], column.saturating_sub(1));
        canvas.put(area, 0, &keys, canvas.theme.strong.patch(style));
        canvas.put(area, u16::try_from(column).unwrap_or(0), &canvas.truncated(table.descriptions[at], room), style);
        canvas.add_click_target(area, Target::OverlayRow(at));
    });
    let sentence = table.sentence(help.selected, words).filter(|_| is_truncated);
    let foot = Rect { y: list.bottom(), height: below, ..body };
    canvas.draw_paragraph(foot, 0, sentence.as_deref().unwrap_or(mouse_help), canvas.theme.plain);
    cursor
}

impl<'a> Table<'a> {
    fn new(bindings: impl Iterator<Item = &'static Binding>, app: &App) -> Self {
        let names = |it: &Binding| it.names(app.lang().words(), app.display().is_ascii);
        let row = |it: &'static Binding| (names(it).join("  "), app.label(it).long);
        let (keys, descriptions) = bindings.map(row).unzip();
        Self { keys, descriptions }
    }

    /// Returns the width of the key column, including the space after it.
    fn key_columns(&self) -> usize {
        self.keys.iter().map(|it| width(it)).max().unwrap_or(0) + 2
    }

    /// Returns a row as one sentence, or `None` if there is no such row.
    fn sentence(&self, row: usize, words: &Words) -> Option<String> {
        Some(format!("{}{} {}", self.keys.get(row)?.replace("  ", ", "), words.colon, self.descriptions.get(row)?))
    }
}
