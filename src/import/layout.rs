//! How are the cells of a table read?
//!
//! Holds what all rows of a table share: its columns, the language of its texts, and how its cells are split.

use super::columns::Column;
use super::header_columns::is_export;
use super::values::{Split, exported_names, exported_texts, names as names_in, places, texts};

/// How the rows of a table are read.
pub(super) struct Layout {
    /// Language (BCP 47) of texts without a language tag; empty if unknown.
    pub(super) language: String,
    pub(super) columns: Vec<Column>,
    /// Whether this program has exported the table.
    pub(super) is_export: bool,
    /// Unique names of the columns.
    pub(super) names: Vec<String>,
    /// How to split cells of several names, of several places, and of several texts.
    pub(super) split_names: Split,
    pub(super) split_places: Split,
    pub(super) split_texts: Split,
}

impl Layout {
    pub(super) fn new(language: String, columns: Vec<Column>, names: Vec<String>) -> Self {
        let is_export = is_export(&names);
        let (split_names, split_places, split_texts): (Split, Split, Split) = match is_export {
            true => (exported_names, exported_names, exported_texts),
            false => (names_in, places, texts),
        };
        Self { language, columns, is_export, names, split_names, split_places, split_texts }
    }
}
