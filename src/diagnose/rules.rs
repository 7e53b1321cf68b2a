//! Does a field accept a value?
//!
//! The validation rules of all types of value, shared by the loader and the walk that explains what the loader rejects.

use std::borrow::Cow;

use hashbrown::HashSet;

use super::problem::ProblemKind;
use crate::catalogue::{Country, PartialDate, Period};
use crate::text::{Clean, Cleaned, excerpt};

/// Maximum length of a text, in bytes.
pub(crate) const MAX_TEXT_BYTES: usize = 1 << 20;

/// Maximum number of themes, kinds or groups of an activity.
pub(crate) const MAX_TERMS: usize = 64;

/// The result of a rule: the value, or the problem with it.
type RuleResult<T> = Result<T, ProblemKind>;

/// Validates an identifier: `a` to `z`, `0` to `9` and hyphens, at most 100 characters.
pub(crate) fn id(written: &str) -> RuleResult<Clean> {
    if is_id(written) { Ok(Clean::line(written)) } else { Err(ProblemKind::BadId(excerpt(written))) }
}

/// Returns whether this is a valid identifier.
pub fn is_id(written: &str) -> bool {
    let is_allowed = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    (1..=100).contains(&written.len()) && written.bytes().all(is_allowed)
}

/// Validates the syntax of a language tag (BCP 47): subtags of letters and digits, the first of two or three letters.
/// Returns it in lower case.
pub(crate) fn language(written: &str) -> RuleResult<Cow<'_, str>> {
    // The most common form.
    if let [b'a'..=b'z', b'a'..=b'z'] = written.as_bytes() {
        return Ok(Cow::Borrowed(written));
    }
    let mut parts = written.split('-');
    let primary = parts.next().unwrap_or_default();
    let is_tag = (2..=3).contains(&primary.len())
        && primary.bytes().all(|it| it.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric()))
        && written.len() <= 35;
    match (is_tag, written.bytes().any(|it| it.is_ascii_uppercase())) {
        (true, false) => Ok(Cow::Borrowed(written)),
        (true, true) => Ok(Cow::Owned(written.to_ascii_lowercase())),
        (false, _) => Err(ProblemKind::BadLanguage(excerpt(written))),
    }
}

/// Returns whether this is a valid language tag.
pub fn is_language(written: &str) -> bool {
    language(written).is_ok()
}

/// Validates the code of a country (ISO 3166-1 alpha-2), or an alias such as UK or EL.
pub(crate) fn country(written: &str) -> RuleResult<Country> {
    let country = Country::from_code(written).or(Country::from_alias(written));
    country.ok_or_else(|| {
        // The name of one country may contain a comma, too.
        let is_one = Country::from_name_or_code(written).is_some();
        let parts: Option<HashSet<Country>> =
            written.split([',', ';', '/', '+']).map(|it| Country::suggest(it.trim())).collect();
        if !is_one && parts.is_some_and(|it| it.len() > 1) {
            ProblemKind::SeveralCountries
        } else {
            ProblemKind::BadCountry(excerpt(written))
        }
    })
}

/// Validates a period.
pub(crate) fn period(written: &str) -> RuleResult<Period> {
    // Swapping the ends of a span without a beginning would yield one without an end.
    let span = written.split_once('/').filter(|it| it.0 != "..");
    Period::parse(written).ok_or_else(|| match span.map(|(start, end)| format!("{end}/{start}")) {
        Some(swapped) if Period::parse(&swapped).is_some() => {
            ProblemKind::ReversedPeriod(excerpt(written), excerpt(&swapped))
        }
        _ => ProblemKind::BadPeriod(excerpt(written)),
    })
}

/// Validates a day of the calendar, `2019-05-31` (ISO 8601).
pub(crate) fn date(written: &str) -> RuleResult<PartialDate> {
    PartialDate::parse(written).filter(|it| it.has_day()).ok_or_else(|| ProblemKind::BadDate(excerpt(written)))
}

/// Validates a DOI (ISO 26324): `10.`, digits and dots, `/`, and a suffix in visible ASCII.
pub(crate) fn doi(written: &str) -> RuleResult<Clean> {
    let (prefix, suffix) = written.split_once('/').unwrap_or_default();
    let registrant = prefix.strip_prefix("10.").unwrap_or_default();
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    let is_doi = is_number(registrant) && !suffix.is_empty() && suffix.bytes().all(|it| it.is_ascii_graphic());
    if is_doi { Ok(Clean::line(written)) } else { Err(ProblemKind::BadDoi(excerpt(written))) }
}

/// Validates a web address: http or https, in visible ASCII. Characters that browsers percent-encode themselves, like
/// `{`, are accepted.
pub(crate) fn address(written: &str) -> RuleResult<Clean> {
    let (scheme, rest) = written.split_once("://").unwrap_or_default();
    let is_web = ["https", "http"].iter().any(|it| scheme.eq_ignore_ascii_case(it));
    let is_address = is_web && !rest.is_empty() && written.bytes().all(|byte| byte.is_ascii_graphic());
    if is_address { Ok(Clean::line(written)) } else { Err(ProblemKind::BadAddress(excerpt(written))) }
}

/// Validates latitude and longitude, in degrees.
pub(crate) fn coordinates((north, east): (f64, f64)) -> RuleResult<(f64, f64)> {
    let is_on_earth = north.abs() <= 90.0 && east.abs() <= 180.0;
    if is_on_earth { Ok((north, east)) } else { Err(ProblemKind::BadCoordinates) }
}

/// Cleans a text, which must contain words and be no longer than [`MAX_TEXT_BYTES`].
pub(crate) fn words<'a>(written: &'a str, clean: fn(&'a str) -> Cleaned<'a>) -> RuleResult<Cleaned<'a>> {
    if written.len() > MAX_TEXT_BYTES {
        return Err(ProblemKind::LongText(written.len()));
    }
    Some(clean(written)).filter(|it| !it.trim().is_empty()).ok_or(ProblemKind::NoText)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doi_syntax_is_checked() {
        assert!(["10.1000/182", "10.1.2/a(b)"].into_iter().all(|it| doi(it).is_ok()));
        let wrong = ["", "10.1000", "10./a", "10.1000/", "https://doi.org/10.1000/182", "10.1000/a b"];
        assert!(!wrong.into_iter().any(|it| doi(it).is_ok()));
    }

    #[test]
    fn language_tag_syntax_is_checked() {
        for good in ["fr", "en-GB", "zh-Hant-TW", "ca-ES-valencia", "nds"] {
            assert!(language(good).is_ok(), "{good}");
        }
        for bad in ["", "f", "french", "fr_FR", "fr-", "12"] {
            assert!(language(bad).is_err(), "{bad}");
        }
    }
}
