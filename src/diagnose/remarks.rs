//! What could be better in a catalogue that can be used? Remarks, made on the same walk as everything else.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::problem::ProblemKind;
use super::reader::Found;
use super::tree::{Entry, Node, Value, characters};
use crate::catalogue::{Country, RecordType, ValueType, Vocabulary};
use crate::lang::primary;
use crate::text::{Clean, first_pile, fold, is_clean, is_shown, short};

/// What remarks are made by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Remarks<'a> {
    /// The languages that every text is expected in: those of the catalogue's title.
    pub(crate) languages: BTreeSet<String>,
    /// The language of plain texts; empty where none is stated.
    pub(crate) plain: &'a str,
}

impl Remarks<'_> {
    /// Remarks on a record.
    pub(super) fn record(
        &self,
        found: &mut Vec<Found>,
        record: &RecordType,
        opening: Range<usize>,
        fields: &HashSet<&str>,
    ) {
        if record.name == "Lesson" {
            for (field, kind) in [("basis", ProblemKind::NoBasis(1)), ("sources", ProblemKind::NoSource(1))] {
                if !fields.contains(field) {
                    found.push((opening.clone(), kind));
                }
            }
        }
    }

    /// Remarks on a string.
    pub(super) fn string(&self, source: &str, found: &mut Vec<Found>, node: &Node, of: &ValueType, said: &str) {
        match of {
            ValueType::Plain => self.words(source, found, node, ""),
            ValueType::Country => {
                if let Some(country) = Country::from_alias(said) {
                    found.push((node.span.clone(), ProblemKind::CountryAlias(short(said), country)));
                }
            }
            _ => {}
        }
    }

    /// Remarks on a text in each of its languages, and on one that is missing.
    pub(super) fn text(&self, source: &str, found: &mut Vec<Found>, node: &Node, of: &ValueType) {
        let mut written: Vec<Cow<'_, str>> = Vec::with_capacity(node.entries().len());
        if let Value::Text(..) = node.value {
            self.words(source, found, node, self.plain);
            if self.plain.is_empty() {
                return;
            }
            written.push(self.plain.into());
        }
        for entry in node.entries() {
            let mut tag = entry.key.as_ref().and_then(|it| it.said(source)).unwrap_or_default();
            if tag.bytes().any(|it| it.is_ascii_uppercase()) {
                tag.to_mut().make_ascii_lowercase();
            }
            self.words(source, found, &entry.value, &tag);
            written.push(tag);
        }
        written.sort_unstable();
        let missing = self.languages.iter().find(|it| written.binary_search(&Cow::Borrowed(it)).is_err());
        if let Some(missing) = missing.filter(|_| !matches!(of, ValueType::Name)) {
            found.push((node.span.clone(), ProblemKind::MissingTranslation(short(missing))));
        }
    }

    /// Remarks on words in a language: each character that is hidden, once; plain spaces where French has no-break
    /// ones; a table.
    pub(super) fn words(&self, source: &str, found: &mut Vec<Found>, node: &Node, language: &str) {
        let Value::Text(inner, is_raw) = &node.value else { return };
        let Some(said) = node.said(source) else { return };
        if said.contains("\n|") || said.starts_with('|') && said.contains('\n') {
            found.push((node.span.clone(), ProblemKind::Table));
        }
        // Only of what is found it is asked where it is written.
        let span = |number: usize| characters(source, inner.clone(), *is_raw).nth(number).map(|it| it.0);
        let mut report = |number: usize, kind| found.extend(span(number).map(|span| (span, kind)));
        if !is_clean(&said) {
            let mut seen = HashSet::new();
            for (number, it) in said.chars().enumerate().filter(|(_, it)| is_hidden(*it) && seen.insert(*it)) {
                report(number, ProblemKind::Hidden(u32::from(it)));
            }
            if let Some(number) = first_pile(&said) {
                report(number, ProblemKind::Marks);
            }
        }
        if primary(language) == "fr"
            && let Some((first, count)) = plain_spaces(&said)
        {
            report(first, ProblemKind::FrenchSpaces(count));
        }
    }

    /// Remarks on the terms of a vocabulary that read nearly alike.
    pub(super) fn terms(&self, source: &str, found: &mut Vec<Found>, vocabulary: Vocabulary, entries: &[Entry]) {
        let name = match vocabulary {
            Vocabulary::Sources => "title",
            _ => "name",
        };
        let label = |entry: &Entry| {
            let is_named = |it: &&Entry| it.key.as_ref().and_then(|it| it.said(source)).as_deref() == Some(name);
            let field = entry.value.entries().iter().find(is_named).map(|it| it.value.clone());
            let is_term = !matches!(vocabulary, Vocabulary::Organisations | Vocabulary::Sources);
            // The name of a term may stand for the whole of it.
            field.or_else(|| is_term.then(|| entry.value.clone()))
        };
        let labels: Vec<Node> = entries.iter().filter_map(label).collect();
        let mut before: HashMap<String, Clean> = HashMap::new();
        for label in labels {
            let versions: Vec<&Node> = match label.value {
                Value::Text(..) => vec![&label],
                _ => label.entries().iter().map(|it| &it.value).collect(),
            };
            let texts: Vec<String> = versions.iter().filter_map(|it| Some(it.said(source)?.into_owned())).collect();
            if let Some((text, other)) = texts.iter().find_map(|it| Some((it, before.get(&near_key(it))?))) {
                found.push((label.span.clone(), ProblemKind::NearDuplicate(short(text), other.clone())));
            }
            for text in texts {
                let key = near_key(&text);
                if !key.is_empty() {
                    before.entry(key).or_insert_with(|| short(&text));
                }
            }
        }
    }
}

/// Returns which characters of a French text are plain spaces where no-break ones belong: the number of the first, and
/// how many there are.
fn plain_spaces(text: &str) -> Option<(usize, usize)> {
    let is_before = |at: usize| match text.as_bytes().get(at) {
        Some(b':' | b';' | b'?' | b'!' | b'%') => true,
        _ => text[at..].starts_with('»'),
    };
    let is_wrong = |at: &usize| is_before(at + 1) || text[..*at].ends_with('«');
    let mut wrong = memchr::memchr_iter(b' ', text.as_bytes()).filter(is_wrong);
    let first = wrong.next()?;
    Some((text[..first].chars().count(), 1 + wrong.count()))
}

fn is_hidden(it: char) -> bool {
    !matches!(it, '\n' | '\r' | '\t') && !is_shown(it)
}

/// Returns what two terms share that differ by case, accents, hyphens, spaces or a plural only.
fn near_key(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.map(|it| it.trim_end_matches(['s', 'x'])).collect::<Vec<_>>().join(" ")
}
