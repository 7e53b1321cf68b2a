//! Which terms may activities use?
//!
//! Headers, the vocabularies of terms, organisations and sources, and the names of participants that are in no
//! vocabulary.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use hashbrown::{HashMap, HashSet};
use indexmap::IndexMap;
use indexmap::map::Entry;

use super::{Country, PartialDate, Text, Vocabulary, is_plausible_year};
use crate::text::{Clean, UniqueNames, fold, slug};

/// Header of a catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Identifier; empty if not stated.
    pub id: Clean,
    /// Language (BCP 47 tag) of texts written without one; empty if not stated.
    pub language: Box<str>,
    /// Title.
    pub title: Text,
    /// Description.
    pub about: Option<Text>,
    /// Licence of the texts.
    pub licence: Option<Clean>,
    /// Whom to credit where its texts are used.
    pub attribution: Option<Text>,
}

/// A term of the themes, kinds or groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Name.
    pub name: Text,
    /// Synonyms by which it can be found.
    pub synonyms: Vec<Clean>,
}

/// A bibliographic source.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Authors, family name first: `Konradi, Moritz`.
    pub authors: Vec<Clean>,
    /// Title.
    pub title: Text,
    /// City of publication.
    pub city: Option<Clean>,
    /// Publisher.
    pub publisher: Option<Text>,
    /// Year of publication.
    pub year: Option<u16>,
    /// Web address, http or https.
    pub url: Option<Clean>,
    /// DOI, without the address of a resolver.
    pub doi: Option<Clean>,
    /// ISBN.
    pub isbn: Option<Clean>,
    /// Day on which it was consulted.
    pub accessed: Option<PartialDate>,
}

impl Source {
    /// Returns the names of its authors in their spoken order: `Konradi, Moritz` as “Moritz Konradi”.
    pub(crate) fn authors_given_first(&self) -> impl Iterator<Item = String> {
        let in_spoken_order = |(family, given): (&str, &str)| format!("{given} {family}");
        self.authors.iter().map(move |it| it.split_once(", ").map_or_else(|| it.to_string(), in_spoken_order))
    }

    /// Returns its web address, else that of its DOI at doi.org; `None` if it has neither.
    pub fn address(&self) -> Option<String> {
        // Percent-encodes what may not occur in the path of a URI (RFC 3986).
        let percent_encode = |it: u8| match it {
            it if it.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&it) => char::from(it).to_string(),
            it => format!("%{it:02X}"),
        };
        let resolver_url =
            |doi: &Clean| format!("https://doi.org/{}", doi.bytes().map(percent_encode).collect::<String>());
        self.url.as_ref().map(ToString::to_string).or_else(|| self.doi.as_ref().map(resolver_url))
    }
}

/// An organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    /// Full name.
    pub name: Text,
    /// Short name.
    pub short: Option<Clean>,
    /// Country where it is based.
    pub country: Option<Country>,
}

/// Terms of one vocabulary by identifier, in the order of the catalogue.
#[derive(Clone, Debug)]
pub struct Terms<T>(IndexMap<Clean, T>);

/// Vocabularies of everything that is loaded.
#[derive(Clone, Debug, Default)]
pub struct Vocabularies {
    /// Subjects of activities.
    pub themes: Terms<Term>,
    /// Forms that activities take.
    pub kinds: Terms<Term>,
    /// Target groups of activities.
    pub groups: Terms<Term>,
    /// Organisations that take part.
    pub organisations: Terms<Organisation>,
    /// Bibliographic sources.
    pub sources: Terms<Source>,
    /// Names of participants that are in no vocabulary.
    pub unlisted: UnlistedNames,
}

/// Names of participants that are in no vocabulary, each once, with all versions that activities give.
#[derive(Clone, Debug, Default)]
pub struct UnlistedNames {
    /// Names by [`Text::key`], in order of first use.
    texts: IndexMap<u64, Text>,
    /// [`Text::digest`] of each name that has been added.
    added: HashSet<u64>,
    /// Numbered identifiers of names whose slug is taken, computed on first use.
    ids: OnceLock<HashMap<u64, String>>,
}

/// Number of versions of a name at which no more are added: no real name has as many.
const MAX_VERSIONS: usize = 64;

impl UnlistedNames {
    /// Returns whether a name with this [`Text::digest`] has been added.
    pub(super) fn contains(&self, digest: u64) -> bool {
        self.added.contains(&digest)
    }

    /// Adds a name.
    pub(super) fn add(&mut self, name: &Text) {
        self.added.insert(name.digest());
        self.insert(name.key(), name);
    }

    /// Returns the position of the name with a key, in order of first use; that after the last if there is none.
    pub(crate) fn position(&self, key: u64) -> usize {
        self.texts.get_index_of(&key).unwrap_or(self.texts.len())
    }

    /// Adds a name under a key, or its new versions to the name that has the key. Of several versions in one language,
    /// the first is shown.
    pub(crate) fn insert(&mut self, key: u64, name: &Text) {
        match self.texts.entry(key) {
            Entry::Vacant(entry) => {
                // The arena that stores the name may be much larger than the name.
                entry.insert(name.detached(name.versions()));
                self.ids.take();
            }
            Entry::Occupied(mut entry) => {
                let known = entry.get();
                let is_new = |it: &(&str, &str)| {
                    !known
                        .versions()
                        .any(|existing| existing.0 == it.0 && (existing.1 == it.1 || fold(existing.1) == fold(it.1)))
                };
                let new: Vec<_> = name.versions().filter(is_new).collect();
                if !new.is_empty() && known.versions().count() < MAX_VERSIONS {
                    let all = known.detached(known.versions().chain(new));
                    entry.insert(all);
                }
            }
        }
    }

    /// Returns the name with a key; `None` if there is none.
    pub fn get(&self, key: u64) -> Option<&Text> {
        self.texts.get(&key)
    }

    /// Returns numbered identifiers for the names whose slug an organisation or another name has already.
    fn numbered_ids(&self, organisations: &Terms<Organisation>) -> HashMap<u64, String> {
        let mut by_slug: HashMap<String, Vec<(&str, u64)>> = HashMap::new();
        for (key, name) in &self.texts {
            by_slug.entry(slug(name.preferred())).or_default().push((name.preferred(), *key));
        }
        by_slug.remove("");
        let mut taken = UniqueNames::default();
        let organisation_ids = organisations.iter().map(|(id, _)| id);
        organisation_ids.chain(by_slug.keys().map(String::as_str)).for_each(|it| _ = taken.insert(it));
        let mut ids = HashMap::new();
        for (id, mut names) in by_slug {
            names.sort_unstable();
            let first = usize::from(organisations.index_of(&id).is_none());
            ids.extend(names.into_iter().skip(first).map(|(_, key)| (key, taken.insert_unique(&id, '-'))));
        }
        ids
    }
}

impl Vocabularies {
    /// Adds the terms of `other` whose identifiers are new; its [`UnlistedNames`] are not added.
    pub(super) fn extend(&mut self, other: Self) {
        self.themes.extend(other.themes);
        self.kinds.extend(other.kinds);
        self.groups.extend(other.groups);
        self.organisations.extend(other.organisations);
        self.unlisted.ids.take();
        self.sources.extend(other.sources);
    }

    /// Returns the identifier of the unlisted name with a key: its slug, numbered if an organisation or another name
    /// has the same; the name itself if its slug is empty.
    pub(crate) fn unlisted_id(&self, key: u64) -> String {
        let ids = self.unlisted.ids.get_or_init(|| self.unlisted.numbered_ids(&self.organisations));
        let unnumbered_id = || {
            let name = self.unlisted.get(key).map(|it| it.preferred()).unwrap_or_default();
            Some(slug(name)).filter(|it| !it.is_empty()).unwrap_or_else(|| name.to_owned())
        };
        ids.get(&key).cloned().unwrap_or_else(unnumbered_id)
    }

    /// Returns the identifier of the term at an index; empty if there is none.
    pub fn id(&self, vocabulary: Vocabulary, index: usize) -> &str {
        match vocabulary {
            Vocabulary::Themes => self.themes.id(index),
            Vocabulary::Kinds => self.kinds.id(index),
            Vocabulary::Groups => self.groups.id(index),
            Vocabulary::Organisations => self.organisations.id(index),
            Vocabulary::Sources => self.sources.id(index),
        }
    }

    /// Returns the term at an index; `None` if there is none.
    pub(crate) fn term(&self, vocabulary: Vocabulary, index: usize) -> Option<&dyn Labelled> {
        match vocabulary {
            Vocabulary::Themes => self.themes.get(index).map(|it| it as &dyn Labelled),
            Vocabulary::Kinds => self.kinds.get(index).map(|it| it as &dyn Labelled),
            Vocabulary::Groups => self.groups.get(index).map(|it| it as &dyn Labelled),
            Vocabulary::Organisations => self.organisations.get(index).map(|it| it as &dyn Labelled),
            Vocabulary::Sources => self.sources.get(index).map(|it| it as &dyn Labelled),
        }
    }

    /// Adds a term of another version of a vocabulary, unless its identifier is known.
    pub(crate) fn copy_term(&mut self, other: &Self, vocabulary: Vocabulary, index: usize) {
        match vocabulary {
            Vocabulary::Themes => self.themes.copy_from(&other.themes, index),
            Vocabulary::Kinds => self.kinds.copy_from(&other.kinds, index),
            Vocabulary::Groups => self.groups.copy_from(&other.groups, index),
            Vocabulary::Organisations => self.organisations.copy_from(&other.organisations, index),
            Vocabulary::Sources => self.sources.copy_from(&other.sources, index),
        }
    }

    /// Returns the latest year of publication or consultation of a source, ignoring those in the distant future; `None`
    /// if there is none.
    pub(crate) fn latest_year(&self) -> Option<u16> {
        self.sources
            .iter()
            .flat_map(|(_, it)| [it.year, it.accessed.map(PartialDate::year)])
            .flatten()
            .filter(is_plausible_year)
            .max()
    }
}

impl Header {
    /// Returns the language of texts written without one, and the languages of the title, in which every text is
    /// expected.
    pub(crate) fn languages(&self) -> (Box<str>, BTreeSet<String>) {
        let title_tags = self.title.versions().map(|(tag, _)| tag.to_owned()).filter(|it| !it.is_empty());
        (self.language.clone(), title_tags.collect())
    }
}

/// A term of any vocabulary.
pub(crate) trait Labelled {
    /// Returns its name.
    fn name(&self) -> &Text;

    /// Returns its other names, in whatever language.
    fn other_names(&self) -> &[Clean] {
        &[]
    }

    /// Returns the name to show where room is scarce, if it has one.
    fn short(&self) -> Option<&str> {
        None
    }
}

impl Labelled for Term {
    fn name(&self) -> &Text {
        &self.name
    }

    fn other_names(&self) -> &[Clean] {
        &self.synonyms
    }
}

impl Labelled for Source {
    fn name(&self) -> &Text {
        &self.title
    }
}

impl Labelled for Organisation {
    fn name(&self) -> &Text {
        &self.name
    }

    fn other_names(&self) -> &[Clean] {
        self.short.as_slice()
    }

    fn short(&self) -> Option<&str> {
        self.short.as_deref()
    }
}

impl<T> Default for Terms<T> {
    fn default() -> Self {
        Self(IndexMap::new())
    }
}

impl<T> Terms<T> {
    /// Adds a term, unless its identifier is known.
    pub(crate) fn insert(&mut self, id: Clean, term: T) {
        self.0.entry(id).or_insert(term);
    }

    /// Adds the terms of another vocabulary whose identifiers are new.
    fn extend(&mut self, other: Self) {
        other.0.into_iter().for_each(|(id, term)| self.insert(id, term));
    }

    fn copy_from(&mut self, other: &Self, index: usize)
    where
        T: Clone,
    {
        if let Some((id, term)) = other.0.get_index(index) {
            self.insert(id.clone(), term.clone());
        }
    }

    /// Returns the index of the term with an identifier; `None` if there is none.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.0.get_index_of(id)
    }

    /// Returns the identifier of the term at an index; empty if there is none.
    pub fn id(&self, index: usize) -> &str {
        self.0.get_index(index).map_or("", |(id, _)| id)
    }

    /// Returns the term at an index; `None` if there is none.
    pub fn get(&self, index: usize) -> Option<&T> {
        self.0.get_index(index).map(|(_, term)| term)
    }

    /// Returns the term at an index with its identifier; `None` if there is none.
    pub(crate) fn entry(&self, index: usize) -> Option<(&str, &T)> {
        self.0.get_index(index).map(|(id, term)| (id.as_str(), term))
    }

    /// Returns the number of terms.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there are no terms.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns every term with its identifier, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(id, term)| (id.as_str(), term))
    }
}
