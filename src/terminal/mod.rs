//! Who touches the terminal? Raw mode and its undoing, signals, the event loop.

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

/// Messages taken at one go: a held key or a paste costs one redraw.
const AT_ONCE: usize = 1000;

/// What draws the state; returns what is to be known of the frame beside its cells.
pub type Draw = fn(&App, &Theme, &mut Buffer) -> Frame;

/// What reads a command line as a view; returns nothing for any other text, and why where it opens none.
pub type ReadView = fn(&str, &App) -> Option<Result<View, Clean>>;

/// How the session is to be.
#[derive(Debug)]
pub struct Session {
    /// The looks.
    pub theme: Theme,
    /// Whether the terminal is one of the first ones, which know neither pastes nor mice, and no frame as a whole.
    pub is_plain: bool,
    /// Whether keys come from afar, and what belongs together in parts.
    pub is_remote: bool,
    /// Whether the mouse is used.
    pub has_mouse: bool,
    /// What draws the screen.
    pub draw: Draw,
    /// What reads a command line that is pasted.
    pub read_view: ReadView,
    /// Whether the terminal knows what an address is, or leaves it alone (OSC 8).
    pub has_links: bool,
    /// Where marks are remembered, if anywhere.
    pub store: Option<Store>,
}

/// Why the session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The reader quit.
    Quit,
    /// A signal asked for it.
    Signal(i32),
    /// There is nothing to read keys from any more.
    InputLost,
}

/// How the session ended.
#[derive(Debug)]
pub struct Ended {
    /// The state it ended in.
    pub app: App,
    /// Why it ended.
    pub end: End,
    /// Why marks could not be saved, where they could not.
    pub trouble: Option<Trouble>,
}

/// Something that reaches the event loop.
#[derive(Debug)]
enum Arrived {
    Event(Event),
    InputLost,
    Signal(i32),
    Delivery(Delivery),
    Loaded,
    /// The answer to a question; nothing where no more answers will come.
    Searched(Option<Box<Searched>>),
    /// The files have changed, and this is what they hold now.
    Changed(Box<Library>),
    /// What is remembered of the catalogue with an identifier, and how many changes this answers.
    Remembered(String, Remembered, usize),
    /// Something could not be remembered.
    NotRemembered(Trouble),
}

/// Returns whether standard output is a terminal that can be drawn on.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Shows a catalogue until the reader quits.
///
/// # Errors
/// Where the terminal cannot be used; it is left as it was.
pub fn run(loading: Loading, start: Start, session: Session) -> io::Result<Ended> {
    let Loading { sender, receiver, origins, stamp, is_stopped, library, is_loading } = loading;
    report_panics();
    if session.theme != Theme::monochrome() {
        // Colours were asked for: crossterm would still drop them, and the selection with them, where
        // NO_COLOR is set.
        crossterm::style::force_color_output(true);
    }
    // Before anything is taken: a signal must find somebody who gives it back.
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
    // The terminal is given back first: saving may have to wait for another reader.
    drop(guard);
    Ok(Ended { trouble: memory.finish(), app, end })
}

/// A session that is going on.
struct Running {
    app: App,
    memory: Memory,
    guard: Guard,
    sender: Sender<Arrived>,
    /// Where the catalogue comes from.
    origins: Vec<Origin>,
    /// What its files looked like before they were read, until they are watched.
    stamp: Option<Stamp>,
    /// The catalogues of which it has been asked what is remembered.
    recalled: BTreeSet<String>,
    searching: Searching,
    /// What was pressed while a search was under way: it means what will have been found.
    held: VecDeque<Event>,
    /// Tells the loader that no more is to be read.
    is_stopped: Arc<AtomicBool>,
    read_view: ReadView,
}

impl Running {
    /// Shows a frame after whatever arrives; returns why the session ends.
    fn rounds(&mut self, receiver: &Receiver<Arrived>, screen: &mut Screen) -> io::Result<End> {
        // What has been loaded meanwhile is seen in the first frame.
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

    /// Takes what has arrived, as much of it as is there; returns why the session ends, if it does.
    fn round(&mut self, first: Arrived, more: &Receiver<Arrived>, screen: &mut Screen) -> io::Result<Option<End>> {
        let (mut deliveries, mut is_drawn) = (Vec::new(), true);
        // Pressed several times at once, Ctrl-Z stops the program once.
        let (mut is_stopping, mut has_stopped) = (false, false);
        let mut queue: VecDeque<Arrived> = std::iter::once(first).chain(more.try_iter().take(AT_ONCE)).collect();
        while let Some(arrived) = queue.pop_front() {
            let effect = match arrived {
                Arrived::Event(event) if self.is_held(&event) => self.hold(event),
                Arrived::Event(Event::Mouse(event)) => {
                    // A click means what is seen, after what was done before it.
                    if !is_drawn {
                        screen.draw(&self.app)?;
                    }
                    pointed(event, screen.frame()).and_then(|it| self.app.update(it))
                }
                // Taken together, so that a key does not wait for each of them.
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

    /// Takes the last of what has been loaded.
    fn loaded(&mut self, deliveries: Vec<Delivery>) -> Option<Effect> {
        self.deliver(deliveries);
        self.watch_files();
        self.app.update(Message::Loaded)
    }

    /// Takes the answer to a search, and what was pressed meanwhile, before what came after that.
    fn searched(&mut self, answer: Option<Box<Searched>>, queue: &mut VecDeque<Arrived>) -> Option<Effect> {
        self.searching.note(answer.is_some());
        self.held.drain(..).rev().for_each(|it| queue.push_front(Arrived::Event(it)));
        self.app.update(Message::Searched(answer?))
    }

    /// Returns whether something pressed has to wait for the search that is under way: all but what is typed into it.
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

    /// Has what is sought looked for where that takes longer than a frame, unless it is under way.
    fn search(&mut self) {
        let revision = self.app.library().revision;
        if self.app.is_searching()
            && !self.searching.is_asked(&self.app.query().search, revision)
            && let Some(question) = self.app.question()
        {
            self.searching.ask(question);
        }
    }

    /// Tells the state what has arrived.
    fn update(&mut self, arrived: Arrived) -> Option<Effect> {
        match arrived {
            Arrived::Event(Event::Paste(text)) if self.app.overlay().is_none() && self.app.help().is_none() => {
                self.app.update(self.pasted(text))
            }
            Arrived::Event(event) => self.app.update(message_of(event, self.app.context())?),
            Arrived::Changed(library) => {
                let effect = self.app.update(Message::Reload(library));
                // Another reader may have marked something meanwhile.
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

    /// Returns what a text means that is pasted where nothing is typed: the view that it is a command for.
    fn pasted(&self, text: String) -> Message {
        match (self.read_view)(&text, &self.app) {
            Some(Ok(view)) => Message::View(Box::new(view)),
            Some(Err(reason)) => Message::NoView(reason),
            None => Message::Paste(text),
        }
    }

    /// Does what a signal asks for that does not end the session.
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
        // A size that is as it was may have been another one meanwhile, for which the terminal has cut its lines.
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

    /// Takes what has been loaded, and recalls what is remembered of it.
    fn deliver(&mut self, deliveries: Vec<Delivery>) {
        if !deliveries.is_empty() {
            self.app.update(Message::Deliver(deliveries));
            self.recall();
        }
    }

    /// Recalls what is remembered of the catalogues that have arrived, each once.
    fn recall(&mut self) {
        let ids = self.app.library().catalogue.headers.iter().skip(self.recalled.len()).map(|it| it.id.to_string());
        for id in ids.filter(|it| !it.is_empty()) {
            if self.recalled.insert(id.clone()) {
                self.memory.recall(id);
            }
        }
    }

    /// Once everything has arrived: watches the files that it came from.
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

/// Ends the program as the signal would have ended it, so that its parent knows why.
pub fn die_of(signal: i32) {
    platform::die_of(signal);
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
