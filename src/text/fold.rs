//! When are two words the same?
//!
//! Folds text for searches, and maps hits in folded text back to the original characters.

use std::cmp::Reverse;
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::plain::plain_prefix;

/// Maximum length of a slug in bytes.
const MAX_SLUG_BYTES: usize = 60;

/// Folds a text for comparison in searches.
///
/// Case, accents (composed or not), ligatures (œ, æ, ß, ﬁ), typographic apostrophes, quotation marks and hyphens, and
/// no-break and other spaces all fold to one plain form. Every letter folds to the same form as its capital.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded text to `folded`; returns whether it may have a second folded form (see [`fold_second_form`]).
pub fn fold_into(text: &str, folded: &mut String) -> bool {
    fold_text(text, folded, false)
}

/// Appends the folded text, or its second folded form if `is_second_form`, to `folded`; returns whether it may have
/// one.
fn fold_text(text: &str, folded: &mut String, is_second_form: bool) -> bool {
    let (mut rest, mut may_have_second_form, start) = (text, false, folded.len());
    while let Some(first) = rest.chars().next() {
        // Most text is printable ASCII, which is copied in runs, except for a letter to which a following mark belongs.
        let mut plain_length = plain_prefix(rest.as_bytes());
        if is_second_form && rest[plain_length..].starts_with(DIGRAPH_MARKS) {
            plain_length = plain_length.saturating_sub(1);
        }
        if plain_length > 0 {
            folded.push_str(&rest[..plain_length]);
            rest = &rest[plain_length..];
            continue;
        }
        rest = &rest[first.len_utf8()..];
        if let Some(letter) = single_letter(first) {
            folded.push(letter);
            continue;
        }
        let letters = digraph(first, rest.chars().next());
        may_have_second_form |= letters.is_some() || DIGRAPH_MARKS.contains(&first);
        match letters {
            Some(letters) if is_second_form => folded.push_str(letters),
            _ => fold_char(first, &mut |it| folded.push(it)),
        }
    }
    folded[start..].make_ascii_lowercase();
    may_have_second_form
}

/// Returns the second folded form of a text, in which ö is oe, ä ae, ü ue, å aa and ø oe, and Greek vowels have no iota
/// subscript (ᾠ is ω); `None` if the text has none of these.
pub fn fold_second_form(text: &str) -> Option<String> {
    let mut folded = String::with_capacity(text.len());
    fold_text(text, &mut folded, true).then_some(folded)
}

/// Combining marks that form a letter with a two-letter spelling: the diaeresis and the ring above.
const DIGRAPH_MARKS: [char; 2] = ['\u{308}', '\u{30a}'];

/// Returns the second folded form of a letter, or of a letter and the combining mark after it: two letters for an
/// umlaut and the like, the bare vowel for a Greek one with iota subscript, which modern Greek omits, and an empty
/// string for the combining iota. `None` if there is no second form.
fn digraph(letter: char, mark: Option<char>) -> Option<&'static str> {
    Some(match (letter, mark) {
        ('ö' | 'Ö' | 'ø' | 'Ø', _) | ('o' | 'O', Some('\u{308}')) => "oe",
        ('ä' | 'Ä', _) | ('a' | 'A', Some('\u{308}')) => "ae",
        ('ü' | 'Ü', _) | ('u' | 'U', Some('\u{308}')) => "ue",
        ('å' | 'Å', _) | ('a' | 'A', Some('\u{30a}')) => "aa",
        ('\u{345}', _) => "",
        ('\u{1f80}'..='\u{1f8f}' | '\u{1fb2}'..='\u{1fb4}' | '\u{1fb7}' | '\u{1fbc}', _) => "α",
        ('\u{1f90}'..='\u{1f9f}' | '\u{1fc2}'..='\u{1fc4}' | '\u{1fc7}' | '\u{1fcc}', _) => "η",
        ('\u{1fa0}'..='\u{1faf}' | '\u{1ff2}'..='\u{1ff4}' | '\u{1ff7}' | '\u{1ffc}', _) => "ω",
        _ => return None,
    })
}

/// Returns the occurrences of a folded needle in a text, in either folded form, as byte ranges of the original text, in
/// order and not overlapping. A range covers whole characters with their combining marks.
pub fn find_all(text: &str, folded_needle: &str) -> Vec<Range<usize>> {
    if folded_needle.is_empty() {
        return Vec::new();
    }
    let mut folded = String::with_capacity(text.len());
    let has_second_form = fold_into(text, &mut folded);
    // Most texts do not contain the needle, and checking that without tracking the origins is faster.
    let is_contained = memchr::memmem::find(folded.as_bytes(), folded_needle.as_bytes()).is_some();
    let mut hits = if is_contained { find_in(text, folded_needle, false) } else { Vec::new() };
    if has_second_form {
        hits.extend(find_in(text, folded_needle, true));
        hits = without_overlaps(hits);
    }
    hits
}

/// Returns ranges in order, and of overlapping ones only the first: the longest of those that begin together.
pub fn without_overlaps(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|it| (it.start, Reverse(it.end)));
    let mut end = 0;
    ranges.retain(|it| {
        let is_kept = it.start >= end;
        end = if is_kept { it.end } else { end };
        is_kept
    });
    ranges
}

/// Returns the occurrences of a needle in one of the folded forms of a text, as byte ranges of the text.
fn find_in(text: &str, needle: &str, is_second_form: bool) -> Vec<Range<usize>> {
    let mut folded = String::with_capacity(text.len());
    // For each byte of the folded text, the byte offset of its original character.
    let mut origin: Vec<usize> = Vec::with_capacity(text.len());
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, it)| *it);
        match is_second_form.then(|| digraph(character, next)).flatten() {
            Some(letters) => folded.push_str(letters),
            None => fold_char(character, &mut |it| folded.push(it)),
        }
        origin.resize(folded.len(), at);
    }
    let original_end = |folded_end: usize| {
        let last = origin.get(folded_end - 1).copied().unwrap_or(text.len());
        // Up to the next character with folded output, so that accents stay with their letter.
        origin[folded_end..].iter().copied().find(|&it| it != last).unwrap_or(text.len())
    };
    let finder = memchr::memmem::Finder::new(needle);
    let mut hits: Vec<Range<usize>> = Vec::new();
    for at in finder.find_iter(folded.as_bytes()) {
        let hit = with_marks(text, origin[at]..original_end(at + needle.len()));
        if hits.last().is_none_or(|last| last.end <= hit.start) {
            hits.push(hit);
        }
    }
    hits
}

/// Extends a range to whole letters at both ends, with the combining marks that follow them.
fn with_marks(text: &str, Range { mut start, end }: Range<usize>) -> Range<usize> {
    while text[start..].starts_with(is_combining_mark)
        && let Some(before) = text[..start].chars().next_back()
    {
        start -= before.len_utf8();
    }
    let after: usize = text[end..].chars().take_while(|it| is_combining_mark(*it)).map(char::len_utf8).sum();
    start..end + after
}

/// Returns the only folded form of a Latin letter if that is one letter, as for nearly all accented letters.
fn single_letter(letter: char) -> Option<char> {
    match latin(letter) {
        Some([plain, '\0', _]) if *plain != '\0' && digraph(letter, None).is_none() => Some(*plain),
        _ => None,
    }
}

/// Calls `push` with the folded characters of a character; there are none for an accent.
fn fold_char(character: char, push: &mut impl FnMut(char)) {
    if character.is_ascii() {
        fold_letter(character, push);
    } else if let Some(folded) = latin(character) {
        folded.iter().filter(|&&it| it != '\0').for_each(|&it| push(it));
    } else {
        fold_other(character, push);
    }
}

/// The first code point after ASCII.
const ABOVE_ASCII: usize = 0x80;

/// Folded forms of U+0080 to U+017F, which cover nearly all text in European languages besides ASCII: at most three
/// characters each, padded with U+0000.
static LATIN: LazyLock<Vec<[char; 3]>> = LazyLock::new(|| {
    let fold = |character| {
        let (mut folded, mut count) = (['\0'; 3], 0);
        fold_other(character, &mut |it| {
            if let Some(slot) = folded.get_mut(count) {
                *slot = it;
            }
            count += 1;
        });
        folded
    };
    ('\u{80}'..'\u{180}').map(fold).collect()
});

/// Returns the folded form of a character from [`LATIN`]; `None` for one outside its range.
fn latin(character: char) -> Option<&'static [char; 3]> {
    LATIN.get((character as usize).checked_sub(ABOVE_ASCII)?)
}

/// Calls `push` with the folded characters of a character, computed from its Unicode properties.
fn fold_other(character: char, push: &mut impl FnMut(char)) {
    if character.is_ascii() {
        fold_letter(character, push);
    } else if let Some(plain) = ascii_punctuation(character) {
        push(plain);
    } else {
        decompose_compatible(character, |part| match ascii_punctuation(part) {
            Some(plain) => push(plain),
            // Via upper case, so that all lower-case forms of a letter (ς, ſ, ı) fold alike.
            None => part.to_uppercase().flat_map(char::to_lowercase).for_each(|it| fold_letter(it, push)),
        });
    }
}

/// Returns the ASCII form of typographic hyphens, apostrophes, quotation marks and the fraction slash, which
/// compatibility decomposition (unlike that of spaces) does not give.
fn ascii_punctuation(character: char) -> Option<char> {
    match character {
        '’' | '‘' | '‛' | 'ʼ' | '′' | '´' => Some('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => Some('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '\u{2044}' => Some('/'),
        _ => None,
    }
}

/// Calls `push` with the folded form of a character that is ASCII or has been lower-cased and decomposed.
fn fold_letter(letter: char, push: &mut impl FnMut(char)) {
    match letter {
        'A'..='Z' => push(letter.to_ascii_lowercase()),
        '\n' | '\t' => push(' '),
        'œ' => "oe".chars().for_each(push),
        'æ' => "ae".chars().for_each(push),
        // Comes from the capital ẞ; the small letter has become "ss" via upper case.
        'ß' => "ss".chars().for_each(push),
        'þ' => "th".chars().for_each(push),
        'ø' => push('o'),
        'ł' => push('l'),
        'đ' | 'ð' => push('d'),
        _ if is_accent(letter) => {}
        _ => push(letter),
    }
}

/// Returns whether a character is a combining mark that folding drops, as accents are. Marks of scripts in which they
/// are vowels, or form other letters, are kept.
fn is_accent(character: char) -> bool {
    is_combining_mark(character) && !DISTINCTIVE_MARKS.iter().any(|it| it.contains(&character))
}

/// Ranges of the combining marks that distinguish words: those of the scripts of South and South-East Asia, and the
/// voicing marks of kana.
const DISTINCTIVE_MARKS: [RangeInclusive<char>; 8] = [
    '\u{900}'..='\u{109f}',
    '\u{1712}'..='\u{17dd}',
    '\u{1920}'..='\u{1a7f}',
    '\u{1b00}'..='\u{1cff}',
    '\u{3099}'..='\u{309a}',
    '\u{a802}'..='\u{abed}',
    '\u{10a01}'..='\u{10a3f}',
    '\u{11000}'..='\u{11fff}',
];

/// Returns a readable name made of an identifier: `target_group` becomes `Target group`.
pub fn readable(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Returns an identifier made from a name: its folded words of ASCII letters and digits, joined by hyphens, as many as
/// fit into 60 bytes. Empty where no word fits.
pub fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    let mut slug = String::new();
    for word in words {
        let separator = if slug.is_empty() { "" } else { "-" };
        if slug.len() + separator.len() + word.len() > MAX_SLUG_BYTES {
            break;
        }
        slug.extend([separator, word]);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn slug_takes_words_up_to_60_bytes() {
        let word = "a".repeat(60);
        assert_eq!(slug(&word), word);
        assert_eq!(slug(&format!("{} bc", &word[..57])), format!("{}-bc", &word[..57]));
        assert_eq!(slug(&format!("{} bcd", &word[..57])), word[..57]);
        assert_eq!(slug(&format!("{word}a b")), "");
    }

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
            ("Πειραιάς", "ΠΕΙΡΑΙΑΣ"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
    }

    #[test]
    fn upper_and_lower_case_of_any_character_fold_alike() {
        for letter in '\0'..=char::MAX {
            let folded = fold(&letter.to_string());
            let (upper, lower): (String, String) = (letter.to_uppercase().collect(), letter.to_lowercase().collect());
            assert_eq!((fold(&upper), fold(&lower)), (folded.clone(), folded), "{letter:?}");
        }
    }

    #[test]
    fn umlauts_fold_to_one_letter_and_to_digraphs() {
        for (text, plain, digraphs) in [
            ("Österreich", "osterreich", "oesterreich"),
            ("O\u{308}sterreich", "osterreich", "oesterreich"),
            ("Århus, MÜNCHEN", "arhus, munchen", "aarhus, muenchen"),
            ("Ærø på Ä", "aero pa a", "aeroe paa ae"),
        ] {
            assert_eq!((fold(text).as_str(), fold_second_form(text).as_deref()), (plain, Some(digraphs)));
        }
        assert_eq!(fold_second_form("Évaluation, œuvre, que"), None);
        let text = "Ärzte in Österreich, O\u{308}l";
        let found = |needle| find_all(text, needle).into_iter().map(|hit| &text[hit]).collect::<Vec<_>>();
        assert_eq!(found("oesterreich"), ["Österreich"]);
        assert_eq!(found("osterreich"), ["Österreich"]);
        assert_eq!(found("oel"), ["O\u{308}l"]);
        assert_eq!(found("o"), ["Ö", "O\u{308}"]);
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
    fn fold_table_matches_unicode_folding() {
        for character in '\0'..'\u{300}' {
            let (mut from_table, mut from_unicode) = (String::new(), String::new());
            fold_char(character, &mut |it| from_table.push(it));
            fold_other(character, &mut |it| from_unicode.push(it));
            assert!(character == '\0' || from_table == from_unicode, "{character:?}");
        }
    }

    #[test]
    fn distinguishing_marks_are_kept_and_stay_with_their_letter() {
        for (one, other) in [("दान", "दिन"), ("バス", "ハス"), ("กิน", "กัน"), ("பல்", "பால்")]
        {
            assert!(fold(one) != fold(other) && find_all(one, &fold(other)).is_empty(), "{one} {other}");
        }
        for (one, other) in [("שָׁלוֹם", "שלום"), ("مُحَمَّد", "محمد"), ("е́", "е"), ("ὠδή", "ωδη"), ("é\u{fe0f}", "e")]
        {
            assert_eq!(fold(one), fold(other));
        }
        for word in ["क़लम", "ガラス", "பொங்கல்", "తెలుగు", "กำลัง", "ໂຮງຮຽນ", "বাংলো", "മലയാളം", "ភាសាខ្មែរ"]
        {
            let [nfc, nfd]: [String; 2] = [word.nfc().collect(), word.nfd().collect()];
            assert_eq!(fold(&nfc), fold(&nfd));
        }
        assert_eq!(find_all("दान", &fold("द")), vec![0.."दा".len()]);
        assert_eq!(find_all("दान", "\u{93e}"), vec![0.."दा".len()]);
    }

    proptest! {
        #[test]
        fn composed_and_decomposed_fold_alike(text in "\\PC{0,40}") {
            // Random text puts marks of several scripts on one letter, whose order normalisation changes and folding
            // keeps; no real word has them.
            let is_distinctive = |it: &char| DISTINCTIVE_MARKS.iter().any(|marks| marks.contains(it));
            let text: String = text.nfd().filter(|it| !is_distinctive(it)).collect();
            let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
            prop_assert_eq!(fold(&nfc), fold(&nfd));
        }

        #[test]
        fn the_whole_second_form_is_found(text in "[aoueOÅöüåøÆéßα\\u{308}\\u{30a}\\u{301}\\u{345}\\u{1f80} x-]{0,30}") {
            let mut plain = String::new();
            let has_second_form = fold_into(&text, &mut plain);
            let second_form = fold_second_form(&text);
            prop_assert_eq!(has_second_form, second_form.is_some());
            let needle = second_form.unwrap_or(plain);
            prop_assert!(needle.is_empty() || find_all(&text, &needle).len() == 1);
        }

        #[test]
        fn folding_is_idempotent(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn hits_exist_iff_folded_text_contains_the_needle(text in "[a-cé œE\u{301}’'-]{0,40}", needle in "[a-ceo '-]{1,3}") {
            let needle = fold(&needle);
            let hits = find_all(&text, &needle);
            for hit in &hits {
                prop_assert!(fold(&text[hit.clone()]).contains(&needle));
            }
            prop_assert_eq!(hits.is_empty(), !fold(&text).contains(&needle));
        }
    }
}
