//! How are queries answered?
//!
//! Indexes activities and evaluates queries, for the reader as well as for every command.
//!
//! ```text
//!  activities ──► IndexedBatch: its words with their postings (Segment), and its values
//!                  │
//!                  ▼   batch after batch, as they are loaded, without copying
//!                 Index: all segments (Haystack), and for each facet value the records that have it
//!                  │
//!  search text ──► SearchMatches: matching records with their ranks; a PendingSearch finds them on another thread
//!                  │
//!  filters, order ─► Answer: numbers of the matching records, in the requested order
//! ```

mod answer;
mod convert;
mod counts;
mod dictionary;
mod facet;
mod haystack;
mod index;
mod indexed_batch;
mod library;
mod matching;
mod name;
mod search;
mod segment;
mod unknown_names;
mod ways_out;
mod words;

pub use answer::{Answer, Criterion, Query, Selection, Sort};
pub use counts::{Count, count_after, counts};
pub use facet::{Facet, Value};
pub use index::Index;
pub use indexed_batch::{IndexLevel, IndexedBatch};
pub use library::{Delivery, Library};
pub use matching::{IsWanted, PendingSearch, SearchMatches};
pub use name::{UnknownName, folded_forms, has_words_with_prefixes, resolve};
pub use search::{Clause, Remark, Search, Word};
pub use unknown_names::unknown_names;
pub use ways_out::{QueryChange, WayOut, has_few_words, ways_out};
