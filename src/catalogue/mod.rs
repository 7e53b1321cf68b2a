//! What do we know? Activities and their vocabularies; how they are written as RON.

mod activity;
mod arena;
mod countries;
mod country;
mod field;
mod localized;
mod period;
pub(crate) mod record;
mod schema;
mod vocabulary;
mod write;

use std::sync::Arc;

pub use activity::{Activity, Basis, Lesson, LessonKind, Place, PlaceKind, Section};
pub(crate) use arena::Texts;
pub use country::Country;
pub use field::Field;
pub use localized::{Text, Version};
pub use period::Period;
pub use schema::{
    ACTIVITIES, ACTIVITY, CATALOGUE, FieldType, LESSON, ORGANISATION, PLACE, RecordType, SOURCE, ValueType, Vocabulary,
};
pub(crate) use vocabulary::Term;
pub use vocabulary::{Header, Organisation, Source, Terms, Vocabularies};
pub use write::{Unwritable, to_ron};

/// The version of the format that this program reads and writes.
pub const FORMAT: u32 = 1;

/// The catalogue that the program carries.
pub(crate) const BUILT_IN: &str = include_str!("../../data/prepare.ron");

/// Everything that is loaded: the union of one or several catalogue files.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// What each file says of itself.
    pub headers: Vec<Header>,
    /// The vocabularies of all of them.
    pub vocabularies: Arc<Vocabularies>,
    /// The activities, in the order of the files.
    pub activities: Vec<Activity>,
}

impl Catalogue {
    /// Adds what another file says of itself, and the terms that no file before had.
    pub fn add_header(&mut self, header: Header, terms: Vocabularies) {
        self.headers.push(header);
        Arc::make_mut(&mut self.vocabularies).extend(terms);
    }

    /// Returns the index of the activity with an identifier.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.activities.iter().position(|it| &*it.id == id)
    }
}
