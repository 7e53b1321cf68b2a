//! What is a text made of?
//!
//! The blocks of a document, and the words of which they are built, with annotated byte ranges: language, remarks,
//! links, fields of the record.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::catalogue::{Field, Place, Section, Text};
use crate::lang::Lang;
use crate::text::width;

/// A text for reading: a sequence of blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The blocks, in reading order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Returns a document with one block for each kind and text.
    pub fn of(blocks: impl IntoIterator<Item = (BlockKind, AnnotatedText)>) -> Self {
        Self { blocks: blocks.into_iter().map(|(kind, text)| Block::new(kind, text)).collect() }
    }

    /// Replaces characters that not every terminal has by ASCII ones. Byte ranges into the texts stay valid.
    pub fn in_ascii(mut self) -> Self {
        for block in &mut self.blocks {
            block.marker = block.marker.replace('◆', "[*]").replace('◇', "(o)").replace('•', "*").into();
            // `...` has as many bytes as `…`.
            block.text = block.text.replace('…', "...");
        }
        self
    }

    /// Returns the same text in two languages side by side, block by block, under the legends of their language tags.
    pub(super) fn side_by_side([left, right]: [Vec<Block>; 2], langs: [Lang; 2], has_legend: bool) -> Self {
        let legends = [legend(language_tags(&left), langs[0]), legend(language_tags(&right), langs[1])];
        let legends = match legends {
            [None, None] => None,
            _ if !has_legend => None,
            [left, right] => Some([left, right].map(|it| it.unwrap_or_else(|| Block::new(BlockKind::Remark, "")))),
        };
        let legends = legends.into_iter().map(|[left, right]| (left, right));
        let pairs = legends.chain(left.into_iter().zip(right));
        // Passages are selected in the left column only.
        let in_right_column = |it: Block| Block { column: 1, anchor: Anchor { is_passage: false, ..it.anchor }, ..it };
        Self { blocks: pairs.flat_map(|(left, right)| [left, in_right_column(right)]).collect() }
    }
}

/// A heading, paragraph or list item.
///
/// Its text is clean: it consists of texts of the catalogue and words of the interface only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Kind, which determines its appearance.
    pub kind: BlockKind,
    /// Marker before the first line; the other lines are indented by its width.
    pub marker: Cow<'static, str>,
    /// Text; `\n` separates paragraphs.
    pub text: String,
    /// Byte ranges in a language other than the user's, each with its BCP 47 tag, in order.
    pub foreign: Vec<(Range<usize>, String)>,
    /// Byte ranges that are remarks of the interface, in order.
    pub remarks: Vec<Range<usize>>,
    /// Byte offsets of the no-break spaces that replace plain ones to keep names on one line of a screen, in order.
    pub joins: Vec<usize>,
    /// Byte range of a web address.
    pub link: Option<Range<usize>>,
    /// Number of empty lines above it.
    pub space: usize,
    /// Index of its column, if columns are set side by side.
    pub column: usize,
    /// What it belongs to.
    pub anchor: Anchor,
    /// Byte ranges taken from fields of the record, in order; the rest are words of the interface.
    pub fields: Vec<(Range<usize>, Field)>,
}

/// What a block belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Record index of the activity, if it belongs to one.
    pub activity: Option<usize>,
    /// Section of the activity.
    pub section: Option<Section>,
    /// Index of the item in the section.
    pub item: usize,
    /// Whether it is a passage that can be selected.
    pub is_passage: bool,
    /// Theme under which it is listed in a lens, where an activity can be listed under several.
    pub theme: Option<usize>,
}

/// Kind of block, which determines its appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Title of the document.
    Title,
    /// Line below a title.
    Subtitle,
    /// A fact, with its name as the marker.
    Fact,
    /// Heading of a section.
    Heading,
    /// Label of a text: kind and basis of a lesson, or a name.
    Label,
    /// Text to read.
    Body,
    /// Remark of the interface, such as that a text is missing.
    Remark,
}

impl Block {
    /// Returns a block without a marker.
    pub(super) fn new(kind: BlockKind, text: impl Into<AnnotatedText>) -> Self {
        let AnnotatedText { text, foreign, remarks, joins, fields } = text.into();
        Self {
            kind,
            marker: Cow::Borrowed(""),
            text,
            foreign,
            remarks,
            joins,
            link: None,
            space: 0,
            column: 0,
            anchor: Anchor::default(),
            fields,
        }
    }

    /// Returns a block of a text in the user's language, or in another one with a remark that states it.
    pub(super) fn localized(kind: BlockKind, text: &Text, lang: Lang) -> Self {
        Self::new(kind, AnnotatedText::localized(text, lang))
    }

    /// Returns a byte range of the text with the plain spaces of the original, for output other than the screen.
    pub(super) fn original(&self, range: Range<usize>) -> Cow<'_, str> {
        let text = &self.text[range.clone()];
        let first = self.joins.partition_point(|it| *it < range.start);
        let joins = self.joins[first..].iter().take_while(|it| **it < range.end).map(|it| it - range.start);
        let (mut restored, mut at) = (String::new(), 0);
        for join in joins {
            restored.extend([&text[at..join], " "]);
            at = join + '\u{a0}'.len_utf8();
        }
        if at == 0 { Cow::Borrowed(text) } else { Cow::Owned(restored + &text[at..]) }
    }

    /// Returns whether it is an item of a list: a text with a marker, or a fact.
    pub(super) fn is_item(&self) -> bool {
        !self.marker.trim().is_empty() && matches!(self.kind, BlockKind::Body | BlockKind::Fact)
    }

    pub(super) fn with_marker(mut self, marker: impl Into<Cow<'static, str>>) -> Self {
        self.marker = marker.into();
        self
    }

    pub(super) fn with_space_above(mut self, space: usize) -> Self {
        self.space = space;
        self
    }

    pub(super) fn with_anchor(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    /// Returns the field that contains a byte range, with the byte range of the field; `None` if there is none, or if the
    /// range is in a remark.
    pub(super) fn field_of(&self, range: &Range<usize>) -> Option<&(Range<usize>, Field)> {
        if self.remarks.iter().any(|it| overlap(it, range)) {
            return None;
        }
        self.fields.iter().find(|(part, _)| part.start <= range.start && range.end <= part.end)
    }

    /// Assigns the whole text to a field of the record.
    pub(super) fn in_field(mut self, field: impl Into<Field>) -> Self {
        self.fields = vec![(0..self.text.len(), field.into())];
        self
    }
}

/// Returns whether two byte ranges overlap.
pub(super) fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Returns the language tags in some blocks.
pub(super) fn language_tags(blocks: &[Block]) -> impl Iterator<Item = &str> {
    blocks.iter().flat_map(|it| &it.foreign).map(|(_, tag)| tag.as_str())
}

/// Returns the legend of some language tags; `None` if there are none.
pub(super) fn legend<'a>(tags: impl Iterator<Item = &'a str>, lang: Lang) -> Option<Block> {
    let tags = Vec::from_iter(BTreeSet::from_iter(tags));
    (!tags.is_empty()).then(|| Block::new(BlockKind::Remark, (lang.words().text_instead)(&tags, lang.tag())))
}

/// Text under construction for a block, with annotated byte ranges.
#[derive(Clone, Debug, Default)]
pub struct AnnotatedText {
    text: String,
    foreign: Vec<(Range<usize>, String)>,
    remarks: Vec<Range<usize>>,
    joins: Vec<usize>,
    fields: Vec<(Range<usize>, Field)>,
}

/// Maximum width in columns of a name that is kept on one line.
const MAX_UNBROKEN_NAME: usize = 28;

impl AnnotatedText {
    /// Returns a text in the user's language, or in another one followed by its tag, which the legend of the document
    /// explains.
    pub fn localized(text: &Text, lang: Lang) -> Self {
        let version = text.version(lang);
        let mut words = Self::from(version.tagged().into_owned());
        if let Some(tag) = version.fallback_tag {
            let end = version.text.len();
            words.foreign.push((0..end, tag.to_owned()));
            words.remarks.push(end..words.text.len());
        }
        words
    }

    /// Returns the name of a place, followed by its country.
    pub(super) fn place(place: &Place, lang: Lang) -> Self {
        let name = Self::localized(&place.name, lang);
        match place.country_if_different(lang) {
            Some(country) => name.with(", ").with(country),
            None => name,
        }
    }

    /// Returns a name for a list; if it is short, it is kept on one line.
    pub(super) fn name(text: &Text, lang: Lang) -> Self {
        let words = Self::localized(text, lang);
        if width(&words.text) > MAX_UNBROKEN_NAME || !words.foreign.is_empty() {
            return words;
        }
        // A no-break space is one byte longer than a plain one.
        let joins = words.text.match_indices(' ').zip(0..).map(|((at, _), earlier_joins)| at + earlier_joins).collect();
        Self { joins, ..Self::from(words.text.replace(' ', "\u{a0}")) }
    }

    /// Appends a text.
    pub fn with(mut self, more: impl Into<AnnotatedText>) -> Self {
        let (at, more) = (self.text.len(), more.into());
        let shifted = |range: Range<usize>| range.start + at..range.end + at;
        self.text.push_str(&more.text);
        self.foreign.extend(more.foreign.into_iter().map(|(range, tag)| (shifted(range), tag)));
        self.remarks.extend(more.remarks.into_iter().map(shifted));
        self.joins.extend(more.joins.into_iter().map(|it| it + at));
        self.fields.extend(more.fields.into_iter().map(|(range, field)| (shifted(range), field)));
        self
    }

    /// Assigns the whole text to a field of the record.
    pub(super) fn in_field(mut self, field: Field) -> Self {
        self.fields = vec![(0..self.text.len(), field)];
        self
    }

    /// Joins names into a list.
    pub fn list(names: impl IntoIterator<Item = AnnotatedText>) -> Self {
        let mut names = names.into_iter();
        let first = names.next().unwrap_or_default();
        names.fold(first, |mut list, name| {
            list.text.push_str(" · ");
            list.with(name)
        })
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the length in bytes.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Returns whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl From<&str> for AnnotatedText {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for AnnotatedText {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}
