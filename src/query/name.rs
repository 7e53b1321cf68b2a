//! Which value is meant by a name?

use std::collections::HashSet;

use super::facet::{Facet, Value};
use super::library::Library;
use crate::catalogue::Country;
use crate::text::{Clean, fold, fold_digraphs, nearest, short};

/// A name that no value has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What was written.
    pub name: Clean,
    /// What may have been meant.
    pub nearest: Option<Clean>,
}

/// Returns the values that a code, an identifier or a name in any language means: one, but for a name that several have.
/// Case and accents do not count. A country or a year need not be in the catalogue.
///
/// # Errors
/// The name, with the nearest known one, where no value has it.
pub fn resolve(library: &Library, facet: Facet, name: &str) -> Result<Vec<Value>, Unknown> {
    if let (Facet::Country, Some(country)) = (facet, Country::named(name)) {
        return Ok(vec![Value::Country(country)]);
    }
    let wanted = fold(name.trim());
    let used = || library.index.used_values(facet).map(|(value, _)| value);
    let stated = year(&wanted).filter(|_| facet == Facet::Date);
    let values: Vec<Value> = facet.listed(library.terms()).into_iter().chain(used()).chain(stated).collect();
    let terms = library.terms();
    let names = |value: Value| value.names(facet, terms).into_iter().map(|(_, name)| name.into_owned());
    let is_id = |value: &Value| value.id(facet, terms) == name.trim();
    let is_name = |value: &Value| names(*value).any(|it| it == name.trim());
    let is_like_id = |value: &Value| fold(&value.id(facet, terms)) == wanted;
    let is_meant = |value: &Value| names(*value).any(|it| folded(&it).contains(&wanted));
    if !wanted.is_empty() {
        let one = |is: &dyn Fn(&Value) -> bool| values.iter().copied().find(is).map(|it| vec![it]);
        let all = |is: &dyn Fn(&Value) -> bool| values.iter().copied().filter(is).collect::<Vec<_>>();
        // What is written to the letter is meant before what is written much like it.
        let exact = one(&is_id).or_else(|| Some(all(&is_name)).filter(|it| !it.is_empty()));
        let mut meant = exact.or_else(|| one(&is_like_id)).unwrap_or_else(|| all(&is_meant));
        // Terms that are used are among those that are listed.
        let mut seen = HashSet::new();
        meant.retain(|it| seen.insert(*it));
        if !meant.is_empty() {
            return Ok(meant);
        }
    }
    let near = match facet {
        // A near name of any country would do; one of this catalogue is more likely.
        Facet::Country => near(&wanted, used().flat_map(names)).or_else(|| {
            let country = Country::nearest(name)?;
            near(&wanted, names(Value::Country(country))).or_else(|| Some(country.code().to_owned()))
        }),
        _ => near(&wanted, values.iter().copied().flat_map(names)),
    };
    Err(Unknown { name: short(name), nearest: near.map(|it| Clean::line(&it)) })
}

/// Returns every folded form of a name.
pub fn folded(name: &str) -> Vec<String> {
    std::iter::once(fold(name)).chain(fold_digraphs(name)).collect()
}

/// Returns whether every word of a folded text begins a word of a folded name.
pub fn begins_words(name: &str, words: &str) -> bool {
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

/// Returns the name that is written most like another, or the shortest of which it is a part.
fn near(wanted: &str, names: impl Iterator<Item = String>) -> Option<String> {
    let names: Vec<(String, String)> = names.map(|it| (fold(&it), it)).collect();
    let like = nearest(wanted, names.iter().map(|(folded, _)| folded.as_str()));
    let whole = names.iter().filter(|(folded, _)| !wanted.is_empty() && begins_words(folded, wanted));
    let found = like.or_else(|| whole.min_by_key(|(folded, _)| folded.len()).map(|(folded, _)| folded.as_str()))?;
    names.iter().find(|(folded, _)| folded == found).map(|(_, name)| name.clone())
}
