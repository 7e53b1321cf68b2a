//! Helpers: the real binary in a pseudo-terminal, with an emulator that shows what it draws.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;
use vt100::Parser;

use crate::support::{command_of, environment};

/// Timeout of any wait.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(20);

pub(crate) struct Terminal {
    pub(crate) master: Box<dyn MasterPty + Send>,
    pub(crate) writer: Box<dyn Write + Send>,
    pub(crate) child: Box<dyn Child + Send + Sync>,
    pub(crate) output: Receiver<Vec<u8>>,
    pub(crate) parser: Parser,
    pub(crate) before: String,
    /// Working directory of the program, unless the test gives it another one: what random keys save must not stay.
    _folder: TempDir,
}

impl Terminal {
    pub(crate) fn open(arguments: &[&str]) -> Self {
        Self::open_with(arguments, &[])
    }

    /// Starts the program with some environment variables. Without any, `--no-state` keeps it from writing to the
    /// user's own folders.
    pub(crate) fn open_with(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut command = command_in_terminal(env!("CARGO_BIN_EXE_passerelle"));
        command.args(arguments);
        if environment.is_empty() {
            command.arg("--no-state");
        }
        environment.iter().for_each(|(name, value)| command.env(name, value));
        Self::start(command)
    }

    pub(crate) fn start(mut command: CommandBuilder) -> Self {
        let folder = tempfile::tempdir().unwrap();
        if command.get_cwd().is_none() {
            command.cwd(folder.path());
        }
        let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let before = settings(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let (mut bytes, mut held) = ([0; 65536], Vec::new());
            while let Ok(count) = reader.read(&mut bytes) {
                held.extend_from_slice(&bytes[..count]);
                // The emulator loses the letter after a character split across two reads, so hold back the first part.
                let end = match std::str::from_utf8(&held) {
                    Err(error) if error.error_len().is_none() => error.valid_up_to(),
                    _ => held.len(),
                };
                if count == 0 || sender.send(held.drain(..end).collect()).is_err() {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        // Leak the slave, so that the settings can still be queried after the program has ended.
        std::mem::forget(pair.slave);
        Self { master: pair.master, writer, child, output, parser: Parser::new(40, 120, 0), before, _folder: folder }
    }

    pub(crate) fn type_in(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until the screen satisfies a predicate.
    pub(crate) fn wait(&mut self, wished: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        while !wished(self.parser.screen()) {
            let screen = self.parser.screen().contents();
            assert!(start.elapsed() < TIMEOUT, "still, with status {:?}: {screen}", self.child.try_wait());
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.parser.process(&bytes);
            }
        }
    }

    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait(|screen| screen.contents().contains(text));
    }

    /// Waits until the terminal has the given settings.
    pub(crate) fn wait_for_settings(&self, wished: &str) {
        let start = Instant::now();
        while settings(&*self.master) != wished {
            assert!(start.elapsed() < TIMEOUT, "the settings are still others");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until the program has ended and its output has been processed; returns its status.
    pub(crate) fn end(&mut self) -> portable_pty::ExitStatus {
        let start = Instant::now();
        loop {
            while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.parser.process(&bytes);
                assert!(start.elapsed() < TIMEOUT, "it goes on and on: {}", self.parser.screen().contents());
            }
            if let Some(status) = self.child.try_wait().unwrap() {
                // Its last output may not have arrived yet.
                while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(300)) {
                    self.parser.process(&bytes);
                }
                return status;
            }
            assert!(start.elapsed() < TIMEOUT, "it does not end: {}", self.parser.screen().contents());
        }
    }

    /// Asserts that the terminal is in the same state as before the program started.
    pub(crate) fn assert_restored(&self) {
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen(), "still on the other screen");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "still in bracketed paste");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(settings(&*self.master), self.before, "the settings are others");
    }

    /// Stops the program as Ctrl-Z does, and waits until it is stopped.
    pub(crate) fn stop(&mut self) {
        self.signal("TSTP");
        self.wait(|screen| !screen.alternate_screen());
        // The program restores the terminal before it stops; a CONT sent in between would be lost.
        let id = self.child.process_id().unwrap();
        let start = Instant::now();
        let is_stopped = || {
            let stat = std::fs::read_to_string(format!("/proc/{id}/stat"));
            stat.map_or(start.elapsed() > Duration::from_millis(300), |it| it.contains(") T "))
        };
        while !is_stopped() {
            assert!(start.elapsed() < TIMEOUT, "it does not stop");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Processes output until the program has been silent and idle for 8 × 15 ms. Silence alone is not enough: on a
    /// busy machine it may take a while until the program handles its keys.
    pub(crate) fn settle(&mut self) {
        let mut quiet = 0;
        while quiet < 8 {
            match self.output.recv_timeout(Duration::from_millis(15)) {
                Ok(bytes) => {
                    self.parser.process(&bytes);
                    quiet = 0;
                }
                Err(_) if self.is_busy() => quiet = 0,
                Err(_) => quiet += 1,
            }
        }
    }

    /// Returns whether any thread of the program is running, runnable or waiting for a disk; `false` without `/proc`.
    fn is_busy(&self) -> bool {
        let Some(id) = self.child.process_id() else { return false };
        let Ok(threads) = std::fs::read_dir(format!("/proc/{id}/task")) else { return false };
        let state = |it: std::fs::DirEntry| std::fs::read_to_string(it.path().join("stat")).unwrap_or_default();
        threads.flatten().any(|it| state(it).rsplit(") ").next().is_some_and(|it| it.starts_with(['R', 'D'])))
    }

    /// Asserts that the screen equals a full redraw: characters, colours, weights and the cursor.
    pub(crate) fn assert_equals_full_redraw(&mut self, after: &str) {
        self.settle();
        let before = self.parser.screen().clone();
        let (rows, columns) = before.size();
        // Start from an empty emulator, so that it shows only the redraw. A signal requests the redraw, because a key
        // could change what is shown.
        let mut anew = Parser::new(rows, columns, 0);
        anew.process(b"\x1b[?1049h");
        self.parser = anew;
        self.signal("CONT");
        // Between the signal and the redraw, a program on a busy machine is quiet for longer than `settle` waits.
        let bytes = self.output.recv_timeout(TIMEOUT).unwrap();
        self.parser.process(&bytes);
        self.settle();
        let redrawn = self.parser.screen();
        for (row, (shown, wanted)) in (1..).zip(before.rows(0, columns).zip(redrawn.rows(0, columns))) {
            assert_eq!(shown.trim_end(), wanted.trim_end(), "after {after:?}, row {row}");
        }
        for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
            let [shown, wanted] = [&before, redrawn].map(|it| appearance(it.cell(row, column).unwrap()));
            assert_eq!(shown, wanted, "after {after:?}: {row}, {column}");
        }
        assert_eq!(before.cursor_position(), redrawn.cursor_position(), "after {after:?}");
    }

    pub(crate) fn signal(&self, name: &str) {
        kill(self.child.process_id().unwrap(), name);
    }
}

/// Returns a command that runs a program in a pseudo-terminal, in the [`environment`] of the tests.
pub(crate) fn command_in_terminal(program: &str) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.env_clear();
    environment().for_each(|(name, value)| command.env(name, value));
    command
}

/// Sends a signal, given by its name or number, to a process. The shell does it: not every system has the program `kill`.
pub(crate) fn kill(process: u32, signal: &str) {
    assert!(command_of("sh").args(["-c", &format!("kill -{signal} {process}")]).status().unwrap().success());
}

/// Returns the appearance of a cell; one that was never written to looks like a space.
pub(crate) fn appearance(cell: &vt100::Cell) -> (&str, vt100::Color, vt100::Color, [bool; 4]) {
    let text = Some(cell.contents()).filter(|it| !it.is_empty()).unwrap_or(" ");
    (text, cell.fgcolor(), cell.bgcolor(), [cell.bold(), cell.italic(), cell.underline(), cell.inverse()])
}

/// Returns all settings of a terminal (termios), as text.
pub(crate) fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}
