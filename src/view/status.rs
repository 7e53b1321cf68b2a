//! What is reported or typed in the last lines?
//!
//! Draws the status area: a prompt, a notice, or the key hints.

use std::ops::Range;

use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::canvas::{Canvas, column_range, columns, hidden_start, line_area};
use super::hints;
use crate::app::{Action, App, Binding, Context, Notice, Prompt, Purpose, StatusText, Target, bindings};
use crate::text::width;

/// Number of activities searched for an example place that is easy to type.
const MAX_EXAMPLE_CANDIDATES: usize = 100;

/// Draws the last lines: a prompt with the message above it, a notice, or the key hints. Returns the position of the
/// cursor in a prompt.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    let last = line_area(area, usize::from(area.height).saturating_sub(1));
    let status = app.status_text();
    if let Some(status) = &status {
        for (at, range) in status.lines.iter().enumerate() {
            let is_last = at + 1 == status.lines.len();
            let columns = if is_last { status.columns } else { usize::from(area.width) };
            let text = canvas.truncated(&status.text[range.clone()], columns);
            canvas.put(line_area(area, at), 1, &text, canvas.theme.strong);
        }
    }
    match (app.open_prompt(), status) {
        (Some(open), _) => return Some(draw_prompt(app, open, canvas, last)),
        // A notice leaves the right end to the keys for help and for leaving.
        (None, Some(status)) => {
            add_notice_targets(app, &status, canvas, area);
            hints::draw_status_keys(app, canvas, last);
        }
        (None, None) => hints::draw(app, canvas, last),
    }
    None
}

/// Makes the keys named in a notice clickable.
fn add_notice_targets(app: &App, status: &StatusText, canvas: &mut Canvas<'_>, area: Rect) {
    if !app.notice().is_some_and(Notice::has_keys) {
        return;
    }
    let mut start = 0;
    for hint in status.text.split_inclusive(" · ") {
        let at = start;
        start += hint.len();
        let action = action_of_hint(app, hint);
        let row = status.lines.iter().position(|it| it.contains(&at));
        if let (Some(action), Some(row)) = (action.filter(|_| at > 0), row) {
            let column = 1 + columns(&status.text[status.lines[row].start..at]);
            let hint = column_range(line_area(area, row), column, columns(hint.trim_end_matches(" · ")));
            canvas.add_click_target(hint, Target::Act(action));
        }
    }
}

/// Returns the action of the key with which a hint begins, if it has one now.
pub(super) fn action_of_hint(app: &App, hint: &str) -> Option<Action> {
    let key = hint.split(' ').next()?;
    let names = |it: &&Binding| it.names(app.lang().words(), app.display().is_ascii);
    bindings(app.context()).find(|it| names(it).iter().any(|name| name == key)).map(|it| it.action)
}

fn draw_prompt(app: &App, prompt: &Prompt, canvas: &mut Canvas<'_>, area: Rect) -> Position {
    let theme = canvas.theme;
    let text = prompt.input.text();
    let short_label = if prompt.is_saving() { "›" } else { "/" };
    let words = app.lang().words();
    let label = if prompt.has_room(words, area.width) { prompt.label(words) } else { short_label };
    let start = canvas.put(area, 1, label, theme.strong) + 1;
    // Text longer than the line is scrolled so that the cursor is visible.
    let room = usize::from(area.width.saturating_sub(start + 1));
    let before = prompt.input.before_cursor();
    // The character under the cursor stays visible, and beside it the ellipsis for what follows, which takes the place
    // of blanks before it.
    let after = &text[before.len()..];
    let blanks = after.len() - after.trim_start().len();
    let under_cursor = blanks + after[blanks..].graphemes(true).next().map_or(0, str::len);
    let shown_after = width(&after[..under_cursor]).max(1) + usize::from(under_cursor < after.len());
    let hidden = hidden_start(before, room.saturating_sub(shown_after));
    let style = if prompt.input.is_selected() { theme.chip } else { theme.plain };
    canvas.put(area, start, &canvas.truncated(&text[hidden..], room), style);
    if hidden > 0 {
        canvas.put(column_range(area, start.saturating_sub(1), 1), 0, "…", theme.plain);
    }
    let cursor = start + columns(&before[hidden..]);
    let end = start + columns(&text[hidden..]);
    let column = |side_text: &String| area.width.saturating_sub(columns(side_text) + 1);
    if let Some(side_text) = side_texts(app, prompt).into_iter().find(|side_text| end + 2 <= column(side_text)) {
        let (start, mut keys) = (column(&side_text), Vec::new());
        for hint in if is_about_keys(prompt) { hint_ranges(&side_text) } else { Vec::new() } {
            let text = &side_text[hint.clone()];
            let target = column_range(area, start + columns(&side_text[..hint.start]), columns(text));
            keys.push((hint.start..hint.start + text.find(' ').unwrap_or(text.len()), theme.strong));
            if let Some(action) = action_of_hint(app, text) {
                canvas.add_click_target(target, Target::Act(action));
            }
        }
        canvas.put_styled(area, start, &side_text, theme.plain, &keys);
    }
    let at = line_area(area, 0);
    Position::new((at.x + cursor).min(at.right().saturating_sub(1)), at.y)
}

/// Returns whether the keys of a prompt are shown beside it, rather than what was found.
fn is_about_keys(prompt: &Prompt) -> bool {
    match prompt.purpose {
        Purpose::Save { .. } => true,
        Purpose::Find => prompt.input.text().trim().is_empty(),
        Purpose::Search => false,
    }
}

/// Returns alternative texts to show beside a prompt, longer ones first: what was found, or what can be typed.
fn side_texts(app: &App, prompt: &Prompt) -> Vec<String> {
    let (words, pager) = (app.lang().words(), app.pager());
    match (prompt.purpose, prompt.input.text().trim()) {
        // The question itself says what the keys do.
        (Purpose::Save { is_replacing: true, .. }, _) => Vec::new(),
        _ if is_about_keys(prompt) => prompt_keys(app).into(),
        (Purpose::Search, "") => (words.search_examples)(&example_place(app)).into(),
        (Purpose::Search, _) => {
            let (matching, total) = (app.list().answer.rows.len(), app.library().catalogue.activities.len());
            vec![(words.n_of_n)(matching, total), format!("{}/{}", (words.number)(matching), (words.number)(total))]
        }
        (Purpose::Save { .. } | Purpose::Find, _) => {
            match (pager.hit_number(), pager.hit_count(), app.browse().hit_language) {
                (_, None, _) => Vec::new(),
                (Some(number), Some(count), _) => vec![(words.hit_of)(number, count)],
                // The text has been replaced since, so that no hit is the current one.
                (None, Some(count @ 1..), _) => vec![(words.hits_short)(count)],
                (None, Some(0), Some(lang)) => vec![(words.found_only_in)(lang.tag()), words.no_hits.to_owned()],
                (None, Some(0), None) => vec![words.no_hits.to_owned(), "0".to_owned()],
            }
        }
    }
}

/// Returns an example place for a search, in lower case: the first in the list, or else in the catalogue, that is one
/// word; `paris` if there is none.
fn example_place(app: &App) -> String {
    let activities = &app.library().catalogue.activities;
    let listed = app
        .list()
        .answer
        .rows
        .iter()
        .filter_map(|it| activities.get(*it))
        .chain(activities)
        .take(MAX_EXAMPLE_CANDIDATES);
    let mut names = listed.map(|it| it.place.name.get(app.lang()).to_lowercase());
    names.find(|it| it.chars().all(char::is_alphabetic)).unwrap_or_else(|| "paris".to_owned())
}

/// Separator of the keys beside a prompt.
const KEY_SEPARATOR: &str = "  ";

/// Returns the byte ranges of the hints in such a text, each of which begins with its key.
fn hint_ranges(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let range = |hint: &str| {
        let range = start..start + hint.len();
        start = range.end + KEY_SEPARATOR.len();
        range
    };
    text.split(KEY_SEPARATOR).map(range).collect()
}

/// Returns the keys that end a prompt, with and without their descriptions.
fn prompt_keys(app: &App) -> [String; 2] {
    let words = app.lang().words();
    let ends_prompt = |it: &&Binding| matches!(it.action, Action::Accept | Action::Close);
    let is_saving = app.open_prompt().is_some_and(Prompt::is_saving);
    let label = |it: &Binding| match it.action {
        Action::Accept if is_saving => words.copy_export.save,
        _ => it.label(words).short,
    };
    let line = |has_words: bool| {
        let key_text = |it: &Binding| {
            let key = it.names(words, app.display().is_ascii).swap_remove(0);
            if has_words { format!("{key} {}", label(it)) } else { key }
        };
        bindings(Context::Prompt).filter(ends_prompt).map(key_text).collect::<Vec<_>>().join(KEY_SEPARATOR)
    };
    [line(true), line(false)]
}
