//! What do several commands take alike? Catalogues, filters, names, a file to write.

use std::path::{Path, PathBuf};

use clap::Args;

use super::facet_filters::FacetFilters;
use super::failure::Failure;
use super::values::{ByEnding, separator, sort};
use crate::disk::Existing;
use crate::import::{ImportError, is_imported};
use crate::load::Origin;
use crate::query::Sort;

/// What narrows and orders the activities, everywhere.
#[derive(Debug, Args)]
pub(super) struct Filters {
    #[command(flatten)]
    pub(super) facets: FacetFilters,
    #[arg(short = 'q', long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) search: Option<String>,
    #[arg(long, value_name = "ORDER", value_parser = sort)]
    pub(super) sort: Option<Sort>,
    #[arg(long)]
    pub(super) reverse: bool,
    #[arg(long)]
    pub(super) marked: bool,
}

impl Filters {
    /// Returns whether the answer depends on what the reader has marked.
    pub(super) fn follow_marks(&self) -> bool {
        self.marked || self.sort == Some(Sort::Marks)
    }
}

/// Which catalogue a command reads.
#[derive(Debug, Args)]
pub(super) struct Files {
    #[arg(short, long = "file", value_name = "PATH")]
    pub(super) files: Vec<PathBuf>,
}

/// How values are parted.
#[derive(Debug, Args)]
pub(super) struct TableForm {
    #[arg(long, value_name = "SIGN", value_parser = separator)]
    pub(super) separator: Option<u8>,
    #[arg(long)]
    pub(super) bom: bool,
}

impl TableForm {
    /// Refuses what is said of CSV where another format is written.
    ///
    /// # Errors
    /// That it is one.
    pub(super) fn check(&self, is_csv: bool) -> Result<(), Failure> {
        let is_given = self.separator.is_some() || self.bom;
        if is_given && !is_csv { Err(Failure::OnlyCsv) } else { Ok(()) }
    }
}

/// What is chosen by name, by filters, or both.
#[derive(Debug, Args)]
pub(super) struct Chosen {
    #[arg(value_name = "ID")]
    pub(super) ids: Vec<String>,
    #[command(flatten)]
    pub(super) files: Files,
    #[command(flatten)]
    pub(super) filters: Filters,
}

/// Where something is written to.
#[derive(Debug, Args)]
pub(super) struct Destination {
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    force: bool,
}

impl Destination {
    /// Returns the file, if there is one: `-` is standard output, and so is the device of this name, in which another
    /// program may have written before.
    pub(super) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|it| !["-", "/dev/stdout"].iter().any(|name| it.as_os_str() == *name))
    }

    /// Spares what is read: what is left out in reading would be lost.
    ///
    /// # Errors
    /// That it would be written over.
    pub(super) fn spare(&self, read: &[Origin]) -> Result<(), Failure> {
        let read = self.file().filter(|file| read.iter().any(|it| it.is_at(file)));
        read.map_or(Ok(()), |it| Err(Failure::SameFile(it.to_owned())))
    }

    /// Returns the format that is asked for, else the one that the name of the file tells.
    ///
    /// # Errors
    /// That its ending tells none.
    pub(super) fn format<F: ByEnding>(&self, asked: Option<F>) -> Result<F, Failure> {
        let ending = |path: &Path| path.extension().map(|it| it.to_string_lossy().to_lowercase());
        match (asked, self.file()) {
            (Some(format), _) => Ok(format),
            (None, Some(path)) => ending(path)
                .map_or(Some(F::DEFAULT), |it| F::of_ending(&it))
                .ok_or_else(|| Failure::UnknownEnding { path: path.to_owned(), option: F::OPTION, names: F::NAMES }),
            (None, None) => Ok(F::DEFAULT),
        }
    }

    /// Returns nothing where a catalogue may be written.
    ///
    /// # Errors
    /// That its ending is that of another format.
    pub(super) fn takes_ron(&self) -> Result<(), Failure> {
        let is_other = |it: &Path| it.extension().is_some_and(|it| is_imported(&it.to_string_lossy()));
        let other = self.file().filter(|it| is_other(it));
        other.map_or(Ok(()), |it| Err(Failure::NotImported(it.to_owned(), ImportError::NotRon)))
    }

    /// Returns whether a file that is there already is replaced.
    pub(super) fn existing(&self) -> Existing {
        if self.force { Existing::Replace } else { Existing::Keep }
    }
}
