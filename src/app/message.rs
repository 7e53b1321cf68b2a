//! What can happen, and what can the program be asked to do?
//!
//! Defines the messages that the state handles, the actions of the user, and the effects carried out by the program.

use super::key::Key;
use super::view::View;
use crate::catalogue::Section;
use crate::export::{SaveFormat, SaveRequest, Saved};
use crate::lang::{Lang, Reason};
use crate::query::{Criterion, Delivery, Facet, Library, SearchMatches};
use crate::store::{Change, Ids, StoreProblem, StoredMarks};
use crate::text::{Clean, Edit};

/// Something that has happened.
#[derive(Debug)]
pub enum Message {
    /// The user requested an action.
    Act(Action),
    /// The user typed a character.
    Type(char),
    /// The user pressed a key that is not bound in the current context.
    Unbound(Key),
    /// The user pasted a text.
    Paste(String),
    /// The user clicked on something.
    Click(Target),
    /// The user turned the mouse wheel over an area, by this number of lines; negative is up.
    Wheel(Area, i8),
    /// The terminal has a new size, as (columns, lines).
    Resize(u16, u16),
    /// Parts of the catalogue have been loaded.
    Deliver(Vec<Delivery>),
    /// The answer to [`App::pending_search`](super::App::pending_search).
    Searched(Box<SearchMatches>),
    /// There is time to count some more hits, as [`App::has_hits_to_count`](super::App::has_hits_to_count) asks for.
    CountHits,
    /// The whole catalogue has been loaded.
    Loaded,
    /// The files of the catalogue have changed, and it has been loaded again.
    Reload(Box<Library>),
    /// The saved marks of a catalogue have been read.
    MarksLoaded {
        /// Identifier of the catalogue.
        catalogue: String,
        /// Its marks, and any problem of the store.
        marks: StoredMarks,
        /// Number of changes that this acknowledges.
        acknowledged: usize,
    },
    /// Something could not be saved in the store.
    StoreFailed(StoreProblem),
    /// The outcome of saving a file, with its name and format.
    Saved(String, SaveFormat, Saved),
    /// A file of this name is being saved.
    Saving(String),
    /// The desktop could not open an address, for this reason.
    NotOpened(Reason),
    /// A pasted command line requests another view.
    View(Box<View>),
    /// A pasted command line is not a valid view, for this reason.
    InvalidView(Clean),
}

/// An action of the user; every key binding has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Move in the focused pane or overlay.
    Move(Motion),
    /// Go to the item with this number, from 1: a row, a section, a group, a choice of a menu. 0 asks for a digit.
    GoToNumber(usize),
    /// Scroll the sheet by lines, whichever pane has the focus.
    Scroll(i8),
    /// Go to the other pane.
    OtherPane,
    /// Go to the text.
    ToText,
    /// Go to the list.
    ToList,
    /// Read the selected activity, or apply the selected way out of an empty list.
    Read,
    /// Close the topmost of what is open, else drop the last filter, else stop loading.
    Close,
    /// Go back; quit at the first screen.
    Back,
    /// Quit.
    Quit,
    /// Search the list, or find in the text if that has the focus.
    Search,
    /// Find in the text.
    Find,
    /// Go to the next hit.
    NextHit,
    /// Go to the previous hit.
    PreviousHit,
    /// Choose values of one facet, or of all.
    Pick(Option<Facet>),
    /// Drop all filters.
    Reset,
    /// Undo the last change of the filters.
    Undo,
    /// Sort by the next order.
    Sort,
    /// Reverse the order.
    Reverse,
    /// Mark or unmark the activity that is selected or being read.
    Mark,
    /// Move the selected activity among the marked ones; negative is up.
    MoveMark(i8),
    /// Toggle between marked activities only and all.
    MarkedOnly,
    /// Open the lens, or return to it from the sheet of a passage.
    Lens,
    /// Go to the next section of the lens, or to the previous one if negative.
    LensSection(i8),
    /// Toggle the grouping of the lens, by activity or by theme.
    Regroup,
    /// Switch to the next language.
    SwitchLanguage,
    /// Toggle whether two languages are shown side by side.
    Bilingual,
    /// Toggle between one pane and two.
    Zoom,
    /// Open the menu of what can be copied; in a menu, copy the selected row.
    CopyMenu,
    /// Show the command line that opens this view.
    ShowCommand,
    /// Open the menu of export formats.
    ExportMenu,
    /// Open the menu of the activity's sources that have an address.
    LinksMenu,
    /// Open or close the help.
    Help,
    /// Redraw the whole screen.
    Redraw,
    /// Suspend the program.
    Suspend,
    /// Accept: close a prompt or a picker, choose a row of a menu, run an entry of the help.
    Accept,
    /// Toggle whether the value is included.
    Toggle,
    /// Toggle whether the value is excluded.
    Exclude,
    /// Edit the line of input, or move the cursor in it.
    Edit(Edit),
    /// Recall an earlier or later line of input.
    Recall(Motion),
}

/// A movement in a list or a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One back.
    Up,
    /// One on.
    Down,
    /// One page back.
    PageUp,
    /// One page on.
    PageDown,
    /// Half a page back.
    HalfPageUp,
    /// Half a page on.
    HalfPageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
}

/// A clickable element of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A key hint or another control that triggers an action.
    Act(Action),
    /// A row of the list, or a way out of an empty list, by its index.
    Row(usize),
    /// A line of the text or of the lens, by its index.
    Line(usize),
    /// A row of a picker, a menu or the help, by its index.
    OverlayRow(usize),
    /// The search slot of the filter bar.
    Search,
    /// The warning that the catalogue is incomplete or has problems.
    Warning,
    /// An active filter.
    Chip(Criterion),
    /// The name of a section, of the sheet or of the lens.
    Section(Section),
    /// An overlay or the help, outside its rows.
    InsideOverlay,
    /// The screen outside the overlay.
    OutsideOverlay,
}

/// An area of the screen that responds to the mouse wheel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The list.
    List,
    /// The text or the lens.
    Text,
    /// The overlay or the help.
    Overlay,
}

/// A side effect that the program is asked to carry out.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Stop loading the catalogue.
    StopLoading,
    /// Quit.
    Quit,
    /// Redraw the whole screen, whatever the terminal shows.
    Redraw,
    /// Suspend the program.
    Suspend,
    /// Save changes of the marks of a catalogue.
    SaveMarks {
        /// Identifier of the catalogue.
        catalogue: String,
        /// The changes, in order.
        changes: Vec<Change>,
        /// All marks of the catalogue as shown, including the changes.
        shown: Ids,
    },
    /// Save the choice of language.
    SaveLanguage(Lang),
    /// Send a text to the terminal for its clipboard.
    Copy(String),
    /// Open an address with the desktop.
    Open(String),
    /// Save what is shown to a file.
    Save {
        /// Name of the file, completed with an extension if it had none.
        name: String,
        /// Path to use instead if the name turns out to be that of a folder.
        in_folder: Option<String>,
        /// Content of the file.
        saving: Box<SaveRequest>,
        /// Whether an existing file is replaced.
        is_replacing: bool,
    },
}

impl Motion {
    /// Returns the index that the motion leads to from index `at`, among `count` items shown `page` at a time.
    pub fn apply(self, at: usize, count: usize, page: usize) -> usize {
        let (page, half) = (page.saturating_sub(1).max(1), (page / 2).max(1));
        let last = count.saturating_sub(1);
        match self {
            Motion::Up => at.saturating_sub(1),
            Motion::Down => (at + 1).min(last),
            Motion::PageUp => at.saturating_sub(page),
            Motion::PageDown => (at + page).min(last),
            Motion::HalfPageUp => at.saturating_sub(half),
            Motion::HalfPageDown => (at + half).min(last),
            Motion::First => 0,
            Motion::Last => last,
        }
    }

    /// Returns the motion of a turn of the wheel: down if `lines` is positive, else up.
    pub fn from_wheel(lines: i8) -> Self {
        if lines > 0 { Motion::Down } else { Motion::Up }
    }
}
