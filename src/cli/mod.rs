//! What do the commands print? Arguments, one failure type, and the way from one to the other.

mod arguments;
mod check;
mod cite;
mod environment;
mod facet_filters;
mod facets;
mod failure;
mod filters;
mod lessons;
mod listing;
mod opening;
mod packaging;
mod print;
mod reader;
mod record;
mod sheet;
mod show;
mod usage;
mod values;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use arguments::{Arguments, Command, Export, Files, Filters};
use environment::language;
use failure::Failure;
use listing::{Format, Listing};
use opening::{Listed, answered, load, load_counts, status_of};
use print::print;
use values::{ExportFormat, Languages, Spoken};

use crate::lang::Lang;
use crate::query::Lookup;
use crate::terminal::{self, ignore_sigxfsz};

/// Runs the program with its arguments; returns its exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    ignore_sigxfsz();
    let lang = language(&arguments);
    let arguments = match Arguments::read(arguments, lang) {
        Ok(arguments) => arguments,
        Err(error) => return usage::report(&error, lang),
    };
    let outcome = match &arguments.command {
        None => reader::run(&arguments, lang),
        Some(command) => carry_out(command, &arguments, lang),
    };
    outcome.unwrap_or_else(|failure| failure.report(lang))
}

fn carry_out(command: &Command, arguments: &Arguments, lang: Lang) -> Result<ExitCode, Failure> {
    let languages = if arguments.lang == Some(Spoken::All) { Languages::All } else { Languages::One(lang) };
    let (text, library) = match command {
        Command::List { files, filters, list_format } => {
            let format = Format::of_list(*list_format, terminal::columns());
            return listed(files, filters, format, languages, lang).print();
        }
        Command::Show { ids, files, section, show_format } => {
            let library = load(files, Lookup::Values, lang)?;
            (show::show(&library, ids, section, *show_format, lang, languages)?, library)
        }
        Command::Lessons { files, filters, by, lens_section } => {
            let (library, answer) = answered(files, filters, lang)?;
            lessons::lessons(&library, &answer, *lens_section, *by, lang)?;
            return Ok(status_of(&library.report));
        }
        Command::Facets { facet, files, filters, facets_format } => {
            let library = load_counts(files, filters, lang)?;
            (facets::facets(&library, filters, *facet, *facets_format, lang)?, library)
        }
        Command::Cite { ids, files, style } => {
            let library = load(files, Lookup::Values, lang)?;
            (cite::cite(&library, ids, *style, lang)?, library)
        }
        Command::Export(asked) => return export(asked, languages, lang),
        Command::Check { paths, files, strict, check_format } => {
            let paths = [&paths[..], &files.files].concat();
            let (pieces, status) = check::report(&paths, *check_format, *strict, arguments.prints_colour(), lang)?;
            print(&pieces)?;
            return Ok(status);
        }
        Command::New { new_id, destination } => return sheet::write(new_id, destination, lang),
        Command::Completions { shell } => return printed(packaging::completions(*shell, lang)?),
        Command::Man => return printed(packaging::man(lang)),
    };
    print(&[text.into()])?;
    Ok(status_of(&library.report))
}

/// Prints what needs no catalogue.
fn printed(text: String) -> Result<ExitCode, Failure> {
    print(&[text.into()])?;
    Ok(ExitCode::SUCCESS)
}

fn listed<'a>(files: &'a Files, filters: &'a Filters, format: Format, languages: Languages, lang: Lang) -> Listed<'a> {
    Listed { files, filters, listing: Listing::new(format, lang, languages), lang }
}

/// Exports to a file, or prints.
fn export(asked: &Export, languages: Languages, lang: Lang) -> Result<ExitCode, Failure> {
    let file = asked.destination.file();
    let format = export_format_of(asked.export_format, file)?;
    let listed = listed(&asked.files, &asked.filters, format.into(), languages, lang);
    match file {
        Some(path) => listed.save(path, asked.destination.existing()),
        None => listed.print(),
    }
}

/// Returns the format of an export: the one asked for, else what the name of the file says.
fn export_format_of(asked: Option<ExportFormat>, file: Option<&Path>) -> Result<ExportFormat, Failure> {
    match (asked, file) {
        (Some(format), _) => Ok(format),
        (None, Some(path)) => ExportFormat::of_file(path).ok_or_else(|| Failure::UnknownEnding(path.to_owned())),
        (None, None) => Ok(ExportFormat::Markdown),
    }
}
