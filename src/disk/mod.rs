//! How are files opened and saved?
//!
//! Shared by catalogues, marks and exports. Opening never blocks, whatever the path refers to. Saving is atomic:
//! afterwards the path holds either the old or the new content, complete. A temporary file left over by a killed
//! process is removed by the next save into the same folder. A [`Stamp`] detects changed files.

mod folder;
mod new_file;
mod open;
mod stamp;
mod system;
#[cfg(test)]
mod test_disk;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub use folder::folder_entries;
pub use new_file::NewFile;
pub use open::open;
pub use stamp::Stamp;
pub use system::{SystemDisk, is_pipe_at};
#[cfg(test)]
pub(crate) use test_disk::TestDisk;

/// What happens to a file that already exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It is replaced.
    Replace,
    /// It is kept, and nothing is saved.
    Keep,
}

/// A callback that writes the content to be saved.
pub type WriteContent<'a> = &'a mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// A disk, reduced to the fallible operations needed here so that tests can substitute it.
pub trait Disk {
    /// Creates a folder, and its missing parents.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Locks a file, creating it if it is missing; the lock is held until the value is dropped. Fails with `WouldBlock` if another process holds the lock for
    /// seconds, and with `InvalidInput` if the path is not a regular file.
    fn lock(&self, path: &Path) -> io::Result<File>;
    /// Reads a whole file. Fails with `InvalidInput` if it is not a regular file or is too large.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Returns the path a symbolic link finally leads to, whether a file exists there or not; a path that is no link is
    /// returned unchanged. Fails with `InvalidInput` if there are too many links.
    fn target(&self, path: &Path) -> io::Result<PathBuf>;
    /// Writes a new file in the folder of `target`, with the permissions of `target` if that exists.
    fn write_new(&self, target: &Path, write: WriteContent<'_>) -> io::Result<NewFile>;
    /// Flushes the content of a new file to the storage device, so that it survives a power cut.
    fn sync(&self, new: &NewFile) -> io::Result<()>;
    /// Gives a new file its final name. With [`Existing::Keep`], fails with `AlreadyExists` if the name is taken.
    fn persist(&self, new: NewFile, target: &Path, existing: Existing) -> io::Result<()>;
    /// Writes directly to `target` if that is a device; returns whether it is one. Fails with `InvalidInput` if it is a
    /// folder, or a pipe, which could block for ever.
    fn write_device(&self, target: &Path, write: WriteContent<'_>) -> io::Result<bool>;
    /// Renames a file, replacing any file of the new name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Flushes the folder that contains `path` to the storage device, so that a rename in it survives a power cut.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Returns whether the path exists, even as a dangling symbolic link.
    fn exists(&self, path: &Path) -> bool;
}

/// Returns the folder of `path` if saving failed because that folder is missing; `None` for any other error.
pub fn missing_folder(path: &Path, error: &io::Error) -> Option<PathBuf> {
    let target = SystemDisk.target(path).ok().filter(|_| error.kind() == io::ErrorKind::NotFound)?;
    Some(new_file::folder(&target)).filter(|it| !it.is_dir()).map(Path::to_owned)
}

/// Saves a file atomically. An existing file keeps its permissions, a symbolic link is followed and kept, and a device
/// is written to directly.
///
/// # Errors
/// `AlreadyExists` if the path exists and is to be kept, `InvalidInput` for a pipe, a folder or too many links, and any
/// other error of the disk.
pub fn save(disk: &impl Disk, path: &Path, bytes: &[u8], existing: Existing) -> io::Result<()> {
    save_with(disk, path, existing, &mut |out| out.write_all(bytes))
}

/// Saves as [`save`] does, with content that `write` produces piece by piece.
///
/// # Errors
/// Those of [`save`], and any error of `write`.
pub fn save_with(disk: &impl Disk, path: &Path, existing: Existing, write: WriteContent<'_>) -> io::Result<()> {
    if existing == Existing::Keep && disk.exists(path) {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let target = disk.target(path)?;
    if disk.write_device(&target, write)? {
        return Ok(());
    }
    let new = disk.write_new(&target, write)?;
    // Sync before renaming: otherwise a power cut could leave the name on an empty file.
    disk.sync(&new)?;
    disk.persist(new, &target, existing)?;
    // The file has been saved. Not every file system can sync a folder, so a failure here is no error.
    let _ = disk.sync_folder(&target);
    Ok(())
}
