//! Which activities pass? One row each: place, country, title.
//!
//! ```text
//! ▌Avignon                                 FR
//!   Évaluer le risque chez les délinquants…
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::draw::{line, put, put_styled, rule};
use super::theme::Theme;
use crate::app::{App, Pane};
use crate::catalogue::{Activity, Field};
use crate::text::{find_all, pad, truncate, width};

/// The widest column of places, where they share a line with the title.
const PLACES: usize = 20;

/// Draws the list; returns where its selected row begins.
pub(super) fn draw(app: &App, theme: &Theme, pane: Pane, buffer: &mut Buffer) -> Option<Position> {
    let words = app.lang.words();
    let rows = &app.list.answer.rows;
    let at = if rows.is_empty() { String::new() } else { format!("{}/{}", app.list.selected + 1, rows.len()) };
    let at = format!("{}{at}", order(app));
    rule(buffer, theme, pane.rule, app.lists(), words.activities, &at);
    if rows.is_empty() {
        nothing(app, theme, pane.body, buffer);
        return Some(Position::new(pane.body.x, pane.body.y));
    }
    let lines = app.panes().lines_per_row();
    let shown = usize::from(pane.body.height) / lines;
    let visible: Vec<(usize, &Activity)> = (app.list.top..rows.len())
        .take(shown.max(1))
        .filter_map(|row| Some((row, app.library.catalogue.activities.get(rows[row])?)))
        .collect();
    let names = visible.iter().map(|(row, it)| width(&name(app, rows[*row], it)));
    let room = usize::from(pane.body.width).saturating_sub(6);
    let places = names.max().unwrap_or(0).min(PLACES).min(room);
    let mut cursor = None;
    for (at, (row, activity)) in visible.into_iter().enumerate() {
        let is_selected = row == app.list.selected;
        let area = Rect { height: u16::try_from(lines).unwrap_or(1), ..line(pane.body, at * lines) };
        let area = area.intersection(pane.body);
        if is_selected {
            cursor = Some(Position::new(area.x, area.y));
        }
        let style = if is_selected && app.lists() { theme.selected } else { theme.plain };
        buffer.set_style(area, style);
        let name = name(app, rows[row], activity);
        let entry = Entry { app, theme, activity, name, style, is_selected };
        if lines == 2 { entry.tall(area, buffer) } else { entry.flat(area, places, buffer) }
    }
    cursor
}

/// Returns the name of a record's place, with a sign before it where the record is marked.
fn name(app: &App, record: usize, activity: &Activity) -> String {
    let sign = match (app.library.is_marked(record), app.is_saving(record)) {
        (true, false) => "✓ ",
        (_, true) => "… ",
        (false, false) => "",
    };
    format!("{sign}{}", activity.place.name.get(app.lang))
}

/// Returns the order of the list in a word, where it is not the usual one.
fn order(app: &App) -> String {
    let query = app.asked.query();
    let arrow = if query.reversed { "↑ " } else { "" };
    match query.sort {
        None if !query.reversed => String::new(),
        _ => format!("{arrow}{} · ", app.lang.words().orders_short[query.order() as usize]),
    }
}

struct Entry<'a> {
    app: &'a App,
    theme: &'a Theme,
    activity: &'a Activity,
    /// Its place, with a sign before it where it is marked.
    name: String,
    style: Style,
    is_selected: bool,
}

impl Entry<'_> {
    /// Two lines: place and country, then the title.
    fn tall(&self, area: Rect, buffer: &mut Buffer) {
        self.mark(area, buffer);
        let room = usize::from(area.width).saturating_sub(6);
        self.text(line(area, 0), 1, Field::Place, &self.name, room, buffer);
        let code = self.activity.place.country.code();
        put(buffer, line(area, 0), area.width.saturating_sub(3), code, self.style);
        let room = usize::from(area.width).saturating_sub(4);
        self.text(line(area, 1), 3, Field::Title, self.activity.title.get(self.app.lang), room, buffer);
    }

    /// One line: place, country, title.
    fn flat(&self, area: Rect, places: usize, buffer: &mut Buffer) {
        self.mark(area, buffer);
        let place = pad(&self.name, places);
        let column = self.text(area, 1, Field::Place, &place, places, buffer);
        let column = put(buffer, area, column + 1, self.activity.place.country.code(), self.style);
        let room = usize::from(area.width.saturating_sub(column + 3));
        self.text(area, column + 2, Field::Title, self.activity.title.get(self.app.lang), room, buffer);
    }

    fn mark(&self, area: Rect, buffer: &mut Buffer) {
        if !self.is_selected {
            return;
        }
        for at in 0..usize::from(area.height) {
            put(buffer, line(area, at), 0, "▌", self.style.patch(self.theme.mark));
        }
    }

    /// Writes the place or the title, cut to the room there is, with what the search has found in it.
    fn text(&self, area: Rect, column: u16, field: Field, text: &str, room: usize, buffer: &mut Buffer) -> u16 {
        let text = truncate(text, room);
        let style = if field == Field::Place { self.style.patch(self.theme.strong) } else { self.style };
        let mut needles = self.app.asked.query().words();
        needles.retain(|it| it.field.is_none_or(|only| only == field));
        let hits = needles.iter().flat_map(|it| find_all(&text, &it.text)).map(|range| (range, self.theme.hit));
        put_styled(buffer, area, column, &text, style, &hits.collect::<Vec<_>>())
    }
}

/// Says that nothing is left, and which filter to drop for what.
pub(super) fn nothing(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let words = app.lang.words();
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    if app.library.catalogue.activities.is_empty() {
        paragraph(buffer, inner, 0, words.nothing_at_all, theme.plain);
        return;
    }
    let drops: Vec<String> = app
        .drops()
        .iter()
        .map(|(criteria, count)| {
            let chips: Vec<String> = criteria.iter().map(|it| super::bar::chip(app, *it)).collect();
            format!("→ {}", (words.without)(&chips.join(words.and), *count))
        })
        .collect();
    let height = |text: &str| crate::text::wrap(text, usize::from(inner.width)).len();
    let needed = height(words.nothing_left) + drops.first().map_or(0, |it| height(it));
    let mut at = 0;
    // Where there is no room for both, what helps matters more.
    if needed <= usize::from(inner.height) {
        at = paragraph(buffer, inner, at, words.nothing_left, theme.strong);
    }
    for drop in &drops {
        at = paragraph(buffer, inner, at, drop, theme.plain);
    }
    if app.overlay.is_none() {
        paragraph(buffer, inner, at, words.drop_keys, theme.dim);
    }
}

/// Writes a wrapped paragraph from line `at` of an area; returns the line behind it.
fn paragraph(buffer: &mut Buffer, area: Rect, at: usize, text: &str, style: Style) -> usize {
    let ranges = crate::text::wrap(text, usize::from(area.width));
    for (below, range) in ranges.iter().enumerate() {
        // What there is no room for leaves a sign that there is more.
        let is_cut = at + below + 1 == usize::from(area.height) && below + 1 < ranges.len();
        let end = if is_cut { text.len() } else { range.end };
        put(buffer, line(area, at + below), 0, &truncate(&text[range.start..end], usize::from(area.width)), style);
    }
    at + ranges.len()
}
