//! How does something leave the program?
//!
//! Copies to the clipboard through the terminal, saves files, and opens addresses on the desktop.

use std::io;
use std::path::{Path, PathBuf, absolute};

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;
use etcetera::home_dir;

use super::guard::write;
use crate::disk::{self, Existing, SystemDisk, missing_folder};
use crate::export::{KeepGoing, SaveRequest, Saved};
use crate::lang::Reason;
use crate::load::Origin;
use crate::query::Library;
use crate::text::sanitised;

/// Sends a text to the terminal's clipboard (OSC 52). The terminal does not report whether it accepted the text.
pub(super) fn copy(text: &str) -> io::Result<()> {
    let mut bytes = Vec::new();
    queue!(bytes, CopyToClipboard::to_clipboard_from(sanitised(text, true).as_bytes()))?;
    write(&bytes)
}

/// Saves the shown activities to a file, atomically. `keep_going` is called repeatedly; when it returns `false`,
/// the export is abandoned.
pub(super) fn save(
    name: &str,
    request: &SaveRequest,
    library: &Library,
    inputs: &[Origin],
    is_replacing: bool,
    keep_going: KeepGoing<'_>,
) -> Saved {
    let path = expand_home(name);
    if inputs.iter().any(|it| it.would_be_overwritten_by(&path)) {
        return Saved::WouldOverwriteSource;
    }
    if path.is_dir() || disk::is_pipe_at(&path) {
        return Saved::NotAFile;
    }
    let bytes = match request.bytes(library, keep_going) {
        Ok(bytes) => bytes,
        Err(error) => return Saved::Unwritable(error),
    };
    let existing = if is_replacing { Existing::Replace } else { Existing::Keep };
    match disk::save(&SystemDisk, &path, &bytes, existing) {
        Ok(()) => Saved::Done(request.rows.len()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Saved::AlreadyExists,
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Saved::NotAFile,
        Err(error) => match missing_folder(&path, &error) {
            Some(folder) => Saved::NoFolder(folder.to_string_lossy().into_owned()),
            None => Saved::Refused(Reason::of(&error)),
        },
    }
}

/// Returns whether the parent folder of a file exists.
pub(super) fn has_parent_folder(name: &str) -> bool {
    expand_home(name).parent().is_some_and(Path::is_dir)
}

/// Returns the absolute path of a name.
pub(super) fn absolute_path(name: &str) -> String {
    absolute(expand_home(name)).map_or_else(|_| name.to_owned(), |it| it.to_string_lossy().into_owned())
}

/// Returns the path of a name, with a leading `~/` expanded to the home folder.
fn expand_home(name: &str) -> PathBuf {
    let in_home = name.strip_prefix("~/").and_then(|rest| Some(home_dir().ok()?.join(rest)));
    in_home.unwrap_or_else(|| name.into())
}

/// Opens an address with the desktop's default program, without waiting for it.
///
/// # Errors
/// `InvalidInput` if the scheme is neither `http` nor `https`; otherwise the error of starting a program.
pub(super) fn open(address: &str) -> io::Result<()> {
    let scheme = address.split("://").next().unwrap_or_default();
    if !["http", "https"].iter().any(|it| scheme.eq_ignore_ascii_case(it)) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    open::that_detached(address)
}
