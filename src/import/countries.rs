//! Which countries are named in a cell? By codes or names, one or several, with a part of one in the place of it.

use super::columns::without_brackets;
use super::values::names;
use crate::catalogue::Country;
use crate::lang::Lang;
use crate::text::fold;

/// Returns the country of a code or name; whether it is written just so, or with a slip.
pub(super) fn country(cell: &str) -> Option<(Country, bool)> {
    // What stands around it may be the sign of a note: `Niger*`, `France¹`.
    let bare = cell.trim_matches(|it: char| !it.is_alphabetic() && !matches!(it, '(' | ')' | '[' | ']'));
    let named = Country::named(cell).map(|it| (it, true));
    let bare = || Country::named(bare).or_else(|| Country::misspelt(bare)).map(|it| (it, false));
    named.or_else(bare)
}

/// Returns what a place is called of which no more is known than its country, in the language of a tag (BCP 47).
pub(super) fn country_name(country: Country, tag: &str) -> String {
    country.name(Lang::from_tag(tag).unwrap_or_default()).to_owned()
}

/// What stands in the place of a country and is a part of one, or more: folded.
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

/// What tells that something in brackets behind a country is no part of it, folded: languages, offices, names of all of it.
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

/// A country that is named: which one, what is written, the part of it that is meant, and whether that is written just so.
#[derive(Clone)]
pub(super) struct Named {
    pub(super) country: Country,
    pub(super) written: String,
    pub(super) part: Option<String>,
    pub(super) is_exact: bool,
    /// Whether something stands in brackets behind it that is no part of it.
    pub(super) has_remark: bool,
}

impl Named {
    fn of(written: &str) -> Option<Self> {
        let (written, part) = match country(written).is_none().then(|| without_brackets(written)).flatten() {
            Some((bare, inside)) => (bare.trim().to_owned(), Some(inside.trim().to_owned())),
            None => (written.to_owned(), PARTS.contains(&&*fold(written)).then(|| written.to_owned())),
        };
        let (country, is_exact) = country(&written)?;
        // Its code or its name may stand in brackets.
        let named = part.as_deref().and_then(Country::named);
        let is_other = named.is_some_and(|it| it != country);
        // A part has a name, in capitals; anything else is a remark.
        // `Tanzania (United Republic of)` is all of it.
        let is_of_all = |it: &str| it.ends_with(" of") || REMARKS.iter().any(|remark| fold(it).contains(remark));
        let has_number = |it: &str| it.contains(|it: char| it.is_ascii_digit());
        let begins_as_name = |it: &str| it.starts_with(char::is_uppercase) && !has_number(it) && !is_of_all(it);
        let has_remark = part.as_deref().is_some_and(|it| named.is_none() && !begins_as_name(it));
        let part = part.filter(|it| named.is_none() && begins_as_name(it) || PARTS.contains(&&*fold(it)));
        // Where a value is missing, some programs write this.
        let is_exact = is_exact && written != "NA";
        (!is_other).then_some(Self { country, written, part, is_exact, has_remark })
    }

    /// Returns the country once for each of its parts that are meant: `France (Lyon; Lille)`.
    fn of_each_part(self) -> Vec<Self> {
        let parts = self.part.as_deref().map(names).filter(|it| it.len() > 1);
        let of = |part| Self { part: Some(part), ..self.clone() };
        parts.map_or_else(|| vec![self.clone()], |it| it.into_iter().map(of).collect())
    }
}

/// What parts several countries, beside what parts all names.
const SIGNS: [&str; 12] = [" and ", " et ", " und ", " or ", " ou ", " en ", " e ", "&", "+", ",", "/", " - "];

/// Returns the countries in a cell, in the order in which they stand, again where it says one again in another language.
///
/// # Errors
/// The first name that is none of a country.
pub(super) fn countries(cell: &str) -> Result<Vec<Named>, String> {
    // One name may have a comma, a stroke or a word for *and* in it.
    if let Some(whole) = Named::of(cell) {
        return Ok(whole.of_each_part());
    }
    let parted = SIGNS.iter().fold(cell.to_owned(), |it, sign| it.replace(sign, ";"));
    let named: Vec<Named> =
        names(&parted).into_iter().map(|it| Named::of(&it).ok_or(it)).collect::<Result<_, String>>()?;
    Ok(named.into_iter().flat_map(Named::of_each_part).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(cell: &str) -> String {
        let named =
            |it: Named| it.part.map_or(it.country.code().to_owned(), |part| format!("{} ({part})", it.country.code()));
        countries(cell).map_or_else(|it| format!("?{it}"), |it| it.into_iter().map(named).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn countries_are_told_as_people_write_them() {
        let of = |it| country(it).map(|(it, is_exact)| (it.code(), is_exact));
        assert_eq!(of("fr"), Some(("FR", true)));
        assert_eq!(of("Pays-Bas"), Some(("NL", true)));
        assert_eq!(of("UK"), Some(("GB", true)));
        assert_eq!(of("Germny"), Some(("DE", false)));
        assert_eq!(of("Atlantis"), None);
        for (cell, expected) in [
            ("Belgium & Netherlands", "BE NL"),
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
