//! What does a message change? The only place where the state is changed.

use super::keymap::Context;
use super::lens::Lens;
use super::message::{Action, Effect, Message, Motion, Mouse};
use super::prompt::{Prompt, Purpose};
use super::{App, Focus, Help, Notice, Overlay, Picker};
use crate::catalogue::Section;
use crate::document::{Block, Role};
use crate::query::{Criterion, Facet, without};
use crate::text::Input;

impl App {
    /// Changes the state as a message says; returns what is to be done outside of it.
    pub fn update(&mut self, message: Message) -> Option<Effect> {
        let effect = match message {
            Message::Act(action) => {
                self.notice = None;
                self.act(action)
            }
            Message::ActOrType(action, character) => {
                self.notice = None;
                if self.is_typing_on(character) {
                    self.insert(character.encode_utf8(&mut [0; 4]))
                } else {
                    self.act(action)
                }
            }
            Message::Type(character) => {
                self.notice = None;
                self.insert(character.encode_utf8(&mut [0; 4]))
            }
            // Some terminals send a pasted line break as a carriage return.
            Message::Paste(text) => self.insert(&text.replace('\r', "\n")),
            Message::Mouse(mouse) => self.mouse(mouse),
            Message::Resize(columns, lines) => self.resize(columns, lines),
            Message::Deliver(delivery) => {
                self.library.receive(delivery);
                None
            }
            Message::Loaded => {
                self.is_loading = false;
                self.notice = Notice::of_problems(&self.library.catalogue).or(self.notice.take());
                None
            }
        };
        self.settle();
        effect
    }

    fn act(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Quit => return Some(Effect::Quit),
            Action::Redraw => return Some(Effect::Redraw),
            Action::Suspend => return Some(Effect::Suspend),
            Action::Back => return self.back(),
            Action::Accept => return self.accept(),
            Action::Move(motion) => self.go(motion),
            Action::Scroll(lines) => self.text.scroll_by(lines, self.text_height()),
            Action::NextPane | Action::PreviousPane => self.other_pane(),
            Action::Read => self.read(),
            Action::Close => self.close(),
            Action::Search if self.context() == Context::List => self.prompt(Purpose::Search),
            Action::Search | Action::Find => self.prompt(Purpose::Find),
            Action::NextHit => self.go_to_hit(true),
            Action::PreviousHit => self.go_to_hit(false),
            Action::Pick(facet) => self.overlay = Some(Overlay::Picker(Picker::new(facet))),
            Action::Reset => self.reset(),
            Action::Undo => self.undo(),
            Action::Sort => self.sort(),
            Action::Reverse => self.reverse(),
            Action::Lens => self.lens = Some(Lens::new(Section::Lessons)),
            Action::LensSection(step) => self.with_lens(|lens| lens.go_to_section(step)),
            Action::Regroup => self.with_lens(Lens::regroup),
            Action::SwitchLanguage => self.lang = self.lang.other(),
            Action::Bilingual => self.switch_bilingual(),
            Action::Zoom => self.is_zoomed = !self.is_zoomed,
            Action::Help => self.help(),
            Action::Include => self.choose(false),
            Action::Exclude => self.choose(true),
            Action::Erase => self.edit(Input::erase),
            Action::Delete => self.edit(Input::delete),
            Action::EraseWord => self.edit(Input::erase_word),
            Action::EraseLine => self.edit(Input::clear),
            Action::Cursor(Motion::Up) => self.edit(Input::left),
            Action::Cursor(Motion::Down) => self.edit(Input::right),
            Action::Cursor(Motion::First) => self.edit(Input::home),
            Action::Cursor(_) => self.edit(Input::end),
        }
        None
    }

    /// Returns how many lines of text are shown.
    fn text_height(&self) -> usize {
        self.panes().text.map_or(1, |it| usize::from(it.body.height))
    }

    fn go(&mut self, motion: Motion) {
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

    fn other_pane(&mut self) {
        if self.lens.is_none() {
            self.focus = match self.focus {
                Focus::List if self.list.record().is_some() => Focus::Text,
                _ => Focus::List,
            };
        }
    }

    fn read(&mut self) {
        if let Some(lens) = &mut self.lens {
            let Some(anchor) = lens.anchor() else { return };
            let Some(record) = anchor.activity else { return };
            lens.is_reading = true;
            self.list.select_record(record);
            self.settle();
            self.show_passage(anchor.section, anchor.item);
        } else if self.list.record().is_some() {
            self.focus = Focus::Text;
        } else if let Some((criterion, _)) = self.best_drop() {
            self.asked.change(|query| query.drop(criterion));
        }
    }

    /// Goes to a passage of the selected activity, with its heading above it where both fit.
    fn show_passage(&mut self, section: Option<Section>, item: usize) {
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

    /// Closes the one thing that lies on top: prompt or other overlay, finding, an activity opened
    /// from the lens, zoom, lens, the reading of a text, then filters.
    fn close(&mut self) {
        if let Some(overlay) = self.overlay.take() {
            self.overlay = self.end_overlay(overlay);
        } else if self.reader_mut().end_finding() {
        } else if let Some(lens) = self.lens.as_mut().filter(|lens| lens.is_reading) {
            lens.is_reading = false;
        } else if self.is_zoomed {
            self.is_zoomed = false;
        } else if self.lens.is_some() {
            self.lens = None;
        } else if self.focus == Focus::Text {
            self.focus = Focus::List;
        } else if !self.asked.query().criteria().is_empty() {
            self.asked.change(crate::query::Query::clear);
        } else {
            self.notice = Some(Notice::NothingToClose);
        }
    }

    fn back(&mut self) -> Option<Effect> {
        if let Some(lens) = self.lens.as_mut().filter(|lens| lens.is_reading) {
            lens.is_reading = false;
        } else if self.lens.is_some() {
            self.lens = None;
        } else if self.is_zoomed {
            self.is_zoomed = false;
        } else if self.focus == Focus::Text {
            self.focus = Focus::List;
        } else {
            return Some(Effect::Quit);
        }
        None
    }

    fn prompt(&mut self, purpose: Purpose) {
        let text = match purpose {
            Purpose::Search => self.asked.query().search.as_str(),
            Purpose::Find => "",
        };
        let input = Input::new(text);
        if purpose == Purpose::Find {
            if self.lens.is_none() {
                self.focus = Focus::Text;
            }
            self.reader_mut().find("");
        }
        self.overlay = Some(Overlay::Prompt(Prompt {
            purpose,
            input,
            before: self.asked.query().clone(),
            selected: self.list.record(),
        }));
    }

    /// Ends an overlay: a search becomes one change, an empty find is none. Returns what lay under it.
    fn end_overlay(&mut self, overlay: Overlay) -> Option<Overlay> {
        let prompt = match overlay {
            Overlay::Prompt(prompt) => prompt,
            Overlay::Help(help) => return help.under.map(|it| *it),
            Overlay::Picker(_) => return None,
        };
        match prompt.purpose {
            Purpose::Search => self.asked.remember(prompt.before),
            Purpose::Find if prompt.input.text().trim().is_empty() => {
                self.reader_mut().end_finding();
            }
            Purpose::Find => self.note_hit(),
        }
        None
    }

    fn accept(&mut self) -> Option<Effect> {
        match self.overlay.take() {
            Some(Overlay::Help(help)) => {
                let action = help.action();
                self.overlay = help.under.map(|it| *it);
                return action.and_then(|action| self.act(action));
            }
            Some(Overlay::Picker(picker)) if picker.is_pending() && picker.row().is_some() => {
                let row = picker.row();
                self.include(row);
            }
            Some(overlay) => self.overlay = self.end_overlay(overlay),
            None => {}
        }
        None
    }

    fn insert(&mut self, text: &str) -> Option<Effect> {
        match &mut self.overlay {
            Some(Overlay::Picker(picker)) => picker.insert(&self.library, text),
            Some(_) => self.edit(|input| input.insert(text)),
            None => {}
        }
        None
    }

    fn edit(&mut self, edit: impl FnOnce(&mut Input)) {
        match &mut self.overlay {
            Some(Overlay::Picker(picker)) => picker.edit(edit),
            Some(Overlay::Help(help)) => help.edit(edit),
            Some(Overlay::Prompt(prompt)) => {
                edit(&mut prompt.input);
                let (purpose, text) = (prompt.purpose, prompt.input.text().to_owned());
                match purpose {
                    Purpose::Search => self.asked.search(&text),
                    Purpose::Find => {
                        self.reader_mut().find(&text);
                        self.reveal_hit();
                    }
                }
            }
            None => {}
        }
    }

    fn choose(&mut self, is_excluded: bool) {
        let Some(Overlay::Picker(picker)) = &mut self.overlay else { return };
        let Some(row) = picker.row() else { return };
        picker.choose(row);
        self.asked.change(|query| match is_excluded {
            false => query.toggle(row.facet, row.value),
            true => query.toggle_exclusion(row.facet, row.value),
        });
    }

    /// Includes the value of a row, unless it is included.
    fn include(&mut self, row: Option<super::picker::Row>) {
        let Some(row) = row else { return };
        if !self.asked.query().selection(row.facet).included.contains(&row.value) {
            self.asked.change(|query| query.toggle(row.facet, row.value));
        }
    }

    /// Returns whether what is typed in a picker would still name a value with this character.
    fn is_typing_on(&self, character: char) -> bool {
        match &self.overlay {
            Some(Overlay::Picker(picker)) if character == ' ' => picker.is_naming_chosen(&self.library),
            Some(Overlay::Picker(picker)) => picker.goes_on(&self.library, character),
            _ => false,
        }
    }

    fn help(&mut self) {
        let context = self.context();
        if context != Context::Help {
            let under = self.overlay.take().map(Box::new);
            self.overlay = Some(Overlay::Help(Help::new(context, under)));
        }
    }

    fn go_to_hit(&mut self, is_next: bool) {
        if self.reader_mut().go_to_hit(is_next) {
            if self.lens.is_none() && self.panes().text.is_none() {
                self.focus = Focus::Text;
            }
            self.reveal_hit();
        }
        self.note_hit();
    }

    fn reveal_hit(&mut self) {
        // A prompt that opens the text changes its width: lay it out before looking for the line.
        self.settle();
        let height = self.text_height();
        match &mut self.lens {
            Some(lens) if !lens.is_reading => lens.select_hit(height),
            _ => self.text.reveal_hit(height),
        }
    }

    fn note_hit(&mut self) {
        let reader = self.reader();
        self.notice = Some(match reader.current {
            Some(at) => Notice::Hit(at + 1, reader.hits.len()),
            None if reader.is_seeking() => Notice::NoHits,
            None => Notice::NothingSought,
        });
    }

    fn reset(&mut self) {
        if self.asked.query().criteria().is_empty() {
            self.notice = Some(Notice::NoFilters);
        }
        self.asked.change(crate::query::Query::clear);
    }

    fn undo(&mut self) {
        let is_undone = self.asked.undo();
        self.notice = Some(if is_undone { Notice::Undone } else { Notice::NothingToUndo });
    }

    fn sort(&mut self) {
        self.asked.change(|query| query.sort = Some(query.order().next()));
        self.note_order();
    }

    fn reverse(&mut self) {
        self.asked.change(|query| query.reversed = !query.reversed);
        self.note_order();
    }

    fn note_order(&mut self) {
        let query = self.asked.query();
        self.notice = Some(Notice::Sorted(query.order(), query.reversed));
    }

    fn with_lens(&mut self, change: impl FnOnce(&mut Lens)) {
        if let Some(lens) = &mut self.lens {
            change(lens);
        }
    }

    fn switch_bilingual(&mut self) {
        self.is_bilingual = !self.is_bilingual;
        if self.is_bilingual && !self.has_room_for_both() {
            self.is_bilingual = false;
            self.notice = Some(Notice::TooNarrow(super::layout::BILINGUAL + 4));
        }
    }

    fn resize(&mut self, columns: u16, lines: u16) -> Option<Effect> {
        self.size = (columns, lines);
        None
    }

    fn mouse(&mut self, mouse: Mouse) -> Option<Effect> {
        let panes = self.panes();
        let (Mouse::Click(column, row) | Mouse::Wheel(column, row, _)) = mouse;
        let position = ratatui::layout::Position::new(column, row);
        let in_list = panes.list.filter(|it| it.body.contains(position));
        let in_text = panes.text.is_some_and(|it| row >= it.rule.y && column >= it.rule.x && row < panes.status.y);
        match (mouse, &mut self.overlay) {
            (Mouse::Wheel(.., lines), Some(_)) => {
                let motion = if lines > 0 { Motion::Down } else { Motion::Up };
                (0..lines.unsigned_abs()).for_each(|_| self.go(motion));
            }
            (Mouse::Click(..), Some(_)) => {}
            (Mouse::Wheel(.., lines), None) if in_list.is_some() => {
                let motion = if lines > 0 { Motion::Down } else { Motion::Up };
                self.list.go(motion, 1);
            }
            (Mouse::Wheel(.., lines), None) if in_text => {
                let height = self.text_height();
                match &mut self.lens {
                    Some(lens) if !lens.is_reading => {
                        let motion = if lines > 0 { Motion::Down } else { Motion::Up };
                        lens.go(motion, height);
                    }
                    _ => self.text.scroll_by(lines, height),
                }
            }
            (Mouse::Click(..), None) => {
                if let Some(pane) = in_list {
                    let row = self.list.top + usize::from(row - pane.body.y) / panes.lines_per_row();
                    self.list.selected = row.min(self.list.answer.rows.len().saturating_sub(1));
                    self.focus = Focus::List;
                } else if let Some(lens) = self.lens.as_mut().filter(|lens| in_text && !lens.is_reading) {
                    let top = panes.text.map_or(0, |it| it.body.y);
                    lens.select_line(lens.reader.top + usize::from(row.saturating_sub(top)));
                } else if in_text && self.list.record().is_some() && self.lens.is_none() {
                    self.focus = Focus::Text;
                }
            }
            _ => {}
        }
        None
    }

    /// Returns the parts of the query that could be dropped to make an empty list hold something,
    /// with how many activities each would give: the most first.
    pub fn drops(&self) -> Vec<(Criterion, usize)> {
        let query = self.asked.query();
        let count = |it: &Criterion| without(&self.library, query, &self.list.answer, *it);
        let mut drops: Vec<_> = query.criteria().into_iter().map(|it| (it, count(&it))).collect();
        drops.retain(|(_, count)| *count > 0);
        drops.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        drops
    }

    fn best_drop(&self) -> Option<(Criterion, usize)> {
        self.drops().into_iter().next()
    }

    /// Returns the values of a facet that are chosen, for the filter bar: included, then excluded.
    pub fn chosen(&self, facet: Facet) -> Option<String> {
        let (query, terms, lang) = (self.asked.query(), self.library.terms(), self.lang);
        let selection = query.selection(facet);
        let name = |value: &crate::query::Value| value.short_label(facet, terms, lang).to_owned();
        let included = selection.included.iter().map(name);
        let excluded = selection.excluded.iter().map(|it| format!("−\u{a0}{}", name(it)));
        let chosen: Vec<String> = included.chain(excluded).collect();
        (!chosen.is_empty()).then(|| chosen.join(", "))
    }
}
