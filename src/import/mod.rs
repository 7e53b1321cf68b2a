//! How does a spreadsheet become a catalogue?
//!
//! Reads spreadsheets, delimited text and JSON, be they tables or exports of this program, into catalogue records, and
//! writes these as RON.
//!
//! ```text
//!  bytes ─► format ─┬► workbook (xlsx, ods) ─┬► the eight sheets of an export ───────────────► record ─► RON
//!                   ├► delimited (csv, tsv) ─┴► a table ─► columns ─► rows, values, terms ──►
//!                   └► json (json, ndjson)  ──► an export, or a table ──────────────────────►
//! ```

mod activities;
mod builder;
mod column_context;
mod column_names;
mod columns;
mod countries;
mod day_order;
mod delimited;
mod draft;
mod duplicate_keys;
mod error;
mod exported;
mod format;
mod header_columns;
mod json;
mod json_layouts;
mod language;
mod layout;
mod lessons;
mod note;
mod packed;
mod places;
mod questions;
mod room;
mod row;
mod row_importer;
mod row_period;
mod rows;
mod shapes;
mod sheet_row;
mod sheets;
mod table;
mod terms;
mod values;
mod vocabulary_names;
mod words;
mod workbook;

use crate::catalogue::{Country, write_ron};

pub use error::ImportError;
pub use format::is_importable;
pub(crate) use language::is_language_name;
pub use note::{CellLocation, ColumnOutcome, KeepReason, Note};

/// What the caller knows about the file, and the options of the import.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// File name without its extension: the title of the catalogue if the file has none.
    pub name: String,
    /// Extension of the file, in lower case.
    pub extension: String,
    /// Language (BCP 47) of texts without a language tag, if stated.
    pub language: Option<String>,
    /// Country of activities that name none, if stated.
    pub country: Option<Country>,
    /// Name of the worksheet to read, if stated.
    pub sheet: Option<String>,
}

/// An imported catalogue.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The catalogue as RON.
    pub ron: String,
    /// Number of activities in the catalogue.
    pub activities: usize,
    /// Number of rows that were left out.
    pub left_out: usize,
    /// Notes on how the file was interpreted and what was left out.
    pub notes: Vec<Note>,
}

/// Converts the bytes of a file into a catalogue.
///
/// # Errors
/// Fails if the format is not supported, if the file is damaged or too large, or if it contains nothing to import.
pub fn import(bytes: &[u8], options: &ImportOptions) -> Result<Imported, ImportError> {
    let mut notes = Vec::new();
    let record = match format::format(bytes, options)? {
        format::Format::Workbook => workbook::import(bytes, options, &mut notes)?,
        _ if options.sheet.is_some() => return Err(ImportError::NoSheets),
        format::Format::Delimited => {
            let table = delimited::read(bytes, options, &mut notes)?;
            rows::import(table, options, &mut notes)?
        }
        format::Format::Json => json::import(bytes, options, &mut notes)?,
    };
    if record.activities.is_empty() {
        return Err(ImportError::NoActivities(notes));
    }
    let ron = write_ron(&record).map_err(|it| ImportError::Other(format!("{it:?}")))?;
    let left_out = notes.iter().filter(|it| it.is_row_left_out()).count();
    Ok(Imported { ron, activities: record.activities.len(), left_out, notes })
}
