//! How much work may a file cost that is wrong in very many places?

use std::cell::Cell;

/// Work that is done at the least to say more than the first thing that is wrong, in bytes read or steps like
/// it: about half a second.
const LEAST: usize = 64 << 20;
/// Work that is done beside, for each byte of the file: a long file with faults here and there is looked at
/// whole, and what it costs grows no faster than it does.
const PER_BYTE: usize = 300;

/// Work that is left to be done.
#[derive(Debug)]
pub(super) struct Effort(Cell<usize>);

impl Effort {
    /// Returns the work that may be done for a file of so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        Self(Cell::new(LEAST.saturating_add(bytes.saturating_mul(PER_BYTE))))
    }

    /// Takes work from what is left; returns whether there was any.
    pub(super) fn spend(&self, work: usize) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(work));
        left > 0
    }
}
