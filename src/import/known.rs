//! Which terms are there already? The identifiers of each vocabulary of a catalogue that is being made.

use std::collections::HashSet;

use crate::catalogue::record::{CatalogueRecord, Entries, Str};

/// The identifiers of each vocabulary.
pub(super) struct Known {
    pub(super) sources: HashSet<String>,
    pub(super) organisations: HashSet<String>,
    pub(super) themes: HashSet<String>,
    pub(super) kinds: HashSet<String>,
    pub(super) groups: HashSet<String>,
}

impl Known {
    /// Returns those of a header.
    pub(super) fn of(record: &CatalogueRecord<'_>) -> Self {
        fn ids<T>(terms: &Entries<'_, T>) -> HashSet<String> {
            terms.0.iter().map(|(id, _)| id.to_string()).collect()
        }
        Self {
            sources: ids(&record.sources),
            organisations: ids(&record.organisations),
            themes: ids(&record.themes),
            kinds: ids(&record.kinds),
            groups: ids(&record.groups),
        }
    }
}

/// Adds a term under its identifier, unless it is known.
pub(super) fn add<T>(terms: &mut Entries<'static, T>, known: &mut HashSet<String>, id: &str, term: impl FnOnce() -> T) {
    if known.insert(id.to_owned()) {
        terms.0.push((Str(id.to_owned().into()), term()));
    }
}
