//! Where is searched? In the segments of all records, as they were loaded; none of them is ever copied.

use std::sync::Arc;

use memchr::memmem::Finder;

use super::number::number;
use super::segment::Segment;

/// The segments of all records. A copy shares them.
#[derive(Clone, Debug, Default)]
pub(super) struct Haystack {
    /// Each with the number of its first record.
    segments: Vec<(u32, Arc<Segment>)>,
    count: u32,
    bytes: usize,
}

impl Haystack {
    /// Returns how many records it holds.
    pub(super) fn len(&self) -> u32 {
        self.count
    }

    /// Returns about how many bytes are looked through for a word in the records that follow the first `count`.
    pub(super) fn bytes_after(&self, count: u32) -> usize {
        if count == 0 { self.bytes } else { self.after(count).iter().map(|(_, it)| it.bytes()).sum() }
    }

    /// Returns the segments of the records that follow the first `count`, each with the number of its first record.
    pub(super) fn after(&self, count: u32) -> &[(u32, Arc<Segment>)] {
        &self.segments[self.segments.partition_point(|(first, _)| *first < count)..]
    }

    /// Returns whether something stands in a word.
    pub(super) fn contains(&self, text: &str) -> bool {
        let finder = Finder::new(text);
        self.segments.iter().any(|(_, it)| it.contains(&finder))
    }

    /// Adds records without words, up to so many records in all.
    pub(super) fn extend_to(&mut self, count: u32) {
        self.count = self.count.max(count);
    }

    /// Adds the records of a segment.
    pub(super) fn push(&mut self, segment: Segment) {
        let first = self.count;
        self.count = self.count.saturating_add(number(segment.len()));
        self.bytes += segment.bytes();
        self.segments.push((first, Arc::new(segment)));
    }
}
