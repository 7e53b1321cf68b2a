//! Which terms, organisations and sources does the catalogue have so far?
//!
//! Holds a catalogue under construction: resolves references by identifier or by name, and adds an entry for each that
//! is new.

use indexmap::IndexMap;

use super::terms::Ids;
use crate::catalogue::Vocabulary;
use crate::catalogue::record::{CatalogueRecord, Entries, SourceRecord, Str, TextRecord};
use crate::text::fold;

/// A catalogue under construction, with the known identifiers of its vocabularies.
pub(super) struct Draft {
    pub(super) record: CatalogueRecord<'static>,
    /// Identifiers of each vocabulary, indexed by vocabulary.
    ids: [Ids; Vocabulary::ALL.len()],
    /// Names of the terms and organisations that activities add, by identifier, indexed by vocabulary. Entries of a
    /// header are not included: they take precedence over what activities say.
    added: [IndexMap<String, TextRecord<'static>>; Vocabulary::ALL.len()],
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
        Self { record, ids, added: Default::default() }
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
        if vocabulary == Vocabulary::Sources {
            self.record.sources.0.push((Str(id.to_owned().into()), source(name)));
        } else {
            self.added[vocabulary as usize].insert(id.to_owned(), name);
        }
    }

    /// Returns whether there is a source with this identifier.
    pub(super) fn has_source(&self, id: &str) -> bool {
        self.ids[Vocabulary::Sources as usize].has(id)
    }

    /// Returns the identifier of a term or an organisation, and whether it is new; a new one is added with this name, a
    /// name in further languages to a known one.
    pub(super) fn reference(
        &mut self,
        vocabulary: Vocabulary,
        written: &str,
        name: TextRecord<'static>,
    ) -> (Str<'static>, bool) {
        let (ids, added) = (&mut self.ids[vocabulary as usize], &mut self.added[vocabulary as usize]);
        let fallback = if vocabulary == Vocabulary::Organisations { "organisation" } else { vocabulary.name() };
        let (id, is_new) = identify(ids, (written, fallback), &name, added);
        if is_new {
            added.insert(id.clone(), name);
        } else if let (TextRecord::ByLanguage(versions), Some(TextRecord::ByLanguage(known_versions))) =
            (name, added.get_mut(&id))
        {
            for version in versions {
                if !known_versions.iter().any(|known| known.0 == version.0) {
                    known_versions.push(version);
                }
            }
        }
        (Str(id.into()), is_new)
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
            self.record.sources.0.push((Str(id.clone().into()), source()));
        }
        (Str(id.into()), is_new)
    }

    /// Returns the catalogue, with the entries that activities have added.
    pub(super) fn finish(self) -> CatalogueRecord<'static> {
        let Self { mut record, added, .. } = self;
        for (vocabulary, names) in Vocabulary::ALL.into_iter().zip(added) {
            match vocabulary {
                Vocabulary::Themes => append(&mut record.themes, names),
                Vocabulary::Kinds => append(&mut record.kinds, names),
                Vocabulary::Groups => append(&mut record.groups, names),
                Vocabulary::Organisations => append(&mut record.organisations, names),
                // They are added with more than their names.
                Vocabulary::Sources => {}
            }
        }
        record
    }
}

/// Appends entries of which only the names are known.
fn append<T: From<TextRecord<'static>>>(
    entries: &mut Entries<'static, T>,
    names: IndexMap<String, TextRecord<'static>>,
) {
    entries.0.extend(names.into_iter().map(|(id, name)| (Str(id.into()), name.into())));
}

/// Returns the identifier for a name, and whether it is new. A name that differs from the known one in a shared
/// language belongs to another entry.
fn identify(
    ids: &mut Ids,
    (written, fallback): (&str, &str),
    name: &TextRecord<'_>,
    known: &IndexMap<String, TextRecord<'static>>,
) -> (String, bool) {
    let (id, is_new) = ids.get_or_create(written, written, fallback);
    let (TextRecord::ByLanguage(versions), Some(TextRecord::ByLanguage(known_versions))) = (name, known.get(&id))
    else {
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

/// Returns a source with only a title and, if known, an address.
pub(super) fn source_record(title: TextRecord<'static>, url: Option<String>) -> SourceRecord<'static> {
    SourceRecord { title, url: url.map(|it| Str(it.into())), ..SourceRecord::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::terms::text;

    #[test]
    fn later_translations_are_added_to_the_learned_entry() {
        for vocabulary in [Vocabulary::Themes, Vocabulary::Organisations] {
            let mut draft = Draft::new(CatalogueRecord::default());
            draft.define(vocabulary, "u", text("en", "Youth"), |it| source_record(it, None));
            draft.reference(vocabulary, "u", text("", "u"));
            draft.reference(vocabulary, "Police", text("en", "Police"));
            draft.reference(vocabulary, "u", text("fr", "Jeunes"));
            let CatalogueRecord { themes, organisations, .. } = draft.finish();
            let names = themes.0.into_iter().map(|it| it.1.name).chain(organisations.0.into_iter().map(|it| it.1.name));
            let names: Vec<String> = names.map(|it| format!("{it:?}")).collect();
            assert!(names.len() == 2 && names[0].contains("Jeunes") && !names[1].contains("Jeunes"), "{names:?}");
        }
    }
}
