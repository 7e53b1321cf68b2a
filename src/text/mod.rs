//! How do words fit?
//!
//! Cleans, folds, measures and wraps text, independently of catalogues and terminals.

mod clean;
mod fold;
mod formula;
mod input;
mod near;
mod plain;
mod unique;
mod width;
mod wrap;

pub use clean::{
    Clean, Cleaned, clean_line, clean_prose, first_pile, harmless, is_clean, is_shown, list_marker, written,
};
pub use fold::{find_all, fold, fold_digraphs, fold_into, slug};
pub use formula::{defused, without_defuse};
pub use input::{Edit, Input};
pub use near::{nearest, short};
pub use unique::UniqueNames;
pub use width::{is_narrow, pad, truncate, truncate_with, width};
pub use wrap::{Breaks, lines, lines_of_words, wrap, wrap_words};
