//! Where is everything on the screen? Pure geometry, shared by drawing, paging and the mouse.

use ratatui::layout::Rect;

use super::Focus;

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

/// A part of the screen: a line with its name, and what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pane {
    /// The line that names it.
    pub rule: Rect,
    /// What is in it.
    pub body: Rect,
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
    /// The list, where it is shown.
    pub list: Option<Pane>,
    /// The text, where it is shown.
    pub text: Option<Pane>,
    /// The line between the two, where they stand side by side.
    pub divider: Option<Rect>,
    /// The line of keys and notices.
    pub status: Rect,
}

/// Columns of a comfortable line of prose.
const MEASURE: u16 = 80;
/// Columns that a text in two languages needs at the least.
pub(super) const BILINGUAL: u16 = 70;

impl Shape {
    fn of((columns, lines): (u16, u16)) -> Self {
        match (columns, lines) {
            (..20, _) | (_, ..6) => Shape::TooSmall,
            (..60, _) | (_, ..14) => Shape::Single,
            (..90, _) => Shape::Stacked,
            _ => Shape::Wide,
        }
    }
}

impl Panes {
    /// Divides a screen of columns and lines. `is_alone` gives the focused pane all of it; a lens
    /// is a text that is set in the middle.
    pub(super) fn new(size: (u16, u16), focus: Focus, is_alone: bool, is_lens: bool) -> Self {
        let area = Rect::new(0, 0, size.0, size.1);
        let shape = Shape::of(size);
        let bar = Rect { height: area.height.min(1), ..area };
        let status = Rect { y: area.height.saturating_sub(1), height: area.height.min(1), ..area };
        let body = Rect { y: 1, height: area.height.saturating_sub(2), ..area };
        let mut panes = Self { shape, area, bar, list: None, text: None, divider: None, status };
        match (shape, focus) {
            (Shape::TooSmall, _) => {}
            (Shape::Single, Focus::List) => panes.list = Some(list(body)),
            (_, Focus::List) if is_alone => panes.list = Some(list(body)),
            (Shape::Single, Focus::Text) => panes.text = Some(text(body, is_lens)),
            (_, Focus::Text) if is_alone => panes.text = Some(text(body, is_lens)),
            (Shape::Stacked, _) => {
                let above = Rect { height: (body.height * 2 / 5).max(4), ..body };
                let below = Rect { y: body.y + above.height, height: body.height - above.height, ..body };
                (panes.list, panes.text) = (Some(list(above)), Some(text(below, false)));
            }
            (Shape::Wide, _) => {
                let left = Rect { width: (body.width * 7 / 20).clamp(34, 56), ..body };
                let divider = Rect { x: left.width, width: 1, ..body };
                let right = Rect { x: left.width + 1, width: body.width - left.width - 1, ..body };
                (panes.list, panes.text) = (Some(list(left)), Some(text(right, false)));
                panes.divider = Some(divider);
            }
        }
        panes
    }

    /// Returns how many lines an activity takes in the list.
    pub fn lines_per_row(&self) -> usize {
        if self.divider.is_some() { 2 } else { 1 }
    }

    /// Returns how many columns the text is set in.
    pub fn measure(&self, is_bilingual: bool) -> u16 {
        let width = self.text.map_or(0, |it| it.body.width);
        width.min(if is_bilingual { 2 * MEASURE } else { MEASURE })
    }
}

fn split(area: Rect) -> Pane {
    let rule = Rect { height: area.height.min(1), ..area };
    Pane { rule, body: Rect { y: area.y + rule.height, height: area.height - rule.height, ..area } }
}

fn list(area: Rect) -> Pane {
    split(area)
}

/// The text stands off the edges of its pane; that of a lens stands in the middle.
fn text(area: Rect, is_lens: bool) -> Pane {
    let Pane { rule, body } = split(area);
    let margin = if body.width < 50 { 1 } else { 2 };
    let width = body.width.saturating_sub(2 * margin);
    let x = if is_lens { body.x + body.width.saturating_sub(width.min(MEASURE)) / 2 } else { body.x + margin };
    Pane { rule, body: Rect { x, width: width.min(area.right().saturating_sub(x)), ..body } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_on_the_screen_at_every_size() {
        for columns in 0..200 {
            for lines in 0..60 {
                for (focus, alone) in [(Focus::List, false), (Focus::Text, false), (Focus::Text, true)] {
                    let panes = Panes::new((columns, lines), focus, alone, alone);
                    let parts = [panes.list, panes.text].into_iter().flatten().flat_map(|it| [it.rule, it.body]);
                    for part in parts.chain([panes.bar, panes.status]).chain(panes.divider) {
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
}
