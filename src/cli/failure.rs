//! What went wrong, how is it reported, and with which status does the program exit?
//!
//! Defines the error type of the commands, its messages and its exit statuses, and reports the problems of catalogues.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::print::print_error_line;
use super::values::{ByExtension, CiteStyle, ExportFormat};
use crate::app::quoted;
use crate::diagnose::{Problem, ProblemKind};
use crate::disk::missing_folder;
use crate::export::{ExportError, is_document};
use crate::import::ImportError;
use crate::lang::{Lang, Reason};
use crate::load::{Origin, Report};
use crate::query::{Remark, UnknownName};
use crate::store::StoreProblem;
use crate::terminal::columns;
use crate::text::{Clean, clean_line};

/// Maximum number of problems that are printed.
const MAX_PRINTED_PROBLEMS: usize = 50;

/// Why a command failed.
#[derive(Debug)]
pub(super) enum Failure {
    /// A filter has no such value: the option, the value, and the known values.
    UnknownValue { option: String, unknown: UnknownName, values: Vec<String> },
    /// No activity has this identifier.
    UnknownActivity(UnknownName),
    /// No activity matches the filters: a suggestion, and the remarks on the search text.
    NoMatch(Option<String>, Vec<Remark>),
    /// The extension of a file belongs to none of the formats: the option that selects one, and its values.
    UnknownExtension { path: PathBuf, option: &'static str, names: String },
    /// The argument is neither a command nor a file; the known commands.
    NoCommand(UnknownName, Vec<String>),
    /// A command after a path, where commands come first.
    CommandNotFirst(String),
    /// A country, or an unknown two-letter code, in which there is no activity.
    EmptyCountry(Clean),
    /// Not a valid identifier; the nearest valid one, if any.
    InvalidId(UnknownName),
    /// The output file already exists.
    FileExists(PathBuf),
    /// The output file is also read from.
    SameFile(PathBuf),
    /// CSV options are given for another format.
    OnlyCsv,
    /// Two sections are required: by `--not-missing` twice, or by `--not-missing` and `--stated`.
    SeveralSections,
    /// The marks of the user cannot be read.
    NoMarks(StoreProblem),
    /// A file could not be written.
    CannotSave(PathBuf, io::Error),
    /// A file of the catalogue could not be read, so that the output would be partial: it is not saved.
    Partial(PathBuf),
    /// The output path is neither a file nor a device.
    NotAFile(PathBuf),
    /// Standard input is given more than once.
    StdinTwice,
    /// The activities cannot be written in a format.
    Unwritable(ExportError),
    /// A file cannot be imported.
    NotImported(PathBuf, ImportError),
    /// A file cannot be read.
    CannotRead(PathBuf, io::Error),
    /// A spreadsheet is binary data, which is not printed on a terminal.
    BinaryOutput,
    /// The source of the manual page would be printed on a terminal.
    ManualSource,
    /// The catalogue could not be opened.
    NotOpened(Vec<Problem>),
    /// A file of the catalogue was not read to its end.
    Incomplete(Box<Problem>),
    /// The catalogue has no activities at all.
    EmptyCatalogue,
    /// The terminal cannot be used: the reason, or `None` if `TERM` is not set.
    NoTerminal(Option<String>),
    /// Standard output cannot be written to.
    CannotWrite(io::Error),
}

impl From<io::Error> for Failure {
    /// Converts an error of writing to standard output.
    fn from(error: io::Error) -> Self {
        Failure::CannotWrite(error)
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        Failure::Unwritable(error)
    }
}

impl Failure {
    /// Prints the failure and returns the exit status.
    pub(super) fn report(self, lang: Lang) -> ExitCode {
        let status = self.status();
        if let Failure::NotOpened(problems) = &self
            && !is_whole_file_problem(problems)
        {
            report_problems(problems, lang);
        }
        match status {
            0 => {}
            // A negative answer, not an error.
            1 => print_error_line(&self.sentence(lang)),
            _ => print_error_line(&format!("{} {}", lang.words().command.error, self.sentence(lang))),
        }
        ExitCode::from(status)
    }

    /// Returns the exit status: 1 for an answer without any activity, 0 if the consumer of the output closed the pipe,
    /// 2 for every other failure.
    fn status(&self) -> u8 {
        match self {
            Failure::CannotWrite(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Failure::EmptyCountry(_) | Failure::NoMatch(..) | Failure::EmptyCatalogue => 1,
            _ => 2,
        }
    }

    /// Returns whether the failure is that no activity matches.
    pub(super) fn is_empty_answer(&self) -> bool {
        self.status() == 1
    }

    pub(super) fn sentence(&self, lang: Lang) -> String {
        let words = &lang.words().command;
        let path = |it: &PathBuf| clean_line(&it.to_string_lossy());
        match self {
            Failure::UnknownValue { option, unknown, values } => {
                with_hint((words.unknown_value)(option, &unknown.name), unknown, values, lang)
            }
            Failure::UnknownActivity(unknown) => unknown_activity(unknown, lang),
            Failure::NoCommand(unknown, names) => {
                with_hint((words.no_command)(&unknown.name, &names.join(", ")), unknown, &[], lang)
            }
            Failure::CommandNotFirst(command) => (words.command_not_first)(command),
            Failure::FileExists(it) => (words.file_exists)(&path(it)),
            Failure::NoMarks(problem) => no_marks(problem, lang),
            Failure::CannotSave(it, error) => cannot_save(it, error, lang),
            Failure::Partial(it) => (words.not_saved_in_part)(&path(it)),
            Failure::NotAFile(it) => (words.not_a_file)(&path(it)),
            Failure::UnknownExtension { path: it, option, names } => unknown_extension(it, option, names, lang),
            Failure::Unwritable(error) => error.in_words(lang),
            Failure::NotImported(it, error) if it.as_os_str() == "-" => error.in_words(lang),
            Failure::NotImported(it, error) => cannot_read(&path(it), &error.in_words(lang), lang),
            Failure::CannotRead(it, error) => cannot_read(&path(it), &read_error(error, lang), lang),
            Failure::EmptyCountry(country) => (words.none_in_country)(country),
            Failure::InvalidId(unknown) => with_hint((words.bad_id)(&unknown.name), unknown, &[], lang),
            Failure::NoMatch(suggestion, remarks) => no_match(suggestion.as_deref(), remarks, lang),
            Failure::NotOpened(problems) if is_whole_file_problem(problems) => problems[0].one_line(lang),
            Failure::Incomplete(problem) => problem.one_line(lang),
            Failure::NoTerminal(reason) => {
                (words.no_terminal)(&clean_line(reason.as_deref().unwrap_or(words.terminal_type_unset)))
            }
            Failure::CannotWrite(error) => (words.cannot_write)(&reason(error, lang)),
            Failure::SameFile(it) => (words.same_file)(&path(it)),
            Failure::OnlyCsv => words.only_csv.to_owned(),
            Failure::SeveralSections => words.several_sections.to_owned(),
            Failure::StdinTwice => words.stdin_twice.to_owned(),
            Failure::BinaryOutput => words.not_text.to_owned(),
            Failure::ManualSource => words.manual_source.to_owned(),
            Failure::NotOpened(_) => words.not_opened.to_owned(),
            Failure::EmptyCatalogue => lang.words().nothing_at_all.to_owned(),
        }
    }
}

/// Returns the message that no activity matches, with the remarks on the search and a suggestion.
fn no_match(suggestion: Option<&str>, remarks: &[Remark], lang: Lang) -> String {
    let remarks = remarks.iter().map(|it| it.in_words(lang));
    let suggestions = suggestion.into_iter().map(str::to_owned);
    let sentences = [lang.words().nothing_left.to_owned()].into_iter().chain(remarks).chain(suggestions);
    sentences.collect::<Vec<_>>().join(" ")
}

/// Returns the message that a command does not write the format of a file's extension, with the command that does, if
/// any.
fn unknown_extension(path: &Path, option: &str, names: &str, lang: Lang) -> String {
    let (words, extension) =
        (&lang.words().command, path.extension().unwrap_or_default().to_string_lossy().to_lowercase());
    let export_command = || ExportFormat::from_extension(&extension).map(|_| "export -o");
    let list_command = || (extension == "tsv").then_some("list --format tsv >");
    let cite_command = CiteStyle::from_extension(&extension).map(|_| "cite -o").filter(|_| extension != "txt");
    let command = cite_command.or_else(export_command).or_else(list_command);
    let path = clean_line(&path.to_string_lossy());
    match command {
        None if is_document(&path) && names.contains("html") => {
            format!("{} {}", (words.unknown_ending)(&path, option, names), lang.words().copy_export.word_hint)
        }
        Some(command) => (words.other_ending)(&path, &format!("{command} {path}")),
        None => (words.unknown_ending)(&path, option, names),
    }
}

/// Returns why a file cannot be read, worded as for catalogues where possible.
fn read_error(error: &io::Error, lang: Lang) -> String {
    match Origin::unreadable(error) {
        kind @ (ProblemKind::NotFound | ProblemKind::Forbidden) => kind.message(lang),
        _ => reason(error, lang),
    }
}

/// Returns the message that a file cannot be written.
fn cannot_save(path: &Path, error: &io::Error, lang: Lang) -> String {
    let words = &lang.words().command;
    let name = |it: &Path| clean_line(&it.to_string_lossy());
    match missing_folder(path, error) {
        Some(folder) => (words.no_folder)(&name(path), &name(&folder)),
        None => (words.cannot_save)(&name(path), &reason(error, lang)),
    }
}

/// Returns the message that the marks cannot be read, without the usual remark that new marks last for the session
/// only.
fn no_marks(problem: &StoreProblem, lang: Lang) -> String {
    match problem {
        StoreProblem::Unreadable(path, reason) => (lang.words().command.no_marks)(path, &reason.in_words(lang)),
        other => other.in_words(lang),
    }
}

fn cannot_read(path: &str, reason: &str, lang: Lang) -> String {
    format!("{path}{} {reason}", lang.words().colon)
}

/// Returns whether there is exactly one problem and it concerns a whole file, so that its message suffices.
fn is_whole_file_problem(problems: &[Problem]) -> bool {
    matches!(problems, [problem] if problem.location.line == 0)
}

/// Returns a word as the option that names a catalogue, if it is probably meant as the path of one.
pub(super) fn file_option(word: &str) -> Option<String> {
    let path = Path::new(word);
    let is_path = word == "-" || path.extension().is_some_and(|it| it.eq_ignore_ascii_case("ron")) || path.exists();
    is_path.then(|| format!("-f {}", quoted(word)))
}

/// Returns the message about an unknown activity; without a similar identifier, it mentions how to list all of them.
fn unknown_activity(unknown: &UnknownName, lang: Lang) -> String {
    let words = &lang.words().command;
    let message = (words.unknown_activity)(&unknown.name);
    if let Some(option) = file_option(&unknown.name) {
        return format!("{message} {}", (words.did_you_mean)(&option));
    }
    let see_list = if unknown.nearest.is_none() { format!(" {}", words.see_list) } else { String::new() };
    with_hint(message, unknown, &[], lang) + &see_list
}

/// Appends to a message the nearest known name, else the known values, if there are any.
fn with_hint(message: String, unknown: &UnknownName, values: &[String], lang: Lang) -> String {
    let words = &lang.words().command;
    let hint = match &unknown.nearest {
        Some(nearest) => (words.did_you_mean)(nearest),
        None if values.is_empty() => return message,
        None => (words.see_values)(&values.join(", ")),
    };
    format!("{message} {hint}")
}

/// Returns the reason of a system error, fit for display.
fn reason(error: &io::Error, lang: Lang) -> String {
    clean_line(&Reason::of(error).in_words(lang))
}

/// Prints problems of a catalogue on standard error, each with its location.
pub(super) fn report_problems(problems: &[Problem], lang: Lang) {
    let columns = columns().unwrap_or(usize::MAX);
    problems.iter().take(MAX_PRINTED_PROBLEMS).for_each(|it| print_error_line(&it.report(lang, columns)));
    if problems.len() > MAX_PRINTED_PROBLEMS {
        print_error_line(&(lang.words().command.more_problems)(problems.len() - MAX_PRINTED_PROBLEMS));
    }
}

/// Prints on standard error why a file cannot be read at all.
pub(super) fn report_unreadable(problem: &Problem, lang: Lang) {
    print_error_line(&format!("{} {}", lang.words().command.error, problem.one_line(lang)));
}

/// Reports how much was left out of a catalogue that is used nevertheless, and how to see why.
pub(super) fn report_left_out(report: &Report, origins: &[Origin], lang: Lang) {
    let words = &lang.words().command;
    let (unreadable_files, content_problems): (Vec<&Problem>, Vec<&Problem>) =
        report.problems.iter().partition(|it| it.kind.is_unreadable());
    unreadable_files.iter().take(MAX_PRINTED_PROBLEMS).for_each(|it| report_unreadable(it, lang));
    if content_problems.is_empty() {
        return;
    }
    let file_count = report.files_left_out;
    let files = if file_count > 0 { (lang.words().files_left_out)(file_count) + " " } else { String::new() };
    let left_out = files + &(words.left_out)(report.problems.len(), report.left_out);
    // Standard input cannot be read again.
    let hint = match origins.contains(&Origin::Stdin) {
        true => content_problems.first().map(|it| it.one_line(lang)).unwrap_or_default(),
        false => (words.see_check)(&origins.iter().map(|it| format!(" {}", quoted(&it.name()))).collect::<String>()),
    };
    print_error_line(&format!("{left_out} {hint}"));
}
