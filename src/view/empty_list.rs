//! What helps when nothing matches?
//!
//! Draws the empty list: why it is empty, and changes to the query that would give results.

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, column_range, columns, line_area};
use super::status::action_of_hint;
use crate::app::{App, LIST_GUTTER, Target};
use crate::query::{QueryChange, WayOut};
use crate::text::wrap;

const HINT_SEPARATOR: &str = " · ";

/// Number of lines that a remark on the search keeps beside the ways out.
const MIN_REMARK_LINES: usize = 2;

/// Draws a message and, unless the catalogue is empty, the ways out as selectable rows. Returns the position of the
/// selected one.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    let (words, theme) = (app.lang().words(), canvas.theme);
    let inner = column_range(area, LIST_GUTTER, area.width);
    if app.library().catalogue.activities.is_empty() {
        let message = if app.source().is_still_loading() {
            (words.loading)(0, app.source().percent_loaded())
        } else {
            words.nothing_at_all.to_owned()
        };
        canvas.draw_paragraph(inner, 0, &message, theme.plain);
        return Some(Position::new(area.x, area.y));
    }
    let texts: Vec<String> = app.browse().ways_out.rows.iter().map(|it| in_words(app, it)).collect();
    let height = |text: &str| wrap(text, usize::from(inner.width)).len();
    let first_height = texts.first().map_or(0, |it| height(it));
    let mut at = 0;
    // If there is no room for both, the ways out matter more.
    let heading = if app.source().is_still_loading() { words.nothing_yet } else { words.nothing_left };
    if height(heading) + first_height <= usize::from(inner.height) {
        at = canvas.draw_paragraph(inner, at, heading, theme.strong);
        let most = usize::from(inner.height).saturating_sub(at + MIN_REMARK_LINES).max(first_height);
        let reserved = texts.iter().map(|it| height(it)).sum::<usize>().min(most);
        let above = Rect { height: inner.height.saturating_sub(u16::try_from(reserved).unwrap_or(u16::MAX)), ..inner };
        // While the search is being typed, its remarks are shown above the prompt instead.
        for remark in app.remarks().iter().filter(|_| app.overlay().is_none()) {
            at = canvas.draw_paragraph(above, at, remark, theme.plain).min(usize::from(above.height));
        }
        at += usize::from(at + texts.len() + 3 <= usize::from(inner.height));
    }
    let below = |at: usize| Rect { height: area.bottom().saturating_sub(line_area(area, at).y), ..line_area(area, at) };
    let (end, cursor) = rows(app, canvas, below(at), &texts);
    if app.overlay().is_none() && !texts.is_empty() {
        let end = end + usize::from(end + 2 <= usize::from(below(at).height));
        draw_keys(app, canvas, below(at + end));
    }
    cursor
}

/// Draws the keys for the ways out, each hint whole on its line.
fn draw_keys(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let inner = column_range(area, LIST_GUTTER, area.width);
    let (mut line, mut column) = (0, 0);
    for hint in app.lang().words().way_out_keys.split(HINT_SEPARATOR) {
        let hint = &canvas.truncated(hint, usize::from(inner.width));
        if column > 0 && column + columns(HINT_SEPARATOR) + columns(hint) > inner.width {
            (line, column) = (line + 1, 0);
        }
        let area = line_area(inner, line);
        let start = if column > 0 { canvas.put(area, column, HINT_SEPARATOR, canvas.theme.plain) } else { 0 };
        let key = hint.find(' ').unwrap_or(hint.len());
        column = canvas.put_styled(area, start, hint, canvas.theme.plain, &[(0..key, canvas.theme.strong)]);
        if let Some(action) = action_of_hint(app, hint) {
            canvas.add_click_target(column_range(area, start, column - start), Target::Act(action));
        }
    }
}

/// Draws the ways out that fit, among them the selected one. Returns the line after them, and the position of the
/// selected one.
fn rows(app: &App, canvas: &mut Canvas<'_>, area: Rect, texts: &[String]) -> (usize, Option<Position>) {
    let inner = column_range(area, LIST_GUTTER, area.width);
    let selected = app.browse().ways_out.selected;
    let height = |row: usize| wrap(&texts[row], usize::from(inner.width)).len();
    let fits = |first: &usize| (*first..=selected).map(height).sum::<usize>() <= usize::from(area.height);
    let first = (0..texts.len().min(selected + 1)).find(fits).unwrap_or(selected);
    let (mut at, mut cursor) = (0, Some(Position::new(area.x, area.y)));
    for (row, text) in texts.iter().enumerate().skip(first) {
        let is_selected = row == selected;
        let style = if is_selected { canvas.theme.selected } else { canvas.theme.plain };
        let row_area =
            Rect { height: u16::try_from(height(row)).unwrap_or(1), ..line_area(area, at) }.intersection(area);
        canvas.set_style(row_area, style);
        at = canvas.draw_paragraph(inner, at, text, style);
        canvas.draw_gutter(row_area, row + 1, is_selected, "");
        canvas.add_click_target(row_area, Target::Row(row));
        if is_selected {
            cursor = Some(Position::new(area.x, row_area.y));
        }
    }
    (at, cursor)
}

fn in_words(app: &App, way_out: &WayOut) -> String {
    let words = app.lang().words();
    match &way_out.change {
        QueryChange::Drop(criteria) => {
            let dropped: Vec<String> = criteria.iter().map(|it| app.in_words(*it)).collect();
            (words.without)(&dropped.join(words.and), way_out.count)
        }
        QueryChange::DropWord { word, .. } => (words.without_word)(&words.quoted(word), way_out.count),
        QueryChange::AnyWord { .. } => (words.with_any_word)(way_out.count),
        QueryChange::Replace { word, by } => (words.instead_of)(&words.quoted(by), &words.quoted(word), way_out.count),
    }
}
