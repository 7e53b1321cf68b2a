//! How does anything get to standard output and standard error? Through one gate, where it is made
//! harmless.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::text::harmless;

/// The byte order mark.
const MARK: char = '\u{feff}';

/// A part of what is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text as it is.
    Plain(Cow<'a, str>),
    /// Text in a style, by the codes that begin it (SGR).
    Styled(&'static str, String),
}

impl<'a, T: Into<Cow<'a, str>>> From<T> for Piece<'a> {
    fn from(text: T) -> Self {
        Piece::Plain(text.into())
    }
}

/// Prints on standard output.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn print(pieces: &[Piece<'_>]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let written = pieces.iter().try_for_each(|piece| match piece {
        Piece::Plain(text) => {
            // The one mark that may begin a file, and is nothing to a terminal.
            let (mark, text) = text.split_at(if text.starts_with(MARK) { MARK.len_utf8() } else { 0 });
            out.write_all(mark.as_bytes()).and_then(|()| out.write_all(harmless(text, true).as_bytes()))
        }
        Piece::Styled(style, text) => write!(out, "\x1b[{style}m{}\x1b[0m", harmless(text, true)),
    });
    written.and_then(|()| out.flush())
}

/// Prints a line on standard error.
pub(super) fn say(line: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "{}", harmless(line, true));
}
