//! What is being read, and where in it?

use std::ops::Range;

use super::message::Motion;
use crate::catalogue::Section;
use crate::document::{Anchor, Block, Document, Grouping, Hit, Needle, Page, Role, Scope, find};
use crate::lang::Lang;
use crate::text::fold;

/// A text that is laid out and scrolled, and in which words are found.
#[derive(Clone, Debug, Default)]
pub struct Pager {
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
    /// About how many lines the text has before and after those that are laid out.
    pub(super) outside: (usize, usize),
    version: Option<Version>,
    columns: usize,
    words: Vec<Needle>,
    /// What the reader has gone to: kept while the text changes its width or its language.
    place: Bookmark,
    /// The place from which the finding started.
    origin: Bookmark,
}

/// Which text is shown, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version {
    pub(super) subject: Subject,
    /// How often what it is made from has changed.
    pub(super) revision: u64,
    pub(super) lang: Lang,
    pub(super) is_bilingual: bool,
    /// Which parts of a lens are laid out.
    pub(super) window: (usize, usize),
}

/// What a text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The activity of a record, if there is one.
    Sheet(Option<usize>),
    /// A section of all activities.
    Lens(Section, Grouping),
}

impl Subject {
    /// Returns whether one's place in a text is to be kept where another one replaces it.
    fn continues(self, before: Self) -> bool {
        self == before || matches!((self, before), (Subject::Lens(..), Subject::Lens(..)))
    }
}

/// A place in a text, found again in another width or language by what stands there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Bookmark {
    /// What the block is: of what, in which role, and the how-many-th such block, from 0. Nothing for the first line.
    block: Option<(Anchor, Role, usize)>,
    /// A byte of the block's text, of how many.
    at: usize,
    length: usize,
    /// How many lines the line being read stands above it: an empty one does, the text below its label stands below.
    gap: isize,
    /// How many lines the line being read stands below the first one shown; nothing at the very top.
    below_top: Option<usize>,
}

impl Pager {
    /// Shows a text, unless it is shown already: another one from its top, the same one in other words at the same
    /// place, by what stands there. Returns whether it was made anew.
    pub(super) fn show(&mut self, version: Version, document: impl FnOnce() -> Document) -> bool {
        if self.shows(version) {
            return false;
        }
        let before = self.version.replace(version);
        let is_same = before.is_some_and(|it| version.subject.continues(it.subject));
        let is_changed = before.is_some_and(|it| it.revision != version.revision);
        self.document = document();
        self.lay_out();
        if is_same {
            let had_hit = self.current.is_some() || is_changed && self.finding.is_some();
            self.look();
            self.restore();
            // Where the last one is gone, the first one is next.
            let first = || (!self.hits.is_empty()).then_some(0);
            self.current = self.hit_from_here().or_else(first).filter(|_| had_hit);
        } else {
            (self.top, self.line) = (0, 0);
            (self.place, self.origin) = (Bookmark::default(), Bookmark::default());
            // What is to be found is to be found in the text that was gone to, whatever comes in its place.
            self.finding = self.finding.take().filter(|_| is_changed);
            self.look();
        }
        true
    }

    /// Returns whether a text is shown already.
    pub(super) fn shows(&self, version: Version) -> bool {
        self.version == Some(version)
    }

    /// Returns whether it is this that is shown, in whatever words.
    pub(super) fn is_of(&self, subject: Subject) -> bool {
        self.version.is_some_and(|it| it.subject == subject)
    }

    /// Sets the text in another width; the place is kept.
    pub(super) fn set_columns(&mut self, columns: usize) {
        if columns != self.columns {
            self.columns = columns;
            self.lay_out();
            self.restore();
        }
    }

    /// Lays the text out, unless its width is not known yet: it is not seen then.
    fn lay_out(&mut self) {
        self.page = if self.columns > 0 { Page::new(&self.document, self.columns) } else { Page::default() };
    }

    /// Writes the record numbers of the text anew; `record` returns nothing for one that is no more.
    pub(super) fn renumber(&mut self, record: &dyn Fn(usize) -> Option<usize>) {
        // The hits are others: none of them has been gone to.
        self.current = None;
        if let Some(Version { subject: Subject::Sheet(shown), .. }) = &mut self.version {
            *shown = shown.and_then(record);
        }
        let places =
            [&mut self.place, &mut self.origin].into_iter().filter_map(|it| it.block.as_mut()).map(|it| &mut it.0);
        for anchor in self.document.blocks.iter_mut().map(|it| &mut it.anchor).chain(places) {
            anchor.activity = anchor.activity.and_then(record);
        }
    }

    /// Shows where these words stand, unless something else is being found.
    pub(super) fn set_words(&mut self, words: &[Needle]) {
        if words != self.words {
            self.words = words.to_vec();
            self.look();
        }
    }

    /// Begins to find something: from here, whatever is typed.
    pub(super) fn begin_finding(&mut self) {
        (self.origin, self.current) = (self.here(), None);
        self.finding = Some(String::new());
        self.look();
    }

    /// Finds what is typed, and goes to the first hit at or after the place where the finding began, else to the first of
    /// all; stays at that place where there is none. Returns whether there is one at or after it.
    pub fn find(&mut self, text: &str) -> bool {
        self.finding = Some(text.to_owned());
        self.current = None;
        self.look();
        self.place = self.origin;
        self.restore();
        let ahead = self.hit_from_here();
        self.current = ahead.or((!self.hits.is_empty()).then_some(0));
        ahead.is_some()
    }

    /// Returns the first line that is shown, and how many there are: about so, where not all are laid out.
    pub fn extent(&self) -> (usize, usize) {
        let (before, after) = self.outside;
        (before + self.top, before + self.page.len() + after)
    }

    /// Returns whether all of the text is laid out: else what was found has not been counted.
    pub fn is_whole(&self) -> bool {
        self.outside == (0, 0)
    }

    /// Returns whether there is a hit after the one that has been gone to, or before it.
    pub(super) fn has_hit(&self, is_next: bool) -> bool {
        match (self.current, is_next) {
            (Some(at), true) => at + 1 < self.hits.len(),
            (None, true) => self.hit_from_here().is_some(),
            (at, false) => at.or(self.hit_from_here()).unwrap_or(self.hits.len()) > 0,
        }
    }

    /// Returns what stands where the finding began; nothing for the first line.
    pub(super) fn origin(&self) -> Option<Anchor> {
        self.origin.block.map(|it| it.0)
    }

    /// Returns whether there is anything to be found.
    pub(super) fn is_seeking(&self) -> bool {
        self.finding.is_some() || !self.words.is_empty()
    }

    /// Ends the finding; returns whether there was any.
    pub(super) fn end_finding(&mut self) -> bool {
        let was_finding = self.finding.take().is_some();
        if was_finding {
            self.current = None;
            self.look();
        }
        was_finding
    }

    /// Goes to the next hit or the one before, round the end; returns whether there is one.
    pub(super) fn go_to_hit(&mut self, is_next: bool) -> bool {
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

    /// Returns the line on which the hit stands that has been gone to.
    pub(super) fn line_of_hit(&self) -> Option<usize> {
        let hit = self.current.and_then(|at| self.hits.get(at))?;
        Some(self.page.line_of(hit.block, hit.range.start))
    }

    /// Moves on in the text, in a view of `height` lines: the text scrolls as long as it can, then the
    /// line being read goes on alone, to the last one.
    pub(super) fn scroll(&mut self, motion: Motion, height: usize) {
        let places = self.page.len().saturating_sub(height) + 1;
        self.top = motion.apply(self.top, places, height);
        self.line = motion.apply(self.line, self.page.len(), height);
        self.clamp(height);
        self.place = self.here();
    }

    /// Moves on by lines.
    pub(super) fn scroll_by(&mut self, lines: i8, height: usize) {
        (0..lines.unsigned_abs()).for_each(|_| self.scroll(Motion::of_wheel(lines), height));
    }

    /// Goes to a line, with the lines around it in view that belong to it.
    pub(super) fn go_to(&mut self, line: usize, around: Range<usize>, height: usize) {
        self.line = line;
        if around.start < self.top {
            self.top = around.start;
        } else if around.end > self.top + height {
            self.top = around.end.saturating_sub(height).min(around.start);
        }
        self.clamp(height);
        self.place = self.here();
    }

    /// Begins at a line, with so many lines above it in view, as far as the text allows.
    pub(super) fn begin_at(&mut self, line: usize, above: usize) {
        (self.line, self.top) = (line, line.saturating_sub(above));
        self.place = self.here();
    }

    /// Keeps the view inside the text, and the line being read inside the view.
    fn clamp(&mut self, height: usize) {
        self.top = self.top.min(self.page.len().saturating_sub(height));
        let last = (self.top + height).min(self.page.len()).saturating_sub(1);
        self.line = self.line.clamp(self.top, last.max(self.top));
    }

    /// Brings the line being read into a view of `height` lines, as a screen of another size has it.
    pub(super) fn fit(&mut self, height: usize) {
        self.top = self.top.min(self.line).max((self.line + 1).saturating_sub(height));
        self.clamp(height);
    }

    /// Returns the block of the line being read.
    pub fn block(&self) -> Option<&Block> {
        self.document.blocks.get(self.page.anchor(self.line).0)
    }

    /// Returns the first hit at or after what is being read.
    fn hit_from_here(&self) -> Option<usize> {
        let here = self.found(&self.place).filter(|&(block, at)| self.page.line_of(block, at) == self.line);
        let here = here.unwrap_or_else(|| self.page.anchor(self.line));
        self.hits.iter().position(|hit| (hit.block, hit.range.end) > here)
    }

    /// Returns what is to be found.
    pub(super) fn needles(&self) -> Vec<Needle> {
        match &self.finding {
            Some(text) => vec![Needle { text: fold(text).trim().to_owned(), scope: Scope::Everything }],
            None => self.words.clone(),
        }
    }

    fn look(&mut self) {
        self.hits = find(&self.document, &self.needles());
        self.current = None;
    }

    /// Returns what is being read: the hit that has been gone to, or what the line begins with.
    fn here(&self) -> Bookmark {
        let below_top = (self.top > 0).then(|| self.line - self.top.min(self.line));
        let hit = self.current.and_then(|at| self.hits.get(at)).map(|hit| (hit.block, hit.range.start));
        let is_here = |&(block, at): &(usize, usize)| self.page.line_of(block, at) == self.line;
        let (block, at) = hit.filter(is_here).unwrap_or_else(|| self.page.anchor(self.line));
        let Some(found) = self.document.blocks.get(block).filter(|_| self.line > 0) else {
            return Bookmark { below_top, ..Bookmark::default() };
        };
        let nth = self.alike(found.anchor, found.role).take_while(|(at, _)| *at < block).count();
        Bookmark {
            block: Some((found.anchor, found.role, nth)),
            at,
            length: found.text.len(),
            gap: self.page.line_of(block, at).cast_signed() - self.line.cast_signed(),
            below_top,
        }
    }

    /// Returns the blocks that have an anchor and a role, with their places in the text.
    fn alike(&self, anchor: Anchor, role: Role) -> impl DoubleEndedIterator<Item = (usize, &Block)> + Clone {
        self.document.blocks.iter().enumerate().filter(move |(_, it)| (it.anchor, it.role) == (anchor, role))
    }

    /// Returns the block and the byte of it that a place is in the text now; nothing for the first line, and where no
    /// such block is there any more.
    fn found(&self, place: &Bookmark) -> Option<(usize, usize)> {
        let (anchor, role, nth) = place.block?;
        let mut alike = self.alike(anchor, role);
        let (block, found) = alike.clone().nth(nth).or(alike.next_back())?;
        let at = place.at * found.text.len() / place.length.max(1);
        Some((block, found.text.floor_char_boundary(at)))
    }

    /// Goes to the place again that the reader has gone to.
    fn restore(&mut self) {
        self.line = match self.found(&self.place) {
            Some((block, at)) => self.page.line_of(block, at).saturating_add_signed(-self.place.gap),
            None if self.place.block.is_none() => 0,
            None => self.line,
        };
        self.line = self.line.min(self.page.len().saturating_sub(1));
        self.top = self.place.below_top.map_or(0, |below| self.line.saturating_sub(below));
    }
}
