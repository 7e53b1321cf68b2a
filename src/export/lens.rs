//! How are lessons exported across activities?
//!
//! The parts of a listing of one section of many activities, passage by passage with their sources, as text, Markdown,
//! HTML or JSON.

use serde::Serialize;

use super::Languages;
use super::error::ExportError;
use super::json;
use super::record::{Record, SourceJson};
use crate::catalogue::record::TextRecord;
use crate::catalogue::{Catalogue, Lesson, Section};
use crate::document::{BlockKind, Document, Grouping, LensView, References, Unit};

/// One section of many activities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The section.
    pub section: Section,
    /// Grouping of its passages.
    pub grouping: Grouping,
}

#[derive(Serialize)]
struct PassageRecord<'a> {
    activity: &'a str,
    title: TextRecord<'a>,
    place: TextRecord<'a>,
    country: &'static str,
    /// Present if the passages are grouped by theme; `null` for an activity without a theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<Option<&'a str>>,
    section: &'static str,
    /// Position in the section, from 1.
    number: usize,
    /// Present for lessons; `null` if not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<Option<&'static str>>,
    /// Present for lessons; `null` if not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<Option<&'static str>>,
    text: TextRecord<'a>,
    sources: Vec<SourceJson<'a>>,
    licence: Option<&'a str>,
    attribution: Option<TextRecord<'a>>,
}

impl Lens {
    /// Returns what is read of a catalogue.
    pub(super) fn view(self, catalogue: &Catalogue) -> LensView<'_> {
        LensView { catalogue, section: self.section, grouping: self.grouping, names_activities: false }
    }

    /// Returns the passages of some units as items of a JSON array.
    ///
    /// # Errors
    /// Those of the serialiser.
    pub(super) fn json_items(
        self,
        catalogue: &Catalogue,
        units: &[Unit],
        languages: Languages,
    ) -> Result<String, ExportError> {
        let units = units.iter().filter_map(|it| Some((catalogue.activities.get(it.record)?, it.theme())));
        let records = units.flat_map(|(activity, theme)| {
            self.records(Record { catalogue, activity, sections: &[], languages }, theme)
        });
        json::items(0, records)
    }

    /// Appends the numbers of the sources: for lessons to the provenance of each, for other sections those of the
    /// activity to the line that names it.
    pub(super) fn append_source_numbers(
        self,
        document: &mut Document,
        catalogue: &Catalogue,
        references: &mut References,
    ) {
        for block in &mut document.blocks {
            let Some(activity) = block.anchor.activity.and_then(|it| catalogue.activities.get(it)) else {
                continue;
            };
            let sources = match (self.section, block.kind) {
                (Section::Lessons, BlockKind::Label) => {
                    activity.lessons.get(block.anchor.item).map(|it| it.sources.as_slice())
                }
                (Section::Lessons, _) => None,
                (_, BlockKind::Subtitle | BlockKind::Label) if activity.has(self.section) => Some(&*activity.sources),
                _ => None,
            };
            if let Some(sources) = sources {
                references.add(sources);
                block.text.push_str(&references.numbers(sources));
            }
        }
    }

    fn records(self, record: Record<'_>, theme: Option<usize>) -> Vec<PassageRecord<'_>> {
        let (catalogue, activity, section) = (record.catalogue, record.activity, self.section);
        let header = catalogue.headers.get(activity.header);
        let is_by_theme = self.grouping == Grouping::Theme;
        let passage = |number, lesson: Option<&Lesson>, text, sources: &[usize]| PassageRecord {
            activity: activity.id.as_str(),
            title: record.write(&activity.title),
            place: record.write(&activity.place.name),
            country: activity.place.country.code(),
            theme: is_by_theme.then(|| theme.map(|it| catalogue.vocabularies.themes.id(it))),
            section: section.field(),
            number: number + 1,
            basis: lesson.map(|it| it.basis.map(|it| it.id())),
            kind: lesson.map(|it| it.kind.map(|it| it.id())),
            text,
            sources: sources
                .iter()
                .filter_map(|it| Some(SourceJson::new(catalogue.vocabularies.sources.entry(*it)?, record.languages)))
                .collect(),
            licence: header.and_then(|it| it.licence.as_deref()),
            attribution: header.and_then(|it| it.attribution.as_ref()).map(|it| record.write(it)),
        };
        if section == Section::Lessons {
            let lessons = activity.lessons.iter().enumerate();
            return lessons.map(|(at, it)| passage(at, Some(it), record.write(&it.text), &it.sources)).collect();
        }
        let texts = activity.texts(section).enumerate();
        texts.map(|(at, it)| passage(at, None, record.write(it), &activity.sources)).collect()
    }
}
