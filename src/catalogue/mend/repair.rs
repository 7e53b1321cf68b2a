//! What does a fault need, so that the rest can be read?

use std::ops::Range;

use ron::error::Error;

use super::NO_ID;
use super::traced::Traced;
use crate::catalogue::locate::{Node, Part, Shape};
use crate::catalogue::problem::Fault;

/// The fields whose entries are named by the identifiers that activities use.
const VOCABULARIES: [&str; 4] = ["themes", "kinds", "sources", "organisations"];

/// What mends a fault: something is put in the place of a range, or else the range is blanked out.
pub(super) struct Repair(pub(super) Range<usize>, pub(super) Option<String>);

impl Repair {
    /// Carries it out in a range of a draft. Returns whether that has changed anything.
    pub(super) fn carry_out(self, draft: &mut Traced, range: &Range<usize>) -> bool {
        let Repair(place, text) = self;
        if place.start < range.start || range.end < place.end {
            return false;
        }
        let Some(text) = text else { return draft.blank(place) };
        let is_new = draft.as_str()[place.clone()] != text;
        draft.replace(place, &text);
        is_new
    }
}

/// Returns the values that hold a place, from the outside in; at least the whole text.
pub(super) fn around(text: &str, at: usize) -> Vec<Node> {
    let mut nodes = vec![Node::new(text, 0..text.len())];
    while let Some(part) = nodes.last().and_then(|it| it.part_at(at))
        && part.value.contains(&at)
    {
        let node = Node::new(text, part.value.clone());
        if node.shape == Shape::Leaf {
            break;
        }
        nodes.push(node);
    }
    nodes
}

/// Returns the smallest part that holds a place, and the value that it is a part of.
pub(super) fn smallest(nodes: &[Node], at: usize) -> Option<(&Node, &Part)> {
    nodes.iter().rev().find_map(|node| Some((node, node.part_at(at)?)))
}

/// Returns how to do without what is at fault at a place.
pub(super) fn removal(text: &str, nodes: &[Node], at: usize) -> Option<Repair> {
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
pub(super) fn completion(text: &str, nodes: &[Node], at: usize, name: &str) -> Option<(Range<usize>, Option<Repair>)> {
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
pub(super) fn alike<'a>(error: &Error, record: &'a Node, first: &Part) -> Vec<(&'a Part, Fault)> {
    let behind = record.parts.iter().filter(|it| it.whole.start > first.whole.start);
    let like = |part: &&Part| match error {
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
