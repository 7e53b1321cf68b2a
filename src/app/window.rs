//! Which part of a lens is laid out? What is around the place that is read: a lens over a hundred thousand activities
//! opens as fast as one over nine.

use std::ops::Range;

use super::lens::Lens;
use super::pager::{Subject, Version};
use crate::catalogue::Field;
use crate::document::{Document, Hit, Needle, Unit, View, find};
use crate::lang::Lang;
use crate::query::Library;

/// How many screens of units are laid out before and after the place that is read. A unit has one line at the least.
const SCREENS: usize = 2;
/// How many units next to those that are laid out are looked at for words that may be of the interface.
const NEAR: usize = 200;

/// What a lens is made from, and how.
#[derive(Clone, Copy)]
pub(super) struct Material<'a> {
    pub(super) library: &'a Library,
    pub(super) rows: &'a [usize],
    /// What is searched.
    pub(super) words: &'a [Needle],
    /// How often the rows have changed.
    pub(super) generation: u64,
    pub(super) lang: Lang,
    /// The language that is shown beside it, if two are.
    pub(super) beside: Option<Lang>,
    pub(super) is_ascii: bool,
    /// Lines of the view.
    pub(super) height: usize,
}

impl Lens {
    /// Shows what there is to show around the place that is read, unless it is laid out already.
    pub(super) fn show(&mut self, material: &Material<'_>) {
        if !self.pager.shows(self.version(material)) {
            self.missing = None;
            let read = self.anchor().and_then(|it| it.activity);
            self.units = self.view(material).units(material.rows);
            let at = self.units.iter().position(|it| Some(it.record) == read).unwrap_or(0);
            self.lay_out(at, material);
        } else if self.is_near_the_end(material.height) {
            self.lay_out(self.unit_read(), material);
        }
        self.pager.set_words(material.words);
    }

    /// Lays out what is around a unit.
    pub(super) fn lay_out(&mut self, at: usize, material: &Material<'_>) {
        let around = SCREENS * material.height.max(1);
        self.window = at.saturating_sub(around)..(at + around).min(self.units.len());
        let document = self.document(self.window.clone(), material);
        self.show_document(self.version(material), document, material.height);
        self.pager.outside = self.outside();
    }

    fn version(&self, material: &Material<'_>) -> Version {
        Version {
            subject: Subject::Lens(self.section, self.grouping),
            revision: material.generation,
            lang: material.lang,
            is_bilingual: material.beside.is_some(),
            window: (self.window.start, self.window.end),
        }
    }

    /// Lays out what is around the first unit that is meant, where none of them is laid out.
    pub(super) fn reach(&mut self, is_meant: impl Fn(&Unit) -> bool, material: &Material<'_>) {
        let is_laid_out = self.units[self.window.clone()].iter().any(&is_meant);
        if let Some(at) = self.units.iter().position(is_meant).filter(|_| !is_laid_out) {
            self.lay_out(at, material);
        }
    }

    /// Lays out what is around the place where the finding began.
    pub(super) fn reach_origin(&mut self, material: &Material<'_>) {
        match self.pager.origin() {
            Some(origin) => self.reach(|it| it.is_of(&origin), material),
            None => self.reach_end(false, material),
        }
    }

    /// Lays out the beginning or the end.
    pub(super) fn reach_end(&mut self, is_last: bool, material: &Material<'_>) {
        let (at, is_laid_out) = match is_last {
            true => (self.units.len().saturating_sub(1), self.window.end == self.units.len()),
            false => (0, self.window.start == 0),
        };
        if !is_laid_out {
            self.lay_out(at, material);
        }
    }

    /// Goes to the next unit outside of what is laid out, or the one before, round the end, in which something is
    /// found; to its first hit, or its last one. Returns whether there is one.
    pub(super) fn seek(&mut self, is_next: bool, material: &Material<'_>) -> bool {
        let needles = self.pager.needles();
        // What holds nothing of a word holds nothing of a longer one.
        let is_hopeless = |it: &str| self.missing.as_ref().is_some_and(|missing| it.contains(missing.as_str()));
        if needles.iter().all(|it| it.text.is_empty() || is_hopeless(&it.text)) {
            return false;
        }
        let (before, after) = (0..self.window.start, self.window.end..self.units.len());
        let order: Vec<usize> = match is_next {
            true => after.chain(before).collect(),
            false => before.rev().chain(after.rev()).collect(),
        };
        let fields = [Field::Title, Field::Place, Field::Theme, Field::from(self.section)];
        let holding = material.library.holding(needles.iter().map(|it| it.text.as_str()), &fields);
        let is_candidate = |(near, at): (usize, usize)| {
            let may_hold = near < NEAR || holding.contains(self.units[at].record);
            (may_hold && self.holds(at, &needles, material)).then_some(at)
        };
        let Some(at) = order.into_iter().enumerate().find_map(is_candidate) else {
            if let ([needle], true) = (needles.as_slice(), self.pager.hits.is_empty()) {
                self.missing = Some(needle.text.clone());
            }
            return false;
        };
        self.lay_out(at, material);
        let (unit, blocks) = (&self.units[at], &self.pager.document.blocks);
        let mut hits = self.pager.hits.iter().enumerate();
        let is_there = |(_, hit): &(usize, &Hit)| unit.is_of(&blocks[hit.block].anchor);
        let hit = if is_next { hits.find(is_there) } else { hits.rfind(is_there) };
        self.pager.current = hit.map(|(at, _)| at);
        self.select_hit(material.height);
        true
    }

    fn holds(&self, at: usize, needles: &[Needle], material: &Material<'_>) -> bool {
        !find(&self.document(at..at + 1, material), needles).is_empty()
    }

    fn view<'a>(&self, material: &'a Material<'_>) -> View<'a> {
        View { catalogue: &material.library.catalogue, section: self.section, grouping: self.grouping }
    }

    fn document(&self, range: Range<usize>, material: &Material<'_>) -> Document {
        let (view, is_beginning) = (self.view(material), range.start == 0);
        let units: &[Unit] = &self.units[range];
        let document = match material.beside {
            Some(other) => view.side_by_side(units, [material.lang, other], is_beginning),
            None => view.document(units, material.lang, is_beginning),
        };
        if material.is_ascii { document.in_ascii() } else { document }
    }

    /// Returns the unit that is being read.
    fn unit_read(&self) -> usize {
        let anchor = self.anchor();
        let is_read = |it: &Unit| anchor.is_some_and(|anchor| it.is_of(&anchor));
        self.window.start + self.units[self.window.clone()].iter().position(is_read).unwrap_or(0)
    }

    /// Returns whether less than a screen is laid out before or after the view, and there is more.
    fn is_near_the_end(&self, height: usize) -> bool {
        let (top, bottom) = (self.pager.top, self.pager.page.len().saturating_sub(self.pager.top + height));
        top < height && self.window.start > 0 || bottom < height && self.window.end < self.units.len()
    }

    /// Returns about how many lines there are before and after those that are laid out.
    fn outside(&self) -> (usize, usize) {
        let lines = |units: usize| units * self.pager.page.len() / self.window.len().max(1);
        (lines(self.window.start), lines(self.units.len() - self.window.end))
    }
}
