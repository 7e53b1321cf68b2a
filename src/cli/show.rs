//! What is known about some activities?
//!
//! Implements `show`: formats whole activities, or some of their sections, as text, Markdown or JSON.

use super::failure::Failure;
use super::values::ShowFormat;
use crate::catalogue::Section;
use crate::document::{Block, BlockKind, Document, colophon, markdown, plain, sheet, sheet_without_colophon};
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
    let sheet_of =
        |row| if is_single { sheet(catalogue, row, lang) } else { sheet_without_colophon(catalogue, row, lang) };
    // Lessons cite their sources by number, so the numbered sources are shown as well.
    let cites_sources = |row: &usize| {
        let activity = catalogue.activities.get(*row).filter(|_| sections.contains(&Section::Lessons));
        activity.is_some_and(|it| it.lessons.iter().any(|it| !it.sources.is_empty()))
    };
    let document_of = |row: &usize| keep_sections(sheet_of(*row), sections, cites_sources(row), lang);
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
            let with_sources = [sections, &[Section::Sources]].concat();
            let sections = |row| if cites_sources(row) { &with_sources } else { sections };
            let activities = rows.iter().filter_map(|row| Some((catalogue.activities.get(*row)?, sections(row))));
            let record = |(activity, sections)| Record { catalogue, activity, sections, languages };
            json(&activities.map(record).collect::<Vec<_>>())?
        }
    })
}

/// Keeps the title and the requested sections, and with `has_sources` the sources that these cite.
fn keep_sections(document: Document, sections: &[Section], has_sources: bool, lang: Lang) -> Document {
    let is_requested = |section: Option<Section>, is_fact: bool| match section {
        Some(Section::Sources) if has_sources && !is_fact => true,
        Some(section) => sections.contains(&section),
        None => !is_fact,
    };
    let mut blocks = document.blocks;
    if !sections.is_empty() {
        // A requested section that is missing is reported.
        let is_present = |it: &Section| blocks.iter().any(|block| block.anchor.section == Some(*it));
        let missing: Vec<&str> = sections.iter().filter(|it| !is_present(it)).map(|it| it.name(lang)).collect();
        let is_general_remark = |it: &Block| it.kind == BlockKind::Remark && it.anchor.section.is_none();
        blocks.retain(|it| is_requested(it.anchor.section, it.kind == BlockKind::Fact) && !is_general_remark(it));
        if !missing.is_empty() {
            let remark = (lang.words().not_given)(&missing.join(", ").to_lowercase());
            return Document { blocks }.with_remark(remark);
        }
    }
    Document { blocks }
}
