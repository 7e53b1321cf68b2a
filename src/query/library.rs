//! What is there to ask? The catalogue and its index, growing together.

use roaring::{MultiOps, RoaringBitmap};

use super::index::Index;
use super::number::{count, number};
use super::run::{Lookup, Run};
use super::searched::holding;
use crate::catalogue::{Catalogue, Field, Vocabularies};
use crate::load::{self, Origin, Report};

/// A catalogue with its index.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// What is loaded.
    pub catalogue: Catalogue,
    /// How it is looked up.
    pub index: Index,
    /// What is wrong with it.
    pub report: Report,
    /// How many bytes its activities take in their files.
    pub bytes: u64,
    /// How often it has been replaced: a record number means another activity then.
    pub revision: u64,
    /// The records that the reader has marked.
    marked: RoaringBitmap,
    /// The same, in the reader's order.
    marks: Vec<usize>,
    /// How often marks have changed.
    pub marks_revision: u64,
}

/// Some records of a library.
pub(crate) struct Records(RoaringBitmap);

impl Records {
    /// Returns whether a record is one of them.
    pub(crate) fn contains(&self, record: usize) -> bool {
        self.0.contains(number(record))
    }
}

/// What a loader delivers, indexed on its way.
pub type Delivery = load::Delivery<Run>;

impl Library {
    /// Loads catalogues and delivers their parts, indexed, as they are read; `deliver` returns
    /// `false` to stop.
    pub fn stream(origins: Vec<Origin>, lookup: Lookup, deliver: &mut dyn FnMut(Delivery) -> bool) {
        load::load(origins, &|activities, terms| Run::new(activities, terms, lookup), deliver);
    }

    /// Loads catalogues whole.
    pub fn load(origins: Vec<Origin>) -> Self {
        let mut library = Library::default();
        Library::stream(origins, Lookup::Words, &mut |delivery| {
            library.receive(delivery);
            true
        });
        library
    }

    /// Adds what a loader delivers.
    pub fn receive(&mut self, delivery: Delivery) {
        match delivery {
            Delivery::Header(header, terms) => {
                self.index.reach(terms.latest_year().unwrap_or_default());
                self.catalogue.add_header(*header, *terms);
            }
            Delivery::Activities(activities, run, bytes) => {
                self.bytes += bytes;
                self.catalogue.add_names(&run.named);
                self.index.append(run);
                self.catalogue.add_activities(activities);
            }
            Delivery::Report(report) => self.report.add(report),
        }
    }

    /// Returns whether problems have left nothing to read.
    pub fn is_unusable(&self) -> bool {
        self.index.is_empty() && !self.report.problems.is_empty()
    }

    /// Forgets the activities; what is known beside them stays.
    pub fn forget(&mut self) {
        self.catalogue.activities.clear();
        self.index = Index::default();
        self.revision += 1;
    }

    /// Marks a record, or takes its mark away.
    pub fn mark(&mut self, record: usize, is_marked: bool) {
        let number = number(record);
        if is_marked {
            if self.marked.insert(number) {
                self.marks.push(record);
            }
        } else if self.marked.remove(number) {
            self.marks.retain(|it| *it != record);
        }
        self.marks_revision += 1;
    }

    /// Marks these records, and no others, in this order.
    pub fn mark_only(&mut self, records: &[usize]) {
        self.marked = records.iter().map(|&it| number(it)).collect();
        self.marks = records.to_vec();
        self.marks_revision += 1;
    }

    /// Returns whether a record is marked.
    pub fn is_marked(&self, record: usize) -> bool {
        self.marked.contains(number(record))
    }

    /// Returns how many records are marked.
    pub fn marked_count(&self) -> usize {
        count(self.marked.len())
    }

    /// Returns the records that may hold one of some folded texts in some of their fields: all the words of it are there.
    pub(crate) fn holding<'a>(&self, texts: impl Iterator<Item = &'a str>, fields: &[Field]) -> Records {
        Records(texts.map(|text| holding(&self.index.haystack, text, fields)).union())
    }

    /// Returns the marked records in the reader's order.
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
