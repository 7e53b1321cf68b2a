//! How does a file become a catalogue?
//!
//! ```text
//!  disk        cutter                validators, on several threads      stage, in file order
//!  bytes ───►  header ───────────────────────────────────────────────►  terms, problems ──► Header
//!   in     └►  piece  ──► batches ─► RON and serde: ok  ─► Activity ──►  identifiers    ──► Activities
//!  chunks      by its                              err ──► diagnose ──►  problems       ──► Problems
//!              brackets
//! ```
//!
//! 1. [`disk`](crate::disk) opens the file; it is read in chunks.
//! 2. The cutter finds the ends of the header and of each record by matching brackets. Where brackets do not match, it
//!    resumes at the next line that begins like a record.
//! 3. RON and serde parse each record, the rules validate it, and its references are resolved in the file's own header.
//!    A valid record becomes an activity.
//! 4. An invalid record is left out, and explained by [`diagnose`](crate::diagnose), which reports everything that is
//!    wrong with it. For `check`, every record is explained and remarked on.
//! 5. A single stage processes the results in file order, whatever the order in which the threads finish: it decides
//!    which record owns an identifier, and delivers.
//!
//! In a valid file, each of these steps looks at each byte once. Whatever has been delivered is final.

mod batch;
mod cut;
mod file_problems;
mod header;
#[cfg(any(test, fuzzing))]
pub mod oracle;
mod origin;
mod report;
mod scan;
mod stage;
mod terms;
mod threads;
mod validator;
mod worker;

pub use origin::Origin;
pub use report::Report;
pub use stage::{Delivery, Loaded, check, load};
pub(crate) use threads::THREADS;

#[cfg(test)]
mod tests;
