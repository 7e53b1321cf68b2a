//! Which terms may activities use?

use std::collections::{BTreeSet, HashMap};

use super::{Country, Text};
use crate::text::Clean;

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

/// Where facts come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its title.
    pub title: Text,
    /// Who published it.
    pub publisher: Option<Text>,
    /// When it was published.
    pub year: Option<u16>,
    /// Its address, http or https.
    pub url: Option<Clean>,
    /// Its ISBN.
    pub isbn: Option<Clean>,
    /// When it was consulted: a date, ISO 8601.
    pub accessed: Option<Clean>,
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
    pub themes: Terms<Text>,
    /// What form they take.
    pub kinds: Terms<Text>,
    /// Who helps to carry them out.
    pub organisations: Terms<Organisation>,
    /// Where the facts come from.
    pub sources: Terms<Source>,
}

impl Vocabularies {
    /// Adds other terms, but for those whose identifiers are there.
    pub(super) fn extend(&mut self, other: Self) {
        self.themes.extend(other.themes);
        self.kinds.extend(other.kinds);
        self.organisations.extend(other.organisations);
        self.sources.extend(other.sources);
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
pub(crate) trait Term: PartialEq {
    /// Returns its name.
    fn name(&self) -> &Text;
}

impl Term for Text {
    fn name(&self) -> &Text {
        self
    }
}

impl Term for Source {
    fn name(&self) -> &Text {
        &self.title
    }
}

impl Term for Organisation {
    fn name(&self) -> &Text {
        &self.name
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

    /// Adds a term of another version of the vocabulary, unless its identifier is there.
    pub fn keep(&mut self, other: &Self, index: usize)
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
