//! What do brackets contain, and where do they end if the closing one is missing?
//!
//! Parses the bracketed values of the tolerant parser: records, maps and lists. Indentation, the schema and the tokens
//! that follow decide where a bracket that is missing, doubled or of the wrong kind should have been.

use std::ops::Range;

use super::parser::{Open, Parser};
use super::problem::{Expected, ProblemKind, Token};
use super::scan::{
    after_blanks, after_comma, bare_key, field, indent, is_opening_quote, plain_name, raw_text, word_end,
};
use super::tree::{Entry, Node, Value};
use crate::catalogue::{RecordType, ValueType};

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
        self.fields_up_to(name, used_closer, expected)
    }

    /// Reads the fields of a record, with the cursor after its opening parenthesis.
    pub(super) fn fields(&mut self, name: Range<usize>, expected: Option<ValueType>) -> Node {
        self.fields_up_to(name, ')', expected)
    }

    fn fields_up_to(&mut self, name: Range<usize>, used_closer: char, expected: Option<ValueType>) -> Node {
        let record = expected.and_then(|it| it.record());
        self.push(name.start, [')', used_closer], expected, None);
        let entries = self.elements(Vec::new(), |parser| parser.field(record));
        Node { span: self.span(name.start), value: Value::Record(name, entries) }
    }

    /// Reads a field: its name, the colon and its value. The key is `None` if a value stands alone.
    fn field(&mut self, record: Option<&'static RecordType>) -> Entry {
        let start = self.at;
        let type_of = |it: &str| record.and_then(|record| record.field(it)).map(|it| it.value);
        if let Some((name, _)) = field(self.text, start) {
            self.end_value_at(name.end);
            self.read_colon();
            let expected = type_of(plain_name(&self.text[name.clone()]));
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
        let end = word_end(self.text, start);
        let next = after_blanks(self.text, end);
        let is_name = record.is_some_and(|it| it.field(&self.text[start..end]).is_some());
        if is_name || end > start && self.starts(next, &['=']) {
            self.end_value_at(end);
            self.read_colon();
            let expected = type_of(&self.text[start..end]);
            return Entry { key: Some(Node { span: start..end, value: Value::Word }), value: self.value(expected) };
        }
        if record.is_some() {
            self.report(start..end, ProblemKind::Missing(Token::Name));
        }
        Entry { key: None, value: self.value(None) }
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
        let inner = match expected {
            Some(ValueType::Terms(_, term)) => Some(*term),
            Some(ValueType::Extra) => Some(ValueType::Text),
            _ => None,
        };
        self.push(start, ['}'; 2], expected, inner);
        let entries = self.elements(entries, |parser| parser.entry(inner));
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
            self.words(start)
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
        let list = self.items(start, Vec::new(), expected);
        while surplus > 0 && self.starts(after_blanks(self.text, self.at), &[']']) {
            self.skip();
            self.end_value_at(self.at + 1);
            surplus -= 1;
        }
        list
    }

    /// Reads the remaining items of a list that began at `start`, with the cursor after its bracket, and appends them
    /// to `items`.
    pub(super) fn items(&mut self, start: usize, items: Vec<Node>, expected: Option<ValueType>) -> Node {
        let inner = if let Some(ValueType::List(item)) = expected { Some(*item) } else { None };
        self.push(start, [']'; 2], expected, inner);
        let items = self.elements(items, |parser| parser.value(inner));
        Node { span: self.span(start), value: Value::List(items) }
    }

    /// Reads the colon after a name or a key.
    pub(super) fn read_colon(&mut self) {
        self.skip();
        let at = self.at;
        if self.starts(at, &[':']) {
            self.end_value_at(at + 1);
            self.skip_doubled(':');
        } else if self.starts(at, &['=']) || self.starts(at, &[',']) && self.is_only_value(at + 1) {
            self.report(at..at + 1, ProblemKind::Missing(Token::Colon));
            self.at = at + 1;
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

    /// Reports and skips `mark` if it follows at the cursor, repeated by mistake; returns whether it did.
    fn skip_doubled(&mut self, mark: char) -> bool {
        let is_doubled = self.starts(self.at, &[mark]);
        if is_doubled {
            self.report_stray();
        }
        is_doubled
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

    /// Returns whether another element of the innermost bracket follows. If not, reads its closing bracket or reports
    /// it as missing.
    pub(super) fn has_next(&mut self, is_first: bool) -> bool {
        let innermost = self.open.last().copied();
        let closer = innermost.map_or(')', |it| it.closer);
        loop {
            self.skip();
            let next = self.peek();
            let after = if next == Some(',') { after_blanks(self.text, self.at + 1) } else { self.at };
            match next {
                None => {
                    self.end_of_text();
                    return false;
                }
                Some(it) if innermost.is_some_and(|open| open.is_closed_by(it)) => {
                    self.end_value_at(self.at + 1);
                    return false;
                }
                Some(')' | ']' | '}') if self.handle_mismatch(closer) => return false,
                Some(')' | ']' | '}') => {
                    self.report_stray();
                    // A comma after the stray bracket still separates the elements before and after it.
                    self.read_separator(usize::MAX);
                }
                Some(',') if after >= self.text.len() => self.at += 1,
                Some(',') if !self.ends_before(after) && !self.is_outer_line() => {
                    self.report_stray();
                    self.is_after_comma = true;
                }
                Some(it) if it == ',' || self.ends_before(self.at) => {
                    self.report_missing(Token::Close(closer));
                    return false;
                }
                Some(_) => {
                    if !self.is_after_comma && !is_first {
                        self.report_missing(Token::Comma);
                    }
                    return true;
                }
            }
        }
    }

    /// Handles a closing bracket that does not match the innermost open one, and reports what is missing. Returns
    /// whether it ends the innermost bracket; it does not if more elements of that bracket follow.
    fn handle_mismatch(&mut self, closer: char) -> bool {
        let after = after_blanks(self.text, after_comma(self.text, self.at + 1));
        let mut outer = (0..self.open.len()).rev().filter(|&it| self.starts(self.at, &[self.open[it].closer]));
        if outer.any(|it| self.fits_after(it, after)) {
            self.report_missing(Token::Close(closer));
            return true;
        }
        // A surplus bracket: the innermost one continues, or is closed right after it.
        if self.belongs(self.open.len() - 1, after) || self.starts(after, &[closer]) {
            return false;
        }
        self.report(self.at..self.at + 1, ProblemKind::Missing(Token::Close(closer)));
        self.end_value_at(self.at + 1);
        true
    }

    /// Returns whether the token at `at` can follow the closing of the bracket with index `closed`.
    fn fits_after(&self, closed: usize, at: usize) -> bool {
        let is_end = at >= self.text.len();
        match closed.checked_sub(1) {
            Some(enclosing) => is_end || self.starts(at, &[self.open[enclosing].closer]) || self.belongs(enclosing, at),
            None => is_end || self.starts(at, &[')']),
        }
    }

    /// Returns whether the token at `at` can belong to the bracket with index `open`.
    fn belongs(&self, open: usize, at: usize) -> bool {
        let open = &self.open[open];
        match open.closer {
            ')' => field(self.text, at)
                .is_some_and(|(name, _)| open.record.is_none_or(|it| it.field(&self.text[name]).is_some())),
            ']' => at < self.text.len() && field(self.text, at).is_none() && !self.starts(at, &[')', ']', '}']),
            _ => self.starts(at, &['"']),
        }
    }

    /// Returns whether the cursor is at the first token of its line and that line is indented no further than the one
    /// on which the innermost bracket was opened.
    fn is_outer_line(&self) -> bool {
        let (indentation, is_first) = indent(self.text, self.at);
        is_first && self.open.len() > 1 && self.open.last().is_some_and(|it| indentation <= it.indent)
    }

    /// Returns whether the token at `at` shows that the innermost bracket should have been closed before it.
    fn ends_before(&self, at: usize) -> bool {
        let Some((open, enclosing)) = self.open.split_last() else { return false };
        if at >= self.text.len() {
            return false;
        }
        let Some(outer) = enclosing.last() else { return false };
        let is_outer_line = || matches!(indent(self.text, at), (indentation, true) if indentation <= open.indent);
        let field_name = field(self.text, at).map(|it| &self.text[it.0]);
        let has_field = |it: &Open, name: &str| it.record.is_some_and(|it| it.field(name).is_some());
        let is_outer_field = |name: &str| enclosing.iter().any(|it| has_field(it, name));
        match open.closer {
            ')' => match field_name {
                Some(name) if has_field(open, name) => false,
                Some(name) => is_outer_field(name) && is_outer_line(),
                // The next item or entry of the enclosing list or map.
                None if outer.closer == ']' => self.is_record(at),
                None => outer.closer == '}' && self.is_quoted_key(at),
            },
            ']' => field_name.is_some_and(|name| {
                let is_item_field = open.inner.and_then(|it| it.record()).is_some_and(|it| it.field(name).is_some());
                is_outer_field(name) && (!is_item_field || is_outer_line())
            }),
            _ => match field_name {
                Some(name) if is_outer_field(name) => open.inner.is_none() || is_outer_line(),
                Some(_) => false,
                None if outer.closer == ']' => self.starts(at, &['{']),
                None => outer.closer == '}' && open.inner.is_none() && self.is_key_of_container(at),
            },
        }
    }

    /// Returns whether a key in quotation marks begins at `at`: a colon follows the closing mark.
    fn is_quoted_key(&self, at: usize) -> bool {
        let Some(rest) = self.text[at..].strip_prefix('"') else { return false };
        let start = &rest[..rest.floor_char_boundary(200)];
        let Some(end) = start.find(['"', '\n']).filter(|it| start[*it..].starts_with('"')) else { return false };
        let next = after_blanks(self.text, at + end + 2);
        self.starts(next, &[':'])
    }

    /// Returns whether a quoted key begins at `at` whose value is a map or a record.
    fn is_key_of_container(&self, at: usize) -> bool {
        if !self.is_quoted_key(at) {
            return false;
        }
        let end = self.text[at + 1..].find('"').map_or(at, |it| at + it + 2);
        let value = after_blanks(self.text, after_blanks(self.text, end) + 1);
        self.starts(value, &['{', '(']) || self.is_record(value)
    }
}
