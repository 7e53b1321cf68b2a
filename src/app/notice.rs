//! What does a notice in the last line consist of?
//!
//! Defines notices, and words those about the catalogue and about saved files.

use super::source::Source;
use crate::diagnose::{Problem, ProblemKind};
use crate::export::Saved;
use crate::lang::Lang;
use crate::text::clean_line;

/// A message for the last line, shown until the next key, click or paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    text: String,
    short: Option<String>,
    has_keys: bool,
    topic: Topic,
}

/// What a notice is about, as far as that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// What is wrong with the catalogue, for as long as that is so.
    Catalogue,
    /// The size of the screen.
    ScreenSize,
    /// A file that is being saved.
    Saving,
    /// A text that has been copied.
    Copied,
    /// Anything else.
    Other,
}

impl Notice {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), short: None, has_keys: false, topic: Topic::Other }
    }

    /// Appends hints about keys that can be clicked, separated by middle dots; the text before them loses its full stop.
    pub(super) fn with_hints(mut self, hints: impl IntoIterator<Item = String>) -> Self {
        for hint in hints {
            if !self.has_keys {
                self.text.truncate(self.text.trim_end_matches('.').len());
            }
            self.text.extend([" · ", &hint]);
            self.has_keys = true;
        }
        self
    }

    /// Adds a shorter wording: without keys that are shown beside it, or without folders.
    pub(super) fn or_short(self, short: String) -> Self {
        Self { short: Some(short), ..self }
    }

    pub(super) fn about(self, topic: Topic) -> Self {
        Self { topic, ..self }
    }

    /// Returns the notice about problems with the catalogue, or `None` if there are none.
    pub(super) fn for_problems(source: &Source, lang: Lang) -> Option<Self> {
        let (report, words) = (&source.library.report, lang.words());
        let lasting = |problem: &Problem, text: &dyn Fn(&Problem) -> String| {
            Self::new(text(problem)).or_short(text(&problem.without_folder())).about(Topic::Catalogue)
        };
        if let Some(problem) = &source.stale {
            return Some(lasting(problem, &|it| match it.kind {
                ProblemKind::NotFound => (words.file_gone)(&it.location.file),
                _ => format!("{} {}", words.not_reloaded, it.one_line(lang)),
            }));
        }
        if source.is_stopped {
            let count = source.library.catalogue.activities.len();
            return Some(Self::new((words.stopped)(count)).about(Topic::Catalogue));
        }
        // A file that cannot be read at all matters more than the other problems.
        let unreadable = || report.problems.iter().find(|it| it.kind.is_unreadable());
        let first = report.incomplete.as_deref().or_else(unreadable).or(report.problems.first())?;
        let files = (report.files_left_out > 0).then(|| (words.files_left_out)(report.files_left_out));
        let activities = (report.left_out > 0).then(|| (words.left_out)(report.left_out));
        let left_out: Vec<String> = files.into_iter().chain(activities).collect();
        Some(lasting(first, &|it| [left_out.as_slice(), &[it.one_line(lang)]].concat().join(" ")))
    }

    /// Returns the wording.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns a shorter wording, if there is one.
    pub fn short(&self) -> Option<&str> {
        self.short.as_deref()
    }

    /// Returns whether the text names keys that can be clicked, each after a middle dot.
    pub fn has_keys(&self) -> bool {
        self.has_keys
    }

    /// Returns whether it says that a text has been copied.
    pub fn is_about_copying(&self) -> bool {
        self.topic == Topic::Copied
    }

    pub(super) fn is_about(&self, topic: Topic) -> bool {
        self.topic == topic
    }

    /// Returns the notice that a file is being saved.
    pub(super) fn saving(name: &str, lang: Lang) -> Self {
        Self::new((lang.words().copy_export.saving)(&clean_line(name))).about(Topic::Saving)
    }

    /// Returns the notice about the outcome of saving a file.
    pub(super) fn of_saving(name: &str, saved: &Saved, lang: Lang) -> Self {
        let (words, name) = (lang.words(), clean_line(name));
        Self::new(match saved {
            Saved::Done(count) => (words.copy_export.saved)(&name, *count),
            Saved::WouldOverwriteSource => (words.command.same_file)(&name),
            Saved::NotAFile => (words.copy_export.is_no_file)(&name),
            Saved::NoFolder(folder) => (words.command.no_folder)(&name, &clean_line(folder)),
            Saved::AlreadyExists => (words.command.file_exists)(&name),
            Saved::Unwritable(error) => error.in_words(lang),
            Saved::Refused(reason) => (words.command.cannot_save)(&name, &reason.in_words(lang)),
        })
    }
}
