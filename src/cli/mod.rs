//! What do the commands print?
//!
//! Parses the arguments, runs the reader or a command, and reports failures. Each command has its own file.

mod arguments;
mod check;
mod cite;
mod common_args;
mod environment;
mod export;
mod facet_filters;
mod facets;
mod failure;
mod filters;
mod import;
mod lessons;
mod listing_job;
mod loading;
mod new_sheet;
mod packaging;
mod print;
mod reader;
mod selection;
mod show;
mod terminals;
mod usage;
mod values;
mod view;
mod word_order;

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

use arguments::{Arguments, Command, Reader};
use common_args::Filters;
use environment::environment;
use failure::Failure;
use listing_job::ListingJob;
use loading::{Request, status, status_of};
use print::print;
use values::{FacetsFormat, LangOption, LessonsFormat, ListFormat, ShowFormat};

use crate::export::{Cited, Languages, Listing};
use crate::lang::Lang;
use crate::terminal::{self, ignore_sigxfsz};

/// Runs the program with its arguments (including the program name) and returns the exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    ignore_sigxfsz();
    let lang = environment().language(&arguments, sys_locale::get_locales());
    let arguments = match Arguments::read(arguments.clone(), lang) {
        Ok(arguments) => arguments,
        Err(error) => return usage::report(&error, &arguments, lang),
    };
    let outcome = match &arguments.command {
        None => reader::run(&arguments.reader, lang),
        Some(command) => run_command(command, &arguments.reader, lang),
    };
    outcome.unwrap_or_else(|failure| {
        // Consumers of JSON get an empty array instead of empty output.
        let is_list = failure.is_empty_answer() && arguments.command.as_ref().is_some_and(prints_json_list);
        let printed = if is_list { print(&["[]\n".into()]) } else { Ok(()) };
        printed.map_or_else(Failure::from, |()| failure).report(lang)
    })
}

/// Returns whether a command prints a JSON array on standard output.
fn prints_json_list(command: &Command) -> bool {
    match command {
        Command::List { list_format, .. } => matches!(list_format, ListFormat::Json),
        Command::Show { show_format, .. } => matches!(show_format, ShowFormat::Json),
        Command::Facets { facets_format, .. } => matches!(facets_format, FacetsFormat::Json),
        Command::Lessons(arguments) => {
            matches!(arguments.lessons_format, Some(LessonsFormat::Json)) && arguments.destination.file().is_none()
        }
        _ => false,
    }
}

fn run_command<'a>(command: &'a Command, global: &Reader, lang: Lang) -> Result<ExitCode, Failure> {
    let languages = if global.lang == Some(LangOption::All) { Languages::All } else { Languages::One(lang) };
    let request = |filters: &'a Filters| Request::new(&[], filters, !global.no_state, lang);
    let (text, library) = match command {
        Command::List { filters, list_format, table } => {
            let format = export::list_format(*list_format, table, terminal::columns())?;
            let mut job = ListingJob { request: &request(filters)?, listing: Listing::new(format, lang, languages) };
            return job.write(&mut |text| print(&[text.into()])).map(status);
        }
        Command::Show { chosen, section, show_format } => {
            let (library, Cited { rows, .. }) =
                selection::select_activities(&chosen.ids, &request(&chosen.filters)?, false)?;
            (show::show(library, &rows, section, *show_format, lang, languages)?, library)
        }
        Command::Lessons(arguments) => return lessons::lessons(arguments, &request(&arguments.filters)?, languages),
        Command::Facets { facet, filters, facets_format } => {
            let library = request(filters)?.load_counts()?;
            (facets::facets(library, filters, *facet, *facets_format, terminal::columns(), lang)?, library)
        }
        Command::Cite { chosen, style, destination } => {
            return cite::cite(&chosen.ids, &request(&chosen.filters)?, *style, destination);
        }
        Command::Export(arguments) => return export::export(arguments, &request(&arguments.filters)?, languages),
        Command::Import { import_file, import_country, sheet, destination } => {
            let given = import::options(import_file, import_country.as_deref(), sheet.as_ref(), global.lang.as_ref())?;
            return import::import(import_file, &given, destination, lang);
        }
        Command::Check { paths, files, strict, check_format } => {
            let paths = [&paths[..], &files.files].concat();
            let has_colour = environment().prints_colour(global.color);
            return check::check(&paths, *check_format, *strict, has_colour, lang);
        }
        Command::New { new_id, destination } => return new_sheet::write(new_id, destination, lang),
        Command::Completions { shell } => return print_text(packaging::completions(*shell, lang)?),
        Command::Man if io::stdout().is_terminal() => return Err(Failure::ManualSource),
        Command::Man => return print_text(packaging::man(lang)),
    };
    print(&[text.into()])?;
    Ok(status_of(&library.report))
}

/// Prints a text that does not depend on a catalogue.
fn print_text(text: String) -> Result<ExitCode, Failure> {
    print(&[text.into()])?;
    Ok(ExitCode::SUCCESS)
}
