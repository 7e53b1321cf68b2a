//! Which records hold the words of a search, and how well? Looked for on every core, and only where it has to be.

use std::cmp::Reverse;
use std::sync::Arc;
use std::thread;

use memchr::memmem::Finder;
use roaring::RoaringBitmap;

use super::haystack::Haystack;
use super::search::{Clause, Search, Word};
use super::segment::{FARTHEST, NOWHERE, Segment};
use crate::catalogue::Field;
use crate::load::THREADS;

/// Bytes of words up to which one thread looks: it is done before another has started.
const ALONE: usize = 1 << 20;
/// Bytes of words that are looked through within a frame, whatever is sought.
const WITHIN_A_FRAME: usize = 8 << 20;

/// Tells whether an answer is still wanted.
pub type IsWanted<'a> = &'a (dyn Fn() -> bool + Sync);

/// What a search text alone leaves of a library, kept because facets change more often than words do.
#[derive(Clone, Debug, Default)]
pub struct Searched {
    search: String,
    /// Which library it is of.
    revision: u64,
    /// How many of its records have been looked at.
    count: u32,
    pub(super) passing: RoaringBitmap,
    /// For each record that has been looked at, how far its hits are from the best, when there are words.
    ranks: Vec<u16>,
}

/// A search that is to be made, with all that it takes: it may be made on another thread.
#[derive(Clone, Debug)]
pub struct Question {
    /// The search as far as it has been made.
    begun: Searched,
    haystack: Haystack,
}

impl Searched {
    /// Returns whether this is the search of a text in a library.
    pub(super) fn is_of(&self, search: &str, revision: u64) -> bool {
        (self.search.as_str(), self.revision) == (search, revision)
    }

    /// Returns how far the hits of a record are from the best.
    pub(super) fn rank(&self, record: usize) -> u16 {
        self.ranks.get(record).copied().unwrap_or(0)
    }

    /// Returns whether to search a text may take longer than a frame.
    pub(super) fn is_long(&self, search: &str, revision: u64, haystack: &Haystack) -> bool {
        let count = if self.is_of(search, revision) { self.count } else { 0 };
        haystack.bytes_after(count) > WITHIN_A_FRAME && !Search::new(search).clauses.is_empty()
    }

    /// Searches a text, going on from this search where it is of the same.
    pub(super) fn search(self, search: &str, revision: u64, haystack: &Haystack) -> Self {
        let begun = if self.is_of(search, revision) { self } else { Self::begin(search, revision) };
        begun.finish(haystack, &|| true)
    }

    fn begin(search: &str, revision: u64) -> Self {
        Self { search: search.to_owned(), revision, ..Self::default() }
    }

    /// Looks at the records that have not been looked at: all of them for a new search, those that have arrived since
    /// for an earlier one.
    fn finish(mut self, haystack: &Haystack, is_wanted: IsWanted<'_>) -> Self {
        let (search, segments) = (Search::new(&self.search), haystack.after(self.count));
        if search.clauses.is_empty() {
            self.passing.insert_range(..haystack.len());
        } else {
            self.ranks.resize(haystack.len() as usize, 0);
            let threads = if haystack.bytes_after(self.count) > ALONE { *THREADS } else { 1 };
            for (record, rank) in Looking::new(&search).all(segments, threads, is_wanted) {
                self.passing.insert(record);
                self.ranks[record as usize] = rank;
            }
        }
        self.count = haystack.len();
        self
    }
}

/// Returns the records that hold all the words of a folded text, each in one of some fields.
pub(super) fn holding(haystack: &Haystack, text: &str, fields: &[Field]) -> RoaringBitmap {
    let words = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let word = |text: &str| fields.iter().map(|&it| Word { text: text.to_owned(), field: Some(it) }).collect();
    let clauses = words.map(|it| Clause { words: word(it), excluded: Vec::new() }).collect();
    let search = Search { clauses, remarks: Vec::new() };
    Looking::new(&search).all(haystack.after(0), *THREADS, &|| true).into_iter().map(|it| it.0).collect()
}

impl Question {
    /// Asks for the search of a text, of which a part may have been made.
    pub(super) fn new(search: &str, revision: u64, haystack: &Haystack, before: &Searched) -> Self {
        let begun = if before.is_of(search, revision) { before.clone() } else { Searched::begin(search, revision) };
        Self { begun, haystack: haystack.clone() }
    }

    /// Returns what is searched, and the revision of the library in which it is.
    pub fn subject(&self) -> (&str, u64) {
        (&self.begun.search, self.begun.revision)
    }

    /// Returns the answer, or nothing once it is not wanted any more.
    pub fn answer(self, is_wanted: IsWanted<'_>) -> Option<Searched> {
        let searched = self.begun.finish(&self.haystack, is_wanted);
        is_wanted().then_some(searched)
    }
}

/// A segment, and the number of its first record.
type Numbered = (u32, Arc<Segment>);

/// A record that passes, and how far its hits are from the best.
type Passing = (u32, u16);

/// Words, each with what finds it.
type Sought<'a> = Vec<(&'a Word, Finder<'a>)>;

/// A clause that is looked for: its words, and those that are excluded, each in its spellings.
struct Alternatives<'a> {
    words: Sought<'a>,
    excluded: Vec<Sought<'a>>,
}

/// A search that is being made.
struct Looking<'a>(Vec<Alternatives<'a>>);

impl<'a> Looking<'a> {
    fn new(search: &'a Search) -> Self {
        fn sought(words: &[Word]) -> Sought<'_> {
            words.iter().map(|it| (it, Finder::new(&it.text))).collect()
        }
        let alternatives = |it: &'a Clause| Alternatives {
            words: sought(&it.words),
            excluded: it.excluded.iter().map(|it| sought(it)).collect(),
        };
        let mut clauses: Vec<_> = search.clauses.iter().map(alternatives).collect();
        // Long words first: they are rare, and where one is missing the others are not looked for.
        clauses.sort_by_key(|it| Reverse(it.words.iter().map(|(it, _)| it.text.len()).min()));
        Self(clauses)
    }

    /// Looks at segments, on several threads.
    fn all(&self, segments: &[Numbered], threads: usize, is_wanted: IsWanted<'_>) -> Vec<Passing> {
        let part = |segments: &[Numbered]| {
            let mut passing = Vec::new();
            for (first, segment) in segments.iter().take_while(|_| is_wanted()) {
                self.segment(*first, segment, &mut passing);
            }
            passing
        };
        if threads < 2 || segments.len() < 2 {
            return part(segments);
        }
        let part = &part;
        thread::scope(|scope| {
            let parts = segments.chunks(segments.len().div_ceil(threads));
            // Where the system gives no thread, this one looks.
            let look = |it| match thread::Builder::new().spawn_scoped(scope, move || part(it)) {
                Ok(looking) => (Some(looking), Vec::new()),
                Err(_) => (None, part(it)),
            };
            let looking: Vec<_> = parts.map(look).collect();
            let found = looking
                .into_iter()
                .flat_map(|(looking, found)| looking.map_or(found, |it| it.join().unwrap_or_default()));
            found.collect()
        })
    }

    fn segment(&self, first: u32, segment: &Segment, passing: &mut Vec<Passing>) {
        let mut sums = vec![0; segment.len()];
        for clause in &self.0 {
            if sums.iter().all(|it| *it == NOWHERE) {
                return;
            }
            let find = |sought: &Sought<'_>| {
                // What does not pass need not be found.
                let mut ranks: Vec<u16> = sums.iter().map(|it| if *it == NOWHERE { 0 } else { NOWHERE }).collect();
                sought.iter().for_each(|(word, finder)| segment.find(word, finder, &mut ranks));
                ranks
            };
            let mut ranks = find(&clause.words);
            for excluded in clause.excluded.iter().map(find) {
                let lacking = ranks.iter_mut().zip(excluded).filter(|(rank, it)| **rank == NOWHERE && *it == NOWHERE);
                // Where there is nothing to be found, all are as good; else those that hold something come first.
                lacking.for_each(|(rank, _)| *rank = if clause.words.is_empty() { 0 } else { FARTHEST });
            }
            for (sum, rank) in sums.iter_mut().zip(ranks).filter(|(sum, _)| **sum != NOWHERE) {
                *sum = if rank == NOWHERE { NOWHERE } else { sum.saturating_add(rank).min(NOWHERE - 1) };
            }
        }
        passing.extend((first..).zip(sums).filter(|(_, sum)| *sum != NOWHERE));
    }
}
