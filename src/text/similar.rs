//! Which word may have been meant, and how is input quoted in a message?
//!
//! Finds the candidate most similar to a misspelt name, and shortens input for messages.

use std::cmp::Reverse;

use super::{Clean, is_shown, truncate};

/// Maximum length in bytes of a name for which suggestions are made.
const MAX_NAME_BYTES: usize = 100;

/// Returns the candidate most similar to `name`, ignoring case; `None` if none is similar enough: at most one edit
/// in three characters of the longer name (optimal string alignment distance).
pub fn most_similar<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest(name, candidates, 3)
}

/// Length in bytes from which the rest of a word after a prefix is hardly another word by accident.
const LONG_WORD: usize = 7;

/// Returns the word of a text that is most similar to another one. As a text has many words, and most of them are not
/// what was meant, it must begin with the same letter or be the rest after a prefix, with at most one edit in four
/// characters.
pub fn most_similar_word<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let first = word.chars().next()?;
    let is_candidate = |it: &&str| it.starts_with(first) || it.len() >= LONG_WORD && word.ends_with(it);
    nearest(word, words.into_iter().filter(is_candidate), 4)
}

/// Returns the candidate most similar to `name`, with at most one edit in `characters_per_edit` characters.
fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    characters_per_edit: usize,
) -> Option<&'a str> {
    // Input may be of any length, and comparing takes quadratic time.
    if name.len() > MAX_NAME_BYTES {
        return None;
    }
    let lower = name.to_lowercase();
    let length = lower.chars().count();
    let is_similar = |distance: usize, it: &str| distance * characters_per_edit <= length.max(it.chars().count());
    // The distance is at least the difference in length.
    let may_be_similar = |it: &&str| is_similar(length.abs_diff(it.chars().count()), it);
    let distance = |it: &str| strsim::osa_distance(&lower, &it.to_lowercase());
    let candidates = candidates.into_iter().filter(may_be_similar);
    // Of equally similar candidates the longer one wins: omitting a letter is likelier than adding one.
    let rank = |(distance, it): &(usize, &str)| (*distance, Reverse(it.chars().count()));
    let (distance, nearest) = candidates.map(|it| (distance(it), it)).min_by_key(rank)?;
    is_similar(distance, nearest).then_some(nearest)
}

/// Returns an excerpt of input for a message, at most 60 columns wide: invisible characters are escaped, and leading
/// and trailing spaces made visible.
pub fn excerpt(input: &str) -> Clean {
    let text_start = input.len() - input.trim_start_matches(' ').len();
    let text_end = input.trim_end_matches(' ').len();
    let mut excerpt = String::new();
    for (at, character) in input.char_indices().take(200) {
        match character {
            ' ' if at < text_start || at >= text_end => excerpt.push('␣'),
            '\n' | '\r' => excerpt.push(' '),
            _ if is_shown(character) => excerpt.push(character),
            _ => excerpt.extend(character.escape_default()),
        }
    }
    Clean::line(&truncate(&excerpt, 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_suggested_only_when_near() {
        assert_eq!(most_similar("tittle", ["id", "title", "place"]), Some("title"));
        assert_eq!(most_similar("Restorative-Justise", ["restorative-justice"]), Some("restorative-justice"));
        assert_eq!(most_similar("budget", ["id", "title", "place"]), None);
        assert_eq!((most_similar("ab", ["abc"]), most_similar("ab", ["ac"])), (Some("abc"), None));
        let longest = "a".repeat(MAX_NAME_BYTES);
        assert_eq!(most_similar(&longest, [longest.as_str()]), Some(longest.as_str()));
        assert_eq!(most_similar(&(longest.clone() + "a"), [longest.as_str()]), None);
        // A candidate that differs much in length does not hide a better one.
        assert_eq!(most_similar("titles", ["tit", "titles-of"]), Some("titles-of"));
    }

    #[test]
    fn a_word_of_a_text_is_suggested_only_for_a_typing_error() {
        let words = ["risque", "moment", "daily", "retenu", "mener", "prison", "radicalisation"];
        for unlike in ["mosque", "women", "family", "detenu", "mineur"] {
            assert_eq!(most_similar_word(unlike, words), None, "{unlike}");
        }
        assert_eq!(most_similar_word("mother", ["other"]), None);
        assert_eq!(most_similar_word("exoffenders", ["offenders"]), Some("offenders"));
        assert_eq!(most_similar_word("prsion", words), Some("prison"));
        assert_eq!(most_similar_word("radicalistaion", words), Some("radicalisation"));
    }

    #[test]
    fn excerpt_is_one_line_with_invisible_characters_escaped() {
        assert_eq!(excerpt("a\nb\rc").as_str(), "a b c");
        assert_eq!(excerpt(" a\u{200b}b ").as_str(), "␣a\\u{200b}b␣");
        assert_eq!(excerpt(&"x".repeat(100)).as_str(), "x".repeat(59) + "…");
    }
}
