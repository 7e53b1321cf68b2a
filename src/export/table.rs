//! How is a list shown in columns?
//!
//! Aligns the activities in columns, each as wide as its widest cell, which is known only at the end.

use std::iter;

use crate::catalogue::Activity;
use crate::lang::Lang;
use crate::text::{truncate, width};

/// Index of the place in a row.
const PLACE_COLUMN: usize = 2;
/// Number of cells of a row, the title and its tag included.
const ROW_CELLS: usize = 5;
/// Minimum width of the title, in columns; the place is omitted rather than leave it less.
const MIN_TITLE_WIDTH: usize = 24;

/// A table with one line per activity: identifier, country, place, title. The title is followed by the tag of its
/// language if that is not the user's.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The cells, row by row, each terminated by a line break, which no cell contains.
    cells: String,
    /// Widths of the widest identifier, country and place, in columns.
    widest: [usize; 3],
}

impl Table {
    pub(super) fn add(&mut self, activity: &Activity, lang: Lang) {
        let [countries, place] = [&activity.country_codes_label(&[]), activity.place.name.get(lang)];
        for (cell, widest) in [activity.id.as_str(), countries, place].into_iter().zip(&mut self.widest) {
            *widest = width(cell).max(*widest);
            self.cells.extend([cell, "\n"]);
        }
        let title = activity.title.version(lang);
        self.cells.extend([title.text, "\n", &title.suffix(), "\n"]);
    }

    /// Returns the lines, cut to at most `columns` before the tag if given; the place is omitted if it would leave too
    /// little room for the title.
    pub(super) fn lines(&self, columns: Option<usize>) -> String {
        let has_place = columns.is_none_or(|it| self.widest.iter().sum::<usize>() + MIN_TITLE_WIDTH + 6 <= it);
        let (mut lines, mut start) = (String::with_capacity(2 * self.cells.len()), 0);
        for (at, cell) in (0..ROW_CELLS).cycle().zip(self.cells.split_terminator('\n')) {
            match self.widest.get(at) {
                Some(_) if at == PLACE_COLUMN && !has_place => {}
                Some(widest) => {
                    lines.push_str(cell);
                    lines.extend(iter::repeat_n(' ', widest - width(cell) + 2));
                }
                None if at + 1 < ROW_CELLS => lines.push_str(cell),
                None => {
                    if let Some(columns) = columns {
                        let line = truncate(&lines[start..], columns.saturating_sub(width(cell)));
                        lines.replace_range(start.., &line);
                    }
                    lines.extend([cell, "\n"]);
                    start = lines.len();
                }
            }
        }
        lines
    }
}
