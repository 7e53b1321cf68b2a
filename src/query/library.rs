//! What is loaded?
//!
//! Holds the catalogue, its index and the user's marks, and adds what the loader delivers.

use roaring::{MultiOps, RoaringBitmap};

use super::convert::{to_u32, to_usize};
use super::index::Index;
use super::indexed_batch::{IndexLevel, IndexedBatch};
use super::matching::candidates_containing;
use crate::catalogue::{Catalogue, Field, Vocabularies};
use crate::load::{self, Origin, Report};

/// A catalogue with its index and marks.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The activities loaded so far, with their headers and vocabularies.
    pub catalogue: Catalogue,
    /// Index of the activities.
    pub index: Index,
    /// Problems found while loading.
    pub report: Report,
    /// Number of bytes that the activities take in their files.
    pub bytes: u64,
    /// Incremented when the activities are replaced, so that a record number may denote another activity.
    pub revision: u64,
    /// Marked records.
    marked: RoaringBitmap,
    /// Marked records, in the user's order.
    marks: Vec<usize>,
    /// Incremented when marks change.
    pub marks_revision: u64,
}

/// A part of a catalogue as the loader delivers it, with its activities indexed.
pub type Delivery = load::Delivery<IndexedBatch>;

impl Library {
    /// Loads catalogues and calls `deliver` with each part as it is read and indexed; loading stops when it returns
    /// `false`.
    pub fn stream(origins: Vec<Origin>, level: IndexLevel, deliver: &mut dyn FnMut(Delivery) -> bool) {
        load::load(origins, &|activities, terms| IndexedBatch::new(activities, terms, level), deliver);
    }

    /// Loads entire catalogues.
    pub fn load(origins: Vec<Origin>) -> Self {
        let mut library = Library::default();
        Library::stream(origins, IndexLevel::Words, &mut |delivery| {
            library.receive(delivery);
            true
        });
        library
    }

    /// Adds a part that the loader delivers.
    pub fn receive(&mut self, delivery: Delivery) {
        match delivery {
            Delivery::Header(header, terms) => {
                self.index.extend_to_year(terms.latest_year().unwrap_or_default());
                self.catalogue.add_header(*header, *terms);
            }
            Delivery::Activities(activities, batch, bytes) => {
                self.bytes += bytes;
                self.catalogue.add_names(&batch.participant_names);
                self.index.append(batch);
                self.catalogue.add_activities(activities);
            }
            Delivery::Report(report) => self.report.add(report),
        }
    }

    /// Returns whether there are problems and no activities.
    pub fn is_unusable(&self) -> bool {
        self.index.is_empty() && !self.report.problems.is_empty()
    }

    /// Removes the activities and their index, and keeps everything else, such as headers and vocabularies.
    pub fn clear_activities(&mut self) {
        self.catalogue.activities.clear();
        self.index = Index::default();
        self.revision += 1;
    }

    /// Marks a record, after the marked ones of its catalogue, or removes its mark.
    pub fn mark(&mut self, record: usize, is_marked: bool) {
        let number = to_u32(record);
        if is_marked {
            if self.marked.insert(number) {
                // The marks of one catalogue follow those of the catalogue before it.
                let header = |record: usize| self.catalogue.activities.get(record).map(|it| it.header);
                let at = self.marks.partition_point(|it| header(*it) <= header(record));
                self.marks.insert(at, record);
            }
        } else if self.marked.remove(number) {
            self.marks.retain(|it| *it != record);
        }
        self.marks_revision += 1;
    }

    /// Replaces the marks with these records, in this order.
    pub fn set_marks(&mut self, records: &[usize]) {
        self.marked = records.iter().map(|&it| to_u32(it)).collect();
        self.marks = records.to_vec();
        self.marks_revision += 1;
    }

    /// Returns whether a record is marked.
    pub fn is_marked(&self, record: usize) -> bool {
        self.marked.contains(to_u32(record))
    }

    /// Returns the number of marked records.
    pub fn marked_count(&self) -> usize {
        to_usize(self.marked.len())
    }

    /// Returns a test of whether a record may contain one of the folded texts in the given fields, because all of its
    /// words occur in them.
    pub(crate) fn may_contain(
        &self,
        texts: &mut dyn Iterator<Item = &str>,
        fields: &[Field],
    ) -> impl Fn(usize) -> bool + use<> {
        let records = texts.map(|text| candidates_containing(&self.index.haystack, text, fields)).union();
        move |record| records.contains(to_u32(record))
    }

    /// Returns the marked records in the user's order.
    pub fn marks(&self) -> &[usize] {
        &self.marks
    }

    pub(super) fn marked(&self) -> &RoaringBitmap {
        &self.marked
    }

    /// Returns the vocabularies of the catalogue.
    pub fn terms(&self) -> &Vocabularies {
        &self.catalogue.vocabularies
    }
}
