//! How is a catalogue written? The shapes of the format, as serde reads them, before any check.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, MapAccess, Unexpected, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::activity::{Basis, LessonKind, PlaceKind};

/// Entries of a map in the order written, repeated keys included.
#[derive(Debug)]
pub(crate) struct Entries<T>(pub(crate) Vec<(String, T)>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// A text: one string, or a map from language to string.
#[derive(Debug)]
pub(crate) enum TextRecord {
    Plain(String),
    ByLanguage(Vec<(String, String)>),
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Source", deny_unknown_fields)]
pub(crate) struct SourceRecord {
    pub(crate) title: TextRecord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<TextRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) year: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) isbn: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) accessed: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Organisation", deny_unknown_fields)]
pub(crate) struct OrganisationRecord {
    pub(crate) name: TextRecord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) short: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) country: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Place", deny_unknown_fields)]
pub(crate) struct PlaceRecord {
    pub(crate) name: TextRecord,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) aliases: Vec<String>,
    pub(crate) country: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<PlaceKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<(f64, f64)>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Lesson", deny_unknown_fields)]
pub(crate) struct LessonRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) basis: Option<Basis>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<LessonKind>,
    pub(crate) text: TextRecord,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Activity", deny_unknown_fields)]
pub(crate) struct ActivityRecord {
    pub(crate) id: String,
    pub(crate) title: TextRecord,
    pub(crate) place: PlaceRecord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) lead: Option<TextRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) experts: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) partners: Vec<TextRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) themes: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) kinds: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) period: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) summary: Option<TextRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) aims: Option<TextRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) actions: Vec<TextRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) results: Vec<TextRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) lessons: Vec<LessonRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) outlook: Vec<TextRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<String>,
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub(crate) extra: Entries<TextRecord>,
}

/// A whole catalogue, as it is written.
#[derive(Debug, Serialize)]
#[serde(rename = "Catalogue")]
pub(crate) struct CatalogueRecord {
    pub(crate) format: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<String>,
    pub(crate) title: TextRecord,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) about: Option<TextRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) licence: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) attribution: Option<TextRecord>,
    pub(crate) sources: Entries<SourceRecord>,
    pub(crate) organisations: Entries<OrganisationRecord>,
    pub(crate) themes: Entries<TextRecord>,
    pub(crate) kinds: Entries<TextRecord>,
    pub(crate) activities: Vec<ActivityRecord>,
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
                out.write_str("a text")
            }
            fn visit_str<E>(self, text: &str) -> Result<TextRecord, E> {
                Ok(TextRecord::Plain(text.to_owned()))
            }
            fn visit_char<E: serde::de::Error>(self, character: char) -> Result<TextRecord, E> {
                // RON has single quotation marks for characters.
                Err(E::invalid_type(Unexpected::Char(character), &self))
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
                out.write_str("a map")
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
