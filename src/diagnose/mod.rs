//! What is wrong with a file, and where?
//!
//! A tolerant RON reader parses a part of a file, the header or a record, into a tree whose nodes have byte spans. It
//! reports missing tokens and continues as if they were present. A single walk over the tree, guided by the schema of
//! [`catalogue`](crate::catalogue), reports everything else with its span: unknown, missing or repeated fields, values
//! of the wrong type, and values that the rules reject. For `check`, the walk also makes remarks.
//!
//! | to add | change |
//! |---|---|
//! | a rule for a value | `rules`, and the type of value that it applies to in `walk` |
//! | a field | the schema of the catalogue: nothing here |
//! | a syntax mistake to recover from | `reader`, `brackets`, `openings` or `quotes` |
//! | a remark | `remarks` |
//! | a kind of problem | [`ProblemKind`], and its message in [`lang`](crate::lang) |

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

/// Returns whether a field begins at the start of the text, after an optional comma.
pub(crate) fn begins_field(text: &str) -> bool {
    scan::field(text, scan::after_blanks(text, scan::after_comma(text, 0))).is_some()
}
