//! Which headers and terms of a catalogue belong to some of its activities?
//!
//! Restricts several merged catalogues to what a selection of activities refers to.

use std::collections::BTreeSet;

use hashbrown::HashSet;

use super::{Activity, Catalogue, Header, Vocabulary};

/// Headers and terms that belong to a selection of activities.
#[derive(Clone, Debug)]
pub(crate) struct Subset {
    /// Indices of the headers.
    headers: BTreeSet<usize>,
    /// Terms, each by its vocabulary and index; `None` for all of them, if the selection covers every catalogue.
    terms: Option<HashSet<(Vocabulary, usize)>>,
}

impl Subset {
    /// Returns the headers and terms that belong to the activities at `rows`; without any, the header of the first
    /// catalogue.
    pub(crate) fn of(catalogue: &Catalogue, rows: &[usize]) -> Self {
        let headers = header_indices(catalogue, rows);
        let activities = || rows.iter().filter_map(|&row| catalogue.activities.get(row));
        let covers_all_headers = headers.len() >= catalogue.headers.len();
        let terms = (!covers_all_headers).then(|| activities().flat_map(terms).collect());
        Self { headers, terms }
    }

    /// Returns the subset that covers a whole catalogue.
    pub(crate) fn all(catalogue: &Catalogue) -> Self {
        Self { headers: (0..catalogue.headers.len()).collect(), terms: None }
    }

    /// Returns its headers.
    pub(crate) fn headers<'a>(&self, catalogue: &'a Catalogue) -> Vec<&'a Header> {
        self.headers.iter().filter_map(|&it| catalogue.headers.get(it)).collect()
    }

    /// Returns whether the header at an index belongs to it.
    pub(crate) fn has_header(&self, header: usize) -> bool {
        self.headers.contains(&header)
    }

    /// Returns whether the term at an index belongs to it.
    pub(crate) fn has(&self, vocabulary: Vocabulary, term: usize) -> bool {
        self.terms.as_ref().is_none_or(|it| it.contains(&(vocabulary, term)))
    }
}

/// Returns the indices of the headers of the activities at `rows`; without any, that of the first one.
pub(super) fn header_indices(catalogue: &Catalogue, rows: &[usize]) -> BTreeSet<usize> {
    let headers: BTreeSet<usize> =
        rows.iter().filter_map(|&row| catalogue.activities.get(row)).map(|it| it.header).collect();
    if headers.is_empty() { BTreeSet::from([0]) } else { headers }
}

/// Returns the vocabulary and the index of each term to which an activity refers.
fn terms(activity: &Activity) -> impl Iterator<Item = (Vocabulary, usize)> {
    let in_vocabulary =
        |vocabulary| activity.indices(vocabulary).into_owned().into_iter().map(move |it| (vocabulary, it));
    Vocabulary::ALL.into_iter().flat_map(in_vocabulary)
}
