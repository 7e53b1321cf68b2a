//! What do packagers need?
//!
//! Generates shell completions and the manual page from the definitions that the program itself uses.

use std::fmt::Write;
use std::io;

use clap::Command;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap_complete::Shell;
use clap_mangen::Man;

use super::arguments::{command, command_names};
use super::environment::origins;
use super::facet_filters::FacetFilters;
use super::failure::Failure;
use crate::app::{Context, bindings};
use crate::catalogue::{Country, Section};
use crate::lang::{Lang, Words};
use crate::query::{Answer, Facet, Library, Query, Sort, Value, counts};

/// The roff definition of an apostrophe, which `clap_mangen` repeats in every part; once is enough.
const APOSTROPHE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// Returns the completion script of a shell. It includes the values of the catalogue that the environment names, or of
/// the built-in one.
///
/// # Errors
/// Those of [`origins`], which does not fail without paths.
pub(super) fn completions(shell: Shell, lang: Lang) -> Result<String, Failure> {
    let library = Library::load(origins(&[])?);
    let mut definition = with_values(command(lang), &library, lang);
    for name in command_names() {
        definition = definition.mut_subcommand(name, |it| with_values(it, &library, lang));
    }
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut definition, "passerelle", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    Ok(if shell == Shell::Zsh { with_commands_first(&script) } else { script })
}

/// Rewrites a zsh script so that the first word completes to a command or a file. `clap_complete` puts the positional
/// file before the command, so that the arguments of commands would never be completed.
fn with_commands_first(script: &str) -> String {
    let mut is_removed = false;
    let mut lines = String::new();
    for line in script.lines() {
        if line.starts_with("'::paths") && !std::mem::replace(&mut is_removed, true) {
            continue;
        }
        let _ = writeln!(lines, "{}", line.replace("$line[2]", "$line[1]"));
        if line.trim_start().starts_with("_describe -t commands 'passerelle commands'") {
            lines.push_str("    _files\n");
        }
    }
    lines
}

/// Adds the possible values to the arguments of a command.
fn with_values(command: Command, library: &Library, lang: Lang) -> Command {
    let activities = &library.catalogue.activities;
    let sections = |all: &[Section]| all.iter().map(|it| possible_value(it.field(), it.name(lang))).collect::<Vec<_>>();
    let values = |name: &str| -> Option<Vec<PossibleValue>> {
        Some(match name {
            "ids" | "open" | "select" => {
                activities.iter().map(|it| possible_value(&it.id, it.place.name.get(lang))).collect()
            }
            "section" => sections(&Section::ALL),
            "lens" | "lens_section" => sections(&Section::LENSES),
            "sort" => Sort::ALL.iter().map(|it| PossibleValue::new(it.id())).collect(),
            // `|` is omitted: some of the scripts would take it for a command separator.
            "separator" => ["comma", "semicolon", "tab"].map(PossibleValue::new).into(),
            "import_country" => facet_values(Facet::Country, library, lang),
            "by" => ["activity", "theme"].map(PossibleValue::new).into(),
            "facet" => Facet::ALL.iter().map(|it| possible_value(it.id(), it.name(lang))).collect(),
            "lang" => {
                let tags = library.catalogue.languages().iter().cloned().map(PossibleValue::new);
                tags.chain([PossibleValue::new("all")]).collect()
            }
            name => facet_values(FacetFilters::facet_of(name)?, library, lang),
        })
    };
    let arguments: Vec<String> = command.get_arguments().map(|it| it.get_id().to_string()).collect();
    arguments.into_iter().fold(command, |command, name| match values(&name) {
        Some(values) => command.mut_arg(name, |it| it.value_parser(PossibleValuesParser::new(values)).hide(false)),
        None => command,
    })
}

/// Returns the values of a facet that activities have; every country for [`Facet::Country`].
fn facet_values(facet: Facet, library: &Library, lang: Lang) -> Vec<PossibleValue> {
    if facet == Facet::Country {
        return Country::all().map(|it| possible_value(it.code(), it.name(lang))).collect();
    }
    let answer = Answer::new(library, &Query::default(), lang, None);
    let (terms, counted) = (library.terms(), counts(library, &Query::default(), &answer, facet));
    // Every activity states some section.
    let values = counted.iter().map(|it| it.value).filter(|it| (facet, *it) != (Facet::Section, Value::NotStated));
    values.map(|it| possible_value(&it.id(facet, terms), &it.label(facet, terms, lang))).collect()
}

/// Returns a value with its name as the description.
fn possible_value(id: &str, name: &str) -> PossibleValue {
    PossibleValue::new(id.to_owned()).help(without_shell_characters(name))
}

/// Replaces the characters of a name that a shell could interpret: each script quotes the descriptions of values in its
/// own way, and not every character.
fn without_shell_characters(name: &str) -> String {
    let is_inert = |it: char| it.is_alphanumeric() || matches!(it, ' ' | ',' | '.' | '/' | '-' | '–' | '’' | '\u{a0}');
    let inert: String = name.replace('\'', "’").chars().map(|it| if is_inert(it) { it } else { ' ' }).collect();
    inert.split(' ').filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns the manual page (roff): the program, each command with its options, notes, and every key.
pub(super) fn man(lang: Lang) -> String {
    let (words, options) = (lang.words(), &lang.words().options);
    let [name, synopsis, description, option, command_word, notes] = options.manual;
    let mut definition = command(lang);
    definition.build();
    let program = Man::new(definition.clone());
    let mut page = APOSTROPHE.to_owned() + &render(|out| program.render_title(out));
    page.push_str(&render(|out| program.render_name_section(out)).replace(".SH NAME", &format!(".SH {name}")));
    let usage = options.template.split("\n\n").nth(1).unwrap_or_default();
    let usage = usage.split_once(':').map_or(usage, |(_, usage)| usage);
    let _ = writeln!(
        page,
        ".SH {synopsis}\n.nf\n{}\n.fi",
        usage.lines().map(|it| escape_roff(it.trim())).collect::<Vec<_>>().join("\n")
    );
    let _ = writeln!(page, ".SH {description}\n{}", escape_roff(options.about));
    let _ = writeln!(
        page,
        ".SH {}\n{}.\n{}",
        escape_roff(&option.to_uppercase()),
        escape_roff(options.filters.trim_end()),
        arguments(&program)
    );
    for command in definition.get_subcommands() {
        let about = command.get_about().map(|it| it.to_string()).unwrap_or_default();
        let _ = writeln!(page, ".SH {command_word} {}\n{}\n.PP", escape_roff(command.get_name()), escape_roff(&about));
        let usage = command.clone().render_usage().to_string();
        let usage = usage.split_once(':').map_or(usage.as_str(), |(_, usage)| usage);
        let _ = writeln!(page, "\\fB{}\\fR\n{}", escape_roff(usage.trim()), arguments(&Man::new(command.clone())));
    }
    let _ = writeln!(page, ".SH {notes}");
    options.after.split("\n").for_each(|line| {
        let _ = writeln!(page, "{}", if line.is_empty() { ".PP".to_owned() } else { escape_roff(line) });
    });
    page + &keys(words)
}

/// Returns the keys, in a section for each context.
fn keys(words: &'static Words) -> String {
    let mut page = String::new();
    use Context::{Lens, List, Menu, Picker, Prompt, Text, Typeahead};
    for (context, name) in [List, Text, Lens, Picker, Typeahead, Prompt, Menu].into_iter().zip(words.contexts) {
        let _ = writeln!(page, ".SH {}", escape_roff(&name.to_uppercase()));
        for binding in bindings(context) {
            let keys = binding.names(words, false);
            let _ = writeln!(
                page,
                ".TP\n\\fB{}\\fR\n{}",
                escape_roff(&keys.join(", ")),
                escape_roff(binding.label(words).long)
            );
        }
    }
    page
}

/// Returns the arguments and options of a command, without the headings that `clap_mangen` adds.
fn arguments(man: &Man) -> String {
    let rendered = render(|out| man.render_options_section(out));
    rendered.lines().filter(|line| !line.starts_with(".SH")).map(|line| format!("{line}\n")).collect()
}

/// Returns what a function writes, without the repeated definitions of the apostrophe. Writing to a buffer cannot fail.
fn render(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut written = Vec::new();
    let _ = write(&mut written);
    let written = String::from_utf8_lossy(&written).into_owned();
    written.replace(APOSTROPHE, "")
}

/// Escapes the characters that roff would interpret.
fn escape_roff(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}
