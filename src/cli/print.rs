//! How does anything get to standard output and standard error?
//!
//! The only functions that write text there; they remove control characters, so that no content can control the
//! terminal.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::text::sanitised;

/// The byte order mark.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A piece of output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Unstyled text.
    Plain(Cow<'a, str>),
    /// Text with the SGR parameters of its style.
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
/// If it cannot be written to.
pub(super) fn print(pieces: &[Piece<'_>]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let written = pieces.iter().try_for_each(|piece| match piece {
        Piece::Plain(text) => {
            // A byte order mark is allowed at the beginning only; terminals ignore it.
            let (mark, text) =
                text.split_at(if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 });
            out.write_all(mark.as_bytes()).and_then(|()| out.write_all(sanitised(text, true).as_bytes()))
        }
        Piece::Styled(style, text) => write!(out, "\x1b[{style}m{}\x1b[0m", sanitised(text, true)),
    });
    written.and_then(|()| out.flush())
}

/// Prints a line on standard error.
pub(super) fn print_error_line(line: &str) {
    // Nothing can be reported where standard error is closed.
    let _ = writeln!(io::stderr(), "{}", sanitised(line, true));
}
