//! What happens during a session?
//!
//! Runs the event loop: turns what arrives into messages to the state, carries out the effects, and draws a frame after
//! each round.

use std::collections::{BTreeSet, VecDeque};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};

use crossterm::event::Event;

use super::guard::Guard;
use super::mouse::mouse_message;
use super::screen::Screen;
use super::search_thread::SearchThread;
use super::size::size;
use super::store_thread::{Request, StoreThread};
use super::{ExitReason, ReadView, SessionEvent, external, platform, watch};
use crate::app::{Action, App, Effect, Message, message_for};
use crate::disk::Stamp;
use crate::lang::Reason;
use crate::load::Origin;
use crate::query::{Delivery, Library, SearchMatches};

/// Maximum number of queued messages handled between two frames, so that a held key or a paste costs one redraw.
const MAX_BATCH: usize = 1000;

/// The messages handled between two frames.
#[derive(Default)]
struct Batch {
    /// Messages not handled yet.
    queue: VecDeque<SessionEvent>,
    /// Deliveries, collected so that a key press does not wait for each of them.
    deliveries: Vec<Delivery>,
    /// Whether the screen shows the state.
    is_drawn: bool,
    /// Whether the program is about to be suspended: Ctrl-Z does so once, even if pressed several times in a row.
    is_suspending: bool,
    /// Whether the program has been stopped by a signal.
    was_stopped: bool,
}

/// A running session.
pub(super) struct EventLoop {
    pub(super) app: App,
    pub(super) store_thread: StoreThread,
    pub(super) guard: Guard,
    pub(super) sender: Sender<SessionEvent>,
    /// Origins of the catalogue.
    pub(super) origins: Vec<Origin>,
    /// Stamp of the files from before they were read; taken when they begin to be watched.
    pub(super) stamp: Option<Stamp>,
    /// Identifiers of the catalogues whose marks have been requested.
    pub(super) requested_marks: BTreeSet<String>,
    pub(super) search_thread: SearchThread,
    /// Input received during a search, held back because it refers to the results.
    pub(super) held: VecDeque<Event>,
    /// Tells the loader to stop.
    pub(super) stop_requested: Arc<AtomicBool>,
    pub(super) read_view: ReadView,
}

impl EventLoop {
    /// Runs the event loop, drawing a frame after each round; returns the reason why the session ends.
    pub(super) fn run(&mut self, receiver: &Receiver<SessionEvent>, screen: &mut Screen) -> io::Result<ExitReason> {
        // The first frame already shows what has been loaded in the meantime.
        let mut first = receiver.try_recv().ok();
        loop {
            if let Some(end) = first.map_or(Ok(None), |it| self.handle_batch(it, receiver, screen))? {
                return Ok(end);
            }
            screen.draw(&self.app)?;
            let count = || self.app.has_hits_to_count().then_some(SessionEvent::Message(Message::CountHits));
            first = receiver.try_recv().ok().or_else(count).or_else(|| receiver.recv().ok());
            if first.is_none() {
                return Ok(ExitReason::InputLost);
            }
        }
    }

    /// Handles a message and those queued after it; returns a reason if the session ends.
    fn handle_batch(
        &mut self,
        first: SessionEvent,
        receiver: &Receiver<SessionEvent>,
        screen: &mut Screen,
    ) -> io::Result<Option<ExitReason>> {
        let queue = std::iter::once(first).chain(receiver.try_iter().take(MAX_BATCH)).collect();
        let mut batch = Batch { queue, is_drawn: true, ..Batch::default() };
        while let Some(event) = batch.queue.pop_front() {
            if let Some(reason) = exit_reason(&event) {
                return Ok(Some(reason));
            }
            let effect = self.handle(event, &mut batch, screen)?;
            batch.is_drawn = false;
            match effect {
                Some(Effect::Quit) => return Ok(Some(ExitReason::Quit)),
                Some(Effect::Redraw) => screen.forget(),
                Some(Effect::Suspend) if std::mem::replace(&mut batch.is_suspending, true) => {}
                Some(effect @ Effect::Save { .. }) => self.save(effect, screen, receiver, &mut batch.queue),
                effect => self.perform(effect)?,
            }
        }
        self.deliver(batch.deliveries);
        self.search();
        Ok(None)
    }

    /// Handles one message of a batch; returns its effect.
    fn handle(&mut self, event: SessionEvent, batch: &mut Batch, screen: &mut Screen) -> io::Result<Option<Effect>> {
        Ok(match event {
            SessionEvent::Event(event) if self.is_held(&event) => {
                self.held.push_back(event);
                None
            }
            SessionEvent::Event(Event::Mouse(event)) => {
                // A click refers to what is on the screen, so earlier messages have to be drawn first.
                if !batch.is_drawn {
                    screen.draw(&self.app)?;
                }
                mouse_message(event, screen.frame()).and_then(|it| self.app.update(it))
            }
            SessionEvent::Delivery(delivery) => {
                batch.deliveries.push(delivery);
                None
            }
            SessionEvent::Loaded => self.loaded(std::mem::take(&mut batch.deliveries)),
            SessionEvent::Searched(answer) => self.searched(answer, &mut batch.queue),
            SessionEvent::Signal(signal)
                if platform::is_stop(signal) && std::mem::replace(&mut batch.was_stopped, true) =>
            {
                None
            }
            SessionEvent::Signal(signal) => self.signal(signal)?,
            SessionEvent::Event(Event::Paste(text)) if self.app.overlay().is_none() && self.app.help().is_none() => {
                self.app.update(self.paste_message(text))
            }
            SessionEvent::Event(event) => {
                message_for(event, self.app.context()).and_then(|message| self.app.update(message))
            }
            SessionEvent::Changed(library) => self.changed(library),
            SessionEvent::Message(message) => self.app.update(message),
            // Ends the session before it is handled.
            SessionEvent::InputLost => None,
        })
    }

    /// Handles the end of loading, after the last deliveries.
    fn loaded(&mut self, deliveries: Vec<Delivery>) -> Option<Effect> {
        self.deliver(deliveries);
        self.watch_files();
        self.app.update(Message::Loaded)
    }

    /// Handles a search result, and puts the input held back for it at the front of the queue.
    fn searched(&mut self, answer: Option<Box<SearchMatches>>, queue: &mut VecDeque<SessionEvent>) -> Option<Effect> {
        self.search_thread.finish(answer.is_some());
        self.held.drain(..).rev().for_each(|it| queue.push_front(SessionEvent::Event(it)));
        self.app.update(Message::Searched(answer?))
    }

    /// Returns whether an input event has to wait: during a search, everything but editing its text, and every event
    /// after one that waits.
    fn is_held(&self, event: &Event) -> bool {
        let is_typed = |it| matches!(it, Message::Type(_) | Message::Paste(_) | Message::Act(Action::Edit(_)));
        let is_pressed = matches!(event, Event::Key(_) | Event::Paste(_) | Event::Mouse(_));
        let is_typing = || self.app.is_typing() && message_for(event.clone(), self.app.context()).is_some_and(is_typed);
        is_pressed && (!self.held.is_empty() || self.app.is_searching() && !is_typing())
    }

    /// Starts the current search on the search thread if it takes longer than a frame and is not running already.
    pub(super) fn search(&mut self) {
        let revision = self.app.library().revision;
        if self.app.is_searching()
            && !self.search_thread.is_running(&self.app.query().search, revision)
            && let Some(search) = self.app.pending_search()
        {
            self.search_thread.start(search);
        }
    }

    /// Handles a newer version of the catalogue.
    fn changed(&mut self, library: Box<Library>) -> Option<Effect> {
        let effect = self.app.update(Message::Reload(library));
        // Another process may have changed the marks.
        self.requested_marks.clear();
        self.request_marks();
        effect
    }

    /// Returns the message for a text pasted while no overlay is open: if it is a command line, the view that it opens
    /// or the reason why it opens none.
    fn paste_message(&self, text: String) -> Message {
        match (self.read_view)(&text, &self.app) {
            Some(Ok(view)) => Message::View(Box::new(view)),
            Some(Err(reason)) => Message::InvalidView(reason),
            None => Message::Paste(text),
        }
    }

    /// Handles a signal that does not end the session.
    pub(super) fn signal(&mut self, signal: i32) -> io::Result<Option<Effect>> {
        if platform::is_stop(signal) {
            self.store_thread.drain();
            self.guard.suspend(signal, self.app.lang().words().paused)?;
            return Ok(Some(Effect::Redraw));
        }
        let is_continued = platform::is_continue(signal);
        if is_continued {
            self.guard.retake()?;
        }
        let (columns, lines) = size()?;
        if (columns, lines) != self.app.display().size {
            self.app.update(Message::Resize(columns, lines));
        }
        // Even if the size is the same as before, it may have changed in between, and the terminal may have truncated
        // lines.
        Ok((is_continued || platform::is_resize(signal)).then_some(Effect::Redraw))
    }

    fn perform(&mut self, effect: Option<Effect>) -> io::Result<()> {
        match effect {
            Some(Effect::Copy(text)) => external::copy(&text)?,
            Some(Effect::Open(address)) => {
                if let Err(error) = external::open(&address) {
                    self.app.update(Message::NotOpened(Reason::of(&error)));
                }
            }
            Some(Effect::StopLoading) => self.stop_requested.store(true, Ordering::Relaxed),
            Some(Effect::Suspend) => platform::stop_group(),
            Some(Effect::SaveMarks { catalogue, changes, shown }) => {
                self.store_thread.send(Request::Change { catalogue, changes, shown });
            }
            Some(Effect::SaveLanguage(lang)) => self.store_thread.send(Request::RememberLanguage(lang)),
            // Handled by `handle_batch`.
            None | Some(Effect::Quit | Effect::Redraw | Effect::Save { .. }) => {}
        }
        Ok(())
    }

    /// Adds loaded batches to the state, and requests the marks of new catalogues.
    fn deliver(&mut self, deliveries: Vec<Delivery>) {
        if !deliveries.is_empty() {
            self.app.update(Message::Deliver(deliveries));
            self.request_marks();
        }
    }

    /// Requests the marks of the catalogues that have arrived, once for each.
    pub(super) fn request_marks(&mut self) {
        let ids =
            self.app.library().catalogue.headers.iter().skip(self.requested_marks.len()).map(|it| it.id.to_string());
        for id in ids.filter(|it| !it.is_empty()) {
            if self.requested_marks.insert(id.clone()) {
                self.store_thread.send(Request::LoadMarks(id));
            }
        }
    }

    /// Starts watching the files, once the catalogue is complete.
    pub(super) fn watch_files(&mut self) {
        if let Some(stamp) = self.stamp.take() {
            watch::watch(self.origins.clone(), stamp, self.sender.clone());
        }
    }
}

/// Returns the reason for which a message ends the session; `None` if it does not.
fn exit_reason(event: &SessionEvent) -> Option<ExitReason> {
    match event {
        SessionEvent::InputLost => Some(ExitReason::InputLost),
        SessionEvent::Signal(signal) if platform::is_end(*signal) => Some(ExitReason::Signal(*signal)),
        _ => None,
    }
}
