//! What is wrong with the texts of a record, and with the names of participants?
//!
//! The part of the walk that checks texts in one or several languages, terms, participants and the keys of maps.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use hashbrown::HashSet;

use super::problem::{Expected, ProblemKind};
use super::rules;
use super::scan::plain_name;
use super::tree::{Entry, Node, Value};
use super::walk::Walk;
use crate::catalogue::{ACTIVITY, RecordType, Section, TERM, ValueType, Vocabulary};
use crate::text::{Clean, Cleaned, excerpt, is_shown};

impl Walk<'_> {
    /// Reports sections that are listed as silent but have text.
    pub(super) fn check_silent(&mut self, entries: &[Entry], record: &RecordType) {
        if record.name != ACTIVITY.name {
            return;
        }
        let decoded = |it: &Entry| it.key.as_ref().and_then(|it| it.decoded(self.text)).unwrap_or_default();
        let Some(silent) = entries.iter().find(|it| decoded(it) == "silent") else { return };
        let is_empty = |it: &Node| match &it.value {
            Value::List(items) => items.is_empty(),
            _ => &self.text[it.span.clone()] == "None",
        };
        let filled: HashSet<Cow<'_, str>> = entries.iter().filter(|it| !is_empty(&it.value)).map(decoded).collect();
        let Value::List(items) = &silent.value.value else { return };
        for item in items {
            let word = self.text[item.span.clone()].to_ascii_lowercase();
            let is_filled = |it: &Section| it.field() == word && filled.contains(it.field());
            // The walk reports that there is no such word for the sources.
            let section = Section::ALL.into_iter().find(is_filled).filter(|it| *it != Section::Sources);
            if let Some(section) = section {
                self.report(item.span.clone(), ProblemKind::SilentText(section.field()));
            }
        }
    }

    /// Walks over a text in one or several languages.
    pub(super) fn text(&mut self, node: &Node, value_type: &ValueType) {
        // A key in quotation marks is one of a map, not a name.
        let is_name = |key: &Node| !matches!(key.value, Value::Text(..));
        let is_language = |key: &Node| key.decoded(self.text).is_some_and(|it| rules::language(&it).is_ok());
        let has_language_names = |entries: &[Entry]| {
            let mut keys = entries.iter().map(|it| it.key.as_ref());
            keys.clone().all(|it| it.is_some_and(is_name)) && keys.any(|it| it.is_some_and(is_language))
        };
        let entries = match &node.value {
            Value::Text(..) => {
                self.check_words(node);
                None
            }
            Value::Map(entries) => Some(entries),
            // RON accepts a record in place of a map if both are possible.
            Value::Record(name, entries) if has_language_names(entries) && self.may_name(name) => Some(entries),
            _ => return self.wrong_type(node, Expected::Text),
        };
        if let Some(entries) = entries {
            if entries.is_empty() {
                self.report(node.span.clone(), ProblemKind::NoText);
            }
            let keys = self
                .check_keys(entries, matches!(node.value, Value::Map(_)), |key| rules::language(key).map(String::from));
            for (entry, _) in entries.iter().zip(keys).filter(|(_, is_valid)| *is_valid) {
                match entry.value.value {
                    Value::Text(..) => self.check_words(&entry.value),
                    _ => self.wrong_type(&entry.value, Expected::String),
                }
            }
        }
        self.remark_on_text(node, value_type);
    }

    /// Walks over a text, or over a list of texts.
    pub(super) fn text_or_list(&mut self, node: &Node) {
        let is_tuple = |it: &[Entry]| !it.is_empty() && it.iter().all(|it| it.key.is_none());
        match &node.value {
            Value::List(_) => self.list(node, &ValueType::Text),
            // RON accepts a tuple in place of a list if it does not know the expected type.
            Value::Record(name, entries) if is_tuple(entries) && self.may_name(name) => {
                entries.iter().for_each(|it| self.text(&it.value, &ValueType::Text));
            }
            Value::Text(..) | Value::Map(_) | Value::Record(..) => self.text(node, &ValueType::Text),
            _ => self.wrong_type(node, Expected::TextOrList),
        }
    }

    /// Walks over a term: its name alone, or a record with its name and synonyms.
    pub(super) fn term(&mut self, node: &Node) {
        let is_field = |it: &Entry| {
            let name = it.key.as_ref().and_then(|it| it.decoded(self.text));
            name.is_some_and(|it| TERM.field(&it).is_some())
        };
        let is_named = |name: &Range<usize>| plain_name(&self.text[name.clone()]) == TERM.name;
        match &node.value {
            Value::Record(name, entries) if is_named(name) || entries.iter().any(is_field) => self.record(node, &TERM),
            _ => self.text(node, &ValueType::Text),
        }
    }

    /// Walks over a participant.
    pub(super) fn participant(&mut self, node: &Node, value_type: &ValueType) {
        let id = node.decoded(self.text).filter(|_| matches!(node.value, Value::Text(..)));
        let vocabulary = Vocabulary::Organisations;
        match id {
            Some(id) if (self.context.is_known)(vocabulary, &id) => {}
            Some(id) if matches!(value_type, ValueType::Expert) && rules::is_id(&id) => {
                self.report(node.span.clone(), ProblemKind::unknown_term(vocabulary, &id));
            }
            // `Efus` may be a misspelling of `efus`.
            Some(id) if self.context.remarks.is_some() && rules::is_id(&id.to_lowercase()) => {
                self.report(node.span.clone(), ProblemKind::NearId(excerpt(&id), Clean::default()));
                self.text(node, &ValueType::Name);
            }
            _ => self.text(node, &ValueType::Name),
        }
    }

    /// Returns whether RON accepts a name before the parenthesis of a text: none, or any except `None` and `Some`.
    pub(super) fn may_name(&self, name: &Range<usize>) -> bool {
        let name = plain_name(&self.text[name.clone()]);
        let is_name = !name.starts_with(|it: char| it.is_numeric()) && name.chars().all(is_shown);
        is_name && !matches!(name, "None" | "Some")
    }

    /// Checks that a text contains words and is not too long.
    pub(super) fn check_words(&mut self, node: &Node) {
        // Cleaning every text once more would take a twentieth of the time of `check`.
        if self.context.is_valid {
            return;
        }
        if let Some(Err(kind)) = node.decoded(self.text).map(|it| rules::words(&it, Cleaned::prose).map(drop)) {
            self.report(node.span.clone(), kind);
        }
    }

    /// Checks that the keys of a map are valid and unique; returns for each entry whether its key is.
    pub(super) fn check_keys<T: Into<Box<str>>>(
        &mut self,
        entries: &[Entry],
        are_quoted: bool,
        rule: impl Fn(&str) -> Result<T, ProblemKind>,
    ) -> Vec<bool> {
        // Maps have few keys as a rule, for which comparing is faster than hashing.
        let mut seen: BTreeSet<Box<str>> = BTreeSet::new();
        let mut check = |entry: &Entry| {
            let Some(key) = &entry.key else { return true };
            if are_quoted && !matches!(key.value, Value::Text(..)) {
                self.wrong_type(key, Expected::String);
            }
            let Some(decoded) = key.decoded(self.text) else { return true };
            let kind = match rule(&decoded).map(Into::into) {
                Err(kind) => kind,
                Ok(valid) if seen.contains(&valid) => ProblemKind::DuplicateKey(excerpt(&decoded)),
                Ok(valid) => return seen.insert(valid),
            };
            self.report(key.span.clone(), kind);
            false
        };
        entries.iter().map(&mut check).collect()
    }
}
