//! Which section is read across all activities, and which passage is selected?
//!
//! Contains the state of the lens, and moves the selection from passage to passage.

use std::ops::Range;

use super::hit_counts::HitCounts;
use super::message::Motion;
use super::pager::{Pager, Version};
use crate::catalogue::Section;
use crate::document::{Anchor, Block, BlockKind, Document, Grouping, Needle, Unit};

/// The lens: one section of every activity that matches the filters.
#[derive(Clone, Debug)]
pub struct Lens {
    /// The section.
    pub section: Section,
    /// How the passages are grouped under headings.
    pub grouping: Grouping,
    /// The text. Its current line is the first line of the selected passage, if that is in view.
    pub pager: Pager,
    /// Whether the lens was opened from a sheet, which closing it returns to.
    pub(super) returns_to_sheet: bool,
    /// Block indices of the passages that are laid out.
    passages: Vec<usize>,
    /// All parts of the lens, whether laid out or not.
    pub(super) units: Vec<Unit>,
    /// Range of the units that are laid out.
    pub(super) window: Range<usize>,
    /// A search term that seems to occur nowhere in the lens.
    pub(super) absent_needle: Option<Needle>,
    pub(super) hit_counts: HitCounts,
}

impl Lens {
    /// Creates a lens on a section.
    pub fn new(section: Section, grouping: Grouping, returns_to_sheet: bool) -> Self {
        Self {
            section,
            grouping,
            pager: Pager::default(),
            returns_to_sheet,
            passages: Vec::new(),
            units: Vec::new(),
            window: 0..0,
            absent_needle: None,
            hit_counts: HitCounts::default(),
        }
    }

    /// Shows a document in a view of `height` lines, unless this version is already shown. The position is kept, within
    /// the same activity if the section or the grouping has changed.
    pub(super) fn show_document(&mut self, version: Version, document: Document, height: usize) {
        let (before, is_new_subject) =
            (self.anchor(), self.pager.version.is_none_or(|it| it.subject != version.subject));
        if !self.pager.show(version, || document) {
            return;
        }
        let blocks = self.pager.document.blocks.iter().enumerate();
        self.passages = blocks.filter(|(_, it)| it.anchor.is_passage).map(|(at, _)| at).collect();
        let passage = |it: Anchor| (it.activity, it.theme, it.item);
        if self.anchor().map(passage) != before.map(passage) {
            self.reselect(before, height);
        } else if is_new_subject || self.pager.line >= self.pager.top + height {
            self.select(self.selected_block(), height);
        }
    }

    /// Returns the section `step` places to the right, wrapping around.
    pub fn section_at_offset(&self, step: i8) -> Section {
        let at = Section::LENSES.iter().position(|&it| it == self.section).unwrap_or(0);
        Section::LENSES[(at + Section::LENSES.len()).saturating_add_signed(isize::from(step)) % Section::LENSES.len()]
    }

    /// Returns the lines of the selected passage, including its provenance and its translation.
    pub fn selected_lines(&self) -> Range<usize> {
        self.selected_block().map_or(0..0, |it| self.lines_of(it))
    }

    /// Returns the anchor of the selected passage.
    pub fn anchor(&self) -> Option<Anchor> {
        self.selected_block().and_then(|it| self.pager.document.blocks.get(it)).map(|it| it.anchor)
    }

    /// Moves the selection, in a view of `height` lines. A passage longer than the view is scrolled through first.
    pub(super) fn go(&mut self, motion: Motion, height: usize) {
        let lines = self.selected_lines();
        let view = self.pager.top..self.pager.top + height;
        match motion {
            Motion::Down if lines.end > view.end => self.pager.scroll_by(1, height),
            Motion::Up if lines.start < view.start => self.pager.scroll_by(-1, height),
            Motion::Up | Motion::Down | Motion::First | Motion::Last => {
                let at = self.selected_block().and_then(|it| self.passages.binary_search(&it).ok()).unwrap_or(0);
                let next = motion.apply(at, self.passages.len(), 1);
                self.select(self.passages.get(next).copied(), height);
            }
            motion => {
                self.pager.scroll(motion, height);
                let view = self.pager.top..self.pager.top + height;
                let is_at_end = view.end >= self.pager.page.len();
                let last = self
                    .passages
                    .last()
                    .filter(|_| is_at_end && matches!(motion, Motion::PageDown | Motion::HalfPageDown));
                let first = self.passages.partition_point(|it| self.lines_of(*it).start < view.start);
                let first_visible = self.passages.get(first);
                if let Some(line) =
                    last.or(first_visible).map(|it| self.lines_of(*it).start).filter(|it| view.contains(it))
                {
                    self.pager.go_to(line, line..line + 1, height);
                }
            }
        }
    }

    /// Moves to the first passage of the n-th group, from 1, whose heading is visible in a view of `height` lines;
    /// returns whether there is one.
    pub(super) fn go_to_group(&mut self, number: usize, height: usize) -> bool {
        let Some((line, block)) = self.visible_headings(height).nth(number.saturating_sub(1)) else { return false };
        let passage = self.passages.iter().find(|it| **it > block).copied();
        let lines = passage.map_or(line..line + 1, |it| self.lines_of(it));
        // The heading stays in view, and as much of the passage as fits.
        self.pager.go_to(lines.start, line..lines.end.min(line + height), height);
        passage.is_some()
    }

    /// Returns the blocks that begin in a view of `height` lines, as (line, index).
    fn visible_blocks(&self, height: usize) -> impl Iterator<Item = (usize, usize)> {
        let pager = &self.pager;
        (pager.top..pager.top + height)
            .filter_map(|line| Some((line, pager.page.line(line).first().filter(|it| it.is_first)?.block)))
    }

    /// Returns the headings in a view of `height` lines, as (line, block).
    pub fn visible_headings(&self, height: usize) -> impl Iterator<Item = (usize, usize)> {
        let blocks = &self.pager.document.blocks;
        self.visible_blocks(height).filter(|it| blocks.get(it.1).is_some_and(|it| it.kind == BlockKind::Heading))
    }

    /// Returns the heading above the selected passage if it has been scrolled out of view.
    pub fn hidden_heading(&self) -> Option<&str> {
        let heading = self.heading_of(self.selected_block()?)?;
        let is_hidden = self.pager.page.line_of(heading, 0) < self.pager.top;
        is_hidden.then_some(&self.pager.document.blocks[heading].text)
    }

    /// Returns the block of the heading above a passage, if there is one.
    fn heading_of(&self, passage: usize) -> Option<usize> {
        // Of two languages side by side, the first.
        let is_heading = |it: &Block| it.kind == BlockKind::Heading && it.column == 0;
        (0..passage).rev().find(|at| is_heading(&self.pager.document.blocks[*at]))
    }

    /// Returns the lines at which the mark of an activity stands in a view of `height` lines, each with the record: at
    /// its heading, or at each of its passages if the headings are themes.
    pub fn lines_of_marks(&self, height: usize) -> impl Iterator<Item = (usize, usize)> {
        let blocks = &self.pager.document.blocks;
        let has_mark = |it: &Block| match self.grouping {
            Grouping::Activity => it.kind == BlockKind::Heading,
            Grouping::Theme => matches!(it.kind, BlockKind::Label | BlockKind::Remark),
        };
        let marked = move |(line, at): (usize, usize)| Some((line, blocks.get(at).filter(|it| has_mark(it))?));
        self.visible_blocks(height).filter_map(marked).filter_map(|(line, it)| Some((line, it.anchor.activity?)))
    }

    /// Selects the passage that contains the current hit, in a view of `height` lines.
    pub(super) fn select_hit(&mut self, height: usize) {
        let Some(line) = self.pager.line_of_hit() else { return };
        let block = self.pager.page.anchor(line).0;
        let passage = self.passages.get(self.passages.partition_point(|it| *it < block)).or(self.passages.last());
        let lines = passage.map_or(line..line + 1, |it| self.lines_of(*it));
        // For a hit in a heading, the first passage below it is selected; both are in view if they fit.
        let is_near = lines.start.abs_diff(line) < height;
        let target = if is_near { lines.start } else { line };
        let start = target.min(line);
        let end = (lines.end.max(line + 1)).min(start + height);
        self.pager.go_to(target, start.saturating_sub(usize::from(end - start < height))..end, height);
    }

    /// Selects the first passage of an activity, if there is one.
    pub(super) fn select_activity(&mut self, record: usize, height: usize) {
        let blocks = &self.pager.document.blocks;
        let is_of_activity = |it: &&usize| blocks[**it].anchor.activity == Some(record);
        self.select(self.passages.iter().find(is_of_activity).copied(), height);
    }

    /// Selects the passage on a line, or the next one below it.
    pub(super) fn select_line(&mut self, line: usize, height: usize) {
        let at = self.passages.partition_point(|it| self.lines_of(*it).end <= line);
        self.select(self.passages.get(at).copied(), height);
    }

    /// Makes the first hit in the headings of the selected passage current, if there is one: they are read with it.
    pub(super) fn go_to_hit_in_head(&mut self) -> bool {
        let Some(passage) = self.selected_block() else { return false };
        let head = self.head_of(passage).unwrap_or(passage);
        let hit = self.pager.hits.iter().position(|it| (head..passage).contains(&it.block));
        self.pager.current_hit = hit.or(self.pager.current_hit);
        hit.is_some()
    }

    /// Returns the first block of the headings right above a passage, if there are any.
    fn head_of(&self, passage: usize) -> Option<usize> {
        let is_head = |at: &usize| {
            let block = self.pager.document.blocks.get(*at);
            block.is_some_and(|it| matches!(it.kind, BlockKind::Heading | BlockKind::Subtitle | BlockKind::Label))
        };
        (0..passage).rev().take_while(is_head).last()
    }

    fn select(&mut self, passage: Option<usize>, height: usize) {
        let Some(passage) = passage else { return };
        let lines = self.lines_of(passage);
        // The heading of a group scrolls into view with its first passage.
        let head = self.head_of(passage);
        let is_first = self.passages.first() == Some(&passage);
        let above = head.map_or(lines.start, |it| self.pager.page.line_of(it, 0)).min(lines.start);
        let top = if is_first { 0 } else { above };
        let start = if lines.end - top < height {
            top.saturating_sub(1)
        } else if lines.start - top < height {
            // If the passage does not fit below its heading, its end is out of view.
            top
        } else {
            lines.start
        };
        self.pager.go_to(lines.start, start..lines.end.min(start + height), height);
    }

    /// Selects the first passage that is most like an earlier one: of the same activity, then under the same theme, then
    /// the same item. The heading of its group is kept in a view of `height` lines if both fit.
    fn reselect(&mut self, before: Option<Anchor>, height: usize) {
        let blocks = &self.pager.document.blocks;
        let before = before.unwrap_or_default();
        let likeness = |it: &usize| {
            let anchor = blocks[*it].anchor;
            let is_same_activity = anchor.activity == before.activity;
            is_same_activity.then_some((anchor.theme == before.theme, anchor.item == before.item))
        };
        // The first of several that are equally alike.
        if let Some(passage) = self.passages.iter().rev().max_by_key(|it| likeness(it)) {
            let lines = self.lines_of(*passage);
            let is_first = self.passages.first() == Some(passage);
            let top = self.heading_of(*passage).filter(|_| !is_first).map_or(0, |it| self.pager.page.line_of(it, 0));
            let above = if is_first || lines.end - top <= height { lines.start - top } else { 1 };
            self.pager.go_to_below(lines.start, above);
        }
    }

    /// Returns the block of the selected passage: the one on the current line, or the next one below it.
    fn selected_block(&self) -> Option<usize> {
        let block = self.pager.page.anchor(self.pager.line).0;
        // The line may show only the translation or the provenance of a passage, which are separate blocks.
        let at = self.passages.partition_point(|it| *it < block);
        let previous = at.checked_sub(1).and_then(|it| self.passages.get(it)).copied();
        let is_on_line = |it: &usize| self.lines_of(*it).contains(&self.pager.line);
        previous.filter(is_on_line).or(self.passages.get(at).copied()).or(self.passages.last().copied())
    }

    /// Returns the lines of a passage, including its provenance and its translation.
    fn lines_of(&self, passage: usize) -> Range<usize> {
        let (page, blocks) = (&self.pager.page, &self.pager.document.blocks);
        let item = |at: usize| blocks.get(at).map(|it| (it.anchor.activity, it.anchor.section, it.anchor.item));
        let is_head = |at: &usize| blocks.get(*at).is_some_and(|it| it.kind == BlockKind::Label);
        let heads = (0..passage).rev().take_while(|at| item(*at) == item(passage) && is_head(at));
        let first = heads.last().unwrap_or(passage);
        let last_block = passage + usize::from(blocks.get(passage + 1).is_some_and(|it| it.column > 0));
        page.line_of(first, 0)..page.lines_of(passage).end.max(page.lines_of(last_block).end)
    }
}
