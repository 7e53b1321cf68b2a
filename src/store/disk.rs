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
        name.push(".passerelle-new");
        // One name for all: under the lock nobody else uses it, and what a kill leaves is written over. It is a
        // name that nobody else would give: where a link leads there may be files of others.
        let new = target.with_file_name(name);
        let written = self.write(&new, bytes, &target).and_then(|()| self.rename(&new, &target));
        if written.is_err() {
            // What is there by halves may be in the way of others; where it stays it is written over one day.
            let _ = self.remove(&new);
            return written;
        }
        // It is there. That it is still there after a power cut is more than some folders can promise.
        let _ = self.sync_folder(&target);
        Ok(())
    }
    /// Returns the file that is meant by a path: where a link leads.
    fn target(&self, path: &Path) -> io::Result<PathBuf>;
    /// Writes a new file, down to the disk, with the permissions of another one if that is there. One of its
    /// name is removed before.
    fn write(&self, path: &Path, bytes: &[u8], like: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
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
        if fs::symlink_metadata(path).is_ok_and(|it| !it.is_file()) {
            // Opening a pipe could wait for ever; a link could make a file anywhere.
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let mut options = OpenOptions::new();
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::custom_flags(
            &mut options,
            (rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits().cast_signed(),
        );
        let file = options.create(true).truncate(false).write(true).open(path)?;
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

    fn write(&self, path: &Path, bytes: &[u8], like: &Path) -> io::Result<()> {
        match self.remove(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OpenOptions::new().create_new(true).write(true).open(path)?;
        if let Ok(metadata) = fs::metadata(like) {
            file.set_permissions(metadata.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
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
