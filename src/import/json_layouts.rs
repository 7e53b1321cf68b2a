//! Which JSON objects hold a table?
//!
//! Recognises the column-oriented and indexed layouts in which data frames are written, besides the usual list of rows.

use serde_json::{Map, Value};

/// Returns the rows of a table that an object holds; `None` if it holds no table. These layouts are recognised:
///
/// - `{"title": {"0": "A", "1": "B"}}`
/// - `{"title": ["A", "B"]}`
/// - `{"0": {"title": "A"}, "1": {"title": "B"}}`
/// - `{"columns": ["title"], "data": [["A"], ["B"]]}`
pub(super) fn rows(fields: &Map<String, Value>) -> Option<Vec<Value>> {
    rows_by_index(fields).or_else(|| rows_of_names_and_data(fields)).or_else(|| rows_of_columns(fields))
}

/// Returns the values of an object whose keys are all numbers.
fn indexed_values(fields: &Map<String, Value>) -> Option<Vec<Value>> {
    let is_number = |it: &String| it.bytes().all(|it| it.is_ascii_digit());
    (!fields.is_empty() && fields.keys().all(is_number)).then(|| fields.values().cloned().collect())
}

fn rows_by_index(fields: &Map<String, Value>) -> Option<Vec<Value>> {
    indexed_values(fields).filter(|rows| rows.iter().all(Value::is_object))
}

fn rows_of_columns(fields: &Map<String, Value>) -> Option<Vec<Value>> {
    // A list of one item may be a multiple value of a single row.
    let items_of_list = |it: &Value| it.as_array().filter(|it| it.len() > 1).cloned();
    let column = |it: &Value| it.as_object().and_then(indexed_values).or_else(|| items_of_list(it));
    let columns: Vec<Vec<Value>> = fields.values().map(column).collect::<Option<_>>()?;
    let count = columns.first()?.len();
    let row = |at: usize| fields.keys().cloned().zip(columns.iter().map(|it| it[at].clone())).collect();
    let is_table = columns.len() > 1 && columns.iter().all(|it| it.len() == count);
    is_table.then(|| (0..count).map(|at| Value::Object(row(at))).collect())
}

fn rows_of_names_and_data(fields: &Map<String, Value>) -> Option<Vec<Value>> {
    let names: Vec<String> =
        fields.get("columns")?.as_array()?.iter().map(|it| Some(it.as_str()?.to_owned())).collect::<Option<_>>()?;
    let row = |it: &Value| Some(Value::Object(names.iter().cloned().zip(it.as_array()?.iter().cloned()).collect()));
    fields.get("data")?.as_array()?.iter().map(row).collect()
}
