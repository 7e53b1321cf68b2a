//! What does the source text contain?
//!
//! A syntax tree of values with the span of each, from which names and texts can be decoded.

use std::borrow::Cow;
use std::ops::Range;

use super::scan::plain_name;

/// A value with its span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// Byte range of the value in the source text.
    pub(crate) span: Range<usize>,
    pub(crate) value: Value,
}

/// The syntax of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A text in quotation marks: the span of its content, and whether it is raw (without escapes).
    Text(Range<usize>, bool),
    /// A number.
    Number,
    /// One or several words without quotation marks.
    Word,
    /// Fields in parentheses: the span of the name before them, and the fields.
    Record(Range<usize>, Vec<Entry>),
    /// Entries in braces.
    Map(Vec<Entry>),
    /// Items in brackets.
    List(Vec<Node>),
    /// A value that could not be read, and has been reported.
    Broken,
}

/// A field of a record, or an entry of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its name or key; `None` if a value stands alone.
    pub(crate) key: Option<Node>,
    pub(crate) value: Node,
}

impl Node {
    /// Returns the fields of a record or the entries of a map; empty for any other value.
    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Record(_, entries) | Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// Returns the decoded content of a name, a key or a text; `None` for any other value.
    pub(crate) fn decoded<'a>(&self, text: &'a str) -> Option<Cow<'a, str>> {
        match &self.value {
            Value::Text(inner, true) => Some(Cow::Borrowed(&text[inner.clone()])),
            Value::Text(inner, false) => Some(match has_escape(&text[inner.clone()]) {
                true => characters(text, inner.clone(), false).map(|(_, it)| it.unwrap_or('\u{FFFD}')).collect(),
                false => Cow::Borrowed(&text[inner.clone()]),
            }),
            Value::Word => Some(Cow::Borrowed(plain_name(&text[self.span.clone()]))),
            _ => None,
        }
    }
}

/// Returns whether a text contains a backslash.
pub(super) fn has_escape(text: &str) -> bool {
    memchr::memchr(b'\\', text.as_bytes()).is_some()
}

/// Returns the decoded characters of a text, each with its span in the source text; `None` instead of the character for
/// an invalid escape.
pub(crate) fn characters(
    text: &str,
    inner: Range<usize>,
    is_raw: bool,
) -> impl Iterator<Item = (Range<usize>, Option<char>)> {
    let mut at = inner.start;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[at..inner.end];
            let first = rest.chars().next()?;
            let start = at;
            if first != '\\' || is_raw {
                at += first.len_utf8();
                return Some((start..at, Some(first)));
            }
            let (length, decoded) = escape(rest);
            at += length;
            // A line continuation is valid and stands for no character.
            if decoded != Some('\0') || !rest[1..].starts_with(['\n', '\r']) {
                return Some((start..at, decoded));
            }
        }
    })
}

/// Returns the length in bytes of the escape at the beginning of a text, and the character that it stands for; `None`
/// if it is invalid. The character of a line continuation is `'\0'`.
fn escape(text: &str) -> (usize, Option<char>) {
    let rest = &text[1..];
    let next = rest.chars().next();
    let simple = |it| (2, Some(it));
    match next {
        Some('n') => simple('\n'),
        Some('r') => simple('\r'),
        Some('t') => simple('\t'),
        Some('0') => simple('\0'),
        Some(it @ ('\\' | '"' | '\'')) => simple(it),
        Some('u') => {
            let digits = rest[1..].strip_prefix('{').and_then(|it| it.split_once('}')).map(|it| it.0);
            let is_number = |it: &&str| (1..=6).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_hexdigit());
            match digits {
                Some(it) if it.len() <= 8 => {
                    let code = Some(it).filter(is_number).and_then(|it| u32::from_str_radix(it, 16).ok());
                    (4 + it.len(), code.and_then(char::from_u32))
                }
                // JSON has four digits without braces.
                _ => (2 + rest[1..].bytes().take(4).take_while(u8::is_ascii_hexdigit).count(), None),
            }
        }
        Some('x') => byte_escapes(text),
        Some('\n' | '\r') => {
            let line = rest.strip_prefix("\r\n").or(rest.strip_prefix('\n'));
            match line.map(|it| it.trim_start_matches([' ', '\t', '\n', '\r'])) {
                Some(after) => (text.len() - after.len(), Some('\0')),
                None => (2, None),
            }
        }
        Some(other) => (1 + other.len_utf8(), None),
        None => (1, None),
    }
}

/// Returns the length of the byte escapes at the beginning of a text, as in `\xc3\xa9`, and the character that they
/// encode in UTF-8; `None` if they are invalid.
fn byte_escapes(text: &str) -> (usize, Option<char>) {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(digits) = rest.strip_prefix("\\x").and_then(|it| it.get(..2)) {
        let is_number = digits.bytes().all(|it| it.is_ascii_hexdigit());
        let Some(byte) = u8::from_str_radix(digits, 16).ok().filter(|_| is_number) else { break };
        bytes.push(byte);
        rest = &rest[4..];
        match std::str::from_utf8(&bytes) {
            Ok(decoded) => return (4 * bytes.len(), decoded.chars().next()),
            Err(_) if bytes.len() == 4 => break,
            Err(_) => {}
        }
    }
    ((4 * bytes.len()).max(2), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_has_its_span_in_the_literal() {
        for (literal, number, written) in [
            (r"aé\n\u{1b}x", 2, "\\n"),
            (r"aé\n\u{1b}x", 3, "\\u{1b}"),
            (r"aé\n\u{1b}x", 4, "x"),
            (r"\xc3\xa9b", 0, r"\xc3\xa9"),
            (r"\xc3\xa9b", 1, "b"),
            ("a\\\n   b", 1, "b"),
        ] {
            let (span, _) = characters(literal, 0..literal.len(), false).nth(number).unwrap();
            assert_eq!(&literal[span], written, "{literal} {number}");
        }
        let raw = characters(r"a\b", 0..3, true).map(|(_, it)| it.unwrap()).collect::<String>();
        assert_eq!(raw, r"a\b");
    }

    #[test]
    fn invalid_escapes_have_no_value() {
        for (literal, length) in [
            (r"\q", 2),
            (r"\u00e9", 6),
            (r"\u{110000}", 10),
            (r"\u{0000041}", 11),
            (r"\u{}", 4),
            (r"\xff", 4),
            (r"\x", 2),
            (r"\u{d800}", 8),
            ("\\", 1),
        ] {
            let all: Vec<_> = characters(literal, 0..literal.len(), false).collect();
            assert_eq!(all, [(0..length, None)], "{literal}");
        }
    }

    proptest::proptest! {
        #[test]
        fn string_literals_are_decoded_as_by_ron(literal in r#"([a-zé]|\\[nrt0x"u'\\qé\n]|\\u\{[0-9a-f]{0,7}\}?|\\x[0-9a-f]{2}|[ \n])*"#) {
            let decoded: Option<String> = characters(&literal, 0..literal.len(), false).map(|(_, it)| it).collect();
            let read = ron::from_str::<String>(&format!("\"{literal}\"")).ok();
            proptest::prop_assert_eq!(decoded, read);
        }
    }
}
