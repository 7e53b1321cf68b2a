//! Which terms has a file? Its own identifiers, and the numbers of their terms among those of all files.

use std::collections::HashMap;

use crate::catalogue::Vocabulary;

/// The vocabularies of a file.
#[derive(Debug, Default)]
pub(super) struct FileTerms([HashMap<Box<str>, Option<usize>>; Vocabulary::ALL.len()]);

impl FileTerms {
    /// Adds a term by its number, or one that cannot be used.
    pub(super) fn insert(&mut self, vocabulary: Vocabulary, id: &str, index: Option<usize>) {
        self.0[vocabulary as usize].entry(id.into()).or_insert(index);
    }

    /// Returns the number of a term that can be used.
    pub(super) fn index(&self, vocabulary: Vocabulary, id: &str) -> Option<usize> {
        self.0[vocabulary as usize].get(id).copied().flatten()
    }

    /// Returns whether there is a term, be it one that cannot be used: what refers to that is not wrong itself.
    pub(super) fn is_known(&self, vocabulary: Vocabulary, id: &str) -> bool {
        self.0[vocabulary as usize].contains_key(id)
    }

    /// Returns the identifiers of a vocabulary.
    pub(super) fn ids(&self, vocabulary: Vocabulary) -> impl ExactSizeIterator<Item = &str> {
        self.0[vocabulary as usize].keys().map(|it| &**it)
    }
}
