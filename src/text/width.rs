//! How many columns does a text take?
//!
//! Measures the display width of graphemes (UAX #11, UAX #29), and cuts and pads text to a width.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::clean::is_plain;

/// Returns the display width of a text in columns: the sum of the widths of its graphemes.
pub fn width(text: &str) -> usize {
    match text {
        _ if text.is_ascii() => text.len(),
        _ if is_narrow(text) => text.chars().count(),
        _ => text.graphemes(true).map(grapheme_width).sum(),
    }
}

/// Returns the number of columns to reserve for a grapheme. Some terminals give every letter and every spacing vowel
/// sign of an Indic or Khmer syllable columns of its own: with fewer, the next grapheme would overwrite the last of
/// them.
pub(super) fn grapheme_width(grapheme: &str) -> usize {
    let is_syllable =
        |it: char| matches!(it, '\u{900}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}');
    match grapheme.chars().next() {
        Some(first) if is_syllable(first) => grapheme.width().max(grapheme.chars().map(columns_alone).sum()),
        _ => grapheme.width(),
    }
}

/// Returns the number of columns that a code point takes where it is measured alone, as `wcwidth` does.
fn columns_alone(character: char) -> usize {
    match character {
        // Spacing marks that extend a grapheme (Other_Grapheme_Extend of UAX #44).
        '\u{9BE}' | '\u{9D7}' | '\u{B3E}' | '\u{B57}' | '\u{BBE}' | '\u{BD7}' | '\u{CC0}' | '\u{CC2}' => 1,
        '\u{CC7}' | '\u{CC8}' | '\u{CCA}' | '\u{CCB}' | '\u{CD5}' | '\u{CD6}' | '\u{D3E}' | '\u{D57}' => 1,
        '\u{DCF}' | '\u{DDF}' => 1,
        // Letters that unicode-width joins to a virama before them.
        it if it.is_alphabetic() && !is_combining_mark(it) => 1,
        it => it.width().unwrap_or(0),
    }
}

/// Returns whether every character of a text is certainly a grapheme of one column (narrow, UAX #11). This holds for
/// most non-ASCII text in European languages: accented letters and typographic punctuation.
pub fn is_narrow(text: &str) -> bool {
    text.chars().all(|it| it.is_ascii() || is_plain(it))
}

/// Returns the text cut to at most `columns` columns, ending with "…" if anything was cut.
pub fn truncate(text: &str, columns: usize) -> String {
    truncate_with(text, columns, "…")
}

/// Returns the text cut to at most `columns` columns, ending with `ellipsis` if anything was cut; where `ellipsis` does
/// not fit, its first `columns` characters.
pub fn truncate_with(text: &str, columns: usize, ellipsis: &str) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let Some(room) = columns.checked_sub(width(ellipsis)) else { return ellipsis.chars().take(columns).collect() };
    let mut truncated = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme_width(grapheme);
        if used > room {
            break;
        }
        truncated.push_str(grapheme);
    }
    let end = truncated.trim_end().len();
    truncated.truncate(end);
    truncated.push_str(ellipsis);
    truncated
}

/// Returns the text cut or padded with spaces to exactly `columns` columns.
pub fn pad(text: &str, columns: usize) -> String {
    let mut text = truncate(text, columns);
    let padding = columns.saturating_sub(width(&text));
    text.extend(std::iter::repeat_n(' ', padding));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wide_and_combining_characters_are_measured_as_drawn() {
        assert_eq!((width("abc"), width("漢字"), width("e\u{301}"), width("")), (3, 4, 1, 0));
        // As many columns as a terminal takes that measures each code point alone.
        for (word, columns) in [("কারাগার", 7), ("நிர்வாகம்", 7), ("ស្ត្រី", 3), ("हिन्दी", 5), ("สวัสดี", 4)]
        {
            assert_eq!(width(word), columns, "{word}");
        }
    }

    #[test]
    fn truncation_is_marked_and_never_splits_a_character() {
        assert_eq!(truncate("Clichy-sous-Bois", 7), "Clichy…");
        assert_eq!(truncate("漢字漢字", 4), "漢…");
        assert_eq!(truncate("abc", 0), "");
        assert_eq!((truncate_with("abcdef", 5, "..."), truncate_with("abc", 2, "...")), ("ab...".into(), "..".into()));
    }

    #[test]
    fn plain_characters_take_one_column_each() {
        let plain: Vec<char> = ('\u{80}'..char::MAX).filter(|&it| is_plain(it)).collect();
        assert!(plain.len() > 700);
        for pair in plain.windows(2) {
            let text = String::from_iter(pair);
            assert_eq!(text.graphemes(true).map(UnicodeWidthStr::width).collect::<Vec<_>>(), [1, 1], "{pair:?}");
        }
    }

    proptest! {
        #[test]
        fn padding_is_exact(text in "\\PC{0,40}", columns in 0usize..60) {
            prop_assert_eq!(width(&pad(&crate::text::clean_line(&text), columns)), columns);
        }
    }
}
