//! What do we know? Activities and their vocabularies; how they are written as RON.

mod activity;
mod arena;
mod countries;
mod country;
mod field;
mod localized;
mod part;
mod period;
pub(crate) mod record;
mod schema;
mod section;
mod vocabulary;
mod write;
mod written;

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use crate::lang::primary;

pub use activity::{Activity, Basis, Lesson, LessonKind, Partner, Place, PlaceKind, Role, Who};
pub(crate) use arena::Texts;
pub use country::Country;
pub use field::Field;
pub use localized::{Text, Version};
pub(crate) use part::Part;
pub use period::{Day, Period};
pub(crate) use period::{is_near, years};
pub use schema::{
    ACTIVITIES, ACTIVITY, CATALOGUE, FieldType, LESSON, ORGANISATION, PLACE, RecordType, SILENT, SOURCE, TERM,
    ValueType, Vocabulary,
};
pub use section::{Content, Section};
pub(crate) use vocabulary::Named;
pub use vocabulary::{Header, Names, Organisation, Source, Term, Terms, Vocabularies};
pub(crate) use write::{RON_END, ron_activities, ron_start, to_record, write_ron};
pub use write::{Unwritable, to_ron};

/// The version of the format that this program reads and writes.
pub const FORMAT: u32 = 1;

/// The most languages that one can choose from.
const MOST_LANGUAGES: usize = 64;

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
    /// The languages of its texts (BCP 47): those of the catalogues themselves first, then as they were met.
    languages: Vec<String>,
    /// The names of places that several activities share, found when they are first asked for.
    shared_places: OnceLock<HashSet<Box<str>>>,
}

/// Adds tags that are not there.
fn add<'a>(languages: &mut Vec<String>, tags: impl Iterator<Item = &'a str>) {
    for tag in tags.filter(|it| !it.is_empty()).take(MOST_LANGUAGES) {
        if languages.len() < MOST_LANGUAGES && !languages.iter().any(|it| it == tag) {
            languages.push(tag.to_owned());
        }
    }
}

impl Catalogue {
    /// Adds what another file says of itself, and the terms that no file before had.
    pub fn add_header(&mut self, header: Header, terms: Vocabularies) {
        self.headers.push(header);
        Arc::make_mut(&mut self.vocabularies).extend(terms);
        let before = std::mem::take(&mut self.languages);
        for header in &self.headers {
            let own = std::iter::once(&*header.language).chain(header.title.versions().map(|it| it.0));
            add(&mut self.languages, own.chain(header.title.neighbours()));
        }
        add(&mut self.languages, before.iter().map(String::as_str));
    }

    /// Adds activities of the file whose header was added last, all of one run.
    pub fn add_activities(&mut self, activities: Vec<Activity>) {
        if let Some(first) = activities.first() {
            add(&mut self.languages, first.title.neighbours());
        }
        self.activities.extend(activities);
        self.shared_places.take();
    }

    /// Returns whether another activity was in the place of this one, by its name: that alone does not tell them apart.
    pub(crate) fn shares_place(&self, activity: &Activity) -> bool {
        let shared = || {
            let mut seen = HashSet::new();
            let again = self.activities.iter().filter(|it| !seen.insert(it.place.name.preferred()));
            again.map(|it| it.place.name.preferred().into()).collect()
        };
        self.shared_places.get_or_init(shared).contains(activity.place.name.preferred())
    }

    /// Adds the names of those who take part and are in no vocabulary, each with its digest, [`Text::digest`].
    pub(crate) fn add_names(&mut self, names: &[(u64, Text)]) {
        for (digest, name) in names {
            if !self.vocabularies.named.has(*digest) {
                Arc::make_mut(&mut self.vocabularies).named.add(name);
            }
        }
    }

    /// Returns the language tags of its texts, those of the catalogue itself first.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// Returns whether some text is in the language of a tag.
    pub fn has_language(&self, tag: &str) -> bool {
        self.languages.iter().any(|it| primary(it) == primary(tag))
    }

    /// Returns what the catalogues of some activities say of themselves, each once; without any activity, the first one.
    pub fn headers_of(&self, rows: &[usize]) -> Vec<&Header> {
        Part::of(self, rows).headers(self)
    }

    /// Returns the index of the activity with an identifier.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.activities.iter().position(|it| &*it.id == id)
    }
}
