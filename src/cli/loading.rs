//! How does a command obtain its activities?
//!
//! Loads the catalogues of a command and answers its query. Also reports progress and delivers the output.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use hashbrown::HashMap;

use super::common_args::{Destination, Filters};
use super::environment::origins;
use super::failure::{Failure, report_left_out};
use super::filters;
use super::print::{print, print_error_line};
use crate::disk::{self, SystemDisk};
use crate::lang::Lang;
use crate::load::{Origin, Report};
use crate::query::{Answer, IndexLevel, Library, Query, UnknownName, has_words_with_prefixes};
use crate::store::{Store, StoredMarks};
use crate::text::{Clean, excerpt, fold, most_similar, width};

/// Receives the output, piece by piece.
pub(super) type Sink<'a> = &'a mut dyn FnMut(&str) -> io::Result<()>;

/// Leaks a loaded catalogue on purpose: the program ends with its command and the system frees the memory at once,
/// whereas dropping it would visit millions of texts.
pub(super) fn leaked<T>(loaded: T) -> &'static T {
    Box::leak(Box::new(loaded))
}

/// What a command asks for: the catalogues, the filters, whether stored marks may be read, and the user's language.
pub(super) struct Request<'a> {
    pub(super) filters: &'a Filters,
    pub(super) origins: Vec<Origin>,
    pub(super) uses_state: bool,
    pub(super) lang: Lang,
}

impl<'a> Request<'a> {
    /// Returns the request of a command, for the given catalogues and those of its filters.
    pub(super) fn new(paths: &[PathBuf], filters: &'a Filters, uses_state: bool, lang: Lang) -> Result<Self, Failure> {
        let origins = origins(&[paths, &filters.catalogues.files].concat())?;
        Ok(Self { filters, origins, uses_state, lang })
    }

    /// Loads the catalogue for a command that only counts activities. The activities themselves are discarded, unless
    /// the marked ones have to be found among them.
    pub(super) fn load_counts(&self) -> Result<&'static Library, Failure> {
        // Counting requires the values of the facets.
        self.load(index_level_for(self.filters).max(IndexLevel::Values), !self.filters.marked)
    }

    /// Loads a catalogue, with the user's marks if the filters depend on them.
    pub(super) fn load_marked(&self) -> Result<&'static Library, Failure> {
        self.load(index_level_for(self.filters), false)
    }

    /// Loads a catalogue, and reports what was left out of it. The activities are discarded if only their index is
    /// needed.
    fn load(&self, level: IndexLevel, is_only_index: bool) -> Result<&'static Library, Failure> {
        warn_of_keyboard(&self.origins, self.lang);
        let (mut library, mut progress) = (Library::default(), Progress::new(self.lang, io::stderr().is_terminal()));
        Library::stream(self.origins.clone(), level, &mut |delivery| {
            library.receive(delivery);
            if is_only_index {
                library.catalogue.activities = Vec::new();
            }
            progress.update(library.index.len());
            true
        });
        progress.erase();
        ensure_usable(&library)?;
        report(&library, &self.origins, self.lang);
        if !is_only_index {
            self.apply_stored_marks(&mut library)?;
        }
        Ok(leaked(library))
    }

    /// Returns a catalogue, the query that the filters describe, and the answer to it.
    pub(super) fn load_and_query(&self) -> Result<(&'static Library, Query, Answer), Failure> {
        let library = self.load_marked()?;
        let (query, answer) = filters::answer(self.filters, library, self.lang)?;
        Ok((library, query, answer))
    }

    /// Marks the activities that the user has marked in the reader, in their order, if the filters depend on them.
    ///
    /// # Errors
    /// If the marks cannot be read: treating them as empty would give a wrong answer.
    pub(super) fn apply_stored_marks(&self, library: &mut Library) -> Result<(), Failure> {
        let Request { filters, uses_state, lang, .. } = *self;
        if !filters.depend_on_marks() {
            return Ok(());
        }
        if !uses_state {
            print_error_line(lang.words().command.marks_unread);
        }
        let Some(store) = Store::in_user_data_dir().filter(|_| uses_state) else { return Ok(()) };
        let (mut marked, activities) = (Vec::new(), library.catalogue.activities.iter().enumerate());
        let records: HashMap<(usize, &str), usize> =
            activities.map(|(row, it)| ((it.header, it.id.as_str()), row)).collect();
        for (at, header) in library.catalogue.headers.iter().enumerate().filter(|(_, it)| !it.id.is_empty()) {
            let StoredMarks { marks, problem } = store.marks(&header.id);
            problem.map_or(Ok(()), |it| Err(Failure::NoMarks(it)))?;
            marked.extend(marks.iter().filter_map(|it| records.get(&(at, it.as_str())).copied()));
        }
        drop(records);
        library.set_marks(&marked);
        Ok(())
    }
}

/// Reports what was left out of a catalogue, and whether it has no text in the requested language.
pub(super) fn report(library: &Library, origins: &[Origin], lang: Lang) {
    report_left_out(&library.report, origins, lang);
    if lang != lang.interface() && !library.catalogue.has_language(lang.tag()) {
        print_error_line(&(lang.words().no_text_in)(lang.tag()));
    }
}

/// Returns the record of the activity with an identifier.
///
/// # Errors
/// If no activity has it; the failure contains the nearest identifier.
pub(super) fn position(library: &Library, id: &str) -> Result<usize, Failure> {
    library.catalogue.position(id).ok_or_else(|| {
        let ids = || library.catalogue.activities.iter().map(|it| it.id.as_str());
        let is_blank = id.trim().is_empty();
        let containing =
            || ids().filter(|it| !is_blank && has_words_with_prefixes(it, &fold(id))).min_by_key(|it| it.len());
        let nearest = most_similar(id, ids()).or_else(containing).map(Clean::line);
        Failure::UnknownActivity(UnknownName { name: excerpt(id), nearest })
    })
}

/// Returns what has to be indexed for the filters of a command.
pub(super) fn index_level_for(filters: &Filters) -> IndexLevel {
    match filters.search {
        Some(_) => IndexLevel::Words,
        None if filters::has_facet_filter(filters) => IndexLevel::Values,
        None => IndexLevel::Nothing,
    }
}

/// Writes text to its destination: prints it, or saves it atomically. An existing file is replaced only if that was
/// requested. `write` returns whether its output is partial: such output is printed, but not saved.
///
/// # Errors
/// Those of `write`, and if the file cannot be saved.
pub(super) fn write_output(
    destination: &Destination,
    write: &mut dyn FnMut(Sink<'_>) -> Result<bool, Failure>,
) -> Result<ExitCode, Failure> {
    let Some(path) = destination.file() else {
        return write(&mut |text| print(&[text.into()])).map(status);
    };
    let mut write_failure = None;
    let saved = disk::save_with(&SystemDisk, path, destination.existing(), &mut |out| {
        write_failure = match write(&mut |text| out.write_all(text.as_bytes())) {
            Ok(false) => return Ok(()),
            Ok(true) => Some(Failure::Partial(path.to_owned())),
            Err(Failure::CannotWrite(error)) => return Err(error),
            Err(failure) => Some(failure),
        };
        Err(io::ErrorKind::Other.into())
    });
    match (write_failure, saved) {
        (Some(failure), _) => Err(failure),
        (None, Ok(())) => Ok(ExitCode::SUCCESS),
        (None, Err(error)) => Err(save_failure(path, error)),
    }
}

/// Converts an error of saving a file to a failure.
pub(super) fn save_failure(path: &Path, error: io::Error) -> Failure {
    match error.kind() {
        _ if path.is_dir() => Failure::CannotSave(path.to_owned(), io::ErrorKind::IsADirectory.into()),
        io::ErrorKind::AlreadyExists if !disk::is_pipe_at(path) => Failure::FileExists(path.to_owned()),
        io::ErrorKind::AlreadyExists | io::ErrorKind::InvalidInput => Failure::NotAFile(path.to_owned()),
        _ => Failure::CannotSave(path.to_owned(), error),
    }
}

/// Checks that a command can use what was loaded.
///
/// # Errors
/// If problems have left no activities, or a file was not read to its end.
pub(super) fn ensure_usable(library: &Library) -> Result<(), Failure> {
    match &library.report.incomplete {
        _ if library.is_unusable() => Err(Failure::NotOpened(library.report.problems.clone())),
        Some(problem) => Err(Failure::Incomplete(problem.clone())),
        None => Ok(()),
    }
}

/// Returns whether a file of the catalogue was not read, or not to its end, and is therefore missing from the result.
pub(super) fn is_partial(report: &Report) -> bool {
    report.incomplete.is_some() || report.files_left_out > 0
}

/// Returns the exit status of a completed command: 2 if its result is partial.
pub(super) fn status(is_partial: bool) -> ExitCode {
    ExitCode::from(if is_partial { 2 } else { 0 })
}

/// Returns the exit status of a command that has completed with a catalogue.
pub(super) fn status_of(report: &Report) -> ExitCode {
    status(is_partial(report))
}

/// Returns whether a catalogue is typed on the keyboard: read from standard input, which is a terminal.
pub(super) fn reads_keyboard(origins: &[Origin]) -> bool {
    origins.contains(&Origin::Stdin) && io::stdin().is_terminal()
}

/// Reports that standard input is awaited, if a catalogue is typed on the keyboard: nothing else on the screen would.
pub(super) fn warn_of_keyboard(origins: &[Origin], lang: Lang) {
    if reads_keyboard(origins) {
        print_error_line(lang.words().command.reading_keyboard);
    }
}

/// Reports on standard error how many activities have been loaded, if loading takes long.
pub(super) struct Progress {
    lang: Lang,
    is_watched: bool,
    /// Number of activities between two reports, and before the first.
    step: usize,
    /// Number of activities in the last report, if there was one.
    last_reported: Option<usize>,
}

impl Progress {
    /// Returns the progress of a command.
    pub(super) fn new(lang: Lang, is_watched: bool) -> Self {
        Self { lang, is_watched, step: 1 << 14, last_reported: None }
    }

    /// Returns the progress of the reader while the screen is not shown yet: it is reported from the start.
    pub(super) fn for_startup(lang: Lang) -> Self {
        Self { lang, is_watched: io::stderr().is_terminal(), step: 0, last_reported: None }
    }

    fn is_due(&self, count: usize) -> bool {
        self.is_watched && count >= self.last_reported.unwrap_or(0) + self.step
    }

    pub(super) fn update(&mut self, count: usize) {
        if self.is_due(count) {
            self.last_reported = Some(count);
            // Nothing can be reported where standard error is closed.
            let _ = write!(io::stderr(), "\r{}", (self.lang.words().loading)(count, None));
        }
    }

    /// Erases the last report from the terminal.
    pub(super) fn erase(&self) {
        if let Some(reported) = self.last_reported {
            let blank = " ".repeat(width(&(self.lang.words().loading)(reported, None)));
            let _ = write!(io::stderr(), "\r{blank}\r");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_due_after_each_step_if_watched() {
        let is_due = |reported: Option<usize>, count: usize, is_watched: bool| {
            Progress { last_reported: reported, ..Progress::new(Lang::EN, is_watched) }.is_due(count)
        };
        let step = Progress::new(Lang::EN, true).step;
        assert_eq!([step - 1, step].map(|it| is_due(None, it, true)), [false, true]);
        assert_eq!([2 * step - 1, 2 * step].map(|it| is_due(Some(step), it, true)), [false, true]);
        assert!(!is_due(None, step, false));
    }
}
