//! What does a line of search text ask for?

use crate::catalogue::Field;
use crate::text::{clean_line, fold};

/// One thing that a search asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// A folded word or phrase, never empty.
    pub text: String,
    /// The only field to look at, if one was named.
    pub field: Option<Field>,
    /// Whether records that hold it are to be left out.
    pub excluded: bool,
}

/// Returns the terms of a search text: words, `"a phrase"`, `-word`, `field:word`. Every text has a
/// meaning; a quotation mark that is not closed reaches to the end.
pub fn terms(search: &str) -> Vec<Term> {
    // As the texts that are searched: what is not shown of them is not sought, either.
    let folded = fold(&clean_line(search));
    let mut rest = folded.trim_start();
    let mut terms = Vec::new();
    while !rest.is_empty() {
        let excluded = rest.starts_with('-');
        rest = rest.strip_prefix('-').unwrap_or(rest);
        // A colon may stand off from the name, as in French, and from what follows.
        let name = rest.find([':', ' ', '"']).map(|at| (&rest[..at], rest[at..].trim_start()));
        let field =
            name.and_then(|(name, after)| Some((Field::from_word(name)?, after.strip_prefix(':')?.trim_start())));
        let field = field.map(|(field, after)| {
            rest = after;
            field
        });
        let text;
        (text, rest) = match rest.strip_prefix('"') {
            Some(phrase) => phrase.split_once('"').unwrap_or((phrase, "")),
            None => rest.split_at(rest.find([' ', '"']).unwrap_or(rest.len())),
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            terms.push(Term { text, field, excluded });
        }
        rest = rest.trim_start();
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn term(text: &str, field: Option<Field>, excluded: bool) -> Term {
        Term { text: text.into(), field, excluded }
    }

    #[test]
    fn what_is_not_shown_is_not_sought() {
        for hidden in ["pro\u{ad}bation", "\u{200b}probation", "probation\u{feff}"] {
            assert_eq!(terms(hidden), [term("probation", None, false)], "{hidden:?}");
        }
    }

    #[test]
    fn words_phrases_exclusions_and_fields() {
        assert_eq!(terms("Évaluation  besoins"), [term("evaluation", None, false), term("besoins", None, false)]);
        assert_eq!(
            terms("«\u{a0}cas par cas\u{a0}» -prison"),
            [term("cas par cas", None, false), term("prison", None, true)]
        );
        assert_eq!(
            terms("lieu:\"La Haye\" -thème:désengagement"),
            [term("la haye", Some(Field::Place), false), term("desengagement", Some(Field::Theme), true)]
        );
        assert_eq!(terms("thème\u{a0}: réinsertion"), [term("reinsertion", Some(Field::Theme), false)]);
        assert_eq!(terms("title: x y"), [term("x", Some(Field::Title), false), term("y", None, false)]);
        assert_eq!(terms("http://x"), [term("http://x", None, false)]);
    }

    #[test]
    fn what_is_half_typed_asks_for_nothing_yet() {
        for nothing in ["", " ", "-", "\"", "title:", "-lessons:\""] {
            assert_eq!(terms(nothing), [], "{nothing:?}");
        }
        assert_eq!(terms("\"den ha"), [term("den ha", None, false)]);
    }

    proptest! {
        #[test]
        fn every_text_has_a_meaning(search in "([a-zé]{1,4}|[-\":« »]|title:|\\PC){0,12}") {
            for term in terms(&search) {
                prop_assert!(!term.text.trim().is_empty());
                prop_assert_eq!(fold(&term.text), term.text);
            }
        }
    }
}
