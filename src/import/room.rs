//! How large may a table be? A small file can stand for an endless one: what is repeated, merged or far away in it is
//! counted before it is made.

use super::error::ImportError;

/// Columns of a table, at the most: as many as spreadsheets have.
pub(super) const MOST_COLUMNS: usize = 1 << 14;
/// Rows of a table, at the most: as many as spreadsheets have.
pub(super) const MOST_ROWS: usize = 1 << 20;
/// Cells, with the empty ones between them.
const MOST_CELLS: usize = 20_000_000;
/// Cells of a workbook that is as small as can be; for each of its bytes it may have one more.
const CELLS: usize = 2 << 20;
/// What an activity of a row needs beside its cells, counted in these.
pub(super) const ROW: usize = 12;
/// Bytes of their texts.
const MOST_BYTES: usize = 256 << 20;
/// Bytes of the texts of a workbook that is as small as can be; for each of its bytes it may have some more.
const BYTES: usize = 32 << 20;
const BYTES_MORE: usize = 64;

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
    /// Returns the room for a workbook of so many bytes, packed.
    pub(super) fn of(packed: usize) -> Self {
        let bytes = BYTES.saturating_add(packed.saturating_mul(BYTES_MORE));
        Self { cells: MOST_CELLS.min(CELLS.saturating_add(packed)), bytes: MOST_BYTES.min(bytes) }
    }

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
