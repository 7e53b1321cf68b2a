//! What can be pressed now?

use ratatui::layout::Rect;

use super::canvas::{Canvas, columns, part};
use crate::app::{Action, App, Context, Motion, Target, bindings, label};
use crate::text::width;

/// Columns from which the other language is among the hints.
const WITH_LANGUAGE: u16 = 60;
/// Columns from which the keys at the right end have their words.
const WITH_WORDS: u16 = 60;

/// A key and what it does, in a word or two.
struct Hint {
    key: String,
    said: String,
    action: Action,
    /// Whether it is shown before others are.
    is_vital: bool,
}

impl Hint {
    fn width(&self) -> usize {
        width(&self.key) + if self.said.is_empty() { 0 } else { 1 + width(&self.said) }
    }
}

/// Draws as many keys as there is room for: those that matter most, in the order of the key table.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let inner = part(area, 1, draw_end(app, canvas, area).saturating_sub(3));
    let mut hints = hints(app, area.width);
    let room = usize::from(inner.width);
    // Of those that must be there, the last ones are told by their key alone where the words do not fit.
    let vital = |hints: &[Hint]| hints.iter().filter(|it| it.is_vital).map(|it| it.width() + 2).sum::<usize>();
    for at in (0..hints.len()).rev().filter(|at| hints[*at].is_vital).collect::<Vec<_>>() {
        if vital(&hints) <= room + 2 {
            break;
        }
        hints[at].said.clear();
    }
    let mut left = (room + 2).saturating_sub(vital(&hints));
    let mut column = 0;
    for hint in hints {
        let needed = hint.width() + 2;
        if !hint.is_vital {
            if needed > left {
                continue;
            }
            left -= needed;
        }
        let start = column;
        column = canvas.put(inner, column, &hint.key, canvas.theme.strong);
        if !hint.said.is_empty() {
            column = canvas.put(inner, column + 1, &hint.said, canvas.theme.plain);
        }
        canvas.click(part(inner, start, column - start), Target::Act(hint.action));
        column += 2;
    }
}

/// Draws the keys for help and for leaving at the right end, where there is a pane; returns the column before them.
pub(super) fn draw_end(app: &App, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let (context, words) = (app.context(), app.lang().words());
    if !matches!(context, Context::List | Context::Text | Context::Lens) {
        return area.width;
    }
    let with_words = area.width >= WITH_WORDS;
    let said = |action| if with_words { label(action, context, words).short } else { "" };
    let keys = [("?", said(Action::Help), Action::Help), ("q", said(Action::Back), Action::Back)];
    let (word, gap) = if with_words { (1, 2) } else { (0, 1) };
    let wide = |(key, said, _): &(&str, &str, Action)| columns(key) + word + columns(said);
    let mut column = area.width.saturating_sub(keys.iter().map(wide).sum::<u16>() + gap + 1);
    let first = column;
    for (key, said, action) in keys {
        let start = column;
        column = canvas.put(area, column, key, canvas.theme.strong);
        column = canvas.put(area, column + word, said, canvas.theme.plain);
        canvas.click(part(area, start, column - start), Target::Act(action));
        column += gap;
    }
    first
}

/// Returns the keys of the context with what they do now, without those that the bar or the right end shows.
fn hints(app: &App, columns: u16) -> Vec<Hint> {
    let (context, words) = (app.context(), app.lang().words());
    let hint = |binding: &crate::app::Binding| {
        let said = said(app, context, binding.action)?;
        let is_vital = match binding.action {
            Action::SwitchLanguage => columns >= WITH_LANGUAGE,
            Action::Accept | Action::Toggle | Action::Exclude => true,
            Action::Close => context != Context::List && context != Context::Text && context != Context::Lens,
            _ => false,
        };
        let key = binding.names(words, app.display().is_ascii).into_iter().next()?;
        Some(Hint { key, said, action: binding.action, is_vital })
    };
    let mut hints: Vec<Hint> = bindings(context).filter_map(hint).collect();
    // While there is something to go to, that comes first.
    hints.sort_by_key(|it| it.action != Action::NextHit);
    hints
}

/// Returns what an action does now, in a word or two; nothing of one that is not hinted at.
fn said(app: &App, context: Context, action: Action) -> Option<String> {
    let (words, list) = (app.lang().words(), app.list());
    let (count, has_rows) = (list.answer.rows.len(), list.record().is_some());
    let short = label(action, context, words).short;
    let said = match action {
        Action::Read if !has_rows => {
            if app.browse().ways_out.is_empty() { "" } else { words.keys.drop.short }.to_owned()
        }
        Action::Lens if app.mode().has_list() => {
            (words.lessons_of)(count, count == app.library().catalogue.activities.len())
        }
        Action::Lens | Action::Help | Action::Back => String::new(),
        Action::Mark if app.record().is_some_and(|it| app.library().is_marked(it)) => words.unmark.to_owned(),
        Action::NextHit if app.pager().hits.is_empty() => String::new(),
        Action::LensSection(step) if step > 0 => {
            app.mode().lens().map(|it| it.neighbour(step).name(app.lang()).to_lowercase()).unwrap_or_default()
        }
        Action::Regroup => match app.mode().lens().map(|it| it.grouping.other()) {
            Some(crate::document::Grouping::Theme) => words.by_theme.to_owned(),
            _ => words.by_activity.to_owned(),
        },
        Action::Zoom if app.display().is_zoomed => words.both_panes.to_owned(),
        Action::Reset if app.query().criteria().is_empty() => String::new(),
        Action::MarkedOnly if app.library().marked_count() == 0 => String::new(),
        Action::ToText | Action::ToList | Action::Zoom if !app.mode().has_list() => String::new(),
        Action::ToText if !app.mode().is_list() => String::new(),
        Action::Scroll(_) if app.panes().text.is_none() => String::new(),
        Action::ToList if app.mode().is_list() => String::new(),
        Action::Close if app.pager().finding.is_some() && app.overlay().is_none() => words.end_find.to_owned(),
        Action::Move(Motion::Down) if !has_rows => String::new(),
        _ => short.to_owned(),
    };
    let needs_rows = matches!(
        action,
        Action::Mark | Action::Lens | Action::Sort | Action::Zoom | Action::ToText | Action::Scroll(_) | Action::Find
    );
    (!said.is_empty() && (has_rows || !needs_rows)).then_some(said)
}
