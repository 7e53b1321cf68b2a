//! How is the terminal taken, and given back whatever happens?
//!
//! One lock lies around everything that is written to it: whoever gives it back is the last to write.

use std::cell::Cell;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

use super::platform;

/// Whether the terminal is ours: then a panic, an error or the end has to give it back, once.
static IS_OURS: Mutex<bool> = Mutex::new(false);
/// Whether a signal has asked the program to end: then the terminal is not taken again.
static IS_ENDING: AtomicBool = AtomicBool::new(false);
/// Whether the terminal is one of the first ones, which know neither pastes nor mice.
static IS_PLAIN: AtomicBool = AtomicBool::new(false);
/// The terminal, opened so that nobody has to wait for it.
static OUTPUT: OnceLock<Option<platform::Output>> = OnceLock::new();
/// How long the terminal may take to be given back.
const RESTORE_TIMEOUT: Duration = Duration::from_millis(150);
/// What a panic had to say that could not be told at once, because the screen is in use.
static DEFERRED_PANIC: Mutex<Option<String>> = Mutex::new(None);

thread_local! {
    /// Whether a panic of this thread is caught, and costs no more than what it was about.
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// The terminal, taken; given back when this is dropped.
pub(super) struct Guard {
    has_mouse: bool,
}

impl Guard {
    /// Takes the terminal.
    ///
    /// # Errors
    /// Where it cannot be taken; it is left as it was.
    pub(super) fn enter(has_mouse: bool, is_plain: bool) -> io::Result<Self> {
        IS_PLAIN.store(is_plain, Ordering::Relaxed);
        let guard = Self { has_mouse: has_mouse && !is_plain };
        guard.take()?;
        Ok(guard)
    }

    /// Takes the terminal once it belongs to the program; leaves it alone where the program is to end before.
    fn take(&self) -> io::Result<()> {
        if !platform::wait_for_foreground(|| IS_ENDING.load(Ordering::Relaxed)) && IS_ENDING.load(Ordering::Relaxed) {
            return Ok(());
        }
        let mut is_ours = lock();
        // From here on there is something to give back, even where the rest fails.
        *is_ours = true;
        enable_raw_mode()?;
        let mut out = io::stdout().lock();
        execute!(out, EnterAlternateScreen)?;
        if !is_plain() {
            execute!(out, EnableBracketedPaste)?;
        }
        if self.has_mouse {
            execute!(out, EnableMouseCapture)?;
        }
        Ok(())
    }

    /// Gives the terminal back, stops, and takes it again when the program goes on.
    pub(super) fn stop(&self, signal: i32) -> io::Result<()> {
        give_back();
        platform::die_of(signal);
        self.take()
    }

    /// Takes the terminal anew: whoever had it meanwhile may have changed it.
    pub(super) fn renew(&self) -> io::Result<()> {
        if platform::is_in_foreground() {
            disable_raw_mode()?;
        }
        self.take()
    }

    /// Returns whether the terminal has been taken.
    pub(super) fn has_terminal(&self) -> bool {
        *lock()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
        let words = DEFERRED_PANIC.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(words) = words {
            // Standard error may be closed; there is nowhere else to say it.
            let _ = writeln!(io::stderr(), "{words}");
        }
    }
}

fn lock() -> MutexGuard<'static, bool> {
    IS_OURS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns whether the terminal is one of the first ones.
pub(super) fn is_plain() -> bool {
    IS_PLAIN.load(Ordering::Relaxed)
}

/// Notes that the program is to end.
pub(super) fn note_end() {
    IS_ENDING.store(true, Ordering::Relaxed);
}

/// Writes to the terminal, as long as it is ours.
pub(super) fn write(bytes: &[u8]) -> io::Result<()> {
    let is_ours = lock();
    if !*is_ours {
        return Ok(());
    }
    // Where the program is to end, a frame that the terminal does not take is given up.
    send(bytes, &|| IS_ENDING.load(Ordering::Relaxed)).map(|_| ())
}

/// Sends bytes to the terminal; where it takes nothing, until `is_over` says so. Returns whether it has taken all.
fn send(bytes: &[u8], is_over: &dyn Fn() -> bool) -> io::Result<bool> {
    if let Some(output) = OUTPUT.get_or_init(platform::open_output) {
        return platform::write_to(output, bytes, is_over);
    }
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush().map(|()| true)
}

/// Gives the terminal back as it was, unless that has been done.
pub(super) fn give_back() {
    let mut is_ours = lock();
    if std::mem::take(&mut *is_ours) {
        let mut farewell = Vec::new();
        // Writing to memory does not fail. The terminal may be gone, and then there is nothing to give back.
        if !is_plain() {
            let _ = execute!(farewell, EndSynchronizedUpdate, DisableMouseCapture, DisableBracketedPaste);
        }
        let _ = execute!(farewell, LeaveAlternateScreen, Show);
        let start = Instant::now();
        if let Ok(false) = send(&farewell, &|| start.elapsed() > RESTORE_TIMEOUT) {
            // What it has not taken of the last frame stands in the way.
            platform::discard_output();
            let _ = send(&farewell, &|| start.elapsed() > RESTORE_TIMEOUT * 2);
        }
        restore_modes();
    }
}

/// Gives the modes of the terminal back. In the background they are another program's, and whoever touches them is
/// stopped.
pub(super) fn restore_modes() {
    if platform::is_in_foreground() {
        let _ = disable_raw_mode();
    }
}

/// Makes a panic of this thread give the terminal back before it is reported. A thread beside it, and
/// a panic that is caught, leave their words for later: the screen is still in use.
pub(super) fn report_panics() {
    let drawing = thread::current().id();
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
        if thread::current().id() == drawing && !IS_CAUGHT.get() {
            give_back();
            report(info);
        } else {
            let words = crate::text::clean_line(&info.to_string());
            DEFERRED_PANIC.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(words);
        }
    }));
}

/// Does something that may panic; returns nothing where it did.
pub(super) fn caught<T>(act: impl FnOnce() -> T) -> Option<T> {
    IS_CAUGHT.set(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(act));
    IS_CAUGHT.set(false);
    outcome.ok()
}
