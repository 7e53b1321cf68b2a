//! Where in the text does a value stand?

use std::collections::HashMap;
use std::ops::Range;

use super::node::{Node, Part, Shape, offset, trim};

/// One step from a value to a value inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Into a field of a record.
    Field(&'static str),
    /// Into an item of a list.
    Item(usize),
    /// Into the value of an entry of a map.
    Entry(usize),
    /// To the key of an entry of a map.
    Key(usize),
    /// To a character of a text, by its number among the scalars that the text means.
    Char(usize),
}

/// Finds values in a text by the paths to them, each value taken apart once only.
pub(super) struct Places<'a> {
    text: &'a str,
    nodes: HashMap<Range<usize>, Node>,
    /// Where a character was found last: texts have many, and they are asked for in their order.
    cursor: Option<Cursor>,
}

/// A place in a text in quotes.
#[derive(Clone, Debug)]
struct Cursor {
    /// Where the value is written that was asked for.
    value: Range<usize>,
    is_raw: bool,
    /// The number of the character, and where it is written.
    number: usize,
    at: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, nodes: HashMap::new(), cursor: None }
    }

    /// Returns where the record that the text is opens.
    pub(super) fn opening(&self) -> Range<usize> {
        Node::new(self.text, 0..self.text.len()).opening(self.text)
    }

    /// Returns where a character of a text is written: the `number`th scalar that a literal means, whose
    /// escapes take several.
    fn character(&mut self, value: Range<usize>, number: usize) -> Range<usize> {
        let text = self.text;
        let known = self.cursor.take().filter(|it| it.value == value && it.number <= number);
        let mut cursor = match known {
            Some(cursor) => cursor,
            None => {
                let literal = trim(&text[value.clone()]);
                let start = offset(text, literal);
                let Some(quote) = literal.find('"') else { return start..start + literal.len() };
                Cursor { value: value.clone(), is_raw: quote > 0, number: 0, at: start + quote + 1 }
            }
        };
        let end = value.end;
        while cursor.number < number && cursor.at < end {
            cursor.at += length(&text[cursor.at..end], cursor.is_raw);
            cursor.number += 1;
        }
        let range = cursor.at..cursor.at + length(&text[cursor.at..end], cursor.is_raw);
        self.cursor = Some(cursor);
        range
    }

    /// Returns where the value at the end of a path stands, in bytes; as near as can be.
    pub(super) fn of(&mut self, path: &[Step]) -> Range<usize> {
        let mut range = 0..self.text.len();
        for (at, step) in path.iter().enumerate() {
            if let Step::Char(number) = step {
                return self.character(range, *number);
            }
            let node = self.nodes.entry(range.clone()).or_insert_with(|| Node::new(self.text, range));
            match inner(node, step) {
                Some(part) if matches!(step, Step::Key(_)) && at + 1 == path.len() => return part.key.clone(),
                // Behind it the characters of a key are counted.
                Some(part) if matches!(step, Step::Key(_)) => range = part.key.clone(),
                Some(part) => range = part.value.clone(),
                None => return node.range.clone(),
            }
        }
        let value = trim(&self.text[range]);
        offset(self.text, value)..offset(self.text, value) + value.len()
    }
}

/// Returns the part of a value that a step leads to.
fn inner<'a>(node: &'a Node, step: &Step) -> Option<&'a Part> {
    match (step, node.shape) {
        (Step::Field(name), Shape::Record) => node.part(name),
        (Step::Item(index), Shape::List) | (Step::Entry(index) | Step::Key(index), Shape::Map) => {
            node.parts.get(*index)
        }
        _ => None,
    }
}

/// Returns how many bytes the first character of a literal's rest takes, as it is written.
pub(super) fn length(rest: &str, is_raw: bool) -> usize {
    let plain = rest.chars().next().map_or(0, char::len_utf8);
    let Some(escape) = rest.strip_prefix('\\').filter(|_| !is_raw) else { return plain };
    let length = match escape.chars().next() {
        Some('u') => escape.find('}').map_or(1, |at| at + 1),
        // One character may be written as several bytes in UTF-8.
        Some('x') => match escape.get(1..3).and_then(|it| u8::from_str_radix(it, 16).ok()) {
            Some(0xF0..) => 15,
            Some(0xE0..) => 11,
            Some(0xC0..) => 7,
            _ => 3,
        },
        other => other.map_or(0, char::len_utf8),
    };
    rest.floor_char_boundary((1 + length).min(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = r#"Activity(
        id: "a", // why
        place: /* here */ Place(country: "FR", name: { "fr": "x", "en": "y" }),
        themes: ["one", "two"],
    )"#;

    fn at(path: &[Step]) -> &'static str {
        &RECORD[Places::new(RECORD).of(path)]
    }

    #[test]
    fn values_are_found_by_their_path() {
        assert_eq!(at(&[Step::Field("id")]), r#""a""#);
        assert_eq!(at(&[Step::Field("themes"), Step::Item(1)]), r#""two""#);
        assert_eq!(at(&[Step::Field("place"), Step::Field("country")]), r#""FR""#);
        assert_eq!(at(&[Step::Field("place"), Step::Field("name"), Step::Key(1)]), r#""en""#);
        assert_eq!(at(&[Step::Field("place"), Step::Field("name"), Step::Entry(1)]), r#""y""#);
    }

    #[test]
    fn a_character_is_found_where_it_is_written() {
        for (literal, number, written) in [
            (r#""aé\n\u{1b}x""#, 2, "\\n"),
            (r#""aé\n\u{1b}x""#, 3, "\\u{1b}"),
            (r#""aé\n\u{1b}x""#, 4, "x"),
            (r#""\xc3\xa9b""#, 1, "b"),
            (r##"r#"a\b"#"##, 2, "b"),
            (r#""ab""#, 99, ""),
        ] {
            let mut places = Places::new(literal);
            assert_eq!(&literal[places.of(&[Step::Char(number)])], written, "{literal} {number}");
            places.of(&[Step::Char(0)]);
            assert_eq!(&literal[places.of(&[Step::Char(number)])], written, "again {literal} {number}");
        }
    }

    #[test]
    fn a_path_that_leads_nowhere_ends_where_it_can() {
        assert_eq!(at(&[Step::Field("themes"), Step::Item(9)]), r#"["one", "two"]"#);
    }
}
