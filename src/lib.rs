//! Passerelle: a terminal reader for catalogues of local activities.
//!
//! Each module answers one question. The modules are listed in dependency order: a module uses only those above it, and
//! a test enforces this table.
//!
//! | module | question | contents |
//! |---|---|---|
//! | [`lang`] | In which language? | the user's language, all words of the interface and of messages |
//! | [`text`] | How do words fit? | sanitising, folding, display width, wrapping, the input line |
//! | [`disk`] | How are files opened and saved? | opening without blocking, atomic saving, detecting changed files |
//! | [`catalogue`] | What do we know? | the data model: activities, vocabularies, the schema; serialising them as RON |
//! | [`diagnose`] | What is wrong with a file, and where? | an error-tolerant RON parser, and the walk that reports problems |
//! | [`load`] | How does a file become a catalogue? | splitting into records, deserialising, validating, in parallel |
//! | [`import`] | How does a spreadsheet become a catalogue? | tables, columns and values; re-importing exports |
//! | [`query`] | What was asked, and what answers it? | queries, the index, facets and counts, ranking |
//! | [`document`] | In which order is it read? | sheets and the lens as blocks, and blocks as a laid-out page |
//! | [`export`] | How are activities exported? | JSON, tables, spreadsheets, documents, citations |
//! | [`store`] | What is remembered? | marked activities, the language chosen by the user |
//! | [`app`] | What is the reader doing? | state, messages, the key table, layout |
//! | [`view`] | What does the screen show? | theme, panes and popups: draws the state |
//! | [`terminal`] | Who touches the terminal? | raw mode, signals, the event loop |
//! | [`cli`] | What do the commands print? | arguments, failures, one file per command |

pub mod app;
pub mod catalogue;
pub mod cli;
pub mod diagnose;
pub mod disk;
pub mod document;
pub mod export;
pub mod import;
pub mod lang;
pub mod load;
pub mod query;
pub mod store;
pub mod terminal;
pub mod text;
pub mod view;

/// Prints a figure measured by a test; `cargo test -- --nocapture` shows it.
#[cfg(test)]
#[allow(clippy::print_stdout, clippy::disallowed_macros)]
pub(crate) fn figure(name: &str, value: impl std::fmt::Display) {
    println!("figure: {name}: {value}");
}

/// Counts a case for which a property holds, and prints the figure after the last of `cases`.
#[cfg(test)]
pub(crate) fn figure_of_cases(held: &std::sync::atomic::AtomicU32, cases: u32, name: &str, none: &str) {
    if held.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1 == cases {
        figure(name, format_args!("{cases}, 0 {none}"));
    }
}
