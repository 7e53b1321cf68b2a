//! How long does the user wait?
//!
//! Measures the real binary in a pseudo-terminal, compared with a lower bound and with other programs, where installed,
//! on the same records:
//!
//! ```sh
//! cargo bench --bench session
//! ```
//!
//! A time is from the start, or from a key, to the last byte that the program writes in response. Everything is
//! measured in one run, because machines differ and are shared; the printed table is that of the README.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Read, Write, stdout};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::{Parser, Screen};

mod catalogue;
mod memory;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Size of the terminal, in lines and columns.
const SIZE: (u16, u16) = (60, 200);
/// Silence after which a response counts as complete.
const QUIET: Duration = Duration::from_millis(60);
/// Timeout of any wait.
const TIMEOUT: Duration = Duration::from_secs(120);
/// Number of starts measured.
const STARTS: usize = 15;
/// Number of key presses measured.
const KEYS: usize = 120;
/// Number of times each of [`WORDS`] is typed.
const ROUNDS: usize = 4;
/// Search terms, typed letter by letter.
const WORDS: [&str; 5] = ["prison", "médiation", "logement", "sans abri", "kraków"];

/// Queries and the replies of a terminal: background colour (OSC 11), cursor position (ECMA-48: DSR) and device
/// attributes (ECMA-48: DA), which programs send last and wait for.
const TERMINAL_REPLIES: [(&[u8], &[u8]); 3] =
    [(b"\x1b]11;?", b"\x1b]11;rgb:0000/0000/0000\x1b\\"), (b"\x1b[6n", b"\x1b[1;1R"), (b"\x1b[c", b"\x1b[?62;22c")];

/// A program to measure.
struct Program {
    name: String,
    command: Vec<String>,
    /// Text that its first full screen contains.
    shows: &'static str,
    /// Text that its screen contains once everything is loaded, if it indicates that.
    loaded_text: Option<&'static str>,
    /// Keys that open its search, if it searches as one types.
    search: Option<&'static str>,
    /// Whether it is Passerelle, of which more is measured.
    is_ours: bool,
}

/// A program that is running in a terminal.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    // Dropping the master would close the terminal.
    _master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    parser: Parser,
    started: Instant,
}

impl Terminal {
    fn start(command: &[String]) -> Outcome<Self> {
        let (rows, cols) = SIZE;
        let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })?;
        let mut reader = pair.master.try_clone_reader()?;
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send((Instant::now(), bytes[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        let mut builder = CommandBuilder::new(&command[0]);
        builder.args(&command[1..]);
        builder.env("TERM", "xterm-256color");
        let writer = pair.master.take_writer()?;
        let started = Instant::now();
        let child = pair.slave.spawn_command(builder)?;
        Ok(Self { child, _master: pair.master, writer, output, parser: Parser::new(rows, cols, 0), started })
    }

    /// Waits until the screen contains a text; returns the time from the start to the output that completed it.
    fn wait_for(&mut self, text: &str) -> Outcome<Duration> {
        let mut last = self.started;
        while !self.parser.screen().contents().contains(text) {
            let (at, bytes) = self.output.recv_timeout(TIMEOUT)?;
            self.process_output(&bytes)?;
            last = at;
        }
        Ok(last - self.started)
    }

    /// Processes output of the program and replies to its terminal queries.
    fn process_output(&mut self, bytes: &[u8]) -> Outcome<()> {
        self.parser.process(bytes);
        for (query, reply) in TERMINAL_REPLIES {
            if bytes.windows(query.len()).any(|it| it == query) {
                self.writer.write_all(reply)?;
                self.writer.flush()?;
            }
        }
        Ok(())
    }

    /// Types some keys and waits until the response is complete.
    fn send_keys(&mut self, keys: &str) -> Outcome<Response> {
        let before = self.parser.screen().clone();
        let start = Instant::now();
        self.writer.write_all(keys.as_bytes())?;
        self.writer.flush()?;
        let (mut last, mut count) = (start, 0);
        let mut timeout = Duration::from_secs(5);
        loop {
            match self.output.recv_timeout(timeout) {
                Ok((at, bytes)) => {
                    self.process_output(&bytes)?;
                    (last, count, timeout) = (at, count + bytes.len(), QUIET);
                }
                Err(RecvTimeoutError::Timeout) => {
                    let changed = changed(&before, self.parser.screen());
                    return Ok(Response { time: last - start, bytes: count, changed });
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// The response to a key.
struct Response {
    /// Time from the key to the last byte.
    time: Duration,
    /// Number of bytes written.
    bytes: usize,
    /// Number of bytes in the cells that changed.
    changed: usize,
}

/// Returns the number of bytes in the cells that differ between two screens.
fn changed(before: &Screen, after: &Screen) -> usize {
    let (rows, columns) = SIZE;
    let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let differing = cells.filter(|&(row, column)| before.cell(row, column) != after.cell(row, column));
    differing.filter_map(|(row, column)| after.cell(row, column)).map(|it| it.contents().len().max(1)).sum()
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have exited already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn main() -> Outcome<()> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    // `cargo test` runs benchmarks without `--bench`; nothing is measured then.
    if !std::env::args().any(|it| it == "--bench") {
        return Ok(());
    }
    writeln!(
        stdout(),
        "| | first screen | whole | a move: p50 / p99 | a letter: p50 / p99 | memory |\n|---|---|---|---|---|---|"
    )?;
    writeln!(stdout(), "| floor: `/bin/true` | {} | – | – | – | – |", milliseconds(floor()?))?;
    let small = programs(&folder, 0)?;
    let large = programs(&folder, 100_000)?;
    for program in small.iter().chain(&large) {
        match measure(program) {
            Ok(row) => writeln!(stdout(), "{row}")?,
            Err(error) => writeln!(stdout(), "| {} | {error} | | | | |", program.name)?,
        }
    }
    for program in small.iter().chain(&large).filter(|it| it.is_ours) {
        details(program)?;
    }
    Ok(())
}

/// Returns the time that a program that does nothing takes to end.
fn floor() -> Outcome<Duration> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let mut terminal = Terminal::start(&["/bin/true".to_owned()])?;
        terminal.child.wait()?;
        times.push(terminal.started.elapsed());
    }
    Ok(quantile(&mut times, 50))
}

/// Returns the programs to measure with a catalogue of the given number of activities, or with the built-in one for 0.
fn programs(folder: &Path, activities: u64) -> Outcome<Vec<Program>> {
    // Copy the binary, as an installation does: the linker's own output starts 0.2 to 0.4 ms later (measured).
    let binary = folder.join("passerelle");
    std::fs::copy(env!("CARGO_BIN_EXE_passerelle"), &binary)?;
    let binary_path = &*binary.to_string_lossy();
    let mut file_arguments = Vec::new();
    let name = if activities == 0 { "9".to_owned() } else { activities.to_string() };
    if activities > 0 {
        let path = folder.join(format!("{activities}.ron"));
        catalogue::write(&mut BufWriter::new(File::create(&path)?), 0..activities, 90, catalogue::Sheet::Full, 1)?;
        file_arguments = vec!["-f".to_owned(), path.to_string_lossy().into_owned()];
    }
    let lines = folder.join(format!("{name}.ndjson"));
    let table = folder.join(format!("{name}.csv"));
    for path in [&lines, &table] {
        let export = std::process::Command::new(binary_path)
            .args(["export", "--force", "-o"])
            .arg(path)
            .args(&file_arguments)
            .status()?;
        if !export.success() {
            return Err("the export has failed".into());
        }
    }
    let (lines, table) = (lines.to_string_lossy().into_owned(), table.to_string_lossy().into_owned());
    let our_command =
        [[binary_path, "--no-state", "--lang", "en"].map(str::to_owned).to_vec(), file_arguments].concat();
    let whole = if activities == 0 { "9" } else { "100,000" };
    let program = |program: &str, command: &[&str], shows, search| Program {
        name: format!("{program}, {name} sheets"),
        command: command.iter().map(|&it| it.to_owned()).collect(),
        shows,
        loaded_text: None,
        search,
        is_ours: false,
    };
    let fzf = format!("exec fzf < {lines}");
    let others = vec![
        program("less", &["less", &lines], "\"id\"", None),
        program("fzf", &["sh", "-c", &fzf], "\"id\"", Some("")),
        program("VisiData", &["vd", &table], "title", None),
        program("csvlens", &["csvlens", &table], "title", None),
    ];
    let is_installed = |it: &Program| {
        let command = if it.command[0] == "sh" { "fzf" } else { &it.command[0] };
        std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|it| it.join(command).is_file()))
    };
    let ours = Program {
        name: format!("**Passerelle**, {name} sheets"),
        command: our_command,
        shows: if activities == 0 { "nine local activities" } else { "Invented activities" },
        loaded_text: Some(whole),
        search: Some("/"),
        is_ours: true,
    };
    Ok(std::iter::once(ours).chain(others.into_iter().filter(is_installed)).collect())
}

/// Measures a program and returns its row of the table.
fn measure(program: &Program) -> Outcome<String> {
    let (mut first, mut whole) = (Vec::new(), Vec::new());
    let mut terminal = Terminal::start(&program.command)?;
    for number in 0..STARTS {
        if number > 0 {
            terminal = Terminal::start(&program.command)?;
        }
        let shown = terminal.wait_for(program.shows)?;
        first.push(shown);
        // The first screen may already have been complete.
        whole.push(program.loaded_text.map(|it| terminal.wait_for(it)).transpose()?.unwrap_or_default().max(shown));
    }
    thread::sleep(2 * QUIET);
    while let Ok((_, bytes)) = terminal.output.try_recv() {
        terminal.parser.process(&bytes);
    }
    let memory = terminal.child.process_id().and_then(memory::peak);
    let mut moves = Vec::new();
    for number in 0..KEYS {
        // Alternate between down and up, because there may be few rows.
        moves.push(terminal.send_keys(if number % 8 < 4 { "\x1b[B" } else { "\x1b[A" })?.time);
    }
    let mut letters = Vec::new();
    if let Some(search) = program.search {
        if !search.is_empty() {
            terminal.send_keys(search)?;
        }
        for word in [WORDS; ROUNDS].concat() {
            for letter in word.chars() {
                letters.push(terminal.send_keys(&letter.to_string())?.time);
            }
            // Ctrl-U erases the word.
            terminal.send_keys("\x15")?;
        }
    }
    let percentiles = |times: &mut Vec<Duration>| match times.is_empty() {
        true => "–".to_owned(),
        false => format!("{} / {}", milliseconds(quantile(times, 50)), milliseconds(quantile(times, 99))),
    };
    let whole = program.loaded_text.map_or("–".to_owned(), |_| milliseconds(quantile(&mut whole, 50)));
    let memory = memory.map_or("–".to_owned(), |it| format!("{} MB", it >> 20));
    let first = milliseconds(quantile(&mut first, 50));
    Ok(format!(
        "| {} | {first} | {whole} | {} | {} | {memory} |",
        program.name,
        percentiles(&mut moves),
        percentiles(&mut letters)
    ))
}

/// Prints further measurements of Passerelle itself.
fn details(program: &Program) -> Outcome<()> {
    let mut terminal = Terminal::start(&program.command)?;
    terminal.wait_for(program.loaded_text.unwrap_or(program.shows))?;
    thread::sleep(4 * QUIET);
    while terminal.output.try_recv().is_ok() {}
    writeln!(stdout(), "\n{}:", program.name)?;
    for (what, keys) in [
        ("a move", "\x1b[B"),
        ("the lens", "L"),
        ("a page of it", " "),
        ("its end", "G"),
        ("a word found in it", "/emploi"),
        ("Esc", "\x1b"),
        ("Esc again", "\x1b"),
        ("the end of the list", "\x1b[F"),
        ("the themes", "t"),
        ("a letter among them", "e"),
        ("Esc from them", "\x1b"),
        ("help", "?"),
        ("Esc from help", "\x1b"),
    ] {
        let Response { time, bytes, changed } = terminal.send_keys(keys)?;
        writeln!(stdout(), "- {what}: {}, {bytes} bytes for {changed} that changed", milliseconds(time))?;
    }
    thread::sleep(Duration::from_secs(1));
    let idle: usize = terminal.output.try_iter().map(|(_, bytes)| bytes.len()).sum();
    writeln!(stdout(), "- a second without a key: {idle} bytes")?;
    Ok(())
}

/// Returns a percentile of some times; sorts them.
fn quantile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    let at = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times.get(at).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
