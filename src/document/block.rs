//! What is a text made of?

use crate::catalogue::{Field, Section, Text};
use crate::lang::Lang;

/// A text to be read: blocks, one under the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The blocks, in reading order.
    pub blocks: Vec<Block>,
}

/// One heading, paragraph or item.
///
/// Its text is clean: it is made of texts of the catalogue and words of the interface only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// What stands before its first line; the other lines are indented by as much.
    pub marker: String,
    /// The text; `\n` parts paragraphs.
    pub text: String,
    /// Where in `text` a remark of the interface begins, in bytes; its length where there is none.
    pub remark: usize,
    /// The language of the text (BCP 47), where it is not the reader's.
    pub language: Option<String>,
    /// Lines left empty above it.
    pub space: usize,
    /// Which of the columns set side by side it stands in.
    pub column: usize,
    /// What it belongs to.
    pub anchor: Anchor,
    /// The part of the record that its text is, where it is one and not a word of the interface.
    pub field: Option<Field>,
}

/// What a block belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The record number of the activity, for whatever belongs to one.
    pub activity: Option<usize>,
    /// The section of it.
    pub section: Option<Section>,
    /// The place in the section, from 0.
    pub item: usize,
    /// Whether it is a passage that can be gone to.
    pub is_passage: bool,
}

/// What a block is, from which its looks follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The title of the whole.
    Title,
    /// What stands under a title.
    Subtitle,
    /// A fact with its name as marker.
    Fact,
    /// The heading of a section.
    Heading,
    /// What a lesson is and who says so.
    Provenance,
    /// Text to read.
    Body,
    /// A remark that there is no text.
    Silence,
}

impl Block {
    /// Returns a block of plain text.
    pub(super) fn new(role: Role, text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            role,
            marker: String::new(),
            remark: text.len(),
            text,
            language: None,
            space: 0,
            column: 0,
            anchor: Anchor::default(),
            field: None,
        }
    }

    /// Returns a block of a text in the reader's language, or in another with a remark that says so.
    pub(super) fn localized(role: Role, text: &Text, lang: Lang) -> Self {
        let version = text.version(lang);
        let language = version.instead.map(str::to_owned);
        Self { remark: version.text.len(), language, ..Self::new(role, spoken(text, lang)) }
    }

    pub(super) fn marked(mut self, marker: impl Into<String>) -> Self {
        self.marker = marker.into();
        self
    }

    pub(super) fn below(mut self, space: usize) -> Self {
        self.space = space;
        self
    }

    pub(super) fn at(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    pub(super) fn of(mut self, field: impl Into<Field>) -> Self {
        self.field = Some(field.into());
        self
    }
}

/// Returns a text in the reader's language, or in another with a remark that says so.
pub(super) fn spoken(text: &Text, lang: Lang) -> String {
    let version = text.version(lang);
    match version.instead {
        Some(tag) => format!("{} {}", version.text, (lang.words().text_instead)(tag)),
        None => version.text.to_owned(),
    }
}
