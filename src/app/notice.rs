//! What does the last line have to say?

use crate::catalogue::{Catalogue, Problem};
use crate::lang::Lang;
use crate::query::Sort;
use crate::store::Trouble;

/// Something to be told in the last line until the next key.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// There is no change to take back.
    NothingToUndo,
    /// The last change has been taken back.
    Undone,
    /// There is no filter to drop.
    NoFilters,
    /// There is nothing left to close; how to quit.
    NothingToClose,
    /// Both languages need this many columns.
    TooNarrow(u16),
    /// Nothing is found.
    NoHits,
    /// Nothing is sought.
    NothingSought,
    /// The hit gone to, how many there are, and whether they are of a finding that can be ended.
    Hit(usize, usize, bool),
    /// The words of the search stand in the other language.
    InOtherLanguage,
    /// The order of the list.
    Sorted(Sort, bool),
    /// Marks last as long as this session.
    MarksForSession,
    /// Nothing is marked.
    NothingMarked,
    /// Something was in the way of remembering.
    Trouble(Trouble),
    /// The catalogue has been read anew, and holds so many activities.
    Reloaded(usize),
    /// The catalogue has changed to something worse, and what is shown stays; the first problem.
    NotReloaded(Box<Problem>),
    /// Records left out of the catalogue, and the first problem.
    LeftOut(usize, Box<Problem>),
}

impl Notice {
    /// Returns the notice that records were left out, if any were.
    pub(super) fn of_problems(catalogue: &Catalogue) -> Option<Self> {
        let first = catalogue.problems.first()?;
        Some(Notice::LeftOut(catalogue.left_out(), Box::new(first.clone())))
    }

    /// Returns the notice in words.
    pub fn text(&self, lang: Lang) -> String {
        let words = lang.words();
        match self {
            Notice::NothingToUndo => words.nothing_to_undo.to_owned(),
            Notice::Undone => words.undone.to_owned(),
            Notice::NoFilters => words.no_filters.to_owned(),
            Notice::NothingToClose => words.nothing_to_close.to_owned(),
            Notice::TooNarrow(columns) => (words.too_narrow)(usize::from(*columns)),
            Notice::NothingSought => words.nothing_sought.to_owned(),
            Notice::NoHits => words.no_hits.to_owned(),
            Notice::Hit(at, count, is_finding) => {
                let end = if *is_finding { format!(" · {}", words.find_ends) } else { String::new() };
                format!("{} · {}{end}", (words.hit_of)(*at, *count), words.hit_keys)
            }
            Notice::InOtherLanguage => words.in_other_language.to_owned(),
            Notice::Sorted(sort, is_reversed) => {
                let order = words.orders[*sort as usize];
                if *is_reversed { format!("{order}, {}.", words.reversed) } else { format!("{order}.") }
            }
            Notice::MarksForSession => words.marks_for_session.to_owned(),
            Notice::NothingMarked => words.nothing_marked.to_owned(),
            Notice::Trouble(trouble) => trouble.in_words(lang),
            Notice::Reloaded(count) => (words.reloaded)(*count),
            Notice::NotReloaded(problem) => format!("{} {}", words.not_reloaded, problem.one_line(lang)),
            Notice::LeftOut(0, problem) => problem.one_line(lang),
            Notice::LeftOut(count, problem) => format!("{} {}", (words.left_out)(*count), problem.one_line(lang)),
        }
    }
}
