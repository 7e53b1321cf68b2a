//! Who touches the terminal?
//!
//! Runs a session: takes over and restores the terminal, listens to keys and signals, and runs the event loop.

mod guard;
#[cfg(unix)]
mod keys;
mod listen;
mod loading;
mod mouse;
mod outside;
mod paint;
mod platform;
mod remember;
mod saving;
mod screen;
mod searching;
mod size;
mod watch;

use std::collections::{BTreeSet, VecDeque};
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};

use crossterm::event::Event;
use ratatui::buffer::Buffer;

use crate::app::{Action, App, Effect, Message, Start, View, message_of};
use crate::disk::Stamp;
use crate::lang::Reason;
use crate::load::Origin;
use crate::query::{Delivery, Library, Searched};
use crate::store::{Remembered, Store, Trouble};
use crate::text::Clean;
use crate::view::{Frame, Theme};
use guard::{Guard, report_panics};
use listen::{listen_to_hang_up, listen_to_input, listen_to_signals};
pub use loading::Loading;
use mouse::pointed;
pub use paint::paint;
pub(crate) use platform::{forget_typed, ignore_sigxfsz, is_fed};
use remember::Memory;
use screen::Screen;
use searching::Searching;
pub use size::columns;
use size::size;

/// Maximum number of queued messages handled between two frames, so that a held key or a paste costs one redraw.
const AT_ONCE: usize = 1000;

/// A function that draws the state and returns what the frame holds beside its cells.
pub type Draw = fn(&App, &Theme, &mut Buffer) -> Frame;

/// A function that parses a pasted text as a command line: `None` if it is none, an error message if it opens no view.
pub type ReadView = fn(&str, &App) -> Option<Result<View, Clean>>;

/// Configuration of a session.
#[derive(Debug)]
pub struct Session {
    /// The theme.
    pub theme: Theme,
    /// Whether the terminal is too old for bracketed paste, mouse reports and synchronised updates.
    pub is_plain: bool,
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
pub enum End {
    /// The user quit.
    Quit,
    /// A signal ended it.
    Signal(i32),
    /// The input of the terminal ended.
    InputLost,
}

/// Outcome of a session.
#[derive(Debug)]
pub struct Ended {
    /// Final state.
    pub app: App,
    /// Reason why it ended.
    pub end: End,
    /// Reason why marks could not be saved, if that failed.
    pub trouble: Option<Trouble>,
}

/// A message to the event loop.
#[derive(Debug)]
enum Arrived {
    Event(Event),
    InputLost,
    Signal(i32),
    Delivery(Delivery),
    Loaded,
    /// The result of a search; `None` if the search thread has ended.
    Searched(Option<Box<Searched>>),
    /// The files have changed; their new content.
    Changed(Box<Library>),
    /// Identifier of a catalogue, its marks, and the number of changes that this acknowledges.
    Remembered(String, Remembered, usize),
    /// A setting could not be saved.
    NotRemembered(Trouble),
}

/// Returns whether standard output is a terminal.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Shows a catalogue until the user quits or the session is ended from outside.
///
/// # Errors
/// If the terminal cannot be used; it is restored then.
pub fn run(loading: Loading, start: Start, session: Session) -> io::Result<Ended> {
    let Loading { sender, receiver, origins, stamp, is_stopped, library, is_loading } = loading;
    report_panics();
    if session.theme != Theme::monochrome() {
        // The colours have been decided on: without this, crossterm would drop them, and with them the highlighted
        // selection, if NO_COLOR is set.
        crossterm::style::force_color_output(true);
    }
    // Before the terminal is taken over, so that no signal can leave it in raw mode.
    listen_to_signals(&sender)?;
    let guard = Guard::enter(session.has_mouse, session.is_plain)?;
    listen_to_hang_up(&sender)?;
    let mut screen = Screen::new(session.theme, session.draw, session.has_links);
    let start = Start { is_loading, bytes: stamp.bytes(), has_store: session.store.is_some(), ..start };
    let app = App::new(library, start, size()?);
    let memory = Memory::new(session.store, sender.clone());
    let (stamp, recalled) = (Some(stamp), BTreeSet::new());
    let (searching, held) = (Searching::new(sender.clone()), VecDeque::new());
    let read_view = session.read_view;
    let mut running =
        Running { app, memory, guard, sender, origins, stamp, recalled, searching, held, is_stopped, read_view };
    running.recall();
    running.search();
    if !is_loading {
        running.watch_files();
    }
    if running.guard.has_terminal() {
        listen_to_input(running.sender.clone(), session.is_remote)?;
    }
    let end = running.rounds(&receiver, &mut screen)?;
    let Running { app, memory, guard, .. } = running;
    // Restore the terminal first: saving may have to wait for another process.
    drop(guard);
    Ok(Ended { trouble: memory.finish(), app, end })
}

/// A running session.
struct Running {
    app: App,
    memory: Memory,
    guard: Guard,
    sender: Sender<Arrived>,
    /// Origins of the catalogue.
    origins: Vec<Origin>,
    /// Stamp of the files from before they were read; taken when they begin to be watched.
    stamp: Option<Stamp>,
    /// Identifiers of the catalogues whose marks have been requested.
    recalled: BTreeSet<String>,
    searching: Searching,
    /// Input received during a search, held back because it refers to the results.
    held: VecDeque<Event>,
    /// Tells the loader to stop.
    is_stopped: Arc<AtomicBool>,
    read_view: ReadView,
}

impl Running {
    /// Runs the event loop, drawing a frame after each round; returns the reason why the session ends.
    fn rounds(&mut self, receiver: &Receiver<Arrived>, screen: &mut Screen) -> io::Result<End> {
        // The first frame already shows what has been loaded in the meantime.
        let mut first = receiver.try_recv().ok();
        loop {
            if let Some(end) = first.map_or(Ok(None), |it| self.round(it, receiver, screen))? {
                return Ok(end);
            }
            screen.draw(&self.app)?;
            first = receiver.recv().ok();
            if first.is_none() {
                return Ok(End::InputLost);
            }
        }
    }

    /// Handles a message and those queued after it; returns a reason if the session ends.
    fn round(&mut self, first: Arrived, more: &Receiver<Arrived>, screen: &mut Screen) -> io::Result<Option<End>> {
        let (mut deliveries, mut is_drawn) = (Vec::new(), true);
        // Ctrl-Z stops the program once, even if it was pressed several times in a row.
        let (mut is_stopping, mut has_stopped) = (false, false);
        let mut queue: VecDeque<Arrived> = std::iter::once(first).chain(more.try_iter().take(AT_ONCE)).collect();
        while let Some(arrived) = queue.pop_front() {
            let effect = match arrived {
                Arrived::Event(event) if self.is_held(&event) => self.hold(event),
                Arrived::Event(Event::Mouse(event)) => {
                    // A click refers to what is on the screen, so earlier messages have to be drawn first.
                    if !is_drawn {
                        screen.draw(&self.app)?;
                    }
                    pointed(event, screen.frame()).and_then(|it| self.app.update(it))
                }
                // Collected, so that a key press does not wait for each of them.
                Arrived::Delivery(delivery) => {
                    deliveries.push(delivery);
                    None
                }
                Arrived::Loaded => self.loaded(std::mem::take(&mut deliveries)),
                Arrived::Searched(answer) => self.searched(answer, &mut queue),
                Arrived::InputLost => return Ok(Some(End::InputLost)),
                Arrived::Signal(signal) if platform::is_stop(signal) && std::mem::replace(&mut has_stopped, true) => {
                    None
                }
                Arrived::Signal(signal) if is_end(signal) => return Ok(Some(End::Signal(signal))),
                Arrived::Signal(signal) => self.signal(signal)?,
                arrived => self.update(arrived),
            };
            is_drawn = false;
            match effect {
                Some(Effect::Quit) => return Ok(Some(End::Quit)),
                Some(Effect::Redraw) => screen.forget(),
                Some(Effect::Suspend) if std::mem::replace(&mut is_stopping, true) => {}
                Some(effect @ Effect::Save { .. }) => self.save(effect, screen, more, &mut queue),
                effect => self.carry_out(effect)?,
            }
        }
        self.deliver(deliveries);
        self.search();
        Ok(None)
    }

    /// Handles the end of loading, after the last deliveries.
    fn loaded(&mut self, deliveries: Vec<Delivery>) -> Option<Effect> {
        self.deliver(deliveries);
        self.watch_files();
        self.app.update(Message::Loaded)
    }

    /// Handles a search result, and puts the input held back for it at the front of the queue.
    fn searched(&mut self, answer: Option<Box<Searched>>, queue: &mut VecDeque<Arrived>) -> Option<Effect> {
        self.searching.note(answer.is_some());
        self.held.drain(..).rev().for_each(|it| queue.push_front(Arrived::Event(it)));
        self.app.update(Message::Searched(answer?))
    }

    /// Returns whether an input event has to wait: during a search, everything but editing its text, and every event
    /// after one that waits.
    fn is_held(&self, event: &Event) -> bool {
        let is_typed = |it| matches!(it, Message::Type(_) | Message::Paste(_) | Message::Act(Action::Edit(_)));
        let is_pressed = matches!(event, Event::Key(_) | Event::Paste(_) | Event::Mouse(_));
        let is_typing = || self.app.is_typing() && message_of(event.clone(), self.app.context()).is_some_and(is_typed);
        is_pressed && (!self.held.is_empty() || self.app.is_searching() && !is_typing())
    }

    fn hold(&mut self, event: Event) -> Option<Effect> {
        self.held.push_back(event);
        None
    }

    /// Starts the current search on the search thread if it takes longer than a frame and is not running already.
    fn search(&mut self) {
        let revision = self.app.library().revision;
        if self.app.is_searching()
            && !self.searching.is_asked(&self.app.query().search, revision)
            && let Some(question) = self.app.question()
        {
            self.searching.ask(question);
        }
    }

    /// Updates the state with a message.
    fn update(&mut self, arrived: Arrived) -> Option<Effect> {
        match arrived {
            Arrived::Event(Event::Paste(text)) if self.app.overlay().is_none() && self.app.help().is_none() => {
                self.app.update(self.pasted(text))
            }
            Arrived::Event(event) => self.app.update(message_of(event, self.app.context())?),
            Arrived::Changed(library) => {
                let effect = self.app.update(Message::Reload(library));
                // Another process may have changed the marks.
                self.recalled.clear();
                self.recall();
                effect
            }
            Arrived::Remembered(catalogue, remembered, answered) => {
                self.app.update(Message::Remembered(catalogue, remembered, answered))
            }
            Arrived::NotRemembered(trouble) => self.app.update(Message::NotRemembered(trouble)),
            _ => None,
        }
    }

    /// Returns the message for a text pasted while no overlay is open: if it is a command line, the view that it opens
    /// or the reason why it opens none.
    fn pasted(&self, text: String) -> Message {
        match (self.read_view)(&text, &self.app) {
            Some(Ok(view)) => Message::View(Box::new(view)),
            Some(Err(reason)) => Message::NoView(reason),
            None => Message::Paste(text),
        }
    }

    /// Handles a signal that does not end the session.
    fn signal(&mut self, signal: i32) -> io::Result<Option<Effect>> {
        if platform::is_stop(signal) {
            self.memory.rest();
            self.guard.stop(signal)?;
            return Ok(Some(Effect::Redraw));
        }
        let is_back = platform::is_continue(signal);
        if is_back {
            self.guard.renew()?;
        }
        let (columns, lines) = size()?;
        if (columns, lines) != self.app.display().size {
            self.app.update(Message::Resize(columns, lines));
        }
        // Even if the size is the same as before, it may have changed in between, and the terminal may have truncated
        // lines.
        Ok((is_back || platform::is_resize(signal)).then_some(Effect::Redraw))
    }

    fn carry_out(&mut self, effect: Option<Effect>) -> io::Result<()> {
        match effect {
            Some(Effect::Copy(text)) => outside::copy(&text)?,
            Some(Effect::Open(address)) => {
                if let Err(error) = outside::open(&address) {
                    self.app.update(Message::NotOpened(Reason::of(&error)));
                }
            }
            Some(Effect::StopLoading) => self.is_stopped.store(true, Ordering::Relaxed),
            Some(Effect::Suspend) => platform::stop_group(),
            Some(Effect::Remember { catalogue, changes, shown }) => {
                changes.into_iter().for_each(|it| self.memory.change(catalogue.clone(), it, shown.clone()));
            }
            Some(Effect::RememberLanguage(lang)) => self.memory.remember_language(lang),
            _ => {}
        }
        Ok(())
    }

    /// Adds loaded batches to the state, and requests the marks of new catalogues.
    fn deliver(&mut self, deliveries: Vec<Delivery>) {
        if !deliveries.is_empty() {
            self.app.update(Message::Deliver(deliveries));
            self.recall();
        }
    }

    /// Requests the marks of the catalogues that have arrived, once for each.
    fn recall(&mut self) {
        let ids = self.app.library().catalogue.headers.iter().skip(self.recalled.len()).map(|it| it.id.to_string());
        for id in ids.filter(|it| !it.is_empty()) {
            if self.recalled.insert(id.clone()) {
                self.memory.recall(id);
            }
        }
    }

    /// Starts watching the files, once the catalogue is complete.
    fn watch_files(&mut self) {
        if let Some(stamp) = self.stamp.take() {
            watch::watch(self.origins.clone(), stamp, self.sender.clone());
        }
    }
}

/// Returns whether a signal ends the session.
fn is_end(signal: i32) -> bool {
    !(platform::is_stop(signal) || platform::is_continue(signal) || platform::is_resize(signal))
}

/// Ends the program by the default action of a signal, so that the parent process sees the cause.
pub fn die_of(signal: i32) {
    platform::die_of(signal);
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
