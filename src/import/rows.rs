//! How do the rows of a table become activities? Each column in its field; what has none is kept beside them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::Given;
use super::building::{Building, is_export};
use super::columns::{Column, columns, is_currency, without_brackets};
use super::days::with_days_first;
use super::error::ImportError;
use super::language::spoken;
use super::names::Target;
use super::note::{Note, Outcome};
use super::room::Room;
use super::row::Row;
use super::table::Table;
use crate::catalogue::Section;
use crate::catalogue::record::CatalogueRecord;
use crate::diagnose::is_language;
use crate::text::{UniqueNames, fold};

/// Makes a catalogue of a table.
///
/// # Errors
/// That no column has titles.
pub(super) fn import(
    table: &Table,
    given: &Given,
    notes: &mut Vec<Note>,
) -> Result<CatalogueRecord<'static>, ImportError> {
    if table.columns.is_empty() {
        return Err(ImportError::Empty);
    }
    Room::default().take_table(table.columns.len(), table.rows.len())?;
    let columns = columns(&table.columns);
    if !columns.iter().any(|it| it.target == Target::Title) {
        return Err(ImportError::NoTitle(table.columns.clone()));
    }
    if is_export(&table.columns) && has_languages_in_cells(table, &columns) {
        return Err(ImportError::LanguagesInCells);
    }
    let language = language(given, &columns, &table.columns, notes);
    notes.extend(table.above.iter().cloned().map(Note::Above));
    note_columns(table, &columns, notes);
    let names = numbered(&table.columns);
    let rows = with_days_first(with_units(with_terms_parted(table, &columns), table, &columns), &columns, notes);
    let mut building = Building::new(given, language, columns, names);
    building.take_common(&rows);
    for (number, cells) in rows.iter() {
        if is_of_totals(cells) {
            notes.push(Note::Totals(*number));
            continue;
        }
        let activity = Row { number: *number, cells }.activity(&mut building, notes);
        building.record.activities.extend(activity);
    }
    Ok(building.record)
}

/// What rows of totals begin with: folded.
const TOTALS: [&str; 8] =
    ["total", "totaux", "total general", "sous-total", "subtotal", "grand total", "moyenne", "average"];

/// Returns whether a row holds totals: a word for that, and numbers.
fn is_of_totals(cells: &[String]) -> bool {
    let mut cells = cells.iter().map(|it| it.trim()).filter(|it| !it.is_empty());
    let is_number = |it: &str| it.contains(|it: char| it.is_ascii_digit()) && !it.contains(char::is_alphabetic);
    let begins = cells.next().is_some_and(|it| TOTALS.contains(&fold(it).trim_end_matches([':', ' '])));
    begins && cells.all(is_number)
}

/// Returns whether each title says its language, as in `fr=Un titre;en=A title`: other texts are written so as well, and
/// where they hold `;` nobody can tell them apart.
fn has_languages_in_cells(table: &Table, columns: &[Column]) -> bool {
    let title = columns.iter().position(|it| it.target == Target::Title);
    let has_tag = |cell: &str| cell.split_once('=').is_some_and(|(tag, _)| is_language(tag));
    let mut titles =
        table.rows.iter().filter_map(|(_, row)| Some(Table::cell(row, title?))).filter(|it| !it.is_empty());
    titles.clone().next().is_some() && titles.all(has_tag)
}

/// Returns the rows, where commas part the terms of some columns with `;` in their place: where none of their cells has
/// another separator, and some of what stands between commas stands in several different ones.
fn with_terms_parted<'t>(table: &'t Table, columns: &[Column]) -> Cow<'t, [(usize, Vec<String>)]> {
    let mut rows = Cow::Borrowed(&table.rows[..]);
    let is_of_terms = |it: &Column| matches!(it.target, Target::Themes | Target::Kinds | Target::Groups);
    for (at, _) in columns.iter().enumerate().filter(|(_, it)| is_of_terms(it)) {
        let cells = || table.rows.iter().map(|(_, row)| Table::cell(row, at));
        let mut seen = HashMap::new();
        // The same words in the same order may be one name.
        for cell in cells().collect::<HashSet<_>>() {
            cell.split(',').for_each(|it| *seen.entry(fold(it.trim())).or_insert(0) += 1);
        }
        let recurs = |cell: &str| cell.contains(',') && cell.split(',').any(|it| seen[&fold(it.trim())] > 1);
        if cells().all(|it| !it.contains([';', '|', '\n'])) && cells().any(recurs) {
            let rows = rows.to_mut().iter_mut().filter_map(|(_, row)| row.get_mut(at));
            rows.for_each(|it| *it = it.replace(',', ";"));
        }
    }
    rows
}

/// Returns the rows, where the name of a column says in brackets what its numbers count, with that behind each of them:
/// `Budget (€)`.
fn with_units<'t>(
    mut rows: Cow<'t, [(usize, Vec<String>)]>,
    table: &Table,
    columns: &[Column],
) -> Cow<'t, [(usize, Vec<String>)]> {
    let is_money = |it: &Column| it.target == Target::Section(Section::Funding);
    for (at, _) in columns.iter().enumerate().filter(|(_, it)| is_money(it)) {
        let Some((_, inside)) = without_brackets(&table.columns[at]).filter(|it| is_currency(it.1)) else { continue };
        let unit = inside.trim().trim_start_matches("en ").trim_start_matches("in ");
        let is_number = |it: &str| {
            it.contains(|it: char| it.is_ascii_digit())
                && !it.contains(|it: char| it.is_alphabetic() || "€$£%".contains(it))
        };
        let with_unit = |it: &str| match is_number(it) {
            true => format!("{}\u{a0}{unit}", it.trim_end()),
            false => it.to_owned(),
        };
        let each = |cell: &str| cell.split(';').map(with_unit).collect::<Vec<_>>().join(";");
        let cells = rows.to_mut().iter_mut().filter_map(|(_, row)| row.get_mut(at));
        cells.for_each(|it| *it = it.split('\n').map(each).collect::<Vec<_>>().join("\n"));
    }
    rows
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
            notes.push(Note::Column(name.clone(), Outcome { column: column.clone(), number: at + 1 }, count));
        }
    }
}

/// Returns names of which no two are the same, and none is empty.
fn numbered(names: &[String]) -> Vec<String> {
    let mut seen = UniqueNames::default();
    let number = |(name, number): (&String, i32)| if name.is_empty() { number.to_string() } else { name.clone() };
    names.iter().zip(1..).map(number).map(|it| seen.unused(&it, ' ')).collect()
}
