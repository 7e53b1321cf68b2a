//! How are activities exported?
//!
//! As data for other programs, as documents to read and print, and as citations.

mod cells;
mod cite;
mod error;
mod header;
mod json;
mod lens;
mod listing;
mod record;
mod saving;
mod spreadsheet;
mod styles;
mod table;
mod workbook;

use crate::lang::Lang;

pub use cite::{CiteStyle, Cited, cite};
pub use error::{ExportError, KeepGoing};
pub use json::json;
pub use lens::Lens;
pub use listing::{Csv, Format, Listing, describe_query};
pub use record::Record;
pub use saving::{SaveFormat, SaveRequest, Saved, TEXT_WIDTH, default_file_name, file_extension, is_document};
pub use workbook::workbook;

/// Languages in which texts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Languages {
    /// The language of the user, or a fallback where a text is not available in it.
    One(Lang),
    /// All languages, each version with its tag.
    All,
}
