//! How does a command come by the activities that it is asked for? As they are read, where their order is the file's;
//! else of the whole catalogue.

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use super::environment::origins;
use super::failure::{Failure, report_left_out};
use super::filters;
use super::groups::{Destination, Files, Filters};
use super::print::{print, say};
use crate::disk::{self, SystemDisk};
use crate::export::{Listing, choice};
use crate::lang::Lang;
use crate::load::{Origin, Report};
use crate::query::{Answer, Delivery, Facet, Library, Lookup, Query, Sort, Unknown, begins_words};
use crate::store::{Remembered, Store};
use crate::terminal;
use crate::text::{Clean, fold, nearest, short, width};

/// Takes what is written, piece by piece.
pub(super) type Out<'a> = &'a mut dyn FnMut(&str) -> io::Result<()>;

/// Leaks what holds a catalogue on purpose: the program ends with its command, and the system frees the memory at once, where
/// dropping would go through millions of texts.
pub(super) fn leaked<T>(loaded: T) -> &'static T {
    Box::leak(Box::new(loaded))
}

/// Loads the catalogue of a command that asks how many activities there are, and not which: these are not kept, unless those
/// that are marked are to be found among them.
pub(super) fn load_counts(
    files: &Files,
    filters: &Filters,
    remembers: bool,
    lang: Lang,
) -> Result<&'static Library, Failure> {
    // The values are what is counted.
    let lookup = lookup_of(filters).max(Lookup::Values);
    if !filters.marked {
        return load(files, lookup, lang, &|library| library.catalogue.activities = Vec::new()).map(leaked);
    }
    let mut library = load(files, lookup, lang, &|_| ())?;
    recall_marks(&mut library, filters, remembers, lang)?;
    Ok(leaked(library))
}

/// Loads a catalogue, and says what of it was left out; `drop` drops what is not needed of each part of it.
fn load(files: &Files, lookup: Lookup, lang: Lang, drop: &dyn Fn(&mut Library)) -> Result<Library, Failure> {
    let origins = origins(&files.files)?;
    warn_of_keyboard(&origins, lang);
    let (mut library, mut progress) = (Library::default(), Progress::new(lang, io::stderr().is_terminal()));
    Library::stream(origins.clone(), lookup, &mut |delivery| {
        library.receive(delivery);
        drop(&mut library);
        progress.tell(library.index.len());
        true
    });
    progress.end();
    usable(&library)?;
    report(&library, &origins, lang);
    Ok(library)
}

/// Says what of a catalogue was left out, and that no text is in the language that was asked for.
pub(super) fn report(library: &Library, origins: &[Origin], lang: Lang) {
    report_left_out(&library.report, origins, lang);
    if lang != lang.interface() && !library.catalogue.has_language(lang.tag()) {
        say(&(lang.words().no_text_in)(lang.tag()));
    }
}

/// Returns a catalogue, what the filters of a command ask of it, and what of it passes.
pub(super) fn answered(
    files: &Files,
    filters: &Filters,
    remembers: bool,
    lang: Lang,
) -> Result<(&'static Library, Query, Answer), Failure> {
    let library = load_marked(files, filters, remembers, lang)?;
    let (query, answer) = filters::answer(filters, library, lang)?;
    Ok((library, query, answer))
}

/// Loads the catalogue of a command with the marks of the reader, where it asks for them.
pub(super) fn load_marked(
    files: &Files,
    filters: &Filters,
    remembers: bool,
    lang: Lang,
) -> Result<&'static Library, Failure> {
    let mut library = load(files, lookup_of(filters), lang, &|_| ())?;
    recall_marks(&mut library, filters, remembers, lang)?;
    Ok(leaked(library))
}

/// Marks the activities that the reader has marked, in their order, where the filters ask for them.
///
/// # Errors
/// That the marks cannot be read: that there are none would be another answer.
pub(super) fn recall_marks(
    library: &mut Library,
    filters: &Filters,
    remembers: bool,
    lang: Lang,
) -> Result<(), Failure> {
    if !filters.follow_marks() {
        return Ok(());
    }
    if !remembers {
        say(lang.words().command.marks_unread);
    }
    let Some(store) = Store::of_reader().filter(|_| remembers) else { return Ok(()) };
    let mut marked = Vec::new();
    for (at, header) in library.catalogue.headers.iter().enumerate().filter(|(_, it)| !it.id.is_empty()) {
        let Remembered { marks, trouble } = store.remembered(&header.id);
        trouble.map_or(Ok(()), |it| Err(Failure::NoMarks(it)))?;
        let activities = || library.catalogue.activities.iter().enumerate().filter(|(_, it)| it.header == at);
        let records: HashMap<&str, usize> = activities().map(|(row, it)| (it.id.as_str(), row)).collect();
        marked.extend(marks.iter().filter_map(|it| records.get(it.as_str()).copied()));
    }
    library.mark_only(&marked);
    Ok(())
}

/// Returns the record number of the activity with an identifier.
///
/// # Errors
/// That no activity has it, with the nearest identifier.
pub(super) fn position(library: &Library, id: &str) -> Result<usize, Failure> {
    library.catalogue.position(id).ok_or_else(|| {
        let ids = || library.catalogue.activities.iter().map(|it| it.id.as_str());
        let holding = || ids().filter(|it| begins_words(it, &fold(id))).min_by_key(|it| it.len());
        let nearest = nearest(id, ids()).or_else(holding).map(Clean::line);
        Failure::UnknownActivity(Unknown { name: short(id), nearest })
    })
}

/// Returns what has to be looked up for the filters of a command.
pub(super) fn lookup_of(filters: &Filters) -> Lookup {
    match filters.search {
        Some(_) => Lookup::Words,
        None if filters::names_values(filters) => Lookup::Values,
        None => Lookup::Nothing,
    }
}

/// What a command writes, and from what.
pub(super) struct Listed<'a> {
    pub(super) files: &'a Files,
    pub(super) filters: &'a Filters,
    pub(super) listing: Listing,
    /// Whether it may be looked up what the reader remembers.
    pub(super) remembers: bool,
    pub(super) lang: Lang,
}

/// Writes text to where it is to go: prints it, or saves it, whole or not at all; an existing file is replaced only
/// where that is asked for.
///
/// # Errors
/// Those of `write`, and that it cannot be saved.
pub(super) fn deliver(
    destination: &Destination,
    write: &mut dyn FnMut(Out<'_>) -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    let Some(path) = destination.file() else { return write(&mut |text| print(&[text.into()])) };
    let (mut status, mut failed) = (ExitCode::SUCCESS, None);
    let saved = disk::save_with(&SystemDisk, path, destination.existing(), &mut |out| {
        match write(&mut |text| out.write_all(text.as_bytes())) {
            Ok(ended) => status = ended,
            Err(Failure::CannotWrite(error)) => return Err(error),
            Err(failure) => {
                failed = Some(failure);
                return Err(io::ErrorKind::Other.into());
            }
        }
        Ok(())
    });
    match (failed, saved) {
        (Some(failure), _) => Err(failure),
        (None, Ok(())) => Ok(status),
        (None, Err(error)) => Err(unsaved(path, error)),
    }
}

impl Listed<'_> {
    /// Writes it.
    pub(super) fn write(&mut self, out: Out<'_>) -> Result<ExitCode, Failure> {
        let origins = origins(&self.files.files)?;
        if self.is_in_order(&origins) {
            return self.write_as_read(origins, out);
        }
        let (library, query, answer) = answered(self.files, self.filters, self.remembers, self.lang)?;
        self.listing.choice = choice(&query, library, self.lang);
        self.write_whole(library, &answer, out)
    }

    /// Returns whether what is written comes in the order in which it is read.
    fn is_in_order(&self, origins: &[Origin]) -> bool {
        let filters = self.filters;
        let is_ranked = filters.search.is_some() && filters.sort.is_none();
        let is_sorted = filters.sort.is_some_and(|it| it != Sort::Catalogue) || filters.reverse;
        // Dates without an end go on to the latest year of all.
        let has_dates = filters.facets.iter().any(|it| it.facet == Facet::Date);
        let needs_all = filters.marked || has_dates;
        matches!(origins, [origin] if origin.is_one_file()) && !needs_all && !is_ranked && !is_sorted
    }

    fn write_whole(&mut self, library: &Library, answer: &Answer, out: Out<'_>) -> Result<ExitCode, Failure> {
        self.listing.expect(&library.catalogue, &answer.rows);
        for rows in answer.rows.chunks(Listing::AT_A_TIME) {
            out(&self.listing.add(library, rows)?)?;
        }
        out(&self.listing.end(library))?;
        Ok(status_of(&library.report))
    }

    /// Writes what passes as it is read, and keeps none of it.
    fn write_as_read(&mut self, origins: Vec<Origin>, out: Out<'_>) -> Result<ExitCode, Failure> {
        warn_of_keyboard(&origins, self.lang);
        let is_watched = io::stderr().is_terminal() && !terminal::is_terminal();
        let (mut reading, mut progress) = (Reading::default(), Progress::new(self.lang, is_watched));
        let mut outcome = Ok(());
        Library::stream(origins.clone(), lookup_of(self.filters), &mut |delivery| {
            outcome = self.write_delivery(&mut reading, delivery, out);
            progress.tell(reading.count);
            outcome.is_ok()
        });
        progress.end();
        outcome?;
        let Reading { library, is_written, .. } = reading;
        if !is_written {
            // Nothing has passed, and all that was read is there to say why.
            usable(&library)?;
            report(&library, &origins, self.lang);
            let (query, answer) = filters::answer(self.filters, &library, self.lang)?;
            self.listing.choice = choice(&query, &library, self.lang);
            return self.write_whole(&library, &answer, out);
        }
        if let Some(problem) = library.report.incomplete.clone() {
            // What has been printed stays, and is whole in itself: others read it.
            if self.listing.is_streamed() {
                out(&self.listing.end(&library))?;
            }
            return Err(Failure::Incomplete(problem));
        }
        report(&library, &origins, self.lang);
        out(&self.listing.end(&library))?;
        Ok(status_of(&library.report))
    }

    fn write_delivery(&mut self, reading: &mut Reading, delivery: Delivery, out: Out<'_>) -> Result<(), Failure> {
        let library = &mut reading.library;
        let before = library.index.len();
        library.receive(delivery);
        reading.count += library.index.len() - before;
        if library.index.is_empty() {
            return Ok(());
        }
        // A value that is unknown is told with those that there are: until all is read nothing passes.
        let query = reading.query.get_or_insert_with(|| filters::final_query(self.filters, library, self.lang));
        let Some(query) = query else { return Ok(()) };
        if !reading.is_written {
            self.listing.choice = choice(query, library, self.lang);
        }
        let answer = Answer::new(library, query, self.lang, reading.answer.take());
        if !answer.rows.is_empty() {
            out(&self.listing.add(library, &answer.rows)?)?;
            reading.is_written = true;
        }
        match reading.is_written {
            true => library.forget(),
            false => reading.answer = Some(answer),
        }
        Ok(())
    }
}

/// Returns why nothing has been saved under a name.
pub(super) fn unsaved(path: &Path, error: io::Error) -> Failure {
    match error.kind() {
        _ if path.is_dir() => Failure::CannotSave(path.to_owned(), io::ErrorKind::IsADirectory.into()),
        io::ErrorKind::AlreadyExists if !disk::is_pipe_at(path) => Failure::FileExists(path.to_owned()),
        io::ErrorKind::AlreadyExists | io::ErrorKind::InvalidInput => Failure::NotAFile(path.to_owned()),
        _ => Failure::CannotSave(path.to_owned(), error),
    }
}

/// What is being read of a catalogue, and has not been written.
#[derive(Default)]
struct Reading {
    library: Library,
    /// How many activities have been read.
    count: usize,
    /// What the filters ask, once it is known; nothing where that is known at the end only.
    query: Option<Option<Query>>,
    answer: Option<Answer>,
    is_written: bool,
}

/// Returns whether a command can use what has been loaded.
///
/// # Errors
/// Problems that have left nothing, or a file that is not whole.
pub(super) fn usable(library: &Library) -> Result<(), Failure> {
    match &library.report.incomplete {
        _ if library.is_unusable() => Err(Failure::NotOpened(library.report.problems.clone())),
        Some(problem) => Err(Failure::Incomplete(problem.clone())),
        None => Ok(()),
    }
}

/// Returns the status of a command that was carried out: 2 where a file of the catalogue was not read
/// whole, as what was done was done without it.
pub(super) fn status_of(report: &Report) -> ExitCode {
    let is_partial = report.incomplete.is_some() || report.files_left_out > 0;
    ExitCode::from(if is_partial { 2 } else { 0 })
}

/// Returns whether a catalogue is read from a keyboard.
pub(super) fn is_typed(origins: &[Origin]) -> bool {
    origins.contains(&Origin::Stdin) && io::stdin().is_terminal()
}

/// Says that standard input is awaited, where it is a keyboard: nothing else on the screen would.
pub(super) fn warn_of_keyboard(origins: &[Origin], lang: Lang) {
    if is_typed(origins) {
        say(lang.words().command.reading_keyboard);
    }
}

/// Tells how far the reading is, where that takes long enough to be asked.
pub(super) struct Progress {
    lang: Lang,
    is_watched: bool,
    /// Activities after which it is told, and told anew.
    step: usize,
    /// After how many it was told last, if it was.
    told: Option<usize>,
}

impl Progress {
    /// That of a command.
    fn new(lang: Lang, is_watched: bool) -> Self {
        Self { lang, is_watched, step: 1 << 14, told: None }
    }

    /// That of a reader who waits for the screen: it is told from the start.
    pub(super) fn of_wait(lang: Lang) -> Self {
        Self { lang, is_watched: io::stderr().is_terminal(), step: 0, told: None }
    }

    fn is_due(&self, count: usize) -> bool {
        self.is_watched && count >= self.told.unwrap_or(0) + self.step
    }

    pub(super) fn tell(&mut self, count: usize) {
        if self.is_due(count) {
            self.told = Some(count);
            // Where standard error is closed there is nobody to tell.
            let _ = write!(io::stderr(), "\r{}", (self.lang.words().loading)(count, None));
        }
    }

    /// Takes away what was told.
    pub(super) fn end(&self) {
        if let Some(told) = self.told {
            let blank = " ".repeat(width(&(self.lang.words().loading)(told, None)));
            let _ = write!(io::stderr(), "\r{blank}\r");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_again_after_so_many_activities() {
        let is_due = |told: Option<usize>, count: usize, is_watched: bool| {
            Progress { told, ..Progress::new(Lang::EN, is_watched) }.is_due(count)
        };
        let step = Progress::new(Lang::EN, true).step;
        assert_eq!([step - 1, step].map(|it| is_due(None, it, true)), [false, true]);
        assert_eq!([2 * step - 1, 2 * step].map(|it| is_due(Some(step), it, true)), [false, true]);
        assert!(!is_due(None, step, false));
    }
}
