//! Which language is it? A tag of BCP 47.

use std::fmt;

/// The longest tag that is kept, in bytes: RFC 5646 has no longer one in use.
const LONGEST: usize = 35;

/// A language tag (BCP 47) in lower case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    /// Filled up with zeros.
    bytes: [u8; LONGEST],
}

impl Tag {
    /// Returns the tag that a text begins with: letters and digits of ASCII and hyphens.
    pub(super) const fn new(text: &str) -> Self {
        let (mut bytes, mut at) = ([0; LONGEST], 0);
        while at < text.len()
            && at < LONGEST
            && (text.as_bytes()[at].is_ascii_alphanumeric() || text.as_bytes()[at] == b'-')
        {
            bytes[at] = text.as_bytes()[at].to_ascii_lowercase();
            at += 1;
        }
        Self { bytes }
    }

    /// Returns the tag as it is written.
    pub fn as_str(&self) -> &str {
        let length = self.bytes.iter().position(|it| *it == 0).unwrap_or(LONGEST);
        std::str::from_utf8(&self.bytes[..length]).unwrap_or_default()
    }
}

/// Returns the language of a tag, without script, region and what else it tells.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

impl fmt::Debug for Tag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}
