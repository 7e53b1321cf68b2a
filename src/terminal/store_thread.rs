//! Who waits for the disk?
//!
//! Reads and saves marks and settings on a thread of its own, so that no key press waits for the disk.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use super::SessionEvent;
use crate::app::Message;
use crate::lang::Lang;
use crate::store::{Change, Ids, Store, StoreProblem, StoredMarks};

/// A request to the store.
pub(super) enum Request {
    /// Load the marks of a catalogue.
    LoadMarks(String),
    /// Save changes to the marks of a catalogue; `shown` is the set of marks on the screen after them.
    Change { catalogue: String, changes: Vec<Change>, shown: Ids },
    /// Save the language.
    RememberLanguage(Lang),
    /// Replies once all earlier requests have been attempted.
    Drain(Sender<()>),
}

/// Unsaved changes to the marks of a catalogue.
#[derive(Clone, Default)]
struct Unsaved {
    changes: Vec<Change>,
    /// All marks of the catalogue, as shown.
    shown: Ids,
    /// Number of changes not acknowledged yet.
    unacknowledged: usize,
}

/// The store, accessed through a thread.
pub(super) enum StoreThread {
    /// There is no store: all requests are ignored.
    Off,
    /// The thread, and where it receives requests.
    Running(Sender<Request>, JoinHandle<Option<StoreProblem>>),
    /// The system cannot start a thread: requests are handled at once.
    Here(Worker),
}

impl StoreThread {
    /// Starts the thread.
    pub(super) fn new(store: Option<Store>, sender: Sender<SessionEvent>) -> Self {
        let Some(store) = store else { return Self::Off };
        let (requests, receiver) = channel();
        let worker = Worker { store, sender, unsaved: BTreeMap::new() };
        let mut thread_worker = worker.clone();
        match thread::Builder::new().spawn(move || thread_worker.work(&receiver)) {
            Ok(thread) => Self::Running(requests, thread),
            Err(_) => Self::Here(worker),
        }
    }

    /// Waits until all requests so far have been attempted: a process that is stopped while saving would hold the lock
    /// on the marks and block others.
    pub(super) fn drain(&mut self) {
        let (sender, drained) = channel();
        self.send(Request::Drain(sender));
        // If the thread is gone, nothing is being saved.
        let _ = drained.recv();
    }

    /// Passes a request on.
    pub(super) fn send(&mut self, request: Request) {
        match self {
            Self::Off => {}
            // If the thread has panicked, nothing is saved; its panic message is reported at the end.
            Self::Running(requests, _) => drop(requests.send(request)),
            Self::Here(worker) => worker.handle([request]),
        }
    }

    /// Waits until everything is saved; returns what prevented it, if anything.
    pub(super) fn finish(self) -> Option<StoreProblem> {
        match self {
            Self::Off => None,
            Self::Running(requests, thread) => {
                drop(requests);
                thread.join().ok().flatten()
            }
            Self::Here(mut worker) => worker.save(),
        }
    }
}

/// Handler of requests.
#[derive(Clone)]
pub(super) struct Worker {
    store: Store,
    sender: Sender<SessionEvent>,
    /// Changes that could not be saved yet, by catalogue.
    unsaved: BTreeMap<String, Unsaved>,
}

impl Worker {
    /// Handles requests until the channel closes. Changes that could not be saved are tried again with the next change
    /// and at the end; returns what prevented the last attempt, if anything.
    fn work(&mut self, requests: &Receiver<Request>) -> Option<StoreProblem> {
        while let Ok(first) = requests.recv() {
            // Changes that have queued up are saved together.
            self.handle(std::iter::once(first).chain(requests.try_iter()));
        }
        self.save()
    }

    fn handle(&mut self, requests: impl IntoIterator<Item = Request>) {
        let (mut has_changed, mut language, mut drained) = (false, None, Vec::new());
        for request in requests {
            match request {
                // Changes that could not be saved are not on the disk; trying again is answered with all marks.
                Request::LoadMarks(catalogue) if self.unsaved.contains_key(&catalogue) => has_changed = true,
                Request::LoadMarks(catalogue) => {
                    let message = match self.store.marks(&catalogue) {
                        // Marks that cannot be read are not known to be gone.
                        StoredMarks { problem: Some(problem), .. } => Message::StoreFailed(problem),
                        marks => Message::MarksLoaded { catalogue, marks, acknowledged: 0 },
                    };
                    let _ = self.sender.send(SessionEvent::Message(message));
                }
                Request::Change { catalogue, changes, shown } => {
                    let pending = self.unsaved.entry(catalogue).or_default();
                    pending.unacknowledged += changes.len();
                    pending.changes.extend(changes);
                    pending.shown = shown;
                    has_changed = true;
                }
                Request::RememberLanguage(lang) => language = Some(lang),
                Request::Drain(sender) => drained.push(sender),
            }
        }
        if let Some(problem) = language.and_then(|it| self.store.set_language(it)) {
            let _ = self.sender.send(SessionEvent::Message(Message::StoreFailed(problem)));
        }
        if has_changed {
            self.save();
        }
        // The waiting end may be gone.
        for it in drained {
            let _ = it.send(());
        }
    }

    /// Saves all pending changes, and keeps those that could not be saved. Returns what prevented it, if anything.
    fn save(&mut self) -> Option<StoreProblem> {
        let Self { store, sender, unsaved } = self;
        let mut problem = None;
        unsaved.retain(|catalogue, it| {
            let marks = store.change(catalogue, &it.changes, &it.shown);
            let is_saved = marks.is_saved();
            if !is_saved {
                problem.clone_from(&marks.problem);
            }
            let (catalogue, acknowledged) = (catalogue.clone(), std::mem::take(&mut it.unacknowledged));
            // The receiver may be gone; the changes are saved all the same.
            let _ = sender.send(SessionEvent::Message(Message::MarksLoaded { catalogue, marks, acknowledged }));
            !is_saved
        });
        problem
    }
}
