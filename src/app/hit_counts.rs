//! How many hits does a long lens have?
//!
//! Keeps the number of hits in each part of a lens that is only partly laid out. They are counted a few units at a time,
//! so that no key waits for it.

use std::ops::Range;

use super::pager::Version;
use crate::document::Needle;

/// The number of hits in each unit of a lens, as far as they have been counted.
#[derive(Clone, Debug, Default)]
pub(super) struct HitCounts {
    /// The text in which they were counted, whatever part of it is laid out, and what was counted.
    subject: Option<(Version, Vec<Needle>)>,
    /// Number of hits before each unit that has been counted, and before the next one.
    before: Vec<usize>,
}

impl HitCounts {
    /// Prepares for counting some needles in a text, unless they are being counted already.
    pub(super) fn reset_for(&mut self, version: Version, needles: Vec<Needle>) {
        let subject = Some((Version { window: (0, 0), ..version }, needles));
        if self.subject != subject {
            *self = Self { subject, before: vec![0] };
        }
    }

    /// Returns the number of units that have been counted.
    pub(super) fn unit_count(&self) -> usize {
        self.before.len().saturating_sub(1)
    }

    /// Adds the number of hits in the next unit.
    pub(super) fn add(&mut self, hits: usize) {
        self.before.push(hits + self.before.last().copied().unwrap_or_default());
    }

    /// Returns whether a unit has hits; `None` if they have not been counted.
    pub(super) fn has_hits(&self, unit: usize) -> Option<bool> {
        Some(self.before.get(unit)? < self.before.get(unit + 1)?)
    }

    /// Returns the number of hits before and after some of `unit_count` units; `None` if not all have been counted.
    pub(super) fn outside(&self, units: &Range<usize>, unit_count: usize) -> Option<(usize, usize)> {
        let all = self.before.get(unit_count)?;
        Some((*self.before.get(units.start)?, all - self.before.get(units.end)?))
    }
}
