//! Has the catalogue changed on the disk? Looked at from time to time, and read anew where it has.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use super::Arrived;
use crate::disk::Stamp;
use crate::load::Origin;
use crate::query::Library;

/// How often the files are looked at.
const PERIOD: Duration = Duration::from_millis(800);
/// After how many looks at the most a file is read again that the system has refused.
const LONGEST: u32 = 64;
/// How long they must have been left alone before they are read: editors write in several steps.
const REST: Duration = Duration::from_millis(150);

/// After how many such times they are read all the same: what is written without end is whole now and then, and where it
/// is not, that is told.
const LONGEST_UNREST: u32 = 20;

/// Watches the files of a catalogue, from what they were when it was read, on a thread of its own. Does
/// nothing where it comes from no file, or from standard input as well.
pub(super) fn watch(origins: Vec<Origin>, mut seen: Stamp, sender: Sender<Arrived>) {
    // Standard input cannot be read again, and without it the rest would be another catalogue.
    if seen.is_empty() || origins.contains(&Origin::Stdin) {
        return;
    }
    let watch = move || {
        // What the system has refused it may give a moment later: what it refused, and for how many looks it is
        // left alone by now.
        let mut refused: Option<(Stamp, u32)> = None;
        let mut looks = 0;
        loop {
            thread::sleep(PERIOD);
            let mut now = Origin::stamp(&origins);
            let patience = refused.as_ref().filter(|it| it.0 == now).map(|it| it.1);
            looks = if patience.is_some() { looks + 1 } else { 0 };
            if now == seen && patience.is_none() || patience.is_some_and(|it| looks < it) {
                continue;
            }
            for _ in 0..LONGEST_UNREST {
                thread::sleep(REST);
                let later = Origin::stamp(&origins);
                let is_at_rest = later == now;
                now = later;
                if is_at_rest {
                    break;
                }
            }
            let library = Library::load(origins.clone());
            let is_refused = library.report.problems.iter().any(|it| it.kind.is_refusal());
            let is_told = is_refused && refused.as_ref().is_some_and(|it| it.0 == now);
            let next = patience.map_or(2, |it| (it * 2).min(LONGEST));
            refused = is_refused.then(|| (now.clone(), next));
            (seen, looks) = (now, 0);
            if !is_told && sender.send(Arrived::Changed(Box::new(library))).is_err() {
                return;
            }
        }
    };
    // Where the system gives no thread, the files are not watched: what is shown stays true of what was read.
    let _ = thread::Builder::new().spawn(watch);
}
