//! How do the rows of a table become activities? Each column in its field; what has none is kept beside them.

use super::Given;
use super::building::Building;
use super::columns::{Column, columns};
use super::error::ImportError;
use super::language::spoken;
use super::names::Target;
use super::note::{Note, Outcome};
use super::row::Row;
use super::table::Table;
use crate::catalogue::record::CatalogueRecord;
use crate::text::unused;

/// Makes a catalogue of a table; returns it with how many rows have become nothing.
///
/// # Errors
/// That no column has titles.
pub(super) fn import(
    table: &Table,
    given: &Given,
    notes: &mut Vec<Note>,
) -> Result<(CatalogueRecord<'static>, usize), ImportError> {
    if table.columns.is_empty() {
        return Err(ImportError::Empty);
    }
    let columns = columns(&table.columns);
    if !columns.iter().any(|it| it.target == Target::Title) {
        return Err(ImportError::NoTitle(table.columns.clone()));
    }
    let language = language(given, &columns, &table.columns, notes);
    note_columns(table, &columns, notes);
    let names = numbered(&table.columns);
    let mut building = Building::new(given, language, columns, names);
    building.take_common(&table.rows);
    let mut left_out = 0;
    for (number, cells) in &table.rows {
        let activity = Row { number: *number, cells }.activity(&mut building, notes);
        left_out += usize::from(activity.is_none());
        building.record.activities.extend(activity);
    }
    Ok((building.record, left_out))
}

/// Returns the language of what is in none: the one that is stated, else that of the names of the columns.
fn language(given: &Given, columns: &[Column], names: &[String], notes: &mut Vec<Note>) -> String {
    if let Some(stated) = &given.language {
        return stated.clone();
    }
    let is_needed = columns.iter().any(|it| it.tag.is_empty() && it.target.has_language());
    let first = columns.iter().map(|it| it.tag.as_str()).find(|it| !it.is_empty());
    match spoken(names) {
        Some(tag) if is_needed => {
            notes.push(Note::Language(tag.to_owned()));
            tag.to_owned()
        }
        spoken => first.or(spoken).unwrap_or_default().to_owned(),
    }
}

fn note_columns(table: &Table, columns: &[Column], notes: &mut Vec<Note>) {
    for (at, (name, column)) in table.columns.iter().zip(columns).enumerate() {
        let count = table.rows.iter().filter(|(_, row)| !Table::cell(row, at).is_empty()).count();
        if count > 0 || !name.is_empty() {
            notes.push(Note::Column(name.clone(), Outcome(column.clone()), count));
        }
    }
}

/// Returns names of which no two are the same, and none is empty.
fn numbered(names: &[String]) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for (name, number) in names.iter().zip(1..) {
        let name = if name.is_empty() { number.to_string() } else { name.clone() };
        let name = unused(&name, ' ', |it| !seen.iter().any(|seen| seen == it));
        seen.push(name);
    }
    seen
}
