//! What is wrong with a piece of a file? The reader and the walk together.

use std::ops::Range;

use super::foreign::foreign;
use super::problem::{Foreign, ProblemKind, Token};
use super::reader::{Found, Reader};
use super::scan;
use super::tree::{Node, Value};
use super::walk::{Context, Walk};
use crate::catalogue::{ACTIVITY, CATALOGUE, ValueType, Vocabulary};
use crate::text::Clean;

/// What is known of a piece of a file.
#[derive(Debug, Default)]
pub(crate) struct Explained {
    /// What is wrong, in the order of its bytes.
    pub(crate) found: Vec<Found>,
    /// The identifiers of the records in it, each with its bytes.
    pub(crate) ids: Vec<(Clean, Range<usize>)>,
    /// How many records there are in it.
    pub(crate) count: usize,
    /// Whether the file ends in the middle of it.
    pub(crate) is_cut: bool,
    /// Whether nothing of the file can be read: it is no catalogue, or of another format.
    pub(crate) is_refused: bool,
    /// The fields after the list, where that ends in it.
    pub(crate) late: Vec<String>,
}

/// Explains a piece of the list of activities: one record, or several where brackets do not match. `is_end` tells that
/// it goes on to the end of the file: the list may end in it.
pub(crate) fn records(text: &str, is_end: bool, context: &Context<'_>) -> Explained {
    let mut reader = Reader::new(text, is_end);
    let items = reader.piece();
    let (mut walk, mut explained) = (Walk::new(text, context), Explained::default());
    for item in &items {
        walk.record(item, &ACTIVITY);
        explained.ids.extend(id(text, item));
    }
    explained.count = items.len();
    if is_end && reader.cut.is_none() {
        tail(&mut reader, &mut walk, &mut explained);
    }
    let last = items.last().map_or(0, |it| it.span.start);
    explained.gather(reader, walk, last)
}

/// Explains what follows the items of the list, up to the end of the file.
pub(crate) fn end(text: &str, context: &Context<'_>) -> Explained {
    let mut reader = Reader::new(text, true);
    let (mut walk, mut explained) = (Walk::new(text, context), Explained::default());
    reader.skip();
    match reader.peek() {
        Some(']') => reader.ended(reader.at + 1),
        Some(_) => reader.report(0..0, ProblemKind::Missing(Token::Close(']'))),
        None => reader.cut = Some(']'),
    }
    if reader.cut.is_none() {
        tail(&mut reader, &mut walk, &mut explained);
    }
    explained.gather(reader, walk, 0)
}

/// The tree of a header.
pub(crate) struct HeaderTree<'a> {
    reader: Reader<'a>,
    start: usize,
    root: Node,
    has_list: bool,
}

impl<'a> HeaderTree<'a> {
    /// Reads a header. Where the list of activities follows it, it goes up to the bracket of that, and is open there.
    pub(crate) fn read(text: &'a str, has_list: bool) -> Self {
        let mut reader = Reader::new(text, true);
        reader.attributes();
        let start = reader.at;
        let catalogue = ValueType::Record(&CATALOGUE);
        let mut root = reader.value(Some(catalogue));
        reader.skip();
        if !has_list {
            reader.trailing();
        } else if reader.cut.is_none() && matches!(root.value, Value::Record(..)) {
            reader.goes_on(&mut root, catalogue);
        }
        Self { reader, start, root, has_list }
    }

    /// Returns the tree.
    pub(crate) fn root(&self) -> &Node {
        &self.root
    }

    /// Returns where the identifiers of terms stand.
    pub(crate) fn terms(&self) -> Vec<(Vocabulary, String, Range<usize>)> {
        let text = self.reader.text;
        let said =
            |node: &Option<Node>| node.as_ref().and_then(|it| Some((it.said(text)?.into_owned(), it.span.clone())));
        let mut terms = Vec::new();
        for entry in self.root.entries() {
            let name = said(&entry.key).map(|it| it.0).unwrap_or_default();
            let vocabulary = Vocabulary::ALL.into_iter().find(|it| it.name() == name);
            let keys = entry.value.entries().iter().filter_map(|it| said(&it.key));
            terms.extend(vocabulary.into_iter().flat_map(|it| keys.clone().map(move |(id, span)| (it, id, span))));
        }
        terms
    }

    /// Explains the header.
    pub(crate) fn explain(self, context: &Context<'_>) -> Explained {
        let Self { mut reader, start, root, has_list } = self;
        let text = reader.text;
        let refused = |found| Explained { found: vec![found], is_refused: true, ..Explained::default() };
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
            reader.cut = None;
            if !text.ends_with('[') && reader.found.is_empty() {
                reader.missing(Token::Open('['));
            }
        }
        let mut explained = Explained::default().gather(reader, walk, 0);
        let is_of_format = |kind: &ProblemKind| matches!(kind, ProblemKind::NewerFormat(_) | ProblemKind::BadFormat(_));
        if let Some(found) = explained.found.iter().find(|it| is_of_format(&it.1)).cloned() {
            // What everything else means depends on it.
            (explained.found, explained.is_cut, explained.is_refused) = (vec![found], false, true);
        }
        explained
    }
}

/// Returns what a text is that could be a catalogue with a mistake at its beginning: activities alone; YAML, which has a
/// field a line, without commas; fields or a list on one line.
fn read_as_record(text: &str, start: usize, root: &Node, has_list: bool) -> Option<Foreign> {
    let word = scan::word_end(text, start);
    if text[scan::after_blanks(text, word)..].starts_with('(') {
        return (&text[start..word] == "Activity").then_some(Foreign::Inside);
    }
    // Its bracket is missing.
    if &text[start..word] == "Catalogue" {
        return None;
    }
    let has_commas = text[start..].lines().take(5).any(|it| it.trim_end().ends_with(','));
    // Where the list of activities begins, its record has been left out.
    let kind = if has_list { Foreign::Inside } else { foreign(text, start, &root.value) };
    (!has_commas && matches!(kind, Foreign::Yaml | Foreign::Inside | Foreign::Markdown)).then_some(kind)
}

impl Explained {
    /// Takes what the reader and the walk have found; `last` is where the last record begins.
    fn gather(mut self, reader: Reader<'_>, walk: Walk<'_>, last: usize) -> Self {
        let is_in_comment = reader.found.last().is_some_and(|it| it.1 == ProblemKind::UnclosedComment);
        self.is_cut = reader.cut.is_some() && reader.is_open_ended && !is_in_comment;
        self.found.extend(reader.found);
        self.found.extend(walk.found);
        if self.is_cut {
            // Of what it ends in the middle of, more is missing than can be told.
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

/// Reads what follows the list, up to the end of the file.
fn tail(reader: &mut Reader<'_>, walk: &mut Walk<'_>, explained: &mut Explained) {
    let fields = reader.tail();
    walk.late(&fields);
    // That it has no name is not what is wrong with it.
    let is_activity = |span: &Range<usize>| walk.found.iter().any(|it| it.1 == ProblemKind::AfterList && it.0 == *span);
    reader.found.retain(|(span, kind)| !(*kind == ProblemKind::Missing(Token::Name) && is_activity(span)));
    let names = fields.entries().iter().filter_map(|it| it.key.as_ref()?.said(reader.text));
    explained.late.extend(names.map(|it| it.into_owned()));
    reader.trailing();
}

/// Returns the identifier of a record, if it is one, and where it stands.
fn id(text: &str, record: &Node) -> Option<(Clean, Range<usize>)> {
    let is_id = |key: &Node| &text[key.span.clone()] == "id";
    let id = record.entries().iter().find(|it| it.key.as_ref().is_some_and(is_id))?;
    let said = id.value.said(text)?;
    Some((super::rules::id(&said).ok()?, id.value.span.clone()))
}

impl Reader<'_> {
    /// Reads the attributes that a file may begin with: `#![enable(…)]`.
    fn attributes(&mut self) {
        self.skip();
        while self.text[self.at..].starts_with("#!") {
            let end = self.text[self.at..].find(']').map_or(self.text.len(), |it| self.at + it + 1);
            // Before a value that is one in every case.
            if ron::from_str::<ron::Value>(&format!("{}()", &self.text[self.at..end])).is_err() {
                self.report(self.at..end, ProblemKind::BadAttribute);
            }
            self.ended(end);
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
                self.separate(usize::MAX);
                self.skip();
            }
            if self.peek().is_none() {
                self.cut = self.cut.or(self.is_open_ended.then_some(']'));
                break;
            }
            if !self.has_next(items.is_empty()) {
                break;
            }
            let start = self.at;
            match items.last_mut() {
                Some(last) if super::scan::field(self.text, self.at).is_some() && self.end > last.span.start => {
                    self.goes_on(last, activity);
                }
                _ => items.push(self.value(Some(activity))),
            }
            self.separate(start);
        }
        self.open.pop();
        items
    }

    /// Reads the rest of a record that a bracket has closed too early.
    fn goes_on(&mut self, record: &mut Node, expected: ValueType) {
        self.report(record.span.end.saturating_sub(1)..record.span.end, ProblemKind::ClosedEarly);
        self.separate(usize::MAX);
        let rest = self.fields(self.at..self.at, Some(expected));
        if let (Value::Record(_, entries), Value::Record(_, more)) = (&mut record.value, rest.value) {
            entries.extend(more);
        }
        record.span.end = rest.span.end;
    }

    /// Reads the fields that follow the list of activities, and the end of the catalogue.
    fn tail(&mut self) -> Node {
        self.skip();
        self.separate(usize::MAX);
        self.fields(self.at..self.at, Some(ValueType::Record(&CATALOGUE)))
    }

    /// Reports what follows the end.
    fn trailing(&mut self) {
        self.skip();
        if self.at < self.text.len() && self.cut.is_none() {
            self.report(self.at..self.text.len(), ProblemKind::Trailing);
        }
    }
}
