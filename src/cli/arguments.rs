//! Which arguments were given?
//!
//! Defines the arguments (clap) and parses them. Help texts are added from the tables of the interface language, and
//! only when help or an error message needs them.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use super::common_args::{ActivityArgs, CsvOptions, Destination, Files, Filters};
use super::facet_filters::FacetFilters;
use super::values::{
    CheckFormat, CiteStyle, Color, ExportFormat, FacetsFormat, LangOption, LessonsFormat, ListFormat, ShowFormat,
    facet, grouping, languages, lens, section,
};
use super::word_order::normalise_order;
use crate::catalogue::Section;
use crate::document::Grouping;
use crate::lang::{Lang, Options};
use crate::query::Facet;
use crate::terminal;

/// The command line of the program; [`command`] adds the help texts, in the user's language.
#[derive(Debug, Parser)]
#[command(
    name = "passerelle",
    // Whatever the file of the program is called: messages depend on the usage line.
    bin_name = "passerelle",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    args_conflicts_with_subcommands = true
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) reader: Reader,
}

/// Arguments of the reader; the global ones also apply to every command.
#[derive(Debug, Args)]
pub(super) struct Reader {
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) filters: Filters,
    #[arg(long, value_name = "ID")]
    pub(super) open: Option<String>,
    #[arg(long, value_name = "SECTION", value_parser = lens)]
    pub(super) lens: Option<Section>,
    #[arg(long, value_name = "ID")]
    pub(super) select: Option<String>,
    #[arg(long, value_name = "GROUP", value_parser = grouping)]
    pub(super) by: Option<Grouping>,
    #[arg(long)]
    pub(super) one_pane: bool,
    #[arg(long)]
    pub(super) ascii: bool,
    #[arg(long, global = true)]
    pub(super) no_mouse: bool,
    #[arg(long, global = true)]
    pub(super) no_state: bool,
    #[arg(long, value_name = "TAG", value_parser = languages, global = true)]
    pub(super) lang: Option<LangOption>,
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value = "auto")]
    pub(super) color: Color,
    #[arg(short, long, action = ArgAction::Help, global = true)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    pub(super) filters: Filters,
    #[arg(long = "format", value_enum, value_name = "FORMAT")]
    pub(super) export_format: Option<ExportFormat>,
    #[command(flatten)]
    pub(super) csv_options: CsvOptions,
    #[command(flatten)]
    pub(super) destination: Destination,
}

/// Arguments of `lessons`.
#[derive(Debug, Args)]
pub(super) struct Lessons {
    #[command(flatten)]
    pub(super) filters: Filters,
    #[arg(long, value_name = "GROUP", value_parser = grouping, default_value = "activity")]
    pub(super) by: Grouping,
    #[arg(long = "section", value_name = "SECTION", value_parser = lens, default_value = "lessons")]
    pub(super) lens_section: Section,
    #[arg(long = "format", value_enum, value_name = "FORMAT")]
    pub(super) lessons_format: Option<LessonsFormat>,
    #[command(flatten)]
    pub(super) destination: Destination,
}

/// Commands that print or write something instead of opening the reader.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    List {
        #[command(flatten)]
        filters: Filters,
        #[arg(long = "format", value_enum, default_value = "table", value_name = "FORMAT")]
        list_format: ListFormat,
        #[command(flatten)]
        table: CsvOptions,
    },
    Show {
        #[command(flatten)]
        chosen: ActivityArgs,
        #[arg(long, value_name = "SECTION", value_parser = section)]
        section: Vec<Section>,
        #[arg(long = "format", value_enum, default_value = "text", value_name = "FORMAT")]
        show_format: ShowFormat,
    },
    Lessons(Lessons),
    Facets {
        #[arg(value_name = "FACET", value_parser = facet)]
        facet: Option<Facet>,
        #[command(flatten)]
        filters: Filters,
        #[arg(long = "format", value_enum, default_value = "table", value_name = "FORMAT")]
        facets_format: FacetsFormat,
    },
    Export(Export),
    Import {
        #[arg(value_name = "FILE")]
        import_file: PathBuf,
        #[arg(long = "country", value_name = "COUNTRY")]
        import_country: Option<String>,
        #[arg(long, value_name = "NAME")]
        sheet: Option<String>,
        #[command(flatten)]
        destination: Destination,
    },
    Cite {
        #[command(flatten)]
        chosen: ActivityArgs,
        #[arg(long, alias = "format", value_enum, value_name = "STYLE")]
        style: Option<CiteStyle>,
        #[command(flatten)]
        destination: Destination,
    },
    Check {
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        files: Files,
        #[arg(long)]
        strict: bool,
        #[arg(long = "format", value_enum, default_value = "text", value_name = "FORMAT")]
        check_format: CheckFormat,
    },
    New {
        #[arg(value_name = "ID")]
        new_id: String,
        #[command(flatten)]
        destination: Destination,
    },
    Completions {
        #[arg(value_name = "SHELL", value_enum)]
        shell: clap_complete::Shell,
    },
    Man,
}

impl Arguments {
    /// Parses the arguments; help and errors are in the given language.
    pub(super) fn read(arguments: Vec<OsString>, lang: Lang) -> Result<Self, clap::Error> {
        let definition = Self::command();
        let arguments = normalise_order(&definition, arguments);
        // Building the help texts takes longer than everything else, so they are added only after a failed parse, which
        // includes a request for help.
        let matches = definition.try_get_matches_from(&arguments);
        let matches = matches.or_else(|_| command(lang).try_get_matches_from(&arguments))?;
        Self::from_arg_matches(&matches)
    }
}

/// Returns the names of the commands.
pub(super) fn command_names() -> Vec<String> {
    Arguments::command().get_subcommands().map(|it| it.get_name().to_owned()).collect()
}

/// Returns the long options with their leading `--`: those without a command, then those of all commands.
pub(super) fn long_options() -> [Vec<String>; 2] {
    let options = |it: &clap::Command| {
        it.get_arguments().filter_map(|it| Some(format!("--{}", it.get_long()?))).collect::<Vec<_>>()
    };
    let command = Arguments::command();
    [options(&command), command.get_subcommands().flat_map(options).collect()]
}

/// Maximum width of the help in columns; also used where there is no terminal.
const MAX_HELP_WIDTH: usize = 100;

/// Returns the definition of the command line, with help in the given language.
pub(super) fn command(lang: Lang) -> clap::Command {
    let words = &lang.words().options;
    let command = Arguments::command()
        // By default, clap takes `COLUMNS=0` for a width.
        .term_width(terminal::columns().map_or(MAX_HELP_WIDTH, |it| it.min(MAX_HELP_WIDTH)))
        .about(words.about)
        .help_template(words.template)
        .after_help(words.after)
        .subcommand_help_heading(words.command_heading);
    let command = with_help(command, words);
    words.commands.iter().fold(command, |command, (name, about)| {
        command.mut_subcommand(name, |it| {
            let it = with_help(it.about(*about).help_template(words.command_template), words);
            // `facets` prints counts, which have no order: its ordering options are accepted, but not advertised.
            let hidden = if *name == "facets" { &["sort", "reverse"][..] } else { &[] };
            hidden.iter().fold(it, |it, name| it.mut_arg(name, |it| it.hide(true)))
        })
    })
}

/// Adds the help of the arguments: first the positional ones, then filters, then options. (`mut_arg` moves an argument
/// to the end, so they are listed in the order in which their help is added.)
fn with_help(command: clap::Command, words: &Options) -> clap::Command {
    let is_positional = |name: &str| command.get_positionals().any(|it| it.get_id() == name);
    let (positionals, options): (Vec<_>, Vec<_>) = words.help.iter().partition(|(name, _)| is_positional(name));
    let add = |command: clap::Command, (name, help): &(&'static str, &'static str)| {
        let has_argument = command.get_arguments().any(|it| it.get_id() == name);
        if has_argument { command.mut_arg(name, |it| with_argument_help(it, help, words)) } else { command }
    };
    let command = positionals.into_iter().fold(command, add);
    options.into_iter().fold(FacetFilters::with_help(command, words), add)
}

fn with_argument_help(argument: clap::Arg, help: &'static str, words: &Options) -> clap::Arg {
    let heading = if argument.is_positional() { words.arguments } else { words.options };
    let value_name = argument.get_value_names().and_then(|it| it.first()).map(|it| it.to_string());
    // The help text itself lists the possible values and the default.
    let takes_values = argument.get_action().takes_values();
    let argument = argument.hide_default_value(takes_values).hide_possible_values(takes_values);
    let argument = argument.help(help).help_heading(heading);
    match words.values.iter().find(|(name, _)| value_name.as_deref() == Some(name)) {
        Some((_, translated)) => argument.value_name(*translated),
        None => argument,
    }
}
