//! How is a catalogue written? The shapes of the format, as serde reads them, before any check.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, MapAccess, Unexpected, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::activity::{Basis, LessonKind, PlaceKind};

/// Entries of a map in the order written, repeated keys included.
#[derive(Debug)]
pub(super) struct Entries<T>(pub(super) Vec<(String, T)>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// A text: one string, or a map from language to string.
#[derive(Debug)]
pub(super) enum TextRecord {
    Plain(String),
    ByLanguage(Vec<(String, String)>),
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Source", deny_unknown_fields)]
pub(super) struct SourceRecord {
    pub(super) title: TextRecord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) publisher: Option<TextRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) year: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) isbn: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) accessed: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Organisation", deny_unknown_fields)]
pub(super) struct OrganisationRecord {
    pub(super) name: TextRecord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) short: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) country: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Place", deny_unknown_fields)]
pub(super) struct PlaceRecord {
    pub(super) name: TextRecord,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) aliases: Vec<String>,
    pub(super) country: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<PlaceKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<(f64, f64)>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Lesson", deny_unknown_fields)]
pub(super) struct LessonRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) basis: Option<Basis>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<LessonKind>,
    pub(super) text: TextRecord,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) sources: Vec<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Activity", deny_unknown_fields)]
pub(super) struct ActivityRecord {
    pub(super) id: String,
    pub(super) title: TextRecord,
    pub(super) place: PlaceRecord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) lead: Option<TextRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) experts: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) partners: Vec<TextRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) themes: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) kinds: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) period: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<TextRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) aims: Option<TextRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) actions: Vec<TextRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) results: Vec<TextRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) lessons: Vec<LessonRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) outlook: Vec<TextRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) sources: Vec<String>,
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub(super) extra: Entries<TextRecord>,
}

/// Everything of a catalogue but its activities.
#[derive(Debug, Default)]
pub(super) struct HeaderRecord {
    pub(super) id: Option<String>,
    pub(super) language: Option<String>,
    pub(super) title: Option<TextRecord>,
    pub(super) about: Option<TextRecord>,
    pub(super) licence: Option<String>,
    pub(super) attribution: Option<TextRecord>,
    pub(super) sources: Entries<SourceRecord>,
    pub(super) organisations: Entries<OrganisationRecord>,
    pub(super) themes: Entries<TextRecord>,
    pub(super) kinds: Entries<TextRecord>,
}

/// A whole catalogue, as it is written.
#[derive(Debug, Serialize)]
#[serde(rename = "Catalogue")]
pub(super) struct CatalogueRecord {
    pub(super) format: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<String>,
    pub(super) title: TextRecord,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) about: Option<TextRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) licence: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) attribution: Option<TextRecord>,
    pub(super) sources: Entries<SourceRecord>,
    pub(super) organisations: Entries<OrganisationRecord>,
    pub(super) themes: Entries<TextRecord>,
    pub(super) kinds: Entries<TextRecord>,
    pub(super) activities: Vec<ActivityRecord>,
}

impl<T> Entries<T> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Serialize> Serialize for Entries<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_entries(&self.0, serializer)
    }
}

impl Serialize for TextRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            TextRecord::Plain(text) => serializer.serialize_str(text),
            TextRecord::ByLanguage(versions) => write_entries(versions, serializer),
        }
    }
}

fn write_entries<S: Serializer, T: Serialize>(entries: &[(String, T)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(entries.len()))?;
    for (key, value) in entries {
        map.serialize_entry(key, value)?;
    }
    map.end()
}

impl<'de> Deserialize<'de> for TextRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = TextRecord;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(super::problem::EXPECTED_TEXT)
            }
            fn visit_str<E>(self, text: &str) -> Result<TextRecord, E> {
                Ok(TextRecord::Plain(text.to_owned()))
            }
            fn visit_char<E: serde::de::Error>(self, sign: char) -> Result<TextRecord, E> {
                // RON has single quotation marks for characters.
                Err(E::invalid_type(Unexpected::Char(sign), &self))
            }
            fn visit_string<E>(self, text: String) -> Result<TextRecord, E> {
                Ok(TextRecord::Plain(text))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TextRecord, A::Error> {
                entries(map).map(TextRecord::ByLanguage)
            }
        }
        deserializer.deserialize_any(TextVisitor)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
            type Value = Entries<T>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(super::problem::EXPECTED_MAP)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Entries<T>, A::Error> {
                entries(map).map(Entries)
            }
        }
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

fn entries<'de, A: MapAccess<'de>, T: Deserialize<'de>>(mut map: A) -> Result<Vec<(String, T)>, A::Error> {
    let mut entries = Vec::new();
    while let Some(entry) = map.next_entry()? {
        entries.push(entry);
    }
    Ok(entries)
}
