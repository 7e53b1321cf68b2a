//! Which value does a word stand for? Its word in the format, or its name in a language, whatever its case and accents.

use serde::de::{Deserialize, Deserializer, Error};

use crate::catalogue::{Basis, LessonKind, PlaceKind, Section, Vocabulary};
use crate::lang::Lang;
use crate::text::fold;

/// Returns that of some values which a word stands for.
fn named<T: Copy>(values: &[T], names: impl Fn(T) -> Vec<&'static str>, written: &str) -> Option<T> {
    let written = fold(written.trim());
    values.iter().copied().find(|it| names(*it).into_iter().any(|name| fold(name) == written))
}

fn in_languages(id: &'static str, name: impl Fn(Lang) -> &'static str) -> Vec<&'static str> {
    std::iter::once(id).chain(Lang::ALL.map(name)).collect()
}

/// Returns the section that a word stands for.
pub(super) fn section(written: &str) -> Option<Section> {
    let by_name = || named(&Section::ALL, |it| in_languages(it.field(), |lang| it.name(lang)), written);
    Section::from_word(&fold(written.trim())).or_else(by_name)
}

/// Returns who presents a lesson.
pub(super) fn basis(written: &str) -> Option<Basis> {
    named(&[Basis::Stated, Basis::Drawn], |it| in_languages(it.id(), |lang| it.name(lang)), written)
}

/// Returns the sort of a lesson.
pub(super) fn lesson_kind(written: &str) -> Option<LessonKind> {
    named(&LessonKind::ALL, |it| in_languages(it.id(), |lang| it.name(lang)), written)
}

/// Returns the sort of a place.
pub(super) fn place_kind(written: &str) -> Option<PlaceKind> {
    let names = |it: PlaceKind| match it {
        PlaceKind::City => vec![it.id(), "ville", "commune", "town", "municipalité", "municipality", "village"],
        PlaceKind::Region => vec![it.id(), "région", "département", "province"],
        PlaceKind::Country => vec![it.id(), "pays", "national"],
    };
    named(&PlaceKind::ALL, names, written)
}

/// A word of the format, or a name, in JSON.
pub(super) struct Word<T>(pub(super) T);

/// What a word can stand for.
pub(super) trait FromWord: Sized {
    fn from_word(written: &str) -> Option<Self>;
}

impl FromWord for Section {
    fn from_word(written: &str) -> Option<Self> {
        section(written)
    }
}

impl FromWord for Basis {
    fn from_word(written: &str) -> Option<Self> {
        basis(written)
    }
}

impl FromWord for LessonKind {
    fn from_word(written: &str) -> Option<Self> {
        lesson_kind(written)
    }
}

impl FromWord for PlaceKind {
    fn from_word(written: &str) -> Option<Self> {
        place_kind(written)
    }
}

impl<'de, T: FromWord> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        T::from_word(&written).map(Self).ok_or_else(|| D::Error::custom(format_args!("unknown word “{written}”")))
    }
}

/// Returns the vocabulary that a word stands for.
pub(super) fn vocabulary(written: &str) -> Option<Vocabulary> {
    let all = [Vocabulary::Themes, Vocabulary::Kinds, Vocabulary::Groups, Vocabulary::Organisations];
    named(&all, |it| vec![it.name()], written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_known_by_their_word_and_by_their_names() {
        assert_eq!(section("Results "), Some(Section::Results));
        assert_eq!(section("Résultats"), Some(Section::Results));
        assert_eq!(basis("Stated"), Some(Basis::Stated));
        assert_eq!(lesson_kind("ADVICE"), Some(LessonKind::Advice));
        assert_eq!(lesson_kind("Obstacle"), Some(LessonKind::Obstacle));
        assert_eq!(lesson_kind("Conseil"), Some(LessonKind::Advice));
        assert_eq!(vocabulary("Themes"), Some(Vocabulary::Themes));
        assert_eq!(place_kind("nowhere"), None);
    }
}
