//! Passerelle: a terminal reader for catalogues of local activities.
//!
//! One question per module, in the order in which they build on one another. A module uses those
//! above it only; a test holds this table to be true.
//!
//! | module | question | holds |
//! |---|---|---|
//! | [`lang`] | In which language? | the reader's language, every word of the interface |
//! | [`text`] | How do words fit? | cleaning, folding, width, wrapping, a line of input |
//! | [`disk`] | How are files opened and saved? | opening without waiting, saving whole or not at all, stamps |
//! | [`catalogue`] | What do we know? | activities, vocabularies, the schema; writing them as RON |
//! | [`diagnose`] | What is wrong with a file, and where? | a tolerant reader, the walk that names every problem |
//! | [`load`] | How does a file become a catalogue? | cutting, reading by RON and serde, checking, delivering |
//! | [`import`] | How does a spreadsheet become a catalogue? | tables, columns, values; exports read back |
//! | [`query`] | What was asked, and what answers it? | queries, index, facets and counts, ranking |
//! | [`document`] | In which order is it read? | sheets and the lens as blocks, blocks as a page |
//! | [`export`] | How are activities taken along? | JSON, tables, spreadsheets, documents, citations |
//! | [`store`] | What is remembered? | marked activities, what the reader has chosen |
//! | [`app`] | What is the reader doing? | state, messages, key table, geometry |
//! | [`view`] | What does the screen show? | themes, panes, popups: the state, drawn |
//! | [`terminal`] | Who touches the terminal? | raw mode, signals, event loop |
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

/// Tells a figure that a test has come to: `cargo test -- --nocapture` shows it.
#[cfg(test)]
#[allow(clippy::print_stdout, clippy::disallowed_macros)]
pub(crate) fn figure(name: &str, told: impl std::fmt::Display) {
    println!("figure: {name}: {told}");
}

/// The same of a property: counts a case that has held, and tells the figure when it was the last one.
#[cfg(test)]
pub(crate) fn figure_of_cases(held: &std::sync::atomic::AtomicU32, cases: u32, name: &str, none: &str) {
    if held.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1 == cases {
        figure(name, format_args!("{cases}, 0 {none}"));
    }
}
