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
use serde::Serialize;

use file::{MarksFile, Parsed, SettingsFile, to_bytes};

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
    /// Returns the identifier of the activity.
    pub fn id(&self) -> &str {
        match self {
            Change::Mark(id) | Change::Unmark(id) | Change::Move { id, .. } => id,
        }
    }

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
        matches!(self.problem, None | Some(StoreProblem::BackedUp(_)))
    }
}

/// Why something could not be stored, or what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreProblem {
    /// The file is damaged; the next change will rename it.
    Damaged(Clean),
    /// The file was damaged, and has been renamed: its new path.
    BackedUp(Clean),
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
            StoreProblem::BackedUp(path) => (words.set_aside)(path),
            StoreProblem::Foreign(path) => (words.foreign)(path),
            StoreProblem::Busy(path) => (words.busy)(path),
            StoreProblem::Refused(path, reason) => (words.not_saved)(path, &reason.in_words(lang)),
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
    pub fn marks(&self, catalogue: &str) -> StoredMarks {
        match self.read(&marks_file(catalogue), |bytes| MarksFile::parse(bytes, catalogue)) {
            Ok(marks) => StoredMarks { marks: marks.map(|it| it.ids).unwrap_or_default(), problem: None },
            Err(problem) => StoredMarks { marks: Ids::new(), problem: Some(problem) },
        }
    }

    /// Applies changes to the stored marks of a catalogue, and returns the result. If saving fails, it returns `shown`,
    /// the marks on the screen after the changes, so that the user keeps them for the session; they are also what is
    /// saved if the file is missing or damaged.
    pub fn change(&self, catalogue: &str, changes: &[Change], shown: &Ids) -> StoredMarks {
        let parse = |bytes: &[u8]| MarksFile::parse(bytes, catalogue);
        let new_content = |before: Option<MarksFile>| {
            let after = before.map_or_else(
                || shown.clone(),
                |mut it| {
                    changes.iter().for_each(|change| change.apply(&mut it.ids));
                    it.ids
                },
            );
            MarksFile::new(catalogue, after)
        };
        match self.update(&marks_file(catalogue), parse, new_content) {
            Ok((marks, problem)) => StoredMarks { marks: marks.ids, problem },
            Err(problem) => StoredMarks { marks: shown.clone(), problem: Some(problem) },
        }
    }

    /// Returns the tag (BCP 47) of the language chosen last, or `None` if there is none or it cannot be read.
    pub fn language(&self) -> Option<String> {
        Some(self.read(SETTINGS_FILE, SettingsFile::parse).ok()??.language)
    }

    /// Stores the chosen language; returns the problem that prevented it, or what was done about a damaged file.
    pub fn set_language(&self, lang: Lang) -> Option<StoreProblem> {
        match self.update(SETTINGS_FILE, SettingsFile::parse, |_| SettingsFile::new(lang.tag())) {
            Ok((_, problem)) => problem,
            Err(problem) => Some(problem),
        }
    }

    /// Changes the content of a file under a lock; returns the new content, and what was done about a damaged file.
    fn update<T: Serialize>(
        &self,
        name: &str,
        parse: impl Fn(&[u8]) -> Parsed<T>,
        change: impl FnOnce(Option<T>) -> T,
    ) -> Result<(T, Option<StoreProblem>), StoreProblem> {
        let path = self.path(name);
        let refused = |error: io::Error| StoreProblem::Refused(display_path(&path), Reason::of(&error));
        self.disk.create_folder(&self.folder).map_err(|error| match error.kind() {
            // The folder's name is taken by something that is not a folder.
            io::ErrorKind::AlreadyExists => refused(io::ErrorKind::NotADirectory.into()),
            _ => refused(error),
        })?;
        let lock_path = self.folder.join(format!("{name}.lock"));
        let guard = self.disk.lock(&lock_path).map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => StoreProblem::Busy(display_path(&path)),
            io::ErrorKind::InvalidInput => StoreProblem::Foreign(display_path(&lock_path)),
            _ => refused(error),
        })?;
        let (before, problem) = match self.read(name, parse) {
            Ok(before) => (before, None),
            Err(StoreProblem::Damaged(_)) => {
                let backup = self.backup_path(name);
                self.disk.rename(&path, &backup).map_err(refused)?;
                (None, Some(StoreProblem::BackedUp(display_path(&backup))))
            }
            Err(problem) => return Err(problem),
        };
        let after = change(before);
        save(&self.disk, &path, &to_bytes(&after), Existing::Replace).map_err(refused)?;
        drop(guard);
        Ok((after, problem))
    }

    /// Reads a file; returns `None` if it does not exist.
    fn read<T>(&self, name: &str, parse: impl Fn(&[u8]) -> Parsed<T>) -> Result<Option<T>, StoreProblem> {
        let path = self.path(name);
        let bytes = match self.disk.read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
                return Err(StoreProblem::Foreign(display_path(&path)));
            }
            Err(error) => return Err(StoreProblem::Unreadable(display_path(&path), Reason::of(&error))),
        };
        parse(&bytes).map(Some).map_err(|problem| problem(display_path(&path)))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.json"))
    }

    /// Returns the first unused path for a damaged file.
    fn backup_path(&self, name: &str) -> PathBuf {
        let numbered = |number: u32| self.folder.join(format!("{name}.damaged-{number}.json"));
        (1..u32::MAX).map(numbered).find(|it| !self.disk.exists(it)).unwrap_or_else(|| numbered(0))
    }
}

/// Name of the settings file, without extension.
const SETTINGS_FILE: &str = "reader";

/// Returns the name of the file of a catalogue's marks, without extension.
fn marks_file(catalogue: &str) -> String {
    format!("marks-{catalogue}")
}

fn display_path(path: &std::path::Path) -> Clean {
    Clean::line(&path.to_string_lossy())
}

#[cfg(test)]
mod tests;
