//! What may stand in a catalogue? Every type of record with its fields, in one table.
//!
//! The walk that explains a file, `check`, the template of `new` and the guide's test read it; the records that serde
//! reads mirror it.

/// A type of record.
#[derive(Debug)]
pub struct RecordType {
    /// The name that may stand before its parenthesis.
    pub name: &'static str,
    /// Its fields, in the order in which they are written.
    pub fields: &'static [FieldType],
}

/// A field of a record.
#[derive(Debug)]
pub struct FieldType {
    /// Its name.
    pub name: &'static str,
    /// Whether it must be there.
    pub is_required: bool,
    /// What stands in it.
    pub value: ValueType,
}

/// What stands in a field, or is an item or a term.
#[derive(Clone, Copy, Debug)]
pub enum ValueType {
    /// The version of the format.
    Format,
    /// An identifier.
    Id,
    /// A language tag (BCP 47).
    Language,
    /// A text in one or several languages.
    Text,
    /// A name in one or several languages: it needs no translation.
    Name,
    /// A string that is in no language.
    Plain,
    /// The code of a country (ISO 3166-1 alpha-2).
    Country,
    /// A year, a month, or a span of them.
    Period,
    /// A day (ISO 8601).
    Date,
    /// A web address.
    Address,
    /// A year as a number.
    Year,
    /// Latitude and longitude in degrees (WGS 84).
    Coordinates,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// An identifier of a vocabulary.
    Reference(Vocabulary),
    /// A record.
    Record(&'static RecordType),
    /// A list.
    List(&'static ValueType),
    /// A map from identifier to term.
    Terms(Vocabulary, &'static ValueType),
    /// A map from a name of the author's own to a text.
    Extra,
}

/// A vocabulary of the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Vocabulary {
    /// What activities are about.
    Themes,
    /// What form they take.
    Kinds,
    /// Who helps to carry them out.
    Organisations,
    /// Where the facts come from.
    Sources,
}

impl Vocabulary {
    /// Every vocabulary.
    pub const ALL: [Vocabulary; 4] =
        [Vocabulary::Sources, Vocabulary::Organisations, Vocabulary::Themes, Vocabulary::Kinds];

    /// Returns the name of its field in the header.
    pub fn name(self) -> &'static str {
        match self {
            Vocabulary::Themes => "themes",
            Vocabulary::Kinds => "kinds",
            Vocabulary::Organisations => "organisations",
            Vocabulary::Sources => "sources",
        }
    }
}

impl RecordType {
    /// Returns the field of a name.
    pub fn field(&self, name: &str) -> Option<&'static FieldType> {
        self.fields.iter().find(|it| it.name == name)
    }
}

impl ValueType {
    /// Returns the type of the record that stands here, if one does.
    pub fn record(&self) -> Option<&'static RecordType> {
        if let ValueType::Record(record) = self { Some(record) } else { None }
    }
}

const fn required(name: &'static str, value: ValueType) -> FieldType {
    FieldType { name, is_required: true, value }
}

const fn optional(name: &'static str, value: ValueType) -> FieldType {
    FieldType { name, is_required: false, value }
}

use ValueType::{
    Address, Coordinates, Country, Date, Extra, Format, Id, Language, List, Name, Period, Plain, Record, Reference,
    Terms, Text, Word, Year,
};

/// The list of a catalogue's activities.
pub const ACTIVITIES: &str = "activities";

/// A whole catalogue.
pub static CATALOGUE: RecordType = RecordType {
    name: "Catalogue",
    fields: &[
        required("format", Format),
        optional("id", Id),
        optional("language", Language),
        required("title", Text),
        optional("about", Text),
        optional("licence", Plain),
        optional("attribution", Text),
        optional("sources", Terms(Vocabulary::Sources, &Record(&SOURCE))),
        optional("organisations", Terms(Vocabulary::Organisations, &Record(&ORGANISATION))),
        optional("themes", Terms(Vocabulary::Themes, &Text)),
        optional("kinds", Terms(Vocabulary::Kinds, &Text)),
        optional(ACTIVITIES, List(&Record(&ACTIVITY))),
    ],
};

/// Where facts come from.
pub static SOURCE: RecordType = RecordType {
    name: "Source",
    fields: &[
        required("title", Text),
        optional("publisher", Name),
        optional("year", Year),
        optional("url", Address),
        optional("isbn", Plain),
        optional("accessed", Date),
    ],
};

/// An organisation.
pub static ORGANISATION: RecordType = RecordType {
    name: "Organisation",
    fields: &[required("name", Text), optional("short", Plain), optional("country", Country)],
};

/// An activity.
pub static ACTIVITY: RecordType = RecordType {
    name: "Activity",
    fields: &[
        required("id", Id),
        required("title", Text),
        required("place", Record(&PLACE)),
        optional("lead", Text),
        optional("experts", List(&Reference(Vocabulary::Organisations))),
        optional("partners", List(&Text)),
        optional("themes", List(&Reference(Vocabulary::Themes))),
        optional("kinds", List(&Reference(Vocabulary::Kinds))),
        optional("period", Period),
        optional("summary", Text),
        optional("aims", Text),
        optional("actions", List(&Text)),
        optional("results", List(&Text)),
        optional("lessons", List(&Record(&LESSON))),
        optional("outlook", List(&Text)),
        optional("sources", List(&Reference(Vocabulary::Sources))),
        optional("extra", Extra),
    ],
};

/// Where an activity took place.
pub static PLACE: RecordType = RecordType {
    name: "Place",
    fields: &[
        required("name", Text),
        optional("aliases", List(&Plain)),
        required("country", Country),
        optional("kind", Word(&["City", "Region", "Country"])),
        optional("at", Coordinates),
    ],
};

/// Something learnt.
pub static LESSON: RecordType = RecordType {
    name: "Lesson",
    fields: &[
        optional("basis", Word(&["Stated", "Drawn"])),
        optional("kind", Word(&["Success", "Obstacle", "Advice", "Question"])),
        required("text", Text),
        optional("sources", List(&Reference(Vocabulary::Sources))),
    ],
};
