//! Where does a text end if its quotation marks are wrong?
//!
//! Reads texts and keys of the tolerant parser, and decides where they end if a quotation mark is missing, doubled, not
//! escaped or of another kind.

use std::ops::Range;

use super::parser::Parser;
use super::problem::{ProblemKind, Token};
use super::scan::{
    MAX_LINE, after_blanks, closing_quote, field, is_closing_quote, is_false_blank, line_end, raw_text, word_end,
};
use super::tree::{Node, Value, characters, has_escape};
use crate::text::{Clean, excerpt};

/// Opening and closing brackets.
const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];

impl Parser<'_> {
    /// Reads a text in straight quotation marks.
    pub(super) fn text(&mut self) -> Node {
        let start = self.at;
        let inner = start + 1;
        if self.text[inner..].strip_prefix('"').is_some_and(|it| it.starts_with(char::is_alphanumeric)) {
            self.report_stray();
            return self.text();
        }
        let closing = closing_quote(self.text.as_bytes(), inner);
        let is_doubled = |quote| quote > inner && self.starts(quote + 1, &['"']) && self.is_end_of_text(quote + 2);
        let is_closed_twice = closing.is_some_and(is_doubled);
        let end = match closing {
            Some(quote) if is_closed_twice || self.is_end_of_text(quote + 1) => Some(quote),
            Some(quote) => self.handle_inner_quote(inner, quote),
            None => None,
        };
        let (end, after) = end.map_or_else(
            || self.report_unclosed(start..inner, self.unclosed_end(inner, closing.unwrap_or(self.text.len()))),
            |quote| (quote, quote + 1),
        );
        self.report_escapes(inner, end);
        self.end_value_at(after);
        if is_closed_twice {
            self.report_stray();
        }
        // The lone mark has been reported; as an empty text it would be reported again.
        let is_lone_mark = after == inner;
        let value = if is_lone_mark { Value::Broken } else { Value::Text(inner..end, false) };
        Node { span: start..after, value }
    }

    /// Reports that a text is not closed, given the span of its opening mark and the offset at which its content ends.
    /// If the content ends with a mark of another kind that nothing in it opens, reports that mark as the wrong one
    /// instead. Returns the end of the content, and the offset after the closing mark.
    fn report_unclosed(&mut self, opening: Range<usize>, after: usize) -> (usize, usize) {
        let written = &self.text[opening.end..after];
        let last = written.chars().next_back().filter(|it| is_closing_quote(*it));
        let is_open = |last: char| {
            let count = |marks: &[char]| written.matches(marks).count();
            match last {
                '”' => count(&['“', '„']) < count(&['”']),
                '“' => count(&['„']) < count(&['“']),
                '»' => count(&['«']) < count(&['»']),
                '’' => count(&['‘']) < 1,
                // In most languages it is an opening mark.
                '‘' => false,
                mark => count(&[mark]) % 2 == 1,
            }
        };
        match last.filter(|it| is_open(*it)) {
            Some(mark) => {
                let end = after - mark.len_utf8();
                self.report(end..after, ProblemKind::WrongQuotes(mark));
                (end, after)
            }
            None => {
                self.report(opening, ProblemKind::UnclosedText);
                (after, after)
            }
        }
    }

    /// Reads a raw text: `r#"…"#`.
    pub(super) fn raw_text(&mut self) -> Node {
        let start = self.at;
        let (inner, hashes) = raw_text(self.text, start).unwrap_or((start, 0));
        let (end, after) = self.raw_end(inner, hashes).unwrap_or_else(|| {
            self.report(start..inner, ProblemKind::UnclosedText);
            let end = self.unclosed_end(inner, self.text.len());
            (end, end)
        });
        self.end_value_at(after);
        Node { span: start..after, value: Value::Text(inner..end, true) }
    }

    /// Returns the end of the content of a raw text, and the offset after its closing delimiter; `None` if it is not
    /// closed. A delimiter that does not occur is remembered, because no later text with the same number of `#` is
    /// closed either.
    fn raw_end(&mut self, inner: usize, hashes: usize) -> Option<(usize, usize)> {
        if self.unclosed_raw.contains(&hashes) {
            return None;
        }
        let closing = format!("\"{}", "#".repeat(hashes));
        let end = memchr::memmem::find(&self.text.as_bytes()[inner..], closing.as_bytes()).map(|it| inner + it);
        if end.is_none() {
            self.unclosed_raw.push(hashes);
        }
        end.map(|it| (it, it + closing.len()))
    }

    /// Reads a text in quotation marks of another kind, up to the one that closes it on the same line.
    pub(super) fn text_in_wrong_quotes(&mut self, opening: char) -> Node {
        let start = self.at;
        let inner = start + opening.len_utf8();
        // A text without its opening mark may begin with a quotation, which is closed before the text ends.
        if let Some(quote) = self.quote_after(start).filter(|&it| self.text[inner..it].contains(is_closing_quote)) {
            return self.text_without_quote(quote);
        }
        self.report(start..inner, ProblemKind::WrongQuotes(opening));
        let line = &self.text[inner..line_end(self.text, inner)];
        let is_closing = |it: &(usize, char)| is_closing_quote(it.1) || it.1 == '"';
        let closing =
            line.char_indices().filter(is_closing).find(|(at, it)| self.is_end_of_text(inner + at + it.len_utf8()));
        let (end, after) = match closing {
            Some((at, it)) => (inner + at, inner + at + it.len_utf8()),
            None => {
                let end = self.unclosed_end(inner, inner + line.len());
                (end, end)
            }
        };
        self.end_value_at(after);
        Node { span: start..after, value: Value::Text(inner..end, true) }
    }

    /// Reads a text without its opening mark, from the cursor up to its closing mark at `quote`.
    pub(super) fn text_without_quote(&mut self, quote: usize) -> Node {
        let start = self.at;
        self.report(start..start, ProblemKind::Missing(Token::Quote));
        self.end_value_at(quote + 1);
        Node { span: start..quote + 1, value: Value::Text(start..quote, false) }
    }

    /// Reads a key in quotation marks, and reports a missing closing mark.
    pub(super) fn key(&mut self) -> Node {
        let (start, inner) = (self.at, self.at + 1);
        let line = &self.text[inner..line_end(self.text, inner)];
        let is_closed =
            closing_quote(line.as_bytes(), 0).is_some_and(|it| line[it + 1..].trim_start().starts_with(':'));
        // Any later mark on the line opens the value or is inside it.
        if let Some((key, rest)) = line.split_once(':')
            && !is_closed
            && !key.contains(['"', '\\', ',', '(', '{'])
            && self.begins_value(self.text.len() - self.text[inner + line.len() - rest.len()..].trim_start().len())
        {
            let (end, after) = self.report_unclosed(start..inner, inner + key.trim_end().len());
            self.end_value_at(after);
            return Node { span: start..after, value: Value::Text(inner..end, false) };
        }
        self.text()
    }

    /// Returns the offset of the closing mark of a key that begins at `start` without its opening mark; `None` if there
    /// is no such key.
    pub(super) fn key_without_quote(&self, start: usize) -> Option<usize> {
        let line = &self.text[start..line_end(self.text, start)];
        let end = line.find(['"', ',', ':', '(', ')', '[', ']', '{', '}']).filter(|&at| line[at..].starts_with('"'))?;
        let colon = after_blanks(self.text, start + end + 1);
        self.text[colon..].starts_with(':').then_some(start + end)
    }

    /// Returns the offset of the closing mark of a text that begins at `start` without its opening mark, and ends on
    /// the same line; `None` if there is no such text.
    pub(super) fn quote_after(&self, start: usize) -> Option<usize> {
        let end = line_end(self.text, start);
        let quote = closing_quote(&self.text.as_bytes()[..end], start)?;
        // If a value ends before it, the mark opens another text.
        let content = self.text[start..quote].trim_end();
        let is_before_text = content.ends_with([',', ':', '(', '[', '{'])
            || BRACKETS.iter().any(|it| content.matches(it.0).count() != content.matches(it.1).count())
            || content.match_indices(',').any(|(at, _)| self.is_known_field(after_blanks(self.text, start + at + 1)));
        (self.ends_value(quote + 1) && !is_before_text).then_some(quote)
    }

    /// Returns whether the rest of the line after a value is empty or begins with a comma or a closing bracket.
    fn ends_value(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches(|it| matches!(it, ' ' | '\t' | '\r') || is_false_blank(it));
        rest.is_empty() || rest.starts_with([',', ')', ']', '}', '\n'])
    }

    /// Returns whether a text may end before `at`, judging by what follows.
    fn is_end_of_text(&self, at: usize) -> bool {
        let next = after_blanks(self.text, at);
        let rest = &self.text[next..];
        if rest.is_empty() || rest.starts_with([',', ')', ']', '}', ':', ';', '=', '{', '[', '(', '#']) {
            return true;
        }
        // A full stop may have been typed for a comma.
        if let Some(after_stop) = rest.strip_prefix('.') {
            let next = after_blanks(self.text, self.text.len() - after_stop.len());
            return self.is_known_field(next);
        }
        // A comma or a colon may be missing.
        let has_gap = next > at;
        let is_value = |it: char| it.is_ascii_digit() || matches!(it, '"' | '(' | '[' | '{');
        has_gap && (rest.starts_with('"') || self.is_field(next, is_value) || self.is_record(next))
    }

    /// Returns whether a field begins at `at`: one of an open record, or any whose value begins with a matching
    /// character.
    fn is_field(&self, at: usize, is_value: impl Fn(char) -> bool) -> bool {
        let has_value = |it: (_, usize)| self.text[after_blanks(self.text, it.1)..].starts_with(is_value);
        self.is_known_field(at) || field(self.text, at).is_some_and(has_value)
    }

    /// Returns whether a field of an open record begins at `at`.
    pub(super) fn is_known_field(&self, at: usize) -> bool {
        let Some((name, _)) = field(self.text, at) else { return false };
        let name = &self.text[name];
        self.open.iter().any(|it| it.record.is_some_and(|it| it.field(name).is_some()))
    }

    /// Returns whether a value in quotation marks or brackets begins at `at`.
    pub(super) fn begins_value(&self, at: usize) -> bool {
        self.starts(at, &['"', '{', '(', '[']) || self.is_record(at)
    }

    /// Returns whether a record with a name begins at `at`.
    pub(super) fn is_record(&self, at: usize) -> bool {
        let end = word_end(self.text, at);
        end > at && self.text[end..].starts_with('(') && self.text[at..].starts_with(char::is_uppercase)
    }

    /// Handles a quotation mark that cannot end the text. If the text ends at a later mark of the same line, reports
    /// the mark as not escaped and returns the offset of that later one. Returns `None` if the text is not closed, so
    /// that the mark opens another text.
    fn handle_inner_quote(&mut self, inner: usize, quote: usize) -> Option<usize> {
        let content = &self.text[inner..quote];
        if content.contains('\n') {
            return None;
        }
        let end_of_line = line_end(self.text, quote);
        let mut closings = std::iter::successors(closing_quote(self.text.as_bytes(), quote + 1), |at| {
            closing_quote(self.text.as_bytes(), at + 1)
        })
        .take_while(|&at| at < end_of_line);
        let next = closings.clone().next();
        // `"a, "b"`, `"a, title: "b"`, `"a, sources: ["b"`: after the comma or the field another text begins.
        let before_bracket = content.trim_end().trim_end_matches(['[', '{', '(', ' ']);
        let comma = before_bracket.strip_suffix(':').and_then(|it| it.rfind(','));
        let is_before_text = content.trim_end().ends_with(',')
            || comma.is_some_and(|at| self.is_known_field(after_blanks(self.text, inner + at + 1)));
        if is_before_text && next.is_some_and(|it| self.is_end_of_text(it + 1)) {
            return None;
        }
        let end = closings.find(|&at| self.ends_value(at + 1))?;
        self.report(quote..quote + 1, ProblemKind::QuoteInText);
        Some(end)
    }

    /// Returns the end of a text that is not closed, at most `limit`: before another field or text on its line, or
    /// before a line that begins like catalogue syntax.
    fn unclosed_end(&self, inner: usize, limit: usize) -> usize {
        let mut at = inner;
        let far = self.text.floor_char_boundary(limit.min(inner + 64 * MAX_LINE));
        let end_before = |at: usize| inner + trim_surplus_closers(&self.text[inner..at]).len();
        // An unknown field may also begin a line; words of a text that look like a field have no such value.
        let is_value = |it: char| matches!(it, '"' | '[' | '{');
        while let Some(next) = memchr::memchr2(b',', b'\n', &self.text.as_bytes()[at..far]) {
            at += next;
            let after = after_blanks(self.text, at + 1);
            if self.text.as_bytes()[at] == b',' {
                let is_on_line = !self.text[at..after.min(far).max(at)].contains('\n');
                let is_before_value = is_on_line && (self.text[after..].starts_with('"') || self.is_known_field(after));
                // Brackets that nothing in the text opens are those around it. Only near its beginning: this is linear.
                let may_be_closed = at - inner <= MAX_LINE && self.text[..at].ends_with([')', ']', '}']);
                if is_before_value || may_be_closed && end_before(at) < at {
                    return end_before(at);
                }
                at += 1;
            } else if after >= self.text.len()
                || self.text[after..].starts_with(['"', ')', ']', '}', '{', '['])
                || self.is_field(after, is_value)
                || self.is_record(after)
            {
                return end_before(at);
            } else {
                // The line breaks in between lead to the same offset.
                at = after.min(far);
            }
        }
        end_before(far)
    }

    /// Reports the invalid escapes of a text.
    fn report_escapes(&mut self, inner: usize, end: usize) {
        if !has_escape(&self.text[inner..end]) {
            return;
        }
        let text = self.text;
        let bad = characters(text, inner..end, false).filter(|it| it.1.is_none()).map(|it| it.0);
        let mut bad = bad.map(|it| (json_code_unit(&text[it.clone()]), it)).peekable();
        while let Some((unit, mut span)) = bad.next() {
            let is_first = (0xD800..0xDC00).contains(&unit);
            let is_second =
                |(second, it): &(u16, Range<usize>)| it.start == span.end && (0xDC00..0xE000).contains(second);
            let second = bad.next_if(|it| is_first && is_second(it));
            span.end = second.as_ref().map_or(span.end, |it| it.1.end);
            // JSON writes characters beyond U+FFFF as two code units of UTF-16.
            let units = [unit].into_iter().chain(second.map(|it| it.0));
            let written = excerpt(&text[span.clone()]);
            let kind = match char::decode_utf16(units).next() {
                Some(Ok(it)) if unit > 0 => {
                    ProblemKind::JsonEscape(written, Clean::line(&format!("\\u{{{:x}}}", u32::from(it))))
                }
                _ => ProblemKind::BadEscape(written),
            };
            self.report(span, kind);
        }
    }
}

/// Returns the UTF-16 code unit of an escape as JSON writes it, such as `\u00e9`; 0 for any other.
fn json_code_unit(written: &str) -> u16 {
    let digits = written.strip_prefix("\\u").filter(|it| it.len() == 4);
    digits.and_then(|it| u16::from_str_radix(it, 16).ok()).unwrap_or_default()
}

/// Returns the text without trailing commas and closing brackets that have no opening bracket in it.
fn trim_surplus_closers(text: &str) -> &str {
    let surplus_of =
        |(opening, closing): (char, char)| text.matches(closing).count().saturating_sub(text.matches(opening).count());
    let mut surplus = BRACKETS.map(surplus_of);
    let mut trimmed = text.trim_end();
    while let Some(last) = trimmed.chars().next_back() {
        match BRACKETS.iter().position(|it| it.1 == last) {
            Some(bracket) if surplus[bracket] > 0 => surplus[bracket] -= 1,
            None if last == ',' => {}
            _ => break,
        }
        trimmed = trimmed[..trimmed.len() - 1].trim_end();
    }
    trimmed
}
