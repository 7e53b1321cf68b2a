//! Who touches the terminal?
//!
//! Runs a session: takes over and restores the terminal, listens to keys and signals, and runs the event loop.

mod event_loop;
mod external;
mod guard;
#[cfg(unix)]
mod keys;
mod listen;
mod loading;
mod mouse;
mod paint;
mod platform;
mod saving;
mod screen;
mod search_thread;
mod size;
mod store_thread;
mod watch;

use std::collections::{BTreeSet, VecDeque};
use std::io::{self, IsTerminal};
use std::sync::mpsc::Sender;

use crossterm::event::Event;
use ratatui::buffer::Buffer;

use crate::app::{App, Message, Start, View};
use crate::query::{Delivery, Library, SearchMatches};
use crate::store::{Store, StoreProblem};
use crate::text::Clean;
use crate::view::{FrameInfo, Theme};
use event_loop::EventLoop;
use guard::{Guard, install_panic_hook};
use listen::{listen_to_hang_up, listen_to_input, listen_to_signals};
pub use loading::Loading;
pub use paint::paint;
pub(crate) use platform::{discard_input, ignore_sigxfsz, is_stdin_redirected};
use screen::Screen;
use search_thread::SearchThread;
pub use size::columns;
use size::size;
use store_thread::StoreThread;

/// A function that draws the state and returns what the frame holds beside its cells.
pub type Draw = fn(&App, &Theme, &mut Buffer) -> FrameInfo;

/// A function that parses a pasted text as a command line: `None` if it is none, an error message if it opens no view.
pub type ReadView = fn(&str, &App) -> Option<Result<View, Clean>>;

/// Configuration of a session.
#[derive(Debug)]
pub struct SessionConfig {
    /// The theme.
    pub theme: Theme,
    /// Whether the terminal is too old for bracketed paste, mouse reports and synchronised updates.
    pub is_legacy: bool,
    /// Whether input comes over a network, which may split escape sequences.
    pub is_remote: bool,
    /// Whether the mouse is used.
    pub has_mouse: bool,
    /// Function that draws the screen.
    pub draw: Draw,
    /// Function that parses a pasted command line.
    pub read_view: ReadView,
    /// Whether the terminal supports or ignores hyperlinks (OSC 8).
    pub has_links: bool,
    /// Store for marks and settings; `None` if nothing is to be saved.
    pub store: Option<Store>,
}

/// Reason why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitReason {
    /// The user quit.
    Quit,
    /// A signal ended it.
    Signal(i32),
    /// The input of the terminal ended.
    InputLost,
}

/// Outcome of a session.
#[derive(Debug)]
pub struct SessionOutcome {
    /// Final state.
    pub app: App,
    /// Reason why it ended.
    pub end: ExitReason,
    /// Reason why marks could not be saved, if that failed.
    pub problem: Option<StoreProblem>,
}

/// A message to the event loop.
#[derive(Debug)]
enum SessionEvent {
    Event(Event),
    InputLost,
    Signal(i32),
    Delivery(Delivery),
    Loaded,
    /// The result of a search; `None` if the search thread has ended.
    Searched(Option<Box<SearchMatches>>),
    /// The files have changed; their new content.
    Changed(Box<Library>),
    /// A message for the state.
    Message(Message),
}

/// Sends an event when dropped, even by a panic.
struct SendOnDrop {
    sender: Sender<SessionEvent>,
    event: fn() -> SessionEvent,
}

impl Drop for SendOnDrop {
    fn drop(&mut self) {
        // The receiver may be gone.
        let _ = self.sender.send((self.event)());
    }
}

/// Returns whether a shell can continue the program once it is suspended.
pub fn has_job_control() -> bool {
    platform::has_job_control()
}

/// Returns whether standard output is a terminal.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Shows a catalogue until the user quits or the session is ended from outside.
///
/// # Errors
/// If the terminal cannot be used; it is restored then.
pub fn run(loading: Loading, start: Start, session: SessionConfig) -> io::Result<SessionOutcome> {
    let Loading { sender, receiver, origins, stamp, stop_requested, library, is_loading } = loading;
    install_panic_hook();
    if session.theme != Theme::monochrome() {
        // The colours have been decided on: without this, crossterm would drop them, and with them the highlighted
        // selection, if NO_COLOR is set.
        crossterm::style::force_color_output(true);
    }
    // Before the terminal is taken over, so that no signal can leave it in raw mode.
    listen_to_signals(&sender)?;
    let guard = Guard::enter(session.has_mouse, session.is_legacy)?;
    listen_to_hang_up(&sender)?;
    let mut screen = Screen::new(session.theme, session.draw, session.has_links);
    let start = Start { is_loading, total_bytes: stamp.bytes(), has_store: session.store.is_some(), ..start };
    let app = App::new(library, start, size()?);
    let mut event_loop = EventLoop {
        app,
        store_thread: StoreThread::new(session.store, sender.clone()),
        guard,
        search_thread: SearchThread::new(sender.clone()),
        sender,
        origins,
        stamp: Some(stamp),
        requested_marks: BTreeSet::new(),
        held: VecDeque::new(),
        stop_requested,
        read_view: session.read_view,
    };
    event_loop.request_marks();
    event_loop.search();
    if !is_loading {
        event_loop.watch_files();
    }
    if event_loop.guard.has_terminal() {
        listen_to_input(event_loop.sender.clone(), session.is_remote)?;
    }
    let end = event_loop.run(&receiver, &mut screen)?;
    let EventLoop { app, store_thread, guard, .. } = event_loop;
    // Restore the terminal first: saving may have to wait for another process.
    drop(guard);
    Ok(SessionOutcome { problem: store_thread.finish(), app, end })
}

/// Ends the program by the default action of a signal, so that the parent process sees the cause.
pub fn exit_by_signal(signal: i32) {
    platform::run_default_action(signal);
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
