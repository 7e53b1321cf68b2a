//! Which words are on which line?
//!
//! Lays out a document for a width in columns, and maps lines to byte ranges of its blocks and back.

use std::ops::Range;

use super::block::{Block, BlockKind, Document};
use crate::text::{list_marker, width, wrap};

/// Number of empty columns between two texts set side by side.
const GUTTER: usize = 3;

/// A document laid out for a width: lines made of fragments of blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    fragments: Vec<Fragment>,
    /// Index in `fragments` of the first fragment of each line.
    lines: Vec<usize>,
    /// Index in `fragments` of the first fragment of each block. Those of a block set beside it lie between its own.
    blocks: Vec<usize>,
}

/// A part of a block on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// Index of the block in the document.
    pub block: usize,
    /// Byte range of its text.
    pub range: Range<usize>,
    /// Column at which the block begins, its marker included.
    pub column: usize,
    /// Indentation of the text in columns; on the first line, the width of the marker.
    pub indent: usize,
    /// Whether it is on the first line of the block, which has the marker.
    pub is_first: bool,
}

/// Width in columns below which the name of a fact has a line of its own.
const NARROW: usize = 45;

/// Indentation in columns of a fact below its name.
const INDENT: usize = 2;

/// A block broken into lines, before it is set beside others; `None` is an empty line.
struct Column {
    at: usize,
    /// Width of the marker in columns.
    marker: usize,
    /// Indentation of the text in columns.
    indent: usize,
    lines: Vec<Option<Line>>,
}

/// A line of a block.
struct Line {
    range: Range<usize>,
    /// Additional indentation in columns of a list item below its first line.
    hang: usize,
}

impl Column {
    fn new(block: &Block, measure: usize) -> Self {
        let has_label_line = block.kind == BlockKind::Fact && measure < NARROW;
        let marker =
            if has_label_line { width(&block.marker).min(measure) } else { width(&block.marker).min(measure / 2) };
        let indent = if has_label_line { INDENT.min(measure / 2) } else { marker };
        let mut lines = paragraphs(&block.text, measure - indent);
        if has_label_line {
            lines.insert(0, Some(Line { range: 0..0, hang: 0 }));
        }
        Self { at: block.column * (measure + GUTTER), marker, indent, lines }
    }
}

impl Page {
    /// Lays out a document in `columns` columns. Blocks in several columns are set side by side, their first lines
    /// aligned.
    pub fn new(document: &Document, columns: usize) -> Self {
        let mut page = Self::default();
        let count = document.blocks.iter().map(|it| it.column + 1).max().unwrap_or(1);
        let measure = (columns.saturating_sub(GUTTER * (count - 1)) / count).max(1);
        let mut at = 0;
        while at < document.blocks.len() {
            let following = &document.blocks[at + 1..];
            let beside_count = following.iter().zip(1..).take_while(|(it, column)| it.column == *column).count();
            page.push_row(&document.blocks[at..=at + beside_count], at, measure);
            at += beside_count + 1;
        }
        page
    }

    /// Lays out one row of blocks side by side.
    fn push_row(&mut self, blocks: &[Block], first: usize, measure: usize) {
        let space = blocks.iter().map(|it| it.space).max().unwrap_or(0);
        (0..space).for_each(|_| self.lines.push(self.fragments.len()));
        let columns: Vec<Column> = blocks.iter().map(|it| Column::new(it, measure)).collect();
        let height = columns.iter().map(|it| it.lines.len()).max().unwrap_or(0);
        self.blocks.extend(columns.iter().map(|_| self.fragments.len()));
        for line in 0..height {
            self.lines.push(self.fragments.len());
            for (index, column) in columns.iter().enumerate() {
                if let Some(Some(Line { range, hang })) = column.lines.get(line) {
                    self.fragments.push(Fragment {
                        block: first + index,
                        range: range.clone(),
                        column: column.at,
                        indent: if line == 0 { column.marker } else { column.indent + hang },
                        is_first: line == 0,
                    });
                }
            }
        }
    }

    /// Returns the number of lines.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns whether there are no lines.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Returns the fragments of a line, from left to right; empty for an empty line.
    pub fn line(&self, line: usize) -> &[Fragment] {
        let Some(&start) = self.lines.get(line) else { return &[] };
        let end = self.lines.get(line + 1).copied().unwrap_or(self.fragments.len());
        &self.fragments[start..end]
    }

    /// Returns the fragments of a block, each with its line.
    fn fragments_of(&self, block: usize) -> impl Iterator<Item = (&Fragment, usize)> {
        let start = self.blocks.get(block).copied().unwrap_or(self.fragments.len());
        // At most two blocks are set side by side, so a fragment of any block after the next is on another row.
        let row = self.fragments[start..].iter().zip(start..).take_while(move |(it, _)| it.block <= block + 1);
        let own = row.filter(move |(it, _)| it.block == block);
        own.map(|(it, at)| (it, self.lines.partition_point(|&start| start <= at).saturating_sub(1)))
    }

    /// Returns the line that shows a byte of a block; for one beyond its text, the last line of the block.
    pub fn line_of(&self, block: usize, at: usize) -> usize {
        let shown = self.fragments_of(block).find(|(it, _)| at < it.range.end).map(|(_, line)| line);
        shown.unwrap_or_else(|| self.lines_of(block).end - 1)
    }

    /// Returns the range of lines that a block occupies.
    pub fn lines_of(&self, block: usize) -> Range<usize> {
        let mut lines = self.fragments_of(block).map(|(_, line)| line);
        let first = lines.next().unwrap_or_else(|| self.len().saturating_sub(1));
        first..lines.last().unwrap_or(first) + 1
    }

    /// Returns the block and the byte offset at the beginning of a line; if it is empty, those of the next one that is
    /// not.
    pub fn anchor(&self, line: usize) -> (usize, usize) {
        let start = self.lines.get(line).copied().unwrap_or(self.fragments.len());
        self.fragments
            .get(start)
            .or(self.fragments.last())
            .map_or((0, 0), |fragment| (fragment.block, fragment.range.start))
    }
}

/// Breaks a text of several paragraphs into lines, with an empty line between paragraphs, but none between the items of
/// a list.
fn paragraphs(text: &str, measure: usize) -> Vec<Option<Line>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        let marker = list_marker(paragraph).map_or(0, |it| width(&paragraph[..it]));
        if start > 0 && marker == 0 {
            lines.push(None);
        }
        let hang = if marker * 2 < measure { marker } else { 0 };
        let full_width = wrap(paragraph, measure);
        let first = full_width.first().map_or(0, |it| it.end);
        let rest = paragraph[first..].trim_start_matches(' ');
        let rest_start = paragraph.len() - rest.len();
        let line = |range: Range<usize>, hang| Some(Line { range: start + range.start..start + range.end, hang });
        if hang == 0 {
            lines.extend(full_width.into_iter().map(|it| line(it, 0)));
        } else {
            lines.push(line(0..first, 0));
            let wrapped = wrap(rest, measure - hang).into_iter();
            lines.extend(wrapped.map(|it| line(rest_start + it.start..rest_start + it.end, hang)));
        }
        start += paragraph.len() + 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(document: &Document, columns: usize) -> Vec<String> {
        let page = Page::new(document, columns);
        let text = |line| {
            let mut text = String::new();
            for fragment in page.line(line) {
                let block = &document.blocks[fragment.block];
                let marker = if fragment.is_first { &*block.marker } else { "" };
                let from = fragment.column + fragment.indent - width(marker);
                text.push_str(&" ".repeat(from - width(&text)));
                text.push_str(marker);
                text.push_str(&block.text[fragment.range.clone()]);
            }
            text
        };
        (0..page.len()).map(text).collect()
    }

    #[test]
    fn blocks_have_hanging_indent_and_paragraph_spacing() {
        let blocks = vec![
            Block::new(BlockKind::Heading, "Head"),
            Block::new(BlockKind::Body, "one two three\nfour").with_marker("• ").with_space_above(1),
        ];
        assert_eq!(lines(&Document { blocks }, 9), ["Head", "", "• one two", "  three", "", "  four"]);
    }

    #[test]
    fn list_items_have_hanging_indent_if_there_is_room() {
        let item = || Document { blocks: vec![Block::new(BlockKind::Body, "12. five six")] };
        assert_eq!(lines(&item(), 9), ["12. five", "    six"]);
        assert_eq!(lines(&item(), 8), ["12. five", "six"]);
        let long = Document { blocks: vec![Block::new(BlockKind::Body, "12. five six seven, and - eight")] };
        assert_eq!(lines(&long, 10), ["12. five", "    six", "    seven,", "    and -", "    eight"]);
    }

    #[test]
    fn byte_offsets_map_to_the_lines_that_show_them() {
        let blocks = vec![Block::new(BlockKind::Body, "one two three"), Block::new(BlockKind::Body, "four five")];
        let page = Page::new(&Document { blocks }, 7);
        let of_first: Vec<usize> = [0, 3, 4, 7, 8, 13].map(|at| page.line_of(0, at)).into();
        assert_eq!(of_first, [0, 0, 0, 1, 1, 1]);
        assert_eq!([0, 3, 5, 9].map(|at| page.line_of(1, at)), [2, 2, 3, 3]);
    }

    #[test]
    fn list_items_are_not_separated_by_blank_lines() {
        let blocks = vec![Block::new(BlockKind::Body, "Three:\n- one two three\n- four\n12. five six\nEnd")];
        let expected = ["Three:", "- one two", "  three", "- four", "12. five", "    six", "", "End"];
        assert_eq!(lines(&Document { blocks }, 9), expected);
    }

    #[test]
    fn narrow_fact_has_its_label_on_a_separate_line() {
        let document =
            Document { blocks: vec![Block::new(BlockKind::Fact, "one two three").with_marker("Themes     ")] };
        assert_eq!(lines(&document, 45), ["Themes     one two three"]);
        assert_eq!(lines(&document, 14), ["Themes     ", "  one two", "  three"]);
        let page = Page::new(&document, 14);
        assert_eq!((page.lines_of(0), page.line_of(0, 0), page.line_of(0, 8)), (0..3, 1, 2));
    }

    #[test]
    fn columns_are_side_by_side_and_aligned_at_the_top() {
        let beside = Block { column: 1, ..Block::new(BlockKind::Body, "d") };
        let blocks = vec![Block::new(BlockKind::Body, "a b c"), beside, Block::new(BlockKind::Body, "e")];
        assert_eq!(lines(&Document { blocks }, 9), ["a b   d", "c", "e"]);
    }

    #[test]
    fn anchors_are_preserved_across_widths() {
        let blocks = vec![Block::new(BlockKind::Body, "one two three four"), Block::new(BlockKind::Body, "five six")];
        let document = Document { blocks };
        let (narrow, wide) = (Page::new(&document, 5), Page::new(&document, 40));
        for line in 0..narrow.len() {
            let (block, at) = narrow.anchor(line);
            assert_eq!(narrow.line_of(block, at), line);
            assert_eq!(wide.line_of(block, at), block);
        }
    }
}
