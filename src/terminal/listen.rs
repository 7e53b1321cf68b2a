//! What reaches the session from outside? Keys, signals, the end of its terminal; each on a thread of its own.

use std::io;
use std::process;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use super::guard::{give_back, note_end, restore_modes};
use super::{Arrived, platform};

/// How long the program may take to end as it should, once it has to.
const GRACE: Duration = Duration::from_millis(700);

/// Passes on what is pressed, until nobody listens or there is nothing to read keys from any more.
///
/// # Errors
/// That the system gives no thread.
pub(super) fn listen_to_input(sender: Sender<Arrived>, is_remote: bool) -> io::Result<()> {
    let listen = move || {
        // Its end is that nobody listens any more, or that nothing can be read.
        let _ = platform::read_events(is_remote, &mut |event| sender.send(Arrived::Event(event)).is_ok());
        let _ = sender.send(Arrived::InputLost);
    };
    thread::Builder::new().spawn(listen).map(drop)
}

/// Passes on signals. One that ends the program ends it all the same where the session does not.
pub(super) fn listen_to_signals(sender: &Sender<Arrived>) -> io::Result<()> {
    let sender = sender.clone();
    platform::listen(move |signal| {
        if platform::is_end(signal) {
            note_end();
            let end = move || {
                end_at_last();
                platform::die_of(signal);
            };
            // Where the system gives no thread, the session is left to end by itself.
            let _ = thread::Builder::new().spawn(end);
        }
        sender.send(Arrived::Signal(signal)).is_ok()
    })
}

/// Ends the session when its terminal is gone.
///
/// # Errors
/// That the system gives no thread.
pub(super) fn listen_to_hang_up(sender: &Sender<Arrived>) -> io::Result<()> {
    let sender = sender.clone();
    platform::on_hang_up(move || {
        // Where nobody listens any more, the session has ended already.
        let _ = sender.send(Arrived::InputLost);
        end_at_last();
        process::exit(2);
    })
}

/// Waits for the program to end by itself. Returns where it has not: it may wait for a terminal that
/// takes nothing any more, or be busy.
fn end_at_last() {
    thread::sleep(GRACE);
    // The modes need no writing. The rest waits, too, where the terminal does: so it is not waited for.
    restore_modes();
    let _ = thread::Builder::new().spawn(give_back);
    thread::sleep(GRACE / 5);
}
