//! How is a run of records indexed? Their texts are folded and taken apart into words, their values noted.

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::Range;

use hashbrown::HashMap;

use super::dictionary::Dictionary;
use super::facet::{Facet, Value};
use super::number::number;
use super::segment::{END, FIELDS, MOST_RECORDS, Numbers, Postings, Segment, WEIGHTS, posting};
use crate::catalogue::{Activity, Field, Period, Text, Vocabularies, Who, is_near};
use crate::text::{fold_digraphs, fold_into};

/// Words after which another segment begins, so that their numbers are short.
const MOST_WORDS: usize = 1 << 14;
/// Bytes of words and texts after which one does: they are counted in 32 bits.
const LONGEST: usize = 1 << 28;

/// What is to be looked up, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lookup {
    /// Nothing: no filter names a value, and [`Index::postings`](super::Index) has none.
    Nothing,
    /// Values alone.
    Values,
    /// Words and values.
    Words,
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
    /// The names of those who take part and are in no vocabulary, each once as it is written, with its digest.
    pub(super) named: Vec<(u64, Text)>,
}

impl Run {
    /// Returns the index of a run of activities.
    pub fn new(activities: &[Activity], terms: &Vocabularies, lookup: Lookup) -> Self {
        let mut run = Self { count: number(activities.len()), ..Self::default() };
        let (mut values, mut seen) = (Vec::new(), HashSet::new());
        for (record, activity) in (0..).zip(activities) {
            if lookup != Lookup::Nothing {
                run.add_values(record, activity, &mut values);
            }
            for partner in &activity.partners {
                if let Who::Named(name) = &partner.who {
                    let digest = name.digest();
                    if seen.insert(digest) {
                        run.named.push((digest, name.clone()));
                    }
                }
            }
        }
        if lookup == Lookup::Words {
            // Its memory is used again for each run.
            BUILDER.with_borrow_mut(|builder| run.segments = builder.segments(activities, terms));
        }
        run
    }

    /// Adds the values of a record; `values` is memory to work in.
    fn add_values(&mut self, record: u32, activity: &Activity, values: &mut Vec<Value>) {
        for facet in Facet::ALL {
            facet.put_values(activity, values);
            values.iter().for_each(|value| self.values.entry((facet, *value)).or_default().push(record));
        }
        if let Some((first, last)) = activity.period.map(Period::span) {
            self.open.extend(last.is_none().then_some((first, record)));
            self.latest = self.latest.max(Some(last.unwrap_or(first)).filter(is_near).unwrap_or_default());
        }
    }
}

thread_local! {
    static BUILDER: RefCell<Builder> = RefCell::new(Builder::new());
}

/// Takes records, and makes segments of them.
struct Builder {
    words: Dictionary,
    texts: Occurrences,
    fields: Vec<[u32; FIELDS]>,
    /// Where the texts of terms, which many records share, stand among the texts: by their addresses.
    shared: HashMap<(usize, usize), Range<usize>>,
    /// The text that is being added, folded.
    folded: String,
}

/// Texts as the numbers of their words, and where each word stands.
#[derive(Default)]
struct Occurrences {
    numbers: Vec<u32>,
    /// The last posting of each word.
    last: Vec<Option<u16>>,
    /// Words by their numbers, and the postings of them, by the weight of the field.
    postings: [Vec<(u32, u16)>; WEIGHTS],
}

impl Occurrences {
    fn clear(&mut self) {
        self.numbers.clear();
        self.last.clear();
        self.postings.iter_mut().for_each(Vec::clear);
    }

    /// Adds a word, or the end of a text, in a field of a weight, with the posting of that.
    fn push(&mut self, number: u32, (weight, posting): (usize, u16)) {
        self.numbers.push(number);
        let at = number as usize;
        if at >= self.last.len() {
            self.last.resize(at + 1, None);
        }
        if number != END && self.last[at].replace(posting) != Some(posting) {
            self.postings[weight].push((number, posting));
        }
    }
}

impl Builder {
    fn new() -> Self {
        Self {
            words: Dictionary::new(),
            texts: Occurrences::default(),
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
        self.words.clear();
        self.texts.clear();
        self.fields.clear();
        self.shared.clear();
    }

    fn is_full(&self) -> bool {
        self.fields.len() == MOST_RECORDS
            || self.words.ends.len() > MOST_WORDS
            || self.words.text.len() + self.texts.numbers.len() > LONGEST
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
                let start = self.texts.numbers.len();
                folded.clear();
                let has_other = fold_into(text, &mut folded);
                self.text(&mut folded, place);
                if let Some(mut other) = has_other.then(|| fold_digraphs(text)).flatten() {
                    self.text(&mut other, place);
                }
                if is_of_terms {
                    self.shared.insert(address, start..self.texts.numbers.len());
                }
            });
            ends[at] = number(self.texts.numbers.len());
        }
        self.fields.push(ends);
        self.folded = folded;
    }

    /// Adds a folded text, in a field of a weight, with the posting of that.
    fn text(&mut self, folded: &mut String, place: (usize, u16)) {
        self.words.numbers_of(folded, |number| self.texts.push(number, place));
        self.texts.push(END, place);
    }

    /// Adds texts again that have been added before.
    fn repeat(&mut self, known: Range<usize>, place: (usize, u16)) {
        known.for_each(|at| self.texts.push(self.texts.numbers[at], place));
    }

    fn finish(&self) -> Segment {
        Segment {
            words: self.words.text.as_str().into(),
            ends: self.words.ends.as_slice().into(),
            postings: self.texts.postings.each_ref().map(|it| by_word(it, self.words.ends.len())),
            texts: Numbers::new(&self.texts.numbers, self.words.ends.len()),
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
