//! What is known about some activities?
//!
//! Implements `show`: formats whole activities, or some of their sections, as text, Markdown or JSON.

use super::failure::Failure;
use super::values::ShowFormat;
use crate::catalogue::Section;
use crate::document::{Document, colophon, markdown, plain, sheet, sheet_of_sections, sheet_without_colophon};
use crate::export::{Languages, Record, TEXT_WIDTH, json};
use crate::lang::Lang;
use crate::query::Library;
use crate::terminal;

/// Returns the width of printed text, in columns: that of the terminal if there is one, at most [`TEXT_WIDTH`].
pub(super) fn text_columns() -> usize {
    terminal::columns().unwrap_or(TEXT_WIDTH).min(TEXT_WIDTH)
}

/// Returns activities in a format, restricted to some sections if any are given. Text and Markdown print the facts
/// about the catalogue once, at the end, if whole activities are shown.
pub(super) fn show(
    library: &Library,
    rows: &[usize],
    sections: &[Section],
    format: ShowFormat,
    lang: Lang,
    languages: Languages,
) -> Result<String, Failure> {
    let catalogue = &library.catalogue;
    let is_single = rows.len() == 1;
    // Lessons cite their sources by number, so the numbered sources are shown as well.
    let with_sources = [sections, &[Section::Sources]].concat();
    let sections_of = |row: usize| {
        let activity = catalogue.activities.get(row).filter(|_| sections.contains(&Section::Lessons));
        let cites_sources = activity.is_some_and(|it| it.lessons.iter().any(|it| !it.sources.is_empty()));
        if cites_sources { &with_sources } else { sections }
    };
    let document_of = |&row: &usize| match sections_of(row) {
        [] if is_single => sheet(catalogue, row, lang),
        [] => sheet_without_colophon(catalogue, row, lang, None),
        sections => sheet_of_sections(catalogue, row, lang, sections),
    };
    let mut documents: Vec<Document> = rows.iter().map(document_of).collect();
    if !is_single && sections.is_empty() {
        documents.push(colophon(catalogue, rows, lang));
    }
    Ok(match format {
        ShowFormat::Text => {
            let columns = text_columns();
            documents.iter().map(|it| plain(it, columns)).collect::<Vec<_>>().join("\n\n")
        }
        ShowFormat::Markdown => documents.iter().map(|it| markdown(it, lang)).collect::<Vec<_>>().join("\n"),
        ShowFormat::Json => {
            let activities = rows.iter().filter_map(|&it| Some((catalogue.activities.get(it)?, sections_of(it))));
            let record = |(activity, sections)| Record { catalogue, activity, sections, languages };
            json(&activities.map(record).collect::<Vec<_>>())?
        }
    })
}
