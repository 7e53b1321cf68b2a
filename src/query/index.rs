//! What does the index contain?
//!
//! Combines the folded words of every record with the records of each facet value, and grows batch by batch.

use hashbrown::HashMap;
use roaring::RoaringBitmap;

use super::facet::{Facet, Value};
use super::haystack::Haystack;
use super::indexed_batch::IndexedBatch;
use crate::catalogue::{Activity, Field, Participant, Place, Role, Section, Text, Vocabularies, Vocabulary, years};
use crate::lang::Lang;

impl Field {
    /// Rank of a hit in the fields of least weight.
    pub(super) const WORST_RANK: u16 = 3;

    /// Returns the rank of a hit in this field, 0 being the best.
    pub(super) fn rank(self) -> u16 {
        match self {
            Field::Title | Field::Place | Field::Date => 0,
            Field::Theme | Field::Kind | Field::Group | Field::Lead | Field::Partner => 1,
            Field::Section(Section::Lessons) => 2,
            Field::Section(_) => Self::WORST_RANK,
        }
    }

    /// Returns whether its texts belong to vocabulary terms, which many records share.
    pub(super) fn has_term_texts(self) -> bool {
        use Field::{Group, Kind, Lead, Partner, Theme};
        matches!(self, Theme | Kind | Group | Lead | Partner | Field::Section(Section::Sources))
    }

    /// Calls `visit` with every text of a record that belongs to the field, in every language.
    pub(super) fn visit_texts<'a>(self, activity: &'a Activity, terms: &'a Vocabularies, visit: &mut dyn FnMut(&str)) {
        let mut all = |text: &'a Text| text.versions().for_each(|(_, it)| visit(it));
        match self {
            Field::Title => all(&activity.title),
            Field::Place => activity.places().for_each(|it| visit_place(it, visit)),
            Field::Date => {
                if let Some(period) = activity.period {
                    visit(&period.to_string());
                    Lang::ALL.iter().for_each(|&lang| visit(&period.in_words(lang)));
                }
            }
            Field::Theme => visit_terms(Vocabulary::Themes, &activity.themes, terms, visit),
            Field::Kind => visit_terms(Vocabulary::Kinds, &activity.kinds, terms, visit),
            Field::Group => visit_terms(Vocabulary::Groups, &activity.groups, terms, visit),
            Field::Lead => visit_partners(activity, &[Role::Lead], terms, visit),
            Field::Partner => visit_partners(activity, &[Role::Expert, Role::Partner], terms, visit),
            Field::Section(Section::Lessons) => activity.lessons.iter().map(|it| &it.text).for_each(all),
            Field::Section(Section::Sources) => visit_sources(activity, terms, visit),
            Field::Section(Section::Other) => {
                visit(&activity.id);
                for (name, text) in &activity.extra {
                    visit(name);
                    text.versions().for_each(|(_, it)| visit(it));
                }
            }
            Field::Section(section) => activity.texts(section).for_each(all),
        }
    }
}

fn visit_place<'a>(place: &'a Place, visit: &mut dyn FnMut(&str)) {
    place.name.versions().for_each(|(_, it)| visit(it));
    place.aliases.iter().for_each(|it| visit(it));
    Lang::ALL.iter().for_each(|&lang| visit(place.country.name(lang)));
}

fn visit_terms<'a>(vocabulary: Vocabulary, indices: &[usize], terms: &'a Vocabularies, visit: &mut dyn FnMut(&str)) {
    for term in indices.iter().filter_map(|&at| terms.term(vocabulary, at)) {
        term.name().versions().for_each(|(_, it)| visit(it));
        term.other_names().iter().for_each(|it| visit(it));
    }
}

fn visit_partners<'a>(activity: &'a Activity, roles: &[Role], terms: &'a Vocabularies, visit: &mut dyn FnMut(&str)) {
    for partner in activity.partners.iter().filter(|it| roles.contains(&it.role)) {
        match &partner.who {
            Participant::Organisation(at) => visit_terms(Vocabulary::Organisations, &[*at], terms, visit),
            Participant::Named(name) => name.versions().for_each(|(_, it)| visit(it)),
        }
    }
}

fn visit_sources<'a>(activity: &Activity, terms: &'a Vocabularies, visit: &mut dyn FnMut(&str)) {
    for source in activity.all_sources().into_iter().filter_map(|at| terms.sources.get(at)) {
        source.title.versions().for_each(|(_, it)| visit(it));
        source.publisher.iter().flat_map(Text::versions).for_each(|(_, it)| visit(it));
        source.authors.iter().for_each(|it| visit(it));
        source.doi.iter().for_each(|it| visit(it));
        source.isbn.iter().for_each(|it| visit(it));
        // As they are displayed, so that a phrase copied from the screen is found.
        source.authors_given_first().for_each(|it| visit(&it));
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
        for (start, record) in batch.open_ended {
            let record = before.saturating_add(record);
            let _ = self.open_ended.entry(start).or_default().try_push(record);
            for year in years(start, self.latest_year) {
                self.postings.entry((Facet::Date, Value::Year(year))).or_default().insert(record);
            }
        }
        self.extend_to_year(batch.latest_year);
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
        self.postings.iter().filter(move |((it, _), _)| *it == facet).map(|((_, value), postings)| (*value, postings))
    }

    /// Returns all record numbers.
    pub(super) fn records(&self) -> RoaringBitmap {
        let mut records = RoaringBitmap::new();
        records.insert_range(..self.haystack.len());
        records
    }
}
