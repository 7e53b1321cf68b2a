//! What went wrong, how is it said, and with which status does the program end?

use std::error::Error;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};

use super::arguments::{command_names, is_of_reader};
use super::print::{print, say};
use crate::diagnose::Problem;
use crate::lang::{Lang, Reason};
use crate::load::{Origin, Report};
use crate::query::{Remark, Unknown};
use crate::text::{Clean, clean_line, nearest, short};

/// The most problems that are printed.
const MOST: usize = 50;

/// Why a command could not do what it was asked.
#[derive(Debug)]
pub(super) enum Failure {
    /// The arguments are not understood; clap's own words.
    Usage(clap::Error),
    /// A filter has no such value: the option, the value, what values there are.
    UnknownValue { option: &'static str, unknown: Unknown, values: Vec<String> },
    /// No activity has this identifier.
    UnknownActivity(Unknown),
    /// No activity passes the filters; what would help, and what of the search means nothing.
    NothingPasses(Option<String>, Vec<Remark>),
    /// The ending of a file is of none of the formats.
    UnknownEnding(PathBuf),
    /// What was given is neither a command nor a file.
    NoCommand(Unknown),
    /// A country that may exist, but in which there is no activity.
    NothingThere(Clean),
    /// Not an identifier.
    BadId(Clean),
    /// There is a file already where one is to be written.
    FileExists(PathBuf),
    /// A file could not be written.
    CannotSave(PathBuf, io::Error),
    /// What is to be written is neither a file nor a device.
    NotAFile(PathBuf),
    /// Standard input is to be read more than once.
    StdinTwice,
    /// The activities come from catalogues that cannot be written as one.
    Several,
    /// Something could not be written in a format.
    BadFormat(String),
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

impl Failure {
    /// Prints the failure and returns the status that says it: 1 where the answer is no, 2 where
    /// there is none, 0 where whoever read the output has had enough.
    pub(super) fn report(self, lang: Lang) -> ExitCode {
        let words = &lang.words().command;
        let with_hint = |what: String, unknown: &Unknown, values: &[String]| {
            let hint = match &unknown.nearest {
                Some(nearest) => (words.did_you_mean)(nearest),
                None if values.is_empty() => return what,
                None => (words.see_values)(&values.join(", ")),
            };
            format!("{what} {hint}")
        };
        match self {
            Failure::Usage(error) => return report_usage(&error, lang),
            Failure::CannotWrite(error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Failure::UnknownValue { option, unknown, values } => {
                let what = (words.unknown_value)(option, &unknown.name);
                say(&format!("{} {}", words.error, with_hint(what, &unknown, &values)));
            }
            Failure::UnknownActivity(unknown) => {
                let what = (words.unknown_activity)(&unknown.name);
                say(&format!("{} {}", words.error, with_hint(what, &unknown, &[])));
            }
            Failure::FileExists(path) => {
                say(&format!("{} {}", words.error, (words.file_exists)(&clean_line(&path.to_string_lossy()))));
            }
            Failure::CannotSave(path, error) => {
                let path = clean_line(&path.to_string_lossy());
                say(&format!("{} {}", words.error, (words.cannot_save)(&path, &reason(&error, lang))));
            }
            Failure::NotAFile(path) => {
                say(&format!("{} {}", words.error, (words.not_a_file)(&clean_line(&path.to_string_lossy()))));
            }
            Failure::StdinTwice => say(&format!("{} {}", words.error, words.stdin_twice)),
            Failure::Several => say(&format!("{} {}", words.error, words.several)),
            Failure::NothingThere(country) => {
                say(&(words.nothing_there)(&country));
                return ExitCode::from(1);
            }
            Failure::BadId(id) => say(&format!("{} {}", words.error, (words.bad_id)(&id))),
            Failure::BadFormat(reason) => say(&format!("{} {}", words.error, clean_line(&reason))),
            Failure::NothingPasses(help, remarks) => {
                let said = [words.nothing_passes.to_owned()]
                    .into_iter()
                    .chain(remarks.iter().map(|it| it.in_words(lang)))
                    .chain(help);
                say(&said.collect::<Vec<_>>().join(" "));
                return ExitCode::from(1);
            }
            Failure::UnknownEnding(path) => {
                say(&format!("{} {}", words.error, (words.unknown_ending)(&clean_line(&path.to_string_lossy()))));
            }
            Failure::NoCommand(unknown) => {
                let what = (words.no_command)(&unknown.name, &command_names().join(", "));
                say(&format!("{} {}", words.error, with_hint(what, &unknown, &[])));
            }
            Failure::NotOpened(problems) => {
                if let [problem] = problems.as_slice()
                    && problem.location.line == 0
                {
                    say(&format!("{} {}", words.error, problem.one_line(lang)));
                    return ExitCode::from(2);
                }
                report_problems(&problems, lang);
                say(&format!("{} {}", words.error, words.not_opened));
            }
            Failure::Incomplete(problem) => say(&format!("{} {}", words.error, problem.one_line(lang))),
            Failure::NothingAtAll => {
                say(lang.words().nothing_at_all);
                return ExitCode::from(1);
            }
            Failure::NoTerminal(reason) => {
                let reason = reason.as_deref().unwrap_or(words.unknown_terminal);
                say(&format!("{} {}", words.error, (words.no_terminal)(&clean_line(reason))));
            }
            Failure::CannotWrite(error) => {
                say(&format!("{} {}", words.error, (words.cannot_write)(&reason(&error, lang))));
            }
        }
        ExitCode::from(2)
    }
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
    let left_out = (words.left_out)(inside.len(), report.left_out);
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

/// Prints what clap has to say: help as it is, anything else as one sentence of our own.
fn report_usage(error: &clap::Error, lang: Lang) -> ExitCode {
    let words = &lang.words().command;
    if error.use_stderr() {
        let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
        // Whatever was typed, the sentence stays one.
        let quoted = |kind| short(&context(kind)).to_string();
        let (option, value) = (quoted(ContextKind::InvalidArg), quoted(ContextKind::InvalidValue));
        let said = match error.kind() {
            ErrorKind::UnknownArgument if is_of_reader(&option) => (words.reader_option)(&option),
            ErrorKind::UnknownArgument if option.starts_with('-') => (words.unknown_option)(&option),
            ErrorKind::UnknownArgument => (words.unknown_word)(&option),
            ErrorKind::InvalidValue if value.is_empty() => (words.missing_value)(&option),
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
                let valid = error.source().map(|it| clean_line(&it.to_string()));
                let valid = valid.unwrap_or_else(|| clean_line(&context(ContextKind::ValidValue)));
                let meant = nearest(&value, valid.split(", "));
                let meant = meant.map(|it| format!(" {}", (words.did_you_mean)(it))).unwrap_or_default();
                format!("{}{meant} {}", (words.bad_value)(&option, &value), (words.see_values)(&valid))
            }
            ErrorKind::ArgumentConflict => (words.repeated_option)(&option),
            ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => (words.bad_value)(&option, &value),
            ErrorKind::MissingRequiredArgument => (words.missing_argument)(&option),
            ErrorKind::InvalidUtf8 => words.not_unicode.to_owned(),
            _ => words.not_understood.to_owned(),
        };
        say(&format!("{} {said} {}", words.error, words.see_help));
        return ExitCode::from(2);
    }
    match print(&[error.render().to_string().into()]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(lang),
    }
}
