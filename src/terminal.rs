//! Who touches the terminal? Raw mode and its undoing, signals, the event loop.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::panic;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, Event};
use crossterm::execute;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use crate::app::{App, Effect, Message, Start, message_of};
use crate::catalogue::Origin;
use crate::query::{Delivery, Library};
use crate::view::{Theme, draw};

/// Messages taken at one go: a held key or a paste costs one redraw.
const AT_ONCE: usize = 1000;

/// How long a signal may wait for the program to end as it should.
const GRACE: Duration = Duration::from_millis(700);

/// How the session is to be.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    /// The looks.
    pub theme: Theme,
    /// Whether the mouse is used.
    pub has_mouse: bool,
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

/// Something that reaches the event loop.
#[derive(Debug)]
enum Arrived {
    Event(Event),
    InputLost,
    Signal(i32),
    Delivery(Delivery),
    Loaded,
}

/// Tells that the loading has ended, however it did: nobody shall wait for a loader that panicked.
struct Ending(Sender<Arrived>);

impl Drop for Ending {
    fn drop(&mut self) {
        // Where nobody listens any more there is nobody to tell.
        let _ = self.0.send(Arrived::Loaded);
    }
}

/// A catalogue on its way: read and indexed by a thread of its own.
#[derive(Debug)]
pub struct Loading {
    sender: Sender<Arrived>,
    receiver: Receiver<Arrived>,
    /// What has arrived so far.
    pub library: Library,
    /// Whether more is to come.
    pub is_loading: bool,
}

impl Loading {
    /// Begins to load, and waits for the first activities, or for the end where there are none: a
    /// catalogue of a few hundred sheets is whole before anything is shown.
    pub fn start(origins: Vec<Origin>) -> Self {
        let (sender, receiver) = mpsc::channel();
        let loader = sender.clone();
        thread::spawn(move || {
            let end = Ending(loader);
            Library::stream(origins, &mut |delivery| end.0.send(Arrived::Delivery(delivery)).is_ok());
        });
        let mut loading = Self { sender, receiver, library: Library::default(), is_loading: true };
        loading.wait(|library| !library.catalogue.activities.is_empty());
        // What is ready already costs nothing to take.
        while let Ok(arrived) = loading.receiver.try_recv() {
            loading.take(arrived);
        }
        loading
    }

    /// Waits until everything has arrived.
    pub fn finish(&mut self) {
        self.wait(|_| false);
    }

    fn wait(&mut self, is_enough: impl Fn(&Library) -> bool) {
        while self.is_loading && !is_enough(&self.library) {
            match self.receiver.recv() {
                Ok(arrived) => self.take(arrived),
                Err(_) => self.is_loading = false,
            }
        }
    }

    fn take(&mut self, arrived: Arrived) {
        match arrived {
            Arrived::Delivery(delivery) => self.library.receive(delivery),
            _ => self.is_loading = false,
        }
    }
}

/// Returns whether standard output is a terminal that can be drawn on.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Returns how many columns standard output has, where it is a terminal.
pub fn columns() -> Option<usize> {
    let size = is_terminal().then(crossterm::terminal::size)?;
    size.ok().map(|(columns, _)| usize::from(columns)).filter(|&it| it > 0)
}

/// Shows a catalogue until the reader quits.
///
/// # Errors
/// Where the terminal cannot be used; it is left as it was.
pub fn run(loading: Loading, start: Start, session: Session) -> io::Result<(App, End)> {
    let Loading { sender, receiver, library, is_loading } = loading;
    report_panics();
    if session.theme != Theme::monochrome() {
        // Colours were asked for: crossterm would still drop them, and the selection with them, where
        // NO_COLOR is set.
        crossterm::style::force_color_output(true);
    }
    let guard = Guard::enter(session.has_mouse)?;
    let mut screen = Screen::new(session.theme)?;
    let mut app = App::new(library, start, screen.size()?);
    app.is_loading = is_loading;
    listen_to_signals(&sender)?;
    listen_to_input(sender);
    screen.draw(&mut app)?;
    let end = 'session: loop {
        let Ok(first) = receiver.recv() else { break End::InputLost };
        let mut deliveries = Vec::new();
        for arrived in std::iter::once(first).chain(receiver.try_iter().take(AT_ONCE)) {
            let effect = match arrived {
                Arrived::Event(event) => message_of(event, app.context()).and_then(|message| app.update(message)),
                // Taken together, so that a key does not wait for each of them.
                Arrived::Delivery(delivery) => {
                    deliveries.push(delivery);
                    None
                }
                Arrived::Loaded => {
                    app.update(Message::Deliver(std::mem::take(&mut deliveries)));
                    app.update(Message::Loaded)
                }
                Arrived::InputLost => break 'session End::InputLost,
                Arrived::Signal(signal) if unix::is_stop(signal) => {
                    guard.stop(signal)?;
                    Some(Effect::Redraw)
                }
                Arrived::Signal(signal) if unix::is_continue(signal) => {
                    guard.renew()?;
                    Some(Effect::Redraw)
                }
                Arrived::Signal(signal) => break 'session End::Signal(signal),
            };
            match effect {
                Some(Effect::Quit) => break 'session End::Quit,
                Some(Effect::Redraw) => screen.forget()?,
                Some(Effect::Suspend) => unix::stop_group(),
                None => {}
            }
        }
        if !deliveries.is_empty() {
            app.update(Message::Deliver(deliveries));
        }
        screen.draw(&mut app)?;
    };
    Ok((app, end))
}

/// Ends the program as the signal would have ended it, so that its parent knows why.
pub fn die_of(signal: i32) {
    unix::die_of(signal);
}

/// Whether the terminal is ours: then a panic, an error or the end has to give it back, once.
static IS_OURS: AtomicBool = AtomicBool::new(false);
/// What a thread that is not the one that draws had to say when it panicked.
static LAST_WORDS: Mutex<Option<String>> = Mutex::new(None);

/// The terminal, taken; given back when this is dropped.
struct Guard {
    has_mouse: bool,
}

impl Guard {
    fn enter(has_mouse: bool) -> io::Result<Self> {
        IS_OURS.store(true, Ordering::SeqCst);
        let guard = Self { has_mouse };
        guard.take()?;
        Ok(guard)
    }

    fn take(&self) -> io::Result<()> {
        enable_raw_mode()?;
        let mut out = io::stdout().lock();
        execute!(out, EnterAlternateScreen, EnableBracketedPaste)?;
        if self.has_mouse {
            execute!(out, EnableMouseCapture)?;
        }
        Ok(())
    }

    /// Gives the terminal back, stops, and takes it again when the program goes on.
    fn stop(&self, signal: i32) -> io::Result<()> {
        give_back();
        unix::die_of(signal);
        IS_OURS.store(true, Ordering::SeqCst);
        self.take()
    }

    /// Takes the terminal anew: whoever had it meanwhile may have changed it.
    fn renew(&self) -> io::Result<()> {
        disable_raw_mode()?;
        self.take()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
        let words = LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(words) = words {
            // Standard error may be closed; there is nowhere else to say it.
            let _ = writeln!(io::stderr(), "{words}");
        }
    }
}

/// Gives the terminal back as it was, unless that has been done.
fn give_back() {
    if IS_OURS.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout().lock();
        // Every step is tried: the terminal may be gone, and then there is nothing to give back.
        let _ = execute!(out, EndSynchronizedUpdate, DisableMouseCapture, DisableBracketedPaste);
        let _ = execute!(out, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
    }
}

/// Makes a panic give the terminal back before it is reported. A thread beside the one that draws
/// leaves its words for later: the screen is still in use.
fn report_panics() {
    let drawing = thread::current().id();
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == drawing {
            give_back();
            report(info);
        } else {
            *LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner) = Some(info.to_string());
        }
    }));
}

fn listen_to_input(sender: Sender<Arrived>) {
    thread::spawn(move || {
        while let Ok(event) = crossterm::event::read() {
            if sender.send(Arrived::Event(event)).is_err() {
                return;
            }
        }
        let _ = sender.send(Arrived::InputLost);
    });
}

fn listen_to_signals(sender: &Sender<Arrived>) -> io::Result<()> {
    let sender = sender.clone();
    unix::listen(move |signal| {
        if !unix::is_stop(signal) && !unix::is_continue(signal) {
            thread::spawn(move || die_at_last(signal));
        }
        sender.send(Arrived::Signal(signal)).is_ok()
    })
}

/// Ends the program where it has not ended by itself after a while: it may wait for a terminal that
/// takes nothing any more, or be busy.
fn die_at_last(signal: i32) {
    thread::sleep(GRACE);
    // The modes need no writing. The rest waits, too, where the terminal does: so it is not waited for.
    let _ = disable_raw_mode();
    thread::spawn(give_back);
    thread::sleep(GRACE / 5);
    unix::die_of(signal);
}

/// What is on the screen, written in one go for each frame.
struct Screen {
    terminal: Terminal<CrosstermBackend<Frame>>,
    frame: Frame,
    theme: Theme,
}

/// The bytes of a frame, gathered before any of them is written.
#[derive(Clone, Default)]
struct Frame(Rc<RefCell<Vec<u8>>>);

impl Write for Frame {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Screen {
    fn new(theme: Theme) -> io::Result<Self> {
        let frame = Frame::default();
        let terminal = Terminal::new(CrosstermBackend::new(frame.clone()))?;
        Ok(Self { terminal, frame, theme })
    }

    fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    fn draw(&mut self, app: &mut App) -> io::Result<()> {
        let size = self.size()?;
        if size != app.size {
            app.update(Message::Resize(size.0, size.1));
        }
        let theme = &self.theme;
        self.terminal.draw(|frame| {
            if let Some(cursor) = draw(app, theme, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        let mut bytes = Vec::new();
        execute!(bytes, BeginSynchronizedUpdate)?;
        bytes.append(&mut self.frame.0.borrow_mut());
        execute!(bytes, EndSynchronizedUpdate)?;
        let mut out = io::stdout().lock();
        out.write_all(&bytes)?;
        out.flush()
    }

    /// Forgets what is on the screen, so that the next frame is drawn whole. (`Terminal::clear`
    /// would ask the terminal for its cursor and wait for an answer.)
    fn forget(&mut self) -> io::Result<()> {
        let (columns, lines) = self.size()?;
        self.terminal.resize(Rect::new(0, 0, columns, lines))
    }
}

#[cfg(unix)]
mod unix {
    use std::io;
    use std::thread;

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;

    /// Calls `tell` for each signal, on a thread of its own, until it returns `false`.
    pub(super) fn listen(tell: impl Fn(i32) -> bool + Send + 'static) -> io::Result<()> {
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
        thread::spawn(move || signals.forever().all(tell));
        Ok(())
    }

    pub(super) fn is_stop(signal: i32) -> bool {
        signal == SIGTSTP
    }

    pub(super) fn is_continue(signal: i32) -> bool {
        signal == SIGCONT
    }

    /// Stops every process that was started together with this one, as Ctrl-Z does for others.
    pub(super) fn stop_group() {
        // Where there is no group to stop, the program simply goes on.
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
    }

    /// Does what the signal does by default: ends the program, or stops it until it is continued.
    pub(super) fn die_of(signal: i32) {
        // It fails for signals that have no default only.
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    }
}

#[cfg(not(unix))]
mod unix {
    use std::io;

    pub(super) fn listen(_: impl Fn(i32) -> bool + Send + 'static) -> io::Result<()> {
        Ok(())
    }
    pub(super) fn is_stop(_: i32) -> bool {
        false
    }
    pub(super) fn is_continue(_: i32) -> bool {
        false
    }
    pub(super) fn stop_group() {}
    pub(super) fn die_of(_: i32) {}
}
