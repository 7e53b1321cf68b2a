//! What do the commands print? Arguments, one failure type, and the way from one to the other.

mod arguments;
mod check;
mod cite;
mod environment;
mod export;
mod facets;
mod failure;
mod filters;
mod lessons;
mod list;
mod packaging;
mod print;
mod reader;
mod record;
mod sheet;
mod show;
mod usage;
mod values;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use arguments::{Arguments, Command, Export, Files, Filters};
use environment::{language, origins};
use failure::{Failure, report_left_out};
use print::{print, say};
use values::{ExportFormat, Languages};

use crate::lang::Lang;
use crate::load::Origin;
use crate::query::{Answer, Library};
use crate::terminal::ignore_sigxfsz;

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
    let languages = arguments.lang.unwrap_or(Languages::One(lang));
    let answered = |files, filters: &Filters| answered(files, filters, lang);
    let (text, library) = match command {
        Command::List { files, filters, list_format } => {
            let (library, answer) = answered(files, filters)?;
            (list::list(&library, &answer, *list_format, lang, languages)?, library)
        }
        Command::Show { ids, files, section, show_format } => {
            let library = load(files, lang)?;
            (show::show(&library, ids, section, *show_format, lang, languages)?, library)
        }
        Command::Lessons { files, filters, by, lens_section } => {
            let (library, answer) = answered(files, filters)?;
            (lessons::lessons(&library, &answer, *lens_section, *by, lang), library)
        }
        Command::Facets { facet, files, filters, facets_format } => {
            let library = load(files, lang)?;
            (facets::facets(&library, filters, *facet, *facets_format, lang)?, library)
        }
        Command::Cite { ids, files, style } => {
            let library = load(files, lang)?;
            (cite::cite(&library, ids, *style, lang)?, library)
        }
        Command::Export(asked) => return export(asked, languages, lang),
        Command::Check { paths, files, strict, check_format } => {
            let paths = [&paths[..], &files.files].concat();
            let (pieces, status) = check::report(&paths, *check_format, *strict, arguments.prints_colour(), lang)?;
            print(&pieces)?;
            return Ok(status);
        }
        Command::New { new_id } => return printed(sheet::new(new_id, lang)?),
        Command::Completions { shell } => return printed(packaging::completions(*shell, lang)),
        Command::Man => return printed(packaging::man(lang)),
    };
    print(&[text.into()])?;
    Ok(reader::status_of(&library.report))
}

/// Prints what needs no catalogue.
fn printed(text: String) -> Result<ExitCode, Failure> {
    print(&[text.into()])?;
    Ok(ExitCode::SUCCESS)
}

/// Returns a catalogue, and what of it passes the filters of a command.
fn answered(files: &Files, filters: &Filters, lang: Lang) -> Result<(Library, Answer), Failure> {
    let library = load(files, lang)?;
    let answer = filters::answer(filters, &library, lang)?;
    Ok((library, answer))
}

/// Exports to a file, or prints.
fn export(asked: &Export, languages: Languages, lang: Lang) -> Result<ExitCode, Failure> {
    let file = asked.output.as_deref().filter(|it| it.as_os_str() != "-");
    let format = export_format_of(asked.export_format, file)?;
    let (library, answer) = answered(&asked.files, &asked.filters, lang)?;
    let text = export::export(&library, &answer, format, lang, languages)?;
    match file {
        Some(path) => export::save(path, &text, asked.force)?,
        None => print(&[text.into()])?,
    }
    Ok(reader::status_of(&library.report))
}

/// Returns the format of an export: the one asked for, else what the name of the file says.
fn export_format_of(asked: Option<ExportFormat>, file: Option<&Path>) -> Result<ExportFormat, Failure> {
    match (asked, file) {
        (Some(format), _) => Ok(format),
        (None, Some(path)) => ExportFormat::of_file(path).ok_or_else(|| Failure::UnknownEnding(path.to_owned())),
        (None, None) => Ok(ExportFormat::Markdown),
    }
}

/// Loads the catalogue of a command, and says what of it was left out.
fn load(files: &Files, lang: Lang) -> Result<Library, Failure> {
    let origins = origins(&files.files)?;
    warn_of_keyboard(&origins, lang);
    let library = load_with_progress(origins.clone(), lang);
    usable(&library)?;
    report_left_out(&library.report, &origins, lang);
    Ok(library)
}

/// Returns whether a command can use what has been loaded.
///
/// # Errors
/// Problems that have left nothing, or a file that is not whole.
fn usable(library: &Library) -> Result<(), Failure> {
    match &library.report.incomplete {
        _ if library.is_unusable() => Err(Failure::NotOpened(library.report.problems.clone())),
        Some(problem) => Err(Failure::Incomplete(problem.clone())),
        None => Ok(()),
    }
}

/// Loads catalogues, and tells how far it is where that takes long enough to be asked.
fn load_with_progress(origins: Vec<Origin>, lang: Lang) -> Library {
    const STEP: usize = 1 << 14;
    let is_watched = io::stderr().is_terminal();
    let (mut library, mut told) = (Library::default(), 0);
    Library::stream(origins, &mut |delivery| {
        library.receive(delivery);
        let count = library.catalogue.activities.len();
        if is_watched && count >= told + STEP {
            told = count;
            // Where standard error is closed there is nobody to tell.
            let _ = write!(io::stderr(), "\r{}", (lang.words().loading)(count));
        }
        true
    });
    if told > 0 {
        let blank = " ".repeat(crate::text::width(&(lang.words().loading)(told)));
        let _ = write!(io::stderr(), "\r{blank}\r");
    }
    library
}

/// Says that standard input is awaited, where it is a keyboard: nothing else on the screen would.
fn warn_of_keyboard(origins: &[Origin], lang: Lang) {
    if origins.contains(&Origin::Stdin) && io::stdin().is_terminal() {
        say(lang.words().command.reading_keyboard);
    }
}
