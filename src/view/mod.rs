//! What does the screen show? The state, drawn; nothing here changes it.

mod bar;
mod draw;
mod help;
mod lens;
mod list;
mod picker;
mod popup;
mod status;
mod text;
mod theme;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::{App, Overlay, Shape};
use crate::lang::Lang;
use crate::text::wrap;
use draw::put;
pub use theme::Theme;

/// Draws what stands on the screen where it could not be drawn: a fault of the program.
pub fn apologise(lang: Lang, theme: &Theme, buffer: &mut Buffer) {
    let area = buffer.area;
    for (at, range) in wrap(lang.words().not_drawn, usize::from(area.width)).into_iter().enumerate() {
        put(buffer, draw::line(area, at), 0, &lang.words().not_drawn[range], theme.plain);
    }
}

/// Draws the whole screen. Returns where the terminal's cursor belongs: on the selected row, in the
/// text that is read, or in the prompt.
pub fn draw(app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let panes = app.panes();
    // The buffer may be smaller than the state says while a resize is on its way.
    if panes.area.intersection(buffer.area) != panes.area {
        return None;
    }
    if panes.shape == Shape::TooSmall {
        let word = app.lang.words().too_small;
        if !panes.area.is_empty() {
            put(buffer, panes.area, 0, word, theme.plain);
        }
        return None;
    }
    bar::draw(app, theme, panes.bar, buffer);
    if let Some(divider) = panes.divider {
        draw::divider(theme, divider, buffer);
    }
    let list = panes.list.and_then(|pane| list::draw(app, theme, pane, buffer));
    let text = panes.text.and_then(|pane| match &app.lens {
        Some(open) if !open.is_reading => lens::draw(app, open, theme, pane, buffer),
        _ => text::draw(app, theme, pane, buffer),
    });
    let pane = if app.reads_text() { text } else { list };
    let prompt = status::draw(app, theme, &panes, buffer);
    let cursor = match &app.overlay {
        Some(Overlay::Picker(open)) => picker::draw(app, open, theme, &panes, buffer),
        Some(Overlay::Help(open)) => help::draw(app, open, theme, &panes, buffer),
        Some(Overlay::Prompt(_)) => prompt,
        None => pane,
    };
    draw::cut_graphemes(buffer);
    cursor
}
