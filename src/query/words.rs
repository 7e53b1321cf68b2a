//! How is a query described?
//!
//! Describes the filters of a query in words, for chips, notices and documents.

use super::answer::{Criterion, Query};
use super::facet::{Facet, Value};
use crate::catalogue::Vocabularies;
use crate::lang::Lang;
use crate::text::clean_line;

impl Query {
    /// Describes a filter of the query, with its facet: `Theme: not Staff training`.
    pub fn in_words(&self, criterion: Criterion, terms: &Vocabularies, lang: Lang) -> String {
        let value = self.value_in_words(criterion, terms, lang);
        match criterion {
            Criterion::Facet(facet) => format!("{}{} {value}", facet.name(lang), lang.words().colon),
            Criterion::Search | Criterion::Marked => value,
        }
    }

    /// Describes a filter as [`Query::in_words`] does, but with every name in full.
    fn in_full_words(&self, criterion: Criterion, terms: &Vocabularies, lang: Lang) -> String {
        let Criterion::Facet(facet) = criterion else { return self.in_words(criterion, terms, lang) };
        let name = |value: &Value| value.label(facet, terms, lang).into_owned();
        format!("{}{} {}", facet.name(lang), lang.words().colon, self.selection_in_words(facet, lang, name))
    }

    /// Describes all filters in effect, with every name in full.
    pub fn all_in_full_words(&self, terms: &Vocabularies, lang: Lang) -> Vec<String> {
        self.criteria().into_iter().map(|it| self.in_full_words(it, terms, lang)).collect()
    }

    /// Describes a filter without its facet: `not Staff training`, `“probation”`.
    pub fn value_in_words(&self, criterion: Criterion, terms: &Vocabularies, lang: Lang) -> String {
        let words = lang.words();
        match criterion {
            Criterion::Facet(facet) => {
                self.selection_in_words(facet, lang, |value| value.short_label(facet, terms, lang).into_owned())
            }
            Criterion::Marked => words.marked.to_owned(),
            Criterion::Search => {
                let search = clean_line(&self.search);
                let is_quoted = search.contains(['"', '«', '“']);
                if is_quoted { search } else { words.quoted(&search) }
            }
        }
    }

    /// Lists the chosen values of a facet: included, then excluded.
    fn selection_in_words(&self, facet: Facet, lang: Lang, name: impl Fn(&Value) -> String) -> String {
        let selection = self.selection(facet);
        let excluded = selection.excluded.iter().map(|it| format!("{} {}", lang.words().not, name(it)));
        selection.included.iter().map(&name).chain(excluded).collect::<Vec<_>>().join(", ")
    }
}
