//! What else is wrong with a text that is not even RON? Whatever can be told of its parts.
//!
//! A sign that is missing somewhere keeps the whole text from being taken apart. But catalogues are
//! written by hand, one `Activity(` to a line: so each record is looked at from there to the next one.

use std::ops::Range;

use super::{Broken, Located, Parts, check_format, read_activity, read_header};
use crate::catalogue::effort::Effort;
use crate::catalogue::locate::{Node, skip};
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
    let pairs = records.windows(2).map(|pair| (pair[0].end, pair[1].start));
    let is_parted = |&(end, next): &(usize, usize)| text[skip(&text[..next], end)..next].starts_with(',');
    let comma = |(end, _)| (end..end, Fault::Syntax(ron::Error::ExpectedComma));
    // A record that is not closed says so itself.
    let is_closed = |&(end, _): &(usize, usize)| text[..end].ends_with(')');
    let between = pairs.filter(is_closed).filter(|it| !is_parted(it)).map(comma).collect();
    let broken = Some(Broken { between, first: fault });
    Ok(Parts {
        header,
        activities: Box::new(records.into_iter().map(move |it| read_activity(text, it, &effort))),
        broken,
    })
}

/// Returns where the list of records opens in what stands before the first of them.
fn list_start(head: &str) -> Option<usize> {
    let name = "activities";
    let colon = skip(head, head.rfind(name)? + name.len());
    let open = skip(head, colon + head[colon..].strip_prefix(':').map(|_| 1)?);
    head[open..].starts_with('[').then_some(open)
}

/// Returns where records seem to stand, one `Activity(` to a line.
pub(in crate::catalogue) fn records(text: &str) -> Vec<Range<usize>> {
    let starts: Vec<usize> = record_starts(text).collect();
    let nexts = starts.iter().skip(1).copied().chain([text.len()]);
    let record = |(&start, next): (&usize, usize)| {
        let chunk = text[start..next].trim_end().trim_end_matches([',', ']']);
        start..start + record_end(&text[start..next]).unwrap_or(chunk.len())
    };
    starts.iter().zip(nexts).map(record).collect()
}

/// Returns where records begin that are the first on their lines.
fn record_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut line_start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = line_start + line.len() - line.trim_start().len();
        line_start += line.len();
        text[start..].starts_with("Activity(").then_some(start)
    })
}

/// Returns where the record ends that a text begins with, behind its last parenthesis; nothing where
/// it is not closed.
fn record_end(text: &str) -> Option<usize> {
    let (mut depth, mut at) = (0usize, 0);
    while let Some(sign) = text[at..].chars().next() {
        match sign {
            '"' => at = string_end(text, at, 0)?,
            'r' if text[at + 1..].trim_start_matches('#').starts_with('"') => {
                let hashes = text[at + 1..].bytes().take_while(|&it| it == b'#').count();
                at = string_end(text, at + 1 + hashes, hashes)?;
            }
            '/' if skip(text, at) > at => at = skip(text, at),
            _ => {
                match sign {
                    '(' | '[' | '{' => depth += 1,
                    ')' | ']' | '}' => depth = depth.checked_sub(1)?,
                    _ => {}
                }
                at += sign.len_utf8();
                if depth == 0 && sign == ')' {
                    return Some(at);
                }
            }
        }
    }
    None
}

/// Returns the place behind a text in quotes that begins at a place; `hashes` stand around a raw one.
fn string_end(text: &str, quote: usize, hashes: usize) -> Option<usize> {
    let closing = format!("\"{}", "#".repeat(hashes));
    let mut at = quote + 1;
    loop {
        let rest = &text[at..];
        let next = rest.find(['"', '\\'])?;
        at += next;
        if rest[next..].starts_with('\\') && hashes == 0 {
            at += 1 + text[at + 1..].chars().next()?.len_utf8();
        } else if text[at..].starts_with(&closing) {
            return Some(at + closing.len());
        } else {
            at += 1;
        }
    }
}
