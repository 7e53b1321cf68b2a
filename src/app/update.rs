//! What does a message change?
//!
//! Contains [`App::update`], the only way to change the state, which dispatches each message.

use super::help::Help;
use super::key::SUSPEND_KEY;
use super::keymap::Context;
use super::layout::{MainPane, Panes, Shape};
use super::lens::Lens;
use super::message::{Action, Effect, Message};
use super::mode::Mode;
use super::notice::{Notice, Topic};
use super::overlay::Overlay;
use super::picker::Picker;
use super::prompt::{Prompt, Purpose};
use super::state::App;
use crate::catalogue::Section;
use crate::document::Grouping;
use crate::query::Query;

/// Returns whether a message is handled while the screen is too small to show anything: the effect of any other input
/// could not be seen.
fn is_handled_when_too_small(message: &Message) -> bool {
    use Action::{Back, Quit, Redraw, Suspend};
    match message {
        Message::Act(action) => matches!(action, Back | Quit | Redraw | Suspend),
        message => !is_user_input(message) && !matches!(message, Message::Wheel(..)),
    }
}

/// Returns whether a message is user input other than a turn of the mouse wheel.
fn is_user_input(message: &Message) -> bool {
    use Message::{Act, Click, Paste, Type, Unbound, View};
    matches!(message, Act(_) | Type(_) | Unbound(_) | Click(_) | Paste(_) | View(_))
}

impl App {
    /// Returns whether notices are visible. While a search or find text is typed, remarks on it take their place, and
    /// they wait.
    fn shows_notices(&self) -> bool {
        !matches!(&self.overlay, Some(Overlay::Prompt(prompt)) if !prompt.is_saving())
    }

    /// Applies a message to the state; returns what is to be done outside of it, if anything.
    pub fn update(&mut self, message: Message) -> Option<Effect> {
        if Shape::of(self.display.size) == Shape::TooSmall && !is_handled_when_too_small(&message) {
            return None;
        }
        if self.shows_notices() && is_user_input(&message) {
            self.notice = None;
        }
        self.browse.list.has_user_selection |= is_user_input(&message) || matches!(message, Message::Wheel(..));
        let (lang, words, mut effect) = (self.lang(), &self.lang().words().copy_export, None);
        // These report themselves what happened to the activity that was being read.
        let is_reported = matches!(message, Message::Reload(_) | Message::Act(Action::Mark));
        let read = self.record_being_read().filter(|_| !is_reported);
        match message {
            Message::Act(action) => effect = self.act(action),
            Message::Type(character) => self.insert(character.encode_utf8(&mut [0; 4])),
            Message::Unbound(key) => effect = self.press_unbound(key),
            // Some terminals send a pasted line break as a carriage return.
            Message::Paste(text) => self.insert(&text.replace('\r', "\n")),
            Message::Click(target) => effect = self.click(target),
            Message::Wheel(area, lines) => self.turn_wheel(area, lines),
            Message::Resize(columns, lines) => self.resize(columns, lines),
            Message::Deliver(deliveries) => self.deliver(deliveries),
            Message::Searched(searched) => self.searched(*searched),
            Message::CountHits => self.count_hits(),
            Message::Loaded => self.loaded(),
            Message::Reload(library) => effect = self.reload(*library),
            Message::MarksLoaded { catalogue, marks, acknowledged } => {
                self.marks_loaded(catalogue, marks, acknowledged)
            }
            Message::Saved(name, format, saved) => self.saved(name, format, saved),
            Message::View(view) => self.show_view(*view),
            Message::Saving(name) => self.notice = Some(Notice::saving(&name, lang)),
            Message::NotOpened(reason) => self.report((words.not_opened)(&reason.in_words(lang))),
            Message::InvalidView(reason) => self.report(format!("{} {reason}", words.no_view)),
            Message::StoreFailed(problem) => self.report(problem.in_words(lang)),
        }
        self.settle();
        if let Some(read) = read.filter(|_| self.overlay.is_none()) {
            self.report_if_unlisted(read);
        }
        effect
    }

    /// Returns the record of the activity that is being read; while a picker is open, that was when it opened.
    fn record_being_read(&self) -> Option<usize> {
        match &self.overlay {
            Some(Overlay::Picker(picker)) => picker.read,
            _ => self.record().filter(|_| self.mode.is_sheet()),
        }
    }

    /// Reports that another activity has taken the place of the one that was being read, which the filters leave out.
    fn report_if_unlisted(&mut self, read: usize) {
        let is_unlisted = || !self.browse.list.answer.rows.contains(&read);
        if self.record() != Some(read) && self.mode.is_sheet() && is_unlisted() {
            self.report_not_listed(read);
        }
    }

    pub(super) fn act(&mut self, action: Action) -> Option<Effect> {
        if self.needs_activity(action) && self.browse.list.record().is_none() {
            self.report(self.lang().words().nothing_listed);
            return None;
        }
        match action {
            Action::Quit => return Some(Effect::Quit),
            Action::Redraw => return Some(Effect::Redraw),
            Action::Suspend if self.host.can_suspend => return Some(Effect::Suspend),
            Action::Suspend => self.report_unbound(SUSPEND_KEY),
            Action::Back => return self.back(),
            Action::Accept => return self.accept(),
            Action::Mark => return self.toggle_mark(),
            Action::MoveMark(step) => return self.move_mark(isize::from(step)),
            Action::SwitchLanguage => return self.switch_language(),
            Action::Move(motion) => self.go(motion),
            Action::GoToNumber(0) => self.report(self.lang().words().press_digit),
            Action::GoToNumber(number) if matches!(self.overlay, Some(Overlay::Menu(_))) => {
                return self.activate_numbered_row(number);
            }
            Action::GoToNumber(number) => self.go_to_number(number),
            Action::Scroll(_) if self.panes().text.is_none() => {
                self.report_screen_size(self.lang().words().text_unseen)
            }
            Action::Scroll(lines) => self.browse.sheet.scroll_by(lines, self.panes().text_height()),
            Action::OtherPane | Action::ToText if self.mode.is_list() => self.open_sheet(),
            Action::ToText => {}
            Action::OtherPane | Action::ToList => drop(self.go_to_parent()),
            Action::Read => self.read(),
            Action::Close => return self.close(),
            // Without a listed activity, there is no text to find anything in; a picker is about the list.
            Action::Search
                if self.mode.is_list()
                    || self.browse.list.record().is_none()
                    || matches!(self.overlay, Some(Overlay::Picker(_))) =>
            {
                self.begin_search()
            }
            Action::Search | Action::Find => self.begin_find(),
            Action::NextHit => self.go_to_hit(true),
            Action::PreviousHit => self.go_to_hit(false),
            Action::Pick(facet) => {
                let read = self.record_being_read();
                self.close_popups();
                // Its hints say which keys apply in it.
                self.notice = None;
                self.overlay = Some(Overlay::Picker(Picker::new(facet, read)));
            }
            Action::Reset => self.reset(),
            Action::Undo => return self.undo(),
            Action::Sort => self.reorder(Query::sort_by_next_order),
            Action::Reverse => self.reorder(|query| query.reversed = !query.reversed),
            Action::MarkedOnly => {
                self.close_popups();
                self.toggle_marked_only();
            }
            Action::Lens => self.open_lens(),
            Action::LensSection(step) => self.with_lens(|lens| lens.section = lens.section_at_offset(step)),
            Action::Regroup => self.with_lens(|lens| lens.grouping = lens.grouping.other()),
            Action::Bilingual => self.toggle_bilingual(),
            Action::Zoom if self.can_zoom() => self.display.is_zoomed = !self.display.is_zoomed,
            Action::Zoom => self.report_screen_size(self.lang().words().single_pane),
            Action::CopyMenu if self.context() == Context::Menu => return self.copy_selected_item(),
            Action::CopyMenu => self.open_copy_menu(),
            Action::ShowCommand => self.show_command(),
            Action::ExportMenu => self.open_export_menu(),
            Action::LinksMenu => self.open_links_menu(),
            Action::Help if self.help.is_some() => self.help = None,
            Action::Help => self.help = Some(Help::new(self.context())),
            Action::Toggle => self.change_value(Query::toggle),
            Action::Exclude => self.change_value(Query::toggle_exclusion),
            Action::Edit(edit) => self.edit(|input| input.edit(edit)),
            Action::Recall(motion) => self.recall(motion),
        }
        None
    }

    /// Returns whether an action needs a listed activity.
    pub fn needs_activity(&self, action: Action) -> bool {
        match action {
            Action::OtherPane | Action::ToText => self.mode.is_list(),
            Action::Mark | Action::Find | Action::NextHit | Action::PreviousHit | Action::Scroll(_) => true,
            Action::Zoom | Action::Bilingual | Action::LinksMenu | Action::MoveMark(_) => true,
            _ => false,
        }
    }

    /// Closes what is topmost: help, overlay, find, zoom or view; else drops the last filter, else stops loading.
    fn close(&mut self) -> Option<Effect> {
        let search = self.open_prompt().filter(|it| it.purpose == Purpose::Search);
        let replaced = search.and_then(Prompt::replaced_search);
        let is_closed = self.help.take().is_some()
            || self.close_overlay()
            || self.pager_mut().end_find()
            || self.end_zoom()
            || self.go_to_parent();
        if let Some(before) = replaced {
            let words = self.lang().words();
            self.notice = Some(
                match self.query().search.trim() {
                    "" => Notice::new((words.dropped)(&words.quoted(&before))),
                    by => Notice::new((words.replaced)(&words.quoted(by), &words.quoted(&before))),
                }
                .with_hints([words.undo_restores.to_owned()]),
            );
        }
        if is_closed {
            return None;
        }
        match self.browse.filters.last_changed() {
            Some(criterion) => self.drop_filters(&[criterion]),
            None if self.source.is_still_loading() => {
                self.source.is_stopped = true;
                return Some(Effect::StopLoading);
            }
            None => {
                let nothing = || Notice::new(self.lang().words().nothing_to_close);
                self.notice = Notice::for_problems(&self.source, self.lang()).or_else(|| Some(nothing()));
            }
        }
        None
    }

    /// Returns whether closing would stop loading the catalogue.
    pub fn can_stop(&self) -> bool {
        let is_nothing_else_open =
            self.context() == Context::List && self.pager().find_text.is_none() && !self.is_zoomed_in_session();
        self.source.is_still_loading() && is_nothing_else_open && self.browse.filters.last_changed().is_none()
    }

    fn back(&mut self) -> Option<Effect> {
        let is_first = !(self.end_zoom() || self.go_to_parent());
        is_first.then_some(Effect::Quit)
    }

    /// Returns whether there are two panes, one of which could take the whole screen; views opened from the lens do
    /// already.
    pub fn can_zoom(&self) -> bool {
        self.mode.has_list() && self.list().record().is_some() && Shape::of(self.display.size) != Shape::Single
    }

    /// Returns whether one of two panes takes the whole screen, unless the reader started that way.
    pub fn is_zoomed_in_session(&self) -> bool {
        self.can_zoom() && self.display.is_zoomed && !self.display.is_zoomed_at_start
    }

    /// Shows both panes again; returns whether one was zoomed.
    fn end_zoom(&mut self) -> bool {
        let was_zoomed = self.is_zoomed_in_session();
        self.display.is_zoomed &= !was_zoomed;
        was_zoomed
    }

    /// Goes back to the view from which this one was opened; returns whether there is one.
    pub(super) fn go_to_parent(&mut self) -> bool {
        let parent = std::mem::take(&mut self.mode).parent();
        let has_parent = parent.is_some();
        self.mode = parent.unwrap_or_default();
        has_parent
    }

    /// Opens the lens, or goes back to it from an activity opened from it.
    fn open_lens(&mut self) {
        match &self.mode {
            Mode::LensSheet(_) => drop(self.go_to_parent()),
            Mode::Lens(_) => {}
            mode => self.mode = Mode::Lens(Box::new(Lens::new(Section::Lessons, Grouping::default(), !mode.is_list()))),
        }
    }

    fn resize(&mut self, columns: u16, lines: u16) {
        self.display.size = (columns, lines);
        // What they say about the size need not be true any more.
        self.notice.take_if(|it| it.is_about(Topic::ScreenSize));
    }

    fn with_lens(&mut self, change: impl FnOnce(&mut Lens)) {
        if let Some(lens) = self.mode.lens_mut() {
            change(lens);
        }
    }

    fn switch_language(&mut self) -> Option<Effect> {
        self.display.lang = self.next_language();
        Some(Effect::SaveLanguage(self.display.lang))
    }

    fn toggle_bilingual(&mut self) {
        let (columns, lines) = self.display.size;
        if self.second_language().is_none() {
            self.report(self.lang().words().one_language);
        } else if self.has_room_for_two_languages((columns, lines)) {
            self.display.is_bilingual = !self.display.is_bilingual;
            if self.panes().text.is_none() {
                self.report_screen_size(self.lang().words().text_unseen);
            }
        } else {
            let wide_enough = (columns..u16::MAX).find(|&it| self.has_room_for_two_languages((it, lines)));
            let has_room_alone = Panes::new((columns, lines), MainPane::Text, true).fits_two_languages();
            let words = self.lang().words();
            let too_narrow = if has_room_alone { words.too_narrow_beside } else { words.too_narrow };
            if let Some(columns) = wide_enough {
                self.report_screen_size(&too_narrow(usize::from(columns)));
            }
        }
    }

    /// Switches to the language of the interface if the catalogue has no text in the requested one.
    pub(super) fn leave_language_without_text(&mut self) {
        let (lang, catalogue) = (self.display.lang, &self.source.library.catalogue);
        if !catalogue.has_language(lang.tag()) && lang != lang.interface() && !self.source.library.index.is_empty() {
            self.display.lang = lang.interface();
            self.report((lang.words().no_text_in)(lang.tag()));
        }
    }

    fn loaded(&mut self) {
        self.source.is_loading = false;
        // Marked activities may have been loaded in another order than that of the marks.
        self.update_marked_records();
        self.browse.list.invalidate();
        self.leave_language_without_text();
        self.notice = Notice::for_problems(&self.source, self.lang()).or(self.notice.take());
    }
}
