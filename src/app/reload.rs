//! What happens to the user's place when the catalogue is reloaded?
//!
//! Replaces the catalogue with a newer version of itself, and finds everything again by identifier rather than by
//! record number.

use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::menu::MenuKind;
use super::message::Effect;
use super::notice::Notice;
use super::overlay::Overlay;
use super::state::{App, Pending};
use crate::diagnose::{Problem, ProblemKind};
use crate::query::{Facet, Library, Query, Value};
use crate::text::Clean;

impl App {
    /// Takes a newer version of the catalogue, unless it is worse than the one shown: then that one stays, and a notice
    /// reports the problem. Returns the marks to save, if the catalogue has been given an identifier.
    pub(super) fn reload(&mut self, mut library: Library) -> Option<Effect> {
        let source = &mut self.source;
        if let Some(problem) = new_problem(&source.library, &library) {
            source.stale = Some(Box::new(problem.clone()));
            self.notice = Notice::for_problems(source, self.display.lang);
            return None;
        }
        (source.stale, source.is_stopped) = (None, false);
        // A value in the filters that no longer exists may come back; until then no activity has it.
        for query in self.browse.filters.queries() {
            copy_missing_terms(query, &source.library, &mut library);
        }
        library.revision = source.library.revision + 1;
        let shown = self.record();
        let before = std::mem::replace(&mut self.source.library, library);
        self.renumber(&before);
        let effect = self.transfer_marks_without_identifier(&before);
        self.update_marked_records();
        // Find out what is listed now.
        self.update_answer();
        let catalogue = &self.source.library.catalogue;
        let is_listed = |id: &str| catalogue.position(id).is_some_and(|it| self.browse.list.answer.rows.contains(&it));
        let lost = shown.and_then(|it| before.catalogue.activities.get(it)).filter(|it| !is_listed(&it.id));
        // These menus and prompts are about the activity that is no longer listed.
        let is_sheet = self.mode.is_sheet();
        let is_about_activity = |it: &mut Overlay| match it {
            Overlay::Menu(menu) => is_sheet || menu.kind != MenuKind::Export,
            Overlay::Prompt(prompt) => is_sheet && prompt.is_saving(),
            Overlay::Picker(_) => false,
        };
        self.overlay.take_if(|it| lost.is_some() && is_about_activity(it));
        let place = lost.map(|it| it.place.name.get(self.lang()).to_owned());
        let is_filtered_out = lost.is_some_and(|it| catalogue.position(&it.id).is_some());
        let (words, reloaded) = (self.lang().words(), (self.lang().words().reloaded)(catalogue.activities.len()));
        self.report(match place {
            Some(place) if is_filtered_out => (words.not_listed)(&place),
            Some(gone) => format!("{reloaded} {}", (words.is_gone)(&gone)),
            None => reloaded,
        });
        effect
    }

    /// Translates all record numbers and values in the state to those of the new catalogue.
    fn renumber(&mut self, old: &Library) {
        let (before, library) = (&old.catalogue.activities, &self.source.library);
        let activities = library.catalogue.activities.iter().enumerate();
        let new_records: HashMap<&str, usize> = activities.map(|(at, it)| (it.id.as_str(), at)).collect();
        let new_record = |at: usize| before.get(at).and_then(|it| new_records.get(it.id.as_str()).copied());
        let translate = |it: &Query| translate_query(it, old, library);
        self.browse.list.renumber(&new_record);
        let new_theme = |at: usize| match translate_value(Facet::Theme, Value::Term(at), old, library) {
            Some(Value::Term(at)) => Some(at),
            _ => None,
        };
        self.browse.sheet.renumber(&new_record, &new_theme);
        if let Some(lens) = self.mode.any_lens_mut() {
            lens.pager.renumber(&new_record, &new_theme);
        }
        self.browse.filters.rewrite(&translate, &new_record);
        self.pending = match self.pending {
            Some(Pending::Activity(record)) => new_record(record).map(Pending::Activity),
            pending => pending,
        };
        match &mut self.overlay {
            Some(Overlay::Prompt(prompt)) => prompt.selected = prompt.selected.and_then(new_record),
            Some(Overlay::Picker(picker)) => {
                picker.renumber(&|facet, value| translate_value(facet, value, old, library))
            }
            Some(Overlay::Menu(_)) | None => {}
        }
    }
}

/// Returns the problem that makes a newer version worse than an older one, or `None` if it is not worse.
fn new_problem<'a>(old: &Library, new: &'a Library) -> Option<&'a Problem> {
    // Problems that the version shown already has are no reason to refuse the new one.
    let known: HashSet<(Discriminant<ProblemKind>, String)> =
        old.report.problems.iter().map(|it| (discriminant(&it.kind), it.location.source.to_string())).collect();
    // The same mistake may have moved to an activity that has been right so far.
    let mut lost: HashSet<&Clean> = new.report.left_out_ids.iter().collect();
    if !lost.is_empty() {
        for activity in &new.catalogue.activities {
            lost.remove(&activity.id);
        }
    }
    let is_any_lost = !lost.is_empty() && old.catalogue.activities.iter().any(|it| lost.contains(&it.id));
    let (old, new, is_unusable) = (&old.report, &new.report, new.is_unusable());
    let is_known = |it: &&Problem| known.contains(&(discriminant(&it.kind), it.location.source.to_string()));
    let has_more_left_out = new.left_out > old.left_out || new.files_left_out > old.files_left_out;
    let is_worse = is_unusable || has_more_left_out || is_any_lost;
    new.problems.iter().find(|it| !is_known(it)).or(new.problems.first().filter(|_| is_worse))
}

/// Adds to the new catalogue the terms of a query that only the old one has.
fn copy_missing_terms(query: &Query, old: &Library, new: &mut Library) {
    let terms = Arc::make_mut(&mut new.catalogue.vocabularies);
    for facet in Facet::ALL {
        let selection = query.selection(facet);
        for value in selection.included.iter().chain(&selection.excluded) {
            match (*value, facet.vocabulary()) {
                (Value::Term(at), Some(vocabulary)) => terms.copy_term(old.terms(), vocabulary, at),
                (Value::Named(key), _) => {
                    old.terms().unlisted.get(key).into_iter().for_each(|it| terms.unlisted.insert(key, it));
                }
                _ => {}
            }
        }
    }
}

/// Returns a query with the values that have the same identifiers in the new catalogue; values that it lacks are
/// dropped.
fn translate_query(query: &Query, old: &Library, new: &Library) -> Query {
    let mut translated = query.clone();
    for facet in Facet::ALL {
        let value = |before: &Value| translate_value(facet, *before, old, new);
        let selection = translated.selection_mut(facet);
        selection.included = selection.included.iter().filter_map(value).collect();
        selection.excluded = selection.excluded.iter().filter_map(value).collect();
    }
    translated
}

/// Returns the value of the new catalogue that has the identifier of the given old one, or `None` if there is none.
fn translate_value(facet: Facet, before: Value, old: &Library, new: &Library) -> Option<Value> {
    match before {
        Value::Term(_) => {
            let id = before.id(facet, old.terms());
            facet.listed(new.terms()).into_iter().find(|it| it.id(facet, new.terms()) == id)
        }
        other => Some(other),
    }
}
