//! What do the cells of a column tell together that none of them tells alone?

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::columns::{Column, is_currency, without_brackets};
use super::names::Target;
use super::note::Note;
use super::table::Table;
use super::values::address;
use crate::catalogue::Section;
use crate::text::fold;

/// Rows of a table, each with its number in the file, from 1.
pub(super) type Rows<'t> = Cow<'t, [(usize, Vec<String>)]>;

/// Takes a column of places that holds nothing but web addresses for one of these: a site may be either.
pub(super) fn tell_sites_apart(columns: &mut [Column], table: &Table) {
    for (at, column) in columns.iter_mut().enumerate().filter(|(_, it)| it.target == Target::Place) {
        let mut cells = table.rows.iter().map(|(_, row)| Table::cell(row, at)).filter(|it| !it.is_empty()).peekable();
        if cells.peek().is_some() && cells.all(|it| address(it).is_some()) {
            *column = Column { target: Target::Address, tag: String::new() };
        }
    }
}

/// Returns the rows, with both years in full where a column has years of which each begins in one and ends in the next:
/// `2012/13`, and so `2011/12`, which alone might be a month.
pub(super) fn with_years_in_full<'t>(mut rows: Rows<'t>, columns: &[Column]) -> Rows<'t> {
    let is_of_days = |it: &Column| matches!(it.target, Target::Period | Target::Start | Target::End);
    for (at, _) in columns.iter().enumerate().filter(|(_, it)| is_of_days(it)) {
        for sign in ['/', '-'] {
            let mut pairs = rows.iter().filter_map(|(_, row)| years(Table::cell(row, at), sign)).peekable();
            // With a hyphen it is how ISO 8601 writes a month, unless another one of the column cannot be.
            let mut is_beyond_months = sign == '/';
            let is_one = pairs.peek().is_some()
                && pairs.all(|(first, last)| {
                    is_beyond_months |= last > 12;
                    (first + 1) % 100 == last
                });
            if is_one && is_beyond_months {
                let cells = rows.to_mut().iter_mut().filter_map(|(_, row)| row.get_mut(at));
                cells.for_each(|it| {
                    *it = years(it.trim(), sign).map_or(it.clone(), |(year, _)| format!("{year}/{}", year + 1))
                });
            }
        }
    }
    rows
}

/// Returns a year and the two last figures of another.
fn years(cell: &str, sign: char) -> Option<(u16, u16)> {
    let (first, last) = cell.split_once(sign)?;
    let is_number = |it: &str, length: usize| it.len() == length && it.bytes().all(|it| it.is_ascii_digit());
    (is_number(first, 4) && is_number(last, 2)).then_some(())?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// Says of columns of names that commas in them part nothing.
pub(super) fn note_commas(table: &Table, columns: &[Column], notes: &mut Vec<Note>) {
    let is_of_names = |it: &Column| matches!(it.target, Target::Lead | Target::Experts | Target::Partners);
    for (at, _) in columns.iter().enumerate().filter(|(_, it)| is_of_names(it)) {
        notes.extend(with_commas(table, at).map(|count| Note::CommasKept(table.columns[at].clone(), count)));
    }
}

/// Returns how many cells of a column have commas and nothing else that parts values, if any has.
fn with_commas(table: &Table, column: usize) -> Option<usize> {
    let is_parted = |it: &&str| it.contains(", ") && !it.contains([';', '|', '\n']);
    let count = table.rows.iter().map(|(_, row)| Table::cell(row, column)).filter(is_parted).count();
    (count > 0).then_some(count)
}

/// Returns the rows, where commas part the terms of some columns with `;` in their place: where none of their cells has
/// another separator, and some of what stands between commas stands in several different ones.
pub(super) fn with_terms_parted<'t>(table: &'t Table, columns: &[Column], notes: &mut Vec<Note>) -> Rows<'t> {
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
            notes.extend(with_commas(table, at).map(|count| Note::CommasParted(table.columns[at].clone(), count)));
            let rows = rows.to_mut().iter_mut().filter_map(|(_, row)| row.get_mut(at));
            rows.for_each(|it| *it = it.replace(',', ";"));
        } else {
            notes.extend(with_commas(table, at).map(|count| Note::CommasKept(table.columns[at].clone(), count)));
        }
    }
    rows
}

/// Returns the rows, where the name of a column says in brackets what its numbers count, with that behind each of them:
/// `Budget (€)`.
pub(super) fn with_units<'t>(mut rows: Rows<'t>, table: &Table, columns: &[Column]) -> Rows<'t> {
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
