//! Which values are there to choose, and which are chosen?
//!
//! ```text
//! ┏━ Pays ━━━━━━━━━━━━━━━━━━━━━━┓
//! ┃ › fr                         ┃
//! ┃ [x] France               3   ┃
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::bar::facet_name;
use super::draw::{line, put};
use super::popup;
use super::theme::Theme;
use crate::app::{App, Panes, Picker, Row};
use crate::query::{Facet, Value};
use crate::text::{truncate, width};

/// A line of a picker: the name of a facet, or a value by its row.
enum Entry {
    Heading(Facet),
    Value(usize),
}

/// Draws a picker; returns where its selected row begins.
pub(super) fn draw(app: &App, picker: &Picker, theme: &Theme, panes: &Panes, buffer: &mut Buffer) -> Option<Position> {
    let words = app.lang.words();
    let title = picker.facet.map_or(words.all_facets, |facet| facet_name(facet, app));
    let entries = entries(picker);
    let lines = popup::lines(entries.len());
    let inner = popup::open(buffer, theme, panes, lines, title, words.count_hint);
    input(app, picker, theme, inner, buffer);
    let body = popup::below_input(inner);
    if picker.rows.is_empty() {
        put(buffer, body, 0, &truncate(words.no_value, usize::from(body.width)), theme.dim);
        return Some(Position::new(inner.x, inner.y));
    }
    let selected = entries.iter().position(|it| matches!(it, Entry::Value(row) if *row == picker.selected));
    let selected = selected.unwrap_or(0);
    let first = popup::first_line(selected, entries.len(), usize::from(body.height));
    let visible = entries.iter().enumerate().skip(first).take(usize::from(body.height));
    let mut cursor = None;
    for (at, entry) in visible {
        let area = line(body, at - first);
        match entry {
            Entry::Heading(facet) => {
                put(buffer, area, 0, facet_name(*facet, app), theme.heading);
            }
            Entry::Value(row) => value(app, picker.rows[*row], at == selected, theme, area, buffer),
        }
        if at == selected {
            cursor = Some(Position::new(area.x, area.y));
        }
    }
    cursor
}

/// Returns the lines of a picker; where it shows several facets, each has a heading.
fn entries(picker: &Picker) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut facet = None;
    for (at, row) in picker.rows.iter().enumerate() {
        if picker.facet.is_none() && facet != Some(row.facet) {
            facet = Some(row.facet);
            entries.push(Entry::Heading(row.facet));
        }
        entries.push(Entry::Value(at));
    }
    entries
}

fn input(app: &App, picker: &Picker, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let column = put(buffer, area, 0, "› ", theme.mark);
    let typed = picker.input.text();
    if typed.is_empty() {
        let room = usize::from(area.width.saturating_sub(column));
        put(buffer, area, column, &truncate(app.lang.words().picker_hint, room), theme.dim);
    } else {
        put(buffer, area, column, typed, theme.strong);
    }
}

fn value(app: &App, row: Row, is_selected: bool, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let selection = app.asked.query().selection(row.facet);
    let mark = match () {
        () if selection.included.contains(&row.value) => "[x]",
        () if selection.excluded.contains(&row.value) => "[−]",
        () => "[ ]",
    };
    let style = match (is_selected, row.count) {
        (true, _) => theme.selected,
        (false, 0) => theme.dim,
        (false, _) => theme.plain,
    };
    buffer.set_style(area, style);
    let terms = app.library.terms();
    let mut name = row.value.label(row.facet, terms, app.lang).to_owned();
    if let Value::Country(country) = row.value {
        name = format!("{name} ({})", country.code());
    }
    let count = row.count.to_string();
    let room = usize::from(area.width).saturating_sub(width(&count) + 6);
    let column = put(buffer, area, 0, mark, style);
    put(buffer, area, column + 1, &truncate(&name, room), style);
    let column = area.width.saturating_sub(u16::try_from(width(&count)).unwrap_or(0) + 1);
    put(buffer, area, column, &count, style);
}
