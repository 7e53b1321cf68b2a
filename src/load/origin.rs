//! Where is a catalogue read from?

use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::catalogue::BUILT_IN;
use crate::diagnose::{Location, Problem, ProblemKind};
use crate::disk::{Stamp, files, open};
use crate::lang::Reason;
use crate::text::{Clean, clean_line};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 16 << 30;

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

    /// Returns whether it is no folder.
    pub fn is_one_file(&self) -> bool {
        !matches!(self, Origin::Path(path) if path.is_dir())
    }

    /// Returns what the files look like that are read for some catalogues.
    pub fn stamp(origins: &[Origin]) -> Stamp {
        let files = origins.iter().filter(|it| matches!(it, Origin::Path(_))).flat_map(|origin| {
            let (files, _) = origin.clone().files();
            // A folder without files, or nothing where there was something, is a change, too.
            if files.is_empty() { vec![origin.clone()] } else { files }
        });
        Stamp::of(files.filter_map(|it| if let Origin::Path(path) = it { Some(path) } else { None }))
    }

    /// Returns the files of a folder, sorted by name, or the origin itself where it is no folder; and what of the
    /// folder cannot be read.
    pub(super) fn files(self) -> (Vec<Origin>, Vec<Problem>) {
        let path = match &self {
            Origin::Path(path) if path.is_dir() => path,
            // What is not there is found out when it is opened.
            _ => return (vec![self], Vec::new()),
        };
        let problem = |kind| Problem { location: Location::whole(&self.name()), kind };
        let (mut files, errors) = files(path);
        files.retain(|it| is_catalogue(it));
        let mut problems: Vec<Problem> = errors.iter().map(|it| problem(Self::unreadable(it))).collect();
        if files.is_empty() && problems.is_empty() {
            problems.push(problem(ProblemKind::EmptyFolder));
        }
        (files.into_iter().map(Origin::Path).collect(), problems)
    }

    /// Returns whether a path leads to a file that is read, or would be read with the others: what is left out in reading
    /// would be lost with it.
    pub fn is_at(&self, path: &Path) -> bool {
        let is_same = |read: &Path| read == path || are_one(read, path);
        match self {
            Origin::Path(folder) if folder.is_dir() => {
                files(folder).0.iter().any(|it| is_same(it)) || comes_into(folder, path)
            }
            Origin::Path(file) => is_same(file),
            // A file may have been redirected there.
            Origin::Stdin => is_same(Path::new("/dev/stdin")),
            Origin::BuiltIn | Origin::Text(..) => false,
        }
    }

    /// Opens it, without waiting.
    ///
    /// # Errors
    /// What cannot be read at all; [`Origin::unreadable`] says why.
    pub(super) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Origin::BuiltIn => Box::new(BUILT_IN.as_bytes()),
            Origin::Text(_, text) => Box::new(io::Cursor::new(text.clone().into_bytes())),
            Origin::Stdin => Box::new(Limited { input: io::stdin(), left: LARGEST }),
            Origin::Path(path) => {
                let file = open(path)?;
                if file.metadata()?.len() > LARGEST {
                    return Err(io::ErrorKind::FileTooLarge.into());
                }
                Box::new(Limited { input: file, left: LARGEST })
            }
        })
    }

    /// Returns why a file cannot be read.
    pub(crate) fn unreadable(error: &io::Error) -> ProblemKind {
        match error.kind() {
            io::ErrorKind::NotFound => ProblemKind::NotFound,
            io::ErrorKind::PermissionDenied => ProblemKind::Forbidden,
            io::ErrorKind::InvalidInput => ProblemKind::NotAFile,
            io::ErrorKind::FileTooLarge => ProblemKind::TooLarge(LARGEST),
            _ => ProblemKind::Unreadable(Reason::of(error)),
        }
    }
}

/// Returns whether two paths lead to one file, which is there.
fn are_one(one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// Returns whether a file at a path would be one of those of a folder that are read.
fn comes_into(folder: &Path, path: &Path) -> bool {
    let parent = path.parent().map(|it| if it.as_os_str().is_empty() { Path::new(".") } else { it });
    let is_ron = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("ron"));
    is_ron && parent.is_some_and(|it| are_one(it, folder))
}

/// Returns whether a file of a folder is a catalogue. Editors keep hidden files of their own beside those that they
/// write.
fn is_catalogue(path: &Path) -> bool {
    let is_ron = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("ron"));
    let is_hidden = path.file_name().is_some_and(|it| it.as_encoded_bytes().starts_with(b"."));
    is_ron && !is_hidden && !path.is_dir()
}

/// An input that fails where it is larger than is read.
struct Limited<R> {
    input: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}
