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
    // Input may be of any length, and comparing takes quadratic time.
    if name.len() > MAX_NAME_BYTES {
        return None;
    }
    let lower = name.to_lowercase();
    let length = lower.chars().count();
    let longer_length = |it: &str| length.max(it.chars().count());
    // The distance is at least the difference in length.
    let may_be_similar = |it: &&str| length.abs_diff(it.chars().count()) * 3 <= longer_length(it);
    let distance = |it: &str| strsim::osa_distance(&lower, &it.to_lowercase());
    let candidates = candidates.into_iter().filter(may_be_similar);
    // Of equally similar candidates the longer one wins: omitting a letter is likelier than adding one.
    let rank = |(distance, it): &(usize, &str)| (*distance, Reverse(it.chars().count()));
    let (distance, nearest) = candidates.map(|it| (distance(it), it)).min_by_key(rank)?;
    (distance * 3 <= longer_length(nearest)).then_some(nearest)
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
    fn excerpt_is_one_line_with_invisible_characters_escaped() {
        assert_eq!(excerpt("a\nb\rc").as_str(), "a b c");
        assert_eq!(excerpt(" a\u{200b}b ").as_str(), "␣a\\u{200b}b␣");
        assert_eq!(excerpt(&"x".repeat(100)).as_str(), "x".repeat(59) + "…");
    }
}
