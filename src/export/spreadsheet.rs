//! How is a sheet of a spreadsheet laid out?
//!
//! Writes typed cells below a header row that stays in view and filters the columns.

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Worksheet, XlsxError};

use super::error::{ExportError, KeepGoing, check_not_stopped};
use crate::catalogue::PartialDate;
use crate::text::Clean;

/// A typed cell.
pub(super) enum Cell<'a> {
    Empty,
    Text(&'a str),
    OwnedText(String),
    Number(f64),
    Day(PartialDate),
}

/// A sheet: its columns, and its rows with the identifier of what each describes.
pub(super) struct Sheet<'a> {
    name: &'static str,
    columns: Vec<String>,
    rows: Vec<(&'a str, Vec<Cell<'a>>)>,
}

/// Cell formats.
pub(super) struct Styles {
    head: Format,
    text: Format,
    number: Format,
    day: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        Self {
            head: Format::new().set_bold(),
            text: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            number: Format::new().set_align(FormatAlign::Top),
            day: Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top),
        }
    }
}

impl<'a> Sheet<'a> {
    pub(super) fn new<const PARTS: usize>(name: &'static str, columns: [Vec<String>; PARTS]) -> Self {
        Self { name, columns: columns.into_iter().flatten().collect(), rows: Vec::new() }
    }

    pub(super) fn push<const PARTS: usize>(&mut self, id: &'a str, cells: [Vec<Cell<'a>>; PARTS]) {
        self.rows.push((id, cells.into_iter().flatten().collect()));
    }

    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        styles: &Styles,
        keep_going: KeepGoing<'_>,
    ) -> Result<(), ExportError> {
        let too_many_rows = |_| ExportError::TooManyRows(self.name);
        let refused = |error| match error {
            XlsxError::RowColumnLimitError => ExportError::TooManyRows(self.name),
            error => ExportError::refused(error),
        };
        sheet.set_name(self.name).map_err(refused)?;
        for (column, name) in (0_u16..).zip(&self.columns) {
            sheet.write_string_with_format(0, column, name, &styles.head).map_err(refused)?;
            sheet.set_column_width(column, width_of(name)).map_err(refused)?;
        }
        for (row, (id, cells)) in (1_u32..).zip(&self.rows) {
            check_not_stopped(keep_going)?;
            for (column, cell) in (0_u16..).zip(cells) {
                write_cell(sheet, (row, column), cell, styles).map_err(|it| match it {
                    XlsxError::MaxStringLengthExceeded => ExportError::TextTooLong(Clean::line(id)),
                    error => refused(error),
                })?;
            }
        }
        let last_row = u32::try_from(self.rows.len()).map_err(too_many_rows)?;
        let last_column = u16::try_from(self.columns.len().saturating_sub(1)).map_err(too_many_rows)?;
        sheet.autofilter(0, 0, last_row, last_column).map_err(refused)?;
        sheet.set_freeze_panes(1, 0).map_err(refused)?;
        Ok(())
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let text = match cell {
        Cell::Empty => return Ok(()),
        Cell::Number(number) => {
            return sheet.write_number_with_format(row, column, *number, &styles.number).map(drop);
        }
        Cell::Day(day) => match ExcelDateTime::parse_from_str(&day.to_string()) {
            Ok(date) if day.has_day() && day.year() > 1900 => {
                return sheet.write_datetime_with_format(row, column, date, &styles.day).map(drop);
            }
            // A month or a year, or a date up to 1900, which spreadsheets do not represent reliably.
            _ => &day.to_string(),
        },
        Cell::Text(text) => *text,
        Cell::OwnedText(text) => text,
    };
    // The library would write a formatted blank cell.
    if text.is_empty() {
        return Ok(());
    }
    // Written as a string, a text is never evaluated as a formula.
    sheet.write_string_with_format(row, column, text, &styles.text).map(drop)
}

/// Returns the width of a column, in characters.
fn width_of(name: &str) -> f64 {
    let is_prose = ["text", "title", "about", "name"].iter().any(|it| name.starts_with(it));
    if is_prose { 48.0 } else { 16.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_rows_for_a_sheet_are_an_error() {
        let mut sheet = Sheet::new("passages", [vec!["text".to_owned()]]);
        sheet.rows = (0..1 << 20).map(|_| ("a", Vec::new())).collect();
        let mut written = rust_xlsxwriter::Worksheet::new();
        assert_eq!(sheet.write(&mut written, &Styles::new(), &mut || true), Err(ExportError::TooManyRows("passages")));
        sheet.rows.truncate(3);
        assert_eq!(sheet.write(&mut written, &Styles::new(), &mut || true), Ok(()));
    }
}
