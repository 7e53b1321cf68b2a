//! What becomes of the reader's place when the catalogue is replaced by another version of itself?
//! Everything is found again by what it is called, not by where it stood.

use std::collections::HashMap;
use std::sync::Arc;

use super::{App, Notice, Overlay, Stale};
use crate::catalogue::Problem;
use crate::query::{Facet, Library, Query, Value};

impl App {
    /// Takes a newer version of the catalogue, unless it is worse than the one that is shown: then
    /// that one stays, and a notice says what is wrong.
    pub(super) fn reload(&mut self, mut library: Library) {
        let (old, new) = (&self.library.catalogue, &library.catalogue);
        // What was wrong before, and was shown all the same, is no reason to refuse what is new.
        let is_known = |it: &&Problem| {
            old.problems.iter().any(|other| other.fault == it.fault && other.place.source == it.place.source)
        };
        let first_new = new.problems.iter().find(|it| !is_known(it));
        let is_unusable = new.is_unusable() || new.left_out() > old.left_out();
        if let Some(problem) = first_new.or(new.problems.first().filter(|_| is_unusable)) {
            self.stale = Some(Stale { problem: Box::new(problem.clone()), is_told: false });
            return;
        }
        self.stale = None;
        // Values that are asked for and are gone may come back: until then nothing passes by them.
        for query in self.asked.queries() {
            keep_terms(query, &self.library, &mut library);
        }
        let now: HashMap<&str, usize> =
            library.catalogue.activities.iter().enumerate().map(|(at, it)| (it.id.as_str(), at)).collect();
        let record = |before: usize| old.activities.get(before).and_then(|it| now.get(it.id.as_str()).copied());
        self.list.renumber(&record);
        self.text.renumber(&record);
        if let Some(lens) = &mut self.lens {
            lens.reader.renumber(&record);
        }
        self.asked.rewrite(&|query| rewritten(query, &self.library, &library));
        let mut overlay = self.overlay.as_mut();
        while let Some(open) = overlay {
            overlay = match open {
                Overlay::Help(help) => help.under.as_deref_mut(),
                Overlay::Prompt(prompt) => {
                    *prompt.before = rewritten(&prompt.before, &self.library, &library);
                    prompt.selected = prompt.selected.and_then(&record);
                    None
                }
                Overlay::Picker(picker) => {
                    picker.renumber(&|facet, value| renumbered(facet, value, &self.library, &library));
                    None
                }
            };
        }
        library.revision = self.library.revision + 1;
        self.library = library;
        self.notice = Some(Notice::Reloaded(self.library.catalogue.activities.len()));
    }
}

impl App {
    /// Tells why an older version is shown, once nothing is being typed: the last line is free then.
    pub(super) fn tell_of_reload(&mut self) {
        if let Some(stale) = self.stale.as_mut().filter(|it| !it.is_told)
            && !matches!(self.overlay, Some(Overlay::Prompt(_)))
        {
            stale.is_told = true;
            self.notice = Some(Notice::NotReloaded(stale.problem.clone()));
        }
    }
}

/// Gives the new catalogue the terms that a query names and that only the old one has.
fn keep_terms(query: &Query, old: &Library, new: &mut Library) {
    let named = |facet| {
        let selection = query.selection(facet);
        selection.included.iter().chain(&selection.excluded).filter_map(|it| match it {
            Value::Term(at) => Some(*at),
            _ => None,
        })
    };
    let terms = Arc::make_mut(&mut new.catalogue.vocabularies);
    named(Facet::Theme).for_each(|at| terms.themes.keep(&old.terms().themes, at));
    named(Facet::Kind).for_each(|at| terms.kinds.keep(&old.terms().kinds, at));
    named(Facet::Partner).for_each(|at| terms.organisations.keep(&old.terms().organisations, at));
}

/// Returns a query with the values that the new catalogue has under the same identifiers; a value that
/// it does not have any more is dropped.
fn rewritten(query: &Query, old: &Library, new: &Library) -> Query {
    let mut rewritten = query.clone();
    for facet in Facet::ALL {
        let value = |before: &Value| renumbered(facet, *before, old, new);
        let selection = rewritten.selection_mut(facet);
        selection.included = selection.included.iter().filter_map(value).collect();
        selection.excluded = selection.excluded.iter().filter_map(value).collect();
    }
    rewritten
}

/// Returns the value that the new catalogue has under the identifier of one of the old one, if any.
fn renumbered(facet: Facet, before: Value, old: &Library, new: &Library) -> Option<Value> {
    match before {
        Value::Term(_) => {
            let id = before.id(facet, old.terms());
            facet.vocabulary(new.terms()).into_iter().find(|it| it.id(facet, new.terms()) == id)
        }
        other => Some(other),
    }
}
