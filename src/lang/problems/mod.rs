//! How is a problem of a file said? One or two sentences: what is wrong, what is expected, what to write.

mod english;
mod french;

pub(super) use english::ENGLISH;
pub(super) use french::FRENCH;

/// What is said of problems, in one language.
#[derive(Debug)]
pub struct Problems {
    /// The file cannot be read; why.
    pub unreadable: fn(&str) -> String,
    /// There is no such file.
    pub not_found: &'static str,
    /// Reading is not allowed.
    pub forbidden: &'static str,
    /// It is neither a file nor a folder.
    pub not_a_file: &'static str,
    /// A folder without a catalogue.
    pub empty_folder: &'static str,
    /// The file is larger than this many bytes.
    pub too_large: fn(u64) -> String,
    /// The file holds nothing.
    pub empty: &'static str,
    /// The file is no catalogue, but this.
    pub not_a_catalogue: fn(&str) -> String,
    /// What a file may be: JSON, YAML, TOML, XML, CSV, no text, another RON, a text.
    pub foreign: [&'static str; 16],
    /// That a catalogue can be made of it.
    pub import_reads: &'static str,
    /// The file is not UTF-8.
    pub not_utf8: &'static str,
    /// The file ends in the middle.
    pub cut_short: &'static str,
    /// An activity comes after the list of them.
    pub after_list: &'static str,
    /// There is a second list of activities.
    pub second_list: &'static str,
    /// Something follows the catalogue.
    pub trailing: &'static str,
    /// The format is newer; which one it is, and which one is read.
    pub newer_format: fn(&str, u32) -> String,
    /// This is no version of the format; what to write.
    pub bad_format: fn(&str, u32) -> String,
    /// A comma is missing.
    pub comma: &'static str,
    /// The same, where another sign stands in its place.
    pub comma_for: fn(char) -> String,
    /// A colon is missing.
    pub colon: &'static str,
    /// An opening bracket is missing.
    pub opening: fn(char) -> String,
    /// A closing bracket is missing.
    pub closing: fn(char) -> String,
    /// A quotation mark is missing before a text.
    pub quote: &'static str,
    /// A value is missing.
    pub value: &'static str,
    /// The name of a field is missing.
    pub name: &'static str,
    /// A key is missing.
    pub key: &'static str,
    /// This is expected.
    pub wrong_type: fn(&str) -> String,
    /// A record like this one is expected.
    pub not_a_record: fn(&str) -> String,
    /// What may be expected: string, text, list, map, whole number, record, text or list of texts, pair, word.
    pub expected: [&'static str; 9],
    /// A character that has no place.
    pub stray: fn(&str) -> String,
    /// An invisible character, by its code.
    pub invisible: fn(u32) -> String,
    /// A text that is not closed.
    pub unclosed_text: &'static str,
    /// A comment that is not closed.
    pub unclosed_comment: &'static str,
    /// A quotation mark in a text.
    pub quote_in_text: &'static str,
    /// Quotation marks of another kind.
    pub wrong_quotes: fn(char) -> String,
    /// An escape that means nothing.
    pub bad_escape: fn(&str) -> String,
    /// An escape of JSON, and that of RON.
    pub json_escape: fn(&str, &str) -> String,
    /// A comment that begins with `#`.
    pub hash_comment: &'static str,
    /// A line that a merge has left.
    pub conflict: &'static str,
    /// An attribute that is none.
    pub bad_attribute: &'static str,
    /// The name of a field in quotation marks.
    pub quoted_name: &'static str,
    /// A bracket that closes a record too early.
    pub closed_early: &'static str,
    /// Brackets nested too deeply.
    pub too_deep: &'static str,
    /// RON refuses it.
    pub refused: &'static str,
    /// There is no such field.
    pub unknown_field: fn(&str) -> String,
    /// What may have been meant.
    pub did_you_mean: fn(&str) -> String,
    /// How a text in several languages is written.
    pub use_languages: fn(&str) -> String,
    /// How the record is written in which a field belongs.
    pub use_within: fn(&str) -> String,
    /// How something is written for which there is no field.
    pub use_extra: fn(&str) -> String,
    /// A field is missing.
    pub missing_field: fn(&str) -> String,
    /// A field is repeated.
    pub duplicate_field: fn(&str) -> String,
    /// A field stands after the activities.
    pub late_field: fn(&str) -> String,
    /// A word is not allowed; those that are.
    pub unknown_word: fn(&str, &str) -> String,
    /// A record has another name; what it is to be.
    pub wrong_name: fn(&str, &str) -> String,
    /// No identifier.
    pub bad_id: fn(&str) -> String,
    /// No country.
    pub bad_country: fn(&str) -> String,
    /// What to write instead.
    pub write: fn(&str) -> String,
    /// No period.
    pub bad_period: fn(&str) -> String,
    /// A date or a period that is written otherwise: what is written, how it is.
    pub date_otherwise: fn(&str, &str) -> String,
    /// A period that ends before it starts.
    pub reversed_period: fn(&str) -> String,
    /// No DOI.
    pub bad_doi: fn(&str) -> String,
    /// Two fields, of which only one may be there.
    pub both_fields: fn(&str, &str) -> String,
    /// A section that is said to be silent and has text.
    pub silent_text: fn(&str) -> String,
    /// A name that is nearly the identifier of an organisation.
    pub near_id: fn(&str, &str) -> String,
    /// No date.
    pub bad_date: fn(&str) -> String,
    /// No place on earth.
    pub bad_coordinates: &'static str,
    /// No address.
    pub bad_address: fn(&str) -> String,
    /// An address with letters that no address has.
    pub bad_letters: fn(&str) -> String,
    /// No language.
    pub bad_language: fn(&str) -> String,
    /// No text.
    pub no_text: &'static str,
    /// A text of so many bytes, and how many are read.
    pub long_text: fn(usize, usize) -> String,
    /// So many, and how many are read.
    pub too_many: fn(usize, usize) -> String,
    /// A key is repeated.
    pub duplicate_key: fn(&str) -> String,
    /// An identifier is taken; where.
    pub duplicate_id: fn(&str, &str) -> String,
    /// A vocabulary lacks a term.
    pub unknown_term: fn(&str, &str) -> String,
    /// A term is described otherwise in another file, under this name.
    pub other_term: fn(&str, &str) -> String,
    /// A country by another code; its own.
    pub country_alias: fn(&str, &str) -> String,
    /// A text is missing in a language.
    pub missing_translation: fn(&str) -> String,
    /// A term reads nearly like another one.
    pub near_duplicate: fn(&str, &str) -> String,
    /// A lesson without a basis, or all of a file, by how many.
    pub no_basis: fn(usize) -> String,
    /// A lesson without a source, or all of a file, by how many.
    pub no_source: fn(usize) -> String,
    /// Hidden characters, by the code of the first.
    pub hidden: fn(u32) -> String,
    /// Accents that are not shown.
    pub marks: &'static str,
    /// A table in a text.
    pub table: &'static str,
    /// So many plain spaces where French has others.
    pub french_spaces: fn(usize) -> String,
    /// A term of this vocabulary is not used.
    pub unused: fn(&str) -> String,
}
