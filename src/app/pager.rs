//! Which text is being read, and where in it?
//!
//! Contains the pager: a document with its scroll position, its hits, and a reading position that survives a change of
//! width, language or data.

use std::ops::Range;

use super::message::Motion;
use crate::catalogue::Section;
use crate::document::{Anchor, Block, BlockKind, Document, Grouping, Hit, Needle, Page, Scope, find, find_in_lens};
use crate::lang::Lang;
use crate::query::folded_forms;

/// A document that is laid out, scrolled, and searched for words.
#[derive(Clone, Debug, Default)]
pub struct Pager {
    /// The document.
    pub document: Document,
    /// The document, laid out for the current width.
    pub page: Page,
    /// Index of the first visible line.
    pub top: usize,
    /// Index of the current line, the one being read.
    pub line: usize,
    /// The text to find, as typed; `None` while the words of the search are highlighted instead.
    pub find_text: Option<String>,
    /// Occurrences of the text to find, or of the words of the search.
    pub hits: Vec<Hit>,
    /// Index of the current hit.
    pub current_hit: Option<usize>,
    /// Approximate number of lines before and after the part that is laid out.
    pub(super) outside: (usize, usize),
    /// Number of hits before and after the part that is laid out; `None` while they have not been counted.
    pub(super) hits_outside: Option<(usize, usize)>,
    pub(super) version: Option<Version>,
    columns: usize,
    search_needles: Vec<Needle>,
    /// The reading position, kept when the width or the language changes.
    position: Bookmark,
    /// The position where the find began.
    origin: Bookmark,
}

/// Identifies a text and the form in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version {
    pub(super) subject: Subject,
    /// Number of changes so far of the data that the text is made from.
    pub(super) revision: u64,
    pub(super) lang: Lang,
    /// Language shown beside it.
    pub(super) second: Option<Lang>,
    /// Range of the units of a lens that are laid out: start and end.
    pub(super) window: (usize, usize),
}

/// The subject of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The sheet of a record, if there is one.
    Sheet(Option<usize>),
    /// One section of all matching activities.
    Lens(Section, Grouping),
}

/// A position in a text that can be found again, by its block, in another width or language.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Bookmark {
    /// Anchor and role of the block, and its ordinal among the blocks that have both, from 0; `None` for the first
    /// line.
    block: Option<(Anchor, BlockKind, usize)>,
    /// Byte offset in the text of the block, which has `length` bytes.
    offset: usize,
    length: usize,
    /// Number of lines from the current line down to that byte: more than 0 on an empty line above the block, or on a
    /// label with a line of its own.
    gap: isize,
    /// Number of lines from the first visible line down to the current one; `None` at the top of the text.
    below_top: Option<usize>,
}

impl Pager {
    /// Shows a text unless it is shown already. Another text starts at its top; the same one in another form keeps the
    /// reading position. Returns whether the text was laid out again.
    pub(super) fn show(&mut self, version: Version, document: impl FnOnce() -> Document) -> bool {
        if self.version == Some(version) {
            return false;
        }
        let before = self.version.replace(version);
        let keeps_position = before.is_some_and(|it| match (version.subject, it.subject) {
            (Subject::Lens(..), Subject::Lens(..)) => true,
            (subject, before) => subject == before,
        });
        let is_new_revision = before.is_some_and(|it| it.revision != version.revision);
        self.document = document();
        self.lay_out();
        if keeps_position {
            let had_hit = self.current_hit.is_some() || is_new_revision && self.find_text.is_some();
            self.refresh_hits();
            self.restore();
            // After the last hit comes the first one.
            let first = || (!self.hits.is_empty()).then_some(0);
            self.current_hit = self.hit_at_or_after_position().or_else(first).filter(|_| had_hit);
        } else {
            (self.top, self.line) = (0, 0);
            (self.position, self.origin) = (Bookmark::default(), Bookmark::default());
            // Going to another text ends a find, but new data for the text in view does not.
            self.find_text = self.find_text.take().filter(|_| is_new_revision);
            self.refresh_hits();
        }
        true
    }

    /// Lays the text out for another width, in columns; keeps the reading position.
    pub(super) fn set_columns(&mut self, columns: usize) {
        if columns != self.columns {
            self.columns = columns;
            self.lay_out();
            self.restore();
        }
    }

    /// Lays the text out, or leaves the page empty while the width is unknown, as the text is not visible then.
    fn lay_out(&mut self) {
        self.page = if self.columns > 0 { Page::new(&self.document, self.columns) } else { Page::default() };
    }

    /// Replaces the numbers of records and themes in the text; the functions return `None` for what no longer exists.
    pub(super) fn renumber(
        &mut self,
        new_record: &dyn Fn(usize) -> Option<usize>,
        new_theme: &dyn Fn(usize) -> Option<usize>,
    ) {
        // The hits will change, so that none of them is current.
        self.current_hit = None;
        if let Some(Version { subject: Subject::Sheet(shown), .. }) = &mut self.version {
            *shown = shown.and_then(new_record);
        }
        let anchors =
            [&mut self.position, &mut self.origin].into_iter().filter_map(|it| it.block.as_mut()).map(|it| &mut it.0);
        for anchor in self.document.blocks.iter_mut().map(|it| &mut it.anchor).chain(anchors) {
            anchor.activity = anchor.activity.and_then(new_record);
            anchor.theme = anchor.theme.and_then(new_theme);
        }
    }

    /// Sets the words of the search, which are highlighted unless a find is active.
    pub(super) fn set_search_needles(&mut self, needles: &[Needle]) {
        if needles != self.search_needles {
            self.search_needles = needles.to_vec();
            self.refresh_hits();
        }
    }

    /// Begins a find at the current position, with an empty text.
    pub(super) fn begin_find(&mut self) {
        (self.origin, self.current_hit) = (self.current_position(), None);
        self.find_text = Some(String::new());
        self.refresh_hits();
    }

    /// Finds a text. The first hit at or after the position where the find began becomes current, or else the first one
    /// of all; the reading position goes back to where the find began. Returns whether there is a hit at or after it.
    pub fn find(&mut self, text: &str) -> bool {
        self.find_text = Some(text.to_owned());
        self.current_hit = None;
        self.refresh_hits();
        self.position = self.origin;
        self.restore();
        let ahead = self.hit_at_or_after_position();
        self.current_hit = ahead.or((!self.hits.is_empty()).then_some(0));
        ahead.is_some()
    }

    /// Returns the index of the first visible line and the number of lines, both approximate if only a part is laid
    /// out.
    pub fn extent(&self) -> (usize, usize) {
        let (before, after) = self.outside;
        (before + self.top, before + self.page.len() + after)
    }

    /// Returns whether the whole text is laid out.
    pub fn is_fully_laid_out(&self) -> bool {
        self.outside == (0, 0)
    }

    /// Returns the number of hits in the whole text; `None` while they have not been counted.
    pub fn hit_count(&self) -> Option<usize> {
        let (before, after) = self.known_hits_outside()?;
        Some(before + self.hits.len() + after)
    }

    /// Returns the number of the current hit, from 1; `None` without one, and while the hits before it have not been
    /// counted.
    pub fn hit_number(&self) -> Option<usize> {
        let (before, _) = self.known_hits_outside()?;
        Some(before + self.current_hit? + 1)
    }

    fn known_hits_outside(&self) -> Option<(usize, usize)> {
        if self.is_fully_laid_out() { Some((0, 0)) } else { self.hits_outside }
    }

    /// Returns the hit after the current one, or before it, in the part that is laid out; without a current one, that
    /// nearest to the position.
    pub(super) fn adjacent_hit(&self, is_next: bool) -> Option<usize> {
        match (self.current_hit, is_next) {
            (Some(at), true) => Some(at + 1).filter(|it| *it < self.hits.len()),
            (None, true) => self.hit_at_or_after_position(),
            (at, false) => at.or(self.hit_at_or_after_position()).unwrap_or(self.hits.len()).checked_sub(1),
        }
    }

    /// Returns the anchor of the block where the find began, or `None` for the first line.
    pub(super) fn origin(&self) -> Option<Anchor> {
        self.origin.block.map(|it| it.0)
    }

    /// Returns whether a find is active or the search has words.
    pub(super) fn has_needles(&self) -> bool {
        self.find_text.is_some() || !self.search_needles.is_empty()
    }

    /// Ends the find; returns whether one was active.
    pub(super) fn end_find(&mut self) -> bool {
        let was_finding = self.find_text.take().is_some();
        if was_finding {
            self.current_hit = None;
            self.refresh_hits();
        }
        was_finding
    }

    /// Makes the next or previous hit current, wrapping around at the ends; returns whether there is any.
    pub(super) fn go_to_hit(&mut self, is_next: bool) -> bool {
        let Some(last) = self.hits.len().checked_sub(1) else { return false };
        self.current_hit = self.adjacent_hit(is_next).or(Some(if is_next { 0 } else { last }));
        true
    }

    /// Returns the line of the current hit, or `None` without one.
    pub(super) fn line_of_hit(&self) -> Option<usize> {
        let hit = self.current_hit.and_then(|at| self.hits.get(at))?;
        Some(self.page.line_of(hit.block, hit.range.start))
    }

    /// Moves through the text, in a view of `height` lines. At either end of the text, where it cannot scroll further,
    /// only the current line moves.
    pub(super) fn scroll(&mut self, motion: Motion, height: usize) {
        let top_count = self.page.len().saturating_sub(height) + 1;
        self.top = motion.apply(self.top, top_count, height);
        self.line = motion.apply(self.line, self.page.len(), height);
        self.clamp(height);
        self.position = self.current_position();
    }

    /// Scrolls by a number of lines, backwards if negative.
    pub(super) fn scroll_by(&mut self, lines: i8, height: usize) {
        (0..lines.unsigned_abs()).for_each(|_| self.scroll(Motion::from_wheel(lines), height));
    }

    /// Goes to a line, and scrolls the range of lines `around` it into view.
    pub(super) fn go_to(&mut self, line: usize, around: Range<usize>, height: usize) {
        self.line = line;
        if around.start < self.top {
            self.top = around.start;
        } else if around.end > self.top + height {
            self.top = around.end.saturating_sub(height).min(around.start);
        }
        self.clamp(height);
        self.position = self.current_position();
    }

    /// Goes to a line, with `above` lines visible above it, as far as there are as many.
    pub(super) fn go_to_below(&mut self, line: usize, above: usize) {
        (self.line, self.top) = (line, line.saturating_sub(above));
        self.position = self.current_position();
    }

    /// Keeps the view inside the text, and the current line inside the view.
    fn clamp(&mut self, height: usize) {
        self.top = self.top.min(self.page.len().saturating_sub(height));
        let last = (self.top + height).min(self.page.len()).saturating_sub(1);
        self.line = self.line.clamp(self.top, last.max(self.top));
    }

    /// Scrolls the current line into a view of `height` lines, after the view may have been resized.
    pub(super) fn scroll_into_view(&mut self, height: usize) {
        self.top = self.top.min(self.line).max((self.line + 1).saturating_sub(height));
        self.clamp(height);
    }

    /// Returns the block of the current line.
    pub fn block(&self) -> Option<&Block> {
        self.document.blocks.get(self.page.anchor(self.line).0)
    }

    /// Returns the index of the first hit at or after the reading position.
    fn hit_at_or_after_position(&self) -> Option<usize> {
        let here = self.resolve(&self.position).filter(|&(block, at)| self.page.line_of(block, at) == self.line);
        let here = here.unwrap_or_else(|| self.page.anchor(self.line));
        self.hits.iter().position(|hit| (hit.block, hit.range.end) > here)
    }

    /// Returns the needles to find: the typed text, or else the words of the search.
    pub(super) fn needles(&self) -> Vec<Needle> {
        match &self.find_text {
            Some(text) => {
                let needle = |it: String| {
                    // A phrase may be quoted, as in a search.
                    let unquoted = it.trim().strip_prefix('"').and_then(|it| it.strip_suffix('"'));
                    let text = unquoted.filter(|it| !it.trim().is_empty()).unwrap_or(&it).trim().to_owned();
                    Needle { text, scope: Scope::Everything }
                };
                folded_forms(text).into_iter().map(needle).filter(|it| !it.text.is_empty()).collect()
            }
            None => self.search_needles.clone(),
        }
    }

    fn refresh_hits(&mut self) {
        let find = match self.version.map(|it| it.subject) {
            Some(Subject::Lens(..)) => find_in_lens,
            _ => find,
        };
        self.hits = find(&self.document, &self.needles());
        self.current_hit = None;
    }

    /// Returns the current position: that of the current hit if it is on the current line, else the start of the line.
    fn current_position(&self) -> Bookmark {
        let below_top = (self.top > 0).then(|| self.line - self.top.min(self.line));
        let hit = self.current_hit.and_then(|at| self.hits.get(at)).map(|hit| (hit.block, hit.range.start));
        let is_here = |&(block, at): &(usize, usize)| self.page.line_of(block, at) == self.line;
        let (block, at) = hit.filter(is_here).unwrap_or_else(|| self.page.anchor(self.line));
        let Some(found) = self.document.blocks.get(block).filter(|_| self.line > 0) else {
            return Bookmark { below_top, ..Bookmark::default() };
        };
        let nth = self.blocks_like(found.anchor, found.kind).take_while(|(at, _)| *at < block).count();
        Bookmark {
            block: Some((found.anchor, found.kind, nth)),
            offset: at,
            length: found.text.len(),
            gap: self.page.line_of(block, at).cast_signed() - self.line.cast_signed(),
            below_top,
        }
    }

    /// Returns the blocks that have this anchor and role, with their indices.
    fn blocks_like(&self, anchor: Anchor, role: BlockKind) -> impl DoubleEndedIterator<Item = (usize, &Block)> + Clone {
        self.document.blocks.iter().enumerate().filter(move |(_, it)| (it.anchor, it.kind) == (anchor, role))
    }

    /// Returns the index of the block and the byte offset in it that a bookmark has in the current text; `None` for the
    /// first line, and if there is no such block any more.
    fn resolve(&self, bookmark: &Bookmark) -> Option<(usize, usize)> {
        let (anchor, role, nth) = bookmark.block?;
        let mut candidates = self.blocks_like(anchor, role);
        let (block, found) = candidates.clone().nth(nth).or(candidates.next_back())?;
        let at = bookmark.offset * found.text.len() / bookmark.length.max(1);
        Some((block, found.text.floor_char_boundary(at)))
    }

    /// Goes back to the reading position.
    fn restore(&mut self) {
        self.line = match self.resolve(&self.position) {
            Some((block, at)) => self.page.line_of(block, at).saturating_add_signed(-self.position.gap),
            None if self.position.block.is_none() => 0,
            None => self.line,
        };
        self.line = self.line.min(self.page.len().saturating_sub(1));
        self.top = self.position.below_top.map_or(0, |below| self.line.saturating_sub(below));
    }
}
