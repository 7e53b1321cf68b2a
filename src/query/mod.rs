//! What was asked, and what answers it?
//!
//! Indexes activities and evaluates queries, for the reader as well as for every command.
//!
//! ```text
//!  activities ──► Run: an indexed batch: its words with their postings (Segment), and its values
//!                  │
//!                  ▼   batch after batch, as they are loaded, without copying
//!                 Index: all segments (Haystack), and for each facet value the records that have it
//!                  │
//!  search text ──► Searched: matching records with their ranks; on every core, or on another thread as a Question
//!                  │
//!  filters, order ─► Answer: numbers of the matching records, in the requested order
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
