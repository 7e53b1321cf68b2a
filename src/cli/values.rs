//! Which values may the options have?

use clap::ValueEnum;

use crate::catalogue::Section;
use crate::diagnose::is_language;
use crate::document::Grouping;
use crate::export;
use crate::query::{Facet, Sort};
use crate::text::fold;

/// A format that the name of a file may ask for by its ending.
pub(super) trait ByEnding: Sized {
    /// The option that asks for one.
    const OPTION: &str;
    /// What it may say.
    const NAMES: &str;
    /// The one of a name without an ending, and of standard output.
    const DEFAULT: Self;

    /// Returns the one of an ending in small letters; nothing where none has it.
    fn of_ending(ending: &str) -> Option<Self>;
}

/// How a list is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ListFormat {
    Table,
    Ids,
    Tsv,
    Csv,
    Json,
    Ndjson,
}

/// How activities are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ShowFormat {
    Text,
    #[value(alias = "md")]
    Markdown,
    Json,
}

/// How facets are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FacetsFormat {
    Table,
    Json,
}

/// How activities are taken along.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ExportFormat {
    #[value(alias = "md")]
    Markdown,
    Html,
    Xlsx,
    Csv,
    Json,
    Ndjson,
    Ron,
}

impl ByEnding for ExportFormat {
    const OPTION: &str = "--format";
    const NAMES: &str = "markdown, html, xlsx, csv, json, ndjson, ron";
    const DEFAULT: Self = ExportFormat::Markdown;

    fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending {
            "md" | "markdown" | "txt" => ExportFormat::Markdown,
            "html" | "htm" => ExportFormat::Html,
            "xlsx" => ExportFormat::Xlsx,
            "csv" => ExportFormat::Csv,
            "json" => ExportFormat::Json,
            "ndjson" | "jsonl" => ExportFormat::Ndjson,
            "ron" => ExportFormat::Ron,
            _ => return None,
        })
    }
}

/// How lessons are taken along.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LessonsFormat {
    Text,
    #[value(alias = "md")]
    Markdown,
    Html,
    Json,
}

impl ByEnding for LessonsFormat {
    const OPTION: &str = "--format";
    const NAMES: &str = "text, markdown, html, json";
    const DEFAULT: Self = LessonsFormat::Text;

    fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending {
            "txt" => LessonsFormat::Text,
            "md" | "markdown" => LessonsFormat::Markdown,
            "html" | "htm" => LessonsFormat::Html,
            "json" => LessonsFormat::Json,
            _ => return None,
        })
    }
}

/// How activities are cited.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum CiteStyle {
    Plain,
    Iso690,
    Bibtex,
    Ris,
}

impl ByEnding for CiteStyle {
    const OPTION: &str = "--style";
    const NAMES: &str = "plain, iso690, bibtex, ris";
    const DEFAULT: Self = CiteStyle::Plain;

    fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending {
            "txt" => CiteStyle::Plain,
            "bib" => CiteStyle::Bibtex,
            "ris" => CiteStyle::Ris,
            _ => return None,
        })
    }
}

impl From<CiteStyle> for export::CiteStyle {
    fn from(style: CiteStyle) -> Self {
        match style {
            CiteStyle::Plain => Self::Plain,
            CiteStyle::Iso690 => Self::Iso690,
            CiteStyle::Bibtex => Self::Bibtex,
            CiteStyle::Ris => Self::Ris,
        }
    }
}

/// How problems are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum CheckFormat {
    Text,
    Json,
}

/// When colours are used.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// Which languages are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spoken {
    /// That of a tag (BCP 47).
    Tag(String),
    /// All that there are.
    All,
}

impl Spoken {
    /// Returns the tag of the one language that is asked for.
    pub(super) fn tag(&self) -> Option<&str> {
        if let Spoken::Tag(tag) = self { Some(tag) } else { None }
    }
}

pub(super) fn languages(written: &str) -> Result<Spoken, String> {
    match written {
        "all" => Ok(Spoken::All),
        tag => language_tag(tag).map(Spoken::Tag).ok_or_else(|| "fr, en, it, pt-BR, …, all".to_owned()),
    }
}

/// Returns a language tag (BCP 47), also one that is written as a locale.
pub(super) fn language_tag(written: &str) -> Option<String> {
    let tag = written.split(['.', '@']).next()?.replace('_', "-");
    is_language(&tag).then_some(tag)
}

/// Returns the character that parts values, by itself or by its name.
pub(super) fn separator(written: &str) -> Result<u8, String> {
    match written {
        "," | "comma" => Ok(b','),
        ";" | "semicolon" => Ok(b';'),
        "\t" | "\\t" | "tab" => Ok(b'\t'),
        "|" => Ok(b'|'),
        _ => Err("comma, semicolon, tab, |".to_owned()),
    }
}

pub(super) fn sort(written: &str) -> Result<Sort, String> {
    let orders = Sort::ALL.map(Sort::id);
    // What the catalogue's order was called before goes on meaning it.
    let written = if written == "source" { Sort::Catalogue.id() } else { written };
    Sort::ALL.into_iter().find(|it| it.id() == written).ok_or_else(|| orders.join(", "))
}

pub(super) fn section(written: &str) -> Result<Section, String> {
    Section::from_word(&fold(written)).ok_or_else(|| Section::ALL.map(Section::field).join(", "))
}

pub(super) fn lens(written: &str) -> Result<Section, String> {
    let is_lens = |it: &Section| Section::LENSES.contains(it);
    section(written).ok().filter(is_lens).ok_or_else(|| Section::LENSES.map(Section::field).join(", "))
}

pub(super) fn grouping(written: &str) -> Result<Grouping, String> {
    match fold(written).as_str() {
        "activity" | "activite" => Ok(Grouping::Activity),
        "theme" => Ok(Grouping::Theme),
        _ => Err("activity, theme".to_owned()),
    }
}

pub(super) fn facet(written: &str) -> Result<Facet, String> {
    Facet::from_word(&fold(written)).ok_or_else(|| Facet::ALL.map(Facet::id).join(", "))
}
