//! Who searches a large catalogue?
//!
//! Runs searches on a thread of its own and abandons a search when a newer one is requested.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::{SendOnDrop, SessionEvent};
use crate::query::{PendingSearch, SearchMatches};

/// The search thread, started with the first search.
pub(super) struct SearchThread {
    sender: Sender<SessionEvent>,
    searches: Option<Sender<(usize, PendingSearch)>>,
    /// Number of the newest search; older ones are abandoned.
    newest: Arc<AtomicUsize>,
    /// Text and library revision of the newest search, until its result arrives.
    running: Option<(String, u64)>,
    /// Whether the search thread has panicked; searches are then run on the calling thread.
    has_panicked: bool,
}

impl SearchThread {
    pub(super) fn new(sender: Sender<SessionEvent>) -> Self {
        Self { sender, searches: None, newest: Arc::default(), running: None, has_panicked: false }
    }

    /// Returns whether a search is already running.
    pub(super) fn is_running(&self, text: &str, revision: u64) -> bool {
        self.running.as_ref().is_some_and(|it| (it.0.as_str(), it.1) == (text, revision))
    }

    /// Starts a search.
    pub(super) fn start(&mut self, search: PendingSearch) {
        let (text, revision) = search.subject();
        self.running = Some((text.to_owned(), revision));
        let number = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        if self.has_panicked {
            return send(&self.sender, search.run(&|| true));
        }
        if self.searches.is_none() {
            let (searches, receiver) = mpsc::channel();
            let (sender, newest) = (self.sender.clone(), Arc::clone(&self.newest));
            let is_started = thread::Builder::new().spawn(move || work(&receiver, sender, &newest)).is_ok();
            self.searches = is_started.then_some(searches);
        }
        match &self.searches {
            // If the thread has ended, it has reported it.
            Some(searches) => drop(searches.send((number, search))),
            // The system cannot start a thread; the next search tries again.
            None => send(&self.sender, search.run(&|| true)),
        }
    }

    /// Records that a result has arrived, or that no more will come.
    pub(super) fn finish(&mut self, has_result: bool) {
        self.has_panicked |= !has_result;
        self.running = None;
    }
}

fn work(searches: &Receiver<(usize, PendingSearch)>, sender: Sender<SessionEvent>, newest: &AtomicUsize) {
    // The end is reported even if it is by a panic.
    let notifier = SendOnDrop { sender, event: || SessionEvent::Searched(None) };
    for (number, search) in searches {
        send(&notifier.sender, search.run(&|| newest.load(Ordering::Relaxed) == number));
    }
}

fn send(sender: &Sender<SessionEvent>, result: Option<SearchMatches>) {
    if let Some(answer) = result {
        // The receiver may be gone.
        let _ = sender.send(SessionEvent::Searched(Some(Box::new(answer))));
    }
}
