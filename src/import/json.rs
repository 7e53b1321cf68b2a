//! How is JSON read? An export as what it was written from; other objects as rows of a table.

use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::delimited::decode;
use super::error::ImportError;
use super::exported::record;
use super::note::Note;
use super::shapes::{Export, Header, Sheet};
use super::table::Table;
use super::{Given, rows};
use crate::catalogue::record::CatalogueRecord;

/// Makes a catalogue of JSON.
///
/// # Errors
/// That it is no JSON, or holds nothing to import.
pub(super) fn import(
    bytes: &[u8],
    given: &Given,
    notes: &mut Vec<Note>,
) -> Result<CatalogueRecord<'static>, ImportError> {
    let text = decode(bytes, notes);
    let is_object = text.trim_start().starts_with('{');
    if is_object && serde_json::from_str::<Shape>(&text).is_ok() {
        let Export { catalogue, activities } = serde_json::from_str(&text).map_err(ImportError::refused)?;
        notes.push(Note::Export);
        return Ok(record(catalogue, activities));
    }
    if let Some(mut sheets) = sheets(&text)? {
        notes.push(Note::Export);
        return Ok(record(Header::of_file(given, &mut sheets), sheets));
    }
    let is_lines = matches!(given.ending.as_str(), "ndjson" | "jsonl");
    let values = || serde_json::Deserializer::from_str(&text).into_iter::<Value>();
    let first = values().next().ok_or(ImportError::Empty)?.map_err(ImportError::refused)?;
    let objects: Vec<Value> = match first {
        Value::Array(items) if !is_lines => items,
        // A list may stand under some name.
        Value::Object(fields) if !is_lines && values().count() == 1 => {
            let lists = || fields.iter().filter_map(|(name, it)| Some((name, it.as_array()?)));
            let lists = || lists().filter(|(_, it)| it.iter().any(Value::is_object));
            // Of several the longest one.
            let longest = lists().rev().max_by_key(|(_, it)| it.len());
            if let Some((name, _)) = longest {
                let others = lists().map(|it| it.0).filter(|it| *it != name).cloned().collect();
                notes.push(Note::Sheet(name.clone(), others));
            }
            longest.map_or_else(|| vec![Value::Object(fields.clone())], |it| it.1.clone())
        }
        _ => values().collect::<Result<_, _>>().map_err(ImportError::refused)?,
    };
    rows::import(&table(&objects), given, notes)
}

/// What an export has, whatever stands in it.
#[derive(Deserialize)]
struct Shape {
    #[serde(rename = "catalogue")]
    _catalogue: IndexMap<String, IgnoredAny>,
    #[serde(rename = "activities")]
    _activities: Vec<SheetShape>,
}

/// What an activity of an export has, whatever else stands in it.
#[derive(Deserialize)]
struct SheetShape {
    #[serde(rename = "id")]
    _id: String,
    #[serde(rename = "places")]
    _places: Vec<PlaceShape>,
}

#[derive(Deserialize)]
struct PlaceShape {
    #[serde(rename = "name")]
    _name: IgnoredAny,
    #[serde(rename = "country")]
    _country: IgnoredAny,
}

/// Returns the activities that a list of the program holds, or its lines; nothing where they are no activities.
fn sheets(text: &str) -> Result<Option<Vec<Sheet>>, ImportError> {
    if text.trim_start().starts_with('[') {
        if serde_json::from_str::<Vec<SheetShape>>(text).is_err() {
            return Ok(None);
        }
        return serde_json::from_str(text).map(Some).map_err(ImportError::refused);
    }
    if !text.trim_start().starts_with('{') {
        return Ok(None);
    }
    if !serde_json::Deserializer::from_str(text).into_iter::<SheetShape>().all(|it| it.is_ok()) {
        return Ok(None);
    }
    let sheets = serde_json::Deserializer::from_str(text).into_iter::<Sheet>().collect::<Result<Vec<_>, _>>();
    sheets.map(|it| Some(it).filter(|it| !it.is_empty())).map_err(ImportError::refused)
}

/// Returns objects as rows: their fields are columns, those of objects in them too, the items of lists stand on lines.
fn table(objects: &[Value]) -> Table {
    let mut columns: IndexMap<String, usize> = IndexMap::new();
    let mut rows = Vec::new();
    for (number, object) in (1..).zip(objects) {
        let mut row = vec![String::new(); columns.len()];
        let mut fields = Vec::new();
        flatten("", object, &mut fields);
        for (name, text) in fields {
            let next = columns.len();
            let column = *columns.entry(name).or_insert(next);
            row.resize(row.len().max(column + 1), String::new());
            row[column] = text;
        }
        rows.push((number, row));
    }
    Table { columns: columns.into_keys().collect(), rows }
}

fn flatten(name: &str, value: &Value, fields: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Object(object) => {
            for (key, value) in object {
                let name = if name.is_empty() { key.clone() } else { format!("{name}_{key}") };
                flatten(&name, value, fields);
            }
        }
        Value::Array(items) if items.iter().any(|it| it.is_object() || it.is_array()) => {
            for (at, item) in (1..).zip(items) {
                flatten(&format!("{name} {at}"), item, fields);
            }
        }
        Value::Array(items) => fields.push((name.to_owned(), items.iter().map(plain).collect::<Vec<_>>().join("\n"))),
        value => fields.push((name.to_owned(), plain(value))),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
