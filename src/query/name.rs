//! Which value does a name denote?
//!
//! Resolves the codes, identifiers and names given to filters, and suggests the nearest name for an unknown one.

use std::borrow::Cow;

use hashbrown::HashSet;

use super::facet::{Facet, Value};
use super::library::Library;
use crate::catalogue::Country;
use crate::text::{Clean, excerpt, fold, fold_into, fold_second_form, most_similar};

/// A name that denotes no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// The name as given.
    pub name: Clean,
    /// The most similar known name, if one is similar enough.
    pub nearest: Option<Clean>,
}

/// Returns the values denoted by a code, an identifier or a name in any language: several where they share the name.
/// Ignores case and accents, but prefers an exact match. A country or a year need not occur in the catalogue.
///
/// # Errors
/// Returns the name, with the most similar known one, where it denotes no value.
pub fn resolve(library: &Library, facet: Facet, name: &str) -> Result<Vec<Value>, UnknownName> {
    if let (Facet::Country, Some(country)) = (facet, Country::from_name_or_code(name)) {
        return Ok(vec![Value::Country(country)]);
    }
    let folded = fold(name.trim());
    let used = || library.index.used_values(facet).map(|(value, _)| value);
    let given_year = year(&folded).filter(|_| facet == Facet::Date);
    let values: Vec<Value> = facet.listed(library.terms()).into_iter().chain(used()).chain(given_year).collect();
    let terms = library.terms();
    let names = |value: Value| value.names(facet, terms).into_iter().map(Cow::into_owned);
    let is_id = |value: &Value| value.id(facet, terms) == name.trim();
    let is_name = |value: &Value| names(*value).any(|it| it == name.trim());
    let is_like_id = |value: &Value| fold(&value.id(facet, terms)) == folded;
    let is_like_name = |value: &Value| names(*value).any(|it| folded_forms(&it).contains(&folded));
    if !folded.is_empty() {
        let first_match = |is: &dyn Fn(&Value) -> bool| values.iter().copied().find(is).map(|it| vec![it]);
        let all_matches = |is: &dyn Fn(&Value) -> bool| values.iter().copied().filter(is).collect::<Vec<_>>();
        // An exact match takes precedence over one that ignores case and accents.
        let exact = first_match(&is_id).or_else(|| Some(all_matches(&is_name)).filter(|it| !it.is_empty()));
        let mut found = exact.or_else(|| first_match(&is_like_id)).unwrap_or_else(|| all_matches(&is_like_name));
        // Terms in use are also among the listed ones.
        let mut seen = HashSet::new();
        found.retain(|it| seen.insert(*it));
        if !found.is_empty() {
            return Ok(found);
        }
    }
    let nearest = match facet {
        // A country of this catalogue is more likely to be meant than any other.
        Facet::Country => most_similar_name(&folded, used().flat_map(names)).or_else(|| {
            let country = Country::suggest(name)?;
            most_similar_name(&folded, names(Value::Country(country))).or_else(|| Some(country.code().to_owned()))
        }),
        _ => most_similar_name(&folded, values.iter().copied().flat_map(names)),
    };
    Err(UnknownName { name: excerpt(name), nearest: nearest.map(|it| Clean::line(&it)) })
}

/// Returns every folded form of a name: one, or two where [`fold_second_form`] gives another.
pub fn folded_forms(name: &str) -> Vec<String> {
    let mut folded = String::with_capacity(name.len());
    let has_second_form = fold_into(name, &mut folded);
    std::iter::once(folded).chain(has_second_form.then(|| fold_second_form(name)).flatten()).collect()
}

/// Returns whether each word of the folded text `words` is a prefix of some word of a folded name.
pub fn has_words_with_prefixes(name: &str, words: &str) -> bool {
    let begins = |word: &str| {
        let is_at_word = |(at, _): (usize, &str)| !name[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        name.match_indices(word).any(is_at_word)
    };
    words.split_whitespace().all(begins)
}

fn year(written: &str) -> Option<Value> {
    let is_year = written.len() == 4 && written.bytes().all(|it| it.is_ascii_digit());
    written.parse().ok().filter(|_| is_year).map(Value::Year)
}

/// Returns the name most similar to a folded one; failing that, the shortest name in which each of its words begins a
/// word.
fn most_similar_name(wanted: &str, names: impl Iterator<Item = String>) -> Option<String> {
    let names: Vec<(String, String)> = names.map(|it| (fold(&it), it)).collect();
    let similar = most_similar(wanted, names.iter().map(|(folded, _)| folded.as_str()));
    let prefixed = names.iter().filter(|(folded, _)| !wanted.is_empty() && has_words_with_prefixes(folded, wanted));
    let found =
        similar.or_else(|| prefixed.min_by_key(|(folded, _)| folded.len()).map(|(folded, _)| folded.as_str()))?;
    names.iter().find(|(folded, _)| folded == found).map(|(_, name)| name.clone())
}
