//! How are marks written? As JSON, so that another program can read them.

use std::collections::BTreeSet;

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
    pub(super) ids: BTreeSet<String>,
}

/// What a file turned out to be.
pub(super) enum Found {
    Marks(Marks),
    /// Something that another program, or a later version of this one, has written.
    Foreign,
    /// Something that no program writes.
    Damaged,
}

impl Marks {
    pub(super) fn new(catalogue: &str, ids: BTreeSet<String>) -> Self {
        Self { passerelle: FORMAT, catalogue: catalogue.to_owned(), ids }
    }

    /// Reads the bytes of a file.
    pub(super) fn read(bytes: &[u8], catalogue: &str) -> Found {
        match serde_json::from_slice::<Marks>(bytes) {
            Ok(marks) if marks.passerelle == FORMAT && marks.catalogue == catalogue => Found::Marks(marks),
            Ok(_) => Found::Foreign,
            Err(_) if serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok() => Found::Foreign,
            Err(_) => Found::Damaged,
        }
    }

    /// Returns the bytes of its file.
    pub(super) fn written(&self) -> Vec<u8> {
        // Text and numbers can always be written as JSON.
        let mut written = serde_json::to_vec_pretty(self).unwrap_or_default();
        written.push(b'\n');
        written
    }
}
