//! What is wrong with a part of a file?
//!
//! Runs the tolerant parser and the walk over a header, a piece of the list of activities, or the end of a file, and
//! combines what they report.

use std::ops::Range;

use super::foreign::foreign;
use super::parser::{Parser, SpannedProblem};
use super::problem::{ForeignFormat, ProblemKind, Token};
use super::scan;
use super::tree::{Node, Value};
use super::walk::{Context, Walk};
use crate::catalogue::{ACTIVITY, CATALOGUE, ValueType, Vocabulary};
use crate::text::Clean;

/// The result of explaining a part of a file.
#[derive(Debug, Default)]
pub(crate) struct Explanation {
    /// Problems, sorted by position.
    pub(crate) found: Vec<SpannedProblem>,
    /// Valid identifiers of the records in it, each with its span.
    pub(crate) ids: Vec<(Clean, Range<usize>)>,
    /// Number of records in it.
    pub(crate) count: usize,
    /// Whether the file ends in the middle of this part.
    pub(crate) is_cut: bool,
    /// Whether the file cannot be used at all: it is not a catalogue, or has another version of the format.
    pub(crate) is_refused: bool,
    /// Names of the fields after the list of activities, if the list ends in this part.
    pub(crate) late: Vec<String>,
}

/// Explains a piece of the list of activities: one record, or several where brackets do not match. `is_end` indicates
/// that the piece extends to the end of the file, so that the list may end in it.
pub(crate) fn explain_records(text: &str, is_end: bool, context: &Context<'_>) -> Explanation {
    let mut reader = Parser::new(text, is_end);
    let items = reader.piece();
    let (mut walk, mut explained) = (Walk::new(text, context), Explanation::default());
    for item in &items {
        walk.record(item, &ACTIVITY);
        explained.ids.extend(id(text, item));
    }
    explained.count = items.len();
    if is_end && reader.unclosed.is_none() {
        tail(&mut reader, &mut walk, &mut explained);
    }
    let last = items.last().map_or(0, |it| it.span.start);
    explained.gather(reader, walk, last)
}

/// Explains the text after the last record: the closing bracket of the list and the rest of the file.
pub(crate) fn explain_end(text: &str, context: &Context<'_>) -> Explanation {
    let mut reader = Parser::new(text, true);
    let (mut walk, mut explained) = (Walk::new(text, context), Explanation::default());
    reader.skip();
    match reader.peek() {
        Some(']') => reader.end_value_at(reader.at + 1),
        Some(_) => reader.report(0..0, ProblemKind::Missing(Token::Close(']'))),
        None => reader.unclosed = Some(']'),
    }
    if reader.unclosed.is_none() {
        tail(&mut reader, &mut walk, &mut explained);
    }
    explained.gather(reader, walk, 0)
}

/// The tree of a header.
pub(crate) struct HeaderTree<'a> {
    reader: Parser<'a>,
    start: usize,
    root: Node,
    has_list: bool,
}

impl<'a> HeaderTree<'a> {
    /// Reads a header. With `has_list`, the text ends at the opening bracket of the list of activities, and the
    /// catalogue is still open there.
    pub(crate) fn read(text: &'a str, has_list: bool) -> Self {
        let mut reader = Parser::new(text, true);
        reader.attributes();
        let start = reader.at;
        let catalogue = ValueType::Record(&CATALOGUE);
        let mut root = reader.value(Some(catalogue));
        reader.skip();
        if !has_list {
            reader.trailing();
        } else if reader.unclosed.is_none() && matches!(root.value, Value::Record(..)) {
            reader.continue_record(&mut root, catalogue);
        }
        Self { reader, start, root, has_list }
    }

    /// Returns the root of the tree.
    pub(crate) fn root(&self) -> &Node {
        &self.root
    }

    /// Returns the identifiers of all vocabularies, each with its span.
    pub(crate) fn terms(&self) -> Vec<(Vocabulary, String, Range<usize>)> {
        let text = self.reader.text;
        let decoded =
            |node: &Option<Node>| node.as_ref().and_then(|it| Some((it.decoded(text)?.into_owned(), it.span.clone())));
        let mut terms = Vec::new();
        for entry in self.root.entries() {
            let name = decoded(&entry.key).map(|it| it.0).unwrap_or_default();
            let vocabulary = Vocabulary::ALL.into_iter().find(|it| it.name() == name);
            let keys = entry.value.entries().iter().filter_map(|it| decoded(&it.key));
            terms.extend(vocabulary.into_iter().flat_map(|it| keys.clone().map(move |(id, span)| (it, id, span))));
        }
        terms
    }

    /// Explains the header.
    pub(crate) fn explain(self, context: &Context<'_>) -> Explanation {
        let Self { mut reader, start, root, has_list } = self;
        let text = reader.text;
        let refused = |found| Explanation { found: vec![found], is_refused: true, ..Explanation::default() };
        if !matches!(root.value, Value::Record(..)) {
            let is_empty = scan::after_blanks(text, start) >= text.len();
            let foreign = || ProblemKind::NotACatalogue(foreign(text, start, &root.value));
            let unclosed = reader.found.into_iter().find(|it| it.1 == ProblemKind::UnclosedComment);
            let found = || (start..start, if is_empty { ProblemKind::Empty } else { foreign() });
            return refused(unclosed.unwrap_or_else(found));
        }
        if let Some(kind) = read_as_record(text, start, &root, has_list) {
            return refused((start..start, ProblemKind::NotACatalogue(kind)));
        }
        let mut walk = Walk::new(text, context);
        walk.record(&root, &CATALOGUE);
        if has_list {
            reader.unclosed = None;
            if !text.ends_with('[') && reader.found.is_empty() {
                reader.report_missing(Token::Open('['));
            }
        }
        let mut explained = Explanation::default().gather(reader, walk, 0);
        let is_of_format = |kind: &ProblemKind| matches!(kind, ProblemKind::NewerFormat(_) | ProblemKind::BadFormat(_));
        if let Some(found) = explained.found.iter().find(|it| is_of_format(&it.1)).cloned() {
            // The version determines what everything else means, so that nothing else is reported.
            (explained.found, explained.is_cut, explained.is_refused) = (vec![found], false, true);
        }
        explained
    }
}

/// Returns what a text is that was read as a catalogue but is probably something else: activities without their
/// catalogue, or YAML or Markdown, whose lines have no commas. Returns `None` if it may be a catalogue with a mistake
/// at its beginning.
fn read_as_record(text: &str, start: usize, root: &Node, has_list: bool) -> Option<ForeignFormat> {
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
    let kind = if has_list { ForeignFormat::Fragment } else { foreign(text, start, &root.value) };
    (!has_commas && matches!(kind, ForeignFormat::Yaml | ForeignFormat::Fragment | ForeignFormat::Markdown))
        .then_some(kind)
}

impl Explanation {
    /// Collects what the parser and the walk have found; `last` is the offset at which the last record begins.
    fn gather(mut self, reader: Parser<'_>, walk: Walk<'_>, last: usize) -> Self {
        let is_in_comment = reader.found.last().is_some_and(|it| it.1 == ProblemKind::UnclosedComment);
        self.is_cut = reader.unclosed.is_some() && reader.is_open_ended && !is_in_comment;
        self.found.extend(reader.found);
        self.found.extend(walk.found);
        if self.is_cut {
            // The last record is incomplete, so that what it lacks is not worth reporting.
            let end = reader.text.trim_end().len();
            let is_last = |span: &Range<usize>| span.start >= last || span.end >= end;
            let is_missing = |it: &ProblemKind| matches!(it, ProblemKind::MissingField(_) | ProblemKind::Missing(_));
            self.found.retain(|(span, kind)| !(is_last(span) && (span.end >= end || is_missing(kind))));
        }
        self.found.sort_by_key(|(span, _)| span.start);
        self.found.dedup();
        self
    }
}

/// Reads the text after the list of activities, up to the end of the file.
fn tail(reader: &mut Parser<'_>, walk: &mut Walk<'_>, explained: &mut Explanation) {
    let fields = reader.tail();
    walk.late_fields(&fields);
    // An activity after the list is reported as such, not as a field without a name.
    let is_activity = |span: &Range<usize>| walk.found.iter().any(|it| it.1 == ProblemKind::AfterList && it.0 == *span);
    reader.found.retain(|(span, kind)| !(*kind == ProblemKind::Missing(Token::Name) && is_activity(span)));
    let names = fields.entries().iter().filter_map(|it| it.key.as_ref()?.decoded(reader.text));
    explained.late.extend(names.map(|it| it.into_owned()));
    reader.trailing();
}

/// Returns the identifier of a record and its span; `None` if it is missing or invalid.
fn id(text: &str, record: &Node) -> Option<(Clean, Range<usize>)> {
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
        self.push(0, [']'; 2], None, Some(activity));
        let mut items: Vec<Node> = Vec::new();
        loop {
            self.skip();
            if self.peek() == Some(';') {
                self.read_separator(usize::MAX);
                self.skip();
            }
            if self.peek().is_none() {
                self.unclosed = self.unclosed.or(self.is_open_ended.then_some(']'));
                break;
            }
            if !self.has_next(items.is_empty()) {
                break;
            }
            let start = self.at;
            match items.last_mut() {
                Some(last) if super::scan::field(self.text, self.at).is_some() && self.end > last.span.start => {
                    self.continue_record(last, activity);
                }
                _ => items.push(self.value(Some(activity))),
            }
            self.read_separator(start);
        }
        self.open.pop();
        items
    }

    /// Reads the remaining fields of a record that a bracket closes too early.
    fn continue_record(&mut self, record: &mut Node, expected: ValueType) {
        self.report(record.span.end.saturating_sub(1)..record.span.end, ProblemKind::ClosedEarly);
        self.read_separator(usize::MAX);
        let rest = self.fields(self.at..self.at, Some(expected));
        if let (Value::Record(_, entries), Value::Record(_, more)) = (&mut record.value, rest.value) {
            entries.extend(more);
        }
        record.span.end = rest.span.end;
    }

    /// Reads the fields after the list of activities, and the end of the catalogue.
    fn tail(&mut self) -> Node {
        self.skip();
        self.read_separator(usize::MAX);
        self.fields(self.at..self.at, Some(ValueType::Record(&CATALOGUE)))
    }

    /// Reports any text after the end of the catalogue.
    fn trailing(&mut self) {
        self.skip();
        if self.at < self.text.len() && self.unclosed.is_none() {
            self.report(self.at..self.text.len(), ProblemKind::Trailing);
        }
    }
}
