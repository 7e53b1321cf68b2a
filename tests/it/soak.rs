//! Does the reader stay correct over hours of use?
//!
//! Sends random keys, clicks, pastes, sizes and reloads to two sessions on one file: after each step the screen must
//! equal a full redraw, and memory, descriptors and threads must not grow.

use std::path::Path;
use std::time::{Duration, Instant};

use fastrand::Rng;
use portable_pty::PtySize;

use crate::support::{figure, is_thorough};
use crate::terminal::{Terminal, command_in_terminal};

/// Keys as terminals send them, except those that quit or stop the program.
const KEYS: &[&str] = &[
    "j",
    "k",
    "\r",
    "\t",
    "\u{1b}[Z",
    " ",
    "h",
    "l",
    "g",
    "G",
    "c",
    "t",
    "p",
    "f",
    "a",
    "d",
    "s",
    "S",
    "r",
    "L",
    "i",
    "?",
    "m",
    "M",
    "n",
    "N",
    "z",
    "x",
    "y",
    "Y",
    "e",
    "o",
    "1",
    "3",
    "5",
    "9",
    "/",
    "/prison\r",
    "/zzz\r",
    "/é",
    "\u{1b}[A",
    "\u{1b}[B",
    "\u{1b}[C",
    "\u{1b}[D",
    "\u{1b}[5~",
    "\u{1b}[6~",
    "\u{1b}[H",
    "\u{1b}[F",
    "\u{1b}[3~",
    "\u{7f}",
    "\u{15}",
    "\u{17}",
    "\u{1}",
    "\u{5}",
    "\u{1b}OR",
    "\u{1b}[1;3A",
    "\u{1b}[1;3B",
    "J",
    "K",
    "C",
    "T",
    "!",
    "0",
];

const PASTES: &[&str] = &[
    "passerelle --country FR --open sarcelles",
    "passerelle --lens lessons --theme risk-assessment",
    "passerelle --lang fr --search prison --sort title",
    "passerelle --country Nowhere",
    "q\nQ\u{3}\u{1b}[2J漢字 👩\u{200d}👩",
];

const SIZES: &[(u16, u16)] = &[(40, 120), (24, 80), (20, 60), (12, 40), (60, 200), (5, 20), (2, 9), (30, 100)];

/// Resources of a process: resident memory in kilobytes, open descriptors, threads.
#[derive(Clone, Copy, Debug)]
struct Resources {
    memory: u64,
    descriptors: usize,
    threads: u64,
}

fn held(terminal: &Terminal) -> Option<Resources> {
    let folder = format!("/proc/{}", terminal.child.process_id()?);
    let status = std::fs::read_to_string(format!("{folder}/status")).ok()?;
    let number =
        |name: &str| status.lines().find_map(|it| it.strip_prefix(name)?.split_whitespace().next()?.parse().ok());
    let descriptors = std::fs::read_dir(format!("{folder}/fd")).ok()?.count();
    Some(Resources { memory: number("VmRSS:")?, descriptors, threads: number("Threads:")? })
}

fn open(folder: &Path, rng: &mut Rng) -> Terminal {
    let mut command = command_in_terminal(env!("CARGO_BIN_EXE_passerelle"));
    command.args(["c.ron", "--lang", if rng.bool() { "en" } else { "fr" }]);
    command.cwd(folder);
    command.env("XDG_DATA_HOME", folder);
    let mut terminal = Terminal::start(command);
    terminal.wait_for("Avignon");
    terminal.settle();
    terminal
}

/// Performs a random step and returns its description.
fn step(terminal: &mut Terminal, rng: &mut Rng, file: &Path, whole: &str) -> String {
    let (rows, columns) = terminal.parser.screen().size();
    match rng.u32(0..100) {
        0..70 => {
            let keys = rng.choice(KEYS).unwrap();
            terminal.type_in(keys);
            format!("{keys:?}")
        }
        70..82 => {
            let (column, row) = (rng.u16(1..=columns), rng.u16(1..=rows));
            let button = *rng.choice(&[0, 0, 0, 64, 65, 2]).unwrap();
            terminal.type_in(&format!("\u{1b}[<{button};{column};{row}M\u{1b}[<{button};{column};{row}m"));
            format!("button {button} at {column}, {row}")
        }
        82..88 => {
            let text = rng.choice(PASTES).unwrap();
            terminal.type_in(&format!("\u{1b}[200~{text}\u{1b}[201~"));
            format!("paste of {text:?}")
        }
        88..97 => {
            let (rows, cols) = *rng.choice(SIZES).unwrap();
            terminal.settle();
            terminal.parser.screen_mut().set_size(rows, cols);
            terminal.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
            format!("{cols}×{rows}")
        }
        _ => {
            // Unchanged but for a comment, without the last activity, or truncated; then wait until it is polled.
            let cut = whole.rfind("Activity(").unwrap_or(whole.len());
            let text = match rng.u32(0..4) {
                0 => format!("{})", &whole[..cut]),
                1 => whole[..cut].to_owned(),
                _ => format!("{whole}// {}\n", rng.u32(..)),
            };
            std::fs::write(file, text).unwrap();
            std::thread::sleep(Duration::from_millis(1500));
            "a reload".to_owned()
        }
    }
}

#[test]
fn random_input_keeps_screens_correct_and_leaks_nothing() {
    let time = Duration::from_secs(if is_thorough() { 20 * 60 } else { 60 });
    let seed = std::env::var("PASSERELLE_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(7);
    let mut rng = Rng::with_seed(seed);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.ron");
    let whole = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron")).unwrap();
    std::fs::write(&file, &whole).unwrap();
    let mut sessions = [open(folder.path(), &mut rng), open(folder.path(), &mut rng)];
    let mut first: [Option<Resources>; 2] = [None, None];
    let (start, mut steps, mut visits, mut last) = (Instant::now(), 0, 2, Vec::new());
    while start.elapsed() < time {
        let at = rng.usize(0..2);
        let terminal = &mut sessions[at];
        last.push(step(terminal, &mut rng, &file, &whole));
        steps += 1;
        terminal.settle();
        // A click may have hit “quit”; any other exit is a failure.
        if let Some(status) = terminal.child.try_wait().unwrap() {
            assert!(status.success(), "seed {seed}, step {steps}: {status:?} after {:?}", last.last());
            terminal.assert_restored();
            sessions[at] = open(folder.path(), &mut rng);
            (first[at], visits) = (None, visits + 1);
            continue;
        }
        let recent = last[last.len().saturating_sub(12)..].join(", ");
        terminal.assert_equals_full_redraw(&format!("seed {seed}, step {steps}: {recent}"));
        if first[at].is_none() && steps > 100 {
            first[at] = held(terminal);
        }
    }
    for (terminal, first) in sessions.iter_mut().zip(first) {
        if let Some((first, last)) = first.zip(held(terminal)) {
            assert!(last.descriptors <= first.descriptors && last.threads <= first.threads, "{first:?} {last:?}");
            assert!(last.memory < first.memory * 5 / 4 + 2048, "{first:?} {last:?}");
            figure("resources after the first hundred steps and at the end", format!("{first:?}, {last:?}"));
        }
        terminal.signal("TERM");
        terminal.end();
        terminal.assert_restored();
    }
    figure(
        "soak",
        format!("{} seconds, {steps} steps, {visits} visits, 0 screens other than a redraw", time.as_secs()),
    );
}
