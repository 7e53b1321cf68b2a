//! How large is the screen?
//!
//! Asks the terminal for its size, with the environment and fixed defaults as fallback.

use std::io;

/// Maximum size of a frame in columns and lines: larger than any real screen, and small enough for memory.
const LARGEST: (u16, u16) = (2000, 1000);

/// Returns the number of columns and lines to draw.
///
/// # Errors
/// If the size of the terminal cannot be queried.
pub(super) fn size() -> io::Result<(u16, u16)> {
    let (columns, lines) = crossterm::terminal::size()?;
    Ok((stated_or(columns, "COLUMNS", 80).min(LARGEST.0), stated_or(lines, "LINES", 24).min(LARGEST.1)))
}

/// Returns the width of standard output in columns: `COLUMNS` if set, otherwise that of the terminal; `None` if it is
/// not one.
pub fn columns() -> Option<usize> {
    let stated = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    let of_terminal =
        || super::is_terminal().then(crossterm::terminal::size)?.ok().map(|(columns, _)| usize::from(columns));
    stated.or_else(of_terminal).filter(|&it| it > 0)
}

/// Returns a length reported by the terminal. If that is 0, as over a serial line, returns the value of an environment
/// variable or the default.
fn stated_or(length: u16, variable: &str, otherwise: u16) -> u16 {
    let stated = || std::env::var(variable).ok()?.parse().ok().filter(|it| *it > 0);
    if length > 0 { length } else { stated().unwrap_or(otherwise) }
}
