//! What is a table?
//!
//! Defines a table as rows of texts under column names, and finds the row or column of names in raw cells.

use super::columns::is_known;
use crate::text::Cleaned;

/// Number of leading rows that may hold the column names.
const HEADER_CANDIDATES: usize = 12;

/// Minimum and maximum number of rows of a form, whose names are in the first column.
const FORM_ROWS: (usize, usize) = (3, 80);

/// A table of texts. Numbers and dates are formatted as text, dates as in ISO 8601.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    /// Column names, as written.
    pub(super) columns: Vec<String>,
    /// Rows, each with its number in the file, from 1.
    pub(super) rows: Vec<(usize, Vec<String>)>,
    /// Texts above the column names.
    pub(super) above: Vec<String>,
    /// Rows that have more cells than there are column names, as some do not: row number, and number of cells.
    pub(super) overlong_rows: Vec<(usize, usize)>,
    /// Whether the table was transposed: its columns are the rows of the file.
    pub(super) is_transposed: bool,
}

impl Table {
    /// Builds a table from numbered rows, without blank ones. The column names are the leading row with the most
    /// recognised names, otherwise the first row with several cells; a form is transposed.
    pub(super) fn new(rows: impl Iterator<Item = (usize, Vec<String>)>) -> Self {
        let rows = without_blank_rows(rows);
        let best = find_header(&rows, is_known);
        if let Some(table) = Self::transposed(&rows, best.map_or(0, |it| it.0)) {
            return table;
        }
        let first_with_several = rows.iter().position(|(_, row)| row.iter().filter(|it| !is_blank(it)).count() > 1);
        // A lone recognised name may be a word of a title: it counts only if the first row with several cells has none.
        let has_known = |at: usize| rows[at].1.iter().any(|it| is_known(it));
        let best = best.filter(|it| it.0 > 1 || it.0 == 1 && !first_with_several.is_some_and(has_known)).map(|it| it.1);
        let header = best.or(first_with_several).unwrap_or(0);
        Self::with_header(rows, header)
    }

    /// Builds a table whose column names are recognised by `is_known`: the leading row with the most of them.
    pub(super) fn of_sheet(rows: impl Iterator<Item = (usize, Vec<String>)>, is_known: impl Fn(&str) -> bool) -> Self {
        let rows = without_blank_rows(rows);
        let header = find_header(&rows, is_known).map_or(0, |it| it.1);
        Self::with_header(rows, header)
    }

    /// Builds a table from a form, whose names are in the first column; `None` if the rows are no form. `across` is the
    /// highest number of recognised names in a row.
    fn transposed(rows: &[(usize, Vec<String>)], across: usize) -> Option<Self> {
        // A table of many activities has its names in a row.
        if !(FORM_ROWS.0..=FORM_ROWS.1).contains(&rows.len()) {
            return None;
        }
        let fields = || rows.iter().filter(|(_, row)| is_known(Self::cell(row, 0)));
        let is_answered = |row: &[String]| (1..row.len()).any(|at| !Self::cell(row, at).is_empty());
        let (count, answered) = (fields().count(), fields().filter(|(_, row)| is_answered(row)).count());
        // Some answers may be missing, but at least two must be there.
        if count < FORM_ROWS.0 || answered < 2 || count <= across || count * 2 < rows.len() {
            return None;
        }
        let width = rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
        let (mut columns, mut forms): (Vec<String>, Vec<Vec<Vec<String>>>) = Default::default();
        let (mut column, mut first_name) = (0, None);
        for (_, row) in rows {
            let name = Self::cell(row, 0);
            // The first answered name begins the next form when it recurs. A row without a name continues the one
            // above.
            let is_next = first_name.as_deref() == Some(name);
            if first_name.is_none() && is_answered(row) && !name.is_empty() {
                first_name = Some(name.to_owned());
            }
            if forms.is_empty() || is_next {
                forms.push(vec![Vec::new(); width - 1]);
            }
            if !name.is_empty() {
                column = columns.iter().position(|it| it == name).unwrap_or(columns.len());
                if column == columns.len() {
                    columns.push(name.to_owned());
                }
            }
            for (at, activity) in forms.last_mut().into_iter().flatten().enumerate() {
                activity.resize(activity.len().max(column + 1), String::new());
                let (written, cell) = (&mut activity[column], Self::cell(row, at + 1));
                let gap = if written.is_empty() || cell.is_empty() { "" } else { "\n" };
                *written = format!("{written}{gap}{cell}");
            }
        }
        let rows = without_blank_rows((2..).zip(forms.into_iter().flatten()));
        Some(Self { columns, rows, is_transposed: true, ..Self::default() })
    }

    fn with_header(mut rows: Vec<(usize, Vec<String>)>, header: usize) -> Self {
        if rows.is_empty() {
            return Self::default();
        }
        let mut leading_rows: Vec<_> = rows.drain(..=header).map(|(_, row)| row).collect();
        let columns = leading_rows.pop().unwrap_or_default();
        let above = leading_rows.into_iter().flatten().filter(|it| !it.trim().is_empty()).collect();
        let mut columns: Vec<String> = columns.into_iter().map(|it| it.trim().to_owned()).collect();
        let overlong_rows: Vec<_> = rows
            .iter()
            .filter(|(_, row)| row.len() > columns.len())
            .map(|(number, row)| (*number, row.len()))
            .collect();
        // Separators at the end of each row add nothing.
        let overlong_rows = if overlong_rows.len() == rows.len() { Vec::new() } else { overlong_rows };
        // Cells beyond the column names belong to columns without a name.
        let longest = rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
        columns.resize(columns.len().max(longest), String::new());
        Self { columns, rows, above, overlong_rows, is_transposed: false }
    }

    /// Returns a cell without surrounding ASCII whitespace, empty if it is missing or blank. A no-break space is part
    /// of the text.
    pub(super) fn cell(row: &[String], column: usize) -> &str {
        row.get(column).map_or("", |it| if is_blank(it) { "" } else { it.trim_ascii() })
    }
}

/// Returns whether a text has no visible characters.
pub(super) fn is_blank(text: &str) -> bool {
    !text.contains(|it: char| it.is_ascii_graphic()) && Cleaned::line(text).trim().is_empty()
}

/// Returns the leading row with the most recognised names, the first one if tied: their number, and the index of the
/// row. `None` if there are no rows.
fn find_header(rows: &[(usize, Vec<String>)], is_known: impl Fn(&str) -> bool) -> Option<(usize, usize)> {
    let count_known = |row: &[String]| row.iter().filter(|it| is_known(it)).count();
    let candidates = rows.iter().take(HEADER_CANDIDATES).enumerate().map(|(at, (_, row))| (count_known(row), at));
    candidates.max_by_key(|(known, at)| (*known, usize::MAX - at))
}

/// Returns the rows that are not blank.
pub(super) fn without_blank_rows(rows: impl Iterator<Item = (usize, Vec<String>)>) -> Vec<(usize, Vec<String>)> {
    rows.filter(|(_, row)| !row.iter().all(|it| is_blank(it))).collect()
}
