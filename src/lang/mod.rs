//! In which language? The reader's language, and every word the interface says in it.

mod english;
mod french;
mod problems;
mod reason;
mod tag;
mod words;

pub use problems::Problems as ProblemWords;
pub use reason::Reason;
pub use tag::{Tag, primary};
pub use words::{Keys, Label, Options, Words};

/// The languages of a reader: that of the interface, and that in which texts are read, where they are there in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang {
    interface: Interface,
    texts: Tag,
}

/// A language of the interface.
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
    /// French, in everything.
    pub const FR: Lang = Lang { interface: Interface::French, texts: Tag::new("fr") };
    /// English, in everything.
    pub const EN: Lang = Lang { interface: Interface::English, texts: Tag::new("en") };
    /// The languages of the interface.
    pub const ALL: [Lang; 2] = [Lang::FR, Lang::EN];

    /// Returns the language tag (BCP 47) of the texts.
    pub fn tag(&self) -> &str {
        self.texts.as_str()
    }

    /// Returns the language tag of the interface.
    pub fn interface_tag(self) -> &'static str {
        match self.interface {
            Interface::French => "fr",
            Interface::English => "en",
        }
    }

    /// Returns the same interface, with texts in its own language.
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

    /// Returns the language of a tag such as `fr`, `fr-BE`, `en_GB.UTF-8`; `None` for any that the interface does not
    /// speak.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_', '.', '@']).next()?;
        Lang::ALL.into_iter().find(|lang| lang.interface_tag().eq_ignore_ascii_case(language))
    }

    /// Returns these languages with texts in that of a tag (BCP 47); the interface follows to French and to English.
    pub fn reading(self, tag: &str) -> Self {
        let interface = Lang::from_tag(tag).unwrap_or(self).interface;
        Lang { interface, texts: Tag::new(tag) }
    }

    /// Returns the first language of a list of locales that the interface speaks, English for none.
    pub fn from_locales(locales: impl IntoIterator<Item = String>) -> Self {
        locales.into_iter().find_map(|it| Lang::from_tag(&it)).unwrap_or_default()
    }

    /// Returns every interface word in this language.
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
    fn a_locale_chooses_the_language_and_an_unknown_one_means_english() {
        let from = |tags: &[&str]| Lang::from_locales(tags.iter().map(|&it| it.to_owned()));
        assert_eq!(from(&["fr_BE.UTF-8"]), Lang::FR);
        assert_eq!(from(&["nl-NL", "fr"]), Lang::FR);
        assert_eq!(from(&["C"]), Lang::EN);
        assert_eq!(from(&[]), Lang::EN);
    }
}
