//! All tests that involve more than one module, in one binary.

#![allow(clippy::disallowed_methods)]
// A test fails by panicking.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accessibility;
mod architecture;
mod bar;
mod broken;
mod cells;
mod command_lines;
mod commands;
mod contrast;
mod copy_save_open;
mod data;
mod details;
mod engine;
mod every_feature;
mod exchange;
mod format;
#[cfg(unix)]
mod grammar;
mod hostile;
mod keys;
mod large;
mod marks;
mod mouse;
mod pickers;
mod picture;
mod problems;
mod readme;
mod regressions;
mod reload;
mod screens;
mod searching;
mod sessions;
mod small_cases;
#[cfg(target_os = "linux")]
mod soak;
mod store;
mod support;
mod tables;
#[cfg(unix)]
mod terminal;
mod texts;
mod trust;
#[cfg(unix)]
mod tty;
mod workbooks;
