//! What does the last line have to say?

use crossterm::event::KeyCode;

use super::key::Key;
use super::keymap::{Context, bindings};
use super::menu::CLIPBOARD;
use super::message::Action;
use super::source::Source;
use crate::catalogue::Section;
use crate::diagnose::{Problem, ProblemKind};
use crate::export::Saved;
use crate::lang::{Lang, Reason, Words};
use crate::query::{Remark, Sort};
use crate::store::Trouble;
use crate::text::{Clean, clean_line};

/// Something to be told in the last line until the next key.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// There is no change to take back.
    NothingToUndo,
    /// The last change has been taken back.
    Undone,
    /// There is no filter to drop.
    NoFilters,
    /// Filters have been dropped, in words.
    Dropped(String),
    /// There is nothing left to close; how to quit.
    NothingToClose,
    /// What is sent to standard input is not read.
    UnreadInput,
    /// Both languages need this many columns.
    TooNarrow(u16),
    /// The same, but the text alone would be wide enough.
    TooNarrowBeside(u16),
    /// Nothing is found.
    NoHits,
    /// Nothing is sought.
    NothingSought,
    /// The hit gone to, how many there are, and whether they are of a finding that can be ended.
    Hit(usize, usize, bool),
    /// There is no text in the language that was asked for.
    NoTextIn(Lang),
    /// The words of the search stand in the text in another language.
    FoundIn(Lang),
    /// The sheet lacks the sections of this number.
    NoSection(usize),
    /// A digit is to be pressed.
    PressDigit,
    /// An activity has been marked, by its place.
    Marked(String),
    /// The mark of an activity has been taken away.
    Unmarked(String),
    /// The activity that was to be opened does not pass the filters.
    NotListed(String),
    /// A part of the search means nothing.
    Remark(Remark),
    /// There is nothing that has this number.
    NoNumber(usize),
    /// A key does nothing here.
    Unbound(Key, Context),
    /// A text was pasted where nothing is typed.
    NotTyped(Context),
    /// There is one pane, and no other to go to.
    SinglePane,
    /// The text is not shown.
    TextUnseen,
    /// The order of the list.
    Sorted(Sort, bool),
    /// An activity has been marked as long as this session lasts, by its place.
    MarkedForSession(String),
    /// The marked ones are not shown in their order.
    NoMarksToMove,
    /// A marked one is the first, or else the last.
    MarksEnd(bool),
    /// The neighbour of a marked one is of another catalogue.
    MarksApart,
    /// Nothing is marked.
    NothingMarked,
    /// No activity is listed that something could be done with.
    NothingListed,
    /// Something was in the way of remembering.
    Trouble(Trouble),
    /// A text has been sent to the terminal: what it is.
    Sent(String),
    /// A text is too long to be copied.
    TooLongToCopy,
    /// An address has been handed to the desktop.
    Opened(String),
    /// The desktop could not open an address, and why.
    NotOpened(Reason),
    /// No source has an address.
    NoLinks,
    /// No format has the ending of a file, by its name and the endings that there are.
    NoFormat(String, String),
    /// A file has no name yet.
    NoName,
    /// There is nothing to export.
    NothingToExport,
    /// No name was given after all, and nothing has been saved.
    NotSaved,
    /// A file is being saved, by its name.
    Saving(String),
    /// What has become of a file.
    Saved(String, Saved),
    /// A file of what there is of a catalogue that is not whole has been saved: its name, how many activities it has.
    SavedPart(String, usize),
    /// A command line that was pasted means no view, and why.
    NoView(Clean),
    /// The reader has stopped the reading after so many activities.
    Stopped(usize),
    /// The catalogue has been read anew, and holds so many activities; where the one was that was shown and is gone.
    Reloaded(usize, Option<String>),
    /// The catalogue has changed to something worse, and what is shown stays; the first problem.
    NotReloaded(Box<Problem>),
    /// So many files and so many records are left out of the catalogue; the first problem.
    LeftOut(usize, usize, Box<Problem>),
}

impl Notice {
    /// Returns what is to be said of a catalogue that is not as it should be, if it is not.
    pub(super) fn of_source(source: &Source) -> Option<Self> {
        let report = &source.library.report;
        let left_out = |it: &Problem| Notice::LeftOut(report.files_left_out, report.left_out, Box::new(it.clone()));
        let stopped = source.is_stopped.then_some(Notice::Stopped(source.library.catalogue.activities.len()));
        let stale = source.stale.clone().map(Notice::NotReloaded).or(stopped);
        // A file that is not there at all matters most.
        let unread = || report.problems.iter().find(|it| it.kind.is_unreadable());
        let first = report.incomplete.as_deref().or_else(unread).or(report.problems.first());
        stale.or_else(|| first.map(left_out))
    }

    /// Returns whether it names keys that can be pressed, each behind a middle dot.
    pub fn has_keys(&self) -> bool {
        matches!(self, Notice::Hit(..) | Notice::Unbound(..) | Notice::NotTyped(_))
    }

    /// Returns the notice in as few words as it can do with.
    pub fn short(&self, lang: Lang) -> Option<String> {
        match self {
            Notice::Hit(at, count, _) => Some((lang.words().hit_of)(*at, *count)),
            _ => None,
        }
    }

    /// Returns the notice in words.
    pub fn text(&self, lang: Lang, is_ascii: bool) -> String {
        let words = lang.words();
        match self {
            Notice::NothingToUndo => words.nothing_to_undo.to_owned(),
            Notice::Undone => words.undone.to_owned(),
            Notice::NoFilters => words.no_filters.to_owned(),
            Notice::Dropped(filters) => (words.dropped)(filters),
            Notice::NothingToClose => words.nothing_to_close.to_owned(),
            Notice::UnreadInput => words.unread_input.to_owned(),
            Notice::TooNarrow(columns) => (words.too_narrow)(usize::from(*columns)),
            Notice::TooNarrowBeside(columns) => (words.too_narrow_beside)(usize::from(*columns)),
            Notice::NothingSought => words.nothing_sought.to_owned(),
            Notice::NoHits => words.no_hits.to_owned(),
            Notice::Hit(at, count, is_finding) => {
                let end = if *is_finding { format!(" · {}", words.find_ends) } else { String::new() };
                format!("{} · {}{end}", (words.hit_of)(*at, *count), words.hit_keys)
            }
            Notice::FoundIn(other) => (words.found_in)(other.tag()),
            Notice::NoTextIn(lang) => (words.no_text_in)(lang.tag()),
            Notice::NoSection(number) => {
                let names: Vec<String> = Section::of_number(*number).map(|it| words.quoted(it.name(lang))).collect();
                (words.no_section)(&names)
            }
            Notice::PressDigit => words.press_digit.to_owned(),
            Notice::Marked(place) => (words.marked_now)(place),
            Notice::Unmarked(place) => (words.unmarked_now)(place),
            Notice::NotListed(place) => (words.not_listed)(place),
            Notice::Remark(remark) => remark.in_words(lang),
            Notice::NoNumber(number) => (words.no_number)(*number),
            Notice::Unbound(key, context) => {
                let said = (words.unbound)(&key.name(words, is_ascii));
                let meant = nearest(*key, *context, words);
                let searches = searches(*context, words).filter(|_| meant.is_none());
                with_hints(said, meant.into_iter().chain(keys(*context, words, is_ascii)).chain(searches))
            }
            Notice::NotTyped(context) => with_hints(words.not_typed.to_owned(), searches(*context, words).into_iter()),
            Notice::SinglePane => words.single_pane.to_owned(),
            Notice::TextUnseen => words.text_unseen.to_owned(),
            Notice::Sorted(sort, is_reversed) => {
                let order = words.orders[*sort as usize];
                if *is_reversed { format!("{order}, {}.", words.reversed) } else { format!("{order}.") }
            }
            Notice::MarkedForSession(place) => format!("{} {}", (words.marked_now)(place), words.marks_for_session),
            Notice::NoMarksToMove => words.no_marks_to_move.to_owned(),
            Notice::MarksEnd(true) => words.first_marked.to_owned(),
            Notice::MarksEnd(false) => words.last_marked.to_owned(),
            Notice::MarksApart => words.marks_apart.to_owned(),
            Notice::NothingMarked => words.nothing_marked.to_owned(),
            Notice::Trouble(trouble) => trouble.in_words(lang),
            Notice::Sent(what) => (words.take.sent)(what),
            Notice::TooLongToCopy => (words.take.too_long)(CLIPBOARD / 1000),
            Notice::Opened(address) => (words.take.opened)(address),
            Notice::NotOpened(reason) => (words.take.not_opened)(&reason.in_words(lang)),
            Notice::NothingListed => words.nothing_listed.to_owned(),
            Notice::NoLinks => words.take.no_links.to_owned(),
            Notice::NoFormat(name, endings) => (words.take.no_format)(&clean_line(name), endings),
            Notice::NoName => words.take.no_name.to_owned(),
            Notice::NothingToExport => words.take.nothing_to_export.to_owned(),
            Notice::NotSaved => words.take.not_saved.to_owned(),
            Notice::Saving(name) => (words.take.saving)(&clean_line(name)),
            Notice::Saved(name, saved) => saved_in_words(name, saved, lang),
            Notice::SavedPart(name, count) => {
                format!("{} {}", (words.take.saved)(&clean_line(name), *count), words.take.saved_part)
            }
            Notice::NoView(reason) => format!("{} {reason}", words.take.no_view),
            Notice::Stopped(count) => (words.stopped)(*count),
            Notice::Reloaded(count, None) => (words.reloaded)(*count),
            Notice::Reloaded(count, Some(gone)) => format!("{} {}", (words.reloaded)(*count), (words.is_gone)(gone)),
            Notice::NotReloaded(problem) if problem.kind == ProblemKind::NotFound => {
                (words.file_gone)(&problem.location.file)
            }
            Notice::NotReloaded(problem) => format!("{} {}", words.not_reloaded, problem.one_line(lang)),
            Notice::LeftOut(files, activities, problem) => {
                let files = (*files > 0).then(|| (words.files_left_out)(*files));
                let activities = (*activities > 0).then(|| (words.left_out)(*activities));
                let said = files.into_iter().chain(activities).chain([problem.one_line(lang)]);
                said.collect::<Vec<_>>().join(" ")
            }
        }
    }
}

/// Says what has become of a file.
fn saved_in_words(name: &str, saved: &Saved, lang: Lang) -> String {
    let words = lang.words();
    let name = clean_line(name);
    match saved {
        Saved::Done(count) => (words.take.saved)(&name, *count),
        Saved::IsSource => (words.command.same_file)(&name),
        Saved::IsNoFile => (words.take.is_no_file)(&name),
        Saved::NoFolder(folder) => (words.command.no_folder)(&name, &clean_line(folder)),
        Saved::IsThere => (words.command.file_exists)(&name),
        Saved::Unwritable(error) => error.in_words(lang),
        Saved::Refused(reason) => (words.command.cannot_save)(&name, &reason.in_words(lang)),
    }
}

/// Adds to what is said what can be pressed instead.
fn with_hints(said: String, hints: impl Iterator<Item = String>) -> String {
    std::iter::once(said).chain(hints).collect::<Vec<_>>().join(" · ")
}

/// Says which key shows the keys of a context, except where they are shown.
fn keys(context: Context, words: &'static Words, is_ascii: bool) -> Option<String> {
    let help = bindings(context).find(|it| it.action == Action::Help).filter(|_| context != Context::Help)?;
    help.names(words, is_ascii).first().map(|key| (words.shows_keys)(key))
}

/// Says what searches in a context, if anything does.
fn searches(context: Context, words: &Words) -> Option<String> {
    let said = if context == Context::List { words.slash_searches } else { words.slash_finds };
    bindings(context).any(|it| it.action == Action::Search).then(|| said.to_owned())
}

/// Returns what may have been meant by a key that does nothing, in words; nothing where that is anybody's guess.
fn nearest(key: Key, context: Context, words: &'static Words) -> Option<String> {
    let KeyCode::Char(character) = key.code else { return None };
    let lower = character.to_lowercase().next().unwrap_or(character);
    let is_meant = |it: &Key| it.code == KeyCode::Char(lower) && !it.ctrl && !key.alt;
    match bindings(context).find(|it| it.keys.iter().any(is_meant)) {
        Some(binding) if lower != character => {
            let name = lower.to_string();
            Some((words.caps_lock)(&name, binding.label(words).long))
        }
        _ if character.is_alphabetic() && character > '\u{24f}' => Some(words.other_layout.to_owned()),
        _ => None,
    }
}
