//! The real binary in a pseudo-terminal: what it shows, and how it leaves the terminal.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::Parser;

/// How long anything may take before it counts as never.
const PATIENCE: Duration = Duration::from_secs(20);

struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    parser: Parser,
    before: String,
}

impl Terminal {
    fn open(arguments: &[&str]) -> Self {
        let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let before = settings(&*pair.master);
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_passerelle"));
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        // The slave is kept open by the master's settings being asked for: a clone lives in `pair`.
        std::mem::forget(pair.slave);
        Self { master: pair.master, writer, child, output, parser: Parser::new(40, 120, 0), before }
    }

    fn type_in(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until the screen is as wished.
    fn wait(&mut self, wished: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        while !wished(self.parser.screen()) {
            assert!(start.elapsed() < PATIENCE, "still: {}", self.parser.screen().contents());
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.parser.process(&bytes);
            }
        }
    }

    fn wait_for(&mut self, text: &str) {
        self.wait(|screen| screen.contents().contains(text));
    }

    /// Waits until the program has ended, and returns its status; whatever it wrote has been read.
    fn end(&mut self) -> portable_pty::ExitStatus {
        let start = Instant::now();
        loop {
            while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.parser.process(&bytes);
            }
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "it does not end");
        }
    }

    /// Asserts that the terminal is as it was before the program began.
    fn assert_restored(&self) {
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen(), "still on the other screen");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "still in bracketed paste");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(settings(&*self.master), self.before, "the settings are others");
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([&format!("-{name}"), &id]).status().unwrap().success());
    }
}

/// Returns every setting of a terminal (termios), as text.
fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

#[test]
fn a_visit_leaves_the_terminal_as_it_was() {
    let mut terminal = Terminal::open(&["--lang", "fr"]);
    terminal.wait_for("9 sur 9");
    assert!(terminal.parser.screen().alternate_screen());
    assert_ne!(settings(&*terminal.master), terminal.before, "raw mode is another setting");
    terminal.type_in("c");
    terminal.wait_for("Belgique (BE)");
    terminal.type_in("fr \r");
    terminal.wait_for("3 sur 9");
    terminal.type_in("L");
    terminal.wait_for("Des groupes de travail communs");
    terminal.type_in("i");
    terminal.wait_for("Joint working groups");
    terminal.type_in("qq");
    assert!(terminal.end().success());
    terminal.assert_restored();
}

#[test]
fn the_cursor_stands_on_the_selected_row_and_in_the_prompt() {
    let mut terminal = Terminal::open(&["--lang", "en"]);
    terminal.wait_for("9 of 9");
    terminal.type_in("jj");
    terminal.wait(|screen| {
        screen.contents().lines().nth(usize::from(screen.cursor_position().0)).is_some_and(|it| it.contains("Clichy"))
    });
    terminal.type_in("/haag");
    terminal.wait(|screen| screen.cursor_position() == (39, 22) && screen.contents().contains("1 of 9"));
    terminal.type_in("\u{3}");
    assert!(terminal.end().success());
    terminal.assert_restored();
}

#[test]
fn signals_end_it_and_the_terminal_is_given_back() {
    for name in ["TERM", "HUP", "INT", "QUIT"] {
        let mut terminal = Terminal::open(&[]);
        terminal.wait_for("Avignon");
        terminal.signal(name);
        assert!(!terminal.end().success(), "{name} is no success");
        terminal.assert_restored();
    }
}

#[test]
fn a_broken_catalogue_is_told_before_any_screen() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/broken/unknown-field.ron");
    let mut terminal = Terminal::open(&["--lang", "en", sample]);
    assert_eq!(terminal.end().exit_code(), 2);
    assert!(terminal.parser.screen().contents().contains("Did you mean “title”?"));
    terminal.assert_restored();
}

#[test]
fn pastes_are_text_and_resizes_are_followed() {
    let mut terminal = Terminal::open(&["--lang", "en"]);
    terminal.wait_for("9 of 9");
    terminal.type_in("\u{1b}[200~qQ\u{1b}[201~/");
    terminal.wait_for("Search the list");
    terminal.type_in("\u{1b}[200~den haag\u{1b}[201~");
    terminal.wait_for("1 of 9");
    terminal.master.resize(PtySize { rows: 12, cols: 40, pixel_width: 0, pixel_height: 0 }).unwrap();
    terminal.parser.screen_mut().set_size(12, 40);
    terminal.wait(|screen| screen.cursor_position().0 == 11);
    terminal.type_in("\rQ");
    assert!(terminal.end().success());
    terminal.assert_restored();
}

#[test]
#[cfg(unix)]
fn a_signal_ends_the_program_even_where_the_terminal_takes_nothing_any_more() {
    let size = PtySize { rows: 60, cols: 200, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let before = settings(&*pair.master);
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_passerelle"));
    command.env("TERM", "xterm-256color");
    let mut child = pair.slave.spawn_command(command).unwrap();
    // Nobody reads: redraws fill the pseudo-terminal until the program waits for it.
    let mut writer = pair.master.take_writer().unwrap();
    let start = Instant::now();
    while settings(&*pair.master) == before {
        assert!(start.elapsed() < PATIENCE, "the terminal was never taken");
        thread::sleep(Duration::from_millis(20));
    }
    for _ in 0..60 {
        writer.write_all(b"\x0c").unwrap();
        thread::sleep(Duration::from_millis(20));
    }
    assert!(child.try_wait().unwrap().is_none());
    let id = child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < PATIENCE, "the signal did not end it");
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(settings(&*pair.master), before);
}
