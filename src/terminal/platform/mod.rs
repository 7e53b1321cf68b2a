//! What differs between systems?
//!
//! Signals, job control, terminal settings, and how the terminal is read and written.

#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub(crate) use other::*;
#[cfg(unix)]
pub(crate) use unix::*;
