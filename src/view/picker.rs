//! Which values can be chosen, and which are chosen?
//!
//! Draws a picker of facet values.
//!
//! ```text
//! ┏━ Country ━━━━━━━━━━━━━━ 2 chosen ━┓
//! ┃ › type a name                     ┃
//! ┃ [x] France       FR  ▪▪▪  3       ┃
//! ┃ [−] Sweden       SE  ▪    1  not  ┃
//! ┃ Space takes France out: 3 stay    ┃
//! ```

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::popup::{Popup, PopupSpec};
use crate::app::{App, Panes, Picker, Row, Target};
use crate::catalogue::Country;
use crate::query::{Facet, Query, Selection, Value, count_after};
use crate::text::{pad, width, wrap};

/// Maximum length of the bar that represents a count.
const MAX_BAR_COLUMNS: usize = 8;

/// Minimum number of columns to which a name is truncated in a sentence.
const MIN_NAME_COLUMNS: usize = 4;

/// A line of a picker: the heading of a facet, or a value by its row index.
enum Entry {
    Heading(Facet),
    Value(usize),
}

/// Widths of the columns of a picker.
struct Columns {
    names: usize,
    /// Width of the country code, including the two spaces before it; 0 if no value is a country.
    code: usize,
    /// Largest count of a value.
    max_count: usize,
    bar: usize,
    counts: usize,
}

/// Draws a picker; returns the position of the selected row.
pub(super) fn draw(app: &App, picker: &Picker, canvas: &mut Canvas<'_>, panes: &Panes) -> Option<Position> {
    let words = app.lang().words();
    let (entries, sizes) = (entries(picker), Columns::of(app, picker));
    let hint = if picker.facet == Some(Facet::Date) { words.year_hint } else { words.picker_hint };
    let columns = sizes.width().max(width(hint) + 3).max(sizes.effect_width(app));
    let title = match (picker.facet, picker.selected_row()) {
        (Some(facet), _) => facet.name(app.lang()).to_owned(),
        // The heading of the facet may be out of view.
        (None, Some(row)) => format!("{} · {}", words.all_facets, row.facet.name(app.lang())),
        (None, None) => words.all_facets.to_owned(),
    };
    let right = chosen(app, picker);
    // All values count, whatever is typed, so that the box does not change its size during typing.
    let rows = picker.values.len() + if picker.facet.is_none() { Facet::ALL.len() } else { 0 };
    // If the sentence about the effect may be too long for one line, it gets two.
    let foot = if columns > Popup::room_beside_list(panes) { 2 } else { 1 };
    let spec = PopupSpec { title: &title, right: &right, columns, rows, foot, is_beside_list: true };
    let popup = Popup::open(canvas, panes, &spec);
    let caret = popup.draw_input(canvas, &picker.input, hint);
    let Some(row) = picker.selected_row() else {
        canvas.text(popup.body, &no_value(app, picker), canvas.theme.plain);
        return Some(caret);
    };
    let selected = entries.iter().position(|it| matches!(it, Entry::Value(row) if *row == picker.selected));
    let selected = selected.unwrap_or(0);
    let cursor = popup.draw_rows(canvas, popup.body, selected, entries.len(), |canvas, at, area| match entries[at] {
        Entry::Heading(facet) => {
            canvas.put(area, 0, facet.name(app.lang()), canvas.theme.heading);
        }
        Entry::Value(row) => {
            sizes.draw(app, canvas, &picker.rows[row], at == selected, area);
            canvas.add_click_target(area, Target::OverlayRow(row));
        }
    });
    draw_effect(app, picker, row, canvas, popup.foot);
    cursor
}

/// Returns the message that no value matches the input.
fn no_value(app: &App, picker: &Picker) -> String {
    let words = app.lang().words();
    let facet = picker.facet.unwrap_or(Facet::Country);
    match Country::from_name_or_code(picker.input.text().trim()).filter(|_| facet == Facet::Country) {
        Some(country) => (words.command.none_in_country)(country.name(app.lang())),
        None if picker.values.is_empty() => words.no_values_at_all.to_owned(),
        None => words.no_value.to_owned(),
    }
}

/// Draws the sentence that says what including the selected value would leave. If it is too long, the name in it is
/// truncated rather than the effect, as long as enough of the name remains.
fn draw_effect(app: &App, picker: &Picker, row: &Row, canvas: &mut Canvas<'_>, area: Rect) {
    let (name, sentence) = effect(app, picker, row);
    let [columns, lines] = [area.width, area.height].map(usize::from);
    let fits = |text: &str| wrap(text, columns).len() <= lines;
    let name_columns = MIN_NAME_COLUMNS..width(&name).min(columns * lines);
    let shorter = name_columns.rev().map(|columns| sentence(&canvas.truncated(&name, columns)));
    let text = std::iter::once(sentence(&name)).chain(shorter).find(|it| fits(it)).unwrap_or_else(|| sentence(&name));
    canvas.draw_paragraph(area, 0, &text, canvas.theme.plain);
}

/// Returns the number of chosen values in words; empty if there are none.
fn chosen(app: &App, picker: &Picker) -> String {
    let facets = Facet::ALL.into_iter().filter(|it| picker.facet.is_none_or(|only| only == *it));
    let chosen = facets.map(|it| app.query().selection(it)).map(|it| it.included.len() + it.excluded.len()).sum();
    if chosen > 0 { (app.lang().words().chosen)(chosen) } else { String::new() }
}

/// Returns the lines of a picker; if it shows several facets, each has a heading.
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

/// Returns the name of the selected value, and a function from that name, possibly truncated, to a sentence about how
/// choosing the value would change the list.
fn effect(app: &App, picker: &Picker, row: &Row) -> (String, impl Fn(&str) -> String) {
    let words = app.lang().words();
    let (facet, value) = (row.facet, row.value);
    let name = value.label(facet, app.library().terms(), app.lang());
    // Among the values of all facets, "not stated" needs the name of its facet.
    let needs_facet = picker.facet.is_none() && value == Value::NotStated;
    let name =
        if needs_facet { format!("{}{} {name}", facet.name(app.lang()), words.colon) } else { name.into_owned() };
    let is_included = app.query().selection(facet).included.contains(&value);
    let is_removed = is_included && !picker.is_typed();
    let change = |query: &mut Query| {
        if is_removed || !is_included {
            query.toggle(facet, value);
        }
    };
    let count = count_after(app.library(), app.query(), &app.list().answer, change);
    // While something is typed, Space is part of the input.
    let key = if picker.is_typed() { words.key_names.enter } else { words.key_names.space };
    let grows = count > app.list().answer.rows.len();
    let sentence = move |name: &str| match is_removed {
        true => (words.takes_out)(key, name, count, grows),
        false => (words.includes)(key, name, count, is_included),
    };
    (name, sentence)
}

impl Columns {
    fn of(app: &App, picker: &Picker) -> Self {
        let words = app.lang().words();
        let max_count = picker.values.iter().map(|it| it.count).max().unwrap_or(0);
        let names = picker.values.iter().chain(&picker.rows).map(|it| width(&name(app, it))).max().unwrap_or(0);
        let has_code = picker.values.iter().any(|it| matches!(it.value, Value::Country(_)));
        Self {
            names,
            code: if has_code { 4 } else { 0 },
            max_count,
            bar: max_count.min(MAX_BAR_COLUMNS),
            counts: width(&(words.number)(max_count)),
        }
    }

    /// Returns the width of a row in columns: mark, name, country code, bar, count, and the word for exclusion.
    fn width(&self) -> usize {
        4 + self.names + self.code + 2 + self.bar + 2 + self.counts + 7
    }

    /// Returns the maximum width of the sentence about the effect, so that the box does not change its size with the
    /// selection.
    fn effect_width(&self, app: &App) -> usize {
        let (words, total) = (app.lang().words(), app.library().catalogue.activities.len());
        let space = words.key_names.space;
        let sentences = [0, 1, total].map(|count| {
            let includes = (words.includes)(space, "", count, false);
            let takes_out = (words.takes_out)(space, "", count, count == total);
            width(&includes).max(width(&takes_out))
        });
        self.names + sentences.into_iter().max().unwrap_or(0)
    }

    fn draw(&self, app: &App, canvas: &mut Canvas<'_>, row: &Row, is_selected: bool, area: Rect) {
        let words = app.lang().words();
        let Selection { included, excluded } = app.query().selection(row.facet);
        let (mark, exclusion) = match (included.contains(&row.value), excluded.contains(&row.value)) {
            (true, _) => ("[x]", ""),
            (_, true) => ("[−]", words.not),
            _ => ("[ ]", ""),
        };
        let style = if is_selected { canvas.theme.selected } else { canvas.theme.plain };
        canvas.set_style(area, style);
        let code = if let Value::Country(country) = row.value { country.code() } else { "" };
        let code = if self.code > 0 { format!("  {}", pad(code, 2)) } else { String::new() };
        // Any count above zero has at least one symbol.
        let symbols = "▪".repeat((row.count * self.bar).div_ceil(self.max_count.max(1)));
        let (bar, count) =
            (pad(&symbols, self.bar), format!("{:>width$}", (words.number)(row.count), width = self.counts));
        let end = format!("{code}  {bar}  {count}  {}", pad(exclusion, 5));
        let room = usize::from(area.width).saturating_sub(4);
        // On a narrow screen, the name matters more than the bar.
        let is_narrow = room < self.names.min(24) + width(&end);
        let end = if is_narrow { format!("{code}  {count}  {exclusion}") } else { end };
        let name = canvas.truncated(&name(app, row), room.saturating_sub(width(&end)));
        let names = self.names.min(room.saturating_sub(width(&end)));
        let column = canvas.put(area, 0, &format!("{mark} {}", pad(&name, names)), style);
        canvas.put(area, column, &end, style);
    }
}

/// Returns the name of a value, followed by the name that matches the input if that is in another language.
fn name(app: &App, row: &Row) -> String {
    let name = row.value.label(row.facet, app.library().terms(), app.lang());
    match &row.matched {
        Some(matched) => format!("{name} = {matched}"),
        None => name.into_owned(),
    }
}
