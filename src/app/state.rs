//! Which state does the reader have?
//!
//! Defines [`App`], how it starts, and read access to its parts.

use super::display::{Display, Host};
use super::filters::Filters;
use super::help::Help;
use super::keymap::{Binding, Context};
use super::layout::{MainPane, Panes};
use super::lens::Lens;
use super::list::{List, SnippetCache};
use super::marks::Marks;
use super::message::Action;
use super::mode::Mode;
use super::notice::Notice;
use super::overlay::Overlay;
use super::pager::{Pager, Version};
use super::source::Source;
use super::view::View;
use super::ways_out::WaysOut;
use crate::catalogue::Section;
use crate::document::{Anchor, Needle};
use crate::lang::{Label, Lang, primary};
use crate::query::{Criterion, Library, Query};

/// Everything that the screen is drawn from. Only [`App::update`] changes it.
#[derive(Debug, Default)]
pub struct App {
    pub(super) source: Source,
    pub(super) browse: Browse,
    pub(super) mode: Mode,
    pub(super) overlay: Option<Overlay>,
    /// The help, above everything else.
    pub(super) help: Option<Help>,
    pub(super) display: Display,
    pub(super) marks: Marks,
    pub(super) host: Host,
    pub(super) notice: Option<Notice>,
    /// Position to scroll to once everything is laid out.
    pub(super) pending: Option<Pending>,
}

/// The query, the matching activities, and the sheet of the selected one.
#[derive(Clone, Debug, Default)]
pub struct Browse {
    /// The query, and its earlier versions.
    pub filters: Filters,
    /// The matching activities.
    pub list: List,
    /// Changes of the query that are offered while no activity matches.
    pub ways_out: WaysOut,
    /// The sheet of the selected activity.
    pub sheet: Pager,
    /// The words of the search, as needles to find in documents.
    pub needles: Vec<Needle>,
    /// The words that every match has: one of each group.
    pub(super) required_needles: Vec<Vec<Needle>>,
    /// The other language in which the sheet has the words that it lacks in the language shown.
    pub hit_language: Option<Lang>,
    pub(super) hit_key: Option<HitKey>,
    pub(super) snippets: SnippetCache,
    /// Earlier search and find texts, the latest last.
    pub(super) searches: Vec<String>,
}

/// A position to scroll to once everything is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pending {
    /// The current hit.
    Hit,
    /// The heading of a section of the sheet.
    Section(Section),
    /// The passage with this anchor, in the sheet.
    Passage(Anchor),
    /// This record, in the list and in the lens.
    Activity(usize),
}

/// How the reader starts.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The view that is shown first.
    pub view: View,
    /// Whether only ASCII symbols are used.
    pub is_ascii: bool,
    /// Whether more of the catalogue is still to be loaded.
    pub is_loading: bool,
    /// Total size of the catalogue in bytes; 0 if unknown.
    pub total_bytes: u64,
    /// Whether marks are stored, so that they outlive the session.
    pub has_store: bool,
    /// The environment: where the catalogue comes from, and what the terminal and the desktop can do.
    pub host: Host,
}

impl Start {
    /// Returns the start with the list of a whole catalogue, in the user's language.
    pub fn in_language(lang: Lang) -> Self {
        Self { view: View { lang, ..View::default() }, ..Self::default() }
    }
}

/// What the language of the missing words was determined from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HitKey {
    pub(super) version: Option<Version>,
    pub(super) needles: Vec<Needle>,
    pub(super) required: Vec<Vec<Needle>>,
    /// The other languages that the texts have so far.
    pub(super) others: Vec<Lang>,
}

impl App {
    /// Creates the reader on a library, in its initial state. `size` is in columns and lines.
    pub fn new(library: Library, start: Start, size: (u16, u16)) -> Self {
        let Start { mut view, is_ascii, is_loading, total_bytes, has_store, host } = start;
        let source = Source { library, is_loading, total_bytes, is_stopped: false, stale: None };
        let display = Display {
            lang: view.lang,
            first_lang: view.lang,
            size,
            is_zoomed: view.one_pane,
            is_zoomed_at_start: view.one_pane,
            is_ascii,
            is_bilingual: false,
        };
        let browse = Browse { filters: Filters::new(std::mem::take(&mut view.query)), ..Browse::default() };
        let marks = Marks::new(has_store);
        let unread_input = host.has_unread_input.then(|| Notice::new(display.lang.words().unread_input));
        let notice = Notice::for_problems(&source, display.lang).or(unread_input);
        let mut app = App { source, browse, display, marks, host, ..App::default() };
        if !is_loading {
            app.leave_language_without_text();
        }
        app.notice = notice.or(app.notice.take());
        app.settle();
        let remark = app.check_search();
        app.notice = app.notice.take().or(remark);
        app.open_from_view(&view);
        app.settle();
        app
    }

    /// Opens what a view shows besides the list: a selected activity, a sheet, a lens.
    pub(super) fn open_from_view(&mut self, view: &View) {
        // Whether an activity is listed is known only once the search has been made.
        if (view.open.is_some() || view.select.is_some())
            && let Some(found) = self.pending_search().and_then(|it| it.run(&|| true))
        {
            self.searched(found);
            self.settle();
        }
        let record = |id: &Option<String>| id.as_ref().and_then(|it| self.library().catalogue.position(it));
        let (selected, opened) = (record(&view.select), record(&view.open));
        if let Some(record) = selected {
            self.browse.list.select_record(record);
            if self.browse.list.record() != Some(record) {
                self.report_not_listed(record);
            }
        }
        if let Some(record) = opened {
            self.open_record(record);
        }
        if let Some((section, grouping)) = view.lens {
            let is_from_sheet = matches!(self.mode, Mode::Sheet);
            self.mode = Mode::Lens(Box::new(Lens::new(section, grouping, is_from_sheet)));
        }
    }

    /// Opens the sheet of a record; reports if the filters leave it out.
    fn open_record(&mut self, record: usize) {
        self.browse.list.select_record(record);
        if self.browse.list.record() == Some(record) {
            self.mode = Mode::Sheet;
            self.pending = Some(Pending::Activity(record));
        } else {
            self.report_not_listed(record);
        }
    }

    /// Returns the catalogue and the state of loading it.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Returns the catalogue with its index.
    pub fn library(&self) -> &Library {
        &self.source.library
    }

    /// Returns the query, the matching activities, and the sheet.
    pub fn browse(&self) -> &Browse {
        &self.browse
    }

    /// Returns the query.
    pub fn query(&self) -> &Query {
        self.browse.filters.query()
    }

    /// Returns the list.
    pub fn list(&self) -> &List {
        &self.browse.list
    }

    /// Returns the open view.
    pub fn mode(&self) -> &Mode {
        &self.mode
    }

    /// Returns the environment.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// Returns the overlay, if one is open.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// Returns the help, if it is open.
    pub fn help(&self) -> Option<&Help> {
        self.help.as_ref()
    }

    /// Returns the display settings.
    pub fn display(&self) -> &Display {
        &self.display
    }

    /// Returns the languages that the user can switch to, the next one first: those of the texts, and those of the
    /// interface.
    pub(super) fn other_languages(&self) -> Vec<Lang> {
        let text_tags = self.library().catalogue.languages().iter().map(String::as_str);
        let mut tags: Vec<&str> = text_tags.collect();
        for lang in Lang::ALL {
            if !tags.iter().any(|it| primary(it) == lang.interface_tag()) {
                tags.push(lang.interface_tag());
            }
        }
        // Of the languages of the texts, those of the interface come first, so that at the start the hint offers the
        // other one.
        let is_first = |tag: &str| primary(tag) == self.display.first_lang.interface_tag();
        let is_of_interface = |tag: &str| Lang::ALL.iter().any(|it| it.interface_tag() == primary(tag));
        let has_text = |tag: &str| self.library().catalogue.has_language(tag);
        tags.sort_by_cached_key(|it| (!is_first(it), !has_text(it), !is_of_interface(it)));
        let current = self.lang();
        let at = tags.iter().position(|it| *it == current.tag()).map_or(0, |it| it + 1);
        let others = tags[at..].iter().chain(&tags[..at.saturating_sub(1)]);
        // Beside texts in any other language, the interface is in the language of the start.
        others.map(|it| self.display.first_lang.with_texts(it)).filter(|it| *it != current).collect()
    }

    /// Returns the language to switch to next.
    pub fn next_language(&self) -> Lang {
        // A language that has hits takes precedence, if the one shown has none.
        let hit_language = self.browse.hit_language.filter(|_| self.pager().hits.is_empty());
        hit_language.or_else(|| self.other_languages().first().copied()).unwrap_or(self.lang())
    }

    /// Returns the language to show beside the current one: the next one that texts have; `None` if all texts are in one
    /// language.
    pub(super) fn second_language(&self) -> Option<Lang> {
        let catalogue = &self.library().catalogue;
        let mut others = self.other_languages().into_iter().filter(|it| catalogue.has_language(it.tag()));
        others.next().filter(|_| catalogue.languages().len() > 1)
    }

    /// Returns the user's language.
    pub fn lang(&self) -> Lang {
        self.display.lang
    }

    /// Returns the marks.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Returns the notice, if there is one.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Returns the current key context.
    pub fn context(&self) -> Context {
        match (&self.overlay, &self.mode) {
            _ if self.help.is_some() => Context::Help,
            (Some(Overlay::Picker(picker)), _) if picker.is_typed() => Context::Typeahead,
            (Some(Overlay::Picker(_)), _) => Context::Picker,
            (Some(Overlay::Prompt(_)), _) => Context::Prompt,
            (Some(Overlay::Menu(_)), _) => Context::Menu,
            (None, Mode::List) => Context::List,
            (None, Mode::Lens(_)) => Context::Lens,
            (None, Mode::Sheet | Mode::LensSheet(_)) => Context::Text,
        }
    }

    /// Returns whether the list has the focus. It keeps it while a prompt is open, as the prompt is about the list.
    pub fn is_list_focused(&self) -> bool {
        self.mode.is_list() && self.is_pane_focused()
    }

    /// Returns whether the text or the lens has the focus, in the same sense.
    pub fn is_text_focused(&self) -> bool {
        !self.mode.is_list() && self.is_pane_focused()
    }

    fn is_pane_focused(&self) -> bool {
        matches!(self.context(), Context::List | Context::Text | Context::Lens | Context::Prompt)
    }

    /// Returns the pager of the lens if that has the focus, or else the one of the sheet.
    pub fn pager(&self) -> &Pager {
        self.mode.lens().map_or(&self.browse.sheet, |lens| &lens.pager)
    }

    pub(super) fn pager_mut(&mut self) -> &mut Pager {
        match self.mode.lens_mut() {
            Some(lens) => &mut lens.pager,
            None => &mut self.browse.sheet,
        }
    }

    /// Returns the record number of the activity that is selected or read.
    pub fn record(&self) -> Option<usize> {
        match self.mode.lens() {
            Some(lens) => lens.anchor().and_then(|it| it.activity),
            None => self.browse.list.record(),
        }
    }

    /// Returns the layout of the screen.
    pub fn panes(&self) -> Panes {
        self.panes_for(self.display.size).reserve_status(self.status_height())
    }

    /// Returns the layout of a screen of `size` (columns, lines), with one line for prompt, notice or keys.
    pub(super) fn panes_for(&self, size: (u16, u16)) -> Panes {
        let is_alone = self.display.is_zoomed || !self.mode.has_list() || self.browse.list.answer.rows.is_empty();
        let main = if self.mode.is_list() { MainPane::List } else { MainPane::Text };
        Panes::new(size, main, is_alone)
    }

    /// Returns the wording of a part of the query, such as `Theme: not Staff training`.
    pub fn in_words(&self, criterion: Criterion) -> String {
        self.query().in_words(criterion, self.library().terms(), self.lang())
    }

    /// Returns the label of a key: over an empty list, that of a way out rather than of an activity.
    pub fn label(&self, binding: &Binding) -> &'static Label {
        let words = self.lang().words();
        let is_way_out = binding.action == Action::Read && !self.browse.ways_out.rows.is_empty();
        if is_way_out && self.list().record().is_none() { &words.keys.drop } else { binding.label(words) }
    }

    /// Returns the wording of the values in a part of the query: those included, and those excluded.
    pub fn values_in_words(&self, criterion: Criterion) -> [Vec<String>; 2] {
        self.query().values_in_words(criterion, self.library().terms(), self.lang())
    }
}
