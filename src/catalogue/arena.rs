//! Where do texts stand? Those of a run of records one after the other in one piece of memory: a box for each of
//! millions would cost more than what is in them.

use std::sync::{Arc, OnceLock};

use super::Text;
use crate::text::Cleaned;

/// Bytes after which texts go into another arena: they are counted in 32 bits, and no text is as long as that.
const LARGEST: usize = 1 << 30;
/// How many language tags are compared with a new one: more than that are seldom, and kept again each time.
const COMPARED: usize = 16;

/// The texts of a run of records. Empty until the run is whole.
#[derive(Debug, Default)]
pub(super) struct Arena(OnceLock<Content>);

#[derive(Debug, Default)]
struct Content {
    text: Box<str>,
    versions: Box<[Entry]>,
    /// The first one is that of the language to fall back to.
    tags: Box<[Box<str>]>,
}

/// A version of a text: the number of its tag, and the byte at which it ends. It begins where the one before it ends.
#[derive(Clone, Copy, Debug)]
struct Entry {
    tag: u32,
    end: u32,
}

impl Arena {
    /// Returns a version by its number: its language tag, and what it says.
    pub(super) fn version(&self, number: usize) -> Option<(&str, &str)> {
        let content = self.0.get()?;
        let Entry { tag, end } = *content.versions.get(number)?;
        let start = number.checked_sub(1).and_then(|it| content.versions.get(it)).map_or(0, |it| it.end);
        Some((content.tags.get(tag as usize)?, content.text.get(start as usize..end as usize)?))
    }

    /// Returns the tag of the language to fall back to.
    pub(super) fn preferred(&self) -> &str {
        self.tags().next().unwrap_or_default()
    }

    /// Returns the tags of all its texts, that of the language to fall back to first.
    pub(super) fn tags(&self) -> impl Iterator<Item = &str> {
        self.0.get().into_iter().flat_map(|it| &it.tags).map(|it| &**it)
    }
}

/// Takes the texts of a run of records; they can be read once it has been closed.
#[derive(Debug)]
pub(crate) struct Texts {
    arena: Arc<Arena>,
    text: String,
    versions: Vec<Entry>,
    tags: Vec<Box<str>>,
}

impl Texts {
    /// Begins a run of records whose texts fall back to a language.
    pub(crate) fn new(preferred: &str) -> Self {
        Self::with_capacity(preferred, 0)
    }

    /// Begins one whose texts take so many bytes at the most, as a rule.
    pub(crate) fn with_capacity(preferred: &str, length: usize) -> Self {
        Self {
            arena: Arc::default(),
            text: String::with_capacity(length),
            versions: Vec::new(),
            tags: vec![preferred.into()],
        }
    }

    /// Begins a text; returns the number of its first version.
    pub(crate) fn begin(&mut self) -> usize {
        if self.text.len() > LARGEST {
            let next = Self::new(&self.tags[0]);
            std::mem::replace(self, next).close();
        }
        self.versions.len()
    }

    /// Adds a version of the text that has been begun, under its BCP 47 tag in lower case.
    pub(crate) fn push(&mut self, tag: &str, text: &Cleaned<'_>) {
        self.copy(tag, text);
    }

    /// Adds a version that stands in another arena.
    pub(super) fn copy(&mut self, tag: &str, text: &str) {
        self.text.push_str(text);
        let entry = Entry { tag: self.tag(tag), end: number(self.text.len()) };
        self.versions.push(entry);
    }

    /// Returns the text that begins with a version.
    ///
    /// Returns `None` where there is no version at all.
    pub(crate) fn end(&self, first: usize) -> Option<Text> {
        let count = number(self.versions.len() - first);
        (count > 0).then(|| Text { arena: Arc::clone(&self.arena), first: number(first), count })
    }

    fn tag(&mut self, tag: &str) -> u32 {
        number(self.tags.iter().take(COMPARED).position(|it| **it == *tag).unwrap_or_else(|| {
            self.tags.push(tag.into());
            self.tags.len() - 1
        }))
    }

    /// Ends the run.
    pub(crate) fn close(self) {
        let Self { arena, text, versions, tags } = self;
        let content = Content { text: text.into(), versions: versions.into(), tags: tags.into() };
        // It has not been set before: this is the only one that sets it, and it is gone then.
        let _ = arena.0.set(content);
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
