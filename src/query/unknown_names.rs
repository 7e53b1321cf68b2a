//! Which names in a search does the catalogue not have?
//!
//! Finds the words of a search that are limited to a field of names, such as `place:foo`, and occur there nowhere.

use indexmap::IndexSet;

use super::library::Library;
use super::search::{Remark, Search, Word};
use crate::catalogue::{Activity, Field, Role, Term, Terms, Text, Vocabularies};
use crate::lang::Lang;
use crate::text::{find_all, fold};

/// Maximum number of known names that are listed.
const MAX_LISTED: usize = 12;

/// Maximum number of words of a search that are looked up.
const MAX_LOOKED_UP: usize = 4;

/// Returns the remarks on the names in a search that occur nowhere in their field, with those that do. Visits every
/// activity.
pub fn unknown_names(library: &Library, search: &str, lang: Lang) -> Vec<Remark> {
    let (Search { clauses, .. }, folded) = (Search::new(search), fold(search));
    // The names of a country in other languages are searched for as well.
    let words = clauses.iter().flat_map(|it| &it.words).filter(|it| it.field.is_some() && folded.contains(&it.text));
    words.take(MAX_LOOKED_UP).filter_map(|it| unknown_name(library, it, lang)).collect()
}

fn unknown_name(library: &Library, word: &Word, lang: Lang) -> Option<Remark> {
    let (field, terms, mut is_known) = (word.field?, library.terms(), false);
    let mut known = IndexSet::new();
    for activity in &library.catalogue.activities {
        let mut find = |text: &str| is_known |= !find_all(text, &word.text).is_empty();
        Field::ALL.iter().filter(|it| field.covers(**it)).for_each(|it| it.visit_texts(activity, terms, &mut find));
        if is_known {
            return None;
        }
        known.extend(names(field, activity, terms, lang));
    }
    let end = if known.len() > MAX_LISTED { " · …" } else { "." };
    let has_names = !known.is_empty();
    let known = known.into_iter().take(MAX_LISTED).collect::<Vec<_>>().join(" · ") + end;
    has_names.then(|| Remark::UnknownName { field, name: word.text.clone(), known })
}

/// Returns the names that an activity has in a field, of a place with its country; none if the field holds other texts.
fn names(field: Field, activity: &Activity, terms: &Vocabularies, lang: Lang) -> Vec<String> {
    let name = |text: Option<&Text>| text.map(|it| it.get(lang).to_owned());
    let of_terms = |indices: &[usize], terms: &Terms<Term>| {
        indices.iter().filter_map(|it| name(terms.get(*it).map(|it| &it.name))).collect()
    };
    match field {
        Field::Place => activity.places().map(|it| format!("{} ({})", it.name.get(lang), it.country.code())).collect(),
        Field::Theme => of_terms(&activity.themes, &terms.themes),
        Field::Kind => of_terms(&activity.kinds, &terms.kinds),
        Field::Group => of_terms(&activity.groups, &terms.groups),
        Field::Lead => activity.in_role(Role::Lead).filter_map(|it| name(it.name(terms))).collect(),
        Field::Partner => activity.partners.iter().filter_map(|it| name(it.who.name(terms))).collect(),
        Field::Title | Field::Date | Field::Section(_) => Vec::new(),
    }
}
