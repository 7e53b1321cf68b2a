//! Which view is open?
//!
//! Defines the views of the reader, and where back leads from each.

use super::lens::Lens;

/// The open view, which decides where the keys go and where back leads.
#[derive(Clone, Debug, Default)]
pub enum Mode {
    /// The list, with the sheet of the selected activity where there is room.
    #[default]
    List,
    /// The sheet of the selected activity.
    Sheet,
    /// The lens.
    Lens(Box<Lens>),
    /// The sheet of a passage's activity, opened from the lens, which is kept.
    LensSheet(Box<Lens>),
}

impl Mode {
    /// Returns the view that back leads to, or `None` from the list, which is the first view.
    pub fn parent(self) -> Option<Self> {
        match self {
            Mode::List => None,
            Mode::Sheet => Some(Mode::List),
            Mode::Lens(lens) if lens.returns_to_sheet => Some(Mode::Sheet),
            Mode::Lens(_) => Some(Mode::List),
            Mode::LensSheet(lens) => Some(Mode::Lens(lens)),
        }
    }

    /// Returns the lens if it has the focus.
    pub fn lens(&self) -> Option<&Lens> {
        match self {
            Mode::Lens(lens) => Some(lens),
            _ => None,
        }
    }

    pub(super) fn lens_mut(&mut self) -> Option<&mut Lens> {
        match self {
            Mode::Lens(lens) => Some(lens),
            _ => None,
        }
    }

    /// Returns the lens, even while a sheet opened from it covers it.
    pub(super) fn any_lens_mut(&mut self) -> Option<&mut Lens> {
        match self {
            Mode::Lens(lens) | Mode::LensSheet(lens) => Some(lens),
            _ => None,
        }
    }

    /// Returns whether the sheet of one activity has the focus.
    pub fn is_sheet(&self) -> bool {
        matches!(self, Mode::Sheet | Mode::LensSheet(_))
    }

    /// Returns whether the list has the focus.
    pub fn is_list(&self) -> bool {
        matches!(self, Mode::List)
    }

    /// Returns whether the list may be visible: the lens, and a sheet opened from it, take the whole screen.
    pub fn has_list(&self) -> bool {
        matches!(self, Mode::List | Mode::Sheet)
    }
}
