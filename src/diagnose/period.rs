//! Which period does an informally written one denote?
//!
//! Interprets dates and periods as people write them, in English and French above all, and returns them in ISO 8601.

use crate::catalogue::{PartialDate, Period};
use crate::lang::Lang;
use crate::text::fold;

/// Prefixes of a date that mean “since”, folded.
const SINCE: [&str; 11] =
    ["ongoing since", "en cours depuis", "since", "from", "depuis", "des", "a partir de", "seit", "ab", "desde", "dal"];
/// Prefixes and suffixes of a date that add no information, folded.
const FILLERS: [&str; 8] =
    ["en ", "in ", "annee scolaire ", "annee ", "school year ", "academic year ", "year ", "courant "];
/// Prefixes of the first of two dates, folded.
const BETWEEN: [&str; 7] = ["from ", "between ", "entre ", "du ", "de ", "d'", "depuis "];
/// Suffixes of a date, or ends of a span, that mean “until now”, folded.
const UNTIL_NOW: [&str; 13] = [
    "",
    "..",
    "...",
    "…",
    "present",
    "and ongoing",
    "ongoing",
    "today",
    "now",
    "et en cours",
    "en cours",
    "aujourd'hui",
    "a ce jour",
];
/// Days of the week, which add nothing to a date.
const WEEKDAYS: &str = "lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday \
    saturday sunday";

/// Names of parts of a year, each with its length in months.
const YEAR_PARTS: [(&str, usize); 9] = [
    ("t", 3),
    ("q", 3),
    ("trimestre", 3),
    ("quarter", 3),
    ("quartal", 3),
    ("s", 6),
    ("h", 6),
    ("semestre", 6),
    ("half", 6),
];
/// Ordinals of the parts of a year.
const ORDINALS: [&[&str]; 4] = [
    &["1", "1er", "premier", "1st", "first"],
    &["2", "2e", "2eme", "deuxieme", "second", "2nd"],
    &["3", "3e", "3eme", "troisieme", "3rd", "third"],
    &["4", "4e", "4eme", "quatrieme", "4th", "fourth"],
];

/// Returns a period in the format of catalogues for one that is written otherwise, such as `since 2012`, `2011-2020`,
/// `May 2019` or `2e trimestre 2019`. Returns `None` if its meaning is unclear.
pub(crate) fn normalised_period(written: &str) -> Option<String> {
    // A trailing parenthesis may be part of the period or a remark. One that contains a year is not a remark.
    let is_remark =
        |it: &str| it.ends_with(')') && !it.split(|it: char| !it.is_alphanumeric()).any(|it| is_number(it, 4));
    let without_remark = || written.split_once('(').filter(|it| is_remark(it.1)).and_then(|it| period(it.0));
    period(written).or_else(without_remark)
}

/// Returns whether a date, or one end of a period, is a day that the calendar does not have, such as `2019-02-30` or
/// `31/04/2019`.
pub(super) fn names_impossible_day(written: &str) -> bool {
    let written = fold(written);
    let is_impossible = |it: &str| date(it).is_some_and(|it| PartialDate::parse(&it).is_none());
    is_impossible(&written) || written.split('/').any(is_impossible)
}

fn period(written: &str) -> Option<String> {
    let written = fold(written).replace(['–', '→'], "-").replace("->", "-").replace(['(', ')'], " ");
    let is_not_weekday = |it: &&str| !WEEKDAYS.split_ascii_whitespace().any(|day| day == it.trim_end_matches(','));
    let written = written.split_whitespace().filter(is_not_weekday).collect::<Vec<_>>().join(" ");
    // `2012+` and `2012…` are ongoing, unless a separator before the dots already expresses that, as in `2012/..`.
    let dots = || written.strip_suffix("..").map(|it| it.trim_end_matches('.'));
    let ongoing_start = written.strip_suffix('+').or_else(dots).filter(|it| !it.trim_end().ends_with(['-', '/']));
    let written = ongoing_start.map_or_else(|| written.clone(), |start| format!("{start} ongoing"));
    let written = written.trim();
    let since = SINCE.iter().find_map(|it| date(written.strip_prefix(it)?.strip_prefix(' ')?));
    let until_now = {
        let words = UNTIL_NOW.iter().filter(|it| it.starts_with(char::is_alphabetic));
        words.copied().find_map(|it| date(written.strip_suffix(it)?.trim_end().trim_end_matches([',', '-'])))
    };
    let mentions_year = ["annee", "year", "scolaire"].iter().any(|it| written.contains(it));
    let written = FILLERS.iter().find_map(|it| written.strip_prefix(it)).unwrap_or(written);
    let written = FILLERS.iter().find_map(|it| written.strip_suffix(it.trim_end())).unwrap_or(written).trim_end();
    if let Some((year, _)) = two_years(written).filter(|(year, next)| mentions_year && (year + 1) % 100 == *next) {
        return Some(format!("{year}/{}", year + 1));
    }
    let separators = ["/", " - ", " to ", " a ", " bis ", " until ", " au ", "-"];
    let spans = || {
        let between = BETWEEN.iter().find_map(|it| written.strip_prefix(it));
        // Without a leading word such as `entre`, a conjunction lists two dates rather than the ends of a span.
        let conjunctions: &[&str] = if between.is_some() { &[" et ", " and "] } else { &[] };
        let written = between.unwrap_or(written);
        let parts = separators.iter().chain(conjunctions).filter_map(|it| written.split_once(it));
        parts.filter_map(|(start, end)| span(start.trim(), end.trim())).next()
    };
    // A leading separator leaves the beginning open, so that this is not a single date.
    let single = || date(written).filter(|_| written.starts_with(char::is_alphanumeric));
    let ongoing = since.or(until_now).map(|start| format!("{start}/.."));
    let result = ongoing.or_else(spans).or_else(single).or_else(|| part_of_year(written)).or_else(|| years(written));
    result.filter(|it| Period::parse(it).is_some())
}

fn span(start: &str, end: &str) -> Option<String> {
    // `2019-10-2020` could be split at either hyphen.
    if is_number(start, 4)
        && end.split('-').count() == 2
        && end.split('-').all(|it| it.bytes().all(|it| it.is_ascii_digit()))
    {
        return None;
    }
    if let Some(span) = days_of_month(start, end).or_else(|| parts_of_year(start, end)) {
        return Some(span);
    }
    let completed = || date(&format!("{} {}", words(start).join(" "), words_shared_with_end(start, end)?));
    let start = date(start).or_else(completed)?;
    if UNTIL_NOW.contains(&end) {
        return Some(format!("{start}/.."));
    }
    // Two digits that cannot be a month are a year: `2020-21`.
    let is_year = start.len() == 4 && is_number(end, 2) && month_number(end).is_none();
    let end = if is_year { format!("{}{end}", &start[..2]) } else { date(end)? };
    Some(format!("{start}/{end}"))
}

/// Returns a span of days in a month that precedes them, as in `May 3-5, 2019`.
fn days_of_month(start: &str, end: &str) -> Option<String> {
    let (start, end) = (words(start), words(end));
    let ([month, first], [last, year]) = (start.as_slice(), end.as_slice()) else { return None };
    let is_month_first = month.starts_with(char::is_alphabetic) && !is_number(first, 4) && is_number(year, 4);
    let day = |day: &str| date(&format!("{month} {day} {year}")).filter(|_| is_month_first);
    Some(format!("{}/{}", day(first)?, day(last)?))
}

/// Returns the span from one part of a year to another, as in `Q1-Q3 2019`.
fn parts_of_year(start: &str, end: &str) -> Option<String> {
    let with_year_of_end = || part_of_year(&format!("{start} {}", words(end).last()?));
    let (first, last) = (part_of_year(start).or_else(with_year_of_end)?, part_of_year(end)?);
    Some(format!("{}/{}", first.split_once('/')?.0, last.split_once('/')?.1))
}

/// Returns the words that the start of a span omits and shares with its end: the month and the year in `3-5 mai 2019`,
/// the year in `mai-juin 2019` and in `May 3 - June 5, 2019`.
fn words_shared_with_end(start: &str, end: &str) -> Option<String> {
    let (start, end) = (words(start), words(end));
    let is_month = |it: &str| it.starts_with(char::is_alphabetic) && month_number(it).is_some();
    let is_shared = match (start.as_slice(), end.as_slice()) {
        ([_], [_, month, _]) => is_month(month),
        ([month], [last, _]) => is_month(month) && is_month(last),
        ([first, second], [last, other, year]) => {
            let is_alike = is_month(first) == is_month(last) && is_month(second) == is_month(other);
            is_alike && (is_month(first) || is_month(second) || is_number(year, 4))
        }
        _ => false,
    };
    is_shared.then(|| end[start.len()..].join(" "))
}

/// Returns the span of months of a part of a year, such as `T2 2019`, `2019-Q2` or `premier semestre 2019`.
fn part_of_year(written: &str) -> Option<String> {
    let words = words(written);
    let (year, part) = match words.as_slice() {
        [part @ .., year] if is_number(year, 4) => (year, part),
        [year, part @ ..] if is_number(year, 4) => (year, part),
        _ => return None,
    };
    let (name, count) = match part {
        [short] if short.len() == 2 && short.is_ascii() => short.split_at(1),
        [name, count] if YEAR_PARTS.iter().any(|it| it.0 == *name) => (*name, *count),
        [count, name] => (*name, *count),
        _ => return None,
    };
    let months = YEAR_PARTS.iter().find(|it| it.0 == name)?.1;
    let last = months * (1 + ORDINALS.iter().position(|it| it.contains(&count))?);
    (last <= 12).then(|| format!("{year}-{:02}/{year}-{last:02}", last - months + 1))
}

/// Returns a year and the last two digits of another, as in `2009/10`, which could also be a month.
pub(crate) fn two_years(written: &str) -> Option<(u16, u16)> {
    let (first, last) = written.split_once(['/', '-']).filter(|it| is_number(it.0, 4) && is_number(it.1, 2))?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// Returns the span of a list of consecutive years, such as `2018, 2019 et 2020`.
fn years(written: &str) -> Option<String> {
    let years: Vec<&str> = written
        .split([',', ';', '&', '+', ' ', '\n'])
        .filter(|it| !matches!(*it, "" | "et" | "and" | "puis"))
        .collect();
    let number = |it: &str| it.parse::<u16>().ok().filter(|_| is_number(it, 4));
    let follows = |pair: &[&str]| number(pair[0]).zip(number(pair[1])).is_some_and(|(one, next)| one + 1 == next);
    let [first, .., last] = years.as_slice() else { return None };
    years.windows(2).all(follows).then(|| format!("{first}/{last}"))
}

fn is_number(written: &str, length: usize) -> bool {
    written.len() == length && written.bytes().all(|it| it.is_ascii_digit())
}

/// Returns the significant words of a date.
fn words(written: &str) -> Vec<&str> {
    written.split(['/', '.', '-', ' ', ',']).filter(|it| !matches!(*it, "" | "de" | "of" | "le" | "the")).collect()
}

/// Returns a day, a month or a year in ISO 8601 for a date such as `31/05/2019`, `5.2019` or `31 May 2019`.
fn date(written: &str) -> Option<String> {
    let parts = words(written);
    // Mixed separators are a range: `10-12/2018` is a span of months.
    let is_mixed = written.contains('/') && written.contains('-')
        || written.contains(['/', '-', '.']) && written.contains(' ') && !written.contains(char::is_alphabetic);
    if is_mixed {
        return None;
    }
    let day_of = |it: &str| {
        let number = ["er", "st", "nd", "rd", "th"].iter().find_map(|end| it.strip_suffix(end)).unwrap_or(it);
        number.parse::<u8>().ok()
    };
    let is_year = |it: &str| is_number(it, 4);
    // Years of two digits (`31/05/19`, `mai-19`) are from 1970 to 2069.
    let full_year = |it: &str| it.parse().ok().map(|it: u16| if it < 70 { 2000 + it } else { 1900 + it });
    let full_date =
        |year: &str, month: &str, day: &str| Some(format!("{year}-{:02}-{:02}", month_number(month)?, day_of(day)?));
    Some(match parts.as_slice() {
        [year] if is_year(year) => (*year).to_owned(),
        // `2019.1` may be `2019.10`, read as a number by a spreadsheet, or not a date at all.
        [year, month] if is_year(year) && month.len() == 1 && written.contains('.') => return None,
        [month, year] | [year, month] if is_year(year) => format!("{year}-{:02}", month_number(month)?),
        [month, day, year] if is_year(year) && month.starts_with(char::is_alphabetic) => full_date(year, month, day)?,
        [day, month, year] | [year, month, day] if is_year(year) => full_date(year, month, day)?,
        [day, month, year] if is_number(year, 2) => full_date(&full_year(year)?.to_string(), month, day)?,
        [month, year] if is_number(year, 2) && month.parse::<u8>().is_err() => {
            format!("{}-{:02}", full_year(year)?, month_number(month)?)
        }
        _ => return None,
    })
}

fn month_number(written: &str) -> Option<usize> {
    let is_named = |name: &str| written.len() > 2 && fold(name).starts_with(written);
    let named = Lang::ALL.iter().find_map(|lang| lang.words().months.iter().position(|it| is_named(it)));
    named.map(|at| at + 1).or_else(|| written.parse().ok()).filter(|it| (1..=12).contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn informal_periods_are_normalised_unless_ambiguous() {
        for (written, expected) in [
            ("since 2012", "2012/.."),
            ("en cours depuis 2022", "2022/.."),
            ("Depuis septembre 2012", "2012-09/.."),
            ("2012/", "2012/.."),
            ("2012-", "2012/.."),
            ("2012 – en cours", "2012/.."),
            ("2011-2020", "2011/2020"),
            ("2011 – 2020", "2011/2020"),
            ("May 2019", "2019-05"),
            ("mai 2019", "2019-05"),
            ("05/2019", "2019-05"),
            ("2019/5", "2019-05"),
            ("31/05/2019", "2019-05-31"),
            ("31.5.2019", "2019-05-31"),
            ("1er mai 2019", "2019-05-01"),
            ("March 2018 - May 2019", "2018-03/2019-05"),
            ("31/05/19", "2019-05-31"),
            ("4/3/19", "2019-03-04"),
            ("March 4, 2019", "2019-03-04"),
            ("4th March 2019", "2019-03-04"),
            ("4th of March 2019", "2019-03-04"),
            ("mai-19", "2019-05"),
            ("du 1er mai 2018 au 31 mai 2019", "2018-05-01/2019-05-31"),
            ("entre 2015 et 2017", "2015/2017"),
            ("from 2015 to 2017", "2015/2017"),
            ("depuis le 1er mars 2020", "2020-03-01/.."),
            ("2019 (en cours)", "2019/.."),
            ("mai 2019 à ce jour", "2019-05/.."),
            ("2021 → 2023", "2021/2023"),
            ("2020-21", "2020/2021"),
            ("2018/19", "2018/2019"),
            ("année scolaire 2018-2019", "2018/2019"),
            ("en 2019", "2019"),
            ("2018 et 2019", "2018/2019"),
            ("2018, 2019 et 2020", "2018/2020"),
            ("T2 2019", "2019-04/2019-06"),
            ("2019-Q4", "2019-10/2019-12"),
            ("1er trimestre 2019", "2019-01/2019-03"),
            ("premier semestre de 2019", "2019-01/2019-06"),
            ("second half of 2019", "2019-07/2019-12"),
            ("trimestre 3 2019", "2019-07/2019-09"),
            ("de septembre 2015 à juin 2017", "2015-09/2017-06"),
            ("3-5 mai 2019", "2019-05-03/2019-05-05"),
            ("du 3 au 5 mai 2019", "2019-05-03/2019-05-05"),
            ("du 1er au 5 mai 2019", "2019-05-01/2019-05-05"),
            ("1er-5 mai 2019", "2019-05-01/2019-05-05"),
            ("1st to 5th May 2019", "2019-05-01/2019-05-05"),
            ("May 3 - June 5, 2019", "2019-05-03/2019-06-05"),
            ("30 mai - 5 juin 19", "2019-05-30/2019-06-05"),
            ("mai-juin 2019", "2019-05/2019-06"),
            ("May 3-5, 2019", "2019-05-03/2019-05-05"),
            ("May 12–15, 2019", "2019-05-12/2019-05-15"),
            ("du 01/05 au 03/05/2019", "2019-05-01/2019-05-03"),
            ("1.5. - 3.6.2019", "2019-05-01/2019-06-03"),
            ("Q1-Q3 2019", "2019-01/2019-09"),
            ("T1 2019 - T2 2020", "2019-01/2020-06"),
            ("du 1er trimestre au 3e trimestre 2019", "2019-01/2019-09"),
            ("mai à juin 2019", "2019-05/2019-06"),
            ("3 May - 5 June 2019", "2019-05-03/2019-06-05"),
            ("2017-2019 (pilot)", "2017/2019"),
            ("01/09/2017 - 31/08/2019 (24 months)", "2017-09-01/2019-08-31"),
            ("lundi 3 mars 2019", "2019-03-03"),
            ("Monday, 4 March 2019", "2019-03-04"),
            ("2018+", "2018/.."),
            ("2019 and ongoing", "2019/.."),
            ("4-mars-2019", "2019-03-04"),
            ("5/06/2019", "2019-06-05"),
            ("année scolaire 2009/10", "2009/2010"),
            ("academic year 2011-12", "2011/2012"),
            ("2009/10", "2009-10"),
            ("2009/1", "2009-01"),
            ("2009-10 (année scolaire)", "2009/2010"),
        ] {
            assert_eq!(normalised_period(written).as_deref(), Some(expected), "{written}");
        }
        for written in [
            "",
            "ma 2019",
            "2017 et 2019",
            "2017 and 2019",
            "19",
            "soon",
            "2019-13",
            "1/2/3",
            "12/05",
            "2020-2019",
            "31/13/2019",
            "2019.1",
            "2019-10-2020",
            "10-12/2018",
            "10/12 2018",
            "2019, 2018",
            "S3 2019",
            "T5 2019",
            "T2 19",
            "2018 (phase 1), 2020 (phase 2)",
            "2012 (terminé en 2015)",
            "jusqu’en 2017",
            "été 2019",
            "prévu en 2019",
            "May 12-45, 2019",
            "25/13 - 3/5/2019",
            "Q3-Q1 2019",
            "3-5 05 2019",
            "mai-5 mai 2019",
            "3-mai juin 2019",
            "3 May - June 5, 2019",
            "May 3 - 5 June 2019",
            "3/4 - 5/6/19",
            "3 4-5, 2019",
            "mai 2",
            "3 19",
            "Q1 19",
            "T10 2019",
            "t 2019",
            "é 2019",
            "€ 2019",
        ] {
            assert_eq!(normalised_period(written), None, "{written}");
        }
    }

    #[test]
    fn days_missing_from_the_calendar_are_recognised() {
        assert!(
            ["2024-02-30", "31/04/2019", "29 février 2023", "2023-04-31/2024"].into_iter().all(names_impossible_day)
        );
        assert!(!["2024-02-29", "31/05/2019", "2018/2019", "2024-13", "24", ""].into_iter().any(names_impossible_day));
    }
}
