//! What can the reader want, and what can the program be asked to do?

use std::collections::BTreeSet;

use crate::query::{Delivery, Facet, Library};
use crate::store::{Change, Remembered};

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    /// The reader wants something done.
    Act(Action),
    /// The reader wants something done; or types this character, where a name goes on with it.
    ActOrType(Action, char),
    /// The reader typed a character.
    Type(char),
    /// The reader pasted a text.
    Paste(String),
    /// The mouse was used.
    Mouse(Mouse),
    /// The terminal has another size: columns and lines.
    Resize(u16, u16),
    /// Parts of the catalogue have arrived.
    Deliver(Vec<Delivery>),
    /// All of the catalogue has arrived.
    Loaded,
    /// The catalogue has changed where it is read from.
    Reload(Box<Library>),
    /// What is remembered of the catalogue with an identifier, and how many changes this answers.
    Remembered(String, Remembered, usize),
}

/// Something that the reader wants; every key means one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Move in the focused pane.
    Move(Motion),
    /// Scroll the text by lines, whichever pane has the focus.
    Scroll(i8),
    /// Go to the next pane.
    NextPane,
    /// Go to the pane before.
    PreviousPane,
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
    /// Mark the selected activity, or take its mark away.
    Mark,
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
    /// Give the focused pane the screen.
    Zoom,
    /// Show the keys.
    Help,
    /// Draw the screen anew.
    Redraw,
    /// Stop the program, to be continued.
    Suspend,
    /// Accept: close a prompt or a picker, run an entry of the help.
    Accept,
    /// Include the value.
    Include,
    /// Exclude the value.
    Exclude,
    /// Erase the character before the cursor.
    Erase,
    /// Erase the character under the cursor.
    Delete,
    /// Erase the word before the cursor.
    EraseWord,
    /// Erase the line.
    EraseLine,
    /// Move the cursor in the line.
    Cursor(Motion),
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

/// What the mouse did, at a column and a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// A click.
    Click(u16, u16),
    /// The wheel, by lines: back is negative.
    Wheel(u16, u16, i8),
}

/// What the program is asked to do outside of its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Draw the screen anew, whatever it holds.
    Redraw,
    /// Stop, to be continued.
    Suspend,
    /// Remember a change of the marks of a catalogue.
    Remember {
        /// The identifier of the catalogue.
        catalogue: String,
        /// The change.
        change: Change,
        /// All marks of the catalogue as they are shown, with the change.
        shown: BTreeSet<String>,
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
}
