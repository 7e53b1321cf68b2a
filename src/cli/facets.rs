//! Which values are there to filter by, and how many activities would each give?
//!
//! Implements `facets`: prints the values of the facets with their counts as a table or as JSON.

use serde::Serialize;

use super::common_args::Filters;
use super::failure::Failure;
use super::filters;
use super::values::FacetsFormat;
use crate::export::json;
use crate::lang::Lang;
use crate::query::{Facet, Library, Sort, counts};
use crate::text::{pad, truncate, width};

/// A facet as printed in JSON.
#[derive(Debug, Serialize)]
struct FacetRecord {
    facet: &'static str,
    values: Vec<ValueRecord>,
}

#[derive(Debug, Serialize)]
struct ValueRecord {
    id: String,
    name: String,
    count: usize,
}

/// Returns the values of one facet, or of all, with the number of matching activities for each. The lines of a table are
/// at most `columns` wide, if given.
pub(super) fn facets(
    library: &Library,
    filters: &Filters,
    facet: Option<Facet>,
    format: FacetsFormat,
    columns: Option<usize>,
    lang: Lang,
) -> Result<String, Failure> {
    let mut query = filters::query(filters, library, lang)?;
    // The activities need not be in memory (see `Request::load_counts`), so they cannot be sorted.
    (query.sort, query.reversed) = (Some(Sort::Catalogue), false);
    let answer = filters::evaluate_or_explain(&query, filters, library, lang)?;
    let selected = Facet::ALL.into_iter().filter(|&it| facet.is_none_or(|only| only == it));
    let terms = library.terms();
    let records: Vec<FacetRecord> = selected
        .map(|facet| {
            let values = counts(library, &query, &answer, facet).into_iter().map(|it| {
                let (id, name) = (it.value.id(facet, terms), it.value.label(facet, terms, lang));
                ValueRecord { id: id.into_owned(), name: name.into_owned(), count: it.count }
            });
            FacetRecord { facet: facet.id(), values: values.collect() }
        })
        .collect();
    match format {
        FacetsFormat::Table => Ok(table(&records, columns)),
        FacetsFormat::Json => Ok(json(&records)?),
    }
}

/// Maximum width, in columns, of the identifiers that determine the width of their column.
const MAX_ID_COLUMNS: usize = 60;

/// Pads a text with spaces to a width in columns; a wider text is returned unchanged.
fn padded(text: &str, columns: usize) -> String {
    if width(text) > columns { text.to_owned() } else { pad(text, columns) }
}

/// Returns a line for each value, with facet, count, identifier and name aligned in columns. Lines are cut to at most
/// `columns` if given; long identifiers then leave most of it to the names.
fn table(records: &[FacetRecord], columns: Option<usize>) -> String {
    let facets = records.iter().map(|it| width(it.facet)).max().unwrap_or(0);
    let values = || records.iter().flat_map(|it| it.values.iter().map(move |value| (it.facet, value)));
    let max_id = columns.map_or(MAX_ID_COLUMNS, |it| (it / 3).min(MAX_ID_COLUMNS));
    let ids = values().map(|(_, it)| width(&it.id)).filter(|it| *it <= max_id).max().unwrap_or(0);
    let counts = values().map(|(_, it)| it.count.to_string().len()).max().unwrap_or(0);
    let line = |(facet, it): (&str, &ValueRecord)| {
        let line = format!("{}  {:>counts$}  {}  {}", pad(facet, facets), it.count, padded(&it.id, ids), it.name);
        truncate(&line, columns.unwrap_or(usize::MAX)) + "\n"
    };
    values().map(line).collect()
}
