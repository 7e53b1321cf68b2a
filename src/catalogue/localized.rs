//! In which languages does a text exist, and what is shown where one is missing?

use crate::lang::Lang;
use crate::text::Clean;

/// A text in one or several languages, each under its BCP 47 tag in lower case.
///
/// The empty tag stands for a language that the catalogue does not state.
///
/// Two texts are the same where they say the same in the same languages.
#[derive(Clone, Debug, Eq)]
pub struct Text {
    versions: Vec<(Box<str>, Clean)>,
    preferred: Box<str>,
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
        self.versions.len() == other.versions.len() && self.versions.iter().all(|it| other.versions.contains(it))
    }
}

impl Text {
    /// Returns a text of the given versions; `preferred` is the language to fall back to.
    ///
    /// Returns `None` where there is no version at all.
    pub(crate) fn new(versions: Vec<(Box<str>, Clean)>, preferred: &str) -> Option<Self> {
        (!versions.is_empty()).then(|| Self { versions, preferred: preferred.into() })
    }

    /// Returns the text in the reader's language, else in the catalogue's, else in any.
    pub fn version(&self, lang: Lang) -> Version<'_> {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        let in_lang = self.versions.iter().find(|(tag, _)| primary(tag) == lang.tag());
        let preferred = || self.versions.iter().find(|(tag, _)| *tag == self.preferred);
        let Some((tag, text)) = in_lang.or_else(preferred).or(self.versions.first()) else {
            return Version { text: "", tag: None, instead: None };
        };
        let tag = Some(&**tag).filter(|it| !it.is_empty());
        Version { text, tag, instead: tag.filter(|_| in_lang.is_none()) }
    }

    /// Returns the text that [`Text::version`] chooses.
    pub fn get(&self, lang: Lang) -> &str {
        self.version(lang).text
    }

    /// Returns every version with its language tag, in the order written.
    pub fn versions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.versions.iter().map(|(tag, text)| (&**tag, text.as_str()))
    }

    /// Returns whether the text exists in a language.
    pub fn has(&self, lang: Lang) -> bool {
        self.version(lang).instead.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(versions: &[(&str, &str)], preferred: &str) -> Text {
        let versions = versions.iter().map(|&(tag, text)| (tag.into(), Clean::line(text))).collect();
        Text::new(versions, preferred).unwrap()
    }

    #[test]
    fn a_missing_language_falls_back_and_says_so() {
        let both = text(&[("fr", "oui"), ("en", "yes")], "fr");
        assert_eq!(both.version(Lang::En), Version { text: "yes", tag: Some("en"), instead: None });
        let german_first = text(&[("de", "ja"), ("nl", "ja hoor")], "nl");
        assert_eq!(german_first.version(Lang::Fr), Version { text: "ja hoor", tag: Some("nl"), instead: Some("nl") });
        let regional = text(&[("fr-be", "septante")], "fr");
        assert_eq!(regional.version(Lang::Fr).instead, None);
        assert_eq!(text(&[("", "?")], "").version(Lang::Fr).instead, None);
        let alike = text(&[("fr", "Police"), ("en", "Police")], "fr");
        assert_eq!(alike.version(Lang::En).tag, Some("en"), "by the version chosen, not by what it says");
    }
}
