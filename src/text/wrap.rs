//! Where do lines break?
//!
//! Wraps text into byte ranges (UAX #14), and keeps French punctuation and web addresses whole.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::width::grapheme_width;

/// Wrapped lines as byte ranges of the text, without the spaces at their ends.
pub type LineRanges = Vec<Range<usize>>;

/// Wraps a text as [`wrap`] does, but never breaks a word after a hyphen, which would make a path or command unusable.
pub fn wrap_words(text: &str, columns: usize) -> LineRanges {
    // A letter has the same length and width as a hyphen, so the ranges stay valid.
    wrap(&text.replace('-', "x"), columns)
}

/// Wraps a text into lines of at most `columns` columns, as byte ranges of it.
///
/// Lines break where UAX #14 allows, hence not at U+00A0 or U+202F; nor at a plain space where French requires one of
/// these: after «, before » : ; ? ! %, and between a number and its unit (€ $ £ °); nor before a middle dot; nor after
/// hyphens that begin a word, nor in a name whose spaces are no-break spaces. A web address breaks only after a slash,
/// and only if it is wider than a line.
///
/// A word wider than a line is broken after a space in it or else between graphemes; a grapheme wider than a line gets
/// its own. `\n` is a mandatory break. Every character outside the ranges is a space or `\n` at the end of a line.
pub fn wrap(text: &str, columns: usize) -> LineRanges {
    let columns = columns.max(1);
    let addresses = Addresses::new(text, columns);
    let mut lines = LineRanges::new();
    let mut line = 0..0;
    let mut used = 0;
    let mut start = 0;
    let may_break = |at: usize| {
        let is_joined = is_unbreakable_space(text, at) || follows_leading_hyphens(text, at);
        addresses.may_break(at) && !is_joined && !splits_name(text, at, columns)
    };
    for (end, opportunity) in linebreaks(text).filter(|it| it.1 == BreakOpportunity::Mandatory || may_break(it.0)) {
        let word = start..end;
        let visible = text[word.clone()].trim_end_matches([' ', '\n']).len();
        let visible_width = crate::text::width(&text[start..start + visible]);
        if used + visible_width > columns && line.end > line.start {
            lines.push(line.clone());
            line = start..start;
            used = 0;
        }
        if visible_width > columns {
            used = break_word(text, start..start + visible, columns, &mut lines, &mut line);
        } else {
            if line.end == line.start {
                line = start..start;
                used = 0;
            }
            line.end = start + visible;
            used += visible_width;
        }
        // The space after the word counts only if another word follows on the same line.
        used += end - (start + visible);
        start = end;
        if opportunity == BreakOpportunity::Mandatory {
            lines.push(line.clone());
            line = end..end;
            used = 0;
        }
    }
    lines
}

/// The web addresses of a text, in order.
struct Addresses<'a> {
    text: &'a str,
    /// Byte range of each address, and whether it is wider than a line.
    ranges: Vec<(Range<usize>, bool)>,
}

impl<'a> Addresses<'a> {
    fn new(text: &'a str, columns: usize) -> Self {
        let mut ranges: Vec<(Range<usize>, bool)> = Vec::new();
        for (at, _) in text.match_indices("://") {
            if ranges.last().is_some_and(|(last, _)| at < last.end) {
                continue;
            }
            let scheme = text[..at].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
            let end = text[at..].find(char::is_whitespace).map_or(text.len(), |length| at + length);
            let range = at - scheme..end;
            let is_wide = crate::text::width(&text[range.clone()]) > columns;
            ranges.push((range, is_wide));
        }
        Self { text, ranges }
    }

    /// Returns whether a line may break at a byte offset: anywhere outside addresses; within an address wider than a
    /// line, after a single slash.
    fn may_break(&self, at: usize) -> bool {
        let index = self.ranges.partition_point(|(range, _)| range.end <= at);
        let Some((_, is_wide)) = self.ranges.get(index).filter(|(range, _)| range.start < at) else { return true };
        let (before, after) = self.text.split_at(at);
        *is_wide && before.ends_with('/') && !before.ends_with("//") && !after.starts_with('/')
    }
}

/// Returns whether a byte offset follows a plain space where French typography requires a no-break space, or where a
/// middle dot follows.
fn is_unbreakable_space(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let Some(before) = before.strip_suffix(' ') else { return false };
    let is_amount = || before.ends_with(|it: char| it.is_ascii_digit()) && after.starts_with(['€', '$', '£', '°']);
    before.ends_with(['«', '‹']) || after.starts_with(['»', '›', ':', ';', '?', '!', '%', '‰', '·']) || is_amount()
}

/// Returns whether a byte offset is preceded by the hyphens that begin a word, as in `-word` and `--option` (UAX #14,
/// LB20a).
fn follows_leading_hyphens(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches('-');
    before.len() < at && (before.is_empty() || before.ends_with(char::is_whitespace))
}

/// Returns whether a byte offset follows a hyphen in a name that no-break spaces keep on one line, as in `Multi-agency
/// work`. A no-break space that is more than a line away is not looked for.
fn splits_name(text: &str, at: usize, columns: usize) -> bool {
    let (before, after) = text.split_at(at);
    let mut word = after.chars().zip(after.chars().skip(1)).take(columns).take_while(|it| !matches!(it.0, ' ' | '\n'));
    before.ends_with('-') && word.any(|(it, next)| it == '\u{a0}' && next.is_alphabetic())
}

/// Breaks a word wider than a line: adds all but the last line to `lines`, puts the last one into `line`, and returns
/// its width.
fn break_word(
    text: &str,
    word: Range<usize>,
    columns: usize,
    lines: &mut LineRanges,
    line: &mut Range<usize>,
) -> usize {
    let mut used = 0;
    // Byte offset after the last space in the word on this line, where the next line may begin, and the width up to it.
    let mut last_space = None;
    *line = word.start..word.start;
    for (at, grapheme) in text[word.clone()].grapheme_indices(true) {
        let (start, end, grapheme_width) =
            (word.start + at, word.start + at + grapheme.len(), grapheme_width(grapheme));
        while used + grapheme_width > columns && line.end > line.start {
            let (cut, before) = last_space.take().unwrap_or((start, used));
            lines.push(line.start..cut);
            *line = cut..start;
            used -= before;
        }
        line.end = end;
        used += grapheme_width;
        if matches!(grapheme, " " | "\u{a0}" | "\u{202f}") && end < word.end {
            last_space = Some((end, used));
        }
    }
    used
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{clean_prose, width};
    use proptest::prelude::*;

    fn lines(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(lines("one two three", 7), ["one two", "three"]);
        assert_eq!(lines("", 7), Vec::<&str>::new());
        assert_eq!(lines("one\ntwo", 7), ["one", "two"]);
    }

    #[test]
    fn leading_hyphens_stay_with_their_word() {
        assert_eq!(lines("run --theme x, -word", 7), ["run", "--theme", "x,", "-word"]);
        assert_eq!(lines("a - b co-operate", 6), ["a - b", "co-", "operat", "e"]);
    }

    #[test]
    fn names_joined_by_no_break_spaces_break_at_no_hyphen() {
        assert_eq!(lines("a · multi-agency\u{a0}work · b", 20), ["a ·", "multi-agency\u{a0}work ·", "b"]);
        assert_eq!(lines("peut-être\u{a0}: oui", 8), ["peut-", "être\u{a0}:", "oui"]);
        // In time proportional to the text, whatever the number of hyphens.
        assert_eq!(lines(&"a-".repeat(250_000), 10).len(), 50_000);
    }

    #[test]
    fn french_punctuation_stays_with_its_word() {
        assert_eq!(lines("il a dit\u{a0}: «\u{a0}non\u{a0}»", 9), ["il a", "dit\u{a0}:", "«\u{a0}non\u{a0}»"]);
        assert_eq!(lines("vingt\u{202f}%", 6), ["vingt\u{202f}", "%"]);
        assert_eq!(lines("one two · three", 7), ["one", "two ·", "three"]);
        assert_eq!(lines("un mot ; la suite", 6), ["un", "mot ;", "la", "suite"]);
    }

    #[test]
    fn french_punctuation_stays_with_its_word_after_plain_space() {
        assert_eq!(lines("il a dit : « non »", 9), ["il a", "dit :", "« non »"]);
        assert_eq!(lines("coûte 100 €, ou 5 % de", 8), ["coûte", "100 €,", "ou 5 %", "de"]);
    }

    #[test]
    fn addresses_stay_whole_or_break_after_a_slash() {
        let text = "Efus, https://efus.eu/a-b/c, 2019";
        assert_eq!(lines(text, 24), ["Efus,", "https://efus.eu/a-b/c,", "2019"]);
        assert_eq!(lines(text, 18), ["Efus,", "https://efus.eu/", "a-b/c, 2019"]);
        assert_eq!(lines(text, 9), ["Efus,", "https://e", "fus.eu/", "a-b/c,", "2019"]);
    }

    #[test]
    fn overlong_words_break_between_graphemes() {
        assert_eq!(lines("ab漢字", 3), ["ab", "漢", "字"]);
        assert_eq!(lines("gestion\u{a0}de\u{a0}cas", 12), ["gestion\u{a0}de\u{a0}", "cas"]);
        assert_eq!(lines("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
    }

    proptest! {
        #[test]
        fn wrapped_lines_fit_and_lose_no_text(raw in "([a-z]{1,12}|[ \n]|é|e\u{301}|漢|👩\u{200d}👩|\u{a0}|\u{202f}|:|«|\u{1f1eb}\u{1f1f7}|\\PC){0,60}", columns in 1usize..80) {
            let text = clean_prose(&raw);
            let ranges = wrap(&text, columns);
            let mut end = 0;
            for range in &ranges {
                prop_assert!(text[end..range.start].chars().all(|it| it == ' ' || it == '\n'), "lost {:?}", &text[end..range.start]);
                let line = &text[range.clone()];
                prop_assert!(width(line) <= columns || line.graphemes(true).count() == 1, "{line:?} is wider than {columns}");
                end = range.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
