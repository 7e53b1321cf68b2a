//! What can be looked up at once? Folded text of every record, and which records bear which value.

use std::collections::HashMap;
use std::ops::Range;

use super::bitmap::Bitmap;
use super::facet::{Facet, Value};
use crate::catalogue::{Activity, Field, Text, Vocabularies};
use crate::lang::Lang;
use crate::text::fold_into;

/// How many fields a record has.
const FIELDS: usize = Field::ALL.len();

impl Field {
    /// Returns how little a hit in this field weighs, 0 being the most.
    pub(super) fn rank(self) -> u8 {
        match self {
            Field::Title | Field::Place => 0,
            Field::Theme | Field::Kind | Field::Partner => 1,
            Field::Lessons => 2,
            _ => 3,
        }
    }

    /// Returns every text of a record that belongs to the field, in every language.
    fn texts<'a>(self, activity: &'a Activity, terms: &'a Vocabularies, take: &mut dyn FnMut(&str)) {
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
            Field::Partner => {
                activity.lead.iter().chain(&activity.partners).for_each(all);
                for organisation in activity.experts.iter().filter_map(|&at| terms.organisations.get(at)) {
                    organisation.name.versions().for_each(|(_, it)| take(it));
                    organisation.short.iter().for_each(|it| take(it));
                }
            }
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
                if let Some(period) = activity.period {
                    take(&period.to_string());
                    Lang::ALL.iter().for_each(|&lang| take(&period.in_words(lang)));
                }
            }
            Field::Sources => {
                for source in activity.all_sources().into_iter().filter_map(|at| terms.sources.get(at)) {
                    source.title.versions().for_each(|(_, it)| take(it));
                    source.publisher.iter().flat_map(Text::versions).for_each(|(_, it)| take(it));
                }
            }
        }
    }
}

/// Everything that a query looks up, for a run of records.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The folded texts of every record, field after field, each text ended by a line break.
    haystack: String,
    /// Where each record begins in the haystack.
    starts: Vec<usize>,
    /// Where each field of a record ends, from the record's beginning.
    ends: Vec<[u32; FIELDS]>,
    bearers: HashMap<(Facet, Value), Bitmap>,
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
            });
            u32::try_from(self.haystack.len() - start).unwrap_or(u32::MAX)
        });
        self.starts.push(start);
        self.ends.push(ends);
        for facet in Facet::ALL {
            for value in facet.values(activity) {
                self.bearers.entry((facet, value)).or_default().insert(record);
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
        for (key, bearers) in &other.bearers {
            self.bearers.entry(*key).or_default().extend_shifted(bearers, records);
        }
    }

    /// Returns the records that bear a value, or nothing where none does.
    pub(crate) fn bearers(&self, facet: Facet, value: Value) -> Option<&Bitmap> {
        self.bearers.get(&(facet, value))
    }

    /// Returns the values of a facet that some record bears.
    pub(super) fn borne(&self, facet: Facet) -> impl Iterator<Item = (Value, &Bitmap)> {
        self.bearers.iter().filter(move |((it, _), _)| *it == facet).map(|((_, value), bearers)| (*value, bearers))
    }

    /// Returns the folded text of a record: of one field, or of all that a plain search looks at.
    pub(super) fn text(&self, record: usize, field: Option<Field>) -> &str {
        let range = match field {
            Some(field) => self.range(record, field),
            None => self.starts[record]..self.range(record, Field::Other).end,
        };
        &self.haystack[range]
    }

    /// Returns the field in which a byte of a record's text stands.
    pub(super) fn field_at(&self, record: usize, at: usize) -> Field {
        let ends = &self.ends[record];
        let field = ends.iter().position(|&end| at < end as usize).unwrap_or(FIELDS - 1);
        Field::ALL[field]
    }

    fn range(&self, record: usize, field: Field) -> Range<usize> {
        let (start, ends, at) = (self.starts[record], &self.ends[record], field as usize);
        let begin = if at == 0 { 0 } else { ends[at - 1] as usize };
        start + begin..start + ends[at] as usize
    }
}
