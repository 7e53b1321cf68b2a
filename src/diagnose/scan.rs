//! How is RON tokenised?
//!
//! Finds blanks, comments, words, fields and quotation marks at an offset of a text.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::text::is_shown;

/// Maximum number of bytes of a line that are scanned: longer lines are not written by hand.
pub(super) const MAX_LINE: usize = 2000;

/// Returns whether a character is a blank in RON: Pattern_White_Space of UAX #31, which contains no no-break space.
pub(super) fn is_blank(character: char) -> bool {
    matches!(character, '\t'..='\r' | ' ' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
}

/// Returns whether a character can be part of a name. Invisible characters count, so that they can be reported.
pub(super) fn is_word_char(character: char) -> bool {
    match character.is_ascii() {
        true => character.is_ascii_alphanumeric() || character == '_',
        false => character.is_alphanumeric() || is_combining_mark(character) || is_invisible(character),
    }
}

/// Returns whether a character beyond ASCII is invisible and not a blank.
fn is_invisible(character: char) -> bool {
    !is_blank(character) && !character.is_whitespace() && !is_shown(character)
}

/// Returns the offset after the blanks and comments at `at`.
///
/// # Errors
/// The offset of a block comment that is not closed.
pub(crate) fn skip(bytes: &[u8], mut at: usize) -> Result<usize, usize> {
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        match rest {
            // The common case: the indentation of a line.
            [b'\t'..=b'\r' | b' ', ..] => {
                at += rest.iter().position(|it| !matches!(it, b'\t'..=b'\r' | b' ')).unwrap_or(rest.len());
            }
            [0xC2, 0x85, ..] => at += 2,
            [0xE2, 0x80, 0x8E | 0x8F | 0xA8 | 0xA9, ..] => at += 3,
            [b'/', b'/', ..] => at += memchr::memchr(b'\n', rest).unwrap_or(rest.len()),
            [b'/', b'*', ..] => at = comment_end(bytes, at).ok_or(at)?,
            _ => return Ok(at.min(bytes.len())),
        }
    }
}

/// Returns the offset after a block comment, which may contain others; `None` if it is not closed.
pub(crate) fn comment_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut depth = 0usize;
    loop {
        at += memchr::memchr2(b'/', b'*', bytes.get(at..)?)?;
        match bytes.get(at..at + 2)? {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return Some(at);
        }
    }
}

/// Returns the offset of the quotation mark that closes a text, searching from an offset inside it; `None` if it is not
/// closed.
pub(crate) fn closing_quote(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        at += 2;
    }
}

/// Returns whether a character looks like a blank, but is none in RON: a no-break space, for instance.
pub(super) fn is_false_blank(character: char) -> bool {
    !character.is_ascii() && character.is_whitespace() && !is_blank(character)
}

/// Returns the offset of the token after the blanks and comments at `from`; the end of the text if a comment is not
/// closed. No-break spaces are passed over as well: the parser reports them when it gets there.
pub(super) fn after_blanks(text: &str, mut from: usize) -> usize {
    loop {
        from = skip(text.as_bytes(), from).unwrap_or(text.len());
        match text[from..].chars().next().filter(|it| is_false_blank(*it)) {
            Some(blank) => from += blank.len_utf8(),
            None => return from,
        }
    }
}

/// Returns the offset after the next comma, if a comma follows the blanks and comments; otherwise the offset after
/// those, or that of a comment that is not closed.
pub(crate) fn after_comma(text: &str, from: usize) -> usize {
    let next = skip(text.as_bytes(), from).unwrap_or_else(|at| at);
    if text[next..].starts_with(',') { next + 1 } else { next }
}

/// Returns the end of the word that begins at `at`; `at` itself if there is none.
pub(super) fn word_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let raw = if rest.starts_with("r#") && rest[2..].starts_with(is_word_char) { 2 } else { 0 };
    let ascii = rest.bytes().skip(raw).take_while(|it| it.is_ascii_alphanumeric() || *it == b'_').count();
    let word = rest[raw + ascii..].trim_start_matches(is_word_char);
    text.len() - word.len()
}

/// Returns a name without the prefix of a raw identifier, `r#`.
pub(super) fn plain_name(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Returns the span of the name and the offset after the colon of the field that begins at `at`; `None` if there is
/// none.
pub(super) fn field(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let end = word_end(text, at);
    if end == at || text[at..].starts_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let colon = after_blanks(text, end);
    text[colon..].starts_with(':').then_some((at..end, colon + 1))
}

/// Returns the span of a key without quotation marks that begins at `at`: a word, or several with hyphens between them,
/// before a colon; `None` if there is none.
pub(super) fn bare_key(text: &str, at: usize) -> Option<Range<usize>> {
    let is_hyphenated = |end: usize| text[end..].starts_with('-') && end > at;
    let mut end = word_end(text, at);
    while is_hyphenated(end) {
        end = word_end(text, end + 1);
    }
    let is_key = end > at && text[after_blanks(text, end)..].starts_with(':');
    (is_key && !text[at..].starts_with(|it: char| it.is_ascii_digit())).then_some(at..end)
}

/// Returns the offset of the content of the raw text that begins at `at`, `r#"…"#`, and its number of `#`; `None` if
/// there is none.
pub(super) fn raw_text(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = text[at..].strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let inner = rest[hashes..].strip_prefix('"')?;
    Some((text.len() - inner.len(), hashes))
}

/// Length of the conflict marker at the beginning of a line, in bytes.
pub(super) const MARKER_LENGTH: usize = 7;

/// Returns whether a line with a conflict marker begins at `at`.
pub(super) fn is_conflict_marker(text: &str, at: usize) -> bool {
    let is_first = text[..at].is_empty() || text[..at].ends_with(['\n', '\r']);
    is_first && ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|it| text[at..].starts_with(it))
}

/// Returns whether a quotation mark other than RON's closes a text in some language or format.
pub(super) fn is_closing_quote(mark: char) -> bool {
    matches!(mark, '”' | '“' | '»' | '’' | '‘' | '\'' | '`')
}

/// Returns whether a quotation mark other than RON's opens a text in some language or format.
pub(super) fn is_opening_quote(mark: char) -> bool {
    matches!(mark, '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | '`')
}

/// Returns the end of the line that contains `at`, or the offset [`MAX_LINE`] bytes further on if the line is longer.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let far = text.floor_char_boundary((at + MAX_LINE).min(text.len()));
    memchr::memchr(b'\n', &text.as_bytes()[at..far]).map_or(far, |it| at + it)
}

/// Returns the indentation of the line that contains `at`, in characters, and whether only blanks precede `at` on that
/// line.
pub(super) fn indent(text: &str, at: usize) -> (usize, bool) {
    let far = text.ceil_char_boundary(at.saturating_sub(MAX_LINE));
    let start = memchr::memrchr(b'\n', &text.as_bytes()[far..at]).map_or(far, |it| far + it + 1);
    let line = &text[start..];
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    (indent, start + indent >= at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indent_counts_blanks_and_detects_line_start() {
        let text = "(\n  a: 1, b: 2,\nc: 3)";
        let indent_of = |what: &str| indent(text, text.find(what).unwrap());
        assert_eq!(
            [indent_of("("), indent_of("a:"), indent_of("b:"), indent_of("c:")],
            [(0, true), (2, true), (2, false), (0, true)]
        );
    }
}
