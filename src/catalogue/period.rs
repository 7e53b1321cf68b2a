//! When did it happen?

use std::fmt;

use crate::lang::Lang;

/// The most years between the first and the last that are named one by one.
const LONGEST: u16 = 200;

/// A year, or a month of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month {
    year: u16,
    month: Option<u8>,
}

/// A year, a month, or the span between two of them, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    start: Month,
    end: Option<Month>,
}

impl Month {
    fn parse(written: &str) -> Option<Self> {
        let (year, month) = match written.split_once('-') {
            Some((year, month)) => (year, Some(month)),
            None => (written, None),
        };
        let digits = |it: &str, count| it.len() == count && it.bytes().all(|it| it.is_ascii_digit());
        if !digits(year, 4) || !month.is_none_or(|it| digits(it, 2)) {
            return None;
        }
        let month = match month {
            Some(month) => Some(month.parse().ok().filter(|it| (1..=12).contains(it))?),
            None => None,
        };
        Some(Self { year: year.parse().ok()?, month })
    }

    fn in_words(self, lang: Lang) -> String {
        match self.month {
            Some(month) => format!("{} {}", lang.words().months[usize::from(month) - 1], self.year),
            None => self.year.to_string(),
        }
    }
}

impl Period {
    /// Reads `2019`, `2019-05` or `2018-03/2019-05`; `None` for anything else.
    pub fn parse(written: &str) -> Option<Self> {
        let Some((start, end)) = written.split_once('/') else {
            return Some(Self { start: Month::parse(written)?, end: None });
        };
        let (start, end) = (Month::parse(start)?, Month::parse(end)?);
        (start <= end).then_some(Self { start, end: Some(end) })
    }

    /// Returns the years that it touches, first to last; of a period of centuries the first and the last alone.
    pub fn years(self) -> Vec<u16> {
        let (first, last) = (self.start.year, self.end.unwrap_or(self.start).year);
        if last - first > LONGEST { vec![first, last] } else { (first..=last).collect() }
    }

    /// Returns the period in words: "May 2019", "March 2018 – May 2019".
    pub fn in_words(self, lang: Lang) -> String {
        match self.end {
            Some(end) => format!("{} – {}", self.start.in_words(lang), end.in_words(lang)),
            None => self.start.in_words(lang),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(out, "-{month:02}"))
    }
}

/// Writes the period as a catalogue states it.
impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.start)?;
        self.end.map_or(Ok(()), |end| write!(out, "/{end}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_and_written_alike() {
        for written in ["2019", "2019-05", "2018-03/2019-05", "2018/2019"] {
            assert_eq!(Period::parse(written).unwrap().to_string(), written);
        }
        for wrong in ["", "19", "2019-13", "2019-5", "2019/2018", "May 2019", "2019-05-01", "+019"] {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_period_touches_every_year_from_its_first_to_its_last() {
        let years = |written| Period::parse(written).unwrap().years();
        assert_eq!(years("2019-05"), [2019]);
        assert_eq!(years("2018-11/2021-02"), [2018, 2019, 2020, 2021]);
        assert_eq!(years("0001/9999"), [1, 9999]);
    }

    #[test]
    fn periods_are_said_in_words() {
        let period = Period::parse("2018-03/2019-05").unwrap();
        assert_eq!(period.in_words(Lang::Fr), "mars 2018 – mai 2019");
        assert_eq!(Period::parse("2019-05").unwrap().in_words(Lang::En), "May 2019");
    }
}
