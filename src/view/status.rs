//! What can be pressed now, or what is there to say?

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use unicode_segmentation::UnicodeSegmentation;

use super::draw::put;
use super::theme::Theme;
use crate::app::{Action, App, Context, Notice, Overlay, Panes, Prompt, Purpose, bindings, label};
use crate::text::{truncate, width, wrap};

/// Draws the last line: a prompt, a notice, or the keys of the context. Returns where the cursor
/// of a prompt belongs.
pub(super) fn draw(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) -> Option<Position> {
    let area = panes.status;
    if let Some(Overlay::Prompt(open)) = &app.overlay {
        return Some(prompt(app, open, theme, area, buffer));
    }
    match &app.notice {
        Some(notice) => {
            self::notice(&notice.text(app.lang), theme, panes, buffer);
        }
        None => hints(app, theme, area, buffer),
    }
    None
}

/// Lines that a notice takes at the most.
const NOTICE: usize = 4;

/// Draws a notice: over as many of the last lines as it needs, up to a third of the screen.
fn notice(text: &str, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let room = usize::from(panes.area.width).saturating_sub(2);
    let most = NOTICE.min(usize::from(panes.area.height) / 3).max(1);
    let lines = wrap(text, room);
    let shown = lines.len().min(most);
    for (at, range) in lines.iter().take(shown).enumerate() {
        let above = u16::try_from(shown - 1 - at).unwrap_or(0);
        let area = Rect { y: panes.status.y.saturating_sub(above), ..panes.status };
        let is_cut = at + 1 == shown && lines.len() > shown;
        let line = if is_cut { truncate(&text[range.start..], room) } else { text[range.clone()].to_owned() };
        buffer.set_style(area, Style::reset());
        put(buffer, area, 0, &" ".repeat(usize::from(area.width)), theme.plain);
        put(buffer, area, 1, &line, theme.notice);
    }
}

fn prompt(app: &App, prompt: &Prompt, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Position {
    let words = app.lang.words();
    let (name, found) = match prompt.purpose {
        Purpose::Search => {
            let total = app.library.catalogue.activities.len();
            let is_new = prompt.input.text().is_empty();
            let count = || (words.n_of_n)(app.list.answer.rows.len(), total);
            (words.search_prompt, if is_new { words.search_example.to_owned() } else { count() })
        }
        Purpose::Find => {
            let reader = app.reader();
            let notice = match reader.current {
                Some(at) => Notice::Hit(at + 1, reader.hits.len(), true).text(app.lang),
                None if prompt.input.text().trim().is_empty() => String::new(),
                None => Notice::NoHits.text(app.lang),
            };
            (words.find_prompt, notice)
        }
    };
    let room = usize::from(area.width);
    let name = if width(name) + 12 > room { "/" } else { name };
    let start = put(buffer, area, 1, name, theme.strong) + 1;
    // A text longer than the line is shown around its cursor.
    let room = usize::from(area.width.saturating_sub(start + 1));
    let before = prompt.input.before_cursor();
    let hidden = hidden_start(before, room.saturating_sub(1));
    put(buffer, area, start, &truncate(&prompt.input.text()[hidden..], room), theme.plain);
    if hidden > 0 {
        put(buffer, area, start.saturating_sub(1), "…", theme.dim);
    }
    let cursor = start + u16::try_from(width(&before[hidden..])).unwrap_or(0);
    let end = usize::from(start) + width(&prompt.input.text()[hidden..]);
    let found_column = usize::from(area.width).saturating_sub(width(&found) + 1);
    if end + 2 <= found_column {
        put(buffer, area, u16::try_from(found_column).unwrap_or(0), &found, theme.dim);
    }
    Position::new((area.x + cursor).min(area.right().saturating_sub(1)), area.y)
}

/// Returns where a text is to be shown from, so that its end fits into so many columns.
fn hidden_start(text: &str, columns: usize) -> usize {
    let starts = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]);
    starts.into_iter().find(|&at| width(&text[at..]) <= columns).unwrap_or(text.len())
}

/// Draws as many keys as there is room for, those that help and leave always among them.
fn hints(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let (context, words) = (app.context(), app.lang.words());
    let can_drop = app.list.record().is_none() && !app.drops().is_empty();
    let hints: Vec<(String, &str, bool)> = bindings(context)
        .filter_map(|binding| {
            let said = match binding.action {
                Action::Read if can_drop => words.keys.drop.short,
                Action::Read if app.list.record().is_none() => "",
                Action::Help if context == Context::Help => "",
                Action::NextPane | Action::Lens if app.lens.is_some() => "",
                action => label(action, context, words).short,
            };
            let key = binding.keys.first()?.name(words);
            let is_vital = match binding.action {
                Action::Help => !matches!(context, Context::Picker | Context::Prompt | Context::Help),
                Action::Accept => matches!(context, Context::Picker),
                action => matches!(action, Action::Back | Action::Include),
            };
            (!said.is_empty()).then_some((key, said, is_vital))
        })
        .collect();
    let room = usize::from(area.width).saturating_sub(1);
    let measure = |(key, said, _): &(String, &str, bool)| width(key) + 1 + width(said) + 2;
    let mut left = room;
    let mut shown = vec![false; hints.len()];
    for wanted in [true, false] {
        for (at, hint) in hints.iter().enumerate().filter(|(_, hint)| hint.2 == wanted) {
            if measure(hint) > left {
                break;
            }
            left -= measure(hint);
            shown[at] = true;
        }
    }
    let mut column = 1;
    for ((key, said, _), _) in hints.iter().zip(shown).filter(|(_, shown)| *shown) {
        column = put(buffer, area, column, key, theme.label);
        column = put(buffer, area, column + 1, said, theme.plain) + 2;
    }
}
