//! What do the cells of a column reveal together that no single one reveals?
//!
//! Resolves ambiguous column names, abbreviated years, comma-separated terms and units by looking at all cells of a
//! column.

use hashbrown::{HashMap, HashSet};

use super::column_names::Target;
use super::columns::{Column, is_currency, without_brackets};
use super::note::Note;
use super::table::Table;
use super::values::{addresses_in, coordinate_pair, places};
use crate::catalogue::{Country, Section};
use crate::diagnose::two_years;
use crate::text::fold;

/// Resolves columns with ambiguous names by their cells: a site is a place or a web address, `Country/region` is a country
/// or a place, `Coordonnées` are contact details or coordinates, `Prix` is an award or a price, and “further information”
/// is a source only if it contains an address. In an export of this program, the names are unambiguous.
pub(super) fn resolve_ambiguous(columns: &mut [Column], table: &Table) {
    let has_country = columns.iter().any(|it| it.target == Target::Country);
    for (at, column) in columns.iter_mut().enumerate() {
        let cells = || table.rows.iter().map(|(_, row)| Table::cell(row, at)).filter(|it| !it.is_empty());
        let all_cells_are = |is: &dyn Fn(&str) -> bool| cells().next().is_some() && cells().all(is);
        let is_price = |it: &str| {
            it.contains(|it: char| it.is_ascii_digit()) && (is_currency(it) || !it.contains(char::is_alphabetic))
        };
        let has_no_letters = |it: &str| !it.contains(char::is_alphabetic);
        let is_link = |it: &str| addresses_in(it).next().is_some() || it.contains('.') && !it.trim().contains(' ');
        let may_be_country = !has_country && fold(&table.columns[at]).contains('/');
        let is_country = |it: &str| Country::from_name_or_code(it).is_some();
        let target = match column.target {
            Target::Place if may_be_country && all_cells_are(&is_country) => Target::Country,
            Target::Place if all_cells_are(&|it| places(it).is_empty()) => Target::Address,
            Target::Section(Section::Contact)
                if all_cells_are(&has_no_letters) && cells().any(|it| coordinate_pair(it).is_some()) =>
            {
                Target::Coordinates
            }
            Target::Section(Section::Awards) if all_cells_are(&is_price) => Target::Extra,
            Target::Address if all_cells_are(&|it| !is_link(it)) => Target::Extra,
            _ => continue,
        };
        *column = Column::holding(target);
    }
}

/// Writes both years in full if all year pairs of a column span two consecutive years: `2012/13`, and therefore also
/// `2011/12`, which alone could be a month.
pub(super) fn write_years_in_full(table: &mut Table, columns: &[Column]) {
    for (at, _) in columns.iter().enumerate().filter(|(_, it)| it.target.holds_dates()) {
        for separator in ['/', '-'] {
            let years = |cell: &str| {
                let plain = fold(cell).replace(['–', '—'], "-").replace(' ', "");
                two_years(&plain).filter(|_| plain.contains(separator))
            };
            let mut pairs = table.rows.iter().filter_map(|(_, row)| years(Table::cell(row, at))).peekable();
            // With a hyphen, ISO 8601 reads it as a month; another cell of the column must rule this out.
            let mut is_beyond_months = separator == '/';
            let are_consecutive = pairs.peek().is_some()
                && pairs.all(|(first, last)| {
                    is_beyond_months |= last > 12;
                    (first + 1) % 100 == last
                });
            if are_consecutive && is_beyond_months {
                edit_column(&mut table.rows, at, |it| {
                    years(it.trim()).map_or_else(|| it.to_owned(), |(year, _)| format!("{year}/{}", year + 1))
                });
            }
        }
    }
}

/// Rewrites the cells of a column.
pub(super) fn edit_column(rows: &mut [(usize, Vec<String>)], at: usize, edit: impl Fn(&str) -> String) {
    rows.iter_mut().filter_map(|(_, row)| row.get_mut(at)).for_each(|it| *it = edit(it));
}

/// Reports columns of names in which commas do not separate values.
pub(super) fn note_commas(table: &Table, columns: &[Column], notes: &mut Vec<Note>) {
    let holds_names = |it: &Column| matches!(it.target, Target::Lead | Target::Experts | Target::Partners);
    for (at, _) in columns.iter().enumerate().filter(|(_, it)| holds_names(it)) {
        notes.extend(count_comma_cells(table, at).map(|count| Note::CommasKept(table.columns[at].clone(), count)));
    }
}

/// Splits a cell at commas, except those between two digits (as in a decimal number).
fn between_commas(cell: &str) -> impl Iterator<Item = &str> {
    let is_digit = |it: char| it.is_ascii_digit();
    let is_separator = move |at: &usize| !(cell[..*at].ends_with(is_digit) && cell[at + 1..].starts_with(is_digit));
    let ends = cell.match_indices(',').map(|it| it.0).filter(is_separator).chain([cell.len()]);
    ends.scan(0, move |start, end| {
        let part = &cell[*start..end];
        *start = end + 1;
        Some(part)
    })
}

/// Returns the number of cells of a column that contain commas but no other separator; `None` if there are none.
fn count_comma_cells(table: &Table, column: usize) -> Option<usize> {
    let has_only_commas = |it: &&str| between_commas(it).count() > 1 && !it.contains([';', '|', '\n']);
    let count = table.rows.iter().map(|(_, row)| Table::cell(row, column)).filter(has_only_commas).count();
    (count > 0).then_some(count)
}

/// Replaces commas by `;` in columns of comma-separated terms: no cell of the column has another separator, and some of
/// the parts recur in different cells. Reports commas that are replaced, and those that are kept.
pub(super) fn split_terms(table: &mut Table, columns: &[Column], notes: &mut Vec<Note>) {
    let holds_terms = |it: &Column| matches!(it.target, Target::Themes | Target::Kinds | Target::Groups);
    for (at, _) in columns.iter().enumerate().filter(|(_, it)| holds_terms(it)) {
        let cells = || table.rows.iter().map(|(_, row)| Table::cell(row, at));
        let mut seen = HashMap::new();
        // Identical cells are counted once: the same words in the same order may be one name.
        for cell in cells().collect::<HashSet<_>>() {
            between_commas(cell).for_each(|it| *seen.entry(fold(it.trim())).or_insert(0) += 1);
        }
        let has_recurring_part =
            |cell: &str| between_commas(cell).count() > 1 && between_commas(cell).any(|it| seen[&fold(it.trim())] > 1);
        let is_split = cells().all(|it| !it.contains([';', '|', '\n'])) && cells().any(has_recurring_part);
        let note = if is_split { Note::CommasSplit } else { Note::CommasKept };
        notes.extend(count_comma_cells(table, at).map(|count| note(table.columns[at].clone(), count)));
        if is_split {
            edit_column(&mut table.rows, at, |it| between_commas(it).collect::<Vec<_>>().join(";"));
        }
    }
}

/// Appends the unit in brackets in a column name to each number of the column: `Budget (€)`.
pub(super) fn append_units(table: &mut Table, columns: &[Column]) {
    let holds_amounts = |it: &Column| it.target == Target::Section(Section::Funding);
    for (at, _) in columns.iter().enumerate().filter(|(_, it)| holds_amounts(it)) {
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
        let line_with_units = |cell: &str| cell.split(';').map(with_unit).collect::<Vec<_>>().join(";");
        edit_column(&mut table.rows, at, |it| it.split('\n').map(line_with_units).collect::<Vec<_>>().join("\n"));
    }
}
