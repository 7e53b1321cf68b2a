//! Who waits for the disk? A thread of its own: nothing that is remembered keeps a key waiting.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use super::Arrived;
use crate::lang::Lang;
use crate::store::{Change, Ids, Store, Trouble};

/// What the store is asked.
enum Request {
    Recall(String),
    Change { catalogue: String, change: Change, shown: Ids },
    RememberLanguage(Lang),
}

/// What is to be saved of a catalogue.
#[derive(Default)]
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
}

impl Memory {
    /// Starts the thread; without a store nothing is remembered.
    pub(super) fn new(store: Option<Store>, sender: Sender<Arrived>) -> Self {
        let Some(store) = store else { return Self { requests: None, worker: None } };
        let (requests, asked) = channel();
        let worker = thread::spawn(move || work(&store, &asked, &sender));
        Self { requests: Some(requests), worker: Some(worker) }
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
        }
    }

    /// Waits until everything is saved; returns what was in the way of it.
    pub(super) fn finish(mut self) -> Option<Trouble> {
        self.requests = None;
        self.worker.take().and_then(|it| it.join().ok()).flatten()
    }
}

/// Answers requests until there are no more. What could not be saved is tried again with the next change
/// and at the end; returns what is in the way of it then.
fn work(store: &Store, asked: &Receiver<Request>, sender: &Sender<Arrived>) -> Option<Trouble> {
    let mut unsaved: BTreeMap<String, Unsaved> = BTreeMap::new();
    while let Ok(first) = asked.recv() {
        // Changes that have gathered meanwhile are saved together.
        let (mut has_changed, mut language) = (false, None);
        for request in std::iter::once(first).chain(asked.try_iter()) {
            match request {
                Request::Recall(catalogue) => {
                    let remembered = store.remembered(&catalogue);
                    let _ = sender.send(Arrived::Remembered(catalogue, remembered, 0));
                }
                Request::Change { catalogue, change, shown } => {
                    let waiting = unsaved.entry(catalogue).or_default();
                    waiting.changes.push(change);
                    waiting.shown = shown;
                    waiting.unanswered += 1;
                    has_changed = true;
                }
                Request::RememberLanguage(lang) => language = Some(lang),
            }
        }
        if let Some(trouble) = language.and_then(|it| store.remember_language(it)) {
            let _ = sender.send(Arrived::NotRemembered(trouble));
        }
        if has_changed {
            save(store, &mut unsaved, sender);
        }
    }
    save(store, &mut unsaved, sender)
}

/// Saves what is to be saved; what cannot be saved goes on waiting. Returns what was in the way of it.
fn save(store: &Store, unsaved: &mut BTreeMap<String, Unsaved>, sender: &Sender<Arrived>) -> Option<Trouble> {
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
