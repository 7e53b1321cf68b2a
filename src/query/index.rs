//! What does the index contain?
//!
//! Combines the folded words of every record with the records of each facet value, and grows batch by batch.

use std::collections::HashMap;

use roaring::RoaringBitmap;

use super::facet::{Facet, Value};
use super::haystack::Haystack;
use super::indexed_batch::IndexedBatch;
use crate::catalogue::{Activity, Field, Participant, Place, Role, Section, Text, Vocabularies, Vocabulary, years};
use crate::lang::Lang;

impl Field {
    /// Rank of a hit in the fields of least weight.
    pub(super) const LEAST: u16 = 3;

    /// Returns the rank of a hit in this field, 0 being the best.
    pub(super) fn rank(self) -> u16 {
        match self {
            Field::Title | Field::Place | Field::Date => 0,
            Field::Theme | Field::Kind | Field::Group | Field::Lead | Field::Partner => 1,
            Field::Section(Section::Lessons) => 2,
            Field::Section(_) => Self::LEAST,
        }
    }

    /// Returns whether its texts belong to vocabulary terms, which many records share.
    pub(super) fn is_of_terms(self) -> bool {
        use Field::{Group, Kind, Lead, Partner, Theme};
        matches!(self, Theme | Kind | Group | Lead | Partner | Field::Section(Section::Sources))
    }

    /// Calls `visit` with every text of a record that belongs to the field, in every language.
    pub(super) fn texts<'a>(self, activity: &'a Activity, terms: &'a Vocabularies, take: &mut dyn FnMut(&str)) {
        let mut all = |text: &'a Text| text.versions().for_each(|(_, it)| take(it));
        match self {
            Field::Title => all(&activity.title),
            Field::Place => activity.places().for_each(|it| place(it, take)),
            Field::Date => {
                if let Some(period) = activity.period {
                    take(&period.to_string());
                    Lang::ALL.iter().for_each(|&lang| take(&period.in_words(lang)));
                }
            }
            Field::Theme => of_terms(Vocabulary::Themes, &activity.themes, terms, take),
            Field::Kind => of_terms(Vocabulary::Kinds, &activity.kinds, terms, take),
            Field::Group => of_terms(Vocabulary::Groups, &activity.groups, terms, take),
            Field::Lead => partners(activity, &[Role::Lead], terms, take),
            Field::Partner => partners(activity, &[Role::Expert, Role::Partner], terms, take),
            Field::Section(Section::Lessons) => activity.lessons.iter().map(|it| &it.text).for_each(all),
            Field::Section(Section::Sources) => sources(activity, terms, take),
            Field::Section(Section::Other) => {
                take(&activity.id);
                for (name, text) in &activity.extra {
                    take(name);
                    text.versions().for_each(|(_, it)| take(it));
                }
            }
            Field::Section(section) => activity.texts(section).for_each(all),
        }
    }
}

fn place<'a>(place: &'a Place, take: &mut dyn FnMut(&str)) {
    place.name.versions().for_each(|(_, it)| take(it));
    place.aliases.iter().for_each(|it| take(it));
    Lang::ALL.iter().for_each(|&lang| take(place.country.name(lang)));
}

fn of_terms<'a>(of: Vocabulary, indices: &[usize], terms: &'a Vocabularies, take: &mut dyn FnMut(&str)) {
    for term in indices.iter().filter_map(|&at| terms.term(of, at)) {
        term.name().versions().for_each(|(_, it)| take(it));
        term.other_names().iter().for_each(|it| take(it));
    }
}

fn partners<'a>(activity: &'a Activity, roles: &[Role], terms: &'a Vocabularies, take: &mut dyn FnMut(&str)) {
    for partner in activity.partners.iter().filter(|it| roles.contains(&it.role)) {
        match &partner.who {
            Participant::Organisation(at) => of_terms(Vocabulary::Organisations, &[*at], terms, take),
            Participant::Named(name) => name.versions().for_each(|(_, it)| take(it)),
        }
    }
}

fn sources<'a>(activity: &Activity, terms: &'a Vocabularies, take: &mut dyn FnMut(&str)) {
    for source in activity.all_sources().into_iter().filter_map(|at| terms.sources.get(at)) {
        source.title.versions().for_each(|(_, it)| take(it));
        source.publisher.iter().flat_map(Text::versions).for_each(|(_, it)| take(it));
        source.authors.iter().for_each(|it| take(it));
    }
}

/// The words and facet values of all records.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pub(super) haystack: Haystack,
    /// Records of each value.
    postings: HashMap<(Facet, Value), RoaringBitmap>,
    /// Records whose period has no end, by its first year: they have every year up to `latest_year`.
    open_ended: HashMap<u16, RoaringBitmap>,
    latest_year: u16,
}

impl Index {
    /// Returns the number of records.
    pub fn len(&self) -> usize {
        self.haystack.len() as usize
    }

    /// Returns whether there are no records.
    pub fn is_empty(&self) -> bool {
        self.haystack.len() == 0
    }

    /// Appends a batch of records.
    pub fn append(&mut self, batch: IndexedBatch) {
        let before = self.haystack.len();
        batch.segments.into_iter().for_each(|it| self.haystack.push(it));
        // Records that were indexed without words have no segments, but count.
        self.haystack.extend_to(before.saturating_add(batch.count));
        for (key, records) in batch.values {
            // Cannot fail: the numbers ascend, and exceed those that are present.
            let _ = self.postings.entry(key).or_default().append(records.iter().map(|it| before.saturating_add(*it)));
        }
        for (start, record) in batch.open {
            let record = before.saturating_add(record);
            let _ = self.open_ended.entry(start).or_default().try_push(record);
            for year in years(start, self.latest_year) {
                self.postings.entry((Facet::Date, Value::Year(year))).or_default().insert(record);
            }
        }
        self.extend_to_year(batch.latest);
    }

    /// Raises the latest known year, and extends periods without an end up to it.
    pub(super) fn extend_to_year(&mut self, latest: u16) {
        if latest <= self.latest_year {
            return;
        }
        for (&start, records) in &self.open_ended {
            for year in years(start, latest).filter(|it| *it > self.latest_year) {
                *self.postings.entry((Facet::Date, Value::Year(year))).or_default() |= records;
            }
        }
        self.latest_year = latest;
    }

    /// Returns the records that have a value; `None` where there are none.
    pub(crate) fn postings(&self, facet: Facet, value: Value) -> Option<&RoaringBitmap> {
        self.postings.get(&(facet, value))
    }

    /// Returns the values of a facet that at least one record has, each with its records.
    pub(super) fn used_values(&self, facet: Facet) -> impl Iterator<Item = (Value, &RoaringBitmap)> {
        self.postings.iter().filter(move |((it, _), _)| *it == facet).map(|((_, value), posted)| (*value, posted))
    }

    /// Returns all record numbers.
    pub(super) fn records(&self) -> RoaringBitmap {
        let mut records = RoaringBitmap::new();
        records.insert_range(..self.haystack.len());
        records
    }
}
