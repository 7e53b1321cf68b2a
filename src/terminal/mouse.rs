//! What does the mouse mean?

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use crate::app::Message;
use crate::view::Frame;

/// Lines by which one turn of the wheel moves.
const WHEEL: i8 = 3;

/// Returns what a click or a turn of the wheel means in the frame that is shown, if anything.
pub(super) fn pointed(event: MouseEvent, frame: &Frame) -> Option<Message> {
    let area = || frame.area(event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => frame.target(event.column, event.row).map(Message::Click),
        MouseEventKind::ScrollDown => area().map(|it| Message::Wheel(it, WHEEL)),
        MouseEventKind::ScrollUp => area().map(|it| Message::Wheel(it, -WHEEL)),
        _ => None,
    }
}
