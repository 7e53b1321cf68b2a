//! How are lessons exported across activities?
//!
//! Writes one section of many activities, passage by passage with their sources, as text, Markdown, HTML or JSON.

use serde::Serialize;

use super::Languages;
use super::error::ExportError;
use super::json;
use super::listing::{footer, markdown_footer};
use super::record::{Record, SourceJson};
use crate::catalogue::record::TextRecord;
use crate::catalogue::{Lesson, Section};
use crate::document::{
    AnnotatedText, BlockKind, Document, Grouping, LensView, References, html_end, html_start, lens, markdown, plain,
    section,
};
use crate::lang::Lang;
use crate::query::Library;

/// Output formats of the lens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LensFormat {
    /// A document to read.
    Document(DocumentFormat),
    /// JSON array of objects.
    Json,
}

/// Formats of a document to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentFormat {
    /// Plain text, wrapped to a number of columns.
    Text(usize),
    /// Markdown (CommonMark).
    Markdown,
    /// HTML page, for the screen and for print.
    Html,
}

/// One section of many activities, ready to be written.
#[derive(Clone, Copy, Debug)]
pub struct Passages<'a> {
    /// The library of the activities.
    pub library: &'a Library,
    /// The section, and how its passages are grouped.
    pub view: LensView<'a>,
    /// Records of the activities.
    pub rows: &'a [usize],
    /// Language of the user.
    pub lang: Lang,
    /// Languages of the texts in JSON.
    pub languages: Languages,
}

#[derive(Serialize)]
struct PassageRecord<'a> {
    activity: &'a str,
    title: TextRecord<'a>,
    place: TextRecord<'a>,
    country: &'static str,
    /// Present if the passages are grouped by theme; `null` for an activity without a theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<Option<&'a str>>,
    section: &'static str,
    /// Position in the section, from 1.
    number: usize,
    /// Present for lessons; `null` if not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<Option<&'static str>>,
    /// Present for lessons; `null` if not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<Option<&'static str>>,
    text: TextRecord<'a>,
    sources: Vec<SourceJson<'a>>,
    licence: Option<&'a str>,
    attribution: Option<TextRecord<'a>>,
}

impl Passages<'_> {
    /// Writes the passages in a format, part by part.
    ///
    /// # Errors
    /// Those of `out`, and if the passages cannot be written in this format.
    pub fn write<E: From<ExportError>>(
        self,
        format: LensFormat,
        filter_description: Option<String>,
        out: &mut dyn FnMut(String) -> Result<(), E>,
    ) -> Result<(), E> {
        let format = match format {
            LensFormat::Json => return self.write_json(out),
            LensFormat::Document(format) => format,
        };
        let (lang, mut references) = (self.lang, References::default());
        out(self.start(format, filter_description))?;
        let mut is_first = true;
        for mut document in lens(self.view, self.rows, lang) {
            self.append_source_numbers(&mut document, &mut references);
            let gap =
                if std::mem::replace(&mut is_first, false) || format != DocumentFormat::Markdown { "" } else { "\n" };
            out(gap.to_owned() + &self.render(&document, format))?;
        }
        let sources = references.document(&self.library.catalogue, lang);
        let gap = if format == DocumentFormat::Markdown { "\n" } else { "" };
        let sources = if sources.blocks.is_empty() { String::new() } else { self.render(&sources, format) };
        out(gap.to_owned() + &sources + &self.end(format))
    }

    fn start(self, format: DocumentFormat, filter_description: Option<String>) -> String {
        let (words, name) = (&self.lang.words().export, self.view.section.name(self.lang));
        let headers = self.view.catalogue.headers_of(self.rows);
        let titles = headers.iter().map(|it| AnnotatedText::localized(&it.title, self.lang));
        let title = AnnotatedText::list([name.into()].into_iter().chain(titles));
        match format {
            DocumentFormat::Html => {
                let marks = (self.view.section == Section::Lessons).then(|| words.marks.to_owned());
                html_start(
                    title,
                    filter_description.into_iter().chain(marks).map(AnnotatedText::from).collect(),
                    self.lang,
                )
            }
            DocumentFormat::Markdown => {
                let remark = filter_description.map(|it| (BlockKind::Remark, it.into()));
                markdown(&Document::of([(BlockKind::Title, title)].into_iter().chain(remark)), self.lang) + "\n"
            }
            DocumentFormat::Text(_) => String::new(),
        }
    }

    fn render(self, document: &Document, format: DocumentFormat) -> String {
        match format {
            DocumentFormat::Html => section(document, self.lang),
            DocumentFormat::Markdown => markdown(document, self.lang),
            DocumentFormat::Text(columns) => plain(document, columns),
        }
    }

    fn end(self, format: DocumentFormat) -> String {
        match format {
            DocumentFormat::Html => html_end(footer(&self.view.catalogue.headers_of(self.rows), self.lang)),
            DocumentFormat::Markdown => markdown_footer(&self.view.catalogue.headers_of(self.rows), self.lang),
            DocumentFormat::Text(_) => String::new(),
        }
    }

    /// Appends the numbers of the sources: for lessons to the provenance of each, for other sections those of the
    /// activity to the line that names it.
    fn append_source_numbers(self, document: &mut Document, references: &mut References) {
        for block in &mut document.blocks {
            let Some(activity) = block.anchor.activity.and_then(|it| self.view.catalogue.activities.get(it)) else {
                continue;
            };
            let sources = match (self.view.section, block.kind) {
                (Section::Lessons, BlockKind::Label) => {
                    activity.lessons.get(block.anchor.item).map(|it| it.sources.as_slice())
                }
                (Section::Lessons, _) => None,
                (_, BlockKind::Subtitle | BlockKind::Label) if activity.has(self.view.section) => {
                    Some(&*activity.sources)
                }
                _ => None,
            };
            if let Some(sources) = sources {
                references.add(sources);
                block.text.push_str(&references.numbers(sources));
            }
        }
    }

    fn write_json<E: From<ExportError>>(self, out: &mut dyn FnMut(String) -> Result<(), E>) -> Result<(), E> {
        let mut before = "[";
        for unit in self.view.units(self.rows) {
            let Some(activity) = self.view.catalogue.activities.get(unit.record) else { continue };
            let record = Record { catalogue: self.view.catalogue, activity, sections: &[], languages: self.languages };
            let items = json::items(0, self.records(record, unit.theme()).into_iter())?;
            if !items.is_empty() {
                out(before.to_owned() + &items)?;
                before = ",";
            }
        }
        out(if before == "[" { "[]\n".to_owned() } else { "\n]\n".to_owned() })
    }

    fn records(self, record: Record<'_>, theme: Option<usize>) -> Vec<PassageRecord<'_>> {
        let (catalogue, activity, section) = (record.catalogue, record.activity, self.view.section);
        let header = catalogue.headers.get(activity.header);
        let is_by_theme = self.view.grouping == Grouping::Theme;
        let passage = |number, lesson: Option<&Lesson>, text, sources: &[usize]| PassageRecord {
            activity: activity.id.as_str(),
            title: record.write(&activity.title),
            place: record.write(&activity.place.name),
            country: activity.place.country.code(),
            theme: is_by_theme.then(|| theme.map(|it| catalogue.vocabularies.themes.id(it))),
            section: section.field(),
            number: number + 1,
            basis: lesson.map(|it| it.basis.map(|it| it.id())),
            kind: lesson.map(|it| it.kind.map(|it| it.id())),
            text,
            sources: sources.iter().filter_map(|&it| SourceJson::new(catalogue, it, record.languages)).collect(),
            licence: header.and_then(|it| it.licence.as_deref()),
            attribution: header.and_then(|it| it.attribution.as_ref()).map(|it| record.write(it)),
        };
        if section == Section::Lessons {
            let lessons = activity.lessons.iter().enumerate();
            return lessons.map(|(at, it)| passage(at, Some(it), record.write(&it.text), &it.sources)).collect();
        }
        let texts = activity.texts(section).enumerate();
        texts.map(|(at, it)| passage(at, None, record.write(it), &activity.sources)).collect()
    }
}
