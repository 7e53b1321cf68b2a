//! Which query do the filters of a command line make?

use super::facet_filters::FacetFilter;
use super::failure::Failure;
use super::groups::Filters;
use super::print::say;
use crate::lang::Lang;
use crate::query::{
    Answer, Change, Criterion, Facet, Library, Query, Remark, Search, Selection, Unknown, Value, counts, resolve,
    ways_out,
};
use crate::text::Clean;

/// The most values that are named where one is unknown.
const MOST: usize = 12;

/// Returns the query that the filters ask.
///
/// # Errors
/// The first value that is unknown; that there is nothing in a country.
pub(super) fn query(filters: &Filters, library: &Library, lang: Lang) -> Result<Query, Failure> {
    let mut query = Query::default();
    query.search = filters.search.clone().unwrap_or_default();
    query.sort = filters.sort;
    query.reversed = filters.reverse;
    query.marked_only = filters.marked;
    for FacetFilter { facet, is_excluded, option, names } in filters.facets.iter() {
        let (facet, is_excluded, mut nowhere) = (*facet, *is_excluded, None);
        for name in names {
            let values = match resolve(library, facet, name) {
                Ok(values) => values,
                // A code that could be a country's is no mistake; no activity bears it.
                Err(unknown) if facet == Facet::Country && is_code(name) => {
                    nowhere = Some(unknown.name);
                    continue;
                }
                Err(unknown) => return Err(unknown_value(library, facet, option.clone(), unknown, lang)),
            };
            values.into_iter().for_each(|it| choose(&mut query, facet, it, is_excluded));
        }
        let is_only = !is_excluded && query.selection(facet).included.is_empty();
        if let Some(country) = nowhere.filter(|_| is_only) {
            return Err(Failure::NothingThere(country));
        }
    }
    // Values of a facet are alternatives: to have one section and another one as well cannot be asked for.
    let has_several = query.selection(Facet::Stated).included.len() > 1;
    if has_several && filters.facets.iter().any(|it| it.option == "--not-missing") {
        return Err(Failure::SeveralSections);
    }
    Ok(query)
}

/// Returns the query that the filters ask of a file of which the rest is still to be read, where that will change nothing:
/// someone with the name that is asked for may come who has not been read of yet.
pub(super) fn final_query(filters: &Filters, library: &Library, lang: Lang) -> Option<Query> {
    let has_id = |name: &String| {
        let mut listed = Facet::Partner.listed(library.terms()).into_iter();
        listed.any(|it| it.id(Facet::Partner, library.terms()) == name.trim())
    };
    let mut partners = filters.facets.iter().filter(|it| it.facet == Facet::Partner);
    let is_final = partners.all(|it| it.names.iter().all(has_id));
    query(filters, library, lang).ok().filter(|_| is_final)
}

/// Includes or excludes a value, once. One that is both leaves nothing.
fn choose(query: &mut Query, facet: Facet, value: Value, is_excluded: bool) {
    let Selection { included, excluded } = query.selection_mut(facet);
    let chosen = if is_excluded { excluded } else { included };
    if !chosen.contains(&value) {
        chosen.push(value);
    }
}

fn is_code(name: &str) -> bool {
    name.len() == 2 && name.bytes().all(|it| it.is_ascii_alphabetic())
}

fn unknown_value(library: &Library, facet: Facet, option: String, unknown: Unknown, lang: Lang) -> Failure {
    let answer = Answer::new(library, &Query::default(), lang, None);
    let values = counts(library, &Query::default(), &answer, facet);
    let names = values.iter().map(|it| it.value.id(facet, library.terms()).into_owned());
    let rest = (values.len() > MOST).then(|| format!("… (passerelle facets {})", facet.id()));
    let values = names.take(MOST).chain(rest).collect();
    Failure::UnknownValue { option, unknown, values }
}

/// Returns what the filters ask, and the activities that pass.
///
/// # Errors
/// The first value that is unknown; that nothing passes.
pub(super) fn answer(filters: &Filters, library: &Library, lang: Lang) -> Result<(Query, Answer), Failure> {
    let query = query(filters, library, lang)?;
    let answer = answer_to(&query, filters, library, lang)?;
    Ok((query, answer))
}

/// Returns the activities that pass by a query that was made of the filters, and says what of it means nothing.
///
/// # Errors
/// That nothing passes: whether there was anything that could, and which filter to leave out.
pub(super) fn answer_to(query: &Query, filters: &Filters, library: &Library, lang: Lang) -> Result<Answer, Failure> {
    let answer = passing(query, library, lang);
    if !answer.rows.is_empty() {
        return Ok(answer);
    }
    if library.index.is_empty() {
        return Err(Failure::NothingAtAll);
    }
    let countries = &query.selection(Facet::Country).included;
    let is_empty = |it: &Value| library.index.postings(Facet::Country, *it).is_none();
    if let Some(country) = countries.first().filter(|_| countries.iter().all(is_empty)) {
        let name = country.label(Facet::Country, library.terms(), lang);
        return Err(Failure::NothingThere(Clean::line(&name)));
    }
    let names = |it: &[Criterion]| it.iter().flat_map(|it| names(*it, filters)).collect::<Vec<_>>().join(", ");
    let words = &lang.words().command;
    let best = ways_out(library, query, &answer, true).into_iter().next().map(|it| match it.change {
        Change::Drop(left_out) => (words.without)(&names(&left_out), it.count),
        Change::DropWord { word, .. } => (words.without)(&lang.words().quoted(&word), it.count),
        Change::Replace { by, .. } => (words.did_you_mean)(&by),
    });
    Err(Failure::NothingPasses(best, Search::new(&query.search).remarks))
}

/// Returns the options that ask for a part of a query.
fn names(criterion: Criterion, filters: &Filters) -> Vec<String> {
    match criterion {
        Criterion::Facet(facet) => {
            filters.facets.iter().filter(|it| it.facet == facet).map(|it| it.option.clone()).collect()
        }
        Criterion::Search => vec!["--search".to_owned()],
        Criterion::Marked => vec!["--marked".to_owned()],
    }
}

/// Returns whether there is any filter, or an order.
pub(super) fn narrows(filters: &Filters) -> bool {
    let has_order = filters.sort.is_some() || filters.reverse;
    names_values(filters) || filters.search.is_some() || filters.marked || has_order
}

/// Returns the activities that pass by a query, if any, and says what of it means nothing.
pub(super) fn passing(query: &Query, library: &Library, lang: Lang) -> Answer {
    // A field without a word asks for nothing: that is not what was meant.
    let alone = Search::new(&query.search).remarks.into_iter().filter(|it| matches!(it, Remark::FieldAlone(_)));
    alone.for_each(|it| say(&it.in_words(lang)));
    Answer::new(library, query, lang, None)
}

/// Returns whether any filter names a value, which needs the vocabularies to be read.
pub(super) fn names_values(filters: &Filters) -> bool {
    filters.facets.iter().next().is_some()
}
