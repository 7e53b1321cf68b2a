//! Why can activities not be exported?
//!
//! Defines the error type of exports, and the callback that stops a long one.

use crate::catalogue::Unwritable;
use crate::lang::Lang;
use crate::text::{Clean, clean_line};

/// Returns whether a long operation is to continue; called from time to time.
pub type KeepGoing<'a> = &'a mut dyn FnMut() -> bool;

/// Checks that the operation is to continue.
///
/// # Errors
/// [`ExportError::Stopped`] if it is not.
pub(super) fn check_not_stopped(keep_going: KeepGoing<'_>) -> Result<(), ExportError> {
    if keep_going() { Ok(()) } else { Err(ExportError::Stopped) }
}

/// Why activities cannot be written in a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportError {
    /// The activities come from catalogues that cannot be merged into one.
    IncompatibleCatalogues,
    /// A text exceeds the maximum length of a spreadsheet cell; the identifier of its activity or term.
    TextTooLong(Clean),
    /// A spreadsheet sheet has too many rows; its name.
    TooManyRows(&'static str),
    /// The export was stopped.
    Stopped,
    /// The message of the library that writes the format.
    Refused(String),
}

impl ExportError {
    pub(super) fn refused(error: impl std::fmt::Display) -> Self {
        Self::Refused(error.to_string())
    }

    /// Returns the message, in a sentence.
    pub fn in_words(&self, lang: Lang) -> String {
        let words = &lang.words().export;
        match self {
            Self::IncompatibleCatalogues => words.several_catalogues.to_owned(),
            Self::TextTooLong(id) => (words.long_text)(id),
            Self::TooManyRows(sheet) => (words.many_rows)(sheet),
            Self::Stopped => words.stopped.to_owned(),
            Self::Refused(reason) => clean_line(reason),
        }
    }
}

impl From<Unwritable> for ExportError {
    fn from(error: Unwritable) -> Self {
        match error {
            Unwritable::IncompatibleHeaders => Self::IncompatibleCatalogues,
            Unwritable::Ron(reason) => Self::Refused(reason),
        }
    }
}
