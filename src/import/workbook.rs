//! How is a workbook read? The eight sheets of an export as they are, of any other the first one with a table.

use std::io::Cursor;

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};

use super::error::ImportError;
use super::note::Note;
use super::table::Table;
use super::{Given, rows, sheets};
use crate::catalogue::record::CatalogueRecord;

/// Makes a catalogue of a workbook; returns it with how many rows have become nothing.
///
/// # Errors
/// That it cannot be read, or holds nothing to import.
pub(super) fn import(
    bytes: &[u8],
    given: &Given,
    notes: &mut Vec<Note>,
) -> Result<(CatalogueRecord<'static>, usize), ImportError> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(ImportError::refused)?;
    let names = workbook.sheet_names();
    let has = |name: &str| names.iter().any(|it| it == name);
    if ["catalogue", "activities", "passages"].into_iter().all(has) {
        let mut tables = Vec::new();
        for name in sheets::SHEETS {
            tables.push(if has(name) { table(&mut workbook, name)? } else { Table::default() });
        }
        let record = sheets::import(&tables);
        notes.push(Note::Export);
        return Ok((record, 0));
    }
    let mut best: Option<(String, Table)> = None;
    for name in &names {
        let table = table(&mut workbook, name)?;
        if best.as_ref().is_none_or(|(_, it)| it.rows.is_empty()) {
            best = Some((name.clone(), table));
        }
    }
    let (name, table) = best.ok_or(ImportError::Empty)?;
    let others = names.into_iter().filter(|it| *it != name).collect();
    notes.push(Note::Sheet(name, others));
    rows::import(&table, given, notes)
}

fn table(workbook: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<Table, ImportError> {
    let range = workbook.worksheet_range(name).map_err(ImportError::refused)?;
    // Rows are counted as the spreadsheet shows them.
    let above = range.start().map_or(0, |(row, _)| row as usize);
    let blank = std::iter::repeat_with(Vec::new).take(above);
    Ok(Table::new(blank.chain(range.rows().map(|row| row.iter().map(written).collect()))))
}

/// Returns a cell as text.
fn written(cell: &Data) -> String {
    match cell {
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(it) => it.to_string(),
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTime(duration) => duration.as_f64().to_string(),
        Data::DateTimeIso(date) => date.split('T').next().unwrap_or_default().to_owned(),
        Data::DurationIso(duration) => duration.clone(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}
