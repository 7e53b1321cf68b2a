//! What is a value made of? Its fields, entries or items, each with its place.

use std::fmt;
use std::ops::Range;

use ron::value::RawValue;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::stream::options;

pub(super) mod loose;

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
    /// Whether what has parts is RON, all of it.
    pub(super) is_ron: bool,
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
        let leaf = |shape| Node { range: range.clone(), shape, parts: Vec::new(), is_ron: true };
        // Empty parentheses may be anything; here they are a record that has lost its fields.
        let inside = value.find('(').filter(|_| value.ends_with(')')).map(|at| skip(value, at + 1) + 1);
        if inside == Some(value.len()) {
            return leaf(Shape::Record);
        }
        let Ok(pieces) = options().from_str::<Pieces<'_>>(value) else {
            let Some((shape, end, parts)) = loose::take_apart(text, range.clone()) else { return leaf(Shape::Leaf) };
            return Node { range: range.start..end, shape, parts, is_ron: false };
        };
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
}

/// Returns where a part of `whole` stands in it, in bytes. The part must be a slice of it.
pub(super) fn offset(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize).min(whole.len())
}

/// Returns the value without the blanks and comments around it.
pub(super) fn trim(text: &str) -> &str {
    RawValue::from_ron(text).map_or_else(|_| text[skip(text, 0)..].trim_end_matches(is_blank), |it| it.trim().get_ron())
}

/// Returns what follows the attributes, `#![enable(…)]`, that a file may begin with.
fn without_attributes(text: &str) -> &str {
    match text.strip_prefix("#!").and_then(|it| it.split_once(']')) {
        Some((_, rest)) => without_attributes(&rest[skip(rest, 0)..]),
        None => text,
    }
}

/// Returns whether a character is a blank in RON: Pattern_White_Space of UAX #31, without any no-break space.
pub(super) fn is_blank(character: char) -> bool {
    matches!(character, '\t'..='\r' | ' ' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
}

/// Returns the place after the blanks and comments that begin at a place.
pub(super) fn skip(text: &str, from: usize) -> usize {
    let mut rest = &text[from..];
    loop {
        rest = rest.trim_start_matches(is_blank);
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

/// Returns what follows a block comment; nothing where it is not closed.
fn after_block(text: &str) -> &str {
    behind_block(text).unwrap_or("")
}

/// Returns what follows a block comment, if it is closed; such comments nest.
fn behind_block(text: &str) -> Option<&str> {
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
            return Some(&text[at..]);
        }
    }
    None
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
}
