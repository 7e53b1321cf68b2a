//! Which terms, organisations and sources does the catalogue have so far?
//!
//! Holds a catalogue under construction: resolves references by identifier or by name, and adds an entry for each that
//! is new.

use std::collections::HashMap;

use super::terms::Ids;
use crate::catalogue::Vocabulary;
use crate::catalogue::record::{
    CatalogueRecord, Entries, OrganisationRecord, SourceRecord, Str, TermRecord, TextRecord,
};
use crate::text::fold;

/// A catalogue under construction, with the known identifiers of its vocabularies.
pub(super) struct Draft {
    pub(super) record: CatalogueRecord<'static>,
    /// Identifiers of each vocabulary, indexed by vocabulary.
    ids: [Ids; Vocabulary::ALL.len()],
    /// Index of each added entry in its vocabulary, by identifier. Entries of a header are not included: they take
    /// precedence over what activities say.
    positions: HashMap<(Vocabulary, String), usize>,
}

impl Draft {
    /// Starts from a header, whose entries are known by their identifiers and names.
    pub(super) fn new(record: CatalogueRecord<'static>) -> Self {
        fn collect_ids<'a, T>(entries: &'a Entries<'_, T>, name: fn(&'a T) -> &'a TextRecord<'a>) -> Ids {
            let mut ids = Ids::default();
            entries.0.iter().for_each(|(id, entry)| ids.add_existing(id, name(entry)));
            ids
        }
        let ids = Vocabulary::ALL.map(|vocabulary| match vocabulary {
            Vocabulary::Themes => collect_ids(&record.themes, |it| &it.name),
            Vocabulary::Kinds => collect_ids(&record.kinds, |it| &it.name),
            Vocabulary::Groups => collect_ids(&record.groups, |it| &it.name),
            Vocabulary::Organisations => collect_ids(&record.organisations, |it| &it.name),
            Vocabulary::Sources => collect_ids(&record.sources, |it| &it.title),
        });
        Self { record, ids, positions: HashMap::new() }
    }

    /// Adds an entry with this identifier and name, unless the identifier is known.
    pub(super) fn define(
        &mut self,
        vocabulary: Vocabulary,
        id: &str,
        name: TextRecord<'static>,
        source: impl FnOnce(TextRecord<'static>) -> SourceRecord<'static>,
    ) {
        let ids = &mut self.ids[vocabulary as usize];
        if ids.has(id) {
            return;
        }
        ids.add_existing(id, &name);
        match vocabulary {
            Vocabulary::Themes => push(&mut self.positions, &mut self.record.themes, vocabulary, id, name.into()),
            Vocabulary::Kinds => push(&mut self.positions, &mut self.record.kinds, vocabulary, id, name.into()),
            Vocabulary::Groups => push(&mut self.positions, &mut self.record.groups, vocabulary, id, name.into()),
            Vocabulary::Organisations => {
                push(&mut self.positions, &mut self.record.organisations, vocabulary, id, organisation_record(name))
            }
            Vocabulary::Sources => push(&mut self.positions, &mut self.record.sources, vocabulary, id, source(name)),
        }
    }

    /// Returns whether there is a source with this identifier.
    pub(super) fn has_source(&self, id: &str) -> bool {
        self.ids[Vocabulary::Sources as usize].has(id)
    }

    /// Returns the identifier of a term, and whether it is new; a new one is added with this name.
    pub(super) fn term(
        &mut self,
        vocabulary: Vocabulary,
        written: &str,
        name: TextRecord<'static>,
    ) -> (Str<'static>, bool) {
        let terms = match vocabulary {
            Vocabulary::Kinds => &mut self.record.kinds,
            Vocabulary::Groups => &mut self.record.groups,
            _ => &mut self.record.themes,
        };
        let ids = &mut self.ids[vocabulary as usize];
        let known = |id: &str| terms.0.get(*self.positions.get(&(vocabulary, id.to_owned()))?).map(|it| &it.1.name);
        let (id, is_new) = identify(ids, (written, vocabulary.name()), &name, known);
        if is_new {
            push(&mut self.positions, terms, vocabulary, &id, name.into());
        } else if let TextRecord::ByLanguage(versions) = &name
            && let Some(position) = self.positions.get(&(vocabulary, id.clone()))
            && let Some((_, TermRecord { name: TextRecord::ByLanguage(known_versions), .. })) =
                terms.0.get_mut(*position)
        {
            // Another row may provide the name in further languages.
            let missing = versions.iter().filter(|it| !known_versions.iter().any(|other| other.0 == it.0));
            let missing: Vec<_> = missing.cloned().collect();
            known_versions.extend(missing);
        }
        (Str(id.into()), is_new)
    }

    /// Returns the identifier of an organisation; a new one is added with this name.
    pub(super) fn organisation(&mut self, written: &str, name: TextRecord<'static>) -> Str<'static> {
        let (vocabulary, organisations) = (Vocabulary::Organisations, &mut self.record.organisations);
        let known =
            |id: &str| organisations.0.get(*self.positions.get(&(vocabulary, id.to_owned()))?).map(|it| &it.1.name);
        let (id, is_new) = identify(&mut self.ids[vocabulary as usize], (written, "organisation"), &name, known);
        if is_new {
            push(&mut self.positions, organisations, vocabulary, &id, organisation_record(name));
        }
        Str(id.into())
    }

    /// Returns the identifier of the organisation with this identifier or name; `None` if it is unknown.
    pub(super) fn known_organisation(&self, written: &str) -> Option<Str<'static>> {
        self.ids[Vocabulary::Organisations as usize].known(written).map(|it| Str(it.to_owned().into()))
    }

    /// Returns the identifier of a source, and whether it is new; a new one is added. The key distinguishes sources
    /// with the same title.
    pub(super) fn source(
        &mut self,
        key: &str,
        name: &str,
        source: impl FnOnce() -> SourceRecord<'static>,
    ) -> (Str<'static>, bool) {
        let (id, is_new) = self.ids[Vocabulary::Sources as usize].get_or_create(key, name, "source");
        if is_new {
            push(&mut self.positions, &mut self.record.sources, Vocabulary::Sources, &id, source());
        }
        (Str(id.into()), is_new)
    }
}

/// Adds an entry to a vocabulary, and records its position.
fn push<T>(
    positions: &mut HashMap<(Vocabulary, String), usize>,
    entries: &mut Entries<'static, T>,
    vocabulary: Vocabulary,
    id: &str,
    entry: T,
) {
    positions.insert((vocabulary, id.to_owned()), entries.0.len());
    entries.0.push((Str(id.to_owned().into()), entry));
}

/// Returns the identifier for a name, and whether it is new. A name that differs from the known one in a shared
/// language belongs to another entry.
fn identify<'a>(
    ids: &mut Ids,
    (written, fallback): (&str, &str),
    name: &TextRecord<'_>,
    known: impl Fn(&str) -> Option<&'a TextRecord<'static>>,
) -> (String, bool) {
    let (id, is_new) = ids.get_or_create(written, written, fallback);
    let (TextRecord::ByLanguage(versions), Some(TextRecord::ByLanguage(known_versions))) = (name, known(&id)) else {
        return (id, is_new);
    };
    let differs = |(tag, it): &(Str<'_>, Str<'_>)| {
        known_versions.iter().any(|(other, name)| other == tag && fold(name) != fold(it))
    };
    if is_new || !versions.iter().any(differs) {
        return (id, is_new);
    }
    let all_versions = versions.iter().map(|it| &*it.1).collect::<Vec<_>>().join(" ");
    ids.get_or_create(&all_versions, &all_versions, fallback)
}

fn organisation_record(name: TextRecord<'static>) -> OrganisationRecord<'static> {
    OrganisationRecord { name, short: None, country: None }
}

/// Returns a source with only a title and, if known, an address.
pub(super) fn source_record(title: TextRecord<'static>, url: Option<String>) -> SourceRecord<'static> {
    SourceRecord { title, url: url.map(|it| Str(it.into())), ..SourceRecord::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::terms::text;

    #[test]
    fn later_translations_are_added_to_the_learned_term() {
        let mut draft = Draft::new(CatalogueRecord::default());
        let themes = Vocabulary::Themes;
        draft.define(themes, "u", text("en", "Youth"), |it| source_record(it, None));
        draft.term(themes, "u", text("", "u"));
        draft.term(themes, "Police", text("en", "Police"));
        draft.term(themes, "u", text("fr", "Jeunes"));
        let names: Vec<String> = draft.record.themes.0.iter().map(|(_, it)| format!("{:?}", it.name)).collect();
        assert!(names.len() == 2 && names[0].contains("Jeunes") && !names[1].contains("Jeunes"), "{names:?}");
    }
}
