//! Which values may the options have?
//!
//! Defines the values of the options, and parsers for those that are not plain enumerations.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::catalogue::Section;
use crate::diagnose::is_language;
use crate::document::Grouping;
pub(super) use crate::export::CiteStyle;
use crate::import::is_language_name;
use crate::lang::Lang;
use crate::query::{Facet, Sort};
use crate::text::fold;

/// A format that the extension of the output file may determine: its names and aliases are extensions, too.
pub(super) trait ByExtension: ValueEnum {
    /// The option that selects the format.
    const OPTION: &str;
    /// The format for standard output and for files without an extension.
    const DEFAULT: Self;

    /// Returns the format of a lower-case extension, or `None` if no format has it.
    fn from_extension(extension: &str) -> Option<Self> {
        Self::from_str(extension, false).ok()
    }

    /// Returns the values of the option, for messages.
    fn names() -> String {
        let values = Self::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        values.map(|it| it.get_name().to_owned()).collect::<Vec<_>>().join(", ")
    }
}

/// Output formats of `list`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ListFormat {
    Table,
    Ids,
    Tsv,
    Csv,
    Json,
    #[value(alias = "jsonl")]
    Ndjson,
}

/// Output formats of `show`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ShowFormat {
    Text,
    #[value(alias = "md")]
    Markdown,
    Json,
}

/// Output formats of `facets`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FacetsFormat {
    Table,
    Json,
}

/// Output formats of `export`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ExportFormat {
    #[value(aliases = ["md", "txt"])]
    Markdown,
    #[value(alias = "htm")]
    Html,
    Xlsx,
    Csv,
    Json,
    #[value(alias = "jsonl")]
    Ndjson,
    Ron,
}

impl ByExtension for ExportFormat {
    const OPTION: &str = "--format";
    const DEFAULT: Self = ExportFormat::Markdown;
}

/// Output formats of `lessons`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LessonsFormat {
    #[value(alias = "txt")]
    Text,
    #[value(alias = "md")]
    Markdown,
    #[value(alias = "htm")]
    Html,
    Json,
}

impl ByExtension for LessonsFormat {
    const OPTION: &str = "--format";
    const DEFAULT: Self = LessonsFormat::Text;
}

impl ValueEnum for CiteStyle {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            CiteStyle::Plain => PossibleValue::new("plain").alias("txt"),
            CiteStyle::Iso690 => PossibleValue::new("iso690"),
            CiteStyle::Bibtex => PossibleValue::new("bibtex").alias("bib"),
            CiteStyle::Ris => PossibleValue::new("ris"),
        })
    }
}

impl ByExtension for CiteStyle {
    const OPTION: &str = "--style";
    const DEFAULT: Self = CiteStyle::Plain;
}

/// Output formats of `check`.
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

/// Value of `--lang`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LangOption {
    /// A language, by its tag (BCP 47).
    Tag(String),
    /// Every language.
    All,
}

impl LangOption {
    /// Returns the language tag, or `None` if every language is requested.
    pub(super) fn tag(&self) -> Option<&str> {
        if let LangOption::Tag(tag) = self { Some(tag) } else { None }
    }
}

pub(super) fn languages(written: &str) -> Result<LangOption, String> {
    match written {
        "all" => Ok(LangOption::All),
        tag => language_tag(tag).map(LangOption::Tag).ok_or_else(|| "fr, en, it, pt-BR, …, all".to_owned()),
    }
}

/// Parses a language tag (BCP 47), a POSIX locale, or the name of a language of the interface; returns `None` if it is
/// none of these.
pub(super) fn language_tag(written: &str) -> Option<String> {
    let name = fold(written);
    let tag = match Lang::ALL.iter().find(|it| is_language_name(&name, it.tag())) {
        Some(lang) => lang.tag().to_owned(),
        None => written.split(['.', '@']).next()?.replace('_', "-"),
    };
    is_language(&tag).then_some(tag)
}

/// Parses a CSV separator: the character itself or its name.
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
    // `source` is the former name of the catalogue's order, and still accepted.
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
