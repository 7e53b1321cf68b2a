//! All tests that involve more than one module, in one binary.

#![allow(clippy::disallowed_methods)]
// A test fails by panicking.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod architecture;
mod bar;
mod broken;
mod cells;
mod commands;
mod contrast;
mod data;
mod details;
mod engine;
mod exchange;
mod faults;
mod format;
mod grammar;
mod hostile;
mod keys;
mod large;
mod lines;
mod marks;
mod mouse;
mod pickers;
mod picture;
mod readers;
mod readme;
mod reload;
mod reviewed;
mod screens;
mod searching;
mod sessions;
mod soak;
mod store;
mod support;
mod tables;
mod taking;
#[cfg(unix)]
mod terminal;
mod texts;
mod trifles;
mod trust;
mod tty;
mod varied;
mod workbooks;
