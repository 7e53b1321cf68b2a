//! How is RON read that may be wrong? Into a tree, whatever is written: what is missing is reported and taken as
//! there, and reading goes on.
//!
//! The schema helps to tell what was meant: a name that only the record around this one has says that a bracket is
//! missing. Nothing is read twice; only the line of a place is looked at further, and no more than [`scan::LINE`] bytes.

use std::ops::Range;

use super::problem::{ProblemKind, Token};
use super::scan::{self, after_blanks, field, is_blank, is_of_word, is_opening_quote, raw_text, word_end};
use super::tree::{Node, Value};
use crate::catalogue::{RecordType, ValueType};
use crate::text::is_shown;

/// Something that was found, at its bytes.
pub(crate) type Found = (Range<usize>, ProblemKind);

/// The deepest nesting that is read; RON itself goes no deeper.
pub(super) const DEEPEST: usize = 120;

/// A bracket that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    /// What closes it.
    pub(super) closer: char,
    /// What closes it as well, where it was opened by a bracket of another kind than what stands in it needs: what fits
    /// that bracket, and what fits the type.
    others: [char; 2],
    /// How far the line is set in on which it opened, in characters.
    pub(super) indent: usize,
    /// The type of the record that it opened.
    pub(super) record: Option<&'static RecordType>,
    /// What the entries or items in it are.
    pub(super) inner: Option<ValueType>,
}

impl Open {
    pub(super) fn is_closed_by(&self, bracket: char) -> bool {
        bracket == self.closer || self.others.contains(&bracket)
    }
}

/// Reads a text that may be wrong.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(super) text: &'a str,
    /// Where it reads.
    pub(super) at: usize,
    /// Where the last value or bracket ended.
    pub(super) end: usize,
    /// Whether a comma has been read since.
    pub(super) is_after_comma: bool,
    pub(super) open: Vec<Open>,
    pub(super) found: Vec<Found>,
    /// Whether the text may go on after its end: what is not closed there is not reported.
    pub(super) is_open_ended: bool,
    /// What would have closed the innermost bracket that was open at the end.
    pub(super) cut: Option<char>,
    /// The numbers of number signs with which no raw text is closed from here on.
    pub(super) unclosed_raw: Vec<usize>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str, is_open_ended: bool) -> Self {
        let (open, found, unclosed_raw) = (Vec::new(), Vec::new(), Vec::new());
        Self { text, at: 0, end: 0, is_after_comma: false, open, found, is_open_ended, cut: None, unclosed_raw }
    }

    /// Notes that a bracket is open which began at a place: what closes it, what closes the one that stands there, what is
    /// expected in its place and what in it.
    pub(super) fn push(
        &mut self,
        at: usize,
        [closer, own]: [char; 2],
        expected: Option<ValueType>,
        inner: Option<ValueType>,
    ) {
        let meant = match expected {
            Some(ValueType::Record(_) | ValueType::Coordinates) => ')',
            Some(ValueType::List(_)) => ']',
            Some(ValueType::Terms(..) | ValueType::Extra) => '}',
            _ => closer,
        };
        let record = expected.and_then(|it| it.record());
        self.open.push(Open { closer, others: [own, meant], indent: scan::indent(self.text, at).0, record, inner });
    }

    pub(super) fn report(&mut self, span: Range<usize>, kind: ProblemKind) {
        match self.found.last_mut() {
            // A run of one and the same is one problem: lines that are set in by no-break spaces.
            Some((last, of)) if matches!(kind, ProblemKind::Invisible(_)) && *of == kind && last.end == span.start => {
                last.end = span.end;
            }
            _ => self.found.push((span, kind)),
        }
    }

    /// Reports what is missing after the last value.
    pub(super) fn missing(&mut self, token: Token) {
        self.report(self.end..self.end, ProblemKind::Missing(token));
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    pub(super) fn starts(&self, at: usize, with: &[char]) -> bool {
        self.text[at..].starts_with(with)
    }

    /// Skips blanks and comments, and reports what is in their place.
    pub(super) fn skip(&mut self) {
        loop {
            match scan::skip(self.text.as_bytes(), self.at) {
                Ok(at) => self.at = at,
                Err(at) => {
                    self.report(at..at + 2, ProblemKind::UnclosedComment);
                    // What is missing after it may stand in it.
                    (self.at, self.cut) = (self.text.len(), self.cut.or(Some(')')));
                }
            }
            let Some(next) = self.peek() else { return };
            if next == '#' && !self.text[self.at..].starts_with("#!") {
                self.report(self.at..self.at + 1, ProblemKind::HashComment);
                self.at = scan::line_end(self.text, self.at);
            } else if scan::is_conflict(self.text, self.at) {
                self.report(self.at..self.at + scan::CONFLICT, ProblemKind::Conflict);
                self.at = scan::line_end(self.text, self.at);
            } else if !next.is_ascii() && (next.is_whitespace() || !is_shown(next)) {
                self.report(self.at..self.at + next.len_utf8(), ProblemKind::Invisible(u32::from(next)));
                self.at += next.len_utf8();
            } else {
                return;
            }
        }
    }

    /// Ends a value or a bracket here.
    pub(super) fn ended(&mut self, at: usize) {
        (self.at, self.end, self.is_after_comma) = (at, at, false);
    }

    /// Returns the bytes of what began at a place and has ended: nothing where the text has.
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
        if self.open.len() > DEEPEST {
            self.report(start..start + 1, ProblemKind::TooDeep);
            self.ended(self.text.len());
            return self.broken(start);
        }
        let node = match first {
            '"' => self.text(),
            '[' | '{' if self.is_for_record(expected) => self.record(start..start, expected),
            '(' => self.record(start..start, expected),
            '[' => self.list(expected),
            '{' => self.map(expected),
            ',' | ')' | ']' | '}' | ';' => {
                self.report(start..start + 1, ProblemKind::Missing(Token::Value));
                self.ended(start);
                self.broken(start)
            }
            'r' if raw_text(self.text, start).is_some() => self.raw_text(),
            _ if is_opening_quote(first) => self.misquoted(first),
            _ if is_of_word(first) || matches!(first, '+' | '-' | '.') => self.word(expected),
            _ => self.stray(),
        };
        self.amended(node, expected)
    }

    /// Returns whether the bracket that stands here is in the place of the parenthesis of a record.
    fn is_for_record(&self, expected: Option<ValueType>) -> bool {
        let next = after_blanks(self.text, self.at + 1);
        expected.is_some_and(|it| it.record().is_some()) && field(self.text, next).is_some()
    }

    /// Reads words without quotation marks, or a number; a name with a parenthesis after it is a record.
    fn word(&mut self, expected: Option<ValueType>) -> Node {
        let start = self.at;
        let end = word_end(self.text, start);
        let next = after_blanks(self.text, end);
        let is_of_record = expected.and_then(|it| it.record()).is_some_and(|it| it.name == &self.text[start..end]);
        if end > start && self.starts(next, &['(']) || is_of_record && self.starts(next, &['{', '[']) {
            self.at = next;
            return self.record(start..end, expected);
        }
        let lacks_parenthesis = |it: &'static RecordType| {
            let has = |at| field(self.text, at).is_some_and(|(name, _)| it.field(&self.text[name]).is_some());
            // `Place name: …`, `name: …`, `Placename: …`.
            let named = start + it.name.len();
            let is_joined = self.text[start..].starts_with(it.name) && has(named);
            let of = |is_so: bool, end, at| is_so.then_some((start..end, at));
            of(has(next), end, next).or(of(has(start), start, start)).or(of(is_joined, named, named))
        };
        if let Some((name, at)) = expected.and_then(|it| it.record()).and_then(lacks_parenthesis) {
            self.report(name.end..name.end, ProblemKind::Missing(Token::Open('(')));
            self.at = at;
            return self.fields(name, expected);
        }
        if let Some(quote) = self.quote_after(start).filter(|_| !self.is_bare(start, expected)) {
            return self.text_without_quote(quote);
        }
        self.words(start)
    }

    /// Returns whether a number or a word that needs no quotation marks stands at a place.
    fn is_bare(&self, start: usize, expected: Option<ValueType>) -> bool {
        use ValueType::{Coordinates, Format, Word, Year};
        let rest = &self.text[start..];
        let end = rest.find(|it: char| !(is_of_word(it) || matches!(it, '+' | '-' | '.'))).unwrap_or(rest.len());
        let needs_none =
            matches!(expected, None | Some(Coordinates | Format | Word(_) | Year)) || &rest[..end] == "None";
        needs_none && self.starts(after_blanks(self.text, start + end), &[',', ')', ']', '}'])
    }

    /// Reads words up to what parts them from the next value.
    pub(super) fn words(&mut self, start: usize) -> Node {
        let (mut at, mut end) = (start, start);
        while let Some(next) = self.text[at..].chars().next() {
            // An address has signs that end other words.
            if at > start && self.text[at..].starts_with("://") {
                let is_end = |it: char| it.is_whitespace() || matches!(it, ',' | '"' | ')' | ']' | '}');
                at += self.text[at..].find(is_end).unwrap_or(self.text.len() - at);
                end = at;
                continue;
            }
            let is_end = matches!(next, ',' | ';' | ':' | '"' | '(' | ')' | '[' | ']' | '{' | '}' | '\n' | '\r' | '=');
            let is_comment = self.text[at..].starts_with("//") || self.text[at..].starts_with("/*");
            if is_end || is_comment || at > start && field(self.text, at).is_some() {
                break;
            }
            if is_blank(next) || !next.is_ascii() && next.is_whitespace() {
                at += next.len_utf8();
                continue;
            }
            at = word_end(self.text, at).max(at + next.len_utf8());
            end = at;
        }
        self.ended(end.max(word_end(self.text, start)));
        let written = &self.text[start..self.end];
        let is_number = written.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '+' | '-' | '.'));
        let is_one = !written.contains(|it: char| !(it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.' | '_')));
        let value = if is_number && is_one { Value::Number } else { Value::Word };
        Node { span: start..self.end, value }
    }

    /// Reports a character that begins no value, and leaves what follows it up to the next one.
    fn stray(&mut self) -> Node {
        let start = self.at;
        self.report_stray();
        self.words(self.at);
        self.ended(self.end.max(self.at));
        self.broken(start)
    }

    pub(super) fn report_stray(&mut self) {
        let Some(first) = self.peek() else { return };
        self.report(self.at..self.at + first.len_utf8(), ProblemKind::Stray(first));
        self.ended(self.at + first.len_utf8());
    }

    /// Notes that the text ends while something is open.
    pub(super) fn end_of_text(&mut self) {
        let closer = self.open.last().map_or(')', |it| it.closer);
        if self.cut.is_none() && !self.is_open_ended {
            self.missing(Token::Close(closer));
        }
        self.cut = self.cut.or(Some(closer));
    }
}
