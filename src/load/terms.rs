//! Which terms does a file have?
//!
//! Maps the identifiers of a file's own vocabularies to the indices of their terms among those of all files.

use hashbrown::{HashMap, HashSet};

use crate::catalogue::Vocabulary;
use crate::text::slug;

/// The vocabularies of a file.
#[derive(Debug, Default)]
pub(super) struct FileTerms {
    terms: [HashMap<Box<str>, Option<usize>>; Vocabulary::ALL.len()],
    /// The identifiers that are suggested instead of invalid ones. A reference that uses one already is right.
    suggested: [HashSet<String>; Vocabulary::ALL.len()],
}

impl FileTerms {
    /// Adds a term by its index, or `None` for an invalid one. The first term of an identifier is kept.
    pub(super) fn insert(&mut self, vocabulary: Vocabulary, id: &str, index: Option<usize>) {
        let first = self.terms[vocabulary as usize].entry(id.into()).or_insert(index);
        if first.is_none() {
            self.suggested[vocabulary as usize].insert(slug(id));
        }
    }

    /// Returns the index of a valid term.
    pub(super) fn index(&self, vocabulary: Vocabulary, id: &str) -> Option<usize> {
        self.terms[vocabulary as usize].get(id).copied().flatten()
    }

    /// Returns whether a term is defined, even if it is invalid: a reference to it is not a problem of its own.
    pub(super) fn is_known(&self, vocabulary: Vocabulary, id: &str) -> bool {
        self.terms[vocabulary as usize].contains_key(id) || self.suggested[vocabulary as usize].contains(id)
    }

    /// Returns the identifiers of a vocabulary, in no particular order.
    pub(super) fn ids(&self, vocabulary: Vocabulary) -> impl ExactSizeIterator<Item = &str> {
        self.terms[vocabulary as usize].keys().map(|it| &**it)
    }
}
