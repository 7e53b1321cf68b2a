//! How serious is a problem?
//!
//! Tells which kinds of problems leave out a file, or more of it than can be reported, and which are remarks.

use super::problem::ProblemKind;

impl ProblemKind {
    /// Returns whether the file could not be read at all.
    pub fn is_unreadable(&self) -> bool {
        self.is_access_error()
            || matches!(self, Self::NotFound | Self::NotAFile | Self::EmptyFolder | Self::TooLarge(_))
    }

    /// Returns whether the system refused to read the file, which may exist all the same.
    pub fn is_access_error(&self) -> bool {
        matches!(self, Self::Unreadable(_) | Self::Forbidden)
    }

    /// Returns whether the file is incomplete, so that more of it may be missing than can be reported.
    pub fn is_incomplete(&self) -> bool {
        matches!(
            self,
            Self::CutShort
                | Self::Trailing
                | Self::AfterList
                | Self::SecondList
                | Self::NotUtf8
                | Self::UnclosedComment
        )
    }

    /// Returns whether it is only a remark: the value that it is about is used all the same.
    pub fn is_remark(&self) -> bool {
        matches!(
            self,
            Self::CountryAlias(..)
                | Self::MissingTranslation(..)
                | Self::TemplateText
                | Self::NearDuplicate(..)
                | Self::NearId(..)
                | Self::NoBasis(_)
                | Self::NoSource(_)
                | Self::Hidden(_)
                | Self::CombiningMarks
                | Self::Table
                | Self::FrenchSpaces(_)
                | Self::Unused(_)
        )
    }
}
