//! In which languages does a text exist, and what is shown if one is missing?
//!
//! A text with its versions by language, and the rules that choose the version to show.

use std::borrow::Cow;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::arena::{Arena, ArenaBuilder};
use crate::lang::{Lang, primary};
use crate::text::fold;

/// A text in one or several languages, each version under its BCP 47 tag in lower case.
///
/// The empty tag denotes a language that the catalogue does not state.
///
/// Two texts are equal if they have the same versions, in whatever order.
#[derive(Clone)]
pub struct Text {
    /// Arena that stores its versions among those of other texts.
    pub(super) arena: Arc<Arena>,
    /// Index of its first version.
    pub(super) first: u32,
    pub(super) count: u32,
}

/// The version of a text chosen for the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version<'a> {
    /// The text.
    pub text: &'a str,
    /// Language tag; `None` if not stated.
    pub tag: Option<&'a str>,
    /// Language tag, if the version replaces one missing in the user's language.
    pub fallback_tag: Option<&'a str>,
}

impl<'a> Version<'a> {
    /// Returns the text, followed by its tag in brackets if it replaces one in the user's language.
    pub fn tagged(&self) -> Cow<'a, str> {
        match self.fallback_tag {
            Some(_) => Cow::Owned(format!("{}{}", self.text, self.suffix())),
            None => Cow::Borrowed(self.text),
        }
    }

    /// Returns the tag in brackets that follows the text if it replaces one in the user's language; otherwise nothing.
    pub fn suffix(&self) -> String {
        self.fallback_tag.map(|tag| format!("\u{a0}[{tag}]")).unwrap_or_default()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.count == other.count && self.versions().all(|it| other.versions().any(|theirs| theirs == it))
    }
}

impl Eq for Text {}

impl Text {
    /// Returns the version in the user's language, else in the catalogue's, else in any.
    ///
    /// An exact match of the tag takes precedence over one of the primary subtag alone.
    pub fn version(&self, lang: Lang) -> Version<'_> {
        let exact = |wanted: &str| self.versions().find(|(tag, _)| *tag == wanted);
        let exact_or_primary =
            |wanted: &str| exact(wanted).or_else(|| self.versions().find(|it| primary(it.0) == primary(wanted)));
        let in_lang = exact_or_primary(lang.tag());
        let preferred = || exact(self.arena.preferred());
        let Some((tag, text)) = in_lang.or_else(preferred).or_else(|| self.any()) else {
            return Version { text: "", tag: None, fallback_tag: None };
        };
        let tag = Some(tag).filter(|it| !it.is_empty());
        Version { text, tag, fallback_tag: tag.filter(|_| in_lang.is_none() && has_words(text)) }
    }

    /// Returns the version shown if none is preferred: the one with the smallest tag, whatever the order in the file.
    fn any(&self) -> Option<(&str, &str)> {
        self.versions().min_by_key(|it| it.0)
    }

    /// Returns the text in the catalogue's language, else in any.
    pub fn preferred(&self) -> &str {
        let preferred = self.versions().find(|(tag, _)| *tag == self.arena.preferred());
        preferred.or_else(|| self.any()).map_or("", |(_, text)| text)
    }

    /// Returns a hash of the folded text in the catalogue's language: the same for names that differ only in case and
    /// accents.
    pub(crate) fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        fold(self.preferred()).hash(&mut hasher);
        hasher.finish()
    }

    /// Returns a hash of the versions in the order written, and of the fallback language.
    pub(crate) fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.arena.preferred().hash(&mut hasher);
        self.versions().for_each(|it| it.hash(&mut hasher));
        hasher.finish()
    }

    /// Returns a text with the given versions in an arena of its own, with the same fallback language; a clone of this
    /// text if none are given.
    pub(super) fn detached<'a>(&self, versions: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut builder = ArenaBuilder::new(self.arena.preferred());
        let first = builder.begin();
        versions.for_each(|(tag, text)| builder.copy(tag, text));
        let copy = builder.end(first);
        builder.finish();
        copy.unwrap_or_else(|| self.clone())
    }

    /// Returns the text that [`Text::version`] chooses.
    pub fn get(&self, lang: Lang) -> &str {
        self.version(lang).text
    }

    /// Returns every version with its language tag, in the order written.
    pub fn versions(&self) -> impl Iterator<Item = (&str, &str)> {
        let first = self.first as usize;
        (first..first + self.count as usize).filter_map(|it| self.arena.version(it))
    }

    /// Returns every version with its language tag: that of the catalogue's language first, the others sorted by tag.
    pub fn sorted(&self) -> Vec<(&str, &str)> {
        let mut versions: Vec<_> = self.versions().collect();
        versions.sort_unstable_by_key(|(tag, _)| (*tag != self.arena.preferred(), *tag));
        versions
    }

    /// Returns the language tags of all texts in the same arena, that of the catalogue first.
    pub(super) fn arena_tags(&self) -> impl Iterator<Item = &str> {
        self.arena.tags()
    }

    /// Returns whether it has a version that is stated to be in this language.
    pub fn has(&self, lang: Lang) -> bool {
        self.versions().any(|(tag, _)| primary(tag) == primary(lang.tag()))
    }
}

/// Returns whether a text has words, which are in a language, unlike a number or an address.
fn has_words(text: &str) -> bool {
    let is_word = |it: &str| it.contains(char::is_alphabetic) && !it.contains(['.', '@', '/']);
    // A full stop or a slash within an address, unlike one after a word, has letters on both sides.
    text.split_whitespace().any(|it| is_word(it.trim_matches(|it: char| !it.is_alphanumeric())))
}

impl fmt::Debug for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_map().entries(self.versions()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Cleaned;

    fn text(versions: &[(&str, &str)], preferred: &str) -> Text {
        let mut builder = ArenaBuilder::new(preferred);
        builder.push("it", &Cleaned::line("altro"));
        let first = builder.begin();
        versions.iter().for_each(|&(tag, text)| builder.push(tag, &Cleaned::line(text)));
        let text = builder.end(first).unwrap();
        builder.finish();
        text
    }

    #[test]
    fn missing_language_falls_back_and_is_flagged() {
        let both = text(&[("fr", "oui"), ("en", "yes")], "fr");
        assert_eq!(both.version(Lang::EN), Version { text: "yes", tag: Some("en"), fallback_tag: None });
        let german_first = text(&[("de", "ja"), ("nl", "ja hoor")], "nl");
        assert_eq!(
            german_first.version(Lang::FR),
            Version { text: "ja hoor", tag: Some("nl"), fallback_tag: Some("nl") }
        );
        let regional = text(&[("fr-be", "septante")], "fr");
        assert_eq!(regional.version(Lang::FR).fallback_tag, None);
        assert_eq!(text(&[("", "?")], "").version(Lang::FR).fallback_tag, None);
        let alike = text(&[("fr", "Police"), ("en", "Police")], "fr");
        assert_eq!(alike.version(Lang::EN).tag, Some("en"), "by the version chosen, not by what it says");
    }
}
