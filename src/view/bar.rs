//! Which filters are active, and how much do they leave?
//!
//! ` Pays : FR, ES · Thème : − formation · « probation »                     3 sur 9 `

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw::put;
use super::theme::Theme;
use crate::app::App;
use crate::query::{Criterion, Facet};
use crate::text::{clean_line, truncate, width};

/// Draws the filter bar.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let words = app.lang.words();
    let (passing, total) = (app.list.answer.rows.len(), app.library.catalogue.activities.len());
    let mut count = (words.n_of_n)(passing, total);
    if app.is_loading {
        count = (words.loading)(total);
    }
    let left_out = app.library.catalogue.left_out();
    if left_out > 0 {
        count = format!("{} · {count}", (words.left_out_short)(left_out));
    }
    if app.stale.is_some() {
        count = format!("{} · {count}", words.stale_short);
    }
    let count_width = u16::try_from(width(&count)).unwrap_or(area.width);
    let count_column = area.width.saturating_sub(count_width + 1);
    let room = Rect { width: count_column.saturating_sub(1), ..area };
    let chips = chips(app);
    if chips.is_empty() {
        let titles: Vec<&str> = app.library.catalogue.headers.iter().map(|it| it.title.get(app.lang)).collect();
        let title = truncate(&titles.join(" · "), usize::from(room.width).saturating_sub(1));
        put(buffer, room, 1, &title, theme.strong);
    } else {
        let style = theme.chip;
        let full: usize = chips.iter().map(|it| width(it) + 3).sum();
        let chips = if full <= usize::from(room.width) { chips } else { values(app) };
        let mut column = 1;
        for (at, chip) in chips.iter().enumerate() {
            if at > 0 {
                column = put(buffer, room, column, " · ", theme.dim);
            }
            // Room is kept for a sign that there are more.
            let more = if at + 1 < chips.len() { 4 } else { 0 };
            let left = usize::from(room.width.saturating_sub(column));
            let is_last = width(chip) + more > left;
            column = put(buffer, room, column, &truncate(chip, if is_last { left } else { left - more }), style);
            if is_last {
                break;
            }
        }
    }
    put(buffer, area, count_column, &count, theme.strong);
}

/// Returns the active filters in words.
fn chips(app: &App) -> Vec<String> {
    app.asked.query().criteria().into_iter().map(|it| chip(app, it)).collect()
}

/// Returns the values of the active filters without the names of the facets, for narrow screens.
fn values(app: &App) -> Vec<String> {
    let criteria = app.asked.query().criteria().into_iter();
    let value = |it| match it {
        Criterion::Facet(facet) => app.chosen(facet).unwrap_or_default(),
        Criterion::Search | Criterion::Marked => chip(app, it),
    };
    criteria.map(value).collect()
}

/// Returns one active filter in words: `Pays : FR, ES`.
pub(super) fn chip(app: &App, criterion: Criterion) -> String {
    let words = app.lang.words();
    match criterion {
        Criterion::Facet(facet) => {
            let chosen = app.chosen(facet).unwrap_or_default();
            format!("{}{} {chosen}", facet_name(facet, app), words.colon)
        }
        Criterion::Marked => words.marked.to_owned(),
        Criterion::Search => {
            let search = clean_line(&app.asked.query().search);
            let is_quoted = search.contains(['"', '«', '“']);
            if is_quoted { search } else { (words.quoted)(&search) }
        }
    }
}

/// Returns the name of a facet.
pub(super) fn facet_name(facet: Facet, app: &App) -> &'static str {
    app.lang.words().facets[facet as usize]
}
