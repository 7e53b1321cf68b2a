//! What can be filtered, what is filtered, and how many activities are left?
//!
//! Draws the filter bar: a slot for each filter, and the number of matching activities.
//!
//! ```text
//!  c Country any   t Theme any   p Partner any   / Search any word                  9 of 9
//!  c Country  FR, ES   t Theme  not Staff training   p Partner any  /  “probation”  4 of 9
//! ```

use ratatui::layout::Rect;

use super::canvas::{Canvas, column_range, columns};
use super::chip::{Chip, MIN_NAME_COLUMNS};
use crate::app::{Action, App, Context, Target, bindings};
use crate::query::{Criterion, Facet};
use crate::text::width;

/// Screen width in columns below which counts and flaws are abbreviated.
const NARROW: u16 = 70;

/// Minimum number of columns between the slots and the number of activities.
const MIN_COUNT_GAP: u16 = 3;

/// The slot of one criterion of the query.
struct Slot {
    criterion: Criterion,
    /// The key that edits the criterion, and the target of a click on it.
    key: Option<(String, Target)>,
    name: &'static str,
    /// Text shown while the criterion is not used.
    placeholder: &'static str,
    /// The chosen values; `None` if the criterion is not used.
    value: Option<Chip>,
}

/// What is left out so that the slots fit.
#[derive(Clone, Copy, Default)]
struct Abbreviation {
    no_any: bool,
    no_partner: bool,
    no_search_word: bool,
    /// Number of slots, counted from the last, that omit their name if they are used.
    unnamed: usize,
    /// Maximum width of the values of a slot in columns; `None` for no limit.
    max_value_columns: Option<usize>,
    /// Number of slots, counted from the last, that are merged into a count such as `+2`.
    merged: usize,
}

/// Draws the filter bar.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let inner = column_range(area, 1, area.width.saturating_sub(2));
    let (flaws, count) = (flaws(app, area.width), count(app, area.width));
    let right = if flaws.is_empty() { count.clone() } else { format!("{flaws} {count}") };
    let column = canvas.put_right(inner, &right, canvas.theme.strong);
    if !flaws.is_empty() {
        canvas.add_click_target(column_range(inner, column, columns(&flaws)), Target::Warning);
    }
    let room = usize::from(column.saturating_sub(MIN_COUNT_GAP));
    let slots = slots(app, canvas.ellipsis());
    let abbreviation = fitting_abbreviation(&slots, room);
    let is_used = slots.iter().any(|it| it.value.is_some());
    let gap = if !is_used && slots_width(&slots, abbreviation, 3) <= room { 3 } else { 2 };
    draw_slots(canvas, inner, &slots, abbreviation, gap);
}

/// Returns the slots: first those that are always shown, then the others that are used.
fn slots(app: &App, ellipsis: &'static str) -> Vec<Slot> {
    let (words, criteria) = (app.lang().words(), app.query().criteria());
    let chip = |criterion| Chip { values: app.values_in_words(criterion), not: words.not, ellipsis };
    let value = |criterion| criteria.contains(&criterion).then(|| chip(criterion));
    let facet = |facet: Facet| {
        let criterion = Criterion::Facet(facet);
        // A facet without a picker of its own has its values among all facets.
        let key = [Action::Pick(Some(facet)), Action::Pick(None)].into_iter().find_map(|it| key_of(app, it));
        let name = facet.name(app.lang());
        let value = value(criterion);
        Slot { criterion, key, name, placeholder: words.any, value }
    };
    let search = Slot {
        criterion: Criterion::Search,
        key: Some(("/".to_owned(), Target::Search)),
        name: words.search_slot,
        placeholder: words.any_word,
        value: value(Criterion::Search),
    };
    let (criterion, key) = (Criterion::Marked, key_of(app, Action::MarkedOnly));
    let marked = Slot { criterion, key, name: "", placeholder: "", value: value(criterion) };
    let always = Facet::ALL.into_iter().filter(|it| it.is_in_bar()).map(facet).chain([search]);
    let others = Facet::ALL.into_iter().filter(|it| !it.is_in_bar()).map(facet).chain([marked]);
    always.chain(others.filter(|it| it.value.is_some())).collect()
}

/// Returns the name of the key with an action in the list, and what a click on it does; `None` if there is no such key.
fn key_of(app: &App, action: Action) -> Option<(String, Target)> {
    let binding = bindings(Context::List).find(|it| it.action == action)?;
    let name = binding.names(app.lang().words(), app.display().is_ascii).into_iter().next()?;
    Some((name, Target::Act(action)))
}

/// Returns the mildest abbreviation with which the slots fit; parts are left out in order of increasing importance.
fn fitting_abbreviation(slots: &[Slot], room: usize) -> Abbreviation {
    let mut abbreviation = Abbreviation::default();
    let fits = |abbreviation: &Abbreviation| slots_width(slots, *abbreviation, 2) <= room;
    let steps: [fn(&mut Abbreviation); 3] =
        [|it| it.no_any = true, |it| it.no_partner = true, |it| it.no_search_word = true];
    let drop_name: fn(&mut Abbreviation) = |it| it.unnamed += 1;
    for step in steps.into_iter().chain(std::iter::repeat_n(drop_name, slots.len())) {
        if fits(&abbreviation) {
            return abbreviation;
        }
        step(&mut abbreviation);
    }
    for columns in (MIN_NAME_COLUMNS..room).rev() {
        if fits(&abbreviation) {
            return abbreviation;
        }
        abbreviation.max_value_columns = Some(columns);
    }
    while !fits(&abbreviation) && abbreviation.merged < slots.len() {
        abbreviation.merged += 1;
    }
    // A merged slot may leave room for the values of the others.
    let with_columns = |columns| Abbreviation { max_value_columns: Some(columns), ..abbreviation };
    (MIN_NAME_COLUMNS..room).rev().map(with_columns).find(fits).unwrap_or(abbreviation)
}

/// Returns a slot, the text of its key and name, and its value, as shown; `None` if the slot is left out or merged. The
/// country and theme slots are never left out, and keep their key when merged.
fn slot_text(slots: &[Slot], at: usize, abbreviation: Abbreviation) -> Option<(&Slot, String, Option<String>)> {
    let slot = &slots[at];
    let is_used = slot.value.is_some();
    let is_left_out = match slot.criterion {
        Criterion::Facet(Facet::Country | Facet::Theme) => false,
        Criterion::Facet(Facet::Partner) if abbreviation.no_partner && !is_used => true,
        _ => at + abbreviation.merged >= slots.len(),
    };
    if is_left_out {
        return None;
    }
    let has_name = match (is_used, slot.criterion) {
        (true, criterion) => at + abbreviation.unnamed < slots.len() && criterion != Criterion::Search,
        (false, Criterion::Search) => !abbreviation.no_search_word,
        (false, _) => true,
    };
    let is_merged = at + abbreviation.merged >= slots.len();
    let mut words: Vec<&str> = slot.key.iter().map(|(key, _)| key.as_str()).collect();
    words.extend(Some(slot.name).filter(|it| has_name && !it.is_empty() && !is_merged));
    words.extend(Some(slot.placeholder).filter(|_| !is_used && !abbreviation.no_any));
    let columns = abbreviation.max_value_columns.unwrap_or(usize::MAX);
    let value = slot.value.as_ref().filter(|_| !is_merged).map(|it| it.text(columns));
    Some((slot, words.join(" "), value))
}

/// Returns the number of used slots that are merged into the count.
fn merged_count(slots: &[Slot], abbreviation: Abbreviation) -> usize {
    slots.iter().rev().take(abbreviation.merged).filter(|it| it.value.is_some()).count()
}

/// Returns the width of the slots in columns.
fn slots_width(slots: &[Slot], abbreviation: Abbreviation, gap: usize) -> usize {
    let slot_width = |at| {
        let (_, words, value) = slot_text(slots, at, abbreviation)?;
        let value = value.map_or(0, |it| width(&it) + 2 + usize::from(!words.is_empty()));
        Some(width(&words) + value + gap)
    };
    let count = merged_count(slots, abbreviation);
    let merged_width = if count > 0 { format!("+{count}").len() + gap } else { 0 };
    ((0..slots.len()).filter_map(slot_width).sum::<usize>() + merged_width).saturating_sub(gap)
}

fn draw_slots(canvas: &mut Canvas<'_>, area: Rect, slots: &[Slot], abbreviation: Abbreviation, gap: u16) {
    let mut column = 0;
    for at in 0..slots.len() {
        let Some((slot, words, value)) = slot_text(slots, at, abbreviation) else { continue };
        let start = column;
        let (key, rest) = match &slot.key {
            Some((key, _)) => words.split_at(key.len()),
            None => ("", words.as_str()),
        };
        column = canvas.put(area, column, key, canvas.theme.strong);
        column = canvas.put(area, column, rest, canvas.theme.plain);
        if let Some((_, target)) = slot.key {
            canvas.add_click_target(column_range(area, start, column - start), target);
        }
        if let Some(value) = value {
            let start = column + u16::from(!words.is_empty());
            column = canvas.put(area, start, &format!(" {value} "), canvas.theme.chip);
            canvas.add_click_target(column_range(area, start, column - start), Target::Chip(slot.criterion));
        }
        column += gap;
    }
    let count = merged_count(slots, abbreviation);
    if count > 0 {
        let start = column;
        column = canvas.put(area, start, &format!("+{count}"), canvas.theme.chip);
        canvas.add_click_target(column_range(area, start, column - start), Target::Act(Action::Pick(None)));
    }
}

/// Returns the number of matching activities and the total; while a catalogue is loading, the progress, or an ellipsis if
/// there is no room for that.
fn count(app: &App, columns: u16) -> String {
    let words = app.lang().words();
    let (matching, total) = (app.list().answer.rows.len(), app.library().catalogue.activities.len());
    let short = |n: usize| if n > 9999 { format!("{}k", n / 1000) } else { (words.number)(n) };
    match columns {
        ..NARROW if app.source().is_still_loading() => format!("{}/{}…", short(matching), short(total)),
        ..NARROW => format!("{}/{}", short(matching), short(total)),
        _ if app.source().is_still_loading() => (words.loading)(total, app.source().percent_loaded()),
        _ => (words.n_of_n)(matching, total),
    }
}

/// Returns the flaws of the loaded catalogue, in words or, on a narrow screen, as a count; empty if there are none.
fn flaws(app: &App, columns: u16) -> String {
    let (counts, warnings): (Vec<usize>, Vec<String>) = app.source().flaws(app.lang().words()).unzip();
    match (counts.iter().sum::<usize>(), columns) {
        (0, _) => String::new(),
        (count, ..NARROW) => format!("!{count}"),
        _ => format!("! {} ·", warnings.join(" · ")),
    }
}
