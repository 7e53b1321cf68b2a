//! By what can a list be narrowed?

use std::borrow::Cow;

use crate::catalogue::{Activity, Country, Vocabularies};
use crate::lang::Lang;

/// Something that activities have, by which a list is narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Where it took place.
    Country,
    /// What it is about.
    Theme,
    /// Which expert organisation takes part.
    Partner,
    /// What form it takes.
    Kind,
    /// The years in which it took place.
    Date,
}

/// A value of a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A country.
    Country(Country),
    /// A term of the facet's vocabulary, by its index.
    Term(usize),
    /// A year.
    Year(u16),
    /// The source states none.
    NotStated,
}

impl Facet {
    /// Every facet.
    pub const ALL: [Facet; 5] = [Facet::Country, Facet::Theme, Facet::Partner, Facet::Kind, Facet::Date];

    /// Returns the word for it on a command line.
    pub fn id(self) -> &'static str {
        match self {
            Facet::Country => "country",
            Facet::Theme => "theme",
            Facet::Partner => "partner",
            Facet::Kind => "kind",
            Facet::Date => "date",
        }
    }

    /// Returns its name in a language.
    pub fn name(self, lang: Lang) -> &'static str {
        lang.words().facets[self as usize]
    }

    /// Returns the facet that a folded word names, in French or in English.
    pub fn from_word(folded: &str) -> Option<Self> {
        Some(match folded {
            "country" | "pays" => Facet::Country,
            "theme" => Facet::Theme,
            "partner" | "partenaire" => Facet::Partner,
            "kind" | "type" => Facet::Kind,
            "date" | "dates" => Facet::Date,
            _ => return None,
        })
    }

    /// Returns the values that an activity has; never empty.
    pub fn values(self, activity: &Activity) -> Vec<Value> {
        let terms = match self {
            Facet::Country => return vec![Value::Country(activity.place.country)],
            Facet::Theme => &activity.themes,
            Facet::Partner => &activity.experts,
            Facet::Kind => &activity.kinds,
            Facet::Date => {
                let years = activity.period.map(|it| it.years().into_iter().map(Value::Year).collect());
                return years.unwrap_or_else(|| vec![Value::NotStated]);
            }
        };
        match terms.as_slice() {
            [] => vec![Value::NotStated],
            terms => terms.iter().copied().map(Value::Term).collect(),
        }
    }

    /// Returns the values that its vocabulary offers, whether an activity uses them or not.
    pub(crate) fn vocabulary(self, terms: &Vocabularies) -> Vec<Value> {
        let count = match self {
            Facet::Country | Facet::Date => return Vec::new(),
            Facet::Theme => terms.themes.len(),
            Facet::Partner => terms.organisations.len(),
            Facet::Kind => terms.kinds.len(),
        };
        (0..count).map(Value::Term).chain([Value::NotStated]).collect()
    }
}

impl Value {
    /// Returns the identifier: a country's code, a term's own, a year.
    pub fn id(self, facet: Facet, terms: &Vocabularies) -> Cow<'_, str> {
        Cow::Borrowed(match (self, facet) {
            (Value::Country(country), _) => country.code(),
            (Value::NotStated, _) => "not-stated",
            (Value::Year(year), _) => return Cow::Owned(year.to_string()),
            (Value::Term(at), Facet::Theme) => terms.themes.id(at),
            (Value::Term(at), Facet::Kind) => terms.kinds.id(at),
            (Value::Term(at), _) => terms.organisations.id(at),
        })
    }

    /// Returns the name to show.
    pub fn label(self, facet: Facet, terms: &Vocabularies, lang: Lang) -> Cow<'_, str> {
        let name = match (self, facet) {
            (Value::Country(country), _) => Some(country.name(lang)),
            (Value::NotStated, _) => Some(lang.words().not_stated_value),
            (Value::Year(year), _) => return Cow::Owned(year.to_string()),
            (Value::Term(at), Facet::Theme) => terms.themes.get(at).map(|it| it.get(lang)),
            (Value::Term(at), Facet::Kind) => terms.kinds.get(at).map(|it| it.get(lang)),
            (Value::Term(at), _) => terms.organisations.get(at).map(|it| it.name.get(lang)),
        };
        Cow::Borrowed(name.unwrap_or_default())
    }

    /// Returns the name to show where room is scarce.
    pub fn short_label(self, facet: Facet, terms: &Vocabularies, lang: Lang) -> Cow<'_, str> {
        match (self, facet) {
            (Value::Country(country), _) => Cow::Borrowed(country.code()),
            (Value::Term(at), Facet::Partner) => {
                let short = terms.organisations.get(at).and_then(|it| it.short.as_deref());
                short.map_or_else(|| self.label(facet, terms, lang), Cow::Borrowed)
            }
            _ => self.label(facet, terms, lang),
        }
    }

    /// Returns everything by which someone may call the value: its identifier and short name, which are of no
    /// language, then its names, each with the language it is in.
    pub fn names(self, facet: Facet, terms: &Vocabularies) -> Vec<(Option<&str>, Cow<'_, str>)> {
        let mut names = vec![(None, self.id(facet, terms))];
        let text = match (self, facet) {
            (Value::Country(_) | Value::NotStated, _) => {
                names.extend(Lang::ALL.map(|lang| (Some(lang.tag()), self.label(facet, terms, lang))));
                None
            }
            (Value::Year(_), _) => None,
            (Value::Term(at), Facet::Theme) => terms.themes.get(at),
            (Value::Term(at), Facet::Kind) => terms.kinds.get(at),
            (Value::Term(at), _) => {
                let organisation = terms.organisations.get(at);
                names.extend(organisation.and_then(|it| it.short.as_deref()).map(|it| (None, Cow::Borrowed(it))));
                organisation.map(|it| &it.name)
            }
        };
        let versions = text.into_iter().flat_map(|it| it.versions());
        names.extend(versions.map(|(tag, name)| (Some(tag), Cow::Borrowed(name))));
        names
    }
}
