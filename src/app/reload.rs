//! What becomes of the reader's place when the catalogue is replaced by another version of itself?
//! Everything is found again by what it is called, not by where it stood.

use std::collections::HashMap;

use super::{App, Notice};
use crate::query::{Facet, Library, Query, Value};

impl App {
    /// Takes a newer version of the catalogue, unless it is worse than the one that is shown: then
    /// that one stays, and a notice says what is wrong.
    pub(super) fn reload(&mut self, mut library: Library) {
        let (old, new) = (&self.library.catalogue, &library.catalogue);
        let is_worse = !new.problems.is_empty() && old.problems.is_empty() || new.is_unusable();
        if let Some(problem) = new.problems.first().filter(|_| is_worse) {
            self.notice = Some(Notice::NotReloaded(Box::new(problem.clone())));
            return;
        }
        let now: HashMap<&str, usize> =
            new.activities.iter().enumerate().map(|(at, it)| (it.id.as_str(), at)).collect();
        let record = |before: usize| old.activities.get(before).and_then(|it| now.get(it.id.as_str()).copied());
        self.list.renumber(&record);
        self.text.renumber(&record);
        if let Some(lens) = &mut self.lens {
            lens.reader.renumber(&record);
        }
        self.asked.rewrite(&|query| rewritten(query, &self.library, &library));
        if let Some(super::Overlay::Prompt(prompt)) = &mut self.overlay {
            *prompt.before = rewritten(&prompt.before, &self.library, &library);
            prompt.selected = prompt.selected.and_then(&record);
        }
        library.revision = self.library.revision + 1;
        self.library = library;
        self.notice = Some(Notice::Reloaded(self.library.catalogue.activities.len()));
    }
}

/// Returns a query with the values that the new catalogue has under the same identifiers; a value that
/// it does not have any more is dropped.
fn rewritten(query: &Query, old: &Library, new: &Library) -> Query {
    let mut rewritten = query.clone();
    for facet in Facet::ALL {
        let known = facet.vocabulary(new.terms());
        let value = |before: &Value| match before {
            Value::Term(_) => {
                let id = before.id(facet, old.terms());
                known.iter().copied().find(|it| it.id(facet, new.terms()) == id)
            }
            other => Some(*other),
        };
        let selection = rewritten.selection_mut(facet);
        selection.included = selection.included.iter().filter_map(value).collect();
        selection.excluded = selection.excluded.iter().filter_map(value).collect();
    }
    rewritten
}
