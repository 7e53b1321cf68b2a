//! Which countries are named in a cell?
//!
//! Parses one or more country codes or names, each with an optional part of the country, such as a region or a city.

use super::columns::without_brackets;
use super::values::names;
use crate::catalogue::Country;
use crate::lang::Lang;
use crate::text::fold;

/// Returns the country of a code or name, and whether it is an exact match rather than a misspelt or decorated one;
/// `None` if unknown.
pub(super) fn country(cell: &str) -> Option<(Country, bool)> {
    // A footnote mark may be attached: `Niger*`, `France¹`.
    let bare = cell.trim_matches(|it: char| !it.is_alphabetic() && !matches!(it, '(' | ')' | '[' | ']'));
    let exact = Country::from_name_or_code(cell).map(|it| (it, !AMBIGUOUS.contains(&&*fold(cell))));
    let without_article = || Country::from_name_or_code(fold(bare).strip_prefix("the ")?);
    let misspelt = || without_article().or_else(|| Country::from_misspelling(bare));
    exact.or_else(|| Country::from_name_or_code(bare).or_else(misspelt).map(|it| (it, false)))
}

/// Names and codes of countries that may mean something else: the continent, or the overseas departments of France;
/// folded.
const AMBIGUOUS: [&str; 2] = ["europe", "dom"];

/// Returns the name of a country in the language of a tag (BCP 47), used for a place of which only the country is
/// known.
pub(super) fn country_name(country: Country, tag: &str) -> String {
    country.name(Lang::from_tag(tag).unwrap_or_default()).to_owned()
}

/// Names accepted as a country that denote a part of it, or more than one country; folded.
const PARTS: [&str; 12] = [
    "england",
    "angleterre",
    "scotland",
    "ecosse",
    "wales",
    "pays de galles",
    "northern ireland",
    "irlande du nord",
    "england and wales",
    "angleterre et pays de galles",
    "corse",
    "europe",
];

/// Words that mark text in brackets after a country as a remark rather than a part of it: languages, authorities, full
/// or alternative names; folded.
const REMARKS: [&str; 9] = [
    "speaking",
    "ministry",
    "ministere",
    "mainland",
    "metropole",
    "malvinas",
    "malouines",
    "federal republic",
    "kingdom",
];

/// A country named in a cell: its text, the part of the country that is meant, and whether the text is an exact match.
#[derive(Clone)]
pub(super) struct NamedCountry {
    pub(super) country: Country,
    pub(super) written: String,
    pub(super) part: Option<String>,
    pub(super) is_exact: bool,
    /// Whether it is followed by a remark in brackets that is not a part of the country.
    pub(super) has_remark: bool,
}

impl NamedCountry {
    fn of(written: &str) -> Option<Self> {
        let whole = country(written);
        let (found, written, part) = match without_brackets(written).filter(|_| whole.is_none()) {
            Some((bare, inside)) => (country(bare.trim()), bare.trim().to_owned(), Some(inside.trim().to_owned())),
            None => (whole, written.to_owned(), PARTS.contains(&&*fold(written)).then(|| written.to_owned())),
        };
        let (country, is_exact) = found?;
        // The brackets may contain the code or another name of the country.
        let country_in_brackets = part.as_deref().and_then(Country::from_name_or_code);
        let is_other_country = country_in_brackets.is_some_and(|it| it != country);
        // The name of a part starts with a capital; anything else is a remark, and `Tanzania (United Republic of)` is
        // the whole country.
        let is_remark = |it: &str| it.ends_with(" of") || REMARKS.iter().any(|remark| fold(it).contains(remark));
        let has_number = |it: &str| it.contains(|it: char| it.is_ascii_digit());
        let is_part_name = |it: &str| it.starts_with(char::is_uppercase) && !has_number(it) && !is_remark(it);
        let has_remark = part.as_deref().is_some_and(|it| country_in_brackets.is_none() && !is_part_name(it));
        let part = part.filter(|it| country_in_brackets.is_none() && is_part_name(it) || PARTS.contains(&&*fold(it)));
        // Some programs write `NA` for a missing value, which is also the code of Namibia.
        let is_exact = is_exact && written != "NA";
        (!is_other_country).then_some(Self { country, written, part, is_exact, has_remark })
    }

    /// Returns one entry for each part of the country: `France (Lyon; Lille)`.
    fn split_parts(self) -> Vec<Self> {
        let parts = self.part.as_deref().map(names).filter(|it| it.len() > 1);
        let with_part = |part| Self { part: Some(part), ..self.clone() };
        parts.map_or_else(|| vec![self.clone()], |it| it.into_iter().map(with_part).collect())
    }
}

/// Separators of countries, in addition to those of [`names`]; those first that are less likely within the name of a
/// country.
const SEPARATORS: [&str; 12] = [",", "/", "+", "&", " - ", " and ", " et ", " und ", " or ", " ou ", " en ", " e "];

/// Returns the countries named in a cell, in order. A country named twice, as in two languages, is returned twice.
///
/// # Errors
/// Returns the first name that is not a country.
pub(super) fn countries(cell: &str) -> Result<Vec<NamedCountry>, String> {
    let mut found = Vec::new();
    names(cell).iter().try_for_each(|it| find_countries(it, &SEPARATORS, &mut found)).map(|()| found)
}

/// Adds the countries named in a text. It is split only if it is not the name of a country: that may contain a comma, a
/// slash or a word for *and*.
fn find_countries(text: &str, separators: &[&str], found: &mut Vec<NamedCountry>) -> Result<(), String> {
    if let Some(country) = NamedCountry::of(text) {
        found.extend(country.split_parts());
        return Ok(());
    }
    let at = separators.iter().position(|it| text.contains(it)).ok_or(text)?;
    let parts = names(&text.replace(separators[at], ";"));
    parts.iter().try_for_each(|it| find_countries(it, &separators[at + 1..], found))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(cell: &str) -> String {
        let named = |it: NamedCountry| {
            it.part.map_or(it.country.code().to_owned(), |part| format!("{} ({part})", it.country.code()))
        };
        countries(cell).map_or_else(|it| format!("?{it}"), |it| it.into_iter().map(named).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn countries_are_parsed_from_informal_notations() {
        let of = |it| country(it).map(|(it, is_exact)| (it.code(), is_exact));
        assert_eq!(of("fr"), Some(("FR", true)));
        assert_eq!(of("Pays-Bas"), Some(("NL", true)));
        assert_eq!(of("UK"), Some(("GB", true)));
        assert_eq!(of("Germny"), Some(("DE", false)));
        assert_eq!(of("Atlantis"), None);
        for (cell, expected) in [
            ("Belgium & Netherlands", "BE NL"),
            ("Bosnia and Herzegovina, Serbia", "BA RS"),
            ("France; Trinidad and Tobago / Antigua & Barbuda", "FR TT AG"),
            ("France, Belgique et Espagne", "FR BE ES"),
            ("Belgium + Netherlands", "BE NL"),
            ("Belgique / Belgium", "BE BE"),
            ("Suisse/Schweiz/Svizzera", "CH CH CH"),
            ("Belgium (Flanders)", "BE (Flanders)"),
            ("Belgium (Dutch-speaking)", "BE"),
            ("Kosovo (UNSCR 1244)", "XK"),
            ("Tanzania (United Republic of)", "TZ"),
            ("Ireland (Republic of)", "IE"),
            ("Falkland Islands (Malvinas)", "FK"),
            ("France (Ministry of Justice)", "FR"),
            ("UK (Scotland)", "GB (Scotland)"),
            ("UK (Isle of Wight)", "GB (Isle of Wight)"),
            ("France (Lyon; Lille)", "FR (Lyon) FR (Lille)"),
            ("France (Lyon; Lille) ; Italie", "FR (Lyon) FR (Lille) IT"),
            ("Belgium (BE)", "BE"),
            ("BE - Belgium", "BE BE"),
            ("FR-BE", "?FR-BE"),
            ("CH-GE", "?CH-GE"),
            ("France (lead), Italy (partner)", "FR IT"),
            ("France ou Italie", "FR IT"),
            ("Congo (Kinshasa)", "CD"),
            ("Guinea (Bissau)", "GW"),
            ("Netherlands, the", "NL"),
            ("Bosnia & Herzegovina", "BA"),
            ("Trinité-et-Tobago", "TT"),
            ("England and Wales", "GB (England and Wales)"),
            ("Écosse", "GB (Écosse)"),
            ("RDC", "CD"),
            ("Cabo Verde", "CV"),
            ("La Réunion", "RE"),
            ("Czech Republic", "CZ"),
            ("Belgium (France)", "?Belgium (France)"),
            ("Narnia et France", "?Narnia"),
            ("Frnace", "FR"),
        ] {
            assert_eq!(found(cell), expected, "{cell}");
        }
    }
}
