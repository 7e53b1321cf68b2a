//! How is a workbook read?
//!
//! Reads the eight sheets of an export, or the most suitable sheet of any other workbook, as tables.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Dimensions, Ods, Reader, SheetType, SheetVisible, Sheets, Xlsx};
use hashbrown::HashMap;

use super::column_names::Target;
use super::error::ImportError;
use super::header_columns::columns;
use super::note::Note;
use super::packed::{Inspection, MergedCells, inspect};
use super::room::{MAX_COLUMNS, MAX_ROWS, Room};
use super::sheets::SHEETS;
use super::table::Table;
use super::{ImportOptions, rows, sheets};
use crate::catalogue::record::CatalogueRecord;

/// Imports a workbook.
///
/// # Errors
/// Fails if the workbook is damaged, encrypted or too large, or contains nothing to import.
pub(super) fn import(
    bytes: &[u8],
    options: &ImportOptions,
    notes: &mut Vec<Note>,
) -> Result<CatalogueRecord<'static>, ImportError> {
    let inspection = inspect(bytes)?;
    let formulas = Some(inspection.formulas).filter(|it| *it > 0);
    notes.extend(formulas.map(Note::FormulasWithoutResult));
    // calamine may panic on a damaged workbook.
    catch_unwind(AssertUnwindSafe(|| read(bytes, inspection, options, notes))).unwrap_or(Err(ImportError::Damaged))
}

fn read(
    bytes: &[u8],
    inspection: Inspection,
    options: &ImportOptions,
    notes: &mut Vec<Note>,
) -> Result<CatalogueRecord<'static>, ImportError> {
    let mut workbook = open(bytes, inspection)?;
    let names = workbook.sheets.sheet_names();
    if let Some(requested) = &options.sheet {
        let Some(name) = names.iter().find(|it| it.trim() == requested.trim()) else {
            return Err(ImportError::NoSheet(requested.clone(), names));
        };
        notes.push(Note::Sheet(name.clone(), Vec::new()));
        let table = Table::new((1..).zip(workbook.rows_of(name)?));
        return rows::import(table, options, notes);
    }
    // Some of the sheets may have been removed or renamed.
    if SHEETS.iter().filter(|it| sheet_named(&names, it.name).is_some()).count() >= 4 {
        notes.push(Note::Export);
        return import_sheets(&mut workbook, &names, options, notes);
    }
    let table = best_table(&mut workbook, names, notes)?;
    rows::import(table, options, notes)
}

/// Opens a workbook. The binary format of older versions (`.xls`) is not read, because its parser trusts every number
/// in the file.
fn open(bytes: &[u8], inspection: Inspection) -> Result<Workbook<'_>, ImportError> {
    let xlsx = Xlsx::new(Cursor::new(bytes)).map(Sheets::Xlsx);
    let sheets = xlsx.or_else(|_| Ods::new(Cursor::new(bytes)).map(Sheets::Ods)).map_err(|_| ImportError::Damaged)?;
    Ok(Workbook { sheets, merged: inspection.merged, room: Room::of(bytes.len()) })
}

/// Makes a catalogue of the sheets of an export.
fn import_sheets(
    workbook: &mut Workbook<'_>,
    names: &[String],
    options: &ImportOptions,
    notes: &mut Vec<Note>,
) -> Result<CatalogueRecord<'static>, ImportError> {
    let (mut tables, mut others) = (Vec::new(), names.to_vec());
    for sheet in &SHEETS {
        let rows = match sheet_named(names, sheet.name) {
            Some(name) => {
                others.retain(|it| it != name);
                workbook.rows_of(name)?
            }
            None if sheet.name == "activities" => {
                return Err(ImportError::NoSheet(sheet.name.to_owned(), names.to_vec()));
            }
            None => {
                notes.push(Note::NoSheet(sheet.name));
                Vec::new()
            }
        };
        tables.push(Table::of_sheet((1..).zip(rows), |name| sheet.has(name)));
    }
    if !others.is_empty() {
        notes.push(Note::OtherSheets(others));
    }
    Ok(sheets::import(&tables, options, notes))
}

/// Returns the actual name of a sheet, regardless of ASCII case and surrounding whitespace.
fn sheet_named<'n>(names: &'n [String], wanted: &str) -> Option<&'n String> {
    names.iter().find(|it| it.trim().eq_ignore_ascii_case(wanted))
}

/// Returns the table of the first sheet with a title and a country column, otherwise with a title column, otherwise
/// with any rows. Hidden sheets come last. Forms rank below tables, as they may only explain the columns of another
/// sheet.
fn best_table(workbook: &mut Workbook<'_>, names: Vec<String>, notes: &mut Vec<Note>) -> Result<Table, ImportError> {
    let sheets = workbook.sheets.sheets_metadata();
    let metadata = |name: &String| sheets.iter().find(|it| it.name == *name);
    // Chart sheets have no cells.
    let has_cells = |name: &&String| metadata(name).is_none_or(|it| it.typ == SheetType::WorkSheet);
    let is_visible = |name: &String| metadata(name).is_none_or(|it| it.visible == SheetVisible::Visible);
    let (visible, hidden): (Vec<String>, Vec<String>) = names.iter().filter(has_cells).cloned().partition(is_visible);
    let mut best: Option<(usize, String, Table)> = None;
    for name in visible.into_iter().chain(hidden) {
        let table = Table::new((1..).zip(workbook.rows_of(&name)?));
        let columns = columns(&table.columns);
        let has = |target: Target| columns.iter().any(|it| it.target == target);
        let rank = match (table.rows.is_empty(), has(Target::Title), has(Target::Country)) {
            (true, ..) => 0,
            (_, false, _) => 1,
            (_, true, false) => 2,
            _ if table.is_transposed => 3,
            _ => 4,
        };
        if best.as_ref().is_none_or(|(best, ..)| *best < rank) {
            best = Some((rank, name, table));
        }
        if rank == 4 {
            break;
        }
    }
    let (_, name, table) = best.ok_or(ImportError::Empty)?;
    let others = names.into_iter().filter(|it| *it != name).collect();
    notes.push(Note::Sheet(name, others));
    Ok(table)
}

/// Serial number of the day after 9999-12-31, the last that spreadsheets support.
const FIRST_INVALID_DAY: f64 = 2_958_466.0;

/// A workbook in memory, and the room left for its cells.
struct Workbook<'a> {
    sheets: Sheets<Cursor<&'a [u8]>>,
    /// Merged cells of the sheets of an OpenDocument file, by sheet name.
    merged: HashMap<String, Vec<MergedCells>>,
    room: Room,
}

impl Workbook<'_> {
    /// Returns the rows of a sheet from row 1, with merged cells filled down.
    fn rows_of(&mut self, name: &str) -> Result<Vec<Vec<String>>, ImportError> {
        let (mut rows, merged) = match &mut self.sheets {
            Sheets::Xlsx(sheets) => {
                let rows = rows_by_cells(sheets, name, &mut self.room)?;
                let merged = sheets.merge_cells_by_sheet_name(name).unwrap_or_default().into_iter();
                let rows_and_column = |it: Dimensions| (it.start.0 as usize, it.end.0 as usize, it.start.1 as usize);
                (rows, merged.map(rows_and_column).collect())
            }
            sheets => {
                let range = sheets.worksheet_range(name).map_err(|_| ImportError::Damaged)?;
                // The range begins at its first used cell; pad it to row and column numbers as displayed.
                let (above, before) = range.start().map_or((0, 0), |(row, column)| (row as usize, column as usize));
                let empty = || std::iter::repeat_with(String::new).take(before);
                let blank = std::iter::repeat_with(Vec::new).take(above);
                let rows = blank.chain(range.rows().map(|row| empty().chain(row.iter().map(cell_text)).collect()));
                (rows.collect(), self.merged.remove(name).unwrap_or_default())
            }
        };
        for it in merged {
            fill_down(&mut rows, it, &mut self.room)?;
        }
        Ok(rows)
    }
}

/// Returns the rows of an Office Open XML sheet, read cell by cell: as a range, a distant cell would allocate all cells
/// before it.
fn rows_by_cells(
    sheets: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    room: &mut Room,
) -> Result<Vec<Vec<String>>, ImportError> {
    let mut reader = sheets.worksheet_cells_reader(name).map_err(|_| ImportError::Damaged)?;
    let mut rows = Vec::<Vec<String>>::new();
    while let Some(cell) = reader.next_cell().map_err(|_| ImportError::Damaged)? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        let text = cell_text(&Data::from(cell.get_value().clone()));
        if text.is_empty() {
            continue;
        }
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Err(ImportError::TooLarge);
        }
        let new_cells = (row + 1).saturating_sub(rows.len()) + column.saturating_sub(rows.get(row).map_or(0, Vec::len));
        room.take(1 + new_cells, text.len())?;
        rows.resize(rows.len().max(row + 1), Vec::new());
        let cells_of_row = &mut rows[row];
        cells_of_row.resize(cells_of_row.len().max(column + 1), String::new());
        cells_of_row[column] = text;
    }
    Ok(rows)
}

/// Copies the text of merged cells to each row that they span.
fn fill_down(rows: &mut [Vec<String>], (first, last, column): MergedCells, room: &mut Room) -> Result<(), ImportError> {
    let Some(text) = rows.get(first).and_then(|it| it.get(column)).cloned() else { return Ok(()) };
    for row in rows.iter_mut().take(last.saturating_add(1)).skip(first + 1) {
        room.take(1, 0)?;
        // Blank rows stay blank, so that they are left out.
        if row.iter().any(|it| !it.trim().is_empty()) {
            room.take((column + 1).saturating_sub(row.len()), text.len())?;
            row.resize(row.len().max(column + 1), String::new());
            row[column].clone_from(&text);
        }
    }
    Ok(())
}

/// Returns hours and minutes of an ISO 8601 duration: `PT13H05M00S` becomes `13:05`. `None` if it has another form.
fn time_of(duration: &str) -> Option<String> {
    let (hours, rest) = duration.strip_prefix("PT")?.split_once('H')?;
    Some(format!("{hours}:{}", rest.split_once('M')?.0))
}

/// Returns a cell as text.
fn cell_text(cell: &Data) -> String {
    match cell {
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(it) => it.to_string(),
        // A number outside the range of dates, although the cell is formatted as one.
        Data::DateTime(number) if !(0.0..FIRST_INVALID_DAY).contains(&number.as_f64()) => number.as_f64().to_string(),
        // A time of day without a date.
        Data::DateTime(time) if time.is_datetime() && time.as_f64() < 1.0 => {
            let (_, _, _, hour, minute, ..) = time.to_ymd_hms_milli();
            format!("{hour:02}:{minute:02}")
        }
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
            let time = if (hour, minute) == (0, 0) { String::new() } else { format!(" {hour:02}:{minute:02}") };
            format!("{year:04}-{month:02}-{day:02}{time}")
        }
        Data::DateTime(duration) => duration.as_f64().to_string(),
        Data::DateTimeIso(date) => match date.split_once('T') {
            Some((day, time)) if time.starts_with("00:00") => day.to_owned(),
            Some((day, time)) => format!("{day} {}", time.get(..5).unwrap_or(time)),
            None => date.clone(),
        },
        Data::DurationIso(duration) => time_of(duration).unwrap_or_else(|| duration.clone()),
        // The error value of a formula is not an empty cell.
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}
