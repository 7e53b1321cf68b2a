//! What does the program remember? Marked activities, one small file for each catalogue, and the reader's language.
//!
//! A file is replaced whole or not at all; changes are made to what is on the disk at that moment, under
//! a lock, so that two readers lose nothing of one another's. What is found damaged is kept aside.

mod file;

use std::io;
use std::path::PathBuf;

use etcetera::BaseStrategy;
use indexmap::IndexSet;

use file::{Choices, Found, Marks};

use crate::disk::{Disk, Existing, SystemDisk, save};
use crate::lang::{Lang, Reason};
use crate::text::Clean;

/// The identifiers of marked activities, in the order in which the reader wants them.
pub type Ids = IndexSet<String>;

/// What becomes of one activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is marked, as the last one.
    Mark(String),
    /// It is not marked any more.
    Unmark(String),
    /// It is moved before another one, or to the end.
    Move {
        /// The one that is moved.
        id: String,
        /// The one behind it then.
        before: Option<String>,
    },
}

impl Change {
    /// Changes what is marked.
    pub fn apply(&self, marks: &mut Ids) {
        match self {
            Change::Mark(id) => drop(marks.insert(id.clone())),
            Change::Unmark(id) => drop(marks.shift_remove(id)),
            Change::Move { id, before } => {
                let Some(from) = marks.get_index_of(id) else { return };
                let end = marks.len() - 1;
                let before = before.as_ref().and_then(|it| marks.get_index_of(it));
                // What is taken out before it leaves it one place further on.
                marks.move_index(from, before.map_or(end, |to| to - usize::from(from < to)));
            }
        }
    }
}

/// What is remembered of a catalogue, and what was in the way of remembering it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// The identifiers of the marked activities.
    pub marks: Ids,
    /// What went wrong, where something did.
    pub trouble: Option<Trouble>,
}

impl Remembered {
    /// Returns whether what was asked to be remembered has been saved.
    pub fn is_saved(&self) -> bool {
        matches!(self.trouble, None | Some(Trouble::KeptAside(_)))
    }
}

/// Why something could not be remembered, or what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The file is damaged; the next change will keep it aside.
    Damaged(Clean),
    /// The file was damaged; it has been kept under another name.
    KeptAside(Clean),
    /// The file is not one of ours, and is left alone.
    Foreign(Clean),
    /// Another reader has held the file for too long.
    Busy(Clean),
    /// The system refuses: the file, and why.
    Refused(Clean, Reason),
    /// The system refuses to read it.
    Unreadable(Clean, Reason),
}

impl Trouble {
    /// Returns the trouble as a sentence or two.
    pub fn in_words(&self, lang: Lang) -> String {
        let words = &lang.words().store;
        match self {
            Trouble::Damaged(path) => (words.damaged)(path),
            Trouble::KeptAside(path) => (words.kept_aside)(path),
            Trouble::Foreign(path) => (words.foreign)(path),
            Trouble::Busy(path) => (words.busy)(path),
            Trouble::Refused(path, reason) => (words.refused)(path, &reason.in_words(lang)),
            Trouble::Unreadable(path, reason) => (words.unreadable)(path, &reason.in_words(lang)),
        }
    }
}

/// Where things are remembered.
#[derive(Clone, Debug)]
pub struct Store<D = SystemDisk> {
    folder: PathBuf,
    disk: D,
}

impl Store<SystemDisk> {
    /// Returns the store in the reader's folder of data (XDG, or the system's own custom); nothing where
    /// there is no such folder.
    pub fn of_reader() -> Option<Self> {
        let strategy = etcetera::base_strategy::choose_native_strategy().ok()?;
        let folder = strategy.data_dir().join("passerelle");
        // Relative to where the program happens to be started it would be another one each time.
        folder.is_absolute().then(|| Self::new(folder, SystemDisk))
    }
}

impl<D: Disk> Store<D> {
    /// Returns the store in a folder, which need not be there yet.
    pub fn new(folder: PathBuf, disk: D) -> Self {
        Self { folder, disk }
    }

    /// Returns what is remembered of the catalogue with an identifier.
    pub fn remembered(&self, catalogue: &str) -> Remembered {
        match self.read(&of_marks(catalogue), |bytes| Marks::read(bytes, catalogue)) {
            Ok(marks) => Remembered { marks: marks.map(|it| it.ids).unwrap_or_default(), trouble: None },
            Err(trouble) => Remembered { marks: Ids::new(), trouble: Some(trouble) },
        }
    }

    /// Makes changes to what is remembered of a catalogue, and returns what is remembered then. Where
    /// nothing could be saved, the changes are made to `shown`, so that the reader keeps them for now; likewise
    /// where nothing is there any more, or nothing that can be read.
    pub fn change(&self, catalogue: &str, changes: &[Change], shown: &Ids) -> Remembered {
        let read = |bytes: &[u8]| Marks::read(bytes, catalogue);
        let change = |before: Option<Marks>| {
            Marks::new(catalogue, changed(before.map_or_else(|| shown.clone(), |it| it.ids), changes))
        };
        match self.update(&of_marks(catalogue), read, change, Marks::written) {
            Ok((marks, trouble)) => Remembered { marks: marks.ids, trouble },
            Err(trouble) => Remembered { marks: changed(shown.clone(), changes), trouble: Some(trouble) },
        }
    }

    /// Returns the tag of the language that the reader has chosen last, if it is remembered.
    pub fn language(&self) -> Option<String> {
        Some(self.read(CHOICES, Choices::read).ok()??.language)
    }

    /// Remembers the language that the reader has chosen; returns what was in the way of it, or what was done.
    pub fn remember_language(&self, lang: Lang) -> Option<Trouble> {
        match self.update(CHOICES, Choices::read, |_| Choices::new(lang.tag()), Choices::written) {
            Ok((_, trouble)) => trouble,
            Err(trouble) => Some(trouble),
        }
    }

    /// Changes what a file holds, under a lock; returns what it holds then, and what was done about a damaged one.
    fn update<T>(
        &self,
        name: &str,
        read: impl Fn(&[u8]) -> Found<T>,
        change: impl FnOnce(Option<T>) -> T,
        written: impl FnOnce(&T) -> Vec<u8>,
    ) -> Result<(T, Option<Trouble>), Trouble> {
        let path = self.path(name);
        let refused = |error: io::Error| refused(&path, &error);
        self.disk.create_folder(&self.folder).map_err(|error| match error.kind() {
            // What is there of its name is no folder.
            io::ErrorKind::AlreadyExists => refused(io::ErrorKind::NotADirectory.into()),
            _ => refused(error),
        })?;
        let lock = self.folder.join(format!("{name}.lock"));
        let held = self.disk.lock(&lock).map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => Trouble::Busy(shown(&path)),
            io::ErrorKind::InvalidInput => Trouble::Foreign(shown(&lock)),
            _ => refused(error),
        })?;
        let (before, trouble) = match self.read(name, read) {
            Ok(before) => (before, None),
            Err(Trouble::Damaged(_)) => {
                let aside = self.aside(name);
                self.disk.rename(&path, &aside).map_err(refused)?;
                (None, Some(Trouble::KeptAside(shown(&aside))))
            }
            Err(trouble) => return Err(trouble),
        };
        let after = change(before);
        save(&self.disk, &path, &written(&after), Existing::Replace).map_err(refused)?;
        drop(held);
        Ok((after, trouble))
    }

    /// Reads a file; returns nothing where there is none.
    fn read<T>(&self, name: &str, read: impl Fn(&[u8]) -> Found<T>) -> Result<Option<T>, Trouble> {
        let path = self.path(name);
        let bytes = match self.disk.read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => return Err(Trouble::Foreign(shown(&path))),
            Err(error) => return Err(Trouble::Unreadable(shown(&path), Reason::of(&error))),
        };
        match read(&bytes) {
            Found::Whole(it) => Ok(Some(it)),
            Found::Foreign => Err(Trouble::Foreign(shown(&path))),
            Found::Damaged => Err(Trouble::Damaged(shown(&path))),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.json"))
    }

    /// Returns the first name under which nothing is kept yet.
    fn aside(&self, name: &str) -> PathBuf {
        let numbered = |number: u32| self.folder.join(format!("{name}.damaged-{number}.json"));
        (1..u32::MAX).map(numbered).find(|it| !self.disk.is_there(it)).unwrap_or_else(|| numbered(0))
    }
}

/// The name of the file of what the reader has chosen.
const CHOICES: &str = "reader";

/// Returns the name of the file of a catalogue's marks.
fn of_marks(catalogue: &str) -> String {
    format!("marks-{catalogue}")
}

fn refused(path: &std::path::Path, error: &io::Error) -> Trouble {
    Trouble::Refused(shown(path), Reason::of(error))
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
