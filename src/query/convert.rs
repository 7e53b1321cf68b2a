//! How are counts converted?
//!
//! Converts between `usize` and the integers of record numbers and bitmaps, saturating where a value does not fit.

/// Converts a count or index to 32 bits, saturating.
pub(super) fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Converts the number of records of a set to `usize`, saturating.
pub(super) fn to_usize(records: u64) -> usize {
    usize::try_from(records).unwrap_or(usize::MAX)
}
