//! In which order are the words of a command line read?
//!
//! Moves the command before the options, and replaces the word `help` by the option `--help`, before clap parses the
//! arguments.

use std::ffi::OsString;
use std::path::Path;

/// Returns the arguments in the order that a definition expects: the command first, as clap would reject options before
/// it, and then the option `--help` if the word `help` precedes it. The command is the first word that is neither an
/// option nor the value of one.
pub(super) fn normalise_order(definition: &clap::Command, mut arguments: Vec<OsString>) -> Vec<OsString> {
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
    let is_help = arguments.get(at).is_some_and(|it| it == "help");
    if is_help {
        arguments.remove(at);
    }
    let is_command = |it: &OsString| definition.get_subcommands().any(|command| it == command.get_name());
    let is_word = |it: &OsString| !it.as_encoded_bytes().starts_with(b"-") && !Path::new(it).exists();
    let has_command = arguments.get(at).is_some_and(is_command);
    // After `help`, a word that is not a command is reported as an unknown one.
    let is_unknown = !has_command && arguments.get(at).is_some_and(is_word);
    if has_command {
        arguments[1..=at].rotate_right(1);
    }
    if is_help && !is_unknown {
        arguments.insert(1 + usize::from(has_command), "--help".into());
    }
    arguments
}
