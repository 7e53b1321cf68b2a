//! Where does one go in lists and texts?

use super::keymap::Context;
use super::message::Motion;
use super::{App, Focus, Notice, Overlay};
use crate::catalogue::Section;
use crate::document::{Block, Role, find, sheet};

impl App {
    pub(super) fn go(&mut self, motion: Motion) {
        let height = self.text_height();
        let panes = self.panes();
        let page = panes.list.map_or(1, |it| usize::from(it.body.height) / panes.lines_per_row());
        match &mut self.overlay {
            Some(Overlay::Picker(picker)) => return picker.go(motion, usize::from(panes.area.height / 2)),
            Some(Overlay::Help(help)) => return help.go(motion, usize::from(panes.area.height / 2)),
            _ => {}
        }
        match (self.context(), &mut self.lens) {
            (Context::Lens, Some(lens)) => lens.go(motion, height),
            (Context::Text, _) => self.text.scroll(motion, height),
            _ => self.list.go(motion, page),
        }
    }

    pub(super) fn other_pane(&mut self) {
        if self.lens.is_none() {
            self.focus = match self.focus {
                Focus::List if self.list.record().is_some() => Focus::Text,
                _ => Focus::List,
            };
        }
    }

    pub(super) fn read(&mut self) {
        if let Some(lens) = &mut self.lens {
            let anchor = lens.anchor().and_then(|it| Some((it, it.activity?)));
            let Some((anchor, record)) = anchor else { return self.drop_best() };
            lens.is_reading = true;
            self.list.select_record(record);
            self.settle();
            self.show_passage(anchor.section, anchor.item);
        } else if self.list.record().is_some() {
            self.focus = Focus::Text;
        } else {
            self.drop_best();
        }
    }

    /// Goes to a passage of the selected activity, with its heading above it where both fit.
    pub(super) fn show_passage(&mut self, section: Option<Section>, item: usize) {
        let height = self.text_height();
        let blocks = self.text.document.blocks.iter();
        let of_section = |it: &Block| it.anchor.section == section;
        let is_read = |it: &Block| matches!(it.role, Role::Body | Role::Silence);
        let heading = blocks.clone().position(of_section);
        let passage = blocks.clone().position(|it| of_section(it) && is_read(it) && it.anchor.item == item);
        if let (Some(heading), Some(passage)) = (heading, passage) {
            let page = &self.text.page;
            let (top, lines) = (page.line_of(heading, 0), page.lines_of(passage));
            let fits = lines.end <= top + height;
            self.text.top = if fits { top } else { lines.start.saturating_sub(1) };
            self.text.line = lines.start;
            self.text.clamp(height);
        }
    }

    pub(super) fn go_to_hit(&mut self, is_next: bool) {
        if self.reader_mut().go_to_hit(is_next) {
            if self.lens.is_none() && self.panes().text.is_none() {
                self.focus = Focus::Text;
            }
            self.reveal_hit();
        }
        self.note_hit();
    }

    pub(super) fn reveal_hit(&mut self) {
        // A prompt that opens the text changes its width: lay it out before looking for the line.
        self.settle();
        let height = self.text_height();
        match &mut self.lens {
            Some(lens) if !lens.is_reading => lens.select_hit(height),
            _ => self.text.reveal_hit(height),
        }
    }

    pub(super) fn note_hit(&mut self) {
        let reader = self.reader();
        let is_searched = reader.finding.is_none() && !self.asked.query().words().is_empty();
        self.notice = Some(match reader.current {
            Some(at) => Notice::Hit(at + 1, reader.hits.len(), reader.finding.is_some()),
            None if is_searched && self.is_found_in_other_language() => Notice::InOtherLanguage,
            None if reader.is_seeking() => Notice::NoHits,
            None => Notice::NothingSought,
        });
    }

    /// Returns whether the words of the search stand in the sheet as the other language has it.
    fn is_found_in_other_language(&self) -> bool {
        let other = self.list.record().map(|record| sheet(&self.library.catalogue, record, self.lang.other()));
        other.is_some_and(|other| !find(&other, &self.needles()).is_empty())
    }

    /// Returns how many lines of text are shown.
    pub(super) fn text_height(&self) -> usize {
        self.panes().text.map_or(1, |it| usize::from(it.body.height))
    }
}
