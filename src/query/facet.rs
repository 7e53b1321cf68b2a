//! By what can a list be narrowed? One table: screens, commands and options read it.

use std::borrow::Cow;

use crate::catalogue::{
    Activity, Basis, Country, LessonKind, Named, Period, Section, Vocabularies, Vocabulary, Who, years,
};
use crate::lang::Lang;

/// Something that activities have, by which a list is narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Where it took place.
    Country,
    /// What it is about.
    Theme,
    /// Who takes part, in whatever role.
    Partner,
    /// What form it takes.
    Kind,
    /// For whom it is.
    Group,
    /// The years in which it took place.
    Date,
    /// Who presents its lessons as such.
    Basis,
    /// What sort of lessons it has.
    LessonKind,
    /// The sections in which it has something to say.
    Stated,
}

/// A value of a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A country.
    Country(Country),
    /// A term of the facet's vocabulary, by its index.
    Term(usize),
    /// Someone who is in no vocabulary, by a key of [`Vocabularies::named`].
    Named(u64),
    /// A year.
    Year(u16),
    /// Who presents lessons.
    Basis(Basis),
    /// A sort of lesson.
    LessonKind(LessonKind),
    /// A section.
    Section(Section),
    /// The source states none.
    NotStated,
}

/// What is known of a facet.
struct Row {
    facet: Facet,
    /// The word for it on a command line.
    id: &'static str,
    /// Other words for it, folded.
    words: &'static [&'static str],
    /// Where its values are listed, used or not.
    vocabulary: Option<Vocabulary>,
    /// Whether the filter bar shows it also where nothing is chosen.
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
    Row { facet: Facet::Stated, id: "stated", words: &["rubrique"], vocabulary: None, is_in_bar: false },
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
        Facet::Stated,
    ];

    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// Returns the word for it on a command line.
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// Returns its name in a language.
    pub fn name(self, lang: Lang) -> &'static str {
        lang.words().facets[self as usize]
    }

    /// Returns the vocabulary in which its values are listed, if there is one.
    pub(crate) fn vocabulary(self) -> Option<Vocabulary> {
        self.row().vocabulary
    }

    /// Returns a term of its vocabulary.
    fn term(self, at: usize, terms: &Vocabularies) -> Option<&dyn Named> {
        terms.term(self.vocabulary()?, at)
    }

    /// Returns whether the filter bar shows it also where nothing is chosen.
    pub fn is_in_bar(self) -> bool {
        self.row().is_in_bar
    }

    /// Returns the facet that a folded word names, in French or in English.
    pub fn from_word(folded: &str) -> Option<Self> {
        TABLE.iter().find(|it| it.id == folded || it.words.contains(&folded)).map(|it| it.facet)
    }

    /// Returns the values that an activity has, each once; never empty. Dates without an end have their first year.
    pub fn values(self, activity: &Activity) -> Vec<Value> {
        let mut values = Vec::new();
        self.put_values(activity, &mut values);
        values
    }

    /// Puts the values that an activity has into a list, in place of what is there.
    pub(super) fn put_values(self, activity: &Activity, values: &mut Vec<Value>) {
        values.clear();
        let mut terms = |it: &[usize]| values.extend(it.iter().copied().map(Value::Term));
        match self {
            Facet::Country => values.extend(activity.places().map(|it| Value::Country(it.country))),
            Facet::Theme => terms(&activity.themes),
            Facet::Kind => terms(&activity.kinds),
            Facet::Group => terms(&activity.groups),
            Facet::Partner => values.extend(activity.partners.iter().map(|it| Value::of_who(&it.who))),
            Facet::Date => {
                let span = activity.period.map(Period::span).map(|(first, last)| (first, last.unwrap_or(first)));
                values.extend(span.into_iter().flat_map(|(first, last)| years(first, last)).map(Value::Year));
            }
            Facet::Basis => values.extend(activity.lessons.iter().filter_map(|it| it.basis).map(Value::Basis)),
            Facet::LessonKind => values.extend(activity.lessons.iter().filter_map(|it| it.kind).map(Value::LessonKind)),
            Facet::Stated => values.extend(sections().filter(|it| activity.has(*it)).map(Value::Section)),
        }
        values.sort_unstable();
        values.dedup();
        if values.is_empty() {
            values.push(Value::NotStated);
        }
    }

    /// Returns the values that are there to choose from, whether an activity has them or not.
    pub(crate) fn listed(self, terms: &Vocabularies) -> Vec<Value> {
        let values: Vec<Value> = match self {
            Facet::Country => return Vec::new(),
            Facet::Date => Vec::new(),
            Facet::Basis => [Basis::Stated, Basis::Drawn].map(Value::Basis).into(),
            Facet::LessonKind => LessonKind::ALL.map(Value::LessonKind).into(),
            Facet::Stated => sections().map(Value::Section).collect(),
            facet => (0..facet.vocabulary().map_or(0, |it| terms.len(it))).map(Value::Term).collect(),
        };
        values.into_iter().chain([Value::NotStated]).collect()
    }
}

/// Returns the sections in which something may be stated or missing.
fn sections() -> impl Iterator<Item = Section> {
    Section::ALL.into_iter().filter(|it| !matches!(it, Section::Other | Section::Sources))
}

impl Value {
    /// Returns the value for someone who takes part.
    fn of_who(who: &Who) -> Self {
        match who {
            Who::Organisation(at) => Value::Term(*at),
            Who::Named(name) => Value::Named(name.key()),
        }
    }

    /// Returns the identifier: a country's code, a term's own, a year, a word.
    pub fn id(self, facet: Facet, terms: &Vocabularies) -> Cow<'_, str> {
        Cow::Borrowed(match self {
            Value::Country(country) => country.code(),
            Value::Year(year) => return Cow::Owned(year.to_string()),
            Value::Term(at) => facet.vocabulary().map_or("", |it| terms.id(it, at)),
            Value::Named(key) => return Cow::Owned(terms.id_of_named(key)),
            Value::Basis(basis) => basis.id(),
            Value::LessonKind(kind) => kind.id(),
            Value::Section(section) => section.field(),
            Value::NotStated => "not-stated",
        })
    }

    /// Returns the name to show.
    pub fn label(self, facet: Facet, terms: &Vocabularies, lang: Lang) -> Cow<'_, str> {
        let words = lang.words();
        Cow::Borrowed(match self {
            Value::Country(country) => country.name(lang),
            Value::Year(year) => return Cow::Owned(year.to_string()),
            Value::Term(at) => facet.term(at, terms).map_or("", |it| it.name().get(lang)),
            Value::Named(key) => terms.named.get(key).map_or("", |it| it.get(lang)),
            Value::Basis(basis) => basis.name(lang),
            Value::LessonKind(kind) => kind.name(lang),
            Value::Section(section) => section.name(lang),
            Value::NotStated => words.not_stated_value,
        })
    }

    /// Returns the name to show where room is scarce.
    pub fn short_label(self, facet: Facet, terms: &Vocabularies, lang: Lang) -> Cow<'_, str> {
        let short = match self {
            Value::Country(country) => Some(country.code()),
            Value::Term(at) => facet.term(at, terms).and_then(Named::short),
            _ => None,
        };
        short.map_or_else(|| self.label(facet, terms, lang), Cow::Borrowed)
    }

    /// Returns everything by which someone may call the value: its identifier and its other names, which are of no
    /// language, then its names, each with the language it is in.
    pub fn names(self, facet: Facet, terms: &Vocabularies) -> Vec<(Option<&str>, Cow<'_, str>)> {
        let mut names = vec![(None, self.id(facet, terms))];
        let text = match self {
            Value::Year(_) => None,
            Value::Named(key) => terms.named.get(key),
            Value::Term(at) => {
                let term = facet.term(at, terms);
                names
                    .extend(term.into_iter().flat_map(Named::other_names).map(|it| (None, Cow::Borrowed(it.as_str()))));
                term.map(Named::name)
            }
            _ => {
                let label = |lang: Lang| (Some(lang.interface_tag()), self.label(facet, terms, lang));
                names.extend(Lang::ALL.map(label));
                let mut others = |it: &[&'static str]| names.extend(it.iter().map(|it| (None, Cow::Borrowed(*it))));
                match self {
                    Value::Basis(Basis::Stated) => others(&["énoncé", "énoncée"]),
                    Value::Basis(Basis::Drawn) => others(&["conclu", "conclue"]),
                    Value::Country(country) => others(country.other_names()),
                    // An activity of which no lesson is known.
                    Value::NotStated if facet == Facet::Basis => others(&["none", "aucun", "aucune"]),
                    _ => {}
                }
                None
            }
        };
        let versions = text.into_iter().flat_map(|it| it.versions());
        names.extend(versions.map(|(tag, name)| (Some(tag), Cow::Borrowed(name))));
        names
    }
}
