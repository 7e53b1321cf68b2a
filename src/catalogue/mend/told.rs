//! What is said of an error of the RON reader, and of which place?

use std::ops::Range;

use ron::error::{Error, Position, SpannedError};
use ron::value::RawValue;

use crate::catalogue::locate;
use crate::catalogue::node::{Part, is_blank, loose, skip};
use crate::catalogue::problem::{Fault, Sort};
use crate::catalogue::stream::options;
use crate::text::is_shown;

/// Returns what is said of an error, and the place that it is said of; `part` is the smallest one that holds it.
pub(in crate::catalogue) fn told(text: &str, error: &SpannedError, part: Option<&Part>) -> (Range<usize>, Fault) {
    let place = place_of(text, error);
    let value = part.map(|it| it.value.clone()).filter(|it| !it.is_empty());
    let sign = text[place.start..].chars().next();
    match (Fault::from_ron(error.code.clone()), value) {
        // A word that no parenthesis follows is no record at all.
        (Fault::WrongName { .. }, _) if !text[skip(text, place.end)..].starts_with('(') => {
            (place, Fault::WrongSort(Sort::Record))
        }
        // Where a record should begin the one around it ends: the list was never closed.
        (Fault::WrongSort(Sort::Record), _) if sign == Some(')') => (place, Fault::Syntax(Error::ExpectedArrayEnd)),
        // One of a pair, but for what has a name.
        (Fault::WrongSort(Sort::Number), Some(value)) => match sign.is_some_and(char::is_alphabetic) {
            true => (value, Fault::WrongSort(Sort::Pair)),
            false => (place, Fault::WrongSort(Sort::Number)),
        },
        (Fault::WrongSort(sort), Some(value)) if value.start <= place.start => (value, Fault::WrongSort(sort)),
        (Fault::Syntax(error @ Error::InvalidEscape(_)), _) => {
            let whole = part.map_or(place.clone(), |it| it.whole.clone());
            (bad_escapes(text, whole).into_iter().next().unwrap_or(place), Fault::Syntax(error))
        }
        (Fault::Syntax(Error::UnclosedBlockComment), _) => {
            let start = loose::unclosed_comment(text).unwrap_or(place.start);
            (start..(start + 2).min(text.len()), Fault::Syntax(Error::UnclosedBlockComment))
        }
        (Fault::Syntax(_), _)
            if let Some(sign) = sign.filter(|&it| !it.is_ascii() && (it.is_whitespace() || !is_shown(it))) =>
        {
            (place.start..place.start + sign.len_utf8(), Fault::Invisible(u32::from(sign)))
        }
        (fault @ Fault::UnknownField { .. }, _) => match invisible_in_word(text, place.start) {
            Some((place, code)) => (place, Fault::Invisible(code)),
            None => (place, fault),
        },
        // A number that goes on where its field has an end for it.
        (Fault::Syntax(error), Some(value)) if value.start < place.start && place.start < value.end => {
            let sort = match part.map(|it| it.name.as_str()) {
                Some("year") => Some(Sort::Integer),
                Some("at") => Some(Sort::Pair),
                _ => None,
            };
            match sort.filter(|_| RawValue::from_ron(&text[value.clone()]).is_ok()) {
                Some(sort) => (value, Fault::WrongSort(sort)),
                None => (place, Fault::Syntax(error)),
            }
        }
        (fault, _) => (place, fault),
    }
}

/// Returns the place that lies in the part at fault.
pub(super) fn place_at_fault(text: &str, error: &SpannedError) -> usize {
    let place = place_of(text, error);
    match Fault::from_ron(error.code.clone()) {
        // A word that is no text has been read when that is found out.
        Fault::WrongSort(_) if text[place.start..].starts_with([',', ')', ']', '}']) => {
            let before = text[..place.start].trim_end();
            let last = before.chars().next_back().filter(|it| it.is_alphanumeric() || *it == '_');
            last.map_or(place.start, |it| before.len() - it.len_utf8())
        }
        _ => place.start,
    }
}

/// Returns the invisible character, if any, that the word ends at which begins at a place.
fn invisible_in_word(text: &str, start: usize) -> Option<(Range<usize>, u32)> {
    let is_of_word = |it: char| it.is_alphanumeric() || it == '_';
    let rest = text[start..].trim_start_matches(is_of_word);
    let sign = rest.chars().next().filter(|&it| !it.is_ascii() && !is_shown(it))?;
    let at = text.len() - rest.len();
    Some((at..at + sign.len_utf8(), u32::from(sign)))
}

/// Returns where escapes stand in a range of a text that no character is written as.
pub(super) fn bad_escapes(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), range.start);
    while let Some(next) = text[at..range.end].find('\\') {
        let start = at + next;
        at = start + locate::length(&text[start..range.end], false);
        if options().from_str::<String>(&format!("\"{}\"", &text[start..at])).is_err() {
            found.push(start..at);
        }
    }
    found
}

/// Returns where an error is, in bytes, without the blanks before it.
fn place_of(text: &str, error: &SpannedError) -> Range<usize> {
    let start = byte(text, error.span.start);
    let start = start + text[start..].len() - text[start..].trim_start_matches(is_blank).len();
    let next = text[start..].chars().next().map_or(0, char::len_utf8);
    start..byte(text, error.span.end).max(start + next)
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
