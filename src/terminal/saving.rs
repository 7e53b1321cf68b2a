//! What happens while a large file is saved?
//!
//! A notice is shown, Esc cancels, and all other input is dropped, because the user could not see its effect.

use std::collections::VecDeque;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use crossterm::event::Event;

use super::event_loop::EventLoop;
use super::screen::Screen;
use super::{SessionEvent, external, platform};
use crate::app::{Action, App, Effect, Message, message_for};
use crate::export::Saved;

/// Time after which the notice is shown.
const NOTICE_DELAY: Duration = Duration::from_millis(200);

/// Number of activities above which the notice is shown at once, because some formats are written in a single step.
const MANY: usize = 2_000;

/// The wait for a file that is being saved.
struct SaveInProgress<'a> {
    app: &'a App,
    screen: &'a mut Screen,
    receiver: &'a Receiver<SessionEvent>,
    /// Messages to be handled afterwards.
    queue: &'a mut VecDeque<SessionEvent>,
    start: Instant,
    is_notice_shown: bool,
    is_stopped: bool,
}

impl EventLoop {
    /// Performs [`Effect::Save`], handling input meanwhile.
    pub(super) fn save(
        &mut self,
        effect: Effect,
        screen: &mut Screen,
        receiver: &Receiver<SessionEvent>,
        queue: &mut VecDeque<SessionEvent>,
    ) {
        let Effect::Save { name, in_folder, saving, is_replacing } = effect else { return };
        let name = in_folder.filter(|it| external::has_parent_folder(it)).unwrap_or(name);
        self.app.update(Message::Saving(name.clone()));
        let mut progress = SaveInProgress::new(&self.app, screen, receiver, queue);
        if saving.rows.len() > MANY {
            progress.show_notice();
        }
        let (library, keep_going) = (self.app.library(), &mut || progress.should_continue());
        let saved = external::save(&name, &saving, library, &self.origins, is_replacing, keep_going);
        progress.finish();
        // Only the absolute path shows the user where the file is.
        let name = if matches!(saved, Saved::Done(_)) { external::absolute_path(&name) } else { name };
        self.app.update(Message::Saved(name, saving.format, saved));
    }
}

impl<'a> SaveInProgress<'a> {
    fn new(
        app: &'a App,
        screen: &'a mut Screen,
        receiver: &'a Receiver<SessionEvent>,
        queue: &'a mut VecDeque<SessionEvent>,
    ) -> Self {
        Self { app, screen, receiver, queue, start: Instant::now(), is_notice_shown: false, is_stopped: false }
    }

    fn show_notice(&mut self) {
        self.is_notice_shown = true;
        // If drawing fails, the next frame ends the session.
        let _ = self.screen.draw(self.app);
    }

    /// Drops the input from the last step, during which `should_continue` was not called: a key could hide the notice
    /// of the result.
    fn finish(mut self) {
        self.is_notice_shown |= self.start.elapsed() > NOTICE_DELAY;
        self.handle_input();
    }

    /// Handles input; returns whether saving is to continue. To be called often.
    fn should_continue(&mut self) -> bool {
        if !self.is_notice_shown && self.start.elapsed() > NOTICE_DELAY {
            self.show_notice();
        }
        self.handle_input();
        !self.is_stopped
    }

    fn handle_input(&mut self) {
        while self.is_notice_shown
            && !self.is_stopped
            && let Ok(event) = self.receiver.try_recv()
        {
            self.handle_event(event);
        }
    }

    fn handle_event(&mut self, event: SessionEvent) {
        let message = match &event {
            SessionEvent::Event(event @ (Event::Key(_) | Event::Paste(_) | Event::Mouse(_))) => {
                message_for(event.clone(), self.app.context())
            }
            other => {
                self.is_stopped |= matches!(other, SessionEvent::Signal(signal) if platform::is_end(*signal));
                return self.queue.push_back(event);
            }
        };
        match message {
            Some(Message::Act(Action::Close)) => self.is_stopped = true,
            Some(Message::Act(Action::Quit | Action::Suspend)) => {
                self.is_stopped = true;
                self.queue.push_back(event);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use std::sync::mpsc::channel;

    use super::*;
    use crate::view::{Theme, draw};

    /// Returns whether saving continues after messages have arrived, and the number of messages left for afterwards.
    fn after(events: Vec<SessionEvent>, is_notice_shown: bool) -> (bool, usize) {
        let (app, mut screen) = (App::default(), Screen::new(Theme::monochrome(), draw, false));
        let ((sender, receiver), mut queue) = (channel(), VecDeque::new());
        events.into_iter().for_each(|it| sender.send(it).unwrap());
        let mut progress = SaveInProgress::new(&app, &mut screen, &receiver, &mut queue);
        progress.is_notice_shown = is_notice_shown;
        (progress.should_continue(), queue.len() + receiver.try_iter().count())
    }

    fn key(code: KeyCode, modifiers: KeyModifiers) -> SessionEvent {
        SessionEvent::Event(Event::Key(KeyEvent::new(code, modifiers)))
    }

    #[test]
    fn input_while_saving_cancels_waits_or_is_dropped() {
        let (none, ctrl) = (KeyModifiers::NONE, KeyModifiers::CONTROL);
        for (event, expected) in [
            (key(KeyCode::Char('q'), none), (true, 0)),
            (key(KeyCode::Char('?'), none), (true, 0)),
            (key(KeyCode::Esc, none), (false, 0)),
            (key(KeyCode::Char('c'), ctrl), (false, 1)),
            (key(KeyCode::Char('Q'), none), (false, 1)),
            (SessionEvent::Event(Event::Paste("text".to_owned())), (true, 0)),
            (SessionEvent::Event(Event::Resize(9, 9)), (true, 1)),
            (SessionEvent::Loaded, (true, 1)),
        ] {
            let name =
                format!("{:?}", if let SessionEvent::Event(event) = &event { Some(event.clone()) } else { None });
            assert_eq!(after(vec![event], true), expected, "{name}");
        }
        let esc = || vec![key(KeyCode::Esc, none), key(KeyCode::Char('j'), none)];
        assert_eq!(after(esc(), true), (false, 1), "what is pressed after it waits");
        assert_eq!(after(esc(), false), (true, 2), "before it is said, nothing is taken");
        crate::figure("keys pressed while a file is saved", "10 of 10 stop it, wait or are dropped");
    }
}
