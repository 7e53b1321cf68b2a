//! What is reported about the files in the end?
//!
//! The problems of one or several files, and what is left out because of them.

use crate::diagnose::Problem;
use crate::text::Clean;

/// Problems with files, and what is left out because of them.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Problems, in the order of the files and of their lines.
    pub problems: Vec<Problem>,
    /// Number of records that are left out.
    pub left_out: usize,
    /// Identifiers of those of them that are wrong, as far as they can be read.
    pub left_out_ids: Vec<Clean>,
    /// Number of files that are left out completely.
    pub files_left_out: usize,
    /// The problem that makes a file incomplete that is used all the same: more of it may be missing than can be
    /// reported.
    pub incomplete: Option<Box<Problem>>,
}

impl Report {
    /// Adds the report on another file.
    pub fn add(&mut self, other: Report) {
        self.problems.extend(other.problems);
        self.left_out += other.left_out;
        self.left_out_ids.extend(other.left_out_ids);
        self.files_left_out += other.files_left_out;
        self.incomplete = self.incomplete.take().or(other.incomplete);
    }
}
