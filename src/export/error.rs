//! Why can something not be taken along?

use crate::catalogue::Unwritable;
use crate::lang::Lang;
use crate::text::{Clean, clean_line};

/// Whether something that takes long is to go on; to be asked from time to time.
pub type GoesOn<'a> = &'a mut dyn FnMut() -> bool;

/// Returns nothing while something goes on.
///
/// # Errors
/// That it was stopped.
pub(super) fn unless_stopped(goes_on: GoesOn<'_>) -> Result<(), ExportError> {
    if goes_on() { Ok(()) } else { Err(ExportError::Stopped) }
}

/// Why something cannot be written in a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportError {
    /// The activities come from catalogues that cannot be written as one.
    Several,
    /// A text is longer than a cell of a spreadsheet may be: the activity or term that has it.
    LongText(Clean),
    /// There are more rows than a sheet of a spreadsheet may have: its name.
    ManyRows(&'static str),
    /// It was stopped.
    Stopped,
    /// What the writer of the format says.
    Refused(String),
}

impl ExportError {
    pub(super) fn refused(error: impl std::fmt::Display) -> Self {
        Self::Refused(error.to_string())
    }

    /// Returns the error in a sentence.
    pub fn in_words(&self, lang: Lang) -> String {
        let words = &lang.words().export;
        match self {
            Self::Several => words.several.to_owned(),
            Self::LongText(id) => (words.long_text)(id),
            Self::ManyRows(sheet) => (words.many_rows)(sheet),
            Self::Stopped => words.stopped.to_owned(),
            Self::Refused(reason) => clean_line(reason),
        }
    }
}

impl From<Unwritable> for ExportError {
    fn from(error: Unwritable) -> Self {
        match error {
            Unwritable::Several => Self::Several,
            Unwritable::Ron(reason) => Self::Refused(reason),
        }
    }
}
