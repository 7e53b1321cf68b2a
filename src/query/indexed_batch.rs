//! How is a batch of records indexed?
//!
//! Folds the texts of consecutive records and splits them into words, and collects the records of each facet value.

use std::cell::RefCell;
use std::ops::Range;

use hashbrown::HashMap;
use hashbrown::HashSet;

use super::convert::to_u32;
use super::dictionary::Dictionary;
use super::facet::{Facet, Value};
use super::segment::{END_OF_TEXT, FIELD_RANKS, FIELDS, MAX_RECORDS, Postings, Segment, WordNumbers, posting};
use crate::catalogue::{Activity, Field, Participant, Period, Text, Vocabularies, is_plausible_year};
use crate::text::{fold_into, fold_second_form};

/// Number of distinct words after which a new segment begins, which keeps word numbers within 16 bits.
const MAX_WORDS: usize = 1 << 14;
/// Total of the bytes of distinct words and the number of words in texts after which a new segment begins, which keeps
/// offsets within 32 bits.
const MAX_SIZE: usize = 1 << 28;

/// What is indexed, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IndexLevel {
    /// Nothing: only for queries that name neither values nor words, as the [`Index`](super::Index) has neither.
    Nothing,
    /// Facet values only.
    Values,
    /// Words and facet values.
    Words,
}

/// The index of a batch of consecutive records.
#[derive(Debug, Default)]
pub struct IndexedBatch {
    /// Number of records.
    pub(super) count: u32,
    pub(super) segments: Vec<Segment>,
    /// Records of each value, in ascending order, numbered within the batch.
    pub(super) values: HashMap<(Facet, Value), Vec<u32>>,
    /// First year and record of each period without an end.
    pub(super) open_ended: Vec<(u16, u32)>,
    /// Latest year of a period, implausible ones aside ([`is_plausible_year`]).
    pub(super) latest_year: u16,
    /// Names of participants outside the vocabularies, each spelling once, with its digest.
    pub(super) participant_names: Vec<(u64, Text)>,
}

impl IndexedBatch {
    /// Indexes a batch of activities.
    pub fn new(activities: &[Activity], terms: &Vocabularies, level: IndexLevel) -> Self {
        let mut batch = Self { count: to_u32(activities.len()), ..Self::default() };
        let (mut values, mut seen) = (Vec::new(), HashSet::new());
        for (record, activity) in (0..).zip(activities) {
            if level != IndexLevel::Nothing {
                batch.add_values(record, activity, &mut values);
            }
            for partner in &activity.partners {
                if let Participant::Named(name) = &partner.who {
                    let digest = name.digest();
                    if seen.insert(digest) {
                        batch.participant_names.push((digest, name.clone()));
                    }
                }
            }
        }
        if level == IndexLevel::Words {
            // Shared by all batches of a thread, to reuse its allocations.
            BUILDER.with_borrow_mut(|builder| batch.segments = builder.segments(activities, terms));
        }
        batch
    }

    /// Adds the values of a record; `values` is a scratch buffer.
    fn add_values(&mut self, record: u32, activity: &Activity, values: &mut Vec<Value>) {
        for facet in Facet::ALL {
            facet.fill_values(activity, values);
            values.iter().for_each(|value| self.values.entry((facet, *value)).or_default().push(record));
        }
        if let Some((first, last)) = activity.period.map(Period::span) {
            self.open_ended.extend(last.is_none().then_some((first, record)));
            self.latest_year =
                self.latest_year.max(Some(last.unwrap_or(first)).filter(is_plausible_year).unwrap_or_default());
        }
    }
}

thread_local! {
    static BUILDER: RefCell<Builder> = RefCell::default();
}

/// Builds segments from records.
#[derive(Default)]
struct Builder {
    words: Dictionary,
    texts: Occurrences,
    fields: Vec<[u32; FIELDS]>,
    /// Ranges of the texts of terms, which many records share, in `texts`, by address and length of the original.
    shared: HashMap<(usize, usize), Range<usize>>,
    /// Scratch buffer for the folded form of a text.
    folded: String,
}

/// Texts as sequences of word numbers, and the postings of each word.
#[derive(Default)]
struct Occurrences {
    numbers: Vec<u32>,
    /// Latest posting of each word, to skip repetitions within a field.
    last: Vec<Option<u16>>,
    /// Word numbers with their postings, by the rank of the field.
    postings: [Vec<(u32, u16)>; FIELD_RANKS],
}

impl Occurrences {
    fn clear(&mut self) {
        self.numbers.clear();
        self.last.clear();
        self.postings.iter_mut().for_each(Vec::clear);
    }

    /// Appends a word, or [`END_OF_TEXT`], in a field of the given rank and posting.
    fn push(&mut self, number: u32, (rank, posting): (usize, u16)) {
        self.numbers.push(number);
        let at = number as usize;
        if at >= self.last.len() {
            self.last.resize(at + 1, None);
        }
        if number != END_OF_TEXT && self.last[at].replace(posting) != Some(posting) {
            self.postings[rank].push((number, posting));
        }
    }
}

impl Builder {
    /// Returns the segments of the given records.
    fn segments(&mut self, activities: &[Activity], terms: &Vocabularies) -> Vec<Segment> {
        let mut segments = Vec::new();
        self.clear();
        for activity in activities {
            self.add(activity, terms);
            if self.is_full() {
                segments.push(self.finish());
                self.clear();
            }
        }
        if !self.fields.is_empty() {
            segments.push(self.finish());
        }
        segments
    }

    /// Starts a new segment.
    fn clear(&mut self) {
        self.words.clear();
        self.texts.clear();
        self.fields.clear();
        self.shared.clear();
    }

    fn is_full(&self) -> bool {
        self.fields.len() == MAX_RECORDS
            || self.words.ends.len() > MAX_WORDS
            || self.words.text.len() + self.texts.numbers.len() > MAX_SIZE
    }

    /// Adds a record. A text with a second folded form (see [`fold_second_form`]) is added in both forms.
    fn add(&mut self, activity: &Activity, terms: &Vocabularies) {
        let (record, mut folded) = (self.fields.len(), std::mem::take(&mut self.folded));
        let mut ends = [0; FIELDS];
        for (at, field) in Field::ALL.into_iter().enumerate() {
            let target = (usize::from(field.rank()), posting(record, at));
            let is_shared = field.has_term_texts();
            field.visit_texts(activity, terms, &mut |text| {
                let address = (text.as_ptr().addr(), text.len());
                if let Some(known) = self.shared.get(&address).filter(|_| is_shared) {
                    return self.repeat(known.clone(), target);
                }
                let start = self.texts.numbers.len();
                folded.clear();
                let has_second_form = fold_into(text, &mut folded);
                self.text(&mut folded, target);
                if let Some(mut second_form) = has_second_form.then(|| fold_second_form(text)).flatten() {
                    self.text(&mut second_form, target);
                }
                if is_shared {
                    self.shared.insert(address, start..self.texts.numbers.len());
                }
            });
            ends[at] = to_u32(self.texts.numbers.len());
        }
        self.fields.push(ends);
        self.folded = folded;
    }

    /// Adds a folded text in a field of the given rank and posting.
    fn text(&mut self, folded: &mut String, target: (usize, u16)) {
        self.words.intern_words(folded, |number| self.texts.push(number, target));
        self.texts.push(END_OF_TEXT, target);
    }

    /// Adds a range of texts again in another field or record.
    fn repeat(&mut self, known: Range<usize>, target: (usize, u16)) {
        known.for_each(|at| self.texts.push(self.texts.numbers[at], target));
    }

    fn finish(&self) -> Segment {
        Segment {
            words: self.words.text.as_str().into(),
            ends: self.words.ends.as_slice().into(),
            postings: self.texts.postings.each_ref().map(|it| by_word(it, self.words.ends.len())),
            texts: WordNumbers::new(&self.texts.numbers, self.words.ends.len()),
            fields: self.fields.as_slice().into(),
        }
    }
}

/// Groups postings by word (a counting sort for `count` words); those of one word keep their order.
fn by_word(postings: &[(u32, u16)], count: usize) -> Postings {
    let mut ends = vec![0u32; count];
    postings.iter().for_each(|(number, _)| ends[*number as usize] += 1);
    let mut sum = 0;
    for end in &mut ends {
        sum += std::mem::replace(end, sum);
    }
    // `ends` holds where each word's postings begin, and advances to where they end as they are placed.
    let mut all = vec![0; postings.len()];
    for (number, posting) in postings {
        let at = &mut ends[*number as usize];
        all[*at as usize] = *posting;
        *at += 1;
    }
    Postings { ends: ends.into(), all: all.into() }
}
