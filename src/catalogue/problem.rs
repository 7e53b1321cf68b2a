//! What is wrong with a catalogue, where, and what would be right?

use std::fmt::Write;

use ron::Error;

use super::place::Place;
use super::{Country, message};
use crate::lang::{Lang, Reason};
use crate::text::{Clean, is_shown, truncate};

/// What a text is, in the words that `serde` puts into an error.
pub(super) const EXPECTED_TEXT: &str = "a text";
/// What a map is, likewise.
pub(super) const EXPECTED_MAP: &str = "a map";

/// Something that keeps a catalogue, or a record of it, from being used.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// The record it is in, where it is in one: its number in the file, from 0.
    pub record: Option<usize>,
    /// What it is.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// The file cannot be read; why.
    Unreadable(Reason),
    /// There is nothing of that name.
    NotFound,
    /// Reading it is not allowed.
    Forbidden,
    /// Not a file or folder that holds a catalogue.
    NotAFile,
    /// A folder without any catalogue in it.
    EmptyFolder,
    /// Larger than can be read, in bytes.
    TooLarge(u64),
    /// Not UTF-8.
    NotUtf8,
    /// Nothing but blanks and comments.
    Empty,
    /// Written for a later version of the format.
    NewerFormat(Clean),
    /// No version of the format.
    BadFormat(Clean),
    /// Not RON; what was expected.
    Syntax(Error),
    /// An invisible character between the parts of the writing, by its code.
    Invisible(u32),
    /// A bracket closes a record of which more follows.
    ClosedEarly,
    /// There may be more that is wrong, which was not looked for.
    More,
    /// A field that the format does not have.
    UnknownField {
        /// What was written.
        found: Clean,
        /// What may have been meant.
        nearest: Option<String>,
    },
    /// A field that must be there.
    MissingField(&'static str),
    /// A field written twice.
    DuplicateField(&'static str),
    /// A word where one of a few others must stand.
    UnknownWord {
        /// What was written.
        found: Clean,
        /// What may stand there.
        expected: &'static [&'static str],
    },
    /// A record under another name than its own.
    WrongName {
        /// What was written.
        found: Clean,
        /// What must stand there.
        expected: &'static str,
    },
    /// A value of another sort than its field takes.
    WrongSort(Sort),
    /// A vocabulary after the activities that use it.
    LateVocabulary,
    /// Not an identifier.
    BadId(Clean),
    /// Not a country code.
    BadCountry {
        /// What was written.
        found: Clean,
        /// What may have been meant.
        nearest: Option<Country>,
    },
    /// Not a period.
    BadPeriod(Clean),
    /// Not a date.
    BadDate(Clean),
    /// Not a place on Earth.
    BadCoordinates,
    /// Not an http or https address.
    BadAddress(Clean),
    /// Not a language tag.
    BadLanguage(Clean),
    /// A text without any words.
    NoText,
    /// A text longer than is read, in bytes.
    LongText(usize),
    /// A term under an identifier that a file before has given to another one.
    OtherTerm {
        /// The identifier.
        id: Clean,
        /// The name of the first term.
        first: Clean,
    },
    /// More terms of a sort than an activity may have: how many, and how many at the most.
    TooMany(usize, usize),
    /// A key that stands twice in a map.
    DuplicateKey(Clean),
    /// An identifier that another activity has.
    DuplicateId {
        /// The identifier.
        id: Clean,
        /// Where it stands first.
        first: Box<Place>,
    },
    /// A text that other texts of the catalogue have in this language, too.
    MissingTranslation(Clean),
    /// A term that reads nearly like another one of its vocabulary.
    NearDuplicate {
        /// What it reads.
        found: Clean,
        /// What the other one reads.
        other: Clean,
    },
    /// A lesson that does not say who says so.
    NoBasis,
    /// A lesson that names no source.
    NoSource,
    /// Characters that a terminal would obey or hide; the first of them, by its code.
    Hidden(u32),
    /// Combining marks without a letter, or too many on one.
    Marks,
    /// A plain space before one of the signs that take a no-break space in French.
    FrenchSpace(char),
    /// A term that no activity uses.
    Unused(&'static str),
    /// An identifier that its vocabulary does not hold.
    UnknownTerm {
        /// The vocabulary's field name.
        vocabulary: &'static str,
        /// What was written.
        found: Clean,
        /// What may have been meant.
        nearest: Option<String>,
    },
}

/// What sort of value a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A string in quotes.
    String,
    /// A string, or a map from language to string.
    Text,
    /// A list in brackets.
    List,
    /// A map in braces.
    Map,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A record in parentheses.
    Record,
    /// A pair of numbers in parentheses.
    Pair,
}

impl Fault {
    /// Translates an error of the RON reader.
    pub(super) fn from_ron(error: Error) -> Self {
        match error {
            Error::NoSuchStructField { expected, found, .. } => Fault::UnknownField {
                nearest: super::nearest(&found, expected.iter().copied()).map(str::to_owned),
                found: short(&found),
            },
            Error::MissingStructField { field, .. } => Fault::MissingField(field),
            Error::DuplicateStructField { field, .. } => Fault::DuplicateField(field),
            Error::ExpectedDifferentStructName { expected, found } => {
                Fault::WrongName { found: short(&found), expected }
            }
            Error::NoSuchEnumVariant { expected, found, .. } => Fault::UnknownWord { found: short(&found), expected },
            Error::ExpectedString | Error::ExpectedChar => Fault::WrongSort(Sort::String),
            Error::ExpectedArray => Fault::WrongSort(Sort::List),
            Error::ExpectedMap => Fault::WrongSort(Sort::Map),
            Error::ExpectedInteger | Error::IntegerOutOfBounds | Error::InvalidIntegerDigit { .. } => {
                Fault::WrongSort(Sort::Integer)
            }
            Error::ExpectedFloat => Fault::WrongSort(Sort::Number),
            Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => Fault::WrongSort(Sort::Record),
            Error::ExpectedDifferentLength { .. } => Fault::WrongSort(Sort::Pair),
            Error::InvalidValueForType { ref expected, .. } if expected == EXPECTED_TEXT => {
                Fault::WrongSort(Sort::Text)
            }
            Error::InvalidValueForType { ref expected, .. } if expected == EXPECTED_MAP => Fault::WrongSort(Sort::Map),
            error => Fault::Syntax(error),
        }
    }

    /// Returns whether the file cannot be read at all.
    pub fn is_unreadable(&self) -> bool {
        matches!(
            self,
            Fault::Unreadable(_)
                | Fault::NotFound
                | Fault::Forbidden
                | Fault::NotAFile
                | Fault::EmptyFolder
                | Fault::TooLarge(_)
        )
    }

    /// Returns whether the system has refused to read the file, which may be there all the same.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Fault::Unreadable(_) | Fault::Forbidden)
    }

    /// Returns whether it is a remark only: what it is about is used all the same.
    pub fn is_warning(&self) -> bool {
        matches!(
            self,
            Fault::MissingTranslation(_)
                | Fault::NearDuplicate { .. }
                | Fault::NoBasis
                | Fault::NoSource
                | Fault::Hidden(_)
                | Fault::Marks
                | Fault::FrenchSpace(_)
                | Fault::Unused(_)
        )
    }

    /// Returns whether it is that the file is not RON.
    pub(super) fn is_of_writing(&self) -> bool {
        matches!(self, Fault::Syntax(_) | Fault::Invisible(_) | Fault::ClosedEarly)
    }

    /// Returns whether it is that something is not there.
    pub(super) fn is_absence(&self) -> bool {
        matches!(self, Fault::NoText | Fault::NoBasis | Fault::NoSource | Fault::MissingTranslation(_))
    }

    /// Returns the field that may have been meant.
    pub(super) fn meant(&self) -> Option<String> {
        match self {
            Fault::UnknownField { nearest, .. } => nearest.clone(),
            _ => None,
        }
    }
}

impl Problem {
    /// Returns the problem in one line: `file:line:column: what, and what would be right`.
    pub fn one_line(&self, lang: Lang) -> String {
        format!("{} {}", self.place.address(), self.message(lang))
    }

    /// Returns what is wrong and what would be right, as a sentence or two.
    pub fn message(&self, lang: Lang) -> String {
        message::message(&self.fault, lang)
    }

    /// Returns the problem in full: the line above, then the line of the file with a caret under
    /// the place.
    pub fn report(&self, lang: Lang) -> String {
        let mut report = self.one_line(lang);
        if self.place.line > 0 {
            let number = self.place.line.to_string();
            let margin = " ".repeat(number.len());
            let carets = "^".repeat(self.place.marked.len().max(1));
            let before = " ".repeat(self.place.marked.start);
            // Writing to a string cannot fail.
            let _ = write!(report, "\n{number} | {}\n{margin} | {before}{carets}", self.place.source);
        }
        report
    }
}

/// Returns an excerpt of something written, fit to be quoted in a message: what cannot be seen in it is named.
pub fn short(written: &str) -> Clean {
    let begins = written.len() - written.trim_start_matches(' ').len();
    let ends = written.trim_end_matches(' ').len();
    let mut excerpt = String::new();
    for (at, character) in written.char_indices().take(200) {
        match character {
            ' ' if at < begins || at >= ends => excerpt.push('␣'),
            '\n' | '\r' => excerpt.push(' '),
            _ if is_shown(character) => excerpt.push(character),
            _ => excerpt.extend(character.escape_default()),
        }
    }
    Clean::line(&truncate(&excerpt, 60))
}
