//! How much of a text is plain? Most of every text is ASCII to be shown as it is, and eight bytes of that are told at a
//! time.

/// The highest bit of each of eight bytes.
const HIGHEST: u64 = u64::from_ne_bytes([0x80; 8]);
const SPACES: u64 = u64::from_ne_bytes([b' '; 8]);

/// Returns how many of the first bytes are ASCII and no control characters but DEL.
pub(super) fn plain_prefix(bytes: &[u8]) -> usize {
    let (chunks, _) = bytes.as_chunks::<8>();
    let is_plain = |chunk: &&[u8; 8]| {
        let eight = u64::from_ne_bytes(**chunk);
        // Where none is above, one that is below a space makes the subtraction borrow.
        (eight | eight.wrapping_sub(SPACES)) & HIGHEST == 0
    };
    let whole = 8 * chunks.iter().take_while(is_plain).count();
    whole + bytes[whole..].iter().take_while(|it| (b' '..0x80).contains(*it)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn eight_bytes_at_a_time_are_told_as_one_by_one(bytes in "[ -~]{0,20}[\\x00-\\x1f é\u{7f}]?[ -~é]{0,20}") {
            let plain = bytes.bytes().take_while(|it| it.is_ascii() && *it >= b' ').count();
            prop_assert_eq!(plain_prefix(bytes.as_bytes()), plain);
        }
    }
}
