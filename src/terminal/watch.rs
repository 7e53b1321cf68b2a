//! Has the catalogue changed on the disk? Looked at from time to time, and read anew where it has.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use super::Arrived;
use crate::catalogue::{Origin, Stamp};
use crate::query::Library;

/// How often the files are looked at.
const PERIOD: Duration = Duration::from_millis(800);
/// How long they must have been left alone before they are read: editors write in several steps.
const REST: Duration = Duration::from_millis(150);

/// Watches the files of a catalogue, from what they were when it was read, on a thread of its own. Does
/// nothing where it comes from no file, or from standard input as well.
pub(super) fn watch(origins: Vec<Origin>, mut seen: Stamp, sender: Sender<Arrived>) {
    // Standard input cannot be read again, and without it the rest would be another catalogue.
    if seen.is_empty() || origins.contains(&Origin::Stdin) {
        return;
    }
    thread::spawn(move || {
        loop {
            thread::sleep(PERIOD);
            let mut now = Stamp::of(&origins);
            if now == seen {
                continue;
            }
            loop {
                thread::sleep(REST);
                let later = Stamp::of(&origins);
                if later == now {
                    break;
                }
                now = later;
            }
            let library = Library::load(origins.clone());
            seen = now;
            if sender.send(Arrived::Changed(Box::new(library))).is_err() {
                return;
            }
        }
    });
}
