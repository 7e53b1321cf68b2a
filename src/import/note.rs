//! What was made of a file? Said sheet by sheet, column by column, row by row where something is missing.

use super::columns::Column;
use crate::catalogue::Country;
use crate::diagnose::MOST_TERMS;
use crate::lang::Lang;
use crate::text::{clean_line, short};

/// Something that was made of a file, or that was not understood in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// The character set, where it is not UTF-8.
    Encoding(&'static str),
    /// What parts the values.
    Separator(char),
    /// A quotation mark that is never closed: the line in which its row begins.
    OpenQuote(usize),
    /// The sheet that was read, and those that were not.
    Sheet(String, Vec<String>),
    /// It is an export of this program.
    Export,
    /// Sheets that an export does not have.
    OtherSheets(Vec<String>),
    /// A row of an export has become nothing: the cell that is missing or not understood.
    RowLeftOut(Spot),
    /// A cell of an export is not understood.
    CellLeftOut(Spot),
    /// A text of an export is in no language, beside others that are in one.
    TextLeftOut(Spot),
    /// A column that an export does not have, which is kept as other information of activities.
    ColumnKept(Spot),
    /// The same, which is not.
    ColumnLeftOut(Spot),
    /// A key of JSON that is not known, or says something else than another one: its path.
    KeyLeftOut(String),
    /// A key of JSON is there twice in one object, and only its last value is read: its path.
    KeyTwice(String),
    /// Something that is named in JSON is in no vocabulary and was added: its path, what is written.
    AddedKey(String, String),
    /// A sheet that an export has is not there.
    NoSheet(&'static str),
    /// Something named in an export is in no vocabulary and was added.
    Added(Spot),
    /// What stands above the names of the columns.
    Above(String),
    /// Cells say that there is nothing: in which ways, and how many.
    Nothing(Vec<String>, usize),
    /// An identifier of an export's sheet cannot be one, or is there twice: the one that was made of it.
    RenamedAt(Spot, String),
    /// The same of a row: its number, what is written, the one that was made of it.
    Renamed(usize, String, String),
    /// A day might be another one, the month first: the row, what is written, how it was read.
    DayFirst(usize, String, String),
    /// Days are written with the month first: one of them.
    MonthFirst(String),
    /// What a column has become, and in how many rows it has something.
    Column(String, Outcome, usize),
    /// The language of what is in none (BCP 47), told by the names of the columns.
    Language(String),
    /// A row has become no activity: its number, and why.
    NoTitle(usize),
    /// The same: there is no country, or none of this name.
    NoCountry(usize, String),
    /// A country was taken for the one that it resembles: the row, what is written, that one.
    Country(usize, String, Country),
    /// A value is kept as it is, under the name of its column: the row, the column, the value, and why.
    Kept(usize, String, String, Why),
    /// The same: there is none, and one stands above: the row, the code of that.
    NoCountryBelow(usize, String),
    /// A row has none, and the one that was given was taken: the row, its code.
    CountryGiven(usize, &'static str),
    /// A row holds a title alone: its number, the title.
    OnlyTitle(usize, String),
    /// A row repeats the names of the columns: its number.
    HeadAgain(usize),
    /// The names of the columns stand one below the other.
    Turned,
    /// Commas were taken to part values: the column, in how many cells.
    CommasParted(String, usize),
    /// The same: they were not.
    CommasKept(String, usize),
    /// The language of what is in none (BCP 47), told by the words of the texts.
    LanguageOfTexts(String),
    /// A row holds totals of those above: its number.
    Totals(usize),
    /// So many formulas of a workbook have no result in it.
    NoResults(usize),
}

/// Why is a value kept as it is?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is not what its column should hold.
    NotUnderstood,
    /// It is an end of which no beginning is known.
    NoStart,
    /// It is an end, but not after the beginning.
    Reversed,
    /// There are more terms than an activity may have.
    TooMany,
    /// Another title in the same language.
    SecondTitle,
    /// Names that do not fit the identifiers that they stand beside.
    Unfit,
    /// There are several countries, and not one for each place.
    Uneven,
}

/// Where something stands in an export.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// The sheet.
    pub sheet: &'static str,
    /// The row, from 1; 0 where it is the whole column.
    pub row: usize,
    /// The column.
    pub column: String,
    /// What is written there.
    pub value: String,
}

/// What a column has become.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub(super) column: Column,
    /// Which column it is, from 1.
    pub(super) number: usize,
}

impl Outcome {
    /// Returns what has become of a column of this name, which has something in so many rows.
    fn in_words(&self, name: &str, count: usize, lang: Lang) -> String {
        let (words, Column { target, tag }) = (&lang.words().import, &self.column);
        let tag = if tag.is_empty() { String::new() } else { format!(" [{tag}]") };
        // One without a name has a number.
        let name = if name.is_empty() { (words.nameless)(self.number) } else { name.to_owned() };
        (words.column)(&name, &format!("{}{tag}", target.name(lang)), count)
    }
}

impl Why {
    fn in_words(self, lang: Lang) -> String {
        let words = &lang.words().import;
        match self {
            Why::NotUnderstood => words.not_understood.to_owned(),
            Why::NoStart => words.no_start.to_owned(),
            Why::Reversed => words.reversed.to_owned(),
            Why::TooMany => (words.too_many)(MOST_TERMS),
            Why::SecondTitle => words.second_title.to_owned(),
            Why::Unfit => words.unfit.to_owned(),
            Why::Uneven => words.uneven.to_owned(),
        }
    }
}

impl Note {
    /// Returns whether a whole row has become nothing.
    pub fn is_row_left_out(&self) -> bool {
        matches!(self, Note::NoTitle(_) | Note::NoCountry(..) | Note::NoCountryBelow(..) | Note::RowLeftOut(_))
    }

    /// Returns whether something that stands in the file is not in the catalogue.
    pub fn is_loss(&self) -> bool {
        use Note::{
            CellLeftOut, ColumnLeftOut, KeyLeftOut, KeyTwice, NoResults, NoSheet, OpenQuote, OtherSheets, TextLeftOut,
        };
        let is_cell = matches!(self, CellLeftOut(_) | TextLeftOut(_) | ColumnLeftOut(_) | OpenQuote(_));
        let is_key = matches!(self, KeyLeftOut(_) | KeyTwice(_));
        is_cell || is_key || self.is_row_left_out() || matches!(self, NoSheet(_) | OtherSheets(_) | NoResults(_))
    }

    /// Returns the note in words.
    pub fn in_words(&self, lang: Lang) -> String {
        let words = &lang.words().import;
        let said = match self {
            Note::Encoding(name) => (words.encoding)(name),
            Note::Separator('\t') => (words.separator)(words.tab),
            Note::Separator(separator) => (words.separator)(&lang.words().quoted(&separator.to_string())),
            Note::OpenQuote(line) => (words.open_quote)(*line),
            Note::Sheet(name, others) if others.is_empty() => (words.sheet)(name),
            Note::Sheet(name, others) => (words.other_sheets)(name, &others.join(", ")),
            Note::Export => words.export.to_owned(),
            Note::OtherSheets(names) => (words.sheets_left_out)(&names.join(", ")),
            Note::RowLeftOut(it) => (words.row_left_out)(it.sheet, it.row, &it.column, &short(&it.value)),
            Note::CellLeftOut(it) => (words.cell_left_out)(it.sheet, it.row, &it.column, &short(&it.value)),
            Note::TextLeftOut(it) => (words.text_left_out)(it.sheet, it.row, &it.column, &short(&it.value)),
            Note::ColumnKept(it) => (words.column_kept)(it.sheet, &it.column),
            Note::ColumnLeftOut(it) => (words.column_left_out)(it.sheet, &it.column),
            Note::KeyLeftOut(path) => (words.key_left_out)(&short(path)),
            Note::KeyTwice(path) => (words.key_twice)(&short(path)),
            Note::AddedKey(path, value) => (words.added_key)(&short(path), &short(value)),
            Note::NoSheet(name) => (words.sheet_missing)(name),
            Note::Added(it) => (words.added)(it.sheet, it.row, &it.column, &short(&it.value)),
            Note::Above(text) => (words.above)(&short(text)),
            Note::RenamedAt(it, id) => (words.renamed_at)(it.sheet, it.row, &short(&it.value), id),
            of_table => of_table.said_of_table(lang),
        };
        clean_line(&said)
    }

    /// Returns what is said of a table that is no export.
    fn said_of_table(&self, lang: Lang) -> String {
        let words = &lang.words().import;
        match self {
            Note::Renamed(row, written, id) => (words.renamed)(*row, &short(written), id),
            Note::MonthFirst(written) => (words.month_first)(&short(written)),
            Note::DayFirst(row, written, day) => (words.day_first)(*row, &short(written), day),
            Note::Column(name, outcome, count) => outcome.in_words(&short(name), *count, lang),
            Note::Language(tag) => (words.language)((lang.words().language)(tag), tag),
            Note::NoTitle(row) => (words.no_title_in)(*row),
            Note::NoCountry(row, written) if written.is_empty() => (words.no_country_in)(*row),
            Note::NoCountry(row, written) => (words.unknown_country)(*row, &short(written)),
            Note::Country(row, written, country) => {
                let taken = format!("{} ({})", country.name(lang), country.code());
                (words.country_taken)(*row, &short(written), &taken)
            }
            Note::Kept(row, column, value, why) => {
                (words.kept)(*row, &short(column), &short(value), &why.in_words(lang))
            }
            Note::NoCountryBelow(row, code) => (words.no_country_below)(*row, code),
            Note::CountryGiven(row, code) => (words.country_given)(*row, code),
            Note::OnlyTitle(row, title) => (words.only_title)(*row, &short(title)),
            Note::HeadAgain(row) => (words.head_again)(*row),
            Note::Turned => words.turned.to_owned(),
            Note::CommasParted(column, count) => (words.commas_parted)(&short(column), *count),
            Note::CommasKept(column, count) => (words.commas_kept)(&short(column), *count),
            Note::LanguageOfTexts(tag) => (words.language_of_texts)((lang.words().language)(tag), tag),
            Note::Nothing(signs, count) => (words.says_nothing)(&signs.join(", "), *count),
            Note::Totals(row) => (words.totals)(*row),
            Note::NoResults(count) => (words.no_results)(*count),
            _ => String::new(),
        }
    }
}
