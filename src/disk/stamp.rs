//! Have files changed?
//!
//! Compares the metadata of files, without reading them.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

/// The metadata of a set of files: if two stamps of the same paths differ, files have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp(Vec<(PathBuf, Option<FileMeta>)>);

/// Metadata of a file: modification time, length in bytes, and inode.
type FileMeta = (Option<SystemTime>, u64, Inode);

/// Inode number and inode change time (`ctime`, seconds and nanoseconds), which programs cannot set; zeros where the
/// system has no inodes.
type Inode = (u64, i64, i64);

impl Stamp {
    /// Takes the stamp of files; a missing file is recorded as such.
    pub fn of(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        let entry = |path: PathBuf| {
            let metadata = fs::metadata(&path).map(|it| (it.modified().ok(), it.len(), inode(&it))).ok();
            (path, metadata)
        };
        Self(paths.into_iter().map(entry).collect())
    }

    /// Returns the total length of the files in bytes.
    pub fn bytes(&self) -> u64 {
        self.0.iter().filter_map(|(_, metadata)| Some(metadata.as_ref()?.1)).sum()
    }

    /// Returns whether the stamp covers no files.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> Inode {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> Inode {
    (0, 0, 0)
}
