//! Where is everything on the screen? Pure geometry, shared by drawing and paging.

use ratatui::layout::Rect;

/// How the screen is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// List and text side by side.
    Wide,
    /// The list above the text.
    Stacked,
    /// One of them at a time.
    Single,
    /// Too small to show anything.
    TooSmall,
}

/// Which panes are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Both, the list being the one that is shown where there is room for one.
    List,
    /// Both, the text being the one that is shown where there is room for one.
    Text,
    /// The list alone.
    ListAlone,
    /// The text alone.
    TextAlone,
}

/// A part of the screen: a line with its name, what is in it, and the column of its thumb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pane {
    /// All of it.
    pub area: Rect,
    /// The line that names it.
    pub rule: Rect,
    /// What is in it.
    pub body: Rect,
    /// The column that shows which part of the whole is in view.
    pub thumb: Rect,
}

/// Where everything is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panes {
    /// How the screen is divided.
    pub shape: Shape,
    /// The whole screen.
    pub area: Rect,
    /// The filter bar.
    pub bar: Rect,
    /// What is between the filter bar and the last line.
    pub middle: Rect,
    /// The list, where it is shown.
    pub list: Option<Pane>,
    /// The text, where it is shown.
    pub text: Option<Pane>,
    /// The line between the two, where they stand side by side.
    pub divider: Option<Rect>,
    /// The prompt, the notice or the keys: the last line, and those above it that this takes.
    pub status: Rect,
}

/// Columns of a comfortable line of prose.
const MEASURE: u16 = 80;
/// Columns that a text in two languages needs at the least.
const BILINGUAL: u16 = 70;
/// Columns beside the list: the line between, a margin, a line of prose, the thumb.
const BESIDE: u16 = MEASURE + 4;

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
    /// Divides a screen of columns and lines.
    pub(super) fn new(size: (u16, u16), wanted: Wanted) -> Self {
        let area = Rect::new(0, 0, size.0, size.1);
        let shape = Shape::of(size);
        let bar = Rect { height: area.height.min(1), ..area };
        let status = Rect { y: area.height.saturating_sub(1), height: area.height.min(1), ..area };
        let middle = Rect { y: area.height.min(1), height: area.height.saturating_sub(2), ..area };
        let mut panes = Self { shape, area, bar, middle, list: None, text: None, divider: None, status };
        match (shape, wanted) {
            (Shape::TooSmall, _) => {}
            (_, Wanted::ListAlone) | (Shape::Single, Wanted::List) => panes.list = Some(list(middle)),
            (_, Wanted::TextAlone) | (Shape::Single, Wanted::Text) => panes.text = Some(text(middle)),
            (Shape::Stacked, _) => {
                let above = Rect { height: (middle.height * 2 / 5).max(4), ..middle };
                let below = Rect { y: middle.y + above.height, height: middle.height - above.height, ..middle };
                (panes.list, panes.text) = (Some(list(above)), Some(text(below)));
            }
            (Shape::Wide, _) => {
                let left = Rect { width: middle.width.saturating_sub(BESIDE).clamp(34, 56), ..middle };
                let divider = Rect { x: left.width, width: 1, ..middle };
                let right = Rect { x: left.width + 1, width: middle.width - left.width - 1, ..middle };
                // The line between the two shows which part of the list is in view.
                let thumb = Rect { y: divider.y + 1, height: divider.height.saturating_sub(1), ..divider };
                (panes.list, panes.text) = (Some(Pane { thumb, ..list(left) }), Some(text(right)));
                panes.divider = Some(divider);
            }
        }
        panes
    }

    /// Gives the last lines of the screen to what is said there.
    pub(super) fn above(mut self, lines: usize) -> Self {
        let lines = u16::try_from(lines).unwrap_or(u16::MAX).min(self.area.height.saturating_sub(1));
        let end = self.area.height.saturating_sub(lines);
        let cut = |area: &mut Rect| area.height = area.height.min(end.saturating_sub(area.y));
        (self.status.y, self.status.height) = (end, self.area.height - end);
        let panes = [&mut self.list, &mut self.text].into_iter().flatten();
        let parts = panes.flat_map(|it| [&mut it.area, &mut it.rule, &mut it.body, &mut it.thumb]);
        parts.chain([&mut self.middle]).chain(&mut self.divider).for_each(cut);
        self
    }

    /// Returns how many columns the text is set in.
    pub fn measure(&self, is_bilingual: bool) -> u16 {
        let width = self.text.map_or(0, |it| it.body.width);
        width.min(if is_bilingual { 2 * MEASURE } else { MEASURE })
    }

    /// Returns whether a text in two languages has room, where it is shown or would be.
    pub(super) fn has_room_for_both(&self) -> bool {
        self.text.map_or(self.area.width.saturating_sub(4), |it| it.body.width) >= BILINGUAL
    }

    /// Returns how many lines of text are shown.
    pub fn text_height(&self) -> usize {
        self.text.map_or(1, |it| usize::from(it.body.height))
    }
}

impl Pane {
    /// Divides an area: the body stands off its left edge by a margin, and leaves a column for the thumb.
    fn new(area: Rect, margin: u16) -> Self {
        let rule = Rect { height: area.height.min(1), ..area };
        let below = Rect { y: area.y + rule.height, height: area.height - rule.height, ..area };
        let (margin, thumb) = (margin.min(area.width), area.width.min(1));
        let body = Rect { x: below.x + margin, width: below.width.saturating_sub(margin + thumb), ..below };
        Self { area, rule, body, thumb: Rect { x: below.right() - thumb, width: thumb, ..below } }
    }
}

fn list(area: Rect) -> Pane {
    Pane::new(area, 0)
}

fn text(area: Rect) -> Pane {
    Pane::new(area, if area.width < 50 { 1 } else { 2 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_on_the_screen_at_every_size() {
        for columns in 0..200 {
            for lines in 0..60 {
                for wanted in [Wanted::List, Wanted::Text, Wanted::ListAlone, Wanted::TextAlone] {
                    let panes = Panes::new((columns, lines), wanted).above(usize::from(columns % 4));
                    let shown = [panes.list, panes.text].into_iter().flatten();
                    let parts = shown.flat_map(|it| [it.area, it.rule, it.body, it.thumb]);
                    for part in parts.chain([panes.bar, panes.middle, panes.status]).chain(panes.divider) {
                        assert_eq!(panes.area.intersection(part), part, "{columns}×{lines} {part:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_shape_follows_the_size() {
        let shape = |columns, lines| Shape::of((columns, lines));
        assert_eq!((shape(120, 40), shape(80, 24), shape(60, 20)), (Shape::Wide, Shape::Stacked, Shape::Stacked));
        assert_eq!((shape(40, 12), shape(120, 12), shape(20, 6)), (Shape::Single, Shape::Single, Shape::Single));
        assert_eq!((shape(19, 40), shape(120, 5)), (Shape::TooSmall, Shape::TooSmall));
    }

    #[test]
    fn the_list_leaves_the_text_a_comfortable_line() {
        for (columns, list, text) in [(90, 34, 52), (118, 34, 80), (120, 36, 80), (140, 56, 80), (200, 56, 140)] {
            let panes = Panes::new((columns, 40), Wanted::List);
            let width = |pane: Option<Pane>, of: fn(Pane) -> Rect| pane.map(of).map(|it| it.width);
            assert_eq!((width(panes.list, |it| it.area), width(panes.text, |it| it.body)), (Some(list), Some(text)));
        }
    }
}
