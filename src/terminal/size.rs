//! How large is the screen?

use std::io;

/// The largest screen that is drawn, in columns and lines: beyond any that there is, and a frame of it fits into memory.
const LARGEST: (u16, u16) = (2000, 1000);

/// Returns how many columns and lines of the terminal are drawn.
pub(super) fn size() -> io::Result<(u16, u16)> {
    let (columns, lines) = crossterm::terminal::size()?;
    Ok((stated_or(columns, "COLUMNS", 80).min(LARGEST.0), stated_or(lines, "LINES", 24).min(LARGEST.1)))
}

/// Returns how many columns standard output has: what `COLUMNS` says, else those of the terminal where it is one.
pub fn columns() -> Option<usize> {
    let stated = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    let of_terminal =
        || super::is_terminal().then(crossterm::terminal::size)?.ok().map(|(columns, _)| usize::from(columns));
    stated.or_else(of_terminal).filter(|&it| it > 0)
}

/// Returns a length that the terminal states; where it knows none, as over a serial line, what the environment says, else
/// what the first terminals had.
fn stated_or(length: u16, variable: &str, otherwise: u16) -> u16 {
    let stated = || std::env::var(variable).ok()?.parse().ok().filter(|it| *it > 0);
    if length > 0 { length } else { stated().unwrap_or(otherwise) }
}
