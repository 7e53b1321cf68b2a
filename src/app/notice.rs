//! Which notices can the last line show?
//!
//! Defines them, and words each one in the user's language.

use crossterm::event::KeyCode;

use super::key::{Key, SUSPEND_KEY, ctrl};
use super::keymap::{Context, bindings};
use super::menu::MAX_CLIPBOARD_BYTES;
use super::message::Action;
use super::source::Source;
use crate::catalogue::Section;
use crate::diagnose::{Problem, ProblemKind};
use crate::export::{Saved, is_document};
use crate::lang::{Lang, Reason, Words};
use crate::query::{Remark, Sort};
use crate::store::StoreProblem;
use crate::text::{Clean, clean_line};

/// A message for the last line, shown until the next key, click or paste.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A sentence of the interface.
    Sentence(&'static str),
    /// Filters have been dropped: their wording.
    Dropped(String),
    /// A search text has replaced another one.
    Replaced {
        /// The text before.
        before: String,
        /// The new text.
        by: String,
    },
    /// Two languages side by side need at least this many columns.
    TooNarrow(u16),
    /// Same as [`Notice::TooNarrow`], but the text pane alone would be wide enough.
    TooNarrowBeside(u16),
    /// The search terms do not occur in the text.
    NoHits {
        /// Whether they belong to a find, so that the search is another way.
        is_find: bool,
    },
    /// The search terms occur only in a name that the text does not have: a snippet of it.
    FoundInName(String),
    /// There are no search terms yet in this context.
    NoSearchTerms(Context),
    /// The hit that has been gone to.
    Hit {
        /// Its number, from 1.
        number: usize,
        /// Number of hits.
        count: usize,
        /// Whether they belong to a find, which can be ended.
        is_find: bool,
    },
    /// There is no text in the requested language.
    NoTextIn(Lang),
    /// The search terms occur in the text in another language.
    FoundIn(Lang),
    /// The sheet lacks the sections with this number.
    NoSection(usize),
    /// An activity has been marked: its place.
    Marked(String),
    /// The mark of an activity has been removed.
    Unmarked {
        /// The place of the activity.
        place: String,
        /// Whether undo brings the mark back.
        can_undo: bool,
    },
    /// The activity to be opened does not match the filters: its place.
    NotListed(String),
    /// A part of the search text has no meaning.
    Remark(Remark),
    /// Nothing shown has this number.
    NoNumber(usize),
    /// A key is not bound in this context.
    Unbound(Key, Context),
    /// A text was pasted where nothing can be typed.
    NoTextInput(Context),
    /// Only one pane is available, so that zooming has no effect.
    SinglePane,
    /// The text is not visible.
    TextHidden,
    /// The order of the list has changed.
    Sorted {
        /// The new order.
        order: Sort,
        /// Whether it is reversed.
        is_reversed: bool,
    },
    /// An activity has been marked for this session only: its place.
    MarkedForSession(String),
    /// The store has reported a problem.
    StoreProblem(StoreProblem),
    /// A text has been sent to the terminal's clipboard: its label.
    Sent {
        /// Its label.
        label: String,
        /// Whether it is shown as well, until Esc closes it.
        is_shown: bool,
    },
    /// A text is too long to be copied.
    TooLongToCopy,
    /// An address has been handed to the desktop.
    Opened(String),
    /// The desktop could not open an address: the reason.
    NotOpened(Reason),
    /// No format has the extension of a file: its name, and the known extensions.
    NoFormat(String, String),
    /// A file is being saved: its name.
    Saving(String),
    /// Outcome of saving a file: its name, and the result.
    Saved(String, Saved),
    /// A file has been saved from an incomplete catalogue: its name, and the number of activities.
    SavedPart(String, usize),
    /// A pasted command line describes no valid view: the reason.
    InvalidView(Clean),
    /// The user has stopped loading after this number of activities.
    Stopped(usize),
    /// The catalogue has been reloaded: its number of activities, and the place of the activity shown before, if that
    /// is gone.
    Reloaded(usize, Option<String>),
    /// The catalogue has changed for the worse, and the previous version stays: the first problem.
    NotReloaded(Box<Problem>),
    /// Parts of the catalogue are left out.
    LeftOut {
        /// Number of files left out as a whole.
        files: usize,
        /// Number of activities left out.
        activities: usize,
        /// The first problem.
        problem: Box<Problem>,
    },
}

impl Notice {
    /// Returns the notice about problems with the catalogue, or `None` if there are none.
    pub(super) fn for_problems(source: &Source) -> Option<Self> {
        let report = &source.library.report;
        let left_out = |it: &Problem| Notice::LeftOut {
            files: report.files_left_out,
            activities: report.left_out,
            problem: Box::new(it.clone()),
        };
        let stopped = source.is_stopped.then_some(Notice::Stopped(source.library.catalogue.activities.len()));
        let stale_or_stopped = source.stale.clone().map(Notice::NotReloaded).or(stopped);
        // A file that cannot be read at all matters more than the other problems.
        let unreadable = || report.problems.iter().find(|it| it.kind.is_unreadable());
        let first = report.incomplete.as_deref().or_else(unreadable).or(report.problems.first());
        stale_or_stopped.or_else(|| first.map(left_out))
    }

    /// Returns whether the text names keys that can be clicked, each after a middle dot.
    pub fn has_keys(&self) -> bool {
        matches!(
            self,
            Notice::Hit { .. }
                | Notice::Unbound(..)
                | Notice::NoTextInput(_)
                | Notice::NoSearchTerms(_)
                | Notice::Sent { .. }
                | Notice::Dropped(_)
                | Notice::Replaced { .. }
                | Notice::Unmarked { .. }
        )
    }

    /// Returns a shorter wording, if there is one: without keys that are shown beside it, and without folders.
    pub fn short(&self, lang: Lang, is_ascii: bool) -> Option<String> {
        match self {
            Notice::Hit { number, count, .. } => Some((lang.words().hit_of)(*number, *count)),
            Notice::Unbound(key, context) if context.is_pane() => Some(unbound(*key, *context, lang, is_ascii, None)),
            Notice::NotReloaded(problem) => {
                Some(Notice::NotReloaded(Box::new(problem.without_folder())).text(lang, is_ascii))
            }
            Notice::LeftOut { files, activities, problem } => {
                let problem = Box::new(problem.without_folder());
                Some(Notice::LeftOut { files: *files, activities: *activities, problem }.text(lang, is_ascii))
            }
            _ => None,
        }
    }

    /// Returns whether it says what is wrong with the catalogue, for as long as that is so.
    pub(super) fn is_lasting(&self) -> bool {
        matches!(self, Notice::NotReloaded(_) | Notice::LeftOut { .. } | Notice::Stopped(_))
    }

    /// Returns the wording of the notice.
    pub fn text(&self, lang: Lang, is_ascii: bool) -> String {
        let words = lang.words();
        match self {
            Notice::Sentence(text) => (*text).to_owned(),
            Notice::Dropped(filters) => {
                with_hints((words.dropped)(filters), std::iter::once(words.undo_restores.to_owned()))
            }
            Notice::Replaced { before, by } => with_hints(
                (words.replaced)(&words.quoted(by), &words.quoted(before)),
                std::iter::once(words.undo_restores.to_owned()),
            ),
            Notice::TooNarrow(columns) => (words.too_narrow)(usize::from(*columns)),
            Notice::TooNarrowBeside(columns) => (words.too_narrow_beside)(usize::from(*columns)),
            Notice::FoundInName(snippet) => (words.found_in_name)(snippet),
            Notice::NoSearchTerms(context) => {
                with_hints(words.no_search_terms.to_owned(), search_hint(*context, words).into_iter())
            }
            Notice::NoHits { is_find: true } => format!("{} {}", words.no_hits, words.list_searches),
            Notice::NoHits { is_find: false } => words.no_hits.to_owned(),
            Notice::Hit { number, count, is_find } => {
                let end = if *is_find { format!(" · {}", words.find_ends) } else { String::new() };
                format!("{} · {}{end}", (words.hit_of)(*number, *count), words.hit_keys)
            }
            Notice::FoundIn(other) => (words.found_in)(other.tag()),
            Notice::NoTextIn(lang) => (words.no_text_in)(lang.tag()),
            Notice::NoSection(number) => {
                let names: Vec<String> = Section::of_number(*number).map(|it| words.quoted(it.name(lang))).collect();
                (words.no_section)(&names)
            }
            Notice::Marked(place) => format!("{} {}", (words.marked_now)(place), words.shows_marked),
            Notice::Unmarked { place, can_undo } => {
                with_hints((words.unmarked_now)(place), can_undo.then(|| words.undo_restores.to_owned()).into_iter())
            }
            Notice::NotListed(place) => (words.not_listed)(place),
            Notice::Remark(remark) => remark.in_words(lang),
            Notice::NoNumber(number) => (words.no_number)(*number),
            Notice::Unbound(key, context) => {
                unbound(*key, *context, lang, is_ascii, help_hint(*context, words, is_ascii))
            }
            Notice::NoTextInput(context) => {
                with_hints(words.not_typed.to_owned(), search_hint(*context, words).into_iter())
            }
            Notice::SinglePane => words.single_pane.to_owned(),
            Notice::TextHidden => words.text_unseen.to_owned(),
            Notice::Sorted { order, is_reversed } => {
                let order = words.orders[*order as usize];
                if *is_reversed { format!("{order}, {}.", words.reversed) } else { format!("{order}.") }
            }
            Notice::MarkedForSession(place) => format!("{} {}", (words.marked_now)(place), words.marks_for_session),
            Notice::StoreProblem(problem) => problem.in_words(lang),
            Notice::Sent { label, is_shown } => {
                let close = || format!("{} {}", words.key_names.escape, words.keys.close.short);
                with_hints((words.copy_export.sent)(label), is_shown.then(close).into_iter())
            }
            Notice::TooLongToCopy => (words.copy_export.too_long)(MAX_CLIPBOARD_BYTES / 1000),
            Notice::Opened(address) => (words.copy_export.opened)(address),
            Notice::NotOpened(reason) => (words.copy_export.not_opened)(&reason.in_words(lang)),
            Notice::NoFormat(name, endings) => {
                let hint = if is_document(name) { format!(" {}", words.copy_export.word_hint) } else { String::new() };
                (words.copy_export.no_format)(&clean_line(name), endings) + &hint
            }
            Notice::Saving(name) => (words.copy_export.saving)(&clean_line(name)),
            Notice::Saved(name, saved) => saved_in_words(name, saved, lang),
            Notice::SavedPart(name, count) => {
                format!("{} {}", (words.copy_export.saved)(&clean_line(name), *count), words.copy_export.saved_part)
            }
            Notice::InvalidView(reason) => format!("{} {reason}", words.copy_export.no_view),
            Notice::Stopped(count) => (words.stopped)(*count),
            Notice::Reloaded(count, None) => (words.reloaded)(*count),
            Notice::Reloaded(count, Some(gone)) => format!("{} {}", (words.reloaded)(*count), (words.is_gone)(gone)),
            Notice::NotReloaded(problem) if problem.kind == ProblemKind::NotFound => {
                (words.file_gone)(&problem.location.file)
            }
            Notice::NotReloaded(problem) => format!("{} {}", words.not_reloaded, problem.one_line(lang)),
            Notice::LeftOut { files, activities, problem } => {
                let files = (*files > 0).then(|| (words.files_left_out)(*files));
                let activities = (*activities > 0).then(|| (words.left_out)(*activities));
                let message = files.into_iter().chain(activities).chain([problem.one_line(lang)]);
                message.collect::<Vec<_>>().join(" ")
            }
        }
    }
}

/// Returns the message about the outcome of saving a file.
fn saved_in_words(name: &str, saved: &Saved, lang: Lang) -> String {
    let words = lang.words();
    let name = clean_line(name);
    match saved {
        Saved::Done(count) => (words.copy_export.saved)(&name, *count),
        Saved::WouldOverwriteSource => (words.command.same_file)(&name),
        Saved::NotAFile => (words.copy_export.is_no_file)(&name),
        Saved::NoFolder(folder) => (words.command.no_folder)(&name, &clean_line(folder)),
        Saved::AlreadyExists => (words.command.file_exists)(&name),
        Saved::Unwritable(error) => error.in_words(lang),
        Saved::Refused(reason) => (words.command.cannot_save)(&name, &reason.in_words(lang)),
    }
}

/// Returns the message about a key that is not bound, with what may help.
fn unbound(key: Key, context: Context, lang: Lang, is_ascii: bool, help: Option<String>) -> String {
    let words = lang.words();
    let typo = typo_hint(key, context, words);
    let search = search_hint(context, words).filter(|_| typo.is_none());
    with_hints((words.unbound)(&key.name(words, is_ascii)), typo.into_iter().chain(help).chain(search))
}

/// Appends hints about keys to a message, which loses its full stop, separated by middle dots.
fn with_hints(message: String, hints: impl Iterator<Item = String>) -> String {
    let hints: Vec<String> = hints.collect();
    let message = if hints.is_empty() { &message } else { message.trim_end_matches('.') };
    std::iter::once(message).chain(hints.iter().map(String::as_str)).collect::<Vec<_>>().join(" · ")
}

/// Returns the hint about the key that shows the help, or `None` in the help itself.
fn help_hint(context: Context, words: &'static Words, is_ascii: bool) -> Option<String> {
    let help = bindings(context).find(|it| it.action == Action::Help).filter(|_| context != Context::Help)?;
    help.names(words, is_ascii).first().map(|key| (words.shows_keys)(key))
}

/// Returns the hint about the search key of a context, or `None` if it has none.
fn search_hint(context: Context, words: &Words) -> Option<String> {
    let message = if context == Context::List { words.slash_searches } else { words.slash_finds };
    bindings(context).any(|it| it.action == Action::Search).then(|| message.to_owned())
}

/// Keys of other programs, and the actions that they have there.
const FOREIGN_KEYS: [(Key, Action); 2] = [(SUSPEND_KEY, Action::Undo), (ctrl('s'), Action::ExportMenu)];

/// Returns a hint about what may be wrong with an unbound key (Caps Lock, another keyboard layout, a key of other
/// programs), or `None`.
fn typo_hint(key: Key, context: Context, words: &'static Words) -> Option<String> {
    if let Some((_, action)) = FOREIGN_KEYS.iter().find(|it| it.0 == key) {
        let binding = bindings(context).find(|it| it.action == *action)?;
        let label = binding.label(words);
        let label = if label.short.is_empty() { label.long } else { label.short };
        return Some(format!("{}{} {label}", binding.names(words, false).first()?, words.colon));
    }
    let KeyCode::Char(character) = key.code else { return None };
    let lower = character.to_lowercase().next().unwrap_or(character);
    let is_lowercase_key = |it: &Key| it.code == KeyCode::Char(lower) && !it.ctrl && !key.alt;
    match bindings(context).find(|it| it.keys.iter().any(is_lowercase_key)) {
        Some(binding) if lower != character => {
            let name = lower.to_string();
            Some((words.caps_lock)(&name, binding.label(words).long))
        }
        _ if character.is_alphabetic() && character > '\u{24f}' => Some(words.other_layout.to_owned()),
        _ => None,
    }
}
