//! What do we know? Activities and their vocabularies, read from RON and found valid.

mod activity;
mod admit;
mod check;
mod countries;
mod country;
mod diagnose;
mod effort;
mod field;
mod load;
mod localized;
mod locate;
mod mend;
mod message;
mod node;
mod origin;
mod period;
mod place;
mod problem;
mod record;
mod stream;
mod syntax;
mod vocabulary;
mod write;

use std::sync::Arc;

pub use activity::{Activity, Basis, Lesson, LessonKind, Place, PlaceKind, Section};
pub use admit::is_id;
pub use check::check;
pub use country::Country;
pub use field::Field;
pub use load::{Arrival, load};
pub use localized::{Text, Version};
pub use origin::{Origin, Stamp};
pub use period::Period;
pub use place::Place as FaultPlace;
pub use problem::{Fault, Problem, Sort, short};
pub use vocabulary::{Header, Organisation, Source, Terms, Vocabularies};
pub use write::{Unwritable, to_ron};

/// The catalogue that the program carries.
const BUILT_IN: &str = include_str!("../../data/prepare.ron");

/// Everything that is loaded: the union of one or several catalogue files.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// What each file says of itself.
    pub headers: Vec<Header>,
    /// The vocabularies of all of them.
    pub vocabularies: Arc<Vocabularies>,
    /// The activities, in the order of the files.
    pub activities: Vec<Activity>,
    /// What is wrong with the files.
    pub problems: Vec<Problem>,
    left_out: usize,
    files_left_out: usize,
}

impl Catalogue {
    /// Loads catalogues whole.
    pub fn load(origins: Vec<Origin>) -> Self {
        let mut catalogue = Catalogue::default();
        load(origins, &mut |arrival| {
            catalogue.receive(arrival);
            true
        });
        catalogue
    }

    /// Adds what a loader delivers.
    pub fn receive(&mut self, arrival: Arrival) {
        match arrival {
            Arrival::Header(header, vocabularies) => {
                self.headers.push(header);
                self.vocabularies = vocabularies;
            }
            Arrival::Activities(activities) => self.activities.extend(activities),
            Arrival::Withdrawn(vocabularies) => {
                self.headers.pop();
                self.vocabularies = vocabularies;
                let headers = self.headers.len();
                let first = self.activities.partition_point(|it| it.header < headers);
                self.activities.truncate(first);
            }
            Arrival::Problems(problems, is_left_out) => {
                self.files_left_out += usize::from(is_left_out);
                // The problems of one file arrive together, in the order of their places.
                let mut records: Vec<usize> = problems.iter().filter_map(|it| it.record).collect();
                records.sort_unstable();
                records.dedup();
                self.left_out += records.len();
                self.problems.extend(problems);
            }
        }
    }

    /// Returns whether problems have left nothing to read.
    pub fn is_unusable(&self) -> bool {
        self.activities.is_empty() && !self.problems.is_empty()
    }

    /// Returns how many records were left out because something was wrong with them.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Returns how many files were left out whole.
    pub fn files_left_out(&self) -> usize {
        self.files_left_out
    }

    /// Returns the index of the activity with an identifier.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.activities.iter().position(|it| &*it.id == id)
    }
}

/// Bytes of a name for which another one may have been meant.
const LONGEST_NAME: usize = 100;

/// Returns the candidate that is written most like `written`, where one is near enough that it may
/// have been meant.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // What was written may be of any length; names are short.
    if written.len() > LONGEST_NAME {
        return None;
    }
    let lower = written.to_lowercase();
    let length = lower.chars().count();
    let longest = |it: &str| length.max(it.chars().count());
    // Words that differ much in length need not be compared.
    let may_be_near = |it: &&str| length.abs_diff(it.chars().count()) * 3 <= longest(it);
    let distance = |it: &str| strsim::osa_distance(&lower, &it.to_lowercase());
    let candidates = candidates.into_iter().filter(may_be_near);
    let (distance, nearest) = candidates.map(|it| (distance(it), it)).min_by_key(|&(distance, _)| distance)?;
    (distance * 3 <= longest(nearest)).then_some(nearest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn the_built_in_catalogue_is_good() {
        let catalogue = Catalogue::load(vec![Origin::BuiltIn]);
        let problems: Vec<String> = catalogue.problems.iter().map(|it| it.report(Lang::En)).collect();
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(catalogue.activities.len(), 9);
    }

    #[test]
    fn the_nearest_word_is_suggested_only_when_near() {
        assert_eq!(nearest("tittle", ["id", "title", "place"]), Some("title"));
        assert_eq!(nearest("Restorative-Justise", ["restorative-justice"]), Some("restorative-justice"));
        assert_eq!(nearest("budget", ["id", "title", "place"]), None);
    }
}
