//! Where are texts stored?
//!
//! Stores the texts of a batch of records one after another in a single allocation. A separate box for each of millions
//! of texts would need more memory than their content.

use std::sync::{Arc, OnceLock};

use super::Text;
use crate::text::Cleaned;

/// Size in bytes above which the next text goes into another arena. Offsets are `u32`, and no text is long enough to
/// overflow them from there.
const MAX_ARENA_BYTES: usize = 1 << 30;
/// Maximum number of known language tags compared with a new one. More are rare, and are then stored again for each
/// version.
const MAX_COMPARED_TAGS: usize = 16;

/// Texts of a batch of records; empty until [`ArenaBuilder::finish`].
#[derive(Debug, Default)]
pub(super) struct Arena(OnceLock<Content>);

#[derive(Debug, Default)]
struct Content {
    text: Box<str>,
    versions: Box<[Entry]>,
    /// Language tags; the first is that of the fallback language.
    tags: Box<[Box<str>]>,
}

/// A version of a text: the index of its tag, and the byte offset where it ends. It begins where the previous one ends.
#[derive(Clone, Copy, Debug)]
struct Entry {
    tag: u32,
    end: u32,
}

impl Arena {
    /// Returns the language tag and the text of a version; `None` if there is none at the index, or before
    /// [`ArenaBuilder::finish`].
    pub(super) fn version(&self, index: usize) -> Option<(&str, &str)> {
        let content = self.0.get()?;
        let Entry { tag, end } = *content.versions.get(index)?;
        let start = index.checked_sub(1).and_then(|it| content.versions.get(it)).map_or(0, |it| it.end);
        Some((content.tags.get(tag as usize)?, content.text.get(start as usize..end as usize)?))
    }

    /// Returns the tag of the fallback language; empty if it is not stated.
    pub(super) fn preferred(&self) -> &str {
        self.tags().next().unwrap_or_default()
    }

    /// Returns the tags of all its texts, that of the fallback language first.
    pub(super) fn tags(&self) -> impl Iterator<Item = &str> {
        self.0.get().into_iter().flat_map(|it| &it.tags).map(|it| &**it)
    }
}

/// Builder of an [`Arena`]. The texts can be read after [`ArenaBuilder::finish`].
#[derive(Debug)]
pub(crate) struct ArenaBuilder {
    arena: Arc<Arena>,
    text: String,
    versions: Vec<Entry>,
    tags: Vec<Box<str>>,
}

impl ArenaBuilder {
    /// Creates the builder of an arena whose texts fall back to a language.
    pub(crate) fn new(preferred: &str) -> Self {
        Self::with_capacity(preferred, 0)
    }

    /// Like [`ArenaBuilder::new`], with room for `length` bytes of text.
    pub(crate) fn with_capacity(preferred: &str, length: usize) -> Self {
        Self {
            arena: Arc::default(),
            text: String::with_capacity(length),
            versions: Vec::new(),
            tags: vec![preferred.into()],
        }
    }

    /// Begins a text; returns the index of its first version.
    pub(crate) fn begin(&mut self) -> usize {
        if self.text.len() > MAX_ARENA_BYTES {
            let next = Self::new(&self.tags[0]);
            std::mem::replace(self, next).finish();
        }
        self.versions.len()
    }

    /// Adds a version to the current text, under its BCP 47 tag in lower case.
    pub(crate) fn push(&mut self, tag: &str, text: &Cleaned<'_>) {
        self.copy(tag, text);
    }

    /// Adds a version copied from another arena.
    pub(super) fn copy(&mut self, tag: &str, text: &str) {
        self.text.push_str(text);
        let entry = Entry { tag: self.tag(tag), end: to_u32(self.text.len()) };
        self.versions.push(entry);
    }

    /// Returns the text that begins with the version at index `first`; `None` if it has no versions.
    pub(crate) fn end(&self, first: usize) -> Option<Text> {
        let count = to_u32(self.versions.len() - first);
        (count > 0).then(|| Text { arena: Arc::clone(&self.arena), first: to_u32(first), count })
    }

    fn tag(&mut self, tag: &str) -> u32 {
        to_u32(self.tags.iter().take(MAX_COMPARED_TAGS).position(|it| **it == *tag).unwrap_or_else(|| {
            self.tags.push(tag.into());
            self.tags.len() - 1
        }))
    }

    /// Makes the texts readable.
    pub(crate) fn finish(self) {
        let Self { arena, text, versions, tags } = self;
        let content = Content { text: text.into(), versions: versions.into(), tags: tags.into() };
        // This cannot fail: only this method sets the content, and it consumes the builder.
        let _ = arena.0.set(content);
    }
}

fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
