//! How are activities taken along? As data for other programs, as documents to read and to print, as citations.

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
pub use error::{ExportError, GoesOn};
pub use json::json;
pub use lens::{LensFormat, Passages};
pub use listing::{Csv, Format, Listing, choice};
pub use record::Record;
pub use saving::{SaveFormat, Saved, Saving, ending, saved_as};
pub use workbook::workbook;

/// In which languages texts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Languages {
    /// In that of a reader, or in the one that stands in for it.
    One(Lang),
    /// In all that there are, each under its tag.
    All,
}
