//! What is in a folder?
//!
//! Lists a folder's entries, without descending into subfolders.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Returns the paths of a folder's entries, sorted, and the errors met while reading the folder.
pub fn folder_entries(folder: &Path) -> (Vec<PathBuf>, Vec<io::Error>) {
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
