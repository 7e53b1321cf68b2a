//! What does the mouse mean?
//!
//! Translates clicks and the wheel into messages, by what the frame shows at that position.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use crate::app::Message;
use crate::view::FrameInfo;

/// Lines scrolled by one step of the wheel.
const WHEEL: i8 = 3;

/// Returns the message for a click or a step of the wheel on the current frame; `None` if it hits nothing.
pub(super) fn mouse_message(event: MouseEvent, frame: &FrameInfo) -> Option<Message> {
    let area = || frame.area(event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => frame.target(event.column, event.row).map(Message::Click),
        MouseEventKind::ScrollDown => area().map(|it| Message::Wheel(it, WHEEL)),
        MouseEventKind::ScrollUp => area().map(|it| Message::Wheel(it, -WHEEL)),
        _ => None,
    }
}
