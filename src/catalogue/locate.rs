//! Where in the text does a value stand?

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use ron::value::RawValue;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::stream::options;

/// One step from a value to a value inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Into a field of a record.
    Field(&'static str),
    /// Into an item of a list.
    Item(usize),
    /// Into an entry of a map; at the end of a path, its key is meant.
    Entry(usize),
    /// To a character of a text, by its number among the scalars that the text means.
    Char(usize),
}

/// What a RON value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Fields in parentheses.
    Record,
    /// Entries in braces.
    Map,
    /// Items in brackets.
    List,
    /// Anything else: a text, a number, a tuple.
    Leaf,
}

/// A RON value taken apart, one level deep. Ranges are bytes of the text that it was taken from.
#[derive(Debug)]
pub(super) struct Node {
    /// Where it stands, without blanks and comments around it.
    pub(super) range: Range<usize>,
    pub(super) shape: Shape,
    /// What it is made of.
    pub(super) parts: Vec<Part>,
}

/// A field, an entry or an item.
#[derive(Debug)]
pub(super) struct Part {
    /// The name of the field, the key of the entry; empty for an item.
    pub(super) name: String,
    /// Where that is written; empty for an item.
    pub(super) key: Range<usize>,
    /// Where the value is written.
    pub(super) value: Range<usize>,
    /// All of it, up to where the next one begins.
    pub(super) whole: Range<usize>,
}

impl Node {
    /// Takes apart the value that stands in a range of a text.
    pub(super) fn new(text: &str, range: Range<usize>) -> Self {
        let value = without_attributes(trim(&text[range]));
        let range = offset(text, value)..offset(text, value) + value.len();
        let leaf = |shape| Node { range: range.clone(), shape, parts: Vec::new() };
        // Empty parentheses may be anything; here they are a record that has lost its fields.
        let inside = value.find('(').filter(|_| value.ends_with(')')).map(|at| skip(value, at + 1) + 1);
        if inside == Some(value.len()) {
            return leaf(Shape::Record);
        }
        let Ok(pieces) = options().from_str::<Pieces<'_>>(value) else { return leaf(Shape::Leaf) };
        let (shape, pieces) = match pieces {
            Pieces::Named(pieces) if value.starts_with('{') => (Shape::Map, pieces),
            Pieces::Named(pieces) => (Shape::Record, pieces),
            Pieces::Items(items) if value.starts_with('[') => {
                (Shape::List, items.into_iter().map(|it| (String::new(), it)).collect())
            }
            Pieces::Items(_) => return leaf(Shape::Leaf),
        };
        let mut node = leaf(shape);
        let mut start = range.start + value.find(['(', '{', '[']).map_or(0, |at| at + 1);
        for (name, piece) in pieces {
            let (from, piece) = (skip(text, start), trim(piece));
            let value = offset(text, piece)..offset(text, piece) + piece.len();
            let key = match shape {
                Shape::List => from..from,
                _ => from..from + key_length(&text[from..value.start]),
            };
            let end = skip(text, value.end);
            start = if text[end..].starts_with(',') { end + 1 } else { end };
            node.parts.push(Part { name, key, value, whole: from..start });
        }
        node
    }

    /// Returns the field or the entry of a name.
    pub(super) fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|it| it.name == name)
    }

    /// Returns the part that holds a place.
    pub(super) fn part_at(&self, at: usize) -> Option<&Part> {
        let after = self.parts.partition_point(|it| it.whole.end <= at);
        self.parts.get(after).filter(|it| it.whole.contains(&at))
    }

    /// Returns where the name of a record stands, or its parenthesis where it has none.
    pub(super) fn opening(&self, text: &str) -> Range<usize> {
        let name = text[self.range.clone()].find('(').filter(|&at| at > 0).unwrap_or(1);
        self.range.start..(self.range.start + name).min(self.range.end)
    }

    fn inner(&self, step: &Step) -> Option<&Part> {
        match (step, self.shape) {
            (Step::Field(name), Shape::Record) => self.part(name),
            (Step::Item(index), Shape::List) | (Step::Entry(index), Shape::Map) => self.parts.get(*index),
            _ => None,
        }
    }
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
            match node.inner(step) {
                Some(part) if at + 1 == path.len() && matches!(step, Step::Entry(_)) => {
                    return unquoted(self.text, &part.key);
                }
                Some(part) => range = part.value.clone(),
                None => return node.range.clone(),
            }
        }
        let value = trim(&self.text[range]);
        offset(self.text, value)..offset(self.text, value) + value.len()
    }
}

/// Returns how many bytes the first character of a literal's rest takes, as it is written.
fn length(rest: &str, is_raw: bool) -> usize {
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

/// Returns where a part of `whole` stands in it, in bytes. The part must be a slice of it.
fn offset(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize).min(whole.len())
}

/// Returns the value without the blanks and comments around it.
fn trim(text: &str) -> &str {
    RawValue::from_ron(text).map_or(text, |it| it.trim().get_ron())
}

/// Returns what follows the attributes, `#![enable(…)]`, that a file may begin with.
fn without_attributes(text: &str) -> &str {
    match text.strip_prefix("#!").and_then(|it| it.split_once(']')) {
        Some((_, rest)) => without_attributes(&rest[skip(rest, 0)..]),
        None => text,
    }
}

/// Returns the place after the blanks and comments that begin at a place.
pub(super) fn skip(text: &str, from: usize) -> usize {
    let mut rest = &text[from..];
    loop {
        rest = rest.trim_start();
        let after = if let Some(comment) = rest.strip_prefix("//") {
            comment.find('\n').map_or("", |at| &comment[at..])
        } else if rest.starts_with("/*") {
            after_block(rest)
        } else {
            return text.len() - rest.len();
        };
        rest = after;
    }
}

/// Returns what follows a block comment; such comments nest.
fn after_block(text: &str) -> &str {
    let (mut depth, mut at) = (0, 0);
    while let Some(next) = text[at..].find(['/', '*']) {
        at += next;
        let step = match &text.as_bytes()[at..] {
            [b'/', b'*', ..] => 1,
            [b'*', b'/', ..] => -1,
            _ => 0,
        };
        depth += step;
        at += if step == 0 { 1 } else { 2 };
        if depth == 0 {
            return &text[at..];
        }
    }
    ""
}

/// Returns the length of a name or key, where a text begins with one and goes on with a colon.
fn key_length(text: &str) -> usize {
    if let Some(quoted) = text.strip_prefix('"') {
        let mut is_escaped = false;
        let end = quoted.find(|it| {
            let is_end = it == '"' && !is_escaped;
            is_escaped = it == '\\' && !is_escaped;
            is_end
        });
        return end.map_or(text.len(), |at| at + 2);
    }
    text.find(|it: char| it == ':' || it.is_whitespace() || it == '/').unwrap_or(text.len())
}

/// Returns a key's range without its quotation marks.
fn unquoted(text: &str, key: &Range<usize>) -> Range<usize> {
    let written = &text[key.clone()];
    match written.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
        Some(inner) => key.start + 1..key.start + 1 + inner.len(),
        None => key.clone(),
    }
}

/// What a value is made of, as slices of its text.
enum Pieces<'a> {
    Named(Vec<(String, &'a str)>),
    Items(Vec<&'a str>),
}

impl<'de: 'a, 'a> Deserialize<'de> for Pieces<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PiecesVisitor;
        impl<'de> Visitor<'de> for PiecesVisitor {
            type Value = Pieces<'de>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a record, a map or a list")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pieces<'de>, A::Error> {
                let mut pieces = Vec::new();
                while let Some((Name(name), value)) = map.next_entry::<_, &RawValue>()? {
                    pieces.push((name, value.get_ron()));
                }
                Ok(Pieces::Named(pieces))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Pieces<'de>, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element::<&RawValue>()? {
                    items.push(item.get_ron());
                }
                Ok(Pieces::Items(items))
            }
        }
        deserializer.deserialize_any(PiecesVisitor)
    }
}

/// The name of a field or the key of an entry.
#[derive(Default)]
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;
        impl Visitor<'_> for NameVisitor {
            type Value = Name;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a name")
            }
            fn visit_str<E>(self, name: &str) -> Result<Name, E> {
                Ok(Name(name.to_owned()))
            }
            // Keys that are at fault have no name, but stand somewhere.
            fn visit_unit<E>(self) -> Result<Name, E> {
                Ok(Name::default())
            }
            fn visit_bool<E>(self, _: bool) -> Result<Name, E> {
                Ok(Name::default())
            }
            fn visit_i64<E>(self, _: i64) -> Result<Name, E> {
                Ok(Name::default())
            }
            fn visit_u64<E>(self, _: u64) -> Result<Name, E> {
                Ok(Name::default())
            }
            fn visit_f64<E>(self, _: f64) -> Result<Name, E> {
                Ok(Name::default())
            }
        }
        deserializer.deserialize_any(NameVisitor)
    }
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
        assert_eq!(at(&[Step::Field("place"), Step::Field("name"), Step::Entry(1)]), "en");
    }

    #[test]
    fn parts_reach_from_their_name_to_where_the_next_one_begins() {
        let parts = |text: &str| -> Vec<[String; 3]> {
            let node = Node::new(text, 0..text.len());
            let written = |range: &Range<usize>| text[range.clone()].to_owned();
            node.parts.iter().map(|it| [&it.key, &it.value, &it.whole].map(written)).collect()
        };
        let record = "#![enable(implicit_some)]\nC(a /* : */ : 1, /* /* , */ */ b: [1, 2 ] // end\n , )";
        assert_eq!(&record[Node::new(record, 0..record.len()).opening(record)], "C");
        assert_eq!(
            parts(record),
            [["a", "1", "a /* : */ : 1,"], ["b", "[1, 2 ]", "b: [1, 2 ] // end\n ,"]].map(|it| it.map(str::to_owned))
        );
        let map = r#"{ "b\": \"": 1 /* , */, "c": 2 }"#;
        assert_eq!(parts(map)[0], [r#""b\": \"""#, "1", r#""b\": \"": 1 /* , */,"#].map(str::to_owned));
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
