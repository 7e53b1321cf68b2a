//! What can be looked up at once? Folded text of every record, and which records have which value.

use std::collections::HashMap;

use roaring::RoaringBitmap;

use super::facet::{Facet, Value};
use super::haystack::Haystack;
use super::run::Run;
use crate::catalogue::{Activity, Field, Text, Vocabularies};
use crate::lang::Lang;

impl Field {
    /// What a hit in the fields of least weight is ranked.
    pub(super) const LEAST: u16 = 3;

    /// Returns how little a hit in this field weighs, 0 being the most.
    pub(super) fn rank(self) -> u16 {
        match self {
            Field::Title | Field::Place | Field::Date => 0,
            Field::Theme | Field::Kind | Field::Lead | Field::Partner => 1,
            Field::Lessons => 2,
            _ => Self::LEAST,
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

/// Everything that a query looks up, growing run by run.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pub(super) haystack: Haystack,
    /// The records that have each value.
    postings: HashMap<(Facet, Value), RoaringBitmap>,
}

impl Index {
    /// Returns how many records it holds.
    pub fn len(&self) -> usize {
        self.haystack.len() as usize
    }

    /// Returns whether it holds no record.
    pub fn is_empty(&self) -> bool {
        self.haystack.len() == 0
    }

    /// Adds a run of records after its own.
    pub fn append(&mut self, run: Run) {
        let before = self.haystack.len();
        run.segments.into_iter().for_each(|it| self.haystack.push(it));
        // Records whose words are not looked up are there all the same.
        self.haystack.extend_to(before.saturating_add(run.count));
        for (key, record) in run.values {
            // They come in order, and each once.
            let _ = self.postings.entry(key).or_default().try_push(before.saturating_add(record));
        }
    }

    /// Returns the records that have a value, or nothing where none has.
    pub(crate) fn postings(&self, facet: Facet, value: Value) -> Option<&RoaringBitmap> {
        self.postings.get(&(facet, value))
    }

    /// Returns the values of a facet that some record has.
    pub(super) fn used_values(&self, facet: Facet) -> impl Iterator<Item = (Value, &RoaringBitmap)> {
        self.postings.iter().filter(move |((it, _), _)| *it == facet).map(|((_, value), posted)| (*value, posted))
    }

    /// Returns every record.
    pub(super) fn records(&self) -> RoaringBitmap {
        let mut records = RoaringBitmap::new();
        records.insert_range(..self.haystack.len());
        records
    }
}
