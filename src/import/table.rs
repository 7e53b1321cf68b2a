//! What is a table? Rows of texts under the names of their columns.

use super::columns::is_known;
use crate::diagnose::rules;
use crate::text::Cleaned;

/// How many of the first rows may name the columns.
const HEADS: usize = 12;

/// How many rows a form has, at the least and at the most: its names stand one below the other.
const MOST_LIKE_A_FORM: (usize, usize) = (3, 80);

/// A table. Numbers and days are written as texts, days as ISO 8601 has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    /// The names of its columns, as they are written.
    pub(super) columns: Vec<String>,
    /// Its rows, each with its number in the file, from 1.
    pub(super) rows: Vec<(usize, Vec<String>)>,
    /// What stands above the names of the columns.
    pub(super) above: Vec<String>,
    /// Whether its columns are the rows of the file.
    pub(super) is_turned: bool,
}

impl Table {
    /// Returns the table whose rows, each with its number, stand one below the other. The names of its columns are the row
    /// among the first ones in which the most are known, else the first one with more than one cell; what stands above is a
    /// title. Rows without anything are left out.
    pub(super) fn new(rows: impl Iterator<Item = (usize, Vec<String>)>) -> Self {
        let rows = filled(rows);
        let best = head(&rows, is_known);
        if let Some(turned) = Self::turned(&rows, best.map_or(0, |it| it.0)) {
            return turned;
        }
        let several = rows.iter().position(|(_, row)| row.iter().filter(|it| !is_blank(it)).count() > 1);
        // A word above the columns may be one of their names; where they have none that is known, it is the only one.
        let has_known = |at: usize| rows[at].1.iter().any(|it| is_known(it));
        let best = best.filter(|it| it.0 > 1 || it.0 == 1 && !several.is_some_and(has_known)).map(|it| it.1);
        let head = best.or(several).unwrap_or(0);
        Self::under(rows, head)
    }

    /// Returns the table of a sheet whose columns are known by a rule: the row among the first ones in which the most are.
    pub(super) fn of_sheet(rows: impl Iterator<Item = (usize, Vec<String>)>, is_known: impl Fn(&str) -> bool) -> Self {
        let rows = filled(rows);
        let head = head(&rows, is_known).map_or(0, |it| it.1);
        Self::under(rows, head)
    }

    /// Returns the table whose names of columns stand one below the other, as in a form; `across` of them are known in
    /// the row that has the most.
    fn turned(rows: &[(usize, Vec<String>)], across: usize) -> Option<Self> {
        // A table of many activities has them above.
        if !(MOST_LIKE_A_FORM.0..=MOST_LIKE_A_FORM.1).contains(&rows.len()) {
            return None;
        }
        let fields = || rows.iter().filter(|(_, row)| is_known(Self::cell(row, 0)));
        let is_answered = |row: &[String]| (1..row.len()).any(|at| !Self::cell(row, at).is_empty());
        let (count, answered) = (fields().count(), fields().filter(|(_, row)| is_answered(row)).count());
        // Answers may be missing, but for those without which there is nothing to read.
        if count < MOST_LIKE_A_FORM.0 || answered < 2 || count <= across || count * 2 < rows.len() {
            return None;
        }
        let width = rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
        let (mut columns, mut forms): (Vec<String>, Vec<Vec<Vec<String>>>) = Default::default();
        let (mut column, mut first) = (0, None);
        for (_, row) in rows {
            let name = Self::cell(row, 0);
            // Its first name with something beside it begins another form, where it stands again; a row without a name goes
            // on with the one above.
            let is_next = first.as_deref() == Some(name);
            if first.is_none() && is_answered(row) && !name.is_empty() {
                first = Some(name.to_owned());
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
        let rows = filled((2..).zip(forms.into_iter().flatten()));
        Some(Self { columns, rows, above: Vec::new(), is_turned: true })
    }

    fn under(mut rows: Vec<(usize, Vec<String>)>, head: usize) -> Self {
        if rows.is_empty() {
            return Self::default();
        }
        let mut heads: Vec<_> = rows.drain(..=head).map(|(_, row)| row).collect();
        let columns = heads.pop().unwrap_or_default();
        let above = heads.into_iter().flatten().filter(|it| !it.trim().is_empty()).collect();
        let mut columns: Vec<String> = columns.into_iter().map(|it| it.trim().to_owned()).collect();
        // What a row has beyond them has no name.
        let longest = rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
        columns.resize(columns.len().max(longest), String::new());
        Self { columns, rows, above, is_turned: false }
    }

    /// Returns a cell without the spaces around it; one that does not break belongs to its text.
    pub(super) fn cell(row: &[String], column: usize) -> &str {
        row.get(column).map_or("", |it| if is_blank(it) { "" } else { it.trim_ascii() })
    }
}

/// Returns whether there is nothing to see in a text.
pub(super) fn is_blank(text: &str) -> bool {
    !text.contains(|it: char| it.is_ascii_graphic()) && rules::words(text, Cleaned::line).is_err()
}

/// Returns the row among the first ones in which the most names of columns are known, of those with as many the first one:
/// how many, and which.
fn head(rows: &[(usize, Vec<String>)], is_known: impl Fn(&str) -> bool) -> Option<(usize, usize)> {
    let known = |row: &[String]| row.iter().filter(|it| is_known(it)).count();
    let first = rows.iter().take(HEADS).enumerate().map(|(at, (_, row))| (known(row), at));
    first.max_by_key(|(known, at)| (*known, usize::MAX - at))
}

/// Returns the rows that have something.
pub(super) fn filled(rows: impl Iterator<Item = (usize, Vec<String>)>) -> Vec<(usize, Vec<String>)> {
    rows.filter(|(_, row)| !row.iter().all(|it| is_blank(it))).collect()
}
