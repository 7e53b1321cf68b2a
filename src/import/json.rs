//! How is JSON read?
//!
//! Reads exports of this program by their structure, and any other objects as the rows of a table.

use hashbrown::HashSet;
use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_ignored::Path;
use serde_json::de::StrRead;
use serde_json::error::Category;
use serde_json::{Map, Value};

use super::delimited::decode;
use super::duplicate_keys::duplicate_keys;
use super::error::ImportError;
use super::exported::record;
use super::note::Note;
use super::room::{CELLS_PER_ACTIVITY, Room};
use super::shapes::{ActivityShape, Export, Header};
use super::table::Table;
use super::{ImportOptions, json_layouts, rows};
use crate::catalogue::FORMAT;
use crate::catalogue::record::CatalogueRecord;

/// Imports a JSON file.
///
/// # Errors
/// Fails if the file is not valid JSON, or contains nothing to import.
pub(super) fn import(
    bytes: &[u8],
    options: &ImportOptions,
    notes: &mut Vec<Note>,
) -> Result<CatalogueRecord<'static>, ImportError> {
    let text = decode(bytes, notes);
    notes.extend(duplicate_keys(&text).into_iter().map(Note::DuplicateKey));
    if let Some((header, activities)) = catalogue(&text, options, notes)? {
        if let Some(format) = header.format.filter(|it| *it > FORMAT) {
            return Err(ImportError::NewerFormat(format));
        }
        return Ok(record(header, activities, options, notes));
    }
    let is_lines = matches!(options.extension.as_str(), "ndjson" | "jsonl");
    let values = || serde_json::Deserializer::from_str(&text).into_iter::<Value>();
    let mut values = values().collect::<Result<Vec<_>, _>>().map_err(|it| invalid_json(&it))?;
    let is_whole_export =
        |it: &&Value| it.get("catalogue").is_some() && it.get("activities").is_some_and(Value::is_array);
    let exports = values.iter().filter(is_whole_export).count();
    if exports > 1 {
        return Err(ImportError::SeveralExports(exports));
    }
    let objects: Vec<Value> = match values.pop().ok_or(ImportError::Empty)? {
        // The list of rows may be a field of an object.
        Value::Object(fields) if !is_lines && values.is_empty() => rows_of_object(fields, notes),
        // A file may contain several lists, one after the other.
        last => values.into_iter().chain([last]).flat_map(items).collect(),
    };
    if !objects.iter().any(|it| it.as_object().is_some_and(|it| !it.is_empty())) {
        return Err(ImportError::NoActivities(Vec::new()));
    }
    rows::import(table(&objects)?, options, notes)
}

/// Returns the items of a list, or any other value as the only item.
fn items(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        other => vec![other],
    }
}

/// Returns the longest list of objects among the fields, else the rows of another table layout, else the object itself.
/// Reports the fields that are not read.
fn rows_of_object(fields: Map<String, Value>, notes: &mut Vec<Note>) -> Vec<Value> {
    let lists = || fields.iter().filter_map(|(name, it)| Some((name, it.as_array()?)));
    let object_lists = || lists().filter(|(_, it)| it.iter().any(Value::is_object));
    let Some((name, longest)) = object_lists().rev().max_by_key(|(_, it)| it.len()) else {
        return json_layouts::rows(&fields, notes).unwrap_or_else(|| vec![Value::Object(fields)]);
    };
    let others: Vec<String> = object_lists().map(|it| it.0).filter(|it| *it != name).cloned().collect();
    let unread_keys = fields.keys().filter(|it| *it != name && !others.contains(it));
    notes.push(Note::Sheet(name.clone(), Vec::new()));
    notes.extend(unread_keys.cloned().map(Note::KeyLeftOut));
    notes.extend((!others.is_empty()).then_some(Note::OtherSheets(others)));
    longest.clone()
}

/// Minimal shape of an export, which has a `catalogue`, and of a catalogue whose fields are those of the format, which
/// has a `title`.
#[derive(Deserialize)]
struct MinimalCatalogue {
    catalogue: Option<IndexMap<String, IgnoredAny>>,
    title: Option<IgnoredAny>,
    activities: Vec<MinimalActivity>,
}

/// Minimal shape of an activity of an export or catalogue: places with a name and a country. Other activities of the
/// list may have been added by hand and lack them.
#[derive(Deserialize)]
struct MinimalActivity {
    #[serde(default)]
    places: IgnoredOr<Vec<MinimalPlace>>,
    #[serde(default)]
    place: IgnoredOr<MinimalPlace>,
}

#[derive(Deserialize)]
struct MinimalPlace {
    #[serde(rename = "name")]
    _name: IgnoredAny,
    #[serde(rename = "country")]
    _country: IgnoredAny,
}

/// The expected shape, or anything else.
#[derive(Deserialize)]
#[serde(untagged)]
enum IgnoredOr<T> {
    Found(T),
    Ignored(IgnoredAny),
}

impl<T> Default for IgnoredOr<T> {
    fn default() -> Self {
        Self::Ignored(IgnoredAny)
    }
}

fn invalid_json(error: &serde_json::Error) -> ImportError {
    ImportError::InvalidJson(error.line(), error.column())
}

/// Returns whether at least one activity has the shape of an exported one.
fn is_export(activities: &[MinimalActivity]) -> bool {
    let has_place = |it: &MinimalActivity| {
        matches!(it.place, IgnoredOr::Found(_)) || matches!(&it.places, IgnoredOr::Found(places) if !places.is_empty())
    };
    activities.iter().any(has_place)
}

/// Returns the header and the activities of a catalogue: an export, exported activities, or an object whose fields are
/// those of the format; `None` if the file is none of these.
fn catalogue(
    text: &str,
    options: &ImportOptions,
    notes: &mut Vec<Note>,
) -> Result<Option<(Header, Vec<ActivityShape>)>, ImportError> {
    let is_object = text.trim_start().starts_with('{');
    let minimal = is_object.then(|| serde_json::from_str::<MinimalCatalogue>(text).ok()).flatten();
    match minimal.filter(|it| is_export(&it.activities)) {
        Some(MinimalCatalogue { catalogue: Some(_), .. }) => {
            let Export { catalogue, activities } = read(text, notes)?;
            notes.push(Note::Export);
            return Ok(Some((catalogue, activities)));
        }
        Some(MinimalCatalogue { title: Some(_), .. }) => return fields_of_the_format(text, notes).map(Some),
        _ => {}
    }
    let Some(mut activities) = activities_without_header(text, notes)? else { return Ok(None) };
    notes.push(Note::Export);
    Ok(Some((Header::of_file(options, &mut activities), activities)))
}

/// Deserialises a catalogue whose fields are those of the format: the header, then the activities.
fn fields_of_the_format(text: &str, notes: &mut Vec<Note>) -> Result<(Header, Vec<ActivityShape>), ImportError> {
    let (mut of_header, mut of_activities) = (Vec::new(), Vec::new());
    let header = read::<Header>(text, &mut of_header)?;
    let Export { activities, .. } = read(text, &mut of_activities)?;
    let is_of_activities = |it: &Note| matches!(it, Note::KeyLeftOut(path) if path.starts_with("activities"));
    notes.extend(of_header.into_iter().filter(|it| !is_of_activities(it)));
    notes.extend(of_activities.into_iter().filter(is_of_activities));
    Ok((header, activities))
}

/// Deserialises an export and reports its unknown keys.
fn read<T: DeserializeOwned>(text: &str, notes: &mut Vec<Note>) -> Result<T, ImportError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = read_next(&mut deserializer, notes)?;
    deserializer.end().map_err(|it| invalid_json(&it))?;
    Ok(value)
}

/// Deserialises the next value of a stream and reports its unknown keys.
fn read_next<T: DeserializeOwned>(
    deserializer: &mut serde_json::Deserializer<StrRead<'_>>,
    notes: &mut Vec<Note>,
) -> Result<T, ImportError> {
    // The type of the closure must not depend on `T`: all deserialisation code would be compiled once per type.
    let ignored: &mut dyn FnMut(Path<'_>) = &mut |path| notes.push(Note::KeyLeftOut(path_in_file(&path)));
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(deserializer, &mut track);
    serde_ignored::deserialize(tracked, ignored).map_err(|it| match it.classify() {
        Category::Data => {
            // serde names the field only in its message.
            let message = it.to_string();
            let missing = message.strip_prefix("missing field `").and_then(|it| it.split_once('`'));
            let missing = missing.map(|it| it.0.to_owned());
            ImportError::UnexpectedJson {
                path: track.path().to_string(),
                missing,
                line: it.line(),
                column: it.column(),
            }
        }
        _ => invalid_json(&it),
    })
}

/// Returns the path of a key: names and indices, without the steps into options and the like, which have no name in the
/// file.
fn path_in_file(path: &Path<'_>) -> String {
    let joined = |parent: &Path<'_>, name: &str| match path_in_file(parent) {
        parent if parent.is_empty() => name.to_owned(),
        parent => format!("{parent}.{name}"),
    };
    match path {
        Path::Root => String::new(),
        Path::Seq { parent, index } => joined(parent, &index.to_string()),
        Path::Map { parent, key } => joined(parent, key),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => {
            path_in_file(parent)
        }
    }
}

/// Returns the activities of an export without a header, which is a list or has one activity per line; `None` if the
/// file is no such export.
fn activities_without_header(text: &str, notes: &mut Vec<Note>) -> Result<Option<Vec<ActivityShape>>, ImportError> {
    if text.trim_start().starts_with('[') {
        let is_export = serde_json::from_str::<Vec<MinimalActivity>>(text).is_ok_and(|it| is_export(&it));
        return if is_export { read(text, notes).map(Some) } else { Ok(None) };
    }
    let shapes = serde_json::Deserializer::from_str(text).into_iter::<MinimalActivity>().collect::<Result<Vec<_>, _>>();
    if !text.trim_start().starts_with('{') || !shapes.is_ok_and(|it| is_export(&it)) {
        return Ok(None);
    }
    let (mut deserializer, mut activities) = (serde_json::Deserializer::from_str(text), Vec::new());
    while deserializer.end().is_err() {
        activities.push(read_next(&mut deserializer, notes)?);
    }
    Ok(Some(activities))
}

/// Returns objects as the rows of a table. Nested objects and lists of objects are flattened into columns; the items of
/// other lists become the lines of one cell.
fn table(objects: &[Value]) -> Result<Table, ImportError> {
    let mut columns: IndexMap<String, usize> = IndexMap::new();
    let (mut rows, mut room) = (Vec::new(), Room::default());
    for (number, object) in (1..).zip(objects) {
        let (mut row, mut fields, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
        room.take(CELLS_PER_ACTIVITY, 0)?;
        flatten("", object, &mut fields);
        for (name, text) in fields {
            // `budget_total` and the field `total` in `budget` are different columns.
            let mut names = std::iter::once(name.clone()).chain((2..).map(|it| format!("{name} ({it})")));
            let Some(name) = names.find(|it| seen.insert(it.clone())) else { continue };
            let next = columns.len();
            let column = *columns.entry(name).or_insert(next);
            room.take((column + 1).saturating_sub(row.len()), text.len())?;
            row.resize(row.len().max(column + 1), String::new());
            row[column] = text;
        }
        rows.push((number, row));
    }
    Ok(Table { columns: columns.into_keys().collect(), rows, ..Table::default() })
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
        Value::Array(items) => {
            fields.push((name.to_owned(), items.iter().map(scalar_text).collect::<Vec<_>>().join("\n")))
        }
        value => fields.push((name.to_owned(), scalar_text(value))),
    }
}

fn scalar_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
