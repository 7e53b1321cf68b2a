//! Which value does a word stand for?
//!
//! Looks up values by their word in the format or their name in any language, regardless of case and accents.

use serde::de::{Deserialize, Deserializer, Error};

use crate::catalogue::{Basis, LessonKind, PlaceKind, Section, Vocabulary};
use crate::lang::Lang;
use crate::text::fold;

/// Returns the value that has this name; `None` if there is none.
fn find_by_name<T: Copy>(values: &[T], names: impl Fn(T) -> Vec<&'static str>, written: &str) -> Option<T> {
    let written = fold(written.trim());
    values.iter().copied().find(|it| names(*it).into_iter().any(|name| fold(name) == written))
}

fn id_and_names(id: &'static str, name: impl Fn(Lang) -> &'static str) -> Vec<&'static str> {
    std::iter::once(id).chain(Lang::ALL.map(name)).collect()
}

/// A value deserialised from a word of the format or a name.
pub(super) struct Word<T>(pub(super) T);

/// A value that has words and names.
pub(super) trait FromWord: Sized {
    /// Returns the value that a word stands for; `None` if there is none.
    fn read(written: &str) -> Option<Self>;
}

impl FromWord for Section {
    fn read(written: &str) -> Option<Self> {
        let by_name = || find_by_name(&Section::ALL, |it| id_and_names(it.field(), |lang| it.name(lang)), written);
        Section::from_word(&fold(written.trim())).or_else(by_name)
    }
}

impl FromWord for Basis {
    fn read(written: &str) -> Option<Self> {
        find_by_name(&[Basis::Stated, Basis::Drawn], |it| id_and_names(it.id(), |lang| it.name(lang)), written)
    }
}

impl FromWord for LessonKind {
    fn read(written: &str) -> Option<Self> {
        find_by_name(&LessonKind::ALL, |it| id_and_names(it.id(), |lang| it.name(lang)), written)
    }
}

impl FromWord for PlaceKind {
    fn read(written: &str) -> Option<Self> {
        let names = |it: PlaceKind| match it {
            PlaceKind::City => vec![it.id(), "ville", "commune", "town", "municipalité", "municipality", "village"],
            PlaceKind::Region => vec![it.id(), "région", "département", "province"],
            PlaceKind::Country => vec![it.id(), "pays", "national"],
        };
        find_by_name(&PlaceKind::ALL, names, written)
    }
}

impl<'de, T: FromWord> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        T::read(&written).map(Self).ok_or_else(|| D::Error::custom(format_args!("unknown word “{written}”")))
    }
}

/// Returns the vocabulary that a word stands for; `None` if there is none. Sources are not among them.
pub(super) fn vocabulary(written: &str) -> Option<Vocabulary> {
    let all = [Vocabulary::Themes, Vocabulary::Kinds, Vocabulary::Groups, Vocabulary::Organisations];
    find_by_name(&all, |it| vec![it.name()], written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_parsed_from_identifiers_and_names() {
        assert_eq!(Section::read("Results "), Some(Section::Results));
        assert_eq!(Section::read("Résultats"), Some(Section::Results));
        assert_eq!(Basis::read("Stated"), Some(Basis::Stated));
        assert_eq!(LessonKind::read("ADVICE"), Some(LessonKind::Advice));
        assert_eq!(LessonKind::read("Obstacle"), Some(LessonKind::Obstacle));
        assert_eq!(LessonKind::read("Conseil"), Some(LessonKind::Advice));
        assert_eq!(vocabulary("Themes"), Some(Vocabulary::Themes));
        assert_eq!(PlaceKind::read("nowhere"), None);
    }
}
