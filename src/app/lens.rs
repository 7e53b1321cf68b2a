//! What is read across the activities, and which passage of it?

use super::message::Motion;
use super::reader::Reader;
use crate::catalogue::Section;
use crate::document::{Anchor, Document, Grouping};
use crate::lang::Lang;

/// The lens over one section of every activity that passes.
#[derive(Clone, Debug)]
pub struct Lens {
    /// The section.
    pub section: Section,
    /// Under which headings.
    pub grouping: Grouping,
    /// The text.
    pub reader: Reader,
    /// The block of the passage that is selected.
    pub passage: usize,
    /// Whether the activity of a passage is being read, the lens waiting behind it.
    pub is_reading: bool,
    shown: Option<((Lang, bool, u64), Section, Grouping)>,
}

/// The sections that a lens can show, from left to right.
pub(super) const SECTIONS: [Section; 3] = [Section::Lessons, Section::Results, Section::Outlook];

impl Lens {
    /// Opens a lens on a section.
    pub fn new(section: Section) -> Self {
        Self {
            section,
            grouping: Grouping::default(),
            reader: Reader::default(),
            passage: 0,
            is_reading: false,
            shown: None,
        }
    }

    /// Returns the sections that can be gone to, from left to right.
    pub fn sections() -> [Section; 3] {
        SECTIONS
    }

    /// Shows what there is to show, unless it is shown already: in a language, with the other one beside
    /// it or not, from the answer of a generation. The place is kept: in another language to the line,
    /// otherwise by activity.
    pub(super) fn show(
        &mut self,
        (lang, is_bilingual, generation): (Lang, bool, u64),
        document: impl FnOnce(Section, Grouping) -> Document,
    ) {
        let shown = ((lang, is_bilingual, generation), self.section, self.grouping);
        if self.shown == Some(shown) {
            return;
        }
        let is_same_lens = self.shown.is_some_and(|(_, section, grouping)| (section, grouping) == (shown.1, shown.2));
        let is_same_text = self.shown.is_some_and(|((_, columns, generation), section, grouping)| {
            (columns, generation, section, grouping) == (is_bilingual, shown.0.2, shown.1, shown.2)
        });
        self.shown = Some(shown);
        let before = self.anchor();
        let number = self.passages().iter().position(|&it| it == self.passage);
        let document = document(self.section, self.grouping);
        if is_same_text {
            self.reader.replace(document);
            let same = number.and_then(|number| self.passages().get(number).copied());
            self.passage = same.unwrap_or(self.passage);
        } else {
            // Of other activities, or of the same ones in another version, what stood there may stand there still.
            match is_same_lens {
                true => self.reader.replace(document),
                false => self.reader.open(document),
            }
            self.reselect(before);
        }
    }

    /// Brings the selected passage into a view of `height` lines, wherever the view was.
    pub(super) fn keep_in_view(&mut self, height: usize) {
        let lines = self.reader.page.lines_of(self.passage);
        let view = self.reader.top..self.reader.top + height;
        if lines.end <= view.start || lines.start >= view.end {
            self.reveal(height);
        }
    }

    /// Returns what the selected passage belongs to.
    pub fn anchor(&self) -> Option<Anchor> {
        self.reader.document.blocks.get(self.passage).map(|it| it.anchor)
    }

    /// Goes to another section.
    pub fn go_to_section(&mut self, step: i8) {
        let at = SECTIONS.iter().position(|&it| it == self.section).unwrap_or(0);
        let count = SECTIONS.len();
        self.section = SECTIONS[(at + count).saturating_add_signed(isize::from(step)) % count];
    }

    /// Goes to another grouping.
    pub fn regroup(&mut self) {
        self.grouping = match self.grouping {
            Grouping::Activity => Grouping::Theme,
            Grouping::Theme => Grouping::Activity,
        };
    }

    /// Selects another passage, in a view of `height` lines. A passage longer than the view is
    /// scrolled through first.
    pub fn go(&mut self, motion: Motion, height: usize) {
        let passages = self.passages();
        let Some(at) = passages.iter().position(|&it| it == self.passage) else { return };
        let lines = self.reader.page.lines_of(self.passage);
        let view = self.reader.top..self.reader.top + height;
        match motion {
            Motion::Down if lines.end > view.end => return self.reader.scroll_by(1, height),
            Motion::Up if lines.start < view.start => return self.reader.scroll_by(-1, height),
            Motion::Up | Motion::Down | Motion::First | Motion::Last => {
                self.passage = passages[motion.apply(at, passages.len(), 1)];
            }
            motion => {
                self.reader.scroll(motion, height);
                let view = self.reader.top..self.reader.top + height;
                let start = |it: &usize| self.reader.page.line_of(*it, 0);
                let seen = passages.iter().copied().find(|it| view.contains(&start(it)));
                let at_end =
                    view.end >= self.reader.page.len() && matches!(motion, Motion::PageDown | Motion::HalfDown);
                let last = passages.last().copied().filter(|_| at_end);
                self.passage = last.or(seen).unwrap_or(self.passage);
                return;
            }
        }
        self.reveal(height);
    }

    /// Brings the selected passage into a view, with what stands above it and belongs to it.
    fn reveal(&mut self, height: usize) {
        let lines = self.reader.page.lines_of(self.passage);
        let is_first = self.passages().first() == Some(&self.passage);
        let start = if is_first { 0 } else { lines.start.saturating_sub(1) };
        let start = if lines.end - start > height { lines.start } else { start };
        self.reader.reveal(start..lines.end, height);
    }

    /// Selects the passage nearest to one that was selected before: of the same activity and place
    /// in it where there is one.
    pub(super) fn reselect(&mut self, before: Option<Anchor>) {
        let passages = self.passages();
        let blocks = &self.reader.document.blocks;
        let matches = |it: &usize, whole: bool| {
            before.is_some_and(|before| {
                let anchor = blocks[*it].anchor;
                anchor.activity == before.activity && (!whole || anchor.item == before.item)
            })
        };
        let same = passages.iter().copied().find(|it| matches(it, true));
        let near = passages.iter().copied().find(|it| matches(it, false));
        self.passage = same.or(near).or(passages.first().copied()).unwrap_or(0);
    }

    /// Selects the passage that stands on a line, or the next one below it.
    pub(super) fn select_line(&mut self, line: usize) {
        let (block, _) = self.reader.page.anchor(line);
        let passage = self.passages().into_iter().find(|&it| it >= block);
        self.passage = passage.unwrap_or(self.passage);
    }

    /// Selects the passage in which the hit stands that has been gone to.
    pub(super) fn select_hit(&mut self, height: usize) {
        let block = self.reader.current.and_then(|at| self.reader.hits.get(at)).map(|hit| hit.block);
        if let Some(block) = block {
            let passage = self.passages().into_iter().find(|&it| it >= block);
            self.passage = passage.unwrap_or(self.passage);
        }
        self.reader.reveal_hit(height);
    }

    fn passages(&self) -> Vec<usize> {
        let blocks = self.reader.document.blocks.iter().enumerate();
        blocks.filter(|(_, it)| it.anchor.is_passage).map(|(at, _)| at).collect()
    }
}
