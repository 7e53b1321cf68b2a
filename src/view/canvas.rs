//! How does text get into cells, and what can be clicked?
//!
//! The drawing primitives of all panes; they also record click targets, scroll areas and links.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Widget};
use unicode_segmentation::UnicodeSegmentation;

use super::theme::Theme;
use crate::app::{Area, Target};
use crate::text::{is_narrow, sanitised, truncate_with, width, wrap};

/// A frame being drawn.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    pub(super) theme: &'a Theme,
    pub(super) is_ascii: bool,
    frame: FrameInfo,
}

/// What a frame holds beside its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameInfo {
    /// Position of the terminal's cursor; `None` if it is hidden.
    pub cursor: Option<Position>,
    targets: Vec<(Rect, Target)>,
    areas: Vec<(Rect, Area)>,
    links: Vec<Link>,
}

/// The area that shows a part of an address, and the complete address.
pub type Link = (Rect, String);

impl FrameInfo {
    /// Returns the topmost click target at a position, if any.
    pub fn target(&self, column: u16, line: u16) -> Option<Target> {
        topmost(&self.targets, column, line)
    }

    /// Returns the links in the frame.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Returns the topmost scroll area at a position, if any.
    pub fn area(&self, column: u16, line: u16) -> Option<Area> {
        topmost(&self.areas, column, line)
    }
}

fn topmost<T: Copy>(areas: &[(Rect, T)], column: u16, line: u16) -> Option<T> {
    let contains_position = |(area, _): &&(Rect, T)| area.contains(Position::new(column, line));
    areas.iter().rev().find(contains_position).map(|(_, it)| *it)
}

/// A piece of a pane's title line.
pub(super) struct TitleSpan {
    pub(super) text: String,
    pub(super) style: Style,
    pub(super) target: Option<Target>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, theme: &'a Theme, is_ascii: bool) -> Self {
        Self { buffer, theme, is_ascii, frame: FrameInfo::default() }
    }

    /// Writes text into the first line of an area, starting at a column of the area and clipped at its end. Returns the
    /// column after the text. All text is written through this function, which replaces or removes unsafe characters.
    pub(super) fn put(&mut self, area: Rect, column: u16, text: &str, style: Style) -> u16 {
        let area = area.intersection(self.buffer.area);
        let room = area.width.saturating_sub(column);
        if room == 0 || area.height == 0 {
            return column;
        }
        let text = self.with_ellipses(text);
        let text = sanitised(&text, false);
        if is_narrow(&text) {
            let cells = (area.x + column..area.right()).zip(text.chars());
            return cells.fold(column, |column, (at, character)| {
                if let Some(cell) = self.buffer.cell_mut((at, area.y)) {
                    #[expect(clippy::disallowed_methods, reason = "it is cleaned before")]
                    cell.set_char(character).set_style(style);
                }
                column + 1
            });
        }
        let mut column = column;
        for grapheme in text.graphemes(true) {
            let end = column.saturating_add(columns(grapheme));
            if end > area.width {
                break;
            }
            let mut cells = (column..end).map(|at| (area.x + at, area.y));
            if let Some(cell) = cells.next().and_then(|it| self.buffer.cell_mut(it)) {
                #[expect(clippy::disallowed_methods, reason = "it is cleaned before")]
                cell.set_symbol(grapheme).set_style(style);
            }
            // The grapheme covers these.
            for covered in cells {
                self.buffer.cell_mut(covered).into_iter().for_each(Cell::reset);
            }
            column = end;
        }
        column
    }

    /// Writes text over other content, clearing the cells first. Returns the column after the text.
    pub(super) fn put_over(&mut self, area: Rect, column: u16, text: &str, style: Style) -> u16 {
        let (area, text) = (line_area(area, 0), self.with_ellipses(text));
        self.clear(column_range(area, column, columns(&text)));
        self.put(area, column, &text, style)
    }

    /// Writes text with other styles on some of its byte ranges; later ranges are applied over earlier ones. Returns
    /// the column after the text.
    pub(super) fn put_styled(
        &mut self,
        area: Rect,
        column: u16,
        text: &str,
        style: Style,
        styled: &[(Range<usize>, Style)],
    ) -> u16 {
        let mut boundaries: Vec<usize> = vec![0, text.len()];
        // A range may reach beyond a truncated text, or into its ellipsis.
        let char_boundary = |at: usize| text.floor_char_boundary(at);
        boundaries.extend(styled.iter().flat_map(|(range, _)| [char_boundary(range.start), char_boundary(range.end)]));
        boundaries.sort_unstable();
        boundaries.dedup();
        boundaries.windows(2).fold(column, |column, span| {
            let over = styled.iter().filter(|(range, _)| range.start <= span[0] && span[1] <= range.end);
            let style = over.fold(style, |style, (_, over)| style.patch(*over));
            self.put(area, column, &text[span[0]..span[1]], style)
        })
    }

    /// Writes text at the right end of the first line of an area; returns the column where it starts.
    pub(super) fn put_right(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let text = self.with_ellipses(text);
        let column = area.width.saturating_sub(columns(&text));
        self.put(area, column, &text, style);
        column
    }

    /// Returns the text with the ellipses that the terminal has; in ASCII they are wider.
    fn with_ellipses<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.is_ascii && text.contains('…') { text.replace('…', self.ellipsis()).into() } else { text.into() }
    }

    /// Draws a thick border along the edges of an area.
    pub(super) fn draw_border(&mut self, area: Rect, style: Style) {
        Block::bordered().border_type(BorderType::Thick).border_style(style).render(area, self.buffer);
    }

    /// Returns the mark shown where text is truncated.
    pub(super) fn ellipsis(&self) -> &'static str {
        if self.is_ascii { "..." } else { "…" }
    }

    /// Returns the text truncated to `columns` columns, with an ellipsis where something was cut. Byte offsets into the
    /// text stay valid, because `...` is as long as `…` in UTF-8.
    pub(super) fn truncated(&self, text: &str, columns: usize) -> String {
        truncate_with(&self.with_ellipses(text), columns, self.ellipsis())
    }

    /// Writes text of several paragraphs into an area, wrapped; ends with an ellipsis if there is not enough room.
    pub(super) fn text(&mut self, area: Rect, text: &str, style: Style) {
        let room = usize::from(area.width).max(1);
        let lines = wrap(text, room);
        let height = usize::from(area.height);
        for (at, range) in lines.iter().take(height).enumerate() {
            let (line, is_truncated) = (&text[range.clone()], at + 1 == height && lines.len() > height);
            let line = if is_truncated { self.truncated(&format!("{line} …"), room) } else { line.to_owned() };
            self.put(line_area(area, at), 0, &line, style);
        }
    }

    /// Writes a wrapped paragraph from line `at` of an area, with an ellipsis if there is not enough room. Returns the
    /// line after the complete paragraph, whether or not it was shown.
    pub(super) fn draw_paragraph(&mut self, area: Rect, at: usize, text: &str, style: Style) -> usize {
        let ranges = wrap(text, usize::from(area.width));
        for (index, range) in ranges.iter().enumerate() {
            // The last line takes the rest of the text, so that `truncated` adds an ellipsis.
            let is_truncated = at + index + 1 == usize::from(area.height) && index + 1 < ranges.len();
            let end = if is_truncated { text.len() } else { range.end };
            let shown = self.truncated(&text[range.start..end], usize::from(area.width));
            self.put(line_area(area, at + index), 0, &shown, style);
        }
        at + ranges.len()
    }

    /// Clears the cells and links of an area.
    pub(super) fn clear(&mut self, area: Rect) {
        self.frame.links.retain(|(it, _)| !it.intersects(area));
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
            }
        }
    }

    /// Sets the style of an area.
    pub(super) fn set_style(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area, style);
    }

    /// Records that an area shows an address; clearing the area removes the link.
    pub(super) fn add_link(&mut self, area: Rect, address: &str) {
        self.frame.links.push((area.intersection(self.buffer.area), address.to_owned()));
    }

    /// Makes an area a click target.
    pub(super) fn add_click_target(&mut self, area: Rect, target: Target) {
        self.frame.targets.push((area, target));
    }

    /// Makes an area scroll something with the wheel.
    pub(super) fn add_scroll_area(&mut self, area: Rect, over: Area) {
        self.frame.areas.push((area, over));
    }

    /// Draws the title line of a pane, heavy if the pane has the focus, otherwise light.
    pub(super) fn draw_title_line(&mut self, area: Rect, is_focused: bool, spans: &[TitleSpan], right: &str) {
        let (stroke, style) = if is_focused { ("━", self.theme.focused_line) } else { ("─", self.theme.line) };
        self.put(area, 0, &stroke.repeat(usize::from(area.width)), style);
        let mut column = 1;
        for span in spans {
            let end = self.put_over(area, column, &span.text, span.style);
            if let Some(target) = span.target {
                self.add_click_target(column_range(area, column, end - column), target);
            }
            column = end;
        }
        let room = columns(right) + 3;
        if !right.is_empty() && column + room < area.width {
            self.put_over(area, area.width - room, &format!(" {right} "), self.theme.plain);
        }
    }

    /// Draws the gutter of a row: the selection bar, the number, and a mark.
    pub(super) fn draw_gutter(&mut self, area: Rect, number: usize, is_selected: bool, mark: &str) {
        for at in (0..usize::from(area.height)).filter(|_| is_selected) {
            self.put_over(line_area(area, at), 0, "▌", self.theme.symbol);
        }
        if number <= 9 {
            self.put(area, 1, &number.to_string(), Style::new());
        }
        self.put(column_range(area, 2, 1), 0, mark, Style::new());
    }

    /// Draws a scroll thumb in a column; draws nothing if everything is in view.
    pub(super) fn draw_thumb(&mut self, area: Rect, top: usize, total: usize) {
        let height = usize::from(area.height);
        if total <= height || height == 0 {
            return;
        }
        let size = (height * height / total).clamp(1, height);
        let start = (top * (height - size)).div_ceil(total - height).min(height - size);
        for at in 0..height {
            let is_thumb = (start..start + size).contains(&at);
            let (symbol, style) = match is_thumb {
                // In ASCII, both lines would be `|`.
                true => (if self.is_ascii { "▪" } else { "┃" }, self.theme.symbol),
                false => ("│", self.theme.line),
            };
            self.put(line_area(area, at), 0, symbol, style);
        }
    }

    /// Finishes the frame: shortens overlong graphemes, and in ASCII mode replaces symbols.
    pub(super) fn finish(mut self, cursor: Option<Position>) -> FrameInfo {
        shorten_graphemes(self.buffer);
        if self.is_ascii {
            self.buffer.content.iter_mut().for_each(|cell| {
                if let Some(ascii) = ascii_symbol(cell.symbol()) {
                    #[expect(clippy::disallowed_methods, reason = "it is one of a few constant symbols")]
                    cell.set_symbol(ascii);
                }
            });
        }
        self.frame.cursor = cursor;
        self.frame
    }
}

/// Returns the width of a text in columns.
pub(super) fn columns(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}

/// Returns the byte offset of the first grapheme from which the rest of the text fits into `columns` columns.
pub(super) fn hidden_start(text: &str, columns: usize) -> usize {
    let starts = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]);
    starts.into_iter().find(|&at| width(&text[at..]) <= columns).unwrap_or(text.len())
}

/// Returns line `line` of an area; empty if the area has no such line.
pub(super) fn line_area(area: Rect, line: usize) -> Rect {
    let line = u16::try_from(line).unwrap_or(u16::MAX).min(area.height);
    Rect { y: area.y + line, height: (area.height - line).min(1), ..area }
}

/// Returns `width` columns of an area, starting at `column` and clipped at its end.
pub(super) fn column_range(area: Rect, column: u16, width: u16) -> Rect {
    let column = column.min(area.width);
    Rect { x: area.x + column, width: width.min(area.width - column), ..area }
}

/// Size in bytes of the text in a frame above which graphemes are shortened further.
const MAX_TEXT_BYTES: usize = 40 << 10;

/// Shortens graphemes. If the frame holds too many bytes, each is reduced to two code points, because a screen full of
/// letters with ten accents each would be sent again with each change. A trailing zero-width joiner is removed, because
/// it would join the next cell.
fn shorten_graphemes(buffer: &mut Buffer) {
    let bytes: usize = buffer.content.iter().map(|it| it.symbol().len()).sum();
    let max_chars = if bytes > MAX_TEXT_BYTES { 2 } else { usize::MAX };
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        let end = symbol.char_indices().nth(max_chars).map_or(symbol.len(), |(end, _)| end);
        let shortened = symbol[..end].trim_end_matches('\u{200d}');
        if shortened.len() < symbol.len() {
            let replacement = if shortened.is_empty() { " ".to_owned() } else { shortened.to_owned() };
            #[expect(clippy::disallowed_methods, reason = "it is a part of what was in the cell before")]
            cell.set_symbol(&replacement);
        }
    }
}

/// Returns the ASCII replacement of a symbol, if it has one. Letters are never replaced.
fn ascii_symbol(symbol: &str) -> Option<&'static str> {
    Some(match symbol {
        "▌" | "›" => ">",
        "─" | "━" | "–" | "—" | "−" | "·" | "\u{2010}" | "\u{2011}" => "-",
        "│" | "┃" => "|",
        "┬" | "┏" | "┓" | "┗" | "┛" => "+",
        "✓" => "x",
        "▪" => "#",
        "•" => "*",
        "’" | "‘" | "‹" => "'",
        "“" | "”" | "„" | "«" | "»" => "\"",
        "\u{a0}" | "\u{202f}" => " ",
        _ => return None,
    })
}
