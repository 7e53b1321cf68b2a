//! What does a message change? The only place where the state is changed.

use super::keymap::Context;
use super::lens::Lens;
use super::message::{Action, Effect, Message, Motion};
use super::prompt::Purpose;
use super::{App, Focus, Notice, Overlay, Picker};
use crate::catalogue::Section;
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
            Message::Deliver(deliveries) => {
                deliveries.into_iter().for_each(|it| self.library.receive(it));
                None
            }
            Message::Loaded => {
                self.is_loading = false;
                self.mark_records();
                self.list.renew();
                self.notice = Notice::of_problems(&self.library.catalogue).or(self.notice.take());
                // What was there has been taken back: the catalogue is broken further on.
                self.library.catalogue.is_unusable().then_some(Effect::Quit)
            }
            Message::Reload(library) => {
                self.reload(*library);
                self.mark_records();
                None
            }
            Message::Remembered(catalogue, remembered, answered) => {
                self.remember(catalogue, remembered, answered);
                None
            }
        };
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
            Action::Mark => return self.mark(),
            Action::MarkedOnly => self.show_marked(),
            Action::Lens => self.open_lens(),
            Action::LensSection(step) => self.with_lens(|lens| lens.go_to_section(step)),
            Action::Regroup => self.with_lens(Lens::regroup),
            Action::SwitchLanguage => self.lang = self.lang.other(),
            Action::Bilingual => self.switch_bilingual(),
            // The lens has the screen for itself as it is.
            Action::Zoom if self.lens.is_some() => {}
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

    /// Closes the one thing that lies on top: prompt or other overlay, finding, an activity opened
    /// from the lens, zoom, lens, the reading of a text, then filters.
    fn close(&mut self) {
        if let Some(overlay) = self.overlay.take() {
            self.overlay = self.end_overlay(overlay);
        } else if self.reader_mut().end_finding() {
        } else if let Some(lens) = self.lens.as_mut().filter(|lens| lens.is_reading) {
            lens.is_reading = false;
        } else if self.lens.is_some() {
            self.lens = None;
        } else if self.is_zoomed {
            self.is_zoomed = false;
        } else if self.focus == Focus::Text {
            self.focus = Focus::List;
        } else if !self.asked.query().criteria().is_empty() {
            self.asked.change(crate::query::Query::clear);
        } else {
            let stale = self.stale.as_ref().map(|it| Notice::NotReloaded(it.problem.clone()));
            self.notice = Some(stale.unwrap_or(Notice::NothingToClose));
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

    /// Opens the lens, or goes back to it from an activity that was opened from it.
    fn open_lens(&mut self) {
        match &mut self.lens {
            Some(lens) if lens.is_reading => lens.is_reading = false,
            _ => self.lens = Some(Lens::new(Section::Lessons)),
        }
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
}
