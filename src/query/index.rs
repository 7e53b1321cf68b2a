//! What can be looked up at once? Folded text of every record, and which records bear which value.

use std::collections::HashMap;
use std::ops::Range;

use super::bitmap::Bitmap;
use super::facet::{Facet, Value};
use crate::catalogue::{Activity, Field, Text, Vocabularies};
use crate::lang::Lang;
use crate::text::{fold_digraphs, fold_into};

/// How many fields a record has.
const FIELDS: usize = Field::ALL.len();

impl Field {
    /// Returns how little a hit in this field weighs, 0 being the most.
    pub(super) fn rank(self) -> u16 {
        match self {
            Field::Title | Field::Place | Field::Date => 0,
            Field::Theme | Field::Kind | Field::Lead | Field::Partner => 1,
            Field::Lessons => 2,
            _ => 3,
        }
    }

    /// Returns every text of a record that belongs to the field, in every language.
    pub(super) fn texts<'a>(self, activity: &'a Activity, terms: &'a Vocabularies, take: &mut dyn FnMut(&str)) {
        let mut all = |text: &'a Text| text.versions().for_each(|(_, it)| take(it));
        match self {
            Field::Title => all(&activity.title),
            Field::Place => {
                all(&activity.place.name);
                activity.place.aliases.iter().for_each(|it| take(it));
                Lang::ALL.iter().for_each(|&lang| take(activity.place.country.name(lang)));
            }
            Field::Theme => activity.themes.iter().filter_map(|&at| terms.themes.get(at)).for_each(all),
            Field::Kind => activity.kinds.iter().filter_map(|&at| terms.kinds.get(at)).for_each(all),
            Field::Date => {
                if let Some(period) = activity.period {
                    take(&period.to_string());
                    Lang::ALL.iter().for_each(|&lang| take(&period.in_words(lang)));
                }
            }
            Field::Lead => activity.lead.iter().for_each(all),
            Field::Partner => partners(activity, terms, take),
            Field::Lessons => activity.lessons.iter().map(|it| &it.text).for_each(all),
            Field::Summary => activity.summary.iter().for_each(all),
            Field::Aims => activity.aims.iter().for_each(all),
            Field::Actions => activity.actions.iter().for_each(all),
            Field::Results => activity.results.iter().for_each(all),
            Field::Outlook => activity.outlook.iter().for_each(all),
            Field::Other => {
                take(&activity.id);
                for (name, text) in &activity.extra {
                    take(name);
                    text.versions().for_each(|(_, it)| take(it));
                }
            }
            Field::Sources => sources(activity, terms, take),
        }
    }
}

fn partners(activity: &Activity, terms: &Vocabularies, take: &mut dyn FnMut(&str)) {
    activity.partners.iter().flat_map(Text::versions).for_each(|(_, it)| take(it));
    for organisation in activity.experts.iter().filter_map(|&at| terms.organisations.get(at)) {
        organisation.name.versions().for_each(|(_, it)| take(it));
        organisation.short.iter().for_each(|it| take(it));
    }
}

fn sources(activity: &Activity, terms: &Vocabularies, take: &mut dyn FnMut(&str)) {
    for source in activity.all_sources().into_iter().filter_map(|at| terms.sources.get(at)) {
        source.title.versions().for_each(|(_, it)| take(it));
        source.publisher.iter().flat_map(Text::versions).for_each(|(_, it)| take(it));
    }
}

/// Everything that a query looks up, for a run of records.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The folded texts of every record, field after field, each text ended by a line break. A text with umlauts or
    /// their like stands there twice: with one letter for each of them, and with two.
    haystack: String,
    /// Where each record begins in the haystack.
    starts: Vec<usize>,
    /// Where each field of a record ends, from the record's beginning.
    ends: Vec<[u32; FIELDS]>,
    /// The records that have each value.
    postings: HashMap<(Facet, Value), Bitmap>,
}

impl Index {
    /// Returns the index of a run of activities.
    pub fn new(activities: &[Activity], terms: &Vocabularies) -> Self {
        let mut index = Self::default();
        activities.iter().for_each(|it| index.push(it, terms));
        index
    }

    /// Returns how many records it holds.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Returns whether it holds no record.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    fn push(&mut self, activity: &Activity, terms: &Vocabularies) {
        let record = self.len();
        let start = self.haystack.len();
        let ends = Field::ALL.map(|field| {
            field.texts(activity, terms, &mut |text| {
                fold_into(text, &mut self.haystack);
                self.haystack.push('\n');
                if let Some(other) = fold_digraphs(text) {
                    self.haystack.push_str(&other);
                    self.haystack.push('\n');
                }
            });
            u32::try_from(self.haystack.len() - start).unwrap_or(u32::MAX)
        });
        self.starts.push(start);
        self.ends.push(ends);
        for facet in Facet::ALL {
            for value in facet.values(activity) {
                self.postings.entry((facet, value)).or_default().insert(record);
            }
        }
    }

    /// Adds the records of another index behind its own.
    pub fn append(&mut self, other: Index) {
        if self.is_empty() {
            *self = other;
            return;
        }
        let (records, bytes) = (self.len(), self.haystack.len());
        self.haystack.push_str(&other.haystack);
        self.starts.extend(other.starts.iter().map(|it| it + bytes));
        self.ends.extend(other.ends);
        for (key, posted) in &other.postings {
            self.postings.entry(*key).or_default().extend_shifted(posted, records);
        }
    }

    /// Returns the records that have a value, or nothing where none has.
    pub(crate) fn postings(&self, facet: Facet, value: Value) -> Option<&Bitmap> {
        self.postings.get(&(facet, value))
    }

    /// Returns the values of a facet that some record has.
    pub(super) fn used_values(&self, facet: Facet) -> impl Iterator<Item = (Value, &Bitmap)> {
        self.postings.iter().filter(move |((it, _), _)| *it == facet).map(|((_, value), posted)| (*value, posted))
    }

    /// Returns the folded text of all records.
    pub(super) fn haystack(&self) -> &str {
        &self.haystack
    }

    /// Returns the folded text of a record: of one field, or all of it.
    pub(super) fn text(&self, record: usize, field: Option<Field>) -> &str {
        let Some(field) = field else { return &self.haystack[self.range(record, Field::Title, Field::Sources)] };
        let first = Field::ALL.into_iter().find(|it| field.covers(*it)).unwrap_or(field);
        &self.haystack[self.range(record, first, field)]
    }

    /// Returns the record in whose text a byte of the haystack stands.
    pub(super) fn record_at(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at).saturating_sub(1)
    }

    /// Returns the field in which a byte of a record's text stands.
    pub(super) fn field_at(&self, record: usize, at: usize) -> Field {
        let ends = &self.ends[record];
        let field = ends.iter().position(|&end| at < end as usize).unwrap_or(FIELDS - 1);
        Field::ALL[field]
    }

    /// Returns where fields of a record stand that follow one another, the first and the last included.
    fn range(&self, record: usize, first: Field, last: Field) -> Range<usize> {
        let (start, ends) = (self.starts[record], &self.ends[record]);
        let begin = (first as usize).checked_sub(1).map_or(0, |before| ends[before] as usize);
        start + begin..start + ends[last as usize] as usize
    }
}
