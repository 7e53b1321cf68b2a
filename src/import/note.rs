//! What was made of a file? Said sheet by sheet, column by column, row by row where something is missing.

use super::columns::Column;
use crate::lang::Lang;
use crate::text::clean_line;

/// Something that was made of a file, or that was not understood in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// The character set, where it is not UTF-8.
    Encoding(&'static str),
    /// What parts the values.
    Separator(char),
    /// The sheet that was read, and those that were not.
    Sheet(String, Vec<String>),
    /// It is an export of this program.
    Export,
    /// What a column has become, and in how many rows it has something.
    Column(String, Outcome, usize),
    /// The language of what is in none (BCP 47), told by the names of the columns.
    Language(String),
    /// A row has become no activity: its number, and why.
    NoTitle(usize),
    /// The same: there is no country, or none of this name.
    NoCountry(usize, String),
    /// A country was taken for the one that it resembles: the row, what is written, its code.
    Country(usize, String, &'static str),
    /// A value is not what its column should hold and is kept as it is: the row, the column, the value.
    Kept(usize, String, String),
}

/// What a column has become.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome(pub(super) Column);

impl Note {
    /// Returns whether something was left out or not understood.
    pub fn is_warning(&self) -> bool {
        matches!(self, Note::NoTitle(_) | Note::NoCountry(..) | Note::Country(..) | Note::Kept(..))
    }

    /// Returns the note in words.
    pub fn in_words(&self, lang: Lang) -> String {
        let words = &lang.words().import;
        let said = match self {
            Note::Encoding(name) => (words.encoding)(name),
            Note::Separator('\t') => (words.separator)(words.tab),
            Note::Separator(separator) => (words.separator)(&lang.words().quoted(&separator.to_string())),
            Note::Sheet(name, others) if others.is_empty() => (words.sheet)(name),
            Note::Sheet(name, others) => (words.other_sheets)(name, &others.join(", ")),
            Note::Export => words.export.to_owned(),
            Note::Column(name, Outcome(column), count) => {
                let target = column.target.name(lang);
                let tag = if column.tag.is_empty() { String::new() } else { format!(" [{}]", column.tag) };
                (words.column)(name, &format!("{target}{tag}"), *count)
            }
            Note::Language(tag) => (words.language)((lang.words().language)(tag), tag),
            Note::NoTitle(row) => (words.no_title_in)(*row),
            Note::NoCountry(row, written) if written.is_empty() => (words.no_country_in)(*row),
            Note::NoCountry(row, written) => (words.unknown_country)(*row, written),
            Note::Country(row, written, code) => (words.country_taken)(*row, written, code),
            Note::Kept(row, column, value) => (words.kept)(*row, column, value),
        };
        clean_line(&said)
    }
}
