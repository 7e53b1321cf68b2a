//! What does a search text ask for?
//!
//! Parses search text into clauses of words, phrases, exclusions, fields and alternatives.

use crate::catalogue::{Country, Field};
use crate::lang::Lang;
use crate::text::{clean_line, fold, fold_second_form};

/// A parsed search text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Clauses, all of which a record must satisfy.
    pub clauses: Vec<Clause>,
    /// Parts of the text that have no effect.
    pub remarks: Vec<Remark>,
}

/// Alternatives, at least one of which a record must satisfy; never empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clause {
    /// Words, each satisfied by a record that contains it.
    pub words: Vec<Word>,
    /// Excluded words, each with its spellings and satisfied by a record that contains none of these.
    pub excluded: Vec<Vec<Word>>,
}

/// A word or phrase, and the field to search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded text, never empty.
    pub text: String,
    /// The only field to search, if one was named.
    pub field: Option<Field>,
}

/// A part of a search text that has no meaning, or matches nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Unknown field, by its folded name; the whole word is searched for literally.
    UnknownField(String),
    /// Field without a word after it, by its folded name.
    FieldAlone(String),
    /// Minus sign at the beginning, before a space: the folded word after it, which is searched for.
    LoneMinus(String),
    /// A name that occurs nowhere in its field.
    UnknownName {
        /// The field.
        field: Field,
        /// The folded name.
        name: String,
        /// Names that occur in the field, separated by points; a full stop or, if there are others, an ellipsis at the end.
        known: String,
    },
}

impl Remark {
    /// Describes the remark in a sentence.
    pub fn in_words(&self, lang: Lang) -> String {
        match self {
            Remark::UnknownField(name) => (lang.words().unknown_field)(name),
            Remark::FieldAlone(name) => (lang.words().field_alone)(name),
            Remark::LoneMinus(word) => (lang.words().lone_minus)(word),
            Remark::UnknownName { field, name, known } => {
                let [place, theme, kind, group, partner] = lang.words().nouns;
                let noun = match field {
                    Field::Theme => theme,
                    Field::Kind => kind,
                    Field::Group => group,
                    Field::Lead | Field::Partner => partner,
                    _ => place,
                };
                (lang.words().unknown_name)(noun, name, known)
            }
        }
    }
}

impl Search {
    /// Parses a search text: words, `"a phrase"`, `-word`, `field:word`, `this | that`.
    ///
    /// Never fails: an unclosed quotation mark extends to the end. A minus sign or a field applies only to the word or
    /// phrase that follows it. `|` binds tighter than juxtaposition.
    pub fn new(text: &str) -> Self {
        // The searched texts are cleaned in the same way, so invisible characters would never match.
        let text = clean_line(text);
        let mut search = Self::parse(&fold(&text));
        if let Some(other) = fold_second_form(&text).map(|it| Self::parse(&it)) {
            for (clause, other) in search.clauses.iter_mut().zip(other.clauses) {
                let others = other.words.into_iter().filter(|it| !clause.words.contains(it));
                clause.words.extend(others.collect::<Vec<_>>());
                for (spellings, others) in clause.excluded.iter_mut().zip(other.excluded) {
                    let others = others.into_iter().filter(|it| !spellings.contains(it));
                    spellings.extend(others.collect::<Vec<_>>());
                }
            }
        }
        search
    }

    /// Returns the words to find, without the excluded ones.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.clauses.iter().flat_map(|it| &it.words)
    }

    fn parse(folded: &str) -> Self {
        let mut search = Self::default();
        let mut rest = folded.trim_start();
        while !rest.is_empty() {
            let joined = rest.trim_start_matches(['|', ' ']);
            let is_alternative = rest.starts_with('|') && !search.clauses.is_empty();
            let excluded = joined.starts_with('-');
            rest = joined.strip_prefix('-').unwrap_or(joined);
            let prefix = field(rest);
            rest = prefix.as_ref().map_or(rest, |it| it.after);
            let is_phrase = rest.starts_with('"');
            let text;
            (text, rest) = match rest.strip_prefix('"') {
                Some(phrase) => phrase.split_once('"').unwrap_or((phrase, "")),
                None => rest.split_at(rest.find([' ', '"', '|']).unwrap_or(rest.len())),
            };
            rest = rest.trim_start();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            // Punctuation after a word is not part of it.
            let text = if is_phrase { &*text } else { text.trim_end_matches(['?', '!', ';', ',', '.', '…']) };
            let is_beginning = search.clauses.is_empty() && search.remarks.is_empty();
            match prefix.as_ref() {
                None if excluded && text.is_empty() && is_beginning && !is_phrase => {
                    let is_word = |it: &&str| !it.is_empty() && !it.starts_with(['"', '-', '|']);
                    search
                        .remarks
                        .extend(rest.split(' ').next().filter(is_word).map(|it| Remark::LoneMinus(it.to_owned())));
                }
                Some(it) if text.is_empty() => search.remarks.push(Remark::FieldAlone(it.name.to_owned())),
                None if !is_phrase => search.remarks.extend(unknown_field(text)),
                _ => {}
            }
            if !text.is_empty() {
                search.add(words(text, prefix.as_ref()), excluded, is_alternative);
            }
        }
        search
    }

    /// Adds the spellings of a word.
    fn add(&mut self, spellings: Vec<Word>, excluded: bool, is_alternative: bool) {
        if !is_alternative {
            self.clauses.push(Clause::default());
        }
        match self.clauses.last_mut() {
            Some(clause) if excluded => clause.excluded.push(spellings),
            Some(clause) => clause.words.extend(spellings),
            None => {}
        }
    }
}

/// Returns the spellings of a word, given with or without a field. The codes of countries and their names in other
/// languages, which no text has, stand for the names under which countries are searched.
fn words(text: &str, prefix: Option<&FieldPrefix<'_>>) -> Vec<Word> {
    let country = prefix.filter(|it| ["country", "pays"].contains(&it.name));
    let names =
        country.and_then(|_| Country::from_name_or_code(text)).map(|it| Lang::ALL.map(|lang| fold(it.name(lang))));
    let mut spellings = names.map_or_else(|| vec![text.to_owned()], Vec::from);
    spellings.dedup();
    let field = prefix.map(|it| it.field);
    spellings.into_iter().map(|text| Word { text, field }).collect()
}

/// A field prefix such as `place:`, and the text after it.
struct FieldPrefix<'a> {
    name: &'a str,
    field: Field,
    after: &'a str,
}

/// Parses the field prefix of a text; `None` where there is none. Spaces are allowed around the colon, as in French.
fn field(text: &str) -> Option<FieldPrefix<'_>> {
    let (name, after) = text.split_at(text.find([':', ' ', '"'])?);
    let after = after.trim_start().strip_prefix(':')?.trim_start();
    Some(FieldPrefix { name, field: Field::from_word(name)?, after })
}

/// Returns a remark on a word that looks like a field prefix with an unknown name, if it does.
fn unknown_field(word: &str) -> Option<Remark> {
    let (name, after) = word.split_once(':')?;
    let is_name = name.chars().count() > 1 && name.chars().all(char::is_alphabetic);
    // The scheme of a URL is not a field.
    (is_name && !after.starts_with("//")).then(|| Remark::UnknownField(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Formats the clauses of a text: `|` between alternatives, `-` before an exclusion, `/` between its spellings.
    fn clauses(text: &str) -> Vec<String> {
        let word = |it: &Word| match it.field {
            Some(field) => format!("{field:?}:{}", it.text),
            None => it.text.clone(),
        };
        let clause = |it: &Clause| {
            let spellings = |it: &Vec<Word>| format!("-{}", it.iter().map(word).collect::<Vec<_>>().join("/"));
            let words = it.words.iter().map(word).chain(it.excluded.iter().map(spellings));
            words.collect::<Vec<_>>().join("|")
        };
        Search::new(text).clauses.iter().map(clause).collect()
    }

    #[test]
    fn invisible_characters_are_dropped_from_the_query() {
        for hidden in ["pro\u{ad}bation", "\u{200b}probation", "probation\u{feff}"] {
            assert_eq!(clauses(hidden), ["probation"], "{hidden:?}");
        }
    }

    #[test]
    fn query_syntax_is_parsed_into_clauses() {
        for (text, expected) in [
            ("Évaluation  besoins", &["evaluation", "besoins"][..]),
            ("«\u{a0}cas par cas\u{a0}» -prison", &["cas par cas", "-prison"]),
            ("lieu:\"La Haye\" -thème:désengagement", &["Place:la haye", "-Theme:desengagement"]),
            ("thème\u{a0}: réinsertion", &["Theme:reinsertion"]),
            ("title: x y", &["Title:x", "y"]),
            ("http://x", &["http://x"]),
            ("jeunes | mineurs prison", &["jeunes|mineurs", "prison"]),
            ("jeunes|mineurs|\"de moins de 18 ans\"", &["jeunes|mineurs|de moins de 18 ans"]),
            ("-police | gendarmes x", &["gendarmes|-police", "x"]),
            ("gendarmes | -police | -lieu:x | y", &["gendarmes|y|-police|-Place:x"]),
            ("place:lyon | nice | titre:paris", &["Place:lyon|nice|Title:paris"]),
            ("lead:ville date:2019", &["Lead:ville", "Date:2019"]),
        ] {
            assert_eq!(clauses(text), expected, "{text}");
        }
    }

    #[test]
    fn umlauts_are_searched_as_one_letter_and_as_digraph() {
        assert_eq!(clauses("Österreich -Århus"), ["osterreich|oesterreich", "-arhus/aarhus"]);
        assert_eq!(clauses("x | -Århus"), ["x|-arhus/aarhus"]);
        assert_eq!(clauses("oesterreich"), ["oesterreich"]);
    }

    #[test]
    fn incomplete_query_parts_are_ignored() {
        for nothing in ["", " ", "-", "\"", "title:", "-lessons:\"", "|", "| |", "-|"] {
            assert_eq!(Search::new(nothing).clauses, [], "{nothing:?}");
        }
        assert_eq!(clauses("\"den ha"), ["den ha"]);
        assert_eq!(clauses("jeunes |"), ["jeunes"]);
    }

    #[test]
    fn unknown_or_empty_fields_yield_remarks() {
        let unknown = |name: &str| Remark::UnknownField(name.into());
        let alone = |name: &str| Remark::FieldAlone(name.into());
        for (text, expected) in [
            ("results:", vec![alone("results")]),
            ("results:\"\" prison", vec![alone("results")]),
            ("Régime:x", vec![unknown("regime")]),
            ("regions: x", vec![unknown("regions")]),
            ("titel:x plce:y", vec![unknown("titel"), unknown("plce")]),
            ("http://x 12:30 c:x \"a: b\" prison", vec![]),
        ] {
            assert_eq!(Search::new(text).remarks, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_query_parses_to_non_empty_folded_clauses(search in "([a-zéö]{1,4}|[-\":« »|]|title:|\\PC){0,12}") {
            for clause in Search::new(&search).clauses {
                prop_assert!(!clause.words.is_empty() || !clause.excluded.is_empty());
                for word in clause.words.into_iter().chain(clause.excluded.into_iter().flatten()) {
                    prop_assert!(!word.text.trim().is_empty());
                    prop_assert_eq!(fold(&word.text), word.text);
                }
            }
        }
    }
}
