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
        let mut written = String::new();
        let mut rule = None;
        for part in page.line(line) {
            let Some(block) = document.blocks.get(part.block) else { continue };
            let marker = if part.is_first { block.marker.as_str() } else { "" };
            let from = (part.column + part.indent).saturating_sub(width(marker));
            written.extend(std::iter::repeat_n(' ', from.saturating_sub(width(&written))));
            written.push_str(marker);
            written.push_str(&block.original(part.range.clone()));
            rule = match block.role {
                BlockKind::Title if part.range.end == block.text.len() => Some('='),
                BlockKind::Heading if part.range.end == block.text.len() => Some('-'),
                _ => None,
            };
        }
        text.push_str(written.trim_end());
        text.push('\n');
        if let Some(rule) = rule {
            text.extend(std::iter::repeat_n(rule, width(&written)));
            text.push('\n');
        }
    }
    text
}
