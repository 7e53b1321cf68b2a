//! How are files opened and saved? Once for catalogues, marks and exports.
//!
//! Opening never waits, whatever a path leads to. Saving leaves the old file or the new one, whole, and nothing else: what
//! a kill leaves in between is removed by the next save. A [`Stamp`] tells whether files have changed.

mod folder;
mod new_file;
mod open;
mod stamp;
mod system;
#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub use folder::files;
pub use open::open;
pub use stamp::Stamp;
pub use system::{SystemDisk, is_pipe_at};

/// What becomes of a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It is replaced.
    Replace,
    /// It stays, and nothing is saved.
    Keep,
}

/// Writes what is to be saved.
pub type Writing<'a> = &'a mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// A disk: a few things that are asked of it, each of which may fail.
pub trait Disk {
    /// What holds a lock for as long as it is there.
    type Lock;
    /// A new file that has no name of its own yet; it is removed with this value.
    type New;

    /// Makes a folder, and those that it lies in.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Locks a file, which is made where it is not there. Fails with `WouldBlock` where another process holds it for
    /// seconds, and with `InvalidInput` where it is no file.
    fn lock(&self, path: &Path) -> io::Result<Self::Lock>;
    /// Reads a file. Fails with `InvalidInput` where it is none, or is much too large.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Returns the file that is meant by a path: where a link leads, be there a file yet or not.
    fn target(&self, path: &Path) -> io::Result<PathBuf>;
    /// Writes a new file beside another one, with the permissions of that one if it is there.
    fn write_new(&self, target: &Path, write: Writing<'_>) -> io::Result<Self::New>;
    /// Makes what a new file holds last, be there a power cut.
    fn sync(&self, new: &Self::New) -> io::Result<()>;
    /// Gives a new file its name. Fails with `AlreadyExists` where a file has it and is to stay.
    fn persist(&self, new: Self::New, target: &Path, existing: Existing) -> io::Result<()>;
    /// Writes to a device, as it is; fails with `InvalidInput` where it could be waited for without end. Returns whether
    /// there is one.
    fn write_device(&self, target: &Path, write: Writing<'_>) -> io::Result<bool>;
    /// Gives a file another name; one that has it already is gone.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes what has been done in the folder of a file last.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Returns whether there is something of this name.
    fn is_there(&self, path: &Path) -> bool;
}

/// Returns the folder that is missing, where that is why a file cannot be saved.
pub fn missing_folder(path: &Path, error: &io::Error) -> Option<PathBuf> {
    let target = SystemDisk.target(path).ok().filter(|_| error.kind() == io::ErrorKind::NotFound)?;
    Some(new_file::folder(&target)).filter(|it| !it.is_dir()).map(Path::to_owned)
}

/// Saves a file whole or not at all. One that is there keeps its permissions, a link goes on leading to where it leads,
/// and a device is written to as it is.
///
/// # Errors
/// `AlreadyExists` where something is there that is to stay, `InvalidInput` for a pipe, and whatever the disk refuses.
pub fn save(disk: &impl Disk, path: &Path, bytes: &[u8], existing: Existing) -> io::Result<()> {
    save_with(disk, path, existing, &mut |out| out.write_all(bytes))
}

/// Saves as [`save`] does what is written piece by piece.
///
/// # Errors
/// Those of [`save`], and whatever `write` fails with.
pub fn save_with(disk: &impl Disk, path: &Path, existing: Existing, write: Writing<'_>) -> io::Result<()> {
    if existing == Existing::Keep && disk.is_there(path) {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let target = disk.target(path)?;
    if disk.write_device(&target, write)? {
        return Ok(());
    }
    let new = disk.write_new(&target, write)?;
    // A name that lasts before what it stands for would be an empty file after a power cut.
    disk.sync(&new)?;
    disk.persist(new, &target, existing)?;
    // It is there. That it is still there after a power cut is more than some folders can promise.
    let _ = disk.sync_folder(&target);
    Ok(())
}
