//! How are invalid arguments reported?
//!
//! Translates the errors of clap to messages in the user's language, with suggestions.

use std::error::Error;
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;
use clap::error::{ContextKind, ErrorKind};

use super::arguments::{Arguments, command_names, long_options};
use super::failure::{Failure, file_option};
use super::print::{print, print_error_line};
use super::values::lens;
use crate::app::quoted;
use crate::lang::Lang;
use crate::text::{clean_line, excerpt, most_similar};

/// Maximum number of runs of arguments that are tried as the name of a file.
const MAX_JOINED: usize = 100;

/// Prints help as clap renders it, and any error as one sentence in the user's language; returns the exit status.
pub(super) fn report(error: &clap::Error, arguments: &[OsString], lang: Lang) -> ExitCode {
    let words = &lang.words().command;
    if !error.use_stderr() {
        return match print(&[error.render().to_string().into()]) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => Failure::from(error).report(lang),
        };
    }
    let help = (words.see_help)(&help_of(arguments));
    let is_word_too_many = error.kind() == ErrorKind::UnknownArgument;
    let sentence = match is_word_too_many.then(|| file_name_with_spaces(arguments)).flatten() {
        Some(name) => (words.spaces_in_name)(&excerpt(&name), &quoted(&name)),
        None => sentence(error, lang),
    };
    print_error_line(&format!("{} {sentence} {help}", words.error));
    ExitCode::from(2)
}

/// Returns the name of an existing file that consecutive arguments give if there are spaces between them: a name with
/// spaces that was not quoted.
fn file_name_with_spaces(arguments: &[OsString]) -> Option<String> {
    let words: Vec<&str> = arguments.iter().map_while(|it| it.to_str()).collect();
    let ranges = (1..words.len()).flat_map(|from| (from + 2..=words.len()).map(move |to| from..to));
    ranges.take(MAX_JOINED).map(|it| words[it].join(" ")).find(|it| Path::new(it).is_file())
}

/// Returns the command line that prints help for the command among the arguments, or for the program.
fn help_of(arguments: &[OsString]) -> String {
    let definition = Arguments::command();
    let command = |it: &OsString| definition.get_subcommands().find(|command| command.get_name() == it);
    let command = arguments.iter().skip(1).find_map(command);
    format!("passerelle {}--help", command.map(|it| format!("{} ", it.get_name())).unwrap_or_default())
}

/// Returns the message that an option is unknown, or not valid for this command, with the nearest known one.
fn unknown_option(option: &str, usage: &str, lang: Lang) -> String {
    let words = &lang.words().command;
    let [reader_options, command_options] = long_options();
    let name = match option.split('=').next().unwrap_or(option) {
        "-q" => "--search",
        "-f" => "--file",
        name => name,
    };
    let is_in = |options: &[String]| options.iter().any(|it| it == name);
    if ["-o", "--output"].contains(&name) {
        // For `list`, suggest `export`, which has more formats.
        let save = match command_of(usage).as_deref() {
            Some(command) if command != "list" => format!("passerelle {command} … >"),
            _ => "passerelle export -o".to_owned(),
        };
        return (words.no_output)(option, &save);
    }
    if is_in(&command_options) {
        return (words.other_option)(option);
    }
    if is_in(&reader_options) {
        return (words.reader_option)(option);
    }
    let options = || command_options.iter().chain(&reader_options).map(String::as_str);
    // `--language` for `--lang`, or an option written in part.
    let is_start = |it: &&str| it.len().min(name.len()) > 4 && (name.starts_with(it) || it.starts_with(name));
    let nearest = options().find(is_start).or_else(|| most_similar(name, options()));
    (words.unknown_option)(option) + &did_you_mean(nearest, lang)
}

/// Returns the question whether something else was meant, after a space; empty if there is nothing to suggest.
fn did_you_mean(meant: Option<&str>, lang: Lang) -> String {
    meant.map(|it| format!(" {}", (lang.words().command.did_you_mean)(it))).unwrap_or_default()
}

/// Returns the name of the command in a usage line of clap, if there is one.
fn command_of(usage: &str) -> Option<String> {
    command_names().into_iter().find(|it| usage.contains(&format!("passerelle {it} ")))
}

/// Returns the option that was probably meant by a word for which the command in a usage line of clap has no place: that
/// of a catalogue, a section, or the words of a search.
fn with_option(word: &str, usage: &str) -> Option<String> {
    let definition = Arguments::command();
    let command = definition.find_subcommand(command_of(usage)?)?;
    let has = |option: &str| command.get_arguments().any(|it| it.get_long() == Some(option));
    if !has("file") {
        return None;
    }
    let other = if has("by") && lens(word).is_ok() { "--section" } else { "-q" };
    Some(file_option(word).unwrap_or_else(|| format!("{other} {}", quoted(word))))
}

/// Returns the message for an error of clap.
pub(super) fn sentence(error: &clap::Error, lang: Lang) -> String {
    let words = &lang.words().command;
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    // Cleaned and shortened, so that any input fits in one sentence.
    let cleaned = |kind| excerpt(&context(kind)).to_string();
    let (option, value) = (cleaned(ContextKind::InvalidArg), cleaned(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument if option.starts_with('-') && option != "-" => {
            unknown_option(&option, &context(ContextKind::Usage), lang)
        }
        ErrorKind::UnknownArgument => {
            let meant = with_option(&context(ContextKind::InvalidArg), &context(ContextKind::Usage));
            let meant = meant.map(|it| excerpt(&it));
            (words.unknown_word)(&option) + &did_you_mean(meant.as_deref(), lang)
        }
        ErrorKind::InvalidValue if value.is_empty() => (words.missing_value)(&option),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let valid = error.source().map(|it| clean_line(&it.to_string()));
            let valid = valid.unwrap_or_else(|| clean_line(&context(ContextKind::ValidValue)));
            // A catalogue in the place of a value such as [FACET].
            let file = file_option(&value).filter(|_| option.starts_with('['));
            let nearest = file.as_deref().or_else(|| most_similar(&value, valid.split(", ")));
            let hint = did_you_mean(nearest, lang);
            format!("{}{hint} {}", (words.bad_value)(&option, &value), (words.see_values)(&valid))
        }
        ErrorKind::ArgumentConflict => (words.repeated_option)(&option),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => (words.bad_value)(&option, &value),
        ErrorKind::MissingRequiredArgument => (words.missing_argument)(&option),
        ErrorKind::InvalidUtf8 => words.not_unicode.to_owned(),
        _ => words.not_understood.to_owned(),
    }
}
