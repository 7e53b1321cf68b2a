//! What is the reader doing? The state of the program, and how each message changes it.

mod asked;
mod filtering;
mod help;
mod keymap;
mod layout;
mod lens;
mod list;
mod marking;
mod message;
mod mouse;
mod notice;
mod overlays;
mod picker;
mod prompt;
mod reader;
mod reading;
mod reload;
mod settle;
mod update;

pub use asked::Asked;
pub use help::{Help, actions};
pub use keymap::{Binding, Context, Key, bindings, label, message_of};
pub use layout::{Pane, Panes, Shape};
pub use lens::Lens;
pub use list::List;
pub use message::{Action, Effect, Message, Motion, Mouse};
pub use notice::Notice;
pub use picker::{Picker, Row};
pub use prompt::{Prompt, Purpose};
pub use reader::Reader;

use crate::catalogue::{Problem, Section};
use crate::lang::Lang;
use crate::query::{Library, Query};

/// Everything that the screen is drawn from.
#[derive(Debug, Default)]
pub struct App {
    /// The reader's language.
    pub lang: Lang,
    /// The terminal's size: columns and lines.
    pub size: (u16, u16),
    /// What there is to read.
    pub library: Library,
    /// Whether more of it is on its way.
    pub is_loading: bool,
    /// What is asked of it, now and before.
    pub asked: Asked,
    /// The activities that pass.
    pub list: List,
    /// The text of the selected one.
    pub text: Reader,
    /// Which of the two the keys go to.
    pub focus: Focus,
    /// Whether the focused one has the screen for itself.
    pub is_zoomed: bool,
    /// Whether texts are shown in both languages.
    pub is_bilingual: bool,
    /// The lessons lens, while it is open.
    pub lens: Option<Lens>,
    /// What lies over the screen.
    pub overlay: Option<Overlay>,
    /// What the last line has to say.
    pub notice: Option<Notice>,
    /// What is wrong with the newest version of the catalogue, while an older one is shown.
    pub stale: Option<Stale>,
    /// The marked activities.
    marks: marking::Marks,
    /// Whose marks have been asked to be remembered, catalogue by catalogue, and not been answered, the first
    /// one first.
    unanswered: std::collections::BTreeMap<String, Vec<String>>,
    /// Whether marks are remembered beyond the session.
    pub has_store: bool,
}

/// Why an older version of the catalogue is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Stale {
    /// The first problem of the newest one.
    pub problem: Box<Problem>,
    /// Whether the reader has been told: nothing is told where a line is being typed.
    pub is_told: bool,
}

/// A pane that keys go to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The list of activities.
    #[default]
    List,
    /// The text of the selected one.
    Text,
}

/// What lies over the screen and takes the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// Values to filter by.
    Picker(Picker),
    /// A line to type in.
    Prompt(Prompt),
    /// Keys and what they do.
    Help(Help),
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
    /// The section to open the lens on.
    pub lens: Option<Section>,
}

impl App {
    /// Returns the reader on a library, in its first state.
    pub fn new(library: Library, start: Start, size: (u16, u16)) -> Self {
        let mut app = App { lang: start.lang, size, library, asked: Asked::new(start.query), ..App::default() };
        app.notice = Notice::of_problems(&app.library.catalogue);
        app.settle();
        if let Some(record) = start.open.and_then(|id| app.library.catalogue.position(&id)) {
            app.list.select_record(record);
            if app.list.record() == Some(record) {
                app.focus = Focus::Text;
            }
        }
        app.lens = start.lens.map(Lens::new);
        app.settle();
        app
    }

    /// Returns what the keys mean now.
    pub fn context(&self) -> Context {
        match (&self.overlay, &self.lens, self.focus) {
            (Some(Overlay::Picker(_)), ..) => Context::Picker,
            (Some(Overlay::Prompt(_)), ..) => Context::Prompt,
            (Some(Overlay::Help(_)), ..) => Context::Help,
            (None, Some(lens), _) if !lens.is_reading => Context::Lens,
            (None, Some(_), _) | (None, None, Focus::Text) => Context::Text,
            (None, None, Focus::List) => Context::List,
        }
    }

    /// Returns whether the keys go to the text or the lens.
    pub fn reads_text(&self) -> bool {
        self.lens.is_some() || self.focus == Focus::Text
    }

    /// Returns whether the keys go to the list.
    pub fn lists(&self) -> bool {
        !self.reads_text()
    }

    /// Returns the text that find and scrolling go to.
    pub fn reader(&self) -> &Reader {
        match &self.lens {
            Some(lens) if !lens.is_reading => &lens.reader,
            _ => &self.text,
        }
    }

    pub(super) fn reader_mut(&mut self) -> &mut Reader {
        match &mut self.lens {
            Some(lens) if !lens.is_reading => &mut lens.reader,
            _ => &mut self.text,
        }
    }

    /// Returns where everything is on the screen.
    pub fn panes(&self) -> Panes {
        // A lens in two languages takes what room there is.
        let is_lens = self.lens.as_ref().is_some_and(|lens| !lens.is_reading) && !self.is_bilingual;
        let is_alone = self.is_zoomed || self.lens.is_some();
        let focus = if self.lens.is_some() { Focus::Text } else { self.focus };
        Panes::new(self.size, focus, is_alone, is_lens)
    }
}
