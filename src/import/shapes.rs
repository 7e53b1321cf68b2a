//! Which structure does a JSON export have?
//!
//! Defines the structures that `export` writes, as serde deserialises them, and those that the fields of a catalogue have
//! when it is written as JSON.

use std::fmt;
use std::marker::PhantomData;

use indexmap::IndexMap;
use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};

use super::words::Word;
use crate::catalogue::record::{Str, TextRecord};
use crate::catalogue::{Basis, LessonKind, PlaceKind, Section};
use crate::text::readable;

/// An export: the header of a catalogue, and its activities. In the format itself, the fields of the header stand beside
/// the activities.
#[derive(Deserialize)]
pub(super) struct Export {
    #[serde(default)]
    pub(super) catalogue: Header,
    pub(super) activities: Vec<ActivityShape>,
}

/// A text without a language, or its versions by language tag.
#[derive(Clone, Deserialize, PartialEq)]
#[serde(untagged)]
pub(super) enum Text {
    Plain(String),
    ByLanguage(IndexMap<String, String>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Texts {
    One(Text),
    Several(Vec<Text>),
}

impl From<Text> for TextRecord<'static> {
    fn from(text: Text) -> Self {
        match text {
            Text::Plain(text) => TextRecord::Plain(Str(text.into())),
            Text::ByLanguage(versions) => TextRecord::ByLanguage(
                versions.into_iter().map(|(tag, it)| (Str(tag.into()), Str(it.into()))).collect(),
            ),
        }
    }
}

impl From<Texts> for Vec<TextRecord<'static>> {
    fn from(texts: Texts) -> Self {
        match texts {
            Texts::One(text) => vec![text.into()],
            Texts::Several(texts) => texts.into_iter().map(Into::into).collect(),
        }
    }
}

/// Deserialises a list or a map, for which `null` may stand if it is empty.
fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Deserialises a list of records, or a single one; a string stands for a record, and `null` for none.
fn records<'de, D: Deserializer<'de>, T: Deserialize<'de> + From<String>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Records::deserialize(deserializer).map(|it| it.0)
}

/// Records as [`records`] deserialises them.
struct Records<T>(Vec<T>);

impl<'de, T: Deserialize<'de> + From<String>> Deserialize<'de> for Records<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RecordsVisitor(PhantomData)).map(Self)
    }
}

struct RecordsVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + From<String>> Visitor<'de> for RecordsVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("records")
    }

    fn visit_unit<E: Error>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_str<E: Error>(self, written: &str) -> Result<Vec<T>, E> {
        Ok(vec![written.to_owned().into()])
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(|it| vec![it])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut records = Vec::new();
        while let Some(Records(item)) = items.next_element()? {
            records.extend(item);
        }
        Ok(records)
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Header {
    pub(super) format: Option<u32>,
    pub(super) id: Option<String>,
    pub(super) language: Option<String>,
    pub(super) title: Option<Text>,
    pub(super) about: Option<Text>,
    pub(super) licence: Option<String>,
    pub(super) attribution: Option<Text>,
    #[serde(deserialize_with = "or_default")]
    pub(super) sources: IndexMap<String, Source>,
    #[serde(deserialize_with = "or_default")]
    pub(super) organisations: IndexMap<String, Organisation>,
    #[serde(deserialize_with = "or_default")]
    pub(super) themes: IndexMap<String, Term>,
    #[serde(deserialize_with = "or_default")]
    pub(super) kinds: IndexMap<String, Term>,
    #[serde(deserialize_with = "or_default")]
    pub(super) groups: IndexMap<String, Term>,
}

/// A term with its synonyms, or its name alone.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Term {
    Record {
        name: Text,
        #[serde(default, deserialize_with = "or_default")]
        synonyms: Vec<String>,
        #[serde(flatten)]
        unknown: UnknownKeys,
    },
    Name(Text),
}

/// The keys of an untagged record that are not known, which nothing else reports.
pub(super) type UnknownKeys = IndexMap<String, IgnoredAny>;

#[derive(Deserialize)]
pub(super) struct Organisation {
    pub(super) name: Text,
    pub(super) short: Option<String>,
    pub(super) country: Option<String>,
}

#[derive(Clone, Default, Deserialize, PartialEq)]
pub(super) struct Source {
    #[serde(default)]
    pub(super) id: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) authors: Vec<String>,
    pub(super) title: Text,
    pub(super) publisher: Option<Text>,
    pub(super) city: Option<String>,
    pub(super) year: Option<u16>,
    pub(super) url: Option<String>,
    pub(super) doi: Option<String>,
    pub(super) isbn: Option<String>,
    pub(super) accessed: Option<String>,
    #[serde(default)]
    pub(super) only_in_lessons: bool,
    /// Whether only the identifier is written.
    #[serde(skip)]
    pub(super) is_reference: bool,
}

impl From<String> for Source {
    /// Returns a source of which only the identifier is known.
    fn from(id: String) -> Self {
        let title = Text::Plain(readable(&id));
        Self { is_reference: true, id, title, ..Self::default() }
    }
}

impl Source {
    /// Returns whether two sources are equal, apart from their identifier and from where they are cited.
    pub(super) fn is_same_work(&self, other: &Self) -> bool {
        let bare = |it: &Self| Self { id: String::new(), only_in_lessons: false, ..it.clone() };
        bare(self) == bare(other)
    }
}

#[derive(Deserialize)]
pub(super) struct Place {
    pub(super) name: Text,
    pub(super) country: String,
    pub(super) kind: Option<Word<PlaceKind>>,
    pub(super) at: Option<(f64, f64)>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) aliases: Vec<String>,
}

#[derive(Default, Deserialize)]
pub(super) struct Participant {
    pub(super) id: Option<String>,
    pub(super) name: Option<Text>,
}

impl From<String> for Participant {
    /// Returns a participant by its name, or by the identifier of an organisation.
    fn from(written: String) -> Self {
        Self { id: None, name: Some(Text::Plain(written)) }
    }
}

/// A place, or its name alone, as exports repeat that of the first place.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum PlaceOrName {
    Place {
        #[serde(flatten)]
        place: Place,
        #[serde(flatten)]
        unknown: UnknownKeys,
    },
    Name(Text),
}

#[derive(Deserialize)]
pub(super) struct Lesson {
    pub(super) basis: Option<Word<Basis>>,
    pub(super) kind: Option<Word<LessonKind>>,
    pub(super) text: Text,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) sources: Vec<String>,
}

/// An exported activity.
#[derive(Deserialize)]
pub(super) struct ActivityShape {
    #[serde(default)]
    pub(super) id: String,
    pub(super) title: Text,
    /// A single place, or the name of one in `country`, for activities written by hand.
    pub(super) place: Option<PlaceOrName>,
    pub(super) country: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) places: Vec<Place>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) themes: Vec<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) kinds: Vec<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) groups: Vec<String>,
    #[serde(default, deserialize_with = "records")]
    pub(super) lead: Vec<Participant>,
    #[serde(default, deserialize_with = "records")]
    pub(super) experts: Vec<Participant>,
    #[serde(default, deserialize_with = "records")]
    pub(super) partners: Vec<Participant>,
    pub(super) period: Option<String>,
    pub(super) summary: Option<Texts>,
    pub(super) aims: Option<Texts>,
    pub(super) actions: Option<Texts>,
    pub(super) results: Option<Texts>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) lessons: Vec<Lesson>,
    pub(super) outlook: Option<Texts>,
    pub(super) evaluation: Option<Texts>,
    pub(super) funding: Option<Texts>,
    pub(super) awards: Option<Texts>,
    pub(super) contact: Option<Texts>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) extra: IndexMap<String, Text>,
    #[serde(default, deserialize_with = "records")]
    pub(super) sources: Vec<Source>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) silent: Vec<Word<Section>>,
    pub(super) catalogue: Option<Text>,
    pub(super) licence: Option<String>,
    pub(super) attribution: Option<Text>,
}

impl ActivityShape {
    /// Takes the texts of the sections that hold texts.
    pub(super) fn take_sections(&mut self) -> [(Section, Vec<TextRecord<'static>>); 9] {
        [
            (Section::Summary, &mut self.summary),
            (Section::Aims, &mut self.aims),
            (Section::Actions, &mut self.actions),
            (Section::Results, &mut self.results),
            (Section::Outlook, &mut self.outlook),
            (Section::Evaluation, &mut self.evaluation),
            (Section::Funding, &mut self.funding),
            (Section::Awards, &mut self.awards),
            (Section::Contact, &mut self.contact),
        ]
        .map(|(section, texts)| (section, texts.take().map(Into::into).unwrap_or_default()))
    }
}
