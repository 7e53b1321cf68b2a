//! Which value is meant by a name?

use super::facet::{Facet, Value};
use super::library::Library;
use crate::catalogue::{Country, nearest, short};
use crate::text::{Clean, fold};

/// A name that no value has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What was written.
    pub name: Clean,
    /// What may have been meant.
    pub nearest: Option<Clean>,
}

/// Returns the value that a code, an identifier or a name in any language means. Case and accents
/// do not count. A country need not be in the catalogue.
///
/// # Errors
/// The name, with the nearest known one, where no value has it.
pub fn resolve(library: &Library, facet: Facet, name: &str) -> Result<Value, Unknown> {
    let terms = library.terms();
    let values: Vec<Value> = match facet {
        Facet::Country => Country::all().map(Value::Country).collect(),
        _ => facet.vocabulary(terms),
    };
    let wanted = fold(name.trim());
    let names = |value: Value| value.names(facet, terms);
    let is_meant = |value: &Value| names(*value).iter().any(|it| fold(it) == wanted);
    if let Some(value) = values.iter().copied().find(is_meant) {
        return Ok(value);
    }
    let near = match facet {
        // A near name of any country would do; one of this catalogue is more likely.
        Facet::Country => {
            let here = library.index.borne(facet).map(|(value, _)| value);
            near(&wanted, here.flat_map(names)).or_else(|| Country::nearest(name).map(|it| it.code().to_owned()))
        }
        _ => near(&wanted, values.iter().flat_map(|&value| names(value))),
    };
    Err(Unknown { name: short(name), nearest: near.map(|it| Clean::line(&it)) })
}

fn near(wanted: &str, names: impl Iterator<Item = String>) -> Option<String> {
    let names: Vec<(String, String)> = names.map(|it| (fold(&it), it)).collect();
    let nearest = nearest(wanted, names.iter().map(|(folded, _)| folded.as_str()))?;
    names.iter().find(|(folded, _)| folded == nearest).map(|(_, name)| name.clone())
}
