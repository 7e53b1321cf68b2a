//! Where do brackets, texts and comments end?
//!
//! Byte-level scanning of RON for the cutter, without decoding or parsing.

use memchr::memchr;

use crate::catalogue::{ACTIVITIES, ACTIVITY, inner_record_type};
use crate::diagnose::MAX_TEXT_BYTES;
use crate::diagnose::scan::{closing_quote, comment_end, skip};

/// Maximum nesting depth.
const MAX_DEPTH: usize = 256;
/// Number of bytes to read before the list is searched for line by line in a header with mismatched brackets; fewer
/// would be unreliable.
const MIN_LINE_SEARCH: usize = 256 << 10;
/// Maximum number of bytes of blanks and comments to skip where each of many lines is tested for a record.
pub(super) const MAX_BLANKS: usize = 256;

/// Maximum length of a character literal, in bytes.
const MAX_CHARACTER: usize = 16;

/// The result of a search.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Search {
    /// It is there, at this offset.
    Found(usize),
    /// It is not there; the offset that the search has reached.
    Absent(usize),
    /// The bytes end too early to tell, or a comment is not closed.
    Undecided,
}

/// Bytes that are significant outside of texts and comments.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let bytes = b"()[]{}\"'/";
    let mut at = 0;
    while at < bytes.len() {
        special[bytes[at] as usize] = true;
        at += 1;
    }
    special
};

/// Searches for the offset after the bracket that closes the one at `open`; there is none if brackets do not match, or a
/// text is longer than any may be. `is_eof` indicates that no more bytes follow.
pub(super) fn scan(bytes: &[u8], open: usize, is_eof: bool) -> Search {
    let (mut at, mut closers) = (open, [0u8; MAX_DEPTH]);
    let mut depth = 0;
    while let Some(next) = bytes[at..].iter().position(|it| SPECIAL[usize::from(*it)]) {
        at += next;
        match bytes[at] {
            opening @ (b'(' | b'[' | b'{') => {
                if depth == MAX_DEPTH {
                    return Search::Absent(at);
                }
                closers[depth] = closer_of(opening);
                depth += 1;
                at += 1;
            }
            closing @ (b')' | b']' | b'}') => {
                if depth == 0 || closers[depth - 1] != closing {
                    return Search::Absent(at);
                }
                (depth, at) = (depth - 1, at + 1);
                if depth == 0 {
                    return Search::Found(at);
                }
            }
            b'\'' if !is_eof && bytes.len() - at < MAX_CHARACTER => return Search::Undecided,
            _ => match token_end(bytes, at) {
                Some(end) if end - at > MAX_TEXT_BYTES + 100 => return Search::Absent(end),
                Some(end) => at = end,
                None if bytes.len() - at > MAX_TEXT_BYTES + 100 => return Search::Absent(bytes.len()),
                None => return Search::Undecided,
            },
        }
    }
    Search::Undecided
}

fn closer_of(opening: u8) -> u8 {
    match opening {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

/// Returns the offset after the text, character literal or comment at `at`, or after the byte itself if none begins
/// there; `None` if the bytes end first.
fn token_end(bytes: &[u8], at: usize) -> Option<usize> {
    match (bytes[at], bytes.get(at + 1)) {
        (b'"', _) => text_end(bytes, at),
        (b'/', Some(b'/')) => memchr(b'\n', &bytes[at..]).map(|it| at + it),
        (b'/', Some(b'*')) => comment_end(bytes, at),
        (b'/' | b'\'', None) => None,
        (b'\'', _) => Some(character_end(bytes, at)),
        _ => Some(at + 1),
    }
}

/// Returns the offset after a text in quotation marks, raw or not; `None` if it is not closed.
fn text_end(bytes: &[u8], quote: usize) -> Option<usize> {
    let hashes = bytes[..quote].iter().rev().take_while(|it| **it == b'#').count();
    let before = quote - hashes;
    let is_raw = before > 0 && bytes[before - 1] == b'r';
    // An `r` at the end of a longer word is no prefix of a raw text; `br` is one.
    let word = bytes[..before].iter().rev().skip(1).take_while(|it| it.is_ascii_alphanumeric() || **it == b'_').count();
    if is_raw && (word == 0 || word == 1 && bytes[before - 2] == b'b') {
        let mut at = quote + 1;
        loop {
            at += memchr(b'"', &bytes[at..])? + 1;
            let closing = bytes[at..].iter().take(hashes).take_while(|it| **it == b'#').count();
            if closing == hashes {
                return Some(at + hashes);
            }
        }
    }
    closing_quote(bytes, quote + 1).map(|it| it + 1)
}

/// Returns the offset after a character literal, or after the quotation mark if it begins none.
fn character_end(bytes: &[u8], quote: usize) -> usize {
    let inner = &bytes[quote + 1..bytes.len().min(quote + MAX_CHARACTER)];
    let length = match inner.first() {
        Some(b'\\') => memchr(b'\'', inner.get(2..).unwrap_or_default()).map(|it| it + 2),
        Some(first) => Some((first.leading_ones() as usize).clamp(1, 4)),
        None => None,
    };
    match length {
        Some(length) if inner.get(length) == Some(&b'\'') => quote + length + 2,
        _ => quote + 1,
    }
}

/// Returns the offset after the blanks and comments at `at`; `None` if a comment is not closed.
pub(super) fn after_blanks(bytes: &[u8], at: usize) -> Option<usize> {
    skip(bytes, at).ok()
}

/// Like [`after_blanks`], but looks at [`MAX_BLANKS`] bytes at most: otherwise a comment that is never closed would be
/// read to the end of the file from each of many lines.
fn after_few_blanks(bytes: &[u8], at: usize) -> Option<usize> {
    after_blanks(&bytes[..bytes.len().min(at + MAX_BLANKS)], at)
}

/// Searches for the opening parenthesis of a record that begins at `at`, with or without its name.
pub(super) fn begins_record(bytes: &[u8], at: usize) -> Search {
    let rest = bytes.get(at..).unwrap_or_default();
    let raw = if rest.starts_with(b"r#") { 2 } else { 0 };
    let name = rest[raw..].iter().take_while(|it| it.is_ascii_alphanumeric() || **it == b'_').count();
    let Some(open) = after_blanks(bytes, at + raw + name) else { return Search::Undecided };
    match &bytes[open..] {
        [b'(', ..] => Search::Found(open),
        rest if is_undecided(rest) => Search::Undecided,
        _ => Search::Absent(at),
    }
}

/// Returns whether the bytes are empty or the beginning of a blank or comment of which the rest may follow.
pub(super) fn is_undecided(rest: &[u8]) -> bool {
    matches!(rest, [] | [b'/'] | [0xC2] | [0xE2] | [0xE2, 0x80])
}

/// Returns the offsets at which a line after `from` begins like a record: with its type name, or with a parenthesis and
/// an identifier.
pub(super) fn record_lines(bytes: &[u8], from: usize) -> impl Iterator<Item = usize> {
    let lines = memchr::memchr_iter(b'\n', &bytes[from..]).map(move |it| from + it + 1);
    lines.filter_map(|line| {
        let start = line + bytes[line..].iter().take_while(|it| matches!(it, b' ' | b'\t' | b'\r')).count();
        let rest = &bytes[start..];
        let is_record = match rest {
            _ if rest.starts_with(ACTIVITY.name.as_bytes()) => {
                following(bytes, start + ACTIVITY.name.len()).starts_with(b"(")
            }
            [b'(', ..] => begins_with_id(bytes, bytes.len() - following(bytes, start + 1).len()),
            _ => false,
        };
        is_record.then_some(start)
    })
}

/// Returns the bytes after a few blanks and comments.
fn following(bytes: &[u8], at: usize) -> &[u8] {
    after_few_blanks(bytes, at).and_then(|it| bytes.get(it..)).unwrap_or_default()
}

/// Returns whether the identifier of a record begins at `at`, with its name and a colon.
pub(super) fn begins_with_id(bytes: &[u8], at: usize) -> bool {
    bytes[at..].starts_with(b"id") && following(bytes, at + 2).starts_with(b":")
}

/// Returns whether a record begins at `at` that stands inside others, such as a lesson.
pub(super) fn begins_inner_record(bytes: &[u8], at: usize) -> bool {
    let name = &bytes[at..][..bytes[at..].iter().take_while(|it| it.is_ascii_alphabetic()).count()];
    std::str::from_utf8(name).is_ok_and(|it| inner_record_type(it).is_some())
}

/// Returns the offset after the opening bracket of the list of records; `None` if there is no list, or not yet.
/// `is_eof` indicates that no more bytes follow.
///
/// If the field of the list cannot be found, because brackets before it do not match for instance, the first line that
/// begins with the field counts, or else the first line that begins like a record.
pub(super) fn find_list(bytes: &[u8], is_eof: bool) -> Option<usize> {
    match find_list_by_field(bytes, is_eof)? {
        Search::Found(at) => Some(at),
        Search::Absent(_) if bytes.len() >= MIN_LINE_SEARCH => find_list_by_line(bytes),
        _ if is_eof => find_list_by_line(bytes),
        Search::Absent(_) | Search::Undecided => None,
    }
}

/// Searches for the opening parenthesis of a catalogue, after the attributes of the file.
pub(super) fn begins_catalogue(bytes: &[u8]) -> Search {
    match after_attributes(bytes) {
        Some(at) if bytes[at..] != *b"#" => begins_record(bytes, at),
        _ => Search::Undecided,
    }
}

/// Returns the offset after the attributes of a file, and the blanks around them; `None` if the bytes end before.
fn after_attributes(bytes: &[u8]) -> Option<usize> {
    let mut at = after_blanks(bytes, 0)?;
    while bytes[at..].starts_with(b"#!") {
        let end = memchr(b']', &bytes[at..])?;
        at = after_blanks(bytes, at + end + 1)?;
    }
    Some(at)
}

/// Searches for the offset after the opening bracket of the list, which is absent if brackets do not match; `None` if the
/// catalogue ends without a list.
fn find_list_by_field(bytes: &[u8], is_eof: bool) -> Option<Search> {
    let mut at = match begins_catalogue(bytes) {
        Search::Found(open) => open + 1,
        other => return Some(other),
    };
    while at < bytes.len() {
        match bytes[at] {
            b'(' | b'[' | b'{' => match scan(bytes, at, is_eof) {
                Search::Found(end) => at = end,
                other => return Some(other),
            },
            // The catalogue ends here: nothing in the header is the list, even if it looks like it.
            b')' if is_eof && after_blanks(bytes, at + 1).is_none_or(|it| it >= bytes.len()) => return None,
            b')' => return Some(Search::Undecided),
            b']' | b'}' => return Some(Search::Absent(at)),
            b'"' | b'\'' | b'/' => match token_end(bytes, at) {
                Some(end) => at = end,
                None => return Some(Search::Undecided),
            },
            first if first.is_ascii_alphabetic() => {
                let length = bytes[at..].iter().take_while(|it| it.is_ascii_alphanumeric() || **it == b'_').count();
                let name = std::str::from_utf8(&bytes[at..at + length]).unwrap_or_default();
                // A misspelt name is accepted here and reported later.
                let is_list = crate::text::most_similar(name, [ACTIVITIES]).is_some();
                if let Some(open) = list_bracket(bytes, at + length, after_blanks).filter(|_| is_list) {
                    return Some(Search::Found(open + 1));
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    Some(Search::Undecided)
}

/// Returns the offset of an opening bracket after a colon; `None` if there is none.
fn list_bracket(bytes: &[u8], at: usize, after_blanks: fn(&[u8], usize) -> Option<usize>) -> Option<usize> {
    let colon = after_blanks(bytes, at).filter(|it| bytes.get(*it) == Some(&b':'))?;
    after_blanks(bytes, colon + 1).filter(|it| bytes.get(*it) == Some(&b'['))
}

fn find_list_by_line(bytes: &[u8]) -> Option<usize> {
    let bracket_of_field = memchr::memmem::find_iter(bytes, ACTIVITIES).find_map(|at| {
        let line = bytes[..at].iter().rev().take_while(|it| **it != b'\n');
        let is_line_start = line.clone().all(|it| matches!(it, b' ' | b'\t' | b'\r'));
        list_bracket(bytes, at + ACTIVITIES.len(), after_few_blanks).filter(|_| is_line_start)
    });
    bracket_of_field.map(|open| open + 1).or_else(|| record_lines(bytes, 0).next())
}

/// Returns the offset of an inner line that begins like a record; `None` if there is none, or if the bytes after the
/// first do not contain the type name of a record.
pub(super) fn inner_record(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes.get(1..)?, ACTIVITY.name.as_bytes())?;
    record_lines(bytes, 1).next()
}

/// Returns whether an offset is on a UTF-8 character boundary.
pub(super) fn is_boundary(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(|it| it & 0xC0 != 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_strings_and_comments_are_ignored() {
        for text in [
            r#"(a: "(", b: "\")", c: r"(\", d: '(', e: '\'', f: r#x)"#,
            "(/* ( /* ) */ ( */ // (\n)",
            "([{}], {})",
            r###"(a: r##"")"#"##)"###,
            r#"(a: br"(")"#,
            r#"(a: br"\", b: "(")"#,
            r#"(a: 'é', b: '"', c: '\'', d: '\u{22}', e: "(")"#,
        ] {
            assert_eq!(scan(text.as_bytes(), 0, true), Search::Found(text.len()), "{text}");
        }
        let open = |length: usize| format!("(a: \"{}", "b".repeat(length - 1));
        let most = open(MAX_TEXT_BYTES + 100);
        assert_eq!(scan(most.as_bytes(), 0, true), Search::Undecided, "as long as a text may be");
        let long = open(MAX_TEXT_BYTES + 101);
        assert_eq!(scan(long.as_bytes(), 0, true), Search::Absent(long.len()), "longer than any text");
        let closed = |length: usize| format!("(a: \"{}\")", "b".repeat(length - 2));
        let most = closed(MAX_TEXT_BYTES + 100);
        assert_eq!(scan(most.as_bytes(), 0, true), Search::Found(most.len()));
        let long = closed(MAX_TEXT_BYTES + 101);
        assert_eq!(scan(long.as_bytes(), 0, true), Search::Absent(long.len() - 1));
        for text in ["(]", "(a: \"b)", "(", "(/* )", "(r#\")\")", r#"(a: xr"\")"#, r#"(a: xbr"\")"#, "(a: '(])"] {
            assert_ne!(scan(text.as_bytes(), 0, true), Search::Found(text.len()), "{text}");
        }
    }

    #[test]
    fn incomplete_character_literals_wait_for_more_input() {
        for text in ["('", "(')", "('\\", "('\\'", "('\\u{29}"] {
            assert_eq!(scan(text.as_bytes(), 0, false), Search::Undecided, "{text}");
        }
        let far = format!("({}')", " ".repeat(40));
        assert_eq!(scan(far.as_bytes(), 0, false), Search::Undecided);
        let long = format!("('{})", "x".repeat(MAX_CHARACTER - 2));
        assert_eq!(scan(long.as_bytes(), 0, false), Search::Found(long.len()), "none that may go on");
        // Too long for a character literal, so that only its quotation mark is skipped.
        let text = "(a: '\\u{0000000000000(}')";
        assert_eq!(scan(text.as_bytes(), 0, true), Search::Absent(text.find('}').unwrap()), "{text}");
    }

    #[test]
    fn list_search_waits_while_syntax_is_incomplete() {
        let open = "/* as in\n  activities: [\n".repeat(MIN_LINE_SEARCH / 24);
        assert_eq!(find_list(open.as_bytes(), false), None);
        assert_eq!(
            find_list(open.as_bytes(), true),
            Some(open.find('[').unwrap() + 1),
            "a comment that is never closed"
        );
        // The same for a search by line where brackets do not match, as long as more bytes may follow.
        let mismatched = "Catalogue(title: }\n  activities: [\n";
        assert_eq!(find_list(mismatched.as_bytes(), false), None);
        assert_eq!(find_list(mismatched.as_bytes(), true), Some(mismatched.find('[').unwrap() + 1));
        let much = mismatched.to_owned() + &" ".repeat(MIN_LINE_SEARCH);
        assert_eq!(find_list(much.as_bytes(), false), Some(mismatched.find('[').unwrap() + 1));
    }

    #[test]
    fn activity_list_is_located_by_field_or_first_record() {
        let found = |text: &str| find_list(text.as_bytes(), true).map(|it| text[..it].to_owned());
        let whole = "#![enable(implicit_some)]\nCatalogue(title: \"activities: [\", /* activities: [ */ x: (activities: []), activities : /* x */ [";
        assert_eq!(found(&format!("{whole} 1])")).as_deref(), Some(whole));
        assert_eq!(found("(activites: [1])").as_deref(), Some("(activites: ["));
        assert_eq!(
            found("Catalogue(title: { \"x\",\n  activities: [\n  1])").as_deref(),
            Some("Catalogue(title: { \"x\",\n  activities: [")
        );
        assert_eq!(found("Catalogue(title: \"x\")"), None);
        let ended = "Catalogue(title: \"x\")\n  activities: [";
        assert_eq!(
            found(&format!("{ended}(id: \"a\")])")).as_deref(),
            Some(ended),
            "after an end that comes too early"
        );
        // Without the field, the first record is found.
        for record in ["(id: \"a\")", "( /* x */ id\t: \"a\")", "Activity (id: \"a\")"] {
            assert_eq!(found(&format!("title: {{\n  {record}")).as_deref(), Some("title: {\n  "), "{record}");
        }
        assert_eq!(found("Catalogue(title: \"x\"), activities: [1])"), None, "after the end, on its line");
        for other in ["(name: \"a\", id: \"b\")", "(ideas: \"a\")", "(id, \"a\")", "(fr: \"a\")", "Activity id: \"a\""]
        {
            assert_eq!(found(&format!("title: {{\n  {other}")), None, "{other}");
        }
    }
}
