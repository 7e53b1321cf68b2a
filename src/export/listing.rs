//! How are activities written one after the other?
//!
//! Writes activities in one of the formats, batch by batch, so that the activities written so far need not be kept.

use std::collections::BTreeSet;

use super::Languages;
use super::cells::quoted;
use super::error::ExportError;
use super::header::HeaderJson;
use super::json;
use super::lens::Lens;
use super::record::Record;
use super::table::Table;
use crate::catalogue::{Catalogue, Header, RON_END, Section, Subset, ron_activities, ron_start};
use crate::document::{
    AnnotatedText, BlockKind, Document, Grouping, References, Unit, escape_markdown, html_end, html_start, markdown,
    plain, section, sheet_without_colophon, write_article, write_markdown,
};
use crate::lang::Lang;
use crate::query::{Library, Query};
use crate::text::escape_formula;

/// Output formats of activities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One line per activity, in columns: identifier, country, place, title. Titles are cut so that no line exceeds the
    /// given number of columns; the place is omitted if it would leave too little room for them.
    Table(Option<usize>),
    /// One identifier per line.
    Ids,
    /// Tab-separated values.
    Tsv,
    /// Comma-separated values (RFC 4180).
    Csv(Csv),
    /// JSON array of objects.
    Json,
    /// JSON object with the header of the catalogue and the array of activities.
    JsonCatalogue,
    /// One JSON object per line.
    Ndjson,
    /// Markdown (CommonMark).
    Markdown,
    /// HTML page, for the screen and for print.
    Html,
    /// RON catalogue of these activities.
    Ron,
    /// Plain text of a lens, wrapped to a number of columns.
    Text(usize),
}

/// Number of activities written at a time if all of them are in memory.
const BATCH_SIZE: usize = 256;

/// CSV settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Csv {
    /// Separator of the values, an ASCII character.
    pub separator: u8,
    /// Whether the output starts with a byte order mark, by which spreadsheets recognise UTF-8.
    pub has_bom: bool,
}

/// Writer of activities in a format.
#[derive(Debug)]
pub struct Listing {
    format: Format,
    lang: Lang,
    languages: Languages,
    /// The section to write, if not whole activities.
    pub lens: Option<Lens>,
    /// Description of the filters, printed in documents.
    pub filter_description: Option<String>,
    /// Whether anything has been written.
    is_begun: bool,
    table: Table,
    /// The sources that are cited in a document.
    references: References,
    /// The language tags that a document has explained.
    known_tags: BTreeSet<String>,
    /// The headers and terms that belong to the activities; `None` stands for all, if the activities were not known in
    /// advance.
    subset: Option<Subset>,
}

impl Listing {
    /// Creates a writer for a format.
    pub fn new(format: Format, lang: Lang, languages: Languages) -> Self {
        Self {
            format,
            lang,
            languages,
            lens: None,
            filter_description: None,
            is_begun: false,
            table: Table::default(),
            references: References::default(),
            known_tags: BTreeSet::new(),
            subset: None,
        }
    }

    /// Writes some activities of a library, which are all in memory, with everything before and after them, part by
    /// part. The headers and terms of other catalogues are left out.
    ///
    /// # Errors
    /// If they cannot be written in this format, or the error of `out`.
    pub fn write<E: From<ExportError>>(
        &mut self,
        library: &Library,
        rows: &[usize],
        out: &mut dyn FnMut(String) -> Result<(), E>,
    ) -> Result<(), E> {
        let catalogue = &library.catalogue;
        self.subset = Some(Subset::of(catalogue, rows));
        if let Some(lens) = self.lens {
            // An activity may belong to several units.
            for units in lens.view(catalogue).units(rows).chunks(BATCH_SIZE) {
                let passages = self.passages(lens, catalogue, units)?;
                out(self.with_start(catalogue, passages)?)?;
            }
        } else {
            for rows in rows.chunks(BATCH_SIZE) {
                out(self.add(library, rows)?)?;
            }
        }
        out(self.end(library))
    }

    fn subset(&self, catalogue: &Catalogue) -> Subset {
        self.subset.clone().unwrap_or_else(|| Subset::all(catalogue))
    }

    /// Returns whether [`Listing::add`] returns output, and not only [`Listing::end`].
    pub fn is_streamed(&self) -> bool {
        !matches!(self.format, Format::Table(_))
    }

    /// Returns whether all activities must be known before the first is written: under a theme, any of them may be next.
    pub fn needs_all(&self) -> bool {
        self.lens.is_some_and(|it| it.grouping == Grouping::Theme)
    }

    /// Returns the output for some activities of a library, to be appended to the output so far.
    ///
    /// # Errors
    /// If they cannot be written in this format.
    pub fn add(&mut self, library: &Library, rows: &[usize]) -> Result<String, ExportError> {
        let catalogue = &library.catalogue;
        let activities = rows.iter().filter_map(|&row| catalogue.activities.get(row));
        match self.format {
            Format::Table(_) => activities.for_each(|it| self.table.add(it, self.lang)),
            // The numbers of sources depend on the activities before.
            Format::Html if self.lens.is_none() => activities.for_each(|it| self.references.add(&it.all_sources())),
            _ => {}
        }
        let rows = self.rows(catalogue, rows)?;
        self.with_start(catalogue, rows)
    }

    /// Returns a part of the output after what belongs before it: the start of the output, or a separator.
    fn with_start(&mut self, catalogue: &Catalogue, part: String) -> Result<String, ExportError> {
        if part.is_empty() {
            return Ok(part);
        }
        let separator = match self.format {
            Format::Json | Format::JsonCatalogue => ",",
            Format::Markdown => "\n",
            _ => "",
        };
        let is_first = !std::mem::replace(&mut self.is_begun, true);
        let before = if is_first { self.start(catalogue)? } else { separator.to_owned() };
        Ok(if before.is_empty() { part } else { before + &part })
    }

    /// Returns the output before the first activity.
    fn start(&self, catalogue: &Catalogue) -> Result<String, ExportError> {
        let columns = Record::columns();
        Ok(match self.format {
            Format::Table(_) | Format::Ids | Format::Ndjson | Format::Text(_) => String::new(),
            Format::Tsv => columns.join("\t") + "\n",
            Format::Csv(Csv { separator, has_bom }) => {
                let header = csv(separator, [columns.into_iter().map(str::to_owned)].into_iter())?;
                if has_bom { format!("\u{feff}{header}") } else { header }
            }
            Format::Json => "[".to_owned(),
            Format::JsonCatalogue => self.json_start(catalogue)?,
            Format::Markdown => self.markdown_start(catalogue),
            Format::Html => self.html_start(catalogue),
            Format::Ron => ron_start(catalogue, &self.subset(catalogue))?,
        })
    }

    /// Returns the output for some activities alone.
    fn rows(&mut self, catalogue: &Catalogue, rows: &[usize]) -> Result<String, ExportError> {
        if let Some(lens) = self.lens {
            return self.passages(lens, catalogue, &lens.view(catalogue).units(rows));
        }
        let (lang, languages) = (self.lang, self.languages);
        let activities = rows.iter().filter_map(|&row| catalogue.activities.get(row));
        let records = activities.clone().map(|activity| Record { catalogue, activity, sections: &[], languages });
        Ok(match self.format {
            Format::Table(_) | Format::Text(_) => String::new(),
            Format::Ids => activities.map(|it| format!("{}\n", it.id)).collect(),
            Format::Tsv => {
                records.map(|it| it.cells().map(tab_separated).collect::<Vec<_>>().join("\t") + "\n").collect()
            }
            Format::Csv(settings) => csv(settings.separator, records.map(|it| it.cells().map(escape_formula)))?,
            Format::Json => json::items(0, records)?,
            Format::JsonCatalogue => json::items(2, records)?,
            Format::Ndjson => json::lines(records)?,
            Format::Markdown => {
                let mut markdown = String::new();
                for &row in rows {
                    markdown.push_str(if markdown.is_empty() { "" } else { "\n" });
                    write_markdown(&sheet_without_colophon(catalogue, row, lang, None), lang, &mut markdown);
                }
                markdown
            }
            Format::Html => {
                let mut html = String::new();
                for &row in rows {
                    let sheet = sheet_without_colophon(catalogue, row, lang, Some(&self.references));
                    write_article(&sheet, lang, &mut html);
                }
                html
            }
            Format::Ron => ron_activities(catalogue, rows)?,
        })
    }

    /// Returns the output for some units of a lens alone.
    fn passages(&mut self, lens: Lens, catalogue: &Catalogue, units: &[Unit]) -> Result<String, ExportError> {
        let lang = self.lang;
        let mut document = || {
            let mut document = lens.view(catalogue).part(units, lang, &mut self.known_tags, !self.is_begun);
            lens.append_source_numbers(&mut document, catalogue, &mut self.references);
            document
        };
        Ok(match self.format {
            Format::Text(columns) => plain(&document(), columns),
            Format::Html => section(&document(), lang),
            Format::Json => lens.json_items(catalogue, units, self.languages)?,
            _ => markdown(&document(), lang),
        })
    }

    /// Returns the output after the last activity of a library.
    pub fn end(&self, library: &Library) -> String {
        let (catalogue, lang) = (&library.catalogue, self.lang);
        let subset = self.subset(catalogue);
        let (headers, sources) = (subset.headers(catalogue), || self.references.document(catalogue, lang));
        match self.format {
            Format::Table(columns) => self.table.lines(columns),
            Format::Json if !self.is_begun => "[]\n".to_owned(),
            Format::Json => "\n]\n".to_owned(),
            Format::JsonCatalogue => "\n  ]\n}\n".to_owned(),
            Format::Ron => RON_END.to_owned(),
            Format::Markdown if self.lens.is_none() => markdown_footer(&headers, lang),
            Format::Markdown => format!("\n{}{}", markdown(&sources(), lang), markdown_footer(&headers, lang)),
            Format::Html => section(&sources(), lang) + &html_end(footer(&headers, lang)),
            Format::Text(columns) => plain(&sources(), columns),
            Format::Ids | Format::Tsv | Format::Csv(_) | Format::Ndjson => String::new(),
        }
    }

    fn json_start(&self, catalogue: &Catalogue) -> Result<String, ExportError> {
        let subset = self.subset(catalogue);
        let header = json::json(&HeaderJson { catalogue, subset: &subset, languages: self.languages })?;
        Ok(format!("{{\n  \"catalogue\": {},\n  \"activities\": [", header.trim_end().replace('\n', "\n  ")))
    }

    /// Returns the titles of the catalogues, after the section of a lens.
    fn title(&self, headers: &[&Header]) -> AnnotatedText {
        let section = self.lens.map(|it| it.section.name(self.lang).into());
        let titles = headers.iter().map(|it| AnnotatedText::localized(&it.title, self.lang));
        AnnotatedText::list(section.into_iter().chain(titles))
    }

    fn markdown_start(&self, catalogue: &Catalogue) -> String {
        let title = self.lens.map(|_| (BlockKind::Title, self.title(&self.subset(catalogue).headers(catalogue))));
        let filters = self.filter_description.as_deref().map(|it| (BlockKind::Remark, it.into()));
        let start = markdown(&Document::of(title.into_iter().chain(filters)), self.lang);
        if start.is_empty() { start } else { start + "\n" }
    }

    fn html_start(&self, catalogue: &Catalogue) -> String {
        let (headers, lang) = (self.subset(catalogue).headers(catalogue), self.lang);
        let about = match headers.as_slice() {
            [only] if self.lens.is_none() => only.about.as_ref().map(|it| AnnotatedText::localized(it, lang)),
            _ => None,
        };
        let has_lessons = self.lens.is_none_or(|it| it.section == Section::Lessons);
        let marks = has_lessons.then(|| lang.words().export.marks.into());
        let notes = about.into_iter().chain(self.filter_description.clone().map(AnnotatedText::from)).chain(marks);
        html_start(self.title(&headers), notes.collect(), lang)
    }
}

/// Returns a cell for TSV. Line breaks, which would end the row, become spaces. The format (IANA
/// text/tab-separated-values) has no quoting, but many parsers remove a leading quotation mark, so such a cell is
/// quoted.
fn tab_separated(cell: String) -> String {
    let cell = escape_formula(cell.replace('\n', " "));
    if cell.starts_with('"') { quoted(&cell) } else { cell }
}

fn csv(separator: u8, rows: impl Iterator<Item = impl Iterator<Item = String>>) -> Result<String, ExportError> {
    let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(ExportError::refused)?;
    }
    String::from_utf8(writer.into_inner().map_err(ExportError::refused)?).map_err(ExportError::refused)
}

/// Describes the filters of a document, or returns `None` if it contains all activities.
pub fn describe_query(query: &Query, library: &Library, lang: Lang) -> Option<String> {
    let (words, mut criteria) = (lang.words(), query.all_in_full_words(library.terms(), lang));
    for marked in criteria.iter_mut().filter(|it| *it == words.marked) {
        words.export.selection.clone_into(marked);
    }
    (!criteria.is_empty()).then(|| (words.export.choice)(&criteria.join(" · ")))
}

/// Returns a text with a label before it.
fn labelled(name: impl Into<AnnotatedText>, value: impl Into<AnnotatedText>, lang: Lang) -> AnnotatedText {
    name.into().with(lang.words().colon).with(" ").with(value)
}

/// Returns the attribution and the licence of each catalogue, one per line.
pub(super) fn footer(headers: &[&Header], lang: Lang) -> Vec<AnnotatedText> {
    let words = lang.words();
    let lines = |header: &Header| {
        let attribution =
            header.attribution.as_ref().map(|it| labelled(words.attribution, AnnotatedText::localized(it, lang), lang));
        let licence = header.licence.as_ref().map(|it| labelled(words.licence, it.as_str(), lang));
        attribution.into_iter().chain(licence).collect::<Vec<_>>()
    };
    match headers {
        // With several catalogues, each attribution and licence is labelled with its catalogue.
        [_, _, ..] => {
            let labelled_lines =
                headers.iter().map(|&it| (it, AnnotatedText::list(lines(it)))).filter(|it| !it.1.is_empty());
            labelled_lines
                .map(|(it, lines)| AnnotatedText::localized(&it.title, lang).with(" – ").with(lines))
                .collect()
        }
        headers => headers.iter().copied().flat_map(lines).collect(),
    }
}

/// Returns the end of a Markdown document: the same as [`footer`], after the title and the description if there is one
/// catalogue.
pub(super) fn markdown_footer(headers: &[&Header], lang: Lang) -> String {
    let title = match headers {
        [only] => Some(labelled(lang.words().catalogue, AnnotatedText::localized(&only.title, lang), lang)),
        _ => None,
    };
    let about = || Some(AnnotatedText::localized(headers.first()?.about.as_ref()?, lang));
    let about = title.as_ref().and_then(|_| about());
    let lines = title.into_iter().chain(about).chain(footer(headers, lang));
    let paragraphs = lines.map(|line| format!("\n{}\n", escape_markdown(line.text())));
    format!("\n---\n{}", paragraphs.collect::<String>())
}
