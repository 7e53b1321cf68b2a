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
    /// Where a search of the catalogue looks: in what the record says, but for its sources.
    Record,
    /// In one part of the record.
    Field(Field),
}

impl Scope {
    /// Returns whether a block is looked at.
    fn covers(self, block: &Block) -> bool {
        match (self, block.field) {
            (Scope::Everything, _) => true,
            (Scope::Record, field) => field.is_some_and(|it| it != Field::Sources),
            (Scope::Field(wanted), field) => field == Some(wanted),
        }
    }
}

/// Returns every place where one of the needles stands, in reading order, none overlapping.
pub fn find(document: &Document, needles: &[Needle]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (block, it) in document.blocks.iter().enumerate() {
        let covering = needles.iter().filter(|needle| needle.scope.covers(it));
        let mut ranges: Vec<Range<usize>> = covering.flat_map(|needle| find_all(&it.text, &needle.text)).collect();
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
