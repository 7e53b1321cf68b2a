//! What does the mouse do? Nothing that keys cannot.

use super::message::{Effect, Motion, Mouse};
use super::{App, Focus};

impl App {
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Option<Effect> {
        let panes = self.panes();
        let (Mouse::Click(column, row) | Mouse::Wheel(column, row, _)) = mouse;
        let position = ratatui::layout::Position::new(column, row);
        let in_list = panes.list.filter(|it| it.body.contains(position));
        let in_text = panes.text.is_some_and(|it| row >= it.rule.y && column >= it.rule.x && row < panes.status.y);
        match (mouse, &mut self.overlay) {
            (Mouse::Wheel(.., lines), Some(_)) => {
                let motion = if lines > 0 { Motion::Down } else { Motion::Up };
                (0..lines.unsigned_abs()).for_each(|_| self.go(motion));
            }
            (Mouse::Click(..), Some(_)) => {}
            (Mouse::Wheel(.., lines), None) if in_list.is_some() => {
                let motion = if lines > 0 { Motion::Down } else { Motion::Up };
                self.list.go(motion, 1);
            }
            (Mouse::Wheel(.., lines), None) if in_text => {
                let height = self.text_height();
                match &mut self.lens {
                    Some(lens) if !lens.is_reading => {
                        let motion = if lines > 0 { Motion::Down } else { Motion::Up };
                        lens.go(motion, height);
                    }
                    _ => self.text.scroll_by(lines, height),
                }
            }
            (Mouse::Click(..), None) => {
                if let Some(pane) = in_list {
                    let row = self.list.top + usize::from(row - pane.body.y) / panes.lines_per_row();
                    self.list.selected = row.min(self.list.answer.rows.len().saturating_sub(1));
                    self.focus = Focus::List;
                } else if let Some(lens) = self.lens.as_mut().filter(|lens| in_text && !lens.is_reading) {
                    let top = panes.text.map_or(0, |it| it.body.y);
                    lens.select_line(lens.reader.top + usize::from(row.saturating_sub(top)));
                } else if in_text && self.list.record().is_some() && self.lens.is_none() {
                    self.focus = Focus::Text;
                }
            }
            _ => {}
        }
        None
    }
}
