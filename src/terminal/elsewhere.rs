//! What does a system without Unix signals say to the program? Keys, and nothing else.

use std::io;

use crossterm::event::Event;

pub(super) fn listen(_: impl Fn(i32) -> bool + Send + 'static) -> io::Result<()> {
    Ok(())
}
pub(super) fn on_hang_up(_: impl FnOnce() + Send + 'static) {}
pub(super) fn is_stop(_: i32) -> bool {
    false
}
pub(super) fn is_continue(_: i32) -> bool {
    false
}
pub(super) fn is_resize(_: i32) -> bool {
    false
}
pub(super) fn is_end(_: i32) -> bool {
    false
}
pub(super) fn stop_group() {}
pub(super) fn die_of(_: i32) {}
/// Does nothing: there is no such signal.
pub fn bear_size_limits() {}
pub(super) fn is_in_foreground() -> bool {
    true
}
pub(super) fn wait_for_foreground(_: impl Fn() -> bool) -> bool {
    true
}
pub(super) fn read_events(tell: &mut dyn FnMut(Event) -> bool) -> io::Result<()> {
    while tell(crossterm::event::read()?) {}
    Ok(())
}
/// A terminal is written to as any output here.
pub(super) struct Output;
pub(super) fn open_output() -> Option<Output> {
    None
}
pub(super) fn write_to(_: &Output, _: &[u8], _: &dyn Fn() -> bool) -> io::Result<bool> {
    Ok(false)
}
pub(super) fn discard_output() {}
