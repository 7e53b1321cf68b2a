//! Where in the text does a value stand?

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
}

/// What a RON value is made of, one level deep, each part with its place.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// A record or a map: names and values.
    Fields(Vec<(String, &'a str)>),
    /// A list or a tuple.
    Items(Vec<&'a str>),
    /// Anything else.
    Leaf,
}

/// Takes a RON value apart, one level deep. The parts are slices of `text`.
pub(super) fn node(text: &str) -> Node<'_> {
    options().from_str(text).unwrap_or(Node::Leaf)
}

/// Returns where a part of `whole` stands in it, in bytes. The part must be a slice of it.
pub(super) fn offset(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize).min(whole.len())
}

/// Returns where the value at the end of a path stands, as bytes of `text`; as near as can be.
pub(super) fn locate(text: &str, path: &[Step]) -> Range<usize> {
    let mut value = trim(text);
    for (at, step) in path.iter().enumerate() {
        let inner = match (step, node(value)) {
            (Step::Field(name), Node::Fields(fields)) => {
                fields.into_iter().find(|(it, _)| it == name).map(|(_, inner)| inner)
            }
            (Step::Item(index), Node::Items(items)) => items.get(*index).copied(),
            (Step::Entry(index), Node::Fields(fields)) => match fields.get(*index) {
                Some((key, inner)) if at + 1 == path.len() => return key_before(text, offset(text, inner), key),
                Some((_, inner)) => Some(*inner),
                None => None,
            },
            _ => None,
        };
        match inner {
            Some(inner) => value = trim(inner),
            None => break,
        }
    }
    let start = offset(text, value);
    start..start + value.len()
}

/// Returns where the key before a value stands.
pub(super) fn key_before(text: &str, value: usize, key: &str) -> Range<usize> {
    let start = text[..value].rfind(key).unwrap_or(value);
    start..(start + key.len()).min(text.len())
}

/// Returns the value without the blanks and comments around it.
fn trim(text: &str) -> &str {
    RawValue::from_ron(text).map_or(text, |it| it.trim().get_ron())
}

impl<'de: 'a, 'a> Deserialize<'de> for Node<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NodeVisitor;
        impl<'de> Visitor<'de> for NodeVisitor {
            type Value = Node<'de>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a record, a map or a list")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some((Name(name), value)) = map.next_entry::<_, &RawValue>()? {
                    fields.push((name, value.get_ron()));
                }
                Ok(Node::Fields(fields))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node<'de>, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element::<&RawValue>()? {
                    items.push(item.get_ron());
                }
                Ok(Node::Items(items))
            }
        }
        deserializer.deserialize_any(NodeVisitor)
    }
}

/// The name of a field or the key of an entry.
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
        &RECORD[locate(RECORD, path)]
    }

    #[test]
    fn values_are_found_by_their_path() {
        assert_eq!(at(&[Step::Field("id")]), r#""a""#);
        assert_eq!(at(&[Step::Field("themes"), Step::Item(1)]), r#""two""#);
        assert_eq!(at(&[Step::Field("place"), Step::Field("country")]), r#""FR""#);
        assert_eq!(at(&[Step::Field("place"), Step::Field("name"), Step::Entry(1)]), "en");
    }

    #[test]
    fn a_path_that_leads_nowhere_ends_where_it_can() {
        assert_eq!(at(&[Step::Field("themes"), Step::Item(9)]), r#"["one", "two"]"#);
    }
}
