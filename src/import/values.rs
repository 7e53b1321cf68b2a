//! What is written in a cell? Several values, a date, a country, a place on earth.

use crate::catalogue::{Country, Period};
use crate::diagnose::{meant_period, rules};
use crate::text::{clean_line, clean_prose, fold, written};

/// Names of countries beside their common ones, folded.
const COUNTRIES: &[(&str, &str)] = &[
    ("the netherlands", "NL"),
    ("holland", "NL"),
    ("hollande", "NL"),
    ("czech republic", "CZ"),
    ("republique tcheque", "CZ"),
    ("england", "GB"),
    ("angleterre", "GB"),
    ("scotland", "GB"),
    ("ecosse", "GB"),
    ("wales", "GB"),
    ("northern ireland", "GB"),
    ("great britain", "GB"),
    ("grande-bretagne", "GB"),
    ("usa", "US"),
    ("united states of america", "US"),
    ("republic of ireland", "IE"),
    ("slovak republic", "SK"),
    ("republique slovaque", "SK"),
    ("turkey", "TR"),
    ("deutschland", "DE"),
    ("osterreich", "AT"),
    ("schweiz", "CH"),
    ("espana", "ES"),
    ("italia", "IT"),
    ("sverige", "SE"),
    ("polska", "PL"),
    ("suomi", "FI"),
    ("cesko", "CZ"),
    ("nederland", "NL"),
    ("danmark", "DK"),
    ("norge", "NO"),
    ("magyarorszag", "HU"),
    ("grande bretagne", "GB"),
    ("pays de galles", "GB"),
    ("irlande du nord", "GB"),
    ("r.-u.", "GB"),
    ("u.k.", "GB"),
    ("ru", "GB"),
    ("u.s.a.", "US"),
    ("ue", "EU"),
    ("union europeenne (ue)", "EU"),
    ("bosnie", "BA"),
    ("bosnia", "BA"),
    ("corse", "FR"),
    ("france metropolitaine", "FR"),
    ("moldavie", "MD"),
    ("europe", "EU"),
];

/// Returns the names in a cell: parted by `;`, `|` or line breaks.
pub(super) fn names(cell: &str) -> Vec<String> {
    let parts =
        cell.split([';', '|', '\n']).map(clean_line).map(|it| it.trim_start_matches(['-', '•', '*', ' ']).to_owned());
    parts.filter(|it| !it.is_empty()).collect()
}

/// Returns the texts in a cell that may hold several: a line is one, or what stands between two `|`; where there is but one
/// line, and it is no sentence, also what stands between two `;`.
pub(super) fn texts(cell: &str) -> Vec<String> {
    let lines: Vec<&str> = cell.split(['\n', '|']).filter(|it| !it.trim().is_empty()).collect();
    let is_sentence =
        || [". ", "? ", "! "].iter().any(|it| cell.contains(it)) || cell.trim().ends_with(['.', '?', '!']);
    let parts = match lines.as_slice() {
        [only] if !is_sentence() => only.split(';').collect(),
        _ => lines,
    };
    let bare = |it: &str| clean_line(it.trim().trim_start_matches(['-', '•', '*', '–']));
    parts.into_iter().map(bare).filter(|it| !it.is_empty()).collect()
}

/// Returns a text of several paragraphs, as it is written in a catalogue.
pub(super) fn prose(cell: &str) -> String {
    // In a spreadsheet a line break begins a paragraph.
    let lines = cell.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\n\n");
    written(&clean_prose(&lines)).into_owned()
}

/// Returns the country of a code or name; whether it is written just so.
pub fn country(cell: &str) -> Option<(Country, bool)> {
    let code = cell.trim().to_uppercase();
    let folded = fold(cell.trim());
    let named = || Country::all().find(|it| crate::lang::Lang::ALL.iter().any(|lang| fold(it.name(*lang)) == folded));
    let other = || COUNTRIES.iter().find(|(name, _)| *name == folded).and_then(|(_, code)| Country::from_code(code));
    let exact = Country::from_code(&code).or_else(|| Country::from_alias(&code)).or_else(named).or_else(other);
    let near = || Country::nearest(cell).filter(|_| folded.len() > 3).map(|it| (it, false));
    exact.map(|it| (it, true)).or_else(near)
}

/// Returns a period as the format has it.
pub(super) fn period(cell: &str) -> Option<String> {
    let cell = cell.trim();
    if Period::parse(cell).is_some() { Some(cell.to_owned()) } else { meant_period(cell) }
}

/// Returns the period between two dates; without an end it goes on.
pub(super) fn span(start: &str, end: &str) -> Option<String> {
    let start = period(start)?;
    if end.trim().is_empty() {
        return Some(if start.contains('/') { start } else { format!("{start}/..") });
    }
    let end = period(end).filter(|it| !it.contains('/'))?;
    let span = if start == end { start } else { format!("{start}/{end}") };
    Period::parse(&span).map(|_| span)
}

/// Returns latitude and longitude.
pub(super) fn coordinates(latitude: &str, longitude: &str) -> Option<(f64, f64)> {
    let degrees = |it: &str| it.trim().trim_end_matches('°').replace(',', ".").parse::<f64>().ok();
    degrees(latitude).zip(degrees(longitude)).filter(|it| rules::coordinates(*it).is_ok())
}

/// Returns the same of one cell: `52.08, 4.30`.
pub(super) fn pair(cell: &str) -> Option<(f64, f64)> {
    let cell = cell.trim().trim_start_matches('(').trim_end_matches(')');
    let (latitude, longitude) =
        cell.split_once(';').or_else(|| cell.split_once(", ")).or_else(|| cell.split_once(','))?;
    coordinates(latitude, longitude)
}

/// Returns a web address as it is opened.
pub(super) fn address(cell: &str) -> Option<String> {
    let cell = cell.trim();
    let whole = if cell.starts_with("www.") { format!("https://{cell}") } else { cell.to_owned() };
    // Letters beyond ASCII are opened by their bytes (RFC 3987).
    let byte = |it: u8| if it.is_ascii() { char::from(it).to_string() } else { format!("%{it:02X}") };
    let encoded: String = whole.bytes().map(byte).collect();
    rules::address(&encoded).is_ok().then_some(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_values_stand_in_a_cell() {
        assert_eq!(names("Police; Ville d’Évry |  ONG\n- École"), ["Police", "Ville d’Évry", "ONG", "École"]);
        assert_eq!(texts("- one; two\n- three"), ["one; two", "three"]);
        assert_eq!(texts("train staff; visit prisons"), ["train staff", "visit prisons"]);
        assert_eq!(texts("They came; they saw."), ["They came; they saw."]);
        assert_eq!(texts("They came; they saw. They left."), ["They came; they saw. They left."]);
        assert_eq!(prose("one\ntwo\n\nthree"), "one\n\ntwo\n\nthree");
    }

    #[test]
    fn countries_dates_and_places_on_earth_are_read_as_people_write_them() {
        let of = |it| country(it).map(|(it, is_exact)| (it.code(), is_exact));
        assert_eq!(of("fr"), Some(("FR", true)));
        assert_eq!(of("Pays-Bas"), Some(("NL", true)));
        assert_eq!(of("UK"), Some(("GB", true)));
        assert_eq!(of("Germny"), Some(("DE", false)));
        assert_eq!(of("Atlantis"), None);
        assert_eq!(period("since 2012").as_deref(), Some("2012/.."));
        assert_eq!(period("2015-2017").as_deref(), Some("2015/2017"));
        assert_eq!(span("2019-05-31", "").as_deref(), Some("2019-05-31/.."));
        assert_eq!(span("01/09/2014", "31/05/2015").as_deref(), Some("2014-09-01/2015-05-31"));
        assert_eq!(pair("52.08, 4.30"), Some((52.08, 4.30)));
        assert_eq!(coordinates("52,08", "4,3"), Some((52.08, 4.3)));
        assert_eq!(coordinates("152", "4"), None);
        assert_eq!(address("www.example.org").as_deref(), Some("https://www.example.org"));
    }
}
