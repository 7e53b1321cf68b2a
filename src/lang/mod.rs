//! In which language?
//!
//! Holds the languages of interface and texts, and every text of the interface in French and in English.

mod english;
mod french;
mod problems;
mod reason;
mod tag;
mod words;

pub use problems::{ProblemTexts, Token};
pub use reason::Reason;
pub use tag::{Tag, primary};
pub use words::{Keys, Label, Options, Words};

/// The user's languages: that of the interface, and the preferred one of the catalogue's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang {
    interface: Interface,
    texts: Tag,
}

/// A language in which the interface is available.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Interface {
    French,
    English,
}

impl Default for Lang {
    fn default() -> Self {
        Lang::EN
    }
}

impl Lang {
    /// French interface and texts.
    pub const FR: Lang = Lang { interface: Interface::French, texts: Tag::new("fr") };
    /// English interface and texts.
    pub const EN: Lang = Lang { interface: Interface::English, texts: Tag::new("en") };
    /// Every language of the interface, each with texts in the same language.
    pub const ALL: [Lang; 2] = [Lang::FR, Lang::EN];

    /// Returns the preferred language of the texts, as a tag (BCP 47).
    pub fn tag(&self) -> &str {
        self.texts.as_str()
    }

    /// Returns the language of the interface, as a tag (BCP 47).
    pub fn interface_tag(self) -> &'static str {
        match self.interface {
            Interface::French => "fr",
            Interface::English => "en",
        }
    }

    /// Returns the same interface language, with texts in that language.
    pub fn interface(self) -> Self {
        match self.interface {
            Interface::French => Lang::FR,
            Interface::English => Lang::EN,
        }
    }

    /// Returns whether the interface is French.
    pub fn is_french(self) -> bool {
        self.interface == Interface::French
    }

    /// Returns the language of a BCP 47 tag or POSIX locale such as `fr`, `fr-BE` or `en_GB.UTF-8`; `None` where the
    /// interface is not available in it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_', '.', '@']).next()?;
        Lang::ALL.into_iter().find(|lang| lang.interface_tag().eq_ignore_ascii_case(language))
    }

    /// Returns these languages with texts in the language of a tag (BCP 47). The interface changes with it to French or
    /// English, and otherwise stays the same.
    pub fn with_texts(self, tag: &str) -> Self {
        let interface = Lang::from_tag(tag).unwrap_or(self).interface;
        Lang { interface, texts: Tag::new(tag) }
    }

    /// Returns the first locale's language in which the interface is available, or English where there is none.
    pub fn from_locales(locales: impl IntoIterator<Item = String>) -> Self {
        locales.into_iter().find_map(|it| Lang::from_tag(&it)).unwrap_or_default()
    }

    /// Returns the texts of the interface.
    pub fn words(self) -> &'static Words {
        match self.interface {
            Interface::French => &french::FRENCH,
            Interface::English => &english::ENGLISH,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_follows_locale_and_defaults_to_english() {
        let from = |tags: &[&str]| Lang::from_locales(tags.iter().map(|&it| it.to_owned()));
        assert_eq!(from(&["fr_BE.UTF-8"]), Lang::FR);
        assert_eq!(from(&["nl-NL", "fr"]), Lang::FR);
        assert_eq!(from(&["C"]), Lang::EN);
        assert_eq!(from(&[]), Lang::EN);
    }
}
