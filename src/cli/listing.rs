//! How are activities written one after the other? In one of the formats, as they come; nothing that has been written
//! is kept.

use serde::Serialize;

use super::failure::Failure;
use super::record::Record;
use super::values::{ExportFormat, Languages, ListFormat};
use crate::catalogue::{Activity, Unwritable, to_ron};
use crate::document::{article, escape_markdown, html_end, html_start, leaf, markdown};
use crate::lang::Lang;
use crate::query::Library;
use crate::text::{pad, truncate, width};

/// How activities are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// A line for each, in columns: identifier, country, place, title. The title is cut where the line would be wider
    /// than so many columns; without the place where little would be left of it.
    Table(Option<usize>),
    Ids,
    Tsv,
    Csv,
    Json,
    Ndjson,
    Markdown,
    Html,
    Ron,
}

impl Format {
    /// Returns the format of a list that is as wide as it may be.
    pub(super) fn of_list(format: ListFormat, columns: Option<usize>) -> Self {
        match format {
            ListFormat::Table => Format::Table(columns),
            ListFormat::Ids => Format::Ids,
            ListFormat::Tsv => Format::Tsv,
            ListFormat::Csv => Format::Csv,
            ListFormat::Json => Format::Json,
            ListFormat::Ndjson => Format::Ndjson,
        }
    }
}

impl From<ExportFormat> for Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Csv => Format::Csv,
            ExportFormat::Json => Format::Json,
            ExportFormat::Ndjson => Format::Ndjson,
            ExportFormat::Markdown => Format::Markdown,
            ExportFormat::Html => Format::Html,
            ExportFormat::Ron => Format::Ron,
        }
    }
}

/// Writes activities in a format.
pub(super) struct Listing {
    format: Format,
    lang: Lang,
    languages: Languages,
    /// Whether something has been written.
    is_begun: bool,
    /// The rows of a table, whose columns are as wide as the widest of them.
    table: Vec<Row>,
}

/// A row of a table.
struct Row {
    id: String,
    country: String,
    place: String,
    title: String,
}

/// The fewest columns that a title is left with before the place gives way to it.
const TITLE: usize = 24;

impl Listing {
    pub(super) fn new(format: Format, lang: Lang, languages: Languages) -> Self {
        Self { format, lang, languages, is_begun: false, table: Vec::new() }
    }

    /// Returns whether what is written of some activities takes nothing of those after them.
    pub(super) fn is_steady(&self) -> bool {
        self.format != Format::Ron
    }

    /// Returns what is written of some activities of a library, after what has been written before.
    pub(super) fn add(&mut self, library: &Library, rows: &[usize]) -> Result<String, Failure> {
        let (catalogue, lang) = (&library.catalogue, self.lang);
        let is_first = !std::mem::replace(&mut self.is_begun, true);
        let activities = || rows.iter().filter_map(|&row| catalogue.activities.get(row));
        let languages = self.languages;
        let records = || activities().map(|activity| Record { catalogue, activity, sections: &[], languages });
        let begun = |beginning: &str| if is_first { beginning.to_owned() } else { String::new() };
        Ok(match self.format {
            Format::Table(_) => {
                self.table.extend(activities().map(|it| Row::new(it, lang)));
                String::new()
            }
            Format::Ids => activities().map(|it| format!("{}\n", it.id)).collect(),
            Format::Tsv => {
                // A line break would end the row.
                let lines = records().map(|it| it.cells().join("\t").replace('\n', " ") + "\n");
                begun(&(Record::columns().join("\t") + "\n")) + &lines.collect::<String>()
            }
            Format::Csv => csv(is_first, records())?,
            Format::Json => json_items(is_first, records())?,
            Format::Ndjson => {
                let lines = records().map(|it| serde_json::to_string(&it).map(|line| line + "\n"));
                lines.collect::<Result<String, _>>().map_err(unwritable)?
            }
            Format::Markdown => {
                let sheets: Vec<String> = rows.iter().map(|&row| markdown(&leaf(catalogue, row, lang), lang)).collect();
                (if is_first { "" } else { "\n" }).to_owned() + &sheets.join("\n")
            }
            Format::Html => {
                let articles = rows.iter().map(|&row| article(&leaf(catalogue, row, lang)));
                begun(&html_beginning(library, lang)) + &articles.collect::<String>()
            }
            Format::Ron => to_ron(catalogue, rows).map_err(|error| match error {
                Unwritable::Several => Failure::Several,
                Unwritable::Ron(reason) => Failure::BadFormat(reason),
            })?,
        })
    }

    /// Returns what is written after all activities of a library.
    pub(super) fn end(&self, library: &Library) -> String {
        let foot = || foot(library, self.lang);
        match self.format {
            Format::Table(columns) => table(&self.table, columns),
            Format::Json => "\n]\n".to_owned(),
            Format::Markdown => {
                let foot = foot().into_iter().map(|line| format!("\n{}\n", escape_markdown(&line)));
                format!("\n---\n{}", foot.collect::<String>())
            }
            Format::Html => html_end(&foot()),
            _ => String::new(),
        }
    }
}

impl Row {
    fn new(activity: &Activity, lang: Lang) -> Self {
        Self {
            id: activity.id.to_string(),
            country: activity.countries(),
            place: activity.place.name.get(lang).to_owned(),
            title: activity.title.get(lang).to_owned(),
        }
    }
}

fn table(rows: &[Row], columns: Option<usize>) -> String {
    let ids = rows.iter().map(|it| width(&it.id)).max().unwrap_or(0);
    let places = rows.iter().map(|it| width(&it.place)).max().unwrap_or(0);
    let countries = rows.iter().map(|it| width(&it.country)).max().unwrap_or(0);
    let has_place = columns.is_none_or(|columns| ids + countries + places + TITLE + 6 <= columns);
    let line = |it: &Row| {
        let place = if has_place { pad(&it.place, places) + "  " } else { String::new() };
        let line = format!("{}  {}  {place}{}", pad(&it.id, ids), pad(&it.country, countries), it.title);
        columns.map_or(line.clone(), |columns| truncate(&line, columns)) + "\n"
    };
    rows.iter().map(line).collect()
}

/// Returns records as indented JSON.
pub(super) fn json(records: &[impl Serialize]) -> Result<String, Failure> {
    Ok(serde_json::to_string_pretty(records).map_err(unwritable)? + "\n")
}

/// Returns records as items of a list, the first of which begins it.
fn json_items<'a>(is_first: bool, records: impl Iterator<Item = Record<'a>>) -> Result<String, Failure> {
    let mut items = String::new();
    for record in records {
        items += if is_first && items.is_empty() { "[\n  " } else { ",\n  " };
        // A line break in a text is written as an escape.
        items += &serde_json::to_string_pretty(&record).map_err(unwritable)?.replace('\n', "\n  ");
    }
    Ok(items)
}

fn csv<'a>(has_head: bool, records: impl Iterator<Item = Record<'a>>) -> Result<String, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    if has_head {
        writer.write_record(Record::columns()).map_err(unwritable)?;
    }
    for record in records {
        writer.write_record(record.cells()).map_err(unwritable)?;
    }
    let bytes = writer.into_inner().map_err(unwritable)?;
    String::from_utf8(bytes).map_err(unwritable)
}

fn unwritable(error: impl std::fmt::Display) -> Failure {
    Failure::BadFormat(error.to_string())
}

fn html_beginning(library: &Library, lang: Lang) -> String {
    let headers = &library.catalogue.headers;
    let title: Vec<&str> = headers.iter().map(|it| it.title.get(lang)).collect();
    let about = headers.first().and_then(|it| it.about.as_ref()).map(|it| it.get(lang));
    html_start(&title.join(" · "), about, lang)
}

/// Returns the attribution and the licence that go with the texts.
fn foot(library: &Library, lang: Lang) -> Vec<String> {
    let headers = &library.catalogue.headers;
    let words = lang.words();
    let named = |name: &str, said: &str| format!("{name}{} {said}", words.colon);
    let attributions = headers.iter().filter_map(|it| it.attribution.as_ref());
    let attributions = attributions.map(|it| named(words.attribution, it.get(lang)));
    attributions.chain(headers.iter().filter_map(|it| it.licence.as_ref()).map(|it| named(words.licence, it))).collect()
}
