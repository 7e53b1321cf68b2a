//! In which order is it read?
//!
//! Turns activities and lessons into documents made of blocks, and lays them out or writes them as plain text, Markdown
//! or HTML.

mod block;
mod find;
mod html;
mod lens;
mod markdown;
mod page;
mod plain;
mod references;
mod sheet;
mod snippet;

pub use block::{Anchor, AnnotatedText, Block, BlockKind, Document};
pub use find::{Hit, Needle, Scope, find, find_in_lens, has_own_hit};
pub use html::{html_end, html_start, section, write_article};
pub use lens::{Grouping, LensView, Unit};
pub use markdown::{escape as escape_markdown, markdown, write_markdown};
pub use page::{Fragment, Page};
pub use plain::plain;
pub use references::References;
pub use sheet::{
    colophon, provenance, searchable_parts, sheet, sheet_of_sections, sheet_without_colophon, side_by_side,
};
pub use snippet::{Found, Snippet, found_in, found_in_names, missing, words_around};
