//! What reaches the session from outside?
//!
//! Forwards keys, signals and the loss of the terminal to the event loop, each from a thread of its own.

use std::io;
use std::process;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use super::guard::{restore_modes, restore_terminal, set_ending};
use super::{SessionEvent, platform};

/// Time the program has for ending in order before it is ended by force.
const EXIT_GRACE_PERIOD: Duration = Duration::from_millis(700);

/// Forwards keys, pastes and mouse events until the receiver is gone or the input ends.
///
/// # Errors
/// If the system cannot start a thread.
pub(super) fn listen_to_input(sender: Sender<SessionEvent>, is_remote: bool) -> io::Result<()> {
    let listen = move || {
        // An error means the same as the end of the input.
        let _ = platform::read_events(is_remote, &mut |event| sender.send(SessionEvent::Event(event)).is_ok());
        let _ = sender.send(SessionEvent::InputLost);
    };
    thread::Builder::new().spawn(listen).map(drop)
}

/// Forwards signals. If the session does not end in time after a signal that should end it, ends the program.
///
/// # Errors
/// If the system cannot start a thread or install the handlers.
pub(super) fn listen_to_signals(sender: &Sender<SessionEvent>) -> io::Result<()> {
    let sender = sender.clone();
    platform::listen(move |signal| {
        if platform::is_end(signal) {
            set_ending();
            let end = move || {
                wait_then_restore();
                platform::run_default_action(signal);
            };
            // Without a thread, the session has to end by itself.
            let _ = thread::Builder::new().spawn(end);
        }
        sender.send(SessionEvent::Signal(signal)).is_ok()
    })
}

/// Ends the session when its terminal is gone.
///
/// # Errors
/// If the system cannot start a thread.
pub(super) fn listen_to_hang_up(sender: &Sender<SessionEvent>) -> io::Result<()> {
    let sender = sender.clone();
    platform::on_hang_up(move || {
        // If the receiver is gone, the session has already ended.
        let _ = sender.send(SessionEvent::InputLost);
        wait_then_restore();
        process::exit(2);
    })
}

/// Waits for the program to end by itself. If it does not, because the terminal accepts no output or the program is
/// busy, restores the terminal as far as possible and returns.
fn wait_then_restore() {
    thread::sleep(EXIT_GRACE_PERIOD);
    // The modes can be restored without output. The rest may block, so it runs on another thread that is not joined.
    restore_modes();
    let _ = thread::Builder::new().spawn(restore_terminal);
    thread::sleep(EXIT_GRACE_PERIOD / 5);
}
