//! Who waits for the disk? A thread of its own: nothing that is remembered keeps a key waiting.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use super::Arrived;
use crate::lang::Lang;
use crate::store::{Change, Ids, Store, Trouble};

/// What the store is asked.
enum Request {
    Recall(String),
    Change {
        catalogue: String,
        change: Change,
        shown: Ids,
    },
    RememberLanguage(Lang),
    /// To tell once everything that was asked before has been tried.
    Rest(Sender<()>),
}

/// What is to be saved of a catalogue.
#[derive(Clone, Default)]
struct Unsaved {
    changes: Vec<Change>,
    /// All its marks, as they are shown.
    shown: Ids,
    /// How many of the changes have not been answered yet.
    unanswered: usize,
}

/// The store, behind a thread.
pub(super) struct Memory {
    requests: Option<Sender<Request>>,
    worker: Option<JoinHandle<Option<Trouble>>>,
    /// Where the system gives no thread, what is asked is done at once.
    alone: Option<RefCell<Worker>>,
}

impl Memory {
    /// Starts the thread; without a store nothing is remembered.
    pub(super) fn new(store: Option<Store>, sender: Sender<Arrived>) -> Self {
        let Some(store) = store else { return Self { requests: None, worker: None, alone: None } };
        let (requests, asked) = channel();
        let worker = Worker { store, sender, unsaved: BTreeMap::new() };
        let mut threaded = worker.clone();
        match thread::Builder::new().spawn(move || threaded.work(&asked)) {
            Ok(worker) => Self { requests: Some(requests), worker: Some(worker), alone: None },
            Err(_) => Self { requests: None, worker: None, alone: Some(RefCell::new(worker)) },
        }
    }

    /// Waits until everything that has been asked has been tried: what is stopped in the midst of saving would keep the
    /// marks from all others.
    pub(super) fn rest(&self) {
        let (sender, rested) = channel();
        self.ask(Request::Rest(sender));
        // Where the thread is gone nothing is being saved.
        let _ = rested.recv();
    }

    /// Asks for what is remembered of a catalogue.
    pub(super) fn recall(&self, catalogue: String) {
        self.ask(Request::Recall(catalogue));
    }

    /// Asks for a change to be remembered; `shown` is what the reader sees.
    pub(super) fn change(&self, catalogue: String, change: Change, shown: Ids) {
        self.ask(Request::Change { catalogue, change, shown });
    }

    /// Asks for the language to be remembered.
    pub(super) fn remember_language(&self, lang: Lang) {
        self.ask(Request::RememberLanguage(lang));
    }

    fn ask(&self, request: Request) {
        if let Some(requests) = &self.requests {
            // Where the thread has panicked nothing is remembered; its last words are told at the end.
            let _ = requests.send(request);
        } else if let Some(worker) = &self.alone {
            worker.borrow_mut().take([request]);
        }
    }

    /// Waits until everything is saved; returns what was in the way of it.
    pub(super) fn finish(mut self) -> Option<Trouble> {
        self.requests = None;
        let alone = self.alone.take().and_then(|it| it.into_inner().save());
        self.worker.take().and_then(|it| it.join().ok()).flatten().or(alone)
    }
}

/// Who asks the store.
#[derive(Clone)]
struct Worker {
    store: Store,
    sender: Sender<Arrived>,
    /// What could not be saved yet, catalogue by catalogue.
    unsaved: BTreeMap<String, Unsaved>,
}

impl Worker {
    /// Answers requests until there are no more. What could not be saved is tried again with the next change
    /// and at the end; returns what is in the way of it then.
    fn work(&mut self, asked: &Receiver<Request>) -> Option<Trouble> {
        while let Ok(first) = asked.recv() {
            // Changes that have gathered meanwhile are saved together.
            self.take(std::iter::once(first).chain(asked.try_iter()));
        }
        self.save()
    }

    fn take(&mut self, requests: impl IntoIterator<Item = Request>) {
        let (mut has_changed, mut language, mut resting) = (false, None, Vec::new());
        for request in requests {
            match request {
                Request::Recall(catalogue) => {
                    let remembered = self.store.remembered(&catalogue);
                    let _ = self.sender.send(Arrived::Remembered(catalogue, remembered, 0));
                }
                Request::Change { catalogue, change, shown } => {
                    let waiting = self.unsaved.entry(catalogue).or_default();
                    waiting.changes.push(change);
                    waiting.shown = shown;
                    waiting.unanswered += 1;
                    has_changed = true;
                }
                Request::RememberLanguage(lang) => language = Some(lang),
                Request::Rest(sender) => resting.push(sender),
            }
        }
        if let Some(trouble) = language.and_then(|it| self.store.remember_language(it)) {
            let _ = self.sender.send(Arrived::NotRemembered(trouble));
        }
        if has_changed {
            self.save();
        }
        // Where nobody waits any more nobody is told.
        for it in resting {
            let _ = it.send(());
        }
    }

    /// Saves what is to be saved; what cannot be saved goes on waiting. Returns what was in the way of it.
    fn save(&mut self) -> Option<Trouble> {
        let Self { store, sender, unsaved } = self;
        let mut trouble = None;
        unsaved.retain(|catalogue, it| {
            let remembered = store.change(catalogue, &it.changes, &it.shown);
            let is_saved = remembered.is_saved();
            if !is_saved {
                trouble.clone_from(&remembered.trouble);
            }
            // Where nobody listens any more, it is saved all the same.
            let _ = sender.send(Arrived::Remembered(catalogue.clone(), remembered, std::mem::take(&mut it.unanswered)));
            !is_saved
        });
        trouble
    }
}
