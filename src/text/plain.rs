//! How much of a text is plain?
//!
//! Skips printable ASCII, which makes up most of every text, eight bytes at a time, and tells whether a text has bytes
//! of other kinds.

/// The highest bit of each of eight bytes.
const HIGH_BITS: u64 = u64::from_le_bytes([0x80; 8]);
const SPACES: u64 = u64::from_le_bytes([b' '; 8]);

/// Returns the length of the longest prefix of ASCII bytes that are not control characters, DEL excepted.
pub(super) fn plain_prefix(bytes: &[u8]) -> usize {
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (at, chunk) in chunks.iter().enumerate() {
        let eight = u64::from_le_bytes(*chunk);
        // The highest bit is set for a byte above ASCII, and by the borrow for one below a space. A borrow can set it
        // falsely in later bytes, but not in earlier ones.
        let others = (eight | eight.wrapping_sub(SPACES)) & HIGH_BITS;
        if others != 0 {
            return 8 * at + others.trailing_zeros() as usize / 8;
        }
    }
    bytes.len() - rest.len() + rest.iter().take_while(|it| (b' '..0x80).contains(*it)).count()
}

/// Returns whether a text contains a byte. Unlike `any`, this has no early exit, so that the compiler examines many bytes
/// at once: the right choice for bytes that most texts do not have.
pub fn has_byte(text: &str, is_wanted: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |found, byte| found | is_wanted(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn plain_prefix_matches_a_bytewise_scan(bytes in "[ -~]{0,20}[\\x00-\\x1f é\u{7f}]?[ -~é]{0,20}") {
            let plain = bytes.bytes().take_while(|it| it.is_ascii() && *it >= b' ').count();
            prop_assert_eq!(plain_prefix(bytes.as_bytes()), plain);
        }
    }
}
