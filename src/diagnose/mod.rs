//! What is wrong with a file, and where?
//!
//! A tolerant reader of RON turns a piece of a file into a tree whose values know their bytes: the header, or a record.
//! What is missing in the writing is reported and taken as there. One walk over the tree, along the schema of
//! [`catalogue`](crate::catalogue), reports everything else, each thing at its bytes: fields that are unknown, missing
//! or repeated, values of another type, and what the rules refuse. In `check` it makes the remarks, too.
//!
//! | what is new | where it goes |
//! |---|---|
//! | a rule for a value | `rules`, and the type of value that it is for in `walk` |
//! | a field | the schema of the catalogue: nothing here |
//! | a mistake of writing | `reader`, `brackets`, `openings` or `quotes` |
//! | a remark | `remarks` |
//! | a kind of problem | [`ProblemKind`], and its words in [`lang`](crate::lang) |

mod brackets;
mod explain;
mod foreign;
mod location;
mod message;
mod openings;
mod period;
mod problem;
mod quotes;
mod reader;
mod remarks;
pub(crate) mod rules;
pub(crate) mod scan;
mod texts;
mod tree;
mod walk;

pub(crate) use explain::{Explained, HeaderTree, end, records};
pub(crate) use foreign::file_type;
pub use location::Location;
pub(crate) use location::{Lines, Start};
pub(crate) use period::{meant_period, two_years};
pub use problem::{Expected, Foreign, Instead, Problem, ProblemKind, Token};
pub(crate) use reader::Found;
pub(crate) use remarks::Remarks;
pub(crate) use rules::{LONGEST_TEXT, MOST_TERMS};
pub use rules::{is_id, is_language};
pub(crate) use tree::{Entry, Node};
pub(crate) use walk::Context;

/// Returns whether a field begins after a comma, if there is one.
pub(crate) fn begins_field(text: &str) -> bool {
    scan::field(text, scan::after_blanks(text, scan::after_comma(text, 0))).is_some()
}
