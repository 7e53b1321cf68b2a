//! What stands in a row of an export's sheet? Cells by the names of their columns; what is not understood is said.

use super::note::{Note, Spot};
use super::table::{Table, is_blank};
use super::terms::Ids;
use super::values::{address, period};
use crate::catalogue::record::{Str, TextRecord};
use crate::catalogue::{Country, Day};
use crate::diagnose::{is_language, rules};
use crate::text::clean_line;

/// A sheet, and the columns that an export has in it.
pub(super) struct Sheet {
    pub(super) name: &'static str,
    /// Columns of texts, each with others for languages: `text_fr`.
    pub(super) texts: &'static [&'static str],
    pub(super) values: &'static [&'static str],
}

/// A row of a sheet.
#[derive(Clone, Copy)]
pub(super) struct SheetRow<'t> {
    pub(super) sheet: &'static Sheet,
    pub(super) table: &'t Table,
    /// Its number in the sheet, from 1.
    pub(super) number: usize,
    pub(super) cells: &'t [String],
    /// The language of texts in none, empty where there is none.
    pub(super) language: &'t str,
}

impl Sheet {
    /// Returns what a column holds: the name of a text and its language, or of a value; nothing where an export has no
    /// such column.
    fn column<'n>(&self, name: &'n str) -> Option<(&'static str, &'n str)> {
        let name = name.trim();
        let is = |it: &&&'static str| it.eq_ignore_ascii_case(name);
        if let Some(plain) = self.values.iter().chain(self.texts).find(is) {
            return Some((plain, ""));
        }
        let (base, tag) = name.rsplit_once('_')?;
        let text = self.texts.iter().find(|it| it.eq_ignore_ascii_case(base))?;
        is_language(tag).then_some((text, tag))
    }

    /// Returns whether an export has a column of a name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.column(name).is_some()
    }

    /// Returns the columns that an export does not have, with their names; one without a name has its number.
    pub(super) fn added(&self, table: &Table) -> Vec<(usize, String)> {
        let names = table.columns.iter().enumerate().filter(|(_, it)| self.column(it).is_none());
        names.map(|(at, it)| (at, if is_blank(it) { (at + 1).to_string() } else { it.clone() })).collect()
    }
}

impl<'t> SheetRow<'t> {
    /// Returns where a cell stands.
    pub(super) fn spot(self, column: &str, value: &str) -> Spot {
        Spot { sheet: self.sheet.name, row: self.number, column: column.to_owned(), value: clean_line(value) }
    }

    pub(super) fn cell(self, name: &str) -> &'t str {
        let column = self.table.columns.iter().position(|it| it.trim().eq_ignore_ascii_case(name));
        column.map_or("", |it| Table::cell(self.cells, it))
    }

    /// Returns the identifier of a row: the one that is stated where it can be one and nothing has it yet, else one like it;
    /// where it states none, one made of its name. Nothing where it has no name.
    pub(super) fn id(self, name: &str, ids: &mut Ids, notes: &mut Vec<Note>) -> Option<Str<'static>> {
        let written = self.cell("id");
        if name.is_empty() {
            notes.push(Note::RowLeftOut(self.spot(self.sheet.texts[0], "")));
            return None;
        }
        let id = ids.stated(written, if written.is_empty() { name } else { written }, self.sheet.name);
        if !written.is_empty() && id != written {
            notes.push(Note::RenamedAt(self.spot("id", written), id.clone()));
        }
        Some(Str(id.into()))
    }

    pub(super) fn optional(self, name: &str) -> Option<Str<'static>> {
        Some(self.cell(name)).filter(|it| !it.is_empty()).map(|it| Str(it.to_owned().into()))
    }

    /// Returns what a cell says, as a rule reads it; says where the rule does not understand it.
    pub(super) fn ruled<T>(self, name: &str, notes: &mut Vec<Note>, rule: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.read(name, self.cell(name), notes, rule)
    }

    fn read<T>(
        self,
        column: &str,
        written: &str,
        notes: &mut Vec<Note>,
        rule: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let written = Some(written).filter(|it| !it.is_empty())?;
        let read = rule(written);
        if read.is_none() {
            notes.push(Note::CellLeftOut(self.spot(column, written)));
        }
        read
    }

    /// The same of the text of a row that is in no language: one that is there in a language takes its place, where it is
    /// alone.
    pub(super) fn ruled_text<T>(self, notes: &mut Vec<Note>, rule: impl Fn(&str) -> Option<T>) -> Option<T> {
        let name = "text";
        let versions = match self.text(name, &mut Vec::new()) {
            Some(TextRecord::ByLanguage(versions)) => versions,
            _ => Vec::new(),
        };
        let column = |tag: &str| format!("{name}_{tag}");
        if self.cell(name).is_empty()
            && let [(tag, only)] = versions.as_slice()
        {
            return self.read(&column(tag), only, notes, rule);
        }
        for (tag, version) in versions.iter().filter(|it| *it.1 != *self.cell(name)) {
            notes.push(Note::CellLeftOut(self.spot(&column(tag), version)));
        }
        self.ruled(name, notes, rule)
    }

    /// Says that a cell is left out which has something.
    pub(super) fn leave_out(self, name: &str, notes: &mut Vec<Note>) {
        let cell = Some(self.cell(name)).filter(|it| !it.is_empty());
        notes.extend(cell.map(|it| Note::CellLeftOut(self.spot(name, it))));
    }

    pub(super) fn country(self, notes: &mut Vec<Note>) -> Option<Str<'static>> {
        self.ruled("country", notes, Country::named).map(|it| Str(it.code().into()))
    }

    pub(super) fn period(self, notes: &mut Vec<Note>) -> Option<Str<'static>> {
        self.ruled("period", notes, period).map(|it| Str(it.into()))
    }

    pub(super) fn day(self, name: &str, notes: &mut Vec<Note>) -> Option<Str<'static>> {
        let day = |it: &str| period(it).filter(|it| Day::parse(it).is_some_and(Day::is_exact));
        self.ruled(name, notes, day).map(|it| Str(it.into()))
    }

    pub(super) fn address(self, notes: &mut Vec<Note>) -> Option<Str<'static>> {
        let exact = |it: &str| rules::address(it).is_ok().then(|| it.to_owned());
        self.ruled("url", notes, |it| exact(it).or_else(|| address(it))).map(|it| Str(it.into()))
    }

    /// Returns a text: what stands in the column of its name is in no language, what stands in `name_tag` in that one.
    /// Where there is both, the former is in the language of the catalogue.
    pub(super) fn text(self, name: &str, notes: &mut Vec<Note>) -> Option<TextRecord<'static>> {
        let mut versions: Vec<(Str<'static>, Str<'static>)> = Vec::new();
        let mut plain = None;
        for (at, column) in self.table.columns.iter().enumerate() {
            let text = Table::cell(self.cells, at);
            let Some((_, tag)) = self.sheet.column(column).filter(|it| it.0 == name && !text.is_empty()) else {
                continue;
            };
            match tag {
                "" => plain = Some(text),
                tag if versions.iter().any(|it| it.0.eq_ignore_ascii_case(tag)) => {
                    notes.push(Note::TextLeftOut(self.spot(column, text)));
                }
                tag => versions.push((Str(tag.to_lowercase().into()), Str(text.to_owned().into()))),
            }
        }
        match plain {
            Some(plain) if versions.is_empty() => return Some(TextRecord::Plain(Str(plain.to_owned().into()))),
            Some(plain) if self.language.is_empty() || versions.iter().any(|it| *it.0 == *self.language) => {
                notes.push(Note::TextLeftOut(self.spot(name, plain)));
            }
            Some(plain) => versions.insert(0, (Str(self.language.to_owned().into()), Str(plain.to_owned().into()))),
            None => {}
        }
        (!versions.is_empty()).then_some(TextRecord::ByLanguage(versions))
    }

    fn parted(self, name: &str, separators: &[char]) -> Vec<&'t str> {
        self.cell(name).split(separators).map(str::trim_ascii).filter(|it| !it.is_empty()).collect()
    }

    /// Returns what stands between `;`.
    pub(super) fn ids(self, name: &str) -> Vec<&'t str> {
        self.parted(name, &[';', '\n'])
    }

    /// Returns the lines of a cell.
    pub(super) fn lines(self, name: &str) -> Vec<Str<'static>> {
        self.parted(name, &['\n']).into_iter().map(|it| Str(it.to_owned().into())).collect()
    }

    pub(super) fn number(self, name: &str) -> Option<f64> {
        number(self.cell(name))
    }
}

/// Returns a number as it is written in a cell, with a point or a comma.
pub(super) fn number(cell: &str) -> Option<f64> {
    cell.replace(',', ".").parse().ok()
}
