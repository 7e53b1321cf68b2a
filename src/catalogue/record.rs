//! How is a catalogue written?
//!
//! The records of the file format as serde reads and writes them, before validation.

use serde::{Deserialize, Serialize};

use super::Section;
use super::activity::{Basis, LessonKind, PlaceKind};
pub(crate) use super::text_record::{Entries, Str, TermRecord, TextRecord, TextsRecord};

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(rename = "Source", deny_unknown_fields)]
pub(crate) struct SourceRecord<'a> {
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) authors: Vec<Str<'a>>,
    #[serde(borrow)]
    pub(crate) title: TextRecord<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) city: Option<Str<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<TextRecord<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) year: Option<u16>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<Str<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) doi: Option<Str<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) isbn: Option<Str<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) accessed: Option<Str<'a>>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Organisation", deny_unknown_fields)]
pub(crate) struct OrganisationRecord<'a> {
    #[serde(borrow)]
    pub(crate) name: TextRecord<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) short: Option<Str<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) country: Option<Str<'a>>,
}

impl<'a> From<TextRecord<'a>> for OrganisationRecord<'a> {
    fn from(name: TextRecord<'a>) -> Self {
        Self { name, short: None, country: None }
    }
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(rename = "Place", deny_unknown_fields)]
pub(crate) struct PlaceRecord<'a> {
    #[serde(borrow)]
    pub(crate) name: TextRecord<'a>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) aliases: Vec<Str<'a>>,
    #[serde(borrow)]
    pub(crate) country: Str<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<PlaceKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<(f64, f64)>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Lesson", deny_unknown_fields)]
pub(crate) struct LessonRecord<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) basis: Option<Basis>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<LessonKind>,
    #[serde(borrow)]
    pub(crate) text: TextRecord<'a>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<Str<'a>>,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(rename = "Activity", deny_unknown_fields)]
pub(crate) struct ActivityRecord<'a> {
    #[serde(borrow)]
    pub(crate) id: Str<'a>,
    #[serde(borrow)]
    pub(crate) title: TextRecord<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<PlaceRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) places: Option<Vec<PlaceRecord<'a>>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) lead: Option<TextRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) experts: Vec<TextRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) partners: Vec<TextRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) themes: Vec<Str<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) kinds: Vec<Str<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) groups: Vec<Str<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) period: Option<Str<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) summary: Option<TextRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "TextsRecord::is_empty")]
    pub(crate) aims: TextsRecord<'a>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) actions: Vec<TextRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) results: Vec<TextRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) lessons: Vec<LessonRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) outlook: Vec<TextRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "TextsRecord::is_empty")]
    pub(crate) evaluation: TextsRecord<'a>,
    #[serde(borrow, default, skip_serializing_if = "TextsRecord::is_empty")]
    pub(crate) funding: TextsRecord<'a>,
    #[serde(borrow, default, skip_serializing_if = "TextsRecord::is_empty")]
    pub(crate) awards: TextsRecord<'a>,
    #[serde(borrow, default, skip_serializing_if = "TextsRecord::is_empty")]
    pub(crate) contact: TextsRecord<'a>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<Str<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Entries::is_empty")]
    pub(crate) extra: Entries<'a, TextRecord<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) silent: Vec<Section>,
}

impl<'a> ActivityRecord<'a> {
    /// Sets its places: one in `place`, several in `places`.
    pub(crate) fn set_places(&mut self, mut places: Vec<PlaceRecord<'a>>) {
        match places.len() {
            0 | 1 => self.place = places.pop(),
            _ => self.places = Some(places),
        }
    }

    /// Sets its lead and its partners. An activity has one lead; further ones come before the partners.
    pub(crate) fn set_leads(&mut self, leads: Vec<TextRecord<'a>>, partners: Vec<TextRecord<'a>>) {
        let mut leads = leads.into_iter();
        self.lead = leads.next();
        self.partners = leads.chain(partners).collect();
    }

    /// Takes the texts of a section; empty for a section made of records.
    pub(crate) fn take_texts(&mut self, section: Section) -> Vec<TextRecord<'a>> {
        match section {
            Section::Summary => self.summary.take().into_iter().collect(),
            section => self.texts_mut(section).map(std::mem::take).unwrap_or_default(),
        }
    }

    /// Sets the texts of a section; does nothing for a section made of records.
    pub(crate) fn set_texts(&mut self, section: Section, texts: Vec<TextRecord<'a>>) {
        match (section, self.texts_mut(section)) {
            (Section::Summary, _) => self.summary = texts.into_iter().next(),
            (_, Some(list)) => *list = texts,
            (_, None) => {}
        }
    }

    /// Returns the texts of a section; empty for a section made of records.
    pub(crate) fn texts(&self, section: Section) -> &[TextRecord<'a>] {
        match section {
            Section::Summary => self.summary.as_slice(),
            Section::Aims => &self.aims.0,
            Section::Actions => &self.actions,
            Section::Results => &self.results,
            Section::Outlook => &self.outlook,
            Section::Evaluation => &self.evaluation.0,
            Section::Funding => &self.funding.0,
            Section::Awards => &self.awards.0,
            Section::Contact => &self.contact.0,
            Section::Lessons | Section::Other | Section::Sources => &[],
        }
    }

    fn texts_mut(&mut self, section: Section) -> Option<&mut Vec<TextRecord<'a>>> {
        Some(match section {
            Section::Aims => &mut self.aims.0,
            Section::Actions => &mut self.actions,
            Section::Results => &mut self.results,
            Section::Outlook => &mut self.outlook,
            Section::Evaluation => &mut self.evaluation.0,
            Section::Funding => &mut self.funding.0,
            Section::Awards => &mut self.awards.0,
            Section::Contact => &mut self.contact.0,
            Section::Summary | Section::Lessons | Section::Other | Section::Sources => return None,
        })
    }
}

/// A whole catalogue. The fields that every file must have are options, as `Some(…)` may be written for them as well.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(rename = "Catalogue", deny_unknown_fields, default)]
pub(crate) struct CatalogueRecord<'a, A = ActivityRecord<'a>> {
    pub(crate) format: Option<u32>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<Str<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<Str<'a>>,
    #[serde(borrow)]
    pub(crate) title: Option<TextRecord<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub(crate) about: Option<TextRecord<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub(crate) licence: Option<Str<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub(crate) attribution: Option<TextRecord<'a>>,
    #[serde(borrow, skip_serializing_if = "Entries::is_empty")]
    pub(crate) sources: Entries<'a, SourceRecord<'a>>,
    #[serde(borrow, skip_serializing_if = "Entries::is_empty")]
    pub(crate) organisations: Entries<'a, OrganisationRecord<'a>>,
    #[serde(borrow, skip_serializing_if = "Entries::is_empty")]
    pub(crate) themes: Entries<'a, TermRecord<'a>>,
    #[serde(borrow, skip_serializing_if = "Entries::is_empty")]
    pub(crate) kinds: Entries<'a, TermRecord<'a>>,
    #[serde(borrow, skip_serializing_if = "Entries::is_empty")]
    pub(crate) groups: Entries<'a, TermRecord<'a>>,
    pub(crate) activities: Vec<A>,
}
