//! In which languages does a text exist, and what is shown where one is missing?

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::arena::{Arena, Texts};
use crate::lang::{Lang, primary};
use crate::text::fold;

/// A text in one or several languages, each under its BCP 47 tag in lower case.
///
/// The empty tag stands for a language that the catalogue does not state.
///
/// Two texts are the same where they say the same in the same languages.
#[derive(Clone)]
pub struct Text {
    /// Where its versions stand, among those of other texts.
    pub(super) arena: Arc<Arena>,
    /// The number of the first of them.
    pub(super) first: u32,
    pub(super) count: u32,
}

/// One version of a text, chosen for a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version<'a> {
    /// The text.
    pub text: &'a str,
    /// Its language; nothing where that is not stated.
    pub tag: Option<&'a str>,
    /// Its language, where the reader's own was missing and another stands in for it.
    pub instead: Option<&'a str>,
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.count == other.count && self.versions().all(|it| other.versions().any(|its| its == it))
    }
}

impl Eq for Text {}

impl Text {
    /// Returns the text in the reader's language, else in the catalogue's, else in any.
    pub fn version(&self, lang: Lang) -> Version<'_> {
        let of = |wanted: &str| self.versions().find(|(tag, _)| *tag == wanted);
        let like = |wanted: &str| of(wanted).or_else(|| self.versions().find(|it| primary(it.0) == primary(wanted)));
        let in_lang = like(lang.tag());
        let preferred = || of(self.arena.preferred());
        let Some((tag, text)) = in_lang.or_else(preferred).or_else(|| self.any()) else {
            return Version { text: "", tag: None, instead: None };
        };
        let tag = Some(tag).filter(|it| !it.is_empty());
        Version { text, tag, instead: tag.filter(|_| in_lang.is_none()) }
    }

    /// Returns the version that is shown where none is preferred: the same one in whatever order they are written.
    fn any(&self) -> Option<(&str, &str)> {
        self.versions().min_by_key(|it| it.0)
    }

    /// Returns the text in the catalogue's language, else in any.
    pub fn preferred(&self) -> &str {
        let preferred = self.versions().find(|(tag, _)| *tag == self.arena.preferred());
        preferred.or_else(|| self.any()).map_or("", |(_, text)| text)
    }

    /// Returns a number that is the same for names that read the same in the catalogue's language, but for case and
    /// accents.
    pub(crate) fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        fold(self.preferred()).hash(&mut hasher);
        hasher.finish()
    }

    /// Returns a number that is the same for texts that say the same in the same languages, written in the same order, and
    /// fall back to the same one.
    pub(crate) fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.arena.preferred().hash(&mut hasher);
        self.versions().for_each(|it| it.hash(&mut hasher));
        hasher.finish()
    }

    /// Returns a text of some versions that stands by itself and falls back to the same language.
    pub(super) fn detached<'a>(&self, versions: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut texts = Texts::new(self.arena.preferred());
        let first = texts.begin();
        versions.for_each(|(tag, text)| texts.copy(tag, text));
        let copy = texts.end(first);
        texts.close();
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

    /// Returns every version with its language tag: that of the catalogue's language first, then by tag.
    pub fn sorted(&self) -> Vec<(&str, &str)> {
        let mut versions: Vec<_> = self.versions().collect();
        versions.sort_by_key(|(tag, _)| (*tag != self.arena.preferred(), *tag));
        versions
    }

    /// Returns the language tags of all texts that stand beside it; that of the catalogue comes first.
    pub(super) fn neighbours(&self) -> impl Iterator<Item = &str> {
        self.arena.tags()
    }

    /// Returns whether the text exists in a language.
    pub fn has(&self, lang: Lang) -> bool {
        self.version(lang).instead.is_none()
    }
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
        let mut texts = Texts::new(preferred);
        texts.push("it", &Cleaned::line("altro"));
        let first = texts.begin();
        versions.iter().for_each(|&(tag, text)| texts.push(tag, &Cleaned::line(text)));
        let text = texts.end(first).unwrap();
        texts.close();
        text
    }

    #[test]
    fn a_missing_language_falls_back_and_says_so() {
        let both = text(&[("fr", "oui"), ("en", "yes")], "fr");
        assert_eq!(both.version(Lang::EN), Version { text: "yes", tag: Some("en"), instead: None });
        let german_first = text(&[("de", "ja"), ("nl", "ja hoor")], "nl");
        assert_eq!(german_first.version(Lang::FR), Version { text: "ja hoor", tag: Some("nl"), instead: Some("nl") });
        let regional = text(&[("fr-be", "septante")], "fr");
        assert_eq!(regional.version(Lang::FR).instead, None);
        assert_eq!(text(&[("", "?")], "").version(Lang::FR).instead, None);
        let alike = text(&[("fr", "Police"), ("en", "Police")], "fr");
        assert_eq!(alike.version(Lang::EN).tag, Some("en"), "by the version chosen, not by what it says");
    }
}
