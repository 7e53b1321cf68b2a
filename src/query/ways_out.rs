//! What helps where nothing passes?

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::answer::{Answer, Criterion, Query};
use super::haystack::Haystack;
use super::library::Library;
use super::number;
use super::search::{Search, Word};
use crate::catalogue::Field;
use crate::lang::Lang;
use crate::text::{find_all, fold, nearest};

/// A change of the query after which something passes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayOut {
    /// The change.
    pub change: Change,
    /// How many activities pass then; never none.
    pub count: usize,
}

/// What is changed of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// These parts are dropped.
    Drop(Vec<Criterion>),
    /// One of the words of the search is dropped.
    DropWord {
        /// The word, as it was typed.
        word: String,
        /// What is left of the search.
        rest: String,
    },
    /// A word that stands nowhere gives way to the nearest one that does.
    Replace {
        /// The word, as it was typed.
        word: String,
        /// What may have been meant, as the catalogue writes it.
        by: String,
    },
}

impl Change {
    /// Makes the change.
    pub fn apply(&self, query: &mut Query) {
        match self {
            Change::Drop(criteria) => criteria.iter().for_each(|it| query.drop(*it)),
            Change::DropWord { rest, .. } => query.search.clone_from(rest),
            Change::Replace { word, by } => query.search = query.search.replacen(word, by, 1),
        }
    }
}

/// Returns the changes of a query that nothing passes after which something does: words that may have been meant
/// first, then words to drop, then parts to drop, as few together as possible, what gives the most before the rest.
/// Words are looked at only `with_words`: all of the catalogue is searched for them.
pub fn ways_out(library: &Library, query: &Query, answer: &Answer, with_words: bool) -> Vec<WayOut> {
    let drops = drops(library, query, answer);
    if !with_words {
        return drops;
    }
    let way_out = |change: Change| {
        let mut changed = query.clone();
        change.apply(&mut changed);
        let count = Answer::new(library, &changed, Lang::default(), None).rows.len();
        WayOut { change, count }
    };
    let replaced = replacements(library, &query.search).into_iter().map(way_out);
    let mut dropped: Vec<WayOut> = words_to_drop(&query.search).into_iter().map(way_out).collect();
    dropped.sort_by_key(|it| Reverse(it.count));
    replaced.chain(dropped).filter(|it| it.count > 0).chain(drops).collect()
}

/// Bytes of words that are compared, and searched once more, within a frame.
const WITHIN_A_FRAME: usize = 1 << 20;

/// Returns whether the words of a library can be looked at with each letter that is typed.
pub fn has_few_words(library: &Library) -> bool {
    library.index.haystack.bytes_after(0) <= WITHIN_A_FRAME
}

/// The most words of a search that are looked for one by one.
const LOOKED_FOR: usize = 32;

/// The most words of a search that are tried without one of them, or replaced.
const TRIED: usize = 8;

/// Returns a change for each word of a search of several that can be dropped by itself: phrases and alternatives are
/// not taken apart.
fn words_to_drop(search: &str) -> Vec<Change> {
    let words: Vec<&str> = search.split_whitespace().collect();
    if words.len() < 2 || words.len() > TRIED || Search::new(search).clauses.len() != words.len() {
        return Vec::new();
    }
    let without = |at: usize| [&words[..at], &words[at + 1..]].concat().join(" ");
    (0..words.len()).map(|at| Change::DropWord { word: words[at].to_owned(), rest: without(at) }).collect()
}

fn drops(library: &Library, query: &Query, answer: &Answer) -> Vec<WayOut> {
    let criteria = query.criteria();
    for size in 1..=criteria.len() {
        // Each bit stands for one of the parts: there are seven at the most.
        let sets = (1u32..1 << criteria.len()).filter(|set| set.count_ones() as usize == size);
        let way_out = |set: u32| {
            let of_set = criteria.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
            let dropped: Vec<Criterion> = of_set.map(|(_, it)| *it).collect();
            let count = number::count(answer.leaving_out(library, query, &dropped).len());
            WayOut { change: Change::Drop(dropped), count }
        };
        let mut drops: Vec<WayOut> = sets.map(way_out).filter(|it| it.count > 0).collect();
        drops.sort_by_key(|it| Reverse(it.count));
        if !drops.is_empty() {
            return drops;
        }
    }
    Vec::new()
}

/// Bytes of words that are compared with a misspelt one: the words of a language are all there long before.
const COMPARED: usize = 4 << 20;

/// Returns for each word of a search that stands nowhere in the catalogue the nearest one that does.
fn replacements(library: &Library, search: &str) -> Vec<Change> {
    let haystack = &library.index.haystack;
    let understood = Search::new(search);
    // What begins as a field does is answered with the fields that there are.
    let is_word = |it: &&Word| !it.text.contains([' ', ':']);
    let missing =
        understood.words().take(LOOKED_FOR).filter(is_word).filter(|it| !haystack.contains(&it.text)).take(TRIED);
    let missing: Vec<&str> = missing.map(|it| it.text.as_str()).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let words = words(haystack);
    let replacement = |word: &str| {
        let typed = find_all(search, word).into_iter().next()?;
        // A number is no word that was meant.
        let is_like =
            |it: &&str| it.len() > 1 && it.contains(char::is_alphabetic) == word.contains(char::is_alphabetic);
        let by = nearest(word, words.keys().copied().filter(is_like))?;
        Some(Change::Replace { word: search[typed].to_owned(), by: as_written(library, by, words.get(by).copied()?) })
    };
    let mut replacements: Vec<Change> = missing.into_iter().filter_map(replacement).collect();
    // A word with an umlaut is sought in two forms.
    replacements.dedup();
    replacements
}

/// Returns every word of the first texts with a record in which it stands.
fn words(haystack: &Haystack) -> BTreeMap<&str, usize> {
    let is_between = |it: char| !it.is_alphanumeric();
    let (mut words, mut length) = (BTreeMap::new(), 0);
    for (first, segment) in haystack.after(0) {
        if length > COMPARED {
            break;
        }
        length += segment.bytes();
        for (word, record) in segment.words() {
            for part in word.split(is_between) {
                words.entry(part).or_insert(*first as usize + record);
            }
        }
    }
    words
}

/// Returns a folded word as a record in which it stands writes it, with its accents.
fn as_written(library: &Library, folded: &str, record: usize) -> String {
    let activity = library.catalogue.activities.get(record);
    let mut written = None;
    for (field, activity) in activity.into_iter().flat_map(|it| Field::ALL.map(|field| (field, it))) {
        field.texts(activity, library.terms(), &mut |text| {
            let found = text.split(|it: char| !it.is_alphanumeric()).find(|it| fold(it) == folded);
            written = written.take().or(found.map(str::to_lowercase));
        });
    }
    written.unwrap_or_else(|| folded.to_owned())
}
