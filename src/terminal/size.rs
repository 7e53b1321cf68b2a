//! How large is the screen?
//!
//! Asks the terminal for its size, with the environment and fixed defaults as fallback.

use std::io;

/// Maximum size of a frame in columns and lines: larger than any real screen, and small enough for memory.
const MAX_SIZE: (u16, u16) = (2000, 1000);

/// Returns the number of columns and lines to draw.
///
/// # Errors
/// If the size of the terminal cannot be queried.
pub(super) fn size() -> io::Result<(u16, u16)> {
    let (columns, lines) = crossterm::terminal::size()?;
    Ok((
        length_or_fallback(columns, "COLUMNS", 80).min(MAX_SIZE.0),
        length_or_fallback(lines, "LINES", 24).min(MAX_SIZE.1),
    ))
}

/// Returns the width of standard output in columns: `COLUMNS` if set, otherwise that of the terminal; `None` if it is
/// not one.
pub fn columns() -> Option<usize> {
    let from_environment = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok()).filter(|it| *it > 0);
    let from_terminal =
        || super::is_terminal().then(crossterm::terminal::size)?.ok().map(|(columns, _)| usize::from(columns));
    from_environment.or_else(from_terminal).filter(|&it| it > 0)
}

/// Returns a length reported by the terminal. If that is 0, as over a serial line, returns the value of an environment
/// variable or the default.
fn length_or_fallback(length: u16, variable: &str, default: u16) -> u16 {
    let from_environment = || std::env::var(variable).ok()?.parse().ok().filter(|it| *it > 0);
    if length > 0 { length } else { from_environment().unwrap_or(default) }
}
