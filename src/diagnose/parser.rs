//! How is malformed RON read?
//!
//! A recursive-descent parser that always produces a tree: it reports a missing token and continues as if the token
//! were present.
//!
//! The schema helps to infer what was meant: a name that only an enclosing record has indicates a missing bracket.
//! There is no backtracking; lookahead is limited to the current line, and to [`scan::MAX_LINE`] bytes of it.

use std::ops::Range;

use super::problem::{ProblemKind, Token};
use super::scan::{
    self, after_blanks, closing_quote, field, is_blank, is_false_blank, is_opening_quote, is_word_char, raw_text,
    word_end,
};
use super::tree::{Node, Value};
use crate::catalogue::{RecordType, ValueType};
use crate::text::is_shown;

/// A problem with its span, in bytes.
pub(crate) type SpannedProblem = (Range<usize>, ProblemKind);

/// Maximum nesting depth, just below the recursion limit of RON (128).
pub(super) const MAX_DEPTH: usize = 120;

/// An open bracket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    /// The bracket that closes it.
    pub(super) closer: char,
    /// Brackets that close it as well if it was opened by one of another kind than its value needs: the counterpart of
    /// the bracket that was used, and the one that the expected type needs.
    alternative_closers: [char; 2],
    /// Indentation of the line on which it was opened, in characters.
    pub(super) indent: usize,
    /// Type of the record that it opens.
    pub(super) record: Option<&'static RecordType>,
    /// Type of its entries or items.
    pub(super) inner: Option<ValueType>,
}

impl Open {
    pub(super) fn is_closed_by(&self, bracket: char) -> bool {
        bracket == self.closer || self.alternative_closers.contains(&bracket)
    }
}

/// A tolerant parser for a part of a file.
#[derive(Debug, Default)]
pub(crate) struct Parser<'a> {
    pub(super) text: &'a str,
    /// Byte offset of the cursor.
    pub(super) at: usize,
    /// Byte offset at which the last value or bracket ended.
    pub(super) end: usize,
    /// Whether a comma has been read since.
    pub(super) is_after_comma: bool,
    pub(super) open: Vec<Open>,
    pub(super) found: Vec<SpannedProblem>,
    /// Whether the text may continue after its end, so that brackets open there are not reported.
    pub(super) is_open_ended: bool,
    /// Whether a bracket is still open at the end of the text.
    pub(super) is_unclosed: bool,
    /// Numbers of `#` for which the rest of the text contains no closing delimiter of a raw text.
    pub(super) unclosed_raw: Vec<usize>,
}

impl<'a> Parser<'a> {
    pub(crate) fn new(text: &'a str, is_open_ended: bool) -> Self {
        Self { text, is_open_ended, ..Self::default() }
    }

    /// Pushes a bracket opened at `at`, and returns it: `closer` closes it, `used_closer` is the counterpart of the
    /// bracket that was used, and `expected` is the type of the value that it opens.
    pub(super) fn push(&mut self, at: usize, [closer, used_closer]: [char; 2], expected: Option<ValueType>) -> Open {
        let (expected_closer, inner) = match expected {
            Some(ValueType::Record(_) | ValueType::Coordinates) => (')', None),
            Some(ValueType::List(item)) => (']', Some(*item)),
            Some(ValueType::Terms(_, term)) => ('}', Some(*term)),
            Some(ValueType::Extra) => ('}', Some(ValueType::Text)),
            _ => (closer, None),
        };
        let open = Open {
            closer,
            alternative_closers: [used_closer, expected_closer],
            indent: scan::indent(self.text, at).0,
            record: expected.and_then(|it| it.record()),
            inner: inner.filter(|_| closer == expected_closer),
        };
        self.open.push(open);
        open
    }

    pub(super) fn report(&mut self, span: Range<usize>, kind: ProblemKind) {
        match self.found.last_mut() {
            // Report consecutive identical characters once: lines may be indented with no-break spaces.
            Some((last, of)) if matches!(kind, ProblemKind::Invisible(_)) && *of == kind && last.end == span.start => {
                last.end = span.end;
            }
            _ => self.found.push((span, kind)),
        }
    }

    /// Reports a missing token after the last value.
    pub(super) fn report_missing(&mut self, token: Token) {
        self.report(self.end..self.end, ProblemKind::Missing(token));
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    pub(super) fn starts(&self, at: usize, with: &[char]) -> bool {
        self.text[at..].chars().next().is_some_and(|it| with.contains(&it))
    }

    /// Skips blanks and comments, and reports `#` comments, conflict markers and invisible characters.
    pub(super) fn skip(&mut self) {
        loop {
            match scan::skip(self.text.as_bytes(), self.at) {
                Ok(at) => self.at = at,
                Err(at) => {
                    self.report(at..at + 2, ProblemKind::UnclosedComment);
                    // The comment may contain what seems to be missing after it.
                    (self.at, self.is_unclosed) = (self.text.len(), true);
                }
            }
            let Some(next) = self.peek() else { return };
            if next == '#' && !self.text[self.at..].starts_with("#!") {
                self.report(self.at..self.at + 1, ProblemKind::HashComment);
                self.at = scan::line_end(self.text, self.at);
            } else if scan::is_conflict_marker(self.text, self.at) {
                self.report(self.at..self.at + scan::MARKER_LENGTH, ProblemKind::ConflictMarker);
                self.at = scan::line_end(self.text, self.at);
            } else if scan::is_false_blank(next) || !next.is_ascii() && !is_shown(next) {
                self.report(self.at..self.at + next.len_utf8(), ProblemKind::Invisible(u32::from(next)));
                self.at += next.len_utf8();
            } else {
                return;
            }
        }
    }

    /// Moves the cursor to the end of a value or a bracket.
    pub(super) fn end_value_at(&mut self, at: usize) {
        (self.at, self.end, self.is_after_comma) = (at, at, false);
    }

    /// Returns the span from `start` to the end of the last value or bracket; empty if that ended before `start`.
    pub(super) fn span(&self, start: usize) -> Range<usize> {
        start..self.end.max(start)
    }

    pub(super) fn broken(&self, at: usize) -> Node {
        Node { span: at..at, value: Value::Broken }
    }

    /// Reads a value.
    pub(crate) fn value(&mut self, expected: Option<ValueType>) -> Node {
        self.skip();
        let start = self.at;
        let Some(first) = self.peek() else {
            self.end_of_text();
            return self.broken(start);
        };
        if self.open.len() > MAX_DEPTH {
            self.report(start..start + 1, ProblemKind::TooDeep);
            self.end_value_at(self.text.len());
            return self.broken(start);
        }
        // A dash or a bullet, as lists of other formats have.
        if matches!(first, '-' | '•' | '*' | '–')
            && self.starts(after_blanks(self.text, start + first.len_utf8()), &['"'])
        {
            self.report_stray();
            self.skip();
            return self.text();
        }
        let node = match first {
            '"' => self.text(),
            '{' if self.replaces_bracket(expected) => self.list_in_braces(expected),
            '[' | '{' if self.replaces_parenthesis(expected) => self.record(start..start, expected),
            '(' => self.record(start..start, expected),
            '[' => self.list(expected),
            '{' => self.map(expected),
            ',' | ')' | ']' | '}' | ';' => {
                self.report(start..start + 1, ProblemKind::Missing(Token::Value));
                self.end_value_at(start);
                self.broken(start)
            }
            'r' if raw_text(self.text, start).is_some() => self.raw_text(),
            _ if is_opening_quote(first) => self.text_in_wrong_quotes(first),
            _ if is_word_char(first) || matches!(first, '+' | '-' | '.') => self.word(expected),
            _ => self.stray(),
        };
        self.repair_opening(node, expected)
    }

    /// Returns whether the bracket at the cursor replaces the parenthesis of a record.
    fn replaces_parenthesis(&self, expected: Option<ValueType>) -> bool {
        let next = after_blanks(self.text, self.at + 1);
        expected.is_some_and(|it| it.record().is_some()) && field(self.text, next).is_some()
    }

    /// Returns whether the brace at the cursor replaces the bracket of a list of texts or records.
    fn replaces_bracket(&self, expected: Option<ValueType>) -> bool {
        let next = after_blanks(self.text, self.at + 1);
        let is_list = matches!(expected, Some(ValueType::List(_) | ValueType::TextOrList));
        let closing = || closing_quote(self.text.as_bytes(), next + 1);
        let is_item = || closing().is_some_and(|quote| self.starts(after_blanks(self.text, quote + 1), &[',', '}']));
        is_list && (self.starts(next, &['"']) && is_item() || self.is_record(next))
    }

    /// Reads a word without quotation marks, a number, or a record with a name.
    fn word(&mut self, expected: Option<ValueType>) -> Node {
        let start = self.at;
        let end = word_end(self.text, start);
        let next = after_blanks(self.text, end);
        // `Words (in brackets) "` is a text, rather than a record with that name.
        if expected.is_some_and(|it| it.is_text())
            && let Some(quote) = self.quote_after(start)
        {
            return self.text_without_quote(quote);
        }
        let is_of_record = expected.and_then(|it| it.record()).is_some_and(|it| it.name == &self.text[start..end]);
        if is_of_record && self.starts(next, &[':']) && self.starts(after_blanks(self.text, next + 1), &['(']) {
            self.at = next;
            self.report_stray();
            self.skip();
            return self.record(start..end, expected);
        }
        if end > start && self.starts(next, &['(']) || is_of_record && self.starts(next, &['{', '[']) {
            self.at = end;
            self.skip();
            return self.record(start..end, expected);
        }
        let without_parenthesis = |it: &'static RecordType| {
            let has = |at| field(self.text, at).is_some_and(|(name, _)| it.field(&self.text[name]).is_some());
            // `Place name: …`, `name: …`, `Placename: …`.
            let after = start + it.name.len();
            let is_joined = self.text[start..].starts_with(it.name) && has(after);
            let span_if = |is_match: bool, end| is_match.then_some(start..end);
            span_if(has(next), end).or(span_if(has(start), start)).or(span_if(is_joined, after))
        };
        if let Some(name) = expected.and_then(|it| it.record()).and_then(without_parenthesis) {
            self.report(name.end..name.end, ProblemKind::Missing(Token::Open('(')));
            self.at = name.end;
            self.skip();
            return self.fields(name, ')', expected);
        }
        if let Some(quote) = self.quote_after(start).filter(|_| !self.is_bare(start, expected)) {
            return self.text_without_quote(quote);
        }
        self.words(start, expected)
    }

    /// Returns whether a number or a word that needs no quotation marks begins at `start`.
    fn is_bare(&self, start: usize, expected: Option<ValueType>) -> bool {
        use ValueType::{Coordinates, Format, Word, Year};
        let rest = &self.text[start..];
        let end = rest.find(|it: char| !(is_word_char(it) || matches!(it, '+' | '-' | '.'))).unwrap_or(rest.len());
        let needs_no_quotes =
            matches!(expected, None | Some(Coordinates | Format | Word(_) | Year)) || &rest[..end] == "None";
        needs_no_quotes && self.starts(after_blanks(self.text, start + end), &[',', ')', ']', '}'])
    }

    /// Reads words up to the separator before the next value. In a text, a comma before more words is none.
    pub(super) fn words(&mut self, start: usize, expected: Option<ValueType>) -> Node {
        let is_text = expected.is_some_and(|it| it.is_text());
        let (mut at, mut end) = (start, start);
        while let Some(next) = self.text[at..].chars().next() {
            // A URL contains characters that would end other words.
            if at > start && self.text[at..].starts_with("://") {
                let is_end = |it: char| it.is_whitespace() || matches!(it, ',' | '"' | ')' | ']' | '}');
                at += self.text[at..].find(is_end).unwrap_or(self.text.len() - at);
                end = at;
                continue;
            }
            if is_text && next == ',' && self.is_followed_by_words(at + 1) {
                at += 1;
                continue;
            }
            let is_end = matches!(next, ',' | ';' | ':' | '"' | '(' | ')' | '[' | ']' | '{' | '}' | '\n' | '\r' | '=');
            let is_comment = self.text[at..].starts_with("//") || self.text[at..].starts_with("/*");
            if is_end || is_comment || at > start && field(self.text, at).is_some() {
                break;
            }
            if is_blank(next) || is_false_blank(next) {
                at += next.len_utf8();
                continue;
            }
            at = word_end(self.text, at).max(at + next.len_utf8());
            end = at;
        }
        self.end_value_at(end.max(word_end(self.text, start)));
        let written = &self.text[start..self.end];
        let is_number = written.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '+' | '-' | '.'));
        let is_one = !written.contains(|it: char| !(it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.' | '_')));
        let value = if is_number && is_one { Value::Number } else { Value::Word };
        Node { span: start..self.end, value }
    }

    /// Returns whether words follow on the same line that are neither a field nor a record.
    fn is_followed_by_words(&self, at: usize) -> bool {
        let next = after_blanks(self.text, at);
        let is_on_line = !self.text[at..next].contains('\n');
        let is_word = self.text[next..].starts_with(char::is_alphabetic);
        is_on_line && is_word && field(self.text, next).is_none() && !self.is_record(next)
    }

    /// Reports a character that begins no value, and skips the words after it.
    fn stray(&mut self) -> Node {
        let start = self.at;
        self.report_stray();
        self.words(self.at, None);
        self.end_value_at(self.end.max(self.at));
        self.broken(start)
    }

    pub(super) fn report_stray(&mut self) {
        let Some(first) = self.peek() else { return };
        self.report(self.at..self.at + first.len_utf8(), ProblemKind::Stray(first));
        self.end_value_at(self.at + first.len_utf8());
    }

    /// Records that the text ends while a bracket is open, and reports that bracket unless the text is open-ended.
    pub(super) fn end_of_text(&mut self) {
        let closer = self.open.last().map_or(')', |it| it.closer);
        if !self.is_unclosed && !self.is_open_ended {
            self.report_missing(Token::Close(closer));
        }
        self.is_unclosed = true;
    }
}
