//! What was asked for on the command line?

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, CommandFactory, FromArgMatches, Parser};

use super::failure::Failure;
use crate::catalogue::Section;
use crate::lang::Lang;
use crate::query::Sort;
use crate::text::fold;

/// The arguments. Their help is set by [`Arguments::read`], in the reader's language.
#[derive(Debug, Parser)]
#[command(name = "passerelle", version, disable_help_flag = true, disable_version_flag = true)]
pub(super) struct Arguments {
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long, value_name = "FR")]
    pub(super) country: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(super) theme: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(super) kind: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(super) partner: Vec<String>,
    #[arg(long, value_name = "FR")]
    pub(super) not_country: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(super) not_theme: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(super) not_kind: Vec<String>,
    #[arg(long, value_name = "ID")]
    pub(super) not_partner: Vec<String>,
    #[arg(short = 'q', long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) search: Option<String>,
    #[arg(long, value_name = "ORDER", value_parser = sort)]
    pub(super) sort: Option<Sort>,
    #[arg(long)]
    pub(super) reverse: bool,
    #[arg(long, value_name = "fr|en", value_parser = lang)]
    pub(super) lang: Option<Lang>,
    #[arg(long, value_name = "ID")]
    pub(super) open: Option<String>,
    #[arg(long, value_name = "SECTION", value_parser = lens)]
    pub(super) lens: Option<Section>,
    #[arg(long, value_name = "WHEN", value_parser = ["auto", "always", "never"], default_value = "auto", hide_default_value = true, hide_possible_values = true)]
    pub(super) color: String,
    #[arg(long)]
    pub(super) no_mouse: bool,
    #[arg(short, long, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

impl Arguments {
    /// Reads the arguments, with help in the given language.
    pub(super) fn read(arguments: Vec<OsString>, lang: Lang) -> Result<Self, Failure> {
        let words = &lang.words().options;
        let mut command = Self::command().about(words.about).help_template(words.template).after_help(words.after);
        for (name, help) in words.help {
            command = command.mut_arg(*name, |argument| argument.help(*help));
        }
        let matches = command.try_get_matches_from(arguments).map_err(Failure::Usage)?;
        Self::from_arg_matches(&matches).map_err(Failure::Usage)
    }

    /// Returns whether colours are wanted: `--color`, else `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR`.
    pub(super) fn wants_colour(&self) -> bool {
        let is_set = |name| std::env::var_os(name).is_some_and(|it| !it.is_empty());
        match self.color.as_str() {
            "always" => true,
            "never" => false,
            _ if is_set("NO_COLOR") => false,
            _ if is_set("CLICOLOR_FORCE") => true,
            _ => std::env::var_os("CLICOLOR").is_none_or(|it| it != "0"),
        }
    }
}

/// Returns the language to speak: `--lang`, looked for before anything else is understood, so that
/// errors speak it too; else the locale's.
pub(super) fn language(arguments: &[OsString]) -> Lang {
    let texts: Vec<&str> = arguments.iter().filter_map(|it| it.to_str()).take_while(|it| *it != "--").collect();
    let after = texts.iter().position(|it| *it == "--lang").and_then(|at| texts.get(at + 1)).copied();
    let joined = texts.iter().find_map(|it| it.strip_prefix("--lang="));
    let stated = after.or(joined).and_then(Lang::from_tag);
    stated.unwrap_or_else(|| Lang::from_locales(sys_locale::get_locales()))
}

fn lang(written: &str) -> Result<Lang, String> {
    Lang::from_tag(written).ok_or_else(|| "fr, en".to_owned())
}

fn sort(written: &str) -> Result<Sort, String> {
    let orders = Sort::ALL.map(Sort::id);
    Sort::ALL.into_iter().find(|it| it.id() == written).ok_or_else(|| orders.join(", "))
}

fn lens(written: &str) -> Result<Section, String> {
    Section::from_word(&fold(written))
        .filter(|it| matches!(it, Section::Lessons | Section::Results | Section::Outlook))
        .ok_or_else(|| "lessons, results, outlook".to_owned())
}
