//! Which changes help when no activity matches?
//!
//! Proposes filters and words to drop, and replacements for misspelt words, each with the resulting number of
//! activities.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::answer::{Answer, Criterion, Query, Sort};
use super::convert;
use super::haystack::Haystack;
use super::library::Library;
use super::search::Search;
use crate::catalogue::Field;
use crate::lang::Lang;
use crate::text::{find_all, fold, most_similar_word};

/// A change to the query after which at least one activity matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayOut {
    /// The change.
    pub change: QueryChange,
    /// Number of activities that then match; at least 1.
    pub count: usize,
}

/// A change to a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryChange {
    /// Drop these filters.
    Drop(Vec<Criterion>),
    /// Drop one word of the search text.
    DropWord {
        /// The word, as typed.
        word: String,
        /// The search text without it.
        rest: String,
    },
    /// Make any of the words suffice.
    AnyWord {
        /// The search text with alternatives.
        search: String,
    },
    /// Replace a word that occurs nowhere with the most similar one that does.
    Replace {
        /// The word, as typed.
        word: String,
        /// The replacement, as the catalogue spells it.
        by: String,
    },
}

impl QueryChange {
    /// Applies the change to a query.
    pub fn apply(&self, query: &mut Query) {
        match self {
            QueryChange::Drop(criteria) => criteria.iter().for_each(|it| query.drop(*it)),
            QueryChange::DropWord { rest, .. } => query.search.clone_from(rest),
            QueryChange::AnyWord { search } => query.search.clone_from(search),
            QueryChange::Replace { word, by } => query.search = query.search.replacen(word, by, 1),
        }
    }
}

/// Returns the changes to a query without matches after which some activity matches: first words to replace, then words
/// to drop, then any of the words, then the smallest sets of filters to drop; words and filters to drop with the most
/// matches come first.
///
/// Words are considered only `with_words`, as that searches the whole catalogue.
pub fn ways_out(library: &Library, query: &Query, answer: &Answer, with_words: bool) -> Vec<WayOut> {
    let drops = drops(library, query, answer);
    if !with_words {
        return drops;
    }
    let way_out = |change: QueryChange| {
        let mut changed = query.clone();
        // Only the number matters: the order of the file needs no sorting.
        changed.sort = Some(Sort::Catalogue);
        change.apply(&mut changed);
        let count = Answer::new(library, &changed, Lang::default(), None).rows.len();
        WayOut { change, count }
    };
    let replaced = replacements(library, &query.search).into_iter().map(way_out);
    let mut dropped: Vec<WayOut> = words_to_drop(&query.search).into_iter().map(way_out).collect();
    sort_by_count(&mut dropped);
    let any = any_word(&query.search).map(way_out);
    replaced.chain(dropped).chain(any).filter(|it| it.count > 0).chain(drops).collect()
}

/// Maximum number of bytes whose words can be compared, and searched again, within a frame.
const MAX_SUGGESTION_BYTES: usize = 1 << 20;

/// Returns whether a library is small enough to call [`ways_out`] `with_words` on each keystroke.
pub fn has_few_words(library: &Library) -> bool {
    library.index.haystack.bytes_after(0) <= MAX_SUGGESTION_BYTES
}

/// Maximum number of words of a search text that are looked up in the index.
const MAX_LOOKED_UP: usize = 32;

/// Maximum number of words in a search text of which each is tried for dropping; also of words that are replaced.
const MAX_TRIED: usize = 8;

/// Returns the clauses of a search text as typed if there are several, but not too many, and each stands for itself.
fn separate_clauses(search: &str) -> Option<Vec<String>> {
    let words = clauses_as_typed(search);
    let are_clauses = || words.iter().flat_map(|it| Search::new(it).clauses).eq(Search::new(search).clauses);
    ((2..=MAX_TRIED).contains(&words.len()) && are_clauses()).then_some(words)
}

/// Returns a change for each clause of a search text that drops it; empty for a single one.
fn words_to_drop(search: &str) -> Vec<QueryChange> {
    let Some(words) = separate_clauses(search) else { return Vec::new() };
    let without = |at: usize| [&words[..at], &words[at + 1..]].concat().join(" ");
    let word = |at: usize| {
        let word = words[at].trim();
        // A phrase is quoted again where it is shown; one within a clause keeps its quotation marks.
        let phrase = word.trim_matches(is_quotation_mark);
        let is_phrase = word.starts_with(is_quotation_mark) && !phrase.contains(is_quotation_mark);
        if is_phrase { phrase.trim() } else { word }.to_owned()
    };
    (0..words.len()).map(|at| QueryChange::DropWord { word: word(at), rest: without(at) }).collect()
}

/// Returns a change after which any of several words or phrases suffices; `None` for a search with exclusions or
/// alternatives.
fn any_word(search: &str) -> Option<QueryChange> {
    let are_words = !search.contains('|') && Search::new(search).clauses.iter().all(|it| it.excluded.is_empty());
    let words = separate_clauses(search).filter(|_| are_words)?;
    Some(QueryChange::AnyWord { search: words.join(" | ") })
}

/// Splits a search text at the spaces outside of phrases and alternatives.
fn clauses_as_typed(search: &str) -> Vec<String> {
    let (mut is_in_phrase, mut clauses) = (false, Vec::<String>::new());
    let words = search.split(|it: char| {
        is_in_phrase ^= is_quotation_mark(it);
        it.is_whitespace() && !is_in_phrase
    });
    for word in words.filter(|it| !it.is_empty()) {
        match clauses.last_mut() {
            Some(last) if word.starts_with('|') || last.ends_with('|') => last.extend([" ", word]),
            _ => clauses.push(word.to_owned()),
        }
    }
    clauses
}

/// Returns whether a character begins or ends a phrase.
fn is_quotation_mark(character: char) -> bool {
    fold(character.encode_utf8(&mut [0; 4])) == "\""
}

fn sort_by_count(ways: &mut [WayOut]) {
    ways.sort_by_key(|it| Reverse(it.count));
}

/// Returns the smallest sets of filters to drop after which some activity matches, those with the most matches first.
fn drops(library: &Library, query: &Query, answer: &Answer) -> Vec<WayOut> {
    let criteria = query.criteria();
    for size in 1..=criteria.len() {
        // Subsets as bit masks: there are at most eleven filters (nine facets, the search text, the marks).
        let sets = (1u32..1 << criteria.len()).filter(|set| set.count_ones() as usize == size);
        let way_out = |set: u32| {
            let in_set = criteria.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
            let dropped: Vec<Criterion> = in_set.map(|(_, it)| *it).collect();
            let count = convert::to_usize(answer.matching_without(library, query, &dropped).len());
            WayOut { change: QueryChange::Drop(dropped), count }
        };
        let mut drops: Vec<WayOut> = sets.map(way_out).filter(|it| it.count > 0).collect();
        sort_by_count(&mut drops);
        if !drops.is_empty() {
            return drops;
        }
    }
    Vec::new()
}

/// Number of bytes after which no more words are compared with a misspelt one: by then the vocabulary of a language is
/// covered.
const MAX_COMPARED_BYTES: usize = 4 << 20;

/// Returns a replacement for each search word that occurs nowhere in the catalogue, where a similar one does.
fn replacements(library: &Library, search: &str) -> Vec<QueryChange> {
    let haystack = &library.index.haystack;
    let parsed = Search::new(search);
    // A word such as `name:…` gets a remark that lists the known fields instead.
    let words = parsed.words().filter(|it| !it.text.contains(':')).flat_map(|it| it.text.split(' '));
    let missing: Vec<&str> = words.take(MAX_LOOKED_UP).filter(|it| !haystack.contains(it)).take(MAX_TRIED).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let words = indexed_words(haystack);
    let replacement = |word: &str| {
        // Another number is another question.
        if !word.contains(char::is_alphabetic) {
            return None;
        }
        let typed = find_all(search, word).into_iter().next()?;
        let is_word = |it: &&str| it.len() > 1 && it.contains(char::is_alphabetic);
        let by = most_similar_word(word, words.keys().copied().filter(is_word))?;
        Some(QueryChange::Replace {
            word: search[typed].to_owned(),
            by: original_spelling(library, by, words.get(by).copied()?),
        })
    };
    let mut replacements: Vec<QueryChange> = missing.into_iter().filter_map(replacement).collect();
    // A word with an umlaut is searched for in two forms, which may give the same replacement.
    replacements.dedup();
    replacements
}

/// Returns the words of the first segments, about [`MAX_COMPARED_BYTES`] bytes, each with a record that contains it.
fn indexed_words(haystack: &Haystack) -> BTreeMap<&str, usize> {
    let is_separator = |it: char| !it.is_alphanumeric();
    let (mut words, mut length) = (BTreeMap::new(), 0);
    for (first, segment) in haystack.segments_after(0) {
        if length > MAX_COMPARED_BYTES {
            break;
        }
        length += segment.bytes();
        for (word, record) in segment.words() {
            for part in word.split(is_separator) {
                words.entry(part).or_insert(*first as usize + record);
            }
        }
    }
    words
}

/// Returns a folded word as a record spells it, with accents but in lower case; unchanged where it is not found.
fn original_spelling(library: &Library, folded: &str, record: usize) -> String {
    let activity = library.catalogue.activities.get(record);
    let mut written = None;
    for (field, activity) in activity.into_iter().flat_map(|it| Field::ALL.map(|field| (field, it))) {
        field.visit_texts(activity, library.terms(), &mut |text| {
            let found = text.split(|it: char| !it.is_alphanumeric()).find(|it| fold(it) == folded);
            written = written.take().or(found.map(str::to_lowercase));
        });
    }
    written.unwrap_or_else(|| folded.to_owned())
}
