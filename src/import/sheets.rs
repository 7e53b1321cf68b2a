//! How are the eight sheets of an export read back?
//!
//! Reads the sheets row by row, even if they were edited, and reports every row and cell that cannot be read.

use super::ImportOptions;
use super::activities::Activities;
use super::builder::first_text;
use super::draft::Draft;
use super::note::{CellLocation, Note};
use super::sheet_row::{SheetLayout, SheetRow, number};
use super::table::Table;
use super::terms::{Ids, text};
use super::words::vocabulary;
use crate::catalogue::record::{CatalogueRecord, OrganisationRecord, SourceRecord, Str, TermRecord};
use crate::catalogue::{FORMAT, Vocabulary};
use crate::diagnose::{is_id, is_language, rules};

/// The sheets of an export, in order.
#[rustfmt::skip]
pub(super) static SHEETS: [SheetLayout; 8] = [
    SheetLayout { name: "catalogue", texts: &["text"], values: &["field"] },
    SheetLayout { name: "terms", texts: &["name"], values: &["vocabulary", "id", "synonyms", "short", "country"] },
    SheetLayout { name: "sources", texts: &["title", "publisher"], values: &["id", "authors", "city", "year", "url", "doi", "isbn", "accessed"] },
    SheetLayout { name: "activities", texts: &["title"], values: &["id", "period", "themes", "kinds", "groups", "lead", "experts", "partners", "sources", "silent"] },
    SheetLayout { name: "places", texts: &["name"], values: &["activity", "number", "country", "kind", "latitude", "longitude", "aliases"] },
    SheetLayout { name: "passages", texts: &["text"], values: &["activity", "section", "number"] },
    SheetLayout { name: "lessons", texts: &["text"], values: &["activity", "number", "basis", "kind", "sources"] },
    SheetLayout { name: "extra", texts: &["text"], values: &["activity", "number", "name"] },
];

/// Index of the sheet of activities, whose unknown columns are kept.
const ACTIVITIES: usize = 3;

/// Returns the catalogue that the sheets contain.
pub(super) fn import(sheets: &[Table], options: &ImportOptions, notes: &mut Vec<Note>) -> CatalogueRecord<'static> {
    let mut record = CatalogueRecord { format: Some(FORMAT), ..CatalogueRecord::default() };
    let parse_tag = |it: &str| is_language(it).then(|| it.to_lowercase());
    let language_row = rows(sheets, 0, "").into_iter().find(|it| it.cell("field").eq_ignore_ascii_case("language"));
    let stated_language = language_row.and_then(|it| it.parse_text_cell(notes, parse_tag));
    record.language = stated_language.or_else(|| options.language.clone()).map(|it| Str(it.into()));
    let language = record.language.as_deref().unwrap_or_default().to_owned();
    read_header(rows(sheets, 0, &language), &mut record, notes);
    if record.title.as_ref().and_then(first_text).is_none() {
        record.title = Some(text("", if options.name.is_empty() { "Catalogue" } else { &options.name }));
    }
    read_terms(rows(sheets, 1, &language), &mut record, notes);
    read_sources(rows(sheets, 2, &language), &mut record, notes);
    note_columns(sheets, notes);
    let mut activities = Activities::new(Draft::new(record), options);
    rows(sheets, ACTIVITIES, &language).into_iter().for_each(|row| activities.add(row, notes));
    let ordered = |at, notes: &mut Vec<Note>| sorted_by_number(rows(sheets, at, &language), notes).into_iter();
    ordered(4, notes).for_each(|row| activities.add_place(row, notes));
    ordered(5, notes).for_each(|row| activities.add_passage(row, notes));
    ordered(6, notes).for_each(|row| activities.add_lesson(row, notes));
    ordered(7, notes).for_each(|row| activities.add_extra(row, notes));
    activities.finish(notes)
}

fn rows<'t>(sheets: &'t [Table], at: usize, language: &'t str) -> Vec<SheetRow<'t>> {
    let (Some(table), sheet) = (sheets.get(at), &SHEETS[at]) else { return Vec::new() };
    table.rows.iter().map(|(number, cells)| SheetRow { sheet, table, number: *number, cells, language }).collect()
}

/// Sorts rows by their `number`; rows without one come last.
fn sorted_by_number<'t>(rows: Vec<SheetRow<'t>>, notes: &mut Vec<Note>) -> Vec<SheetRow<'t>> {
    let mut number_of = |row: &SheetRow<'_>| row.parse_cell("number", notes, number).unwrap_or(f64::INFINITY);
    let mut numbered: Vec<_> = rows.into_iter().map(|row| (number_of(&row), row)).collect();
    numbered.sort_by(|left, right| left.0.total_cmp(&right.0));
    numbered.into_iter().map(|(_, row)| row).collect()
}

/// Reports text above the column names, and unknown columns: those of activities are kept, others are left out.
fn note_columns(sheets: &[Table], notes: &mut Vec<Note>) {
    for (at, (table, sheet)) in sheets.iter().zip(&SHEETS).enumerate() {
        notes.extend(table.above.iter().cloned().map(Note::TextAboveHeader));
        for (column, name) in sheet.unknown_columns(table) {
            let is_empty = table.rows.iter().all(|(_, cells)| Table::cell(cells, column).is_empty());
            if !is_empty {
                let location = CellLocation { sheet: sheet.name, row: 0, column: name, value: String::new() };
                notes.push(if at == ACTIVITIES { Note::ColumnKept(location) } else { Note::ColumnLeftOut(location) });
            }
        }
    }
}

fn read_header(rows: Vec<SheetRow<'_>>, record: &mut CatalogueRecord<'static>, notes: &mut Vec<Note>) {
    let mut seen = Vec::new();
    for row in rows {
        let field = row.cell("field").to_lowercase();
        if seen.contains(&field) {
            notes.push(Note::RowLeftOut(row.location("field", &field)));
            continue;
        }
        seen.push(field.clone());
        match field.as_str() {
            "id" => record.id = row.parse_text_cell(notes, |it| is_id(it).then(|| Str(it.to_owned().into()))),
            "title" => record.title = row.text("text", notes),
            "about" => record.about = row.text("text", notes),
            "licence" => record.licence = row.parse_text_cell(notes, |it| Some(Str(it.to_owned().into()))),
            "attribution" => record.attribution = row.text("text", notes),
            "language" => {}
            field => notes.push(Note::RowLeftOut(row.location("field", field))),
        }
    }
}

fn read_terms(rows: Vec<SheetRow<'_>>, record: &mut CatalogueRecord<'static>, notes: &mut Vec<Note>) {
    let mut ids: [Ids; 4] = Default::default();
    for row in rows {
        let Some(vocabulary) = vocabulary(row.cell("vocabulary")) else {
            notes.push(Note::RowLeftOut(row.location("vocabulary", row.cell("vocabulary"))));
            continue;
        };
        let name = row.text("name", notes).unwrap_or_default();
        let ids = &mut ids[vocabulary as usize];
        let Some(id) = row.id(first_text(&name).unwrap_or_default(), ids, notes) else { continue };
        let terms = match vocabulary {
            Vocabulary::Organisations => {
                let (short, country) = (row.optional("short"), row.country(notes));
                row.report_left_out("synonyms", notes);
                record.organisations.0.push((id, OrganisationRecord { name, short, country }));
                continue;
            }
            Vocabulary::Kinds => &mut record.kinds,
            Vocabulary::Groups => &mut record.groups,
            _ => &mut record.themes,
        };
        ["short", "country"].into_iter().for_each(|it| row.report_left_out(it, notes));
        terms.0.push((id, TermRecord { name, synonyms: row.lines("synonyms") }));
    }
}

fn read_sources(rows: Vec<SheetRow<'_>>, record: &mut CatalogueRecord<'static>, notes: &mut Vec<Note>) {
    let mut ids = Ids::default();
    for row in rows {
        let title = row.text("title", notes).unwrap_or_default();
        let Some(id) = row.id(first_text(&title).unwrap_or_default(), &mut ids, notes) else { continue };
        let doi = |it: &str| rules::doi(it).is_ok().then(|| Str(it.to_owned().into()));
        let source = SourceRecord {
            authors: row.lines("authors"),
            title,
            city: row.optional("city"),
            publisher: row.text("publisher", notes),
            year: row.parse_cell("year", notes, |it| it.parse().ok()),
            url: row.address(notes),
            doi: row.parse_cell("doi", notes, doi),
            isbn: row.optional("isbn"),
            accessed: row.day("accessed", notes),
        };
        record.sources.0.push((id, source));
    }
}
