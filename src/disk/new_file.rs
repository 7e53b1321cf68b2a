//! Under which name is a file written before it has its own?
//!
//! On Linux, if the file system supports it, under none (`O_TMPFILE`), so that nothing is left behind however the
//! program ends. Elsewhere under a unique temporary name, which a later save recognises and removes if it was left
//! behind.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::{Builder, TempPath};

use super::open::nofollow_options;
use super::{Existing, WriteContent};

/// Prefix and suffix of the names of temporary files; six random characters are between them.
const TEMP_NAME: (&str, &str) = (".passerelle-", ".tmp");

/// A new file that does not have its final name yet. It stays locked until it is closed; dropping it removes the file.
#[derive(Debug)]
pub struct NewFile {
    pub(super) file: File,
    /// Temporary path of the file; `None` if it is unnamed.
    path: Option<TempPath>,
}

impl NewFile {
    /// Writes a new file in the folder of `target`, with the permissions of `target` if that exists.
    pub(super) fn write(target: &Path, write: WriteContent<'_>) -> io::Result<Self> {
        let folder = folder(target);
        remove_stale(folder);
        let (mut file, path) = match create_unnamed(folder) {
            Some(file) => (file, None),
            None => create_named(folder).map(|(file, path)| (file, Some(path)))?,
        };
        if let Ok(replaced) = fs::metadata(target) {
            file.set_permissions(replaced.permissions())?;
        }
        write(&mut file)?;
        Ok(Self { file, path })
    }

    /// Gives the file its final name.
    pub(super) fn persist(self, target: &Path, existing: Existing) -> io::Result<()> {
        let result = match (self.path, existing) {
            (None, Existing::Keep) => return link(&self.file, target),
            // `linkat` cannot replace a file, so the unnamed file first gets a temporary name and is then renamed.
            (None, Existing::Replace) => {
                let temporary = builder().make_in(folder(target), |path| link(&self.file, path))?;
                temporary.into_temp_path().persist(target)
            }
            (Some(path), Existing::Replace) => path.persist(target),
            (Some(path), Existing::Keep) => path.persist_noclobber(target),
        };
        result.map_err(|it| it.error)
    }
}

/// Returns the folder of a path; `.` for a bare file name.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Creates and locks an unnamed file in a folder. Returns `None` if the system or the file system does not support
/// this, or if `/proc` is not there to name the file later.
#[cfg(target_os = "linux")]
fn create_unnamed(folder: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    let file = File::from(rustix::fs::open(folder, flags, Mode::from_raw_mode(0o666)).ok()?);
    let _ = file.try_lock();
    fs::metadata(proc_path(&file)).is_ok().then_some(file)
}

#[cfg(not(target_os = "linux"))]
fn create_unnamed(_: &Path) -> Option<File> {
    None
}

/// Gives an unnamed file a name. Fails if the name is taken.
#[cfg(target_os = "linux")]
fn link(file: &File, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    Ok(linkat(CWD, proc_path(file), CWD, path, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(not(target_os = "linux"))]
fn link(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Returns the `/proc` path of an open file.
#[cfg(target_os = "linux")]
fn proc_path(file: &File) -> String {
    format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(file))
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(TEMP_NAME.0).suffix(TEMP_NAME.1);
    // The default of `tempfile` is 0600; 0666 leaves the permissions to the user's umask, as for any new file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// Creates and locks a file with a unique temporary name.
fn create_named(folder: &Path) -> io::Result<(File, TempPath)> {
    loop {
        let (file, path) = builder().tempfile_in(folder)?.into_parts();
        // If the file system has no locks, `remove_stale` cannot lock the file either and leaves it alone.
        let _ = file.try_lock();
        // Before it was locked, another save may have considered the file stale and removed it.
        if path.try_exists()? {
            return Ok((file, path));
        }
    }
}

/// Removes the temporary files that killed processes left behind: those that are named as such and not locked.
fn remove_stale(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|it| it.file_type().is_ok_and(|it| it.is_file())) {
        let name = entry.file_name();
        let name = name.to_str().and_then(|it| it.strip_prefix(TEMP_NAME.0)?.strip_suffix(TEMP_NAME.1));
        if name.is_some_and(|it| it.len() == 6) && is_unlocked(&entry.path()) {
            // Another save may have removed it already.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Returns whether no process holds a lock on a file.
fn is_unlocked(path: &Path) -> bool {
    nofollow_options().write(true).open(path).is_ok_and(|it| it.try_lock().is_ok())
}
