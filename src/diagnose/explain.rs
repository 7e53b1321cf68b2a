//! What is wrong with a part of a file?
//!
//! Runs the tolerant parser and the walk over a header, a piece of the list of activities, or the end of a file, and
//! combines what they report.

use std::borrow::Cow;
use std::ops::Range;

use super::foreign::guess_format;
use super::parser::{Parser, SpannedProblem};
use super::problem::{ForeignFormat, ProblemKind, Token};
use super::scan;
use super::tree::{Node, Value};
use super::walk::{Context, Walk};
use crate::catalogue::{ACTIVITIES, ACTIVITY, CATALOGUE, ValueType, Vocabulary};
use crate::text::{Clean, most_similar};

/// The result of explaining a part of a file.
#[derive(Debug, Default)]
pub(crate) struct Explanation {
    /// Problems, in no particular order.
    pub(crate) found: Vec<SpannedProblem>,
    /// Valid identifiers of the records in it, each with its span.
    pub(crate) ids: Vec<(Clean, Range<usize>)>,
    /// Number of records in it.
    pub(crate) count: usize,
    /// Whether the file cannot be used at all: it is not a catalogue, or has another version of the format.
    pub(crate) is_rejected: bool,
}

/// Explains a piece of the list of activities: one record, or several where brackets do not match, or none at its end.
/// `is_end` indicates that the piece extends to the end of the file, so that the list may end in it.
pub(crate) fn explain_records(text: &str, is_end: bool, context: &Context<'_>) -> Explanation {
    let mut parser = Parser::new(text, is_end);
    let items = parser.piece();
    let (mut walk, mut explanation) = (Walk::new(text, context), Explanation::default());
    for item in &items {
        walk.record(item, &ACTIVITY);
        explanation.ids.extend(record_id(text, item));
    }
    explanation.count = items.len();
    if is_end && !parser.is_unclosed {
        explain_tail(&mut parser, &mut walk);
    }
    let last = items.last().map_or(0, |it| it.span.start);
    explanation.gather(parser, walk, last)
}

/// The tree of a header.
pub(crate) struct HeaderTree<'a> {
    parser: Parser<'a>,
    start: usize,
    root: Node,
    has_list: bool,
}

impl<'a> HeaderTree<'a> {
    /// Reads a header. With `has_list`, the text ends at the opening bracket of the list of activities, and the
    /// catalogue is still open there.
    pub(crate) fn read(text: &'a str, has_list: bool) -> Self {
        let mut parser = Parser::new(text, true);
        parser.attributes();
        let start = parser.at;
        let catalogue = ValueType::Record(&CATALOGUE);
        let mut root = parser.value(Some(catalogue));
        parser.skip();
        if !has_list {
            parser.trailing();
        } else if !parser.is_unclosed && matches!(root.value, Value::Record(..)) {
            parser.continue_record(&mut root, catalogue);
        }
        Self { parser, start, root, has_list }
    }

    /// Returns the root of the tree.
    pub(crate) fn root(&self) -> &Node {
        &self.root
    }

    /// Returns the identifiers of all vocabularies, including those with a misspelt name, each with its span.
    pub(crate) fn terms(&self) -> Vec<(Vocabulary, String, Range<usize>)> {
        let text = self.parser.text;
        let decoded =
            |node: &Option<Node>| node.as_ref().and_then(|it| Some((it.decoded(text)?.into_owned(), it.span.clone())));
        let mut terms = Vec::new();
        for entry in self.root.entries() {
            let name = decoded(&entry.key).map(|it| it.0).unwrap_or_default();
            let name = most_similar(&name, CATALOGUE.fields.iter().map(|it| it.name));
            let vocabulary = Vocabulary::ALL.into_iter().find(|it| Some(it.name()) == name);
            let keys = entry.value.entries().iter().filter_map(|it| decoded(&it.key));
            if let Some(vocabulary) = vocabulary {
                let ids = keys.chain(listed_ids(text, &entry.value));
                terms.extend(ids.map(|(id, span)| (vocabulary, id, span)));
            }
        }
        terms
    }

    /// Returns why the file is no catalogue at all; `None` if it is one, perhaps with mistakes.
    pub(crate) fn rejection(&self) -> Option<SpannedProblem> {
        let Self { parser: Parser { text, found, .. }, start, root, has_list } = self;
        if !matches!(root.value, Value::Record(..)) {
            let is_empty = scan::after_blanks(text, *start) >= text.len();
            let not_a_catalogue = || ProblemKind::NotACatalogue(guess_format(text, *start, &root.value));
            let unclosed = found.iter().find(|it| it.1 == ProblemKind::UnclosedComment).cloned();
            let problem = || (*start..*start, if is_empty { ProblemKind::Empty } else { not_a_catalogue() });
            return Some(unclosed.unwrap_or_else(problem));
        }
        let kind = misread_format(text, *start, root, *has_list)?;
        Some((*start..*start, ProblemKind::NotACatalogue(kind)))
    }

    /// Explains the header.
    pub(crate) fn explain(self, context: &Context<'_>) -> Explanation {
        if let Some(found) = self.rejection() {
            return Explanation { found: vec![found], is_rejected: true, ..Explanation::default() };
        }
        let Self { mut parser, root, has_list, .. } = self;
        let text = parser.text;
        let mut walk = Walk::new(text, context);
        walk.record(&root, &CATALOGUE);
        if has_list {
            parser.is_unclosed = false;
            if !text.ends_with('[') && parser.found.is_empty() {
                parser.report_missing(Token::Open('['));
            }
        }
        let mut explanation = Explanation::default().gather(parser, walk, 0);
        let is_format = |kind: &ProblemKind| matches!(kind, ProblemKind::NewerFormat(_) | ProblemKind::BadFormat(_));
        if let Some(found) = explanation.found.iter().find(|it| is_format(&it.1)).cloned() {
            // The version determines what everything else means, so that nothing else is reported.
            (explanation.found, explanation.is_rejected) = (vec![found], true);
        }
        explanation
    }
}

/// Returns what a text is that was read as a catalogue but is probably something else: activities without their
/// catalogue, or YAML or Markdown, whose lines have no commas. Returns `None` if it may be a catalogue with a mistake
/// at its beginning.
fn misread_format(text: &str, start: usize, root: &Node, has_list: bool) -> Option<ForeignFormat> {
    let word = scan::word_end(text, start);
    if text[scan::after_blanks(text, word)..].starts_with('(') {
        return (&text[start..word] == "Activity").then_some(ForeignFormat::Fragment);
    }
    // `Catalogue` without its parenthesis.
    if &text[start..word] == "Catalogue" {
        return None;
    }
    let has_commas = text[start..].lines().take(5).any(|it| it.trim_end().ends_with(','));
    // There is a list of activities: only the enclosing `Catalogue(…)` is missing.
    let kind = if has_list { ForeignFormat::Fragment } else { guess_format(text, start, &root.value) };
    (!has_commas && matches!(kind, ForeignFormat::Yaml | ForeignFormat::Fragment | ForeignFormat::Markdown))
        .then_some(kind)
}

impl Explanation {
    /// Collects what the parser and the walk have found; `last` is the offset at which the last record begins.
    fn gather(mut self, parser: Parser<'_>, walk: Walk<'_>, last: usize) -> Self {
        let is_in_comment = parser.found.last().is_some_and(|it| it.1 == ProblemKind::UnclosedComment);
        let is_truncated = parser.is_unclosed && parser.is_open_ended && !is_in_comment;
        self.found.extend(parser.found);
        self.found.extend(walk.found);
        if is_truncated {
            // The last record is incomplete, so that what it lacks is not worth reporting.
            let end = parser.text.trim_end().len();
            let is_last = |span: &Range<usize>| span.start >= last || span.end >= end;
            let is_missing = |it: &ProblemKind| matches!(it, ProblemKind::MissingField(_) | ProblemKind::Missing(_));
            self.found.retain(|(span, kind)| !(is_last(span) && (span.end >= end || is_missing(kind))));
            self.found.push((end..end, ProblemKind::CutShort));
        }
        self
    }
}

/// Reads the text after the list of activities, up to the end of the file.
fn explain_tail(parser: &mut Parser<'_>, walk: &mut Walk<'_>) {
    parser.skip();
    parser.read_separator(usize::MAX);
    let fields = parser.fields(parser.at..parser.at, ')', Some(ValueType::Record(&CATALOGUE)));
    walk.late_fields(&fields);
    // An activity after the list is reported as such, not as a field without a name.
    let is_activity = |span: &Range<usize>| walk.found.iter().any(|it| it.1 == ProblemKind::AfterList && it.0 == *span);
    parser.found.retain(|(span, kind)| !(*kind == ProblemKind::Missing(Token::Name) && is_activity(span)));
    parser.trailing();
}

/// Returns the identifiers of the terms that a list has in place of a map, each with its span.
fn listed_ids(text: &str, terms: &Node) -> Vec<(String, Range<usize>)> {
    let Value::List(items) = &terms.value else { return Vec::new() };
    let id = |it: &Node| match it.value {
        Value::Text(..) => it.decoded(text).map(Cow::into_owned),
        _ => record_id(text, it).map(|(id, _)| id.to_string()),
    };
    items.iter().filter_map(|it| Some((id(it)?, it.span.clone()))).collect()
}

/// Returns the identifier of a record and its span; `None` if it is missing or invalid.
fn record_id(text: &str, record: &Node) -> Option<(Clean, Range<usize>)> {
    let is_id = |key: &Node| &text[key.span.clone()] == "id";
    let id = record.entries().iter().find(|it| it.key.as_ref().is_some_and(is_id))?;
    let decoded = id.value.decoded(text)?;
    Some((super::rules::id(&decoded).ok()?, id.value.span.clone()))
}

impl Parser<'_> {
    /// Reads the attributes that a file may begin with: `#![enable(…)]`.
    fn attributes(&mut self) {
        self.skip();
        while self.text[self.at..].starts_with("#!") {
            let end = self.text[self.at..].find(']').map_or(self.text.len(), |it| self.at + it + 1);
            // RON checks the attribute before a value that is always valid.
            if ron::from_str::<ron::Value>(&format!("{}()", &self.text[self.at..end])).is_err() {
                self.report(self.at..end, ProblemKind::BadAttribute);
            }
            self.end_value_at(end);
            self.skip();
        }
    }

    /// Reads the activities of a piece.
    fn piece(&mut self) -> Vec<Node> {
        let activity = ValueType::Record(&ACTIVITY);
        self.push(0, [']'; 2], CATALOGUE.field(ACTIVITIES).map(|it| it.value));
        let mut items: Vec<Node> = Vec::new();
        loop {
            self.skip();
            if self.peek() == Some(';') {
                self.read_separator(usize::MAX);
                self.skip();
            }
            if self.peek().is_none() {
                self.is_unclosed |= self.is_open_ended;
                break;
            }
            // The catalogue is closed instead of the list.
            let is_end = |at| scan::after_blanks(self.text, at) >= self.text.len();
            if self.is_open_ended && items.is_empty() && self.peek() == Some(')') && is_end(self.at + 1) {
                self.report(0..0, ProblemKind::Missing(Token::Close(']')));
                break;
            }
            if !self.has_next(items.is_empty()) {
                break;
            }
            let start = self.at;
            match items.last_mut() {
                // Another identifier begins another record.
                Some(last) if self.begins_more_than_id() && self.end > last.span.start => {
                    self.continue_record(last, activity);
                }
                _ => items.push(self.value(Some(activity))),
            }
            self.read_separator(start);
        }
        self.open.pop();
        items
    }

    /// Returns whether a field begins at the cursor, other than the identifier, and not a record whose name a colon
    /// follows by mistake.
    fn begins_more_than_id(&self) -> bool {
        scan::field(self.text, self.at).is_some_and(|(name, _)| !["id", ACTIVITY.name].contains(&&self.text[name]))
    }

    /// Reads the remaining fields of a record that a bracket closes too early.
    fn continue_record(&mut self, record: &mut Node, expected: ValueType) {
        self.report(record.span.end.saturating_sub(1)..record.span.end, ProblemKind::ClosedEarly);
        self.read_separator(usize::MAX);
        let rest = self.fields(self.at..self.at, ')', Some(expected));
        if let (Value::Record(_, entries), Value::Record(_, more)) = (&mut record.value, rest.value) {
            entries.extend(more);
        }
        record.span.end = rest.span.end;
    }

    /// Reports any text after the end of the catalogue.
    fn trailing(&mut self) {
        self.skip();
        if self.at < self.text.len() && !self.is_unclosed {
            self.report(self.at..self.text.len(), ProblemKind::Trailing);
        }
    }
}
