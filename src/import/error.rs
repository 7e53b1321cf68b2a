//! Why can a file not be imported?

use super::note::Note;
use crate::diagnose::Foreign;
use crate::lang::Lang;
use crate::text::{clean_line, short};

/// Names that a message shows at the most.
const NAMES: usize = 20;

/// Why nothing can be made of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportError {
    /// It is something else.
    NotATable(Foreign),
    /// It is a catalogue already.
    Catalogue,
    /// It is empty.
    Empty,
    /// None of its rows has what an activity needs; what was made of it.
    Nothing(Vec<Note>),
    /// No column names what an activity needs: the columns that there are.
    NoTitle(Vec<String>),
    /// There is no sheet of this name: those that there are.
    NoSheet(String, Vec<String>),
    /// A sheet is named, but only workbooks have some.
    NoSheets,
    /// It is a folder, a pipe or a device.
    NoFile,
    /// What is made of it would have the ending of another format.
    NotRon,
    /// It is no JSON, or is cut short: the line and the column.
    NoJson(usize, usize),
    /// It is JSON, but not as an export has it: where, as a path, the line and the column.
    OddJson(String, usize, usize),
    /// It is a table of the program's own in which each cell holds texts in several languages.
    LanguagesInCells,
    /// It is so many exports, one after the other.
    SeveralExports(usize),
    /// It has too many bytes, columns, cells or letters.
    TooLarge,
    /// It is a workbook, but cannot be opened.
    Damaged,
    /// What the reader of the format says.
    Refused(String),
}

impl ImportError {
    /// Returns the error in a sentence or two.
    pub fn in_words(&self, lang: Lang) -> String {
        let words = &lang.words().import;
        match self {
            Self::NotATable(Foreign::Encrypted) => words.encrypted.to_owned(),
            Self::NotATable(kind) => (words.is_something_else)(lang.words().problems.foreign[*kind as usize]),
            Self::Catalogue => words.is_a_catalogue.to_owned(),
            Self::Empty => words.is_empty.to_owned(),
            Self::Nothing(_) => words.nothing.to_owned(),
            Self::NoTitle(columns) => (words.no_title)(&first(columns)),
            Self::NoSheet(name, names) => (words.no_sheet)(&short(name), &first(names)),
            Self::NoSheets => words.no_sheets.to_owned(),
            Self::NoFile => words.no_file.to_owned(),
            Self::NotRon => words.not_ron.to_owned(),
            Self::NoJson(line, column) => (words.no_json)(*line, *column),
            Self::OddJson(path, line, column) => (words.odd_json)(&clean_line(path), *line, *column),
            Self::LanguagesInCells => words.languages_in_cells.to_owned(),
            Self::SeveralExports(count) => (words.several_exports)(*count),
            Self::Damaged => words.damaged.to_owned(),
            Self::TooLarge => words.too_large.to_owned(),
            Self::Refused(reason) => (words.refused)(&clean_line(reason)),
        }
    }
}

/// Returns the first of some names, in a line.
fn first(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(NAMES).map(|it| short(it).to_string()).collect();
    shown.join(", ") + if names.len() > NAMES { ", …" } else { "" }
}
