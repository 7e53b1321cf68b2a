//! Which terms may activities use?

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use super::{Country, Day, Text, Vocabulary, is_near};
use crate::text::{Clean, UniqueNames, fold, slug};

/// What a catalogue says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Its identifier, empty where it states none.
    pub id: Clean,
    /// The language of its plain texts (BCP 47), empty where it states none.
    pub language: Box<str>,
    /// Its title.
    pub title: Text,
    /// What it is about.
    pub about: Option<Text>,
    /// The licence of its texts.
    pub licence: Option<Clean>,
    /// Who is to be named where its texts are used.
    pub attribution: Option<Text>,
}

/// What activities may be about, what form they may take, or for whom they may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Its name.
    pub name: Text,
    /// Other words for it, by which it is found.
    pub synonyms: Vec<Clean>,
}

/// Where facts come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Who wrote it, the family name first: `Konradi, Moritz`.
    pub authors: Vec<Clean>,
    /// Its title.
    pub title: Text,
    /// Where it was published.
    pub city: Option<Clean>,
    /// Who published it.
    pub publisher: Option<Text>,
    /// When it was published.
    pub year: Option<u16>,
    /// Its address, http or https.
    pub url: Option<Clean>,
    /// Its DOI, without an address before it.
    pub doi: Option<Clean>,
    /// Its ISBN.
    pub isbn: Option<Clean>,
    /// The day on which it was consulted.
    pub accessed: Option<Day>,
}

impl Source {
    /// Returns where it is opened: at its address, else where its DOI leads.
    pub fn address(&self) -> Option<String> {
        // What means something else in an address is told by its bytes (RFC 3986).
        let byte = |it: u8| match it {
            it if it.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&it) => char::from(it).to_string(),
            it => format!("%{it:02X}"),
        };
        let resolved = |doi: &Clean| format!("https://doi.org/{}", doi.bytes().map(byte).collect::<String>());
        self.url.as_ref().map(ToString::to_string).or_else(|| self.doi.as_ref().map(resolved))
    }
}

/// An organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    /// Its full name.
    pub name: Text,
    /// The name it goes by.
    pub short: Option<Clean>,
    /// Where it is based.
    pub country: Option<Country>,
}

/// The terms of one vocabulary, each under its identifier, in the order of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms<T> {
    entries: Vec<(Clean, T)>,
    by_id: HashMap<Clean, usize>,
}

/// The vocabularies of everything that is loaded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabularies {
    /// What activities are about.
    pub themes: Terms<Term>,
    /// What form they take.
    pub kinds: Terms<Term>,
    /// For whom they are.
    pub groups: Terms<Term>,
    /// Who helps to carry them out.
    pub organisations: Terms<Organisation>,
    /// Where the facts come from.
    pub sources: Terms<Source>,
    /// Those who take part and are in no vocabulary.
    pub named: Names,
}

/// Names that activities have given to those who take part, each once, with all versions that it has been given.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// By their keys, [`Text::key`].
    texts: HashMap<u64, Text>,
    /// The digests of the names that have been added, as they were written.
    added: HashSet<u64>,
    /// The identifiers of names whose own one another has as well, once they are asked for.
    ids: OnceLock<HashMap<u64, String>>,
}

impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        self.texts == other.texts
    }
}

/// Versions of one name after which no more are kept: more are no names that anyone gives.
const MOST_VERSIONS: usize = 64;

impl Names {
    /// Returns whether a name has been added, by its digest, [`Text::digest`].
    pub(super) fn has(&self, digest: u64) -> bool {
        self.added.contains(&digest)
    }

    /// Adds a name.
    pub(super) fn add(&mut self, name: &Text) {
        self.added.insert(name.digest());
        self.insert(name.key(), name);
    }

    /// Adds a name under a key; or what it adds to the versions of the one that is there: where several are in one
    /// language, the first one is shown.
    pub(crate) fn insert(&mut self, key: u64, name: &Text) {
        match self.texts.entry(key) {
            Entry::Vacant(entry) => {
                // What it stands in may be much larger than it is.
                entry.insert(name.detached(name.versions()));
                self.ids.take();
            }
            Entry::Occupied(mut entry) => {
                let known = entry.get();
                let is_new = |it: &(&str, &str)| {
                    !known.versions().any(|its| its.0 == it.0 && (its.1 == it.1 || fold(its.1) == fold(it.1)))
                };
                let new: Vec<_> = name.versions().filter(is_new).collect();
                if !new.is_empty() && known.versions().count() < MOST_VERSIONS {
                    let all = known.detached(known.versions().chain(new));
                    entry.insert(all);
                }
            }
        }
    }

    /// Returns the name of a key.
    pub fn get(&self, key: u64) -> Option<&Text> {
        self.texts.get(&key)
    }

    /// Returns the identifiers of the names whose own one an organisation or another name has as well: numbered.
    fn numbered(&self, organisations: &Terms<Organisation>) -> HashMap<u64, String> {
        let mut alike: HashMap<String, Vec<(&str, u64)>> = HashMap::new();
        for (key, name) in &self.texts {
            alike.entry(slug(name.preferred())).or_default().push((name.preferred(), *key));
        }
        alike.remove("");
        let mut taken = UniqueNames::default();
        let known = organisations.entries.iter().map(|(id, _)| id.as_str());
        known.chain(alike.keys().map(String::as_str)).for_each(|it| _ = taken.take(it));
        let mut ids = HashMap::new();
        for (id, mut names) in alike {
            names.sort_unstable();
            let first = usize::from(organisations.index(&id).is_none());
            ids.extend(names.into_iter().skip(first).map(|(_, key)| (key, taken.unused(&id, '-'))));
        }
        ids
    }
}

impl Vocabularies {
    /// Adds other terms, but for those whose identifiers are there.
    pub(super) fn extend(&mut self, other: Self) {
        self.themes.extend(other.themes);
        self.kinds.extend(other.kinds);
        self.groups.extend(other.groups);
        self.organisations.extend(other.organisations);
        self.named.ids.take();
        self.sources.extend(other.sources);
    }

    /// Returns what identifies someone who is in no vocabulary: the letters and digits of the name, numbered where another
    /// has the same; a name in other letters alone as it is.
    pub(crate) fn id_of_named(&self, key: u64) -> String {
        let ids = self.named.ids.get_or_init(|| self.named.numbered(&self.organisations));
        let own = || {
            let name = self.named.get(key).map(|it| it.preferred()).unwrap_or_default();
            Some(slug(name)).filter(|it| !it.is_empty()).unwrap_or_else(|| name.to_owned())
        };
        ids.get(&key).cloned().unwrap_or_else(own)
    }

    /// Returns how many terms a vocabulary has.
    pub fn len(&self, vocabulary: Vocabulary) -> usize {
        match vocabulary {
            Vocabulary::Themes => self.themes.len(),
            Vocabulary::Kinds => self.kinds.len(),
            Vocabulary::Groups => self.groups.len(),
            Vocabulary::Organisations => self.organisations.len(),
            Vocabulary::Sources => self.sources.len(),
        }
    }

    /// Returns the identifier of a term.
    pub fn id(&self, vocabulary: Vocabulary, index: usize) -> &str {
        match vocabulary {
            Vocabulary::Themes => self.themes.id(index),
            Vocabulary::Kinds => self.kinds.id(index),
            Vocabulary::Groups => self.groups.id(index),
            Vocabulary::Organisations => self.organisations.id(index),
            Vocabulary::Sources => self.sources.id(index),
        }
    }

    /// Returns a term.
    pub(crate) fn term(&self, vocabulary: Vocabulary, index: usize) -> Option<&dyn Named> {
        match vocabulary {
            Vocabulary::Themes => self.themes.get(index).map(|it| it as &dyn Named),
            Vocabulary::Kinds => self.kinds.get(index).map(|it| it as &dyn Named),
            Vocabulary::Groups => self.groups.get(index).map(|it| it as &dyn Named),
            Vocabulary::Organisations => self.organisations.get(index).map(|it| it as &dyn Named),
            Vocabulary::Sources => self.sources.get(index).map(|it| it as &dyn Named),
        }
    }

    /// Adds a term of another version of a vocabulary, unless its identifier is there.
    pub(crate) fn keep(&mut self, other: &Self, vocabulary: Vocabulary, index: usize) {
        match vocabulary {
            Vocabulary::Themes => self.themes.keep(&other.themes, index),
            Vocabulary::Kinds => self.kinds.keep(&other.kinds, index),
            Vocabulary::Groups => self.groups.keep(&other.groups, index),
            Vocabulary::Organisations => self.organisations.keep(&other.organisations, index),
            Vocabulary::Sources => self.sources.keep(&other.sources, index),
        }
    }

    /// Returns the latest year that a source names.
    pub(crate) fn latest_year(&self) -> Option<u16> {
        self.sources.iter().flat_map(|(_, it)| [it.year, it.accessed.map(Day::year)]).flatten().filter(is_near).max()
    }
}

impl Header {
    /// Returns the language of its plain texts, and those of its title, in which every text is expected.
    pub(crate) fn languages(&self) -> (Box<str>, BTreeSet<String>) {
        let of_title = self.title.versions().map(|(tag, _)| tag.to_owned()).filter(|it| !it.is_empty());
        (self.language.clone(), of_title.collect())
    }
}

/// What stands in a vocabulary.
pub(crate) trait Named {
    /// Returns its name.
    fn name(&self) -> &Text;

    /// Returns what else it is called, in whatever language.
    fn other_names(&self) -> &[Clean] {
        &[]
    }

    /// Returns the name to show where room is scarce, if it has one.
    fn short(&self) -> Option<&str> {
        None
    }
}

impl Named for Term {
    fn name(&self) -> &Text {
        &self.name
    }

    fn other_names(&self) -> &[Clean] {
        &self.synonyms
    }
}

impl Named for Source {
    fn name(&self) -> &Text {
        &self.title
    }
}

impl Named for Organisation {
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
        Self { entries: Vec::new(), by_id: HashMap::new() }
    }
}

impl<T> Terms<T> {
    /// Adds a term, unless its identifier is there already: the first one stays.
    pub(crate) fn insert(&mut self, id: Clean, term: T) {
        if !self.by_id.contains_key(&id) {
            self.by_id.insert(id.clone(), self.entries.len());
            self.entries.push((id, term));
        }
    }

    /// Adds the terms of another vocabulary, but for those whose identifiers are there.
    fn extend(&mut self, other: Self) {
        other.entries.into_iter().for_each(|(id, term)| self.insert(id, term));
    }

    fn keep(&mut self, other: &Self, index: usize)
    where
        T: Clone,
    {
        if let Some((id, term)) = other.entries.get(index) {
            self.insert(id.clone(), term.clone());
        }
    }

    /// Returns the index of an identifier.
    pub fn index(&self, id: &str) -> Option<usize> {
        self.by_id.get(&Clean::line(id)).copied().filter(|&at| &*self.entries[at].0 == id)
    }

    /// Returns the identifier of the term at an index.
    pub fn id(&self, index: usize) -> &str {
        self.entries.get(index).map_or("", |(id, _)| id)
    }

    /// Returns the term at an index.
    pub fn get(&self, index: usize) -> Option<&T> {
        self.entries.get(index).map(|(_, term)| term)
    }

    /// Returns how many terms there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether there is no term.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns every term with its identifier, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries.iter().map(|(id, term)| (id.as_str(), term))
    }
}
