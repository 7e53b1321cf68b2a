//! What does the selected activity's sheet say?

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::draw::{line, put, put_styled, rule};
use super::theme::Theme;
use crate::app::{App, Pane, Reader};
use crate::document::{Part, Role};
use crate::text::width;

/// Draws the sheet; returns where the line begins that is being read.
pub(super) fn draw(app: &App, theme: &Theme, pane: Pane, buffer: &mut Buffer) -> Option<Position> {
    let name = app.list.record().and_then(|record| app.library.catalogue.activities.get(record));
    let name = name.map_or("", |it| it.place.name.get(app.lang));
    let right = progress(app, &app.text, pane);
    rule(buffer, theme, pane.rule, app.reads_text(), name, &right);
    reading(&app.text, theme, pane.body, buffer);
    let at = app.text.line.saturating_sub(app.text.top);
    let here = line(pane.body, at);
    if app.reads_text() {
        let margin = Rect { x: here.x.saturating_sub(1), width: 1, ..here };
        put(buffer, margin, 0, "▌", theme.mark);
    }
    Some(Position::new(here.x, here.y.min(pane.body.bottom().saturating_sub(1))))
}

/// Returns how far one has read, as a percentage; nothing where all is on the screen.
pub(super) fn progress(app: &App, reader: &Reader, pane: Pane) -> String {
    let (lines, height) = (reader.page.len(), usize::from(pane.body.height));
    match lines.saturating_sub(height) {
        0 => String::new(),
        rest => format!("{}{}", reader.top * 100 / rest, app.lang.words().percent),
    }
}

/// Draws the lines of a text that are in view.
pub(super) fn reading(reader: &Reader, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    for at in 0..usize::from(area.height) {
        for part in reader.page.line(reader.top + at) {
            draw_part(reader, part, theme, line(area, at), buffer);
        }
    }
}

fn draw_part(reader: &Reader, part: &Part, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(block) = reader.document.blocks.get(part.block) else { return };
    let column = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    if part.is_first {
        let from = part.column + part.indent - width(&block.marker).min(part.indent);
        let marker = Rect { width: column(part.column + part.indent).min(area.width), ..area };
        put(buffer, marker, column(from), &block.marker, marker_style(block.role, theme));
    }
    let start = part.range.start;
    let within = |range: &Range<usize>| range.start.saturating_sub(start)..range.end.saturating_sub(start);
    let mut styled: Vec<_> = block.remarks.iter().map(|it| (within(it), theme.dim)).collect();
    let first = reader.hits.partition_point(|hit| hit.block < part.block);
    let hits = reader.hits.iter().enumerate().skip(first).take_while(|(_, hit)| hit.block == part.block);
    for (at, hit) in hits.filter(|(_, hit)| hit.range.end > start && hit.range.start < part.range.end) {
        let style = if reader.current == Some(at) { theme.current_hit } else { theme.hit };
        styled.push((within(&hit.range), style));
    }
    let text = &block.text[part.range.clone()];
    put_styled(buffer, area, column(part.column + part.indent), text, role_style(block.role, theme), &styled);
}

fn role_style(role: Role, theme: &Theme) -> Style {
    match role {
        Role::Title => theme.title,
        Role::Heading => theme.heading,
        Role::Provenance => theme.label,
        Role::Subtitle | Role::Silence => theme.dim,
        Role::Fact | Role::Body => theme.plain,
    }
}

fn marker_style(role: Role, theme: &Theme) -> Style {
    match role {
        Role::Fact | Role::Provenance => theme.label,
        _ => theme.dim,
    }
}
