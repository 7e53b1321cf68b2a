//! Which keys can be pressed now?
//!
//! Draws the key hints in the last line.

use ratatui::layout::Rect;

use super::canvas::{Canvas, column_range};
use crate::app::{Action, App, Binding, Context, MenuKind, Motion, Overlay, Row, Target, bindings};
use crate::document::Grouping;
use crate::lang::{Lang, primary};
use crate::text::width;

/// Screen width in columns from which the hint for switching the language is vital.
const MIN_LANGUAGE_COLUMNS: u16 = 60;

/// A key with a short description.
struct Hint {
    key: String,
    description: String,
    action: Action,
    /// Whether it takes precedence over other hints when there is little room.
    is_vital: bool,
}

impl Hint {
    fn width(&self) -> usize {
        width(&self.key) + if self.description.is_empty() { 0 } else { 1 + width(&self.description) }
    }
}

/// Draws as many hints as there is room for, preferring vital ones.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let inner = column_range(area, 1, draw_status_keys(app, canvas, area).saturating_sub(3));
    let hints = fitting(hints(app, area.width), usize::from(inner.width));
    let mut column = 0;
    for hint in hints {
        let start = column;
        column = canvas.put(inner, column, &hint.key, canvas.theme.strong);
        if !hint.description.is_empty() {
            column = canvas.put(inner, column + 1, &hint.description, canvas.theme.plain);
        }
        canvas.add_click_target(column_range(inner, start, column - start), Target::Act(hint.action));
        column += 2;
    }
}

/// Returns the hints that fit. If the vital ones do not all fit, they lose their descriptions, from the last on, and
/// are then removed, from the second to last on.
fn fitting(mut hints: Vec<Hint>, room: usize) -> Vec<Hint> {
    let vital_width = |hints: &[Hint]| hints.iter().filter(|it| it.is_vital).map(|it| it.width() + 2).sum::<usize>();
    let vital_indices = |hints: &[Hint]| (0..hints.len()).rev().filter(|at| hints[*at].is_vital).collect::<Vec<_>>();
    for at in vital_indices(&hints) {
        if vital_width(&hints) > room + 2 {
            hints[at].description.clear();
        }
    }
    while let [_, at, ..] = vital_indices(&hints)[..] {
        if vital_width(&hints) <= room + 2 {
            break;
        }
        hints.remove(at);
    }
    let mut remaining = (room + 2).saturating_sub(vital_width(&hints));
    hints.retain(|hint| {
        let needed = if hint.is_vital { 0 } else { hint.width() + 2 };
        let fits = needed <= remaining;
        remaining -= if fits { needed } else { 0 };
        fits
    });
    hints
}

/// Draws the keys for help and for leaving at the right end, if a pane has the focus; returns the column where they
/// start.
pub(super) fn draw_status_keys(app: &App, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let status_keys = app.status_keys();
    let mut column = status_keys.start;
    for (key, description, action) in status_keys.keys {
        let start = column;
        column = canvas.put(area, column, key, canvas.theme.strong);
        column = canvas.put(area, column + status_keys.label_gap, description, canvas.theme.plain);
        canvas.add_click_target(column_range(area, start, column - start), Target::Act(action));
        column += status_keys.key_gap;
    }
    status_keys.start
}

/// Returns the hints for the current context, in the order of the key table except for a few that come first. Keys
/// shown in the filter bar or at the right end are left out.
fn hints(app: &App, columns: u16) -> Vec<Hint> {
    let (context, words) = (app.context(), app.lang().words());
    let hint = |binding: &Binding| {
        let description = description(app, context, binding)?;
        let is_vital = match binding.action {
            Action::SwitchLanguage => columns >= MIN_LANGUAGE_COLUMNS,
            Action::Accept | Action::Toggle | Action::Exclude => true,
            // The only key of use over an empty list.
            Action::Read => app.list().record().is_none(),
            Action::Close => app.can_stop() || !context.is_pane(),
            // The way back to the hidden pane.
            Action::Zoom => app.display().is_zoomed,
            _ => false,
        };
        let key = binding.names(words, app.display().is_ascii).into_iter().next()?;
        Some(Hint { key, description, action: binding.action, is_vital })
    };
    let mut hints: Vec<Hint> = bindings(context).filter_map(hint).collect();
    hints.sort_by_key(|it| match it.action {
        // As long as there are hits, going to the next one comes first.
        Action::NextHit => 0,
        Action::Read => 1,
        // What only works here comes before what works elsewhere, too.
        Action::MoveMark(_) => 2,
        Action::Lens => 3,
        // So do the ways back from a changed view.
        Action::Reset if context != Context::Lens => 4,
        Action::Bilingual if app.display().is_bilingual => 4,
        _ => 5,
    });
    hints
}

/// Returns a short description of what a key does now; `None` if it has no hint or does nothing now.
fn description(app: &App, context: Context, binding: &Binding) -> Option<String> {
    let (words, list) = (app.lang().words(), app.list());
    let has_rows = list.record().is_some();
    let short = app.label(binding).short;
    let description = match binding.action {
        Action::Accept | Action::Toggle | Action::Exclude if app.help().is_none() => {
            return choice_description(app, binding);
        }
        Action::Read if !has_rows && app.browse().ways_out.rows.is_empty() => return None,
        Action::Lens if app.mode().has_list() => {
            let count = list.answer.rows.len();
            (words.lessons_of)(count, count == app.library().catalogue.activities.len())
        }
        Action::Mark if app.record().is_some_and(|it| app.library().is_marked(it)) => words.unmark.to_owned(),
        Action::LensSection(step @ 1..) => app.mode().lens()?.section_at_offset(step).name(app.lang()).to_lowercase(),
        Action::Regroup if app.mode().lens()?.grouping == Grouping::Activity => words.by_theme.to_owned(),
        Action::Regroup => words.by_activity.to_owned(),
        Action::SwitchLanguage => language_name(app, app.next_language()),
        Action::Bilingual if app.display().is_bilingual => words.one_column.to_owned(),
        Action::Zoom if app.display().is_zoomed => words.both_panes.to_owned(),
        Action::Close if app.can_stop() => words.stop_loading.to_owned(),
        Action::Close if app.pager().find_text.is_some() && app.overlay().is_none() && app.help().is_none() => {
            words.end_find.to_owned()
        }
        _ => short.to_owned(),
    };
    (!has_no_hint(app, context, binding.action) && !description.is_empty()).then_some(description)
}

/// Returns whether an action has no effect now, or no hint.
fn has_no_hint(app: &App, context: Context, action: Action) -> bool {
    let (has_rows, is_list) = (app.list().record().is_some(), app.mode().is_list());
    if !has_rows && app.needs_activity(action) {
        return true;
    }
    match action {
        Action::Help if context == Context::Help => true,
        Action::Help | Action::Back => context.is_pane(),
        Action::Search => !has_rows,
        Action::Accept | Action::Move(_) if context == Context::Help => {
            app.help().is_some_and(|it| it.rows().is_empty())
        }
        Action::Move(_) if matches!(context, Context::Picker | Context::Typeahead) => {
            matches!(app.overlay(), Some(Overlay::Picker(picker)) if picker.rows.is_empty())
        }
        Action::CopyMenu if context == Context::Menu => !app.can_copy_selected_item(),
        Action::ShowCommand if context == Context::Menu => {
            matches!(app.overlay(), Some(Overlay::Menu(menu)) if menu.kind == MenuKind::Shown)
        }
        Action::Move(_) if matches!(app.overlay(), Some(Overlay::Menu(menu)) if menu.rows.len() < 2) => true,
        Action::NextHit => app.pager().hit_count().unwrap_or(app.pager().hits.len()) == 0,
        Action::Reset => app.query().criteria().is_empty(),
        Action::MarkedOnly => app.library().marked_count() == 0,
        Action::MoveMark(_) => !app.can_move_marks() || app.list().answer.rows.len() < 2,
        Action::Zoom => !app.can_zoom(),
        Action::ToText => !is_list,
        Action::ToList => is_list || !app.mode().has_list(),
        Action::Scroll(_) => !is_list || app.panes().text.is_none(),
        Action::Lens | Action::Sort | Action::CopyMenu | Action::ExportMenu => !has_rows,
        Action::Move(Motion::Down) | Action::GoToNumber(_) if context == Context::List => {
            !has_rows && app.browse().ways_out.rows.is_empty()
        }
        // Over an empty list they choose among the ways out, unlike what their names in the lens say.
        Action::Move(_) | Action::GoToNumber(_) if context == Context::Lens => !has_rows,
        _ => false,
    }
}

/// Returns the name of a language: in that language if it is one of the interface, otherwise as the interface calls it;
/// its tag if the texts have several languages of the same name, such as those of two scripts.
fn language_name(app: &App, lang: Lang) -> String {
    let all = app.library().catalogue.languages().iter();
    match all.filter(|it| primary(it) == primary(lang.tag())).count() {
        2.. => lang.tag().to_owned(),
        _ if lang == lang.interface() => lang.words().own_name.to_owned(),
        _ => (app.lang().words().language)(lang.tag()).to_owned(),
    }
}

/// Returns what a key does to the selection in a picker, menu or prompt; `None` if it does nothing.
fn choice_description(app: &App, binding: &Binding) -> Option<String> {
    let (keys, short) = (&app.lang().words().keys, binding.label(app.lang().words()).short);
    if let (Some(Overlay::Menu(menu)), Action::Accept) = (app.overlay(), binding.action) {
        let copied_or_saved = if menu.kind == MenuKind::Export { keys.exports.short } else { keys.copy_row.short };
        return Some(if app.can_copy_selected_item() { short } else { copied_or_saved }.to_owned());
    }
    let Some(Overlay::Picker(picker)) = app.overlay() else { return Some(short.to_owned()) };
    let is_included = |row: &Row| app.query().selection(row.facet).included.contains(&row.value);
    Some(
        match (binding.action, picker.selected_row()) {
            (Action::Accept, _) if app.value_to_include(picker).is_some() => short,
            // If nothing matches the input, Enter chooses nothing and the picker stays open.
            (Action::Accept, row) if row.is_some() || !picker.is_typed() => keys.accept.short,
            (Action::Toggle, Some(row)) if is_included(row) => keys.untoggle.short,
            (Action::Toggle | Action::Exclude, Some(_)) => short,
            _ => return None,
        }
        .to_owned(),
    )
}
