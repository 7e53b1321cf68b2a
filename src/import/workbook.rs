//! How is a workbook read? The eight sheets of an export as they are, of any other the first one with a table.

use std::io::Cursor;

use calamine::{Data, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};

use super::columns::columns;
use super::error::ImportError;
use super::names::Target;
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
            let rows = if has(name) { rows_of(&mut workbook, name)? } else { Vec::new() };
            tables.push(Table::of_export(rows.into_iter()));
        }
        let record = sheets::import(&tables);
        notes.push(Note::Export);
        return Ok((record, 0));
    }
    let is_visible = |name: &String| {
        let metadata = workbook.sheets_metadata().iter().find(|it| it.name == *name);
        metadata.is_none_or(|it| it.visible == SheetVisible::Visible)
    };
    let (visible, hidden): (Vec<String>, Vec<String>) = names.iter().cloned().partition(is_visible);
    // The first one that has titles; else the first one with anything.
    let mut best: Option<(String, Table)> = None;
    for name in visible.into_iter().chain(hidden) {
        let table = Table::new(rows_of(&mut workbook, &name)?.into_iter());
        let has_titles = columns(&table.columns).iter().any(|it| it.target == Target::Title) && !table.rows.is_empty();
        if has_titles || best.as_ref().is_none_or(|(_, it)| it.rows.is_empty()) {
            best = Some((name, table));
        }
        if has_titles {
            break;
        }
    }
    let (name, table) = best.ok_or(ImportError::Empty)?;
    let others = names.into_iter().filter(|it| *it != name).collect();
    notes.push(Note::Sheet(name, others));
    rows::import(&table, given, notes)
}

/// Cells of a sheet that are read, with the empty ones between them.
const MOST_CELLS: usize = 50_000_000;

/// Returns the rows of a sheet, from its first one on.
fn rows_of(workbook: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<Vec<Vec<String>>, ImportError> {
    // A cell far away would make a range of everything between.
    if let Sheets::Xlsx(workbook) = workbook {
        let mut reader = workbook.worksheet_cells_reader(name).map_err(ImportError::refused)?;
        let (mut rows, mut cells) = (Vec::<Vec<String>>::new(), 0);
        while let Some(cell) = reader.next_cell().map_err(ImportError::refused)? {
            let (row, column) = cell.get_position();
            let (row, column) = (row as usize, column as usize);
            cells += (row + 1).saturating_sub(rows.len()) + column.saturating_sub(rows.get(row).map_or(0, Vec::len));
            if cells > MOST_CELLS {
                return Err(ImportError::refused("too many empty cells"));
            }
            rows.resize(rows.len().max(row + 1), Vec::new());
            let cells_of_row = &mut rows[row];
            cells_of_row.resize(cells_of_row.len().max(column + 1), String::new());
            cells_of_row[column] = written(&Data::from(cell.get_value().clone()));
        }
        return Ok(rows);
    }
    let range = workbook.worksheet_range(name).map_err(ImportError::refused)?;
    // Rows are counted as the spreadsheet shows them.
    let above = range.start().map_or(0, |(row, _)| row as usize);
    let blank = std::iter::repeat_with(Vec::new).take(above);
    Ok(blank.chain(range.rows().map(|row| row.iter().map(written).collect())).collect())
}

/// Returns a cell as text.
fn written(cell: &Data) -> String {
    match cell {
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(it) => it.to_string(),
        // A time without a day.
        Data::DateTime(time) if time.is_datetime() && time.as_f64() < 1.0 => {
            let (_, _, _, hour, minute, ..) = time.to_ymd_hms_milli();
            format!("{hour:02}:{minute:02}")
        }
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
