//! How is a problem of a file described?
//!
//! Declares the descriptions as fields: one or two sentences each on what is wrong, what is expected, and what to
//! write.

mod english;
mod french;

pub(super) use english::ENGLISH;
pub(super) use french::FRENCH;

/// The descriptions of problems in one language.
#[derive(Debug)]
pub struct ProblemTexts {
    /// The file cannot be read, with the reason.
    pub unreadable: fn(&str) -> String,
    /// The file does not exist.
    pub not_found: &'static str,
    /// Permission to read the file is denied.
    pub permission_denied: &'static str,
    /// The path is neither a file nor a folder.
    pub not_a_file: &'static str,
    /// The folder has no catalogue.
    pub empty_folder: &'static str,
    /// The file is larger than this many bytes.
    pub too_large: fn(u64) -> String,
    /// The file is empty.
    pub empty: &'static str,
    /// The file is not a catalogue, but this (one of [`Self::foreign`]).
    pub not_a_catalogue: fn(&str) -> String,
    /// Names of the file types recognised, in the order of `ForeignFormat`.
    pub foreign: [&'static str; 17],
    /// Hint: `import` makes a catalogue of the file.
    pub import_reads: &'static str,
    /// The file is not UTF-8.
    pub not_utf8: &'static str,
    /// The file ends prematurely.
    pub cut_short: &'static str,
    /// An activity follows the end of the list of activities.
    pub after_list: &'static str,
    /// There is a second list of activities.
    pub second_list: &'static str,
    /// Text follows the end of the catalogue.
    pub trailing: &'static str,
    /// The format version is newer than the supported one: found, supported.
    pub newer_format: fn(&str, u32) -> String,
    /// Invalid format version: found, supported.
    pub bad_format: fn(&str, u32) -> String,
    /// Missing token.
    pub missing: fn(Token) -> String,
    /// This type is expected (one of [`Self::expected`]).
    pub wrong_type: fn(&str) -> String,
    /// A record like this example is expected.
    pub not_a_record: fn(&str) -> String,
    /// A single record is expected; this field takes several of this name.
    pub several_records: fn(&str, &str) -> String,
    /// Names of the expected types, in the order of `Expected`.
    pub expected: [&'static str; 9],
    /// Unexpected character.
    pub unexpected_character: fn(&str) -> String,
    /// Invisible character, by its code point.
    pub invisible: fn(u32) -> String,
    /// Unterminated string.
    pub unclosed_text: &'static str,
    /// Unterminated block comment.
    pub unclosed_comment: &'static str,
    /// Unescaped quotation mark in a string.
    pub quote_in_text: &'static str,
    /// Typographic quotation mark in place of a straight one.
    pub wrong_quotes: fn(char) -> String,
    /// Unknown escape sequence.
    pub bad_escape: fn(&str) -> String,
    /// JSON escape sequence, with its RON equivalent.
    pub json_escape: fn(&str, &str) -> String,
    /// Comment that begins with `#`.
    pub hash_comment: &'static str,
    /// Merge conflict marker.
    pub conflict: &'static str,
    /// Unknown attribute.
    pub bad_attribute: &'static str,
    /// Field name in quotation marks.
    pub quoted_name: &'static str,
    /// Bracket that closes a record too early.
    pub closed_early: &'static str,
    /// Brackets nested too deeply.
    pub too_deep: &'static str,
    /// Rejected by RON for no more specific reason.
    pub rejected: &'static str,
    /// Unknown field.
    pub unknown_field: fn(&str) -> String,
    /// Hint: a similar name.
    pub did_you_mean: fn(&str) -> String,
    /// Hint: syntax of a text in several languages.
    pub use_languages: fn(&str) -> String,
    /// Hint: the record to which a field belongs.
    pub use_within: fn(&str) -> String,
    /// Hint: how to write in `extra` what has no field of its own.
    pub use_extra: fn(&str) -> String,
    /// Missing field.
    pub missing_field: fn(&str) -> String,
    /// Duplicate field.
    pub duplicate_field: fn(&str) -> String,
    /// Field after the activities.
    pub late_field: fn(&str) -> String,
    /// Unknown keyword: found, the ones allowed.
    pub unknown_word: fn(&str, &str) -> String,
    /// Wrong record name: found, expected.
    pub wrong_name: fn(&str, &str) -> String,
    /// Invalid identifier.
    pub bad_id: fn(&str) -> String,
    /// Invalid country code (ISO 3166-1 alpha-2).
    pub bad_country: fn(&str) -> String,
    /// Hint: what to write instead.
    pub write: fn(&str) -> String,
    /// Invalid period.
    pub bad_period: fn(&str) -> String,
    /// Date or period in another notation: found, the right notation.
    pub date_otherwise: fn(&str, &str) -> String,
    /// Day that the calendar does not have, such as 30 February.
    pub no_such_day: fn(&str) -> String,
    /// Period that ends before it starts.
    pub reversed_period: fn(&str) -> String,
    /// Invalid DOI.
    pub bad_doi: fn(&str) -> String,
    /// Two mutually exclusive fields.
    pub exclusive_fields: fn(&str, &str) -> String,
    /// Section declared silent that has text.
    pub silent_text: fn(&str) -> String,
    /// Name similar to the identifier of an organisation: found, identifier.
    pub near_id: fn(&str, &str) -> String,
    /// Invalid date.
    pub bad_date: fn(&str) -> String,
    /// Invalid coordinates.
    pub bad_coordinates: &'static str,
    /// Invalid web address.
    pub bad_address: fn(&str) -> String,
    /// Web address with characters that need percent-encoding.
    pub bad_letters: fn(&str) -> String,
    /// Invalid language tag (BCP 47).
    pub bad_language: fn(&str) -> String,
    /// Empty text.
    pub no_text: &'static str,
    /// Text too long: its length, the maximum length (bytes).
    pub long_text: fn(usize, usize) -> String,
    /// Too many items: their number, the maximum number.
    pub too_many: fn(usize, usize) -> String,
    /// Duplicate map key.
    pub duplicate_key: fn(&str) -> String,
    /// Duplicate identifier, with the location of the first.
    pub duplicate_id: fn(&str, &str) -> String,
    /// Term missing from a vocabulary: identifier, vocabulary.
    pub unknown_term: fn(&str, &str) -> String,
    /// Term written in words where its identifier is expected: the words, vocabulary, entry to add.
    pub unlisted_term: fn(&str, &str, &str) -> String,
    /// Several countries of one place.
    pub several_countries: &'static str,
    /// Something stands before the catalogue.
    pub text_before: &'static str,
    /// A record of a list without the field and the bracket before it.
    pub missing_list_start: fn(&str) -> String,
    /// Term defined differently in another file: identifier, name there.
    pub other_term: fn(&str, &str) -> String,
    /// Alternative country code: found, ISO 3166-1 code.
    pub country_alias: fn(&str, &str) -> String,
    /// Text missing in this language; from 2 on, texts of the file, by their number.
    pub missing_translation: fn(&str, usize) -> String,
    /// Text of the template.
    pub template_text: &'static str,
    /// Two terms with similar names.
    pub near_duplicate: fn(&str, &str) -> String,
    /// Lesson without a basis; from 2 on, all lessons of the file, by their number.
    pub no_basis: fn(usize) -> String,
    /// Lesson without a source; from 2 on, all lessons of the file, by their number.
    pub no_source: fn(usize) -> String,
    /// Hidden or control characters, by the code point of the first.
    pub hidden: fn(u32) -> String,
    /// Combining marks without a letter, or too many on one, of which not all are shown.
    pub hidden_marks: &'static str,
    /// Table in a text.
    pub table: &'static str,
    /// Number of plain spaces where French needs no-break spaces.
    pub french_spaces: fn(usize) -> String,
    /// Unused term of this vocabulary.
    pub unused: fn(&str) -> String,
}

/// A token that may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A comma between two values.
    Comma,
    /// A comma between two values, in place of which another character was typed.
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
