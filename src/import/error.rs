//! Why can a file not be imported?
//!
//! Defines the errors of an import and their messages.

use super::note::Note;
use crate::catalogue::FORMAT;
use crate::diagnose::ForeignFormat;
use crate::lang::Lang;
use crate::text::{clean_line, excerpt};

/// Maximum number of names in a message.
const MAX_NAMES: usize = 20;

/// Reason why a file cannot be imported.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportError {
    /// The file is of another type.
    NotATable(ForeignFormat),
    /// The file is a RON catalogue already.
    Catalogue,
    /// The file is empty.
    Empty,
    /// No row could become an activity; the notes say why.
    NoActivities(Vec<Note>),
    /// No column was recognised as the title; the columns of the table.
    NoTitle(Vec<String>),
    /// The workbook has no sheet of this name; the sheets that it has.
    NoSheet(String, Vec<String>),
    /// A sheet was stated, but the file is not a workbook.
    NoSheets,
    /// The path is a directory, a pipe or a device.
    NotAFile,
    /// The extension of the output file is that of another format.
    NotRon,
    /// The file is invalid or truncated JSON; line and column.
    InvalidJson(usize, usize),
    /// The catalogue is of a newer format.
    NewerFormat(u32),
    /// The JSON does not match the structure of an export.
    UnexpectedJson {
        /// Path of the value.
        path: String,
        /// Name of the field that it lacks, if that is the reason.
        missing: Option<String>,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The file is a table exported by this program, in which each cell holds texts in several languages.
    LanguagesInCells,
    /// The file contains several exports, one after the other; their number.
    SeveralExports(usize),
    /// The file has too many bytes, columns or cells, or too much text.
    TooLarge,
    /// The workbook is damaged and cannot be opened.
    Damaged,
    /// Any other error of a parser or writer; its message.
    Other(String),
}

impl ImportError {
    /// Returns a message of one or two sentences.
    pub fn in_words(&self, lang: Lang) -> String {
        let words = &lang.words().import;
        match self {
            Self::NotATable(ForeignFormat::Encrypted) => words.encrypted.to_owned(),
            Self::NotATable(kind) => (words.not_a_table)(lang.words().problems.foreign[*kind as usize]),
            Self::Catalogue => words.already_a_catalogue.to_owned(),
            Self::Empty => words.is_empty.to_owned(),
            Self::NoActivities(_) => words.no_activities.to_owned(),
            Self::NoTitle(columns) => (words.no_title)(&abbreviated_list(columns)),
            Self::NoSheet(name, names) => (words.no_sheet)(&excerpt(name), &abbreviated_list(names)),
            Self::NoSheets => words.no_sheets.to_owned(),
            Self::NotAFile => words.not_a_file.to_owned(),
            Self::NotRon => words.not_ron.to_owned(),
            Self::InvalidJson(line, column) => (words.invalid_json)(*line, *column),
            Self::UnexpectedJson { path, missing, line, column } => {
                (words.unexpected_json)(&clean_line(path), missing.as_deref(), *line, *column)
            }
            Self::NewerFormat(format) => (lang.words().problems.newer_format)(&format.to_string(), FORMAT),
            Self::LanguagesInCells => words.languages_in_cells.to_owned(),
            Self::SeveralExports(count) => (words.several_exports)(*count),
            Self::Damaged => words.damaged.to_owned(),
            Self::TooLarge => words.too_large.to_owned(),
            Self::Other(reason) => (words.unreadable)(&clean_line(reason)),
        }
    }
}

/// Returns the first names, separated by commas.
fn abbreviated_list(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(MAX_NAMES).map(|it| excerpt(it).to_string()).collect();
    shown.join(", ") + if names.len() > MAX_NAMES { ", …" } else { "" }
}
