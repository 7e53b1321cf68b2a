//! How is the terminal taken over, and restored whatever happens?
//!
//! Enters and leaves raw mode and the alternate screen. All output to the terminal is written under one lock, so that
//! nothing is written after the terminal has been restored.

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
    Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};

use super::platform;

/// Whether the terminal is taken over, so that a panic, an error or the end of the session has to restore it, once. Its
/// lock also guards all output.
static IS_TAKEN_OVER: Mutex<bool> = Mutex::new(false);
/// Whether a signal has asked the program to end; the terminal is not taken over again then.
static IS_ENDING: AtomicBool = AtomicBool::new(false);
/// Whether the terminal is too old for bracketed paste, mouse reports and synchronised updates.
static IS_LEGACY: AtomicBool = AtomicBool::new(false);
/// The terminal, opened in non-blocking mode; `None` inside if that is not possible.
static OUTPUT: OnceLock<Option<platform::Output>> = OnceLock::new();
/// Maximum time for writing the restoring sequence; after it, pending output is discarded and the sequence sent once
/// more.
const RESTORE_TIMEOUT: Duration = Duration::from_millis(150);
/// Message of the first panic that could not be reported at once because the screen was in use.
static DEFERRED_PANIC: Mutex<Option<String>> = Mutex::new(None);

thread_local! {
    /// Whether a panic of this thread is being caught by [`catch_panic`].
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// The terminal, taken over; dropping the guard restores it.
pub(super) struct Guard {
    has_mouse: bool,
}

impl Guard {
    /// Takes over the terminal.
    ///
    /// # Errors
    /// If the terminal cannot be taken over; it is restored then.
    pub(super) fn enter(has_mouse: bool, is_legacy: bool) -> io::Result<Self> {
        IS_LEGACY.store(is_legacy, Ordering::Relaxed);
        let guard = Self { has_mouse: has_mouse && !is_legacy };
        guard.take_over()?;
        Ok(guard)
    }

    /// Takes over the terminal once the program is in the foreground; leaves it alone if the program is to end before
    /// that.
    fn take_over(&self) -> io::Result<()> {
        if !platform::wait_for_foreground(|| IS_ENDING.load(Ordering::Relaxed)) && IS_ENDING.load(Ordering::Relaxed) {
            return Ok(());
        }
        let mut is_taken_over = lock();
        // From here on there is something to restore, even if the rest fails.
        *is_taken_over = true;
        enable_raw_mode()?;
        let mut out = io::stdout().lock();
        execute!(out, EnterAlternateScreen)?;
        if !is_legacy() {
            execute!(out, EnableBracketedPaste)?;
        }
        if self.has_mouse {
            execute!(out, EnableMouseCapture)?;
        }
        Ok(())
    }

    /// Restores the terminal, prints a message, stops the process, and takes over the terminal again when the process is
    /// continued.
    pub(super) fn suspend(&self, signal: i32, message: &str) -> io::Result<()> {
        restore_terminal();
        // The process stops all the same if the terminal takes no output.
        let _ = writeln!(io::stdout(), "{message}");
        platform::run_default_action(signal);
        self.take_over()
    }

    /// Takes over the terminal again: another program may have changed its settings in the meantime.
    pub(super) fn retake(&self) -> io::Result<()> {
        if platform::is_in_foreground() {
            disable_raw_mode()?;
        }
        self.take_over()
    }

    /// Returns whether the terminal is taken over.
    pub(super) fn has_terminal(&self) -> bool {
        *lock()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore_terminal();
        let message = DEFERRED_PANIC.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(message) = message {
            // Standard error may be closed; there is nowhere else to report it.
            let _ = writeln!(io::stderr(), "{message}");
        }
    }
}

fn lock() -> MutexGuard<'static, bool> {
    IS_TAKEN_OVER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns whether the terminal is too old for bracketed paste, mouse reports and synchronised updates.
pub(super) fn is_legacy() -> bool {
    IS_LEGACY.load(Ordering::Relaxed)
}

/// Records that the program is to end.
pub(super) fn set_ending() {
    IS_ENDING.store(true, Ordering::Relaxed);
}

/// Writes to the terminal; does nothing if it has been restored.
pub(super) fn write(bytes: &[u8]) -> io::Result<()> {
    let is_taken_over = lock();
    if !*is_taken_over {
        return Ok(());
    }
    // Once the program is to end, a frame that the terminal does not accept is abandoned.
    send(bytes, &|| IS_ENDING.load(Ordering::Relaxed)).map(|_| ())
}

/// Sends bytes to the terminal. While the terminal accepts none, waits until `is_over` returns `true`; returns whether
/// everything was sent.
fn send(bytes: &[u8], is_over: &dyn Fn() -> bool) -> io::Result<bool> {
    if let Some(output) = OUTPUT.get_or_init(platform::open_output) {
        return platform::write_to(output, bytes, is_over);
    }
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush().map(|()| true)
}

/// Restores the terminal; does nothing if that has been done.
pub(super) fn restore_terminal() {
    let mut is_taken_over = lock();
    if std::mem::take(&mut *is_taken_over) {
        let mut sequence = Vec::new();
        // Writing to memory cannot fail.
        if !is_legacy() {
            let _ = execute!(sequence, EndSynchronizedUpdate, DisableMouseCapture, DisableBracketedPaste);
        }
        // tmux 3.3a brings the last frame along if the window has grown.
        let _ = execute!(sequence, Clear(ClearType::All), LeaveAlternateScreen, Show);
        let start = Instant::now();
        if let Ok(false) = send(&sequence, &|| start.elapsed() > RESTORE_TIMEOUT) {
            // The rest of the last frame, which the terminal has not accepted, blocks the output.
            platform::discard_output();
            let _ = send(&sequence, &|| start.elapsed() > RESTORE_TIMEOUT * 2);
        }
        restore_modes();
    }
}

/// Restores the terminal's modes, unless the program is in the background: there they belong to another program, and
/// changing them would stop this one (`SIGTTOU`).
pub(super) fn restore_modes() {
    if platform::is_in_foreground() {
        let _ = disable_raw_mode();
    }
}

/// Installs a panic hook: a panic of the current thread restores the terminal and is then reported. The message of a
/// panic of another thread, or of one that is caught, is kept for later because the screen is still in use.
pub(super) fn install_panic_hook() {
    let main_thread = thread::current().id();
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
        if thread::current().id() == main_thread && !IS_CAUGHT.get() {
            restore_terminal();
            report(info);
        } else {
            let message = crate::text::clean_line(&info.to_string());
            DEFERRED_PANIC.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(message);
        }
    }));
}

/// Calls a function that may panic; returns `None` if it did.
pub(super) fn catch_panic<T>(act: impl FnOnce() -> T) -> Option<T> {
    IS_CAUGHT.set(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(act));
    IS_CAUGHT.set(false);
    outcome.ok()
}
