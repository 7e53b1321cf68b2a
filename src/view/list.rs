//! Which activities match?
//!
//! Draws the list: one row for each activity, with place and country, title, and a snippet of the text that was found.
//!
//! ```text
//! ▌1✓Rotterdam                         NL
//! ▌  Managing cases on probation and on
//! ▌  release
//!  2 Málaga                            ES
//! ```

use std::ops::Range;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::canvas::{Canvas, TitleSpan, columns, line_area};
use super::empty_list;
use crate::app::{App, Area, LIST_GUTTER, Pane, Target, VisibleRow};
use crate::catalogue::{Activity, Country, Field};
use crate::document::words_around;
use crate::query::{Facet, Value};
use crate::text::{find_all, pad, width};

/// Maximum width of the column of places, if it shares a line with the title.
const MAX_PLACE_COLUMNS: usize = 20;

/// Number of rows that decide the widths of the columns.
const MEASURED_ROWS: usize = 1_000;

/// Draws the list; returns the position of the selected row.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, pane: Pane) -> Option<Position> {
    let list = app.list();
    canvas.add_scroll_area(pane.area, Area::List);
    draw_title_line(app, canvas, pane.title_line);
    if list.answer.rows.is_empty() {
        return empty_list::draw(app, canvas, pane.body);
    }
    let activity = |entry: &VisibleRow| app.library().catalogue.activities.get(entry.record);
    let wanted = &wanted_countries(app);
    let columns = if list.title_lines == 0 { column_widths(app, pane, wanted) } else { (0, 0) };
    let (mut cursor, mut at) = (None, 0);
    for (number, entry) in (1..).zip(&list.visible) {
        let height = u16::try_from(entry.height()).unwrap_or(1);
        let area = Rect { height, ..line_area(pane.body, at) }.intersection(pane.body);
        let is_selected = entry.row == list.selected;
        if is_selected {
            cursor = Some(Position::new(area.x, area.y));
        }
        if let Some(activity) = activity(entry) {
            let row = Row { app, activity, entry, wanted, style: row_style(app, canvas, is_selected) };
            row.draw(canvas, area, columns);
            canvas.draw_gutter(area, number, is_selected, row.mark());
        }
        canvas.add_click_target(area, Target::Row(entry.row));
        at += entry.height();
    }
    if let Some(first) = list.visible.first().filter(|_| list.title_lines == 0) {
        canvas.draw_thumb(pane.scrollbar, first.row, list.answer.rows.len());
    }
    cursor
}

/// Returns the countries that the filters include.
fn wanted_countries(app: &App) -> Vec<Country> {
    let included = app.query().selection(Facet::Country).included.iter();
    included.filter_map(|it| if let Value::Country(country) = it { Some(*country) } else { None }).collect()
}

/// Returns the widths of the columns for place and countries in a flat list. The first rows decide, so that the columns
/// stay where they are while the list scrolls, unless those in view need more.
fn column_widths(app: &App, pane: Pane, wanted: &[Country]) -> (usize, usize) {
    let activities = &app.library().catalogue.activities;
    let visible = app.list().visible.iter().map(|it| it.record);
    let first = app.list().answer.rows.iter().copied().take(MEASURED_ROWS);
    let rows = first.chain(visible).filter_map(|it| activities.get(it));
    let widths = rows.map(|it| (width(it.place.name.get(app.lang())), width(&it.country_codes_label(wanted))));
    let (place, codes) = widths.fold((0, 0), |most, it| (most.0.max(it.0), most.1.max(it.1)));
    let room = usize::from(pane.body.width.saturating_sub(LIST_GUTTER)) / 3;
    (place.min(MAX_PLACE_COLUMNS).min(room), codes)
}

/// Draws the title line: the title of the catalogue, the order if it is not the default, and the visible rows of the
/// total.
fn draw_title_line(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let (list, words) = (app.list(), app.lang().words());
    let titles: Vec<&str> = app.library().catalogue.headers.iter().map(|it| it.title.get(app.lang())).collect();
    let shown = match (list.visible.first(), list.visible.last()) {
        (Some(first), Some(last)) if !list.answer.rows.is_empty() => {
            let [first, last, count] = [first.row + 1, last.row + 1, list.answer.rows.len()].map(words.number);
            format!("{first}–{last}/{count}")
        }
        _ => String::new(),
    };
    let query = app.query();
    let order = (query.sort.is_some() || query.reversed).then(|| words.orders_short[query.order() as usize]);
    let reversed = query.reversed.then_some(words.reversed);
    let order: Vec<&str> = order.into_iter().chain(reversed).collect();
    let full = [order.join(", "), shown].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
    let is_focused = app.is_list_focused();
    let titles = titles.join(" · ");
    // A stroke and a space on each side of the title, and three more columns if there is text at the right end.
    let room =
        |right: &str| usize::from(area.width.saturating_sub(4 + if right.is_empty() { 0 } else { columns(right) + 3 }));
    let (fits, max_columns) = (width(&titles) <= room(&full), usize::from(area.width.saturating_sub(6)));
    let is_all = list.visible.len() == list.answer.rows.len();
    let right = match order.as_slice() {
        _ if fits => full,
        // If all rows are visible, the title of the catalogue matters more than their number; the order matters more
        // than both.
        [] if is_all || width(&full) > max_columns => String::new(),
        [] => full,
        order => canvas.truncated(&order.join(", "), max_columns),
    };
    let title = canvas.truncated(&titles, room(&right));
    let style = if is_focused { canvas.theme.strong } else { canvas.theme.plain };
    let spans = [TitleSpan { text: format!(" {title} "), style, target: None }];
    canvas.draw_title_line(area, is_focused, if title.is_empty() { &[] } else { &spans }, &right);
}

/// Returns the style of a row's text.
fn row_style(app: &App, canvas: &Canvas<'_>, is_selected: bool) -> Style {
    if is_selected && app.is_list_focused() { canvas.theme.selected } else { canvas.theme.plain }
}

struct Row<'a> {
    app: &'a App,
    activity: &'a Activity,
    entry: &'a VisibleRow,
    /// Countries that the filters include.
    wanted: &'a [Country],
    style: Style,
}

impl Row<'_> {
    /// Returns the symbol for a marked activity, a different one while the mark is being saved, or an empty string.
    fn mark(&self) -> &'static str {
        let library = self.app.library();
        match self.app.marks().is_saving(&library.catalogue, self.activity) {
            true => "…",
            false if library.is_marked(self.entry.record) => "✓",
            false => "",
        }
    }

    /// Draws the row; in a flat list, `places` and `codes` are the widths of the columns for place and countries.
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, (places, codes): (usize, usize)) {
        let place = self.activity.place.name.get(self.app.lang());
        let countries = self.activity.country_codes_label(self.wanted);
        canvas.set_style(area, self.style);
        let first = line_area(area, 0);
        if self.app.list().title_lines == 0 {
            let place = pad(&canvas.truncated(place, places), places);
            let column = self.put_field(canvas, first, LIST_GUTTER, Field::Place, &place, usize::MAX);
            let column = canvas.put(first, column + 1, &pad(&countries, codes), self.style) + 2;
            self.put_title(canvas, first, column, 0..usize::MAX);
            return self.draw_snippet(canvas, area);
        }
        let room = usize::from(area.width.saturating_sub(LIST_GUTTER + 1 + columns(&countries)));
        self.put_field(canvas, first, LIST_GUTTER, Field::Place, &canvas.truncated(place, room), usize::MAX);
        canvas.put_right(first, &countries, self.style);
        for (at, range) in self.entry.title.iter().enumerate() {
            // The last line takes the rest of the title, so that it ends with an ellipsis if it is cut.
            let end = if at + 1 == self.entry.title.len() { usize::MAX } else { range.end };
            self.put_title(canvas, line_area(area, at + 1), LIST_GUTTER, range.start..end);
        }
        self.draw_snippet(canvas, area);
    }

    /// Writes a byte range of the title from `column` to the end of a line. If the line ends before the first hit of the
    /// title, it shows the words around that hit. A title that is cut keeps the tag of its language.
    fn put_title(&self, canvas: &mut Canvas<'_>, line: Rect, column: u16, range: Range<usize>) {
        let version = self.activity.title.version(self.app.lang());
        let (title, room) = (version.tagged(), usize::from(line.width.saturating_sub(column)));
        let range = range.start..range.end.min(title.len());
        let has_tag = (range.start..range.end).contains(&version.text.len());
        let is_cut = has_tag && width(&title[range.clone()]) > room;
        let suffix = if is_cut { &title[version.text.len()..] } else { "" };
        let range = range.start..range.end - suffix.len();
        let room = room.saturating_sub(width(suffix));
        let hits = self.hits(Field::Title, version.text);
        let mut shown = canvas.truncated(&title[range.clone()], room);
        let visible = shown.strip_suffix(canvas.ellipsis()).unwrap_or(&shown).len();
        let own = range.start..range.end.min(version.text.len()).max(range.start);
        let mut own_bytes = own.len().min(shown.len());
        let is_cut_off = |it: &Range<usize>| it.start >= own.start && it.end <= own.end && it.end > own.start + visible;
        if let Some(hit) = hits.min_by_key(|it| it.start).filter(is_cut_off) {
            // One column has been reserved for each ellipsis.
            let room_for_words = room.saturating_sub(2 * (width(canvas.ellipsis()) - 1));
            shown = canvas.truncated(&words_around(&title, &own, &hit, room_for_words), room);
            own_bytes = shown.len();
        }
        self.put_field(canvas, line, column, Field::Title, &(shown + suffix), own_bytes);
    }

    /// Draws the snippet, if the row has one.
    fn draw_snippet(&self, canvas: &mut Canvas<'_>, area: Rect) {
        if let Some(snippet) = &self.entry.snippet {
            let hits: Vec<_> = snippet.hits.iter().map(|it| (it.clone(), self.hit_style(canvas))).collect();
            let last = line_area(area, self.entry.height() - 1);
            let snippet_text = canvas.truncated(&snippet.text, usize::from(last.width.saturating_sub(LIST_GUTTER)));
            canvas.put_styled(last, LIST_GUTTER, &snippet_text, self.style, &hits);
        }
    }

    /// Returns the hits of the search in a text of a field.
    fn hits<'t>(&'t self, field: Field, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let needles = self.app.browse().needles.iter().filter(move |it| it.scope.covers(field));
        needles.flat_map(move |it| find_all(text, &it.text))
    }

    /// Returns the style of a hit. A selected row is already reversed, so its hits take the style of the current hit,
    /// which differs by more than that.
    fn hit_style(&self, canvas: &Canvas<'_>) -> Style {
        if self.style == canvas.theme.selected { canvas.theme.current_hit } else { canvas.theme.hit }
    }

    /// Writes the place or the title, with the hits of the search in its first `own` bytes, after which comes the tag of
    /// its language. Returns the column after it.
    fn put_field(&self, canvas: &mut Canvas<'_>, area: Rect, column: u16, field: Field, text: &str, own: usize) -> u16 {
        let style = if field == Field::Place { self.style.patch(canvas.theme.strong) } else { self.style };
        let hits = self.hits(field, text).filter(|it| it.end <= own);
        let hits: Vec<_> = hits.map(|it| (it, self.hit_style(canvas))).collect();
        canvas.put_styled(area, column, text, style, &hits)
    }
}
