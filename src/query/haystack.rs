//! Where is searched? In the folded texts of every record, run by run as they were loaded; no run is ever copied.

use std::ops::Range;
use std::sync::Arc;

use memchr::memmem::Finder;

use super::facet::{Facet, Value};
use crate::catalogue::{Activity, Field, Vocabularies};
use crate::text::{fold_digraphs, fold_into};

/// How many fields a record has.
const FIELDS: usize = Field::ALL.len();
/// Bytes of folded text after which another run begins: they are counted in 32 bits.
const LONGEST: usize = 64 << 20;

/// The folded texts of some records that follow one another.
#[derive(Debug, Default)]
pub(super) struct Segment {
    /// The texts of every record, field after field, each text ended by a line break. A text with umlauts or their like
    /// stands there twice: with one letter for each of them, and with two.
    text: Box<str>,
    /// Where each record begins, in bytes.
    starts: Box<[u32]>,
    /// Where each field of a record ends, in bytes from the record's beginning.
    ends: Box<[[u32; FIELDS]]>,
}

/// A run of records, indexed: their folded texts, and which values each of them has.
#[derive(Debug, Default)]
pub struct Run {
    pub(super) segments: Vec<Segment>,
    /// The values with the records that have them, by their numbers in the run.
    pub(super) values: Vec<((Facet, Value), u32)>,
}

/// The segments of all records. A copy shares their texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Haystack {
    /// Each with the number of its first record.
    segments: Vec<(u32, Arc<Segment>)>,
    count: u32,
    bytes: usize,
}

impl Run {
    /// Returns the index of a run of activities.
    pub fn new(activities: &[Activity], terms: &Vocabularies) -> Self {
        let mut run = Self::default();
        let (mut text, mut starts, mut ends) = (String::new(), Vec::new(), Vec::new());
        for (record, activity) in (0..).zip(activities) {
            let start = text.len();
            starts.push(length(start));
            ends.push(fold_record(activity, terms, &mut text));
            for facet in Facet::ALL {
                run.values.extend(facet.values(activity).into_iter().map(|value| ((facet, value), record)));
            }
            if text.len() > LONGEST {
                let (starts, ends) = (std::mem::take(&mut starts).into(), std::mem::take(&mut ends).into());
                run.segments.push(Segment { text: std::mem::take(&mut text).into(), starts, ends });
            }
        }
        if !starts.is_empty() {
            run.segments.push(Segment { text: text.into(), starts: starts.into(), ends: ends.into() });
        }
        run
    }
}

/// Appends the folded texts of a record; returns where each field ends, from the record's beginning.
fn fold_record(activity: &Activity, terms: &Vocabularies, folded: &mut String) -> [u32; FIELDS] {
    let start = folded.len();
    Field::ALL.map(|field| {
        field.texts(activity, terms, &mut |text| {
            fold_into(text, folded);
            folded.push('\n');
            if let Some(other) = fold_digraphs(text) {
                folded.push_str(&other);
                folded.push('\n');
            }
        });
        length(folded.len() - start)
    })
}

fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

impl Segment {
    /// Returns how many records it holds.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Returns its folded text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the folded text of a record: of one field, or all of it.
    pub(super) fn record(&self, record: usize, field: Option<Field>) -> &str {
        let range = match field {
            Some(field) => {
                let first = Field::ALL.into_iter().find(|it| field.covers(*it)).unwrap_or(field);
                self.range(record, first, field)
            }
            None => self.range(record, Field::Title, Field::Sources),
        };
        self.text.get(range).unwrap_or_default()
    }

    /// Returns the record in whose text a byte stands.
    pub(super) fn record_at(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= at).saturating_sub(1)
    }

    /// Returns the byte at which the text of a record ends.
    pub(super) fn end_of(&self, record: usize) -> usize {
        self.starts.get(record + 1).map_or(self.text.len(), |it| *it as usize)
    }

    /// Returns the field in which a byte of a record's text stands.
    pub(super) fn field_at(&self, record: usize, at: usize) -> Field {
        let field = self.ends[record].iter().position(|&end| at < end as usize).unwrap_or(FIELDS - 1);
        Field::ALL[field]
    }

    /// Returns where fields of a record stand that follow one another, the first and the last included.
    fn range(&self, record: usize, first: Field, last: Field) -> Range<usize> {
        let (start, ends) = (self.starts[record] as usize, &self.ends[record]);
        let begin = (first as usize).checked_sub(1).map_or(0, |before| ends[before] as usize);
        start + begin..start + ends[last as usize] as usize
    }
}

impl Haystack {
    /// Returns how many records it holds.
    pub(super) fn len(&self) -> u32 {
        self.count
    }

    /// Returns how many bytes of text the records have that follow the first `count`.
    pub(super) fn bytes_after(&self, count: u32) -> usize {
        if count == 0 { self.bytes } else { self.after(count).iter().map(|(_, it)| it.text.len()).sum() }
    }

    /// Returns the segments of the records that follow the first `count`, each with the number of its first record.
    pub(super) fn after(&self, count: u32) -> &[(u32, Arc<Segment>)] {
        &self.segments[self.segments.partition_point(|(first, _)| *first < count)..]
    }

    /// Returns whether a folded word stands in it.
    pub(super) fn contains(&self, word: &str) -> bool {
        let finder = Finder::new(word);
        self.segments.iter().any(|(_, it)| finder.find(it.text.as_bytes()).is_some())
    }

    /// Adds the records of a segment.
    pub(super) fn push(&mut self, segment: Segment) {
        let first = self.count;
        self.count = self.count.saturating_add(length(segment.len()));
        self.bytes += segment.text.len();
        self.segments.push((first, Arc::new(segment)));
    }
}
