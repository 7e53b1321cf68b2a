//! What does a file state about itself?
//!
//! Parses and validates the header of a file, and adds its terms to those of all files.

use std::borrow::Cow;
use std::sync::Arc;

use hashbrown::HashMap;
use ron::Options;
use ron::extensions::Extensions;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::terms::FileTerms;
use super::validator::{FileContext, Validated, Validator};
use crate::catalogue::record::{CatalogueRecord, Entries, Str};
use crate::catalogue::{ArenaBuilder, FORMAT, Header, Labelled, Terms, Vocabularies, Vocabulary};
use crate::diagnose::{Entry, HeaderTree, Node, rules};
use crate::text::{Clean, excerpt};

/// A header as serde reads it.
pub(super) type HeaderRecord<'a> = CatalogueRecord<'a, IgnoredAny>;

/// A validated header.
pub(super) struct ValidatedHeader {
    /// The header; `None` unless the format is supported and the title is valid.
    pub(super) header: Option<Header>,
    /// Terms of the file.
    pub(super) terms: FileTerms,
    /// Terms that no earlier file has.
    pub(super) new: Vocabularies,
    /// Terms that an earlier file defines differently, each with its name there.
    pub(super) redefined: HashMap<(Vocabulary, String), Clean>,
    /// Whether nothing is wrong with the header.
    pub(super) is_valid: bool,
}

impl<'a> HeaderRecord<'a> {
    /// Returns the text of a header with the brackets closed that are open at the beginning of the list, so that RON
    /// can read it.
    pub(super) fn closed(text: &str, has_list: bool) -> Cow<'_, str> {
        if has_list { Cow::Owned(format!("{text}])")) } else { Cow::Borrowed(text) }
    }

    /// Reads a header, where `closed` is its text as returned by [`closed`](Self::closed). Also returns the RON options
    /// for the rest of the file, and, if RON rejects the header, the tree of the tolerant parser.
    pub(super) fn read(text: &'a str, closed: &'a str) -> (Self, Options, Option<HeaderTree<'a>>) {
        let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        let deserializer = ron::Deserializer::from_str_with_options(closed, &options);
        let (record, extensions) = deserializer.map_or((None, Extensions::empty()), |mut deserializer| {
            let record = Self::deserialize(&mut deserializer).ok().filter(|_| deserializer.end().is_ok());
            (record, deserializer.extensions())
        });
        let options = options.with_default_extension(extensions);
        match record {
            Some(record) => (record, options, None),
            None => {
                let tree = HeaderTree::read(text, closed.len() > text.len());
                (Self::from_tree(text, tree.root(), &options), options, Some(tree))
            }
        }
    }

    /// Reads the valid parts of a header from its tree.
    fn from_tree(text: &'a str, root: &Node, options: &Options) -> Self {
        let tree = TreeReader { text, options, entries: root.entries() };
        Self {
            format: tree.field("format"),
            id: tree.field("id"),
            language: tree.field("language"),
            title: tree.field("title"),
            about: tree.field("about"),
            licence: tree.field("licence"),
            attribution: tree.field("attribution"),
            sources: tree.terms(Vocabulary::Sources),
            organisations: tree.terms(Vocabulary::Organisations),
            themes: tree.terms(Vocabulary::Themes),
            kinds: tree.terms(Vocabulary::Kinds),
            groups: tree.terms(Vocabulary::Groups),
            activities: Vec::new(),
        }
    }

    /// Validates the header, and adds its terms to those of all files.
    ///
    /// The terms of a header that cannot be used are not added: `is_catalogue` is whether the file is a catalogue at all.
    pub(super) fn validate(self, all: &mut Arc<Vocabularies>, is_catalogue: bool) -> ValidatedHeader {
        let language = self.language.as_deref().map(rules::language);
        let tag: Box<str> = language.as_ref().and_then(|it| it.as_deref().ok()).unwrap_or_default().into();
        let file = FileContext { language: tag.clone(), ..FileContext::default() };
        let mut validator = Validator { file: &file, texts: ArenaBuilder::new(&tag) };
        let id = self.id.as_deref().map(rules::id);
        let title = self.title.map(|it| validator.line(it));
        let about = self.about.map(|it| validator.prose(it));
        let attribution = self.attribution.map(|it| validator.prose(it));
        let is_usable = is_catalogue && self.format == Some(FORMAT) && matches!(title, Some(Ok(_)));
        let themes = self.themes.validated(|it| validator.term(it));
        let kinds = self.kinds.validated(|it| validator.term(it));
        let groups = self.groups.validated(|it| validator.term(it));
        let sources = self.sources.validated(|it| validator.source(it));
        let organisations = self.organisations.validated(|it| validator.organisation(it));
        // Comparing terms with those of other files reads their texts, which are available only once closed.
        validator.texts.finish();
        let (mut new, mut discarded) = (Vocabularies::default(), Vocabularies::default());
        let all = if is_usable { Arc::make_mut(all) } else { &mut discarded };
        let is_valid = self.activities.is_empty()
            && is_usable
            && are_ok(&[&about, &attribution])
            && are_ok(&[&id])
            && are_ok(&[&language]);
        let mut merge = TermMerge { is_valid, ..TermMerge::default() };
        merge.add(Vocabulary::Themes, themes, &mut all.themes, &mut new.themes);
        merge.add(Vocabulary::Kinds, kinds, &mut all.kinds, &mut new.kinds);
        merge.add(Vocabulary::Groups, groups, &mut all.groups, &mut new.groups);
        merge.add(Vocabulary::Sources, sources, &mut all.sources, &mut new.sources);
        merge.add(Vocabulary::Organisations, organisations, &mut all.organisations, &mut new.organisations);
        let header = title.and_then(Result::ok).filter(|_| is_usable).map(|title| Header {
            id: id.and_then(Result::ok).unwrap_or_default(),
            language: tag.clone(),
            title,
            about: about.and_then(Result::ok),
            licence: self.licence.as_deref().map(Clean::line),
            attribution: attribution.and_then(Result::ok),
        });
        let TermMerge { terms, redefined, is_valid } = merge;
        ValidatedHeader { header, terms, new, is_valid: is_valid && redefined.is_empty(), redefined }
    }
}

fn are_ok<T>(results: &[&Option<Validated<T>>]) -> bool {
    !results.iter().any(|it| matches!(it, Some(Err(_))))
}

/// The state of adding the terms of a file to those of all files.
#[derive(Debug, Default)]
struct TermMerge {
    terms: FileTerms,
    redefined: HashMap<(Vocabulary, String), Clean>,
    is_valid: bool,
}

impl TermMerge {
    fn add<T: Labelled + Clone + PartialEq>(
        &mut self,
        vocabulary: Vocabulary,
        entries: Vec<(Str<'_>, Validated<T>)>,
        all: &mut Terms<T>,
        new: &mut Terms<T>,
    ) {
        for (id, term) in entries {
            let term = rules::id(&id).and_then(|id| Ok((id, term?)));
            self.is_valid &= term.is_ok() && !self.terms.is_known(vocabulary, &id);
            let Ok((clean_id, term)) = term else {
                self.terms.insert(vocabulary, &id, None);
                continue;
            };
            let first = all.index_of(&id).filter(|_| !self.terms.is_known(vocabulary, &id));
            let other = first.and_then(|it| all.get(it)).filter(|first| **first != term);
            let clean_id = match other {
                Some(other) => {
                    let (_, name) = other.name().versions().next().unwrap_or_default();
                    self.redefined.insert((vocabulary, id.to_string()), excerpt(name));
                    match vocabulary {
                        // What one file took from a source must not be attributed to that of another.
                        Vocabulary::Sources | Vocabulary::Organisations => free_id(&clean_id, all, &term),
                        // The first name of a theme, a kind or a group is kept.
                        Vocabulary::Themes | Vocabulary::Kinds | Vocabulary::Groups => clean_id,
                    }
                }
                None => clean_id,
            };
            let index = all.index_of(&clean_id).unwrap_or_else(|| {
                new.insert(clean_id.clone(), term.clone());
                all.insert(clean_id, term);
                all.len() - 1
            });
            self.terms.insert(vocabulary, &id, Some(index));
        }
    }
}

/// Number from which numbered identifiers are not looked up one by one: this would take quadratic time.
const LARGE_NUMBER: usize = 10;

/// Returns the identifier with a number added under which a vocabulary has the term already, or none.
fn free_id<T: PartialEq>(id: &Clean, terms: &Terms<T>, term: &T) -> Clean {
    let is_free = |id: &Clean| terms.index_of(id).and_then(|it| terms.get(it)).is_none_or(|it| it == term);
    let numbers = (2..LARGE_NUMBER).chain(terms.len().max(LARGE_NUMBER)..);
    // With the number it is no longer than an identifier may be.
    let start = id.get(..80).unwrap_or(id);
    numbers.map(|number| Clean::line(&format!("{start}-{number}"))).find(is_free).unwrap_or_default()
}

/// The parts of a header that can be read from its tree.
struct TreeReader<'a, 'b> {
    text: &'a str,
    options: &'b Options,
    entries: &'b [Entry],
}

impl<'a, 'b> TreeReader<'a, 'b> {
    fn read<T: Deserialize<'a>>(&self, node: &Node) -> Option<T> {
        self.options.from_str(&self.text[node.span.clone()]).ok()
    }

    fn value(&self, name: &str) -> Option<&'b Node> {
        let is_named = |key: &Node| &self.text[key.span.clone()] == name;
        self.entries.iter().find(|it| it.key.as_ref().is_some_and(is_named)).map(|it| &it.value)
    }

    fn field<T: Deserialize<'a>>(&self, name: &str) -> Option<T> {
        self.read(self.value(name)?)
    }

    fn terms<T: Deserialize<'a>>(&self, vocabulary: Vocabulary) -> Entries<'a, T> {
        let entries = self.value(vocabulary.name()).map(Node::entries).unwrap_or_default();
        let id = |it: &Entry| Some(Str(Cow::Owned(it.key.as_ref()?.decoded(self.text)?.into_owned())));
        Entries(entries.iter().filter_map(|it| Some((id(it)?, self.read(&it.value)?))).collect())
    }
}
