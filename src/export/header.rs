//! How is the header of a catalogue written for other programs?
//!
//! Serialises the header and the vocabularies of one catalogue, or of several merged into one.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::Languages;
use super::record::SourceJson;
use crate::catalogue::record::{Entries, OrganisationRecord, Str, TextRecord};
use crate::catalogue::{Catalogue, FORMAT, Header, Subset, Term, Terms, Vocabulary, entries, organisation};
use crate::lang::Lang;

/// Header of one or several catalogues, and their vocabularies.
pub(super) struct HeaderJson<'a> {
    /// The catalogue with all headers and vocabularies.
    pub(super) catalogue: &'a Catalogue,
    /// The headers and terms that belong to the exported activities.
    pub(super) subset: &'a Subset,
    pub(super) languages: Languages,
}

#[derive(Serialize)]
struct TermJson<'a> {
    name: TextRecord<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    synonyms: Vec<&'a str>,
}

impl<'a> HeaderJson<'a> {
    /// Returns the value that all headers have in common; `None` if they differ or have none.
    fn common<T: PartialEq>(&self, value: impl Fn(&'a Header) -> Option<T>) -> Option<T> {
        let mut headers = self.subset.headers(self.catalogue).into_iter();
        let first = value(headers.next()?)?;
        headers.all(|it| value(it).as_ref() == Some(&first)).then_some(first)
    }

    /// Returns whether every title and term exists in a language; other texts, and those of activities that are yet to
    /// be read, are assumed to be in the same languages.
    fn is_complete_in(&self, lang: Lang) -> bool {
        let terms = &self.catalogue.vocabularies;
        let has_names = |vocabulary, terms: &Terms<Term>| {
            terms.iter().enumerate().all(|(at, (_, it))| !self.subset.has(vocabulary, at) || it.name.has(lang))
        };
        let headers = self.subset.headers(self.catalogue).into_iter().map(|it| &it.title);
        let activities = self.catalogue.activities.iter().filter(|it| self.subset.has_header(it.header));
        has_names(Vocabulary::Themes, &terms.themes)
            && has_names(Vocabulary::Kinds, &terms.kinds)
            && has_names(Vocabulary::Groups, &terms.groups)
            && headers.chain(activities.map(|it| &it.title)).all(|it| it.has(lang))
    }

    fn title(&self) -> Option<TextRecord<'a>> {
        match self.subset.headers(self.catalogue).as_slice() {
            [only] => Some(self.languages.write(&only.title)),
            several => {
                let titles = several.iter().map(|it| match self.languages {
                    Languages::One(lang) => it.title.get(lang),
                    Languages::All => it.title.preferred(),
                });
                let title = TextRecord::Plain(Str(titles.collect::<Vec<_>>().join(" · ").into()));
                Some(title).filter(|_| !several.is_empty())
            }
        }
    }

    fn terms(&self, vocabulary: Vocabulary, terms: &'a Terms<Term>) -> Entries<'a, TermJson<'a>> {
        entries(terms, (self.subset, vocabulary), |(_, it)| {
            let synonyms = it.synonyms.iter().map(|it| it.as_str()).collect();
            TermJson { name: self.languages.write(&it.name), synonyms }
        })
    }

    fn organisations(&self) -> Entries<'a, OrganisationRecord<'a>> {
        let terms = &self.catalogue.vocabularies.organisations;
        entries(terms, (self.subset, Vocabulary::Organisations), |(_, it)| {
            organisation(it, |it| self.languages.write(it))
        })
    }

    fn sources(&self) -> Entries<'a, SourceJson<'a>> {
        let terms = &self.catalogue.vocabularies.sources;
        entries(terms, (self.subset, Vocabulary::Sources), |it| SourceJson::new(it, self.languages))
    }
}

impl Serialize for HeaderJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let terms = &self.catalogue.vocabularies;
        let language = match self.languages {
            // The language of texts without a tag; unknown if some of them are in a fallback language.
            Languages::One(lang) if self.is_complete_in(lang) => Some(lang.tag().to_owned()),
            Languages::One(_) => match self.catalogue.languages() {
                [only] if self.catalogue.headers.iter().all(|it| *it.language == **only) => Some(only.clone()),
                _ => None,
            },
            Languages::All => self.common(|it| Some(it.language.to_string()).filter(|it| !it.is_empty())),
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", &FORMAT)?;
        map.serialize_entry("id", &self.common(|it| Some(it.id.to_string()).filter(|it| !it.is_empty())))?;
        map.serialize_entry("language", &language)?;
        map.serialize_entry("title", &self.title())?;
        map.serialize_entry("about", &self.common(|it| it.about.as_ref()).map(|it| self.languages.write(it)))?;
        map.serialize_entry("licence", &self.common(|it| it.licence.as_deref()))?;
        map.serialize_entry(
            "attribution",
            &self.common(|it| it.attribution.as_ref()).map(|it| self.languages.write(it)),
        )?;
        map.serialize_entry("sources", &self.sources())?;
        map.serialize_entry("organisations", &self.organisations())?;
        map.serialize_entry("themes", &self.terms(Vocabulary::Themes, &terms.themes))?;
        map.serialize_entry("kinds", &self.terms(Vocabulary::Kinds, &terms.kinds))?;
        map.serialize_entry("groups", &self.terms(Vocabulary::Groups, &terms.groups))?;
        map.end()
    }
}
