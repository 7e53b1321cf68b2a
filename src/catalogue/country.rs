//! Which country is meant?

use std::fmt;
use std::sync::LazyLock;

use super::countries::COUNTRIES;
use crate::lang::Lang;
use crate::text::{fold, nearest};

/// A country, by its ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(u8);

impl Country {
    /// Returns the country of a two-letter code, in capitals.
    pub fn from_code(code: &str) -> Option<Self> {
        let at = COUNTRIES.binary_search_by(|(it, _, _)| (*it).cmp(code)).ok()?;
        u8::try_from(at).ok().map(Self)
    }

    /// Returns the country of a code that is used in the place of its own: UK, EL.
    pub fn from_alias(code: &str) -> Option<Self> {
        match code {
            "UK" => Self::from_code("GB"),
            "EL" => Self::from_code("GR"),
            _ => None,
        }
    }

    /// Returns every country, by code.
    pub fn all() -> impl Iterator<Item = Country> {
        (0..=u8::MAX).take(COUNTRIES.len()).map(Self)
    }

    /// Returns the code.
    pub fn code(self) -> &'static str {
        COUNTRIES[usize::from(self.0)].0
    }

    /// Returns the name in a language.
    pub fn name(self, lang: Lang) -> &'static str {
        let (_, french, english) = COUNTRIES[usize::from(self.0)];
        if lang.is_french() { french } else { english }
    }

    /// Returns the country that someone may have meant by a code or a name with a mistake in it.
    pub fn nearest(written: &str) -> Option<Self> {
        let nearest = nearest(&fold(written), NAMES.iter().map(|(name, _)| name.as_str()))?;
        NAMES.iter().find(|(name, _)| name == nearest).map(|(_, country)| *country)
    }
}

/// Folded names in every language, then folded codes.
static NAMES: LazyLock<Vec<(String, Country)>> = LazyLock::new(|| {
    let names = Country::all().flat_map(|it| Lang::ALL.map(|lang| (fold(it.name(lang)), it)));
    names.chain(Country::all().map(|it| (fold(it.code()), it))).collect()
});

impl fmt::Debug for Country {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_found_by_code_and_near_names() {
        assert_eq!(Country::from_code("FR").map(|it| it.name(Lang::EN)), Some("France"));
        assert_eq!(Country::from_code("XX"), None);
        assert_eq!(Country::nearest("Franse").map(Country::code), Some("FR"));
        assert_eq!(Country::nearest("Espange").map(Country::code), Some("ES"));
        assert_eq!(Country::nearest("zzzzzz"), None);
    }

    #[test]
    fn the_table_is_sorted_so_that_codes_are_found() {
        assert!(Country::all().all(|it| Country::from_code(it.code()) == Some(it)));
    }
}
