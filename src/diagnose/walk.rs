//! What is wrong with a tree?
//!
//! Walks over the tree along the schema, and reports every problem with its span: unknown, missing or repeated fields,
//! wrong types, and values that break a rule.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::Range;

use hashbrown::HashSet;

use super::parser::SpannedProblem;
use super::problem::{Expected, ProblemKind};
use super::rules;
use super::scan::plain_name;
use super::tree::{Entry, Node, Value};
use crate::catalogue::{ACTIVITIES, CATALOGUE, FORMAT, FieldType, PLACE, RecordType, ValueType, Vocabulary};
use crate::text::{Cleaned, excerpt, is_shown};

/// The context of a walk beyond the text itself.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// Returns whether a reference is not to be reported: its term exists, or has a problem of its own.
    pub(crate) is_known: &'a (dyn Fn(Vocabulary, &str) -> bool + Sync),
    /// The settings of remarks; `None` if no remarks are wanted.
    pub(crate) remarks: Option<&'a Remarks<'a>>,
    /// Whether RON and the rules have accepted the text, so that only remarks are of interest.
    pub(crate) is_valid: bool,
}

/// The languages that remarks depend on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Remarks<'a> {
    /// Languages that every text is expected in: those of the catalogue's title.
    pub(crate) languages: BTreeSet<String>,
    /// Language of plain texts; empty if the catalogue states none.
    pub(crate) plain_language: &'a str,
}

/// A walk over the tree of a text.
pub(crate) struct Walk<'a> {
    pub(super) text: &'a str,
    pub(super) context: &'a Context<'a>,
    pub(super) found: Vec<SpannedProblem>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(text: &'a str, context: &'a Context<'a>) -> Self {
        Self { text, context, found: Vec::new() }
    }

    pub(super) fn report(&mut self, span: Range<usize>, kind: ProblemKind) {
        self.found.push((span, kind));
    }

    /// Walks over a record.
    pub(crate) fn record(&mut self, node: &Node, record: &'static RecordType) {
        let Value::Record(name, entries) = &node.value else {
            return self.report_unless_broken(node, ProblemKind::NotARecord(record.example()));
        };
        self.check_type_name(name, record);
        let mut seen: HashSet<&'static str> = HashSet::new();
        let names: Vec<Option<Cow<'a, str>>> = entries.iter().map(|it| self.field_name(it)).collect();
        // Needed only for records with an unknown field, which are few.
        let name_set = LazyCell::new(|| names.iter().flatten().map(Cow::as_ref).collect::<HashSet<_>>());
        for (entry, name) in entries.iter().zip(&names) {
            let (Some(key), Some(name)) = (&entry.key, name) else { continue };
            match record.field(name) {
                // A field without a value, which is reported, may be given again.
                Some(field) if matches!(entry.value.value, Value::Broken) => drop(seen.insert(field.name)),
                Some(field) if !seen.insert(field.name) => {
                    self.report(key.span.clone(), ProblemKind::DuplicateField(field.name));
                }
                Some(field) => self.field(&entry.value, field, record),
                None => {
                    self.report(key.span.clone(), ProblemKind::UnknownField { found: excerpt(name), record });
                    // Check the value against the field that was meant.
                    if let Some(field) =
                        record.intended_field(name).filter(|it| !name_set.contains(it.name) && seen.insert(it.name))
                    {
                        self.field(&entry.value, field, record);
                    }
                }
            }
        }
        let opening = if name.is_empty() { node.span.start..node.span.start + 1 } else { name.clone() };
        // A value without the name of its field, which is reported, is probably that of a missing one.
        let unnamed_count = entries.iter().filter(|it| it.key.is_none()).count();
        let missing = record.fields.iter().filter(|it| it.is_required && !seen.contains(it.name));
        for field in missing.skip(unnamed_count) {
            self.report(opening.clone(), ProblemKind::MissingField(field.name));
        }
        self.check_either(entries, &names, record, &seen, &opening);
        self.check_silent(entries, record);
        self.remark_on_record(record, node.span.start..opening.end, &seen);
    }

    /// Checks that a record has one of the two fields of which exactly one is required.
    fn check_either(
        &mut self,
        entries: &[Entry],
        names: &[Option<Cow<'_, str>>],
        record: &RecordType,
        seen: &HashSet<&'static str>,
        opening: &Range<usize>,
    ) {
        let Some([first, second]) = record.either else { return };
        let list = entries.iter().zip(names).find(|(_, name)| name.as_deref() == Some(second));
        let list = list.map(|(it, _)| &it.value);
        let empty_list = list.filter(|it| matches!(&it.value, Value::List(items) if items.is_empty()));
        match (seen.contains(first), list.is_some(), empty_list) {
            (true, true, _) => self.report(opening.clone(), ProblemKind::BothFields(first, second)),
            (false, false, _) => self.report(opening.clone(), ProblemKind::MissingField(first)),
            (false, _, Some(it)) => self.report(it.span.clone(), ProblemKind::MissingField(first)),
            _ => {}
        }
    }

    /// Checks the name before the parenthesis of a record, if it has one.
    fn check_type_name(&mut self, name: &Range<usize>, record: &RecordType) {
        let written = plain_name(&self.text[name.clone()]);
        if !name.is_empty() && written != record.name {
            self.report(name.clone(), ProblemKind::WrongName { found: excerpt(written), expected: record.name });
        }
    }

    /// Walks over the fields of a catalogue after its list of activities.
    pub(crate) fn late_fields(&mut self, fields: &Node) {
        for entry in fields.entries() {
            if let (None, Value::Record(name, _)) = (&entry.key, &entry.value.value) {
                self.report(name.clone(), ProblemKind::AfterList);
            }
            let (Some(name), Some(key)) = (self.field_name(entry), &entry.key) else { continue };
            match CATALOGUE.field(&name) {
                Some(field) if field.name == ACTIVITIES => self.report(key.span.clone(), ProblemKind::SecondList),
                Some(field) => {
                    self.report(key.span.clone(), ProblemKind::LateField(field.name));
                    self.field(&entry.value, field, &CATALOGUE);
                }
                None => {
                    let kind = ProblemKind::UnknownField { found: excerpt(&name), record: &CATALOGUE };
                    self.report(key.span.clone(), kind);
                }
            }
        }
    }

    /// Returns the name of a field without invisible characters, which are reported.
    fn field_name(&mut self, entry: &Entry) -> Option<Cow<'a, str>> {
        let key = entry.key.as_ref()?;
        let decoded = key.decoded(self.text);
        // The common case: no character is invisible.
        if decoded.as_ref().is_some_and(|it| it.bytes().all(|it| it.is_ascii_graphic())) {
            return decoded;
        }
        let hidden = self.text[key.span.clone()].char_indices().filter(|(_, it)| !it.is_ascii() && !is_shown(*it));
        for (at, it) in hidden {
            let start = key.span.start + at;
            self.report(start..start + it.len_utf8(), ProblemKind::Invisible(u32::from(it)));
        }
        Some(decoded?.chars().filter(|&it| is_shown(it)).collect())
    }

    fn field(&mut self, node: &Node, field: &FieldType, record: &RecordType) {
        let is_single = !matches!(field.value, ValueType::List(_) | ValueType::Terms(..) | ValueType::Extra);
        let is_optional = is_single && !field.is_required;
        // As every field of the header is read, so that all that is wrong with it can be reported.
        let accepts_some = is_optional || is_single && record.name == CATALOGUE.name;
        if let (Value::List(_), ValueType::Record(several), Some([_, plural])) =
            (&node.value, &field.value, record.either.filter(|[single, _]| *single == field.name))
        {
            return self.report(node.span.clone(), ProblemKind::SeveralRecords(plural, several.name));
        }
        if let (Value::List(countries), ValueType::Country) = (&node.value, &field.value)
            && countries.len() > 1
            && record.name == PLACE.name
        {
            return self.report(node.span.clone(), ProblemKind::SeveralCountries);
        }
        match &node.value {
            Value::Word if is_optional && &self.text[node.span.clone()] == "None" => {}
            Value::Record(name, entries) if accepts_some && &self.text[name.clone()] == "Some" => match &entries[..] {
                [Entry { key: None, value }] => self.value(value, &field.value),
                _ => self.wrong_type(node, Expected::of(&field.value)),
            },
            _ => self.value(node, &field.value),
        }
    }

    /// Walks over a value.
    fn value(&mut self, node: &Node, value_type: &ValueType) {
        match value_type {
            ValueType::Record(record) => self.record(node, record),
            ValueType::Text | ValueType::Name => self.text(node, value_type),
            ValueType::TextOrList => self.text_or_list(node),
            ValueType::Term => self.term(node),
            ValueType::Participant | ValueType::Expert => self.participant(node, value_type),
            ValueType::List(item) => self.list(node, item),
            ValueType::Terms(vocabulary, term) => self.terms(node, *vocabulary, term),
            ValueType::Extra => self.extra(node),
            ValueType::Coordinates => self.coordinates(node),
            ValueType::Year => {
                let is_year =
                    node.value == Value::Number && ron::from_str::<u16>(&self.text[node.span.clone()]).is_ok();
                if !is_year {
                    self.wrong_type(node, Expected::Integer);
                }
            }
            ValueType::Format => self.check_format(node),
            ValueType::Word(words) => self.word(node, words),
            _ => self.string(node, value_type),
        }
    }

    /// Walks over a string, and checks it against the rule of its type.
    fn string(&mut self, node: &Node, value_type: &ValueType) {
        let decoded = node.decoded(self.text).filter(|_| matches!(node.value, Value::Text(..)));
        let Some(decoded) = decoded else { return self.wrong_type(node, Expected::String) };
        let result = match value_type {
            ValueType::Id => rules::id(&decoded).map(drop),
            ValueType::Language => rules::language(&decoded).map(drop),
            ValueType::Country => rules::country(&decoded).map(drop),
            ValueType::Period => rules::period(&decoded).map(drop),
            ValueType::Date => rules::date(&decoded).map(drop),
            ValueType::Address => rules::address(&decoded).map(drop),
            ValueType::Doi => rules::doi(&decoded).map(drop),
            ValueType::Reference(vocabulary) if !(self.context.is_known)(*vocabulary, &decoded) => {
                Err(ProblemKind::unknown_term(*vocabulary, &decoded))
            }
            _ => Ok(()),
        };
        if let Err(kind) = result {
            self.report(node.span.clone(), kind);
        }
        self.remark_on_string(node, value_type, &decoded);
    }

    pub(super) fn list(&mut self, node: &Node, item: &ValueType) {
        let Value::List(items) = &node.value else { return self.wrong_type(node, Expected::List) };
        let max = match item {
            ValueType::Reference(Vocabulary::Themes | Vocabulary::Kinds | Vocabulary::Groups) => rules::MAX_TERMS,
            _ => usize::MAX,
        };
        if items.len() > max {
            self.report(node.span.clone(), ProblemKind::TooMany(items.len(), max));
        }
        items.iter().take(max).for_each(|it| self.value(it, item));
        self.remark_on_repeated(items);
    }

    fn terms(&mut self, node: &Node, vocabulary: Vocabulary, term: &ValueType) {
        let Value::Map(entries) = &node.value else { return self.wrong_type(node, Expected::Map) };
        self.check_keys(entries, true, |key| rules::id(key).map(|it| it.to_string()));
        entries.iter().for_each(|it| self.value(&it.value, term));
        self.remark_on_terms(vocabulary, entries);
    }

    fn extra(&mut self, node: &Node) {
        let Value::Map(entries) = &node.value else { return self.wrong_type(node, Expected::Map) };
        // Keys are compared as they are displayed: two that look the same are duplicates.
        self.check_keys(entries, true, |key| rules::words(key, Cleaned::line).map(|it| it.to_string()));
        for entry in entries {
            if let Some(key) = &entry.key {
                self.remark_on_words(key, "");
            }
            self.text(&entry.value, &ValueType::Text);
        }
    }

    fn word(&mut self, node: &Node, expected: &'static [&'static str]) {
        match &node.value {
            Value::Word => {
                let written = plain_name(&self.text[node.span.clone()]);
                if !expected.contains(&written) {
                    self.report(node.span.clone(), ProblemKind::UnknownWord { found: excerpt(written), expected });
                }
            }
            _ => self.wrong_type(node, Expected::Word),
        }
    }

    fn coordinates(&mut self, node: &Node) {
        let number = |it: &Entry| match (&it.key, &it.value.value) {
            (None, Value::Number | Value::Word) => ron::from_str::<f64>(&self.text[it.value.span.clone()]).ok(),
            _ => None,
        };
        let pair = match &node.value {
            Value::Record(name, entries) if name.is_empty() => match &entries[..] {
                [north, east] => number(north).zip(number(east)),
                _ => None,
            },
            _ => None,
        };
        match pair.map(rules::coordinates) {
            None => self.wrong_type(node, Expected::Pair),
            Some(Err(kind)) => self.report(node.span.clone(), kind),
            Some(Ok(_)) => {}
        }
    }

    /// Checks the version of the format.
    fn check_format(&mut self, node: &Node) {
        let written = &self.text[node.span.clone()];
        let kind = match ron::from_str::<u64>(written) {
            Ok(format) if format == u64::from(FORMAT) => return,
            Ok(0) => ProblemKind::BadFormat(excerpt(written)),
            Err(_) if !written.bytes().all(|it| it.is_ascii_digit()) => ProblemKind::BadFormat(excerpt(written)),
            _ => ProblemKind::NewerFormat(excerpt(written)),
        };
        if node.value != Value::Broken {
            self.report(node.span.clone(), kind);
        }
    }

    /// Reports that a value of another type is expected.
    pub(super) fn wrong_type(&mut self, node: &Node, expected: Expected) {
        self.report_unless_broken(node, ProblemKind::WrongType(expected));
    }

    /// Reports a problem with a value, unless the value is broken and has been reported already.
    fn report_unless_broken(&mut self, node: &Node, kind: ProblemKind) {
        if node.value != Value::Broken {
            self.report(node.span.clone(), kind);
        }
    }
}
