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
    pub(super) fn new(versions: Vec<(Box<str>, Clean)>, preferred: &str) -> Option<Self> {
        (!versions.is_empty()).then(|| Self { versions, preferred: preferred.into() })
    }

    /// Returns the text in the reader's language, else in the catalogue's, else in any.
    pub fn version(&self, lang: Lang) -> Version<'_> {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        let in_lang = self.versions.iter().find(|(tag, _)| primary(tag) == lang.tag());
        if let Some((_, text)) = in_lang {
            return Version { text, instead: None };
        }
        let preferred = self.versions.iter().find(|(tag, _)| *tag == self.preferred);
        match preferred.or(self.versions.first()) {
            Some((tag, text)) => Version { text, instead: (!tag.is_empty()).then_some(tag) },
            None => Version { text: "", instead: None },
        }
    }

    /// Returns the text that [`Text::version`] chooses.
    pub fn get(&self, lang: Lang) -> &str {
        self.version(lang).text
    }

    /// Returns the language of the text that [`Text::version`] chooses; nothing where it is not stated.
    pub fn tag(&self, lang: Lang) -> Option<&str> {
        let chosen = self.get(lang);
        let version = self.versions.iter().find(|(_, it)| it.as_str() == chosen);
        version.map(|(tag, _)| &**tag).filter(|it| !it.is_empty())
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

/// Returns whether a tag has the shape of a BCP 47 language tag: subtags of letters and digits,
/// the first of two or three letters.
pub(super) fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|it| it.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric()))
        && tag.len() <= 35
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
        assert_eq!(both.version(Lang::En), Version { text: "yes", instead: None });
        let german_first = text(&[("de", "ja"), ("nl", "ja hoor")], "nl");
        assert_eq!(german_first.version(Lang::Fr), Version { text: "ja hoor", instead: Some("nl") });
        let regional = text(&[("fr-be", "septante")], "fr");
        assert_eq!(regional.version(Lang::Fr).instead, None);
        assert_eq!(text(&[("", "?")], "").version(Lang::Fr).instead, None);
    }

    #[test]
    fn language_tags_have_a_shape() {
        for good in ["fr", "en-GB", "zh-Hant-TW", "ca-ES-valencia", "nds"] {
            assert!(is_tag(good), "{good}");
        }
        for bad in ["", "f", "french", "fr_FR", "fr-", "12"] {
            assert!(!is_tag(bad), "{bad}");
        }
    }
}
