//! How does text get into cells? The few ways in which everything is drawn.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::Theme;
use crate::text::{harmless, truncate, width};

/// Writes text into the first line of an area, from a column of it, cut where the area ends.
/// Returns the column behind it. Nothing else writes text into cells, and nothing harmful passes.
pub(super) fn put(buffer: &mut Buffer, area: Rect, column: u16, text: &str, style: Style) -> u16 {
    let area = area.intersection(buffer.area);
    let room = area.width.saturating_sub(column);
    if room == 0 || area.height == 0 {
        return column;
    }
    let text = harmless(text, false);
    #[expect(clippy::disallowed_methods, reason = "the one place where it is cleaned before")]
    let (end, _) = buffer.set_stringn(area.x + column, area.y, text, usize::from(room), style);
    end - area.x
}

/// Bytes of text in a frame beyond which graphemes are cut shorter than they are elsewhere.
const MOST: usize = 40 << 10;

/// Cuts what a frame holds of a grapheme: to two scalars where all of them are too many bytes together, because a
/// screen full of letters with ten accents each would be sent anew with each change; and a joiner at its end, which
/// would join the next cell to it.
pub(super) fn cut_graphemes(buffer: &mut Buffer) {
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

/// Writes text with some of its bytes in other styles; later styles lie over earlier ones.
pub(super) fn put_styled(
    buffer: &mut Buffer,
    area: Rect,
    column: u16,
    text: &str,
    style: Style,
    styled: &[(Range<usize>, Style)],
) -> u16 {
    let mut cuts: Vec<usize> = vec![0, text.len()];
    let inside = |at: usize| at.min(text.len());
    cuts.extend(styled.iter().flat_map(|(range, _)| [inside(range.start), inside(range.end)]));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).fold(column, |column, cut| {
        let over = styled.iter().filter(|(range, _)| range.start <= cut[0] && cut[1] <= range.end);
        let style = over.fold(style, |style, (_, over)| style.patch(*over));
        put(buffer, area, column, &text[cut[0]..cut[1]], style)
    })
}

/// Returns line `line` of an area, as an area of its own; empty where there is none.
pub(super) fn line(area: Rect, line: usize) -> Rect {
    let line = u16::try_from(line).unwrap_or(u16::MAX).min(area.height);
    Rect { y: area.y + line, height: (area.height - line).min(1), ..area }
}

/// Draws the line that names a pane: heavy where the pane has the focus, light where not.
pub(super) fn rule(buffer: &mut Buffer, theme: &Theme, area: Rect, is_focused: bool, name: &str, right: &str) {
    let (stroke, style) = if is_focused { ("━", theme.focused_line) } else { ("─", theme.line) };
    put(buffer, area, 0, &stroke.repeat(usize::from(area.width)), style);
    let name_style = if is_focused { theme.strong } else { theme.plain };
    let room = usize::from(area.width).saturating_sub(4);
    let name = truncate(name, room);
    let name = if name.is_empty() { name } else { format!(" {name} ") };
    let end = put(buffer, area, 1, &name, name_style);
    let right_width = width(right) + 2;
    if !right.is_empty() && usize::from(end) + right_width + 2 <= usize::from(area.width) {
        let column = area.width - u16::try_from(right_width).unwrap_or(0) - 1;
        put(buffer, area, column, &format!(" {right} "), theme.dim);
    }
}

/// Draws the line between two panes.
pub(super) fn divider(theme: &Theme, area: Rect, buffer: &mut Buffer) {
    for at in 0..usize::from(area.height) {
        put(buffer, line(area, at), 0, if at == 0 { "┬" } else { "│" }, theme.line);
    }
}
