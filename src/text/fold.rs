//! When are two words the same? Folding for search, with a way back to the original characters.

use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Returns the text as it is compared in searches.
///
/// Case, accents (composed or not), ligatures (œ, æ, ß, ﬁ), typographic apostrophes and quotes,
/// no-break and other spaces, and hyphens all fold to one plain form.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded text to `folded`.
pub fn fold_into(text: &str, folded: &mut String) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        // Runs of plain letters, which most of every text is, are taken whole.
        let plain = rest.bytes().position(|it| !it.is_ascii() || it < b' ').unwrap_or(rest.len());
        if plain > 0 {
            let start = folded.len();
            folded.push_str(&rest[..plain]);
            folded[start..].make_ascii_lowercase();
            rest = &rest[plain..];
        } else {
            fold_char(first, &mut |it| folded.push(it));
            rest = &rest[first.len_utf8()..];
        }
    }
}

/// Returns where a folded needle occurs in a text, as byte ranges of the original text, in order
/// and not overlapping. A range covers whole characters, with the accents that follow them.
pub fn find_all(text: &str, folded_needle: &str) -> Vec<Range<usize>> {
    if folded_needle.is_empty() {
        return Vec::new();
    }
    let mut folded = String::with_capacity(text.len());
    // For each byte of the folded text, where the original character that gave it begins.
    let mut origin: Vec<usize> = Vec::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        fold_char(character, &mut |it| folded.push(it));
        origin.resize(folded.len(), at);
    }
    let end_of = |folded_end: usize| {
        let last = origin.get(folded_end - 1).copied().unwrap_or(text.len());
        // Up to the next character that gave something else: accents go with their letter.
        origin[folded_end..].iter().copied().find(|&it| it != last).unwrap_or(text.len())
    };
    let finder = memchr::memmem::Finder::new(folded_needle);
    let mut hits: Vec<Range<usize>> = Vec::new();
    for at in finder.find_iter(folded.as_bytes()) {
        let hit = origin[at]..end_of(at + folded_needle.len());
        if hits.last().is_none_or(|last| last.end <= hit.start) {
            hits.push(hit);
        }
    }
    hits
}

/// Gives the folded characters of one character, none for a combining mark.
fn fold_char(character: char, push: &mut impl FnMut(char)) {
    if character.is_ascii() {
        fold_letter(character, push);
    } else if let Some(folded) = LATIN.get(character as usize) {
        folded.iter().filter(|&&it| it != '\0').for_each(|&it| push(it));
    } else {
        fold_other(character, push);
    }
}

/// The folded forms of the characters before U+0300, which nearly every text is made of: at most three
/// characters each, filled up with U+0000.
static LATIN: LazyLock<Vec<[char; 3]>> = LazyLock::new(|| {
    let fold = |character| {
        let (mut folded, mut count) = (['\0'; 3], 0);
        fold_other(character, &mut |it| {
            if let Some(place) = folded.get_mut(count) {
                *place = it;
            }
            count += 1;
        });
        folded
    };
    ('\0'..'\u{300}').map(fold).collect()
});

/// Gives the folded characters of a character, from what Unicode says of it.
fn fold_other(character: char, push: &mut impl FnMut(char)) {
    if character.is_ascii() {
        fold_letter(character, push);
    } else if let Some(plain) = plain_sign(character) {
        push(plain);
    } else {
        decompose_compatible(character, |part| match plain_sign(part) {
            Some(plain) => push(plain),
            None if is_combining_mark(part) => {}
            None => part.to_lowercase().for_each(|it| fold_letter(it, push)),
        });
    }
}

/// Returns the plain form of spaces, hyphens, apostrophes and quotation marks.
fn plain_sign(character: char) -> Option<char> {
    match character {
        '\u{A0}' | '\u{202F}' | '\u{2000}'..='\u{200A}' | '\u{205F}' | '\u{3000}' => Some(' '),
        '’' | '‘' | '‛' | 'ʼ' | '′' | '＇' | '´' => Some('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => Some('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => Some('-'),
        '\u{2044}' => Some('/'),
        _ => None,
    }
}

/// Gives the folded form of a letter that is lower case already, or plain.
fn fold_letter(letter: char, push: &mut impl FnMut(char)) {
    match letter {
        'A'..='Z' => push(letter.to_ascii_lowercase()),
        '\n' | '\t' => push(' '),
        'œ' => "oe".chars().for_each(push),
        'æ' => "ae".chars().for_each(push),
        'ß' => "ss".chars().for_each(push),
        'þ' => "th".chars().for_each(push),
        'ø' => push('o'),
        'ł' => push('l'),
        'đ' | 'ð' => push('d'),
        'ı' => push('i'),
        _ if is_combining_mark(letter) => {}
        _ => push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn case_accents_ligatures_and_apostrophes_fold_together() {
        for (one, other) in [
            ("ÉVALUATION", "evaluation"),
            ("e\u{301}valuation", "évaluation"),
            ("œuvre", "OEUVRE"),
            ("Straße", "STRASSE"),
            ("l’eau", "l'eau"),
            ("Málaga", "malaga"),
            ("dix\u{202f}%", "dix %"),
            ("sous\u{2011}bois", "sous-bois"),
            ("ﬁn", "fin"),
            ("İzmir", "izmir"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
    }

    #[test]
    fn hits_cover_the_original_characters() {
        let text = "Une E\u{301}valuation, une œuvre";
        let found: Vec<&str> = find_all(text, "e").into_iter().map(|hit| &text[hit]).collect();
        assert_eq!(found, ["e", "E\u{301}", "e", "œ", "e"]);
        assert_eq!(find_all("évaluation", &fold("ÉVALU")), vec![0..6]);
        assert!(find_all("text", "").is_empty());
    }

    #[test]
    fn the_table_holds_all_of_every_folded_form() {
        for character in '\0'..'\u{300}' {
            let (mut from_table, mut from_unicode) = (String::new(), String::new());
            fold_char(character, &mut |it| from_table.push(it));
            fold_other(character, &mut |it| from_unicode.push(it));
            assert!(character == '\0' || from_table == from_unicode, "{character:?}");
        }
    }

    proptest! {
        #[test]
        fn composed_and_decomposed_fold_alike(text in "\\PC{0,40}") {
            let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
            prop_assert_eq!(fold(&nfc), fold(&nfd));
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn every_hit_is_in_the_text_and_folds_to_hold_the_needle(text in "[a-cé œE\u{301}’'-]{0,40}", needle in "[a-ceo '-]{1,3}") {
            let needle = fold(&needle);
            let hits = find_all(&text, &needle);
            for hit in &hits {
                prop_assert!(fold(&text[hit.clone()]).contains(&needle));
            }
            prop_assert_eq!(hits.is_empty(), !fold(&text).contains(&needle));
        }
    }
}
