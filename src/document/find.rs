//! Where in a text do the words stand?

use std::ops::Range;

use super::block::{Block, Document};
use crate::catalogue::Field;
use crate::text::find_all;

/// Where something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The block, by its index.
    pub block: usize,
    /// Which bytes of its text.
    pub range: Range<usize>,
}

/// Something to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    /// A folded word or phrase.
    pub text: String,
    /// Where to look.
    pub scope: Scope,
}

/// Where in a text something is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere: headings and remarks, too.
    Everything,
    /// Where a search of the catalogue looks: in what the record says.
    Record,
    /// In one part of the record.
    Field(Field),
}

impl Scope {
    /// Returns whether a part of the record is looked at.
    pub fn covers(self, field: Field) -> bool {
        if let Scope::Field(wanted) = self { wanted.covers(field) } else { true }
    }

    /// Returns whether some bytes of a block are looked at.
    fn is_in(self, block: &Block, range: &Range<usize>) -> bool {
        block.field_of(range).map_or(self == Scope::Everything, |(_, field)| self.covers(*field))
    }
}

/// Returns every place where one of the needles stands, in reading order, none overlapping.
pub fn find(document: &Document, needles: &[Needle]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (block, it) in document.blocks.iter().enumerate() {
        let found = |needle: &Needle| {
            let ranges = find_all(&it.text, &needle.text).into_iter();
            let scope = needle.scope;
            ranges.filter(move |range| scope.is_in(it, range))
        };
        let mut ranges: Vec<Range<usize>> = needles.iter().flat_map(found).collect();
        ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        for range in ranges {
            if range.start >= end {
                end = range.end;
                hits.push(Hit { block, range });
            }
        }
    }
    hits
}
