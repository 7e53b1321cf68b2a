//! How large may a table be?
//!
//! Limits cells and text before memory is allocated: repeated, merged or distant cells let a small file stand for a
//! huge table.

use super::error::ImportError;

/// Maximum number of columns of a table, as in spreadsheets.
pub(super) const MAX_COLUMNS: usize = 1 << 14;
/// Maximum number of rows of a table, as in spreadsheets.
pub(super) const MAX_ROWS: usize = 1 << 20;
/// Maximum number of cells, empty ones between others included.
const MAX_CELLS: usize = 20_000_000;
/// Number of cells that any workbook may have, however small it is; each of its bytes allows one more.
const BASE_CELLS: usize = 2 << 20;
/// Cost of the activity made of a row, besides its cells, counted in cells.
pub(super) const CELLS_PER_ACTIVITY: usize = 12;
/// Maximum size of all texts, in bytes.
const MAX_BYTES: usize = 256 << 20;
/// Size in bytes of the texts that any workbook may have, however small it is.
const BASE_BYTES: usize = 32 << 20;
/// Bytes of text that each byte of a workbook allows beyond [`BASE_BYTES`].
const BYTES_PER_PACKED_BYTE: usize = 64;

/// The remaining number of cells and bytes of text.
pub(super) struct Room {
    cells: usize,
    bytes: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self { cells: MAX_CELLS, bytes: MAX_BYTES }
    }
}

impl Room {
    /// Returns the room for a workbook of this packed size in bytes.
    pub(super) fn of(packed: usize) -> Self {
        let bytes = BASE_BYTES.saturating_add(packed.saturating_mul(BYTES_PER_PACKED_BYTE));
        Self { cells: MAX_CELLS.min(BASE_CELLS.saturating_add(packed)), bytes: MAX_BYTES.min(bytes) }
    }

    /// Takes room for cells and their bytes of text.
    ///
    /// # Errors
    /// Fails if there is not enough room.
    pub(super) fn take(&mut self, cells: usize, bytes: usize) -> Result<(), ImportError> {
        let subtract = |all: &mut usize, taken| all.checked_sub(taken).map(|it| *all = it);
        subtract(&mut self.cells, cells).and(subtract(&mut self.bytes, bytes)).ok_or(ImportError::TooLarge)
    }

    /// Takes room for a table.
    ///
    /// # Errors
    /// Fails if the table has too many columns, or if there is not enough room.
    pub(super) fn take_table(&mut self, columns: usize, rows: usize) -> Result<(), ImportError> {
        if columns > MAX_COLUMNS { Err(ImportError::TooLarge) } else { self.take(columns.saturating_mul(rows), 0) }
    }
}
