//! Every test that goes through more than one module, in one binary.

mod architecture;
mod broken;
mod commands;
mod data;
mod engine;
mod hostile;
mod picture;
mod readme;
mod screens;
mod sessions;
mod support;
#[cfg(unix)]
mod tty;
