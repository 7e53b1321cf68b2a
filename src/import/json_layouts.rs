//! Which JSON objects hold a table?
//!
//! Recognises the column-oriented and indexed layouts in which data frames are written, besides the usual list of rows.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::note::Note;

/// Returns the rows of a table that an object holds; `None` if it holds no table. Reports the fields that are not read.
/// These layouts are recognised:
///
/// - `{"title": {"0": "A", "1": "B"}}`
/// - `{"title": ["A", "B"]}`
/// - `{"0": {"title": "A"}, "1": {"title": "B"}}`
/// - `{"columns": ["title"], "data": [["A"], ["B"]]}`
pub(super) fn rows(fields: &Map<String, Value>, notes: &mut Vec<Note>) -> Option<Vec<Value>> {
    rows_by_index(fields)
        .or_else(|| rows_of_names_and_data(fields, notes))
        .or_else(|| rows_of_indexed_columns(fields))
        .or_else(|| rows_of_listed_columns(fields))
}

/// Returns whether the keys of an object are all numbers.
fn is_indexed(fields: &Map<String, Value>) -> bool {
    let is_number = |it: &String| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    !fields.is_empty() && fields.keys().all(is_number)
}

fn rows_by_index(fields: &Map<String, Value>) -> Option<Vec<Value>> {
    (is_indexed(fields) && fields.values().all(Value::is_object)).then(|| fields.values().cloned().collect())
}

/// Returns the rows of columns that are objects, by the indices of their values.
fn rows_of_indexed_columns(fields: &Map<String, Value>) -> Option<Vec<Value>> {
    let mut rows: IndexMap<&str, Map<String, Value>> = IndexMap::new();
    for (name, column) in fields {
        for (index, value) in column.as_object().filter(|it| is_indexed(it))? {
            rows.entry(index).or_default().insert(name.clone(), value.clone());
        }
    }
    (fields.len() > 1).then(|| rows.into_values().map(Value::Object).collect())
}

/// Returns the rows of columns that are lists of the same length.
fn rows_of_listed_columns(fields: &Map<String, Value>) -> Option<Vec<Value>> {
    // A list of one item may be a multiple value of a single row.
    let columns: Vec<_> = fields.values().map(|it| it.as_array().filter(|it| it.len() > 1)).collect::<Option<_>>()?;
    let count = columns.first()?.len();
    let row = |at: usize| fields.keys().cloned().zip(columns.iter().map(|it| it[at].clone())).collect();
    let is_table = columns.len() > 1 && columns.iter().all(|it| it.len() == count);
    is_table.then(|| (0..count).map(|at| Value::Object(row(at))).collect())
}

fn rows_of_names_and_data(fields: &Map<String, Value>, notes: &mut Vec<Note>) -> Option<Vec<Value>> {
    let names: Vec<String> =
        fields.get("columns")?.as_array()?.iter().map(|it| Some(it.as_str()?.to_owned())).collect::<Option<_>>()?;
    let row = |it: &Value| {
        let cells = it.as_array().filter(|it| it.len() <= names.len())?;
        Some(Value::Object(names.iter().cloned().zip(cells.iter().cloned()).collect()))
    };
    let rows = fields.get("data")?.as_array()?.iter().map(row).collect::<Option<Vec<_>>>()?;
    // `index` holds row numbers.
    let unread = fields.keys().filter(|it| !matches!(it.as_str(), "columns" | "data" | "index"));
    notes.extend(unread.cloned().map(Note::KeyLeftOut));
    Some(rows)
}
