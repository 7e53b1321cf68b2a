//! How does the reader save what it shows?
//!
//! Renders the list or the lens of the reader as the bytes of one file.

use std::path::Path;

use super::Languages;
use super::cite::{CiteStyle, Cited, cite};
use super::error::{ExportError, KeepGoing, check_not_stopped};
use super::lens::Lens;
use super::listing::{Csv, Format, Listing};
use super::workbook::workbook;
use crate::catalogue::Section;
use crate::document::Grouping;
use crate::lang::{Lang, Reason};
use crate::query::Library;
use crate::text::slug;

/// File formats offered by the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveFormat {
    /// HTML page, for the screen and for print.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// Spreadsheet (Office Open XML).
    Xlsx,
    /// Comma-separated values.
    Csv,
    /// JSON.
    Json,
    /// RON catalogue of the activities.
    Ron,
    /// BibTeX citations.
    Bibtex,
    /// RIS citations.
    Ris,
}

/// Result of saving a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Saved, with this number of activities.
    Done(usize),
    /// A file of this name already exists.
    AlreadyExists,
    /// The file would overwrite the catalogue that is being read.
    WouldOverwriteSource,
    /// Something of this name exists that is not a file.
    NotAFile,
    /// The folder does not exist; its name.
    NoFolder(String),
    /// The activities cannot be written in this format.
    Unwritable(ExportError),
    /// The system refused to write the file.
    Refused(Reason),
}

/// What is to be saved.
#[derive(Clone, Debug, PartialEq)]
pub struct SaveRequest {
    /// File format.
    pub format: SaveFormat,
    /// Records of the activities.
    pub rows: Vec<usize>,
    /// Section and grouping of the lens, if the lens is saved and not the activities.
    pub lens: Option<(Section, Grouping)>,
    /// Description of the filters, printed in documents.
    pub filter_description: Option<String>,
    /// Language of the user.
    pub lang: Lang,
}

/// Maximum width of plain text, in columns; also used where there is no terminal.
pub const TEXT_WIDTH: usize = 80;

impl SaveFormat {
    /// Formats for activities, in the order in which they are offered.
    pub const ALL: &[SaveFormat] = &[
        SaveFormat::Html,
        SaveFormat::Markdown,
        SaveFormat::Xlsx,
        SaveFormat::Csv,
        SaveFormat::Json,
        SaveFormat::Ron,
        SaveFormat::Bibtex,
        SaveFormat::Ris,
    ];
    /// Formats for a lens, in the order in which they are offered.
    pub const LENS: &[SaveFormat] = &[
        SaveFormat::Html,
        SaveFormat::Markdown,
        SaveFormat::Text,
        SaveFormat::Json,
        SaveFormat::Bibtex,
        SaveFormat::Ris,
    ];

    /// Returns whether a file name has the extension of this format, in any case.
    pub fn matches_extension(self, name: &str) -> bool {
        file_extension(name).eq_ignore_ascii_case(self.extension())
    }

    /// Returns the extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            SaveFormat::Html => "html",
            SaveFormat::Markdown => "md",
            SaveFormat::Text => "txt",
            SaveFormat::Xlsx => "xlsx",
            SaveFormat::Csv => "csv",
            SaveFormat::Json => "json",
            SaveFormat::Ron => "ron",
            SaveFormat::Bibtex => "bib",
            SaveFormat::Ris => "ris",
        }
    }
}

/// Returns the extension of a file name, or an empty string.
pub fn file_extension(name: &str) -> &str {
    Path::new(name).extension().and_then(|it| it.to_str()).unwrap_or_default()
}

/// Returns whether a file name has the extension of a word processor or of PDF.
pub fn is_document(name: &str) -> bool {
    ["doc", "docx", "odt", "rtf", "pages", "pdf"].iter().any(|it| file_extension(name).eq_ignore_ascii_case(it))
}

/// Returns a file name made of the name of a catalogue and some words, such as `prepare-country-france.html`.
pub fn default_file_name(catalogue: &str, words: impl Iterator<Item = String>, format: SaveFormat) -> String {
    let words: Vec<String> = words.map(|it| slug(&it)).filter(|it| !it.is_empty()).collect();
    let name = std::iter::once(catalogue.to_owned()).chain(words).collect::<Vec<_>>().join("-");
    format!("{}.{}", slug(&name), format.extension())
}

impl SaveRequest {
    /// Returns the content of the file. `keep_going` is called from time to time.
    ///
    /// # Errors
    /// If it cannot be written in this format, or was stopped.
    pub fn bytes(&self, library: &Library, keep_going: KeepGoing<'_>) -> Result<Vec<u8>, ExportError> {
        let (catalogue, lang) = (&library.catalogue, self.lang);
        // JSON is data and includes every language; documents are in one.
        let languages = if self.format == SaveFormat::Json { Languages::All } else { Languages::One(lang) };
        let selection = || Cited { rows: self.rows.clone(), sources: Vec::new() };
        let citations = |style| Ok(cite(catalogue, &selection(), style, lang).into_bytes());
        let format = match self.format {
            SaveFormat::Bibtex => return citations(CiteStyle::Bibtex),
            SaveFormat::Ris => return citations(CiteStyle::Ris),
            SaveFormat::Xlsx => return workbook(catalogue, &self.rows, keep_going),
            SaveFormat::Html => Format::Html,
            SaveFormat::Markdown => Format::Markdown,
            SaveFormat::Text => Format::Text(TEXT_WIDTH),
            SaveFormat::Csv => Format::Csv(Csv { separator: b',', has_bom: true }),
            SaveFormat::Json if self.lens.is_some() => Format::Json,
            SaveFormat::Json => Format::JsonCatalogue,
            SaveFormat::Ron => Format::Ron,
        };
        let mut listing = Listing::new(format, lang, languages);
        listing.lens = self.lens.map(|(section, grouping)| Lens { section, grouping });
        listing.filter_description.clone_from(&self.filter_description);
        let mut written = String::new();
        listing.write(library, &self.rows, &mut |text| {
            written.push_str(&text);
            check_not_stopped(keep_going)
        })?;
        Ok(written.into_bytes())
    }
}
