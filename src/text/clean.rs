//! What may reach a terminal? Text cleaned once, behind a type that nothing else can make.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::plain::plain_prefix;

/// Scalars kept of one grapheme: enough for every script and emoji family in use, and a bound
/// on what a flood of combining marks can make a terminal swallow.
const SCALARS_PER_GRAPHEME: usize = 10;

/// Text without control or bidirectional characters, and without invisible ones but the joiners that
/// emoji and some scripts need: safe in any cell, title or message.
///
/// A [`Clean`] value may hold `\n`, which stands for a paragraph break, when it was made by
/// [`Cleaned::prose`]; one made by [`Cleaned::line`] holds none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Clean(Box<str>);

/// Text that is clean as [`Clean`] is, where it stands if it was clean already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned<'a>(Cow<'a, str>);

impl<'a> Cleaned<'a> {
    /// Cleans text meant for one line: every line break becomes a space.
    pub fn line(text: &'a str) -> Self {
        if is_clean(text) {
            return Self(Cow::Borrowed(text));
        }
        Self(Cow::Owned(words(&text.replace(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}'], " "))))
    }

    /// Cleans text meant for reading: single line breaks are spaces, an empty line parts two paragraphs (one `\n` in
    /// the result), the items of a list stay lines of their own, and runs of spaces are one space.
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
    /// Cleans text meant for one line: see [`Cleaned::line`].
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

impl fmt::Display for Clean {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Returns the text fit for one line of a terminal: see [`Cleaned::line`].
pub fn clean_line(text: &str) -> String {
    Cleaned::line(text).0.into_owned()
}

/// Returns the text fit for reading: see [`Cleaned::prose`].
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
        paragraphs.iter().map(|paragraph| words(paragraph)).filter(|it| !it.is_empty()).collect();
    cleaned.join("\n")
}

/// Returns prose as it is written in a file: an empty line parts two paragraphs, the items of a list follow one another.
/// [`Cleaned::prose`] reads it back.
pub fn written(prose: &str) -> Cow<'_, str> {
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

/// Returns how many bytes begin an item of a list, if a line is one: `- `, `* `, `• `, `1. `, `1) `.
pub fn list_marker(line: &str) -> Option<usize> {
    let bullet = ["- ", "* ", "• "].iter().find(|it| line.starts_with(**it)).map(|it| it.len());
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_numbered =
        (1..=2).contains(&digits) && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "));
    bullet.or_else(|| is_numbered.then_some(digits + 2))
}

/// Returns text as it may be written to a terminal, whatever it holds: the last gate before each cell and
/// each line. Line ends, and the tabs between the columns of a table, are kept where `has_lines` says so.
///
/// What has been cleaned before passes as it is.
pub fn harmless(text: &str, has_lines: bool) -> Cow<'_, str> {
    let is_kept = |at: usize, it: char| match it {
        '\n' | '\t' => has_lines,
        '\r' => has_lines && text[at + 1..].starts_with('\n'),
        it => replacement(it) == Some(it),
    };
    let is_kept = |at, it| is_plain(it) || is_kept(at, it);
    if all_plain_or(text, is_kept) {
        return Cow::Borrowed(text);
    }
    let kept = |(at, it): (usize, char)| if is_kept(at, it) { Some(it) } else { replacement(it) };
    Cow::Owned(text.char_indices().filter_map(kept).collect())
}

/// Returns whether cleaning would surely change nothing: so it is with nearly every text, and this
/// is found out much faster than the text is cleaned.
pub fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_blank = |it: Option<&u8>| it.is_none_or(|it| *it == b' ');
    if is_blank(bytes.first()) || is_blank(bytes.last()) || TWO_SPACES.find(bytes).is_some() {
        return false;
    }
    all_plain_or(text, |_, it| is_plain(it))
}

/// Returns whether every character of a text is either ASCII that is shown as it is or one that passes, by its byte.
fn all_plain_or(text: &str, passes: impl Fn(usize, char) -> bool) -> bool {
    let mut at = 0;
    loop {
        at += plain_prefix(&text.as_bytes()[at..]);
        match text[at..].chars().next() {
            Some(it) if passes(at, it) => at += it.len_utf8(),
            Some(_) => return false,
            // Which is plain to a look at eight bytes.
            None => return memchr::memchr(0x7F, text.as_bytes()).is_none(),
        }
    }
}

/// Finds what is one space where it is shown.
static TWO_SPACES: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("  "));

/// Returns whether a character beyond ASCII is surely shown as it is, wherever it stands: in one column.
pub(super) fn is_plain(character: char) -> bool {
    match character {
        '\u{A0}'..='\u{2FF}' => character != '\u{AD}',
        '\u{2010}'..='\u{2027}' | '\u{202F}'..='\u{205E}' | '\u{20A0}'..='\u{20CF}' => true,
        _ => false,
    }
}

/// Cleans one paragraph: replaces what a terminal would obey, bounds each grapheme, joins blanks.
fn words(text: &str) -> String {
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
    if !may_flood(&replaced) {
        return replaced;
    }
    // What is left of a grapheme may join what follows it (a joiner, a jamo): so until nothing is left
    // to cut. Each pass leaves about a tenth of a flood.
    loop {
        let length = replaced.len();
        replaced = bounded(&replaced);
        if replaced.len() == length {
            return replaced;
        }
    }
}

/// Returns the text with every grapheme cut to as many scalars as are kept of one.
fn bounded(text: &str) -> String {
    let mut bounded = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        match grapheme.char_indices().nth(SCALARS_PER_GRAPHEME) {
            Some((end, _)) => bounded.push_str(&grapheme[..end]),
            None => bounded.push_str(grapheme),
        }
    }
    bounded
}

/// Returns whether some grapheme may hold too many scalars: that takes a run of characters beyond the
/// Latin letters.
fn may_flood(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|character| {
        // These two are pictures to Unicode, and joined like others.
        let is_letter = character < '\u{300}' && !matches!(character, '©' | '®');
        run = if is_letter { 0 } else { run + 1 };
        run >= SCALARS_PER_GRAPHEME
    })
}

/// Returns the number of the first scalar, if any, that cleaning cuts or gives a carrier: one too many of a
/// grapheme, or a mark that stands at the beginning of a word.
pub fn first_pile(text: &str) -> Option<usize> {
    // Marks begin where the Latin letters end.
    if !may_flood(text) && !text.chars().any(|it| it >= '\u{300}' && is_combining_mark(it)) {
        return None;
    }
    let mut number = 0;
    let mut starts_word = true;
    for grapheme in text.graphemes(true) {
        let count = grapheme.chars().count();
        if count > SCALARS_PER_GRAPHEME {
            return Some(number + SCALARS_PER_GRAPHEME);
        }
        if starts_word && grapheme.chars().next().is_some_and(is_combining_mark) {
            return Some(number);
        }
        starts_word = grapheme.ends_with(char::is_whitespace);
        number += count;
    }
    None
}

/// Returns whether a character is shown as it is, and is something to see or a space.
pub fn is_shown(character: char) -> bool {
    replacement(character) == Some(character)
}

/// Returns what stands for a character on screen, or `None` where it is simply dropped.
fn replacement(character: char) -> Option<char> {
    let code = u32::from(character);
    match character {
        '\t' | '\n' => Some(' '),
        '\r' | '\u{AD}' | '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{180E}' => None,
        // Marks of direction that writers of Arabic and Hebrew type; tags, as in the flag of Wales, and selectors of forms.
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{E0000}'..='\u{E0FFF}' => None,
        '\0'..='\u{1F}' => char::from_u32(0x2400 + code),
        '\u{7F}' => Some('\u{2421}'),
        '\u{80}'..='\u{9F}' => Some('\u{FFFD}'),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => Some('\u{FFFD}'),
        '\u{2028}' | '\u{2029}' => Some(' '),
        // Hidden joiners, musical and hieroglyphic format controls.
        '\u{34F}' | '\u{1D173}'..='\u{1D17A}' | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}' => {
            Some('\u{FFFD}')
        }
        '\u{2061}'..='\u{2065}' | '\u{FFF0}'..='\u{FFFC}' => Some('\u{FFFD}'),
        // Fillers that are letters to Unicode and nothing to the eye.
        '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{3164}' | '\u{FFA0}' => Some('\u{FFFD}'),
        // Private use, in which nothing is to be seen.
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
    fn what_cannot_flood_is_known_at_a_glance() {
        assert!(!may_flood("plain text, with an é, ® and ©"));
        assert!(may_flood(&"\u{301}".repeat(SCALARS_PER_GRAPHEME)));
        assert!(!may_flood(&"\u{301}".repeat(SCALARS_PER_GRAPHEME - 1)));
    }

    #[test]
    fn the_marker_of_an_item_is_known_by_its_length() {
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
    fn a_mark_that_stands_on_nothing_is_the_first_pile() {
        let marks = |count: usize| "a".to_owned() + &"\u{301}".repeat(count - 1);
        let (flood, marks, most) =
            ("👩\u{200d}".repeat(SCALARS_PER_GRAPHEME), marks(SCALARS_PER_GRAPHEME + 1), marks(SCALARS_PER_GRAPHEME));
        for (text, at) in [
            (most.as_str(), None),
            ("\u{301}a", Some(0)),
            ("a\u{301}", None),
            ("abc", None),
            (&flood, Some(SCALARS_PER_GRAPHEME)),
            (&marks, Some(SCALARS_PER_GRAPHEME)),
        ] {
            assert_eq!(first_pile(text), at, "{text:?}");
        }
        for mark in '\u{300}'..'\u{370}' {
            assert!(may_flood(&mark.to_string().repeat(SCALARS_PER_GRAPHEME)), "{mark:?}");
        }
    }

    #[test]
    fn a_single_line_break_is_a_space_and_an_empty_line_parts_paragraphs() {
        assert_eq!(clean_prose("one\ntwo\n\n \nthree\r\n"), "one two\nthree");
        assert_eq!(clean_line("one\ntwo\n\nthree"), "one two three");
    }

    #[test]
    fn escapes_become_pictures() {
        assert_eq!(clean_line("\u{1b}[31mred\u{7}\u{9b}"), "␛[31mred␇\u{FFFD}");
    }

    #[test]
    fn bidirectional_controls_are_replaced_and_marks_and_tags_are_dropped() {
        assert_eq!(clean_line("a\u{202e}b\u{2069}"), "a\u{FFFD}b\u{FFFD}");
        assert_eq!(clean_line("a\u{200f}!\u{61c} b\u{e0041}\u{e007f}"), "a! b");
    }

    #[test]
    fn a_leading_mark_gets_a_carrier_and_floods_are_bounded() {
        assert_eq!(clean_line("\u{301}a"), "\u{25CC}\u{301}a");
        let flood = format!("e{}", "\u{301}".repeat(1000));
        assert_eq!(clean_line(&flood).chars().count(), SCALARS_PER_GRAPHEME);
    }

    #[test]
    fn what_is_left_of_a_flood_does_not_join_again() {
        let emoji = format!("{}\u{301}", "👩\u{200d}".repeat(5)).repeat(8000);
        let jamo = format!("{}\u{1161}\u{11a8}", "\u{1100}".repeat(10)).repeat(8000);
        let flags = "🇫🇷\u{200d}".repeat(8000);
        let signs = "©\u{fe0f}\u{200d}".repeat(8000) + &"®\u{200d}".repeat(8000);
        for flood in [emoji, jamo, flags, signs] {
            let cleaned = clean_line(&flood);
            let longest = cleaned.graphemes(true).map(|it| it.chars().count()).max();
            assert!(longest <= Some(SCALARS_PER_GRAPHEME), "{longest:?}");
        }
    }

    #[test]
    fn the_last_gate_lets_through_what_is_clean_and_nothing_else() {
        assert_eq!(harmless("a\u{1b}[2J\u{202e}b\tc\n", false), "a␛[2J\u{FFFD}b c ");
        assert_eq!(harmless("a\tb\r\nc\rd\u{9b}", true), "a\tb\r\ncd\u{FFFD}");
        assert!(matches!(harmless(" é · «\u{a0}漢\u{a0}» ", false), Cow::Borrowed(_)));
    }

    #[test]
    fn french_no_break_spaces_survive() {
        assert_eq!(clean_line("«\u{a0}Oui\u{202f}!\u{a0}»"), "«\u{a0}Oui\u{202f}!\u{a0}»");
    }

    proptest! {
        #[test]
        fn the_short_way_gives_what_the_long_one_does(text in "[a-zé ’«\u{a0}\u{ad}\u{202f}\u{202e}…€\u{301}\t]{0,12}") {
            if is_clean(&text) {
                prop_assert_eq!(words(&text), text);
            }
        }

        #[test]
        fn cleaning_twice_changes_nothing(text in "\\PC*|[\\x00-\\x20\u{300}\u{200d}\u{202e}é漢👩 ]*") {
            let once = clean_prose(&text);
            prop_assert_eq!(clean_prose(&written(&once)), once.clone());
            prop_assert!(!once.chars().any(|it| it.is_control() && it != '\n'));
            prop_assert!(matches!(harmless(&once, true), Cow::Borrowed(_)));
        }
    }
}
