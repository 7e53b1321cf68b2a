//! How does a file become a catalogue?
//!
//! ```text
//!  disk        cutter                judges, on several threads          stage, in the order of the file
//!  bytes ───►  header ───────────────────────────────────────────────►  terms, problems ──► Header
//!   in     └►  piece  ──► batches ─► RON and serde: yes ─► Activity ──►  identifiers    ──► Activities
//!  pieces      by its                             no ──► diagnose ──►   problems       ──► Problems
//!              brackets
//! ```
//!
//! 1. [`disk`](crate::disk) opens the file; its bytes are read in pieces.
//! 2. The cutter finds where the header and each record end, by their brackets. Where these do not match, the next line
//!    that begins as a record does is taken for the beginning of one.
//! 3. RON and serde read each record, the rules check it, and its references are found in the file's own header. A
//!    record that passes is an activity.
//! 4. One that does not is explained by [`diagnose`](crate::diagnose), which reports everything that is wrong with
//!    it, and left out. `check` has every record explained, and remarked on.
//! 5. One stage, in the order of the file whatever the threads, decides which identifiers are taken, and delivers.
//!
//! Each byte is looked at once by each of these where all is well. Nothing that has been delivered is taken back.

mod cut;
mod findings;
mod header;
mod judge;
#[cfg(any(test, fuzzing))]
pub mod oracle;
mod origin;
mod report;
mod scan;
mod stage;
mod terms;
mod threads;
mod worker;

pub use origin::Origin;
pub use report::Report;
pub use stage::{Delivery, Loaded, check, load};
pub(crate) use threads::THREADS;

#[cfg(test)]
mod tests;
