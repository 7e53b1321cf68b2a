//! How is a workbook read? The eight sheets of an export as they are, of any other the first one with a table.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Dimensions, Ods, Reader, SheetVisible, Sheets, Xlsx};

use super::columns::columns;
use super::error::ImportError;
use super::names::Target;
use super::note::Note;
use super::packed::has_room;
use super::room::Room;
use super::sheets::SHEETS;
use super::table::Table;
use super::{Given, rows, sheets};
use crate::catalogue::record::CatalogueRecord;

/// Makes a catalogue of a workbook.
///
/// # Errors
/// That it cannot be read, or holds nothing to import.
pub(super) fn import(
    bytes: &[u8],
    given: &Given,
    notes: &mut Vec<Note>,
) -> Result<CatalogueRecord<'static>, ImportError> {
    has_room(bytes)?;
    // What reads workbooks may stumble over one that is damaged.
    catch_unwind(AssertUnwindSafe(|| read(bytes, given, notes))).unwrap_or(Err(ImportError::Damaged))
}

fn read(bytes: &[u8], given: &Given, notes: &mut Vec<Note>) -> Result<CatalogueRecord<'static>, ImportError> {
    let mut workbook = opened(bytes)?;
    let names = workbook.sheet_names();
    if let Some(stated) = &given.sheet {
        let Some(name) = names.iter().find(|it| it.trim() == stated.trim()) else {
            return Err(ImportError::NoSheet(stated.clone(), names));
        };
        notes.push(Note::Sheet(name.clone(), Vec::new()));
        let table = Table::new((1..).zip(rows_of(&mut workbook, name, &mut Room::default())?));
        return rows::import(&table, given, notes);
    }
    // Some of the sheets may have been removed or renamed.
    if SHEETS.iter().filter(|it| sheet_named(&names, it.name).is_some()).count() >= 4 {
        notes.push(Note::Export);
        return export(&mut workbook, &names, given, notes);
    }
    let table = first_table(&mut workbook, names, notes)?;
    rows::import(&table, given, notes)
}

/// Opens a workbook. Those of older formats are not read: what reads them believes every number in them.
fn opened(bytes: &[u8]) -> Result<Workbook<'_>, ImportError> {
    let xlsx = Xlsx::new(Cursor::new(bytes)).map(Sheets::Xlsx);
    xlsx.or_else(|_| Ods::new(Cursor::new(bytes)).map(Sheets::Ods)).map_err(|_| ImportError::Damaged)
}

/// Makes a catalogue of the sheets of an export.
fn export(
    workbook: &mut Workbook<'_>,
    names: &[String],
    given: &Given,
    notes: &mut Vec<Note>,
) -> Result<CatalogueRecord<'static>, ImportError> {
    let mut tables = Vec::new();
    let (mut others, mut room) = (names.to_vec(), Room::default());
    for sheet in &SHEETS {
        let rows = match sheet_named(names, sheet.name) {
            Some(name) => {
                others.retain(|it| it != name);
                rows_of(workbook, name, &mut room)?
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
    Ok(sheets::import(&tables, given, notes))
}

/// Returns the name of a sheet, whatever its case and the spaces around it.
fn sheet_named<'n>(names: &'n [String], wanted: &str) -> Option<&'n String> {
    names.iter().find(|it| it.trim().eq_ignore_ascii_case(wanted))
}

/// Returns the table of the first sheet that has titles; else of the first one with anything. Those that are hidden come
/// last.
fn first_table(workbook: &mut Workbook<'_>, names: Vec<String>, notes: &mut Vec<Note>) -> Result<Table, ImportError> {
    let is_visible = |name: &String| {
        let metadata = workbook.sheets_metadata().iter().find(|it| it.name == *name);
        metadata.is_none_or(|it| it.visible == SheetVisible::Visible)
    };
    let (visible, hidden): (Vec<String>, Vec<String>) = names.iter().cloned().partition(is_visible);
    let (mut best, mut room): (Option<(String, Table)>, _) = (None, Room::default());
    for name in visible.into_iter().chain(hidden) {
        let table = Table::new((1..).zip(rows_of(workbook, &name, &mut room)?));
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
    Ok(table)
}

/// The first day that spreadsheets do not know, that after the last one of the year 9999, as they count.
const DAYS: f64 = 2_958_466.0;

/// A workbook in memory.
type Workbook<'a> = Sheets<Cursor<&'a [u8]>>;

/// Returns the rows of a sheet, from its first one on.
fn rows_of(workbook: &mut Workbook<'_>, name: &str, room: &mut Room) -> Result<Vec<Vec<String>>, ImportError> {
    // A cell far away would make a range of everything between.
    if let Sheets::Xlsx(workbook) = workbook {
        let mut reader = workbook.worksheet_cells_reader(name).map_err(|_| ImportError::Damaged)?;
        let mut rows = Vec::<Vec<String>>::new();
        while let Some(cell) = reader.next_cell().map_err(|_| ImportError::Damaged)? {
            let (row, column) = cell.get_position();
            let (row, column) = (row as usize, column as usize);
            let text = written(&Data::from(cell.get_value().clone()));
            let more = (row + 1).saturating_sub(rows.len()) + column.saturating_sub(rows.get(row).map_or(0, Vec::len));
            room.take(more, text.len())?;
            rows.resize(rows.len().max(row + 1), Vec::new());
            let cells_of_row = &mut rows[row];
            cells_of_row.resize(cells_of_row.len().max(column + 1), String::new());
            cells_of_row[column] = text;
        }
        drop(reader);
        let merged = workbook.merge_cells_by_sheet_name(name).unwrap_or_default();
        for it in merged {
            fill_down(&mut rows, it, room)?;
        }
        return Ok(rows);
    }
    let range = workbook.worksheet_range(name).map_err(|_| ImportError::Damaged)?;
    // Rows are counted as the spreadsheet shows them.
    let above = range.start().map_or(0, |(row, _)| row as usize);
    let blank = std::iter::repeat_with(Vec::new).take(above);
    Ok(blank.chain(range.rows().map(|row| row.iter().map(written).collect())).collect())
}

/// Writes what stands in cells that were made one into each row that they go over.
fn fill_down(
    rows: &mut [Vec<String>],
    Dimensions { start, end }: Dimensions,
    room: &mut Room,
) -> Result<(), ImportError> {
    let (first, column) = (start.0 as usize, start.1 as usize);
    let Some(text) = rows.get(first).and_then(|it| it.get(column)).cloned() else { return Ok(()) };
    for row in rows.iter_mut().take(end.0 as usize + 1).skip(first + 1) {
        room.take(1, 0)?;
        // A row without anything is none.
        if row.iter().any(|it| !it.trim().is_empty()) {
            room.take((column + 1).saturating_sub(row.len()), text.len())?;
            row.resize(row.len().max(column + 1), String::new());
            row[column].clone_from(&text);
        }
    }
    Ok(())
}

/// Returns a cell as text.
fn written(cell: &Data) -> String {
    match cell {
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(it) => it.to_string(),
        // A number that no spreadsheet shows as a day, though the cell would have one.
        Data::DateTime(number) if !(0.0..DAYS).contains(&number.as_f64()) => number.as_f64().to_string(),
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
        // What a formula could not reckon is not nothing.
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}
