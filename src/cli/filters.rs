//! Which query do the filters of a command line make?
//!
//! Converts the filter options to a query, evaluates it, and explains empty answers.

use super::common_args::Filters;
use super::facet_filters::FacetFilter;
use super::failure::Failure;
use super::print::print_error_line;
use crate::app::quoted;
use crate::lang::Lang;
use crate::query::{
    Answer, Criterion, Facet, Library, Query, QueryChange, Remark, Search, Selection, UnknownName, Value, counts,
    resolve, unknown_names, ways_out,
};
use crate::text::Clean;

/// Maximum number of known values that are listed when one is unknown.
const MAX_LISTED_VALUES: usize = 12;

/// Returns the query that the filters describe.
///
/// # Errors
/// If a value is unknown, if a filter includes nothing but an unknown two-letter country code, or if `--not-missing` is
/// one of several options that require different sections.
pub(super) fn query(filters: &Filters, library: &Library, lang: Lang) -> Result<Query, Failure> {
    let mut query = query_without_facets(filters);
    for FacetFilter { facet, is_excluded, option, names } in filters.facets.iter() {
        let (facet, is_excluded, mut unknown_code) = (*facet, *is_excluded, None);
        for name in names {
            let values = match resolve(library, facet, name) {
                Ok(values) => values,
                // An unknown two-letter code may still be that of a country: no activity has it, but it is not a
                // mistake.
                Err(unknown) if facet == Facet::Country && is_country_code(name) => {
                    unknown_code = Some(unknown.name);
                    continue;
                }
                Err(unknown) => return Err(unknown_value(library, facet, option.clone(), unknown, lang)),
            };
            values.into_iter().for_each(|it| choose(&mut query, facet, it, is_excluded));
        }
        let is_only = !is_excluded && query.selection(facet).included.is_empty();
        if let Some(country) = unknown_code.filter(|_| is_only) {
            return Err(Failure::EmptyCountry(country));
        }
    }
    // The values of a facet are alternatives, so requiring two sections at once cannot be expressed.
    let has_several = query.selection(Facet::Section).included.len() > 1;
    if has_several && filters.facets.iter().any(|it| it.option == "--not-missing") {
        return Err(Failure::SeveralSections);
    }
    Ok(query)
}

/// Returns the query that the filters describe but for their facets, whose values depend on the catalogue.
pub(super) fn query_without_facets(filters: &Filters) -> Query {
    let mut query = Query::default();
    query.search = filters.search.clone().unwrap_or_default();
    query.sort = filters.sort;
    query.reversed = filters.reverse;
    query.marked_only = filters.marked;
    query
}

/// Returns the query that the filters describe while the rest of a file is still unread, or `None` if the rest could
/// change it: a participant who is given by name may first occur in a later activity.
pub(super) fn final_query(filters: &Filters, library: &Library, lang: Lang) -> Option<Query> {
    let has_id = |name: &String| {
        let mut known = Facet::Partner.listed(library.terms()).into_iter();
        known.any(|it| it.id(Facet::Partner, library.terms()) == name.trim())
    };
    let mut partners = filters.facets.iter().filter(|it| it.facet == Facet::Partner);
    let is_final = partners.all(|it| it.names.iter().all(has_id));
    query(filters, library, lang).ok().filter(|_| is_final)
}

/// Includes or excludes a value, unless it already is. A value that is both matches nothing.
fn choose(query: &mut Query, facet: Facet, value: Value, is_excluded: bool) {
    let Selection { included, excluded } = query.selection_mut(facet);
    let chosen = if is_excluded { excluded } else { included };
    if !chosen.contains(&value) {
        chosen.push(value);
    }
}

fn is_country_code(name: &str) -> bool {
    name.len() == 2 && name.bytes().all(|it| it.is_ascii_alphabetic())
}

fn unknown_value(library: &Library, facet: Facet, option: String, mut unknown: UnknownName, lang: Lang) -> Failure {
    // Other programs take several values at once; here, the option is repeated.
    let parts: Vec<&str> = unknown.name.split([',', ';']).map(str::trim).collect();
    if parts.len() > 1 && parts.iter().all(|it| resolve(library, facet, it).is_ok()) {
        let repeated: Vec<String> = parts.iter().map(|it| format!("{option} {}", quoted(it))).collect();
        unknown.nearest = Some(Clean::line(&repeated.join(" ")));
    }
    let answer = Answer::new(library, &Query::default(), lang, None);
    let values = counts(library, &Query::default(), &answer, facet);
    let names = values.iter().map(|it| it.value.id(facet, library.terms()).into_owned());
    let rest = (values.len() > MAX_LISTED_VALUES).then(|| format!("… (passerelle facets {})", facet.id()));
    let values = names.take(MAX_LISTED_VALUES).chain(rest).collect();
    Failure::UnknownValue { option, unknown, values }
}

/// Returns the query that the filters describe, and the matching activities.
///
/// # Errors
/// If a value is unknown, or no activity matches.
pub(super) fn answer(filters: &Filters, library: &Library, lang: Lang) -> Result<(Query, Answer), Failure> {
    let query = query(filters, library, lang)?;
    let answer = evaluate_or_explain(&query, filters, library, lang)?;
    Ok((query, answer))
}

/// Returns the activities that match the query of the filters, with a warning for each search field without a word.
///
/// # Errors
/// If none match: whether there are any activities at all or in the country, and which filter to leave out.
pub(super) fn evaluate_or_explain(
    query: &Query,
    filters: &Filters,
    library: &Library,
    lang: Lang,
) -> Result<Answer, Failure> {
    let answer = evaluate(query, library, lang);
    if !answer.rows.is_empty() {
        return Ok(answer);
    }
    if library.index.is_empty() {
        return Err(Failure::EmptyCatalogue);
    }
    let countries = &query.selection(Facet::Country).included;
    let is_empty = |it: &Value| library.index.postings(Facet::Country, *it).is_none();
    if let Some(country) = countries.first().filter(|_| countries.iter().all(is_empty)) {
        let name = country.label(Facet::Country, library.terms(), lang);
        return Err(Failure::EmptyCountry(Clean::line(&name)));
    }
    let words = &lang.words().command;
    let joined_names =
        |it: &[Criterion]| it.iter().flat_map(|it| option_names(*it, filters)).collect::<Vec<_>>().join(words.nor);
    let suggestion = ways_out(library, query, &answer, true).into_iter().next().map(|it| match it.change {
        QueryChange::Drop(left_out) => (words.without)(&joined_names(&left_out), it.count),
        QueryChange::DropWord { word, .. } => (words.without)(&lang.words().quoted(&word), it.count),
        QueryChange::AnyWord { .. } => (words.any_word)(it.count),
        QueryChange::Replace { by, .. } => (words.did_you_mean)(&by),
    });
    let mut remarks = Search::new(&query.search).remarks;
    remarks.extend(unknown_names(library, &query.search, lang));
    Err(Failure::NoMatch(suggestion, remarks))
}

/// Returns the options that a part of a query comes from.
fn option_names(criterion: Criterion, filters: &Filters) -> Vec<String> {
    match criterion {
        Criterion::Facet(facet) => {
            filters.facets.iter().filter(|it| it.facet == facet).map(|it| it.option.clone()).collect()
        }
        Criterion::Search => vec!["--search".to_owned()],
        Criterion::Marked => vec!["--marked".to_owned()],
    }
}

/// Returns whether any filter or order is given.
pub(super) fn has_filter_or_order(filters: &Filters) -> bool {
    let has_order = filters.sort.is_some() || filters.reverse;
    has_facet_filter(filters) || filters.search.is_some() || filters.marked || has_order
}

/// Returns the activities that match a query, possibly none, and prints a warning for each search field without a word.
pub(super) fn evaluate(query: &Query, library: &Library, lang: Lang) -> Answer {
    warn_of_search_remarks(query, lang);
    Answer::new(library, query, lang, None)
}

/// Prints a warning for each part of the search that does hardly what was intended: a field without a word, which
/// restricts nothing, and a minus sign before a space, which excludes nothing.
pub(super) fn warn_of_search_remarks(query: &Query, lang: Lang) {
    let remarks = Search::new(&query.search)
        .remarks
        .into_iter()
        .filter(|it| matches!(it, Remark::FieldAlone(_) | Remark::LoneMinus(_)));
    remarks.for_each(|it| print_error_line(&it.in_words(lang)));
}

/// Returns whether any filter names a facet value, which requires the vocabularies.
pub(super) fn has_facet_filter(filters: &Filters) -> bool {
    filters.facets.iter().next().is_some()
}
