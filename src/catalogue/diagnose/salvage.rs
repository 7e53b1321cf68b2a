//! What else is wrong with a text that is not even RON? Whatever can be told of its parts.
//!
//! A sign that is missing somewhere keeps the whole text from being taken apart. But catalogues are
//! written by hand, with `Activity(` before each record: so each is looked at from there to the next one.

use std::ops::Range;

use super::{Broken, Located, Parts, check_format, read_activity, read_header, unread_activity};
use crate::catalogue::effort::Effort;
use crate::catalogue::node::{Node, Part, loose, skip};
use crate::catalogue::problem::Fault;

/// Takes apart a text that is not RON, as `fault` says.
///
/// # Errors
/// That fault, where no parts can be told from one another.
pub(super) fn salvage(text: &str, fault: Located) -> Result<Parts<'_>, Located> {
    let records = records(text);
    let Some(open) = records.first().and_then(|first| list_start(&text[..first.start])) else { return Err(fault) };
    // On a line of its own: what stands before may end in a comment.
    let head = format!("{}\n])", &text[..=open]);
    if let Some(format) = Node::new(&head, 0..head.len()).part("format") {
        check_format(&head, &format.value)?;
    }
    let effort = Effort::to_mend(text.len());
    let header = read_header(&head, None, &effort);
    let nexts: Vec<usize> = records.iter().skip(1).map(|it| it.start).chain([text.len()]).collect();
    let is_unmatched = records.iter().any(|it| loose::take_apart(text, it.clone()).is_none());
    let (mut between, mut early) = (Vec::new(), Vec::new());
    for (record, &next) in records.iter().zip(&nexts) {
        let behind = skip(&text[..next], record.end);
        // A record that is not closed says so itself.
        let is_closed = text[..record.end].ends_with(')');
        let is_parted = text[behind..].starts_with(',');
        let is_early = is_closed && is_parted && loose::is_field(&text[..next], skip(&text[..next], behind + 1));
        early.push(is_early);
        if is_closed && !is_parted && next < text.len() {
            between.push((record.end..record.end, Fault::Syntax(ron::Error::ExpectedComma)));
        }
    }
    let activities = records.into_iter().zip(early).map(move |(record, is_early)| match is_early {
        true => unread_activity((record.end - 1..record.end, Fault::ClosedEarly)),
        false => read_activity(text, record, &effort),
    });
    // A record whose brackets do not match says more exactly what is wrong than whoever stumbles behind it.
    let first = Some(fault).filter(|_| !is_unmatched);
    Ok(Parts { header, activities: Box::new(activities), broken: Some(Broken { between, first }) })
}

/// The name of the list of records.
const LIST: &str = "activities";

/// Returns where the list of records opens in what stands before the first of them.
fn list_start(head: &str) -> Option<usize> {
    list_at(head, head.rfind(LIST)?)
}

/// Returns where the list of records opens whose name stands at a place.
fn list_at(text: &str, name: usize) -> Option<usize> {
    let colon = skip(text, name + LIST.len());
    let open = skip(text, colon + text[colon..].strip_prefix(':').map(|_| 1)?);
    text[open..].starts_with('[').then_some(open)
}

/// Returns where records seem to stand: the items of their list, where that is closed, or else one `Activity(`
/// to a line.
pub(in crate::catalogue) fn records(text: &str) -> Vec<Range<usize>> {
    // The name of the list may stand in a comment or a text, too.
    let lists = text.match_indices(LIST).take(8).filter_map(|(at, _)| list_at(text, at));
    let mut lists = lists.filter_map(|open| loose::take_apart(text, open..text.len()));
    let is_list = |parts: &[Part]| parts.iter().any(|it| text[it.value.clone()].ends_with(')'));
    let count = record_starts(text).count();
    if let Some((_, _, parts)) = lists.find(|(_, _, parts)| is_list(parts) && count <= parts.len()) {
        return parts.into_iter().map(|it| it.value).collect();
    }
    let starts: Vec<usize> = record_starts(text).collect();
    let nexts = starts.iter().skip(1).copied().chain([text.len()]);
    let record = |(&start, next): (&usize, usize)| {
        // Behind the last one the list ends.
        let signs: &[char] = if next == text.len() { &[',', ']'] } else { &[','] };
        let chunk = text[start..next].trim_end().trim_end_matches(signs);
        start..loose::take_apart(text, start..next).map_or(start + chunk.len(), |it| it.1)
    };
    starts.iter().zip(nexts).map(record).collect()
}

/// Returns where records seem to begin: first on their lines, or behind what parts items of a list; not in comments.
pub(super) fn record_starts(text: &str) -> impl Iterator<Item = usize> {
    let is_start = |before: &str| {
        let last = before.trim_end_matches([' ', '\t']).chars().next_back();
        last.is_none_or(|it| matches!(it, '\n' | '[' | ',' | ')' | ']' | '}'))
    };
    let comments = loose::comments(text);
    let is_comment = move |at: usize| {
        let before = comments.partition_point(|it| it.start <= at);
        before.checked_sub(1).is_some_and(|it| comments[it].contains(&at))
    };
    text.match_indices("Activity(").map(|(at, _)| at).filter(move |&at| is_start(&text[..at]) && !is_comment(at))
}
