//! In which language? The reader's language, and every word the interface says in it.

mod english;
mod french;
mod problems;
mod reason;
mod words;

pub use problems::Problems as ProblemWords;
pub use reason::Reason;
pub use words::{Keys, Label, Options, Words};

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    #[default]
    En,
}

impl Lang {
    /// Every language of the interface.
    pub const ALL: [Lang; 2] = [Lang::Fr, Lang::En];

    /// Returns the BCP 47 primary subtag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }

    /// Returns the language of a tag such as `fr`, `fr-BE`, `en_GB.UTF-8`; `None` for any other.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next()?;
        Lang::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }

    /// Returns the first language of a list of locales that the interface speaks, English for none.
    pub fn from_locales(locales: impl IntoIterator<Item = String>) -> Self {
        locales.into_iter().find_map(|it| Lang::from_tag(&it)).unwrap_or_default()
    }

    /// Returns the other language of the interface.
    pub fn other(self) -> Self {
        match self {
            Lang::Fr => Lang::En,
            Lang::En => Lang::Fr,
        }
    }

    /// Returns every interface word in this language.
    pub fn words(self) -> &'static Words {
        match self {
            Lang::Fr => &french::FRENCH,
            Lang::En => &english::ENGLISH,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_chooses_the_language_and_an_unknown_one_means_english() {
        let from = |tags: &[&str]| Lang::from_locales(tags.iter().map(|&it| it.to_owned()));
        assert_eq!(from(&["fr_BE.UTF-8"]), Lang::Fr);
        assert_eq!(from(&["nl-NL", "fr"]), Lang::Fr);
        assert_eq!(from(&["C"]), Lang::En);
        assert_eq!(from(&[]), Lang::En);
    }
}
