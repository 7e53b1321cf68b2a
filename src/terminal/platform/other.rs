//! What does the program do on a system without Unix signals?
//!
//! Reads keys through crossterm; everything else does nothing here.

use std::io;

use crossterm::event::Event;

pub(crate) fn listen(_: impl Fn(i32) -> bool + Send + 'static) -> io::Result<()> {
    Ok(())
}
pub(crate) fn on_hang_up(_: impl FnOnce() + Send + 'static) -> io::Result<()> {
    Ok(())
}
pub(crate) fn is_stop(_: i32) -> bool {
    false
}
pub(crate) fn is_continue(_: i32) -> bool {
    false
}
pub(crate) fn is_resize(_: i32) -> bool {
    false
}
pub(crate) fn is_end(_: i32) -> bool {
    false
}
pub(crate) fn discard_input() {}
pub(crate) fn has_job_control() -> bool {
    false
}
pub(crate) fn stop_group() {}
pub(crate) fn run_default_action(_: i32) {}
/// Does nothing: the signal does not exist here.
pub(crate) fn ignore_sigxfsz() {}
/// Returns `false`: this cannot be determined here.
pub(crate) fn is_stdin_redirected() -> bool {
    false
}
pub(crate) fn is_in_foreground() -> bool {
    true
}
pub(crate) fn wait_for_foreground(_: impl Fn() -> bool) -> bool {
    true
}
pub(crate) fn read_events(_: bool, on_event: &mut dyn FnMut(Event) -> bool) -> io::Result<()> {
    while on_event(crossterm::event::read()?) {}
    Ok(())
}
/// Never constructed: the terminal is written to as standard output here.
pub(crate) struct Output;
pub(crate) fn open_output() -> Option<Output> {
    None
}
pub(crate) fn write_to(_: &Output, _: &[u8], _: &dyn Fn() -> bool) -> io::Result<bool> {
    Ok(false)
}
pub(crate) fn discard_output() {}
