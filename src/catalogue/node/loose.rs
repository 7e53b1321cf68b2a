//! How is a value taken apart in which something is not RON? By its brackets, its quotation marks and its commas.

use std::ops::Range;

use super::{Part, Shape, behind_block, skip};

/// The deepest nesting that is looked into; RON itself may go no deeper.
const DEEPEST: usize = 128;

/// Takes apart, one level deep, the record, map or list that a range of a text begins with. Returns its shape, the
/// place behind its closing bracket, and its parts; nothing where brackets or quotation marks do not match.
///
/// A field, entry or item may lack the comma behind it.
pub(in crate::catalogue) fn take_apart(text: &str, range: Range<usize>) -> Option<(Shape, usize, Vec<Part>)> {
    let text = &text[..range.end];
    let open = skip(text, word_end(text, range.start));
    let shape = match text.as_bytes().get(open)? {
        b'(' => Shape::Record,
        b'[' if open == range.start => Shape::List,
        b'{' if open == range.start => Shape::Map,
        _ => return None,
    };
    let (mut parts, mut at) = (Vec::new(), open + 1);
    loop {
        let start = skip(text, at);
        match (text.as_bytes().get(start)?, shape) {
            (b')', Shape::Record) | (b']', Shape::List) | (b'}', Shape::Map) => return Some((shape, start + 1, parts)),
            (b')' | b']' | b'}', _) => return None,
            _ => {}
        }
        let key = key(text, start, shape).unwrap_or(start..start);
        // Behind the colon, where there is a key.
        let value = if key.is_empty() { start } else { skip(text, skip(text, key.end) + 1) };
        let end = value_end(text, value, shape)?;
        let next = skip(text, end);
        at = if text[next..].starts_with(',') { next + 1 } else { next };
        let name = text[key.clone()].trim_matches('"').to_owned();
        parts.push(Part { name, key, value: value..end, whole: start..at });
    }
}

/// Returns where comments stand, up to the first text in quotation marks that is not closed. A comment that is not
/// closed reaches to the end.
pub(in crate::catalogue) fn comments(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < text.len() {
        let start = at;
        let after = skip(text, at);
        // Blanks alone are none.
        if text[at..after].contains('/') {
            found.push(start..after);
        }
        at = match token_end(text, after) {
            Some(end) => end,
            None => break,
        };
    }
    found
}

/// Returns where a block comment begins that is not closed.
pub(in crate::catalogue) fn unclosed_comment(text: &str) -> Option<usize> {
    let last = comments(text).pop().filter(|it| it.end == text.len())?;
    let mut at = last.start;
    loop {
        at += text[at..].find('/')?;
        let rest = &text[at..];
        at = match rest.strip_prefix("//") {
            Some(line) => at + 2 + line.find('\n').unwrap_or(line.len()),
            None => match behind_block(rest) {
                Some(behind) => text.len() - behind.len(),
                None => return Some(at),
            },
        };
    }
}

/// Returns whether a field begins at a place: a name and a colon.
pub(in crate::catalogue) fn is_field(text: &str, at: usize) -> bool {
    key(text, at, Shape::Record).is_some()
}

/// Returns where a name or a key stands that a place of a record or a map begins with: a colon follows it.
fn key(text: &str, at: usize, shape: Shape) -> Option<Range<usize>> {
    let end = match shape {
        Shape::Map if text[at..].starts_with(['"', 'r']) => token_end(text, at)?,
        Shape::Map | Shape::Record => word_end(text, at),
        Shape::List | Shape::Leaf => return None,
    };
    (end > at && text[skip(text, end)..].starts_with(':')).then_some(at..end)
}

/// Returns where a value ends that begins at a place: before a comma or a closing bracket, or, where the comma has
/// been forgotten, before the next part.
fn value_end(text: &str, start: usize, shape: Shape) -> Option<usize> {
    let (mut at, mut end) = (start, start);
    let mut open: Vec<u8> = Vec::new();
    loop {
        at = skip(text, at);
        let sign = *text.as_bytes().get(at)?;
        if open.is_empty() {
            let is_next = match shape {
                Shape::List => text[start..end].ends_with([')', ']', '}', '"']),
                _ => end > start && key(text, at, shape).is_some(),
            };
            if matches!(sign, b',' | b')' | b']' | b'}') || is_next {
                return Some(end);
            }
        }
        match sign {
            b'(' => open.push(b')'),
            b'[' => open.push(b']'),
            b'{' => open.push(b'}'),
            b')' | b']' | b'}' if open.pop() != Some(sign) => return None,
            _ => {}
        }
        if open.len() > DEEPEST {
            return None;
        }
        at = token_end(text, at)?;
        end = at;
    }
}

/// Returns where a text in quotation marks, a word, or else a single character ends that begins at a place.
fn token_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let hashes = rest.strip_prefix('r').map(|it| it.len() - it.trim_start_matches('#').len());
    match hashes {
        _ if rest.starts_with('"') => string_end(text, at, 0, false),
        Some(hashes) if rest[1 + hashes..].starts_with('"') => string_end(text, at + 1 + hashes, hashes, true),
        _ => Some(word_end(text, at).max(at + rest.chars().next()?.len_utf8())),
    }
}

/// Returns where a word ends that begins at a place, or that place.
fn word_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.len() - rest.trim_start_matches(|it: char| it.is_alphanumeric() || it == '_').len()
}

/// Returns the place behind a text in quotes that begins at a place; `hashes` stand around a raw one.
fn string_end(text: &str, quote: usize, hashes: usize, is_raw: bool) -> Option<usize> {
    let closing = format!("\"{}", "#".repeat(hashes));
    let mut at = quote + 1;
    loop {
        let rest = &text[at..];
        let next = rest.find(['"', '\\'])?;
        at += next;
        if rest[next..].starts_with('\\') && !is_raw {
            at += 1 + text[at + 1..].chars().next()?.len_utf8();
        } else if text[at..].starts_with(&closing) {
            return Some(at + closing.len());
        } else {
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<Vec<[&str; 3]>> {
        let (_, _, parts) = take_apart(text, 0..text.len())?;
        Some(parts.into_iter().map(|it| [&text[it.key], &text[it.value], &text[it.whole]]).collect())
    }

    #[test]
    fn what_is_not_ron_has_parts() {
        assert_eq!(
            parts(r##"A(a: @ 1, b: r#"x", "y"# c: City of Ghent d: it's, e: "f: 1")"##).unwrap(),
            [
                ["a", "@ 1", "a: @ 1,"],
                ["b", r##"r#"x", "y"#"##, r##"b: r#"x", "y"# "##],
                ["c", "City of Ghent", "c: City of Ghent "],
                ["d", "it's", "d: it's,"],
                ["e", r#""f: 1""#, r#"e: "f: 1""#],
            ]
        );
        assert_eq!(
            parts(r#"{ "a": \ "b\"": 2, c: 3 }"#).unwrap(),
            [[r#""a""#, "\\", r#""a": \ "#], [r#""b\"""#, "2", r#""b\"": 2,"#], ["c", "3", "c: 3 "]]
        );
        let items: Vec<&str> = parts("[A(1) A(2), @ 3 4]").unwrap().iter().map(|it| it[1]).collect();
        assert_eq!(items, ["A(1)", "A(2)", "@ 3 4"]);
    }

    #[test]
    fn what_does_not_match_is_left_alone() {
        for text in ["A(a: [}", "A(a: \"", "A(a: 1", "[(]", "A(a: /* ", &"(".repeat(200), "", "1", "r#\"a\""] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
