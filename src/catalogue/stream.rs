//! How does a catalogue arrive? Its header first, then record after record, as the text is read.

use std::fmt;

use ron::Options;
use ron::error::SpannedError;
use ron::extensions::Extensions;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::record::{ActivityRecord, HeaderRecord};

/// The version of the format that this program reads.
pub(super) const FORMAT: u32 = 1;

/// The names of a catalogue's fields, for error messages.
pub(super) const FIELDS: &[&str] = &[
    "format",
    "id",
    "language",
    "title",
    "about",
    "licence",
    "attribution",
    "sources",
    "organisations",
    "themes",
    "kinds",
    "activities",
];

/// What takes the parts of a catalogue as they are read.
pub(super) trait Sink {
    /// Takes the header; comes once, before every record.
    fn header(&mut self, header: HeaderRecord);
    /// Takes the next record; `false` stops the reading.
    fn record(&mut self, record: ActivityRecord) -> bool;
}

/// Returns the options with which every RON text is read.
pub(super) fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Reads a catalogue's text and gives its parts to the sink, in the order written.
///
/// # Errors
/// The first place where the text is not a catalogue; what came before it has been given.
pub(super) fn stream(text: &str, sink: &mut dyn Sink) -> Result<(), SpannedError> {
    options().from_str_seed(text, CatalogueSeed(sink))
}

/// The fields, in the order of [`FIELDS`].
#[derive(Clone, Copy, Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Field {
    Format,
    Id,
    Language,
    Title,
    About,
    Licence,
    Attribution,
    Sources,
    Organisations,
    Themes,
    Kinds,
    Activities,
}

struct CatalogueSeed<'a>(&'a mut dyn Sink);

impl<'de> DeserializeSeed<'de> for CatalogueSeed<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_struct("Catalogue", FIELDS, self)
    }
}

impl<'de> Visitor<'de> for CatalogueSeed<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Catalogue(…)")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut header = Some(HeaderRecord::default());
        let mut format = None;
        let mut seen = [false; FIELDS.len()];
        while let Some(field) = map.next_key::<Field>()? {
            let name = FIELDS[field as usize];
            if std::mem::replace(&mut seen[field as usize], true) {
                return Err(A::Error::duplicate_field(name));
            }
            if let Field::Format = field {
                format = Some(map.next_value::<u32>()?);
                if format != Some(FORMAT) {
                    return Err(A::Error::custom("another format"));
                }
                continue;
            }
            if let Field::Activities = field {
                if let Some(header) = header.take() {
                    self.0.header(header);
                }
                map.next_value_seed(ActivitiesSeed(&mut *self.0))?;
                continue;
            }
            let Some(header) = &mut header else {
                return Err(A::Error::custom("vocabularies come before the activities"));
            };
            match field {
                Field::Id => header.id = map.next_value()?,
                Field::Language => header.language = map.next_value()?,
                Field::Title => header.title = Some(map.next_value()?),
                Field::About => header.about = map.next_value()?,
                Field::Licence => header.licence = map.next_value()?,
                Field::Attribution => header.attribution = map.next_value()?,
                Field::Sources => header.sources = map.next_value()?,
                Field::Organisations => header.organisations = map.next_value()?,
                Field::Themes => header.themes = map.next_value()?,
                Field::Kinds => header.kinds = map.next_value()?,
                Field::Format | Field::Activities => {}
            }
        }
        if format.is_none() {
            return Err(A::Error::missing_field("format"));
        }
        if let Some(header) = header {
            self.0.header(header);
        }
        Ok(())
    }
}

struct ActivitiesSeed<'a>(&'a mut dyn Sink);

impl<'de> DeserializeSeed<'de> for ActivitiesSeed<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for ActivitiesSeed<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("[Activity(…), …]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> Result<(), A::Error> {
        while let Some(record) = records.next_element()? {
            if !self.0.record(record) {
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}
