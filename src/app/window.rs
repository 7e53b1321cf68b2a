//! Which part of a lens is laid out?
//!
//! Lays out only the units around the reading position, so that a lens over a hundred thousand activities opens as fast
//! as one over nine.

use std::ops::Range;

use super::lens::Lens;
use super::pager::{Subject, Version};
use crate::catalogue::Field;
use crate::document::{Document, Hit, LensView, Needle, Unit, find_in_lens, has_own_hit};
use crate::lang::Lang;
use crate::query::Library;

/// Maximum number of units of a lens that is laid out whole.
const UNITS_LAID_OUT_WHOLE: usize = 500;
/// Number of screens of units laid out before and after the reading position. A unit takes at least one line.
const SCREENS_AROUND: usize = 2;
/// Number of units next to the part that is laid out that are searched without asking the index: they may contain the
/// term in words of the interface, which are not indexed.
const UNITS_SEARCHED_DIRECTLY: usize = 200;

/// Number of bytes of text whose hits are counted between two frames: about two milliseconds' worth.
const BYTES_COUNTED_AT_ONCE: usize = 100 << 10;

/// What a lens is made from, and how.
#[derive(Clone, Copy)]
pub(super) struct LensInput<'a> {
    pub(super) library: &'a Library,
    pub(super) rows: &'a [usize],
    /// The words of the search.
    pub(super) needles: &'a [Needle],
    /// Number of changes of the rows so far.
    pub(super) generation: u64,
    pub(super) lang: Lang,
    /// The second language, if two are shown side by side.
    pub(super) second_lang: Option<Lang>,
    pub(super) is_ascii: bool,
    /// Whether each passage names its activity.
    pub(super) names_activities: bool,
    /// Lines of the view.
    pub(super) height: usize,
}

impl Lens {
    /// Lays out the lens around the reading position, unless that part is laid out already.
    pub(super) fn show(&mut self, input: &LensInput<'_>) {
        if self.pager.version != Some(self.version(input)) {
            self.absent_needle = None;
            let current = self.anchor().unwrap_or_default();
            self.units = self.view(input).units(input.rows);
            let same_unit = self.units.iter().position(|it| it.contains(&current));
            let same_activity = || self.units.iter().position(|it| Some(it.record) == current.activity);
            self.lay_out(same_unit.or_else(same_activity).unwrap_or(0), input);
        } else if self.is_near_edge(input.height) {
            self.lay_out(self.current_unit(), input);
        }
        self.pager.set_search_needles(input.needles);
    }

    /// Lays out the units around the one at index `at`.
    pub(super) fn lay_out(&mut self, at: usize, input: &LensInput<'_>) {
        let (around, count) = (SCREENS_AROUND * input.height.max(1), self.units.len());
        self.window = match count {
            ..=UNITS_LAID_OUT_WHOLE => 0..count,
            _ => at.saturating_sub(around)..(at + around).min(count),
        };
        let document = self.document(self.window.clone(), input);
        self.show_document(self.version(input), document, input.height);
        self.pager.outside = self.outside();
        self.pager.hits_outside = self.hit_counts.outside(&self.window, self.units.len());
    }

    pub(super) fn version(&self, input: &LensInput<'_>) -> Version {
        Version {
            subject: Subject::Lens(self.section, self.grouping),
            revision: input.generation,
            lang: input.lang,
            second: input.second_lang,
            window: (self.window.start, self.window.end),
        }
    }

    /// Lays out the part around the first unit that satisfies `predicate`, unless such a unit is laid out already.
    pub(super) fn lay_out_around(&mut self, predicate: impl Fn(&Unit) -> bool, input: &LensInput<'_>) {
        let is_laid_out = self.units[self.window.clone()].iter().any(&predicate);
        if let Some(at) = self.units.iter().position(predicate).filter(|_| !is_laid_out) {
            self.lay_out(at, input);
        }
    }

    /// Lays out the part around the position where the find began.
    pub(super) fn lay_out_origin(&mut self, input: &LensInput<'_>) {
        match self.pager.origin() {
            Some(origin) => self.lay_out_around(|it| it.contains(&origin), input),
            None => self.lay_out_end(false, input),
        }
    }

    /// Lays out the beginning or the end.
    pub(super) fn lay_out_end(&mut self, at_end: bool, input: &LensInput<'_>) {
        let end = if at_end { self.units.last() } else { self.units.first() }.copied();
        self.lay_out_around(|it| Some(*it) == end, input);
    }

    /// Goes to the nearest unit with a hit outside the part that is laid out, forwards or backwards, wrapping around at
    /// the ends; makes its first or last hit current. Returns whether there is one.
    pub(super) fn find_outside_window(&mut self, is_next: bool, input: &LensInput<'_>) -> bool {
        let needles = self.pager.needles();
        self.update_hit_counts(input);
        if needles.is_empty() || self.has_uncounted_units() && self.is_known_absent() {
            return false;
        }
        let (before, after) = (0..self.window.start, self.window.end..self.units.len());
        let order: Vec<usize> = match is_next {
            true => after.chain(before).collect(),
            false => before.rev().chain(after.rev()).collect(),
        };
        let fields = [Field::Title, Field::Place, Field::Theme, Field::from(self.section)];
        let may_contain = input.library.may_contain(&mut needles.iter().map(|it| it.text.as_str()), &fields);
        let unit_if_hit = |(distance, at): (usize, usize)| {
            let has_hit = || {
                let may_match = distance < UNITS_SEARCHED_DIRECTLY || may_contain(self.units[at].record);
                may_match && self.count_in_unit(at, &needles, input).0 > 0
            };
            self.hit_counts.has_hits(at).unwrap_or_else(has_hit).then_some(at)
        };
        let Some(at) = order.into_iter().enumerate().find_map(unit_if_hit) else {
            if let ([needle], true) = (needles.as_slice(), self.pager.hits.is_empty()) {
                self.absent_needle = Some(needle.clone());
            }
            return false;
        };
        self.lay_out(at, input);
        let (unit, blocks) = (&self.units[at], &self.pager.document.blocks);
        let mut hits = self.pager.hits.iter().enumerate();
        let is_in_unit = |(_, hit): &(usize, &Hit)| unit.contains(&blocks[hit.block].anchor);
        let hit = if is_next { hits.find(is_in_unit) } else { hits.rfind(is_in_unit) };
        self.pager.current_hit = hit.map(|(at, _)| at);
        self.select_hit(input.height);
        true
    }

    /// Tells the pager how many hits there are outside the part that is laid out, once they have been counted, or if
    /// there seem to be none.
    pub(super) fn update_hit_counts(&mut self, input: &LensInput<'_>) {
        self.hit_counts.reset_for(self.version(input), self.pager.needles());
        let counted = self.hit_counts.outside(&self.window, self.units.len());
        self.pager.hits_outside = counted.or_else(|| self.is_known_absent().then_some((0, 0)));
    }

    /// Returns whether there are units whose hits have not been counted.
    pub(super) fn has_uncounted_units(&self) -> bool {
        self.hit_counts.unit_count() < self.units.len()
    }

    /// Counts the hits in the next few units.
    pub(super) fn count_hits(&mut self, input: &LensInput<'_>) {
        let (needles, mut bytes) = (self.pager.needles(), 0);
        while bytes < BYTES_COUNTED_AT_ONCE && self.has_uncounted_units() {
            let (hits, size) = self.count_in_unit(self.hit_counts.unit_count(), &needles, input);
            self.hit_counts.add(hits);
            bytes += size;
        }
    }

    /// Returns whether each of the present needles seems to occur nowhere in the lens, as far as the index knows.
    fn is_known_absent(&self) -> bool {
        // A term that contains one without a hit has no hit, either.
        let contains = |it: &Needle, absent: &Needle| it.scope == absent.scope && it.text.contains(&absent.text);
        let is_absent = |it: &Needle| self.absent_needle.as_ref().is_some_and(|absent| contains(it, absent));
        self.pager.needles().iter().all(is_absent)
    }

    /// Returns the number of hits in the unit at index `at`, and the bytes of its text.
    fn count_in_unit(&self, at: usize, needles: &[Needle], input: &LensInput<'_>) -> (usize, usize) {
        let document = self.document(at..at + 1, input);
        (find_in_lens(&document, needles).len(), document.blocks.iter().map(|it| it.text.len()).sum())
    }

    /// Returns whether the lens has any of the needles in another language, in texts of that language.
    pub(super) fn has_hits_in(&self, lang: Lang, needles: &[Needle], input: &LensInput<'_>) -> bool {
        let input = LensInput { lang, ..*input };
        has_own_hit(&self.document(self.window.clone(), &input), needles)
    }

    fn view<'a>(&self, input: &'a LensInput<'_>) -> LensView<'a> {
        let LensInput { library, names_activities, .. } = *input;
        LensView { catalogue: &library.catalogue, section: self.section, grouping: self.grouping, names_activities }
    }

    fn document(&self, range: Range<usize>, input: &LensInput<'_>) -> Document {
        let (view, is_beginning) = (self.view(input), range.start == 0);
        let units: &[Unit] = &self.units[range];
        let document = match input.second_lang {
            Some(second) => view.side_by_side(units, [input.lang, second], is_beginning),
            None => view.document(units, input.lang, is_beginning),
        };
        if input.is_ascii { document.in_ascii() } else { document }
    }

    /// Returns the index of the current unit.
    fn current_unit(&self) -> usize {
        let anchor = self.anchor();
        let is_current = |it: &Unit| anchor.is_some_and(|anchor| it.contains(&anchor));
        self.window.start + self.units[self.window.clone()].iter().position(is_current).unwrap_or(0)
    }

    /// Returns whether less than a screen is laid out above or below the view although there is more.
    fn is_near_edge(&self, height: usize) -> bool {
        let (top, bottom) = (self.pager.top, self.pager.page.len().saturating_sub(self.pager.top + height));
        top < height && self.window.start > 0 || bottom < height && self.window.end < self.units.len()
    }

    /// Returns the approximate number of lines before and after the part that is laid out.
    fn outside(&self) -> (usize, usize) {
        let lines = |units: usize| units * self.pager.page.len() / self.window.len().max(1);
        (lines(self.window.start), lines(self.units.len() - self.window.end))
    }
}
