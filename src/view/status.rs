//! What is there to say, or to type?

use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::canvas::{Canvas, columns, line, part};
use super::hints;
use crate::app::{Action, App, Binding, Context, Overlay, Panes, Prompt, Purpose, bindings};
use crate::query::Search;
use crate::text::{width, wrap};

/// Lines that a notice takes at the most.
const NOTICE: usize = 6;

/// Draws the last line: a prompt, a notice, or the keys of the context. Returns where the cursor
/// of a prompt belongs.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, panes: &Panes) -> Option<Position> {
    if let Some(Overlay::Prompt(open)) = app.overlay().filter(|_| app.help().is_none()) {
        let said = above(app, open, panes.status.width, canvas.is_ascii);
        if !said.is_empty() && panes.middle.height > 1 {
            let above = Rect { y: panes.status.y.saturating_sub(1), ..panes.status };
            lines(canvas, above, panes, &said, above.width);
        }
        return Some(prompt(app, open, canvas, panes.status));
    }
    match app.notice() {
        Some(notice) => {
            canvas.clear(panes.status);
            // What has to be said leaves the right end to the keys that help and lead away.
            let room = hints::draw_end(app, canvas, panes.status);
            let text = notice.text(app.lang(), canvas.is_ascii);
            let short = notice.short(app.lang()).filter(|_| columns(&text) + 2 > room);
            let text = short.unwrap_or(text);
            lines(canvas, panes.status, panes, &text, room);
        }
        None => hints::draw(app, canvas, panes.status),
    }
    None
}

/// Writes a text into as many lines as it needs, up to half of the screen, the last of them being `area`, of which
/// `room` columns are free.
fn lines(canvas: &mut Canvas<'_>, area: Rect, panes: &Panes, text: &str, room: u16) {
    let room = usize::from(room.saturating_sub(2)).max(1);
    let most = NOTICE.min(usize::from(panes.area.height) / 2).max(1);
    let wrapped = wrap(text, room);
    let shown = wrapped.len().min(most);
    for (at, range) in wrapped.iter().take(shown).enumerate() {
        let above = u16::try_from(shown - 1 - at).unwrap_or(0);
        let area = Rect { y: area.y.saturating_sub(above), ..area };
        let is_cut = at + 1 == shown && wrapped.len() > shown;
        let said = if is_cut { canvas.cut(&text[range.start..], room) } else { text[range.clone()].to_owned() };
        canvas.clear(if at + 1 == shown { part(area, 0, u16::try_from(room + 2).unwrap_or(u16::MAX)) } else { area });
        canvas.put(area, 1, &said, canvas.theme.strong);
    }
}

/// Returns what is said above a prompt: what of the search means nothing, why a file could not be saved, a question for
/// which the line has no room.
fn above(app: &App, prompt: &Prompt, room: u16, is_ascii: bool) -> String {
    match (prompt.purpose, app.notice()) {
        (Purpose::Search, _) => remarks(app).join(" "),
        (Purpose::Save { .. }, Some(notice)) => notice.text(app.lang(), is_ascii),
        (Purpose::Save { .. }, None) if is_short(name(app, prompt), room) => name(app, prompt).to_owned(),
        (Purpose::Save { .. } | Purpose::Find, _) => String::new(),
    }
}

/// Returns what a prompt asks for.
fn name(app: &App, prompt: &Prompt) -> &'static str {
    let words = app.lang().words();
    match prompt.purpose {
        Purpose::Search => words.search_prompt,
        Purpose::Find => words.find_prompt,
        Purpose::Save { is_replacing: false, .. } => words.take.save_prompt,
        Purpose::Save { is_replacing: true, .. } => words.take.replace_prompt,
    }
}

/// Returns whether a line of so many columns has no room for what a prompt asks for.
fn is_short(name: &str, room: u16) -> bool {
    width(name) + 12 > usize::from(room)
}

/// Returns what of the search means nothing, in words.
pub(super) fn remarks(app: &App) -> Vec<String> {
    Search::new(&app.query().search).remarks.iter().map(|it| it.in_words(app.lang())).collect()
}

fn prompt(app: &App, prompt: &Prompt, canvas: &mut Canvas<'_>, area: Rect) -> Position {
    let theme = canvas.theme;
    let text = prompt.input.text();
    let sign = if let Purpose::Save { .. } = prompt.purpose { ":" } else { "/" };
    let name = Some(name(app, prompt)).filter(|it| !is_short(it, area.width)).unwrap_or(sign);
    let start = canvas.put(area, 1, name, theme.strong) + 1;
    // A text longer than the line is shown around its cursor.
    let room = usize::from(area.width.saturating_sub(start + 1));
    let before = prompt.input.before_cursor();
    let hidden = hidden_start(before, room.saturating_sub(1));
    let style = if prompt.input.is_selected() { theme.chip } else { theme.plain };
    canvas.put(area, start, &canvas.cut(&text[hidden..], room), style);
    if hidden > 0 {
        canvas.put(part(area, start.saturating_sub(1), 1), 0, "…", theme.plain);
    }
    let cursor = start + columns(&before[hidden..]);
    let end = start + columns(&text[hidden..]);
    let column = |said: &String| area.width.saturating_sub(columns(said) + 1);
    if let Some(said) = beside(app, prompt).into_iter().find(|said| end + 2 <= column(said)) {
        canvas.put(area, column(&said), &said, theme.plain);
    }
    let at = line(area, 0);
    Position::new((at.x + cursor).min(at.right().saturating_sub(1)), at.y)
}

/// Returns what can stand beside a prompt, the longer first: what it has found, or what can be typed.
fn beside(app: &App, prompt: &Prompt) -> Vec<String> {
    let (words, pager) = (app.lang().words(), app.pager());
    match (prompt.purpose, prompt.input.text().trim()) {
        (Purpose::Save { .. }, _) | (Purpose::Find, "") => vec![keys(app)],
        (Purpose::Search, "") => words.search_examples.map(str::to_owned).into(),
        (Purpose::Search, _) => {
            let (passing, total) = (app.list().answer.rows.len(), app.library().catalogue.activities.len());
            vec![(words.n_of_n)(passing, total), format!("{}/{}", (words.number)(passing), (words.number)(total))]
        }
        (Purpose::Find, _) => match (pager.current, app.browse().found_in) {
            (Some(_), _) if !pager.is_whole() => Vec::new(),
            (Some(at), _) => vec![(words.hit_of)(at + 1, pager.hits.len())],
            (None, Some(lang)) => vec![(words.found_only_in)(lang.tag()), words.no_hits.to_owned()],
            (None, None) => vec![words.no_hits.to_owned(), "0".to_owned()],
        },
    }
}

/// Returns the keys that end a prompt, with what they do.
fn keys(app: &App) -> String {
    let words = app.lang().words();
    let ends = |it: &&Binding| matches!(it.action, Action::Accept | Action::Close);
    let said = |it: &Binding| format!("{} {}", it.names(words, app.display().is_ascii)[0], it.label(words).short);
    bindings(Context::Prompt).filter(ends).map(said).collect::<Vec<_>>().join("  ")
}

/// Returns where a text is to be shown from, so that its end fits into so many columns.
fn hidden_start(text: &str, columns: usize) -> usize {
    let starts = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]);
    starts.into_iter().find(|&at| width(&text[at..]) <= columns).unwrap_or(text.len())
}
