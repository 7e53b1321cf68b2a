//! Which period may have been meant by something that is none?

use crate::catalogue::Period;
use crate::lang::Lang;
use crate::text::fold;

/// Words before a date from which something goes on.
const SINCE: [&str; 11] =
    ["ongoing since", "en cours depuis", "since", "from", "depuis", "des", "a partir de", "seit", "ab", "desde", "dal"];
/// Words before the first of two dates.
const BETWEEN: [&str; 7] = ["from ", "between ", "entre ", "du ", "de ", "d'", "depuis "];
/// Words after a date from which something goes on.
const STILL: [&str; 11] =
    ["", "..", "...", "…", "present", "ongoing", "today", "now", "en cours", "aujourd'hui", "a ce jour"];

/// Returns how a period is written in the format that someone has written otherwise: `since 2012`, `2011-2020`,
/// `May 2019`.
pub(crate) fn meant_period(written: &str) -> Option<String> {
    let written = fold(written).replace('–', "-");
    let written = written.trim();
    let since = SINCE.iter().find_map(|it| date(written.strip_prefix(it)?.strip_prefix(' ')?));
    let separators = ["/", " - ", " to ", " a ", " bis ", " until ", " au ", "-"];
    let spans = || {
        let between = BETWEEN.iter().find_map(|it| written.strip_prefix(it));
        // Without a word before them these part two dates that may have nothing between them.
        let and: &[&str] = if between.is_some() { &[" et ", " and "] } else { &[] };
        let written = between.unwrap_or(written);
        let parts = separators.iter().chain(and).filter_map(|it| written.split_once(it));
        parts.filter_map(|(start, end)| span(start.trim(), end.trim())).next()
    };
    // What is open at its beginning is no date.
    let one = || date(written).filter(|_| written.starts_with(char::is_alphanumeric));
    let meant = since.map(|start| format!("{start}/..")).or_else(spans).or_else(one);
    meant.filter(|it| Period::parse(it).is_some())
}

fn span(start: &str, end: &str) -> Option<String> {
    let start = date(start)?;
    if STILL.contains(&end) { Some(format!("{start}/..")) } else { Some(format!("{start}/{}", date(end)?)) }
}

/// Returns a day, a month or a year as ISO 8601 has it, if one is written: `31/05/2019`, `5.2019`, `31 May 2019`.
fn date(written: &str) -> Option<String> {
    let parts: Vec<&str> =
        written.split(['/', '.', '-', ' ', ',']).filter(|it| !it.is_empty() && *it != "de" && *it != "of").collect();
    let day_of = |it: &str| {
        let number = ["er", "st", "nd", "rd", "th"].iter().find_map(|end| it.strip_suffix(end)).unwrap_or(it);
        number.parse::<u8>().ok()
    };
    let is_number = |it: &str, length| it.len() == length && it.bytes().all(|it| it.is_ascii_digit());
    let is_year = |it: &str| is_number(it, 4);
    // `31/05/19`, `mai-19`: of our time.
    let of_two_digits = |it: &str| it.parse().ok().map(|it: u16| if it < 70 { 2000 + it } else { 1900 + it });
    let of_day =
        |year: &str, month: &str, day: &str| Some(format!("{year}-{:02}-{:02}", number_of_month(month)?, day_of(day)?));
    Some(match parts.as_slice() {
        [year] if is_year(year) => (*year).to_owned(),
        [month, year] | [year, month] if is_year(year) => format!("{year}-{:02}", number_of_month(month)?),
        [month, day, year] if is_year(year) && month.starts_with(char::is_alphabetic) => of_day(year, month, day)?,
        [day, month, year] | [year, month, day] if is_year(year) => of_day(year, month, day)?,
        [day, month, year] if is_number(year, 2) => of_day(&of_two_digits(year)?.to_string(), month, day)?,
        [month, year] if is_number(year, 2) && month.parse::<u8>().is_err() => {
            format!("{}-{:02}", of_two_digits(year)?, number_of_month(month)?)
        }
        _ => return None,
    })
}

fn number_of_month(written: &str) -> Option<usize> {
    let is_named = |name: &str| written.len() > 2 && fold(name).starts_with(written);
    let named = Lang::ALL.iter().find_map(|lang| lang.words().months.iter().position(|it| is_named(it)));
    named.map(|at| at + 1).or_else(|| written.parse().ok()).filter(|it| (1..=12).contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_turned_into_what_the_format_has() {
        for (written, meant) in [
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
            ("de septembre 2015 à juin 2017", "2015-09/2017-06"),
        ] {
            assert_eq!(meant_period(written).as_deref(), Some(meant), "{written}");
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
        ] {
            assert_eq!(meant_period(written), None, "{written}");
        }
    }
}
