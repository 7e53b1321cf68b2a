//! How do keys and the mouse move through lists and texts?
//!
//! Moves the selection, goes to numbers, hits and sections, and handles clicks and the mouse wheel.

use super::lens::Lens;
use super::message::{Area, Effect, Motion, Target};
use super::mode::Mode;
use super::notice::Notice;
use super::overlay::Overlay;
use super::state::{App, Pending};
use crate::catalogue::Section;
use crate::document::{BlockKind, found_in_names};
use crate::query::Query;

/// Number of lines of a small screen that the help does not use for its rows: the bar, the status line, the frame, the
/// input line and the foot.
const HELP_MARGIN: usize = 8;

impl App {
    /// Moves within the list, text or overlay that has the focus.
    pub(super) fn go(&mut self, motion: Motion) {
        let panes = self.panes();
        let (height, half) = (panes.text_height(), usize::from(panes.area.height / 2));
        if let Some(help) = &mut self.help {
            let rows = usize::from(panes.area.height).saturating_sub(HELP_MARGIN).max(1);
            return help.go(motion, half.min(rows));
        }
        if let Some(Overlay::Picker(picker)) = &mut self.overlay {
            return picker.go(motion, half);
        }
        if let Some(Overlay::Menu(menu)) = &mut self.overlay {
            return menu.go(motion, half, panes.area.width);
        }
        if matches!(motion, Motion::First | Motion::Last)
            && let Some((lens, input)) = self.lens()
        {
            lens.lay_out_end(motion == Motion::Last, &input);
        }
        let browse = &mut self.browse;
        match &mut self.mode {
            _ if browse.list.record().is_none() => browse.ways_out.go(motion, half),
            Mode::Lens(lens) => lens.go(motion, height),
            Mode::Sheet | Mode::LensSheet(_) => browse.sheet.scroll(motion, height),
            Mode::List => browse.list.go(motion),
        }
    }

    /// Goes to the row, section or group with a number in the focused pane; reports if there is none.
    pub(super) fn go_to_number(&mut self, number: usize) {
        let height = self.panes().text_height();
        let is_found = match &mut self.mode {
            _ if self.browse.list.record().is_none() => self.browse.ways_out.select(number),
            Mode::Lens(lens) => lens.go_to_group(number, height),
            Mode::Sheet | Mode::LensSheet(_) => {
                let current = self.browse.sheet.block().and_then(|it| it.anchor.section);
                let sections: Vec<Section> = Section::of_number(number).collect();
                // Sections that share a number are visited in turn.
                let after = sections.iter().position(|it| current == Some(*it)).map_or(0, |it| it + 1);
                let (before, rest) = sections.split_at(after);
                if !rest.iter().chain(before).any(|it| self.go_to_section(*it)) {
                    let (lang, words) = (self.lang(), self.lang().words());
                    let names: Vec<String> = Section::of_number(number).map(|it| words.quoted(it.name(lang))).collect();
                    self.report((words.no_section)(&names));
                }
                return;
            }
            Mode::List => {
                let row = self.browse.list.visible.get(number.saturating_sub(1)).map(|it| it.row);
                self.browse.list.selected = row.unwrap_or(self.browse.list.selected);
                row.is_some()
            }
        };
        if !is_found {
            self.report((self.lang().words().no_number)(number));
        }
    }

    /// Goes to the heading of a section of the sheet; returns whether the sheet has one.
    fn go_to_section(&mut self, section: Section) -> bool {
        let mut blocks = self.browse.sheet.document.blocks.iter();
        let has_heading = blocks.any(|it| it.kind == BlockKind::Heading && it.anchor.section == Some(section));
        self.pending = has_heading.then_some(Pending::Section(section));
        has_heading
    }

    /// Opens the selection: an activity, at the first hit of the search; the activity of a passage, at that passage; or
    /// a way out of an empty list.
    pub(super) fn read(&mut self) {
        if self.browse.list.record().is_none() {
            return self.apply_way_out();
        }
        let Some(anchor) = self.mode.lens().and_then(|it| it.anchor()) else { return self.open_sheet() };
        let Some(record) = anchor.activity else { return };
        self.browse.list.select_record(record);
        self.pending = Some(Pending::Passage(anchor));
        self.mode = match std::mem::take(&mut self.mode) {
            Mode::Lens(lens) => Mode::LensSheet(lens),
            mode => mode,
        };
    }

    /// Opens the sheet of the selected activity, at the first hit of the search unless another hit is current.
    pub(super) fn open_sheet(&mut self) {
        if self.browse.list.record().is_none() {
            return;
        }
        self.mode = Mode::Sheet;
        let sheet = &mut self.browse.sheet;
        if sheet.current_hit.is_none() && sheet.find_text.is_none() && sheet.has_needles() {
            sheet.current_hit = (!sheet.hits.is_empty()).then_some(0);
            self.pending = Some(Pending::Hit);
            self.report_hit();
        }
    }

    pub(super) fn go_to_hit(&mut self, is_next: bool) {
        let is_first = is_next && self.pager().current_hit.is_none();
        if is_first && self.mode.lens_mut().is_some_and(Lens::go_to_hit_in_head) {
            self.pending = Some(Pending::Hit);
            return self.report_hit();
        }
        let is_outside_window = self.pager().adjacent_hit(is_next).is_none() && self.find_outside_window(is_next);
        if is_outside_window || self.pager_mut().go_to_hit(is_next) {
            if self.mode.is_list() && self.panes().text.is_none() {
                self.mode = Mode::Sheet;
            }
            self.pending = Some(Pending::Hit);
        }
        self.report_hit();
    }

    /// Goes to the next or previous hit of the lens outside the part that is laid out; returns whether there is one.
    pub(super) fn find_outside_window(&mut self, is_next: bool) -> bool {
        let Some((lens, input)) = self.lens() else { return false };
        !lens.pager.is_fully_laid_out() && lens.pager.has_needles() && lens.find_outside_window(is_next, &input)
    }

    /// Returns whether hits remain to be counted, by [`Message::CountHits`](super::Message::CountHits).
    pub fn has_hits_to_count(&self) -> bool {
        let lens = self.mode.lens().filter(|it| !it.pager.is_fully_laid_out() && it.has_uncounted_units());
        lens.is_some_and(|it| !it.pager.needles().is_empty()) && !self.source.is_still_loading()
    }

    /// Counts the hits in a few more parts of a long lens.
    pub(super) fn count_hits(&mut self) {
        if let Some((lens, input)) = self.lens() {
            lens.count_hits(&input);
        }
    }

    pub(super) fn report_hit(&mut self) {
        let (pager, words) = (self.pager(), self.lang().words());
        let is_find = pager.find_text.is_some();
        self.notice = Some(match (pager.current_hit, self.browse.hit_language) {
            (Some(_), _) => {
                // Before the hits of a long lens have been counted, the current one is visible all the same.
                let (Some(number), Some(count)) = (pager.hit_number(), pager.hit_count()) else { return };
                let hit = (words.hit_of)(number, count);
                let keys = [words.hit_keys].into_iter().chain(is_find.then_some(words.find_ends));
                Notice::new(hit.clone()).with_hints(keys.map(str::to_owned)).or_short(hit)
            }
            (None, Some(lang)) => Notice::new((words.found_in)(lang.tag())),
            (None, None) if pager.has_needles() => match self.found_in_names() {
                Some(snippet) => Notice::new((words.found_in_name)(&snippet)),
                None if is_find => Notice::new(format!("{} {}", words.no_hits, words.list_searches)),
                None => Notice::new(words.no_hits),
            },
            (None, None) => return self.report_with_search_hint(words.no_search_terms),
        });
    }

    /// Returns a snippet of the name by which the search found the activity that is being read, if its text has none of
    /// the words.
    fn found_in_names(&self) -> Option<String> {
        let (library, needles) = (self.library(), &self.browse.needles);
        let is_search = self.pager().find_text.is_none() && self.mode.lens().is_none();
        let activity = library.catalogue.activities.get(self.record()?).filter(|_| is_search)?;
        let columns = usize::from(self.display.size.0);
        let snippet = found_in_names(activity, &library.catalogue.vocabularies, needles, columns, self.lang())?;
        Some(snippet.text)
    }

    /// Handles a click on `target`. A click outside an open overlay closes it first.
    pub(super) fn click(&mut self, target: Target) -> Option<Effect> {
        // An action closes what it does not apply to.
        if !matches!(target, Target::Act(_) | Target::OverlayRow(_) | Target::InsideOverlay) {
            self.close_popups();
        }
        match target {
            Target::Act(action) => return self.act(action),
            Target::Search => self.begin_search(),
            Target::Warning => self.notice = Notice::for_problems(&self.source, self.lang()),
            Target::Row(row) if self.browse.list.record().is_none() => {
                if self.browse.ways_out.select(row + 1) {
                    self.apply_way_out();
                }
            }
            Target::Row(row) => {
                self.browse.list.selected = row;
                self.mode = Mode::List;
            }
            Target::Line(line) => self.go_to_line(line),
            Target::OverlayRow(row) => return self.activate_row(row),
            Target::Chip(criterion) => self.drop_filters(&[criterion]),
            Target::Section(section) => {
                if let Some(lens) = self.mode.lens_mut() {
                    lens.section = section;
                } else if self.go_to_section(section) && self.mode.is_list() {
                    self.mode = Mode::Sheet;
                }
            }
            Target::InsideOverlay | Target::OutsideOverlay => {}
        }
        None
    }

    fn go_to_line(&mut self, line: usize) {
        let height = self.panes().text_height();
        if let Some(lens) = self.mode.lens_mut() {
            return lens.select_line(line, height);
        }
        if self.mode.is_list() && self.browse.list.record().is_some() {
            self.mode = Mode::Sheet;
        }
        self.browse.sheet.go_to(line, line..line + 1, height);
    }

    /// Selects a row of the help, a picker or a menu, and carries it out.
    pub(super) fn activate_row(&mut self, row: usize) -> Option<Effect> {
        if let Some(help) = &mut self.help {
            help.selected = row;
            return self.accept();
        }
        match &mut self.overlay {
            Some(Overlay::Picker(picker)) => {
                picker.selected = row;
                self.change_value(Query::toggle);
            }
            Some(Overlay::Menu(menu)) => {
                menu.selected = row;
                return self.run_selected_item();
            }
            _ => {}
        }
        None
    }

    /// Scrolls the part of the screen under the mouse wheel.
    pub(super) fn turn_wheel(&mut self, area: Area, lines: i8) {
        let (motion, height) = (Motion::from_wheel(lines), self.panes().text_height());
        match (area, &mut self.mode) {
            // Panes below an overlay do not scroll.
            (Area::List | Area::Text, _) if self.overlay.is_some() || self.help.is_some() => {}
            (Area::Overlay, _) => (0..lines.unsigned_abs()).for_each(|_| self.go(motion)),
            (Area::List, _) if self.browse.list.record().is_some() => self.browse.list.go(motion),
            (Area::List, _) => self.go(motion),
            (Area::Text, Mode::Lens(lens)) => lens.go(motion, height),
            (Area::Text, _) => self.browse.sheet.scroll_by(lines, height),
        }
    }
}
