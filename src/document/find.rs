//! Where in a text do the words stand?

use std::ops::Range;

use super::block::Document;
use crate::text::find_all;

/// Where something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The block, by its index.
    pub block: usize,
    /// Which bytes of its text.
    pub range: Range<usize>,
}

/// Returns every place where one of the folded needles stands, in reading order, none overlapping.
pub fn find(document: &Document, needles: &[String]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (block, it) in document.blocks.iter().enumerate() {
        let mut ranges: Vec<Range<usize>> = needles.iter().flat_map(|needle| find_all(&it.text, needle)).collect();
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
