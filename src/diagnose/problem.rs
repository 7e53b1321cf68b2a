//! What is wrong with a catalogue, where, and how can it be corrected?
//!
//! Defines problems, their kinds and the types that these refer to, and formats a problem with the line of the file.

use super::location::Location;
use crate::catalogue::{Country, RecordType, ValueType, Vocabulary};
pub use crate::lang::Token;
use crate::lang::{Lang, Reason};
use crate::text::{Clean, excerpt};

/// A problem or a remark, with its location.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Location of the problem.
    pub location: Location,
    /// Kind of the problem, with its details.
    pub kind: ProblemKind,
}

/// A kind of problem or remark.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// The file cannot be read, for this reason.
    Unreadable(Reason),
    /// There is no file or folder of that name.
    NotFound,
    /// Permission to read the file is denied.
    Forbidden,
    /// Neither a regular file nor a folder.
    NotAFile,
    /// A folder without any catalogue in it.
    EmptyFolder,
    /// A file larger than this limit, in bytes.
    TooLarge(u64),
    /// A file with nothing but blanks and comments.
    Empty,
    /// Not a catalogue; what the file seems to be instead.
    NotACatalogue(ForeignFormat),
    /// Not UTF-8 from here on.
    NotUtf8,
    /// The file is truncated.
    CutShort,
    /// Text after the end of the catalogue.
    Trailing,
    /// An activity after the list of activities.
    AfterList,
    /// A second list of activities.
    SecondList,
    /// A later version of the format.
    NewerFormat(Clean),
    /// Not a version of the format.
    BadFormat(Clean),
    /// A missing token.
    Missing(Token),
    /// A value of another type than the expected one.
    WrongType(Expected),
    /// Not a record; an example of the expected one.
    NotARecord(String),
    /// A list where a single record is expected: the field that takes several, and the name of the record.
    SeveralRecords(&'static str, &'static str),
    /// An unexpected character.
    Stray(char),
    /// An invisible character between tokens or in a name, by its code point.
    Invisible(u32),
    /// A text that is not closed.
    UnclosedText,
    /// A comment that is not closed.
    UnclosedComment,
    /// A quotation mark inside a text that is not escaped.
    QuoteInText,
    /// A quotation mark of another kind that opens or closes a text.
    WrongQuotes(char),
    /// An invalid escape.
    BadEscape(Clean),
    /// A JSON escape, and the same escape in RON.
    JsonEscape(Clean, Clean),
    /// A comment that begins with `#`.
    HashComment,
    /// A conflict marker left by a merge.
    ConflictMarker,
    /// An attribute that RON does not have.
    BadAttribute,
    /// The name of a field in quotation marks.
    QuotedName,
    /// A record of a list without the field and the bracket before it: the field.
    MissingListStart(&'static str),
    /// A bracket that closes a record before its last field.
    ClosedEarly,
    /// Brackets that are nested too deeply.
    TooDeep,
    /// A value that RON rejects and in which nothing else was found wrong.
    RejectedByRon,
    /// A field that the format does not have.
    UnknownField {
        /// The name in the source text.
        found: Clean,
        /// The type of the record.
        record: &'static RecordType,
    },
    /// A required field is missing.
    MissingField(&'static str),
    /// A field occurs twice.
    DuplicateField(&'static str),
    /// A field of the header after the list of activities.
    LateField(&'static str),
    /// A word that is not one of the allowed ones.
    UnknownWord {
        /// The word in the source text.
        found: Clean,
        /// The allowed words.
        expected: &'static [&'static str],
    },
    /// A record with the name of another type.
    WrongName {
        /// The name in the source text.
        found: Clean,
        /// The expected name.
        expected: &'static str,
    },
    /// Not an identifier.
    BadId(Clean),
    /// Not a country code.
    BadCountry(Clean),
    /// Not a period.
    BadPeriod(Clean),
    /// A period that ends before it starts, and the same period with its ends swapped.
    ReversedPeriod(Clean, Clean),
    /// Not a date.
    BadDate(Clean),
    /// Not a digital object identifier.
    BadDoi(Clean),
    /// Two fields that exclude each other.
    BothFields(&'static str, &'static str),
    /// A section that has text but is listed as silent.
    SilentText(&'static str),
    /// Not a latitude and a longitude.
    BadCoordinates,
    /// Not an http or https address.
    BadAddress(Clean),
    /// Not a language tag.
    BadLanguage(Clean),
    /// A text without any words.
    NoText,
    /// A text longer than the maximum; its length in bytes.
    LongText(usize),
    /// Too many terms of an activity: their number, and the maximum.
    TooMany(usize, usize),
    /// A key that occurs twice in a map.
    DuplicateKey(Clean),
    /// Several countries in one place.
    SeveralCountries,
    /// The identifier of another activity, and the address of its first occurrence.
    DuplicateId(Clean, String),
    /// An identifier that its vocabulary does not contain.
    UnknownTerm {
        /// The vocabulary.
        vocabulary: Vocabulary,
        /// The identifier in the source text.
        found: Clean,
        /// A similar identifier that may have been meant.
        nearest: Option<Clean>,
    },
    /// The identifier of a term that an earlier file defines differently, and the name of the term there.
    RedefinedTerm(Clean, Clean),
    /// A remark: a country by a code other than its ISO 3166-1 code.
    CountryAlias(Clean, Country),
    /// A remark: a text that is missing in this language, one of those of the catalogue's title. If many texts of the
    /// file lack it, it is reported once, with their number.
    MissingTranslation(Clean, usize),
    /// A remark: a text of the template that `new` writes.
    TemplateText,
    /// A remark: a term that reads nearly like an earlier one of its vocabulary, and that one.
    NearDuplicate(Clean, Clean),
    /// A remark: a name that is nearly the identifier of an organisation, and that identifier.
    NearId(Clean, Clean),
    /// A remark: a lesson without a basis. If no lesson of the file has one, it is reported once, with the number of
    /// lessons.
    NoBasis(usize),
    /// A remark: a lesson without a source. If no lesson of the file has one, it is reported once, with the number of
    /// lessons.
    NoSource(usize),
    /// A remark: a character in a text that a terminal would interpret or hide, by its code point. Each is reported
    /// once per text.
    Hidden(u32),
    /// A remark: combining marks without a base character, or too many on one.
    CombiningMarks,
    /// A remark: a table inside a text, the lines of which would be joined.
    Table,
    /// A remark: plain spaces where French requires no-break spaces, and their number in the file.
    FrenchSpaces(usize),
    /// A remark: a term of this vocabulary that no activity uses.
    Unused(Vocabulary),
}

/// A type of value, as messages name it.
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

/// The apparent format of a file that is not a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignFormat {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
    /// XML or HTML.
    Xml,
    /// A table of delimiter-separated values.
    Csv,
    /// An archive, a program or another file that is not text.
    Binary,
    /// RON, but not a catalogue.
    Ron,
    /// Any other text.
    Text,
    /// A workbook.
    Spreadsheet,
    /// A workbook in the format before Office Open XML, which is not supported.
    OldSpreadsheet,
    /// A word-processor document, or slides.
    Document,
    /// PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A document protected by a password.
    Encrypted,
    /// Text before a catalogue.
    TextBefore,
    /// Activities or fields of a catalogue without the enclosing `Catalogue(…)`.
    Fragment,
    /// Markdown.
    Markdown,
}

impl ProblemKind {
    /// Returns the problem that a vocabulary has no term with an identifier.
    pub(crate) fn unknown_term(vocabulary: Vocabulary, id: &str) -> Self {
        Self::UnknownTerm { vocabulary, found: excerpt(id), nearest: None }
    }
}

impl ForeignFormat {
    /// Returns whether the file can be imported as a catalogue.
    pub fn can_be_imported(self) -> bool {
        matches!(self, ForeignFormat::Json | ForeignFormat::Csv | ForeignFormat::Spreadsheet)
    }
}

impl Problem {
    /// Returns the problem on one line: `file:line:column: message`.
    pub fn one_line(&self, lang: Lang) -> String {
        let message = self.kind.message(lang);
        match self.location.line {
            0 => format!("{}{} {message}", self.location.file, lang.words().colon),
            _ => format!("{} {message}", self.location.address()),
        }
    }

    /// Returns the problem with the name of the file alone, without its folder.
    pub fn without_folder(&self) -> Self {
        let mut problem = self.clone();
        if let Some(name) = problem.location.file.rsplit(['/', '\\']).next() {
            problem.location.file = Clean::line(name);
        }
        problem
    }

    /// Returns the problem in full: [`one_line`](Self::one_line), then the line of the file, cut to at most `columns`,
    /// with carets under the location.
    pub fn report(&self, lang: Lang, columns: usize) -> String {
        let [source, carets] = self.excerpt(columns);
        self.one_line(lang) + &source + &carets
    }

    /// Returns the excerpt to append to [`one_line`](Self::one_line), at most `columns` wide, in two parts: a line break,
    /// the line of the file and the padding of the line below; and the carets. Both are empty for a whole file.
    pub fn excerpt(&self, columns: usize) -> [String; 2] {
        if self.location.line == 0 {
            return Default::default();
        }
        let number = self.location.line.to_string();
        let margin = " ".repeat(number.len());
        let (source, underlined) = self.location.excerpt(columns.saturating_sub(number.len() + 3));
        let before = " ".repeat(underlined.start);
        let source = format!("\n{number} | {source}\n{margin} | {before}");
        [source, "^".repeat(underlined.len())]
    }
}

impl Expected {
    /// Returns the name of a type of value for messages.
    pub(super) fn of(value_type: &ValueType) -> Self {
        match value_type {
            ValueType::Text | ValueType::Name | ValueType::Term | ValueType::Participant | ValueType::Expert => {
                Expected::Text
            }
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
