//! What does a row of an exported sheet contain?
//!
//! Reads cells by column name, and reports those that are invalid.

use hashbrown::HashSet;

use super::note::{CellLocation, Note};
use super::table::{Table, is_blank};
use super::terms::Ids;
use super::values::{address, period};
use crate::catalogue::record::{Str, TextRecord};
use crate::catalogue::{Country, PartialDate};
use crate::diagnose::{is_language, rules};
use crate::text::clean_line;

/// A sheet of an export and its columns.
pub(super) struct SheetLayout {
    pub(super) name: &'static str,
    /// Columns of texts, each with variants for languages: `text_fr`.
    pub(super) texts: &'static [&'static str],
    pub(super) values: &'static [&'static str],
}

/// A row of a sheet.
#[derive(Clone, Copy)]
pub(super) struct SheetRow<'t> {
    pub(super) sheet: &'static SheetLayout,
    pub(super) table: &'t Table,
    /// Row number in the sheet, from 1.
    pub(super) number: usize,
    pub(super) cells: &'t [String],
    /// Language (BCP 47) of untagged texts, empty if unknown.
    pub(super) language: &'t str,
}

impl SheetLayout {
    /// Returns the canonical name of a column, and the language tag if it holds texts in a language; `None` if exports
    /// have no such column.
    fn column<'n>(&self, name: &'n str) -> Option<(&'static str, &'n str)> {
        let name = name.trim();
        let is_named = |it: &&&'static str| it.eq_ignore_ascii_case(name);
        if let Some(plain) = self.values.iter().chain(self.texts).find(is_named) {
            return Some((plain, ""));
        }
        let (base, tag) = name.rsplit_once('_')?;
        let text = self.texts.iter().find(|it| it.eq_ignore_ascii_case(base))?;
        is_language(tag).then_some((text, tag))
    }

    /// Returns whether exports have a column of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.column(name).is_some()
    }

    /// Returns index and name of the columns that exports do not have, or that repeat another; a blank name is replaced
    /// by the column number.
    pub(super) fn unknown_columns(&self, table: &Table) -> Vec<(usize, String)> {
        let mut seen = HashSet::new();
        let mut is_read = |it: &str| self.column(it).is_some_and(|(name, tag)| seen.insert((name, tag.to_lowercase())));
        let names = table.columns.iter().enumerate().filter(|(_, it)| !is_read(it));
        names.map(|(at, it)| (at, if is_blank(it) { (at + 1).to_string() } else { it.clone() })).collect()
    }
}

impl<'t> SheetRow<'t> {
    /// Returns the location of a cell.
    pub(super) fn location(self, column: &str, value: &str) -> CellLocation {
        CellLocation { sheet: self.sheet.name, row: self.number, column: column.to_owned(), value: clean_line(value) }
    }

    pub(super) fn cell(self, name: &str) -> &'t str {
        let column = self.table.columns.iter().position(|it| it.trim().eq_ignore_ascii_case(name));
        column.map_or("", |it| Table::cell(self.cells, it))
    }

    /// Returns the identifier of a row: the stated one if valid and unused, otherwise one made of it, or of the name if
    /// none is stated. Reports the row and returns `None` if it has no name.
    pub(super) fn id(self, name: &str, ids: &mut Ids, notes: &mut Vec<Note>) -> Option<Str<'static>> {
        let written = self.cell("id");
        if name.is_empty() {
            notes.push(Note::RowLeftOut(self.location(self.sheet.texts[0], "")));
            return None;
        }
        let id = ids.assign(written, if written.is_empty() { name } else { written }, self.sheet.name);
        if !written.is_empty() && id != written {
            notes.push(Note::RenamedAt(self.location("id", written), id.clone()));
        }
        Some(Str(id.into()))
    }

    pub(super) fn optional(self, name: &str) -> Option<Str<'static>> {
        Some(self.cell(name)).filter(|it| !it.is_empty()).map(|it| Str(it.to_owned().into()))
    }

    /// Parses a cell with a rule; `None` if it is empty. Reports the cell and returns `None` if the rule rejects it.
    pub(super) fn parse_cell<T>(
        self,
        name: &str,
        notes: &mut Vec<Note>,
        rule: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        self.parse_value(name, self.cell(name), notes, rule)
    }

    fn parse_value<T>(
        self,
        column: &str,
        written: &str,
        notes: &mut Vec<Note>,
        rule: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let written = Some(written).filter(|it| !it.is_empty())?;
        let parsed = rule(written);
        if parsed.is_none() {
            notes.push(Note::CellLeftOut(self.location(column, written)));
        }
        parsed
    }

    /// Parses the language-independent cell `text` with a rule. If it is empty, a single version in a language takes
    /// its place; other versions are reported.
    pub(super) fn parse_text_cell<T>(self, notes: &mut Vec<Note>, rule: impl Fn(&str) -> Option<T>) -> Option<T> {
        let name = "text";
        let versions = match self.text(name, &mut Vec::new()) {
            Some(TextRecord::ByLanguage(versions)) => versions,
            _ => Vec::new(),
        };
        let column = |tag: &str| format!("{name}_{tag}");
        if self.cell(name).is_empty()
            && let [(tag, only)] = versions.as_slice()
        {
            return self.parse_value(&column(tag), only, notes, rule);
        }
        for (tag, version) in versions.iter().filter(|it| *it.1 != *self.cell(name)) {
            notes.push(Note::CellLeftOut(self.location(&column(tag), version)));
        }
        self.parse_cell(name, notes, rule)
    }

    /// Reports a non-empty cell as left out.
    pub(super) fn report_left_out(self, name: &str, notes: &mut Vec<Note>) {
        let cell = Some(self.cell(name)).filter(|it| !it.is_empty());
        notes.extend(cell.map(|it| Note::CellLeftOut(self.location(name, it))));
    }

    pub(super) fn country(self, notes: &mut Vec<Note>) -> Option<Str<'static>> {
        self.parse_cell("country", notes, Country::from_name_or_code).map(|it| Str(it.code().into()))
    }

    pub(super) fn period(self, notes: &mut Vec<Note>) -> Option<Str<'static>> {
        self.parse_cell("period", notes, period).map(|it| Str(it.into()))
    }

    pub(super) fn day(self, name: &str, notes: &mut Vec<Note>) -> Option<Str<'static>> {
        let parse_day = |it: &str| period(it).filter(|it| PartialDate::parse(it).is_some_and(PartialDate::has_day));
        self.parse_cell(name, notes, parse_day).map(|it| Str(it.into()))
    }

    pub(super) fn address(self, notes: &mut Vec<Note>) -> Option<Str<'static>> {
        let exact = |it: &str| rules::address(it).is_ok().then(|| it.to_owned());
        self.parse_cell("url", notes, |it| exact(it).or_else(|| address(it))).map(|it| Str(it.into()))
    }

    /// Returns a text with its versions from the first columns `name` and `name_tag`; [`SheetLayout::unknown_columns`]
    /// has the others. Beside tagged versions, the untagged text is in the language of the catalogue; it is reported as
    /// left out if that language is unknown or has a version already.
    pub(super) fn text(self, name: &str, notes: &mut Vec<Note>) -> Option<TextRecord<'static>> {
        let mut versions: Vec<(Str<'static>, Str<'static>)> = Vec::new();
        let mut plain = None;
        for (at, column) in self.table.columns.iter().enumerate() {
            let text = Table::cell(self.cells, at);
            let Some((_, tag)) = self.sheet.column(column).filter(|it| it.0 == name && !text.is_empty()) else {
                continue;
            };
            match tag {
                "" => plain = plain.or(Some(text)),
                tag if versions.iter().any(|it| it.0.eq_ignore_ascii_case(tag)) => {}
                tag => versions.push((Str(tag.to_lowercase().into()), Str(text.to_owned().into()))),
            }
        }
        match plain {
            Some(plain) if versions.is_empty() => return Some(TextRecord::Plain(Str(plain.to_owned().into()))),
            Some(plain) if self.language.is_empty() || versions.iter().any(|it| *it.0 == *self.language) => {
                notes.push(Note::TextLeftOut(self.location(name, plain)));
            }
            Some(plain) => versions.insert(0, (Str(self.language.to_owned().into()), Str(plain.to_owned().into()))),
            None => {}
        }
        (!versions.is_empty()).then_some(TextRecord::ByLanguage(versions))
    }

    fn split_cell(self, name: &str, separators: &[char]) -> Vec<&'t str> {
        self.cell(name).split(separators).map(str::trim_ascii).filter(|it| !it.trim().is_empty()).collect()
    }

    /// Returns the items of a cell, separated by `;` or line breaks.
    pub(super) fn items(self, name: &str) -> Vec<&'t str> {
        self.split_cell(name, &[';', '\n'])
    }

    /// Returns the lines of a cell.
    pub(super) fn lines(self, name: &str) -> Vec<Str<'static>> {
        self.split_cell(name, &['\n']).into_iter().map(|it| Str(it.to_owned().into())).collect()
    }

    pub(super) fn number(self, name: &str) -> Option<f64> {
        number(self.cell(name))
    }
}

/// Parses a number with a decimal point or comma.
pub(super) fn number(cell: &str) -> Option<f64> {
    cell.replace(',', ".").parse().ok()
}
