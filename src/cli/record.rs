//! How is an activity written for other programs? The same fields in every format, stable.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::values::Languages;
use crate::catalogue::{
    Activity, Catalogue, Content, Lesson, Place, PlaceKind, Role, Section, Source, Text, Vocabulary, Who,
};

/// A text in the chosen language, or in every language that it has.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Written {
    One(String),
    All(BTreeMap<String, String>),
}

/// An activity, of which some sections are written, or all where none is named. In JSON what is not there is `null`, or
/// an empty list.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) activity: &'a Activity,
    pub(super) sections: &'a [Section],
    pub(super) languages: Languages,
}

#[derive(Serialize)]
struct PlaceRecord {
    name: Written,
    country: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<(f64, f64)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
}

#[derive(Serialize)]
struct WhoRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    name: Option<Written>,
}

#[derive(Serialize)]
struct LessonRecord<'a> {
    basis: Option<&'static str>,
    kind: Option<&'static str>,
    text: Written,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<&'a str>,
    title: Written,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Written>,
    #[serde(skip_serializing_if = "Option::is_none")]
    city: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doi: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    isbn: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<String>,
}

/// Columns of a table before those of the sections.
const FACTS: [&str; 11] =
    ["id", "title", "place", "country", "themes", "kinds", "experts", "period", "lead", "partners", "groups"];

/// What a role is called in JSON and in tables.
fn field_of(role: Role) -> &'static str {
    match role {
        Role::Lead => "lead",
        Role::Expert => "experts",
        Role::Partner => "partners",
    }
}

/// The vocabularies of which an activity names terms.
const TERMS: [Vocabulary; 3] = [Vocabulary::Kinds, Vocabulary::Themes, Vocabulary::Groups];

impl<'a> Record<'a> {
    /// Returns the names of the columns of a table.
    pub(super) fn columns() -> Vec<&'static str> {
        FACTS.into_iter().chain(Section::ALL.map(Section::field)).collect()
    }

    /// Returns the cells of a table: lists of names joined by `;`, texts on lines of their own. A cell that a spreadsheet
    /// would take for a formula is defused by an apostrophe before it.
    pub(super) fn cells(self) -> Vec<String> {
        let activity = self.activity;
        let places: Vec<String> = activity.places().map(|it| self.write(&it.name).plain()).collect();
        let mut countries: Vec<&str> = activity.places().map(|it| it.country.code()).collect();
        countries.dedup();
        let who = |role| self.who(role).into_iter().map(|it| it.plain()).collect::<Vec<_>>().join(";");
        let experts: Vec<&str> = activity.in_role(Role::Expert).filter_map(|it| self.id_of(it)).collect();
        let is_known = experts.len() == activity.in_role(Role::Expert).count();
        let facts = [
            activity.id.to_string(),
            self.write(&activity.title).plain(),
            places.join(";"),
            countries.join(";"),
            self.terms(Vocabulary::Themes).join(";"),
            self.terms(Vocabulary::Kinds).join(";"),
            if is_known { experts.join(";") } else { who(Role::Expert) },
            activity.period.map(|it| it.to_string()).unwrap_or_default(),
            who(Role::Lead),
            who(Role::Partner),
            self.terms(Vocabulary::Groups).join(";"),
        ];
        facts.into_iter().chain(Section::ALL.map(|it| self.cell(it))).map(defused).collect()
    }

    fn cell(self, section: Section) -> String {
        let activity = self.activity;
        let lines: Vec<String> = match section {
            Section::Lessons => activity.lessons.iter().map(|it| self.write(&it.text).plain()).collect(),
            Section::Sources => return self.ids(&activity.sources).join(";"),
            Section::Other => {
                let line = |(name, text): &(_, _)| format!("{name}: {}", self.write(text).plain());
                activity.extra.iter().map(line).collect()
            }
            section => activity.texts(section).map(|it| self.write(it).plain()).collect(),
        };
        lines.join("\n")
    }

    fn terms(self, vocabulary: Vocabulary) -> Vec<&'a str> {
        let indices = match vocabulary {
            Vocabulary::Themes => &self.activity.themes,
            Vocabulary::Kinds => &self.activity.kinds,
            Vocabulary::Groups => &self.activity.groups,
            Vocabulary::Organisations | Vocabulary::Sources => return Vec::new(),
        };
        indices.iter().map(|&at| self.catalogue.vocabularies.id(vocabulary, at)).collect()
    }

    fn ids(self, sources: &[usize]) -> Vec<&'a str> {
        sources.iter().map(|&at| self.catalogue.vocabularies.sources.id(at)).collect()
    }

    fn id_of(self, who: &Who) -> Option<&'a str> {
        match who {
            Who::Organisation(at) => Some(self.catalogue.vocabularies.organisations.id(*at)),
            Who::Named(_) => None,
        }
    }

    fn who(self, role: Role) -> Vec<WhoRecord<'a>> {
        let terms = &self.catalogue.vocabularies;
        let record = |it: &'a Who| WhoRecord { id: self.id_of(it), name: it.name(terms).map(|it| self.write(it)) };
        self.activity.in_role(role).map(record).collect()
    }

    fn place(self, place: &Place) -> PlaceRecord {
        let kind = place.kind.map(|it| match it {
            PlaceKind::City => "city",
            PlaceKind::Region => "region",
            PlaceKind::Country => "country",
        });
        let aliases = place.aliases.iter().map(|it| it.to_string()).collect();
        PlaceRecord { name: self.write(&place.name), country: place.country.code(), kind, at: place.at, aliases }
    }

    fn lesson(self, lesson: &Lesson) -> LessonRecord<'a> {
        LessonRecord {
            basis: lesson.basis.map(|it| it.id()),
            kind: lesson.kind.map(|it| it.id()),
            text: self.write(&lesson.text),
            sources: self.ids(&lesson.sources),
        }
    }

    fn source(self, index: usize) -> Option<SourceRecord<'a>> {
        let terms = &self.catalogue.vocabularies.sources;
        let Source { authors, title, publisher, city, year, url, doi, isbn, accessed } = terms.get(index)?;
        Some(SourceRecord {
            id: terms.id(index),
            authors: authors.iter().map(|it| it.as_str()).collect(),
            title: self.write(title),
            publisher: publisher.as_ref().map(|it| self.write(it)),
            city: city.as_deref(),
            year: *year,
            url: url.as_deref(),
            doi: doi.as_deref(),
            isbn: isbn.as_deref(),
            accessed: accessed.map(|it| it.to_string()),
        })
    }

    fn write(self, text: &Text) -> Written {
        match self.languages {
            Languages::One(lang) => Written::One(text.get(lang).to_owned()),
            Languages::All => Written::All(text.versions().map(|(tag, it)| (tag.to_owned(), it.to_owned())).collect()),
        }
    }

    fn write_section<M: SerializeMap>(self, section: Section, map: &mut M) -> Result<(), M::Error> {
        let (activity, name) = (self.activity, section.field());
        let texts: Vec<Written> = activity.texts(section).map(|it| self.write(it)).collect();
        match (section, section.content()) {
            (Section::Lessons, _) => {
                map.serialize_entry(name, &activity.lessons.iter().map(|it| self.lesson(it)).collect::<Vec<_>>())
            }
            (Section::Sources, _) => {
                let sources = activity.all_sources().into_iter().filter_map(|it| self.source(it));
                map.serialize_entry(name, &sources.collect::<Vec<_>>())
            }
            (Section::Other, _) => {
                let extra = activity.extra.iter().map(|(key, text)| (key.as_str(), self.write(text)));
                map.serialize_entry(name, &Entries(extra.collect()))
            }
            // One text is written as one.
            (_, Content::Text | Content::TextOrList) if texts.len() < 2 => map.serialize_entry(name, &texts.first()),
            _ => map.serialize_entry(name, &texts),
        }
    }
}

/// Entries of an object, in their order.
struct Entries<'a>(Vec<(&'a str, Written)>);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, it)| (key, it)))
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (it, activity) = (*self, self.activity);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", activity.id.as_str())?;
        map.serialize_entry("title", &it.write(&activity.title))?;
        map.serialize_entry("country", activity.place.country.code())?;
        map.serialize_entry("place", &it.write(&activity.place.name))?;
        map.serialize_entry("places", &activity.places().map(|place| it.place(place)).collect::<Vec<_>>())?;
        for vocabulary in TERMS {
            map.serialize_entry(vocabulary.name(), &it.terms(vocabulary))?;
        }
        for role in Role::ALL {
            map.serialize_entry(field_of(role), &it.who(role))?;
        }
        map.serialize_entry("period", &activity.period.map(|it| it.to_string()))?;
        for section in Section::ALL.into_iter().filter(|it| self.sections.is_empty() || self.sections.contains(it)) {
            it.write_section(section, &mut map)?;
        }
        let silent: Vec<&str> = activity.silent.iter().map(|it| it.field()).collect();
        map.serialize_entry("silent", &silent)?;
        map.end()
    }
}

impl Written {
    /// Returns the text; of several languages, each with its tag.
    fn plain(&self) -> String {
        match self {
            Written::One(text) => text.clone(),
            Written::All(texts) => texts.iter().map(|(tag, it)| format!("{tag}={it}")).collect::<Vec<_>>().join(";"),
        }
    }
}

impl WhoRecord<'_> {
    fn plain(&self) -> String {
        self.name.as_ref().map(Written::plain).unwrap_or_default()
    }
}

/// Returns a cell that no spreadsheet takes for a formula.
fn defused(cell: String) -> String {
    // Some spreadsheets take the wide signs for the others.
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];
    if cell.starts_with(signs) { format!("'{cell}") } else { cell }
}
