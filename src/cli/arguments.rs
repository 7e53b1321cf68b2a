//! What was asked for on the command line?

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use super::failure::Failure;
use super::values::{
    CheckFormat, CiteStyle, Color, ExportFormat, FacetsFormat, Languages, ListFormat, ShowFormat, facet, grouping,
    languages, lens, section, sort,
};
use crate::catalogue::Section;
use crate::document::Grouping;
use crate::lang::{Lang, Options};
use crate::load::Origin;
use crate::query::{Facet, Sort};

/// The variable that names the catalogue where no argument does.
const CATALOGUE: &str = "PASSERELLE_CATALOGUE";

/// The arguments. Their help is set by [`command`], in the reader's language.
#[derive(Debug, Parser)]
#[command(
    name = "passerelle",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    args_conflicts_with_subcommands = true
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) files: Files,
    #[command(flatten)]
    pub(super) filters: Filters,
    #[arg(long, value_name = "ID")]
    pub(super) open: Option<String>,
    #[arg(long, value_name = "SECTION", value_parser = lens)]
    pub(super) lens: Option<Section>,
    #[arg(long)]
    pub(super) one_pane: bool,
    #[arg(long)]
    pub(super) ascii: bool,
    #[arg(long, global = true)]
    pub(super) no_mouse: bool,
    #[arg(long, global = true)]
    pub(super) no_state: bool,
    #[arg(long, value_name = "fr|en", value_parser = languages, global = true)]
    pub(super) lang: Option<Languages>,
    #[arg(
        long,
        value_name = "WHEN",
        global = true,
        value_enum,
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) color: Color,
    #[arg(short, long, action = ArgAction::Help, global = true)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// What narrows and orders the activities, everywhere.
#[derive(Debug, Args)]
pub(super) struct Filters {
    #[arg(long, value_name = "FR")]
    pub(super) country: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(super) theme: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(super) partner: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(super) kind: Vec<String>,
    #[arg(long, value_name = "YEAR")]
    pub(super) date: Vec<String>,
    #[arg(long, value_name = "FR")]
    pub(super) not_country: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(super) not_theme: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(super) not_partner: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(super) not_kind: Vec<String>,
    #[arg(long, value_name = "YEAR")]
    pub(super) not_date: Vec<String>,
    #[arg(short = 'q', long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) search: Option<String>,
    #[arg(long, value_name = "ORDER", value_parser = sort)]
    pub(super) sort: Option<Sort>,
    #[arg(long)]
    pub(super) reverse: bool,
}

/// Which catalogue a command reads.
#[derive(Debug, Args)]
pub(super) struct Files {
    #[arg(short, long = "file", value_name = "PATH")]
    pub(super) files: Vec<PathBuf>,
}

/// What to do without a screen.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    List {
        #[command(flatten)]
        files: Files,
        #[command(flatten)]
        filters: Filters,
        #[arg(
            long = "format",
            value_enum,
            default_value = "table",
            value_name = "FORMAT",
            hide_default_value = true,
            hide_possible_values = true
        )]
        list_format: ListFormat,
    },
    Show {
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,
        #[command(flatten)]
        files: Files,
        #[arg(long, value_name = "SECTION", value_parser = section)]
        section: Vec<Section>,
        #[arg(
            long = "format",
            value_enum,
            default_value = "text",
            value_name = "FORMAT",
            hide_default_value = true,
            hide_possible_values = true
        )]
        show_format: ShowFormat,
    },
    Lessons {
        #[command(flatten)]
        files: Files,
        #[command(flatten)]
        filters: Filters,
        #[arg(long, value_name = "GROUP", value_parser = grouping, default_value = "activity", hide_default_value = true)]
        by: Grouping,
        #[arg(long = "section", value_name = "SECTION", value_parser = lens, default_value = "lessons", hide_default_value = true)]
        lens_section: Section,
    },
    Facets {
        #[arg(value_name = "FACET", value_parser = facet)]
        facet: Option<Facet>,
        #[command(flatten)]
        files: Files,
        #[command(flatten)]
        filters: Filters,
        #[arg(
            long = "format",
            value_enum,
            default_value = "table",
            value_name = "FORMAT",
            hide_default_value = true,
            hide_possible_values = true
        )]
        facets_format: FacetsFormat,
    },
    Export {
        #[command(flatten)]
        files: Files,
        #[command(flatten)]
        filters: Filters,
        #[arg(long = "format", value_enum, value_name = "FORMAT", hide_possible_values = true)]
        export_format: Option<ExportFormat>,
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        #[arg(long, requires = "output")]
        force: bool,
    },
    Cite {
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,
        #[command(flatten)]
        files: Files,
        #[arg(
            long,
            value_enum,
            default_value = "plain",
            value_name = "STYLE",
            hide_default_value = true,
            hide_possible_values = true
        )]
        style: CiteStyle,
    },
    Check {
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        files: Files,
        #[arg(long)]
        strict: bool,
        #[arg(
            long = "format",
            value_enum,
            default_value = "text",
            value_name = "FORMAT",
            hide_default_value = true,
            hide_possible_values = true
        )]
        check_format: CheckFormat,
    },
    New {
        #[arg(value_name = "ID")]
        new_id: String,
    },
    Completions {
        #[arg(value_name = "SHELL", value_enum, hide_possible_values = true)]
        shell: clap_complete::Shell,
    },
    Man,
}

impl Arguments {
    /// Reads the arguments, with help in the given language.
    pub(super) fn read(arguments: Vec<OsString>, lang: Lang) -> Result<Self, Failure> {
        let definition = command(lang);
        let arguments = help_as_option(&definition, command_first(&definition, arguments));
        let matches = definition.try_get_matches_from(arguments).map_err(Failure::Usage)?;
        Self::from_arg_matches(&matches).map_err(Failure::Usage)
    }

    /// Returns whether colours are wanted: `--color`, else `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR`.
    pub(super) fn wants_colour(&self) -> bool {
        let is_set = |name| std::env::var_os(name).is_some_and(|it| !it.is_empty());
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if is_set("NO_COLOR") => false,
            Color::Auto if is_set("CLICOLOR_FORCE") => true,
            // What has no colours may take their codes for something else, such as blinking.
            Color::Auto if std::env::var("TERM").is_ok_and(|it| is_colourless(&it)) => false,
            Color::Auto => std::env::var_os("CLICOLOR").is_none_or(|it| it != "0"),
        }
    }
}

/// Returns whether a terminal, by the name of its kind, has no colours.
fn is_colourless(term: &str) -> bool {
    term.starts_with("vt") || term == "ansi" || ["-m", "-mono"].iter().any(|it| term.ends_with(it))
}

impl Arguments {
    /// Returns whether a command prints in colours: where colours are wanted and there is a terminal to
    /// show them, or where they are asked for in so many words.
    pub(super) fn prints_colour(&self) -> bool {
        matches!(self.color, Color::Always) || self.wants_colour() && crate::terminal::is_terminal()
    }
}

/// Returns the arguments with the command before the options that were written before it: the order
/// of words is no reason to refuse. The command is the first word that is neither an option nor the
/// value of one.
fn command_first(definition: &clap::Command, mut arguments: Vec<OsString>) -> Vec<OsString> {
    let takes_value = |option: &str| {
        let named = |it: &&clap::Arg| match (option.strip_prefix("--"), option.strip_prefix('-')) {
            (Some(long), _) => it.get_long() == Some(long),
            (None, short) => short.is_some_and(|short| it.get_short().is_some_and(|it| short == it.to_string())),
        };
        let of_commands = definition.get_subcommands().flat_map(clap::Command::get_arguments);
        let mut all = definition.get_arguments().chain(of_commands);
        all.find(named).is_some_and(|it| it.get_action().takes_values())
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
        let command = arguments.remove(at);
        arguments.insert(1, command);
    }
    arguments
}

/// Returns the arguments with the word `help` as the option that it stands for: of the program, or of a command.
fn help_as_option(definition: &clap::Command, mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|it| it == "help") {
        let is_command = |it: &OsString| definition.get_subcommands().any(|command| it == command.get_name());
        let at = 1 + usize::from(arguments.get(2).is_some_and(is_command));
        arguments.remove(1);
        arguments.insert(at, "--help".into());
    }
    arguments
}

/// Returns the names of the commands.
pub(super) fn command_names() -> Vec<String> {
    Arguments::command().get_subcommands().map(|it| it.get_name().to_owned()).collect()
}

/// Returns whether an option, as it is written, is one of the program without a command.
pub(super) fn is_of_reader(option: &str) -> bool {
    Arguments::command().get_arguments().any(|it| it.get_long().is_some() && it.get_long() == option.strip_prefix("--"))
}

/// Returns the definition of the command line, with help in a language.
pub(super) fn command(lang: Lang) -> clap::Command {
    let words = &lang.words().options;
    let command = Arguments::command()
        .about(words.about)
        .help_template(words.template)
        .after_help(words.after)
        .subcommand_help_heading(words.command_heading);
    let command = with_help(command, words);
    words.commands.iter().fold(command, |command, (name, about)| {
        command.mut_subcommand(name, |it| with_help(it.about(*about).help_template(words.command_template), words))
    })
}

fn with_help(command: clap::Command, words: &Options) -> clap::Command {
    words.help.iter().fold(command, |command, (name, help)| {
        let is_there = command.get_arguments().any(|it| it.get_id() == name);
        if !is_there {
            return command;
        }
        command.mut_arg(name, |argument| {
            let heading = if argument.is_positional() { words.arguments } else { words.options };
            let value = argument.get_value_names().and_then(|it| it.first()).map(|it| it.to_string());
            let argument = argument.help(*help).help_heading(heading);
            match words.values.iter().find(|(name, _)| value.as_deref() == Some(name)) {
                Some((_, name)) => argument.value_name(*name),
                None => argument,
            }
        })
    })
}

/// Returns where catalogues are read from: the named paths, else what the environment names, else the
/// one built in.
///
/// # Errors
/// Where standard input is named more than once.
pub(super) fn origins(paths: &[PathBuf]) -> Result<Vec<Origin>, Failure> {
    let origins: Vec<Origin> = paths.iter().map(|path| Origin::from_argument(path.as_os_str())).collect();
    if origins.iter().filter(|it| **it == Origin::Stdin).count() > 1 {
        return Err(Failure::StdinTwice);
    }
    if !origins.is_empty() {
        return Ok(origins);
    }
    Ok(match std::env::var_os(CATALOGUE).filter(|it| !it.is_empty()) {
        Some(path) => vec![Origin::from_argument(&path)],
        None => vec![Origin::BuiltIn],
    })
}

/// Returns the language to speak: `--lang`, looked for before anything else is understood, so that
/// errors speak it too; else the locale's.
pub(super) fn language(arguments: &[OsString]) -> Lang {
    let texts: Vec<&str> = arguments.iter().filter_map(|it| it.to_str()).take_while(|it| *it != "--").collect();
    let after = texts.iter().position(|it| *it == "--lang").and_then(|at| texts.get(at + 1)).copied();
    let joined = texts.iter().find_map(|it| it.strip_prefix("--lang="));
    let stated = after.or(joined).and_then(Lang::from_tag);
    // POSIX: `LC_ALL` overrides the rest, and `C` means no language at all; GNU's `LANGUAGE` comes first.
    let is_posix = |it: &String| it == "POSIX" || it.split('.').next() == Some("C");
    let is_posix = locale("LC_MESSAGES").as_ref().is_some_and(is_posix);
    if stated.is_none() && variable("LANGUAGE").is_none() && is_posix {
        return Lang::default();
    }
    stated.unwrap_or_else(|| Lang::from_locales(sys_locale::get_locales()))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|it| !it.is_empty())
}

/// Returns the locale of a category (POSIX): `LC_ALL`, else the category's own variable, else `LANG`.
fn locale(category: &str) -> Option<String> {
    ["LC_ALL", category, "LANG"].into_iter().find_map(variable)
}

impl Arguments {
    /// Returns whether signs are to be those of ASCII: where that is asked for, where the terminal has no others, or
    /// where the locale names another character set than UTF-8.
    pub(super) fn wants_ascii(&self) -> bool {
        let is_poor = |term: String| matches!(term.as_str(), "linux" | "vt100" | "ansi") || term.starts_with("linux-");
        let charset = locale("LC_CTYPE").and_then(|it| Some(it.split_once('.')?.1.split('@').next()?.to_lowercase()));
        let is_other = charset.is_some_and(|it| it.replace('-', "") != "utf8");
        self.ascii || variable("TERM").is_some_and(is_poor) || is_other
    }
}
