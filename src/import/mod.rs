//! How does a spreadsheet become a catalogue? Tables and exports, read into the records that are written as RON.
//!
//! ```text
//!  bytes ─► format ─┬► workbook (xlsx, ods) ─┬► the eight sheets of an export ───────────────► record ─► RON
//!                   ├► delimited (csv, tsv) ─┴► a table ─► columns ─► rows, values, terms ──►
//!                   └► json (json, ndjson)  ──► an export, or a table ──────────────────────►
//! ```

mod activities;
mod building;
mod by_column;
mod columns;
mod countries;
mod dates;
mod days;
mod delimited;
mod error;
mod exported;
mod format;
mod frames;
mod heads;
mod json;
mod language;
mod lessons;
mod merged;
mod names;
mod naming;
mod note;
mod packed;
mod places;
mod questions;
mod references;
mod repeated;
mod room;
mod row;
mod rows;
mod shapes;
mod sheet_row;
mod sheets;
mod table;
mod terms;
mod values;
mod words;
mod workbook;

use crate::catalogue::{Country, write_ron};

pub use error::ImportError;
pub use format::is_imported;
pub use note::{Note, Outcome, Spot, Why};

/// What is known beside the file.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The name of the file, without its ending: the title of the catalogue where the file has none.
    pub name: String,
    /// The ending of the file, in lower case.
    pub ending: String,
    /// The language (BCP 47) of what is in none, where it is stated.
    pub language: Option<String>,
    /// The country of what names none, where it is stated.
    pub country: Option<Country>,
    /// The sheet of a workbook to read, where it is stated.
    pub sheet: Option<String>,
}

/// A catalogue that was made.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The catalogue, in RON.
    pub ron: String,
    /// How many activities it has.
    pub activities: usize,
    /// How many rows have become none.
    pub left_out: usize,
    /// What was made of the file.
    pub notes: Vec<Note>,
}

/// Makes a catalogue of the bytes of a file.
///
/// # Errors
/// That the file is of no format that can be read, or holds nothing to import.
pub fn import(bytes: &[u8], given: &Given) -> Result<Imported, ImportError> {
    let mut notes = Vec::new();
    let record = match format::format(bytes, given)? {
        format::Format::Workbook => workbook::import(bytes, given, &mut notes)?,
        _ if given.sheet.is_some() => return Err(ImportError::NoSheets),
        format::Format::Delimited => {
            let table = delimited::read(bytes, given, &mut notes)?;
            rows::import(table, given, &mut notes)?
        }
        format::Format::Json => json::import(bytes, given, &mut notes)?,
    };
    if record.activities.is_empty() {
        return Err(ImportError::Nothing(notes));
    }
    let ron = write_ron(&record).map_err(|it| ImportError::Refused(format!("{it:?}")))?;
    let left_out = notes.iter().filter(|it| it.is_row_left_out()).count();
    Ok(Imported { ron, activities: record.activities.len(), left_out, notes })
}
