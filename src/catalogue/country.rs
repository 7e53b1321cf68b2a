//! Which country is meant?
//!
//! Identifies countries by ISO 3166-1 codes and by names, with tolerance for spelling mistakes.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use super::countries::{COUNTRIES, COUNTRY_ALIASES};
use crate::lang::Lang;
use crate::text::{fold, most_similar};

/// A country, as an index into the table of ISO 3166-1 codes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(u8);

impl Country {
    /// Returns the country with an alpha-2 code in capitals; `None` if there is none.
    pub fn from_code(code: &str) -> Option<Self> {
        let at = COUNTRIES.binary_search_by(|(it, ..)| (*it).cmp(code)).ok()?;
        u8::try_from(at).ok().map(Self)
    }

    /// Returns the country of a code used in place of the official one: `UK` for `GB`, `EL` for `GR`; `None` for any
    /// other.
    pub fn from_alias(code: &str) -> Option<Self> {
        match code {
            "UK" => Self::from_code("GB"),
            "EL" => Self::from_code("GR"),
            _ => None,
        }
    }

    /// Returns every country, sorted by code.
    pub fn all() -> impl Iterator<Item = Country> {
        (0..=u8::MAX).take(COUNTRIES.len()).map(Self)
    }

    /// Returns the alpha-2 code.
    pub fn code(self) -> &'static str {
        COUNTRIES[usize::from(self.0)].0
    }

    /// Returns the name in the language of the interface.
    pub fn name(self, lang: Lang) -> &'static str {
        let (.., french, english) = COUNTRIES[usize::from(self.0)];
        if lang.is_french() { french } else { english }
    }

    /// Returns other names: names in other languages, longer and older ones, names of parts, unofficial codes.
    pub fn other_names(self) -> &'static [&'static str] {
        let found = COUNTRY_ALIASES.binary_search_by(|(it, _)| (*it).cmp(self.code()));
        found.ok().and_then(|at| COUNTRY_ALIASES.get(at)).map_or(&[], |it| it.1)
    }

    /// Returns the country with an alpha-2 code, an alpha-3 code or a name, ignoring case and accents; `None` if there
    /// is none.
    pub fn from_name_or_code(text: &str) -> Option<Self> {
        let lookup = |name: &str| NAMES.get(&key(name)).copied();
        // Lists sorted by name invert it: `Korea, Republic of`.
        let inverted = || {
            let (name, prefix) = text.split_once(", ").filter(|it| !it.1.trim().is_empty())?;
            let gap = if prefix.ends_with(['’', '\'']) { "" } else { " " };
            lookup(&format!("{}{gap}{name}", prefix.strip_prefix("the ").unwrap_or(prefix)))
        };
        lookup(text).or_else(inverted)
    }

    /// Returns the country that a name, possibly misspelt, is likely to mean; `None` if none is similar enough.
    ///
    /// Input of up to three characters must match exactly: a mistyped code is that of another country.
    pub fn suggest(text: &str) -> Option<Self> {
        let similar_name = || {
            let folded = Some(key(text)).filter(|it| it.chars().count() > 3)?;
            most_similar(&folded, NAMES.keys().map(String::as_str).filter(|it| it.chars().count() > 3))
        };
        Self::from_name_or_code(text).or_else(|| NAMES.get(similar_name()?).copied())
    }

    /// Returns the country of a name misspelt so slightly that no other can be meant; `None` if none is that close, or
    /// two countries are equally close.
    ///
    /// Allows one edit after the same first letter, or two after the same first three letters in names of six letters
    /// or more. In names of four or five letters, the edit must swap two letters.
    pub fn from_misspelling(text: &str) -> Option<Self> {
        let folded = Some(key(text)).filter(|it| (4..100).contains(&it.len()))?;
        let has_same_start = |name: &str, count: usize| name.chars().take(count).eq(folded.chars().take(count));
        let sorted_letters = |name: &str| {
            let mut letters: Vec<char> = name.chars().collect();
            letters.sort_unstable();
            letters
        };
        let is_close_enough = |distance: usize, name: &str| match (name.chars().count(), distance) {
            (..4, _) => false,
            (..6, 1) => has_same_start(name, 1) && sorted_letters(name) == sorted_letters(&folded),
            (_, 0 | 1) => has_same_start(name, 1),
            (6.., 2) => has_same_start(name, 3),
            _ => false,
        };
        // Picks the nearest name before checking whether it is close enough. If two countries are equally near, the
        // input is ambiguous.
        // A name is at least as far away as the lengths differ.
        let length = folded.chars().count();
        let names = NAMES.iter().filter(|(name, _)| name.len() > 3 && name.chars().count().abs_diff(length) <= 2);
        let candidates: Vec<_> = names.map(|(name, it)| (strsim::osa_distance(&folded, name), name, *it)).collect();
        let &(smallest, name, country) = candidates.iter().min_by_key(|it| it.0)?;
        let is_unambiguous = candidates.iter().all(|it| it.0 > smallest || it.2 == country);
        (is_unambiguous && is_close_enough(smallest, name)).then_some(country)
    }
}

/// Returns a name as it is compared with others: folded, with spaces for hyphens.
fn key(name: &str) -> String {
    fold(name.trim()).replace('-', " ")
}

/// Every country by the keys of its codes and names.
static NAMES: LazyLock<BTreeMap<String, Country>> = LazyLock::new(|| {
    let names = |it: Country| it.other_names().iter().copied().chain(Lang::ALL.map(|lang| it.name(lang)));
    let codes = |it: Country| [it.code(), COUNTRIES[usize::from(it.0)].1];
    let entries = Country::all().flat_map(|it| codes(it).into_iter().chain(names(it)).map(move |name| (key(name), it)));
    entries.collect()
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
    fn countries_are_found_by_code_inverted_or_misspelt_name() {
        assert_eq!(Country::from_code("FR").map(|it| it.name(Lang::EN)), Some("France"));
        assert_eq!(Country::from_code("XX"), None);
        for (inverted, code) in [
            ("Congo, the Democratic Republic of the", "CD"),
            ("Congo, République démocratique du", "CD"),
            ("Iran, Islamic Republic of", "IR"),
            ("Iran, République islamique d’", "IR"),
            ("Bolivia, Plurinational State of", "BO"),
            ("Korea, Democratic People's Republic of", "KP"),
            ("Korea, Republic of", "KR"),
            ("Moldova, Republic of", "MD"),
            ("Micronesia, Federated States of", "FM"),
            ("Venezuela, Bolivarian Republic of", "VE"),
            ("Tanzania, United Republic of", "TZ"),
            ("Palestine, State of", "PS"),
            ("Netherlands, Kingdom of the", "NL"),
            ("Netherlands, the", "NL"),
            ("Virgin Islands, British", "VG"),
        ] {
            assert_eq!(Country::from_name_or_code(inverted).map(Country::code), Some(code), "{inverted}");
        }
        assert_eq!(["Belgium, France", "Ghent, Belgium", ", ", "Congo, "].map(Country::from_name_or_code), [None; 4]);
        assert_eq!(Country::suggest("Franse").map(Country::code), Some("FR"));
        assert_eq!(Country::suggest("Espange").map(Country::code), Some("ES"));
        assert_eq!(Country::suggest("zzzzzz"), None);
        for (written, code) in [
            ("Frnace", "FR"),
            ("Francia", "FR"),
            ("Pays Bas", "NL"),
            ("Allemange", "DE"),
            ("Germny", "DE"),
            ("Spian", "ES"),
        ] {
            assert_eq!(Country::from_misspelling(written).map(Country::code), Some(code), "{written}");
        }
        let others = ["Corée", "Normandie", "Several", "Zzland", "Sibérie", "Roland", "Fr", "", "Various"];
        assert_eq!(others.map(Country::from_misspelling), [None; 9]);
        assert_eq!(["FX", "GRB", "zz", ""].map(Country::suggest), [None; 4]);
    }

    #[test]
    fn countries_are_found_by_alternative_name() {
        for (code, written) in [
            ("GB", ["UK", "gbr", "Scotland"]),
            ("NL", ["Holland", "nederland", "NLD"]),
            ("FR", ["FRA", "République française", "corse"]),
            ("US", ["USA", "U.S.A.", "etats-unis"]),
            ("GR", ["EL", "Ελλαδα", "Grece"]),
        ] {
            assert_eq!(written.map(|it| Country::from_name_or_code(it).map(Country::code)), [Some(code); 3], "{code}");
        }
    }

    #[test]
    fn european_countries_are_found_by_their_names_in_neighbouring_languages() {
        for (code, names) in [
            ("SE", "Schweden|Suecia|Svezia|Zweden|Szwecja|Suécia|Sverige"),
            ("ES", "Spanien|Spagna|Spanje|Hiszpania|Espanha|España"),
            ("NL", "Niederlande|Países Bajos|Paesi Bassi|Holandia|Pays Bas|PAYS-BAS"),
        ] {
            for name in names.split('|') {
                assert_eq!(Country::from_name_or_code(name).map(Country::code), Some(code), "{name}");
            }
        }
    }

    #[test]
    fn country_names_are_unambiguous() {
        let is_its_own =
            |it: Country| [it.code(), COUNTRIES[usize::from(it.0)].1].map(Country::from_name_or_code) == [Some(it); 2];
        assert!(Country::all().all(is_its_own));
        for (country, name) in Country::all().flat_map(|it| it.other_names().iter().map(move |name| (it, name))) {
            assert_eq!(Country::from_name_or_code(name), Some(country), "{name}");
        }
        assert_eq!(Country::all().filter(|it| !it.other_names().is_empty()).count(), COUNTRY_ALIASES.len());
    }

    #[test]
    fn every_country_is_found_by_its_code() {
        assert!(Country::all().all(|it| Country::from_code(it.code()) == Some(it)));
    }
}
