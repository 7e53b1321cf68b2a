//! What is there to read, and is it complete?
//!
//! Holds the catalogue, how far it is loaded, and what is lastingly wrong with it.

use crate::diagnose::Problem;
use crate::query::Library;

/// The catalogue as far as it is loaded, and the state of loading it.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The catalogue loaded so far.
    pub library: Library,
    /// Whether more of it is still to be loaded.
    pub is_loading: bool,
    /// Total size in bytes; 0 if unknown.
    pub(super) total_bytes: u64,
    /// Whether the user has stopped loading, so that a part is missing.
    pub(super) is_stopped: bool,
    /// Why an older version is shown: the first problem of the newest one. `None` if the newest is shown.
    pub stale: Option<Box<Problem>>,
}

/// A lasting flaw of the catalogue, until it is loaded again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// An older version of the catalogue is shown.
    Stale,
    /// The user has stopped loading.
    Stopped,
    /// A file is incomplete; how much is missing is unknown.
    Incomplete,
    /// Number of files left out.
    Files(usize),
    /// Number of activities left out.
    Activities(usize),
    /// Number of problems because of which nothing is left out.
    Problems(usize),
}

impl Source {
    /// Returns whether loading is in progress, and has not been stopped by the user.
    pub fn is_still_loading(&self) -> bool {
        self.is_loading && !self.is_stopped
    }

    /// Returns whether the files have been loaded completely, apart from the problems in them.
    pub fn is_complete(&self) -> bool {
        !self.is_loading && !self.is_stopped && self.library.report.incomplete.is_none()
    }

    /// Returns the percentage of bytes loaded so far, or `None` if the total is unknown.
    pub fn percent_loaded(&self) -> Option<u64> {
        (100 * self.library.bytes.min(self.total_bytes)).checked_div(self.total_bytes)
    }

    /// Returns the lasting flaws of the catalogue.
    pub fn flaws(&self) -> impl Iterator<Item = Flaw> {
        let report = &self.library.report;
        let (files, activities) = (report.files_left_out, report.left_out);
        let flaws = [
            self.stale.is_some().then_some(Flaw::Stale),
            self.is_stopped.then_some(Flaw::Stopped),
            report.incomplete.is_some().then_some(Flaw::Incomplete),
            (files > 0).then_some(Flaw::Files(files)),
            (activities > 0).then_some(Flaw::Activities(activities)),
            (files + activities == 0 && report.incomplete.is_none() && !report.problems.is_empty())
                .then_some(Flaw::Problems(report.problems.len())),
        ];
        flaws.into_iter().flatten()
    }
}
