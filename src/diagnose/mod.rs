//! What is wrong with a file, and where?
//!
//! A tolerant RON parser reads a part of a file, the header or a record, into a tree whose nodes have byte spans. It
//! reports missing tokens and continues as if they were present. A single walk over the tree, guided by the schema of
//! [`catalogue`](crate::catalogue), reports everything else with its span: unknown, missing or repeated fields, values
//! of the wrong type, and values that the rules reject. For `check`, the walk also makes remarks.
//!
//! | to add | change |
//! |---|---|
//! | a rule for a value | `rules`, and the type of value that it applies to in `walk` and in the loader |
//! | a field | the schema of the catalogue: nothing here |
//! | a syntax mistake to recover from | `parser`, `brackets`, `openings` or `quotes` |
//! | a remark | `remarks` |
//! | a kind of problem | [`ProblemKind`], its message in [`lang`](crate::lang), and `class` unless only a record is left out |

mod brackets;
mod class;
mod closings;
mod explain;
mod foreign;
mod location;
mod message;
mod openings;
mod parser;
mod period;
mod problem;
mod quotes;
mod remarks;
pub(crate) mod rules;
pub(crate) mod scan;
mod texts;
mod tree;
mod walk;

pub(crate) use explain::{Explanation, HeaderTree, explain_records};
pub(crate) use foreign::file_type;
pub use location::Location;
pub(crate) use location::{Cursor, Position};
pub(crate) use parser::SpannedProblem;
pub(crate) use period::{normalised_period, two_years};
pub use problem::{Expected, ForeignFormat, Problem, ProblemKind, Token};
pub(crate) use rules::{MAX_TERMS, MAX_TEXT_BYTES};
pub use rules::{is_id, is_language};
pub(crate) use tree::{Entry, Node};
pub(crate) use walk::{Context, Remarks};

/// Returns whether a field begins at the start of the text, after an optional comma.
pub(crate) fn begins_field(text: &str) -> bool {
    scan::field(text, scan::after_blanks(text, scan::after_comma(text, 0))).is_some()
}
