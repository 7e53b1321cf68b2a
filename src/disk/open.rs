//! How is a file opened without waiting?

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// Returns options with which what a path names is opened without waiting, and no link followed.
pub(super) fn own_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        (rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits().cast_signed(),
    );
    options
}

/// Opens a file to be read.
///
/// # Errors
/// `InvalidInput` where it is no regular file: a pipe or a device could be waited for without end. Whatever the system
/// refuses.
pub fn open(path: &Path) -> io::Result<File> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut options = OpenOptions::new();
    // It may have become something else meanwhile; a file of `/proc` may be waited for, too.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    let file = options.read(true).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::ErrorKind::InvalidInput.into()) }
}
