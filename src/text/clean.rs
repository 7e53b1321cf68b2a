//! What may reach a terminal?
//!
//! Cleans text of control and invisible characters, and records in its type that this was done.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::plain::plain_prefix;

/// Maximum number of scalar values in a grapheme: enough for every script and emoji family in use, and a limit on
/// floods of combining marks.
const SCALARS_PER_GRAPHEME: usize = 10;

/// Text without control or bidirectional characters, and without invisible ones except the joiners that emoji and some
/// scripts need: safe in any cell, title or message.
///
/// Made by [`Cleaned::line`] it is a single line; made by [`Cleaned::prose`] it may contain `\n` as a paragraph break.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Clean(Box<str>);

/// Text that satisfies the same conditions as [`Clean`], borrowed if it did so from the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned<'a>(Cow<'a, str>);

impl<'a> Cleaned<'a> {
    /// Cleans text meant for one line: every line break becomes a space.
    pub fn line(text: &'a str) -> Self {
        if is_clean(text) {
            return Self(Cow::Borrowed(text));
        }
        Self(Cow::Owned(clean_paragraph(&text.replace(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}'], " "))))
    }

    /// Cleans text of several paragraphs: a single line break becomes a space, an empty line a paragraph break (one
    /// `\n`); list items stay on lines of their own, and runs of spaces collapse into one.
    pub fn prose(text: &'a str) -> Self {
        Self(if is_clean(text) { Cow::Borrowed(text) } else { Cow::Owned(paragraphs(text)) })
    }
}

impl Deref for Cleaned<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<Cleaned<'_>> for Clean {
    fn from(cleaned: Cleaned<'_>) -> Self {
        Self(cleaned.0.into())
    }
}

impl Clean {
    /// Cleans text meant for one line, as [`Cleaned::line`] does.
    pub fn line(text: &str) -> Self {
        Cleaned::line(text).into()
    }

    /// Returns the cleaned text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Clean {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

/// A map by clean texts can be asked for any text.
impl Borrow<str> for Clean {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Cleans text meant for one line, as [`Cleaned::line`] does.
pub fn clean_line(text: &str) -> String {
    Cleaned::line(text).0.into_owned()
}

/// Cleans text of several paragraphs, as [`Cleaned::prose`] does.
pub fn clean_prose(text: &str) -> String {
    Cleaned::prose(text).0.into_owned()
}

fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\u{2029}', "\n\n");
    let text = text.replace(['\r', '\u{2028}', '\u{85}'], "\n");
    let mut paragraphs: Vec<String> = vec![String::new()];
    for line in text.split('\n') {
        if line.trim().is_empty() || list_marker(line.trim_start()).is_some() {
            paragraphs.push(String::new());
        }
        if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.push_str(line);
            paragraph.push(' ');
        }
    }
    let cleaned: Vec<String> =
        paragraphs.iter().map(|paragraph| clean_paragraph(paragraph)).filter(|it| !it.is_empty()).collect();
    cleaned.join("\n")
}

/// Formats cleaned prose for a file: an empty line between paragraphs, none between list items. [`Cleaned::prose`]
/// reverses it.
pub fn to_source(prose: &str) -> Cow<'_, str> {
    if !prose.contains('\n') {
        return Cow::Borrowed(prose);
    }
    let (mut written, mut is_item) = (String::with_capacity(prose.len() + 8), false);
    for (at, line) in prose.split('\n').enumerate() {
        let was_item = std::mem::replace(&mut is_item, list_marker(line).is_some());
        written.push_str(match at {
            0 => "",
            _ if was_item && is_item => "\n",
            _ => "\n\n",
        });
        written.push_str(line);
    }
    Cow::Owned(written)
}

/// Returns the length in bytes of the list marker (`- `, `* `, `• `, `1. `, `1) `) at the start of a line, if any.
pub fn list_marker(line: &str) -> Option<usize> {
    let bullet = ["- ", "* ", "• "].iter().find(|it| line.starts_with(**it)).map(|it| it.len());
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_numbered =
        (1..=2).contains(&digits) && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "));
    bullet.or_else(|| is_numbered.then_some(digits + 2))
}

/// Replaces or drops whatever must not be written to a terminal: the last barrier before each cell and line. Line
/// breaks and tabs are retained if `is_multiline` is set.
///
/// Text that is already clean is returned unchanged.
pub fn sanitised(text: &str, is_multiline: bool) -> Cow<'_, str> {
    let is_allowed = |at: usize, it: char| match it {
        '\n' | '\t' => is_multiline,
        '\r' => is_multiline && text[at + 1..].starts_with('\n'),
        it => replacement(it) == Some(it),
    };
    let is_unchanged = |at, it| is_plain(it) || is_allowed(at, it);
    if all_plain_or(text, is_unchanged) {
        return Cow::Borrowed(text);
    }
    let sanitised_char = |(at, it): (usize, char)| if is_unchanged(at, it) { Some(it) } else { replacement(it) };
    Cow::Owned(text.char_indices().filter_map(sanitised_char).collect())
}

/// Returns whether cleaning would certainly change nothing. True of nearly every text, and much faster than cleaning
/// it.
pub fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_blank = |it: Option<&u8>| it.is_none_or(|it| *it == b' ');
    if is_blank(bytes.first()) || is_blank(bytes.last()) || TWO_SPACES.find(bytes).is_some() {
        return false;
    }
    all_plain_or(text, |_, it| is_plain(it))
}

/// Returns whether every character of a text is either printable ASCII or accepted by `is_accepted`, which also
/// gets its byte offset.
fn all_plain_or(text: &str, is_accepted: impl Fn(usize, char) -> bool) -> bool {
    let mut at = 0;
    loop {
        at += plain_prefix(&text.as_bytes()[at..]);
        match text[at..].chars().next() {
            Some(it) if is_accepted(at, it) => at += it.len_utf8(),
            Some(_) => return false,
            // `plain_prefix` does not stop at DEL.
            None => return memchr::memchr(0x7F, text.as_bytes()).is_none(),
        }
    }
}

/// Searches for two consecutive spaces, which cleaning collapses.
static TWO_SPACES: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("  "));

/// Returns whether a non-ASCII character is certainly shown unchanged, in one column, in any context.
pub(super) fn is_plain(character: char) -> bool {
    match character {
        '\u{A0}'..='\u{2FF}' => character != '\u{AD}',
        '\u{2010}'..='\u{2027}' | '\u{202F}'..='\u{205E}' | '\u{20A0}'..='\u{20CF}' => true,
        _ => false,
    }
}

/// Cleans one paragraph: replaces what a terminal would interpret, limits the length of graphemes, collapses spaces,
/// and puts a dotted circle (U+25CC) under a combining mark at the start of a word.
fn clean_paragraph(text: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    for character in text.chars() {
        match replacement(character) {
            Some(' ') if replaced.is_empty() || replaced.ends_with(' ') => {}
            Some(it) => {
                let starts_word = replaced.is_empty() || replaced.ends_with(' ');
                if starts_word && is_combining_mark(it) {
                    replaced.push('\u{25CC}');
                }
                replaced.push(it);
            }
            None => {}
        }
    }
    replaced.truncate(replaced.trim_end_matches(' ').len());
    if !may_have_long_graphemes(&replaced) {
        return replaced;
    }
    // The rest of a cut grapheme may join what follows it (a joiner, a jamo), so this repeats until nothing is cut.
    // Each iteration leaves about a tenth of a flood.
    loop {
        let length = replaced.len();
        replaced = limit_graphemes(&replaced);
        if replaced.len() == length {
            return replaced;
        }
    }
}

/// Cuts every grapheme of a text to [`SCALARS_PER_GRAPHEME`].
fn limit_graphemes(text: &str) -> String {
    let mut limited = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        match grapheme.char_indices().nth(SCALARS_PER_GRAPHEME) {
            Some((end, _)) => limited.push_str(&grapheme[..end]),
            None => limited.push_str(grapheme),
        }
    }
    limited
}

/// Returns whether a grapheme may have too many scalar values, which takes a run of characters after the Latin letters.
fn may_have_long_graphemes(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|character| {
        // These two have the property Extended_Pictographic, and join like emoji.
        let is_letter = character < '\u{300}' && !matches!(character, '©' | '®');
        run = if is_letter { 0 } else { run + 1 };
        run >= SCALARS_PER_GRAPHEME
    })
}

/// Returns the index (in scalar values) of the first one that cleaning cuts or puts on a dotted circle: one too many in
/// a grapheme, or a combining mark at the start of a word. `None` if there is none.
pub fn first_excess_mark(text: &str) -> Option<usize> {
    // Combining marks begin at U+0300, after the Latin letters.
    if !may_have_long_graphemes(text) && !text.chars().any(|it| it >= '\u{300}' && is_combining_mark(it)) {
        return None;
    }
    let mut index = 0;
    let mut starts_word = true;
    for grapheme in text.graphemes(true) {
        let count = grapheme.chars().count();
        if count > SCALARS_PER_GRAPHEME {
            return Some(index + SCALARS_PER_GRAPHEME);
        }
        if starts_word && grapheme.chars().next().is_some_and(is_combining_mark) {
            return Some(index);
        }
        starts_word = grapheme.ends_with(char::is_whitespace);
        index += count;
    }
    None
}

/// Returns whether cleaning neither replaces nor drops a character.
pub fn is_shown(character: char) -> bool {
    replacement(character) == Some(character)
}

/// Returns the character to show in place of another, or `None` if it is dropped.
fn replacement(character: char) -> Option<char> {
    let code = u32::from(character);
    match character {
        '\t' | '\n' => Some(' '),
        '\r' | '\u{AD}' | '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{180E}' => None,
        // Directional marks typed in Arabic and Hebrew; tag characters, as in the flag of Wales; supplementary
        // variation selectors.
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{E0000}'..='\u{E0FFF}' => None,
        '\0'..='\u{1F}' => char::from_u32(0x2400 + code),
        '\u{7F}' => Some('\u{2421}'),
        '\u{80}'..='\u{9F}' => Some('\u{FFFD}'),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => Some('\u{FFFD}'),
        '\u{2028}' | '\u{2029}' => Some(' '),
        // The combining grapheme joiner; musical, hieroglyphic and shorthand format controls.
        '\u{34F}' | '\u{1D173}'..='\u{1D17A}' | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}' => {
            Some('\u{FFFD}')
        }
        '\u{2061}'..='\u{2065}' | '\u{FFF0}'..='\u{FFFC}' => Some('\u{FFFD}'),
        // Hangul fillers and Khmer inherent vowels: letters and marks that are invisible.
        '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{3164}' | '\u{FFA0}' => Some('\u{FFFD}'),
        // Private use, and unassigned code points in between: without a standard glyph.
        '\u{E000}'..='\u{F8FF}' | '\u{E1000}'..='\u{10FFFF}' => Some('\u{FFFD}'),
        _ if code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code) => Some('\u{FFFD}'),
        _ => Some(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_long_runs_beyond_latin_letters_may_flood() {
        assert!(!may_have_long_graphemes("plain text, with an é, ® and ©"));
        assert!(may_have_long_graphemes(&"\u{301}".repeat(SCALARS_PER_GRAPHEME)));
        assert!(!may_have_long_graphemes(&"\u{301}".repeat(SCALARS_PER_GRAPHEME - 1)));
    }

    #[test]
    fn list_markers_are_measured_in_bytes() {
        for (line, length) in [
            ("- a", Some(2)),
            ("• a", Some(4)),
            ("1. a", Some(3)),
            ("12) a", Some(4)),
            ("123. a", None),
            ("1.a", None),
            ("a", None),
        ] {
            assert_eq!(list_marker(line), length, "{line}");
        }
    }

    #[test]
    fn first_excess_mark_is_a_leading_mark_or_overlong_grapheme() {
        let marks = |count: usize| "a".to_owned() + &"\u{301}".repeat(count - 1);
        let (flood, marks, longest_allowed) =
            ("👩\u{200d}".repeat(SCALARS_PER_GRAPHEME), marks(SCALARS_PER_GRAPHEME + 1), marks(SCALARS_PER_GRAPHEME));
        for (text, at) in [
            (longest_allowed.as_str(), None),
            ("\u{301}a", Some(0)),
            ("a\u{301}", None),
            ("abc", None),
            (&flood, Some(SCALARS_PER_GRAPHEME)),
            (&marks, Some(SCALARS_PER_GRAPHEME)),
        ] {
            assert_eq!(first_excess_mark(text), at, "{text:?}");
        }
        for mark in '\u{300}'..'\u{370}' {
            assert!(may_have_long_graphemes(&mark.to_string().repeat(SCALARS_PER_GRAPHEME)), "{mark:?}");
        }
    }

    #[test]
    fn only_empty_lines_separate_paragraphs() {
        assert_eq!(clean_prose("one\ntwo\n\n \nthree\r\n"), "one two\nthree");
        assert_eq!(clean_line("one\ntwo\n\nthree"), "one two three");
    }

    #[test]
    fn control_characters_become_visible_symbols() {
        assert_eq!(clean_line("\u{1b}[31mred\u{7}\u{9b}"), "␛[31mred␇\u{FFFD}");
    }

    #[test]
    fn bidi_controls_are_replaced_marks_and_tags_dropped() {
        assert_eq!(clean_line("a\u{202e}b\u{2069}"), "a\u{FFFD}b\u{FFFD}");
        assert_eq!(clean_line("a\u{200f}!\u{61c} b\u{e0041}\u{e007f}"), "a! b");
    }

    #[test]
    fn leading_mark_gets_dotted_circle_and_floods_are_cut() {
        assert_eq!(clean_line("\u{301}a"), "\u{25CC}\u{301}a");
        let flood = format!("e{}", "\u{301}".repeat(1000));
        assert_eq!(clean_line(&flood).chars().count(), SCALARS_PER_GRAPHEME);
    }

    #[test]
    fn truncated_graphemes_do_not_join_into_longer_ones() {
        let emoji = format!("{}\u{301}", "👩\u{200d}".repeat(5)).repeat(8000);
        let jamo = format!("{}\u{1161}\u{11a8}", "\u{1100}".repeat(10)).repeat(8000);
        let flags = "🇫🇷\u{200d}".repeat(8000);
        let symbols = "©\u{fe0f}\u{200d}".repeat(8000) + &"®\u{200d}".repeat(8000);
        for flood in [emoji, jamo, flags, symbols] {
            let cleaned = clean_line(&flood);
            let longest = cleaned.graphemes(true).map(|it| it.chars().count()).max();
            assert!(longest <= Some(SCALARS_PER_GRAPHEME), "{longest:?}");
        }
    }

    #[test]
    fn sanitised_replaces_only_unsafe_characters() {
        assert_eq!(sanitised("a\u{1b}[2J\u{202e}b\tc\n", false), "a␛[2J\u{FFFD}b c ");
        assert_eq!(sanitised("a\tb\r\nc\rd\u{9b}", true), "a\tb\r\ncd\u{FFFD}");
        assert!(matches!(sanitised(" é · «\u{a0}漢\u{a0}» ", false), Cow::Borrowed(_)));
    }

    #[test]
    fn french_no_break_spaces_survive() {
        assert_eq!(clean_line("«\u{a0}Oui\u{202f}!\u{a0}»"), "«\u{a0}Oui\u{202f}!\u{a0}»");
    }

    proptest! {
        #[test]
        fn text_reported_clean_is_unchanged_by_cleaning(text in "[a-zé ’«\u{a0}\u{ad}\u{202f}\u{202e}…€\u{301}\t]{0,12}") {
            if is_clean(&text) {
                prop_assert_eq!(clean_paragraph(&text), text);
            }
        }

        #[test]
        fn cleaning_is_idempotent(text in "\\PC*|[\\x00-\\x20\u{300}\u{200d}\u{202e}é漢👩 ]*") {
            let once = clean_prose(&text);
            prop_assert_eq!(clean_prose(&to_source(&once)), once.clone());
            prop_assert!(!once.chars().any(|it| it.is_control() && it != '\n'));
            prop_assert!(matches!(sanitised(&once, true), Cow::Borrowed(_)));
        }
    }
}
