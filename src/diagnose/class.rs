//! How serious is a problem?
//!
//! Assigns each kind of problem to a class, on which depends what is left out and how it is reported.

use super::problem::ProblemKind;

/// What a kind of problem concerns, and how much is left out because of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProblemClass {
    /// The file could not be read at all.
    Unreadable,
    /// The file is incomplete, so that more of it may be missing than can be reported.
    Incomplete,
    /// Syntax or a type, which RON checks as well.
    Syntax,
    /// A rule of the format.
    Rule,
    /// Only a remark: the value that it is about is used all the same.
    Remark,
}

impl ProblemKind {
    /// Returns the class of the problem.
    pub(crate) fn class(&self) -> ProblemClass {
        use ProblemClass::{Incomplete, Remark, Rule, Syntax, Unreadable};
        match self {
            Self::Unreadable(_)
            | Self::NotFound
            | Self::Forbidden
            | Self::NotAFile
            | Self::EmptyFolder
            | Self::TooLarge(_) => Unreadable,
            Self::CutShort
            | Self::Trailing
            | Self::AfterList
            | Self::SecondList
            | Self::NotUtf8
            | Self::UnclosedComment => Incomplete,
            Self::Empty
            | Self::NotACatalogue(_)
            | Self::Missing(_)
            | Self::WrongType(_)
            | Self::NotARecord(_)
            | Self::SeveralRecords(..)
            | Self::Stray(_)
            | Self::Invisible(_)
            | Self::UnclosedText
            | Self::QuoteInText
            | Self::WrongQuotes(_)
            | Self::BadEscape(_)
            | Self::JsonEscape(..)
            | Self::HashComment
            | Self::ConflictMarker
            | Self::BadAttribute
            | Self::QuotedName
            | Self::ClosedEarly
            | Self::TooDeep
            | Self::RejectedByRon
            | Self::UnknownField { .. }
            | Self::MissingField(_)
            | Self::DuplicateField(_)
            | Self::UnknownWord { .. }
            | Self::WrongName { .. } => Syntax,
            Self::NewerFormat(_)
            | Self::BadFormat(_)
            | Self::LateField(_)
            | Self::BadId(_)
            | Self::BadCountry(_)
            | Self::BadPeriod(_)
            | Self::ReversedPeriod(..)
            | Self::BadDate(_)
            | Self::BadDoi(_)
            | Self::BothFields(..)
            | Self::SilentText(_)
            | Self::BadCoordinates
            | Self::BadAddress(_)
            | Self::BadLanguage(_)
            | Self::NoText
            | Self::LongText(_)
            | Self::TooMany(..)
            | Self::DuplicateKey(_)
            | Self::DuplicateId(..)
            | Self::UnknownTerm { .. }
            | Self::RedefinedTerm(..) => Rule,
            Self::CountryAlias(..)
            | Self::MissingTranslation(_)
            | Self::NearDuplicate(..)
            | Self::NearId(..)
            | Self::NoBasis(_)
            | Self::NoSource(_)
            | Self::Hidden(_)
            | Self::CombiningMarks
            | Self::Table
            | Self::FrenchSpaces(_)
            | Self::Unused(_) => Remark,
        }
    }

    /// Returns whether the file could not be read at all.
    pub fn is_unreadable(&self) -> bool {
        self.class() == ProblemClass::Unreadable
    }

    /// Returns whether the system refused to read the file, which may exist all the same.
    pub fn is_access_error(&self) -> bool {
        matches!(self, Self::Unreadable(_) | Self::Forbidden)
    }

    /// Returns whether the file is incomplete, so that more of it may be missing than can be reported.
    pub fn is_incomplete(&self) -> bool {
        self.class() == ProblemClass::Incomplete
    }

    /// Returns whether it is only a remark: the value that it is about is used all the same.
    pub fn is_remark(&self) -> bool {
        self.class() == ProblemClass::Remark
    }
}
