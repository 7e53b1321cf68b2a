//! What does the screen show?
//!
//! Draws the application state; nothing here changes it.

mod canvas;
mod chip;
mod empty_list;
mod filter_bar;
mod help;
mod hints;
mod lens;
mod list;
mod menu;
mod picker;
mod popup;
mod status;
mod text;
mod theme;

use ratatui::buffer::Buffer;

use crate::app::{App, Mode, Overlay, Shape};
use crate::lang::Lang;
use canvas::{Canvas, line_area};
pub use canvas::{FrameInfo, Link};
pub use theme::Theme;

/// Draws an error message, in place of a frame whose drawing panicked.
pub fn draw_error(lang: Lang, theme: &Theme, buffer: &mut Buffer) {
    let area = buffer.area;
    Canvas::new(buffer, theme, false).draw_paragraph(area, 0, lang.words().not_drawn, theme.plain);
}

/// Draws the whole screen. Returns its click targets, scroll areas and links, and the position of the cursor: on the
/// selected row, in the text being read, or in the prompt.
pub fn draw(app: &App, theme: &Theme, buffer: &mut Buffer) -> FrameInfo {
    let panes = app.panes();
    // During a resize, the buffer may be smaller than the size in the state.
    if panes.area.intersection(buffer.area) != panes.area {
        return FrameInfo::default();
    }
    let unfocused = theme.unfocused();
    let mut canvas = Canvas::new(buffer, theme, app.display().is_ascii);
    if panes.shape == Shape::TooSmall {
        if !panes.area.is_empty() {
            canvas.put(panes.area, 0, app.lang().words().too_small, theme.plain);
        }
        return canvas.finish(None);
    }
    filter_bar::draw(app, &mut canvas, panes.bar);
    if let Some(divider) = panes.divider {
        for at in 0..usize::from(divider.height) {
            canvas.put(line_area(divider, at), 0, if at == 0 { "┬" } else { "│" }, theme.line);
        }
    }
    let list_cursor = panes.list.and_then(|pane| list::draw(app, &mut canvas, pane));
    let text_cursor = panes.text.and_then(|pane| match app.mode() {
        Mode::Lens(lens) => lens::draw(app, lens, &mut canvas, pane),
        _ => text::draw(app, &mut canvas, pane),
    });
    let pane_cursor = if app.mode().is_list() { list_cursor } else { text_cursor };
    let prompt_cursor = status::draw(app, &mut canvas, panes.status);
    // The help covers a part of the overlay, which does not have the focus then.
    canvas.theme = if app.help().is_some() { &unfocused } else { theme };
    let mut cursor = match app.overlay() {
        Some(Overlay::Picker(open)) => picker::draw(app, open, &mut canvas, &panes),
        Some(Overlay::Prompt(_)) => prompt_cursor,
        Some(Overlay::Menu(open)) => menu::draw(app, open, &mut canvas, &panes),
        None => pane_cursor,
    };
    canvas.theme = theme;
    if let Some(open) = app.help() {
        cursor = help::draw(app, open, &mut canvas, &panes);
    }
    canvas.finish(cursor)
}
