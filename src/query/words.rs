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
        let value = joined(self.values_in_words(criterion, terms, lang), lang);
        match criterion {
            Criterion::Facet(facet) => format!("{}{} {value}", facet.name(lang), lang.words().colon),
            Criterion::Search | Criterion::Marked => value,
        }
    }

    /// Describes a filter as [`Query::in_words`] does, but with every name in full.
    fn in_full_words(&self, criterion: Criterion, terms: &Vocabularies, lang: Lang) -> String {
        let Criterion::Facet(facet) = criterion else { return self.in_words(criterion, terms, lang) };
        let name = |value: &Value| value.label(facet, terms, lang).into_owned();
        format!("{}{} {}", facet.name(lang), lang.words().colon, joined(self.chosen_names(facet, name), lang))
    }

    /// Describes all filters in effect, with every name in full.
    pub fn all_in_full_words(&self, terms: &Vocabularies, lang: Lang) -> Vec<String> {
        self.criteria().into_iter().map(|it| self.in_full_words(it, terms, lang)).collect()
    }

    /// Describes the values of a filter without its facet: those included, and those excluded.
    pub fn values_in_words(&self, criterion: Criterion, terms: &Vocabularies, lang: Lang) -> [Vec<String>; 2] {
        let included = match criterion {
            Criterion::Facet(facet) => {
                return self.chosen_names(facet, |value| value.short_label(facet, terms, lang).into_owned());
            }
            Criterion::Marked => lang.words().marked.to_owned(),
            Criterion::Search => {
                let search = clean_line(&self.search);
                let is_quoted = search.contains(['"', '«', '“']);
                if is_quoted { search } else { lang.words().quoted(&search) }
            }
        };
        [vec![included], Vec::new()]
    }

    fn chosen_names(&self, facet: Facet, name: impl Fn(&Value) -> String) -> [Vec<String>; 2] {
        let selection = self.selection(facet);
        [selection.included.iter().map(&name).collect(), selection.excluded.iter().map(&name).collect()]
    }
}

/// Returns the values of a filter as a text: `FR, ES, not SE`.
fn joined([included, excluded]: [Vec<String>; 2], lang: Lang) -> String {
    let excluded = excluded.into_iter().map(|it| format!("{} {it}", lang.words().not));
    included.into_iter().chain(excluded).collect::<Vec<_>>().join(", ")
}
