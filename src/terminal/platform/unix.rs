//! What does the system say to the program? Signals, and that the terminal is gone.

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
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
#[cfg(target_os = "linux")]
use signal_hook::consts::SIGIO;
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP, SIGUSR1, SIGUSR2,
    SIGVTALRM, SIGWINCH, SIGXCPU,
};
use signal_hook::iterator::Signals;

use crate::terminal::keys::{ALONE, ALONE_FROM_AFAR, Keys};

/// How long signals that have come while the program was stopped may take to be noticed.
const SETTLING: Duration = Duration::from_millis(50);

/// Lets a file that grows beyond what the system allows be an error like others; the signal for it would end the
/// program in the midst of its writing.
pub(crate) fn ignore_sigxfsz() {
    // Where the signal cannot be caught it ends the program, as ever.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

/// Calls `tell` for each signal, on a thread of its own, until it returns `false`.
pub(crate) fn listen(tell: impl Fn(i32) -> bool + Send + 'static) -> io::Result<()> {
    let ignored = ignored_signals();
    let ours = [SIGTSTP, SIGCONT, SIGWINCH].into_iter().chain(ending_signals());
    // What the parent has asked to be ignored, as nohup does, stays ignored.
    let mut signals = Signals::new(ours.filter(|it| ignored >> (it - 1) & 1 == 0))?;
    thread::Builder::new().spawn(move || signals.forever().all(tell)).map(drop)
}

/// Returns the signals that end a program which does not catch them, and that can be caught: without an error of its own
/// in the midst of it.
fn ending_signals() -> impl Iterator<Item = i32> {
    use rustix::process::Signal;
    let everywhere = [
        SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGALRM, SIGPROF, SIGSYS, SIGTRAP, SIGUSR1, SIGUSR2, SIGVTALRM,
        SIGXCPU,
    ];
    #[cfg(target_os = "linux")]
    let here = [SIGIO, Signal::POWER.as_raw(), Signal::STKFLT.as_raw()].into_iter().chain(34..=64);
    #[cfg(not(target_os = "linux"))]
    let here = std::iter::empty();
    everywhere.into_iter().chain(here)
}

/// Returns the signals that were to be ignored when the program began, a bit for each, from 1. Where the system does
/// not tell there are none.
fn ignored_signals() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|it| it.strip_prefix("SigIgn:"));
    mask.and_then(|it| u64::from_str_radix(it.trim(), 16).ok()).unwrap_or(0)
}

/// A terminal that is opened for writing so that nobody has to wait for it.
pub(crate) type Output = File;

/// Opens the terminal once more for writing; nothing where that is not possible.
pub(crate) fn open_output() -> Option<Output> {
    let name = rustix::termios::ttyname(io::stdout(), Vec::new()).ok()?;
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    let mut options = OpenOptions::new();
    options.write(true).custom_flags(flags.bits().cast_signed());
    options.open(OsStr::from_bytes(name.to_bytes())).ok()
}

/// Writes to such a terminal. Where it takes nothing, it is waited for until `is_over` says so; returns whether
/// everything was written.
pub(crate) fn write_to(mut output: &Output, mut bytes: &[u8], is_over: &dyn Fn() -> bool) -> io::Result<bool> {
    while !bytes.is_empty() {
        match output.write(bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                if is_over() {
                    return Ok(false);
                }
                let patience = Timespec::try_from(SETTLING).ok();
                match poll(&mut [PollFd::new(output, PollFlags::OUT)], patience.as_ref()) {
                    Ok(_) | Err(Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}

/// Drops what the terminal has not taken yet.
pub(crate) fn discard_output() {
    // Where it is no terminal there is nothing to drop.
    let _ = rustix::termios::tcflush(io::stdout(), rustix::termios::QueueSelector::OFlush);
}

/// Calls `tell` for each key, paste and click, until it returns `false`; from afar these come in parts.
///
/// # Errors
/// Where nothing can be read from the terminal any more.
pub(crate) fn read_events(is_remote: bool, tell: &mut dyn FnMut(Event) -> bool) -> io::Result<()> {
    with_input(|terminal| read_events_of(terminal, is_remote, tell))?
}

/// Does something with the terminal that the keys come from: where standard input is none, the catalogue is piped in.
fn with_input<T>(act: impl FnOnce(BorrowedFd<'_>) -> T) -> io::Result<T> {
    let input = io::stdin();
    match input.is_terminal() {
        true => Ok(act(input.as_fd())),
        false => Ok(act(File::open("/dev/tty")?.as_fd())),
    }
}

fn read_events_of(terminal: BorrowedFd<'_>, is_remote: bool, tell: &mut dyn FnMut(Event) -> bool) -> io::Result<()> {
    let (mut keys, mut bytes) = (Keys::default(), [0; 1 << 14]);
    let alone = if is_remote { ALONE_FROM_AFAR } else { ALONE };
    loop {
        let mut watched = [PollFd::new(&terminal, PollFlags::IN)];
        let patience = Timespec::try_from(alone).ok().filter(|_| keys.is_waiting());
        let events = match poll(&mut watched, patience.as_ref()) {
            Ok(0) => keys.settle(),
            Ok(_) => match rustix::io::read(terminal, &mut bytes) {
                Ok(0) => return Ok(()),
                Ok(count) => keys.take(&bytes[..count], Instant::now()),
                Err(Errno::INTR | Errno::AGAIN) => Vec::new(),
                Err(error) => return Err(error.into()),
            },
            Err(Errno::INTR) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        if !events.into_iter().all(&mut *tell) {
            return Ok(());
        }
    }
}

/// Calls `tell` once when the terminal is gone, on a thread of its own. The signal that says so may be
/// ignored, and then reading from the terminal would go round in circles.
///
/// # Errors
/// That the system gives no thread.
pub(crate) fn on_hang_up(tell: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let wait = move || {
        if with_input(waits_for_hang_up).unwrap_or(false) {
            tell();
        }
    };
    thread::Builder::new().spawn(wait).map(drop)
}

/// Forgets what has been typed and not been read yet.
pub(crate) fn forget_typed() {
    // Where standard output is no terminal nothing is typed into it.
    let _ = rustix::termios::tcflush(io::stdout(), rustix::termios::QueueSelector::IFlush);
}

/// Returns whether another program or a file stands behind standard input.
pub(crate) fn is_fed() -> bool {
    use rustix::fs::{FileType, fstat};
    let kind = fstat(io::stdin()).map(|it| FileType::from_raw_mode(it.st_mode));
    matches!(kind, Ok(FileType::Fifo | FileType::RegularFile | FileType::Socket))
}

/// Returns whether the terminal belongs to this program now, and not to another one that was started from the same
/// shell. Where there is no telling it is tried.
pub(crate) fn is_in_foreground() -> bool {
    let is_others = with_input(|terminal| {
        rustix::termios::tcgetpgrp(terminal).is_ok_and(|group| group != rustix::process::getpgrp())
    });
    !is_others.unwrap_or(false)
}

/// Stops, as whoever touches a terminal in the background is stopped, until the terminal belongs to the program or
/// `is_over` says that it is not wanted any more. Returns whether it belongs to it.
pub(crate) fn wait_for_foreground(is_over: impl Fn() -> bool) -> bool {
    while !is_in_foreground() {
        if is_over() {
            return false;
        }
        // Nobody stops a program whose parents are gone: then it is tried, and fails.
        let before = Instant::now();
        let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::TTOU);
        // Signals that have come meanwhile are taken before anything would stop it again.
        thread::sleep(SETTLING);
        if before.elapsed() < SETTLING * 2 {
            return is_in_foreground();
        }
    }
    true
}

/// Returns when a terminal has been hung up; returns `false` where that cannot be waited for.
fn waits_for_hang_up(terminal: BorrowedFd<'_>) -> bool {
    loop {
        // A hang-up is told without being asked for; nothing else wakes the thread.
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

/// Returns whether a signal says that the terminal has another size. It is listened to here, as
/// crossterm does not read the keys.
pub(crate) fn is_resize(signal: i32) -> bool {
    signal == SIGWINCH
}

/// Returns whether a signal asks the program to end.
pub(crate) fn is_end(signal: i32) -> bool {
    !is_stop(signal) && !is_continue(signal) && !is_resize(signal)
}

/// Stops every process that was started together with this one, as Ctrl-Z does for others.
pub(crate) fn stop_group() {
    // Where there is no group to stop, the program simply goes on.
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
}

/// Does what the signal does by default: ends the program, or stops it until it is continued.
pub(crate) fn die_of(signal: i32) {
    // It knows those with names, and what most systems make of them; of the others the status says as much.
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    if is_end(signal) {
        std::process::exit(128 + signal);
    }
}
