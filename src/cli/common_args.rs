//! Which arguments do several commands share?
//!
//! Groups of arguments that the definitions of the commands include: catalogues, filters, identifiers, CSV settings,
//! and the output file.

use std::path::{Path, PathBuf};

use clap::Args;

use super::facet_filters::FacetFilters;
use super::failure::Failure;
use super::values::{ByExtension, separator, sort};
use crate::disk::Existing;
use crate::import::{ImportError, is_importable};
use crate::load::Origin;
use crate::query::Sort;

/// Options for the catalogues, and for filtering and ordering their activities: the same for all commands.
#[derive(Debug, Args)]
pub(super) struct Filters {
    #[command(flatten)]
    pub(super) catalogues: Files,
    #[command(flatten)]
    pub(super) facets: FacetFilters,
    #[arg(short = 'q', long, alias = "query", value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) search: Option<String>,
    #[arg(long, value_name = "ORDER", value_parser = sort)]
    pub(super) sort: Option<Sort>,
    #[arg(long)]
    pub(super) reverse: bool,
    #[arg(long)]
    pub(super) marked: bool,
}

impl Filters {
    /// Returns whether the answer depends on the activities that the user has marked.
    pub(super) fn depend_on_marks(&self) -> bool {
        self.marked || self.sort == Some(Sort::Marks)
    }
}

/// Option for the catalogues that a command reads.
#[derive(Debug, Args)]
pub(super) struct Files {
    #[arg(short, long = "file", value_name = "PATH")]
    pub(super) files: Vec<PathBuf>,
}

/// Options for CSV output.
#[derive(Debug, Args)]
pub(super) struct CsvOptions {
    #[arg(long, value_name = "SIGN", value_parser = separator)]
    pub(super) separator: Option<u8>,
    #[arg(long)]
    pub(super) bom: bool,
}

impl CsvOptions {
    /// Checks that CSV options are given for CSV only.
    ///
    /// # Errors
    /// If any is given for another format.
    pub(super) fn ensure_csv_format(&self, is_csv: bool) -> Result<(), Failure> {
        let is_given = self.separator.is_some() || self.bom;
        if is_given && !is_csv { Err(Failure::OnlyCsv) } else { Ok(()) }
    }
}

/// Activities chosen by identifier or name, by filters, or both.
#[derive(Debug, Args)]
pub(super) struct ActivityArgs {
    #[arg(value_name = "ID")]
    pub(super) ids: Vec<String>,
    #[command(flatten)]
    pub(super) filters: Filters,
}

/// Options for the output file.
#[derive(Debug, Args)]
pub(super) struct Destination {
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    force: bool,
}

impl Destination {
    /// Returns the output file, or `None` for standard output: `-`, or `/dev/stdout`, which must not be replaced as
    /// another program may already have written to it.
    pub(super) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|it| !["-", "/dev/stdout"].iter().any(|name| it.as_os_str() == *name))
    }

    /// Checks that the output file is not read from as well: whatever is left out while reading would be lost.
    ///
    /// # Errors
    /// If one of the files that are read would be overwritten.
    pub(super) fn ensure_not_input(&self, inputs: &[Origin]) -> Result<(), Failure> {
        let overwritten = self.file().filter(|file| inputs.iter().any(|it| it.would_be_overwritten_by(file)));
        overwritten.map_or(Ok(()), |it| Err(Failure::SameFile(it.to_owned())))
    }

    /// Returns the requested format, else the one of the file's extension, else the default.
    ///
    /// # Errors
    /// If the extension belongs to no format.
    pub(super) fn format<F: ByExtension>(&self, requested: Option<F>) -> Result<F, Failure> {
        let extension = |path: &Path| path.extension().map(|it| it.to_string_lossy().to_lowercase());
        match (requested, self.file()) {
            (Some(format), _) => Ok(format),
            (None, Some(path)) => {
                extension(path).map_or(Some(F::DEFAULT), |it| F::from_extension(&it)).ok_or_else(|| {
                    Failure::UnknownExtension { path: path.to_owned(), option: F::OPTION, names: F::names() }
                })
            }
            (None, None) => Ok(F::DEFAULT),
        }
    }

    /// Checks that a RON catalogue may be written to the output file.
    ///
    /// # Errors
    /// If its extension is that of an importable format.
    pub(super) fn ensure_ron_output(&self) -> Result<(), Failure> {
        let has_importable_extension =
            |it: &Path| it.extension().is_some_and(|it| is_importable(&it.to_string_lossy()));
        let importable = self.file().filter(|it| has_importable_extension(it));
        importable.map_or(Ok(()), |it| Err(Failure::NotImported(it.to_owned(), ImportError::NotRon)))
    }

    /// Returns whether an existing file is replaced or kept.
    pub(super) fn existing(&self) -> Existing {
        if self.force { Existing::Replace } else { Existing::Keep }
    }
}
