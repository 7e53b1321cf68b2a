//! How are records counted? In 32 bits where there are many of them, and as other counts where there is one.

/// Returns a count in 32 bits.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Returns how many records there are of a set.
pub(super) fn count(records: u64) -> usize {
    usize::try_from(records).unwrap_or(usize::MAX)
}
