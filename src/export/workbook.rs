//! How is a catalogue written as a spreadsheet (Office Open XML)?
//!
//! Writes the whole catalogue to eight sheets, which `import` reads back.
//!
//! Each text has one column per language, and one for texts without a language. Within a cell, identifiers are
//! separated by `;`, names by line breaks.

use indexmap::IndexSet;
use rust_xlsxwriter::Workbook;

use super::error::{ExportError, KeepGoing};
use super::spreadsheet::{Cell, Sheet, Styles};
use crate::catalogue::record::{
    ActivityRecord, CatalogueRecord, Entries, PlaceRecord, SourceRecord, Str, TermRecord, TextRecord,
};
use crate::catalogue::{Catalogue, PartialDate, Section, Vocabulary, to_record};

/// Returns a workbook with activities and everything in their catalogue that belongs to them, as bytes.
///
/// # Errors
/// If the activities cannot be merged into one catalogue, a text or the number of rows exceeds the limits of a sheet,
/// or the export was stopped.
pub fn workbook(catalogue: &Catalogue, rows: &[usize], keep_going: KeepGoing<'_>) -> Result<Vec<u8>, ExportError> {
    let record = to_record(catalogue, rows)?;
    let columns = TextColumns::of(&record);
    let sheets = [
        columns.header(&record),
        columns.terms(&record),
        columns.sources(&record),
        columns.activities(&record),
        columns.places(&record),
        columns.passages(&record),
        columns.lessons(&record),
        columns.extra(&record),
    ];
    let mut workbook = Workbook::new();
    let styles = Styles::new();
    for sheet in sheets {
        sheet.write(workbook.add_worksheet(), &styles, keep_going)?;
    }
    workbook.save_to_buffer().map_err(ExportError::refused)
}

/// Language tags of all texts, one column for each; the empty tag, which comes first, is for texts without a language.
struct TextColumns<'a>(Vec<&'a str>);

impl<'a> TextColumns<'a> {
    fn of(record: &'a CatalogueRecord<'_>) -> Self {
        let mut tags: IndexSet<&str> = IndexSet::new();
        let mut add = |text: &'a TextRecord<'_>| {
            if let TextRecord::ByLanguage(versions) = text {
                tags.extend(versions.iter().map(|(tag, _)| &**tag));
            }
        };
        let header = [record.title.as_ref(), record.about.as_ref(), record.attribution.as_ref()];
        header.into_iter().flatten().for_each(&mut add);
        for terms in [&record.themes, &record.kinds, &record.groups] {
            terms.0.iter().for_each(|(_, it)| add(&it.name));
        }
        record.organisations.0.iter().for_each(|(_, it)| add(&it.name));
        record.sources.0.iter().for_each(|(_, it)| std::iter::once(&it.title).chain(&it.publisher).for_each(&mut add));
        for it in &record.activities {
            let sections = Section::ALL.into_iter().flat_map(|section| it.texts(section));
            let places = it.place.iter().chain(it.places.iter().flatten()).map(|it| &it.name);
            let lessons = it.lessons.iter().map(|it| &it.text);
            let extra = it.extra.0.iter().map(|(_, text)| text);
            let participants = it.lead.iter().chain(&it.experts).chain(&it.partners);
            std::iter::once(&it.title).chain(sections).chain(places).chain(lessons).for_each(&mut add);
            extra.chain(participants).for_each(&mut add);
        }
        Self(std::iter::once("").chain(tags).collect())
    }

    /// Returns the names of the columns of a text.
    fn columns(&self, name: &str) -> Vec<String> {
        let column = |tag: &&str| if tag.is_empty() { name.to_owned() } else { format!("{name}_{tag}") };
        self.0.iter().map(column).collect()
    }

    /// Returns the cells of a text, one per language.
    fn cells<'t>(&self, text: Option<&'t TextRecord<'_>>) -> Vec<Cell<'t>> {
        let cell = |tag: &&str| match text {
            Some(TextRecord::Plain(text)) if tag.is_empty() => Cell::Text(text),
            Some(TextRecord::ByLanguage(versions)) => {
                versions.iter().find(|(it, _)| **it == **tag).map_or(Cell::Empty, |(_, text)| Cell::Text(text))
            }
            _ => Cell::Empty,
        };
        self.0.iter().map(cell).collect()
    }

    fn header(&self, record: &'a CatalogueRecord<'_>) -> Sheet<'a> {
        let plain = |text: Option<&'a Str<'_>>| vec![text.map_or(Cell::Empty, |it| Cell::Text(it))];
        let rows: [(&'static str, Vec<Cell<'a>>); 6] = [
            ("id", plain(record.id.as_ref())),
            ("language", plain(record.language.as_ref())),
            ("title", self.cells(record.title.as_ref())),
            ("about", self.cells(record.about.as_ref())),
            ("licence", plain(record.licence.as_ref())),
            ("attribution", self.cells(record.attribution.as_ref())),
        ];
        let mut sheet = Sheet::new("catalogue", [vec!["field".to_owned()], self.columns("text")]);
        rows.into_iter().for_each(|(field, cells)| sheet.push(field, [vec![Cell::Text(field)], cells]));
        sheet
    }

    fn terms(&self, record: &'a CatalogueRecord<'_>) -> Sheet<'a> {
        let columns = [names(&["vocabulary", "id"]), self.columns("name"), names(&["synonyms", "short", "country"])];
        let mut sheet = Sheet::new("terms", columns);
        let vocabularies = [
            (Vocabulary::Themes, &record.themes),
            (Vocabulary::Kinds, &record.kinds),
            (Vocabulary::Groups, &record.groups),
        ];
        for (vocabulary, terms) in vocabularies {
            for (id, TermRecord { name, synonyms }) in &terms.0 {
                let words = vec![Cell::OwnedText(lines(synonyms)), Cell::Empty, Cell::Empty];
                sheet.push(id, [vec![Cell::Text(vocabulary.name()), Cell::Text(id)], self.cells(Some(name)), words]);
            }
        }
        for (id, it) in &record.organisations.0 {
            let begin = vec![Cell::Text(Vocabulary::Organisations.name()), Cell::Text(id)];
            let end = vec![Cell::Empty, optional(it.short.as_ref()), optional(it.country.as_ref())];
            sheet.push(id, [begin, self.cells(Some(&it.name)), end]);
        }
        sheet
    }

    fn sources(&self, record: &'a CatalogueRecord<'_>) -> Sheet<'a> {
        let end = names(&["city", "year", "url", "doi", "isbn", "accessed"]);
        let columns = [names(&["id", "authors"]), self.columns("title"), self.columns("publisher"), end];
        let mut sheet = Sheet::new("sources", columns);
        for (id, it) in &record.sources.0 {
            let SourceRecord { authors, title, city, publisher, year, url, doi, isbn, accessed } = it;
            let end = vec![
                optional(city.as_ref()),
                year.map_or(Cell::Empty, |it| Cell::Number(f64::from(it))),
                optional(url.as_ref()),
                optional(doi.as_ref()),
                optional(isbn.as_ref()),
                accessed.as_ref().map_or(Cell::Empty, |it| PartialDate::parse(it).map_or(Cell::Text(it), Cell::Day)),
            ];
            let begin = vec![Cell::Text(id), Cell::OwnedText(lines(authors))];
            sheet.push(id, [begin, self.cells(Some(title)), self.cells(publisher.as_ref()), end]);
        }
        sheet
    }

    fn activities(&self, record: &'a CatalogueRecord<'_>) -> Sheet<'a> {
        let end = ["period", "themes", "kinds", "groups", "lead", "experts", "partners", "sources", "silent"];
        let mut sheet = Sheet::new("activities", [names(&["id"]), self.columns("title"), names(&end)]);
        for it in &record.activities {
            let silent = it.silent.iter().map(|it| it.field()).collect::<Vec<_>>().join(";");
            let participant_ids = |participants: &[TextRecord<'_>]| {
                Cell::OwnedText(participants.iter().filter_map(id_of).collect::<Vec<_>>().join(";"))
            };
            let end = vec![
                optional(it.period.as_ref()),
                Cell::OwnedText(ids(&it.themes)),
                Cell::OwnedText(ids(&it.kinds)),
                Cell::OwnedText(ids(&it.groups)),
                participant_ids(it.lead.as_slice()),
                participant_ids(&it.experts),
                participant_ids(&it.partners),
                Cell::OwnedText(ids(&it.sources)),
                Cell::OwnedText(silent),
            ];
            sheet.push(&it.id, [vec![Cell::Text(&it.id)], self.cells(Some(&it.title)), end]);
        }
        sheet
    }

    fn places(&self, record: &'a CatalogueRecord<'_>) -> Sheet<'a> {
        let end = names(&["country", "kind", "latitude", "longitude", "aliases"]);
        let mut sheet = Sheet::new("places", [names(&["activity", "number"]), self.columns("name"), end]);
        for activity in &record.activities {
            let places = activity.place.iter().chain(activity.places.iter().flatten());
            for (number, it) in (1_u32..).zip(places) {
                let PlaceRecord { name, aliases, country, kind, at } = it;
                let degrees = |degrees: Option<f64>| degrees.map_or(Cell::Empty, Cell::Number);
                let end = vec![
                    Cell::Text(country),
                    kind.map_or(Cell::Empty, |it| Cell::Text(it.id())),
                    degrees(at.map(|it| it.0)),
                    degrees(at.map(|it| it.1)),
                    Cell::OwnedText(lines(aliases)),
                ];
                sheet.push(&activity.id, [numbered(activity, number), self.cells(Some(name)), end]);
            }
        }
        sheet
    }

    fn passages(&self, record: &'a CatalogueRecord<'_>) -> Sheet<'a> {
        let mut sheet = Sheet::new("passages", [names(&["activity", "section", "number"]), self.columns("text")]);
        for it in &record.activities {
            let participants = [("lead", it.lead.as_slice()), ("experts", &it.experts), ("partners", &it.partners)];
            let sections = Section::ALL.map(|section| (section.field(), it.texts(section)));
            for (name, texts) in participants.into_iter().chain(sections) {
                let is_participant = participants.iter().any(|it| it.0 == name);
                for (number, text) in (1_u32..).zip(texts).filter(|(_, text)| !is_participant || id_of(text).is_none())
                {
                    let begin = vec![Cell::Text(&it.id), Cell::Text(name), Cell::Number(f64::from(number))];
                    sheet.push(&it.id, [begin, self.cells(Some(text))]);
                }
            }
        }
        sheet
    }

    fn lessons(&self, record: &'a CatalogueRecord<'_>) -> Sheet<'a> {
        let columns = [names(&["activity", "number", "basis", "kind"]), self.columns("text"), names(&["sources"])];
        let mut sheet = Sheet::new("lessons", columns);
        for activity in &record.activities {
            for (number, it) in (1_u32..).zip(&activity.lessons) {
                let mut begin = numbered(activity, number);
                begin.push(it.basis.map_or(Cell::Empty, |it| Cell::Text(it.id())));
                begin.push(it.kind.map_or(Cell::Empty, |it| Cell::Text(it.id())));
                sheet.push(&activity.id, [begin, self.cells(Some(&it.text)), vec![Cell::OwnedText(ids(&it.sources))]]);
            }
        }
        sheet
    }

    fn extra(&self, record: &'a CatalogueRecord<'_>) -> Sheet<'a> {
        let mut sheet = Sheet::new("extra", [names(&["activity", "number", "name"]), self.columns("text")]);
        for activity in &record.activities {
            let Entries(extra) = &activity.extra;
            for (number, (name, text)) in (1_u32..).zip(extra) {
                let begin = numbered(activity, number).into_iter().chain([Cell::Text(name)]).collect();
                sheet.push(&activity.id, [begin, self.cells(Some(text))]);
            }
        }
        sheet
    }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&it| it.to_owned()).collect()
}

fn optional<'a>(text: Option<&'a Str<'_>>) -> Cell<'a> {
    text.map_or(Cell::Empty, |it| Cell::Text(it))
}

fn numbered<'a>(activity: &'a ActivityRecord<'_>, number: u32) -> Vec<Cell<'a>> {
    vec![Cell::Text(&activity.id), Cell::Number(f64::from(number))]
}

fn ids(ids: &[Str<'_>]) -> String {
    ids.iter().map(|it| &**it).collect::<Vec<_>>().join(";")
}

fn lines(names: &[Str<'_>]) -> String {
    names.iter().map(|it| &**it).collect::<Vec<_>>().join("\n")
}

/// Returns the identifier of a participant, or `None` for a name. A text without a language is an identifier if it has
/// only characters of one, so that it can be in a list of identifiers.
fn id_of<'a>(participant: &'a TextRecord<'_>) -> Option<&'a str> {
    let TextRecord::Plain(text) = participant else { return None };
    Some(&**text).filter(|it| it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-'))
}
