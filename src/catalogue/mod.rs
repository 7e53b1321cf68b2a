//! What do we know?
//!
//! The model of a catalogue: activities, vocabularies, the schema of the file format, and writing them as RON.

mod activity;
mod arena;
mod countries;
mod country;
mod field;
mod localized;
mod period;
pub(crate) mod record;
mod schema;
mod section;
mod subset;
mod text_record;
mod vocabulary;
mod write;

use std::sync::{Arc, OnceLock};

use hashbrown::HashSet;

use crate::lang::primary;

pub use activity::{Activity, Basis, Lesson, LessonKind, Participant, Partner, Place, PlaceKind, Role};
pub(crate) use arena::ArenaBuilder;
pub use country::Country;
pub use field::Field;
pub use localized::{Text, Version};
pub use period::{PartialDate, Period};
pub(crate) use period::{is_plausible_year, years};
pub(crate) use schema::inner_record_type;
pub use schema::{
    ACTIVITIES, ACTIVITY, CATALOGUE, FieldType, LESSON, ORGANISATION, PLACE, RecordType, SILENT, SOURCE, TERM,
    ValueType, Vocabulary,
};
pub use section::{Content, Section};
pub(crate) use subset::Subset;
pub(crate) use vocabulary::Labelled;
pub use vocabulary::{Header, Organisation, Source, Term, Terms, UnlistedNames, Vocabularies};
pub(crate) use write::{RON_END, entries, organisation, ron_activities, ron_start, source, to_record, write_ron};
pub use write::{Unwritable, to_ron};

/// Version of the file format that this program reads and writes.
pub const FORMAT: u32 = 1;

/// Maximum number of languages to choose from.
const MAX_LANGUAGES: usize = 64;

/// The built-in catalogue.
pub(crate) const BUILT_IN: &str = include_str!("../../data/prepare.ron");

/// Everything that is loaded: the union of one or several catalogue files.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Header of each file.
    pub headers: Vec<Header>,
    /// Vocabularies of all files, merged.
    pub vocabularies: Arc<Vocabularies>,
    /// Activities, in the order of the files.
    pub activities: Vec<Activity>,
    /// BCP 47 tags of the languages of its texts: those of the headers first, then in order of appearance.
    languages: Vec<String>,
    /// Names of places shared by several activities, computed on first use.
    shared_places: OnceLock<HashSet<Box<str>>>,
}

/// Adds the tags that are not in the list yet, up to [`MAX_LANGUAGES`].
fn add_languages<'a>(languages: &mut Vec<String>, tags: impl Iterator<Item = &'a str>) {
    for tag in tags.filter(|it| !it.is_empty()).take(MAX_LANGUAGES) {
        if languages.len() < MAX_LANGUAGES && !languages.iter().any(|it| it == tag) {
            languages.push(tag.to_owned());
        }
    }
}

impl Catalogue {
    /// Adds the header of another file, and its terms whose identifiers are new.
    pub fn add_header(&mut self, header: Header, terms: Vocabularies) {
        self.headers.push(header);
        Arc::make_mut(&mut self.vocabularies).extend(terms);
        let previous = std::mem::take(&mut self.languages);
        for header in &self.headers {
            let own = std::iter::once(&*header.language).chain(header.title.versions().map(|it| it.0));
            add_languages(&mut self.languages, own.chain(header.title.arena_tags()));
        }
        add_languages(&mut self.languages, previous.iter().map(String::as_str));
    }

    /// Adds activities of the file whose header was added last. They must come from one batch: the languages are read
    /// from the arena of the first.
    pub fn add_activities(&mut self, activities: Vec<Activity>) {
        if let Some(first) = activities.first() {
            add_languages(&mut self.languages, first.title.arena_tags());
        }
        self.activities.extend(activities);
        self.shared_places.take();
    }

    /// Returns whether the first place of another activity has the same name, so that the name alone identifies
    /// neither.
    pub(crate) fn shares_place(&self, activity: &Activity) -> bool {
        let shared = || {
            let mut seen = HashSet::new();
            let repeated = self.activities.iter().filter(|it| !seen.insert(it.place.name.preferred()));
            repeated.map(|it| it.place.name.preferred().into()).collect()
        };
        self.shared_places.get_or_init(shared).contains(activity.place.name.preferred())
    }

    /// Adds names of participants that are in no vocabulary, each with its [`Text::digest`].
    pub(crate) fn add_names(&mut self, names: &[(u64, Text)]) {
        for (digest, name) in names {
            if !self.vocabularies.unlisted.contains(*digest) {
                Arc::make_mut(&mut self.vocabularies).unlisted.add(name);
            }
        }
    }

    /// Returns the language tags of its texts, those of the headers first.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// Returns whether any text is in the language of a tag, by its primary subtag.
    pub fn has_language(&self, tag: &str) -> bool {
        self.languages.iter().any(|it| primary(it) == primary(tag))
    }

    /// Returns the headers of the catalogues of some activities, each once; without any activity, the first header.
    pub fn headers_of(&self, rows: &[usize]) -> Vec<&Header> {
        subset::header_indices(self, rows).into_iter().filter_map(|it| self.headers.get(it)).collect()
    }

    /// Returns the index of the activity with an identifier; `None` if there is none.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.activities.iter().position(|it| &*it.id == id)
    }
}
