//! How do time and memory grow with the size of a catalogue?
//!
//! Runs the real binary on catalogues of increasing size, compared with `ron` alone reading them, and on the same
//! content in other shapes:
//!
//! ```sh
//! cargo bench --bench scale
//! cargo bench --bench scale -- 1000 10000 100000 1000000
//! ```
//!
//! A time is that of a whole process with its output discarded, the median of several runs; memory is the peak of one
//! further run, which is polled. Every command is measured with the last size. The printed tables are those of the
//! README.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write, stdout};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

mod catalogue;
mod memory;
mod plain;

use catalogue::Sheet;
use memory::peak;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Number of timed runs of a command, of which the median is reported.
const RUNS: usize = 3;
/// Default sizes, in activities.
const SIZES: [u64; 3] = [1_000, 10_000, 100_000];
/// Number of themes in the catalogues of the growth table.
const THEMES: usize = 90;
/// A command that needs the whole catalogue with its index in memory, but takes no noticeable time for its answer.
const INDEXED: &[&str] = &["list", "-q", "a999", "--reverse"];
/// Commands measured with the largest catalogue, in addition to those of the growth table.
const COMMANDS: [&[&str]; 11] = [
    &["list"],
    &["list", "-q", "prison formation"],
    &["list", "--sort", "title"],
    &["facets"],
    &["lessons"],
    &["export", "--format", "ndjson"],
    &["export", "--format", "csv"],
    &["export", "--format", "markdown"],
    &["export", "--format", "html"],
    &["export", "--format", "ron"],
    &["check"],
];

/// Time and memory that a process used.
#[derive(Clone, Copy)]
struct Cost {
    time: Duration,
    /// Peak memory in bytes; `None` on systems that do not report it.
    memory: Option<u64>,
}

fn main() -> Outcome<()> {
    // `cargo test` runs benchmarks without `--bench`; nothing is measured then.
    if !std::env::args().any(|it| it == "--bench") {
        return Ok(());
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let mut sizes: Vec<u64> = std::env::args().filter_map(|it| it.parse().ok()).collect();
    if sizes.is_empty() {
        sizes.extend(SIZES);
    }
    let binary = fs::metadata(env!("CARGO_BIN_EXE_passerelle"))?.len();
    writeln!(stdout(), "The binary has {}.\n", megabytes(binary))?;
    growth(&folder, &sizes)?;
    shapes(&folder)
}

/// Prints the time and memory of reading a catalogue for each size, then those of each command with the last size.
fn growth(folder: &Path, sizes: &[u64]) -> Outcome<()> {
    writeln!(
        stdout(),
        "| sheets | file | RON alone | read and indexed | memory | `list` | memory |\n|---|---|---|---|---|---|---|"
    )?;
    let mut largest = None;
    for &sheets in sizes {
        let path = folder.join(format!("{sheets}.ron"));
        write(&path, 0..sheets, THEMES, Sheet::Full)?;
        let (length, alone) = (fs::metadata(&path)?.len(), ron_alone(&path)?);
        let (indexed, list) = (cost(INDEXED, &path)?, cost(&["list"], &path)?);
        let row = [
            with_thousands_separators(sheets),
            megabytes(length),
            seconds(alone),
            seconds(indexed.time),
            memory(indexed),
            seconds(list.time),
            memory(list),
        ];
        writeln!(stdout(), "| {} |", row.join(" | "))?;
        largest = Some((path, length, alone));
    }
    let Some((path, length, alone)) = largest else { return Ok(()) };
    writeln!(stdout(), "\n| command | time | of RON alone | memory | of the file |\n|---|---|---|---|---|")?;
    for command in COMMANDS {
        let it = cost(command, &path)?;
        let of_file = it.memory.map_or("–".to_owned(), |it| ratio(it, length));
        let of_alone = format!("{:.2} ×", it.time.as_secs_f64() / alone.as_secs_f64());
        let name = shlex::try_join(command.iter().copied())?;
        writeln!(stdout(), "| `{name}` | {} | {of_alone} | {} | {of_file} |", seconds(it.time), memory(it))?;
    }
    Ok(())
}

/// Prints what the same content takes in other shapes: in a thousand files, with a thousand times as many themes, and
/// with a problem in forty thousand activities.
fn shapes(folder: &Path) -> Outcome<()> {
    let (single_file, many_files) = (folder.join("one.ron"), folder.join("many"));
    write(&single_file, 0..100_000, 50, Sheet::Minimal)?;
    fs::create_dir_all(&many_files)?;
    for number in 0..1_000 {
        let first = number * 100;
        write(&many_files.join(format!("{number}.ron")), first..first + 100, 50, Sheet::Minimal)?;
    }
    let (few_themes, many_themes) = (folder.join("few-themes.ron"), folder.join("many-themes.ron"));
    write(&few_themes, 0..20_000, 50, Sheet::Full)?;
    write(&many_themes, 0..20_000, 50_000, Sheet::Full)?;
    let (one_problem, many_problems) = (folder.join("one-problem.ron"), folder.join("many-problems.ron"));
    let text = fs::read_to_string(&single_file)?;
    for (path, count) in [(&one_problem, 1), (&many_problems, 40_000)] {
        File::create(path)?.write_all(text.replacen("country: \"", "country: \"?", count).as_bytes())?;
    }
    writeln!(
        stdout(),
        "\n| the same content | time | memory | in another shape | time | memory |\n|---|---|---|---|---|---|"
    )?;
    let sheets = "100,000 minimal sheets";
    for (command, [(plain, plain_path), (other, other_path)]) in [
        ("list", [(sheets, &single_file), ("in 1,000 files with 50 themes each", &many_files)]),
        ("check", [(sheets, &single_file), ("in 1,000 files with 50 themes each", &many_files)]),
        ("facets", [("20,000 sheets, 50 themes", &few_themes), ("50,000 themes", &many_themes)]),
        ("list", [("one of 100,000 is wrong", &one_problem), ("40,000 are", &many_problems)]),
        ("check", [("one of 100,000 is wrong", &one_problem), ("40,000 are", &many_problems)]),
    ] {
        let (plain_cost, other_cost) = (cost(&[command], plain_path)?, cost(&[command], other_path)?);
        let row = [
            format!("`{command}`: {plain}"),
            seconds(plain_cost.time),
            memory(plain_cost),
            other.to_owned(),
            seconds(other_cost.time),
            memory(other_cost),
        ];
        writeln!(stdout(), "| {} |", row.join(" | "))?;
    }
    Ok(())
}

fn write(path: &Path, activities: Range<u64>, themes: usize, kind: Sheet) -> Outcome<()> {
    Ok(catalogue::write(&mut BufWriter::new(File::create(path)?), activities, themes, kind, 1)?)
}

/// Returns the time that `ron` takes to read a file into plain structs on one thread, file access included.
fn ron_alone(path: &Path) -> Outcome<Duration> {
    median(|| {
        let start = Instant::now();
        let catalogue = ron::from_str::<plain::Catalogue>(&fs::read_to_string(path)?)?;
        let time = start.elapsed();
        if catalogue.has_activities() { Ok(time) } else { Err("there are no activities".into()) }
    })
}

/// Returns the time and memory of a command with a catalogue.
fn cost(command: &[&str], catalogue: &Path) -> Outcome<Cost> {
    let memory = wait_for_peak_memory(&mut spawn(command, catalogue)?)?;
    let time = median(|| {
        let start = Instant::now();
        // The status is ignored: problems in the catalogue are not a failure of the measurement.
        spawn(command, catalogue)?.wait()?;
        Ok(start.elapsed())
    })?;
    Ok(Cost { time, memory })
}

/// Waits for a process and returns its peak memory in bytes; `None` on systems that do not report it.
fn wait_for_peak_memory(process: &mut Child) -> Outcome<Option<u64>> {
    let mut memory = None;
    while process.try_wait()?.is_none() {
        memory = memory.max(peak(process.id()));
        thread::sleep(Duration::from_millis(1));
    }
    Ok(memory)
}

fn spawn(command: &[&str], catalogue: &Path) -> Outcome<Child> {
    let mut process = Command::new(env!("CARGO_BIN_EXE_passerelle"));
    process.args(command).arg("--no-state");
    if command != ["check"] {
        process.arg("-f");
    }
    Ok(process.arg(catalogue).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?)
}

fn median(mut run: impl FnMut() -> Outcome<Duration>) -> Outcome<Duration> {
    let mut times = (0..RUNS).map(|_| run()).collect::<Outcome<Vec<_>>>()?;
    times.sort_unstable();
    Ok(times[RUNS / 2])
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

fn memory(it: Cost) -> String {
    it.memory.map_or("–".to_owned(), megabytes)
}

#[allow(clippy::cast_precision_loss)]
fn megabytes(bytes: u64) -> String {
    let megabytes = bytes as f64 / 1e6;
    if megabytes < 10.0 { format!("{megabytes:.1} MB") } else { format!("{megabytes:.0} MB") }
}

#[allow(clippy::cast_precision_loss)]
fn ratio(count: u64, total: u64) -> String {
    format!("{:.2} ×", count as f64 / total as f64)
}

/// Formats a number with commas between groups of three digits.
fn with_thousands_separators(number: u64) -> String {
    if number < 1_000 {
        number.to_string()
    } else {
        format!("{},{:03}", with_thousands_separators(number / 1_000), number % 1_000)
    }
}
