//! How is JSON laid out? Indented by two spaces, one record after the other.

use serde::Serialize;

use super::error::ExportError;

/// Returns something as indented JSON.
///
/// # Errors
/// What the writer says.
pub fn json(it: &impl Serialize) -> Result<String, ExportError> {
    Ok(serde_json::to_string_pretty(it).map_err(ExportError::refused)? + "\n")
}

/// Returns records as a line for each.
pub(super) fn lines(records: impl Iterator<Item = impl Serialize>) -> Result<String, ExportError> {
    let lines = records.map(|it| serde_json::to_string(&it).map(|line| line + "\n"));
    lines.collect::<Result<String, _>>().map_err(ExportError::refused)
}

/// Returns records as items of a list that is indented by so many spaces, the first of which begins it.
pub(super) fn items(
    is_first: bool,
    indent: usize,
    records: impl Iterator<Item = impl Serialize>,
) -> Result<String, ExportError> {
    let (mut items, line) = (String::new(), format!("\n{}", " ".repeat(indent + 2)));
    for record in records {
        items += if is_first && items.is_empty() { "[" } else { "," };
        items += &line;
        // A line break in a text is written as an escape.
        items += &serde_json::to_string_pretty(&record).map_err(ExportError::refused)?.replace('\n', &line);
    }
    Ok(items)
}
