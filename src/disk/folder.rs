//! What is in a folder?

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Returns the files of a folder, sorted by their names, and what keeps others from being known.
pub fn files(folder: &Path) -> (Vec<PathBuf>, Vec<io::Error>) {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    match fs::read_dir(folder) {
        Ok(entries) => entries.for_each(|entry| match entry {
            Ok(entry) => files.push(entry.path()),
            Err(error) => errors.push(error),
        }),
        Err(error) => errors.push(error),
    }
    files.sort();
    (files, errors)
}
