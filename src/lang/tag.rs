//! Which language is it?
//!
//! Stores a language tag (BCP 47) inline, so that it is `Copy`.

use std::fmt;

/// Maximum length of a stored tag in bytes, the buffer size that RFC 5646 (section 4.4.1) derives.
const MAX_LENGTH: usize = 35;

/// A language tag (BCP 47) in lower case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    /// ASCII, padded with zeros.
    bytes: [u8; MAX_LENGTH],
}

impl Tag {
    /// Parses the tag at the start of a text: ASCII letters, digits and hyphens, of which at most 35 are kept.
    pub(super) const fn new(text: &str) -> Self {
        let (mut bytes, mut at) = ([0; MAX_LENGTH], 0);
        while at < text.len()
            && at < MAX_LENGTH
            && (text.as_bytes()[at].is_ascii_alphanumeric() || text.as_bytes()[at] == b'-')
        {
            bytes[at] = text.as_bytes()[at].to_ascii_lowercase();
            at += 1;
        }
        Self { bytes }
    }

    /// Returns the tag as text.
    pub fn as_str(&self) -> &str {
        let length = self.bytes.iter().position(|it| *it == 0).unwrap_or(MAX_LENGTH);
        std::str::from_utf8(&self.bytes[..length]).unwrap_or_default()
    }
}

/// Returns the primary language subtag of a tag, without script, region and further subtags.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

impl fmt::Debug for Tag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}
