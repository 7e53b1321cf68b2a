//! Where in a file is a problem?
//!
//! Converts byte offsets to lines and columns, with an excerpt of the line and the columns to underline.

use std::ops::Range;

use crate::text::{Clean, clean_line, is_shown, truncate, width};

/// A location in a file.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Location {
    /// Name of the file, cleaned for display.
    pub file: Clean,
    /// Line, counted from 1; 0 if the whole file is meant.
    pub line: usize,
    /// Column in characters (scalar values), counted from 1.
    pub column: usize,
    /// Excerpt of the line around the location, short enough to be displayed.
    pub source: Clean,
    /// Columns of `source` to underline.
    pub underlined: Range<usize>,
}

/// A position in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// Line, counted from 1.
    pub(crate) line: usize,
    /// Number of characters before the position on that line.
    pub(crate) column: usize,
}

impl Default for Position {
    fn default() -> Self {
        Self { line: 1, column: 0 }
    }
}

impl Position {
    /// Moves the position past some bytes.
    pub(crate) fn advance(&mut self, bytes: &[u8]) {
        let last = memchr::memrchr(b'\n', bytes);
        self.line += memchr::memchr_iter(b'\n', bytes).count();
        let before = if last.is_some() { 0 } else { self.column };
        self.column = before + characters(&bytes[last.map_or(0, |it| it + 1)..]);
    }
}

/// Returns the number of characters that begin in some bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|it| **it & 0xC0 != 0x80).count()
}

/// Converts byte offsets in a part of a file to positions in the file, fastest in ascending order: a file may have a
/// problem at every character, all on one line.
#[derive(Debug)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    start: Position,
    position: Position,
    offset: usize,
}

/// Maximum number of bytes of a line that are read before and after a location: more than can be displayed.
const MAX_CONTEXT: usize = 500;

impl<'a> Cursor<'a> {
    /// Returns the cursor for a part that begins at a position in the file.
    pub(crate) fn new(bytes: &'a [u8], start: Position) -> Self {
        Self { bytes, start, position: start, offset: 0 }
    }

    /// Returns the position of a byte offset.
    pub(crate) fn position(&mut self, offset: usize) -> Position {
        if offset < self.offset {
            (self.position, self.offset) = (self.start, 0);
        }
        self.position.advance(&self.bytes[self.offset..offset]);
        self.offset = offset;
        self.position
    }
}

impl Location {
    /// Returns the location of a byte range of `text`, a part of a file over which `cursor` moves.
    pub(crate) fn of(file: &Clean, text: &str, cursor: &mut Cursor<'_>, bytes: Range<usize>) -> Self {
        let start = floor(text, bytes.start);
        let end = floor(text, bytes.end).max(start);
        let before = &text[text.ceil_char_boundary(start.saturating_sub(MAX_CONTEXT))..start];
        let written_before = before.rsplit('\n').next().unwrap_or_default();
        let after = &text[start..floor(text, start + MAX_CONTEXT)];
        let shown_end = start + after.find('\n').unwrap_or(after.len());
        let before = clean_line(written_before);
        // A long line is cut around the location so that the underlined columns stay visible.
        let lead = if width(&before) > 60 { last_columns(&before, 50) } else { before };
        let marked_text = clean_line(&text[start..end.min(shown_end)]);
        // The range may begin with a blank, perhaps after hidden characters, which cleaning would remove.
        let first_shown = text[start..shown_end].chars().find(|it| matches!(it, ' ' | '\t') || is_shown(*it));
        let blank = if matches!(first_shown, Some(' ' | '\t')) { " " } else { "" };
        let rest = truncate(&format!("{blank}{}", clean_line(&text[start..shown_end])), 100 - width(&lead).min(60));
        let gap = if !lead.is_empty() && written_before.ends_with([' ', '\t']) { " " } else { "" };
        let source = format!("{lead}{gap}{rest}");
        let column_start = width(&lead) + gap.len();
        let column_end = (column_start + width(&marked_text).max(1)).min(width(&source).max(column_start + 1));
        let Position { line, column } = cursor.position(start);
        Self {
            file: file.clone(),
            line,
            column: column + 1,
            source: Clean::line(&source),
            underlined: column_start..column_end,
        }
    }

    /// Returns the location of a whole file.
    pub(crate) fn whole(file: &Clean) -> Self {
        Self { file: file.clone(), ..Self::default() }
    }

    /// Returns the excerpt of the line cut to at most `columns` around the location, with the columns of it to
    /// underline.
    pub(super) fn excerpt(&self, columns: usize) -> (String, Range<usize>) {
        let Range { start, end } = self.underlined;
        let mut offsets = self.source.char_indices().map(|(at, _)| at);
        let location = offsets.find(|at| width(&self.source[..*at]) >= start).unwrap_or(self.source.len());
        let (before, rest) = self.source.split_at(location);
        let is_far = width(&self.source) > columns && start > columns / 2;
        let before = if is_far { last_columns(before, columns / 2) } else { before.to_owned() };
        let start_shown = width(&before);
        let rest = truncate(rest, columns.saturating_sub(start_shown));
        let end_shown = (start_shown + end - start).min(start_shown + width(&rest)).max(start_shown + 1);
        (before + &rest, start_shown..end_shown)
    }

    /// Returns `file:line:column:`, or `file:` for a whole file, in the form that editors recognise.
    pub fn address(&self) -> String {
        match self.line {
            0 => format!("{}:", self.file),
            line => format!("{}:{line}:{}:", self.file, self.column),
        }
    }
}

/// Returns the last columns of a text after an ellipsis.
fn last_columns(text: &str, columns: usize) -> String {
    let mut start = text.len();
    for (at, _) in text.char_indices().rev() {
        if width(&text[at..]) > columns {
            break;
        }
        start = at;
    }
    format!("…{}", &text[start..])
}

/// Returns the nearest character boundary at or before a byte offset.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn location(text: &str, marked: &str) -> Location {
        let start = text.find(marked).unwrap();
        let mut cursor = Cursor::new(text.as_bytes(), Position::default());
        Location::of(&Clean::line("f.ron"), text, &mut cursor, start..start + marked.len())
    }

    #[test]
    fn column_counts_characters_but_marker_counts_width() {
        let location = location("a\n  é漢 x: \"no\",\n", "\"no\"");
        assert_eq!((location.line, location.column), (2, 9));
        let columns: String = location.source.chars().collect();
        assert_eq!(columns, "é漢 x: \"no\",");
        assert_eq!(location.underlined, 7..11);
    }

    #[test]
    fn blank_after_a_hidden_character_is_shown() {
        let location = location("  x: \"First\u{200b} walk\",", "\u{200b}");
        assert_eq!(&*location.source, "x: \"First walk\",");
        assert_eq!(location.underlined, 9..10);
    }

    #[test]
    fn long_lines_are_shortened_around_the_location() {
        let long = format!("{}HERE{}", "x".repeat(500), "y".repeat(500));
        let location = location(&long, "HERE");
        assert!(width(&location.source) < 120);
        assert!(
            location.source[location.source.char_indices().nth(location.underlined.start).unwrap().0..]
                .starts_with("HERE")
        );
        assert_eq!(location.column, 501);
    }

    #[test]
    fn excerpt_fits_a_narrow_terminal_around_the_location() {
        let location =
            location("title: { \"fr\": \"Un cours\" }, places: [\"Lyon\"], county: \"FR\", id: \"a\"", "county");
        for (columns, expected, underlined) in [
            (usize::MAX, &*location.source, 47..53),
            (40, "…, places: [\"Lyon\"], county: \"FR\", id:…", 21..27),
            (20, "…[\"Lyon\"], county:…", 11..17),
            (3, "… …", 2..3),
        ] {
            assert_eq!(location.excerpt(columns), (expected.to_owned(), underlined), "{columns}");
        }
    }

    proptest::proptest! {
        #[test]
        fn line_and_column_match_a_plain_count(
            parts in proptest::collection::vec("[aé漢😀\n]{0,9}", 0..400), at in 0usize..4000,
        ) {
            let text = parts.concat();
            let at = text.floor_char_boundary(at.min(text.len()));
            let mut cursor = Cursor::new(text.as_bytes(), Position::default());
            // Offsets may also be given in descending order.
            let _ = Location::of(&Clean::line("f"), &text, &mut cursor, text.len()..text.len());
            let location = Location::of(&Clean::line("f"), &text, &mut cursor, at..at);
            let line_start = text[..at].rfind('\n').map_or(0, |it| it + 1);
            proptest::prop_assert_eq!(location.column, text[line_start..at].chars().count() + 1);
            proptest::prop_assert_eq!(location.line, text[..at].matches('\n').count() + 1);
        }
    }
}
