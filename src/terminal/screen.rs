//! What is on the screen?
//!
//! Draws the state into a frame and writes its difference from the last one to the terminal, in a single write.

use std::io;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Draw;
use super::guard::{catch_panic, is_legacy, write};
use super::paint::paint;
use crate::app::App;
use crate::view::{FrameInfo, Theme, draw_error};

/// The terminal's screen.
pub(super) struct Screen {
    /// The frame on the screen and the position of the cursor; `None` if they are unknown.
    shown: Option<(Buffer, Option<Position>)>,
    /// Click targets, links and cursor of that frame.
    frame: FrameInfo,
    theme: Theme,
    draw: Draw,
    has_links: bool,
}

impl Screen {
    pub(super) fn new(theme: Theme, draw: Draw, has_links: bool) -> Self {
        Self { shown: None, frame: FrameInfo::default(), theme, draw, has_links }
    }

    /// Returns the click targets of the frame on the screen.
    pub(super) fn frame(&self) -> &FrameInfo {
        &self.frame
    }

    /// Draws the state. If that panics, an apology is shown instead and the session goes on.
    ///
    /// # Errors
    /// If the terminal cannot be written to.
    pub(super) fn draw(&mut self, app: &App) -> io::Result<()> {
        let (next, frame) = self.next(app);
        self.frame = frame;
        let cursor = self.frame.cursor;
        let mut bytes = Vec::new();
        if !is_legacy() {
            queue!(bytes, BeginSynchronizedUpdate)?;
        }
        let nothing = bytes.len();
        let shown = self.shown.take().filter(|(it, _)| it.area == next.area);
        if shown.is_none() {
            queue!(bytes, Clear(ClearType::All))?;
        }
        let (shown, before) = shown.unzip();
        let links = if self.has_links { self.frame.links() } else { &[] };
        paint(shown.as_ref(), &next, links, &mut bytes)?;
        let has_moved = bytes.len() > nothing || before != Some(cursor);
        match cursor {
            Some(Position { x, y }) if has_moved => queue!(bytes, MoveTo(x, y))?,
            _ => {}
        }
        if before.is_none_or(|it| it.is_some() != cursor.is_some()) {
            match cursor {
                Some(_) => queue!(bytes, Show)?,
                None => queue!(bytes, Hide)?,
            }
        }
        self.shown = Some((next, cursor));
        if bytes.len() == nothing {
            return Ok(());
        }
        if !is_legacy() {
            queue!(bytes, EndSynchronizedUpdate)?;
        }
        write(&bytes)
    }

    /// Returns the cells of the next frame, and its click targets, links and cursor.
    fn next(&self, app: &App) -> (Buffer, FrameInfo) {
        let (columns, lines) = app.display().size;
        let empty = || Buffer::empty(Rect::new(0, 0, columns, lines));
        let mut next = empty();
        let frame = catch_panic(|| (self.draw)(app, &self.theme, &mut next));
        if frame.is_none() {
            // Discard the partly drawn frame.
            next = empty();
            draw_error(app.lang(), &self.theme, &mut next);
        }
        (next, frame.unwrap_or_default())
    }

    /// Forgets what is on the screen, so that the next frame is drawn from scratch. (`Terminal::clear` would ask the
    /// terminal for its cursor position and wait for the reply.)
    pub(super) fn forget(&mut self) {
        self.shown = None;
    }
}
