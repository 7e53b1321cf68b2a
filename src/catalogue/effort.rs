//! How much work may a file cost that is wrong in very many places?

use std::cell::Cell;

/// Work that is done at most to say more than the first thing that is wrong, in bytes read or steps like it:
/// about a second.
const MOST: usize = 200 << 20;

/// Work that is left to be done.
#[derive(Debug)]
pub(super) struct Effort(Cell<usize>);

impl Default for Effort {
    fn default() -> Self {
        Self(Cell::new(MOST))
    }
}

impl Effort {
    /// Takes work from what is left; returns whether there was any.
    pub(super) fn spend(&self, work: usize) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(work));
        left > 0
    }
}
