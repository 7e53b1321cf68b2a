//! How are characters and texts folded, cleaned, truncated and wrapped? Snapshots with one line for each.

use std::fmt::Write;

use insta::assert_snapshot;
use passerelle::text::{
    Clean, Edit, Input, clean_prose, find_all, fold, fold_second_form, is_shown, slug, truncate, width, wrap,
};

/// Returns the ranges of consecutive characters for which `of` has the same non-empty value, each with that value.
fn runs(of: impl Fn(char) -> String) -> String {
    let mut runs: Vec<(u32, u32, String)> = Vec::new();
    for character in '\0'..=char::MAX {
        let (code, value) = (u32::from(character), of(character));
        match runs.last_mut() {
            Some((_, end, last)) if *last == value && *end + 1 == code => *end = code,
            _ => runs.push((code, code, value)),
        }
    }
    let shown = runs.iter().filter(|it| !it.2.is_empty());
    shown.map(|(start, end, value)| format!("{start:X}-{end:X} {value}\n")).collect()
}

#[test]
fn replaced_and_hidden_characters() {
    assert_snapshot!(runs(|it| {
        let written = format!("a{it}b");
        let prose = clean_prose(&written);
        let line = Clean::line(&written).to_string();
        let hidden = if is_shown(it) { "" } else { "hidden " };
        let is_kept = prose == written && line == written;
        if is_kept { hidden.to_owned() } else { format!("{hidden}{prose:?} {line:?}") }
    }));
}

#[test]
fn folding_of_letters() {
    let letters = ('\u{80}'..'\u{250}').chain('\u{370}'..'\u{400}').chain('\u{1E00}'..'\u{2100}');
    let folded = letters.filter(|it| fold(&it.to_string()) != it.to_string());
    let line = |it: char| format!("{it} {:?} {:?}\n", fold(&it.to_string()), fold_second_form(&it.to_string()));
    assert_snapshot!(folded.map(line).collect::<String>());
}

/// Texts with punctuation, combining marks, emoji, hidden characters and several scripts.
const TEXTS: &[&str] = &[
    "",
    " ",
    "One word",
    "L’accompagnement des jeunes, de 12 à 25 ans\u{202f}: « un » bilan.",
    "sous-bois et sous\u{2011}bois, avant-dernière, and/or",
    "https://www.example.org/a-very/long_address?with=parts&more=%C3%A9#end",
    "e\u{301}te\u{301} o\u{308}l \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} \u{1F1EB}\u{1F1F7}",
    "予防と社会復帰のための活動。刑務所から。",
    "- first\n- second, which is longer than the first\n\nA paragraph  with  two  spaces.",
    "Donaudampfschifffahrtsgesellschaft",
    "a\tb\u{200b}c\u{ad}d",
    "وقاية التطرف في السجون",
];

#[test]
fn wrapping_and_truncation_at_many_widths() {
    let mut table = String::new();
    for text in TEXTS {
        let _ = writeln!(table, "== {text:?} {} {:?}", width(text), slug(text));
        for columns in [1, 2, 3, 5, 8, 13, 21, 34] {
            let lines: Vec<&str> = wrap(text, columns).into_iter().map(|it| &text[it]).collect();
            let _ = writeln!(table, "{columns}: {lines:?} {:?}", truncate(text, columns));
        }
    }
    assert_snapshot!(table);
}

#[test]
fn hits_of_find_all() {
    let mut table = String::new();
    for needle in ["o", "oe", "ol", "de", "l'", "e", "1", "-", "\" un", "ete", "a b", "的", "社会", "zz"] {
        for text in TEXTS {
            let found: Vec<&str> = find_all(text, needle).into_iter().map(|it| &text[it]).collect();
            if !found.is_empty() {
                let _ = writeln!(table, "{needle:?} in {text:?}: {found:?}");
            }
        }
    }
    assert_snapshot!(table);
}

#[test]
fn effect_of_each_edit_on_an_input_line() {
    use Edit::{Delete, End, Erase, EraseLine, EraseWord, Left, Right, Start};
    let mut table = String::new();
    for text in ["", "un  deux-trois l’eau ", "e\u{301}te\u{301} \u{1F1EB}\u{1F1F7}x"] {
        for before in [&[][..], &[Left], &[Start], &[Start, Right, Right], &[Left, Left, Left, Left, Left]] {
            for is_selected in [false, true] {
                let open = || {
                    let mut input = if is_selected { Input::selected(text) } else { Input::new(text) };
                    before.iter().for_each(|it| input.edit(*it));
                    input
                };
                let seen = |it: &Input| format!("{:?} {:?} {}", it.text(), it.before_cursor(), it.is_selected());
                let _ = writeln!(table, "== {text:?} {before:?} {is_selected}: {}", seen(&open()));
                for edit in [Erase, Delete, EraseWord, EraseLine, Left, Right, Start, End] {
                    let mut input = open();
                    input.edit(edit);
                    let _ = writeln!(table, "{edit:?}: {}", seen(&input));
                }
                for typed in ["x", "\u{301}", "a\nb", "\u{7}\u{202e}"] {
                    let mut input = open();
                    input.insert(typed);
                    let _ = writeln!(table, "{typed:?}: {}", seen(&input));
                }
            }
        }
    }
    assert_snapshot!(table);
}
