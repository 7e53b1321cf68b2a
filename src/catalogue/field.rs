//! Which parts has a record, by which it is searched?

use super::Section;

/// A part of a record that a search can be limited to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Title.
    Title,
    /// Places with their other names, and countries.
    Place,
    /// When it took place.
    Date,
    /// Themes.
    Theme,
    /// Kinds.
    Kind,
    /// For whom it is.
    Group,
    /// The authority in charge.
    Lead,
    /// Partners and expert organisations; where it is named in a search, the authority in charge as well.
    Partner,
    /// A section. The last one, [`Section::Other`], has the identifier, too.
    Section(Section),
}

/// The fields that are no sections, each with the folded words that name it in a search.
const FACTS: [(Field, &[&str]); 8] = [
    (Field::Title, &["title", "titre"]),
    (Field::Place, &["place", "places", "lieu", "lieux", "country", "pays"]),
    (Field::Date, &["date", "dates"]),
    (Field::Theme, &["theme", "themes"]),
    (Field::Kind, &["kind", "kinds", "type", "types"]),
    (Field::Group, &["group", "groups", "public", "publics"]),
    (Field::Lead, &["lead", "pilotage"]),
    (Field::Partner, &["partner", "partners", "partenaire", "partenaires", "expert", "experts"]),
];

impl Field {
    /// Every field: what one knows at a glance, then the sections.
    pub const ALL: [Field; FACTS.len() + Section::ALL.len()] = {
        let mut all = [Field::Title; FACTS.len() + Section::ALL.len()];
        let mut at = 0;
        while at < all.len() {
            all[at] = if at < FACTS.len() { FACTS[at].0 } else { Field::Section(Section::ALL[at - FACTS.len()]) };
            at += 1;
        }
        all
    };

    /// Returns whether a search in this field looks at another one.
    pub fn covers(self, other: Field) -> bool {
        self == other || (self, other) == (Field::Partner, Field::Lead)
    }

    /// Returns the field that a folded word names, in French or in English.
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
