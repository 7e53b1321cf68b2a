//! What is remembered?
//!
//! Stores marked activities, in one small file for each catalogue, and the user's language.
//!
//! A file is replaced as a whole or not at all. Changes are applied to the content that is on the disk at that moment,
//! under a lock, so that two running readers do not overwrite each other's changes. A damaged file is kept under
//! another name.

mod file;

use std::io;
use std::path::PathBuf;

use etcetera::BaseStrategy;
use indexmap::IndexSet;

use file::{MarksFile, Parsed, SettingsFile};

use crate::disk::{Disk, Existing, SystemDisk, save};
use crate::lang::{Lang, Reason};
use crate::text::Clean;

/// Identifiers of marked activities, in the user's order.
pub type Ids = IndexSet<String>;

/// A change of the mark of one activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Marks the activity, after all others.
    Mark(String),
    /// Removes the mark of the activity.
    Unmark(String),
    /// Moves the activity before another one, or to the end.
    Move {
        /// Identifier of the activity to move.
        id: String,
        /// Identifier of the activity to follow it; to move it to the end, `None` or one that is not marked.
        before: Option<String>,
    },
}

impl Change {
    /// Applies the change to the marks.
    pub fn apply(&self, marks: &mut Ids) {
        match self {
            Change::Mark(id) => drop(marks.insert(id.clone())),
            Change::Unmark(id) => drop(marks.shift_remove(id)),
            Change::Move { id, before } => {
                let Some(from) = marks.get_index_of(id) else { return };
                let end = marks.len() - 1;
                let before = before.as_ref().and_then(|it| marks.get_index_of(it));
                // Removing an entry before the target reduces the index of the target by one.
                marks.move_index(from, before.map_or(end, |to| to - usize::from(from < to)));
            }
        }
    }
}

/// What is stored about a catalogue, and the problem that occurred, if any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredMarks {
    /// Identifiers of the marked activities.
    pub marks: Ids,
    /// The problem, if one occurred.
    pub problem: Option<StoreProblem>,
}

impl StoredMarks {
    /// Returns whether the requested change has been saved.
    pub fn is_saved(&self) -> bool {
        matches!(self.problem, None | Some(StoreProblem::SetAside(_)))
    }
}

/// Why something could not be stored, or what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreProblem {
    /// The file is damaged; the next change will rename it.
    Damaged(Clean),
    /// The file was damaged, and has been renamed: its new path.
    SetAside(Clean),
    /// The file was not written by this program, and is left alone.
    Foreign(Clean),
    /// Another process has held the lock for too long.
    Busy(Clean),
    /// The system has refused an operation: the path of the file, and the reason.
    Refused(Clean, Reason),
    /// The system has refused to read the file: its path, and the reason.
    Unreadable(Clean, Reason),
}

impl StoreProblem {
    /// Returns the problem in one or two sentences.
    pub fn in_words(&self, lang: Lang) -> String {
        let words = &lang.words().store;
        match self {
            StoreProblem::Damaged(path) => (words.damaged)(path),
            StoreProblem::SetAside(path) => (words.kept_aside)(path),
            StoreProblem::Foreign(path) => (words.foreign)(path),
            StoreProblem::Busy(path) => (words.busy)(path),
            StoreProblem::Refused(path, reason) => (words.refused)(path, &reason.in_words(lang)),
            StoreProblem::Unreadable(path, reason) => (words.unreadable)(path, &reason.in_words(lang)),
        }
    }
}

/// A folder of stored files.
#[derive(Clone, Debug)]
pub struct Store<D = SystemDisk> {
    folder: PathBuf,
    disk: D,
}

impl Store<SystemDisk> {
    /// Returns the store in the user's data folder (XDG, or the convention of the system), or `None` if there is no
    /// such folder or its path is relative.
    pub fn in_user_data_dir() -> Option<Self> {
        let strategy = etcetera::base_strategy::choose_native_strategy().ok()?;
        let folder = strategy.data_dir().join("passerelle");
        // A relative path would mean another folder for each working directory.
        folder.is_absolute().then(|| Self::new(folder, SystemDisk))
    }
}

impl<D: Disk> Store<D> {
    /// Returns the store in a folder, which need not exist yet.
    pub fn new(folder: PathBuf, disk: D) -> Self {
        Self { folder, disk }
    }

    /// Returns the stored marks of the catalogue with an identifier.
    pub fn remembered(&self, catalogue: &str) -> StoredMarks {
        match self.read(&marks_file(catalogue), |bytes| MarksFile::read(bytes, catalogue)) {
            Ok(marks) => StoredMarks { marks: marks.map(|it| it.ids).unwrap_or_default(), problem: None },
            Err(trouble) => StoredMarks { marks: Ids::new(), problem: Some(trouble) },
        }
    }

    /// Applies changes to the stored marks of a catalogue, and returns the result. If saving fails, the changes are
    /// applied to `shown` instead, so that the user keeps them for the session; so they are if the file is missing or
    /// damaged.
    pub fn change(&self, catalogue: &str, changes: &[Change], shown: &Ids) -> StoredMarks {
        let read = |bytes: &[u8]| MarksFile::read(bytes, catalogue);
        let change = |before: Option<MarksFile>| {
            MarksFile::new(catalogue, changed(before.map_or_else(|| shown.clone(), |it| it.ids), changes))
        };
        match self.update(&marks_file(catalogue), read, change, MarksFile::written) {
            Ok((marks, trouble)) => StoredMarks { marks: marks.ids, problem: trouble },
            Err(trouble) => StoredMarks { marks: changed(shown.clone(), changes), problem: Some(trouble) },
        }
    }

    /// Returns the tag (BCP 47) of the language chosen last, or `None` if there is none or it cannot be read.
    pub fn language(&self) -> Option<String> {
        Some(self.read(SETTINGS_FILE, SettingsFile::read).ok()??.language)
    }

    /// Stores the chosen language; returns the problem that prevented it, or what was done about a damaged file.
    pub fn remember_language(&self, lang: Lang) -> Option<StoreProblem> {
        match self.update(SETTINGS_FILE, SettingsFile::read, |_| SettingsFile::new(lang.tag()), SettingsFile::written) {
            Ok((_, trouble)) => trouble,
            Err(trouble) => Some(trouble),
        }
    }

    /// Changes the content of a file under a lock; returns the new content, and what was done about a damaged file.
    fn update<T>(
        &self,
        name: &str,
        read: impl Fn(&[u8]) -> Parsed<T>,
        change: impl FnOnce(Option<T>) -> T,
        written: impl FnOnce(&T) -> Vec<u8>,
    ) -> Result<(T, Option<StoreProblem>), StoreProblem> {
        let path = self.path(name);
        let refused = |error: io::Error| refused(&path, &error);
        self.disk.create_folder(&self.folder).map_err(|error| match error.kind() {
            // The folder's name is taken by something that is not a folder.
            io::ErrorKind::AlreadyExists => refused(io::ErrorKind::NotADirectory.into()),
            _ => refused(error),
        })?;
        let lock = self.folder.join(format!("{name}.lock"));
        let held = self.disk.lock(&lock).map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => StoreProblem::Busy(shown(&path)),
            io::ErrorKind::InvalidInput => StoreProblem::Foreign(shown(&lock)),
            _ => refused(error),
        })?;
        let (before, trouble) = match self.read(name, read) {
            Ok(before) => (before, None),
            Err(StoreProblem::Damaged(_)) => {
                let aside = self.backup_path(name);
                self.disk.rename(&path, &aside).map_err(refused)?;
                (None, Some(StoreProblem::SetAside(shown(&aside))))
            }
            Err(trouble) => return Err(trouble),
        };
        let after = change(before);
        save(&self.disk, &path, &written(&after), Existing::Replace).map_err(refused)?;
        drop(held);
        Ok((after, trouble))
    }

    /// Reads a file; returns `None` if it does not exist.
    fn read<T>(&self, name: &str, read: impl Fn(&[u8]) -> Parsed<T>) -> Result<Option<T>, StoreProblem> {
        let path = self.path(name);
        let bytes = match self.disk.read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
                return Err(StoreProblem::Foreign(shown(&path)));
            }
            Err(error) => return Err(StoreProblem::Unreadable(shown(&path), Reason::of(&error))),
        };
        match read(&bytes) {
            Parsed::Whole(it) => Ok(Some(it)),
            Parsed::Foreign => Err(StoreProblem::Foreign(shown(&path))),
            Parsed::Damaged => Err(StoreProblem::Damaged(shown(&path))),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.json"))
    }

    /// Returns the first unused path for a damaged file.
    fn backup_path(&self, name: &str) -> PathBuf {
        let numbered = |number: u32| self.folder.join(format!("{name}.damaged-{number}.json"));
        (1..u32::MAX).map(numbered).find(|it| !self.disk.is_there(it)).unwrap_or_else(|| numbered(0))
    }
}

/// Name of the settings file, without extension.
const SETTINGS_FILE: &str = "reader";

/// Returns the name of the file of a catalogue's marks, without extension.
fn marks_file(catalogue: &str) -> String {
    format!("marks-{catalogue}")
}

fn refused(path: &std::path::Path, error: &io::Error) -> StoreProblem {
    StoreProblem::Refused(shown(path), Reason::of(error))
}

fn shown(path: &std::path::Path) -> Clean {
    Clean::line(&path.to_string_lossy())
}

fn changed(mut marks: Ids, changes: &[Change]) -> Ids {
    changes.iter().for_each(|it| it.apply(&mut marks));
    marks
}

#[cfg(test)]
mod tests;
