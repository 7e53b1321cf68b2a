//! Which terms, organisations and sources are named? Each once: by its identifier, by its name, else as a new one.

use std::collections::HashMap;

use super::terms::Ids;
use crate::catalogue::Vocabulary;
use crate::catalogue::record::{
    CatalogueRecord, Entries, OrganisationRecord, SourceRecord, Str, TermRecord, TextRecord,
};
use crate::text::fold;

/// What can be named in a catalogue that is being made.
#[derive(Debug, Default)]
pub(super) struct References {
    themes: Ids,
    kinds: Ids,
    groups: Ids,
    organisations: Ids,
    sources: Ids,
    /// Where terms that were added stand in their vocabularies, by their identifiers.
    places: HashMap<(Vocabulary, String), usize>,
}

impl References {
    /// Returns what a header has.
    pub(super) fn of(record: &CatalogueRecord<'_>) -> Self {
        fn ids<'a, T>(entries: &'a Entries<'_, T>, name: fn(&'a T) -> &'a TextRecord<'a>) -> Ids {
            let mut ids = Ids::default();
            entries.0.iter().for_each(|(id, entry)| ids.learn(id, name(entry)));
            ids
        }
        Self {
            themes: ids(&record.themes, |it| &it.name),
            kinds: ids(&record.kinds, |it| &it.name),
            groups: ids(&record.groups, |it| &it.name),
            organisations: ids(&record.organisations, |it| &it.name),
            sources: ids(&record.sources, |it| &it.title),
            places: HashMap::new(),
        }
    }

    /// Learns the name of what is named by its identifier elsewhere.
    pub(super) fn learn(
        &mut self,
        record: &mut CatalogueRecord<'static>,
        vocabulary: Vocabulary,
        id: &str,
        name: TextRecord<'static>,
        source: impl FnOnce(TextRecord<'static>) -> SourceRecord<'static>,
    ) {
        let ids = match vocabulary {
            Vocabulary::Themes => &mut self.themes,
            Vocabulary::Kinds => &mut self.kinds,
            Vocabulary::Groups => &mut self.groups,
            Vocabulary::Organisations => &mut self.organisations,
            Vocabulary::Sources => &mut self.sources,
        };
        if ids.has(id) {
            return;
        }
        ids.learn(id, &name);
        let key = Str(id.to_owned().into());
        let place = match vocabulary {
            Vocabulary::Themes => record.themes.0.len(),
            Vocabulary::Kinds => record.kinds.0.len(),
            Vocabulary::Groups => record.groups.0.len(),
            Vocabulary::Organisations => record.organisations.0.len(),
            Vocabulary::Sources => record.sources.0.len(),
        };
        self.places.insert((vocabulary, id.to_owned()), place);
        match vocabulary {
            Vocabulary::Themes => record.themes.0.push((key, TermRecord::from(name))),
            Vocabulary::Kinds => record.kinds.0.push((key, TermRecord::from(name))),
            Vocabulary::Groups => record.groups.0.push((key, TermRecord::from(name))),
            Vocabulary::Organisations => {
                record.organisations.0.push((key, OrganisationRecord { name, short: None, country: None }));
            }
            Vocabulary::Sources => record.sources.0.push((key, source(name))),
        }
    }

    /// Returns whether there is a source of this identifier.
    pub(super) fn has_source(&self, id: &str) -> bool {
        self.sources.has(id)
    }

    /// Returns the identifier of a term and whether it is new: it is added under this name then.
    pub(super) fn term(
        &mut self,
        record: &mut CatalogueRecord<'static>,
        vocabulary: Vocabulary,
        written: &str,
        name: TextRecord<'static>,
    ) -> (Str<'static>, bool) {
        let (ids, terms) = match vocabulary {
            Vocabulary::Kinds => (&mut self.kinds, &mut record.kinds),
            Vocabulary::Groups => (&mut self.groups, &mut record.groups),
            _ => (&mut self.themes, &mut record.themes),
        };
        let known = |id: &str| terms.0.get(*self.places.get(&(vocabulary, id.to_owned()))?).map(|it| &it.1.name);
        let (id, is_new) = identify(ids, (written, vocabulary.name()), &name, known);
        let place = self.places.entry((vocabulary, id.clone())).or_insert(terms.0.len());
        if let TextRecord::ByLanguage(versions) = &name
            && let Some((_, TermRecord { name: TextRecord::ByLanguage(known), .. })) = terms.0.get_mut(*place)
        {
            // A row may know it in another language.
            let new = versions.iter().filter(|it| !known.iter().any(|known| known.0 == it.0));
            let new: Vec<_> = new.cloned().collect();
            known.extend(new);
        }
        added((id, is_new), terms, || TermRecord::from(name))
    }

    /// Returns the identifier of an organisation; where it is new, it is added under this name.
    pub(super) fn organisation(
        &mut self,
        record: &mut CatalogueRecord<'static>,
        written: &str,
        name: TextRecord<'static>,
    ) -> Str<'static> {
        let (vocabulary, organisations) = (Vocabulary::Organisations, &mut record.organisations);
        let known =
            |id: &str| organisations.0.get(*self.places.get(&(vocabulary, id.to_owned()))?).map(|it| &it.1.name);
        let id = identify(&mut self.organisations, (written, "organisation"), &name, known);
        self.places.entry((vocabulary, id.0.clone())).or_insert(organisations.0.len());
        added(id, organisations, || OrganisationRecord { name, short: None, country: None }).0
    }

    /// Returns whether an organisation is known by what is written, and its identifier.
    pub(super) fn known_organisation(&self, written: &str) -> Option<Str<'static>> {
        self.organisations.known(written).map(|it| Str(it.to_owned().into()))
    }

    /// The same of a source, with a key that tells it from others of its title.
    pub(super) fn source(
        &mut self,
        record: &mut CatalogueRecord<'static>,
        key: &str,
        name: &str,
        source: impl FnOnce() -> SourceRecord<'static>,
    ) -> (Str<'static>, bool) {
        added(self.sources.of(key, name, "source"), &mut record.sources, source)
    }
}

/// Returns the identifier of something by what is written of it, and whether it is new. What has another name in one of its
/// languages than what is known by it is another thing.
fn identify<'a>(
    ids: &mut Ids,
    (written, otherwise): (&str, &str),
    name: &TextRecord<'_>,
    known: impl Fn(&str) -> Option<&'a TextRecord<'static>>,
) -> (String, bool) {
    let (id, is_new) = ids.of(written, written, otherwise);
    let (TextRecord::ByLanguage(versions), Some(TextRecord::ByLanguage(others))) = (name, known(&id)) else {
        return (id, is_new);
    };
    let differs =
        |(tag, it): &(Str<'_>, Str<'_>)| others.iter().any(|(other, name)| other == tag && fold(name) != fold(it));
    if is_new || !versions.iter().any(differs) {
        return (id, is_new);
    }
    let all = versions.iter().map(|it| &*it.1).collect::<Vec<_>>().join(" ");
    ids.of(&all, &all, otherwise)
}

fn added<T>(
    (id, is_new): (String, bool),
    entries: &mut Entries<'static, T>,
    make: impl FnOnce() -> T,
) -> (Str<'static>, bool) {
    if is_new {
        entries.0.push((Str(id.clone().into()), make()));
    }
    (Str(id.into()), is_new)
}

/// Returns a source of which no more is known than its title, and perhaps its address.
pub(super) fn titled(title: TextRecord<'static>, url: Option<String>) -> SourceRecord<'static> {
    SourceRecord {
        authors: Vec::new(),
        title,
        city: None,
        publisher: None,
        year: None,
        url: url.map(|it| Str(it.into())),
        doi: None,
        isbn: None,
        accessed: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::terms::text;

    #[test]
    fn what_was_learned_keeps_its_place() {
        let (mut record, mut references) = (CatalogueRecord::default(), References::default());
        let themes = Vocabulary::Themes;
        references.learn(&mut record, themes, "u", text("en", "Youth"), |it| titled(it, None));
        references.term(&mut record, themes, "u", text("", "u"));
        references.term(&mut record, themes, "Police", text("en", "Police"));
        references.term(&mut record, themes, "u", text("fr", "Jeunes"));
        let names: Vec<String> = record.themes.0.iter().map(|(_, it)| format!("{:?}", it.name)).collect();
        assert!(names.len() == 2 && names[0].contains("Jeunes") && !names[1].contains("Jeunes"), "{names:?}");
    }
}
