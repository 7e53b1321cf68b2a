//! How is a part of a catalogue read where something in it is at fault? By mending it, fault after
//! fault, until the rest reads.
//!
//! The RON reader stops at its first error. So the smallest field, entry or item at fault is blanked
//! out, a field that is missing is put in, and the part is read again.

use std::ops::Range;

use ron::error::{Position, SpannedError};

use super::effort::Effort;
use super::locate::{Node, Places, Shape, Step, skip};
use super::problem::{Fault, Sort};

/// What stands in for an identifier that is missing: no two of them are the same one.
pub(super) const NO_ID: &str = "stands-in-for-an-identifier-that-is-missing";

/// The fields whose entries are named by the identifiers that activities use.
const VOCABULARIES: [&str; 4] = ["themes", "kinds", "sources", "organisations"];

/// A part of a catalogue, read as far as it can be.
#[derive(Debug)]
pub(super) struct Mended<T> {
    /// What it says, without what was at fault.
    pub(super) record: Option<T>,
    /// What was at fault, each with its place in the part as it was.
    pub(super) faults: Vec<(Range<usize>, Fault)>,
    draft: Draft,
}

impl<T> Mended<T> {
    /// Returns the same with another record.
    pub(super) fn with<U>(self, record: Option<U>) -> Mended<U> {
        Mended { record, faults: self.faults, draft: self.draft }
    }

    /// Adds findings at the places that their paths lead to, unless what was at fault there explains
    /// them.
    pub(super) fn place_findings(&self, findings: Vec<(Vec<Step>, Fault)>) -> Vec<(Range<usize>, Fault)> {
        let mut places = Places::new(&self.draft.text);
        let mut placed = Vec::new();
        for (path, fault) in findings {
            let place = self.draft.origin(if path.is_empty() { places.opening() } else { places.of(&path) });
            let holds_fault = || self.faults.iter().any(|(it, _)| place.start <= it.start && it.end <= place.end);
            let is_explained = match fault {
                Fault::MissingField(name) => self.draft.is_explained(place.start, name),
                _ => fault.is_absence() && holds_fault(),
            };
            if !is_explained {
                placed.push((place, fault));
            }
        }
        placed
    }
}

/// Reads a part, mending it where it is at fault. `unread` is left out of the reading.
pub(super) fn read<T>(
    text: &str,
    unread: Option<Range<usize>>,
    effort: &Effort,
    read: &mut dyn FnMut(&str) -> Result<T, SpannedError>,
) -> Mended<T> {
    let mut draft = Draft::new(text);
    if let Some(range) = unread {
        draft.replace(range, "");
    }
    let mut faults = Vec::new();
    loop {
        let error = match read(&draft.text) {
            Ok(record) => return Mended { record: Some(record), faults, draft },
            Err(error) => error,
        };
        let has_effort = effort.spend(draft.text.len());
        let place = place_of(&draft.text, &error);
        let fault = match Fault::from_ron(error.code) {
            // A word that no parenthesis follows is no record at all.
            Fault::WrongName { .. } if !draft.text[skip(&draft.text, place.end)..].starts_with('(') => {
                Fault::WrongSort(Sort::Record)
            }
            // Where a record should begin the one around it ends: the list was never closed.
            Fault::WrongSort(Sort::Record) if draft.text[place.start..].starts_with(')') => {
                Fault::Syntax(ron::Error::ExpectedArrayEnd)
            }
            fault => fault,
        };
        let is_mended = match fault {
            Fault::MissingField(name) => match draft.complete(closing(&draft.text, place.end), name) {
                Some(opening) => {
                    faults.extend(opening.map(|place| (place, fault)));
                    true
                }
                None => false,
            },
            fault => {
                let origin = draft.origin(place.clone());
                let is_mended = match &fault {
                    // Without its name a record reads as well.
                    Fault::WrongName { .. } => draft.blank(place),
                    fault => draft.remove(place.start, fault.meant()),
                };
                faults.push((origin, fault));
                is_mended
            }
        };
        // Taking the draft apart costs more than reading it, the more parts it has.
        let has_effort = effort.spend(std::mem::take(&mut draft.taken_apart)) && has_effort;
        if is_mended && !has_effort {
            let last = faults.last().map_or(0..0, |it| it.0.clone());
            faults.push((last.end..last.end, Fault::More));
        }
        if !is_mended || !has_effort {
            return Mended { record: None, faults, draft };
        }
    }
}

/// What it costs to take a value apart, in bytes read: for each byte of it, and for each part.
const TAKING_APART: (usize, usize) = (4, 1000);

/// A text under repair.
#[derive(Debug)]
struct Draft {
    text: String,
    edits: Vec<Edit>,
    /// Fields that are not there for a reason that is known: where their record began, and their names.
    explained: Vec<(usize, String)>,
    /// What it has cost to take values apart, in bytes read.
    taken_apart: usize,
}

/// A place where something was replaced by something of another length.
#[derive(Debug)]
struct Edit {
    at: usize,
    removed: usize,
    inserted: usize,
}

impl Draft {
    fn new(text: &str) -> Self {
        Self { text: text.to_owned(), edits: Vec::new(), explained: Vec::new(), taken_apart: 0 }
    }

    fn replace(&mut self, range: Range<usize>, text: &str) {
        self.text.replace_range(range.clone(), text);
        let shift = |at: usize| if at >= range.end { at - range.len() + text.len() } else { at };
        self.edits.iter_mut().for_each(|it| it.at = shift(it.at));
        self.edits.push(Edit { at: range.start, removed: range.len(), inserted: text.len() });
    }

    /// Returns where something stood before the repairs.
    fn origin(&self, range: Range<usize>) -> Range<usize> {
        let back = |at: usize, is_end: bool| {
            self.edits.iter().filter(|it| it.at < at + usize::from(!is_end)).fold(at, |origin, it| match at - it.at {
                into if into < it.inserted => origin - into,
                _ => origin - it.inserted + it.removed,
            })
        };
        let start = back(range.start, false);
        start..back(range.end, true).max(start)
    }

    fn is_explained(&self, record: usize, field: &str) -> bool {
        self.explained.iter().any(|it| it.0 == record && it.1 == field)
    }

    /// Overwrites a range with blanks; returns whether there was anything to overwrite.
    fn blank(&mut self, range: Range<usize>) -> bool {
        let is_there = !self.text[range.clone()].trim().is_empty();
        let blanks = " ".repeat(range.len());
        self.text.replace_range(range, &blanks);
        is_there
    }

    /// Returns the values that hold a place, from the outside in.
    fn around(&mut self, at: usize) -> Vec<Node> {
        let mut nodes = vec![Node::new(&self.text, 0..self.text.len())];
        while let Some(part) = nodes.last().and_then(|it| it.part_at(at))
            && part.value.contains(&at)
        {
            let node = Node::new(&self.text, part.value.clone());
            if node.shape == Shape::Leaf {
                break;
            }
            nodes.push(node);
        }
        let (per_byte, per_part) = TAKING_APART;
        let cost = |it: &Node| it.range.len() * per_byte + (it.parts.len() + 1) * per_part;
        self.taken_apart += nodes.iter().map(cost).sum::<usize>();
        nodes
    }

    /// Takes out the smallest part that holds a place. `meant` is a field that may have been meant by it.
    /// Returns whether anything could be taken out.
    fn remove(&mut self, at: usize, meant: Option<String>) -> bool {
        let nodes = self.around(at);
        let is_term = nodes.len() >= 2 && nodes[1].shape == Shape::Map;
        let vocabulary =
            nodes[0].part_at(at).map(|it| it.name.clone()).filter(|it| is_term && VOCABULARIES.contains(&it.as_str()));
        let depth = nodes.iter().rposition(|it| it.part_at(at).is_some()).unwrap_or(0);
        let Some(part) = nodes[depth].part_at(at) else { return false };
        if nodes[depth].shape == Shape::Record {
            let record = self.origin(nodes[depth].range.clone()).start;
            self.explained.extend([Some(part.name.clone()), meant].into_iter().flatten().map(|it| (record, it)));
        }
        match vocabulary {
            // The activities that use the term are not at fault: it goes by its identifier.
            Some(vocabulary) if depth == 1 => {
                let term = stand_in_term(&vocabulary, &self.text[part.key.clone()]);
                let is_new = self.text[part.value.clone()] != term;
                self.replace(part.value.clone(), &term);
                is_new
            }
            _ => self.blank(part.whole.clone()),
        }
    }

    /// Puts in a field that is missing from the record around a place. Returns where the record opens
    /// where that is a fault that has not been noted, or nothing where it cannot be put in.
    fn complete(&mut self, at: usize, name: &'static str) -> Option<Option<Range<usize>>> {
        let nodes = self.around(at);
        let (depth, record) = nodes.iter().enumerate().rfind(|(_, it)| it.shape == Shape::Record)?;
        let opening = self.origin(record.opening(&self.text));
        let is_explained = self.is_explained(opening.start, name);
        let is_there = record.part(name).is_some();
        let key = nodes[..depth].iter().rev().find_map(|it| it.part_at(at)).map(|it| &self.text[it.key.clone()]);
        let text = key.filter(|it| it.starts_with('"')).unwrap_or("\"x\"");
        let value = stand_in(name, text)?;
        let comma =
            if record.parts.last().is_none_or(|it| self.text[it.whole.clone()].ends_with(',')) { "" } else { "," };
        let field = format!("{comma}{name}:{value}");
        let closing = record.range.end.saturating_sub(1);
        if is_there {
            return None;
        }
        self.replace(closing..closing, &field);
        Some((!is_explained).then_some(opening))
    }
}

/// Returns something that can stand for the value of a field that must be there.
fn stand_in(name: &str, text: &str) -> Option<String> {
    Some(match name {
        "format" => "1".to_owned(),
        "id" => format!("\"{NO_ID}\""),
        "title" | "name" | "text" => text.to_owned(),
        "country" => "\"FR\"".to_owned(),
        "place" => "(name:\"x\",country:\"FR\")".to_owned(),
        _ => return None,
    })
}

/// Returns something that can stand for a term: it is called by its identifier.
fn stand_in_term(vocabulary: &str, id: &str) -> String {
    match vocabulary {
        "sources" => format!("(title:{id})"),
        "organisations" => format!("(name:{id})"),
        _ => id.to_owned(),
    }
}

/// Returns where an error is, in bytes, without the blanks before it.
pub(super) fn place_of(text: &str, error: &SpannedError) -> Range<usize> {
    let start = byte(text, error.span.start);
    let start = start + text[start..].len() - text[start..].trim_start().len();
    let next = text[start..].chars().next().map_or(0, char::len_utf8);
    start..byte(text, error.span.end).max(start + next)
}

/// Returns where the parenthesis stands that closes the record whose reading ended at a place.
fn closing(text: &str, end: usize) -> usize {
    if text[end..].starts_with(')') { end } else { text[..end].rfind(')').unwrap_or(end) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_the_text_as_it_was() {
        let mut draft = Draft::new("abcdefgh");
        draft.replace(2..5, "");
        draft.replace(0..0, "123");
        assert_eq!(draft.text, "123abfgh");
        assert_eq!(draft.origin(4..5), 1..2);
        assert_eq!(draft.origin(6..8), 6..8);
    }
}
