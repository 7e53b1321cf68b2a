//! How does text get into cells, and what can be clicked? The few ways in which everything is drawn.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::theme::Theme;
use crate::app::{Area, Target};
use crate::text::{harmless, is_narrow, lines, truncate_with, width, wrap};

/// What has been drawn of a frame.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    pub(super) theme: &'a Theme,
    pub(super) is_ascii: bool,
    frame: Frame,
}

/// What is to be known of a frame beside its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Where the terminal's cursor belongs, if anywhere.
    pub cursor: Option<Position>,
    targets: Vec<(Rect, Target)>,
    areas: Vec<(Rect, Area)>,
    links: Vec<Link>,
}

/// Where an address is shown, and what it is, whole.
pub type Link = (Rect, String);

impl Frame {
    /// Returns what is clicked at a column and a line, if anything: of what lies one over the other, the topmost.
    pub fn target(&self, column: u16, line: u16) -> Option<Target> {
        topmost(&self.targets, column, line)
    }

    /// Returns where addresses are shown.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Returns what the wheel is turned over at a column and a line, if anything.
    pub fn area(&self, column: u16, line: u16) -> Option<Area> {
        topmost(&self.areas, column, line)
    }
}

fn topmost<T: Copy>(places: &[(Rect, T)], column: u16, line: u16) -> Option<T> {
    let is_here = |(area, _): &&(Rect, T)| area.contains(Position::new(column, line));
    places.iter().rev().find(is_here).map(|(_, it)| *it)
}

/// A piece of the line that names a pane.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) style: Style,
    pub(super) target: Option<Target>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, theme: &'a Theme, is_ascii: bool) -> Self {
        Self { buffer, theme, is_ascii, frame: Frame::default() }
    }

    /// Writes text into the first line of an area, from a column of it, cut where the area ends.
    /// Returns the column after it. Nothing else writes text into cells, and nothing harmful passes.
    pub(super) fn put(&mut self, area: Rect, column: u16, text: &str, style: Style) -> u16 {
        let area = area.intersection(self.buffer.area);
        let room = area.width.saturating_sub(column);
        if room == 0 || area.height == 0 {
            return column;
        }
        let text = harmless(text, false);
        let text = if self.is_ascii { text.replace('…', "...").into() } else { text };
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
        #[expect(clippy::disallowed_methods, reason = "the one place where it is cleaned before")]
        let (end, _) = self.buffer.set_stringn(area.x + column, area.y, text, usize::from(room), style);
        end - area.x
    }

    /// Writes text over something in a style of its own, of which nothing remains.
    pub(super) fn put_over(&mut self, area: Rect, column: u16, text: &str, style: Style) -> u16 {
        let area = line(area, 0);
        self.clear(part(area, column, columns(text)));
        self.put(area, column, text, style)
    }

    /// Writes text with some of its bytes in other styles; later styles lie over earlier ones.
    pub(super) fn put_styled(
        &mut self,
        area: Rect,
        column: u16,
        text: &str,
        style: Style,
        styled: &[(Range<usize>, Style)],
    ) -> u16 {
        let mut cuts: Vec<usize> = vec![0, text.len()];
        // What was to be in another style may have been cut, in the middle of the sign for that.
        let inside = |at: usize| text.floor_char_boundary(at);
        cuts.extend(styled.iter().flat_map(|(range, _)| [inside(range.start), inside(range.end)]));
        cuts.sort_unstable();
        cuts.dedup();
        cuts.windows(2).fold(column, |column, cut| {
            let over = styled.iter().filter(|(range, _)| range.start <= cut[0] && cut[1] <= range.end);
            let style = over.fold(style, |style, (_, over)| style.patch(*over));
            self.put(area, column, &text[cut[0]..cut[1]], style)
        })
    }

    /// Writes text at the right end of the first line of an area; returns the column before it.
    pub(super) fn put_right(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let column = area.width.saturating_sub(columns(text));
        self.put(area, column, text, style);
        column
    }

    /// Returns what stands where something was cut.
    pub(super) fn ellipsis(&self) -> &'static str {
        if self.is_ascii { "..." } else { "…" }
    }

    /// Returns the text cut to at most `columns` columns, with a sign where something was cut. Its bytes stay where they
    /// are: three dots are as many as one sign is.
    pub(super) fn cut(&self, text: &str, columns: usize) -> String {
        truncate_with(&text.replace('…', self.ellipsis()), columns, self.ellipsis())
    }

    /// Writes a text of several lines into an area, wrapped, as much of it as there is room for.
    pub(super) fn text(&mut self, area: Rect, text: &str, style: Style) {
        let room = usize::from(area.width).max(1);
        let lines = lines(text, room);
        let height = usize::from(area.height);
        for (at, said) in lines.iter().take(height).enumerate() {
            let is_cut = at + 1 == height && lines.len() > height;
            let said = if is_cut { self.cut(&format!("{said} …"), room) } else { (*said).to_owned() };
            self.put(line(area, at), 0, &said, style);
        }
    }

    /// Writes a wrapped paragraph from line `at` of an area, as much of it as there is room for; returns the line
    /// after all of it.
    pub(super) fn paragraph(&mut self, area: Rect, at: usize, text: &str, style: Style) -> usize {
        let ranges = wrap(text, usize::from(area.width));
        for (below, range) in ranges.iter().enumerate() {
            // What there is no room for leaves a sign that there is more.
            let is_cut = at + below + 1 == usize::from(area.height) && below + 1 < ranges.len();
            let end = if is_cut { text.len() } else { range.end };
            let shown = self.cut(&text[range.start..end], usize::from(area.width));
            self.put(line(area, at + below), 0, &shown, style);
        }
        at + ranges.len()
    }

    /// Empties an area: nothing of what was drawn there before shines through.
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

    /// Says that an address is shown in an area, if there is nothing over it.
    pub(super) fn link(&mut self, area: Rect, address: &str) {
        self.frame.links.push((area.intersection(self.buffer.area), address.to_owned()));
    }

    /// Makes an area do something where it is clicked.
    pub(super) fn click(&mut self, area: Rect, target: Target) {
        self.frame.targets.push((area, target));
    }

    /// Makes the wheel move something over an area.
    pub(super) fn wheel(&mut self, area: Rect, over: Area) {
        self.frame.areas.push((area, over));
    }

    /// Draws the line that names a pane: heavy where the pane has the focus, light where not.
    pub(super) fn rule(&mut self, area: Rect, is_focused: bool, pieces: &[Piece], right: &str) {
        let (stroke, style) = if is_focused { ("━", self.theme.focused_line) } else { ("─", self.theme.line) };
        self.put(area, 0, &stroke.repeat(usize::from(area.width)), style);
        let mut column = 1;
        for piece in pieces {
            let end = self.put_over(area, column, &piece.text, piece.style);
            if let Some(target) = piece.target {
                self.click(part(area, column, end - column), target);
            }
            column = end;
        }
        let room = columns(right) + 3;
        if !right.is_empty() && column + room < area.width {
            self.put_over(area, area.width - room, &format!(" {right} "), self.theme.plain);
        }
    }

    /// Draws what stands before a row: that it is selected, its number, a sign.
    pub(super) fn gutter(&mut self, area: Rect, number: usize, is_selected: bool, sign: &str) {
        for at in (0..usize::from(area.height)).filter(|_| is_selected) {
            self.put_over(line(area, at), 0, "▌", self.theme.sign);
        }
        if number <= 9 {
            self.put(area, 1, &number.to_string(), Style::new());
        }
        self.put(area, 2, sign, Style::new());
    }

    /// Shows in a column which part of the whole is in view, where it is not all of it.
    pub(super) fn thumb(&mut self, area: Rect, top: usize, total: usize) {
        let height = usize::from(area.height);
        if total <= height || height == 0 {
            return;
        }
        let size = (height * height / total).clamp(1, height);
        let start = (top * (height - size)).div_ceil(total - height).min(height - size);
        for at in 0..height {
            let is_thumb = (start..start + size).contains(&at);
            let (sign, style) = match is_thumb {
                // Two lines, one heavier, would be the same in plain signs.
                true => (if self.is_ascii { "▪" } else { "┃" }, self.theme.sign),
                false => ("│", self.theme.line),
            };
            self.put(line(area, at), 0, sign, style);
        }
    }

    /// Ends the frame: cuts what is too long of a grapheme, and puts plain signs for others where they are wanted.
    pub(super) fn finish(mut self, cursor: Option<Position>) -> Frame {
        cut_graphemes(self.buffer);
        if self.is_ascii {
            self.buffer.content.iter_mut().for_each(|cell| {
                if let Some(plain) = plain_sign(cell.symbol()) {
                    #[expect(clippy::disallowed_methods, reason = "it is one of a few constant signs")]
                    cell.set_symbol(plain);
                }
            });
        }
        self.frame.cursor = cursor;
        self.frame
    }
}

/// Returns how many columns a text takes.
pub(super) fn columns(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}

/// Returns where a text is to be shown from, so that its end fits into so many columns.
pub(super) fn hidden_start(text: &str, columns: usize) -> usize {
    let starts = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]);
    starts.into_iter().find(|&at| width(&text[at..]) <= columns).unwrap_or(text.len())
}

/// Returns line `line` of an area, as an area of its own; empty where there is none.
pub(super) fn line(area: Rect, line: usize) -> Rect {
    let line = u16::try_from(line).unwrap_or(u16::MAX).min(area.height);
    Rect { y: area.y + line, height: (area.height - line).min(1), ..area }
}

/// Returns some columns of an area.
pub(super) fn part(area: Rect, column: u16, width: u16) -> Rect {
    let column = column.min(area.width);
    Rect { x: area.x + column, width: width.min(area.width - column), ..area }
}

/// Bytes of text in a frame beyond which graphemes are cut shorter than they are elsewhere.
const MOST: usize = 40 << 10;

/// Cuts what a frame holds of a grapheme: to two scalars where all of them are too many bytes together, because a
/// screen full of letters with ten accents each would be sent anew with each change; and a joiner at its end, which
/// would join the next cell to it.
fn cut_graphemes(buffer: &mut Buffer) {
    let bytes: usize = buffer.content.iter().map(|it| it.symbol().len()).sum();
    let most = if bytes > MOST { 2 } else { usize::MAX };
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        let end = symbol.char_indices().nth(most).map_or(symbol.len(), |(end, _)| end);
        let kept = symbol[..end].trim_end_matches('\u{200d}');
        if kept.len() < symbol.len() {
            let kept = if kept.is_empty() { " ".to_owned() } else { kept.to_owned() };
            #[expect(clippy::disallowed_methods, reason = "it is a part of what was in the cell before")]
            cell.set_symbol(&kept);
        }
    }
}

/// Returns what stands for a sign where the terminal has none but those of ASCII. Letters stay as they are.
fn plain_sign(sign: &str) -> Option<&'static str> {
    Some(match sign {
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
