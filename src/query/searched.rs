//! Which records hold the words of a search, and how well? Looked for on every core, and only where it has to be.

use std::sync::{Arc, LazyLock};
use std::thread;

use memchr::memmem::Finder;
use roaring::RoaringBitmap;

use super::haystack::{Haystack, Segment};
use super::search::{Clause, Search, Word};

/// How many threads look.
static THREADS: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, |it| it.get()));
/// Bytes of text up to which one thread looks: it is done before another has started.
const ALONE: usize = 2 << 20;
/// Bytes of text that are looked through within a frame, whatever is sought.
const WITHIN_A_FRAME: usize = 16 << 20;
/// Where fewer than one of so many records are left to look at, that is done within a frame as well.
const FEW: u64 = 8;

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
    /// The records among which all are that pass, where a search before tells that.
    known: Option<RoaringBitmap>,
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

    /// Returns the records among which all are that pass another search, where this one tells that.
    fn known(&self, search: &str, revision: u64, haystack: &Haystack) -> Option<&RoaringBitmap> {
        let is_whole = self.revision == revision && self.count == haystack.len() && self.search != search;
        let is_known = is_whole && Search::new(search).narrows(&Search::new(&self.search));
        is_known.then_some(&self.passing)
    }

    /// Returns whether to search a text may take longer than a frame.
    pub(super) fn is_long(&self, search: &str, revision: u64, haystack: &Haystack) -> bool {
        let count = if self.is_of(search, revision) { self.count } else { 0 };
        let is_few = |it: &RoaringBitmap| it.len() * FEW < u64::from(haystack.len());
        haystack.bytes_after(count) > WITHIN_A_FRAME
            && !Search::new(search).clauses.is_empty()
            && !self.known(search, revision, haystack).is_some_and(is_few)
    }

    /// Searches a text, going on from this search where it is of the same.
    pub(super) fn search(self, search: &str, revision: u64, haystack: &Haystack) -> Self {
        let known = self.known(search, revision, haystack).cloned();
        let begun = if self.is_of(search, revision) { self } else { Self::begin(search, revision) };
        begun.finish(known.as_ref(), haystack, &|| true)
    }

    fn begin(search: &str, revision: u64) -> Self {
        Self { search: search.to_owned(), revision, ..Self::default() }
    }

    /// Looks at the records that have not been looked at: all of them for a new search, those that have arrived since
    /// for an earlier one.
    fn finish(mut self, known: Option<&RoaringBitmap>, haystack: &Haystack, is_wanted: IsWanted<'_>) -> Self {
        let (search, segments) = (Search::new(&self.search), haystack.after(self.count));
        if search.clauses.is_empty() {
            self.passing.insert_range(..haystack.len());
        } else {
            self.ranks.resize(haystack.len() as usize, 0);
            let looking = Looking { clauses: search.clauses.iter().map(Sought::new).collect(), known };
            let threads = if haystack.bytes_after(self.count) > ALONE { *THREADS } else { 1 };
            for (record, rank) in looking.all(segments, threads, is_wanted) {
                self.passing.insert(record);
                self.ranks[record as usize] = rank;
            }
        }
        self.count = haystack.len();
        self
    }
}

impl Question {
    /// Asks for the search of a text, of which a part may have been made, or one before it.
    pub(super) fn new(search: &str, revision: u64, haystack: &Haystack, before: &Searched) -> Self {
        let known = before.known(search, revision, haystack).cloned();
        let begun = if before.is_of(search, revision) { before.clone() } else { Searched::begin(search, revision) };
        Self { begun, known, haystack: haystack.clone() }
    }

    /// Returns what is searched, and the revision of the library in which it is.
    pub fn subject(&self) -> (&str, u64) {
        (&self.begun.search, self.begun.revision)
    }

    /// Returns the answer, or nothing once it is not wanted any more.
    pub fn answer(self, is_wanted: IsWanted<'_>) -> Option<Searched> {
        let searched = self.begun.finish(self.known.as_ref(), &self.haystack, is_wanted);
        is_wanted().then_some(searched)
    }
}

/// A record that passes, and how far its hits are from the best.
type Passing = (u32, u16);

/// A search that is being made.
struct Looking<'a> {
    clauses: Vec<Sought<'a>>,
    known: Option<&'a RoaringBitmap>,
}

impl Looking<'_> {
    /// Looks at segments, on several threads.
    fn all(&self, segments: &[(u32, Arc<Segment>)], threads: usize, is_wanted: IsWanted<'_>) -> Vec<Passing> {
        let part = |segments: &[(u32, Arc<Segment>)]| {
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
            let looking: Vec<_> = parts.map(|it| scope.spawn(move || part(it))).collect();
            looking.into_iter().flat_map(|it| it.join().unwrap_or_default()).collect()
        })
    }

    fn segment(&self, first: u32, segment: &Segment, passing: &mut Vec<Passing>) {
        let mut look = |record: usize| {
            let number = first.saturating_add(u32::try_from(record).unwrap_or(u32::MAX));
            if self.known.is_none_or(|it| it.contains(number))
                && let Some(rank) = self.rank(segment, record)
            {
                passing.push((number, rank));
            }
        };
        match self.clauses.iter().filter_map(Sought::needed).max_by_key(|it| it.needle().len()) {
            // Only the records are looked at in which a word stands that all of them must hold.
            Some(finder) => {
                let (text, mut at) = (segment.text().as_bytes(), 0);
                while let Some(hit) = finder.find(&text[at..]) {
                    let record = segment.record_at(at + hit);
                    look(record);
                    at = segment.end_of(record);
                }
            }
            None => (0..segment.len()).for_each(look),
        }
    }

    fn rank(&self, segment: &Segment, record: usize) -> Option<u16> {
        self.clauses.iter().try_fold(0u16, |sum, it| Some(sum.saturating_add(it.rank(segment, record)?)))
    }
}

/// A clause, ready to be looked for.
struct Sought<'a> {
    clause: &'a Clause,
    finders: Vec<Finder<'a>>,
}

impl<'a> Sought<'a> {
    fn new(clause: &'a Clause) -> Self {
        Self { clause, finders: clause.words.iter().map(|it| Finder::new(&it.text)).collect() }
    }

    /// Returns what finds the word that a record must hold, if the clause is a single one.
    fn needed(&self) -> Option<&Finder<'a>> {
        self.finders.first().filter(|_| self.finders.len() == 1 && !self.clause.excluded)
    }

    /// Returns how far the best hit in a record is from the best there can be; nothing where the record does not pass.
    fn rank(&self, segment: &Segment, record: usize) -> Option<u16> {
        let words = self.clause.words.iter().zip(&self.finders);
        let best = words.filter_map(|(word, finder)| rank(word, finder, segment, record)).min();
        if self.clause.excluded { best.is_none().then_some(0) } else { best }
    }
}

/// The ways in which a word can stand in a text: as a whole word, as the beginning of one, inside one.
const WAYS: u16 = 3;

/// Returns how far the best hit of a word in a record is from the best there can be: first by where it is, then by
/// how.
fn rank(word: &Word, finder: &Finder<'_>, segment: &Segment, record: usize) -> Option<u16> {
    let text = segment.record(record, word.field);
    let mut best: Option<u16> = None;
    for at in finder.find_iter(text.as_bytes()) {
        let weight = word.field.unwrap_or_else(|| segment.field_at(record, at)).rank() * WAYS;
        // Fields stand in the order of their weight.
        if best.is_some_and(|it| it < weight + WAYS && it % WAYS == 0 || it < weight) {
            break;
        }
        let is_letter = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
        let way = match (text[..at].chars().next_back(), text[at + word.text.len()..].chars().next()) {
            (before, _) if is_letter(before) => 2,
            (_, after) if is_letter(after) => 1,
            _ => 0,
        };
        best = Some(best.map_or(weight + way, |it| it.min(weight + way)));
    }
    best
}
