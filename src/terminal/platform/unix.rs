//! How does the program deal with a Unix terminal?
//!
//! Handles signals, job control and hang-ups, reads keys from the terminal and writes to it without blocking.

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::Event;
use nix::unistd::{getpgrp, getsid};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
#[cfg(target_os = "linux")]
use signal_hook::consts::SIGIO;
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP, SIGUSR1, SIGUSR2,
    SIGVTALRM, SIGWINCH, SIGXCPU,
};
use signal_hook::iterator::Signals;

use crate::terminal::keys::{ESCAPE_TIMEOUT, KeyDecoder, REMOTE_ESCAPE_TIMEOUT};

/// Time for pending signals to be noticed after the program was stopped; also the interval between checks while the
/// terminal accepts no output.
const SETTLING: Duration = Duration::from_millis(50);

/// Turns exceeding the file size limit into an ordinary write error; by default the signal would end the program in the
/// middle of writing.
pub(crate) fn ignore_sigxfsz() {
    // If the signal cannot be caught, it ends the program as usual.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

/// Calls `on_signal` for each signal, on a thread of its own, until it returns `false`.
///
/// # Errors
/// If the handlers cannot be installed or the system cannot start a thread.
pub(crate) fn listen(on_signal: impl Fn(i32) -> bool + Send + 'static) -> io::Result<()> {
    let ignored = ignored_signals();
    let handled = [SIGTSTP, SIGCONT, SIGWINCH].into_iter().chain(ending_signals());
    // Signals that the parent process had ignored, as `nohup` does, stay ignored.
    let mut signals = Signals::new(handled.filter(|it| ignored >> (it - 1) & 1 == 0))?;
    thread::Builder::new().spawn(move || signals.forever().all(on_signal)).map(drop)
}

/// Returns the catchable signals that end a program by default, except those raised by errors of the program itself
/// such as `SIGSEGV`.
fn ending_signals() -> impl Iterator<Item = i32> {
    let everywhere = [
        SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGALRM, SIGPROF, SIGSYS, SIGTRAP, SIGUSR1, SIGUSR2, SIGVTALRM,
        SIGXCPU,
    ];
    #[cfg(target_os = "linux")]
    let here = [SIGIO, rustix::process::Signal::POWER.as_raw(), rustix::process::Signal::STKFLT.as_raw()]
        .into_iter()
        .chain(34..=64);
    #[cfg(not(target_os = "linux"))]
    let here = std::iter::empty();
    everywhere.into_iter().chain(here)
}

/// Returns the signals that were ignored when the program started: signal n is bit n − 1. Returns 0 if `/proc` is not
/// available.
fn ignored_signals() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|it| it.strip_prefix("SigIgn:"));
    mask.and_then(|it| u64::from_str_radix(it.trim(), 16).ok()).unwrap_or(0)
}

/// The terminal, opened for writing in non-blocking mode.
pub(crate) type Output = File;

/// Opens the terminal a second time, for non-blocking writing; `None` if that is not possible.
pub(crate) fn open_output() -> Option<Output> {
    let name = rustix::termios::ttyname(io::stdout(), Vec::new()).ok()?;
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    let mut options = OpenOptions::new();
    options.write(true).custom_flags(flags.bits().cast_signed());
    options.open(OsStr::from_bytes(name.to_bytes())).ok()
}

/// Writes to the terminal. While it accepts nothing, waits until `is_over` returns `true`; returns whether everything
/// was written.
pub(crate) fn write_to(mut output: &Output, mut bytes: &[u8], is_over: &dyn Fn() -> bool) -> io::Result<bool> {
    while !bytes.is_empty() {
        match output.write(bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                if is_over() {
                    return Ok(false);
                }
                let timeout = Timespec::try_from(SETTLING).ok();
                match poll(&mut [PollFd::new(output, PollFlags::OUT)], timeout.as_ref()) {
                    Ok(_) | Err(Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}

/// Discards output that the terminal has not accepted yet.
pub(crate) fn discard_output() {
    // If standard output is not a terminal, there is nothing to discard.
    let _ = rustix::termios::tcflush(io::stdout(), rustix::termios::QueueSelector::OFlush);
}

/// Calls `on_event` for each key, paste and mouse event until it returns `false` or the input ends. With `is_remote`,
/// waits longer for the rest of an escape sequence.
///
/// # Errors
/// If the terminal cannot be read.
pub(crate) fn read_events(is_remote: bool, on_event: &mut dyn FnMut(Event) -> bool) -> io::Result<()> {
    with_input_terminal(|terminal| read_events_of(terminal, is_remote, on_event))?
}

/// Calls `act` with the terminal that keys come from: standard input, or `/dev/tty` if standard input is not a terminal
/// because the catalogue is piped in.
///
/// # Errors
/// If `/dev/tty` cannot be opened.
fn with_input_terminal<T>(act: impl FnOnce(BorrowedFd<'_>) -> T) -> io::Result<T> {
    let input = io::stdin();
    match input.is_terminal() {
        true => Ok(act(input.as_fd())),
        false => Ok(act(File::open("/dev/tty")?.as_fd())),
    }
}

fn read_events_of(
    terminal: BorrowedFd<'_>,
    is_remote: bool,
    on_event: &mut dyn FnMut(Event) -> bool,
) -> io::Result<()> {
    let (mut keys, mut bytes) = (KeyDecoder::default(), [0; 1 << 14]);
    let escape_timeout = if is_remote { REMOTE_ESCAPE_TIMEOUT } else { ESCAPE_TIMEOUT };
    loop {
        let mut watched = [PollFd::new(&terminal, PollFlags::IN)];
        let timeout = Timespec::try_from(escape_timeout).ok().filter(|_| keys.is_waiting());
        let events = match poll(&mut watched, timeout.as_ref()) {
            Ok(0) => keys.flush_pending(),
            Ok(_) => match rustix::io::read(terminal, &mut bytes) {
                Ok(0) => return Ok(()),
                Ok(count) => keys.feed(&bytes[..count], Instant::now()),
                Err(Errno::INTR | Errno::AGAIN) => Vec::new(),
                Err(error) => return Err(error.into()),
            },
            Err(Errno::INTR) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        if !events.into_iter().all(&mut *on_event) {
            return Ok(());
        }
    }
}

/// Calls `callback` once when the terminal is gone, on a thread of its own. `SIGHUP` alone is not enough: it may be
/// ignored, and reading from the terminal would then spin.
///
/// # Errors
/// If the system cannot start a thread.
pub(crate) fn on_hang_up(callback: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let wait = move || {
        if with_input_terminal(wait_for_hang_up).unwrap_or(false) {
            callback();
        }
    };
    thread::Builder::new().spawn(wait).map(drop)
}

/// Discards typed input that has not been read yet.
pub(crate) fn discard_input() {
    // If standard output is not a terminal, there is no such input.
    let _ = rustix::termios::tcflush(io::stdout(), rustix::termios::QueueSelector::IFlush);
}

/// Returns whether standard input is a pipe, a socket or a regular file.
pub(crate) fn is_stdin_redirected() -> bool {
    use rustix::fs::{FileType, fstat};
    let kind = fstat(io::stdin()).map(|it| FileType::from_raw_mode(it.st_mode));
    matches!(kind, Ok(FileType::Fifo | FileType::RegularFile | FileType::Socket))
}

/// Returns whether this process group is in the foreground of the terminal; `true` if that cannot be determined.
pub(crate) fn is_in_foreground() -> bool {
    let is_in_background = with_input_terminal(|terminal| {
        rustix::termios::tcgetpgrp(terminal).is_ok_and(|group| group.as_raw_pid() != getpgrp().as_raw())
    });
    !is_in_background.unwrap_or(false)
}

/// Stops the process, as the system stops any that uses the terminal from the background, until it is in the foreground
/// or `is_over` returns `true`. Returns whether it is in the foreground.
pub(crate) fn wait_for_foreground(is_over: impl Fn() -> bool) -> bool {
    while !is_in_foreground() {
        if is_over() {
            return false;
        }
        // The system does not stop an orphaned process group: then the caller carries on, and fails.
        let before = Instant::now();
        let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::TTOU);
        // Give pending signals time to be handled before the process is stopped again.
        thread::sleep(SETTLING);
        if before.elapsed() < SETTLING * 2 {
            return is_in_foreground();
        }
    }
    true
}

/// Waits until the terminal is hung up and returns `true`; returns `false` if that cannot be waited for.
fn wait_for_hang_up(terminal: BorrowedFd<'_>) -> bool {
    loop {
        // With no events requested, `poll` still reports a hang-up, and nothing else wakes the thread.
        let mut watched = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut watched, None) {
            Ok(_) if watched[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) => return true,
            Ok(_) if watched[0].revents().is_empty() => {}
            Err(Errno::INTR) => {}
            _ => return false,
        }
    }
}

pub(crate) fn is_stop(signal: i32) -> bool {
    signal == SIGTSTP
}

pub(crate) fn is_continue(signal: i32) -> bool {
    signal == SIGCONT
}

/// Returns whether a signal reports a resize. It is handled here because crossterm does not read the input.
pub(crate) fn is_resize(signal: i32) -> bool {
    signal == SIGWINCH
}

/// Returns whether a signal ends the program.
pub(crate) fn is_end(signal: i32) -> bool {
    !is_stop(signal) && !is_continue(signal) && !is_resize(signal)
}

/// Returns whether a shell can continue the process group once it is stopped. One with job control gives each of its
/// jobs a group of its own; the group of the session leader is orphaned (POSIX), and nothing would ever continue it.
/// The ids of leaders in another PID namespace, as in some containers, are both 0.
pub(crate) fn has_job_control() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops the whole process group, as Ctrl-Z does by default.
pub(crate) fn stop_group() {
    // If this fails, the program simply goes on.
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
}

/// Performs the default action of a signal: ends the process, or stops it until it is continued.
pub(crate) fn run_default_action(signal: i32) {
    // This handles only the signals that signal-hook knows; for the others, the exit status carries the number.
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    if is_end(signal) {
        std::process::exit(128 + signal);
    }
}
