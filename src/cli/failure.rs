//! What went wrong, how is it said, and with which status does the program end?

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::print::say;
use super::values::{ByEnding, CiteStyle, ExportFormat};
use crate::diagnose::{Problem, ProblemKind};
use crate::disk::missing_folder;
use crate::export::ExportError;
use crate::import::ImportError;
use crate::lang::{Lang, Reason};
use crate::load::{Origin, Report};
use crate::query::{Remark, Unknown};
use crate::store::Trouble;
use crate::text::{Clean, clean_line};

/// The most problems that are printed.
const MOST: usize = 50;

/// Why a command could not do what it was asked.
#[derive(Debug)]
pub(super) enum Failure {
    /// A filter has no such value: the option, the value, what values there are.
    UnknownValue { option: String, unknown: Unknown, values: Vec<String> },
    /// No activity has this identifier.
    UnknownActivity(Unknown),
    /// No activity passes the filters; what would help, and what of the search means nothing.
    NothingPasses(Option<String>, Vec<Remark>),
    /// The ending of a file is of none of the formats; which there are.
    UnknownEnding { path: PathBuf, option: &'static str, names: &'static str },
    /// What was given is neither a command nor a file; what commands there are.
    NoCommand(Unknown, Vec<String>),
    /// A country that may exist, but in which there is no activity.
    NothingThere(Clean),
    /// Not an identifier; what may have been meant.
    BadId(Unknown),
    /// There is a file already where one is to be written.
    FileExists(PathBuf),
    /// What is made of a file would take its place.
    SameFile(PathBuf),
    /// What was said of CSV is of no use to the format that is written.
    OnlyCsv,
    /// `--not-missing` beside `--stated`, or twice.
    SeveralSections,
    /// What the reader has marked cannot be read.
    NoMarks(Trouble),
    /// A file could not be written.
    CannotSave(PathBuf, io::Error),
    /// What is to be written is neither a file nor a device.
    NotAFile(PathBuf),
    /// Standard input is to be read more than once.
    StdinTwice,
    /// Something could not be written in a format.
    Unwritable(ExportError),
    /// A file cannot be imported.
    NotImported(PathBuf, ImportError),
    /// A file cannot be read.
    CannotRead(PathBuf, io::Error),
    /// A spreadsheet is no text to be printed on a terminal.
    NotText,
    /// The catalogue could not be opened.
    NotOpened(Vec<Problem>),
    /// A file of the catalogue is not whole.
    Incomplete(Box<Problem>),
    /// The catalogue holds no activity at all.
    NothingAtAll,
    /// The terminal cannot be used: why, or nothing where its `TERM` says nothing of what it can do.
    NoTerminal(Option<String>),
    /// Standard output cannot be written.
    CannotWrite(io::Error),
}

impl From<io::Error> for Failure {
    /// What fails in printing.
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
    /// Prints the failure and returns the status that says it.
    pub(super) fn report(self, lang: Lang) -> ExitCode {
        let status = self.status();
        if let Failure::NotOpened(problems) = &self
            && !is_of_file(problems)
        {
            report_problems(problems, lang);
        }
        match status {
            0 => {}
            // An answer, though it is no.
            1 => say(&self.sentence(lang)),
            _ => say(&format!("{} {}", lang.words().command.error, self.sentence(lang))),
        }
        ExitCode::from(status)
    }

    /// Returns the status: 1 where the answer is no, 2 where there is none, 0 where whoever read the output has had
    /// enough.
    fn status(&self) -> u8 {
        match self {
            Failure::CannotWrite(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Failure::NothingThere(_) | Failure::NothingPasses(..) | Failure::NothingAtAll => 1,
            _ => 2,
        }
    }

    /// Returns whether the answer is that nothing passes.
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
            Failure::FileExists(it) => (words.file_exists)(&path(it)),
            Failure::NoMarks(trouble) => unread(trouble, lang),
            Failure::CannotSave(it, error) => unsaved(it, error, lang),
            Failure::NotAFile(it) => (words.not_a_file)(&path(it)),
            Failure::UnknownEnding { path: it, option, names } => unknown_ending(it, option, names, lang),
            Failure::Unwritable(error) => error.in_words(lang),
            Failure::NotImported(it, error) if it.as_os_str() == "-" => error.in_words(lang),
            Failure::NotImported(it, error) => unreadable(&path(it), &error.in_words(lang), lang),
            Failure::CannotRead(it, error) => unreadable(&path(it), &unread_because(error, lang), lang),
            Failure::NothingThere(country) => (words.nothing_there)(country),
            Failure::BadId(unknown) => with_hint((words.bad_id)(&unknown.name), unknown, &[], lang),
            Failure::NothingPasses(help, remarks) => nothing_passes(help.as_deref(), remarks, lang),
            Failure::NotOpened(problems) if is_of_file(problems) => problems[0].one_line(lang),
            Failure::Incomplete(problem) => problem.one_line(lang),
            Failure::NoTerminal(reason) => {
                (words.no_terminal)(&clean_line(reason.as_deref().unwrap_or(words.unknown_terminal)))
            }
            Failure::CannotWrite(error) => (words.cannot_write)(&reason(error, lang)),
            Failure::SameFile(it) => (words.same_file)(&path(it)),
            Failure::OnlyCsv => words.only_csv.to_owned(),
            Failure::SeveralSections => words.several_sections.to_owned(),
            Failure::StdinTwice => words.stdin_twice.to_owned(),
            Failure::NotText => words.not_text.to_owned(),
            Failure::NotOpened(_) => words.not_opened.to_owned(),
            Failure::NothingAtAll => lang.words().nothing_at_all.to_owned(),
        }
    }
}

/// Says that nothing passes, what of the search means nothing, and what would help.
fn nothing_passes(help: Option<&str>, remarks: &[Remark], lang: Lang) -> String {
    let remarks = remarks.iter().map(|it| it.in_words(lang));
    let help = help.into_iter().map(str::to_owned);
    let said = [lang.words().command.nothing_passes.to_owned()].into_iter().chain(remarks).chain(help);
    said.collect::<Vec<_>>().join(" ")
}

/// Says that a command does not write what the name of a file asks for, and which one does.
fn unknown_ending(path: &Path, option: &str, names: &str, lang: Lang) -> String {
    let (words, ending) =
        (&lang.words().command, path.extension().unwrap_or_default().to_string_lossy().to_lowercase());
    let of_export = || ExportFormat::of_ending(&ending).map(|_| "export -o");
    let of_list = || (ending == "tsv").then_some("list --format tsv >");
    let of_cite = CiteStyle::of_ending(&ending).map(|_| "cite -o").filter(|_| ending != "txt");
    let command = of_cite.or_else(of_export).or_else(of_list);
    let path = clean_line(&path.to_string_lossy());
    match command {
        Some(command) => (words.other_ending)(&path, &format!("{command} {path}")),
        None => (words.unknown_ending)(&path, option, names),
    }
}

/// Returns why a file cannot be read, as it is said of a catalogue.
fn unread_because(error: &io::Error, lang: Lang) -> String {
    match Origin::unreadable(error) {
        kind @ (ProblemKind::NotFound | ProblemKind::Forbidden) => kind.message(lang),
        _ => reason(error, lang),
    }
}

/// Says that a file cannot be written.
fn unsaved(path: &Path, error: &io::Error, lang: Lang) -> String {
    let words = &lang.words().command;
    let name = |it: &Path| clean_line(&it.to_string_lossy());
    match missing_folder(path, error) {
        Some(folder) => (words.no_folder)(&name(path), &name(&folder)),
        None => (words.cannot_save)(&name(path), &reason(error, lang)),
    }
}

/// Says that marks cannot be read: nothing was to be saved.
fn unread(trouble: &Trouble, lang: Lang) -> String {
    match trouble {
        Trouble::Unreadable(path, reason) => (lang.words().command.no_marks)(path, &reason.in_words(lang)),
        other => other.in_words(lang),
    }
}

fn unreadable(path: &str, reason: &str, lang: Lang) -> String {
    format!("{path}{} {reason}", lang.words().colon)
}

/// Returns whether problems are one with a whole file: its sentence says all.
fn is_of_file(problems: &[Problem]) -> bool {
    matches!(problems, [problem] if problem.location.line == 0)
}

/// Returns what is said of an activity that is unknown, and where all are listed if none is like it.
fn unknown_activity(unknown: &Unknown, lang: Lang) -> String {
    let words = &lang.words().command;
    let what = (words.unknown_activity)(&unknown.name);
    let list = if unknown.nearest.is_none() { format!(" {}", words.see_list) } else { String::new() };
    with_hint(what, unknown, &[], lang) + &list
}

/// Returns what is said of something unknown, with what may have been meant, or what there is.
fn with_hint(what: String, unknown: &Unknown, values: &[String], lang: Lang) -> String {
    let words = &lang.words().command;
    let hint = match &unknown.nearest {
        Some(nearest) => (words.did_you_mean)(nearest),
        None if values.is_empty() => return what,
        None => (words.see_values)(&values.join(", ")),
    };
    format!("{what} {hint}")
}

/// Returns why the system refused, fit to be shown.
fn reason(error: &io::Error, lang: Lang) -> String {
    clean_line(&Reason::of(error).in_words(lang))
}

/// Prints problems of a catalogue on standard error, each with its place.
pub(super) fn report_problems(problems: &[Problem], lang: Lang) {
    problems.iter().take(MOST).for_each(|problem| say(&problem.report(lang)));
    if problems.len() > MOST {
        say(&(lang.words().command.more_problems)(problems.len() - MOST));
    }
}

/// Prints how much was left out of a catalogue that is used all the same, and how to see why.
pub(super) fn report_left_out(report: &Report, origins: &[Origin], lang: Lang) {
    let words = &lang.words().command;
    let (unread, inside): (Vec<&Problem>, Vec<&Problem>) =
        report.problems.iter().partition(|it| it.kind.is_unreadable());
    unread.iter().take(MOST).for_each(|it| say(&format!("{} {}", words.error, it.one_line(lang))));
    if inside.is_empty() {
        return;
    }
    let files = report.files_left_out;
    let files = if files > 0 { (lang.words().files_left_out)(files) + " " } else { String::new() };
    let left_out = files + &(words.left_out)(report.problems.len(), report.left_out);
    // Standard input cannot be read again.
    let check = match origins.contains(&Origin::Stdin) {
        true => inside.first().map(|it| it.one_line(lang)).unwrap_or_default(),
        false => (words.see_check)(&origins.iter().map(|it| quoted(&it.name())).collect::<String>()),
    };
    say(&format!("{left_out} {check}"));
}

/// Returns an argument as it is written in a command, with a space before it.
fn quoted(argument: &str) -> String {
    let is_plain = |it: char| it.is_alphanumeric() || matches!(it, '/' | '.' | '-' | '_' | '~' | '+' | ',' | ':');
    match argument.chars().all(is_plain) {
        true => format!(" {argument}"),
        false => format!(" '{}'", argument.replace('\'', "'\\''")),
    }
}
