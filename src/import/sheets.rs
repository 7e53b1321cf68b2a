//! How are the eight sheets of an export read back? As what they were written from, row by row.

use std::collections::HashMap;

use super::table::Table;
use crate::catalogue::record::{
    ActivityRecord, CatalogueRecord, Entries, LessonRecord, OrganisationRecord, PlaceRecord, SourceRecord, Str,
    TermRecord, TextRecord,
};
use crate::catalogue::{Basis, FORMAT, LessonKind, PlaceKind, Section, Vocabulary};

/// The sheets, in their order.
pub(super) const SHEETS: [&str; 8] =
    ["catalogue", "terms", "sources", "activities", "places", "passages", "lessons", "extra"];

/// A row of a sheet, whose cells are found by the names of their columns.
#[derive(Clone, Copy)]
struct SheetRow<'t> {
    table: &'t Table,
    cells: &'t [String],
}

/// Returns the catalogue that stands in the sheets.
pub(super) fn import(sheets: &[Table]) -> CatalogueRecord<'static> {
    let rows = |at: usize| sheets.get(at).into_iter().flat_map(rows);
    let mut record = CatalogueRecord { format: FORMAT, ..CatalogueRecord::default() };
    for row in rows(0) {
        match row.cell("field") {
            "id" => record.id = row.optional("text"),
            "language" => record.language = row.optional("text"),
            "title" => record.title = row.text("text").unwrap_or_default(),
            "about" => record.about = row.text("text"),
            "licence" => record.licence = row.optional("text"),
            "attribution" => record.attribution = row.text("text"),
            _ => {}
        }
    }
    for row in rows(1) {
        let id = row.string("id");
        let name = row.text("name").unwrap_or_default();
        if row.cell("vocabulary") == Vocabulary::Organisations.name() {
            let (short, country) = (row.optional("short"), row.optional("country"));
            record.organisations.0.push((id, OrganisationRecord { name, short, country }));
            continue;
        }
        let term = TermRecord { name, synonyms: row.lines("synonyms") };
        match row.cell("vocabulary") {
            "kinds" => record.kinds.0.push((id, term)),
            "groups" => record.groups.0.push((id, term)),
            _ => record.themes.0.push((id, term)),
        }
    }
    record.sources = Entries(rows(2).map(|row| (row.string("id"), source(row))).collect());
    let mut activities = Activities::new(rows(3).map(activity).collect());
    rows(4).for_each(|row| activities.place(row));
    rows(5).for_each(|row| activities.passage(row));
    rows(6).for_each(|row| activities.lesson(row));
    rows(7).for_each(|row| activities.extra(row));
    record.activities = activities.finished();
    record
}

fn rows(table: &Table) -> impl Iterator<Item = SheetRow<'_>> {
    table.rows.iter().map(move |(_, cells)| SheetRow { table, cells })
}

impl SheetRow<'_> {
    fn cell(&self, name: &str) -> &str {
        let column = self.table.columns.iter().position(|it| it == name);
        column.map_or("", |it| Table::cell(self.cells, it))
    }

    fn string(&self, name: &str) -> Str<'static> {
        Str(self.cell(name).to_owned().into())
    }

    fn optional(&self, name: &str) -> Option<Str<'static>> {
        Some(self.string(name)).filter(|it| !it.is_empty())
    }

    /// Returns a text: what stands in the column of its name is in no language, what stands in `name_tag` in that one.
    fn text(&self, name: &str) -> Option<TextRecord<'static>> {
        if let Some(plain) = self.optional(name) {
            return Some(TextRecord::Plain(plain));
        }
        let columns = self.table.columns.iter().enumerate();
        let version = |(at, column): (usize, &String)| {
            let tag = column.strip_prefix(name)?.strip_prefix('_')?;
            let text = Table::cell(self.cells, at);
            (!text.is_empty()).then(|| (Str(tag.to_owned().into()), Str(text.to_owned().into())))
        };
        let versions: Vec<_> = columns.filter_map(version).collect();
        (!versions.is_empty()).then_some(TextRecord::ByLanguage(versions))
    }

    fn parted(&self, name: &str, separator: char) -> Vec<Str<'static>> {
        let parts = self.cell(name).split(separator).map(str::trim).filter(|it| !it.is_empty());
        parts.map(|it| Str(it.to_owned().into())).collect()
    }

    fn ids(&self, name: &str) -> Vec<Str<'static>> {
        self.parted(name, ';')
    }

    fn lines(&self, name: &str) -> Vec<Str<'static>> {
        self.parted(name, '\n')
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.cell(name).replace(',', ".").parse().ok()
    }
}

fn source(row: SheetRow<'_>) -> SourceRecord<'static> {
    SourceRecord {
        authors: row.lines("authors"),
        title: row.text("title").unwrap_or_default(),
        city: row.optional("city"),
        publisher: row.text("publisher"),
        year: row.cell("year").parse().ok(),
        url: row.optional("url"),
        doi: row.optional("doi"),
        isbn: row.optional("isbn"),
        accessed: row.optional("accessed"),
    }
}

fn activity(row: SheetRow<'_>) -> ActivityRecord<'static> {
    let plain = |name| row.ids(name).into_iter().map(TextRecord::Plain).collect::<Vec<_>>();
    let silent = row.ids("silent");
    ActivityRecord {
        id: row.string("id"),
        title: row.text("title").unwrap_or_default(),
        lead: plain("lead").into_iter().next(),
        experts: plain("experts"),
        partners: plain("partners"),
        themes: row.ids("themes"),
        kinds: row.ids("kinds"),
        groups: row.ids("groups"),
        period: row.optional("period"),
        sources: row.ids("sources"),
        silent: silent.iter().filter_map(|it| Section::from_word(it)).collect(),
        ..ActivityRecord::default()
    }
}

/// The activities, to which what stands in the other sheets is added.
struct Activities {
    records: Vec<ActivityRecord<'static>>,
    places: Vec<Vec<PlaceRecord<'static>>>,
    texts: Vec<Vec<(Section, TextRecord<'static>)>>,
    by_id: HashMap<String, usize>,
}

impl Activities {
    fn new(records: Vec<ActivityRecord<'static>>) -> Self {
        let by_id = records.iter().enumerate().map(|(at, it)| (it.id.to_string(), at)).collect();
        let (places, texts) =
            (records.iter().map(|_| Vec::new()).collect(), records.iter().map(|_| Vec::new()).collect());
        Self { records, places, texts, by_id }
    }

    fn at(&self, row: SheetRow<'_>) -> Option<usize> {
        self.by_id.get(row.cell("activity")).copied()
    }

    fn place(&mut self, row: SheetRow<'_>) {
        let Some(at) = self.at(row) else { return };
        let kind = PlaceKind::from_id(row.cell("kind"));
        let degrees = row.number("latitude").zip(row.number("longitude"));
        let name = row.text("name").unwrap_or_default();
        let aliases = row.lines("aliases");
        self.places[at].push(PlaceRecord { name, aliases, country: row.string("country"), kind, at: degrees });
    }

    fn passage(&mut self, row: SheetRow<'_>) {
        let (Some(at), Some(text)) = (self.at(row), row.text("text")) else { return };
        let number: usize = row.cell("number").parse().unwrap_or(usize::MAX);
        let record = &mut self.records[at];
        // Those who are in no vocabulary stand among those who are.
        let insert = |who: &mut Vec<TextRecord<'static>>, text| who.insert((number.max(1) - 1).min(who.len()), text);
        match row.cell("section") {
            "lead" => record.lead = Some(text),
            "experts" => insert(&mut record.experts, text),
            "partners" => insert(&mut record.partners, text),
            section => {
                if let Some(section) = Section::from_word(section) {
                    self.texts[at].push((section, text));
                }
            }
        }
    }

    fn lesson(&mut self, row: SheetRow<'_>) {
        let (Some(at), Some(text)) = (self.at(row), row.text("text")) else { return };
        let basis = Basis::from_id(row.cell("basis"));
        let kind = LessonKind::from_id(row.cell("kind"));
        self.records[at].lessons.push(LessonRecord { basis, kind, text, sources: row.ids("sources") });
    }

    fn extra(&mut self, row: SheetRow<'_>) {
        let (Some(at), Some(text)) = (self.at(row), row.text("text")) else { return };
        self.records[at].extra.0.push((row.string("name"), text));
    }

    fn finished(self) -> Vec<ActivityRecord<'static>> {
        let Self { mut records, places, texts, .. } = self;
        for ((record, mut places), texts) in records.iter_mut().zip(places).zip(texts) {
            match places.len() {
                0 | 1 => record.place = places.pop(),
                _ => record.places = Some(places),
            }
            let mut sections: Vec<(Section, Vec<TextRecord<'static>>)> = Vec::new();
            for (section, text) in texts {
                match sections.iter_mut().find(|it| it.0 == section) {
                    Some((_, texts)) => texts.push(text),
                    None => sections.push((section, vec![text])),
                }
            }
            sections.into_iter().for_each(|(section, texts)| record.put(section, texts));
        }
        records
    }
}
