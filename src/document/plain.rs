//! How is a document read without a screen?
//!
//! Writes documents as lines of plain text.

use super::block::{BlockKind, Document};
use super::page::Page;
use crate::text::width;

/// Returns a document as lines of at most `columns` columns, each terminated by a line break. Titles and headings are
/// underlined, so that screen readers announce them too.
pub fn plain(document: &Document, columns: usize) -> String {
    let page = Page::new(document, columns);
    let mut text = String::new();
    for line in 0..page.len() {
        let mut line_text = String::new();
        let mut underline = None;
        for fragment in page.line(line) {
            let Some(block) = document.blocks.get(fragment.block) else { continue };
            let marker = if fragment.is_first { &*block.marker } else { "" };
            let start = (fragment.column + fragment.indent).saturating_sub(width(marker));
            line_text.extend(std::iter::repeat_n(' ', start.saturating_sub(width(&line_text))));
            line_text.push_str(marker);
            line_text.push_str(&block.original(fragment.range.clone()));
            underline = match block.kind {
                BlockKind::Title if fragment.range.end == block.text.len() => Some('='),
                BlockKind::Heading if fragment.range.end == block.text.len() => Some('-'),
                _ => None,
            };
        }
        text.push_str(line_text.trim_end());
        text.push('\n');
        if let Some(character) = underline {
            text.extend(std::iter::repeat_n(character, width(&line_text)));
            text.push('\n');
        }
    }
    text
}
