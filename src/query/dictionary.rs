//! Which number does a word have?
//!
//! Interns the words of a segment: each distinct word gets a number, in the order of first occurrence.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};
use memchr::memchr;

use super::convert::to_u32;
use super::segment::word;

/// Number of bytes examined at once. Most words are shorter, so that finding and comparing them takes a few
/// instructions.
const WINDOW: usize = 16;
/// Spaces appended to a text so that a window can be read at each of its bytes.
const PADDING: &str = "                ";
/// Marks the key of a word that fills a window: in the last byte, which holds the length of shorter words.
const IS_LONG: u128 = 0xFF << 120;

/// Distinct words and their numbers.
pub(super) struct Dictionary {
    /// All words, each terminated by a line break. Word 0 is empty: it marks the end of a text.
    pub(super) text: String,
    /// Byte offset where each word ends, line break included.
    pub(super) ends: Vec<u32>,
    /// First bytes of each word (the whole word if it is shorter than a window), with its length or [`IS_LONG`].
    keys: Vec<u128>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Default for Dictionary {
    fn default() -> Self {
        let (text, ends, keys) = (String::new(), Vec::new(), Vec::new());
        let mut new = Self { text, ends, keys, numbers: HashTable::new(), hasher: DefaultHashBuilder::default() };
        new.clear();
        new
    }
}

impl Dictionary {
    /// Resets the dictionary to word 0 alone.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.keys.clear();
        self.numbers.clear();
        self.push("", 0);
    }

    /// Calls `visit` with the number of each word of a folded text, in order, and adds new words. Only U+0020 separates
    /// words. The text is padded in place and restored.
    pub(super) fn intern_words(&mut self, folded: &mut String, mut visit: impl FnMut(u32)) {
        let length = folded.len();
        folded.push_str(PADDING);
        let mut at = 0;
        while at < length {
            let Some(window) = folded.as_bytes()[at..].first_chunk::<WINDOW>() else { break };
            let window = u128::from_le_bytes(*window);
            let mut end = at + first_space(window);
            let key = match end - at {
                WINDOW => {
                    end += memchr(b' ', &folded.as_bytes()[end..]).unwrap_or_default();
                    window | IS_LONG
                }
                short => window & !(u128::MAX << (8 * short)) | (short as u128) << 120,
            };
            if end > at {
                visit(self.intern(&folded[at..end], key));
            }
            at = end + 1;
        }
        folded.truncate(length);
    }

    fn intern(&mut self, written: &str, key: u128) -> u32 {
        let Self { text, ends, keys, numbers, hasher } = self;
        let hash = |key: u128, word: &str| match key & IS_LONG {
            IS_LONG => hasher.hash_one(word),
            _ => hasher.hash_one(key),
        };
        let hashed = hash(key, written);
        let is_match = |it: usize| keys[it] == key && (key & IS_LONG != IS_LONG || word(text, ends, it) == written);
        if let Some(number) = numbers.find(hashed, |it| is_match(*it as usize)) {
            return *number;
        }
        let new = to_u32(ends.len());
        numbers.insert_unique(hashed, new, |it| hash(keys[*it as usize], word(text, ends, *it as usize)));
        self.push(written, key);
        new
    }

    fn push(&mut self, word: &str, key: u128) {
        self.text.push_str(word);
        self.text.push('\n');
        self.ends.push(to_u32(self.text.len()));
        self.keys.push(key);
    }
}

/// Returns the number of bytes before the first space in a window; [`WINDOW`] where it has none.
fn first_space(window: u128) -> usize {
    const ONES: u128 = u128::MAX / 0xFF;
    // Mycroft's test: subtracting 1 from each byte sets the highest bit of a zero byte. Borrows can flag later bytes
    // falsely, but not earlier ones.
    let spaces = window ^ (ONES * b' ' as u128);
    ((spaces.wrapping_sub(ONES) & !spaces & (ONES << 7)).trailing_zeros() / 8) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_distinct_word_has_one_number_at_any_length() {
        let mut words = Dictionary::default();
        let mut text = "a  ab abcdefghijklmno abcdefghijklmnop abcdefghijklmnopq abcdefghijklmnopr élan".to_owned();
        let mut numbers = Vec::new();
        words.intern_words(&mut text, |it| numbers.push(it));
        words.intern_words(&mut text, |it| numbers.push(it));
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7]);
        let written = (1..8).map(|it| word(&words.text, &words.ends, it)).collect::<Vec<_>>().join(" ");
        assert_eq!(written, text.replace("  ", " "));
    }

    proptest::proptest! {
        #[test]
        fn words_are_split_at_spaces_and_deduplicated(text in "([a-cé漢]{0,18} {0,2}){0,12}") {
            let (mut words, mut numbers) = (Dictionary::default(), Vec::new());
            words.intern_words(&mut text.clone(), |it| numbers.push(it as usize));
            let found: Vec<&str> = numbers.iter().map(|it| word(&words.text, &words.ends, *it)).collect();
            let written: Vec<&str> = text.split(' ').filter(|it| !it.is_empty()).collect();
            let distinct: std::collections::HashSet<&str> = written.iter().copied().collect();
            proptest::prop_assert_eq!(found, written);
            proptest::prop_assert_eq!(words.ends.len(), distinct.len() + 1);
        }
    }

    #[test]
    fn long_words_are_not_confused_with_short_ones() {
        // Without the marker, the 16th byte of a long word could pass for the length of a short one.
        let mut words = Dictionary::default();
        let mut numbers = Vec::new();
        let mut text = "abcdefghijklmnoÿ abcdefghijklmno\u{f} abcdefghijklmno".to_owned();
        words.intern_words(&mut text, |it| numbers.push(it));
        assert_eq!(numbers, [1, 2, 3]);
    }
}
