//! Every test that goes through more than one module, in one binary.

#![allow(clippy::disallowed_methods)]
// A test fails by panicking.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod architecture;
mod broken;
mod commands;
mod data;
mod engine;
mod grammar;
mod hostile;
mod marks;
mod picture;
mod readme;
mod reload;
mod screens;
mod sessions;
mod store;
mod support;
#[cfg(unix)]
mod tty;
