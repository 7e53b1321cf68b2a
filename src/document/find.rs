//! Where in a text do words occur?
//!
//! Finds the needles of a search in a document, each within its scope.

use std::ops::Range;

use super::block::{Block, Document, overlap};
use crate::catalogue::Field;
use crate::text::{find_all, without_overlaps};

/// An occurrence of a needle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the block.
    pub block: usize,
    /// Byte range in its text.
    pub range: Range<usize>,
}

/// A search term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    /// Folded word or phrase.
    pub text: String,
    /// Where to search for it.
    pub scope: Scope,
}

/// The part of a document that is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything, headings and remarks included.
    Everything,
    /// The texts of the record only, as a search of the catalogue does.
    Record,
    /// One field of the record.
    Field(Field),
}

impl Scope {
    /// Returns whether a field of the record is searched.
    pub fn covers(self, field: Field) -> bool {
        if let Scope::Field(scope_field) = self { scope_field.covers(field) } else { true }
    }

    /// Returns whether a byte range of a block is searched.
    fn covers_range(self, block: &Block, range: &Range<usize>) -> bool {
        block.field_of(range).map_or(self == Scope::Everything, |(_, field)| self.covers(*field))
    }
}

/// Returns whether a hit is in a text of the record that the document has in its own language, and neither in a text in
/// another one nor in words of the interface.
pub(super) fn is_in_own_text(document: &Document, hit: &Hit) -> bool {
    let block = &document.blocks[hit.block];
    block.field_of(&hit.range).is_some() && !block.foreign.iter().any(|it| overlap(&it.0, &hit.range))
}

/// Returns whether the needles occur in a text that the document has in its own language.
pub fn has_own_hit(document: &Document, needles: &[Needle]) -> bool {
    find(document, needles).iter().any(|it| is_in_own_text(document, it))
}

/// Returns every occurrence of the needles in the passages of a lens, in reading order. The legend of the languages
/// depends on which part of the lens the document is, and is left out.
pub fn find_in_lens(document: &Document, needles: &[Needle]) -> Vec<Hit> {
    let mut hits = find(document, needles);
    hits.retain(|it| document.blocks[it.block].anchor.activity.is_some());
    hits
}

/// Returns every occurrence of the needles, in reading order. Of overlapping ones the first is kept, and the longest of
/// those that begin together.
pub fn find(document: &Document, needles: &[Needle]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (block, it) in document.blocks.iter().enumerate() {
        let occurrences = |needle: &Needle| {
            let ranges = find_all(&it.text, &needle.text).into_iter();
            let scope = needle.scope;
            ranges.filter(move |range| scope.covers_range(it, range))
        };
        let ranges = without_overlaps(needles.iter().flat_map(occurrences).collect());
        hits.extend(ranges.into_iter().map(|range| Hit { block, range }));
    }
    hits
}
