//! What is a text made of?

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::catalogue::{Field, Place, Section, Text};
use crate::lang::Lang;
use crate::text::width;

/// A text to be read: blocks, one under the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The blocks, in reading order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Returns a document of lines.
    pub fn of(lines: impl IntoIterator<Item = (Role, Words)>) -> Self {
        Self { blocks: lines.into_iter().map(|(role, text)| Block::new(role, text)).collect() }
    }

    /// Returns the same text with a remark at its end, that something is not there.
    pub fn with_remark(mut self, remark: String) -> Self {
        self.blocks.push(Block::new(Role::Silence, remark).below(1));
        self
    }

    /// Returns the same text with signs that every terminal has; what is known by its bytes stays so.
    pub fn in_ascii(mut self) -> Self {
        for block in &mut self.blocks {
            block.marker = block.marker.replace('◆', "[*]").replace('◇', "(o)").replace('•', "*");
            // As many bytes as before.
            block.text = block.text.replace('…', "...");
        }
        self
    }

    /// Returns the same text in two languages, block beside block, under what its tags of languages mean.
    pub(super) fn side_by_side([left, right]: [Vec<Block>; 2], langs: [Lang; 2], has_legend: bool) -> Self {
        let legends = [legend(&left, langs[0]), legend(&right, langs[1])];
        let legends = match legends {
            [None, None] => None,
            _ if !has_legend => None,
            [left, right] => Some([left, right].map(|it| it.unwrap_or_else(|| Block::new(Role::Silence, "")))),
        };
        let legends = legends.into_iter().map(|[left, right]| (left, right));
        let pairs = legends.chain(left.into_iter().zip(right));
        // One goes from passage to passage on the left.
        let beside = |it: Block| Block { column: 1, anchor: Anchor { is_passage: false, ..it.anchor }, ..it };
        Self { blocks: pairs.flat_map(|(left, right)| [left, beside(right)]).collect() }
    }
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
    /// Which bytes of it are in another language than the reader's, and in which (BCP 47), in order.
    pub foreign: Vec<(Range<usize>, String)>,
    /// Which bytes of it are remarks of the interface, in order.
    pub remarks: Vec<Range<usize>>,
    /// Where in it a no-break space stands for a plain one, by bytes, in order: names are kept on one line of a screen.
    pub joins: Vec<usize>,
    /// Which bytes of it are a web address.
    pub link: Option<Range<usize>>,
    /// Lines left empty above it.
    pub space: usize,
    /// Which of the columns set side by side it stands in.
    pub column: usize,
    /// What it belongs to.
    pub anchor: Anchor,
    /// Which bytes of it are of which part of the record, in order; the rest are words of the interface.
    pub fields: Vec<(Range<usize>, Field)>,
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
    /// The theme under which it stands, where one activity stands under several.
    pub theme: Option<usize>,
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
    pub(super) fn new(role: Role, text: impl Into<Words>) -> Self {
        let Words { text, foreign, remarks, joins, fields } = text.into();
        Self {
            role,
            marker: String::new(),
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

    /// Returns a block of a text in the reader's language, or in another with a remark that says so.
    pub(super) fn localized(role: Role, text: &Text, lang: Lang) -> Self {
        Self::new(role, Words::of(text, lang))
    }

    /// Returns some bytes of the text as the author has written them, for what is not a screen.
    pub(super) fn written(&self, range: Range<usize>) -> Cow<'_, str> {
        let text = &self.text[range.clone()];
        let joins = self.joins.iter().filter(|it| range.contains(it)).map(|it| it - range.start);
        let (mut written, mut at) = (String::new(), 0);
        for join in joins {
            written.extend([&text[at..join], " "]);
            at = join + '\u{a0}'.len_utf8();
        }
        if at == 0 { Cow::Borrowed(text) } else { Cow::Owned(written + &text[at..]) }
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

    /// Returns the part of the record that some bytes of the text are, if they are one, and where it stands.
    pub(super) fn field_of(&self, range: &Range<usize>) -> Option<&(Range<usize>, Field)> {
        self.fields.iter().find(|(part, _)| part.start <= range.start && range.end <= part.end)
    }

    /// Says which part of the record the whole text is.
    pub(super) fn of(mut self, field: impl Into<Field>) -> Self {
        self.fields = vec![(0..self.text.len(), field.into())];
        self
    }
}

/// Returns what the tags of languages behind the texts of some blocks mean, where there are any.
pub(super) fn legend(blocks: &[Block], lang: Lang) -> Option<Block> {
    let tags: BTreeSet<&str> = blocks.iter().flat_map(|it| &it.foreign).map(|(_, tag)| tag.as_str()).collect();
    let meanings: Vec<String> = tags.into_iter().map(|it| (lang.words().text_instead)(it, lang.tag())).collect();
    (!meanings.is_empty()).then(|| Block::new(Role::Silence, meanings.join(" ")))
}

/// Words as they are put together for a block: which of them are in another language is known.
#[derive(Clone, Debug, Default)]
pub struct Words {
    text: String,
    foreign: Vec<(Range<usize>, String)>,
    remarks: Vec<Range<usize>>,
    joins: Vec<usize>,
    fields: Vec<(Range<usize>, Field)>,
}

/// The widest name that is kept on one line, in columns.
const SHORT: usize = 28;

impl Words {
    /// Returns a text in the reader's language, or in another with the tag of that language behind it;
    /// what the tag means is told where the text begins.
    pub fn of(text: &Text, lang: Lang) -> Self {
        let version = text.version(lang);
        let mut words = Self::from(version.text);
        if let Some(tag) = version.instead {
            let end = words.text.len();
            words.foreign.push((0..end, tag.to_owned()));
            words.text.push_str(&format!("\u{a0}[{tag}]"));
            words.remarks.push(end..words.text.len());
        }
        words
    }

    /// Returns a place with its country.
    pub(super) fn place(place: &Place, lang: Lang) -> Self {
        let name = Self::of(&place.name, lang);
        match place.country_beside(lang) {
            Some(country) => name.with(", ").with(country),
            None => name,
        }
    }

    /// Returns a name that stands among others, kept on one line where it is short.
    pub(super) fn name(text: &Text, lang: Lang) -> Self {
        let words = Self::of(text, lang);
        if width(&words.text) > SHORT || !words.foreign.is_empty() {
            return words;
        }
        // Each is a byte longer than what it stands for.
        let joins = words.text.match_indices(' ').zip(0..).map(|((at, _), before)| at + before).collect();
        Self { joins, ..Self::from(words.text.replace(' ', "\u{a0}")) }
    }

    /// Adds words after these.
    pub fn with(mut self, more: impl Into<Words>) -> Self {
        let (at, more) = (self.text.len(), more.into());
        let moved = |range: Range<usize>| range.start + at..range.end + at;
        self.text.push_str(&more.text);
        self.foreign.extend(more.foreign.into_iter().map(|(range, tag)| (moved(range), tag)));
        self.remarks.extend(more.remarks.into_iter().map(moved));
        self.joins.extend(more.joins.into_iter().map(|it| it + at));
        self.fields.extend(more.fields.into_iter().map(|(range, field)| (moved(range), field)));
        self
    }

    /// Says which part of the record these words are.
    pub(super) fn in_field(mut self, field: Field) -> Self {
        self.fields = vec![(0..self.text.len(), field)];
        self
    }

    /// Returns names one after the other.
    pub fn list(names: impl IntoIterator<Item = Words>) -> Self {
        let mut names = names.into_iter();
        let first = names.next().unwrap_or_default();
        names.fold(first, |list, name| list.with(" · ").with(name))
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns how many bytes there are.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}
