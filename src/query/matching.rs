//! Which records match a search text, and how well?
//!
//! Searches the segments on every core, and continues an earlier search of the same text with the records added since.

use std::cmp::Reverse;
use std::sync::Arc;
use std::thread;

use memchr::memmem::Finder;
use roaring::RoaringBitmap;

use super::haystack::Haystack;
use super::search::{Clause, Search, Word};
use super::segment::{EXCLUSION_ONLY, NO_MATCH, Segment};
use crate::catalogue::Field;
use crate::load::THREADS;

/// Maximum number of bytes searched on one thread, which is done before another could start.
const MAX_SINGLE_THREAD_BYTES: usize = 1 << 20;
/// Maximum number of bytes that can be searched within a frame, whatever the search terms.
const MAX_FRAME_BYTES: usize = 8 << 20;

/// Callback that returns whether an answer is still wanted.
pub type IsWanted<'a> = &'a (dyn Fn() -> bool + Sync);

/// The result of a search text without other filters, cached because facets change more often than search texts.
#[derive(Clone, Debug, Default)]
pub struct SearchMatches {
    search: String,
    /// Revision of the library searched.
    revision: u64,
    /// Number of records searched so far.
    count: u32,
    pub(super) records: RoaringBitmap,
    /// Rank of each record searched, 0 being the best; empty for a search without clauses.
    ranks: Vec<u16>,
}

/// A pending search with all the data it needs, so that it can run on another thread.
#[derive(Clone, Debug)]
pub struct PendingSearch {
    /// The result so far.
    partial: SearchMatches,
    haystack: Haystack,
}

impl SearchMatches {
    /// Returns whether this is the result of a search text in a revision of the library.
    pub(super) fn is_for(&self, search: &str, revision: u64) -> bool {
        (self.search.as_str(), self.revision) == (search, revision)
    }

    /// Returns the rank of a record, 0 being the best.
    pub(super) fn rank(&self, record: usize) -> u16 {
        self.ranks.get(record).copied().unwrap_or(0)
    }

    /// Returns whether searching for a text on the basis of this result may take longer than a frame.
    pub(super) fn may_exceed_frame(&self, search: &str, revision: u64, haystack: &Haystack) -> bool {
        let count = if self.is_for(search, revision) { self.count } else { 0 };
        haystack.bytes_after(count) > MAX_FRAME_BYTES && !Search::new(search).clauses.is_empty()
    }

    /// Searches for a text, continuing this search if it has the same text and revision.
    pub(super) fn search(self, search: &str, revision: u64, haystack: &Haystack) -> Self {
        let partial = if self.is_for(search, revision) { self } else { Self::begin(search, revision) };
        partial.finish(haystack, &|| true)
    }

    fn begin(search: &str, revision: u64) -> Self {
        Self { search: search.to_owned(), revision, ..Self::default() }
    }

    /// Searches the records that have not been searched yet: all for a new search, those added since for an earlier
    /// one. The result is incomplete if `is_wanted` returns `false` on the way.
    fn finish(mut self, haystack: &Haystack, is_wanted: IsWanted<'_>) -> Self {
        let (search, segments) = (Search::new(&self.search), haystack.segments_after(self.count));
        if search.clauses.is_empty() {
            self.records.insert_range(..haystack.len());
        } else {
            self.ranks.resize(haystack.len() as usize, 0);
            let threads = if haystack.bytes_after(self.count) > MAX_SINGLE_THREAD_BYTES { *THREADS } else { 1 };
            for (record, rank) in Matcher::new(&search).search(segments, threads, is_wanted) {
                self.records.insert(record);
                self.ranks[record as usize] = rank;
            }
        }
        self.count = haystack.len();
        self
    }
}

/// Returns the records that contain every word of a folded text, each in one of the given fields.
pub(super) fn candidates_containing(haystack: &Haystack, text: &str, fields: &[Field]) -> RoaringBitmap {
    let words = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let in_fields = |text: &str| fields.iter().map(|&it| Word { text: text.to_owned(), field: Some(it) }).collect();
    let clauses = words.map(|it| Clause { words: in_fields(it), excluded: Vec::new() }).collect();
    let search = Search { clauses, remarks: Vec::new() };
    Matcher::new(&search).search(haystack.segments_after(0), *THREADS, &|| true).into_iter().map(|it| it.0).collect()
}

impl PendingSearch {
    /// Creates a search for a text, which continues `previous` if that has the same text and revision.
    pub(super) fn new(search: &str, revision: u64, haystack: &Haystack, previous: &SearchMatches) -> Self {
        let partial =
            if previous.is_for(search, revision) { previous.clone() } else { SearchMatches::begin(search, revision) };
        Self { partial, haystack: haystack.clone() }
    }

    /// Returns the search text and the revision of the library.
    pub fn subject(&self) -> (&str, u64) {
        (&self.partial.search, self.partial.revision)
    }

    /// Runs the search; returns `None` if the result is no longer wanted.
    pub fn run(self, is_wanted: IsWanted<'_>) -> Option<SearchMatches> {
        let matches = self.partial.finish(&self.haystack, is_wanted);
        is_wanted().then_some(matches)
    }
}

/// A segment with the number of its first record.
type NumberedSegment = (u32, Arc<Segment>);

/// A matching record and its rank.
type RankedRecord = (u32, u16);

/// Search terms, each with its substring searcher.
type SearchTerms<'a> = Vec<(&'a Word, Finder<'a>)>;

/// A [`Clause`] prepared for searching.
struct PreparedClause<'a> {
    words: SearchTerms<'a>,
    excluded: Vec<SearchTerms<'a>>,
}

/// A [`Search`] prepared for running over segments.
struct Matcher<'a>(Vec<PreparedClause<'a>>);

impl<'a> Matcher<'a> {
    fn new(search: &'a Search) -> Self {
        fn terms(words: &[Word]) -> SearchTerms<'_> {
            words.iter().map(|it| (it, Finder::new(&it.text))).collect()
        }
        let prepare = |it: &'a Clause| PreparedClause {
            words: terms(&it.words),
            excluded: it.excluded.iter().map(|it| terms(it)).collect(),
        };
        let mut clauses: Vec<_> = search.clauses.iter().map(prepare).collect();
        // Clauses with long words first: these are rare, and the search of a segment ends once no record is left.
        clauses.sort_by_cached_key(|it| Reverse(it.words.iter().map(|(it, _)| it.text.len()).min()));
        Self(clauses)
    }

    /// Searches segments on up to `threads` threads, and returns the matching records in order.
    fn search(&self, segments: &[NumberedSegment], threads: usize, is_wanted: IsWanted<'_>) -> Vec<RankedRecord> {
        let search_part = |segments: &[NumberedSegment]| {
            let mut matching = Vec::new();
            for (first, segment) in segments.iter().take_while(|_| is_wanted()) {
                self.segment(*first, segment, &mut matching);
            }
            matching
        };
        if threads < 2 || segments.len() < 2 {
            return search_part(segments);
        }
        let search_part = &search_part;
        thread::scope(|scope| {
            let parts = segments.chunks(segments.len().div_ceil(threads));
            // If the system refuses a thread, this one searches the part.
            let spawn =
                |it| thread::Builder::new().spawn_scoped(scope, move || search_part(it)).map_err(|_| search_part(it));
            let handles: Vec<_> = parts.map(spawn).collect();
            let found = handles.into_iter().map(|it| it.map_or_else(|found| found, |it| it.join().unwrap_or_default()));
            found.flatten().collect()
        })
    }

    fn segment(&self, first: u32, segment: &Segment, matching: &mut Vec<RankedRecord>) {
        let mut sums = vec![0; segment.len()];
        for clause in &self.0 {
            if sums.iter().all(|it| *it == NO_MATCH) {
                return;
            }
            let find = |terms: &SearchTerms<'_>| {
                // Failed records start at the best rank, so that they do not keep the search from stopping early.
                let mut ranks: Vec<u16> = sums.iter().map(|it| if *it == NO_MATCH { 0 } else { NO_MATCH }).collect();
                terms.iter().for_each(|(word, finder)| segment.find(word, finder, &mut ranks));
                ranks
            };
            let mut ranks = find(&clause.words);
            for excluded in clause.excluded.iter().map(find) {
                let missing = ranks.iter_mut().zip(excluded).filter(|(rank, it)| **rank == NO_MATCH && *it == NO_MATCH);
                // In a clause of exclusions only, all records rank the same; else those that contain a word come first.
                missing.for_each(|(rank, _)| *rank = if clause.words.is_empty() { 0 } else { EXCLUSION_ONLY });
            }
            for (sum, rank) in sums.iter_mut().zip(ranks).filter(|(sum, _)| **sum != NO_MATCH) {
                *sum = if rank == NO_MATCH { NO_MATCH } else { sum.saturating_add(rank).min(NO_MATCH - 1) };
            }
        }
        matching.extend((first..).zip(sums).filter(|(_, sum)| *sum != NO_MATCH));
    }
}
