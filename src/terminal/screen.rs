//! What is on the screen? A frame at a time, each written in one go.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use super::Draw;
use super::guard::{caught, write};
use crate::app::{App, Message};
use crate::view::{Theme, apologise};

/// The screen of the terminal.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Frame>>,
    frame: Frame,
    theme: Theme,
    draw: Draw,
}

/// The bytes of a frame, gathered before any of them is written.
#[derive(Clone, Default)]
struct Frame(Rc<RefCell<Vec<u8>>>);

impl Write for Frame {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Screen {
    pub(super) fn new(theme: Theme, draw: Draw) -> io::Result<Self> {
        let frame = Frame::default();
        let terminal = Terminal::new(CrosstermBackend::new(frame.clone()))?;
        Ok(Self { terminal, frame, theme, draw })
    }

    /// Returns its size: columns and lines.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Draws the state. Where that panics a few words stand instead, and the session goes on.
    pub(super) fn draw(&mut self, app: &mut App) -> io::Result<()> {
        let size = self.size()?;
        if size != app.size {
            app.update(Message::Resize(size.0, size.1));
        }
        let (draw, theme) = (self.draw, &self.theme);
        let terminal = &mut self.terminal;
        let drawn = caught(|| {
            terminal.draw(|frame| {
                if let Some(cursor) = draw(app, theme, frame.buffer_mut()) {
                    frame.set_cursor_position(cursor);
                }
            })?;
            io::Result::Ok(())
        });
        if drawn.is_none() {
            // What had been drawn of the frame is not to be seen.
            self.frame.0.borrow_mut().clear();
            self.terminal.current_buffer_mut().reset();
            self.terminal.draw(|frame| apologise(app.lang, theme, frame.buffer_mut()))?;
        }
        drawn.transpose()?;
        let mut bytes = Vec::new();
        queue!(bytes, BeginSynchronizedUpdate)?;
        bytes.append(&mut self.frame.0.borrow_mut());
        queue!(bytes, EndSynchronizedUpdate)?;
        write(&bytes)
    }

    /// Forgets what is on the screen, so that the next frame is drawn whole. (`Terminal::clear`
    /// would ask the terminal for its cursor and wait for an answer.)
    pub(super) fn forget(&mut self) -> io::Result<()> {
        let (columns, lines) = self.size()?;
        self.terminal.resize(Rect::new(0, 0, columns, lines))
    }
}
