//! What is known of one activity?

use std::collections::HashSet;

use super::{Country, Period, Text};
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
    /// Where it took place.
    pub place: Place,
    /// The authority in charge.
    pub lead: Option<Text>,
    /// Expert organisations: indices into [`super::Vocabularies::organisations`].
    pub experts: Vec<usize>,
    /// Other partners.
    pub partners: Vec<Text>,
    /// Indices into [`super::Vocabularies::themes`].
    pub themes: Vec<usize>,
    /// Indices into [`super::Vocabularies::kinds`].
    pub kinds: Vec<usize>,
    /// When it took place.
    pub period: Option<Period>,
    /// What it was, in a few sentences.
    pub summary: Option<Text>,
    /// What it was meant to reach.
    pub aims: Option<Text>,
    /// What was done.
    pub actions: Vec<Text>,
    /// What came of it.
    pub results: Vec<Text>,
    /// What was learnt.
    pub lessons: Vec<Lesson>,
    /// What is planned or hoped for next.
    pub outlook: Vec<Text>,
    /// Indices into [`super::Vocabularies::sources`].
    pub sources: Vec<usize>,
    /// Whatever else its author has, each under a name.
    pub extra: Vec<(Clean, Text)>,
}

impl Activity {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub enum Basis {
    /// The source itself.
    Stated,
    /// The catalogue, from the facts.
    Drawn,
}

/// What sort of lesson it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
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

/// A section of an activity, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// What it was, in a few sentences.
    Summary,
    /// What it was meant to reach.
    Aims,
    /// What was done.
    Actions,
    /// What came of it.
    Results,
    /// What was learnt.
    Lessons,
    /// What is planned or hoped for next.
    Outlook,
    /// What its author has besides.
    Other,
    /// Where the facts come from.
    Sources,
}

impl Section {
    /// Every section, in reading order.
    pub const ALL: [Section; 8] = [
        Section::Summary,
        Section::Aims,
        Section::Actions,
        Section::Results,
        Section::Lessons,
        Section::Outlook,
        Section::Other,
        Section::Sources,
    ];

    /// Returns the number by which it is gone to in a sheet: always the same, whatever the sheet has. 7 is kept for
    /// evaluation and funding.
    pub fn number(self) -> usize {
        match self {
            Section::Other => 8,
            Section::Sources => 9,
            section => section as usize + 1,
        }
    }

    /// Returns the section of a number.
    pub fn of_number(number: usize) -> Option<Self> {
        Section::ALL.into_iter().find(|it| it.number() == number)
    }

    /// Returns its name in a language.
    pub fn name(self, lang: crate::lang::Lang) -> &'static str {
        lang.words().sections[self as usize]
    }

    /// Returns the section of a word of the format, in French or English, accents left out.
    pub fn from_word(folded: &str) -> Option<Self> {
        match folded {
            "summary" | "resume" => Some(Section::Summary),
            "aims" | "objectifs" => Some(Section::Aims),
            "actions" => Some(Section::Actions),
            "results" | "resultats" => Some(Section::Results),
            "lessons" | "enseignements" => Some(Section::Lessons),
            "outlook" | "perspectives" => Some(Section::Outlook),
            "sources" => Some(Section::Sources),
            _ => None,
        }
    }
}
