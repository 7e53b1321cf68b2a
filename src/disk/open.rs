//! How is a file opened without blocking?
//!
//! Opens files with `O_NONBLOCK` and accepts only regular files for reading.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// Returns options that open a path without blocking and without following a symbolic link (on Unix).
pub(super) fn nofollow_options() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        (rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits().cast_signed(),
    );
    options
}

/// Opens a regular file for reading, without blocking.
///
/// # Errors
/// `InvalidInput` if it is not a regular file, because a pipe or a device could block for ever; any other error of the
/// system.
pub fn open(path: &Path) -> io::Result<File> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut options = OpenOptions::new();
    // The path may have been replaced since the check, and even a file in `/proc` may block.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    let file = options.read(true).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::ErrorKind::InvalidInput.into()) }
}
