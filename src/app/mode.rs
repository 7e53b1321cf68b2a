//! What does the reader look at?

use super::lens::Lens;

/// What the reader looks at: where the keys go, and where one comes from.
#[derive(Clone, Debug, Default)]
pub enum Mode {
    /// The list, with the sheet of the selected activity where there is room.
    #[default]
    List,
    /// The sheet of the selected activity.
    Sheet,
    /// The lens.
    Lens(Box<Lens>),
    /// The sheet of a passage's activity, the lens waiting.
    LensSheet(Box<Lens>),
}

impl Mode {
    /// Returns where back leads; nothing from the first screen.
    pub fn parent(self) -> Option<Self> {
        match self {
            Mode::List => None,
            Mode::Sheet => Some(Mode::List),
            Mode::Lens(lens) if lens.is_from_sheet => Some(Mode::Sheet),
            Mode::Lens(_) => Some(Mode::List),
            Mode::LensSheet(lens) => Some(Mode::Lens(lens)),
        }
    }

    /// Returns the lens where it is what the keys go to.
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

    /// Returns the lens, also where it waits.
    pub(super) fn any_lens_mut(&mut self) -> Option<&mut Lens> {
        match self {
            Mode::Lens(lens) | Mode::LensSheet(lens) => Some(lens),
            _ => None,
        }
    }

    /// Returns whether the list is what the keys go to.
    pub fn is_list(&self) -> bool {
        matches!(self, Mode::List)
    }

    /// Returns whether the list may be seen: what is opened from the lens has the screen for itself.
    pub fn has_list(&self) -> bool {
        matches!(self, Mode::List | Mode::Sheet)
    }
}
