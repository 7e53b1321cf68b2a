//! What is wrong with a catalogue, where, and what would be right?

use std::fmt::Write;
use std::ops::Range;

use ron::Error;

use super::{Country, message};
use crate::lang::{Lang, Reason};
use crate::text::{Clean, clean_line, truncate, width};

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

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Place {
    /// The file, fit to be shown.
    pub file: Clean,
    /// Line, counted from 1; 0 where the whole file is meant.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// The line itself, cut to a length that can be shown.
    pub source: Clean,
    /// Which columns of `source` to point at.
    pub marked: Range<usize>,
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

    /// Returns whether it is a remark only: what it is about is used all the same.
    pub fn is_warning(&self) -> bool {
        matches!(
            self,
            Fault::MissingTranslation(_)
                | Fault::NearDuplicate { .. }
                | Fault::NoBasis
                | Fault::NoSource
                | Fault::Hidden(_)
                | Fault::FrenchSpace(_)
                | Fault::Unused(_)
        )
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

/// Where the lines of a text begin, and how many characters come before each of its blocks: found once,
/// because a file may have as many problems as characters, and all of them on one line.
pub(super) struct Lines {
    starts: Vec<usize>,
    characters: Vec<usize>,
}

/// Bytes of a block.
const BLOCK: usize = 1024;
/// Bytes of a line that are looked at before a place and behind it: more than can be shown.
const AROUND: usize = 500;

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let begins = |it: &&u8| **it & 0xC0 != 0x80;
        let mut count = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            let before = count;
            count += block.iter().filter(begins).count();
            before
        });
        Self { characters: blocks.collect(), starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// Returns the number of the line on which a byte stands, from 1, and where the line begins.
    fn at(&self, byte: usize) -> (usize, usize) {
        let number = self.starts.partition_point(|&start| start <= byte);
        (number, self.starts.get(number.saturating_sub(1)).copied().unwrap_or(0))
    }

    /// Returns where a line ends, by its number from 1: before its line break.
    fn end(&self, number: usize, text: &str) -> usize {
        self.starts.get(number).map_or(text.len(), |next| next - 1)
    }

    /// Returns how many characters come before a byte.
    fn characters_before(&self, text: &str, byte: usize) -> usize {
        let block = byte / BLOCK;
        let start = text.floor_char_boundary(block * BLOCK);
        // A character that goes on from the block before has been counted there.
        let cut = usize::from(start < block * BLOCK);
        let before = self.characters.get(block).copied().unwrap_or_else(|| text[..start].chars().count() + cut);
        before - cut + text[start..byte].chars().count()
    }
}

impl Place {
    /// Returns the place of a byte range of a file's text, whose lines are known.
    pub(super) fn of(file: &Clean, text: &str, lines: &Lines, bytes: Range<usize>) -> Self {
        let start = floor(text, bytes.start);
        let end = floor(text, bytes.end).max(start);
        let (line, line_start) = lines.at(start);
        let line_end = lines.end(line, text).max(start);
        let shown_start = text.ceil_char_boundary(line_start.max(start.saturating_sub(AROUND)));
        let shown_end = floor(text, line_end.min(start + AROUND));
        let written_before = &text[shown_start.min(start)..start];
        let before = clean_line(written_before);
        // A long line is cut around the place, so that what is pointed at can be seen.
        let lead = if width(&before) > 60 { tail(&before, 50) } else { before };
        let marked_text = clean_line(&text[start..end.min(shown_end)]);
        // What is pointed at may itself be a blank.
        let blank = if text[start..shown_end].starts_with([' ', '\t']) { " " } else { "" };
        let rest = truncate(&format!("{blank}{}", clean_line(&text[start..shown_end])), 100 - width(&lead).min(60));
        let gap = if !lead.is_empty() && written_before.ends_with([' ', '\t']) { " " } else { "" };
        let source = format!("{lead}{gap}{rest}");
        let column_start = width(&lead) + gap.len();
        let column_end = (column_start + width(&marked_text).max(1)).min(width(&source).max(column_start + 1));
        Self {
            file: file.clone(),
            line,
            column: lines.characters_before(text, start) - lines.characters_before(text, line_start) + 1,
            source: Clean::line(&source),
            marked: column_start..column_end,
        }
    }

    /// Returns the place of a whole file.
    pub(super) fn whole(file: &Clean) -> Self {
        Self { file: file.clone(), ..Self::default() }
    }

    /// Returns `file:line:column:`, or `file:` for a whole file, as editors read it.
    pub fn address(&self) -> String {
        match self.line {
            0 => format!("{}:", self.file),
            line => format!("{}:{line}:{}:", self.file, self.column),
        }
    }
}

/// Returns an excerpt of something written, fit to be quoted in a message.
pub(super) fn short(written: &str) -> Clean {
    let excerpt: String = written.chars().take(200).collect();
    Clean::line(&truncate(&clean_line(&excerpt), 60))
}

/// Returns the last columns of a text, with "…" before them.
fn tail(text: &str, columns: usize) -> String {
    let mut start = text.len();
    for (at, _) in text.char_indices().rev() {
        if width(&text[at..]) > columns {
            break;
        }
        start = at;
    }
    format!("…{}", &text[start..])
}

/// Returns the nearest character boundary at or before a byte offset.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, marked: &str) -> Place {
        let start = text.find(marked).unwrap();
        Place::of(&Clean::line("f.ron"), text, &Lines::new(text), start..start + marked.len())
    }

    #[test]
    fn a_place_counts_lines_and_characters_and_points_by_width() {
        let place = place("a\n  é漢 x: \"no\",\n", "\"no\"");
        assert_eq!((place.line, place.column), (2, 9));
        let columns: String = place.source.chars().collect();
        assert_eq!(columns, "é漢 x: \"no\",");
        assert_eq!(place.marked, 7..11);
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let long = format!("{}HERE{}", "x".repeat(500), "y".repeat(500));
        let place = place(&long, "HERE");
        assert!(width(&place.source) < 120);
        assert!(place.source[place.source.char_indices().nth(place.marked.start).unwrap().0..].starts_with("HERE"));
        assert_eq!(place.column, 501);
    }

    proptest::proptest! {
        #[test]
        fn columns_are_counted_right_however_long_the_line_is(
            parts in proptest::collection::vec("[aé漢😀\n]{0,9}", 0..400), at in 0usize..4000,
        ) {
            let text = parts.concat();
            let at = text.floor_char_boundary(at.min(text.len()));
            let place = Place::of(&Clean::line("f"), &text, &Lines::new(&text), at..at);
            let line_start = text[..at].rfind('\n').map_or(0, |it| it + 1);
            proptest::prop_assert_eq!(place.column, text[line_start..at].chars().count() + 1);
            proptest::prop_assert_eq!(place.line, text[..at].matches('\n').count() + 1);
        }
    }
}
