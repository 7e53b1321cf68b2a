//! What happened during an import?
//!
//! Defines the notes of an import, on sheets, columns, rows and cells, and their messages.

use super::column_names::Target;
use super::columns::Column;
use crate::catalogue::{ACTIVITY, Country};
use crate::diagnose::MAX_TERMS;
use crate::lang::Lang;
use crate::text::{clean_line, excerpt};

/// A note on how the file was interpreted, or on what was left out.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// The character encoding, if it is not UTF-8.
    Encoding(&'static str),
    /// The separator of values.
    Separator(char),
    /// A quotation mark is never closed; the line in which its row begins.
    OpenQuote(usize),
    /// A row has more values than there are columns; row, and the numbers of values and of columns.
    OverlongRow(usize, usize, usize),
    /// The sheet or list that was read, and the names of the other sheets.
    Sheet(String, Vec<String>),
    /// The file is an export of this program.
    Export,
    /// Sheets or lists that were not read, because an export has no such sheet or another list was read.
    OtherSheets(Vec<String>),
    /// A row of an export was left out; the missing or invalid cell.
    RowLeftOut(CellLocation),
    /// A cell of an export is invalid and was left out.
    CellLeftOut(CellLocation),
    /// A text of an export was left out, because other columns provide it in the same language or by language.
    TextLeftOut(CellLocation),
    /// A column unknown to exports was kept in the `extra` of activities.
    ColumnKept(CellLocation),
    /// A column unknown to exports was left out.
    ColumnLeftOut(CellLocation),
    /// A JSON key is unknown or contradicts another one, and was left out; its path.
    KeyLeftOut(String),
    /// A JSON key is duplicated in an object, and only its last value was read; its path.
    DuplicateKey(String),
    /// An entry referenced in JSON is in no vocabulary and was added; path of the vocabulary, and the reference.
    AddedKey(String, String),
    /// A sheet of an export is missing.
    NoSheet(&'static str),
    /// An entry referenced in an export is in no vocabulary and was added.
    Added(CellLocation),
    /// Text above the column names was not read.
    TextAboveHeader(String),
    /// Cells with a placeholder for no value were read as empty; the placeholders, and the number of cells.
    Placeholders(Vec<String>, usize),
    /// An invalid or duplicate identifier in a sheet of an export was replaced; the new one.
    RenamedAt(CellLocation, String),
    /// An invalid or duplicate identifier was replaced; row, old and new identifier.
    Renamed(usize, String, String),
    /// A date is ambiguous and was read with the day first; row, text, and the date as read.
    DayFirst(usize, String, String),
    /// Dates were read with the month first; an example.
    MonthFirst(String),
    /// The interpretation of a column; its name, and the number of rows with a value.
    Column(String, ColumnOutcome, usize),
    /// The language of untagged texts (BCP 47), guessed from the column names.
    Language(String),
    /// A row was left out, because it has no title; the row number.
    NoTitle(usize),
    /// A row was left out, because its country is missing or unknown; row, and the text, empty if missing.
    NoCountry(usize, String),
    /// A misspelt or ambiguous country was recognised; row, text, and the country.
    Country(usize, String, Country),
    /// A value was kept as is under the name of its column; row, column, value, and the reason.
    Kept(usize, String, String, KeepReason),
    /// A row was left out, because it has no country, while a row above has one; row, and the country codes of that
    /// one.
    NoCountryBelow(usize, String),
    /// A row has no country, and the given one was used; row, and country code.
    CountryGiven(usize, &'static str),
    /// A row contains a title only; row, and title.
    OnlyTitle(usize, String),
    /// Several rows have the same title and place; the title, and the number of rows.
    SameTitle(String, usize),
    /// As many more titles are repeated.
    MoreSameTitles(usize),
    /// A field has different numbers of texts in its languages, so that none is the translation of another; row, and
    /// field.
    UnevenVersions(usize, ImportedField),
    /// Rows without a place have their country instead; the number of rows.
    CountryAsPlace(usize),
    /// Rows have the beginning of a period and no end; the first of them, its period, and the number of rows.
    StartAsPeriod(usize, String, usize),
    /// A row repeats the column names; the row number.
    RepeatedHeader(usize),
    /// The table is transposed: the column names are in the first column.
    Transposed,
    /// Commas were read as separators; column, and number of cells.
    CommasSplit(String, usize),
    /// Commas were read as part of the text; column, and number of cells.
    CommasKept(String, usize),
    /// The language of untagged texts (BCP 47), guessed from the words of the texts.
    LanguageOfTexts(String),
    /// A row contains totals; the row number.
    Totals(usize),
    /// Number of formulas in a workbook without a cached result.
    FormulasWithoutResult(usize),
}

/// Reason why a value was kept as is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepReason {
    /// It does not match what its column should hold.
    NotUnderstood,
    /// It is the end of a period without a known start.
    NoStart,
    /// It is an end that is before the start.
    Reversed,
    /// There are more terms than an activity may have.
    TooMany,
    /// It is another title in the same language.
    SecondTitle,
    /// The names do not match the identifiers beside them.
    MismatchedNames,
    /// There are several countries, but not one for each place.
    UnevenCountries,
}

/// Location of a cell in an export.
#[derive(Clone, Debug, PartialEq)]
pub struct CellLocation {
    /// Name of the sheet.
    pub sheet: &'static str,
    /// Row number, from 1; 0 for the whole column.
    pub row: usize,
    /// Name of the column.
    pub column: String,
    /// Text of the cell.
    pub value: String,
}

/// A field to which columns belong.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedField(pub(super) Target);

/// The interpretation of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnOutcome {
    pub(super) column: Column,
    /// Column number, from 1.
    pub(super) number: usize,
}

impl ColumnOutcome {
    /// Returns the message for a column of this name with values in `count` rows.
    fn in_words(&self, name: &str, count: usize, lang: Lang) -> String {
        let (words, Column { target, tag }) = (&lang.words().import, &self.column);
        let tag = if tag.is_empty() { String::new() } else { format!(" [{tag}]") };
        let name = if name.is_empty() { (words.unnamed_column)(self.number) } else { name.to_owned() };
        (words.column)(&name, &format!("{}{tag}", target.name(lang)), count)
    }
}

impl KeepReason {
    fn in_words(self, lang: Lang) -> String {
        let words = &lang.words().import;
        match self {
            KeepReason::NotUnderstood => words.not_understood.to_owned(),
            KeepReason::NoStart => words.no_start.to_owned(),
            KeepReason::Reversed => words.reversed.to_owned(),
            KeepReason::TooMany => (words.too_many)(MAX_TERMS),
            KeepReason::SecondTitle => words.second_title.to_owned(),
            KeepReason::MismatchedNames => words.mismatched_names.to_owned(),
            KeepReason::UnevenCountries => words.uneven.to_owned(),
        }
    }
}

impl Note {
    /// Returns whether the note reports a row that was left out.
    pub fn is_row_left_out(&self) -> bool {
        matches!(self, Note::NoTitle(_) | Note::NoCountry(..) | Note::NoCountryBelow(..) | Note::RowLeftOut(_))
    }

    /// Returns whether the note reports something that is in the file but not in the catalogue, or probably in the wrong
    /// place of it.
    pub fn is_loss(&self) -> bool {
        use Note::{
            CellLeftOut, ColumnLeftOut, DuplicateKey, FormulasWithoutResult, KeyLeftOut, NoSheet, OpenQuote,
            OtherSheets, OverlongRow, TextLeftOut,
        };
        let is_cell =
            matches!(self, CellLeftOut(_) | TextLeftOut(_) | ColumnLeftOut(_) | OpenQuote(_) | OverlongRow(..));
        let is_key = matches!(self, KeyLeftOut(_) | DuplicateKey(_));
        is_cell
            || is_key
            || self.is_row_left_out()
            || matches!(self, NoSheet(_) | OtherSheets(_) | FormulasWithoutResult(_))
    }

    /// Returns the message of the note.
    pub fn in_words(&self, lang: Lang) -> String {
        clean_line(&self.message(lang))
    }

    /// Returns the message before it is cleaned.
    fn message(&self, lang: Lang) -> String {
        let words = &lang.words().import;
        match self {
            Note::Encoding(name) => (words.encoding)(name),
            Note::Separator('\t') => (words.separator)(words.tab),
            Note::Separator(separator) => (words.separator)(&lang.words().quoted(&separator.to_string())),
            Note::OpenQuote(line) => (words.open_quote)(*line),
            Note::OverlongRow(row, values, columns) => (words.overlong_row)(*row, *values, *columns),
            Note::Sheet(name, others) if others.is_empty() => (words.sheet)(name),
            Note::Sheet(name, others) => (words.other_sheets)(name, &others.join(", ")),
            Note::Export => words.export.to_owned(),
            Note::OtherSheets(names) => (words.sheets_left_out)(&names.join(", ")),
            Note::RowLeftOut(it) => (words.row_left_out)(it.sheet, it.row, &it.column, &excerpt(&it.value)),
            Note::CellLeftOut(it) => (words.cell_left_out)(it.sheet, it.row, &it.column, &excerpt(&it.value)),
            Note::TextLeftOut(it) => (words.text_left_out)(it.sheet, it.row, &it.column, &excerpt(&it.value)),
            Note::ColumnKept(it) => (words.column_kept)(it.sheet, &it.column),
            Note::ColumnLeftOut(it) => (words.column_left_out)(it.sheet, &it.column),
            Note::KeyLeftOut(path) => {
                let name = path.strip_prefix("activities.").and_then(|it| it.split('.').nth(1));
                let meant = name.and_then(|it| ACTIVITY.intended_field(it)).filter(|it| Some(it.name) != name);
                let hint = meant.map(|it| (lang.words().problems.did_you_mean)(it.name)).unwrap_or_default();
                (words.key_left_out)(&excerpt(path)) + &hint
            }
            Note::DuplicateKey(path) => (words.duplicate_key)(&excerpt(path)),
            Note::AddedKey(path, value) => (words.added_key)(&excerpt(path), &excerpt(value)),
            Note::NoSheet(name) => (words.sheet_missing)(name),
            Note::Added(it) => (words.added)(it.sheet, it.row, &it.column, &excerpt(&it.value)),
            Note::TextAboveHeader(text) => (words.text_above_header)(&excerpt(text)),
            Note::RenamedAt(it, id) => (words.renamed_at)(it.sheet, it.row, &excerpt(&it.value), id),
            Note::Renamed(row, written, id) => (words.renamed)(*row, &excerpt(written), id),
            Note::MonthFirst(written) => (words.month_first)(&excerpt(written)),
            Note::DayFirst(row, written, day) => (words.day_first)(*row, &excerpt(written), day),
            Note::Column(name, outcome, count) => outcome.in_words(&excerpt(name), *count, lang),
            Note::Language(tag) => (words.language)((lang.words().language)(tag), tag),
            Note::NoTitle(row) => (words.row_without_title)(*row),
            Note::NoCountry(row, written) if written.is_empty() => (words.row_without_country)(*row),
            Note::NoCountry(row, written) => (words.unknown_country)(*row, &excerpt(written)),
            Note::Country(row, written, country) => {
                let country_and_code = format!("{} ({})", country.name(lang), country.code());
                (words.country_recognised)(*row, &excerpt(written), &country_and_code)
            }
            Note::Kept(row, column, value, reason) => {
                (words.kept)(*row, &excerpt(column), &excerpt(value), &reason.in_words(lang))
            }
            Note::NoCountryBelow(row, code) => (words.no_country_below)(*row, code),
            Note::CountryGiven(row, code) => (words.country_given)(*row, code),
            Note::OnlyTitle(row, title) => (words.only_title)(*row, &excerpt(title)),
            Note::SameTitle(title, count) => (words.same_title)(&excerpt(title), *count),
            Note::MoreSameTitles(count) => (words.more_same_titles)(*count),
            Note::UnevenVersions(row, field) => (words.uneven_versions)(*row, &field.0.name(lang)),
            Note::CountryAsPlace(count) => (words.country_as_place)(*count),
            Note::StartAsPeriod(row, start, count) => (words.start_as_period)(*row, start, *count),
            Note::RepeatedHeader(row) => (words.repeated_header)(*row),
            Note::Transposed => words.transposed.to_owned(),
            Note::CommasSplit(column, count) => (words.commas_split)(&excerpt(column), *count),
            Note::CommasKept(column, count) => (words.commas_kept)(&excerpt(column), *count),
            Note::LanguageOfTexts(tag) => (words.language_of_texts)((lang.words().language)(tag), tag),
            Note::Placeholders(placeholders, count) => (words.placeholders)(&placeholders.join(", "), *count),
            Note::Totals(row) => (words.totals)(*row),
            Note::FormulasWithoutResult(count) => (words.formulas_without_result)(*count),
        }
    }
}
