//! What does a message change? The only place where the state is changed.

use super::lens::Lens;
use super::message::{Action, Effect, Message, Motion};
use super::mode::Mode;
use super::notice::Notice;
use super::overlay::Overlay;
use super::picker::Picker;
use super::prompt::Purpose;
use super::state::App;
use crate::catalogue::Section;
use crate::query::Query;
use crate::text::Input;

impl App {
    /// Changes the state as a message says; returns what is to be done outside of it.
    pub fn update(&mut self, message: Message) -> Option<Effect> {
        if matches!(message, Message::Act(_) | Message::Type(_) | Message::Unbound(_) | Message::Click(_)) {
            self.notice = None;
        }
        let mut effect = None;
        match message {
            Message::Act(action) => effect = self.act(action),
            Message::Type(character) => self.insert(character.encode_utf8(&mut [0; 4])),
            Message::Unbound(key) => self.notice = Some(Notice::Unbound(key, self.context())),
            // Some terminals send a pasted line break as a carriage return.
            Message::Paste(text) => self.insert(&text.replace('\r', "\n")),
            Message::Click(target) => effect = self.click(target),
            Message::Wheel(area, lines) => self.turn_wheel(area, lines),
            Message::Resize(columns, lines) => self.display.size = (columns, lines),
            Message::Deliver(deliveries) => deliveries.into_iter().for_each(|it| self.source.library.receive(it)),
            Message::Loaded => effect = self.loaded(),
            Message::Reload(library) => self.reload(*library),
            Message::Remembered(catalogue, remembered, answered) => self.remembered(catalogue, remembered, answered),
            Message::NotRemembered(trouble) => self.notice = Some(Notice::Trouble(trouble)),
        }
        self.tell_of_reload();
        self.settle();
        effect
    }

    pub(super) fn act(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Quit => return Some(Effect::Quit),
            Action::Redraw => return Some(Effect::Redraw),
            Action::Suspend => return Some(Effect::Suspend),
            Action::Back => return self.back(),
            Action::Accept => return self.accept(),
            Action::Mark => return self.mark(),
            Action::SwitchLanguage => return self.switch_language(),
            Action::Move(motion) => self.go(motion),
            Action::Number(number) => self.go_to_number(number),
            Action::Scroll(lines) => self.browse.sheet.scroll_by(lines, self.panes().text_height()),
            Action::OtherPane if self.mode.is_list() => self.read_sheet(),
            Action::ToText if self.mode.is_list() => self.read_sheet(),
            Action::ToText => {}
            Action::OtherPane | Action::ToList => drop(self.go_to_parent()),
            Action::Read => self.read(),
            Action::Close => self.close(),
            Action::Search if self.mode.is_list() => self.prompt(Purpose::Search),
            Action::Search | Action::Find => self.prompt(Purpose::Find),
            Action::NextHit => self.go_to_hit(true),
            Action::PreviousHit => self.go_to_hit(false),
            Action::Pick(facet) => self.overlay = Some(Overlay::Picker(Picker::new(facet))),
            Action::Reset => self.reset(),
            Action::Undo => self.undo(),
            Action::Sort => self.reorder(|query| query.sort = Some(query.order().next())),
            Action::Reverse => self.reorder(|query| query.reversed = !query.reversed),
            Action::MarkedOnly => self.show_marked(),
            Action::Lens => self.open_lens(),
            Action::LensSection(step) => self.with_lens(|lens| lens.go_to_section(lens.neighbour(step))),
            Action::Regroup => self.with_lens(Lens::regroup),
            Action::Bilingual => self.switch_bilingual(),
            // What is opened from the lens has the screen for itself as it is.
            Action::Zoom => self.display.is_zoomed ^= self.mode.has_list(),
            Action::Help => self.help(),
            Action::Toggle => self.choose(Query::toggle),
            Action::Exclude => self.choose(Query::toggle_exclusion),
            Action::Erase => self.edit(Input::erase),
            Action::Delete => self.edit(Input::delete),
            Action::EraseWord => self.edit(Input::erase_word),
            Action::EraseLine => self.edit(Input::clear),
            Action::Cursor(Motion::Up) => self.edit(Input::left),
            Action::Cursor(Motion::Down) => self.edit(Input::right),
            Action::Cursor(Motion::First) => self.edit(Input::home),
            Action::Cursor(_) => self.edit(Input::end),
            Action::Recall(motion) => self.recall(motion),
        }
        None
    }

    /// Closes the one thing that lies on top: prompt or other overlay, finding, zoom, view, then the last filter.
    fn close(&mut self) {
        if let Some(overlay) = self.overlay.take() {
            self.end_overlay(overlay);
        } else if self.pager_mut().end_finding()
            || self.mode.has_list() && self.display.end_zoom()
            || self.go_to_parent()
        {
        } else if let Some(criterion) = self.browse.filters.last() {
            self.drop_filter(criterion);
        } else {
            self.notice = Notice::of_source(&self.source).or(Some(Notice::NothingToClose));
        }
    }

    fn back(&mut self) -> Option<Effect> {
        let is_first = !(self.mode.has_list() && self.display.end_zoom() || self.go_to_parent());
        is_first.then_some(Effect::Quit)
    }

    /// Goes back to where the view was opened from; returns whether there is such a place.
    pub(super) fn go_to_parent(&mut self) -> bool {
        let parent = std::mem::take(&mut self.mode).parent();
        let has_parent = parent.is_some();
        self.mode = parent.unwrap_or_default();
        has_parent
    }

    /// Opens the lens, or goes back to it from an activity that was opened from it.
    fn open_lens(&mut self) {
        match &self.mode {
            Mode::LensSheet(_) => drop(self.go_to_parent()),
            Mode::Lens(_) => {}
            mode => self.mode = Mode::Lens(Box::new(Lens::new(Section::Lessons, !mode.is_list()))),
        }
    }

    fn with_lens(&mut self, change: impl FnOnce(&mut Lens)) {
        if let Some(lens) = self.mode.lens_mut() {
            change(lens);
        }
    }

    fn switch_language(&mut self) -> Option<Effect> {
        self.display.lang = self.display.lang.other();
        Some(Effect::RememberLanguage(self.display.lang))
    }

    fn switch_bilingual(&mut self) {
        self.display.is_bilingual = !self.display.is_bilingual;
        if self.display.is_bilingual && !self.has_room_for_both() {
            self.display.is_bilingual = false;
            self.notice = Some(Notice::TooNarrow(super::layout::BILINGUAL + 4));
        }
    }

    fn loaded(&mut self) -> Option<Effect> {
        self.source.is_loading = false;
        self.mark_records();
        self.browse.list.renew();
        self.notice = Notice::of_source(&self.source).or(self.notice.take());
        // What was there has been taken back: the catalogue is broken further on.
        self.library().catalogue.is_unusable().then_some(Effect::Quit)
    }
}
