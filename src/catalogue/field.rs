//! Which parts has a record, by which it is searched?

use super::Section;

/// A part of a record that a search can be limited to, in the order of their weight: a hit in a
/// title counts more than one in a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Title.
    Title,
    /// Place with its other names, and country.
    Place,
    /// When it took place.
    Date,
    /// Themes.
    Theme,
    /// Kinds.
    Kind,
    /// The authority in charge.
    Lead,
    /// Partners and expert organisations; where it is named in a search, the authority in charge as well.
    Partner,
    /// Lessons.
    Lessons,
    /// Summary.
    Summary,
    /// Aims.
    Aims,
    /// What was done.
    Actions,
    /// Results.
    Results,
    /// Outlook.
    Outlook,
    /// Everything else: identifier, extra fields.
    Other,
    /// Titles and publishers of its sources.
    Sources,
}

impl Field {
    /// Every field, by weight.
    pub const ALL: [Field; 15] = [
        Field::Title,
        Field::Place,
        Field::Date,
        Field::Theme,
        Field::Kind,
        Field::Lead,
        Field::Partner,
        Field::Lessons,
        Field::Summary,
        Field::Aims,
        Field::Actions,
        Field::Results,
        Field::Outlook,
        Field::Other,
        Field::Sources,
    ];

    /// Returns whether a search in this field looks at another one.
    pub fn covers(self, other: Field) -> bool {
        self == other || (self, other) == (Field::Partner, Field::Lead)
    }

    /// Returns the field that a folded word names, in French or in English.
    pub fn from_word(folded: &str) -> Option<Self> {
        Some(match folded {
            "title" | "titre" => Field::Title,
            "place" | "lieu" | "country" | "pays" => Field::Place,
            "theme" | "themes" => Field::Theme,
            "kind" | "kinds" | "type" | "types" => Field::Kind,
            "date" | "dates" => Field::Date,
            "lead" | "pilotage" => Field::Lead,
            "partner" | "partners" | "partenaire" | "partenaires" | "expert" | "experts" => Field::Partner,
            "lesson" | "lessons" | "enseignement" | "enseignements" => Field::Lessons,
            "summary" | "resume" => Field::Summary,
            "aims" | "objectifs" => Field::Aims,
            "actions" => Field::Actions,
            "results" | "resultats" => Field::Results,
            "outlook" | "perspectives" => Field::Outlook,
            "sources" | "source" => Field::Sources,
            _ => return None,
        })
    }
}

impl From<Section> for Field {
    fn from(section: Section) -> Self {
        match section {
            Section::Summary => Field::Summary,
            Section::Aims => Field::Aims,
            Section::Actions => Field::Actions,
            Section::Results => Field::Results,
            Section::Lessons => Field::Lessons,
            Section::Outlook => Field::Outlook,
            Section::Other => Field::Other,
            Section::Sources => Field::Sources,
        }
    }
}
