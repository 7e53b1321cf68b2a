//! What do the files of the store contain?
//!
//! Marks and settings are written as JSON, so that other programs can read them.

use super::{Ids, StoreProblem};
use crate::text::Clean;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};

/// Version of the file format.
const FORMAT: u32 = 1;

/// The marked activities of a catalogue.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MarksFile {
    passerelle: u32,
    catalogue: String,
    #[serde(rename = "marks")]
    pub(super) ids: Ids,
}

/// The user's persistent settings.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsFile {
    passerelle: u32,
    /// The language tag (BCP 47).
    pub(super) language: String,
}

/// The content of a file; else which problem it is, given its path.
pub(super) type Parsed<T> = Result<T, fn(Clean) -> StoreProblem>;

impl MarksFile {
    pub(super) fn new(catalogue: &str, ids: Ids) -> Self {
        Self { passerelle: FORMAT, catalogue: catalogue.to_owned(), ids }
    }

    /// Parses the marks of a catalogue from the bytes of a file.
    pub(super) fn parse(bytes: &[u8], catalogue: &str) -> Parsed<Self> {
        parse(bytes, |it: &Self| it.passerelle == FORMAT && it.catalogue == catalogue)
    }
}

impl SettingsFile {
    pub(super) fn new(language: &str) -> Self {
        Self { passerelle: FORMAT, language: language.to_owned() }
    }

    /// Parses the settings from the bytes of a file.
    pub(super) fn parse(bytes: &[u8]) -> Parsed<Self> {
        parse(bytes, |it: &Self| it.passerelle == FORMAT)
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8], is_ours: impl Fn(&T) -> bool) -> Parsed<T> {
    match serde_json::from_slice::<T>(bytes) {
        Ok(found) if is_ours(&found) => Ok(found),
        Ok(_) => Err(StoreProblem::Foreign),
        Err(_) if serde_json::from_slice::<IgnoredAny>(bytes).is_ok() => Err(StoreProblem::Foreign),
        Err(_) => Err(StoreProblem::Damaged),
    }
}

/// Returns the bytes of a file.
pub(super) fn to_bytes(it: &impl Serialize) -> Vec<u8> {
    // Serialising strings and numbers as JSON cannot fail.
    let mut bytes = serde_json::to_vec_pretty(it).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
