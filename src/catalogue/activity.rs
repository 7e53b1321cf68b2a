//! What is known of one activity?
//!
//! The validated model of an activity with its places, partners and lessons. Terms of the vocabularies are referenced
//! by index.

use std::borrow::Cow;

use hashbrown::HashSet;

use super::{Country, Period, Section, Text, Vocabularies, Vocabulary};
use crate::lang::Lang;
use crate::text::Clean;

/// One validated activity of a catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// Index of its catalogue in [`super::Catalogue::headers`].
    pub header: usize,
    /// Identifier, unique in the catalogue.
    pub id: Clean,
    /// Title.
    pub title: Text,
    /// Where it took place; the first of several places.
    pub place: Place,
    /// Further places.
    pub other_places: Vec<Place>,
    /// Participants: the lead, the experts, the partners.
    pub partners: Vec<Partner>,
    /// Indices into [`super::Vocabularies::themes`].
    pub themes: Vec<usize>,
    /// Indices into [`super::Vocabularies::kinds`].
    pub kinds: Vec<usize>,
    /// Indices into [`super::Vocabularies::groups`].
    pub groups: Vec<usize>,
    /// When it took place, if stated.
    pub period: Option<Period>,
    /// Texts of its sections, sorted by section.
    pub texts: Vec<(Section, Text)>,
    /// Lessons learnt.
    pub lessons: Vec<Lesson>,
    /// Indices into [`super::Vocabularies::sources`].
    pub sources: Vec<usize>,
    /// Further texts, each under a name chosen by the author.
    pub extra: Vec<(Clean, Text)>,
    /// Sections declared silent: the sources do not mention them.
    pub silent: Vec<Section>,
}

impl Activity {
    /// Returns the places where it took place; there is at least one.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.place).chain(&self.other_places)
    }

    /// Returns the codes of its countries, joined by `+`; of more than two, the first code, the first of those `wanted`,
    /// and the number of others: `CH+IT+1`.
    pub fn country_codes_label(&self, wanted: &[Country]) -> String {
        let mut countries: Vec<Country> = Vec::new();
        for place in self.places() {
            if !countries.contains(&place.country) {
                countries.push(place.country);
            }
        }
        let wanted = countries.iter().skip(1).find(|it| wanted.contains(it)).map(|it| it.code());
        match (countries.as_slice(), wanted) {
            ([first, second], _) => format!("{}+{}", first.code(), second.code()),
            ([first, rest @ ..], None) if !rest.is_empty() => format!("{}+{}", first.code(), rest.len()),
            ([first, rest @ ..], Some(wanted)) => format!("{}+{wanted}+{}", first.code(), rest.len() - 1),
            _ => self.place.country.code().to_owned(),
        }
    }

    /// Returns the participants with a role.
    pub fn in_role(&self, role: Role) -> impl Iterator<Item = &Participant> {
        self.partners.iter().filter(move |it| it.role == role).map(|it| &it.who)
    }

    /// Returns the texts of a section; empty for a section made of records ([`super::Content::Records`]).
    pub fn texts(&self, section: Section) -> impl ExactSizeIterator<Item = &Text> {
        let start = self.texts.partition_point(|(it, _)| *it < section);
        let end = self.texts.partition_point(|(it, _)| *it <= section);
        self.texts[start..end].iter().map(|(_, text)| text)
    }

    /// Returns whether a section has any content.
    pub fn has(&self, section: Section) -> bool {
        match section {
            Section::Lessons => !self.lessons.is_empty(),
            Section::Other => !self.extra.is_empty(),
            Section::Sources => !self.sources.is_empty(),
            section => self.texts(section).len() > 0,
        }
    }

    /// Returns the indices of its own sources, then of those cited only by a lesson, without duplicates.
    pub fn all_sources(&self) -> Vec<usize> {
        let mut seen = HashSet::new();
        let lesson_sources = self.lessons.iter().flat_map(|it| &it.sources);
        self.sources.iter().chain(lesson_sources).copied().filter(|it| seen.insert(*it)).collect()
    }

    /// Returns the indices of the terms to which it refers in a vocabulary, in its order.
    pub fn indices(&self, vocabulary: Vocabulary) -> Cow<'_, [usize]> {
        let organisation = |it: &Partner| match it.who {
            Participant::Organisation(at) => Some(at),
            Participant::Named(_) => None,
        };
        match vocabulary {
            Vocabulary::Themes => Cow::Borrowed(&self.themes),
            Vocabulary::Kinds => Cow::Borrowed(&self.kinds),
            Vocabulary::Groups => Cow::Borrowed(&self.groups),
            Vocabulary::Organisations => self.partners.iter().filter_map(organisation).collect(),
            Vocabulary::Sources => self.all_sources().into(),
        }
    }
}

/// A place where an activity took place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Name.
    pub name: Text,
    /// Alternative names by which it can be found.
    pub aliases: Vec<Clean>,
    /// Country.
    pub country: Country,
    /// Kind of place, if stated.
    pub kind: Option<PlaceKind>,
    /// Latitude and longitude in degrees (WGS 84), if stated.
    pub at: Option<(f64, f64)>,
}

impl Place {
    /// Returns the name of its country, to be shown after its own; `None` if the two are the same.
    pub fn country_if_different(&self, lang: Lang) -> Option<&'static str> {
        let country = self.country.name(lang);
        (self.name.get(lang) != country).then_some(country)
    }
}

/// A participant in an activity.
#[derive(Clone, Debug, PartialEq)]
pub struct Partner {
    /// Role.
    pub role: Role,
    /// Identity.
    pub who: Participant,
}

/// Role of a participant, in the order in which roles are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The authority in charge.
    Lead,
    /// An expert organisation.
    Expert,
    /// Another partner.
    Partner,
}

/// Identity of a participant.
#[derive(Clone, Debug, PartialEq)]
pub enum Participant {
    /// An organisation: an index into [`super::Vocabularies::organisations`].
    Organisation(usize),
    /// A name that is in no vocabulary.
    Named(Text),
}

impl Role {
    /// Every role, in the order in which roles are listed.
    pub const ALL: [Role; 3] = [Role::Lead, Role::Expert, Role::Partner];

    /// Returns its localised name.
    pub fn name(self, lang: Lang) -> &'static str {
        lang.words().roles[self as usize]
    }
}

impl Participant {
    /// Returns the name; `None` if there is no organisation at its index.
    pub fn name<'a>(&'a self, terms: &'a Vocabularies) -> Option<&'a Text> {
        match self {
            Participant::Organisation(at) => terms.organisations.get(*at).map(|it| &it.name),
            Participant::Named(name) => Some(name),
        }
    }
}

/// Kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub enum PlaceKind {
    /// A town or city.
    City,
    /// A region.
    Region,
    /// A whole country.
    Country,
}

impl PlaceKind {
    /// Every kind of place.
    pub const ALL: [PlaceKind; 3] = [PlaceKind::City, PlaceKind::Region, PlaceKind::Country];

    /// Returns the identifier used in JSON and in tables.
    pub fn id(self) -> &'static str {
        match self {
            PlaceKind::City => "city",
            PlaceKind::Region => "region",
            PlaceKind::Country => "country",
        }
    }
}

/// A lesson learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// Who presents it as a lesson, if stated.
    pub basis: Option<Basis>,
    /// Kind of lesson, if stated.
    pub kind: Option<LessonKind>,
    /// Text of the lesson.
    pub text: Text,
    /// Indices into [`super::Vocabularies::sources`].
    pub sources: Vec<usize>,
}

/// Who presents a text as a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
pub enum Basis {
    /// The source itself.
    Stated,
    /// The catalogue, which infers it from the facts.
    Drawn,
}

/// Kind of lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
pub enum LessonKind {
    /// Something that worked.
    Success,
    /// Something that got in the way.
    Obstacle,
    /// Something to do.
    Advice,
    /// Something that remains open.
    Question,
}

impl Basis {
    /// Returns the identifier used on the command line and in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Basis::Stated => "stated",
            Basis::Drawn => "drawn",
        }
    }

    /// Returns its localised name.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Basis::Stated => lang.words().stated,
            Basis::Drawn => lang.words().drawn,
        }
    }
}

impl LessonKind {
    /// Every kind of lesson.
    pub const ALL: [LessonKind; 4] =
        [LessonKind::Success, LessonKind::Obstacle, LessonKind::Advice, LessonKind::Question];

    /// Returns the identifier used on the command line and in JSON.
    pub fn id(self) -> &'static str {
        match self {
            LessonKind::Success => "success",
            LessonKind::Obstacle => "obstacle",
            LessonKind::Advice => "advice",
            LessonKind::Question => "question",
        }
    }

    /// Returns its localised name.
    pub fn name(self, lang: Lang) -> &'static str {
        lang.words().lesson_kinds[self as usize]
    }
}
