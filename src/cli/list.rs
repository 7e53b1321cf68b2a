//! Which activities pass?

use serde::Serialize;

use super::failure::Failure;
use super::record::Record;
use super::values::{Languages, ListFormat};
use crate::catalogue::Activity;
use crate::lang::Lang;
use crate::query::{Answer, Library};
use crate::terminal;
use crate::text::{pad, truncate, width};

/// Returns the activities of an answer, in a format.
pub(super) fn list(
    library: &Library,
    answer: &Answer,
    format: ListFormat,
    lang: Lang,
    languages: Languages,
) -> Result<String, Failure> {
    let records = || activities(library, answer).map(|it| Record::new(&library.catalogue, it, &[], languages));
    Ok(match format {
        ListFormat::Table => table(library, answer, lang, terminal::columns()),
        ListFormat::Ids => activities(library, answer).map(|it| format!("{}\n", it.id)).collect(),
        ListFormat::Tsv => {
            let rows = records().map(|it| it.cells().join("\t"));
            std::iter::once(Record::COLUMNS.join("\t")).chain(rows).map(|row| row + "\n").collect()
        }
        ListFormat::Csv => csv(records())?,
        ListFormat::Json => json(&records().collect::<Vec<_>>())?,
        ListFormat::Ndjson => {
            let lines = records().map(|it| serde_json::to_string(&it).map(|line| line + "\n"));
            lines.collect::<Result<String, _>>().map_err(|error| Failure::BadFormat(error.to_string()))?
        }
    })
}

/// The fewest columns that a title is left with before the place gives way to it.
const TITLE: usize = 24;

/// Returns a line for each activity: identifier, country, place, title, in columns; the title cut where
/// the line would be wider than the terminal, without the place where little would be left of it.
pub(super) fn table(library: &Library, answer: &Answer, lang: Lang, columns: Option<usize>) -> String {
    let rows = || activities(library, answer);
    let ids = rows().map(|it| width(&it.id)).max().unwrap_or(0);
    let places = rows().map(|it| width(it.place.name.get(lang))).max().unwrap_or(0);
    let has_place = columns.is_none_or(|columns| ids + places + TITLE + 8 <= columns);
    let line = |it: &Activity| {
        let place = if has_place { pad(it.place.name.get(lang), places) + "  " } else { String::new() };
        let line = format!("{}  {}  {place}{}", pad(&it.id, ids), it.place.country.code(), it.title.get(lang));
        columns.map_or(line.clone(), |columns| truncate(&line, columns)) + "\n"
    };
    rows().map(line).collect()
}

/// Returns records as indented JSON.
pub(super) fn json(records: &[impl Serialize]) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(records).map_err(|error| Failure::BadFormat(error.to_string()))?;
    Ok(text + "\n")
}

fn csv<'a>(records: impl Iterator<Item = Record<'a>>) -> Result<String, Failure> {
    let bad = |error: csv::Error| Failure::BadFormat(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(Record::COLUMNS).map_err(bad)?;
    for record in records {
        writer.write_record(record.cells()).map_err(bad)?;
    }
    let bytes = writer.into_inner().map_err(|error| Failure::BadFormat(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Failure::BadFormat(error.to_string()))
}

fn activities<'a>(library: &'a Library, answer: &'a Answer) -> impl Iterator<Item = &'a Activity> {
    answer.rows.iter().filter_map(|&row| library.catalogue.activities.get(row))
}
