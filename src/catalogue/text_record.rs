//! In which ways can a text be written?
//!
//! Serde types for strings, texts, terms and maps, each of which accepts every notation that the format allows.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::ser::{SerializeMap, SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};

use super::Text;
use crate::text::to_source;

/// A string, borrowed from the file if it contains no escapes.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Clone, Debug)]
pub(crate) enum TextRecord<'a> {
    Plain(Str<'a>),
    ByLanguage(Vec<(Str<'a>, Str<'a>)>),
}

/// One text, or a list of texts.
#[derive(Debug, Default)]
pub(crate) struct TextsRecord<'a>(pub(crate) Vec<TextRecord<'a>>);

/// A term: a text, or a name with synonyms.
#[derive(Debug)]
pub(crate) struct TermRecord<'a> {
    pub(crate) name: TextRecord<'a>,
    pub(crate) synonyms: Vec<Str<'a>>,
}

impl<T> Entries<'_, T> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl TextsRecord<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> TextRecord<'a> {
    /// Returns a text in one or several languages. A single version without a language stays without one.
    pub(crate) fn of(mut versions: Vec<(Str<'a>, Str<'a>)>) -> Self {
        match versions.pop_if(|it| it.0.is_empty()) {
            Some((_, only)) if versions.is_empty() => TextRecord::Plain(only),
            last => TextRecord::ByLanguage(versions.into_iter().chain(last).collect()),
        }
    }
}

impl<'a> From<&'a Text> for TextRecord<'a> {
    fn from(text: &'a Text) -> Self {
        TextRecord::of(text.sorted().into_iter().map(|(tag, it)| (Str(tag.into()), Str(to_source(it)))).collect())
    }
}

impl Default for TextRecord<'_> {
    fn default() -> Self {
        TextRecord::Plain(Str::default())
    }
}

impl Serialize for TextsRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [text] => text.serialize(serializer),
            texts => texts.serialize(serializer),
        }
    }
}

impl Serialize for TermRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.synonyms.is_empty() {
            return self.name.serialize(serializer);
        }
        let mut term = serializer.serialize_struct("Term", 2)?;
        term.serialize_field("name", &self.name)?;
        term.serialize_field("synonyms", &self.synonyms)?;
        term.end()
    }
}

impl<T: Serialize> Serialize for Entries<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_entries(&self.0, serializer)
    }
}

impl Serialize for TextRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            TextRecord::Plain(text) => serializer.serialize_str(text),
            TextRecord::ByLanguage(versions) => serialize_entries(versions, serializer),
        }
    }
}

fn serialize_entries<S: Serializer, T: Serialize>(entries: &[(Str<'_>, T)], serializer: S) -> Result<S::Ok, S::Error> {
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

/// Borrows strings that contain no escapes. Serde's own implementation for `Cow` copies those in lists and maps.
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
    fn visit_str<E: Error>(self, text: &str) -> Result<TextRecord<'de>, E> {
        StrVisitor.visit_str(text).map(TextRecord::Plain)
    }
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<TextRecord<'de>, E> {
        StrVisitor.visit_borrowed_str(text).map(TextRecord::Plain)
    }
    fn visit_char<E: Error>(self, character: char) -> Result<TextRecord<'de>, E> {
        // RON reads text in single quotation marks as a character.
        Err(E::invalid_type(Unexpected::Char(character), &self))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TextRecord<'de>, A::Error> {
        collect_entries(map).map(TextRecord::ByLanguage)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for TextRecord<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextsVisitor;

impl<'de> Visitor<'de> for TextsVisitor {
    type Value = TextsRecord<'de>;
    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text or a list of texts")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<TextsRecord<'de>, E> {
        TextVisitor.visit_str(text).map(|it| TextsRecord(vec![it]))
    }
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<TextsRecord<'de>, E> {
        TextVisitor.visit_borrowed_str(text).map(|it| TextsRecord(vec![it]))
    }
    fn visit_char<E: Error>(self, character: char) -> Result<TextsRecord<'de>, E> {
        Err(E::invalid_type(Unexpected::Char(character), &self))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TextsRecord<'de>, A::Error> {
        TextVisitor.visit_map(map).map(|it| TextsRecord(vec![it]))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<TextsRecord<'de>, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = list.next_element()? {
            texts.push(text);
        }
        Ok(TextsRecord(texts))
    }
    fn visit_none<E: Error>(self) -> Result<TextsRecord<'de>, E> {
        Ok(TextsRecord::default())
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<TextsRecord<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for TextsRecord<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextsVisitor)
    }
}

struct TermVisitor;

impl<'de> Visitor<'de> for TermVisitor {
    type Value = TermRecord<'de>;
    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text, or a term with its name and synonyms")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<TermRecord<'de>, E> {
        TextVisitor.visit_str(text).map(TermRecord::from)
    }
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<TermRecord<'de>, E> {
        TextVisitor.visit_borrowed_str(text).map(TermRecord::from)
    }
    fn visit_char<E: Error>(self, character: char) -> Result<TermRecord<'de>, E> {
        Err(E::invalid_type(Unexpected::Char(character), &self))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TermRecord<'de>, A::Error> {
        let (mut versions, mut name, mut synonyms) = (Vec::new(), None, None);
        while let Some(key) = map.next_key::<Str<'de>>()? {
            // Neither `name` nor `synonyms` can be a language tag.
            match &*key {
                "name" if name.is_none() && versions.is_empty() => name = Some(map.next_value()?),
                "synonyms" if synonyms.is_none() && versions.is_empty() => synonyms = Some(map.next_value()?),
                _ if name.is_none() && synonyms.is_none() => versions.push((key, map.next_value()?)),
                other => return Err(A::Error::unknown_field(other, &["name", "synonyms"])),
            }
        }
        match (name, synonyms) {
            (Some(name), synonyms) => Ok(TermRecord { name, synonyms: synonyms.unwrap_or_default() }),
            (None, Some(_)) => Err(A::Error::missing_field("name")),
            (None, None) => Ok(TextRecord::ByLanguage(versions).into()),
        }
    }
}

impl<'a> From<TextRecord<'a>> for TermRecord<'a> {
    fn from(name: TextRecord<'a>) -> Self {
        Self { name, synonyms: Vec::new() }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for TermRecord<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TermVisitor)
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
                collect_entries(map).map(Entries)
            }
        }
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

fn collect_entries<'de, A: MapAccess<'de>, T: Deserialize<'de>>(mut map: A) -> Result<Vec<(Str<'de>, T)>, A::Error> {
    let mut entries = Vec::new();
    while let Some(entry) = map.next_entry()? {
        entries.push(entry);
    }
    Ok(entries)
}
