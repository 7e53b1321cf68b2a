//! Which keys are duplicated in JSON?
//!
//! Finds duplicate keys of JSON objects, as serde reads only the last value of each.

use std::fmt;

use hashbrown::HashSet;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_ignored::Path;

/// Returns the paths of duplicate keys in a sequence of JSON values, up to the first invalid one.
pub(super) fn duplicate_keys(text: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    while (Keys { path: &Path::Root, found: &mut paths }).deserialize(&mut deserializer).is_ok() {}
    paths
}

/// A visitor that collects duplicate keys of the value at a path.
struct Keys<'p> {
    path: &'p Path<'p>,
    found: &'p mut Vec<String>,
}

impl<'de> DeserializeSeed<'de> for Keys<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Keys<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        let mut seen = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            let path = Path::Map { parent: self.path, key: key.clone() };
            map.next_value_seed(Keys { path: &path, found: self.found })?;
            if !seen.insert(key) {
                self.found.push(path.to_string());
            }
        }
        Ok(())
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<(), S::Error> {
        for index in 0.. {
            let path = Path::Seq { parent: self.path, index };
            if items.next_element_seed(Keys { path: &path, found: self.found })?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duplicate_keys_are_found_at_any_depth() {
        let text = r#"{"a": 1, "b": [true, {"c": null, "d": 1.5, "c": -2}], "a": "x"} {"a": {"e": 1, "e": 1, "e": 1}}"#;
        assert_eq!(duplicate_keys(text), ["b.1.c", "a", "a.e", "a.e"]);
        assert!(duplicate_keys(r#"[{"a": 1}, {"a": 2}] {"a": 1"#).is_empty());
    }
}
