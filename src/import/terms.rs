//! Which identifier does a name get?
//!
//! Assigns unique identifiers to names, and builds the texts of records.

use std::hash::Hash;

use hashbrown::HashMap;
use indexmap::IndexSet;

use crate::catalogue::record::{Str, TextRecord};
use crate::diagnose::is_id;
use crate::text::{UniqueNames, fold, slug};

/// Identifiers in use, and the names that they belong to.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: UniqueNames,
    by_name: HashMap<String, String>,
}

impl Ids {
    /// Returns the identifier of a key, and whether it is new: then it is made of `name`, or of `otherwise`. Keys that
    /// fold to the same text are equal.
    pub(super) fn get_or_create(&mut self, key: &str, name: &str, otherwise: &str) -> (String, bool) {
        if let Some(id) = self.known(key) {
            return (id.to_owned(), false);
        }
        let id = self.generate(name, otherwise);
        self.by_name.insert(fold(key), id.clone());
        (id, true)
    }

    /// Adds an existing identifier, to be found by itself and by its name in any language.
    pub(super) fn add_existing(&mut self, id: &str, name: &TextRecord<'_>) {
        self.taken.insert(id);
        // An identifier takes precedence over the names of others.
        self.by_name.insert(fold(id), id.to_owned());
        let names: Vec<&str> = match name {
            TextRecord::Plain(name) => vec![name],
            TextRecord::ByLanguage(versions) => versions.iter().map(|(_, it)| &**it).collect(),
        };
        for name in names {
            self.by_name.entry(fold(name)).or_insert_with(|| id.to_owned());
        }
    }

    /// Returns whether this identifier is known.
    pub(super) fn has(&self, id: &str) -> bool {
        self.known(id) == Some(id)
    }

    /// Returns the identifier of a known identifier, name or key; `None` if it is unknown.
    pub(super) fn known(&self, written: &str) -> Option<&str> {
        self.by_name.get(&fold(written)).map(String::as_str)
    }

    /// Returns an unused identifier made of a name, or of `otherwise` if the slug of the name is empty.
    pub(super) fn generate(&mut self, name: &str, otherwise: &str) -> String {
        let made = Some(slug(name)).filter(|it| !it.is_empty()).unwrap_or_else(|| otherwise.to_owned());
        self.reserve(&made)
    }

    /// Returns an unused identifier made of `written` if that is valid, otherwise of `name` or `otherwise`.
    pub(super) fn assign(&mut self, written: &str, name: &str, otherwise: &str) -> String {
        if is_id(written) { self.reserve(written) } else { self.generate(name, otherwise) }
    }

    /// Returns an identifier, with a number appended if it is in use.
    fn reserve(&mut self, made: &str) -> String {
        self.taken.insert_unique(made, '-')
    }
}

/// Returns the items without duplicates, in order.
pub(super) fn unique<T: Eq + Hash>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.collect::<IndexSet<T>>().into_iter().collect()
}

/// Returns a text in a language; untagged if the tag is empty.
pub(super) fn text(tag: &str, written: &str) -> TextRecord<'static> {
    let written = Str(written.to_owned().into());
    match tag {
        "" => TextRecord::Plain(written),
        tag => TextRecord::ByLanguage(vec![(Str(tag.to_owned().into()), written)]),
    }
}

/// Joins texts as paragraphs of one text, for each language; empty if there are none. Beside tagged texts, untagged
/// ones are in the given language.
pub(super) fn join_texts(texts: Vec<TextRecord<'static>>, language: &str) -> Vec<TextRecord<'static>> {
    let plain = if texts.iter().any(|it| matches!(it, TextRecord::ByLanguage(_))) { language } else { "" };
    let mut versions: Vec<(Str<'static>, String)> = Vec::new();
    let mut add = |tag: Str<'static>, text: &str| match versions.iter_mut().find(|it| it.0 == tag) {
        Some((_, all)) => all.extend(["\n\n", text]),
        None => versions.push((tag, text.to_owned())),
    };
    for text in &texts {
        match text {
            TextRecord::Plain(text) => add(Str(plain.to_owned().into()), text),
            TextRecord::ByLanguage(versions) => versions.iter().for_each(|(tag, text)| add(tag.clone(), text)),
        }
    }
    let versions: Vec<_> = versions.into_iter().map(|(tag, it)| (tag, Str(it.into()))).collect();
    if versions.is_empty() { Vec::new() } else { vec![TextRecord::of(versions)] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn untagged_text_beside_tagged_is_in_catalogue_language() {
        let of = |tag: &str, version: &str| text(tag, version);
        let written = |it: Vec<TextRecord<'static>>| format!("{it:?}");
        let mixed = join_texts(vec![of("en", "One."), of("fr", "Un."), of("", "Two.")], "en");
        assert_eq!(written(mixed), written(join_texts(vec![of("en", "One."), of("fr", "Un."), of("en", "Two.")], "")));
        assert_eq!(
            written(join_texts(vec![of("", "One."), of("", "Two.")], "en")),
            written(vec![of("", "One.\n\nTwo.")])
        );
    }
}
