//! Has the catalogue changed on the disk?
//!
//! Polls the stamp of the files and reads them again when it differs.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use super::SessionEvent;
use crate::disk::Stamp;
use crate::load::Origin;
use crate::query::Library;

/// Interval between polls.
const POLL_INTERVAL: Duration = Duration::from_millis(800);
/// Maximum number of polls between two attempts to read files that the system has refused to read.
const MAX_BACKOFF: u32 = 64;
/// Time for which the files must stay unchanged before they are read, because editors write in several steps.
const QUIET_PERIOD: Duration = Duration::from_millis(150);

/// Maximum number of such periods to wait for; the files are then read anyway: a file that is written continuously is
/// complete now and then, and if not, the problem is reported.
const MAX_QUIET_CHECKS: u32 = 20;

/// Watches the files of a catalogue on a thread of its own; `seen` is their stamp from before they were read. Does
/// nothing if there are no files, or if the catalogue also comes from standard input.
pub(super) fn watch(origins: Vec<Origin>, mut seen: Stamp, sender: Sender<SessionEvent>) {
    // Standard input cannot be read again, and without it the catalogue would be a different one.
    if seen.is_empty() || origins.contains(&Origin::Stdin) {
        return;
    }
    let watch = move || {
        // A refusal may be temporary: the stamp that was refused, and the number of polls before the next attempt.
        let mut refused: Option<(Stamp, u32)> = None;
        let mut skipped_polls = 0;
        loop {
            thread::sleep(POLL_INTERVAL);
            let mut current = Origin::stamp(&origins);
            let backoff = refused.as_ref().filter(|it| it.0 == current).map(|it| it.1);
            skipped_polls = if backoff.is_some() { skipped_polls + 1 } else { 0 };
            if current == seen && backoff.is_none() || backoff.is_some_and(|it| skipped_polls < it) {
                continue;
            }
            for _ in 0..MAX_QUIET_CHECKS {
                thread::sleep(QUIET_PERIOD);
                let later = Origin::stamp(&origins);
                let is_unchanged = later == current;
                current = later;
                if is_unchanged {
                    break;
                }
            }
            let library = Library::load(origins.clone());
            let is_refused = library.report.problems.iter().any(|it| it.kind.is_access_error());
            let is_already_reported = is_refused && refused.as_ref().is_some_and(|it| it.0 == current);
            let next_backoff = backoff.map_or(2, |it| (it * 2).min(MAX_BACKOFF));
            refused = is_refused.then(|| (current.clone(), next_backoff));
            (seen, skipped_polls) = (current, 0);
            if !is_already_reported && sender.send(SessionEvent::Changed(Box::new(library))).is_err() {
                return;
            }
        }
    };
    // If the system cannot start a thread, the files are not watched.
    let _ = thread::Builder::new().spawn(watch);
}
