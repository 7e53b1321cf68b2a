//! What is searched?
//!
//! Holds the segments of all records in the order of loading, without ever copying one.

use std::sync::Arc;

use memchr::memmem::Finder;

use super::convert::to_u32;
use super::segment::Segment;

/// The segments of all records. Cheap to clone: clones share the segments.
#[derive(Clone, Debug, Default)]
pub(super) struct Haystack {
    /// Segments, each with the number of its first record.
    segments: Vec<(u32, Arc<Segment>)>,
    count: u32,
    bytes: usize,
}

impl Haystack {
    /// Returns the number of records.
    pub(super) fn len(&self) -> u32 {
        self.count
    }

    /// Returns about how many bytes a search for one word scans in the records after the first `count`.
    pub(super) fn bytes_after(&self, count: u32) -> usize {
        if count == 0 { self.bytes } else { self.segments_after(count).iter().map(|(_, it)| it.bytes()).sum() }
    }

    /// Returns the segments that begin after the first `count` records, each with the number of its first record.
    pub(super) fn segments_after(&self, count: u32) -> &[(u32, Arc<Segment>)] {
        &self.segments[self.segments.partition_point(|(first, _)| *first < count)..]
    }

    /// Returns whether a text occurs within a word.
    pub(super) fn contains(&self, text: &str) -> bool {
        let finder = Finder::new(text);
        self.segments.iter().any(|(_, it)| it.contains(&finder))
    }

    /// Adds records without words until there are `count` records in all.
    pub(super) fn extend_to(&mut self, count: u32) {
        self.count = self.count.max(count);
    }

    /// Appends the records of a segment.
    pub(super) fn push(&mut self, segment: Segment) {
        let first = self.count;
        self.count = self.count.saturating_add(to_u32(segment.len()));
        self.bytes += segment.bytes();
        self.segments.push((first, Arc::new(segment)));
    }
}
