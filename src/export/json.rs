//! How is JSON laid out?
//!
//! Writes indented JSON, at once or one record after the other, and JSON lines.

use serde::Serialize;

use super::error::ExportError;

/// Serialises a value as JSON, indented by two spaces.
///
/// # Errors
/// Those of the serialiser.
pub fn json(value: &impl Serialize) -> Result<String, ExportError> {
    Ok(serde_json::to_string_pretty(value).map_err(ExportError::refused)? + "\n")
}

/// Returns one line of JSON per record.
pub(super) fn lines(records: impl Iterator<Item = impl Serialize>) -> Result<String, ExportError> {
    let lines = records.map(|it| serde_json::to_string(&it).map(|line| line + "\n"));
    lines.collect::<Result<String, _>>().map_err(ExportError::refused)
}

/// Returns records as the items of an array that is itself indented by `indent` spaces, without its brackets.
pub(super) fn items(indent: usize, records: impl Iterator<Item = impl Serialize>) -> Result<String, ExportError> {
    let (mut items, line) = (String::new(), format!("\n{}", " ".repeat(indent + 2)));
    for record in records {
        items.push_str(if items.is_empty() { "" } else { "," });
        items.push_str(&line);
        // Line breaks in texts are escaped, so only those of the layout are replaced.
        items.push_str(&serde_json::to_string_pretty(&record).map_err(ExportError::refused)?.replace('\n', &line));
    }
    Ok(items)
}
