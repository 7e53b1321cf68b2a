//! What may a catalogue contain?
//!
//! One table of every type of record with its fields. The loader, the walk that explains problems and the import use
//! it; the records that serde reads mirror it, and tests compare both these records and the guide with it.

use crate::text::{fold, most_similar};

/// A type of record.
#[derive(Debug, PartialEq)]
pub struct RecordType {
    /// Name that may precede the parenthesis of a record.
    pub name: &'static str,
    /// Fields, in the order in which they are written.
    pub fields: &'static [FieldType],
    /// Two fields of which exactly one is required.
    pub either: Option<[&'static str; 2]>,
}

/// A field of a record.
#[derive(Debug, PartialEq)]
pub struct FieldType {
    /// Name.
    pub name: &'static str,
    /// Whether the field is required.
    pub is_required: bool,
    /// Type of its value.
    pub value: ValueType,
}

/// Type of a value: of a field, a list item or a term.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ValueType {
    /// Version of the file format.
    Format,
    /// Identifier.
    Id,
    /// Language tag (BCP 47).
    Language,
    /// Text in one or several languages.
    Text,
    /// Text, or a list of texts.
    TextOrList,
    /// Name in one or several languages, which needs no translation.
    Name,
    /// Text, or a term with its name and synonyms.
    Term,
    /// Participant: an organisation by its identifier, or a name.
    Participant,
    /// Like [`ValueType::Participant`], but a value in the form of an identifier must be that of an organisation.
    Expert,
    /// String without a language.
    Plain,
    /// Country code (ISO 3166-1 alpha-2).
    Country,
    /// Day, month or year, or an interval between them (ISO 8601-2).
    Period,
    /// Day (ISO 8601).
    Date,
    /// Web address.
    Address,
    /// Digital object identifier (ISO 26324).
    Doi,
    /// Year as a number.
    Year,
    /// Latitude and longitude in degrees (WGS 84).
    Coordinates,
    /// One of a fixed set of words.
    Word(&'static [&'static str]),
    /// Identifier of a term in a vocabulary.
    Reference(Vocabulary),
    /// A record.
    Record(&'static RecordType),
    /// A list.
    List(&'static ValueType),
    /// Map from identifier to term.
    Terms(Vocabulary, &'static ValueType),
    /// Map from a name chosen by the author to a text.
    Extra,
}

/// A vocabulary in the header of a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Vocabulary {
    /// Subjects of activities.
    Themes,
    /// Forms that activities take.
    Kinds,
    /// Target groups of activities.
    Groups,
    /// Organisations that take part.
    Organisations,
    /// Bibliographic sources.
    Sources,
}

impl Vocabulary {
    /// Every vocabulary.
    pub const ALL: [Vocabulary; 5] =
        [Vocabulary::Themes, Vocabulary::Kinds, Vocabulary::Groups, Vocabulary::Organisations, Vocabulary::Sources];

    /// Returns the name of its field in the header.
    pub fn name(self) -> &'static str {
        match self {
            Vocabulary::Themes => "themes",
            Vocabulary::Kinds => "kinds",
            Vocabulary::Groups => "groups",
            Vocabulary::Organisations => "organisations",
            Vocabulary::Sources => "sources",
        }
    }
}

impl RecordType {
    /// Returns the field with a name; `None` if there is none.
    pub fn field(&self, name: &str) -> Option<&'static FieldType> {
        self.fields.iter().find(|it| it.name == name)
    }

    /// Returns an example of the record in RON, with the required fields only.
    pub(crate) fn example(&self) -> String {
        let is_in_example = |it: &&FieldType| it.is_required || self.either.is_some_and(|[first, _]| it.name == first);
        let field = |it: &FieldType| format!("{}: {}", it.name, it.value.example());
        let fields: Vec<String> = self.fields.iter().filter(is_in_example).map(field).collect();
        format!("{}({})", self.name, fields.join(", "))
    }

    /// Returns how to write the text of a field that is named with a language, as in `summary_en`; `None` if the name
    /// is not of this form, or no text has it.
    pub(crate) fn translation_example(&self, name: &str) -> Option<String> {
        let (base, tag) = name.rsplit_once(['_', '-'])?;
        let field = self.field(base).or_else(|| self.field(self.field_for_alias(base)?))?;
        let is_tag = tag.len() == 2 && tag.bytes().all(|it| it.is_ascii_alphabetic());
        (field.value.is_text() && is_tag).then(|| format!("{}: {{ \"{}\": \"…\" }}", field.name, tag.to_lowercase()))
    }

    /// Returns an example of the nested record that has a field of this name; `None` if there is none.
    pub(crate) fn nested_example(&self, name: &str) -> Option<String> {
        let has_field = |it: &RecordType| it.field(name).is_some() || it.field_for_alias(name).is_some();
        let field = self.fields.iter().find(|it| it.value.record().is_some_and(has_field))?;
        Some(format!("{}: {}", field.name, field.value.example()))
    }

    /// Returns the field that another name probably means; `None` if there is none.
    pub(crate) fn intended_field(&self, name: &str) -> Option<&'static FieldType> {
        let similar = || most_similar(name, self.fields.iter().map(|it| it.name));
        self.field(self.field_for_alias(name).or_else(similar)?)
    }

    /// Returns the name of the field for which another name is often used; `None` if there is none.
    pub(crate) fn field_for_alias(&self, name: &str) -> Option<&'static str> {
        let name = fold(name).replace(['_', ' ', '-'], "");
        let (field, _) =
            FIELD_ALIASES.iter().find(|(field, names)| self.field(field).is_some() && names.contains(&&*name))?;
        Some(field)
    }

    /// Returns the field that lists records of the type with a name, if there is one.
    pub(crate) fn list_of(&self, record: &str) -> Option<&'static FieldType> {
        let is_record = |it: &ValueType| it.record().is_some_and(|it| it.name == record);
        self.fields.iter().find(|it| matches!(it.value, ValueType::List(item) if is_record(item)))
    }
}

impl ValueType {
    /// Returns the type of the record, if the value is one or can be one.
    pub fn record(&self) -> Option<&'static RecordType> {
        match self {
            ValueType::Record(record) => Some(record),
            ValueType::Term => Some(&TERM),
            _ => None,
        }
    }

    /// Returns whether the value is a text, in one or several languages.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self, ValueType::Text | ValueType::Name | ValueType::TextOrList)
    }

    /// Returns an example of a value in RON.
    fn example(&self) -> String {
        match self {
            ValueType::Record(record) => record.example(),
            ValueType::List(item) => format!("[{}]", item.example()),
            ValueType::Country => "\"FR\"".to_owned(),
            _ => "\"…\"".to_owned(),
        }
    }
}

const fn required(name: &'static str, value: ValueType) -> FieldType {
    FieldType { name, is_required: true, value }
}

const fn optional(name: &'static str, value: ValueType) -> FieldType {
    FieldType { name, is_required: false, value }
}

use ValueType::{
    Address, Coordinates, Country, Date, Doi, Expert, Extra, Format, Id, Language, List, Name, Participant, Period,
    Plain, Record, Reference, Terms, Text, TextOrList, Word, Year,
};

/// Returns the type of record of a name that stands inside another record or the header.
pub(crate) fn inner_record_type(name: &str) -> Option<&'static RecordType> {
    [&SOURCE, &ORGANISATION, &TERM, &PLACE, &LESSON].into_iter().find(|it| it.name == name)
}

/// Names often used for fields that the format names differently: folded, without spaces, hyphens and underscores.
const FIELD_ALIASES: &[(&str, &[&str])] = &[
    ("title", &["titre", "nom", "heading"]),
    ("summary", &["description", "abstract", "overview", "resume", "context", "contexte"]),
    ("aims", &["objectives", "goals", "goal", "purpose", "objectifs", "buts"]),
    ("actions", &["activity", "steps", "measures", "methods", "demarche"]),
    ("results", &["outcomes", "impact", "outputs", "resultats"]),
    (
        "lessons",
        &[
            "learnings",
            "lessonslearnt",
            "lessonslearned",
            "enseignements",
            "recommendations",
            "recommandations",
            "strengths",
        ],
    ),
    ("outlook", &["prospects", "future", "nextsteps", "perspectives", "perspective"]),
    ("funding", &["budget", "costs", "cost", "funder", "funders", "financing", "financement", "cout"]),
    ("awards", &["prize", "prizes", "labels", "prix", "distinctions"]),
    ("contact", &["contacts", "email", "person"]),
    (
        "groups",
        &["target", "targetgroup", "targetgroups", "audience", "beneficiaries", "public", "publics", "groupescibles"],
    ),
    ("period", &["date", "dates", "year", "duration", "start", "end", "debut", "fin", "periode"]),
    ("place", &["location", "city", "town", "where", "lieu", "ville"]),
    ("themes", &["tags", "topics", "keywords", "motscles"]),
    ("kinds", &["type", "types", "category", "categories"]),
    ("lead", &["organiser", "organizer", "leader", "leadpartner", "pilote", "pilotage"]),
    ("at", &["latitude", "longitude", "lat", "lon", "lng", "gps", "coordinates", "coordonnees", "position"]),
    ("name", &["city", "town", "ville", "nom", "label"]),
    ("partners", &["partenaires", "partenaire", "partner"]),
    ("country", &["pays", "countrycode", "codepays"]),
    ("text", &["texte", "lesson", "enseignement"]),
    ("language", &["lang", "langue"]),
    ("licence", &["license"]),
    ("about", &["introduction", "presentation", "description"]),
    ("authors", &["author", "auteur", "auteurs"]),
    ("url", &["link", "website", "address", "lien"]),
    ("accessed", &["consulted", "viewed", "consulte"]),
    ("organisations", &["organizations", "organizers"]),
];

/// Name of the field that lists the activities of a catalogue.
pub const ACTIVITIES: &str = "activities";

/// A whole catalogue.
pub static CATALOGUE: RecordType = RecordType {
    name: "Catalogue",
    either: None,
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
        optional("themes", Terms(Vocabulary::Themes, &ValueType::Term)),
        optional("kinds", Terms(Vocabulary::Kinds, &ValueType::Term)),
        optional("groups", Terms(Vocabulary::Groups, &ValueType::Term)),
        optional(ACTIVITIES, List(&Record(&ACTIVITY))),
    ],
};

/// A bibliographic source.
pub static SOURCE: RecordType = RecordType {
    name: "Source",
    either: None,
    fields: &[
        optional("authors", List(&Plain)),
        required("title", Text),
        optional("city", Plain),
        optional("publisher", Name),
        optional("year", Year),
        optional("url", Address),
        optional("doi", Doi),
        optional("isbn", Plain),
        optional("accessed", Date),
    ],
};

/// An organisation.
pub static ORGANISATION: RecordType = RecordType {
    name: "Organisation",
    either: None,
    fields: &[required("name", Text), optional("short", Plain), optional("country", Country)],
};

/// A term with synonyms.
pub static TERM: RecordType =
    RecordType { name: "Term", either: None, fields: &[required("name", Text), optional("synonyms", List(&Plain))] };

/// An activity.
pub static ACTIVITY: RecordType = RecordType {
    name: "Activity",
    either: Some(["place", "places"]),
    fields: &[
        required("id", Id),
        required("title", Text),
        optional("place", Record(&PLACE)),
        optional("places", List(&Record(&PLACE))),
        optional("lead", Participant),
        optional("experts", List(&Expert)),
        optional("partners", List(&Participant)),
        optional("themes", List(&Reference(Vocabulary::Themes))),
        optional("kinds", List(&Reference(Vocabulary::Kinds))),
        optional("groups", List(&Reference(Vocabulary::Groups))),
        optional("period", Period),
        optional("summary", Text),
        optional("aims", TextOrList),
        optional("actions", List(&Text)),
        optional("results", List(&Text)),
        optional("lessons", List(&Record(&LESSON))),
        optional("outlook", List(&Text)),
        optional("evaluation", TextOrList),
        optional("funding", TextOrList),
        optional("awards", TextOrList),
        optional("contact", TextOrList),
        optional("sources", List(&Reference(Vocabulary::Sources))),
        optional("extra", Extra),
        optional("silent", List(&Word(SILENT))),
    ],
};

/// Sections that may be declared silent.
pub const SILENT: &[&str] =
    &["Summary", "Aims", "Actions", "Results", "Lessons", "Outlook", "Evaluation", "Funding", "Awards", "Contact"];

/// A place where an activity took place.
pub static PLACE: RecordType = RecordType {
    name: "Place",
    either: None,
    fields: &[
        required("name", Text),
        optional("aliases", List(&Plain)),
        required("country", Country),
        optional("kind", Word(&["City", "Region", "Country"])),
        optional("at", Coordinates),
    ],
};

/// A lesson learnt.
pub static LESSON: RecordType = RecordType {
    name: "Lesson",
    either: None,
    fields: &[
        optional("basis", Word(&["Stated", "Drawn"])),
        optional("kind", Word(&["Success", "Obstacle", "Advice", "Question"])),
        required("text", Text),
        optional("sources", List(&Reference(Vocabulary::Sources))),
    ],
};
