//! How are the disk operations carried out?
//!
//! Implements [`Disk`] on the file system.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::new_file::{NewFile, folder};
use super::open::{nofollow_options, open};
use super::{Disk, Existing, WriteContent};

/// Maximum length in bytes of a file that is read whole.
const MAX_READ_BYTES: u64 = 16 << 20;

/// Maximum time to wait for a lock that another process holds.
const LOCK_TIMEOUT: Duration = Duration::from_secs(2);

/// Interval between two attempts to take a lock; locks are held for a few milliseconds.
const LOCK_RETRY_INTERVAL: Duration = Duration::from_millis(1);

/// The file system.
#[derive(Clone, Copy, Debug)]
pub struct SystemDisk;

/// Maximum number of symbolic links in a chain, the same as on Linux.
const MAX_SYMLINKS: usize = 40;

impl Disk for SystemDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn lock(&self, path: &Path) -> io::Result<File> {
        if fs::symlink_metadata(path).is_ok_and(|it| !it.is_file()) {
            // Opening a pipe could block for ever, and a symbolic link could have a file created anywhere.
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let file = nofollow_options().create(true).truncate(false).write(true).open(path)?;
        // A blocking lock would need a thread of its own, which would never end if the lock were never released.
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::WouldBlock) if start.elapsed() < LOCK_TIMEOUT => thread::sleep(LOCK_RETRY_INTERVAL),
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let length = open(path)?.take(MAX_READ_BYTES + 1).read_to_end(&mut bytes)?;
        if length as u64 > MAX_READ_BYTES { Err(io::ErrorKind::InvalidInput.into()) } else { Ok(bytes) }
    }

    fn target(&self, path: &Path) -> io::Result<PathBuf> {
        let mut target = path.to_owned();
        for _ in 0..MAX_SYMLINKS {
            match fs::read_link(&target) {
                Ok(destination) => target = folder(&target).join(destination),
                Err(_) => return Ok(target),
            }
        }
        // The links form a cycle.
        Err(io::ErrorKind::InvalidInput.into())
    }

    fn write_new(&self, target: &Path, write: WriteContent<'_>) -> io::Result<NewFile> {
        NewFile::write(target, write)
    }

    fn sync(&self, new: &NewFile) -> io::Result<()> {
        new.file.sync_all()
    }

    fn persist(&self, new: NewFile, target: &Path, existing: Existing) -> io::Result<()> {
        new.persist(target, existing)
    }

    fn write_device(&self, target: &Path, write: WriteContent<'_>) -> io::Result<bool> {
        match fs::metadata(target) {
            // Opening a pipe could block for ever.
            Ok(metadata) if is_pipe(&metadata) || metadata.is_dir() => Err(io::ErrorKind::InvalidInput.into()),
            Ok(metadata) if !metadata.is_file() => {
                write(&mut OpenOptions::new().write(true).open(target)?).map(|()| true)
            }
            _ => Ok(false),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Not every system can open a folder; on the others the rename has to do.
        if cfg!(unix) { File::open(folder(path))?.sync_all() } else { Ok(()) }
    }

    fn exists(&self, path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok()
    }
}

/// Returns whether the path leads to a named pipe.
pub fn is_pipe_at(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|it| is_pipe(&it))
}

#[cfg(unix)]
fn is_pipe(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&metadata.file_type())
}

#[cfg(not(unix))]
fn is_pipe(_: &fs::Metadata) -> bool {
    false
}
