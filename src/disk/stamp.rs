//! Have files changed? By what they look like from outside.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

/// What files look like from outside: where it is another one, they have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp(Vec<(PathBuf, Option<Look>)>);

/// A file from outside: when it was changed, its length in bytes, and what tells it from others on the disk.
type Look = (Option<SystemTime>, u64, Inode);

/// The number of a file on the disk, and when anything of it was changed, its times included: in seconds and
/// nanoseconds.
type Inode = (u64, i64, i64);

impl Stamp {
    /// Looks at files.
    pub fn of(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        let look = |path: PathBuf| {
            let look = fs::metadata(&path).map(|it| (it.modified().ok(), it.len(), inode(&it))).ok();
            (path, look)
        };
        Self(paths.into_iter().map(look).collect())
    }

    /// Returns how many bytes the files have together.
    pub fn bytes(&self) -> u64 {
        self.0.iter().filter_map(|(_, look)| Some(look.as_ref()?.1)).sum()
    }

    /// Returns whether there is no file to look at.
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
