//! What do brackets contain?
//!
//! Parses the bracketed values of the tolerant parser: records, maps and lists.

use std::ops::Range;

use super::parser::Parser;
use super::problem::{Expected, ProblemKind, Token};
use super::scan::{after_blanks, bare_key, field, is_closing_quote, is_opening_quote, plain_name, raw_text, word_end};
use super::tree::{Entry, Node, Value};
use crate::catalogue::{CATALOGUE, RecordType, ValueType};

impl Parser<'_> {
    /// Reads the remaining elements of the innermost open bracket into `elements`, then its closing bracket.
    fn elements<T>(&mut self, mut elements: Vec<T>, read: impl Fn(&mut Self) -> T) -> Vec<T> {
        while self.has_next(elements.is_empty()) {
            let start = self.at;
            elements.push(read(self));
            self.read_separator(start);
        }
        self.open.pop();
        elements
    }

    /// Reads a record after its optional name, with the cursor at its opening parenthesis, or at another bracket in its
    /// place.
    pub(super) fn record(&mut self, name: Range<usize>, expected: Option<ValueType>) -> Node {
        let used_closer = match self.peek() {
            Some('{') => '}',
            Some('[') => ']',
            _ => ')',
        };
        if used_closer != ')' {
            self.report(self.at..self.at + 1, ProblemKind::WrongType(Expected::Record));
        }
        self.at += 1;
        // `Some((…))` is valid: an option may hold a record without a name.
        if &self.text[name.clone()] != "Some" {
            self.skip_doubled('(');
        }
        self.fields(name, used_closer, expected)
    }

    /// Reads the fields of a record, with the cursor after its opening parenthesis; `used_closer` is the counterpart of
    /// the bracket in its place.
    pub(super) fn fields(&mut self, name: Range<usize>, used_closer: char, expected: Option<ValueType>) -> Node {
        let open = self.push(name.start, [')', used_closer], expected);
        let entries = self.elements(Vec::new(), |parser| parser.field(open.record));
        Node { span: self.span(name.start), value: Value::Record(name, entries) }
    }

    /// Reads a field: its name, the colon and its value. The key is `None` if a value stands alone.
    fn field(&mut self, record: Option<&'static RecordType>) -> Entry {
        let start = self.at;
        let type_of = |it: &str| record.and_then(|record| record.field(it)).map(|it| it.value);
        let end = word_end(self.text, start);
        let is_known = || type_of(&self.text[start..end]).is_some();
        let is_name = || is_known() || end > start && self.starts(after_blanks(self.text, end), &['=']);
        if let Some(name) = field(self.text, start).map(|it| it.0).or_else(|| is_name().then_some(start..end)) {
            self.end_value_at(name.end);
            self.read_colon();
            let expected = type_of(plain_name(&self.text[name.clone()]));
            return Entry { key: Some(Node { span: name, value: Value::Word }), value: self.field_value(expected) };
        }
        if let Some((name, end)) = self.name_in_wrong_quotes(start) {
            self.report(start..end, ProblemKind::QuotedName);
            self.end_value_at(end);
            self.read_colon();
            let expected = type_of(&self.text[name.clone()]);
            return Entry { key: Some(Node { span: name, value: Value::Word }), value: self.value(expected) };
        }
        if self.starts(start, &['"']) && self.is_quoted_key(start) {
            let key = self.key();
            if record.is_some() {
                self.report(key.span.clone(), ProblemKind::QuotedName);
            }
            let expected = key.decoded(self.text).and_then(|it| type_of(&it));
            self.read_colon();
            return Entry { key: Some(key), value: self.value(expected) };
        }
        let list = record.filter(|it| it.name != CATALOGUE.name).and_then(|it| it.list_of(&self.text[start..end]));
        if let Some(list) = list.filter(|_| self.is_record(start)) {
            self.report(start..start, ProblemKind::MissingListStart(list.name));
            return Entry { key: None, value: self.items(start, ']', Vec::new(), Some(list.value)) };
        }
        if record.is_some() {
            self.report(start..end, ProblemKind::Missing(Token::Name));
        }
        Entry { key: None, value: self.value(None) }
    }

    /// Returns the name of a field in quotation marks other than straight ones, and the offset after it; `None` if none
    /// begins at `start`.
    pub(super) fn name_in_wrong_quotes(&self, start: usize) -> Option<(Range<usize>, usize)> {
        let opening = self.text[start..].chars().next().filter(|it| is_opening_quote(*it))?;
        let name = start + opening.len_utf8()..word_end(self.text, start + opening.len_utf8());
        let closing = self.text[name.end..].chars().next().filter(|it| is_closing_quote(*it))?;
        let end = name.end + closing.len_utf8();
        (!name.is_empty() && self.starts(after_blanks(self.text, end), &[':'])).then_some((name, end))
    }

    /// Reads the value of a field, unless another field follows in its place.
    fn field_value(&mut self, expected: Option<ValueType>) -> Node {
        self.skip();
        let (record, next) = (expected.and_then(|it| it.record()), field(self.text, self.at));
        let is_inner = record.zip(next).is_some_and(|(record, (name, _))| record.field(&self.text[name]).is_some());
        if is_inner || !self.is_known_field(self.at) {
            return self.value(expected);
        }
        self.report_missing(Token::Value);
        self.is_after_comma = true;
        self.broken(self.end)
    }

    /// Reads a map, with the cursor at its opening brace.
    pub(super) fn map(&mut self, expected: Option<ValueType>) -> Node {
        let start = self.at;
        self.at += 1;
        self.skip_doubled('{');
        self.entries(start, Vec::new(), expected)
    }

    /// Reads the remaining entries of a map that began at `start`, with the cursor after its brace, and appends them to
    /// `entries`.
    pub(super) fn entries(&mut self, start: usize, entries: Vec<Entry>, expected: Option<ValueType>) -> Node {
        let open = self.push(start, ['}'; 2], expected);
        // The versions of a text, by language.
        let has_versions = expected.is_some_and(|it| it.is_text() || it == ValueType::Term);
        let versions = has_versions.then_some(ValueType::Text);
        let entries = self.elements(entries, |parser| parser.entry(open.inner.or(versions)));
        Node { span: self.span(start), value: Value::Map(entries) }
    }

    /// Reads an entry of a map. The key is `None` if it is missing.
    fn entry(&mut self, inner: Option<ValueType>) -> Entry {
        let start = self.at;
        let key = if self.starts(start, &['"']) {
            self.key()
        } else if raw_text(self.text, start).is_some() {
            self.raw_text()
        } else if let Some(opening) = self.peek().filter(|it| is_opening_quote(*it)) {
            self.text_in_wrong_quotes(opening)
        } else if let Some(quote) = self.key_without_quote(start) {
            self.text_without_quote(quote)
        } else if let Some(name) = bare_key(self.text, start) {
            self.end_value_at(name.end);
            Node { span: name, value: Value::Word }
        } else if self.peek().is_some_and(|it| it.is_ascii_digit()) {
            self.words(start, None)
        } else {
            self.report(start..start, ProblemKind::Missing(Token::Key));
            return Entry { key: None, value: self.value(inner) };
        };
        self.read_colon();
        Entry { key: Some(key), value: self.value(inner) }
    }

    /// Reads a list, with the cursor at its opening bracket.
    pub(super) fn list(&mut self, expected: Option<ValueType>) -> Node {
        let start = self.at;
        self.at += 1;
        // The format has no nested lists, so that further brackets are a mistake.
        let mut surplus = self.text.len() - self.at - self.text[self.at..].trim_start_matches('[').len();
        if surplus > 0 {
            self.report(self.at..self.at + surplus, ProblemKind::Stray('['));
            self.end_value_at(self.at + surplus);
        }
        let list = self.items(start, ']', Vec::new(), expected);
        while surplus > 0 && self.starts(after_blanks(self.text, self.at), &[']']) {
            self.skip();
            self.end_value_at(self.at + 1);
            surplus -= 1;
        }
        list
    }

    /// Reads a list in braces, with the cursor at the opening one.
    pub(super) fn list_in_braces(&mut self, expected: Option<ValueType>) -> Node {
        let start = self.at;
        self.report(start..start + 1, ProblemKind::WrongType(Expected::List));
        self.at += 1;
        self.items(start, '}', Vec::new(), expected)
    }

    /// Reads the remaining items of a list that began at `start`, with the cursor after its bracket, and appends them
    /// to `items`; `used_closer` is the counterpart of the bracket that was used.
    pub(super) fn items(
        &mut self,
        start: usize,
        used_closer: char,
        items: Vec<Node>,
        expected: Option<ValueType>,
    ) -> Node {
        let open = self.push(start, [']', used_closer], expected);
        let items = self.elements(items, |parser| parser.value(open.inner));
        Node { span: self.span(start), value: Value::List(items) }
    }

    /// Reads the colon after a name or a key.
    pub(super) fn read_colon(&mut self) {
        self.skip();
        let at = self.at;
        if self.starts(at, &[':']) {
            self.end_value_at(at + 1);
            self.skip_doubled(':');
        } else if self.starts(at, &['=', ';']) || self.starts(at, &[',']) && self.is_only_value(at + 1) {
            let length = if self.text[at..].starts_with("=>") { 2 } else { 1 };
            self.report(at..at + length, ProblemKind::Missing(Token::Colon));
            self.at = at + length;
        } else {
            self.report_missing(Token::Colon);
        }
    }

    /// Returns whether the colon at the cursor replaces a comma: it follows a value that began at `start` and ends with
    /// a quotation mark or a bracket, or it precedes a field.
    fn is_colon_for_comma(&self, start: usize) -> bool {
        self.text.get(start..self.end).is_some_and(|it| it.ends_with(['"', ')', ']', '}']))
            || self.is_known_field(after_blanks(self.text, self.at + 1))
    }

    /// Returns whether a value follows that is not itself a quoted key.
    fn is_only_value(&self, at: usize) -> bool {
        let next = after_blanks(self.text, at);
        let is_value = self.begins_value(next) || self.text[next..].starts_with(|it: char| it.is_ascii_digit());
        is_value && !self.is_quoted_key(next)
    }

    /// Reports and skips `mark` if it follows at the cursor, repeated by mistake.
    fn skip_doubled(&mut self, mark: char) {
        if self.starts(self.at, &[mark]) {
            self.report_stray();
        }
    }

    /// Reads the comma, or a character used in its place, after an element that began at `start`. If nothing has been
    /// read since `start`, reports and skips the character at the cursor.
    pub(super) fn read_separator(&mut self, start: usize) {
        if self.at == start {
            self.report_stray();
        }
        self.skip();
        match self.peek() {
            Some(',') => (self.at, self.is_after_comma) = (self.at + 1, true),
            Some(mark @ (';' | ':' | '.'))
                if mark == ';'
                    || mark == '.' && self.is_known_field(after_blanks(self.text, self.at + 1))
                    || mark == ':' && self.is_colon_for_comma(start) =>
            {
                self.report(self.at..self.at + 1, ProblemKind::Missing(Token::CommaFor(mark)));
                (self.at, self.is_after_comma) = (self.at + 1, true);
            }
            _ => {}
        }
    }
}
