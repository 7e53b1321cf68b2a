//! When are two words the same? Folding for search, with a way back to the original characters.

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::plain::plain_prefix;

/// Bytes of an identifier that is made of a name.
const LONGEST_SLUG: usize = 60;

/// Returns the text as it is compared in searches.
///
/// Case, accents (composed or not), ligatures (œ, æ, ß, ﬁ), typographic apostrophes and quotes,
/// no-break and other spaces, and hyphens all fold to one plain form. Every letter folds as its capital does.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded text to `folded`; returns whether it may have another folded form, [`fold_digraphs`].
pub fn fold_into(text: &str, folded: &mut String) -> bool {
    fold_text(text, folded, false)
}

/// Appends the folded text to `folded`, or its other folded form; returns whether it may have one.
fn fold_text(text: &str, folded: &mut String, is_spelt_out: bool) -> bool {
    let (mut rest, mut has_other, start) = (text, false, folded.len());
    while let Some(first) = rest.chars().next() {
        // Runs of plain letters, which most of every text is, are taken whole.
        let mut plain = plain_prefix(rest.as_bytes());
        if is_spelt_out && rest[plain..].starts_with(MARKS_OF_DIGRAPHS) {
            plain = plain.saturating_sub(1);
        }
        if plain > 0 {
            folded.push_str(&rest[..plain]);
            rest = &rest[plain..];
            continue;
        }
        rest = &rest[first.len_utf8()..];
        if let Some(letter) = unaccented(first) {
            folded.push(letter);
            continue;
        }
        let letters = digraph(first, rest.chars().next());
        has_other |= letters.is_some() || MARKS_OF_DIGRAPHS.contains(&first);
        match letters {
            Some(letters) if is_spelt_out => folded.push_str(letters),
            _ => fold_char(first, &mut |it| folded.push(it)),
        }
    }
    folded[start..].make_ascii_lowercase();
    has_other
}

/// Returns the other folded form of a text that has letters which are also written as two: ö as oe, ä as ae,
/// ü as ue, å as aa, ø as oe; or without the iota below them: ᾠ as ω. Returns nothing for a text without any.
pub fn fold_digraphs(text: &str) -> Option<String> {
    if !has_digraph(text.as_bytes()) {
        return None;
    }
    let mut folded = String::with_capacity(text.len());
    fold_text(text, &mut folded, true);
    Some(folded)
}

/// Returns whether some UTF-8 holds a letter that is also written otherwise, or the mark that makes one.
fn has_digraph(bytes: &[u8]) -> bool {
    let has_iota = || {
        memchr::memchr2_iter(0xCD, 0xE1, bytes).any(|at| match bytes[at..] {
            [0xCD, next, ..] => next == 0x85,
            [_, 0xBE, last, ..] => matches!(last, 0x80..=0xAF | 0xB2..=0xB4 | 0xB7 | 0xBC),
            [_, 0xBF, last, ..] => matches!(last, 0x82..=0x84 | 0x87 | 0x8C | 0xB2..=0xB4 | 0xB7 | 0xBC),
            _ => false,
        })
    };
    let has_two = memchr::memchr2_iter(0xC3, 0xCC, bytes).any(|at| match (bytes[at], bytes.get(at + 1)) {
        // Ä, Å, Ö, Ø, Ü, and their small ones.
        (0xC3, Some(next)) => matches!(next & !0x20, 0x84 | 0x85 | 0x96 | 0x98 | 0x9C),
        // The diaeresis and the ring.
        (_, next) => matches!(next, Some(0x88 | 0x8A)),
    });
    has_two || has_iota()
}

/// Gives the folded characters of a text, its umlauts as two letters, each with the byte at which the character
/// begins that gave it.
fn fold_with_digraphs(text: &str, push: &mut impl FnMut(usize, char)) {
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|&(_, it)| it);
        match digraph(character, next) {
            Some(letters) => letters.chars().for_each(|it| push(at, it)),
            None => fold_char(character, &mut |it| push(at, it)),
        }
    }
}

/// The marks that make a letter one that is also written as two: the diaeresis and the ring.
const MARKS_OF_DIGRAPHS: [char; 2] = ['\u{308}', '\u{30a}'];

/// Returns the letters that stand in another spelling for a letter, or for a letter and the mark that follows it: two for an
/// umlaut and its like, none for the iota below a Greek vowel, which is left out today.
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

/// Returns where a folded needle occurs in a text, as byte ranges of the original text, in order
/// and not overlapping. A range covers whole characters, with the accents that follow them.
pub fn find_all(text: &str, folded_needle: &str) -> Vec<Range<usize>> {
    if folded_needle.is_empty() {
        return Vec::new();
    }
    let plain = |push: &mut dyn FnMut(usize, char)| {
        text.char_indices().for_each(|(at, character)| fold_char(character, &mut |it| push(at, it)));
    };
    // Most texts hold nothing of what is sought, and that is seen without a way back.
    let is_there = memchr::memmem::find(fold(text).as_bytes(), folded_needle.as_bytes()).is_some();
    let mut hits = if is_there { find_in(text, folded_needle, plain) } else { Vec::new() };
    if fold_digraphs(text).is_some() {
        hits.extend(find_in(text, folded_needle, |mut push| fold_with_digraphs(text, &mut push)));
        hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        let mut end = 0;
        hits.retain(|hit| {
            hit.start >= end && {
                end = hit.end;
                true
            }
        });
    }
    hits
}

/// Returns where a needle occurs in what `fold` makes of a text, as ranges of the text itself.
fn find_in(text: &str, needle: &str, fold: impl FnOnce(&mut dyn FnMut(usize, char))) -> Vec<Range<usize>> {
    let mut folded = String::with_capacity(text.len());
    // For each byte of the folded text, where the original character that gave it begins.
    let mut origin: Vec<usize> = Vec::with_capacity(text.len());
    fold(&mut |at, it| {
        folded.push(it);
        origin.resize(folded.len(), at);
    });
    let end_of = |folded_end: usize| {
        let last = origin.get(folded_end - 1).copied().unwrap_or(text.len());
        // Up to the next character that gave something else: accents go with their letter.
        origin[folded_end..].iter().copied().find(|&it| it != last).unwrap_or(text.len())
    };
    let finder = memchr::memmem::Finder::new(needle);
    let mut hits: Vec<Range<usize>> = Vec::new();
    for at in finder.find_iter(folded.as_bytes()) {
        let hit = with_marks(text, origin[at]..end_of(at + needle.len()));
        if hits.last().is_none_or(|last| last.end <= hit.start) {
            hits.push(hit);
        }
    }
    hits
}

/// Returns a range with all of the letters at its ends: with the marks that follow them.
fn with_marks(text: &str, Range { mut start, end }: Range<usize>) -> Range<usize> {
    while text[start..].starts_with(is_combining_mark)
        && let Some(before) = text[..start].chars().next_back()
    {
        start -= before.len_utf8();
    }
    let after: usize = text[end..].chars().take_while(|it| is_combining_mark(*it)).map(char::len_utf8).sum();
    start..end + after
}

/// Returns what an accented letter folds to where that is one letter in every spelling, as nearly all of them do.
fn unaccented(letter: char) -> Option<char> {
    match latin(letter) {
        Some([plain, '\0', _]) if *plain != '\0' && digraph(letter, None).is_none() => Some(*plain),
        _ => None,
    }
}

/// Gives the folded characters of one character, none for an accent.
fn fold_char(character: char, push: &mut impl FnMut(char)) {
    if character.is_ascii() {
        fold_letter(character, push);
    } else if let Some(folded) = latin(character) {
        folded.iter().filter(|&&it| it != '\0').for_each(|&it| push(it));
    } else {
        fold_other(character, push);
    }
}

/// The first character that is not ASCII.
const ABOVE_ASCII: usize = 0x80;

/// The folded forms of the characters from U+0080 to U+017F, which nearly every text in a European language is made of: at
/// most three characters each, filled up with U+0000.
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
    ('\u{80}'..'\u{180}').map(fold).collect()
});

/// Returns the folded form of a character from there.
fn latin(character: char) -> Option<&'static [char; 3]> {
    LATIN.get((character as usize).checked_sub(ABOVE_ASCII)?)
}

/// Gives the folded characters of a character, from what Unicode says of it.
fn fold_other(character: char, push: &mut impl FnMut(char)) {
    if character.is_ascii() {
        fold_letter(character, push);
    } else if let Some(plain) = plain_sign(character) {
        push(plain);
    } else {
        decompose_compatible(character, |part| match plain_sign(part) {
            Some(plain) => push(plain),
            // By way of the capital, so that every form of a small letter (ς, ſ, a written ı) comes out alike.
            None => part.to_uppercase().flat_map(char::to_lowercase).for_each(|it| fold_letter(it, push)),
        });
    }
}

/// Returns the plain form of hyphens, apostrophes and quotation marks that have none in Unicode (as spaces have).
fn plain_sign(character: char) -> Option<char> {
    match character {
        '’' | '‘' | '‛' | 'ʼ' | '′' | '´' => Some('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => Some('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
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
        // What the capital ẞ folds to; a small one has come by way of "SS".
        'ß' => "ss".chars().for_each(push),
        'þ' => "th".chars().for_each(push),
        'ø' => push('o'),
        'ł' => push('l'),
        'đ' | 'ð' => push('d'),
        _ if is_accent(letter) => {}
        _ => push(letter),
    }
}

/// Returns whether a character is a mark that is left out when words are compared, as accents are. Those of scripts in which
/// marks are vowels, or make another letter, are not.
fn is_accent(character: char) -> bool {
    is_combining_mark(character) && !MARKS_THAT_COUNT.iter().any(|it| it.contains(&character))
}

/// Where marks stand that make another word: those of the scripts of India and its neighbours, of south-eastern Asia, and the
/// sound marks of kana.
const MARKS_THAT_COUNT: [RangeInclusive<char>; 8] = [
    '\u{900}'..='\u{109f}',
    '\u{1712}'..='\u{17dd}',
    '\u{1920}'..='\u{1a7f}',
    '\u{1b00}'..='\u{1cff}',
    '\u{3099}'..='\u{309a}',
    '\u{a802}'..='\u{abed}',
    '\u{10a01}'..='\u{10a3f}',
    '\u{11000}'..='\u{11fff}',
];

/// Returns an identifier made of a name: its folded letters and digits of ASCII, joined by hyphens; at most 60 bytes.
/// Empty where it has none.
pub fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.len() + word.len() >= LONGEST_SLUG {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
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
            ("Πειραιάς", "ΠΕΙΡΑΙΑΣ"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
    }

    #[test]
    fn every_letter_folds_as_its_capital_does() {
        for letter in '\0'..=char::MAX {
            let folded = fold(&letter.to_string());
            let (upper, lower): (String, String) = (letter.to_uppercase().collect(), letter.to_lowercase().collect());
            assert_eq!((fold(&upper), fold(&lower)), (folded.clone(), folded), "{letter:?}");
        }
    }

    #[test]
    fn umlauts_and_their_like_fold_to_one_letter_and_to_two() {
        for (text, plain, digraphs) in [
            ("Österreich", "osterreich", "oesterreich"),
            ("O\u{308}sterreich", "osterreich", "oesterreich"),
            ("Århus, MÜNCHEN", "arhus, munchen", "aarhus, muenchen"),
            ("Ærø på Ä", "aero pa a", "aeroe paa ae"),
        ] {
            assert_eq!((fold(text).as_str(), fold_digraphs(text).as_deref()), (plain, Some(digraphs)));
        }
        assert_eq!(fold_digraphs("Évaluation, œuvre, que"), None);
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
    fn the_table_holds_all_of_every_folded_form() {
        for character in '\0'..'\u{300}' {
            let (mut from_table, mut from_unicode) = (String::new(), String::new());
            fold_char(character, &mut |it| from_table.push(it));
            fold_other(character, &mut |it| from_unicode.push(it));
            assert!(character == '\0' || from_table == from_unicode, "{character:?}");
        }
    }

    #[test]
    fn a_letter_that_is_also_written_as_two_is_known_by_its_bytes() {
        for character in '\0'..=char::MAX {
            let is_one = digraph(character, None).is_some() || matches!(character, '\u{308}' | '\u{30a}');
            assert_eq!(has_digraph(character.encode_utf8(&mut [0; 4]).as_bytes()), is_one, "{character:?}");
        }
    }

    #[test]
    fn marks_that_make_another_word_count_and_go_with_their_letter() {
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
            // Marks that count keep an order that no word has them in: those of several scripts on one letter.
            let counts = |it: &char| MARKS_THAT_COUNT.iter().any(|marks| marks.contains(it));
            let text: String = text.nfd().filter(|it| !counts(it)).collect();
            let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
            prop_assert_eq!(fold(&nfc), fold(&nfd));
        }

        #[test]
        fn the_other_form_is_the_same_with_a_way_back_and_without(text in "[aoueOÅöüåøÆéßα\\u{308}\\u{30a}\\u{301}\\u{345}\\u{1f80} x-]{0,30}") {
            let (mut plain, mut with_way_back) = (String::new(), String::new());
            let may_have = fold_into(&text, &mut plain);
            fold_with_digraphs(&text, &mut |_, it| with_way_back.push(it));
            let other = fold_digraphs(&text);
            prop_assert!(may_have || other.is_none());
            prop_assert_eq!(other.unwrap_or(plain), with_way_back);
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
