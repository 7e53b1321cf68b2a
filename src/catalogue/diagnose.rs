//! What is wrong with a text that did not load? Every fault, not the first one, each at its place.
//!
//! The RON reader stops at its first error. So the text is taken apart into raw values, and each
//! record is read alone; where that fails, the field at fault is blanked out and the record read
//! again, until it reads. This is slower than the one pass of `stream`, and done only after it
//! failed.

use std::ops::Range;

use ron::error::{Position, SpannedError};
use serde::Deserialize;

use super::admit::Finding;
use super::locate::{Node, key_before, locate, node, offset};
use super::problem::Fault;
use super::record::{ActivityRecord, HeaderRecord};
use super::stream::{FORMAT, Sink, options, stream};

/// A fault with its place, in bytes of the whole text.
pub(super) type Located = (Range<usize>, Fault);

/// A part of a catalogue, read as far as it can be.
pub(super) struct Part<'a, T> {
    /// Where it begins in the whole text, in bytes.
    pub(super) start: usize,
    /// Its text.
    pub(super) source: &'a str,
    /// What it says, without the fields at fault.
    pub(super) record: Option<T>,
    /// What was at fault.
    pub(super) faults: Vec<Located>,
}

/// A catalogue taken apart.
pub(super) struct Parts<'a> {
    pub(super) header: Part<'a, HeaderRecord>,
    pub(super) activities: Box<dyn Iterator<Item = Part<'a, ActivityRecord>> + 'a>,
}

/// Takes a catalogue's text apart.
///
/// # Errors
/// The fault that makes the whole text unusable.
pub(super) fn take_apart(text: &str, error: Option<SpannedError>) -> Result<Parts<'_>, Located> {
    let fields = match options().from_str::<Node>(text) {
        Ok(Node::Fields(fields)) => fields,
        Ok(_) => return Err(fatal(text, error, Fault::WrongSort(super::problem::Sort::Record))),
        Err(error) => {
            let is_other = matches!(error.code, ron::Error::InvalidValueForType { .. });
            let (place, fault) = fatal(text, Some(error), Fault::Empty);
            // Something else than a record: a number, a text.
            return Err((place, if is_other { Fault::WrongSort(super::problem::Sort::Record) } else { fault }));
        }
    };
    let named = |wanted: &str| fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| *value);
    if let Some(written) = named("format")
        && let Ok(format) = written.trim().parse::<u32>()
        && format > FORMAT
    {
        let start = offset(text, written) + written.len() - written.trim_start().len();
        return Err((start..start + written.trim().len(), Fault::NewerFormat(format)));
    }
    let list = named("activities");
    let late = fields.iter().skip_while(|(name, _)| name != "activities").skip(1);
    if let Some((name, value)) = late
        .into_iter()
        .find(|(name, _)| super::stream::FIELDS.contains(&name.as_str()) && name != "activities" && name != "format")
    {
        return Err((key_before(text, offset(text, value), name), Fault::LateVocabulary));
    }
    let items = match list.map(node) {
        Some(Node::Items(items)) => items,
        _ => Vec::new(),
    };
    let mut outline = text.to_owned();
    if let Some(list) = list.filter(|_| !items.is_empty()) {
        let start = offset(text, list);
        blank(&mut outline, start..start + list.len());
        outline.replace_range(start..start + 2, "[]");
    }
    let header = read_part(0, outline, &mut |text| {
        let mut taken = HeaderOnly::default();
        stream(text, &mut taken).map(|()| taken.0)
    });
    let header = Part { start: 0, source: text, record: header.0.flatten(), faults: header.1 };
    let activities = items.into_iter().map(move |item| {
        let start = offset(text, item);
        let (record, faults) = read_part(start, item.to_owned(), &mut read_record);
        Part { start, source: item, record, faults }
    });
    Ok(Parts { header, activities: Box::new(activities) })
}

/// Puts findings, whose paths lead from a part, at their places in the whole text.
pub(super) fn place_findings(source: &str, start: usize, findings: Vec<Finding>, faults: &mut Vec<Located>) {
    for (path, fault) in findings {
        // A field that was blanked out is missing only because of its own fault.
        if path.is_empty() && matches!(fault, Fault::MissingField(_)) && !faults.is_empty() {
            continue;
        }
        let place = if path.is_empty() { 0..opening(source) } else { locate(source, &path) };
        faults.push((start + place.start..start + place.end, fault));
    }
}

#[derive(Default)]
struct HeaderOnly(Option<HeaderRecord>);

impl Sink for HeaderOnly {
    fn header(&mut self, header: HeaderRecord) {
        self.0 = Some(header);
    }
    fn record(&mut self, _: ActivityRecord) -> bool {
        true
    }
}

fn read_record(text: &str) -> Result<ActivityRecord, SpannedError> {
    let options = options();
    let mut deserializer = ron::Deserializer::from_str_with_options(text, &options)?;
    ActivityRecord::deserialize(&mut deserializer).map_err(|error| deserializer.span_error(error))
}

/// Reads a part, blanking out field after field that is at fault.
fn read_part<T>(
    start: usize,
    mut part: String,
    read: &mut dyn FnMut(&str) -> Result<T, SpannedError>,
) -> (Option<T>, Vec<Located>) {
    let mut faults: Vec<Located> = Vec::new();
    let outer = part.clone();
    loop {
        let error = match read(&part) {
            Ok(record) => return (Some(record), faults),
            Err(error) => error,
        };
        let start_of_value = byte(&part, error.span.start);
        let blanks = part[start_of_value..].len() - part[start_of_value..].trim_start().len();
        let place = start_of_value + blanks..byte(&part, error.span.end);
        let (place, fault) = match Fault::from_ron(error.code) {
            Fault::MissingField(name) if field_at(&part, place.start).is_none() => {
                // A field that was blanked out, or written otherwise, has been noted for that.
                let is_noted = has_field(&outer, name) || faults.iter().any(|(_, it)| it.may_mean(name));
                if !is_noted {
                    faults.push((start..start + opening(&outer), Fault::MissingField(name)));
                }
                // With something in its place the rest can be read, to find what else is wrong.
                let Some(stand_in) = stand_in(name) else { return (None, faults) };
                let closing = part.trim_end().len().saturating_sub(1);
                part.insert_str(closing, &format!("{}{stand_in}", comma(&part[..closing])));
                continue;
            }
            fault => (place, fault),
        };
        let field = field_at(&part, place.start);
        faults.push((start + place.start..start + place.end.max(place.start + 1), fault));
        match field {
            Some(field) => blank(&mut part, field),
            None => return (None, faults),
        }
    }
}

/// Returns something that can stand for a field that must be there.
fn stand_in(name: &str) -> Option<&'static str> {
    Some(match name {
        "format" => "format: 1",
        "id" => "id: \"x\"",
        "title" => "title: \"x\"",
        "place" => "place: Place(name: \"x\", country: \"FR\")",
        _ => return None,
    })
}

/// Returns the comma that is needed before another field, if one is.
fn comma(before: &str) -> &'static str {
    let is_open = before.trim_end().ends_with([',', '(']);
    if is_open { "" } else { "," }
}

/// Returns how many bytes a record has before its parenthesis: its name.
fn opening(part: &str) -> usize {
    part.find('(').filter(|&at| at > 0).unwrap_or(1)
}

/// Returns whether a record has a field of this name.
fn has_field(part: &str, name: &str) -> bool {
    matches!(node(part), Node::Fields(fields) if fields.iter().any(|(it, _)| it == name))
}

/// Returns the bytes of the field that holds a place: its name, its value and the comma.
fn field_at(part: &str, at: usize) -> Option<Range<usize>> {
    let Node::Fields(fields) = node(part) else { return None };
    let closing = part.trim_end().len().saturating_sub(1);
    let starts: Vec<usize> =
        fields.iter().map(|(name, value)| key_before(part, offset(part, value), name).start).collect();
    let mut ends = starts.iter().skip(1).copied().chain([closing]);
    starts.iter().find_map(|&start| {
        let end = ends.next()?;
        (start..end).contains(&at).then_some(start..end)
    })
}

/// Overwrites a range with as many blanks.
fn blank(text: &mut String, range: Range<usize>) {
    let blanks = " ".repeat(range.len());
    text.replace_range(range, &blanks);
}

/// Returns the fault of a text that is no RON, at its place.
fn fatal(text: &str, error: Option<SpannedError>, otherwise: Fault) -> Located {
    match error {
        Some(error) => {
            let place = byte(text, error.span.start)..byte(text, error.span.end);
            (place, Fault::from_ron(error.code))
        }
        None => (0..text.len(), otherwise),
    }
}

/// Returns the byte offset of a position, whose lines and columns (in characters) count from 1.
fn byte(text: &str, position: Position) -> usize {
    let line_start = match position.line {
        0 | 1 => 0,
        line => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(at, _)| at + 1),
    };
    let column = position.col.saturating_sub(1);
    text[line_start..].char_indices().nth(column).map_or(text.len(), |(at, _)| line_start + at)
}
