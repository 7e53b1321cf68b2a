//! Where is a catalogue read from?
//!
//! Resolves arguments to files, opens them, and maps the errors of the system to problems.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::catalogue::BUILT_IN;
use crate::diagnose::{Location, Problem, ProblemKind};
use crate::disk::{Stamp, folder_entries, open};
use crate::lang::Reason;
use crate::text::{Clean, clean_line, is_shown};

/// Maximum size of a file, in bytes.
const MAX_BYTES: u64 = 16 << 30;

/// The origin of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The catalogue built into the program.
    BuiltIn,
    /// Standard input.
    Stdin,
    /// A text in memory, and the name of its origin.
    Text(Clean, String),
    /// A file, or a folder of files.
    Path(PathBuf),
}

impl Origin {
    /// Returns the origin for a command-line argument: `-` is standard input.
    pub fn from_argument(argument: &OsStr) -> Self {
        if argument == "-" { Origin::Stdin } else { Origin::Path(argument.into()) }
    }

    /// Returns its name in messages.
    pub fn name(&self) -> Clean {
        match self {
            Origin::BuiltIn => Clean::line("prepare.ron"),
            Origin::Stdin => Clean::line("-"),
            Origin::Text(name, _) => name.clone(),
            Origin::Path(path) => Clean::line(&clean_line(&path.to_string_lossy())),
        }
    }

    /// Returns it as an argument of a command line: its path as it is if that can be displayed, else its name.
    pub fn argument(&self) -> String {
        let path = if let Origin::Path(path) = self { path.to_str() } else { None };
        path.filter(|it| it.chars().all(is_shown)).map_or_else(|| self.name().to_string(), str::to_owned)
    }

    /// Returns whether it is not a folder.
    pub fn is_one_file(&self) -> bool {
        !matches!(self, Origin::Path(path) if path.is_dir())
    }

    /// Returns a stamp of the files that some origins consist of, which changes if one of them does.
    pub fn stamp(origins: &[Origin]) -> Stamp {
        let files = origins.iter().filter(|it| matches!(it, Origin::Path(_))).flat_map(|origin| {
            let (files, _) = origin.clone().files();
            // A folder without files, or a path that does not exist any more, counts as a state of its own.
            if files.is_empty() { vec![origin.clone()] } else { files }
        });
        Stamp::of(files.filter_map(|it| if let Origin::Path(path) = it { Some(path) } else { None }))
    }

    /// Returns the files of a folder, sorted by name, or the origin itself if it is not a folder; and the problems with
    /// reading the folder.
    pub(super) fn files(self) -> (Vec<Origin>, Vec<Problem>) {
        let path = match &self {
            Origin::Path(path) if path.is_dir() => path,
            // A missing file is reported when it is opened.
            _ => return (vec![self], Vec::new()),
        };
        let problem = |kind| Problem { location: Location::whole(&self.name()), kind };
        let (mut files, errors) = folder_entries(path);
        files.retain(|it| is_catalogue(it));
        let mut problems: Vec<Problem> = errors.iter().map(|it| problem(Self::unreadable(it))).collect();
        if files.is_empty() && problems.is_empty() {
            problems.push(problem(ProblemKind::EmptyFolder));
        }
        (files.into_iter().map(Origin::Path).collect(), problems)
    }

    /// Returns whether writing to a path could overwrite this origin, so that the records left out while reading would
    /// be lost. For a folder, that is any catalogue in it, existing or new.
    pub fn would_be_overwritten_by(&self, path: &Path) -> bool {
        let is_same = |source: &Path| source == path || is_same_file(source, path);
        match self {
            Origin::Path(folder) if folder.is_dir() => {
                let mut entries = folder_entries(folder).0.into_iter().filter(|it| is_catalogue(it));
                entries.any(|it| is_same(&it)) || is_catalogue(path) && is_in(folder, path)
            }
            Origin::Path(file) => is_same(file),
            // Standard input may be redirected from that file.
            Origin::Stdin => is_same(Path::new("/dev/stdin")),
            Origin::BuiltIn | Origin::Text(..) => false,
        }
    }

    /// Returns the path of a file without links and relative parts; `None` if it is no file, or does not exist.
    pub(super) fn canonical_path(&self) -> Option<PathBuf> {
        if let Origin::Path(path) = self { path.canonicalize().ok() } else { None }
    }

    /// Opens the origin; opening a file never blocks.
    ///
    /// # Errors
    /// Returns the error of the system, or `FileTooLarge` for a file larger than the maximum; [`Origin::unreadable`]
    /// converts it.
    pub(super) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Origin::BuiltIn => Box::new(BUILT_IN.as_bytes()),
            Origin::Text(_, text) => Box::new(io::Cursor::new(text.clone().into_bytes())),
            Origin::Stdin => Box::new(Limited { input: io::stdin(), remaining: MAX_BYTES }),
            Origin::Path(path) => {
                let file = open(path)?;
                if file.metadata()?.len() > MAX_BYTES {
                    return Err(io::ErrorKind::FileTooLarge.into());
                }
                Box::new(Limited { input: file, remaining: MAX_BYTES })
            }
        })
    }

    /// Returns the problem for an error of opening or reading a file.
    pub(crate) fn unreadable(error: &io::Error) -> ProblemKind {
        match error.kind() {
            io::ErrorKind::NotFound => ProblemKind::NotFound,
            io::ErrorKind::PermissionDenied => ProblemKind::Forbidden,
            io::ErrorKind::InvalidInput => ProblemKind::NotAFile,
            io::ErrorKind::FileTooLarge => ProblemKind::TooLarge(MAX_BYTES),
            _ => ProblemKind::Unreadable(Reason::of(error)),
        }
    }
}

/// Returns whether two paths refer to the same existing file.
fn is_same_file(one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// Returns whether a path is directly in a folder.
fn is_in(folder: &Path, path: &Path) -> bool {
    let parent = path.parent().map(|it| if it.as_os_str().is_empty() { Path::new(".") } else { it });
    parent.is_some_and(|it| is_same_file(it, folder))
}

/// Returns whether a file of a folder is a catalogue. Hidden files are not: editors keep temporary ones next to the
/// files being edited.
fn is_catalogue(path: &Path) -> bool {
    let is_ron = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("ron"));
    let is_hidden = path.file_name().is_some_and(|it| it.as_encoded_bytes().starts_with(b"."));
    is_ron && !is_hidden && !path.is_dir()
}

/// An input that fails when more than a maximum number of bytes is read.
struct Limited<R> {
    input: R,
    remaining: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.remaining = self.remaining.checked_sub(read as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}
