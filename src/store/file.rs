//! How is something remembered in a file? As JSON, so that another program can read it.

use super::Ids;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};

/// The version of the format that is written.
const FORMAT: u32 = 1;

/// The marked activities of a catalogue.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Marks {
    passerelle: u32,
    catalogue: String,
    #[serde(rename = "marks")]
    pub(super) ids: Ids,
}

/// What the reader has chosen once and for all.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choices {
    passerelle: u32,
    /// A language tag (BCP 47).
    pub(super) language: String,
}

/// What a file turned out to be.
pub(super) enum Found<T> {
    /// What is looked for.
    Whole(T),
    /// Something that another program, or a later version of this one, has written.
    Foreign,
    /// Something that no program writes.
    Damaged,
}

impl Marks {
    pub(super) fn new(catalogue: &str, ids: Ids) -> Self {
        Self { passerelle: FORMAT, catalogue: catalogue.to_owned(), ids }
    }

    /// Reads the bytes of a file.
    pub(super) fn read(bytes: &[u8], catalogue: &str) -> Found<Self> {
        read(bytes, |it: &Self| it.passerelle == FORMAT && it.catalogue == catalogue)
    }

    /// Returns the bytes of its file.
    pub(super) fn written(&self) -> Vec<u8> {
        written(self)
    }
}

impl Choices {
    pub(super) fn new(language: &str) -> Self {
        Self { passerelle: FORMAT, language: language.to_owned() }
    }

    /// Reads the bytes of a file.
    pub(super) fn read(bytes: &[u8]) -> Found<Self> {
        read(bytes, |it: &Self| it.passerelle == FORMAT)
    }

    /// Returns the bytes of its file.
    pub(super) fn written(&self) -> Vec<u8> {
        written(self)
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8], is_ours: impl Fn(&T) -> bool) -> Found<T> {
    match serde_json::from_slice::<T>(bytes) {
        Ok(found) if is_ours(&found) => Found::Whole(found),
        Ok(_) => Found::Foreign,
        Err(_) if serde_json::from_slice::<IgnoredAny>(bytes).is_ok() => Found::Foreign,
        Err(_) => Found::Damaged,
    }
}

fn written(it: &impl Serialize) -> Vec<u8> {
    // Text and numbers can always be written as JSON.
    let mut written = serde_json::to_vec_pretty(it).unwrap_or_default();
    written.push(b'\n');
    written
}
