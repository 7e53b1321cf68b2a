//! What is known of one activity?

use std::collections::HashSet;

use super::{Country, Period, Section, Text, Vocabularies};
use crate::lang::Lang;
use crate::text::Clean;

/// One activity of a catalogue, as it was found valid.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// Which of the loaded catalogues it comes from: an index into [`super::Catalogue::headers`].
    pub header: usize,
    /// Its identifier, unique in the catalogue.
    pub id: Clean,
    /// Its title.
    pub title: Text,
    /// Where it took place, or the first of several places.
    pub place: Place,
    /// The other places.
    pub other_places: Vec<Place>,
    /// Who took part: the lead, the experts, the partners.
    pub partners: Vec<Partner>,
    /// Indices into [`super::Vocabularies::themes`].
    pub themes: Vec<usize>,
    /// Indices into [`super::Vocabularies::kinds`].
    pub kinds: Vec<usize>,
    /// Indices into [`super::Vocabularies::groups`].
    pub groups: Vec<usize>,
    /// When it took place.
    pub period: Option<Period>,
    /// The texts of its sections, in reading order.
    pub texts: Vec<(Section, Text)>,
    /// What was learnt.
    pub lessons: Vec<Lesson>,
    /// Indices into [`super::Vocabularies::sources`].
    pub sources: Vec<usize>,
    /// Whatever else its author has, each under a name.
    pub extra: Vec<(Clean, Text)>,
    /// The sections of which its sources say nothing.
    pub silent: Vec<Section>,
}

impl Activity {
    /// Returns where it took place; never nothing.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.place).chain(&self.other_places)
    }

    /// Returns the codes of its countries, joined by `+`; of many the first, and how many more there are.
    pub fn countries(&self) -> String {
        let mut countries: Vec<Country> = Vec::new();
        for place in self.places() {
            if !countries.contains(&place.country) {
                countries.push(place.country);
            }
        }
        match countries.as_slice() {
            [first, second] => format!("{}+{}", first.code(), second.code()),
            [first, rest @ ..] if !rest.is_empty() => format!("{}+{}", first.code(), rest.len()),
            _ => self.place.country.code().to_owned(),
        }
    }

    /// Returns those who took part in a role.
    pub fn in_role(&self, role: Role) -> impl Iterator<Item = &Who> {
        self.partners.iter().filter(move |it| it.role == role).map(|it| &it.who)
    }

    /// Returns the texts of a section that holds texts.
    pub fn texts(&self, section: Section) -> impl ExactSizeIterator<Item = &Text> {
        let start = self.texts.partition_point(|(it, _)| *it < section);
        let end = self.texts.partition_point(|(it, _)| *it <= section);
        self.texts[start..end].iter().map(|(_, text)| text)
    }

    /// Returns whether it has something to say in a section.
    pub fn has(&self, section: Section) -> bool {
        match section {
            Section::Lessons => !self.lessons.is_empty(),
            Section::Other => !self.extra.is_empty(),
            Section::Sources => !self.sources.is_empty(),
            section => self.texts(section).len() > 0,
        }
    }

    /// Returns its sources, then those that only a lesson names, each once.
    pub fn all_sources(&self) -> Vec<usize> {
        let mut seen = HashSet::new();
        let of_lessons = self.lessons.iter().flat_map(|it| &it.sources);
        self.sources.iter().chain(of_lessons).copied().filter(|it| seen.insert(*it)).collect()
    }
}

/// Where an activity took place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its name.
    pub name: Text,
    /// Other names under which people look for it.
    pub aliases: Vec<Clean>,
    /// Its country.
    pub country: Country,
    /// Whether it is a city, a region or a country, where that is stated.
    pub kind: Option<PlaceKind>,
    /// Latitude and longitude in degrees (WGS 84).
    pub at: Option<(f64, f64)>,
}

impl Place {
    /// Returns the name of its country, to be read behind its own; nothing where that is the same.
    pub fn country_beside(&self, lang: Lang) -> Option<&'static str> {
        let country = self.country.name(lang);
        (self.name.get(lang) != country).then_some(country)
    }
}

/// Someone who took part.
#[derive(Clone, Debug, PartialEq)]
pub struct Partner {
    /// As what.
    pub role: Role,
    /// Who it is.
    pub who: Who,
}

/// As what someone takes part, in the order in which they are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// As the authority in charge.
    Lead,
    /// As an expert organisation.
    Expert,
    /// As another partner.
    Partner,
}

/// Who takes part.
#[derive(Clone, Debug, PartialEq)]
pub enum Who {
    /// An organisation: an index into [`super::Vocabularies::organisations`].
    Organisation(usize),
    /// Someone of whom no more is known than the name.
    Named(Text),
}

impl Role {
    /// Every role, in the order in which they are named.
    pub const ALL: [Role; 3] = [Role::Lead, Role::Expert, Role::Partner];

    /// Returns its name in a language.
    pub fn name(self, lang: Lang) -> &'static str {
        lang.words().roles[self as usize]
    }
}

impl Who {
    /// Returns the name.
    pub fn name<'a>(&'a self, terms: &'a Vocabularies) -> Option<&'a Text> {
        match self {
            Who::Organisation(at) => terms.organisations.get(*at).map(|it| &it.name),
            Who::Named(name) => Some(name),
        }
    }
}

/// What sort of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub enum PlaceKind {
    /// A town or a city.
    City,
    /// A region.
    Region,
    /// A whole country.
    Country,
}

impl PlaceKind {
    /// Every sort of place.
    pub const ALL: [PlaceKind; 3] = [PlaceKind::City, PlaceKind::Region, PlaceKind::Country];

    /// Returns the word for it in JSON and in tables.
    pub fn id(self) -> &'static str {
        match self {
            PlaceKind::City => "city",
            PlaceKind::Region => "region",
            PlaceKind::Country => "country",
        }
    }

    /// Returns the sort of place that a word stands for.
    pub fn from_id(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == word)
    }
}

/// Something learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// Who presents it as a lesson, where that is stated.
    pub basis: Option<Basis>,
    /// What sort of lesson it is, where that is stated.
    pub kind: Option<LessonKind>,
    /// The lesson.
    pub text: Text,
    /// Indices into [`super::Vocabularies::sources`].
    pub sources: Vec<usize>,
}

/// Who presents something as a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
pub enum Basis {
    /// The source itself.
    Stated,
    /// The catalogue, from the facts.
    Drawn,
}

/// What sort of lesson it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
pub enum LessonKind {
    /// Something that worked.
    Success,
    /// Something that stood in the way.
    Obstacle,
    /// Something to do.
    Advice,
    /// Something that remains open.
    Question,
}

impl Basis {
    /// Returns who presents it, by the word for that.
    pub fn from_id(word: &str) -> Option<Self> {
        [Basis::Stated, Basis::Drawn].into_iter().find(|it| it.id() == word)
    }

    /// Returns the word for it on a command line and in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Basis::Stated => "stated",
            Basis::Drawn => "drawn",
        }
    }

    /// Returns its name in a language.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Basis::Stated => lang.words().stated,
            Basis::Drawn => lang.words().drawn,
        }
    }
}

impl LessonKind {
    /// Every sort of lesson.
    pub const ALL: [LessonKind; 4] =
        [LessonKind::Success, LessonKind::Obstacle, LessonKind::Advice, LessonKind::Question];

    /// Returns the sort of lesson that a word stands for.
    pub fn from_id(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == word)
    }

    /// Returns the word for it on a command line and in JSON.
    pub fn id(self) -> &'static str {
        match self {
            LessonKind::Success => "success",
            LessonKind::Obstacle => "obstacle",
            LessonKind::Advice => "advice",
            LessonKind::Question => "question",
        }
    }

    /// Returns its name in a language.
    pub fn name(self, lang: Lang) -> &'static str {
        lang.words().lesson_kinds[self as usize]
    }
}
