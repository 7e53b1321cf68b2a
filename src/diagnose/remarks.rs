//! What could be better in a catalogue that is valid?
//!
//! Makes remarks for `check`, during the same walk that reports problems.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use hashbrown::{HashMap, HashSet};

use super::problem::ProblemKind;
use super::tree::{Entry, Node, Value, characters};
use super::walk::Walk;
use crate::catalogue::{Country, LESSON, RecordType, ValueType, Vocabulary};
use crate::lang::{Lang, primary};
use crate::text::{Clean, excerpt, first_excess_mark, fold, is_clean, is_shown};

/// Maximum number of languages in which a text is reported as missing.
const MAX_MISSING_LANGUAGES: usize = 8;

/// Length in bytes from which a text is not one of the template.
const MAX_TEMPLATE_TEXT: usize = 64;

/// The texts of the template in all languages that nobody would write in a catalogue: placeholders, and those of
/// several words.
static TEMPLATE_TEXTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let texts = Lang::ALL.into_iter().flat_map(|it| it.words().new_sheet.split('"').skip(1).step_by(2));
    texts.filter(|it| *it == "…" || it.contains(' ')).collect()
});

impl Walk<'_> {
    /// Remarks on a lesson without a basis or without sources; `fields` are the names of the fields of the record.
    pub(super) fn remark_on_record(&mut self, record: &RecordType, opening: Range<usize>, fields: &HashSet<&str>) {
        if self.context.remarks.is_none() || record.name != LESSON.name {
            return;
        }
        for (field, kind) in [("basis", ProblemKind::NoBasis(1)), ("sources", ProblemKind::NoSource(1))] {
            if !fields.contains(field) {
                self.report(opening.clone(), kind);
            }
        }
    }

    /// Remarks on the characters of a plain string, or on an alias of a country code.
    pub(super) fn remark_on_string(&mut self, node: &Node, value_type: &ValueType, decoded: &str) {
        if self.context.remarks.is_none() {
            return;
        }
        match value_type {
            ValueType::Plain => self.remark_on_words(node, ""),
            ValueType::Country => {
                if let Some(country) = Country::from_alias(decoded) {
                    self.report(node.span.clone(), ProblemKind::CountryAlias(excerpt(decoded), country));
                }
            }
            _ => {}
        }
    }

    /// Remarks on the versions of a text, and on the languages in which it is missing.
    pub(super) fn remark_on_text(&mut self, node: &Node, value_type: &ValueType) {
        let Some(remarks) = self.context.remarks else { return };
        let mut tags: Vec<Cow<'_, str>> = Vec::with_capacity(node.entries().len());
        if let Value::Text(..) = node.value {
            self.remark_on_words(node, remarks.plain_language);
            if remarks.plain_language.is_empty() {
                return;
            }
            tags.push(remarks.plain_language.into());
        }
        for entry in node.entries() {
            let mut tag = entry.key.as_ref().and_then(|it| it.decoded(self.text)).unwrap_or_default();
            if tag.bytes().any(|it| it.is_ascii_uppercase()) {
                tag.to_mut().make_ascii_lowercase();
            }
            self.remark_on_words(&entry.value, &tag);
            tags.push(tag);
        }
        if matches!(value_type, ValueType::Name) {
            return;
        }
        tags.sort_unstable();
        let is_missing = |it: &&String| tags.binary_search(&Cow::Borrowed(it)).is_err();
        for missing in remarks.languages.iter().filter(is_missing).take(MAX_MISSING_LANGUAGES) {
            self.report(node.span.clone(), ProblemKind::MissingTranslation(excerpt(missing), 1));
        }
    }

    /// Remarks on a text in a language: a text of the template; hidden characters, each once; misplaced or excessive
    /// combining marks; plain spaces where French requires no-break spaces; a table.
    pub(super) fn remark_on_words(&mut self, node: &Node, language: &str) {
        let (source, found) = (self.text, &mut self.found);
        let Value::Text(inner, is_raw) = &node.value else { return };
        let Some(decoded) = node.decoded(source).filter(|_| self.context.remarks.is_some()) else { return };
        if decoded.len() < MAX_TEMPLATE_TEXT && TEMPLATE_TEXTS.contains(&*decoded) {
            found.push((node.span.clone(), ProblemKind::TemplateText));
        }
        if decoded.contains("\n|") || decoded.starts_with('|') && decoded.contains('\n') {
            found.push((node.span.clone(), ProblemKind::Table));
        }
        // The span of a character takes a linear search, so that it is computed only for characters to be reported.
        let span = |number: usize| characters(source, inner.clone(), *is_raw).nth(number).map(|it| it.0);
        if !is_clean(&decoded) {
            let mut seen = HashSet::new();
            for (span, it) in characters(source, inner.clone(), *is_raw) {
                let it = it.unwrap_or(char::REPLACEMENT_CHARACTER);
                if is_hidden(it) && seen.insert(it) {
                    found.push((span, ProblemKind::Hidden(u32::from(it))));
                }
            }
            let excess = first_excess_mark(&decoded).and_then(span);
            found.extend(excess.map(|it| (it, ProblemKind::CombiningMarks)));
        }
        if primary(language) == "fr"
            && let Some((first, count)) = plain_spaces(&decoded)
        {
            found.extend(span(first).map(|it| (it, ProblemKind::FrenchSpaces(count))));
        }
    }

    /// Remarks on the texts and references of a list that it has already.
    pub(super) fn remark_on_repeated(&mut self, items: &[Node]) {
        if self.context.remarks.is_none() {
            return;
        }
        let (source, mut seen) = (self.text, HashSet::new());
        for item in items {
            let text = item.decoded(source).filter(|_| matches!(item.value, Value::Text(..)));
            if let Some(text) = text.filter(|it| !seen.insert(it.clone())) {
                self.found.push((item.span.clone(), ProblemKind::NearDuplicate(excerpt(&text), excerpt(&text))));
            }
        }
    }

    /// Remarks on the terms of a vocabulary that read nearly alike.
    pub(super) fn remark_on_terms(&mut self, vocabulary: Vocabulary, entries: &[Entry]) {
        if self.context.remarks.is_none() {
            return;
        }
        let source = self.text;
        let name = match vocabulary {
            Vocabulary::Sources => "title",
            _ => "name",
        };
        let label_of = |entry: &Entry| {
            let is_named = |it: &&Entry| it.key.as_ref().and_then(|it| it.decoded(source)).as_deref() == Some(name);
            let field = entry.value.entries().iter().find(is_named).map(|it| it.value.clone());
            let is_term = !matches!(vocabulary, Vocabulary::Organisations | Vocabulary::Sources);
            // A term may be written as its name alone.
            field.or_else(|| is_term.then(|| entry.value.clone()))
        };
        let labels: Vec<Node> = entries.iter().filter_map(label_of).collect();
        let mut seen: HashMap<String, Clean> = HashMap::new();
        for label in labels {
            let versions: Vec<&Node> = match label.value {
                Value::Text(..) => vec![&label],
                _ => label.entries().iter().map(|it| &it.value).collect(),
            };
            let texts: Vec<String> = versions.iter().filter_map(|it| Some(it.decoded(source)?.into_owned())).collect();
            if let Some((text, other)) = texts.iter().find_map(|it| Some((it, seen.get(&near_key(it))?))) {
                self.report(label.span.clone(), ProblemKind::NearDuplicate(excerpt(text), other.clone()));
            }
            for text in texts {
                let key = near_key(&text);
                if !key.is_empty() {
                    seen.entry(key).or_insert_with(|| excerpt(&text));
                }
            }
        }
    }
}

/// Returns the index of the first plain space of a French text where a no-break space is required, and the number of
/// such spaces; `None` if there is none.
fn plain_spaces(text: &str) -> Option<(usize, usize)> {
    let needs_space_before = |at: usize| match text.as_bytes().get(at) {
        Some(b':' | b';' | b'?' | b'!' | b'%') => true,
        _ => text[at..].starts_with('»'),
    };
    let is_wrong = |at: &usize| needs_space_before(at + 1) || text[..*at].ends_with('«');
    let mut wrong = memchr::memchr_iter(b' ', text.as_bytes()).filter(is_wrong);
    let first = wrong.next()?;
    Some((text[..first].chars().count(), 1 + wrong.count()))
}

fn is_hidden(it: char) -> bool {
    !matches!(it, '\n' | '\r' | '\t') && !is_shown(it)
}

/// Returns a key that is equal for terms that differ only by case, accents, hyphens, spaces or a plural.
fn near_key(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.map(|it| it.trim_end_matches(['s', 'x'])).collect::<Vec<_>>().join(" ")
}
