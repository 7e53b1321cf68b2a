//! What is there to read, and is it complete?
//!
//! Holds the catalogue, how far it is loaded, and what is lastingly wrong with it.

use crate::diagnose::Problem;
use crate::lang::Words;
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

    /// Returns the lasting flaws of the catalogue until it is loaded again, each as the number of files, activities or
    /// problems and its wording.
    pub fn flaws(&self, words: &Words) -> impl Iterator<Item = (usize, String)> {
        let report = &self.library.report;
        let (files, activities, problems) = (report.files_left_out, report.left_out, report.problems.len());
        let are_harmless = files + activities == 0 && report.incomplete.is_none();
        let flaws = [
            (usize::from(self.stale.is_some()), words.stale_short.to_owned()),
            (usize::from(self.is_stopped), words.stopped_short.to_owned()),
            (usize::from(report.incomplete.is_some()), words.incomplete_short.to_owned()),
            (files, (words.files_left_out_short)(files)),
            (activities, (words.left_out_short)(activities)),
            (if are_harmless { problems } else { 0 }, (words.problems_short)(problems)),
        ];
        flaws.into_iter().filter(|it| it.0 > 0)
    }
}
