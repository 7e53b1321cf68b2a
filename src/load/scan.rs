//! Where do brackets, texts and comments end? In bytes, as fast as they can be read.

use memchr::memchr;

use crate::catalogue::{ACTIVITIES, ACTIVITY};
use crate::diagnose::LONGEST_TEXT;
use crate::diagnose::scan::{closing_quote, comment_end, skip};

/// The deepest nesting that is followed.
const DEEPEST: usize = 256;
/// Bytes of a file in which its list is looked for by lines where brackets do not match: a part of them would tell less.
const HEAD: usize = 256 << 10;
/// Bytes of blanks and comments that are looked through where one looks on many lines for what may begin there.
pub(super) const BLANKS: usize = 256;

/// Bytes of a character in single quotation marks, at the most.
const CHARACTER: usize = 16;

/// What a scan has come to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Scan {
    /// The place after the bracket that closes it.
    Closed(usize),
    /// Brackets that do not match, or a text that is longer than any: how far one has come.
    Mismatched(usize),
    /// The end of the bytes.
    Open,
}

/// Bytes at which something happens outside of texts.
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

/// Looks for the bracket that closes the one at a place. `is_whole` tells whether no more bytes follow these.
pub(super) fn scan(bytes: &[u8], open: usize, is_whole: bool) -> Scan {
    let (mut at, mut depth) = (open, [0u8; DEEPEST]);
    let mut count = 0;
    while let Some(next) = bytes[at..].iter().position(|it| SPECIAL[usize::from(*it)]) {
        at += next;
        match bytes[at] {
            opening @ (b'(' | b'[' | b'{') => {
                if count == DEEPEST {
                    return Scan::Mismatched(at);
                }
                depth[count] = closing(opening);
                count += 1;
                at += 1;
            }
            closing @ (b')' | b']' | b'}') => {
                if count == 0 || depth[count - 1] != closing {
                    return Scan::Mismatched(at);
                }
                (count, at) = (count - 1, at + 1);
                if count == 0 {
                    return Scan::Closed(at);
                }
            }
            b'\'' if !is_whole && bytes.len() - at < CHARACTER => return Scan::Open,
            _ => match after(bytes, at) {
                Some(end) if end - at > LONGEST_TEXT + 100 => return Scan::Mismatched(end),
                Some(end) => at = end,
                None if bytes.len() - at > LONGEST_TEXT + 100 => return Scan::Mismatched(bytes.len()),
                None => return Scan::Open,
            },
        }
    }
    Scan::Open
}

fn closing(opening: u8) -> u8 {
    match opening {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

/// Returns the place after the text, the character or the comment that begins at a place, or after the byte that
/// begins none; nothing where it does not end.
fn after(bytes: &[u8], at: usize) -> Option<usize> {
    match (bytes[at], bytes.get(at + 1)) {
        (b'"', _) => text_end(bytes, at),
        (b'/', Some(b'/')) => memchr(b'\n', &bytes[at..]).map(|it| at + it),
        (b'/', Some(b'*')) => comment_end(bytes, at),
        (b'/' | b'\'', None) => None,
        (b'\'', _) => Some(character_end(bytes, at)),
        _ => Some(at + 1),
    }
}

/// Returns the place after a text in quotation marks, raw or not.
fn text_end(bytes: &[u8], quote: usize) -> Option<usize> {
    let hashes = bytes[..quote].iter().rev().take_while(|it| **it == b'#').count();
    let before = quote - hashes;
    let is_raw = before > 0 && bytes[before - 1] == b'r';
    // An `r` that ends a word begins no text; `br` does.
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

/// Returns the place after a character in single quotation marks; after the mark where it is none.
fn character_end(bytes: &[u8], quote: usize) -> usize {
    let inner = &bytes[quote + 1..bytes.len().min(quote + CHARACTER)];
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

/// Returns the place after the blanks and comments that begin at a place; nothing where a comment does not end.
pub(super) fn after_blanks(bytes: &[u8], at: usize) -> Option<usize> {
    skip(bytes, at).ok()
}

/// The same, where there are not many: a comment that is never closed is not read to the end of the file for each place
/// at which one looks.
fn near(bytes: &[u8], at: usize) -> Option<usize> {
    after_blanks(&bytes[..bytes.len().min(at + BLANKS)], at)
}

/// Returns where the parenthesis opens of a record that begins at a place, with its name or without.
///
/// # Errors
/// That the bytes end before it is decided.
pub(super) fn begins_record(bytes: &[u8], at: usize) -> Result<Option<usize>, Undecided> {
    let rest = bytes.get(at..).unwrap_or_default();
    let raw = if rest.starts_with(b"r#") { 2 } else { 0 };
    let name = rest[raw..].iter().take_while(|it| it.is_ascii_alphanumeric() || **it == b'_').count();
    let open = after_blanks(bytes, at + raw + name).ok_or(Undecided)?;
    match &bytes[open..] {
        [b'(', ..] => Ok(Some(open)),
        rest if is_undecided(rest) => Err(Undecided),
        _ => Ok(None),
    }
}

/// What is asked depends on bytes that follow: a comment is not closed, or there are too few.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Undecided;

/// Returns whether bytes may be the first ones of a blank or a comment, of which more follow.
pub(super) fn is_undecided(rest: &[u8]) -> bool {
    matches!(rest, [] | [b'/'] | [0xC2] | [0xE2] | [0xE2, 0x80])
}

/// Returns where lines begin as records do, from a place on: with the name of one, or with an identifier.
pub(super) fn record_lines(bytes: &[u8], from: usize) -> impl Iterator<Item = usize> {
    let lines = memchr::memchr_iter(b'\n', &bytes[from..]).map(move |it| from + it + 1);
    lines.filter_map(|line| {
        let start = line + bytes[line..].iter().take_while(|it| matches!(it, b' ' | b'\t' | b'\r')).count();
        let rest = &bytes[start..];
        let after = |at: usize| near(bytes, at).and_then(|it| bytes.get(it..)).unwrap_or_default();
        let is_record = match rest {
            _ if rest.starts_with(ACTIVITY.name.as_bytes()) => after(start + ACTIVITY.name.len()).starts_with(b"("),
            [b'(', ..] => {
                let id = after(start + 1);
                id.starts_with(b"id") && after(bytes.len() - id.len() + 2).starts_with(b":")
            }
            _ => false,
        };
        is_record.then_some(start)
    })
}

/// Returns the place after the bracket of the list of records: the one that belongs to its field; where brackets
/// before it do not match, the first line that begins with the field, or a record. `is_eof` tells whether that is all
/// there will be.
pub(super) fn list(bytes: &[u8], is_eof: bool) -> Option<usize> {
    match list_of_field(bytes, is_eof) {
        Listed::At(at) => Some(at),
        Listed::Mismatched if is_eof || bytes.len() >= HEAD => list_of_line(bytes),
        Listed::Nowhere if is_eof => list_of_line(bytes),
        Listed::Mismatched | Listed::Nowhere | Listed::Without => None,
    }
}

enum Listed {
    At(usize),
    /// Not so far.
    Nowhere,
    /// The catalogue has no list.
    Without,
    /// Brackets do not match.
    Mismatched,
}

/// Returns where the parenthesis opens of a catalogue, after the attributes of its file.
///
/// # Errors
/// That the bytes end before it is decided.
pub(super) fn begins_catalogue(bytes: &[u8]) -> Result<Option<usize>, Undecided> {
    let mut at = after_blanks(bytes, 0).ok_or(Undecided)?;
    while bytes[at..].starts_with(b"#!") {
        let end = memchr(b']', &bytes[at..]).ok_or(Undecided)?;
        at = after_blanks(bytes, at + end + 1).ok_or(Undecided)?;
    }
    if bytes[at..] == *b"#" { Err(Undecided) } else { begins_record(bytes, at) }
}

fn list_of_field(bytes: &[u8], is_eof: bool) -> Listed {
    let open = match begins_catalogue(bytes) {
        Ok(Some(open)) => open,
        Err(Undecided) if !is_eof => return Listed::Nowhere,
        Ok(None) | Err(Undecided) => return Listed::Mismatched,
    };
    let mut at = open + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'(' | b'[' | b'{' => match scan(bytes, at, is_eof) {
                Scan::Closed(end) => at = end,
                Scan::Mismatched(_) => return Listed::Mismatched,
                Scan::Open => return Listed::Nowhere,
            },
            // The end: nothing in the header is a list, whatever it looks like.
            b')' if is_eof && after_blanks(bytes, at + 1).is_none_or(|it| it >= bytes.len()) => return Listed::Without,
            b')' => return Listed::Nowhere,
            b']' | b'}' => return Listed::Mismatched,
            b'"' | b'\'' | b'/' => match after(bytes, at) {
                Some(end) => at = end,
                None => return Listed::Nowhere,
            },
            first if first.is_ascii_alphabetic() => {
                let length = bytes[at..].iter().take_while(|it| it.is_ascii_alphanumeric() || **it == b'_').count();
                let name = std::str::from_utf8(&bytes[at..at + length]).unwrap_or_default();
                // A slip in its name is no reason not to find it.
                let is_list = crate::text::nearest(name, [ACTIVITIES]).is_some();
                if let Some(open) = bracket(bytes, at + length, after_blanks).filter(|_| is_list) {
                    return Listed::At(open + 1);
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    Listed::Nowhere
}

/// Returns where a bracket opens after a colon.
fn bracket(bytes: &[u8], at: usize, after_blanks: fn(&[u8], usize) -> Option<usize>) -> Option<usize> {
    let colon = after_blanks(bytes, at).filter(|it| bytes.get(*it) == Some(&b':'))?;
    after_blanks(bytes, colon + 1).filter(|it| bytes.get(*it) == Some(&b'['))
}

fn list_of_line(bytes: &[u8]) -> Option<usize> {
    let field = memchr::memmem::find_iter(bytes, ACTIVITIES).find_map(|at| {
        let line = bytes[..at].iter().rev().take_while(|it| **it != b'\n');
        let is_first = line.clone().all(|it| matches!(it, b' ' | b'\t' | b'\r'));
        bracket(bytes, at + ACTIVITIES.len(), near).filter(|_| is_first)
    });
    field.map(|open| open + 1).or_else(|| record_lines(bytes, 0).next())
}

/// Returns where inside of some bytes a line begins as a record does, if one does.
pub(super) fn inner_record(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes.get(1..)?, ACTIVITY.name.as_bytes())?;
    record_lines(bytes, 1).next()
}

/// Returns whether no character of UTF-8 is cut at a place.
pub(super) fn is_boundary(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(|it| it & 0xC0 != 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_texts_and_comments_are_none() {
        for text in [
            r#"(a: "(", b: "\")", c: r"(\", d: '(', e: '\'', f: r#x)"#,
            "(/* ( /* ) */ ( */ // (\n)",
            "([{}], {})",
            r###"(a: r##"")"#"##)"###,
            r#"(a: br"(")"#,
            r#"(a: br"\", b: "(")"#,
            r#"(a: 'é', b: '"', c: '\'', d: '\u{22}', e: "(")"#,
        ] {
            assert_eq!(scan(text.as_bytes(), 0, true), Scan::Closed(text.len()), "{text}");
        }
        let open = |length: usize| format!("(a: \"{}", "b".repeat(length - 1));
        let most = open(LONGEST_TEXT + 100);
        assert_eq!(scan(most.as_bytes(), 0, true), Scan::Open, "as long as a text may be");
        let long = open(LONGEST_TEXT + 101);
        assert_eq!(scan(long.as_bytes(), 0, true), Scan::Mismatched(long.len()), "longer than any text");
        let closed = |length: usize| format!("(a: \"{}\")", "b".repeat(length - 2));
        let most = closed(LONGEST_TEXT + 100);
        assert_eq!(scan(most.as_bytes(), 0, true), Scan::Closed(most.len()));
        let long = closed(LONGEST_TEXT + 101);
        assert_eq!(scan(long.as_bytes(), 0, true), Scan::Mismatched(long.len() - 1));
        for text in ["(]", "(a: \"b)", "(", "(/* )", "(r#\")\")", r#"(a: xr"\")"#, r#"(a: xbr"\")"#, "(a: '(])"] {
            assert_ne!(scan(text.as_bytes(), 0, true), Scan::Closed(text.len()), "{text}");
        }
    }

    #[test]
    fn a_character_that_has_not_all_arrived_is_waited_for() {
        for text in ["('", "(')", "('\\", "('\\'", "('\\u{29}"] {
            assert_eq!(scan(text.as_bytes(), 0, false), Scan::Open, "{text}");
        }
        let far = format!("({}')", " ".repeat(40));
        assert_eq!(scan(far.as_bytes(), 0, false), Scan::Open);
        let long = format!("('{})", "x".repeat(CHARACTER - 2));
        assert_eq!(scan(long.as_bytes(), 0, false), Scan::Closed(long.len()), "none that may go on");
        // What is longer than any character is none: only its mark is passed over.
        let text = "(a: '\\u{0000000000000(}')";
        assert_eq!(scan(text.as_bytes(), 0, true), Scan::Mismatched(text.find('}').unwrap()), "{text}");
    }

    #[test]
    fn the_list_is_not_looked_for_in_what_may_still_be_a_comment() {
        let open = "/* as in\n  activities: [\n".repeat(HEAD / 24);
        assert_eq!(list(open.as_bytes(), false), None);
        assert_eq!(list(open.as_bytes(), true), Some(open.find('[').unwrap() + 1), "a comment that is never closed");
        // Nor by its lines where brackets do not match, as long as more may come.
        let mismatched = "Catalogue(title: }\n  activities: [\n";
        assert_eq!(list(mismatched.as_bytes(), false), None);
        assert_eq!(list(mismatched.as_bytes(), true), Some(mismatched.find('[').unwrap() + 1));
        let much = mismatched.to_owned() + &" ".repeat(HEAD);
        assert_eq!(list(much.as_bytes(), false), Some(mismatched.find('[').unwrap() + 1));
    }

    #[test]
    fn the_list_is_found_by_its_field() {
        let found = |text: &str| list(text.as_bytes(), true).map(|it| text[..it].to_owned());
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
            "behind an end that comes too early"
        );
        // Where the field is not there, by the first record.
        for record in ["(id: \"a\")", "( /* x */ id\t: \"a\")", "Activity (id: \"a\")"] {
            assert_eq!(found(&format!("title: {{\n  {record}")).as_deref(), Some("title: {\n  "), "{record}");
        }
        assert_eq!(found("Catalogue(title: \"x\"), activities: [1])"), None, "behind the end, on its line");
        for other in ["(name: \"a\", id: \"b\")", "(ideas: \"a\")", "(id, \"a\")", "(fr: \"a\")", "Activity id: \"a\""]
        {
            assert_eq!(found(&format!("title: {{\n  {other}")), None, "{other}");
        }
    }
}
