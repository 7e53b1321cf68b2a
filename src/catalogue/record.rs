//! How is a catalogue written? The shapes of the format, as serde reads them, before any check.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{Deserializer, MapAccess, Unexpected, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::activity::{Basis, LessonKind, PlaceKind};

/// A string, where it stands in the file as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Str<'a>(pub(crate) Cow<'a, str>);

/// Entries of a map in the order written, repeated keys included.
#[derive(Debug)]
pub(crate) struct Entries<'a, T>(pub(crate) Vec<(Str<'a>, T)>);

impl<T> Default for Entries<'_, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// A text: one string, or a map from language to string.
#[derive(Debug)]
pub(crate) enum TextRecord<'a> {
    Plain(Str<'a>),
    ByLanguage(Vec<(Str<'a>, Str<'a>)>),
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Source", deny_unknown_fields)]
pub(crate) struct SourceRecord<'a> {
    #[serde(borrow)]
    pub(crate) title: TextRecord<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<TextRecord<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) year: Option<u16>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<Str<'a>>,
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

#[derive(Debug, Deserialize, Serialize)]
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

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "Activity", deny_unknown_fields)]
pub(crate) struct ActivityRecord<'a> {
    #[serde(borrow)]
    pub(crate) id: Str<'a>,
    #[serde(borrow)]
    pub(crate) title: TextRecord<'a>,
    #[serde(borrow)]
    pub(crate) place: PlaceRecord<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) lead: Option<TextRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) experts: Vec<Str<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) partners: Vec<TextRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) themes: Vec<Str<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) kinds: Vec<Str<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) period: Option<Str<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) summary: Option<TextRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(crate) aims: Option<TextRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) actions: Vec<TextRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) results: Vec<TextRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) lessons: Vec<LessonRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) outlook: Vec<TextRecord<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<Str<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Entries::is_empty")]
    pub(crate) extra: Entries<'a, TextRecord<'a>>,
}

/// A whole catalogue, as it is written.
#[derive(Debug, Serialize)]
#[serde(rename = "Catalogue")]
pub(crate) struct CatalogueRecord<'a> {
    pub(crate) format: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<Str<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<Str<'a>>,
    pub(crate) title: TextRecord<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) about: Option<TextRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) licence: Option<Str<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) attribution: Option<TextRecord<'a>>,
    pub(crate) sources: Entries<'a, SourceRecord<'a>>,
    pub(crate) organisations: Entries<'a, OrganisationRecord<'a>>,
    pub(crate) themes: Entries<'a, TextRecord<'a>>,
    pub(crate) kinds: Entries<'a, TextRecord<'a>>,
    pub(crate) activities: Vec<ActivityRecord<'a>>,
}

impl<T> Entries<'_, T> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Serialize> Serialize for Entries<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_entries(&self.0, serializer)
    }
}

impl Serialize for TextRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            TextRecord::Plain(text) => serializer.serialize_str(text),
            TextRecord::ByLanguage(versions) => write_entries(versions, serializer),
        }
    }
}

fn write_entries<S: Serializer, T: Serialize>(entries: &[(Str<'_>, T)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(entries.len()))?;
    for (key, value) in entries {
        map.serialize_entry(key, value)?;
    }
    map.end()
}

impl Deref for Str<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Serialize for Str<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// Takes strings where they stand, as far as they are written there as they are: serde's own for `Cow` copies those in
/// lists and maps.
struct StrVisitor;

impl<'de> Visitor<'de> for StrVisitor {
    type Value = Str<'de>;
    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a string")
    }
    fn visit_str<E>(self, text: &str) -> Result<Str<'de>, E> {
        Ok(Str(Cow::Owned(text.to_owned())))
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Str<'de>, E> {
        Ok(Str(Cow::Borrowed(text)))
    }
    fn visit_string<E>(self, text: String) -> Result<Str<'de>, E> {
        Ok(Str(Cow::Owned(text)))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Str<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(StrVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = TextRecord<'de>;
    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text")
    }
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<TextRecord<'de>, E> {
        StrVisitor.visit_str(text).map(TextRecord::Plain)
    }
    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<TextRecord<'de>, E> {
        StrVisitor.visit_borrowed_str(text).map(TextRecord::Plain)
    }
    fn visit_char<E: serde::de::Error>(self, character: char) -> Result<TextRecord<'de>, E> {
        // RON has single quotation marks for characters.
        Err(E::invalid_type(Unexpected::Char(character), &self))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TextRecord<'de>, A::Error> {
        entries(map).map(TextRecord::ByLanguage)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for TextRecord<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Entries<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
            type Value = Entries<'de, T>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a map")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Entries<'de, T>, A::Error> {
                entries(map).map(Entries)
            }
        }
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

fn entries<'de, A: MapAccess<'de>, T: Deserialize<'de>>(mut map: A) -> Result<Vec<(Str<'de>, T)>, A::Error> {
    let mut entries = Vec::new();
    while let Some(entry) = map.next_entry()? {
        entries.push(entry);
    }
    Ok(entries)
}
