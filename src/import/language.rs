//! Which language is a column in?
//!
//! Reads the language from a column name (`title_fr`, `Titre (fr)`, `Summary [English]`), or guesses it from the words
//! of column names and texts.

use std::cmp::Ordering;

use super::column_names::contains_word;
use crate::diagnose::is_language;
use crate::lang::{Lang, primary};
use crate::text::fold;

/// Tags that are accepted after a space, hyphen or dot; others could be words.
const BARE_TAGS: [&str; 24] = [
    "fr", "en", "de", "es", "pt", "nl", "pl", "ro", "hu", "cs", "sk", "sl", "hr", "bg", "el", "fi", "sv", "da", "et",
    "lv", "lt", "mt", "ga", "it",
];

/// Splits a column name into the name proper and the language tag (BCP 47) that follows it, which is empty if there is
/// none.
pub(super) fn split_language(name: &str) -> (&str, String) {
    let name = name.trim();
    for (open, close) in [('(', ')'), ('[', ']')] {
        let inside = name.strip_suffix(close).and_then(|it| it.rsplit_once(open));
        if let Some((base, tag)) = inside.and_then(|(base, inside)| Some((base, tag_of(inside)?))) {
            return (base.trim_end(), tag);
        }
    }
    for separator in ['_', ':', '/'] {
        if let Some((base, tag)) = name.rsplit_once(separator).and_then(|(base, it)| Some((base, tag_of(it)?))) {
            return (base.trim_end(), tag);
        }
    }
    for separator in [' ', '-', '.'] {
        let split = name.rsplit_once(separator).filter(|(_, it)| BARE_TAGS.contains(&it.to_lowercase().as_str()));
        if let Some((base, tag)) = split {
            return (base.trim_end_matches([' ', '-', '–']), tag.to_lowercase());
        }
    }
    (name, String::new())
}

/// Returns the language tag for a tag or the name of a language; `None` if it is neither.
fn tag_of(written: &str) -> Option<String> {
    let written = written.trim();
    let tag = written.replace('_', "-").to_lowercase();
    // Not every word of two or three letters is a language: the tag must have a known name.
    let is_known = |tag: &str| BARE_TAGS.contains(&tag) || (Lang::EN.words().language)(tag) != tag;
    if (2..=3).contains(&primary(&tag).len()) && is_language(&tag) && is_known(primary(&tag)) {
        return Some(tag);
    }
    let name = fold(written);
    let spellings = [
        ("eng", "en"),
        ("fra", "fr"),
        ("fre", "fr"),
        ("francais", "fr"),
        ("english", "en"),
        ("deutsch", "de"),
        ("espanol", "es"),
        ("italiano", "it"),
    ];
    let by_spelling = spellings.iter().find(|(it, _)| *it == name).map(|(_, tag)| *tag);
    by_spelling.or_else(|| BARE_TAGS.iter().find(|it| is_language_name(&name, it)).copied()).map(str::to_owned)
}

/// Returns whether a folded name is that of the language with a tag, in a language of the interface.
pub(crate) fn is_language_name(name: &str, tag: &str) -> bool {
    Lang::ALL.iter().any(|lang| fold((lang.words().language)(tag)) == name)
}

/// Words of column names that occur in French only; folded.
const FRENCH: &str = "titre nom intitule lieu ville pays resume objectifs resultats enseignements lecons perspectives \
    partenaires thematique thematiques annee periode financement commune porteur publics projet suites debut fin liens";

/// Words of column names that occur in English only; folded.
const ENGLISH: &str = "title name place city town country summary aims objectives results lessons outlook partners topics \
    year period funding lead audience project practice start end links learned learnt steps";

/// Returns the language (BCP 47) of texts, by the number of frequent French and English words; `None` if undecided.
pub(super) fn language_of_texts<'t>(texts: impl Iterator<Item = &'t String>) -> Option<&'static str> {
    let (mut french, mut english) = (0, 0);
    for word in texts.flat_map(|it| it.split_whitespace()) {
        french += usize::from(["le", "la", "les", "des", "du", "et", "une", "dans", "pour"].contains(&word));
        english += usize::from(["the", "of", "and", "to", "in", "with", "by", "is", "was"].contains(&word));
    }
    more_frequent(french, english)
}

/// Returns the language (BCP 47) of column names; `None` if undecided.
pub(super) fn language_of_names(names: &[String]) -> Option<&'static str> {
    let words: Vec<String> = names
        .iter()
        .flat_map(|it| {
            fold(split_language(it).0).split(|it: char| !it.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let [french, english] = [FRENCH, ENGLISH].map(|known| words.iter().filter(|it| contains_word(known, it)).count());
    more_frequent(french, english)
}

/// Returns the language with more words; `None` if there are as many of each.
fn more_frequent(french: usize, english: usize) -> Option<&'static str> {
    match french.cmp(&english) {
        Ordering::Greater => Some("fr"),
        Ordering::Less => Some("en"),
        Ordering::Equal => None,
    }
}
