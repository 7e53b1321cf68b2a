//! What is told of files in the end?

use crate::diagnose::Problem;

/// What is wrong with files, and what is left out because of it.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What is wrong, in the order of the files and of their lines.
    pub problems: Vec<Problem>,
    /// How many records are left out.
    pub left_out: usize,
    /// How many files are left out whole.
    pub files_left_out: usize,
    /// Why a file that is used is not whole, if one is not: more of it may be missing than can be told.
    pub incomplete: Option<Box<Problem>>,
}

impl Report {
    /// Adds what is wrong with another file.
    pub fn add(&mut self, other: Report) {
        self.problems.extend(other.problems);
        self.left_out += other.left_out;
        self.files_left_out += other.files_left_out;
        self.incomplete = self.incomplete.take().or(other.incomplete);
    }
}
