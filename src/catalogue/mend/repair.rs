//! What does a fault need, so that the rest can be read?

use std::collections::HashSet;
use std::ops::Range;

use ron::error::{Error, SpannedError};

use super::NO_ID;
use super::told::{bad_escapes, told};
use super::traced::Traced;
use crate::catalogue::node::{Node, Part, Shape};
use crate::catalogue::problem::Fault;

/// The fields whose entries are named by the identifiers that activities use.
const VOCABULARIES: [&str; 4] = ["themes", "kinds", "sources", "organisations"];

/// A fault in a draft, and how the rest can be read.
pub(super) struct Finding<'a> {
    pub(super) place: Range<usize>,
    /// What is wrong; nothing where that has been told.
    pub(super) fault: Option<Fault>,
    /// The smallest part that holds it, and the value that this is a part of.
    pub(super) part: Option<(&'a Node, &'a Part)>,
    pub(super) repair: Option<Repair>,
    /// Whether the repair puts another name in the place of that of a field.
    pub(super) is_guess: bool,
}

/// What mends a fault: something is put in the place of a range, or else the range is blanked out.
pub(super) struct Repair(Range<usize>, Option<String>);

impl<'a> Finding<'a> {
    /// Returns that a field of a record is no good under the name that was taken for its own.
    pub(super) fn wrong_guess(record: &'a Node, field: &'a Part) -> Self {
        let repair = Some(Repair(field.whole.clone(), None));
        Self { place: field.key.clone(), fault: None, part: Some((record, field)), repair, is_guess: false }
    }
}

impl Repair {
    pub(super) fn is_within(&self, range: &Range<usize>) -> bool {
        range.start <= self.0.start && self.0.end <= range.end
    }
}

/// Carries out repairs, in the order of their places. Returns whether each has changed something.
pub(super) fn carry_out(repairs: Vec<Repair>, draft: &mut Traced) -> bool {
    let (mut mended, mut end, mut is_mended) = (Traced::default(), 0, true);
    for Repair(place, text) in repairs {
        mended.push(draft.slice(end..place.start));
        let written = &draft.as_str()[place.clone()];
        match text {
            Some(text) => {
                is_mended &= text != written;
                mended.push(Traced::standing_for(&text, draft.origin(place.clone())));
            }
            None => {
                is_mended &= !written.trim().is_empty();
                mended.push(draft.slice(place.clone()).blank());
            }
        }
        end = place.end;
    }
    mended.push(draft.slice(end..draft.len()));
    *draft = mended;
    is_mended
}

/// Returns what a text could not be read for, and whatever is at fault beside it in the same way: there may be very
/// many fields that a record does not have.
pub(super) fn findings<'a>(text: &str, nodes: &'a [Node], at: usize, error: &SpannedError) -> Vec<Finding<'a>> {
    let part = smallest(nodes, at);
    let (place, fault) = told(text, error, part.map(|it| it.1));
    let (place, repair) = match fault {
        Fault::MissingField(name) => completion(text, nodes, at, name).unwrap_or((place, None)),
        // Without its name a record reads as well.
        Fault::WrongName { .. } => (place.clone(), Some(Repair(place, None))),
        Fault::Invisible(_) => {
            let is_space = text[place.clone()].trim().is_empty();
            (place.clone(), Some(Repair(place, Some(if is_space { " " } else { "" }.to_owned()))))
        }
        Fault::Syntax(Error::TrailingCharacters) => (place.clone(), Some(Repair(place.start..text.len(), None))),
        Fault::Syntax(_) => (place, missing_comma(text, nodes, at).or_else(|| removal(text, nodes, at))),
        _ => (place, removal(text, nodes, at)),
    };
    if let (Fault::Syntax(Error::InvalidEscape(_)), Some((_, whole))) = (&fault, part) {
        // A text may have many, and the rest of it is good.
        let escapes = bad_escapes(text, whole.whole.clone()).into_iter();
        let finding = |place: Range<usize>| {
            let repair = Some(Repair(place.clone(), Some("?".to_owned())));
            Finding { place, fault: Some(fault.clone()), part: None, repair, is_guess: false }
        };
        let findings: Vec<Finding<'_>> = escapes.map(finding).collect();
        if !findings.is_empty() {
            return findings;
        }
    }
    let mut findings = vec![Finding { place, fault: Some(fault), part, repair, is_guess: false }];
    let (Some((record, first)), Some(Fault::UnknownField { .. } | Fault::DuplicateField(_))) =
        (part, &findings[0].fault)
    else {
        return findings;
    };
    findings.extend(alike(&error.code, record, first).into_iter().map(|(field, fault)| Finding {
        place: field.key.clone(),
        fault: Some(fault),
        part: Some((record, field)),
        repair: Some(Repair(field.whole.clone(), None)),
        is_guess: false,
    }));
    let mut taken = HashSet::new();
    for finding in &mut findings {
        if let (Some(Fault::UnknownField { nearest: Some(meant), .. }), Some((_, field))) =
            (&finding.fault, finding.part)
            && record.part(meant).is_none()
            && taken.insert(meant.clone())
        {
            // What is in it can be read, and what refers to it is not at fault.
            finding.repair = Some(Repair(field.key.clone(), Some(meant.clone())));
            finding.is_guess = true;
        }
    }
    findings
}

/// Returns the values that hold a place, from the outside in; at least the whole text.
pub(super) fn around(text: &str, at: usize) -> Vec<Node> {
    let mut nodes = vec![Node::new(text, 0..text.len())];
    while let Some(part) = nodes.last().and_then(|it| it.part_at(at))
        && part.value.contains(&at)
    {
        let node = Node::new(text, part.value.clone());
        // A pair of numbers is one thing.
        if node.shape == Shape::Leaf || part.name == "at" {
            break;
        }
        nodes.push(node);
    }
    nodes
}

/// Returns the smallest part that holds a place, and the value that it is a part of.
fn smallest(nodes: &[Node], at: usize) -> Option<(&Node, &Part)> {
    nodes.iter().rev().find_map(|node| Some((node, node.part_at(at)?)))
}

/// Returns the comma that is missing before the part that begins at a place.
fn missing_comma(text: &str, nodes: &[Node], at: usize) -> Option<Repair> {
    let (node, part) = smallest(nodes, at).filter(|it| it.1.whole.start == at)?;
    let before = node.parts.iter().take_while(|it| it.whole.end <= part.whole.start).last()?;
    let is_missing = !text[before.whole.clone()].ends_with(',');
    is_missing.then(|| Repair(before.value.end..before.value.end, Some(",".to_owned())))
}

/// Returns how to do without what is at fault at a place.
fn removal(text: &str, nodes: &[Node], at: usize) -> Option<Repair> {
    let (node, part) = smallest(nodes, at)?;
    let key = &text[part.key.clone()];
    if node.shape == Shape::Map && part.key.contains(&at) && !key.contains(['"', '\\']) {
        // A key without quotation marks is meant all the same.
        return Some(Repair(part.key.clone(), Some(format!("\"{key}\""))));
    }
    let vocabulary = nodes[0].part_at(at).filter(|it| VOCABULARIES.contains(&it.name.as_str()));
    let term = nodes.get(1).filter(|it| it.shape == Shape::Map).and_then(|it| it.part_at(at));
    match (vocabulary, term) {
        // The activities that use the term are not at fault: it goes by its identifier.
        (Some(vocabulary), Some(term)) if term.whole == part.whole => {
            Some(Repair(part.value.clone(), Some(stand_in_term(&vocabulary.name, key))))
        }
        _ => Some(Repair(part.whole.clone(), None)),
    }
}

/// Returns where the record around a place opens, and how a field that it lacks can be put in.
fn completion(text: &str, nodes: &[Node], at: usize, name: &str) -> Option<(Range<usize>, Option<Repair>)> {
    let (depth, record) = nodes.iter().enumerate().rfind(|(_, it)| it.shape == Shape::Record)?;
    let key = nodes[..depth].iter().rev().find_map(|it| it.part_at(at)).map(|it| &text[it.key.clone()]);
    let words = key.filter(|it| it.starts_with('"')).unwrap_or("\"x\"");
    let comma = if record.parts.last().is_none_or(|it| text[it.whole.clone()].ends_with(',')) { "" } else { "," };
    let closing = record.range.end.saturating_sub(1);
    let value = stand_in(name, words).filter(|_| record.part(name).is_none());
    let repair = value.map(|it| Repair(closing..closing, Some(format!("{comma}{name}:{it}"))));
    Some((record.opening(text), repair))
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

/// Returns the fields of a record behind one of them that are at fault as that one is.
fn alike<'a>(error: &Error, record: &'a Node, first: &Part) -> Vec<(&'a Part, Fault)> {
    let behind = record.parts.iter().filter(|it| it.whole.start > first.whole.start);
    let like = |part: &&Part| match error {
        _ if part.name.is_empty() => false,
        Error::NoSuchStructField { expected, .. } => !expected.contains(&part.name.as_str()),
        Error::DuplicateStructField { field, .. } => *field == part.name,
        _ => false,
    };
    let fault = |part: &'a Part| {
        let mut error = error.clone();
        if let Error::NoSuchStructField { found, .. } = &mut error {
            found.clone_from(&part.name);
        }
        (part, Fault::from_ron(error))
    };
    behind.filter(like).map(fault).collect()
}
