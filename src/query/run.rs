//! How is a run of records indexed? Their texts are folded and taken apart into words, their values noted.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::facet::{Facet, Value};
use super::segment::{FIELDS, MOST_RECORDS, Numbers, Postings, Segment, WEIGHTS, posting};
use crate::catalogue::{Activity, Field, Vocabularies};
use crate::text::{fold_digraphs, fold_into};

/// Words after which another segment begins, so that their numbers are short.
const MOST_WORDS: usize = 1 << 14;
/// Bytes of words and texts after which one does: they are counted in 32 bits.
const LONGEST: usize = 1 << 28;

/// What is to be looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Words and values.
    Words,
    /// Values alone.
    Values,
}

/// A run of records, indexed.
#[derive(Debug, Default)]
pub struct Run {
    /// How many records it has.
    pub(super) count: u32,
    pub(super) segments: Vec<Segment>,
    /// The values with the records that have them, by their numbers in the run.
    pub(super) values: Vec<((Facet, Value), u32)>,
}

impl Run {
    /// Returns the index of a run of activities.
    pub fn new(activities: &[Activity], terms: &Vocabularies, lookup: Lookup) -> Self {
        let mut run = Self { count: length(activities.len()), ..Self::default() };
        let mut builder = Builder::new();
        let mut folded = String::new();
        for (record, activity) in (0..).zip(activities) {
            if lookup == Lookup::Words {
                builder.add(activity, terms, &mut folded);
            }
            for facet in Facet::ALL {
                run.values.extend(facet.values(activity).into_iter().map(|value| ((facet, value), record)));
            }
            if builder.is_full() {
                run.segments.push(std::mem::replace(&mut builder, Builder::new()).finish());
            }
        }
        if !builder.fields.is_empty() {
            run.segments.push(builder.finish());
        }
        run
    }
}

/// Takes records, and becomes a segment.
struct Builder {
    words: String,
    ends: Vec<u32>,
    /// The number of each word.
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// The last posting of each word.
    last: Vec<Option<u16>>,
    /// Words by their numbers, and the postings of them, by the weight of the field.
    postings: [Vec<(u32, u16)>; WEIGHTS],
    texts: Vec<u32>,
    fields: Vec<[u32; FIELDS]>,
}

impl Builder {
    fn new() -> Self {
        Self {
            words: "\n".to_owned(),
            ends: vec![1],
            numbers: HashTable::with_capacity(1 << 12),
            hasher: DefaultHashBuilder::default(),
            last: vec![None],
            postings: Default::default(),
            texts: Vec::new(),
            fields: Vec::new(),
        }
    }

    fn is_full(&self) -> bool {
        self.fields.len() == MOST_RECORDS
            || self.ends.len() > MOST_WORDS
            || self.words.len() + self.texts.len() > LONGEST
    }

    /// Adds a record; `folded` is written over. A text with umlauts or their like is added twice: with one letter for
    /// each of them, and with two.
    fn add(&mut self, activity: &Activity, terms: &Vocabularies, folded: &mut String) {
        let record = self.fields.len();
        let mut ends = [0; FIELDS];
        for (at, field) in Field::ALL.into_iter().enumerate() {
            let posting = posting(record, at);
            field.texts(activity, terms, &mut |text| {
                folded.clear();
                fold_into(text, folded);
                self.text(folded, field, posting);
                if let Some(other) = fold_digraphs(text) {
                    self.text(&other, field, posting);
                }
            });
            ends[at] = length(self.texts.len());
        }
        self.fields.push(ends);
    }

    fn text(&mut self, folded: &str, field: Field, posting: u16) {
        let postings = usize::from(field.rank());
        for word in folded.split([' ', '\n']).filter(|it| !it.is_empty()) {
            let number = self.number(word);
            self.texts.push(number);
            if let Some(last) = self.last.get_mut(number as usize).filter(|it| **it != Some(posting)) {
                *last = Some(posting);
                self.postings[postings].push((number, posting));
            }
        }
        self.texts.push(0);
    }

    /// Returns the number of a word, a new one for a new word.
    fn number(&mut self, word: &str) -> u32 {
        let Self { words, ends, numbers, hasher, last, .. } = self;
        let of = |number: u32| {
            let number = number as usize;
            &words[ends[number - 1] as usize..ends[number] as usize - 1]
        };
        let hash = hasher.hash_one(word);
        if let Some(number) = numbers.find(hash, |it| of(*it) == word) {
            return *number;
        }
        let number = length(ends.len());
        words.push_str(word);
        words.push('\n');
        ends.push(length(words.len()));
        last.push(None);
        let of = |number: u32| {
            let number = number as usize;
            &words[ends[number - 1] as usize..ends[number] as usize - 1]
        };
        numbers.insert_unique(hash, number, |it| hasher.hash_one(of(*it)));
        number
    }

    fn finish(self) -> Segment {
        let count = self.ends.len();
        Segment {
            words: self.words.into(),
            ends: self.ends.into(),
            postings: self.postings.map(|it| by_word(&it, count)),
            texts: Numbers::new(&self.texts),
            fields: self.fields.into(),
        }
    }
}

/// Sorts postings by the numbers of their words, of which there are so many; those of a word stay in their order.
fn by_word(postings: &[(u32, u16)], count: usize) -> Postings {
    let mut ends = vec![0u32; count];
    postings.iter().for_each(|(number, _)| ends[*number as usize] += 1);
    let mut sum = 0;
    for end in &mut ends {
        sum += std::mem::replace(end, sum);
    }
    // Each word's postings go to where they begin; where that is moves on to where they end.
    let mut all = vec![0; postings.len()];
    for (number, posting) in postings {
        let at = &mut ends[*number as usize];
        all[*at as usize] = *posting;
        *at += 1;
    }
    Postings { ends: ends.into(), all: all.into() }
}

fn length(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
