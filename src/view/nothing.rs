//! What helps where nothing passes?

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, line};
use super::status::remarks;
use crate::app::{App, LIST_GUTTER, Target};
use crate::query::{Change, WayOut};
use crate::text::wrap;

/// Says that nothing passes, and what would help: rows that can be taken. Returns where the selected one begins.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    let (words, theme) = (app.lang().words(), canvas.theme);
    let inner = Rect { x: area.x + LIST_GUTTER.min(area.width), width: area.width.saturating_sub(LIST_GUTTER), ..area };
    if app.library().catalogue.activities.is_empty() {
        let said = if app.source().is_loading { (words.loading)(0) } else { words.nothing_at_all.to_owned() };
        canvas.paragraph(inner, 0, &said, theme.plain);
        return Some(Position::new(area.x, area.y));
    }
    let ways_out = &app.browse().ways_out;
    let said: Vec<String> = ways_out.iter().map(|it| in_words(app, it)).collect();
    let height = |text: &str| wrap(text, usize::from(inner.width)).len();
    let needed = height(words.nothing_left) + said.first().map_or(0, |it| height(it));
    let mut at = 0;
    // Where there is no room for both, what helps matters more.
    if needed <= usize::from(inner.height) {
        at = canvas.paragraph(inner, at, words.nothing_left, theme.strong);
        // While the words are typed, the line above them says so.
        for remark in remarks(app).iter().filter(|_| app.overlay().is_none()) {
            at = canvas.paragraph(inner, at, remark, theme.plain);
        }
        at += usize::from(at + said.len() + 3 <= usize::from(inner.height));
    }
    let mut cursor = Some(Position::new(area.x, area.y));
    for (number, (row, said)) in (1..).zip(said.iter().enumerate()) {
        let (is_selected, start) = (row == app.browse().way_out, at);
        let style = if is_selected { theme.selected } else { theme.plain };
        let rows = Rect { height: u16::try_from(height(said)).unwrap_or(1), ..line(area, at) }.intersection(area);
        canvas.set_style(rows, style);
        at = canvas.paragraph(inner, at, said, style);
        canvas.gutter(rows, number, is_selected, "");
        canvas.click(rows, Target::Row(row));
        if is_selected && start < usize::from(area.height) {
            cursor = Some(Position::new(area.x, rows.y));
        }
    }
    if app.overlay().is_none() && !said.is_empty() {
        let at = at + usize::from(at + 2 <= usize::from(inner.height));
        canvas.paragraph(inner, at, words.way_out_keys, theme.plain);
    }
    cursor
}

fn in_words(app: &App, way_out: &WayOut) -> String {
    let words = app.lang().words();
    match &way_out.change {
        Change::Drop(criteria) => {
            let dropped: Vec<String> = criteria.iter().map(|it| app.in_words(*it)).collect();
            (words.without)(&dropped.join(words.and), way_out.count)
        }
        Change::Replace { word, by } => (words.instead_of)(&words.quoted(by), &words.quoted(word), way_out.count),
    }
}
