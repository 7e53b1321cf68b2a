//! How are files opened and saved? Once for catalogues, marks and exports.
//!
//! Opening never waits, whatever a path leads to. Saving leaves the old file or the new one, whole, and nothing else.
//! A [`Stamp`] tells whether files have changed.

mod open;
mod stamp;

pub use open::open;
pub use stamp::Stamp;
