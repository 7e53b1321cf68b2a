//! Which of the numbers in `04/03/2020` is the day?
//!
//! The first one, unless another date in the table can only be read with the month first.

use super::column_context::edit_column;
use super::columns::Column;
use super::note::Note;
use super::table::Table;
use super::values::period;

/// Number of months: a greater number can only be a day.
const MONTHS: u8 = 12;

/// Rewrites the dates of a table that has the month first to have the day first, and reports it. Reports a date that
/// remains ambiguous.
pub(super) fn write_days_first(table: &mut Table, columns: &[Column], notes: &mut Vec<Note>) {
    let rows = &mut table.rows;
    let date_columns: Vec<_> = (0..).zip(columns).filter(|(_, it)| it.target.holds_dates()).map(|(at, _)| at).collect();
    let cells = rows.iter().flat_map(|(row, cells)| date_columns.iter().map(move |at| (*row, Table::cell(cells, *at))));
    let (mut is_day_first, mut month_first, mut ambiguous) = (false, None, None);
    for (row, word) in cells.flat_map(|(row, cell)| cell.split_whitespace().map(move |it| (row, it))) {
        match split_date(word) {
            Some((first, second, _)) if first > MONTHS && second <= MONTHS => is_day_first = true,
            Some((first, second, _)) if first <= MONTHS && second > MONTHS => month_first = month_first.or(Some(word)),
            Some((first, second, _)) if first != second && period(word).is_some() => {
                ambiguous = ambiguous.or(Some((row, word)));
            }
            _ => {}
        }
    }
    match (month_first, ambiguous) {
        (Some(word), _) if !is_day_first => {
            notes.push(Note::MonthFirst(word.to_owned()));
            date_columns.iter().for_each(|at| edit_column(rows, *at, with_day_and_month_swapped));
        }
        // The order is unknown if the table has dates of both kinds, or of neither.
        (first, Some((row, word))) if first.is_some() == is_day_first => {
            notes.push(Note::DayFirst(row, word.to_owned(), period(word).unwrap_or_default()));
        }
        _ => {}
    }
}

/// Splits a date into the two numbers before the year, and the year; `None` if it has another shape.
fn split_date(word: &str) -> Option<(u8, u8, &str)> {
    let separator = word.chars().find(|it| matches!(it, '/' | '.' | '-'))?;
    let (first, rest) = word.split_once(separator)?;
    let (second, year) = rest.split_once(separator)?;
    let is_year = matches!(year.len(), 2 | 4) && year.bytes().all(|it| it.is_ascii_digit());
    Some((first.parse().ok()?, second.parse().ok()?, year)).filter(|_| is_year)
}

/// Returns a cell with day and month of its dates swapped, also in spans such as `10/05-12/05/2019`.
fn with_day_and_month_swapped(cell: &str) -> String {
    let swap_in_word = |word: &str| {
        let date = word.trim_end();
        swapped_date(date).or_else(|| swapped_span(date)).unwrap_or_else(|| date.to_owned()) + &word[date.len()..]
    };
    cell.split_inclusive(char::is_whitespace).map(swap_in_word).collect()
}

fn swapped_date(date: &str) -> Option<String> {
    split_date(date).map(|(month, day, year)| format!("{day:02}/{month:02}/{year}"))
}

/// Returns a span of two dates with day and month of both swapped; the first may lack the year.
fn swapped_span(span: &str) -> Option<String> {
    let (start, end) = span.split_once(['-', '–'])?;
    let without_year = || {
        let (month, day) = start.split_once(['/', '.'])?;
        Some(format!("{:02}/{:02}", day.parse::<u8>().ok()?, month.parse::<u8>().ok()?))
    };
    Some(format!("{}-{}", swapped_date(start).or_else(without_year)?, swapped_date(end)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_and_month_are_swapped_in_dates_and_spans() {
        for (cell, expected, as_period) in [
            ("10/05/2019", "05/10/2019", Some("2019-10-05")),
            ("10/05-12/05/2019", "05/10-05/12/2019", Some("2019-10-05/2019-12-05")),
            ("10/05/2019–12/05/2019", "05/10/2019-05/12/2019", Some("2019-10-05/2019-12-05")),
            ("10/05/2019 - 12/05/2019", "05/10/2019 - 05/12/2019", Some("2019-10-05/2019-12-05")),
            ("05/10", "05/10", None),
            ("2018-2019", "2018-2019", Some("2018/2019")),
            ("10/2018-12/2018", "10/2018-12/2018", Some("2018-10/2018-12")),
        ] {
            assert_eq!(with_day_and_month_swapped(cell), expected);
            assert_eq!(period(expected).as_deref(), as_period, "{expected}");
        }
    }
}
