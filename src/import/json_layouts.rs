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
    of_numbers(fields).or_else(|| of_names(fields)).or_else(|| of_columns(fields))
}

/// Returns the values of an object whose keys are all numbers.
fn numbered(fields: &Map<String, Value>) -> Option<Vec<Value>> {
    let is_number = |it: &String| it.bytes().all(|it| it.is_ascii_digit());
    (!fields.is_empty() && fields.keys().all(is_number)).then(|| fields.values().cloned().collect())
}

fn of_numbers(fields: &Map<String, Value>) -> Option<Vec<Value>> {
    numbered(fields).filter(|rows| rows.iter().all(Value::is_object))
}

fn of_columns(fields: &Map<String, Value>) -> Option<Vec<Value>> {
    // A list of one item may be a multiple value of a single row.
    let listed = |it: &Value| it.as_array().filter(|it| it.len() > 1).cloned();
    let column = |it: &Value| it.as_object().and_then(numbered).or_else(|| listed(it));
    let columns: Vec<Vec<Value>> = fields.values().map(column).collect::<Option<_>>()?;
    let count = columns.first()?.len();
    let row = |at: usize| fields.keys().cloned().zip(columns.iter().map(|it| it[at].clone())).collect();
    let is_table = columns.len() > 1 && columns.iter().all(|it| it.len() == count);
    is_table.then(|| (0..count).map(|at| Value::Object(row(at))).collect())
}

fn of_names(fields: &Map<String, Value>) -> Option<Vec<Value>> {
    let names: Vec<String> =
        fields.get("columns")?.as_array()?.iter().map(|it| Some(it.as_str()?.to_owned())).collect::<Option<_>>()?;
    let row = |it: &Value| Some(Value::Object(names.iter().cloned().zip(it.as_array()?.iter().cloned()).collect()));
    fields.get("data")?.as_array()?.iter().map(row).collect()
}
