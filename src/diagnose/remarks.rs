//! What could be better in a catalogue that can be used? Remarks, made on the same walk as everything else.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::problem::ProblemKind;
use super::reader::Found;
use super::tree::{Entry, Node, Value, characters};
use crate::catalogue::{Country, RecordType, ValueType, Vocabulary};
use crate::text::{Clean, first_pile, fold, is_shown, short};

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
            for (field, kind) in [("basis", ProblemKind::NoBasis), ("sources", ProblemKind::NoSource)] {
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
        let mut written: HashSet<String> = HashSet::new();
        if let Value::Text(..) = node.value {
            self.words(source, found, node, self.plain);
            if self.plain.is_empty() {
                return;
            }
            written.insert(self.plain.to_owned());
        }
        for entry in node.entries() {
            let tag = entry.key.as_ref().and_then(|it| it.said(source)).unwrap_or_default().to_ascii_lowercase();
            self.words(source, found, &entry.value, &tag);
            written.insert(tag);
        }
        let missing = self.languages.iter().find(|it| !written.contains(*it));
        if let Some(missing) = missing.filter(|_| !matches!(of, ValueType::Name)) {
            found.push((node.span.clone(), ProblemKind::MissingTranslation(short(missing))));
        }
    }

    /// Remarks on words in a language: each character that is hidden, once; plain spaces where French has no-break
    /// ones; a table.
    pub(super) fn words(&self, source: &str, found: &mut Vec<Found>, node: &Node, language: &str) {
        let Value::Text(inner, is_raw) = &node.value else { return };
        let written = &source[inner.clone()];
        if written.contains("\n|") || written.starts_with('|') && written.contains('\n') {
            found.push((node.span.clone(), ProblemKind::Table));
        }
        let is_french = language.split('-').next() == Some("fr");
        if written.is_ascii() && !written.contains('\\') && !is_french && !written.contains(is_hidden) {
            return;
        }
        let said: Vec<(Range<usize>, char)> =
            characters(source, inner.clone(), *is_raw).filter_map(|(span, it)| Some((span, it?))).collect();
        let mut seen = HashSet::new();
        for (span, it) in said.iter().filter(|(_, it)| is_hidden(*it) && seen.insert(*it)) {
            found.push((span.clone(), ProblemKind::Hidden(u32::from(*it))));
        }
        let text: String = said.iter().map(|(_, it)| it).collect();
        if let Some((span, _)) = first_pile(&text).and_then(|at| said.get(at)) {
            found.push((span.clone(), ProblemKind::Marks));
        }
        if is_french {
            self.french(found, &said);
        }
    }

    fn french(&self, found: &mut Vec<Found>, said: &[(Range<usize>, char)]) {
        let spaces = said.windows(2).filter_map(|pair| match (pair[0].1, pair[1].1) {
            (' ', ':' | ';' | '?' | '!' | '»' | '%') => Some(pair[0].0.clone()),
            ('«', ' ') => Some(pair[1].0.clone()),
            _ => None,
        });
        let spaces: Vec<Range<usize>> = spaces.collect();
        if let Some(first) = spaces.first() {
            found.push((first.clone(), ProblemKind::FrenchSpaces(spaces.len())));
        }
    }

    /// Remarks on the terms of a vocabulary that read nearly alike.
    pub(super) fn terms(&self, source: &str, found: &mut Vec<Found>, vocabulary: Vocabulary, entries: &[Entry]) {
        let name = match vocabulary {
            Vocabulary::Themes | Vocabulary::Kinds => None,
            Vocabulary::Organisations => Some("name"),
            Vocabulary::Sources => Some("title"),
        };
        let label = |entry: &Entry| match name {
            None => Some(entry.value.clone()),
            Some(name) => {
                let mut fields = entry.value.entries().iter();
                let is_named = |it: &&Entry| it.key.as_ref().and_then(|it| it.said(source)).as_deref() == Some(name);
                fields.find(is_named).map(|it| it.value.clone())
            }
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

fn is_hidden(it: char) -> bool {
    !matches!(it, '\n' | '\r' | '\t') && !is_shown(it)
}

/// Returns what two terms share that differ by case, accents, hyphens, spaces or a plural only.
fn near_key(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.map(|it| it.trim_end_matches(['s', 'x'])).collect::<Vec<_>>().join(" ")
}
