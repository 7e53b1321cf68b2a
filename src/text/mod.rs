//! How do words fit?
//!
//! Cleans, folds, measures and wraps text, independently of catalogues and terminals.

mod clean;
mod fold;
mod formula;
mod input;
mod plain;
mod similar;
mod unique;
mod width;
mod wrap;

pub use clean::{
    Clean, Cleaned, clean_line, clean_prose, first_excess_mark, is_clean, is_shown, list_marker, sanitised, to_source,
};
pub use fold::{find_all, fold, fold_into, fold_second_form, readable, slug, without_overlaps};
pub use formula::{escape_formula, unescape_formula};
pub use input::{Edit, Input};
pub use plain::has_byte;
pub use similar::{excerpt, most_similar, most_similar_word};
pub use unique::UniqueNames;
pub use width::{is_narrow, pad, truncate, truncate_with, width};
pub use wrap::{LineRanges, wrap, wrap_words};
