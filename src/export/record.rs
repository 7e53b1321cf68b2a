//! How is an activity written for other programs?
//!
//! Serialises activities with the same, stable field names in every format.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::Languages;
use crate::catalogue::record::{Entries, SourceRecord, Str, TextRecord};
use crate::catalogue::{
    Activity, Catalogue, Content, Lesson, Participant, Place, Role, Section, Source, Text, Vocabulary, source,
};
use crate::text::to_source;

/// An activity to be written, with all of its sections or some. In JSON, its absent fields are `null` or empty.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// The catalogue of the activity.
    pub catalogue: &'a Catalogue,
    /// The activity.
    pub activity: &'a Activity,
    /// The sections to write; empty for all.
    pub sections: &'a [Section],
    /// The languages in which texts are written.
    pub languages: Languages,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    name: TextRecord<'a>,
    country: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<(f64, f64)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct ParticipantJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    pub(super) name: Option<TextRecord<'a>>,
}

#[derive(Serialize)]
pub(super) struct LessonJson<'a> {
    basis: Option<&'static str>,
    kind: Option<&'static str>,
    text: TextRecord<'a>,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct SourceJson<'a> {
    id: &'a str,
    #[serde(flatten)]
    record: SourceRecord<'a>,
    /// Whether only lessons cite the source, not the activity itself.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    only_in_lessons: bool,
}

/// Returns the name of a role's field in JSON and in tables.
fn field_of(role: Role) -> &'static str {
    match role {
        Role::Lead => "lead",
        Role::Expert => "experts",
        Role::Partner => "partners",
    }
}

/// Vocabularies from which an activity has terms.
const TERM_VOCABULARIES: [Vocabulary; 3] = [Vocabulary::Kinds, Vocabulary::Themes, Vocabulary::Groups];

impl Languages {
    /// Returns a text in one language, or in every language that it has.
    pub(super) fn write(self, text: &Text) -> TextRecord<'_> {
        match self {
            Languages::One(lang) => TextRecord::Plain(Str(to_source(text.get(lang)))),
            Languages::All => TextRecord::from(text),
        }
    }
}

impl<'a> SourceJson<'a> {
    /// Returns a source with its identifier.
    pub(super) fn new((id, it): (&'a str, &'a Source), languages: Languages) -> Self {
        Self { id, record: source(it, |it| languages.write(it)), only_in_lessons: false }
    }
}

impl<'a> Record<'a> {
    pub(super) fn terms(self, vocabulary: Vocabulary) -> Vec<&'a str> {
        self.activity.indices(vocabulary).iter().map(|&at| self.catalogue.vocabularies.id(vocabulary, at)).collect()
    }

    pub(super) fn ids(self, sources: &[usize]) -> Vec<&'a str> {
        sources.iter().map(|&at| self.catalogue.vocabularies.sources.id(at)).collect()
    }

    pub(super) fn id_of(self, participant: &Participant) -> Option<&'a str> {
        match participant {
            Participant::Organisation(at) => Some(self.catalogue.vocabularies.organisations.id(*at)),
            Participant::Named(_) => None,
        }
    }

    pub(super) fn participants(self, role: Role) -> Vec<ParticipantJson<'a>> {
        let terms = &self.catalogue.vocabularies;
        let record =
            |it: &'a Participant| ParticipantJson { id: self.id_of(it), name: it.name(terms).map(|it| self.write(it)) };
        self.activity.in_role(role).map(record).collect()
    }

    fn place(self, place: &'a Place) -> PlaceJson<'a> {
        let kind = place.kind.map(|it| it.id());
        let aliases = place.aliases.iter().map(|it| it.as_str()).collect();
        PlaceJson { name: self.write(&place.name), country: place.country.code(), kind, at: place.at, aliases }
    }

    pub(super) fn lesson(self, lesson: &'a Lesson) -> LessonJson<'a> {
        LessonJson {
            basis: lesson.basis.map(|it| it.id()),
            kind: lesson.kind.map(|it| it.id()),
            text: self.write(&lesson.text),
            sources: self.ids(&lesson.sources),
        }
    }

    fn source(self, index: usize) -> Option<SourceJson<'a>> {
        let only_in_lessons = !self.activity.sources.contains(&index);
        let source = self.catalogue.vocabularies.sources.entry(index)?;
        Some(SourceJson { only_in_lessons, ..SourceJson::new(source, self.languages) })
    }

    pub(super) fn write(self, text: &'a Text) -> TextRecord<'a> {
        self.languages.write(text)
    }

    fn write_section<M: SerializeMap>(self, section: Section, map: &mut M) -> Result<(), M::Error> {
        let (activity, name) = (self.activity, section.field());
        let texts: Vec<_> = activity.texts(section).map(|it| self.write(it)).collect();
        match (section, section.content()) {
            (Section::Lessons, _) => {
                map.serialize_entry(name, &activity.lessons.iter().map(|it| self.lesson(it)).collect::<Vec<_>>())
            }
            (Section::Sources, _) => {
                let sources = activity.all_sources().into_iter().filter_map(|it| self.source(it));
                map.serialize_entry(name, &sources.collect::<Vec<_>>())
            }
            (Section::Other, _) => {
                let extra = activity.extra.iter().map(|(key, text)| (Str(key.as_str().into()), self.write(text)));
                map.serialize_entry(name, &Entries(extra.collect()))
            }
            // At most one text is written as the text itself or `null`, not as an array.
            (_, Content::Text | Content::TextOrList) if texts.len() < 2 => map.serialize_entry(name, &texts.first()),
            _ => map.serialize_entry(name, &texts),
        }
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (record, activity) = (*self, self.activity);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", activity.id.as_str())?;
        map.serialize_entry("title", &record.write(&activity.title))?;
        map.serialize_entry("country", activity.place.country.code())?;
        map.serialize_entry("place", &record.write(&activity.place.name))?;
        map.serialize_entry("places", &activity.places().map(|place| record.place(place)).collect::<Vec<_>>())?;
        for vocabulary in TERM_VOCABULARIES {
            map.serialize_entry(vocabulary.name(), &record.terms(vocabulary))?;
        }
        for role in Role::ALL {
            map.serialize_entry(field_of(role), &record.participants(role))?;
        }
        map.serialize_entry("period", &activity.period.map(|it| it.to_string()))?;
        for section in Section::ALL.into_iter().filter(|it| self.sections.is_empty() || self.sections.contains(it)) {
            record.write_section(section, &mut map)?;
        }
        let silent: Vec<&str> = activity.silent.iter().map(|it| it.field()).collect();
        map.serialize_entry("silent", &silent)?;
        let header = record.catalogue.headers.get(activity.header);
        map.serialize_entry("catalogue", &header.map(|header| record.write(&header.title)))?;
        map.serialize_entry("licence", &header.and_then(|it| it.licence.as_deref()))?;
        map.serialize_entry(
            "attribution",
            &header.and_then(|it| it.attribution.as_ref()).map(|text| record.write(text)),
        )?;
        map.end()
    }
}
