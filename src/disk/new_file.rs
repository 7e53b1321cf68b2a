//! Under which name is a file written before it has its own? Under none, where the system knows such files: nothing of it
//! is left then, whatever ends the program. Elsewhere under one that nobody else has, and that a later save knows for what
//! it is if it is left behind.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::{Builder, TempPath};

use super::open::own_file;
use super::{Existing, Writing};

/// How the names of new files begin and end; six letters stand between.
const NAME: (&str, &str) = (".passerelle-", ".tmp");

/// A new file that has no name of its own yet. It is locked for as long as it is written.
#[derive(Debug)]
pub struct NewFile {
    pub(super) locked: File,
    /// The name under which it is written, if it has one.
    path: Option<TempPath>,
}

impl NewFile {
    /// Writes a new file beside another one, with the permissions of that one if it is there.
    pub(super) fn write(target: &Path, write: Writing<'_>) -> io::Result<Self> {
        let folder = folder(target);
        remove_stale(folder);
        let (mut file, path) = match unnamed(folder) {
            Some(file) => (file, None),
            None => create(folder).map(|(file, path)| (file, Some(path)))?,
        };
        if let Ok(before) = fs::metadata(target) {
            file.set_permissions(before.permissions())?;
        }
        write(&mut file)?;
        Ok(Self { locked: file, path })
    }

    /// Waits until what it holds is on the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.locked.sync_all()
    }

    /// Gives the file its name.
    pub(super) fn persist(self, target: &Path, existing: Existing) -> io::Result<()> {
        let saved = match (self.path, existing) {
            (None, Existing::Keep) => return link(&self.locked, target),
            // For a moment it has a name, under which it takes the place of the other one.
            (None, Existing::Replace) => {
                let named = builder().make_in(folder(target), |path| link(&self.locked, path))?;
                named.into_temp_path().persist(target)
            }
            (Some(path), Existing::Replace) => path.persist(target),
            (Some(path), Existing::Keep) => path.persist_noclobber(target),
        };
        saved.map_err(|it| it.error)
    }
}

/// Returns the folder of a file.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Creates a file without a name in a folder, and locks it; nothing where the system or the file system knows none, or
/// could not name it later.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    let file = File::from(rustix::fs::open(folder, flags, Mode::from_raw_mode(0o666)).ok()?);
    let _ = file.try_lock();
    fs::metadata(path_of(&file)).is_ok().then_some(file)
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_: &Path) -> Option<File> {
    None
}

/// Gives a file without a name one that nothing has.
#[cfg(target_os = "linux")]
fn link(file: &File, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    Ok(linkat(CWD, path_of(file), CWD, path, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(not(target_os = "linux"))]
fn link(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Returns by which path the system leads to an open file.
#[cfg(target_os = "linux")]
fn path_of(file: &File) -> String {
    format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(file))
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(NAME.0).suffix(NAME.1);
    // As any new file: what others may do with it is for the reader's settings to say.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// Creates a file under a name that nothing has, and locks it.
fn create(folder: &Path) -> io::Result<(File, TempPath)> {
    loop {
        let (file, path) = builder().tempfile_in(folder)?.into_parts();
        // Where files cannot be locked nobody takes this one for left behind.
        let _ = file.try_lock();
        // Before it was, another save may have taken it for that and removed it.
        if path.try_exists()? {
            return Ok((file, path));
        }
    }
}

/// Removes what a kill has left behind: files that are named as new ones are, and that nobody holds.
fn remove_stale(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|it| it.file_type().is_ok_and(|it| it.is_file())) {
        let name = entry.file_name();
        let name = name.to_str().and_then(|it| it.strip_prefix(NAME.0)?.strip_suffix(NAME.1));
        if name.is_some_and(|it| it.len() == 6) && is_free(&entry.path()) {
            // Another save may have done so meanwhile.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Returns whether nobody holds a file.
fn is_free(path: &Path) -> bool {
    own_file().write(true).open(path).is_ok_and(|it| it.try_lock().is_ok())
}
