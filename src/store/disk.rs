//! What is asked of the disk? A few things, each of which may fail.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 16 << 20;

/// How long a lock that another one holds is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// A disk, as far as it is needed to remember things.
pub trait Disk {
    /// What holds a lock for as long as it is there.
    type Lock;

    /// Makes a folder, and those that it lies in.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Locks a file, which is made where it is not there. Fails with `WouldBlock` where another process
    /// holds it for seconds.
    fn lock(&self, path: &Path) -> io::Result<Self::Lock>;
    /// Reads a file. Fails with `InvalidInput` where it is none, or is much too large.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Writes a file whole or not at all.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // A link goes on leading to the file that it leads to.
        let target = self.target(path)?;
        let mut name = target.file_name().map(OsString::from).unwrap_or_default();
        name.push(".new");
        // One name for all: under the lock nobody else uses it, and what a kill leaves is written over.
        let new = target.with_file_name(name);
        self.write(&new, bytes)?;
        self.rename(&new, &target)?;
        self.sync_folder(&target)
    }
    /// Returns the file that is meant by a path: where a link leads.
    fn target(&self, path: &Path) -> io::Result<PathBuf>;
    /// Writes a new file, down to the disk. One of this name is removed before.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Gives a file another name; one that has it already is gone.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes what has been done in the folder of a file last.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Returns whether there is something of this name.
    fn is_there(&self, path: &Path) -> bool;
}

/// The disk of the system.
#[derive(Clone, Copy, Debug)]
pub struct Real;

impl Disk for Real {
    type Lock = File;

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn lock(&self, path: &Path) -> io::Result<File> {
        if fs::metadata(path).is_ok_and(|it| !it.is_file()) {
            // Opening a pipe could wait for ever.
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
        // Who waits in the system's queue is served in turn; who asks from time to time may never be. A
        // lock that comes too late is let go of again at once.
        let (sender, receiver) = channel();
        thread::spawn(move || sender.send(file.lock().map(|()| file)));
        match receiver.recv_timeout(PATIENCE) {
            Ok(locked) => locked,
            Err(_) => Err(io::ErrorKind::WouldBlock.into()),
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        if !fs::metadata(path)?.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let mut bytes = Vec::new();
        let length = File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
        if length as u64 > LARGEST { Err(io::ErrorKind::InvalidInput.into()) } else { Ok(bytes) }
    }

    fn target(&self, path: &Path) -> io::Result<PathBuf> {
        match fs::symlink_metadata(path) {
            Ok(metadata) if metadata.is_symlink() => fs::canonicalize(path),
            _ => Ok(path.to_owned()),
        }
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OpenOptions::new().create_new(true).write(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Not every system can open a folder; there the renaming lasts as it is.
        match path.parent().filter(|_| cfg!(unix)) {
            Some(folder) => File::open(folder)?.sync_all(),
            None => Ok(()),
        }
    }

    fn is_there(&self, path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok()
    }
}
