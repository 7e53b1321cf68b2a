//! What is there to ask? The catalogue and its index, growing together.

use super::bitmap::Bitmap;
use super::index::Index;
use crate::catalogue::{Activity, Arrival, Catalogue, Header, Origin, Problem, Vocabularies, load};
use std::sync::Arc;

/// A catalogue with its index.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// What is loaded.
    pub catalogue: Catalogue,
    /// How it is looked up.
    pub index: Index,
    /// How often records have been taken back or replaced: a record number means another activity
    /// then.
    pub revision: u64,
    /// The records that the reader has marked.
    marked: Bitmap,
    /// How often marks have changed.
    pub marks_revision: u64,
}

/// What a loader delivers, indexed on its way.
#[derive(Debug)]
pub enum Delivery {
    /// A file's header, and every vocabulary so far.
    Header(Header, Arc<Vocabularies>),
    /// Some activities and their index.
    Activities(Vec<Activity>, Index),
    /// Nothing of the last header's file is to be used; the vocabularies without it.
    Withdrawn(Arc<Vocabularies>),
    /// What is wrong with a file, and whether nothing of it is used.
    Problems(Vec<Problem>, bool),
}

impl Library {
    /// Loads catalogues and delivers their parts, indexed, as they are read; `deliver` returns
    /// `false` to stop.
    pub fn stream(origins: Vec<Origin>, deliver: &mut dyn FnMut(Delivery) -> bool) {
        let mut terms = Arc::new(Vocabularies::default());
        load(origins, &mut |arrival| {
            deliver(match arrival {
                Arrival::Header(header, vocabularies) => {
                    terms = Arc::clone(&vocabularies);
                    Delivery::Header(header, vocabularies)
                }
                Arrival::Activities(activities) => {
                    let index = Index::new(&activities, &terms);
                    Delivery::Activities(activities, index)
                }
                Arrival::Withdrawn(vocabularies) => {
                    terms = Arc::clone(&vocabularies);
                    Delivery::Withdrawn(vocabularies)
                }
                Arrival::Problems(problems, is_left_out) => Delivery::Problems(problems, is_left_out),
            })
        });
    }

    /// Loads catalogues whole.
    pub fn load(origins: Vec<Origin>) -> Self {
        let mut library = Library::default();
        Library::stream(origins, &mut |delivery| {
            library.receive(delivery);
            true
        });
        library
    }

    /// Adds what a loader delivers.
    pub fn receive(&mut self, delivery: Delivery) {
        let is_withdrawn = matches!(delivery, Delivery::Withdrawn(_));
        self.catalogue.receive(match delivery {
            Delivery::Header(header, vocabularies) => Arrival::Header(header, vocabularies),
            Delivery::Activities(activities, index) => {
                self.index.append(index);
                Arrival::Activities(activities)
            }
            Delivery::Withdrawn(vocabularies) => Arrival::Withdrawn(vocabularies),
            Delivery::Problems(problems, is_left_out) => Arrival::Problems(problems, is_left_out),
        });
        if is_withdrawn {
            self.revision += 1;
            self.index = Index::new(&self.catalogue.activities, &self.catalogue.vocabularies);
        }
    }

    /// Marks a record, or takes its mark away.
    pub fn mark(&mut self, record: usize, is_marked: bool) {
        self.marked.set(record, is_marked);
        self.marks_revision += 1;
    }

    /// Marks these records, and no others.
    pub fn mark_only(&mut self, records: &[usize]) {
        self.marked = Bitmap::default();
        records.iter().for_each(|&it| self.marked.set(it, true));
        self.marks_revision += 1;
    }

    /// Returns whether a record is marked.
    pub fn is_marked(&self, record: usize) -> bool {
        self.marked.contains(record)
    }

    /// Returns how many records are marked.
    pub fn marked_count(&self) -> usize {
        self.marked.count()
    }

    pub(super) fn marked(&self) -> &Bitmap {
        &self.marked
    }

    /// Returns the vocabularies of the catalogue.
    pub fn terms(&self) -> &Vocabularies {
        &self.catalogue.vocabularies
    }
}
