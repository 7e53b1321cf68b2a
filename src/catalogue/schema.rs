//! What may stand in a catalogue? Every type of record with its fields, in one table.
//!
//! The walk that explains a file, `check`, the template of `new` and the guide's test read it; the records that serde
//! reads mirror it.

use crate::text::fold;

/// A type of record.
#[derive(Debug)]
pub struct RecordType {
    /// The name that may stand before its parenthesis.
    pub name: &'static str,
    /// Its fields, in the order in which they are written.
    pub fields: &'static [FieldType],
    /// Two fields, of which exactly one must be there.
    pub either: Option<[&'static str; 2]>,
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
    /// A text, or a list of texts.
    TextOrList,
    /// A name in one or several languages: it needs no translation.
    Name,
    /// A text, or a term with its name and synonyms.
    Term,
    /// Someone who takes part: an organisation by its identifier, or a name.
    Who,
    /// The same; but what has the form of an identifier must be one.
    Expert,
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
    /// A digital object identifier (ISO 26324).
    Doi,
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
    /// For whom they are.
    Groups,
    /// Who takes part.
    Organisations,
    /// Where the facts come from.
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
    /// Returns the field of a name.
    pub fn field(&self, name: &str) -> Option<&'static FieldType> {
        self.fields.iter().find(|it| it.name == name)
    }

    /// Returns a record of the type with the fields that must be there, as one writes it.
    pub(crate) fn example(&self) -> String {
        let is_needed = |it: &&FieldType| it.is_required || self.either.is_some_and(|[one, _]| it.name == one);
        let field = |it: &FieldType| format!("{}: {}", it.name, it.value.example());
        let fields: Vec<String> = self.fields.iter().filter(is_needed).map(field).collect();
        format!("{}({})", self.name, fields.join(", "))
    }

    /// Returns how a text in several languages is written whose field is named with one, as in `summary_en`.
    pub(crate) fn in_language(&self, name: &str) -> Option<String> {
        let (base, tag) = name.rsplit_once(['_', '-'])?;
        let field = self.field(base).or_else(|| self.field(self.meant(base)?))?;
        let has_languages = matches!(field.value, ValueType::Text | ValueType::Name | ValueType::TextOrList);
        let is_tag = tag.len() == 2 && tag.bytes().all(|it| it.is_ascii_alphabetic());
        (has_languages && is_tag).then(|| format!("{}: {{ \"{}\": \"…\" }}", field.name, tag.to_lowercase()))
    }

    /// Returns how the record of a field is written that has a field of this name.
    pub(crate) fn within(&self, name: &str) -> Option<String> {
        let has = |it: &RecordType| it.field(name).is_some() || it.meant(name).is_some();
        let field = self.fields.iter().find(|it| it.value.record().is_some_and(has))?;
        Some(format!("{}: {}", field.name, field.value.example()))
    }

    /// Returns the name of the field for which people write another one.
    pub(crate) fn meant(&self, name: &str) -> Option<&'static str> {
        let name = fold(name).replace(['_', ' ', '-'], "");
        let (field, _) =
            OTHER_NAMES.iter().find(|(field, names)| self.field(field).is_some() && names.contains(&&*name))?;
        Some(field)
    }
}

impl ValueType {
    /// Returns the type of the record that stands here, if one does.
    pub fn record(&self) -> Option<&'static RecordType> {
        if let ValueType::Record(record) = self { Some(record) } else { None }
    }

    /// Returns a value as one writes it.
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
    Address, Coordinates, Country, Date, Doi, Expert, Extra, Format, Id, Language, List, Name, Period, Plain, Record,
    Reference, Terms, Text, TextOrList, Who, Word, Year,
};

/// What people call fields for which the format has another name: folded, without spaces and hyphens.
const OTHER_NAMES: &[(&str, &[&str])] = &[
    ("title", &["titre", "nom", "heading"]),
    ("summary", &["description", "abstract", "overview", "resume"]),
    ("aims", &["objectives", "goals", "goal", "purpose", "objectifs", "buts"]),
    ("actions", &["activity", "steps", "measures", "methods", "demarche"]),
    ("results", &["outcomes", "impact", "outputs", "resultats"]),
    ("lessons", &["learnings", "lessonslearnt", "lessonslearned", "enseignements"]),
    ("outlook", &["prospects", "future", "nextsteps", "perspectives", "perspective"]),
    ("funding", &["budget", "costs", "cost", "funder", "funders", "financing", "financement", "cout"]),
    ("awards", &["prize", "prizes", "labels", "prix", "distinctions"]),
    ("contact", &["contacts", "email", "person"]),
    ("groups", &["targetgroup", "targetgroups", "audience", "beneficiaries", "public", "publics", "groupescibles"]),
    ("period", &["date", "dates", "year", "duration", "start", "periode"]),
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

/// The list of a catalogue's activities.
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

/// Where facts come from.
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

/// A term with other words for it.
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
        optional("lead", Who),
        optional("experts", List(&Expert)),
        optional("partners", List(&Who)),
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

/// The sections of which the sources may be said to say nothing.
pub const SILENT: &[&str] =
    &["Summary", "Aims", "Actions", "Results", "Lessons", "Outlook", "Evaluation", "Funding", "Awards", "Contact"];

/// Where an activity took place.
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

/// Something learnt.
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
