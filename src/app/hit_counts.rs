//! How many hits does a long lens have?
//!
//! Counts the hits of a lens that is only partly laid out, a few units at a time, so that no key waits for it.

use super::lens::Lens;
use super::pager::Version;
use super::state::App;
use super::window::LensInput;
use crate::document::Needle;

/// Number of units counted between two frames: about two milliseconds' worth.
const UNITS_PER_FRAME: usize = 200;

/// The number of hits in each unit of a lens, as far as they have been counted.
#[derive(Clone, Debug, Default)]
pub(super) struct HitCounts {
    /// What they were counted in, whatever part of it is laid out, and what was counted.
    subject: Option<(Version, Vec<Needle>)>,
    /// Number of hits before each unit that has been counted, and before the next one.
    before: Vec<usize>,
}

impl HitCounts {
    /// Returns whether a unit has hits; `None` if they have not been counted.
    pub(super) fn has_hits(&self, unit: usize) -> Option<bool> {
        Some(self.before.get(unit)? < self.before.get(unit + 1)?)
    }
}

impl Lens {
    /// Prepares for counting the hits of the present needles, unless they are being counted already, and tells the pager
    /// how many there are outside the part that is laid out, once all of them have been counted.
    pub(super) fn update_hit_counts(&mut self, input: &LensInput<'_>) {
        let subject = Some((Version { window: (0, 0), ..self.version(input) }, self.pager.needles()));
        if self.hit_counts.subject != subject {
            self.hit_counts = HitCounts { subject, before: vec![0] };
        }
        let before = |unit: usize| self.hit_counts.before.get(unit).copied();
        let counts = [before(self.window.start), before(self.window.end), before(self.units.len())];
        self.pager.hits_outside = match counts {
            [Some(start), Some(end), Some(all)] => Some((start, all - end)),
            _ => self.is_known_absent().then_some((0, 0)),
        };
    }

    /// Counts the hits in the next few units.
    fn count_hits(&mut self, input: &LensInput<'_>) {
        let (needles, counted) = (self.pager.needles(), self.hit_counts.before.len().saturating_sub(1));
        let mut sum = self.hit_counts.before.last().copied().unwrap_or_default();
        for unit in counted..(counted + UNITS_PER_FRAME).min(self.units.len()) {
            sum += self.hits_of_unit(unit, &needles, input);
            self.hit_counts.before.push(sum);
        }
    }
}

impl App {
    /// Returns whether hits remain to be counted, by [`Message::CountHits`](super::Message::CountHits).
    pub fn has_hits_to_count(&self) -> bool {
        let is_uncounted = self.mode.lens().is_some_and(|it| it.pager.hit_count().is_none());
        is_uncounted && !self.source.is_still_loading()
    }

    /// Counts the hits in a few more units of the lens.
    pub(super) fn count_hits(&mut self) {
        if let Some((lens, input)) = self.lens() {
            lens.count_hits(&input);
        }
    }
}
