//! By what can a list be narrowed?

use crate::catalogue::{Activity, Country, Vocabularies};
use crate::lang::Lang;

/// Something that activities have, by which a list is narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Where it took place.
    Country,
    /// What it is about.
    Theme,
    /// What form it takes.
    Kind,
    /// Which expert organisation takes part.
    Partner,
}

/// A value of a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A country.
    Country(Country),
    /// A term of the facet's vocabulary, by its index.
    Term(usize),
    /// The source states none.
    NotStated,
}

impl Facet {
    /// Every facet.
    pub const ALL: [Facet; 4] = [Facet::Country, Facet::Theme, Facet::Kind, Facet::Partner];

    /// Returns the word for it on a command line.
    pub fn id(self) -> &'static str {
        match self {
            Facet::Country => "country",
            Facet::Theme => "theme",
            Facet::Kind => "kind",
            Facet::Partner => "partner",
        }
    }

    /// Returns the facet that a folded word names, in French or in English.
    pub fn from_word(folded: &str) -> Option<Self> {
        Some(match folded {
            "country" | "pays" => Facet::Country,
            "theme" => Facet::Theme,
            "kind" | "type" => Facet::Kind,
            "partner" | "partenaire" => Facet::Partner,
            _ => return None,
        })
    }

    /// Returns the values that an activity bears; never empty.
    pub fn values(self, activity: &Activity) -> Vec<Value> {
        let terms = match self {
            Facet::Country => return vec![Value::Country(activity.place.country)],
            Facet::Theme => &activity.themes,
            Facet::Kind => &activity.kinds,
            Facet::Partner => &activity.experts,
        };
        match terms.as_slice() {
            [] => vec![Value::NotStated],
            terms => terms.iter().copied().map(Value::Term).collect(),
        }
    }

    /// Returns the values that its vocabulary offers, whether an activity bears them or not.
    pub(crate) fn vocabulary(self, terms: &Vocabularies) -> Vec<Value> {
        let count = match self {
            Facet::Country => return Vec::new(),
            Facet::Theme => terms.themes.len(),
            Facet::Kind => terms.kinds.len(),
            Facet::Partner => terms.organisations.len(),
        };
        (0..count).map(Value::Term).chain([Value::NotStated]).collect()
    }
}

impl Value {
    /// Returns the identifier: a country's code, or a term's.
    pub fn id(self, facet: Facet, terms: &Vocabularies) -> &str {
        match (self, facet) {
            (Value::Country(country), _) => country.code(),
            (Value::NotStated, _) => "not-stated",
            (Value::Term(at), Facet::Theme) => terms.themes.id(at),
            (Value::Term(at), Facet::Kind) => terms.kinds.id(at),
            (Value::Term(at), _) => terms.organisations.id(at),
        }
    }

    /// Returns the name to show.
    pub fn label(self, facet: Facet, terms: &Vocabularies, lang: Lang) -> &str {
        let name = match (self, facet) {
            (Value::Country(country), _) => Some(country.name(lang)),
            (Value::NotStated, _) => Some(lang.words().not_stated_value),
            (Value::Term(at), Facet::Theme) => terms.themes.get(at).map(|it| it.get(lang)),
            (Value::Term(at), Facet::Kind) => terms.kinds.get(at).map(|it| it.get(lang)),
            (Value::Term(at), _) => terms.organisations.get(at).map(|it| it.name.get(lang)),
        };
        name.unwrap_or_default()
    }

    /// Returns the name to show where room is scarce.
    pub fn short_label(self, facet: Facet, terms: &Vocabularies, lang: Lang) -> &str {
        match (self, facet) {
            (Value::Country(country), _) => country.code(),
            (Value::Term(at), Facet::Partner) => {
                let short = terms.organisations.get(at).and_then(|it| it.short.as_deref());
                short.unwrap_or_else(|| self.label(facet, terms, lang))
            }
            _ => self.label(facet, terms, lang),
        }
    }

    /// Returns everything by which someone may call the value: identifier and names in every language.
    pub fn names(self, facet: Facet, terms: &Vocabularies) -> Vec<String> {
        let mut names = vec![self.id(facet, terms).to_owned()];
        let text = match (self, facet) {
            (Value::Country(_) | Value::NotStated, _) => {
                names.extend(Lang::ALL.map(|lang| self.label(facet, terms, lang).to_owned()));
                None
            }
            (Value::Term(at), Facet::Theme) => terms.themes.get(at),
            (Value::Term(at), Facet::Kind) => terms.kinds.get(at),
            (Value::Term(at), _) => {
                let organisation = terms.organisations.get(at);
                names.extend(organisation.and_then(|it| it.short.as_deref()).map(str::to_owned));
                organisation.map(|it| &it.name)
            }
        };
        names.extend(text.into_iter().flat_map(|it| it.versions()).map(|(_, name)| name.to_owned()));
        names
    }
}
