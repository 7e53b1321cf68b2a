//! In which order are the words of a command line read?
//!
//! Moves the command before the options, and replaces the word `help` by the option `--help`, before clap parses the
//! arguments.

use std::ffi::OsString;
use std::path::Path;

/// Returns the arguments in the order that a definition expects.
pub(super) fn normalise_order(definition: &clap::Command, arguments: Vec<OsString>) -> Vec<OsString> {
    help_as_option(definition, command_first(definition, arguments))
}

/// Moves the command before the options that precede it, as clap would reject them there. The command is the first word
/// that is neither an option nor the value of one.
fn command_first(definition: &clap::Command, mut arguments: Vec<OsString>) -> Vec<OsString> {
    let takes_value = |option: &str| {
        let is_named = |it: &&clap::Arg| match (option.strip_prefix("--"), option.strip_prefix('-')) {
            (Some(long), _) => it.get_long() == Some(long),
            (None, short) => short.is_some_and(|short| it.get_short().is_some_and(|it| short == it.to_string())),
        };
        let command_arguments = definition.get_subcommands().flat_map(clap::Command::get_arguments);
        let mut all = definition.get_arguments().chain(command_arguments);
        all.find(is_named).is_some_and(|it| it.get_action().takes_values())
    };
    let mut at = 1;
    while let Some(argument) = arguments.get(at).and_then(|it| it.to_str()).filter(|it| it.starts_with('-')) {
        if matches!(argument, "-" | "--" | "-V" | "--version" | "-h" | "--help") {
            return arguments;
        }
        at += 1 + usize::from(takes_value(argument));
    }
    let is_command =
        |it: &OsString| it == "help" || definition.get_subcommands().any(|command| it == command.get_name());
    if at > 1 && arguments.get(at).is_some_and(is_command) {
        // In `help list`, both words are moved.
        let has_command = arguments[at] == "help" && arguments.get(at + 1).is_some_and(is_command);
        let count = 1 + usize::from(has_command);
        arguments[1..at + count].rotate_right(count);
    }
    arguments
}

/// Replaces the word `help` by the option `--help`, of the program or of the command that follows.
fn help_as_option(definition: &clap::Command, mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|it| it == "help") {
        let is_command = |it: &OsString| definition.get_subcommands().any(|command| it == command.get_name());
        let at = 1 + usize::from(arguments.get(2).is_some_and(is_command));
        arguments.remove(1);
        // A word that is not a command is kept without `--help`, to be reported as an unknown command.
        let is_word = |it: &OsString| !it.as_encoded_bytes().starts_with(b"-") && !Path::new(it).exists();
        if at == 1 && arguments.get(1).is_some_and(is_word) {
            return arguments;
        }
        arguments.insert(at, "--help".into());
    }
    arguments
}
