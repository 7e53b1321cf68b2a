//! Which options narrow the list by a facet?
//!
//! Generates two options for each facet, to include and to exclude its values, from [`Facet::ALL`].

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::lang::Options;
use crate::query::Facet;

/// The facet options that were given.
#[derive(Debug, Default)]
pub(super) struct FacetFilters(Vec<FacetFilter>);

/// One facet option with its values.
#[derive(Debug)]
pub(super) struct FacetFilter {
    pub(super) facet: Facet,
    /// Whether activities with one of the values are excluded.
    pub(super) is_excluded: bool,
    /// The option as written, with its leading `--`.
    pub(super) option: String,
    pub(super) names: Vec<String>,
}

/// Name of an option, its facet, and whether it excludes.
type FacetOption = (String, Facet, bool);

/// Returns every facet option.
fn options() -> impl Iterator<Item = FacetOption> {
    let include_and_exclude = |it: Facet| [(it.id().to_owned(), it, false), (format!("not-{}", it.id()), it, true)];
    // A section is missing if it is not stated, so `--missing` excludes.
    let missing = [("missing".to_owned(), Facet::Section, true), ("not-missing".to_owned(), Facet::Section, false)];
    Facet::ALL.into_iter().flat_map(include_and_exclude).chain(missing)
}

impl FacetFilters {
    /// Returns the given options, each with its values.
    pub(super) fn iter(&self) -> impl Iterator<Item = &FacetFilter> {
        self.0.iter()
    }

    /// Returns the facet of an option, by the name of the option without its leading `--`.
    pub(super) fn facet_of(name: &str) -> Option<Facet> {
        options().find(|it| it.0 == name).map(|it| it.1)
    }

    /// Adds the help of these options to a command, as far as it has them. The `--not-…` options are hidden: the
    /// heading mentions them once for all.
    pub(super) fn with_help(command: Command, words: &Options) -> Command {
        options().fold(command, |command, (name, facet, is_excluded)| {
            if !command.get_arguments().any(|it| it.get_id() == name.as_str()) {
                return command;
            }
            let (value, help) = words.facets[facet as usize];
            command.mut_arg(&name, |argument| {
                let help = match name.as_str() {
                    "missing" => words.missing.to_owned(),
                    _ if is_excluded => (words.leave_out)(help),
                    _ => (words.keep)(help),
                };
                argument.help(help).value_name(value).help_heading(words.filters).hide(name.starts_with("not-"))
            })
        })
    }
}

impl Args for FacetFilters {
    fn augment_args(command: Command) -> Command {
        options().fold(command, |command, (name, _, _)| {
            command.arg(Arg::new(name.clone()).long(name).action(ArgAction::Append))
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for FacetFilters {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut filters = Self::default();
        filters.update_from_arg_matches(matches)?;
        Ok(filters)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.extend(options().filter_map(|(name, facet, is_excluded)| {
            let names = matches.get_many::<String>(&name)?.cloned().collect();
            Some(FacetFilter { facet, is_excluded, option: format!("--{name}"), names })
        }));
        Ok(())
    }
}
