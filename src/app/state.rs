//! What is the reader doing? All of it, in parts.

use super::display::{Desktop, Display};
use super::filters::Filters;
use super::help::Help;
use super::keymap::Context;
use super::layout::{Panes, Shape, Wanted};
use super::lens::Lens;
use super::list::{List, Snippets};
use super::marks::Marks;
use super::mode::Mode;
use super::notice::Notice;
use super::overlay::Overlay;
use super::pager::Pager;
use super::source::Source;
use super::view::View;
use super::ways_out::WaysOut;
use crate::catalogue::Section;
use crate::document::{Anchor, Grouping, Needle};
use crate::lang::{Lang, primary};
use crate::query::{Criterion, Library, Query};

/// Everything that the screen is drawn from. Only [`App::update`] changes it.
#[derive(Debug, Default)]
pub struct App {
    pub(super) source: Source,
    pub(super) browse: Browse,
    pub(super) mode: Mode,
    pub(super) overlay: Option<Overlay>,
    /// The help, over everything else.
    pub(super) help: Option<Help>,
    pub(super) display: Display,
    pub(super) marks: Marks,
    pub(super) desktop: Desktop,
    pub(super) notice: Option<Notice>,
    /// A place that is to be shown once everything is laid out.
    pub(super) pending: Option<Pending>,
}

/// What is asked, the activities that pass, and the sheet of the selected one.
#[derive(Clone, Debug, Default)]
pub struct Browse {
    /// What is asked, now and before.
    pub filters: Filters,
    /// The activities that pass.
    pub list: List,
    /// What helps where none does.
    pub ways_out: WaysOut,
    /// The sheet of the selected one.
    pub sheet: Pager,
    /// The words of the search, as they are to be found in texts.
    pub needles: Vec<Needle>,
    /// The other language in which what is to be found stands in the sheet, where it does not in the one shown.
    pub found_in: Option<Lang>,
    pub(super) snippets: Snippets,
    /// What has been searched or found before, the latest last.
    pub(super) searches: Vec<String>,
}

/// A place that is to be shown once everything is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pending {
    /// The hit that has been gone to.
    Hit,
    /// The heading of a section of the sheet.
    Section(Section),
    /// What belongs to this, in the sheet.
    Passage(Anchor),
    /// This record: in the list, and in the lens.
    Activity(usize),
}

/// How the reader begins.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The reader's language.
    pub lang: Lang,
    /// The filters and the order.
    pub query: Query,
    /// The identifier of the activity to open.
    pub open: Option<String>,
    /// The section to open the lens on, and under which headings.
    pub lens: Option<(Section, Grouping)>,
    /// Whether one pane at a time is shown.
    pub one_pane: bool,
    /// Whether signs are those that every terminal has.
    pub is_ascii: bool,
    /// Whether more of the catalogue is on its way.
    pub is_loading: bool,
    /// How many bytes there are to be read; 0 where that is not known.
    pub bytes: u64,
    /// Whether marks outlive the session.
    pub has_store: bool,
    /// The identifier of the activity to select.
    pub select: Option<String>,
    /// What stands around the screen.
    pub desktop: Desktop,
}

impl App {
    /// Returns the reader on a library, in its first state.
    pub fn new(library: Library, start: Start, size: (u16, u16)) -> Self {
        let (is_loading, bytes) = (start.is_loading, start.bytes);
        let source = Source { library, is_loading, bytes, is_stopped: false, stale: None };
        let display = Display {
            lang: start.lang,
            size,
            is_zoomed: start.one_pane,
            is_zoomed_at_start: start.one_pane,
            is_ascii: start.is_ascii,
            is_bilingual: false,
        };
        let browse = Browse { filters: Filters::new(start.query), ..Browse::default() };
        let marks = Marks::new(start.has_store);
        let unread = start.desktop.has_unread_input.then_some(Notice::UnreadInput);
        let notice = Notice::of_source(&source).or(unread);
        let Start { open, select, lens, desktop, .. } = start;
        let mut app = App { source, browse, display, marks, desktop, ..App::default() };
        if !is_loading {
            app.leave_language_without_text();
        }
        app.notice = notice.or(app.notice.take());
        app.settle();
        let remark = app.understand_search();
        app.notice = app.notice.take().or(remark);
        app.begin(&View { open, select, lens, ..View::default() });
        app.settle();
        app
    }

    /// Goes to what a view shows beside the list: a selected activity, a sheet, a lens.
    pub(super) fn begin(&mut self, view: &View) {
        let record = |id: &Option<String>| id.as_ref().and_then(|it| self.library().catalogue.position(it));
        let (selected, opened) = (record(&view.select), record(&view.open));
        if let Some(record) = selected {
            self.browse.list.select_record(record);
        }
        if let Some(record) = opened {
            self.open(record);
        }
        if let Some((section, grouping)) = view.lens {
            let is_from_sheet = matches!(self.mode, Mode::Sheet);
            let mut lens = Lens::new(section, is_from_sheet);
            lens.grouping = grouping;
            self.mode = Mode::Lens(Box::new(lens));
        }
    }

    /// Opens the sheet of a record; says so where the filters leave it out.
    fn open(&mut self, record: usize) {
        self.browse.list.select_record(record);
        if self.browse.list.record() == Some(record) {
            self.mode = Mode::Sheet;
            self.pending = Some(Pending::Activity(record));
        } else if let Some(activity) = self.library().catalogue.activities.get(record) {
            self.notice = Some(Notice::NotListed(activity.place.name.get(self.lang()).to_owned()));
        }
    }

    /// Returns what there is to read.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Returns the catalogue with its index.
    pub fn library(&self) -> &Library {
        &self.source.library
    }

    /// Returns what is asked and what answers it.
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

    /// Returns what the reader looks at.
    pub fn mode(&self) -> &Mode {
        &self.mode
    }

    /// Returns what stands around the screen.
    pub fn desktop(&self) -> &Desktop {
        &self.desktop
    }

    /// Returns what lies over it.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// Returns the help, where it is open.
    pub fn help(&self) -> Option<&Help> {
        self.help.as_ref()
    }

    /// Returns how everything is shown.
    pub fn display(&self) -> &Display {
        &self.display
    }

    /// Returns the languages that one can go to from that of the reader, the next one first: those of the texts, and
    /// those of the interface.
    pub(super) fn other_languages(&self) -> Vec<Lang> {
        let of_texts = self.library().catalogue.languages().iter().map(String::as_str);
        let mut tags: Vec<&str> = of_texts.collect();
        for lang in Lang::ALL {
            if !tags.iter().any(|it| primary(it) == lang.interface_tag()) {
                tags.push(lang.interface_tag());
            }
        }
        let here = self.lang();
        let at = tags.iter().position(|it| *it == here.tag()).map_or(0, |it| it + 1);
        let others = tags[at..].iter().chain(&tags[..at.saturating_sub(1)]);
        others.map(|it| here.reading(it)).filter(|it| *it != here).collect()
    }

    /// Returns the language that comes next.
    pub fn next_language(&self) -> Lang {
        // Where something was found that is not shown, that one.
        let found = self.browse.found_in.filter(|it| *it != self.lang());
        found.or_else(|| self.other_languages().first().copied()).unwrap_or(self.lang())
    }

    /// Returns the reader's language.
    pub fn lang(&self) -> Lang {
        self.display.lang
    }

    /// Returns the marks.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Returns what the last line has to say.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Returns what the keys mean now.
    pub fn context(&self) -> Context {
        match (&self.overlay, &self.mode) {
            _ if self.help.is_some() => Context::Help,
            (Some(overlay), _) => overlay.context(),
            (None, Mode::List) => Context::List,
            (None, Mode::Lens(_)) => Context::Lens,
            (None, Mode::Sheet | Mode::LensSheet(_)) => Context::Text,
        }
    }

    /// Returns whether keys go to the list, and not to what lies over it; what is typed into a prompt is about it.
    pub fn list_has_keys(&self) -> bool {
        self.mode.is_list() && self.has_pane_keys()
    }

    /// Returns the same of the text, or of the lens.
    pub fn text_has_keys(&self) -> bool {
        !self.mode.is_list() && self.has_pane_keys()
    }

    fn has_pane_keys(&self) -> bool {
        matches!(self.context(), Context::List | Context::Text | Context::Lens | Context::Prompt)
    }

    /// Returns the text that find and scrolling go to.
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

    /// Returns where everything is on the screen.
    pub fn panes(&self) -> Panes {
        self.panes_of(self.display.size).above(self.last_lines())
    }

    /// Returns how the screen is divided.
    pub(super) fn shape(&self) -> Shape {
        Shape::of(self.display.size)
    }

    /// Returns where everything would be on a screen of columns and lines.
    pub(super) fn panes_of(&self, size: (u16, u16)) -> Panes {
        let is_alone = self.display.is_zoomed || self.browse.list.answer.rows.is_empty();
        let wanted = match (&self.mode, is_alone) {
            (Mode::List, false) => Wanted::List,
            (Mode::List, true) => Wanted::ListAlone,
            (Mode::Sheet, false) => Wanted::Text,
            _ => Wanted::TextAlone,
        };
        Panes::new(size, wanted)
    }

    /// Returns a part of the query in words: `Theme: not Staff training`.
    pub fn in_words(&self, criterion: Criterion) -> String {
        self.query().in_words(criterion, self.library().terms(), self.lang())
    }

    /// Returns what is chosen in a part of the query: `not Staff training`, `“probation”`.
    pub fn value_in_words(&self, criterion: Criterion) -> String {
        self.query().value_in_words(criterion, self.library().terms(), self.lang())
    }
}
