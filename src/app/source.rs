//! What is there to read, and is it whole?

use crate::diagnose::Problem;
use crate::query::Library;

/// What there is to read.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// What has been read so far.
    pub library: Library,
    /// Whether more of it is on its way.
    pub is_loading: bool,
    /// How many bytes there are to be read; 0 where that is not known.
    pub(super) bytes: u64,
    /// Whether the reader has stopped the reading: more is there than is shown.
    pub(super) is_stopped: bool,
    /// Why an older version is shown, while one is: the first problem of the newest.
    pub stale: Option<Box<Problem>>,
}

/// Something about the catalogue that stays true until it is read anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// An older version of the catalogue is shown.
    Stale,
    /// The reader has stopped the reading.
    Stopped,
    /// A file is not whole: more may be missing than can be told.
    Incomplete,
    /// So many files are left out.
    Files(usize),
    /// So many activities are left out.
    Activities(usize),
    /// There are so many problems, and nothing is left out because of them.
    Problems(usize),
}

impl Source {
    /// Returns whether more of it is on its way, and the reader has not said that this is enough.
    pub fn is_reading(&self) -> bool {
        self.is_loading && !self.is_stopped
    }

    /// Returns whether all that its files hold is here, but for what is wrong in them.
    pub fn is_whole(&self) -> bool {
        !self.is_loading && !self.is_stopped && self.library.report.incomplete.is_none()
    }

    /// Returns how much has been read, in percent, while more is on its way; nothing where that is not known.
    pub fn share(&self) -> Option<u64> {
        (100 * self.library.bytes.min(self.bytes)).checked_div(self.bytes)
    }

    /// Returns what stays true of the catalogue until it is read anew.
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
