//! What of a catalogue belongs to some of its activities? Of several catalogues that are read as one, what those say of
//! themselves that they are of, and the terms that they have.

use std::collections::{BTreeSet, HashSet};

use super::activity::{Partner, Who};
use super::{Activity, Catalogue, Header, Vocabulary};

/// What belongs to some activities.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// The numbers of the headers.
    headers: BTreeSet<usize>,
    /// The terms of each vocabulary, by their numbers; all of them where they are of all catalogues.
    terms: Option<HashSet<(Vocabulary, usize)>>,
}

impl Part {
    /// Returns what belongs to some activities; without any, what belongs to the first catalogue.
    pub(crate) fn of(catalogue: &Catalogue, rows: &[usize]) -> Self {
        let activities = || rows.iter().filter_map(|&row| catalogue.activities.get(row));
        let mut headers: BTreeSet<usize> = activities().map(|it| it.header).collect();
        if headers.is_empty() {
            headers.insert(0);
        }
        let is_all = headers.len() >= catalogue.headers.len();
        let terms = (!is_all).then(|| activities().flat_map(terms).collect());
        Self { headers, terms }
    }

    /// Returns all of a catalogue.
    pub(crate) fn all(catalogue: &Catalogue) -> Self {
        Self { headers: (0..catalogue.headers.len()).collect(), terms: None }
    }

    /// Returns what its catalogues say of themselves.
    pub(crate) fn headers<'a>(&self, catalogue: &'a Catalogue) -> Vec<&'a Header> {
        self.headers.iter().filter_map(|&it| catalogue.headers.get(it)).collect()
    }

    /// Returns whether a term belongs to it, by its number.
    pub(crate) fn has(&self, vocabulary: Vocabulary, term: usize) -> bool {
        self.terms.as_ref().is_none_or(|it| it.contains(&(vocabulary, term)))
    }
}

/// Returns the terms that an activity has, by their numbers.
fn terms(activity: &Activity) -> impl Iterator<Item = (Vocabulary, usize)> {
    let organisation = |it: &Partner| match it.who {
        Who::Organisation(at) => Some((Vocabulary::Organisations, at)),
        Who::Named(_) => None,
    };
    let of = [
        (Vocabulary::Themes, activity.themes.clone()),
        (Vocabulary::Kinds, activity.kinds.clone()),
        (Vocabulary::Groups, activity.groups.clone()),
        (Vocabulary::Sources, activity.all_sources()),
    ];
    let listed = of.into_iter().flat_map(|(vocabulary, numbers)| numbers.into_iter().map(move |it| (vocabulary, it)));
    listed.chain(activity.partners.iter().filter_map(organisation))
}
