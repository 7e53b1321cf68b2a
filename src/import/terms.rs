//! Which terms does a table name? Each once, under an identifier made of its name.

use std::collections::{HashMap, HashSet};

use crate::catalogue::record::{Str, TextRecord};
use crate::text::{fold, slug};

/// Names that have been given identifiers.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    by_name: HashMap<String, String>,
}

impl Ids {
    /// Returns the identifier of a name, and whether it is new; names that read the same are the same.
    pub(super) fn of(&mut self, name: &str, otherwise: &str) -> (String, bool) {
        let folded = fold(name);
        if let Some(id) = self.by_name.get(&folded) {
            return (id.clone(), false);
        }
        let id = self.free(name, otherwise);
        self.by_name.insert(folded, id.clone());
        (id, true)
    }

    /// Returns an identifier that nothing has yet, made of a name; of another word where it has no letter for one.
    pub(super) fn free(&mut self, name: &str, otherwise: &str) -> String {
        let made = Some(slug(name)).filter(|it| !it.is_empty()).unwrap_or_else(|| otherwise.to_owned());
        let numbered = (2_usize..).map(|number| format!("{made}-{number}"));
        let free = std::iter::once(made.clone()).chain(numbered).find(|it| self.taken.insert(it.clone()));
        free.unwrap_or(made)
    }
}

/// Returns a name made of an identifier, where no other is known: `risk-assessment` as `Risk assessment`.
pub(super) fn readable(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Returns a text in a language, or in none.
pub(super) fn text(tag: &str, written: &str) -> TextRecord<'static> {
    let written = Str(written.to_owned().into());
    match tag {
        "" => TextRecord::Plain(written),
        tag => TextRecord::ByLanguage(vec![(Str(tag.to_owned().into()), written)]),
    }
}
