//! How do the rows of a table become activities?
//!
//! Interprets the columns of a table and normalises its cells, then imports each row.

use hashbrown::HashSet;
use indexmap::{IndexMap, IndexSet};

use super::ImportOptions;
use super::builder::{CatalogueBuilder, first_text};
use super::column_context::{append_units, note_commas, resolve_ambiguous, split_terms, write_years_in_full};
use super::column_names::Target;
use super::columns::Column;
use super::day_order::write_days_first;
use super::error::ImportError;
use super::header_columns::{columns, is_export};
use super::language::{language_of_names, language_of_texts};
use super::layout::Layout;
use super::note::{ColumnOutcome, Note};
use super::room::Room;
use super::row::Row;
use super::table::{Table, is_blank, without_blank_rows};
use super::vocabulary_names::define_names;
use crate::catalogue::record::{ActivityRecord, CatalogueRecord};
use crate::diagnose::is_language;
use crate::text::{UniqueNames, fold};

/// Makes a catalogue of a table.
///
/// # Errors
/// Fails if the table is empty or too large, has no title column, or has texts in several languages in each cell.
pub(super) fn import(
    table: Table,
    options: &ImportOptions,
    notes: &mut Vec<Note>,
) -> Result<CatalogueRecord<'static>, ImportError> {
    if table.columns.is_empty() {
        return Err(ImportError::Empty);
    }
    Room::default().take_table(table.columns.len(), table.rows.len())?;
    let mut columns = columns(&table.columns);
    if !columns.iter().any(|it| it.target == Target::Title) {
        return Err(ImportError::NoTitle(table.columns.clone()));
    }
    let is_export = is_export(&table.columns);
    if is_export && has_languages_in_cells(&table, &columns) {
        return Err(ImportError::LanguagesInCells);
    }
    let mut table = if is_export { table } else { without_placeholders(without_embeddings(table), notes) };
    if !is_export {
        resolve_ambiguous(&mut columns, &table);
    }
    let language = language(options, &columns, &table, is_export, notes);
    note_columns(&table, &columns, notes);
    if !is_export {
        normalise(&mut table, &columns, notes);
    }
    let layout = &Layout::new(language, columns, unique_column_names(&table.columns));
    let mut builder = CatalogueBuilder::new(options, &layout.language);
    builder.move_common_to_header(&layout.columns, &table.rows);
    builder.reserve_ids(&layout.columns, &table.rows);
    define_names(&mut builder, layout, &table.rows);
    add_activities(&mut builder, layout, &table, notes);
    note_doubtful(&mut builder, notes);
    Ok(builder.draft.finish())
}

/// Adds the activity of each row that is one.
fn add_activities(builder: &mut CatalogueBuilder<'_>, layout: &Layout, table: &Table, notes: &mut Vec<Note>) {
    for (number, cells) in &table.rows {
        if let Some(note) = note_if_no_activity(*number, cells, table) {
            notes.push(note);
            continue;
        }
        let activity = Row { number: *number, cells, layout }.activity(builder, notes);
        notes.extend(activity.as_ref().and_then(|_| note_if_only_title(*number, cells, table)));
        builder.draft.record.activities.extend(activity);
    }
}

/// Maximum number of repeated titles that are reported one by one.
const MAX_REPEATED_TITLES: usize = 10;

/// Reports activities without a place, and titles that several have in the same place.
fn note_doubtful(builder: &mut CatalogueBuilder<'_>, notes: &mut Vec<Note>) {
    let without_place = Some(builder.rows_without_place).filter(|it| *it > 0);
    notes.extend(without_place.map(Note::CountryAsPlace));
    let without_end = builder.rows_without_end.take();
    notes.extend(without_end.map(|(row, start, count)| Note::StartAsPeriod(row, start, count)));
    let mut counts: IndexMap<[Option<&str>; 2], usize> = IndexMap::new();
    for ActivityRecord { title, place, places, .. } in &builder.draft.record.activities {
        let place = place.iter().chain(places.iter().flatten()).next();
        *counts.entry([first_text(title), place.and_then(|it| first_text(&it.name))]).or_insert(0) += 1;
    }
    let mut repeated = counts.into_iter().filter(|(_, count)| *count > 1);
    let first = repeated.by_ref().take(MAX_REPEATED_TITLES);
    notes.extend(first.map(|([title, _], count)| Note::SameTitle(title.unwrap_or_default().to_owned(), count)));
    let more = repeated.count();
    notes.extend((more > 0).then_some(Note::MoreSameTitles(more)));
}

/// Returns the text of the cells that are not empty.
fn non_empty_cells(cells: &[String]) -> impl Iterator<Item = &str> {
    cells.iter().map(|it| it.trim()).filter(|it| !it.is_empty())
}

/// Removes the invisible directional embeddings and isolates that come with numbers copied from address books.
fn without_embeddings(mut table: Table) -> Table {
    // Overrides, which could hide what a text says, are left to the cleaning.
    let is_embedding = |it: char| matches!(it, '\u{202A}'..='\u{202C}' | '\u{2066}'..='\u{2069}');
    table.rows.iter_mut().flat_map(|(_, row)| row).for_each(|cell| cell.retain(|it| !is_embedding(it)));
    table
}

/// Placeholders for an empty cell, separated by spaces, with `|` for a space in one; compared when folded.
const PLACEHOLDERS: &str = "- – — -- / ? n/a #n/a n.a. n.|a. n/d n.d. k.|a. k.a. s.o. r.a.s. ras tbd tbc aucun aucune \
    néant none unknown inconnu inconnue non|renseigné non|renseignée non|précisé non|précisée sans|objet not|stated \
    not|specified not|applicable not|available not|known keine geen n.v.t. n.c. n/c n.r. n/r s/o … ... ?? ??? \
    non|communiqué non|communiquée non|disponible non|connu non|connue rien|à|signaler pas|de|données à|compléter à|préciser \
    à|venir en|attente no|data nothing|to|report to|be|completed to|be|confirmed pending";

/// Clears cells that contain a placeholder, and removes rows that are empty then.
fn without_placeholders(mut table: Table, notes: &mut Vec<Note>) -> Table {
    let (mut placeholders, mut count) = (IndexSet::new(), 0);
    let known: HashSet<String> = PLACEHOLDERS.split_ascii_whitespace().map(|it| fold(&it.replace('|', " "))).collect();
    // This program writes its own placeholder in brackets: `(not stated)`.
    let is_placeholder = |it: &str| it.len() < 24 && known.contains(fold(it).trim_matches([' ', '(', ')']));
    for cell in table.rows.iter_mut().flat_map(|(_, row)| row) {
        if is_placeholder(cell) {
            count += 1;
            placeholders.insert(cell.trim().to_owned());
            cell.clear();
        }
    }
    notes.extend((count > 0).then(|| Note::Placeholders(placeholders.into_iter().collect(), count)));
    Table { rows: without_blank_rows(table.rows.into_iter()), ..table }
}

/// Normalises the cells of a table by the context of their columns.
fn normalise(table: &mut Table, columns: &[Column], notes: &mut Vec<Note>) {
    note_commas(table, columns, notes);
    split_terms(table, columns, notes);
    append_units(table, columns);
    write_years_in_full(table, columns);
    write_days_first(table, columns, notes);
}

/// Returns the note for a row that is no activity: it contains totals or repeats the column names, possibly as the
/// import codes of a survey tool (Qualtrics). Returns `None` for any other row.
fn note_if_no_activity(number: usize, cells: &[String], table: &Table) -> Option<Note> {
    let is_import_codes = non_empty_cells(cells).all(|it| it.starts_with("{\"ImportId\":"));
    let is_header = is_import_codes || non_empty_cells(cells).eq(non_empty_cells(&table.columns));
    is_totals(cells).then_some(Note::Totals(number)).or(is_header.then_some(Note::RepeatedHeader(number)))
}

/// Returns the note for an activity if all of its cells but one are empty.
fn note_if_only_title(number: usize, cells: &[String], table: &Table) -> Option<Note> {
    let mut filled = non_empty_cells(cells);
    let title = filled.next()?;
    (filled.next().is_none() && table.columns.len() > 1).then(|| Note::OnlyTitle(number, title.to_owned()))
}

/// First words of rows with totals; folded.
const TOTALS: [&str; 11] = [
    "total",
    "totals",
    "totaux",
    "total general",
    "sous-total",
    "subtotal",
    "grand total",
    "sum",
    "somme",
    "moyenne",
    "average",
];

/// Words that may follow a word for a total: `Total des subventions`, `Total of grants`; folded.
const TOTAL_OF: [&str; 6] = ["de", "des", "du", "of", "for", "en"];

/// Returns whether a row contains totals: a word for a total, perhaps of something or of a year, followed by numbers
/// only.
fn is_totals(cells: &[String]) -> bool {
    let mut cells = non_empty_cells(cells);
    let is_number = |it: &str| it.contains(|it: char| it.is_ascii_digit()) && !it.contains(char::is_alphabetic);
    // The word may be followed by a count in brackets.
    let word = |it: &str| fold(it.split('(').next().unwrap_or_default()).trim_end_matches([':', ' ']).to_owned();
    let Some(first) = cells.next() else { return false };
    let numbers: Vec<&str> = cells.collect();
    let is_total_of = |(total, rest): (&str, &str)| {
        let next = rest.split(' ').next().unwrap_or_default();
        TOTALS.contains(&total) && (TOTAL_OF.contains(&next) || is_number(next))
    };
    let is_total = TOTALS.contains(&&*word(first));
    let is_named_total = !numbers.is_empty() && fold(first).split_once(' ').is_some_and(is_total_of);
    (is_total || is_named_total) && numbers.into_iter().all(is_number)
}

/// Returns whether each title states its languages, as in `fr=Un titre;en=A title`. Other texts then have the same
/// form, and those that contain `;` cannot be split reliably.
fn has_languages_in_cells(table: &Table, columns: &[Column]) -> bool {
    let title = columns.iter().position(|it| it.target == Target::Title);
    let has_tag = |cell: &str| cell.split_once('=').is_some_and(|(tag, _)| is_language(tag));
    let mut titles =
        table.rows.iter().filter_map(|(_, row)| Some(Table::cell(row, title?))).filter(|it| !it.is_empty());
    titles.clone().next().is_some() && titles.all(has_tag)
}

/// Returns the language (BCP 47) of untagged texts: the given one, otherwise one guessed from the column names (in an
/// export, from the texts), or the first tag of a column. Empty if unknown.
fn language(
    options: &ImportOptions,
    columns: &[Column],
    table: &Table,
    is_export: bool,
    notes: &mut Vec<Note>,
) -> String {
    if let Some(stated) = &options.language {
        return stated.clone();
    }
    let is_needed = columns.iter().any(|it| it.tag.is_empty() && it.target.has_language());
    let first_tag = columns.iter().map(|it| it.tag.as_str()).find(|it| !it.is_empty());
    if is_export {
        // The column names of an export are independent of the language.
        let detected = language_of_texts(table.rows.iter().flat_map(|(_, row)| row));
        notes.extend(detected.map(|it| Note::LanguageOfTexts(it.to_owned())));
        return detected.or(first_tag).unwrap_or_default().to_owned();
    }
    match language_of_names(&table.columns) {
        Some(tag) if is_needed => {
            notes.push(Note::Language(tag.to_owned()));
            tag.to_owned()
        }
        guessed => first_tag.or(guessed).unwrap_or_default().to_owned(),
    }
}

/// Reports the interpretation of the columns, and the text above them.
fn note_columns(table: &Table, columns: &[Column], notes: &mut Vec<Note>) {
    notes.extend(table.is_transposed.then_some(Note::Transposed));
    notes.extend(table.above.iter().cloned().map(Note::TextAboveHeader));
    let named = table.columns.iter().rposition(|it| !it.is_empty()).map_or(0, |it| it + 1);
    notes.extend(table.overlong_rows.iter().map(|(row, cells)| Note::OverlongRow(*row, *cells, named)));
    for (at, (name, column)) in table.columns.iter().zip(columns).enumerate() {
        let count = table.rows.iter().filter(|(_, row)| !Table::cell(row, at).is_empty()).count();
        if count > 0 || !name.is_empty() {
            notes.push(Note::Column(name.clone(), ColumnOutcome { column: column.clone(), number: at + 1 }, count));
        }
    }
}

/// Returns unique column names; a blank name is replaced by the column number.
fn unique_column_names(names: &[String]) -> Vec<String> {
    let mut seen = UniqueNames::default();
    let name_or_number =
        |(name, number): (&String, i32)| if is_blank(name) { number.to_string() } else { name.clone() };
    names.iter().zip(1..).map(name_or_number).map(|it| seen.insert_unique(&it, ' ')).collect()
}
