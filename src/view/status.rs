//! What is reported or typed in the last lines?
//!
//! Draws the status area: a prompt, a notice, or the key hints.

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, column_range, columns, hidden_start, line_area};
use super::hints;
use crate::app::{Action, App, Binding, Context, Notice, Prompt, Purpose, StatusText, Target, bindings};

/// Number of activities searched for an example place that is easy to type.
const NEAR: usize = 100;

/// Draws the last lines: a prompt with the message above it, a notice, or the key hints. Returns the position of the
/// cursor in a prompt.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    let last = line_area(area, usize::from(area.height).saturating_sub(1));
    let status = app.status_text();
    if let Some(status) = &status {
        for (at, range) in status.lines.iter().enumerate() {
            let is_last = at + 1 == status.lines.len();
            let columns = if is_last { status.columns } else { usize::from(area.width) };
            let text = canvas.cut(&status.text[range.clone()], columns);
            canvas.put(line_area(area, at), 1, &text, canvas.theme.strong);
        }
    }
    match (app.open_prompt(), status) {
        (Some(open), _) => return Some(prompt(app, open, canvas, last)),
        // A notice leaves the right end to the keys for help and for leaving.
        (None, Some(status)) => {
            keys_of_notice(app, &status, canvas, area);
            hints::draw_end(app, canvas, last);
        }
        (None, None) => hints::draw(app, canvas, last),
    }
    None
}

/// Makes the keys named in a notice clickable.
fn keys_of_notice(app: &App, status: &StatusText, canvas: &mut Canvas<'_>, area: Rect) {
    if !app.notice().is_some_and(Notice::has_keys) {
        return;
    }
    let (words, is_ascii) = (app.lang().words(), app.display().is_ascii);
    let mut start = 0;
    for hint in status.text.split_inclusive(" · ") {
        let (at, key) = (start, hint.split(' ').next().unwrap_or_default());
        start += hint.len();
        let binding = bindings(app.context()).find(|it| it.names(words, is_ascii).iter().any(|name| name == key));
        let row = status.lines.iter().position(|it| it.contains(&at));
        if let (Some(binding), Some(row)) = (binding.filter(|_| at > 0), row) {
            let column = 1 + columns(&status.text[status.lines[row].start..at]);
            let hint = column_range(line_area(area, row), column, columns(hint.trim_end_matches(" · ")));
            canvas.click(hint, Target::Act(binding.action));
        }
    }
}

fn prompt(app: &App, prompt: &Prompt, canvas: &mut Canvas<'_>, area: Rect) -> Position {
    let theme = canvas.theme;
    let text = prompt.input.text();
    let sign = if let Purpose::Save { .. } = prompt.purpose { ":" } else { "/" };
    let words = app.lang().words();
    let name = if prompt.has_room(words, area.width) { prompt.question(words) } else { sign };
    let start = canvas.put(area, 1, name, theme.strong) + 1;
    // Text longer than the line is scrolled so that the cursor is visible.
    let room = usize::from(area.width.saturating_sub(start + 1));
    let before = prompt.input.before_cursor();
    let hidden = hidden_start(before, room.saturating_sub(1));
    let style = if prompt.input.is_selected() { theme.chip } else { theme.plain };
    canvas.put(area, start, &canvas.cut(&text[hidden..], room), style);
    if hidden > 0 {
        canvas.put(column_range(area, start.saturating_sub(1), 1), 0, "…", theme.plain);
    }
    let cursor = start + columns(&before[hidden..]);
    let end = start + columns(&text[hidden..]);
    let column = |status: &String| area.width.saturating_sub(columns(status) + 1);
    if let Some(status) = beside(app, prompt).into_iter().find(|status| end + 2 <= column(status)) {
        canvas.put(area, column(&status), &status, theme.plain);
    }
    let at = line_area(area, 0);
    Position::new((at.x + cursor).min(at.right().saturating_sub(1)), at.y)
}

/// Returns alternative texts to show beside a prompt, longer ones first: what was found, or what can be typed.
fn beside(app: &App, prompt: &Prompt) -> Vec<String> {
    let (words, pager) = (app.lang().words(), app.pager());
    match (prompt.purpose, prompt.input.text().trim()) {
        (Purpose::Save { .. }, _) | (Purpose::Find, "") => keys(app).into(),
        (Purpose::Search, "") => (words.search_examples)(&place(app)).into(),
        (Purpose::Search, _) => {
            let (passing, total) = (app.list().answer.rows.len(), app.library().catalogue.activities.len());
            vec![(words.n_of_n)(passing, total), format!("{}/{}", (words.number)(passing), (words.number)(total))]
        }
        (Purpose::Find, _) => match (pager.current, app.browse().found_in) {
            // The text has been replaced since, so that no hit is the current one.
            (None, _) if !pager.hits.is_empty() => vec![(words.hits_short)(pager.hits.len())],
            (Some(_), _) if !pager.is_whole() => Vec::new(),
            (Some(at), _) => vec![(words.hit_of)(at + 1, pager.hits.len())],
            (None, Some(lang)) => vec![(words.found_only_in)(lang.tag()), words.no_hits.to_owned()],
            (None, None) => vec![words.no_hits.to_owned(), "0".to_owned()],
        },
    }
}

/// Returns an example place for a search, in lower case: the first in the list, or else in the catalogue, that is one
/// word; `paris` if there is none.
fn place(app: &App) -> String {
    let activities = &app.library().catalogue.activities;
    let listed = app.list().answer.rows.iter().filter_map(|it| activities.get(*it)).chain(activities).take(NEAR);
    let mut names = listed.map(|it| it.place.name.get(app.lang()).to_lowercase());
    names.find(|it| it.chars().all(char::is_alphabetic)).unwrap_or_else(|| "paris".to_owned())
}

/// Returns the keys that end a prompt, with and without their descriptions.
fn keys(app: &App) -> [String; 2] {
    let words = app.lang().words();
    let ends = |it: &&Binding| matches!(it.action, Action::Accept | Action::Close);
    let is_saving = matches!(app.open_prompt().map(|it| it.purpose), Some(Purpose::Save { .. }));
    let status = |it: &Binding| match it.action {
        Action::Accept if is_saving => words.copy_export.save,
        _ => it.label(words).short,
    };
    let each = |has_words: bool| {
        let one = |it: &Binding| {
            let key = it.names(words, app.display().is_ascii).swap_remove(0);
            if has_words { format!("{key} {}", status(it)) } else { key }
        };
        bindings(Context::Prompt).filter(ends).map(one).collect::<Vec<_>>().join("  ")
    };
    [each(true), each(false)]
}
