//! Which options narrow the list by a facet? Two for each facet, made from the table of facets.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::lang::Options;
use crate::query::Facet;

/// What the options of facets ask for.
#[derive(Debug, Default)]
pub(super) struct FacetFilters(Vec<FacetFilter>);

/// What one option asks for.
#[derive(Debug)]
pub(super) struct FacetFilter {
    pub(super) facet: Facet,
    /// Whether what has one of the values is left out.
    pub(super) is_excluded: bool,
    /// The option as it is written.
    pub(super) option: String,
    pub(super) names: Vec<String>,
}

/// An option: its name, its facet, whether it leaves out.
type FacetOption = (String, Facet, bool);

/// Returns every option.
fn options() -> impl Iterator<Item = FacetOption> {
    let of_facet = |it: Facet| [(it.id().to_owned(), it, false), (format!("not-{}", it.id()), it, true)];
    // To miss something is not to have it.
    let missing = [("missing".to_owned(), Facet::Stated, true), ("not-missing".to_owned(), Facet::Stated, false)];
    Facet::ALL.into_iter().flat_map(of_facet).chain(missing)
}

impl FacetFilters {
    /// Returns what is asked for, option by option.
    pub(super) fn iter(&self) -> impl Iterator<Item = &FacetFilter> {
        self.0.iter()
    }

    /// Returns the facet of an option, by its name.
    pub(super) fn facet_of(name: &str) -> Option<Facet> {
        options().find(|it| it.0 == name).map(|it| it.1)
    }

    /// Returns a command with the help of these options, where it has them. Those that leave out are told once, for all
    /// of them.
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
