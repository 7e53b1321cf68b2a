//! Is a packed workbook intact, and how large does it become?
//!
//! Inspects a workbook before calamine reads it, because calamine expands it in memory as a whole and does not read
//! every part to its end, where the checksum is verified.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::mem;

use hashbrown::HashMap;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::error::ImportError;
use super::room::{CELLS_PER_ACTIVITY, Room};
use crate::diagnose::ForeignFormat;

/// Unpacked size in bytes that any workbook may have, however small it is packed.
const BASE_UNPACKED: u64 = 64 << 20;
/// Unpacked bytes allowed for each packed byte, beyond [`BASE_UNPACKED`]: text rarely compresses better than 50:1.
const MAX_UNPACKED_PER_BYTE: u64 = 128;
/// Maximum unpacked size of any workbook, in bytes.
const MAX_UNPACKED: u64 = 1 << 30;

/// Cells that span several rows: first row, last row and first column, from 0.
pub(super) type MergedCells = (usize, usize, usize);

/// What calamine does not report of a workbook.
#[derive(Default)]
pub(super) struct Inspection {
    /// Number of formulas without a result.
    pub(super) formulas: usize,
    /// Merged cells of the sheets of an OpenDocument file, by sheet name.
    pub(super) merged: HashMap<String, Vec<MergedCells>>,
}

/// Checks every part of a workbook.
///
/// # Errors
/// Fails if the workbook is damaged or encrypted, or too large once unpacked and with its repeated cells expanded.
pub(super) fn inspect(bytes: &[u8]) -> Result<Inspection, ImportError> {
    let mut inspection = Inspection::default();
    // A file that is not an archive is reported by calamine.
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(inspection) };
    let allowed = BASE_UNPACKED + MAX_UNPACKED_PER_BYTE.saturating_mul(bytes.len() as u64);
    let mut remaining = allowed.min(MAX_UNPACKED);
    for at in 0..archive.len() {
        if archive.by_index_raw(at).is_ok_and(|it| it.encrypted()) {
            return Err(ImportError::NotATable(ForeignFormat::Encrypted));
        }
        let Ok(part) = archive.by_index(at) else { continue };
        let (name, size) = (part.name().map(|it| it.to_ascii_lowercase()).unwrap_or_default(), part.size());
        let mut content = BufReader::new(part.take(remaining + 1));
        let inspected = inspection.inspect_part(&name, size, bytes.len(), &mut content);
        // The checksum of a part is verified at its end.
        let is_whole = io::copy(&mut content, &mut io::sink()).is_ok();
        remaining = content.into_inner().limit().checked_sub(1).ok_or(ImportError::TooLarge)?;
        inspected?;
        if !is_whole {
            return Err(ImportError::Damaged);
        }
    }
    Ok(inspection)
}

impl Inspection {
    /// Checks a part by its name.
    fn inspect_part(&mut self, name: &str, size: u64, packed: usize, content: impl BufRead) -> Result<(), ImportError> {
        if name.ends_with("sharedstrings.xml") {
            // calamine allocates room for the stated number of strings before it reads them.
            let texts = shared_string_count(content);
            Room::of(packed).take(texts, 0)?;
            if texts as u64 > size {
                return Err(ImportError::Damaged);
            }
        } else if name.contains("worksheets/") {
            self.formulas += count_formulas_without_result(content)?;
        } else if name == "content.xml" {
            self.merged = inspect_opendocument(content, packed)?;
        }
        Ok(())
    }
}

/// Returns the number of formulas of a worksheet without a result.
///
/// # Errors
/// Fails if a cell refers to a shared string without a valid index: calamine would use the first one.
fn count_formulas_without_result(content: impl BufRead) -> Result<usize, ImportError> {
    let (mut reader, mut buffer) = (Reader::from_reader(content), Vec::new());
    let (mut count, mut kind, mut is_value) = (0, String::new(), false);
    let (mut is_formula, mut value) = (false, String::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(it)) if it.local_name().as_ref() == "c" => {
                kind = it.try_get_attribute("t").ok().flatten().map(|it| it.value.to_string()).unwrap_or_default();
                (is_formula, value) = (false, String::new());
            }
            Ok(Event::Start(it) | Event::Empty(it)) if it.local_name().as_ref() == "f" => is_formula = true,
            Ok(Event::Start(it)) if it.local_name().as_ref() == "v" => is_value = true,
            Ok(Event::End(it)) if it.local_name().as_ref() == "v" => {
                is_value = false;
                if kind == "s" && (value.is_empty() || !value.bytes().all(|it| it.is_ascii_digit())) {
                    return Err(ImportError::Damaged);
                }
            }
            Ok(Event::Text(it)) if is_value => value.push_str(&it),
            Ok(Event::End(it)) if it.local_name().as_ref() == "c" => {
                count += usize::from(is_formula && value.is_empty() && kind != "str");
            }
            // Invalid XML is reported by calamine.
            Ok(Event::Eof) | Err(_) => return Ok(count),
            Ok(_) => {}
        }
    }
}

/// Returns the number of strings that the list of shared strings states to have; 0 if it states none.
fn shared_string_count(content: impl BufRead) -> usize {
    let (mut reader, mut buffer) = (Reader::from_reader(content), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(it) | Event::Empty(it)) if it.local_name().as_ref() == "sst" => {
                return numeric_attribute(&it, "uniqueCount").unwrap_or(0);
            }
            Ok(Event::Eof) | Err(_) => return 0,
            Ok(_) => {}
        }
    }
}

/// Position in a table of an OpenDocument file, and the extent of its cells with text.
#[derive(Default)]
struct Extent {
    row: usize,
    column: usize,
    /// Repetitions of the current row and of the current cell, and the bytes of text in that cell.
    row_repetitions: usize,
    cell_repetitions: usize,
    cell_bytes: usize,
    /// Bytes of text in the current row; `None` if it has no text.
    row_bytes: Option<usize>,
    last_row: usize,
    last_column: usize,
    room: Room,
    /// Name and merged cells of the current table, then those of all before it.
    sheet: String,
    merged_cells: Vec<MergedCells>,
    merged: HashMap<String, Vec<MergedCells>>,
}

impl Extent {
    fn start(&mut self, start: &BytesStart<'_>, is_empty: bool) {
        match start.name().as_ref() {
            "table:table" => {
                (self.row, self.last_row, self.last_column) = (0, 0, 0);
                let name = start.try_get_attribute("table:name").ok().flatten();
                let name = name.and_then(|it| Some(it.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned()));
                self.sheet = name.unwrap_or_default();
            }
            "table:table-row" => {
                self.row_repetitions = numeric_attribute(start, "table:number-rows-repeated").unwrap_or(1);
                (self.column, self.row_bytes) = (0, None);
                self.row = self.row.saturating_add(if is_empty { self.row_repetitions } else { 0 });
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let spanned_rows = numeric_attribute(start, "table:number-rows-spanned").unwrap_or(1);
                if spanned_rows > 1 {
                    self.merged_cells.push((self.row, self.row.saturating_add(spanned_rows - 1), self.column));
                }
                self.cell_repetitions = numeric_attribute(start, "table:number-columns-repeated").unwrap_or(1);
                self.column = self.column.saturating_add(self.cell_repetitions);
                self.cell_bytes = 0;
            }
            "text:s" => {
                self.cell_bytes = self.cell_bytes.saturating_add(numeric_attribute(start, "text:c").unwrap_or(1))
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> Result<(), ImportError> {
        match name {
            "table:table-cell" if self.cell_bytes > 0 => {
                self.last_column = self.last_column.max(self.column);
                let text_bytes = self.cell_repetitions.saturating_mul(self.cell_bytes);
                self.row_bytes = Some(self.row_bytes.unwrap_or(0).saturating_add(text_bytes));
            }
            "table:table-row" => {
                self.row = self.row.saturating_add(self.row_repetitions);
                if let Some(text) = self.row_bytes {
                    self.last_row = self.row;
                    self.room.take(
                        self.row_repetitions.saturating_mul(CELLS_PER_ACTIVITY),
                        text.saturating_mul(self.row_repetitions),
                    )?;
                }
            }
            "table:table" => {
                self.room.take(self.last_row.saturating_mul(self.last_column), 0)?;
                self.merged.insert(mem::take(&mut self.sheet), mem::take(&mut self.merged_cells));
            }
            _ => {}
        }
        Ok(())
    }
}

/// Checks that there is room for the tables of an OpenDocument file, which states how often a row, a cell or a space is
/// repeated; returns the merged cells. calamine expands each table into a rectangle up to the last cell with text, and
/// searches for the end tags of elements: all must be closed.
///
/// # Errors
/// Fails if the tables are too large, or if the XML is invalid or an element is not closed.
fn inspect_opendocument(
    content: impl BufRead,
    packed: usize,
) -> Result<HashMap<String, Vec<MergedCells>>, ImportError> {
    let (mut reader, mut buffer, mut depth) = (Reader::from_reader(content), Vec::new(), 0_usize);
    let mut extent = Extent { row_repetitions: 1, cell_repetitions: 1, room: Room::of(packed), ..Extent::default() };
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(it)) => {
                depth += 1;
                extent.start(&it, false);
            }
            Ok(Event::Empty(it)) => extent.start(&it, true),
            Ok(Event::Text(it)) => extent.cell_bytes = extent.cell_bytes.saturating_add(it.len()),
            Ok(Event::End(it)) => {
                depth = depth.saturating_sub(1);
                extent.end(it.name().as_ref())?;
            }
            Ok(Event::Eof) if depth == 0 => return Ok(extent.merged),
            Ok(Event::Eof) | Err(_) => return Err(ImportError::Damaged),
            Ok(_) => {}
        }
    }
}

/// Returns the number in an attribute, such as a number of repetitions; `None` if it is missing or invalid.
fn numeric_attribute(start: &BytesStart<'_>, name: &str) -> Option<usize> {
    start.try_get_attribute(name).ok().flatten()?.value.parse().ok()
}
