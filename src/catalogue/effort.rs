//! How much work may a file cost that is wrong in very many places?

use std::cell::Cell;

/// Work that is done at the least, in bytes read or steps like it: about a tenth of a second.
const LEAST: usize = 64 << 20;
/// Work that is done beside to say everything that is wrong, for each byte of the file: a fault takes few bytes
/// and costs the reading of some hundreds of them, more than once.
const MENDING: usize = 3000;
/// Work that is done beside to say what may have been meant, for each byte of the file.
const SUGGESTING: usize = 300;

/// Work that is left to be done. What a file may cost grows no faster than it does.
#[derive(Debug)]
pub(super) struct Effort(Cell<usize>);

impl Effort {
    /// Returns the work that may be done to tell the faults of a file of so many bytes.
    pub(super) fn to_mend(bytes: usize) -> Self {
        Self(Cell::new(LEAST.saturating_add(bytes.saturating_mul(MENDING))))
    }

    /// Returns the work that may be done to find what was meant in a file of so many bytes.
    pub(super) fn to_suggest(bytes: usize) -> Self {
        Self(Cell::new(LEAST.saturating_add(bytes.saturating_mul(SUGGESTING))))
    }

    /// Takes work from what is left; returns whether there was any.
    pub(super) fn spend(&self, work: usize) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(work));
        left > 0
    }
}
