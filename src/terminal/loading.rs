//! How does a catalogue arrive while it is shown? Read and indexed by a thread of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::Arrived;
use crate::disk::Stamp;
use crate::load::Origin;
use crate::query::{Library, Lookup};

/// How long the first activities of what is piped in are waited for before there is a screen, and those of files: what is
/// wrong with these is told without one where that does not take longer.
const PATIENCE: [Duration; 2] = [Duration::from_millis(250), Duration::from_secs(2)];

/// Tells that the loading has ended, however it did: nobody shall wait for a loader that panicked.
struct Ending(Sender<Arrived>);

impl Drop for Ending {
    fn drop(&mut self) {
        // Where nobody listens any more there is nobody to tell.
        let _ = self.0.send(Arrived::Loaded);
    }
}

/// A catalogue on its way.
#[derive(Debug)]
pub struct Loading {
    pub(super) sender: Sender<Arrived>,
    pub(super) receiver: Receiver<Arrived>,
    pub(super) origins: Vec<Origin>,
    /// What the files looked like before they were read.
    pub(super) stamp: Stamp,
    /// Whether no more is to be read.
    pub(super) is_stopped: Arc<AtomicBool>,
    /// What has arrived so far.
    pub library: Library,
    /// Whether more is to come.
    pub is_loading: bool,
}

impl Loading {
    /// Begins to load, and waits for the first activities, or for the end where there are none: a
    /// catalogue of a few hundred sheets is whole before anything is shown.
    pub fn start(origins: Vec<Origin>) -> Self {
        let (sender, receiver) = mpsc::channel();
        let stamp = Origin::stamp(&origins);
        let is_stopped = Arc::new(AtomicBool::new(false));
        let loader = sender.clone();
        let (read, is_unwanted) = (origins.clone(), Arc::clone(&is_stopped));
        let load = move || {
            let end = Ending(loader);
            Library::stream(read, Lookup::Words, &mut |delivery| {
                end.0.send(Arrived::Delivery(delivery)).is_ok() && !is_unwanted.load(Ordering::Relaxed)
            });
        };
        // What the program carries is read sooner than a thread has begun. Where the system gives none, all is read before
        // anything is shown.
        let alone = load.clone();
        if origins == [Origin::BuiltIn] || thread::Builder::new().spawn(load).is_err() {
            alone();
        }
        let library = Library::default();
        let mut loading = Self { sender, receiver, origins, stamp, is_stopped, library, is_loading: true };
        // Reading may take its time: meanwhile there is a screen.
        let [of_pipe, of_files] = PATIENCE;
        let patience = if loading.origins.contains(&Origin::Stdin) { of_pipe } else { of_files };
        loading.wait(Some(patience), &mut |library| !library.catalogue.activities.is_empty());
        // What is ready already costs nothing to take.
        while let Ok(arrived) = loading.receiver.try_recv() {
            loading.take(arrived);
        }
        loading
    }

    /// Returns where it comes from.
    pub fn origins(&self) -> &[Origin] {
        &self.origins
    }

    /// Waits until everything has arrived, and tells what there is meanwhile.
    pub fn finish(&mut self, tell: &mut dyn FnMut(&Library)) {
        self.wait(None, &mut |library| {
            tell(library);
            false
        });
    }

    fn wait(&mut self, patience: Option<Duration>, is_enough: &mut dyn FnMut(&Library) -> bool) {
        let start = Instant::now();
        while self.is_loading && !is_enough(&self.library) {
            let arrived = match patience {
                Some(patience) => match self.receiver.recv_timeout(patience.saturating_sub(start.elapsed())) {
                    Err(RecvTimeoutError::Timeout) => return,
                    arrived => arrived.ok(),
                },
                None => self.receiver.recv().ok(),
            };
            match arrived {
                Some(arrived) => self.take(arrived),
                None => self.is_loading = false,
            }
        }
    }

    fn take(&mut self, arrived: Arrived) {
        match arrived {
            Arrived::Delivery(delivery) => self.library.receive(delivery),
            _ => self.is_loading = false,
        }
    }
}
