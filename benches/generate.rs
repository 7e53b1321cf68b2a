//! Where do the large catalogues of the benchmarks come from?
//!
//! Writes a catalogue of invented activities to standard output, the same for the same arguments, so that anyone can
//! reproduce the figures of the README:
//!
//! ```sh
//! cargo run --release --example generate -- --activities 100000 --seed 1 > big.ron
//! ```

use std::io::{self, BufWriter};

use clap::Parser;

mod catalogue;

/// Writes a large catalogue of invented activities to standard output.
#[derive(Parser)]
struct Arguments {
    /// Number of activities.
    #[arg(long, default_value_t = 100_000)]
    activities: u64,
    /// Number of themes in the vocabulary.
    #[arg(long, default_value_t = 90)]
    themes: usize,
    /// Give each activity only its required fields.
    #[arg(long)]
    minimal: bool,
    /// Seed of the sequence of invented words.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> io::Result<()> {
    let Arguments { activities, themes, minimal, seed } = Arguments::parse();
    let kind = if minimal { catalogue::Sheet::Minimal } else { catalogue::Sheet::Full };
    catalogue::write(&mut BufWriter::new(io::stdout().lock()), 0..activities, themes, kind, seed)
}
