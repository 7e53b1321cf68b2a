//! How large may a table be? A small file can stand for an endless one: what is repeated, merged or far away in it is
//! counted before it is made.

use super::error::ImportError;

/// Columns of a table, at the most: as many as spreadsheets have.
pub(super) const MOST_COLUMNS: usize = 1 << 14;
/// Cells, with the empty ones between them.
const MOST_CELLS: usize = 20_000_000;
/// Bytes of their texts.
const MOST_BYTES: usize = 256 << 20;

/// The room that is left.
pub(super) struct Room {
    cells: usize,
    bytes: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self { cells: MOST_CELLS, bytes: MOST_BYTES }
    }
}

impl Room {
    /// Takes room for some cells with texts of so many bytes.
    ///
    /// # Errors
    /// That there is not so much.
    pub(super) fn take(&mut self, cells: usize, bytes: usize) -> Result<(), ImportError> {
        let left = |all: &mut usize, taken| all.checked_sub(taken).map(|it| *all = it);
        left(&mut self.cells, cells).and(left(&mut self.bytes, bytes)).ok_or(ImportError::TooLarge)
    }

    /// Takes room for a table.
    ///
    /// # Errors
    /// That there is not so much.
    pub(super) fn take_table(&mut self, columns: usize, rows: usize) -> Result<(), ImportError> {
        if columns > MOST_COLUMNS { Err(ImportError::TooLarge) } else { self.take(columns.saturating_mul(rows), 0) }
    }
}
