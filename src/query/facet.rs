//! By which properties can the list be filtered?
//!
//! Defines the facets in one table, used by the reader, the commands and their options.

use std::borrow::Cow;

use crate::catalogue::{
    Activity, Basis, Country, Labelled, LessonKind, Participant, Period, Section, Vocabularies, Vocabulary, years,
};
use crate::lang::Lang;

/// A property of activities by which the list is filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Countries of its places.
    Country,
    /// Themes.
    Theme,
    /// Participants, in any role.
    Partner,
    /// Kinds of activity.
    Kind,
    /// Target groups.
    Group,
    /// Years of its period.
    Date,
    /// Bases of its lessons: stated by the source, or inferred by the catalogue.
    Basis,
    /// Kinds of its lessons.
    LessonKind,
    /// Sections that it has.
    Section,
}

/// A value of a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A country.
    Country(Country),
    /// A term of the facet's vocabulary, by its index.
    Term(usize),
    /// A participant outside the vocabularies, by its key in [`Vocabularies::unlisted`].
    Named(u64),
    /// A year.
    Year(u16),
    /// A basis of lessons.
    Basis(Basis),
    /// A kind of lesson.
    LessonKind(LessonKind),
    /// A section.
    Section(Section),
    /// The activity has no value of the facet.
    NotStated,
}

/// Properties of a facet.
struct Row {
    facet: Facet,
    /// Identifier on the command line.
    id: &'static str,
    /// Other words for it, folded.
    words: &'static [&'static str],
    /// Vocabulary that lists its values, used or not.
    vocabulary: Option<Vocabulary>,
    /// Whether the filter bar shows it even if no value is chosen.
    is_in_bar: bool,
}

#[rustfmt::skip]
static TABLE: [Row; Facet::ALL.len()] = [
    Row { facet: Facet::Country, id: "country", words: &["pays"], vocabulary: None, is_in_bar: true },
    Row { facet: Facet::Theme, id: "theme", words: &[], vocabulary: Some(Vocabulary::Themes), is_in_bar: true },
    Row { facet: Facet::Partner, id: "partner", words: &["partenaire"], vocabulary: Some(Vocabulary::Organisations), is_in_bar: true },
    Row { facet: Facet::Kind, id: "kind", words: &["type"], vocabulary: Some(Vocabulary::Kinds), is_in_bar: false },
    Row { facet: Facet::Group, id: "group", words: &["public", "for-whom", "for whom"], vocabulary: Some(Vocabulary::Groups), is_in_bar: false },
    Row { facet: Facet::Date, id: "date", words: &["dates"], vocabulary: None, is_in_bar: false },
    Row { facet: Facet::Basis, id: "basis", words: &["fondement", "lessons", "enseignements"], vocabulary: None, is_in_bar: false },
    Row { facet: Facet::LessonKind, id: "lesson-kind", words: &["enseignement"], vocabulary: None, is_in_bar: false },
    Row { facet: Facet::Section, id: "stated", words: &["rubrique"], vocabulary: None, is_in_bar: false },
];

impl Facet {
    /// Every facet.
    pub const ALL: [Facet; 9] = [
        Facet::Country,
        Facet::Theme,
        Facet::Partner,
        Facet::Kind,
        Facet::Group,
        Facet::Date,
        Facet::Basis,
        Facet::LessonKind,
        Facet::Section,
    ];

    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// Returns its identifier on the command line.
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// Returns its name in a language.
    pub fn name(self, lang: Lang) -> &'static str {
        lang.words().facets[self as usize]
    }

    /// Returns the vocabulary that lists its values, if there is one.
    pub(crate) fn vocabulary(self) -> Option<Vocabulary> {
        self.row().vocabulary
    }

    /// Returns a term of its vocabulary, by its index.
    fn term(self, at: usize, terms: &Vocabularies) -> Option<&dyn Labelled> {
        terms.term(self.vocabulary()?, at)
    }

    /// Returns whether the filter bar shows it even if no value is chosen.
    pub fn is_in_bar(self) -> bool {
        self.row().is_in_bar
    }

    /// Returns the facet with a folded French or English name.
    pub fn from_word(folded: &str) -> Option<Self> {
        TABLE.iter().find(|it| it.id == folded || it.words.contains(&folded)).map(|it| it.facet)
    }

    /// Returns the values of an activity, sorted and without duplicates: [`Value::NotStated`] alone where it has none.
    /// A period without an end gives its first year only.
    pub fn values(self, activity: &Activity) -> Vec<Value> {
        let mut values = Vec::new();
        self.fill_values(activity, &mut values);
        values
    }

    /// Replaces the contents of `values` with the values of an activity, as [`Facet::values`] returns them.
    pub(super) fn fill_values(self, activity: &Activity, values: &mut Vec<Value>) {
        values.clear();
        let mut terms = |it: &[usize]| values.extend(it.iter().copied().map(Value::Term));
        match self {
            Facet::Country => values.extend(activity.places().map(|it| Value::Country(it.country))),
            Facet::Theme => terms(&activity.themes),
            Facet::Kind => terms(&activity.kinds),
            Facet::Group => terms(&activity.groups),
            Facet::Partner => values.extend(activity.partners.iter().map(|it| Value::of_participant(&it.who))),
            Facet::Date => {
                let span = activity.period.map(Period::span).map(|(first, last)| (first, last.unwrap_or(first)));
                values.extend(span.into_iter().flat_map(|(first, last)| years(first, last)).map(Value::Year));
            }
            Facet::Basis => values.extend(activity.lessons.iter().filter_map(|it| it.basis).map(Value::Basis)),
            Facet::LessonKind => values.extend(activity.lessons.iter().filter_map(|it| it.kind).map(Value::LessonKind)),
            Facet::Section => values.extend(sections().filter(|it| activity.has(*it)).map(Value::Section)),
        }
        values.sort_unstable();
        values.dedup();
        if values.is_empty() {
            values.push(Value::NotStated);
        }
    }

    /// Returns the values that can be chosen whether or not an activity has them; empty for countries and dates.
    pub(crate) fn listed(self, terms: &Vocabularies) -> Vec<Value> {
        let values: Vec<Value> = match self {
            Facet::Country => return Vec::new(),
            Facet::Basis => [Basis::Stated, Basis::Drawn].map(Value::Basis).into(),
            Facet::LessonKind => LessonKind::ALL.map(Value::LessonKind).into(),
            Facet::Section => sections().map(Value::Section).collect(),
            facet => (0..).take_while(|at| facet.term(*at, terms).is_some()).map(Value::Term).collect(),
        };
        values.into_iter().chain([Value::NotStated]).collect()
    }
}

/// Returns the sections that are values of [`Facet::Section`].
fn sections() -> impl Iterator<Item = Section> {
    Section::ALL.into_iter().filter(|it| *it != Section::Other)
}

impl Value {
    /// Returns the value of a participant.
    fn of_participant(who: &Participant) -> Self {
        match who {
            Participant::Organisation(at) => Value::Term(*at),
            Participant::Named(name) => Value::Named(name.key()),
        }
    }

    /// Returns the identifier: a country code, the identifier of a term, a year, or a keyword.
    pub fn id(self, facet: Facet, terms: &Vocabularies) -> Cow<'_, str> {
        Cow::Borrowed(match self {
            Value::Country(country) => country.code(),
            Value::Year(year) => return Cow::Owned(year.to_string()),
            Value::Term(at) => facet.vocabulary().map_or("", |it| terms.id(it, at)),
            Value::Named(key) => return Cow::Owned(terms.unlisted_id(key)),
            Value::Basis(basis) => basis.id(),
            Value::LessonKind(kind) => kind.id(),
            Value::Section(section) => section.field(),
            Value::NotStated => "not-stated",
        })
    }

    /// Returns the displayed name.
    pub fn label(self, facet: Facet, terms: &Vocabularies, lang: Lang) -> Cow<'_, str> {
        let words = lang.words();
        Cow::Borrowed(match self {
            Value::Country(country) => country.name(lang),
            Value::Year(year) => return Cow::Owned(year.to_string()),
            Value::Term(at) => facet.term(at, terms).map_or("", |it| it.name().get(lang)),
            Value::Named(key) => terms.unlisted.get(key).map_or("", |it| it.get(lang)),
            Value::Basis(basis) => basis.name(lang),
            Value::LessonKind(kind) => kind.name(lang),
            Value::Section(section) => section.name(lang),
            Value::NotStated => words.not_stated_value,
        })
    }

    /// Returns the displayed name where space is limited: a country code or a term's short name, where there is one.
    pub fn short_label(self, facet: Facet, terms: &Vocabularies, lang: Lang) -> Cow<'_, str> {
        let short = match self {
            Value::Country(country) => Some(country.code()),
            Value::Term(at) => facet.term(at, terms).and_then(Labelled::short),
            _ => None,
        };
        short.map_or_else(|| self.label(facet, terms, lang), Cow::Borrowed)
    }

    /// Returns every name by which the value can be found, in every language, its identifier first.
    pub fn names(self, facet: Facet, terms: &Vocabularies) -> Vec<Cow<'_, str>> {
        let mut names = vec![self.id(facet, terms)];
        let text = match self {
            Value::Year(_) => None,
            Value::Named(key) => terms.unlisted.get(key),
            Value::Term(at) => {
                let term = facet.term(at, terms);
                names.extend(term.into_iter().flat_map(Labelled::other_names).map(|it| Cow::Borrowed(it.as_str())));
                term.map(Labelled::name)
            }
            _ => {
                names.extend(Lang::ALL.map(|it| self.label(facet, terms, it)));
                let mut others = |it: &[&'static str]| names.extend(it.iter().map(|it| Cow::Borrowed(*it)));
                match self {
                    Value::Basis(Basis::Stated) => others(&["énoncé", "énoncée"]),
                    Value::Basis(Basis::Drawn) => others(&["conclu", "conclue"]),
                    Value::Country(country) => others(country.other_names()),
                    // Activities without a lesson that has a basis.
                    Value::NotStated if facet == Facet::Basis => others(&["none", "aucun", "aucune"]),
                    _ => {}
                }
                None
            }
        };
        names.extend(text.into_iter().flat_map(|it| it.versions()).map(|(_, name)| Cow::Borrowed(name)));
        names
    }
}
