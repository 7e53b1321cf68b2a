//! Which parts of a record can be searched?
//!
//! The fields to which a search can be limited, with the French and English words that name them.

use super::Section;

/// A part of a record to which a search can be limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Title.
    Title,
    /// Places with their alternative names, and countries.
    Place,
    /// Period in which it took place.
    Date,
    /// Themes.
    Theme,
    /// Kinds.
    Kind,
    /// Target groups.
    Group,
    /// The authority in charge.
    Lead,
    /// Partners and expert organisations. A search limited to this field includes the authority in charge.
    Partner,
    /// A section; [`Section::Other`] includes the identifier of the activity.
    Section(Section),
}

/// The fields that are not sections, each with the folded words that name it in a search.
const FACTS: [(Field, &[&str]); 8] = [
    (Field::Title, &["title", "titre"]),
    (
        Field::Place,
        &["place", "places", "lieu", "lieux", "town", "towns", "city", "ville", "villes", "country", "pays"],
    ),
    (Field::Date, &["date", "dates", "year", "annee"]),
    (Field::Theme, &["theme", "themes"]),
    (Field::Kind, &["kind", "kinds", "type", "types"]),
    (Field::Group, &["group", "groups", "public", "publics"]),
    (Field::Lead, &["lead", "pilotage"]),
    (Field::Partner, &["partner", "partners", "partenaire", "partenaires", "expert", "experts"]),
];

impl Field {
    /// Every field: the facts, then the sections in reading order.
    pub const ALL: [Field; FACTS.len() + Section::ALL.len()] = {
        let mut all = [Field::Title; FACTS.len() + Section::ALL.len()];
        let mut at = 0;
        while at < all.len() {
            all[at] = if at < FACTS.len() { FACTS[at].0 } else { Field::Section(Section::ALL[at - FACTS.len()]) };
            at += 1;
        }
        all
    };

    /// Returns whether a search limited to this field includes another one.
    pub fn covers(self, other: Field) -> bool {
        self == other || (self, other) == (Field::Partner, Field::Lead)
    }

    /// Returns the field named by a folded French or English word; `None` if there is none.
    pub fn from_word(folded: &str) -> Option<Self> {
        let fact = FACTS.iter().find(|(_, words)| words.contains(&folded)).map(|(field, _)| *field);
        fact.or_else(|| Section::from_word(folded).map(Field::Section))
    }
}

impl From<Section> for Field {
    fn from(section: Section) -> Self {
        Field::Section(section)
    }
}
