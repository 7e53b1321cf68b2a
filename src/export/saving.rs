//! How does the reader save what it shows? As one document or file of data, whole.

use std::path::Path;

use super::Languages;
use super::cite::{CiteStyle, Cited, cite};
use super::error::{ExportError, GoesOn, unless_stopped};
use super::lens::{LensFormat, Passages};
use super::listing::{Csv, Format, Listing};
use super::workbook::workbook;
use crate::catalogue::Section;
use crate::document::{Grouping, View};
use crate::lang::{Lang, Reason};
use crate::query::Library;
use crate::text::slug;

/// How what is shown is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveFormat {
    /// A page to read and to print.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// A spreadsheet.
    Xlsx,
    /// Comma-separated values.
    Csv,
    /// JSON.
    Json,
    /// A catalogue of their own.
    Ron,
    /// Citations for BibTeX.
    Bibtex,
    /// Citations in RIS.
    Ris,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is saved, with so many activities.
    Done(usize),
    /// One of its name is there already.
    IsThere,
    /// It would take the place of the catalogue that is read.
    IsSource,
    /// There is something of its name that is no file.
    IsNoFile,
    /// The folder that it is to be in is not there: its name.
    NoFolder(String),
    /// What it was to hold cannot be written in this format.
    Unwritable(ExportError),
    /// The system refuses.
    Refused(Reason),
}

/// What is to be saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Saving {
    /// How.
    pub format: SaveFormat,
    /// The activities, by record number.
    pub rows: Vec<usize>,
    /// The lens over them, where it is that which is saved.
    pub lens: Option<(Section, Grouping)>,
    /// What the document says of the choice that it shows.
    pub choice: Option<String>,
    /// The reader's language.
    pub lang: Lang,
}

/// Columns of a line of plain text.
const MEASURE: usize = 80;

impl SaveFormat {
    /// The formats of activities, in the order in which they are offered.
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
    /// The formats of a lens.
    pub const LENS: &[SaveFormat] = &[
        SaveFormat::Html,
        SaveFormat::Markdown,
        SaveFormat::Text,
        SaveFormat::Json,
        SaveFormat::Bibtex,
        SaveFormat::Ris,
    ];

    /// Returns whether the name of a file ends as its files do.
    pub fn is_of(self, name: &str) -> bool {
        ending(name).eq_ignore_ascii_case(self.ending())
    }

    /// Returns the ending of its files.
    pub fn ending(self) -> &'static str {
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

/// Returns the ending of the name of a file, if it has one.
pub fn ending(name: &str) -> &str {
    Path::new(name).extension().and_then(|it| it.to_str()).unwrap_or_default()
}

/// Returns the name of a file for what some words say of a catalogue: `prepare-country-france.html`.
pub fn saved_as(catalogue: &str, words: impl Iterator<Item = String>, format: SaveFormat) -> String {
    let words: Vec<String> = words.map(|it| slug(&it)).filter(|it| !it.is_empty()).collect();
    let name = std::iter::once(catalogue.to_owned()).chain(words).collect::<Vec<_>>().join("-");
    format!("{}.{}", slug(&name), format.ending())
}

impl Saving {
    /// Returns the bytes of the file. `goes_on` is asked from time to time.
    ///
    /// # Errors
    /// That it cannot be written in this format, or was stopped.
    pub fn bytes(&self, library: &Library, goes_on: GoesOn<'_>) -> Result<Vec<u8>, ExportError> {
        let (catalogue, lang) = (&library.catalogue, self.lang);
        // What a file of data holds, it holds whole.
        let languages = if self.format == SaveFormat::Json { Languages::All } else { Languages::One(lang) };
        let cited = || Cited { rows: self.rows.clone(), sources: Vec::new() };
        let cited = |style| Ok(cite(catalogue, &cited(), style, lang).into_bytes());
        let format = match self.format {
            SaveFormat::Bibtex => return cited(CiteStyle::Bibtex),
            SaveFormat::Ris => return cited(CiteStyle::Ris),
            format if self.lens.is_some() => return self.passages(library, format, languages, goes_on),
            SaveFormat::Xlsx => return workbook(catalogue, &self.rows, goes_on),
            SaveFormat::Html => Format::Html,
            SaveFormat::Markdown | SaveFormat::Text => Format::Markdown,
            SaveFormat::Csv => Format::Csv(Csv { separator: b',', has_bom: true }),
            SaveFormat::Json => Format::JsonCatalogue,
            SaveFormat::Ron => Format::Ron,
        };
        let mut listing = Listing::new(format, lang, languages);
        listing.expect(catalogue, &self.rows);
        listing.choice.clone_from(&self.choice);
        let mut written = String::new();
        for rows in self.rows.chunks(Listing::AT_A_TIME) {
            unless_stopped(goes_on)?;
            written += &listing.add(library, rows)?;
        }
        Ok((written + &listing.end(library)).into_bytes())
    }

    fn passages(
        &self,
        library: &Library,
        format: SaveFormat,
        languages: Languages,
        goes_on: GoesOn<'_>,
    ) -> Result<Vec<u8>, ExportError> {
        let (section, grouping) = self.lens.unwrap_or((Section::Lessons, Grouping::default()));
        let view = View { catalogue: &library.catalogue, section, grouping };
        let passages = Passages { library, view, rows: &self.rows, lang: self.lang, languages };
        let format = match format {
            SaveFormat::Html => LensFormat::Html,
            SaveFormat::Markdown => LensFormat::Markdown,
            SaveFormat::Json => LensFormat::Json,
            _ => LensFormat::Text(MEASURE),
        };
        let mut written = String::new();
        passages.write(format, self.choice.clone(), &mut |text| {
            written.push_str(&text);
            unless_stopped(goes_on)
        })?;
        Ok(written.into_bytes())
    }
}
