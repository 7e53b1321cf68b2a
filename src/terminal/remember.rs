//! Who waits for the disk? A thread of its own: nothing that is remembered keeps a key waiting.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use super::Arrived;
use crate::store::{Change, Store};

/// What the store is asked.
enum Request {
    Recall(String),
    Change { catalogue: String, change: Change, shown: BTreeSet<String> },
}

/// The store, behind a thread. What has been asked is done before this is gone.
pub(super) struct Memory {
    requests: Option<Sender<Request>>,
    worker: Option<JoinHandle<()>>,
}

impl Memory {
    /// Starts the thread; without a store nothing is remembered.
    pub(super) fn new(store: Option<Store>, sender: Sender<Arrived>) -> Self {
        let Some(store) = store else { return Self { requests: None, worker: None } };
        let (requests, asked) = channel();
        let worker = thread::spawn(move || {
            // What could not be saved is tried again with the next change, and at the end.
            let mut unsaved: BTreeMap<String, (Vec<Change>, BTreeSet<String>)> = BTreeMap::new();
            for request in asked {
                let (catalogue, remembered, answered) = match request {
                    Request::Recall(catalogue) => {
                        let remembered = store.remembered(&catalogue);
                        (catalogue, remembered, 0)
                    }
                    Request::Change { catalogue, change, shown } => {
                        let waiting = unsaved.entry(catalogue.clone()).or_default();
                        waiting.0.push(change);
                        waiting.1 = shown;
                        let remembered = store.change(&catalogue, &waiting.0, &waiting.1);
                        if remembered.is_saved() {
                            unsaved.remove(&catalogue);
                        }
                        (catalogue, remembered, 1)
                    }
                };
                // Where nobody listens any more, it is saved all the same.
                let _ = sender.send(Arrived::Remembered(catalogue, remembered, answered));
            }
            for (catalogue, (changes, shown)) in unsaved {
                store.change(&catalogue, &changes, &shown);
            }
        });
        Self { requests: Some(requests), worker: Some(worker) }
    }

    /// Asks for what is remembered of a catalogue.
    pub(super) fn recall(&self, catalogue: String) {
        self.ask(Request::Recall(catalogue));
    }

    /// Asks for a change to be remembered; `shown` is what the reader sees.
    pub(super) fn change(&self, catalogue: String, change: Change, shown: BTreeSet<String>) {
        self.ask(Request::Change { catalogue, change, shown });
    }

    fn ask(&self, request: Request) {
        if let Some(requests) = &self.requests {
            // Where the thread has panicked nothing is remembered; its last words are told at the end.
            let _ = requests.send(request);
        }
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        self.requests = None;
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }
}
