//! Which format does a file have?
//!
//! Detects the format of a file from its first bytes, then from its extension.

use super::ImportOptions;
use super::error::ImportError;
use crate::diagnose::{ForeignFormat, file_type};

/// A file format that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// A workbook: Office Open XML or OpenDocument.
    Workbook,
    /// Delimited text, such as CSV or TSV.
    Delimited,
    /// JSON: one value, or one per line.
    Json,
}

/// Returns the format that an extension stands for; `None` if it cannot be imported.
fn from_extension(extension: &str) -> Option<Format> {
    match extension.to_lowercase().as_str() {
        "xlsx" | "xlsm" | "xls" | "ods" => Some(Format::Workbook),
        "csv" | "tsv" | "tab" | "txt" => Some(Format::Delimited),
        "json" | "ndjson" | "jsonl" => Some(Format::Json),
        _ => None,
    }
}

/// Returns whether files with this extension can be imported.
pub fn is_importable(extension: &str) -> bool {
    from_extension(extension).is_some()
}

/// Returns the format of a file.
///
/// # Errors
/// Fails if the file is empty, is a RON catalogue, or is of a type that cannot be imported.
pub(super) fn format(bytes: &[u8], options: &ImportOptions) -> Result<Format, ImportError> {
    match file_type(bytes) {
        Some(ForeignFormat::Spreadsheet) => return Ok(Format::Workbook),
        Some(ForeignFormat::Document) if options.extension == "xls" => {
            return Err(ImportError::NotATable(ForeignFormat::OldSpreadsheet));
        }
        // A truncated workbook is not recognised by its bytes.
        Some(ForeignFormat::Binary) if from_extension(&options.extension) == Some(Format::Workbook) => {
            return Ok(Format::Workbook);
        }
        Some(other) => return Err(ImportError::NotATable(other)),
        None => {}
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = start.iter().position(|it| !it.is_ascii_whitespace()).ok_or(ImportError::Empty)?;
    let start = &start[first..];
    let is_json = start.starts_with(b"{") || start.starts_with(b"[");
    let is_ron =
        start.starts_with(b"Catalogue(") || start.starts_with(b"#![") || options.extension == "ron" && !is_json;
    // A file that has the extension of a workbook but is none may be any text.
    match from_extension(&options.extension).filter(|it| *it != Format::Workbook) {
        Some(format) => Ok(format),
        None if is_ron => Err(ImportError::Catalogue),
        None if is_json => Ok(Format::Json),
        None if start.contains(&0) => Err(ImportError::NotATable(ForeignFormat::Binary)),
        None if start.starts_with(b"<") => Err(ImportError::NotATable(ForeignFormat::Xml)),
        None => Ok(Format::Delimited),
    }
}
