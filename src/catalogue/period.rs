//! When did it happen?
//!
//! Dates with the precision of a day, month or year, and periods between them (ISO 8601).

use std::fmt;

use crate::lang::Lang;

/// Maximum number of years between the first and the last of a span for which every year is listed: enough for all
/// years up to the present.
const MAX_LISTED_YEARS: u16 = 2200;

/// A calendar date with the precision of a day, a month or a year (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// A date, or an interval between two dates, both included, which may have no end (ISO 8601-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    start: PartialDate,
    end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// The period is its start alone.
    Start,
    At(PartialDate),
    /// It had not ended.
    Open,
}

impl PartialDate {
    /// Parses `2019`, `2019-05` or `2019-05-31`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |length: usize| {
            let part = parts.next()?;
            let is_number = part.len() == length && part.bytes().all(|it| it.is_ascii_digit());
            Some(part.parse::<u16>().ok().filter(|_| is_number))
        };
        let year = number(4)??;
        let [month, day] = [number(2), number(2)];
        if parts.next().is_some() || [month, day].contains(&Some(None)) {
            return None;
        }
        let (month, day) = (month.flatten(), day.flatten());
        let is_valid = month.is_none_or(|month| {
            (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day.unwrap_or(1))
        });
        let [month, day] = [month, day].map(|it| it.and_then(|it| u8::try_from(it).ok()));
        is_valid.then_some(Self { year, month, day })
    }

    /// Returns whether it has the precision of a day.
    pub fn has_day(self) -> bool {
        self.day.is_some()
    }

    /// Returns the year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// Returns the date in words: "2019", "May 2019", "31 May 2019".
    pub fn in_words(self, lang: Lang) -> String {
        let words = lang.words();
        let month = self.month.map(|it| words.months[usize::from(it) - 1]);
        let day = self.day.map(words.day);
        let year = self.year.to_string();
        // No-break spaces keep a date on one line.
        day.as_deref().into_iter().chain(month).chain([year.as_str()]).collect::<Vec<_>>().join("\u{a0}")
    }

    /// Returns the first day that it covers: year, month, day.
    fn first_day(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Returns an upper bound of the days that it covers, which may not be in the calendar: the 31st of any month.
    fn last_day(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(12), self.day.unwrap_or(31))
    }
}

/// Returns the number of days of a month (Gregorian calendar).
fn days_in_month(year: u16, month: u16) -> u16 {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 => 28 + u16::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Period {
    /// Parses a date, an interval such as `2018-03/2019-05`, or `2012/..` for one without an end; `None` for anything
    /// else, and for an interval that ends before it starts.
    pub fn parse(text: &str) -> Option<Self> {
        let Some((start, end)) = text.split_once('/') else {
            return Some(Self { start: PartialDate::parse(text)?, end: End::Start });
        };
        let start = PartialDate::parse(start)?;
        if end == ".." {
            return Some(Self { start, end: End::Open });
        }
        let end = PartialDate::parse(end)?;
        (start.first_day() <= end.last_day()).then_some(Self { start, end: End::At(end) })
    }

    /// Returns the first and the last year that it covers; the last is `None` if it had not ended.
    pub fn span(self) -> (u16, Option<u16>) {
        let last = match self.end {
            End::Start => Some(self.start.year),
            End::At(end) => Some(end.year),
            End::Open => None,
        };
        (self.start.year, last)
    }

    /// Returns the period in words: "May 2019", "March 2018 – May 2019", "since 2012".
    pub fn in_words(self, lang: Lang) -> String {
        let start = self.start.in_words(lang);
        match self.end {
            End::Start => start,
            End::At(end) => format!("{start} – {}", end.in_words(lang)),
            End::Open => (lang.words().since)(&start, self.start.has_day()),
        }
    }
}

/// Returns whether a year may be that of a past or planned event: one in the distant future is treated as a mistake.
pub(crate) fn is_plausible_year(year: &u16) -> bool {
    *year <= 2100
}

/// Returns the years from one to another, both included. If they are more than [`MAX_LISTED_YEARS`] apart, the middle
/// is left out: only the years within `MAX_LISTED_YEARS / 2` of either end remain.
pub(crate) fn years(first: u16, last: u16) -> impl Iterator<Item = u16> {
    let is_long = last.saturating_sub(first) > MAX_LISTED_YEARS;
    let (head_end, tail_start) =
        if is_long { (first + MAX_LISTED_YEARS / 2, last - MAX_LISTED_YEARS / 2) } else { (last, last + 1) };
    (first..=head_end).chain(tail_start..=last)
}

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        [self.month, self.day].into_iter().flatten().try_for_each(|it| write!(out, "-{it:02}"))
    }
}

/// Formats the period as it is written in a catalogue.
impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.start)?;
        match self.end {
            End::Start => Ok(()),
            End::At(end) => write!(out, "/{end}"),
            End::Open => out.write_str("/.."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid_periods_round_trip_and_invalid_are_rejected() {
        for written in [
            "2019",
            "2019-05",
            "2019-05-31",
            "2018-03/2019-05",
            "2018/2019",
            "2014-09-01/2015-05-31",
            "2014-09/2015-05-31",
            "2014-09/2014",
            "2012/..",
            "2012-09-01/..",
        ] {
            assert_eq!(Period::parse(written).map(|it| it.to_string()).as_deref(), Some(written));
        }
        for wrong in [
            "",
            "19",
            "2019-13",
            "2019-5",
            "2019/2018",
            "May 2019",
            "+019",
            "2019-02-29",
            "2019/",
            "/2019",
            "../2019",
            "2019-05-01-01",
        ] {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_full_valid_calendar_dates_are_exact_days() {
        let is_day = |it| PartialDate::parse(it).is_some_and(PartialDate::has_day);
        assert!(["2019-05-31", "2020-02-29", "2000-02-29"].into_iter().all(is_day));
        let wrong = [
            "2019-02-29",
            "1900-02-29",
            "2019-04-31",
            "2019-13-01",
            "2019-05-+1",
            "2019-05-1",
            "20190531",
            "é019-05-1",
            "2019-05",
        ];
        assert!(!wrong.into_iter().any(is_day));
    }

    #[test]
    fn period_yields_every_year_unless_very_long() {
        let covered_years = |written| {
            let (first, last) = Period::parse(written).unwrap().span();
            years(first, last.unwrap_or(2014)).collect::<Vec<_>>()
        };
        assert_eq!(covered_years("2019-05"), [2019]);
        assert_eq!(covered_years("2018-11/2021-02"), [2018, 2019, 2020, 2021]);
        assert_eq!(covered_years("2012/.."), [2012, 2013, 2014]);
        assert_eq!(covered_years("0001/2019"), (1..=2019).collect::<Vec<_>>());
        assert_eq!(covered_years("0001/9999").len(), 2202, "few enough to be kept for each of many");
    }

    #[test]
    fn periods_are_formatted_in_words() {
        let in_words = |written, lang| Period::parse(written).unwrap().in_words(lang).replace('\u{a0}', "_");
        assert_eq!(in_words("2018-03/2019-05", Lang::FR), "mars_2018 – mai_2019");
        assert_eq!(in_words("2019-05", Lang::EN), "May_2019");
        assert_eq!(in_words("2014-09-01/2015-05-31", Lang::FR), "1er_septembre_2014 – 31_mai_2015");
        assert_eq!(in_words("2012/..", Lang::EN), "since 2012");
        assert_eq!(in_words("2012-04/..", Lang::FR), "depuis avril_2012");
        assert_eq!(in_words("2014-09-01/..", Lang::FR), "depuis le 1er_septembre_2014");
    }
}
