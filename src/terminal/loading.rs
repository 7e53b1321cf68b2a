//! How does a catalogue arrive while it is shown?
//!
//! Reads and indexes the catalogue on a thread of its own, which delivers it in batches.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::{SendOnDrop, SessionEvent};
use crate::disk::Stamp;
use crate::load::Origin;
use crate::query::{IndexLevel, Library};

/// Maximum time to wait for the first activities of files before the screen opens. Problems found in the files within
/// this time are reported without opening the screen.
const FILE_TIMEOUT: Duration = Duration::from_secs(2);
/// Maximum time to wait for the first activities of piped input, which may come slowly.
const PIPE_TIMEOUT: Duration = Duration::from_millis(250);

/// A catalogue being loaded.
#[derive(Debug)]
pub struct Loading {
    pub(super) sender: Sender<SessionEvent>,
    pub(super) receiver: Receiver<SessionEvent>,
    pub(super) origins: Vec<Origin>,
    /// Stamp of the files, taken before they were read.
    pub(super) stamp: Stamp,
    /// Whether loading is to stop.
    pub(super) stop_requested: Arc<AtomicBool>,
    /// What has arrived so far.
    pub library: Library,
    /// Whether more is to come.
    pub is_loading: bool,
}

impl Loading {
    /// Starts loading, and waits for a limited time until the first activities have arrived or loading has ended. A
    /// catalogue of a few hundred activities is usually complete by then.
    pub fn start(origins: Vec<Origin>) -> Self {
        let (sender, receiver) = mpsc::channel();
        let stamp = Origin::stamp(&origins);
        let stop_requested = Arc::new(AtomicBool::new(false));
        let loader = sender.clone();
        let (loaded_origins, must_stop) = (origins.clone(), Arc::clone(&stop_requested));
        let load = move || {
            // A panic of the loader must leave nobody waiting.
            let notifier = SendOnDrop { sender: loader, event: || SessionEvent::Loaded };
            Library::stream(loaded_origins, IndexLevel::Words, &mut |delivery| {
                notifier.sender.send(SessionEvent::Delivery(delivery)).is_ok() && !must_stop.load(Ordering::Relaxed)
            });
        };
        // The built-in catalogue is read faster than a thread starts. If the system cannot start a thread, everything
        // is read before the screen opens.
        let load_here = load.clone();
        if origins == [Origin::BuiltIn] || thread::Builder::new().spawn(load).is_err() {
            load_here();
        }
        let library = Library::default();
        let mut loading = Self { sender, receiver, origins, stamp, stop_requested, library, is_loading: true };
        // Reading may take long; the screen should not wait for it.
        let timeout = if loading.origins.contains(&Origin::Stdin) { PIPE_TIMEOUT } else { FILE_TIMEOUT };
        loading.wait(Some(timeout), &mut |library| !library.catalogue.activities.is_empty());
        // Taking what has already arrived costs nothing.
        while let Ok(event) = loading.receiver.try_recv() {
            loading.handle(event);
        }
        loading
    }

    /// Returns the origins of the catalogue.
    pub fn origins(&self) -> &[Origin] {
        &self.origins
    }

    /// Waits until everything has arrived, and calls `report` with the library so far, before each wait.
    pub fn finish(&mut self, report: &mut dyn FnMut(&Library)) {
        self.wait(None, &mut |library| {
            report(library);
            false
        });
    }

    fn wait(&mut self, timeout: Option<Duration>, is_enough: &mut dyn FnMut(&Library) -> bool) {
        let start = Instant::now();
        while self.is_loading && !is_enough(&self.library) {
            let event = match timeout {
                Some(timeout) => match self.receiver.recv_timeout(timeout.saturating_sub(start.elapsed())) {
                    Err(RecvTimeoutError::Timeout) => return,
                    result => result.ok(),
                },
                None => self.receiver.recv().ok(),
            };
            match event {
                Some(event) => self.handle(event),
                None => self.is_loading = false,
            }
        }
    }

    fn handle(&mut self, event: SessionEvent) {
        match event {
            SessionEvent::Delivery(delivery) => self.library.receive(delivery),
            _ => self.is_loading = false,
        }
    }
}
