//! What is wrong with a catalogue, where, and what would be right?

use super::location::Location;
use crate::catalogue::{Country, ValueType, Vocabulary};
use crate::lang::{Lang, Reason};
use crate::text::Clean;

/// Something that is wrong with a catalogue, or could be better.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where it is.
    pub location: Location,
    /// What it is.
    pub kind: ProblemKind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
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
    /// Larger than is read, in bytes.
    TooLarge(u64),
    /// Nothing but blanks and comments.
    Empty,
    /// Nothing like a catalogue; what it seems to be.
    NotACatalogue(Foreign),
    /// Not UTF-8 from here on.
    NotUtf8,
    /// The file ends in the middle.
    CutShort,
    /// Something follows the end of the catalogue.
    Trailing,
    /// An activity comes after the list of them.
    AfterList,
    /// There is a second list of activities.
    SecondList,
    /// Written for a later version of the format.
    NewerFormat(Clean),
    /// No version of the format.
    BadFormat(Clean),
    /// A character of the writing is missing.
    Missing(Token),
    /// A value of another type stands where one of this type is expected.
    WrongType(Expected),
    /// A record is expected, which is written like this one.
    NotARecord(String),
    /// A character that has no place here.
    Stray(char),
    /// An invisible character between the parts of the writing, by its code.
    Invisible(u32),
    /// A text that is not closed.
    UnclosedText,
    /// A comment that is not closed.
    UnclosedComment,
    /// A quotation mark inside a text that is not written as an escape.
    QuoteInText,
    /// Quotation marks of another kind around a text.
    WrongQuotes(char),
    /// An escape that means no character.
    BadEscape(Clean),
    /// An escape as JSON writes it, and how RON does.
    JsonEscape(Clean, Clean),
    /// A comment that begins with `#`.
    HashComment,
    /// A line that a merge of two versions has left.
    Conflict,
    /// An attribute that RON does not have.
    BadAttribute,
    /// The name of a field in quotation marks.
    QuotedName,
    /// A bracket closes a record of which more follows.
    ClosedEarly,
    /// Brackets are nested too deeply.
    TooDeep,
    /// RON refuses what nothing else is found wrong with.
    Refused,
    /// A field that the format does not have.
    UnknownField {
        /// What was written.
        found: Clean,
        /// What is to be written instead.
        instead: Instead,
    },
    /// A field that must be there.
    MissingField(&'static str),
    /// A field written twice.
    DuplicateField(&'static str),
    /// A field after the activities.
    LateField(&'static str),
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
    /// Not an identifier.
    BadId(Clean),
    /// Not a country code.
    BadCountry(Clean),
    /// Not a period.
    BadPeriod(Clean),
    /// A period that ends before it starts, and the same the other way round.
    ReversedPeriod(Clean, Clean),
    /// Not a date.
    BadDate(Clean),
    /// Not a digital object identifier.
    BadDoi(Clean),
    /// Two fields, of which only one may be there.
    BothFields(&'static str, &'static str),
    /// A section with text, that is said to be silent.
    SilentText(&'static str),
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
    /// More terms than an activity may have: how many, and how many at the most.
    TooMany(usize, usize),
    /// A key that stands twice in a map.
    DuplicateKey(Clean),
    /// An identifier that another activity has: the identifier, and the address where it stands first.
    DuplicateId(Clean, String),
    /// An identifier that its vocabulary does not hold.
    UnknownTerm {
        /// The vocabulary.
        vocabulary: Vocabulary,
        /// What was written.
        found: Clean,
        /// What may have been meant.
        nearest: Option<Clean>,
    },
    /// A term under an identifier that a file before has given to another one, and the name of that one.
    OtherTerm(Clean, Clean),
    /// A remark: a country by another code than its own.
    CountryAlias(Clean, Country),
    /// A remark: a text that other texts of the catalogue have in this language, too.
    MissingTranslation(Clean),
    /// A remark: a term that reads nearly like another one of its vocabulary; what each reads.
    NearDuplicate(Clean, Clean),
    /// A remark: a name that reads nearly like the identifier of an organisation, and that identifier.
    NearId(Clean, Clean),
    /// A remark: a lesson that does not say who states it, or all of a file, and how many these are.
    NoBasis(usize),
    /// A remark: a lesson that names no source, or all of a file, and how many these are.
    NoSource(usize),
    /// A remark: characters that a terminal would obey or hide; the first of them, by its code.
    Hidden(u32),
    /// A remark: combining marks without a letter, or too many on one.
    Marks,
    /// A remark: a table inside a text, whose lines would run together.
    Table,
    /// A remark: plain spaces where French has no-break spaces, and how many in the whole file.
    FrenchSpaces(usize),
    /// A remark: a term that no activity uses.
    Unused(Vocabulary),
}

/// A character of the writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A comma between two values.
    Comma,
    /// The same, where another sign stands in its place.
    CommaFor(char),
    /// A colon between a name and its value.
    Colon,
    /// An opening bracket.
    Open(char),
    /// A closing bracket.
    Close(char),
    /// A quotation mark before a text.
    Quote,
    /// A value.
    Value,
    /// The name of a field.
    Name,
    /// A key in quotation marks.
    Key,
}

/// A type of value, in words of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A string in quotation marks.
    String,
    /// A string, or a map from language to string.
    Text,
    /// A list in brackets.
    List,
    /// A map in braces.
    Map,
    /// A whole number.
    Integer,
    /// A record in parentheses.
    Record,
    /// A string, a map from language to string, or a list of these.
    TextOrList,
    /// A pair of numbers in parentheses.
    Pair,
    /// A word without quotation marks.
    Word,
}

/// What a file seems to be that is no catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
    /// XML or HTML.
    Xml,
    /// A table of values with separators.
    Csv,
    /// An archive, a program: no text at all.
    Binary,
    /// RON, but no catalogue.
    Ron,
    /// Any other text.
    Text,
    /// A workbook.
    Spreadsheet,
    /// A workbook in the format before Office Open XML, which is not read.
    OldSpreadsheet,
    /// A document of a word processor, or slides.
    Document,
    /// PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A document that asks for a password.
    Encrypted,
    /// What stands in a catalogue, without it.
    Inside,
    /// Markdown.
    Markdown,
}

impl Foreign {
    /// Returns whether a catalogue can be made of it.
    pub fn can_be_imported(self) -> bool {
        matches!(self, Foreign::Json | Foreign::Csv | Foreign::Spreadsheet)
    }
}

/// What is to be written instead of a field that the format does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instead {
    /// A field that may have been meant.
    Field(&'static str),
    /// A text in its languages, as in `summary: { "en": "…" }`.
    Languages(String),
    /// A record in another field, as in `place: Place(name: "…", country: "FR")`.
    Within(String),
    /// What has no field of its own.
    Extra,
    /// Nothing is like it.
    Nothing,
}

impl ProblemKind {
    /// Returns whether the file cannot be read at all.
    pub fn is_unreadable(&self) -> bool {
        use ProblemKind::{EmptyFolder, Forbidden, NotAFile, NotFound, TooLarge, Unreadable};
        matches!(self, Unreadable(_) | NotFound | Forbidden | NotAFile | EmptyFolder | TooLarge(_))
    }

    /// Returns whether the system has refused to read the file, which may be there all the same.
    pub fn is_refusal(&self) -> bool {
        matches!(self, ProblemKind::Unreadable(_) | ProblemKind::Forbidden)
    }

    /// Returns whether it is that the file is not whole: more may be missing than can be told.
    pub fn is_incomplete(&self) -> bool {
        use ProblemKind::{AfterList, CutShort, NotUtf8, SecondList, Trailing, UnclosedComment};
        matches!(self, CutShort | Trailing | AfterList | SecondList | NotUtf8 | UnclosedComment)
    }

    /// Returns whether it is a remark only: what it is about is used all the same.
    pub fn is_remark(&self) -> bool {
        use ProblemKind::{
            CountryAlias, FrenchSpaces, Hidden, Marks, MissingTranslation, NearDuplicate, NearId, NoBasis, NoSource,
            Table, Unused,
        };
        matches!(
            self,
            CountryAlias(..)
                | MissingTranslation(_)
                | NearDuplicate(..)
                | NearId(..)
                | NoBasis(_)
                | NoSource(_)
                | Hidden(_)
                | Marks
                | Table
                | FrenchSpaces(_)
                | Unused(_)
        )
    }
}

impl Problem {
    /// Returns the problem in one line: `file:line:column: what, and what would be right`.
    pub fn one_line(&self, lang: Lang) -> String {
        let message = self.kind.message(lang);
        match self.location.line {
            // Of the whole file.
            0 => format!("{}{} {message}", self.location.file, lang.words().colon),
            _ => format!("{} {message}", self.location.address()),
        }
    }

    /// Returns the problem in full: the line above, then the line of the file with a caret under
    /// the location.
    pub fn report(&self, lang: Lang) -> String {
        let [source, carets] = self.excerpt();
        self.one_line(lang) + &source + &carets
    }

    /// Returns the line of the file, from a line break on up to what stands under the location, and the carets that stand
    /// there; both are empty for a whole file.
    pub fn excerpt(&self) -> [String; 2] {
        if self.location.line == 0 {
            return Default::default();
        }
        let number = self.location.line.to_string();
        let margin = " ".repeat(number.len());
        let before = " ".repeat(self.location.marked.start);
        let source = format!("\n{number} | {}\n{margin} | {before}", self.location.source);
        [source, "^".repeat(self.location.marked.len().max(1))]
    }
}

impl Expected {
    /// Returns what a type of value is called.
    pub(super) fn of(of: &ValueType) -> Self {
        match of {
            ValueType::Text | ValueType::Name | ValueType::Term | ValueType::Who | ValueType::Expert => Expected::Text,
            ValueType::TextOrList => Expected::TextOrList,
            ValueType::Record(_) => Expected::Record,
            ValueType::Year | ValueType::Format => Expected::Integer,
            ValueType::Coordinates => Expected::Pair,
            ValueType::Word(_) => Expected::Word,
            ValueType::List(_) => Expected::List,
            ValueType::Terms(..) | ValueType::Extra => Expected::Map,
            _ => Expected::String,
        }
    }
}
