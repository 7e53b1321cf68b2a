//! Which records contain a word or phrase?
//!
//! Stores the inverted index of consecutive records: each distinct word once, with the records and fields it occurs in.
//!
//! A word is the folded text between two spaces, punctuation included. A search term matches anywhere inside a word; it
//! is searched for in the distinct words, which are far shorter than the texts. For phrases, the texts are stored as
//! well, as sequences of word numbers.

use memchr::memmem::Finder;

use super::search::Word;
use crate::catalogue::Field;

/// Number of fields of a record.
pub(super) const FIELDS: usize = Field::ALL.len();
/// Number of low bits of a posting that hold the field; the others hold the record.
const FIELD_BITS: u32 = 5;
/// Maximum number of records in a segment.
pub(super) const MAX_RECORDS: usize = 1 << (u16::BITS - FIELD_BITS);
/// Word number that marks the end of a text.
pub(super) const END_OF_TEXT: u32 = 0;
/// Rank of a record that does not match.
pub(super) const NO_MATCH: u16 = u16::MAX;
/// Rank of a record that matches only because it lacks an excluded word: worse than any hit.
pub(super) const EXCLUSION_ONLY: u16 = FIELD_RANKS as u16 * MATCH_KINDS;
/// Number of distinct field ranks.
pub(super) const FIELD_RANKS: usize = Field::WORST_RANK as usize + 1;
/// Number of ways in which a term can occur in a text: as a whole word, at the start of one, or elsewhere in one.
const MATCH_KINDS: u16 = 3;

/// The inverted index of consecutive records.
#[derive(Debug)]
pub(super) struct Segment {
    /// All words, each terminated by a line break. Word 0 is empty: it marks the end of a text.
    pub(super) words: Box<str>,
    /// Byte offset where each word ends, line break included.
    pub(super) ends: Box<[u32]>,
    /// Postings, by the rank of the field.
    pub(super) postings: [Postings; FIELD_RANKS],
    /// Texts of all records, as word numbers.
    pub(super) texts: WordNumbers,
    /// End of each field of each record, as an index into `texts`.
    pub(super) fields: Box<[[u32; FIELDS]]>,
}

/// The records and fields in which each word occurs.
#[derive(Debug)]
pub(super) struct Postings {
    /// End of the postings of each word, as an index into `all`.
    pub(super) ends: Box<[u32]>,
    pub(super) all: Box<[u16]>,
}

impl Postings {
    fn of(&self, number: usize) -> &[u16] {
        let start = number.checked_sub(1).map_or(0, |it| self.ends[it]) as usize;
        &self.all[start..self.ends[number] as usize]
    }
}

/// A sequence of word numbers, stored in 16 bits where they fit.
#[derive(Debug)]
pub(super) enum WordNumbers {
    Short(Box<[u16]>),
    Long(Box<[u32]>),
}

impl WordNumbers {
    /// Stores word numbers, all of which are less than `count`.
    pub(super) fn new(numbers: &[u32], count: usize) -> Self {
        match u16::try_from(count) {
            Ok(_) => WordNumbers::Short(numbers.iter().map(|&it| u16::try_from(it).unwrap_or_default()).collect()),
            Err(_) => WordNumbers::Long(numbers.into()),
        }
    }

    fn get(&self, at: usize) -> Option<usize> {
        match self {
            WordNumbers::Short(numbers) => numbers.get(at).map(|it| usize::from(*it)),
            WordNumbers::Long(numbers) => numbers.get(at).map(|it| *it as usize),
        }
    }

    fn len(&self) -> usize {
        match self {
            WordNumbers::Short(numbers) => numbers.len(),
            WordNumbers::Long(numbers) => numbers.len(),
        }
    }
}

/// Returns a word by its number, from words each terminated by a line break and the byte offsets of their ends.
pub(super) fn word<'a>(words: &'a str, ends: &[u32], number: usize) -> &'a str {
    let start = number.checked_sub(1).map_or(0, |it| ends[it]) as usize;
    &words[start..ends[number] as usize - 1]
}

/// Returns the posting of a record (its number within the segment) and a field (its index in [`Field::ALL`]).
pub(super) fn posting(record: usize, field: usize) -> u16 {
    u16::try_from((record << FIELD_BITS) + field).unwrap_or(u16::MAX)
}

/// Returns how the `length` bytes at `at` occur in a text: 0 as a whole word, 1 at the start of one, 2 elsewhere in
/// one.
fn match_kind(text: &str, at: usize, length: usize) -> u16 {
    let bytes = text.as_bytes();
    let is_letter = |byte: Option<&u8>, character: &dyn Fn() -> Option<char>| match byte {
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        _ => character().is_some_and(char::is_alphanumeric),
    };
    if is_letter(bytes[..at].last(), &|| text[..at].chars().next_back()) {
        2
    } else {
        u16::from(is_letter(bytes.get(at + length), &|| text[at + length..].chars().next()))
    }
}

/// Returns the field of a posting.
fn field(posting: u16) -> Field {
    Field::ALL[usize::from(posting & ((1 << FIELD_BITS) - 1))]
}

/// The number of a word that contains a search term, and the best way in which it occurs there.
struct Match {
    number: usize,
    kind: u16,
}

impl Segment {
    /// Returns the number of records.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    /// Returns about how many bytes a search for one word scans.
    pub(super) fn bytes(&self) -> usize {
        self.words.len() + self.postings.iter().map(|it| size_of_val(&*it.all)).sum::<usize>()
    }

    /// Returns every word with a record that contains it, numbered within the segment.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, usize)> {
        let posting = |number: usize| self.postings.iter().find_map(|it| it.of(number).first());
        let record = move |number: usize| posting(number).map(|it| usize::from(it >> FIELD_BITS));
        (1..self.ends.len()).filter_map(move |number| Some((self.word(number), record(number)?)))
    }

    /// Returns whether a text occurs within a word.
    pub(super) fn contains(&self, finder: &Finder<'_>) -> bool {
        finder.find(self.words.as_bytes()).is_some()
    }

    /// Finds a word or phrase, and lowers the rank of each record that contains it to that of its best hit.
    pub(super) fn find(&self, word: &Word, finder: &Finder<'_>, ranks: &mut [u16]) {
        if word.text.contains(' ') { self.find_phrase(word, ranks) } else { self.find_word(word, finder, ranks) }
    }

    fn find_word(&self, word: &Word, finder: &Finder<'_>, ranks: &mut [u16]) {
        let matches = self.matches(word, finder);
        for (postings, next) in self.postings.iter().zip(1..) {
            for Match { number, kind } in &matches {
                for posting in postings.of(*number) {
                    lower_rank(&mut ranks[usize::from(posting >> FIELD_BITS)], word, field(*posting), *kind);
                }
            }
            // Later postings belong to fields of worse rank: stop once they cannot improve any record.
            let best = word.field.map_or(next, Field::rank) * MATCH_KINDS;
            if ranks.iter().all(|it| *it <= best) {
                return;
            }
        }
    }

    /// Returns the words that contain a search term.
    fn matches(&self, word: &Word, finder: &Finder<'_>) -> Vec<Match> {
        let (mut matches, mut number, mut start) = (Vec::new(), 0, 0);
        while let Some(hit) = self.words.get(start..).and_then(|it| finder.find(it.as_bytes())) {
            let hit = start + hit;
            while self.ends[number] as usize <= hit {
                number += 1;
            }
            let end = self.ends[number] as usize;
            let mut best = match_kind(&self.words, hit, word.text.len());
            let mut next = hit + 1;
            while best > 0
                && let Some(hit) = finder.find(&self.words.as_bytes()[next..end])
            {
                best = best.min(match_kind(&self.words, next + hit, word.text.len()));
                next += hit + 1;
            }
            matches.push(Match { number, kind: best });
            (start, number) = (end, number + 1);
        }
        matches
    }

    fn find_phrase(&self, word: &Word, ranks: &mut [u16]) {
        let parts: Vec<&str> = word.text.split(' ').collect();
        let [first, middle @ .., last] = parts.as_slice() else { return };
        let numbers = |is_match: &dyn Fn(&str) -> bool| -> Vec<bool> {
            (0..self.ends.len()).map(|number| is_match(self.word(number))).collect()
        };
        let mut steps = vec![numbers(&|it| it.ends_with(first))];
        steps.extend(middle.iter().map(|part| numbers(&|it| it == *part)));
        steps.push(numbers(&|it| it.starts_with(last)));
        if steps.iter().any(|it| !it.contains(&true)) {
            return;
        }
        let is_phrase = |at: usize| (at..).zip(&steps).all(|(at, step)| self.texts.get(at).is_some_and(|it| step[it]));
        let (mut record, mut field) = (0, 0);
        for at in (0..self.texts.len()).filter(|&at| is_phrase(at)) {
            while self.fields[record][field] as usize <= at {
                (record, field) = if field + 1 < FIELDS { (record, field + 1) } else { (record + 1, 0) };
            }
            let number = |at: usize| self.texts.get(at).unwrap_or(0);
            let (begin, end) = (self.word(number(at)), self.word(number(at + steps.len() - 1)));
            let hit = format!("{begin} {end}");
            let best = match_kind(&hit, begin.len() - first.len(), first.len() + 1 + last.len());
            lower_rank(&mut ranks[record], word, Field::ALL[field], best);
        }
    }

    fn word(&self, number: usize) -> &str {
        word(&self.words, &self.ends, number)
    }
}

/// Lowers the rank of a record to that of a hit, if the field of the hit is searched.
fn lower_rank(rank: &mut u16, word: &Word, field: Field, kind: u16) {
    if word.field.is_none_or(|it| it.covers(field)) {
        *rank = (*rank).min(word.field.unwrap_or(field).rank() * MATCH_KINDS + kind);
    }
}
