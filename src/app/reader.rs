//! What is being read, and where in it?

use super::message::Motion;
use crate::document::{Block, Document, Hit, Needle, Page, Scope, find};
use crate::lang::Lang;
use crate::text::fold;

/// A text that is laid out and scrolled, and in which words are found.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// The text.
    pub document: Document,
    /// The text, laid out.
    pub page: Page,
    /// The first line that is shown.
    pub top: usize,
    /// The line that is being read.
    pub line: usize,
    /// What is to be found, as typed; `None` where the words of the search are shown instead.
    pub finding: Option<String>,
    /// Where it was found.
    pub hits: Vec<Hit>,
    /// Which hit has been gone to.
    pub current: Option<usize>,
    columns: usize,
    words: Vec<Needle>,
    shown: Option<Shown>,
}

/// Which sheet is shown, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) record: Option<usize>,
    pub(super) revision: u64,
    pub(super) lang: Lang,
    pub(super) is_bilingual: bool,
}

impl Reader {
    /// Shows a sheet, unless it is shown already; the same sheet in other words keeps its place.
    pub(super) fn show(&mut self, shown: Shown, document: impl FnOnce() -> Document) {
        match self.shown.replace(shown) {
            Some(before) if before == shown => {}
            Some(before) if before.record == shown.record => self.replace(document()),
            _ => self.open(document()),
        }
    }

    /// Finds what is shown again under the numbers that records have now.
    pub(super) fn renumber(&mut self, record: &dyn Fn(usize) -> Option<usize>) {
        if let Some(shown) = &mut self.shown {
            shown.record = shown.record.and_then(record);
        }
        // The hits are others: none of them has been gone to.
        self.current = None;
        for anchor in self.document.blocks.iter_mut().map(|it| &mut it.anchor) {
            anchor.activity = anchor.activity.and_then(record);
        }
    }

    /// Takes another text and begins at its top.
    pub fn open(&mut self, document: Document) {
        self.replace(document);
        (self.top, self.line, self.current) = (0, 0, None);
    }

    /// Takes the same text in other words: the place is kept, by what stands there.
    pub fn replace(&mut self, document: Document) {
        let (block, at) = self.page.anchor(self.line);
        let same = |one: &Block, other: &Block| one.anchor == other.anchor && one.role == other.role;
        let place = self.document.blocks.get(block).and_then(|before| {
            let block = document.blocks.iter().position(|it| same(it, before))?;
            Some((block, at * document.blocks[block].text.len() / before.text.len().max(1)))
        });
        self.document = document;
        self.lay_out(place.unwrap_or_default());
        self.look();
    }

    /// Sets the text in another width; the place is kept.
    pub fn set_columns(&mut self, columns: usize) {
        if columns != self.columns {
            let place = self.place();
            self.columns = columns;
            self.lay_out(place);
        }
    }

    /// Returns what is being read: the hit that has been gone to, or what the line begins with.
    fn place(&self) -> (usize, usize) {
        let hit = self.current.and_then(|at| self.hits.get(at)).map(|hit| (hit.block, hit.range.start));
        let is_here = |&(block, at): &(usize, usize)| self.page.line_of(block, at) == self.line;
        hit.filter(is_here).unwrap_or_else(|| self.page.anchor(self.line))
    }

    /// Lays the text out; the line being read is again that of a block and a byte of it, and stands as
    /// far from the top as it did.
    fn lay_out(&mut self, (block, at): (usize, usize)) {
        let above = self.line.saturating_sub(self.top);
        // An empty line goes by what stands below it.
        let (below, start) = self.page.anchor(self.line);
        let gap = self.page.line_of(below, start).saturating_sub(self.line);
        self.page = Page::new(&self.document, self.columns);
        let line = if self.line == 0 { 0 } else { self.page.line_of(block, at).saturating_sub(gap) };
        self.top = if self.top == 0 && above > 0 { 0 } else { line.saturating_sub(above) };
        self.line = line;
    }

    /// Shows where these words stand, unless something else is being found.
    pub fn set_words(&mut self, words: Vec<Needle>) {
        if words != self.words {
            self.words = words;
            self.look();
        }
    }

    /// Finds what is typed, and goes to the first hit at or after the line being read.
    pub fn find(&mut self, text: &str) {
        self.finding = Some(text.to_owned());
        self.look();
        self.current = self.hit_from_here().or((!self.hits.is_empty()).then_some(0));
    }

    /// Returns the first hit at or after the line being read.
    fn hit_from_here(&self) -> Option<usize> {
        let here = self.page.anchor(self.line);
        self.hits.iter().position(|hit| (hit.block, hit.range.end) > here)
    }

    /// Returns whether there is anything to be found.
    pub fn is_seeking(&self) -> bool {
        self.finding.is_some() || !self.words.is_empty()
    }

    /// Ends the finding; returns whether there was any.
    pub fn end_finding(&mut self) -> bool {
        let was_finding = self.finding.take().is_some();
        self.look();
        was_finding
    }

    /// Goes to the next hit or the one before, round the end; returns whether there is one.
    pub fn go_to_hit(&mut self, is_next: bool) -> bool {
        let count = self.hits.len();
        if count == 0 {
            return false;
        }
        self.current = Some(match (self.current, is_next) {
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
            (None, true) => self.hit_from_here().unwrap_or(0),
            (None, false) => (self.hit_from_here().unwrap_or(count) + count - 1) % count,
        });
        true
    }

    /// Moves on in the text, in a view of `height` lines: the text scrolls as long as it can, then the
    /// line being read goes on alone, to the last one.
    pub fn scroll(&mut self, motion: Motion, height: usize) {
        let places = self.page.len().saturating_sub(height) + 1;
        self.top = motion.apply(self.top, places, height);
        self.line = motion.apply(self.line, self.page.len(), height);
        self.clamp(height);
    }

    /// Moves on by lines.
    pub fn scroll_by(&mut self, lines: i8, height: usize) {
        let motion = if lines > 0 { Motion::Down } else { Motion::Up };
        (0..lines.unsigned_abs()).for_each(|_| self.scroll(motion, height));
    }

    /// Keeps the view inside the text, and the line being read inside the view.
    pub fn clamp(&mut self, height: usize) {
        self.top = self.top.min(self.page.len().saturating_sub(height));
        let last = (self.top + height).min(self.page.len()).saturating_sub(1);
        self.line = self.line.clamp(self.top, last.max(self.top));
    }

    /// Brings lines into a view of `height` lines, with one line of context where there is room.
    pub fn reveal(&mut self, lines: std::ops::Range<usize>, height: usize) {
        if lines.start < self.top {
            self.top = lines.start.saturating_sub(1);
        } else if lines.end > self.top + height {
            self.top = (lines.end + 1).saturating_sub(height).min(lines.start);
        }
        self.clamp(height);
    }

    /// Brings the hit that has been gone to into a view of `height` lines.
    pub fn reveal_hit(&mut self, height: usize) {
        let hit = self.current.and_then(|at| self.hits.get(at));
        if let Some(line) = hit.map(|hit| self.page.line_of(hit.block, hit.range.start)) {
            self.read_line(line, height);
        }
    }

    /// Goes to a line, with some of what stands around it in view.
    pub fn read_line(&mut self, line: usize, height: usize) {
        let context = 2.min(height / 3);
        self.line = line;
        self.reveal(line.saturating_sub(context)..line + 1 + context, height);
    }

    fn look(&mut self) {
        let words = match &self.finding {
            Some(text) => vec![Needle { text: fold(text).trim().to_owned(), scope: Scope::Everything }],
            None => self.words.clone(),
        };
        self.hits = find(&self.document, &words);
        self.current = self.current.filter(|&at| at < self.hits.len());
    }
}
