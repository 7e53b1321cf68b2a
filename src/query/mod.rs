//! What was asked, and what answers it? The same for the screen and for every command.
//!
//! ```text
//!  activities ──► Run: their words, each once with where it stands (Segment), and their values
//!                  │
//!                  ▼   run after run, as they are loaded; none is ever copied
//!                 Index: the segments (Haystack), and for each value the records that have it
//!                  │
//!  search text ──► Searched: which records hold its words, and how well; on every core, or put outside as a Question
//!                  │
//!  filters, order ─► Answer: the record numbers that pass, in the order asked for
//! ```

mod answer;
mod counts;
mod dictionary;
mod facet;
mod haystack;
mod index;
mod library;
mod name;
mod number;
mod run;
mod search;
mod searched;
mod segment;
mod ways_out;
mod words;

pub use answer::{Answer, Criterion, Query, Selection, Sort};
pub use counts::{Count, count_after, counts};
pub use facet::{Facet, Value};
pub use index::Index;
pub use library::{Delivery, Library};
pub use name::{Unknown, begins_words, folded, resolve};
pub use run::{Lookup, Run};
pub use search::{Clause, Remark, Search, Word};
pub use searched::{IsWanted, Question, Searched};
pub use ways_out::{Change, WayOut, has_few_words, ways_out};
