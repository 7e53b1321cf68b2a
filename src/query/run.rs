//! How is a run of records indexed? Their texts are folded and taken apart into words, their values noted.

use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::facet::{Facet, Value};
use super::number::number;
use super::segment::{END, FIELDS, MOST_RECORDS, Numbers, Postings, Segment, WEIGHTS, posting, word as word_of};
use crate::catalogue::{Activity, Field, Period, Text, Vocabularies, Who, is_near};
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
    /// The values, each with the records that have it, by their numbers in the run and in order.
    pub(super) values: HashMap<(Facet, Value), Vec<u32>>,
    /// The first years of dates without an end, with the records that have them.
    pub(super) open: Vec<(u16, u32)>,
    /// The latest year that it names.
    pub(super) latest: u16,
    /// The names of those who take part and are in no vocabulary, each version once, by their keys.
    pub(super) named: Vec<(u64, Text)>,
}

impl Run {
    /// Returns the index of a run of activities.
    pub fn new(activities: &[Activity], terms: &Vocabularies, lookup: Lookup) -> Self {
        let mut run = Self { count: number(activities.len()), ..Self::default() };
        let (mut values, mut seen) = (Vec::new(), HashSet::new());
        for (record, activity) in (0..).zip(activities) {
            for facet in Facet::ALL {
                facet.put_values(activity, &mut values);
                values.iter().for_each(|value| run.values.entry((facet, *value)).or_default().push(record));
            }
            if let Some((first, last)) = activity.period.map(Period::span) {
                run.open.extend(last.is_none().then_some((first, record)));
                run.latest = run.latest.max(Some(last.unwrap_or(first)).filter(is_near).unwrap_or_default());
            }
            for partner in &activity.partners {
                if let Who::Named(name) = &partner.who
                    && seen.insert(name.digest())
                {
                    run.named.push((name.key(), name.clone()));
                }
            }
        }
        if lookup == Lookup::Words {
            // Its memory is used again for each run.
            BUILDER.with_borrow_mut(|builder| run.segments = builder.segments(activities, terms));
        }
        run
    }
}

thread_local! {
    static BUILDER: RefCell<Builder> = RefCell::new(Builder::new());
}

/// Takes records, and makes segments of them.
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
    /// Where the texts of terms, which many records share, stand among the texts: by their addresses.
    shared: HashMap<(usize, usize), Range<usize>>,
    /// The text that is being added, folded.
    folded: String,
}

impl Builder {
    fn new() -> Self {
        Self {
            words: String::new(),
            ends: Vec::new(),
            numbers: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            last: Vec::new(),
            postings: Default::default(),
            texts: Vec::new(),
            fields: Vec::new(),
            shared: HashMap::new(),
            folded: String::new(),
        }
    }

    /// Returns the segments of some records.
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

    /// Begins anew, with the word that is none.
    fn clear(&mut self) {
        let Self { words, ends, numbers, last, postings, texts, fields, shared, .. } = self;
        words.clear();
        words.push('\n');
        ends.clear();
        ends.push(1);
        last.clear();
        last.push(None);
        numbers.clear();
        postings.iter_mut().for_each(Vec::clear);
        texts.clear();
        fields.clear();
        shared.clear();
    }

    fn is_full(&self) -> bool {
        self.fields.len() == MOST_RECORDS
            || self.ends.len() > MOST_WORDS
            || self.words.len() + self.texts.len() > LONGEST
    }

    /// Adds a record. A text with umlauts or their like is added twice: with one letter for each of them, and with two.
    fn add(&mut self, activity: &Activity, terms: &Vocabularies) {
        let (record, mut folded) = (self.fields.len(), std::mem::take(&mut self.folded));
        let mut ends = [0; FIELDS];
        for (at, field) in Field::ALL.into_iter().enumerate() {
            let place = (usize::from(field.rank()), posting(record, at));
            let is_of_terms = field.is_of_terms();
            field.texts(activity, terms, &mut |text| {
                let address = (text.as_ptr().addr(), text.len());
                if let Some(known) = self.shared.get(&address).filter(|_| is_of_terms) {
                    return self.repeat(known.clone(), place);
                }
                let start = self.texts.len();
                folded.clear();
                fold_into(text, &mut folded);
                self.text(&folded, place);
                if let Some(other) = fold_digraphs(text) {
                    self.text(&other, place);
                }
                if is_of_terms {
                    self.shared.insert(address, start..self.texts.len());
                }
            });
            ends[at] = number(self.texts.len());
        }
        self.fields.push(ends);
        self.folded = folded;
    }

    /// Adds a folded text, in a field of a weight, with the posting of that.
    fn text(&mut self, folded: &str, place: (usize, u16)) {
        for word in folded.split(' ').filter(|it| !it.is_empty()) {
            let number = self.number_of(word);
            self.word(number, place);
        }
        self.texts.push(END);
    }

    /// Adds texts again that have been added before.
    fn repeat(&mut self, known: Range<usize>, place: (usize, u16)) {
        for at in known {
            match self.texts[at] {
                END => self.texts.push(END),
                number => self.word(number, place),
            }
        }
    }

    fn word(&mut self, number: u32, (weight, posting): (usize, u16)) {
        self.texts.push(number);
        let last = &mut self.last[number as usize];
        if *last != Some(posting) {
            *last = Some(posting);
            self.postings[weight].push((number, posting));
        }
    }

    /// Returns the number of a word, a new one for a new word.
    fn number_of(&mut self, word: &str) -> u32 {
        let Self { words, ends, numbers, hasher, last, .. } = self;
        let hash = hasher.hash_one(word);
        if let Some(number) = numbers.find(hash, |it| word_of(words, ends, *it as usize) == word) {
            return *number;
        }
        let new = number(ends.len());
        words.push_str(word);
        words.push('\n');
        ends.push(number(words.len()));
        last.push(None);
        numbers.insert_unique(hash, new, |it| hasher.hash_one(word_of(words, ends, *it as usize)));
        new
    }

    fn finish(&self) -> Segment {
        Segment {
            words: self.words.as_str().into(),
            ends: self.ends.as_slice().into(),
            postings: self.postings.each_ref().map(|it| by_word(it, self.ends.len())),
            texts: Numbers::new(&self.texts, self.ends.len()),
            fields: self.fields.as_slice().into(),
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
