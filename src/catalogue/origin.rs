//! Where is a catalogue read from, and how are its bytes had?

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::place::{Lines, Place};
use super::problem::{Fault, Problem};
use crate::lang::Reason;
use crate::text::{Clean, clean_line};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 2 << 30;

/// What the files of a catalogue look like from outside: where it is another one, they have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp(Vec<(PathBuf, Option<Look>)>);

/// A file from outside: when it was changed, its length in bytes, and what tells it from others on the disk.
type Look = (Option<SystemTime>, u64, Inode);

/// The number of a file on the disk, and when anything of it was changed, its times included: in seconds and
/// nanoseconds.
type Inode = (u64, i64, i64);

impl Stamp {
    /// Looks at the files that are read for a catalogue.
    pub fn of(origins: &[Origin]) -> Self {
        let mut looks = Vec::new();
        for origin in origins.iter().filter(|it| matches!(it, Origin::Path(_))) {
            // A folder without files, or nothing where there was something, is a change, too.
            for file in origin.clone().files().unwrap_or_else(|_| vec![origin.clone()]) {
                let Origin::Path(path) = file else { continue };
                let metadata = fs::metadata(&path);
                let look = metadata.map(|it| (it.modified().ok(), it.len(), inode(&it))).ok();
                looks.push((path, look));
            }
        }
        Self(looks)
    }

    /// Returns whether there is no file to look at.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> Inode {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> Inode {
    (0, 0, 0)
}

/// Where a catalogue is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The catalogue that the program carries.
    BuiltIn,
    /// Standard input.
    Stdin,
    /// A text that has been read already, under the name of where it came from.
    Text(Clean, String),
    /// A file, or a folder of files.
    Path(PathBuf),
}

impl Origin {
    /// Returns the origin that an argument names: `-` is standard input.
    pub fn from_argument(argument: &OsStr) -> Self {
        if argument == "-" { Origin::Stdin } else { Origin::Path(argument.into()) }
    }

    /// Returns the name under which messages speak of it.
    pub fn name(&self) -> Clean {
        match self {
            Origin::BuiltIn => Clean::line("prepare.ron"),
            Origin::Stdin => Clean::line("-"),
            Origin::Text(name, _) => name.clone(),
            Origin::Path(path) => Clean::line(&clean_line(&path.to_string_lossy())),
        }
    }

    /// Returns the files of a folder, sorted by name, or the origin itself where it is no folder.
    ///
    /// # Errors
    /// A path that leads nowhere, or a folder that cannot be read or holds no catalogue.
    pub(super) fn files(self) -> Result<Vec<Origin>, Box<Problem>> {
        let Origin::Path(path) = &self else { return Ok(vec![self]) };
        let metadata = fs::metadata(path).map_err(|error| self.problem(Fault::unreadable(&error)))?;
        if !metadata.is_dir() {
            return Ok(vec![self]);
        }
        let entries = fs::read_dir(path).map_err(|error| self.problem(Fault::unreadable(&error)))?;
        // Editors keep hidden files of their own beside those that they write.
        let is_catalogue = |path: &Path| {
            let is_ron = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("ron"));
            let is_hidden = path.file_name().is_some_and(|it| it.as_encoded_bytes().starts_with(b"."));
            is_ron && !is_hidden && !path.is_dir()
        };
        let mut files: Vec<PathBuf> =
            entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| is_catalogue(path)).collect();
        files.sort();
        if files.is_empty() {
            return Err(self.problem(Fault::EmptyFolder));
        }
        Ok(files.into_iter().map(Origin::Path).collect())
    }

    /// Reads the text, without a byte order mark.
    ///
    /// # Errors
    /// What cannot be read at all: not a regular file, too large, not UTF-8, empty.
    pub(super) fn read(&self) -> Result<String, Box<Problem>> {
        let bytes = match self {
            Origin::BuiltIn => return Ok(super::BUILT_IN.to_owned()),
            Origin::Text(_, text) => return Ok(text.clone()),
            Origin::Stdin => self.read_all(io::stdin().lock()),
            Origin::Path(path) => {
                let metadata = fs::metadata(path).map_err(|error| self.problem(Fault::unreadable(&error)))?;
                // Opening a pipe or a device could wait for ever.
                if !metadata.is_file() {
                    return Err(self.problem(Fault::NotAFile));
                }
                if metadata.len() > LARGEST {
                    return Err(self.problem(Fault::TooLarge(metadata.len())));
                }
                let file = open(path).map_err(|error| self.problem(Fault::unreadable(&error)))?;
                self.read_all(file)
            }
        }?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let (bytes, name) = (error.into_bytes(), self.name());
            let text = String::from_utf8_lossy(&bytes);
            let place = Place::of(&name, &text, &Lines::new(&text), valid..valid + 1);
            Box::new(Problem { place, record: None, fault: Fault::NotUtf8 })
        })?;
        match text.strip_prefix('\u{feff}') {
            Some(text) => Ok(text.to_owned()),
            None => Ok(text),
        }
    }

    fn read_all(&self, input: impl Read) -> Result<Vec<u8>, Box<Problem>> {
        let mut bytes = Vec::new();
        let read = input.take(LARGEST + 1).read_to_end(&mut bytes);
        let length = read.map_err(|error| self.problem(Fault::unreadable(&error)))? as u64;
        if length > LARGEST {
            return Err(self.problem(Fault::TooLarge(length)));
        }
        Ok(bytes)
    }

    /// Returns a problem with the whole of it.
    pub(super) fn problem(&self, fault: Fault) -> Box<Problem> {
        Box::new(Problem { place: Place::whole(&self.name()), record: None, fault })
    }
}

/// Opens a file without waiting, whatever it has become meanwhile; one of `/proc` may wait for ever.
fn open(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    options.read(true).open(path)
}

impl Fault {
    fn unreadable(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Fault::NotFound,
            io::ErrorKind::PermissionDenied => Fault::Forbidden,
            _ => Fault::Unreadable(Reason::of(error)),
        }
    }
}
