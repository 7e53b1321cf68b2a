//! How is a value read if its opening bracket is missing?
//!
//! Repairs maps, lists and pairs of coordinates whose first element was read without the bracket before it.

use super::parser::{MAX_DEPTH, Parser};
use super::problem::{ProblemKind, Token};
use super::rules;
use super::scan::{after_blanks, after_comma, field, is_opening_quote, raw_text};
use super::tree::{Entry, Node, Value};
use crate::catalogue::ValueType;

impl Parser<'_> {
    /// Returns the value whose first element is `node` if the bracket before it is missing; otherwise `node` itself.
    pub(super) fn repair_opening(&mut self, node: Node, expected: Option<ValueType>) -> Node {
        let next = after_blanks(self.text, self.at);
        let is_key = matches!(node.value, Value::Text(..)) && self.starts(next, &[':']) && self.is_key(&node, expected);
        match expected {
            _ if is_key && self.open.len() <= MAX_DEPTH => self.map_without_brace(node, expected),
            Some(ValueType::List(item)) if !matches!(node.value, Value::List(_) | Value::Broken) => {
                self.list_without_bracket(node, next, item)
            }
            Some(ValueType::TextOrList) if matches!(node.value, Value::Text(..) | Value::Map(_)) => {
                self.list_without_bracket(node, next, &ValueType::Text)
            }
            Some(ValueType::Coordinates) if matches!(node.value, Value::Number) && self.starts(next, &[',']) => {
                self.pair_without_parenthesis(node, next)
            }
            _ => node,
        }
    }

    /// Returns whether a text before a colon can be the key of a map: any text where terms or extra fields are
    /// expected, a language tag elsewhere.
    fn is_key(&self, node: &Node, expected: Option<ValueType>) -> bool {
        let is_map = matches!(expected, Some(ValueType::Terms(..) | ValueType::Extra));
        let next = after_blanks(self.text, after_blanks(self.text, self.at) + 1);
        let is_tag = || node.decoded(self.text).is_some_and(|it| rules::language(&it).is_ok());
        !self.is_known_field(next) && (is_map || is_tag())
    }

    /// Returns whether a text, or a map of texts, begins at `at`.
    fn begins_text(&self, at: usize) -> bool {
        let is_quoted = self.text[at..].starts_with(|it| matches!(it, '"' | '{') || is_opening_quote(it));
        is_quoted || raw_text(self.text, at).is_some()
    }

    fn report_opening(&mut self, start: usize, bracket: char) {
        self.report(start..start, ProblemKind::Missing(Token::Open(bracket)));
    }

    /// Reads the rest of a map after its first key, as in `title: "fr": "…", "en": "…" }`.
    fn map_without_brace(&mut self, key: Node, expected: Option<ValueType>) -> Node {
        let start = key.span.start;
        self.report_opening(start, '{');
        self.push(start, ['}'; 2], None);
        self.read_colon();
        let value = self.value(Some(ValueType::Text));
        self.read_separator(start);
        self.open.pop();
        self.entries(start, vec![Entry { key: Some(key), value }], expected)
    }

    /// Reads the rest of a list after its first item, as in `themes: "a", "b"]`; returns the item itself if no more
    /// follow.
    fn list_without_bracket(&mut self, first: Node, next: usize, item: &'static ValueType) -> Node {
        let after = after_comma(self.text, next);
        let place = after_blanks(self.text, after);
        let has_comma = after > next;
        let is_item = match item {
            ValueType::Text => {
                let is_name = self.is_quoted_key(place) || self.name_in_wrong_quotes(place).is_some();
                self.begins_text(place) && !is_name
            }
            _ => place < self.text.len() && field(self.text, place).is_none() && !self.starts(place, &[')', '}', ',']),
        };
        let continues = self.starts(place, &[']']) || has_comma && is_item;
        if !continues {
            return first;
        }
        self.report_opening(first.span.start, '[');
        self.skip();
        (self.at, self.is_after_comma) = (after, has_comma);
        let start = first.span.start;
        self.items(start, ']', vec![first], Some(ValueType::List(item)))
    }

    /// Reads the rest of a pair after its first number, as in `at: 52.08, 4.30)`.
    fn pair_without_parenthesis(&mut self, first: Node, comma: usize) -> Node {
        let place = after_blanks(self.text, comma + 1);
        if !self.text[place..].starts_with(|it: char| it.is_ascii_digit() || it == '-') {
            return first;
        }
        let start = first.span.start;
        self.report_opening(start, '(');
        self.skip();
        self.at += 1;
        let mut pair = self.fields(start..start, ')', None);
        if let Value::Record(_, entries) = &mut pair.value {
            entries.insert(0, Entry { key: None, value: first });
        }
        pair
    }
}
