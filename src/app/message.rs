//! What can the reader want, and what can the program be asked to do?

use super::key::Key;
use super::view::View;
use crate::catalogue::Section;
use crate::export::{SaveFormat, Saved, Saving};
use crate::lang::{Lang, Reason};
use crate::query::{Criterion, Delivery, Facet, Library, Searched};
use crate::store::{Change, Ids, Remembered, Trouble};
use crate::text::{Clean, Edit};

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    /// The reader wants something done.
    Act(Action),
    /// The reader typed a character.
    Type(char),
    /// The reader pressed a key that does nothing where it was pressed.
    Unbound(Key),
    /// The reader pasted a text.
    Paste(String),
    /// The reader clicked on something.
    Click(Target),
    /// The reader turned the wheel over a part of the screen, by lines: back is negative.
    Wheel(Area, i8),
    /// The terminal has another size: columns and lines.
    Resize(u16, u16),
    /// Parts of the catalogue have arrived.
    Deliver(Vec<Delivery>),
    /// The answer to [`App::question`](super::App::question).
    Searched(Box<Searched>),
    /// All of the catalogue has arrived.
    Loaded,
    /// The catalogue has changed where it is read from.
    Reload(Box<Library>),
    /// What is remembered of the catalogue with an identifier, and how many changes this answers.
    Remembered(String, Remembered, usize),
    /// Something could not be remembered.
    NotRemembered(Trouble),
    /// What has become of a file: its name, its format.
    Saved(String, SaveFormat, Saved),
    /// A file is being saved, by its name.
    Saving(String),
    /// The desktop could not open an address, and why.
    NotOpened(Reason),
    /// Another view is asked for, by a command line that was pasted.
    View(Box<View>),
    /// A command line that was pasted means no view, and why.
    NoView(Clean),
}

/// Something that the reader wants; every key means one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Move in the focused pane.
    Move(Motion),
    /// Go to what has a number in the focused pane, from 1: a row, a section, a group. 0: say that there are numbers.
    Number(usize),
    /// Scroll the text by lines, whichever pane has the focus.
    Scroll(i8),
    /// Go to the other pane.
    OtherPane,
    /// Go to the text.
    ToText,
    /// Go to the list.
    ToList,
    /// Read the selected activity.
    Read,
    /// Close one thing.
    Close,
    /// Go back; quit at the first screen.
    Back,
    /// Quit.
    Quit,
    /// Search the list, or the text that has the focus.
    Search,
    /// Find in the text.
    Find,
    /// Go to the next hit.
    NextHit,
    /// Go to the hit before.
    PreviousHit,
    /// Choose values of one facet, or of all.
    Pick(Option<Facet>),
    /// Drop all filters.
    Reset,
    /// Take the last change of the filters back.
    Undo,
    /// Sort in the next order.
    Sort,
    /// Turn the order round.
    Reverse,
    /// Mark the activity that is selected or read, or take its mark away.
    Mark,
    /// Move the selected activity among the marked ones, back or on.
    MoveMark(i8),
    /// Show the marked activities only, or all again.
    MarkedOnly,
    /// Open the lens.
    Lens,
    /// Go to the next section of the lens, or the one before.
    LensSection(i8),
    /// Group the lens by theme, or by activity.
    Regroup,
    /// Change the language.
    SwitchLanguage,
    /// Show both languages side by side.
    Bilingual,
    /// Show one pane at a time, or both.
    Zoom,
    /// Open the menu of what can be copied.
    Copies,
    /// Show the command line that opens this view.
    ShowCommand,
    /// Open the menu of the ways to export.
    Exports,
    /// Open the menu of the sources with an address.
    Links,
    /// Show the keys.
    Help,
    /// Draw the screen anew.
    Redraw,
    /// Stop the program, to be continued.
    Suspend,
    /// Accept: close a prompt or a picker, run an entry of the help.
    Accept,
    /// Include the value, or take it back.
    Toggle,
    /// Exclude the value, or take it back.
    Exclude,
    /// Change the line that is typed, or move in it.
    Edit(Edit),
    /// Take a line that was typed earlier, or later again.
    Recall(Motion),
}

/// A way to move.
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
    HalfUp,
    /// Half a page on.
    HalfDown,
    /// To the first.
    First,
    /// To the last.
    Last,
}

/// Something on the screen that can be clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// What a key would do, shown with that key.
    Act(Action),
    /// A row of the list, or a way out of an empty one, counted from the first one there is.
    Row(usize),
    /// A line of the text or of the lens, counted from its beginning.
    Line(usize),
    /// A row of a picker or of the help.
    Choice(usize),
    /// The slot of the search in the filter bar.
    Search,
    /// What is said of a catalogue that is not as it should be.
    Flaws,
    /// An active filter.
    Chip(Criterion),
    /// The name of a section, of the sheet or of the lens.
    Section(Section),
    /// A picker or the help, where nothing of it is chosen.
    Inside,
    /// What lies under it.
    Outside,
}

/// A part of the screen over which the wheel can be turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The list.
    List,
    /// The text, or the lens.
    Text,
    /// What lies over them.
    Overlay,
}

/// What the program is asked to do outside of its state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read no more of the catalogue.
    StopLoading,
    /// Leave.
    Quit,
    /// Draw the screen anew, whatever it holds.
    Redraw,
    /// Stop, to be continued.
    Suspend,
    /// Remember changes of the marks of a catalogue.
    Remember {
        /// The identifier of the catalogue.
        catalogue: String,
        /// The changes, one after the other.
        changes: Vec<Change>,
        /// All marks of the catalogue as they are shown, with the changes.
        shown: Ids,
    },
    /// Remember the language.
    RememberLanguage(Lang),
    /// Send a text to the terminal for its clipboard.
    Copy(String),
    /// Have an address opened by the desktop.
    Open(String),
    /// Save what is shown.
    Save {
        /// The name of the file, as it was typed.
        name: String,
        /// The name that it has where what was typed is a folder.
        in_folder: Option<String>,
        /// What it is to hold.
        saving: Box<Saving>,
        /// Whether a file that is there already is replaced.
        is_replacing: bool,
    },
}

impl Motion {
    /// Returns where a motion leads from `at`, among `count` places shown `page` at a time.
    pub fn apply(self, at: usize, count: usize, page: usize) -> usize {
        let (page, half) = (page.saturating_sub(1).max(1), (page / 2).max(1));
        let last = count.saturating_sub(1);
        match self {
            Motion::Up => at.saturating_sub(1),
            Motion::Down => (at + 1).min(last),
            Motion::PageUp => at.saturating_sub(page),
            Motion::PageDown => (at + page).min(last),
            Motion::HalfUp => at.saturating_sub(half),
            Motion::HalfDown => (at + half).min(last),
            Motion::First => 0,
            Motion::Last => last,
        }
    }

    /// Returns the motion of a turn of the wheel: one line on, or back.
    pub fn of_wheel(lines: i8) -> Self {
        if lines > 0 { Motion::Down } else { Motion::Up }
    }
}
