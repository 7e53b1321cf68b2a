//! What is a table? Rows of texts under the names of their columns.

/// A table. Numbers and days are written as texts, days as ISO 8601 has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    /// The names of its columns, as they are written.
    pub(super) columns: Vec<String>,
    /// Its rows, each with its number in the file, from 1.
    pub(super) rows: Vec<(usize, Vec<String>)>,
}

impl Table {
    /// Returns the table whose rows stand one below the other, the first that is not empty naming the columns; rows and
    /// columns without anything are left out.
    pub(super) fn new(rows: impl Iterator<Item = Vec<String>>) -> Self {
        let is_blank = |row: &[String]| row.iter().all(|it| it.trim().is_empty());
        let mut rows = (1..).zip(rows).filter(|(_, row)| !is_blank(row));
        // A title may stand above the names of the columns, alone in its row.
        let mut head = rows.next();
        let mut above = Vec::new();
        while let Some((at, row)) = head.take() {
            if row.iter().filter(|it| !it.trim().is_empty()).count() > 1 {
                head = Some((at, row));
                break;
            }
            above.push((at, row));
            head = rows.next();
        }
        let Some((_, columns)) = head else {
            // A single column is a table, too.
            let mut rows = above.into_iter();
            let columns = rows.next().map(|(_, it)| it).unwrap_or_default();
            return Self { columns, rows: rows.collect() };
        };
        let columns = columns.into_iter().map(|it| it.trim().to_owned()).collect();
        Self { columns, rows: rows.collect() }
    }

    /// Returns a cell without the spaces around it.
    pub(super) fn cell(row: &[String], column: usize) -> &str {
        row.get(column).map_or("", |it| it.trim())
    }
}
