//! Where is everything on the screen?
//!
//! Computes the geometry of the screen, shared by drawing and paging.

use ratatui::layout::Rect;

/// Arrangement of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// List and text side by side.
    Wide,
    /// The list above the text.
    Stacked,
    /// One pane at a time.
    Single,
    /// Too small to show anything.
    TooSmall,
}

/// The pane that is shown where there is only one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MainPane {
    List,
    Text,
}

/// A pane: a title line, a body and a scroll indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pane {
    /// The whole pane.
    pub area: Rect,
    /// The line with its title.
    pub title_line: Rect,
    /// The area of its content.
    pub body: Rect,
    /// The column of the scroll indicator.
    pub scrollbar: Rect,
}

/// The areas of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panes {
    /// Arrangement of the screen.
    pub shape: Shape,
    /// The whole screen.
    pub area: Rect,
    /// The filter bar.
    pub bar: Rect,
    /// The area between the filter bar and the status lines.
    pub middle: Rect,
    /// The list, if shown.
    pub list: Option<Pane>,
    /// The text, if shown.
    pub text: Option<Pane>,
    /// The line between list and text, if they are side by side.
    pub divider: Option<Rect>,
    /// The status lines at the bottom: the prompt, the notice or the key hints.
    pub status: Rect,
}

/// Columns of a comfortable line of prose.
const PROSE_COLUMNS: u16 = 80;
/// Minimum number of columns for a text in two languages.
const MIN_BILINGUAL_COLUMNS: u16 = 70;
/// Width in columns below which panes do without wide margins.
const NARROW: u16 = 50;
/// Columns needed beside the list: the divider, a margin of two, a line of prose, the scroll indicator. The last column of
/// the line stays empty, as the indicator's gap.
const TEXT_PANE_COLUMNS: u16 = PROSE_COLUMNS + 4;

impl Shape {
    pub(super) fn of((columns, lines): (u16, u16)) -> Self {
        match (columns, lines) {
            (..20, _) | (_, ..6) => Shape::TooSmall,
            (..60, _) | (_, ..14) => Shape::Single,
            (..90, _) => Shape::Stacked,
            _ => Shape::Wide,
        }
    }
}

impl Panes {
    /// Divides a screen of (columns, lines); `is_alone` means that only the main pane is shown, whatever the size.
    pub(super) fn new(size: (u16, u16), main: MainPane, is_alone: bool) -> Self {
        let area = Rect::new(0, 0, size.0, size.1);
        let shape = match Shape::of(size) {
            Shape::Wide | Shape::Stacked if is_alone => Shape::Single,
            shape => shape,
        };
        let bar = Rect { height: area.height.min(1), ..area };
        let status = Rect { y: area.height.saturating_sub(1), height: area.height.min(1), ..area };
        let middle = Rect { y: area.height.min(1), height: area.height.saturating_sub(2), ..area };
        let mut panes = Self { shape, area, bar, middle, list: None, text: None, divider: None, status };
        match (shape, main) {
            (Shape::TooSmall, _) => {}
            (Shape::Single, MainPane::List) => panes.list = Some(list_pane(middle)),
            (Shape::Single, MainPane::Text) => panes.text = Some(text_pane(middle)),
            (Shape::Stacked, _) => {
                let above = Rect { height: (middle.height * 2 / 5).max(4), ..middle };
                let below = Rect { y: middle.y + above.height, height: middle.height - above.height, ..middle };
                (panes.list, panes.text) = (Some(list_pane(above)), Some(text_pane(below)));
            }
            (Shape::Wide, _) => {
                let left = Rect { width: middle.width.saturating_sub(TEXT_PANE_COLUMNS).clamp(34, 56), ..middle };
                let divider = Rect { x: left.width, width: 1, ..middle };
                let right = Rect { x: left.width + 1, width: middle.width - left.width - 1, ..middle };
                // The divider doubles as the scroll indicator of the list.
                let scrollbar = Rect { y: divider.y + 1, height: divider.height.saturating_sub(1), ..divider };
                panes.list = Some(Pane { scrollbar, ..Pane::new(left, 0, 0) });
                panes.text = Some(text_pane(right));
                panes.divider = Some(divider);
            }
        }
        panes
    }

    /// Reserves the last `lines` lines of the screen for the status area, and shrinks everything above it.
    pub(super) fn reserve_status(mut self, lines: usize) -> Self {
        let lines = u16::try_from(lines).unwrap_or(u16::MAX).min(self.area.height.saturating_sub(1));
        let end = self.area.height.saturating_sub(lines);
        let shrink = |area: &mut Rect| area.height = area.height.min(end.saturating_sub(area.y));
        (self.status.y, self.status.height) = (end, self.area.height - end);
        let panes = [&mut self.list, &mut self.text].into_iter().flatten();
        let parts = panes.flat_map(|it| [&mut it.area, &mut it.title_line, &mut it.body, &mut it.scrollbar]);
        parts.chain([&mut self.middle]).chain(&mut self.divider).for_each(shrink);
        self
    }

    /// Returns the width in columns for which the text is laid out: at most 80, or twice that for two languages; 0 if
    /// it is not shown.
    pub fn text_columns(&self, is_bilingual: bool) -> u16 {
        let width = self.text.map_or(0, |it| it.body.width);
        width.min(if is_bilingual { 2 * PROSE_COLUMNS } else { PROSE_COLUMNS })
    }

    /// Returns whether the text pane, as shown or if it were shown alone, is wide enough for two languages.
    pub(super) fn fits_two_languages(&self) -> bool {
        self.text.map_or(text_pane(self.area).body.width, |it| it.body.width) >= MIN_BILINGUAL_COLUMNS
    }

    /// Returns the number of lines of the text pane; 1 if the text is not shown, or has no room.
    pub fn text_height(&self) -> usize {
        self.text.map_or(1, |it| usize::from(it.body.height).max(1))
    }
}

impl Pane {
    /// Divides an area; the body keeps a left margin of `margin` columns, and on the right a column for the scroll
    /// indicator and `gap` columns before it.
    fn new(area: Rect, margin: u16, gap: u16) -> Self {
        let title_line = Rect { height: area.height.min(1), ..area };
        let below = Rect { y: area.y + title_line.height, height: area.height - title_line.height, ..area };
        let (margin, scrollbar_width) = (margin.min(area.width), area.width.min(1));
        let width = below.width.saturating_sub(margin + scrollbar_width + gap);
        let body = Rect { x: below.x + margin, width, ..below };
        Self {
            area,
            title_line,
            body,
            scrollbar: Rect { x: below.right() - scrollbar_width, width: scrollbar_width, ..below },
        }
    }
}

fn list_pane(area: Rect) -> Pane {
    Pane::new(area, 0, scroll_gap(area))
}

fn text_pane(area: Rect) -> Pane {
    Pane::new(area, if area.width < NARROW { 1 } else { 2 }, scroll_gap(area))
}

/// Returns the number of empty columns before the scroll indicator.
fn scroll_gap(area: Rect) -> u16 {
    u16::from(area.width >= NARROW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_areas_are_within_the_screen_at_every_size() {
        for columns in 0..200 {
            for lines in 0..60 {
                let requests = [MainPane::List, MainPane::Text].into_iter().flat_map(|it| [(it, false), (it, true)]);
                for (main, is_alone) in requests {
                    let panes = Panes::new((columns, lines), main, is_alone).reserve_status(usize::from(columns % 4));
                    let shown = [panes.list, panes.text].into_iter().flatten();
                    let parts = shown.flat_map(|it| [it.area, it.title_line, it.body, it.scrollbar]);
                    for part in parts.chain([panes.bar, panes.middle, panes.status]).chain(panes.divider) {
                        assert_eq!(panes.area.intersection(part), part, "{columns}×{lines} {part:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn layout_shape_depends_on_screen_size() {
        let shape = |columns, lines| Shape::of((columns, lines));
        assert_eq!((shape(120, 40), shape(80, 24), shape(60, 20)), (Shape::Wide, Shape::Stacked, Shape::Stacked));
        assert_eq!((shape(40, 12), shape(120, 12), shape(20, 6)), (Shape::Single, Shape::Single, Shape::Single));
        assert_eq!((shape(19, 40), shape(120, 5)), (Shape::TooSmall, Shape::TooSmall));
    }

    #[test]
    fn list_grows_only_once_text_has_its_measure() {
        for (columns, list, text) in [(90, 34, 51), (118, 34, 79), (120, 36, 79), (140, 56, 79), (200, 56, 139)] {
            let panes = Panes::new((columns, 40), MainPane::List, false);
            let width = |pane: Option<Pane>, part: fn(Pane) -> Rect| pane.map(part).map(|it| it.width);
            assert_eq!((width(panes.list, |it| it.area), width(panes.text, |it| it.body)), (Some(list), Some(text)));
        }
    }
}
