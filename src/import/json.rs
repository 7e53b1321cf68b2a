//! How is JSON read? An export as what it was written from; other objects as rows of a table.

use indexmap::IndexMap;
use serde_json::Value;

use super::delimited::decode;
use super::error::ImportError;
use super::exported::{Export, Header, Sheet, record};
use super::note::Note;
use super::table::Table;
use super::{Given, rows};
use crate::catalogue::record::CatalogueRecord;

/// Makes a catalogue of JSON; returns it with how many rows have become nothing.
///
/// # Errors
/// That it is no JSON, or holds nothing to import.
pub(super) fn import(
    bytes: &[u8],
    given: &Given,
    notes: &mut Vec<Note>,
) -> Result<(CatalogueRecord<'static>, usize), ImportError> {
    let text = decode(bytes, notes);
    let is_lines = matches!(given.ending.as_str(), "ndjson" | "jsonl");
    let values = || serde_json::Deserializer::from_str(&text).into_iter::<Value>();
    let first = values().next().ok_or(ImportError::Empty)?.map_err(ImportError::refused)?;
    let is_export = |it: &Value| it.get("catalogue").is_some() && it.get("activities").is_some();
    let is_sheet = |it: &Value| it.get("id").is_some() && it.get("places").is_some_and(Value::is_array);
    if is_export(&first) {
        let Export { catalogue, activities } = serde_json::from_str(&text).map_err(ImportError::refused)?;
        notes.push(Note::Export);
        return Ok((record(catalogue, activities, given), 0));
    }
    let is_sheets = is_sheet(first.get(0).unwrap_or(&first));
    if is_sheets {
        let mut sheets: Vec<Sheet> = match first {
            Value::Array(_) => serde_json::from_str(&text).map_err(ImportError::refused)?,
            _ => {
                let sheets = serde_json::Deserializer::from_str(&text).into_iter::<Sheet>();
                sheets.collect::<Result<_, _>>().map_err(ImportError::refused)?
            }
        };
        notes.push(Note::Export);
        return Ok((record(Header::of_file(given, &mut sheets), sheets, given), 0));
    }
    let objects: Vec<Value> = match first {
        Value::Array(items) if !is_lines => items,
        // A list may stand under some name.
        Value::Object(fields) if !is_lines && values().count() == 1 => {
            let list = fields.values().find_map(|it| it.as_array().filter(|it| it.iter().any(Value::is_object)));
            list.cloned().unwrap_or_else(|| vec![Value::Object(fields.clone())])
        }
        _ => values().collect::<Result<_, _>>().map_err(ImportError::refused)?,
    };
    rows::import(&table(&objects), given, notes)
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
