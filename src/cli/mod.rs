//! What do the commands print? Arguments, one failure type, and the way from one to the other.

mod arguments;
mod check;
mod cite;
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
mod values;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use arguments::{Arguments, Command, Files, language, origins};
use failure::{Failure, report_left_out};
use print::{print, say};
use values::{ExportFormat, Languages};

use crate::lang::Lang;
use crate::load::Origin;
use crate::query::Library;
use crate::terminal::bear_size_limits;

/// Runs the program with its arguments; returns its exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    bear_size_limits();
    let lang = language(&arguments);
    let outcome = Arguments::read(arguments, lang).and_then(|arguments| carry_out(&arguments, lang));
    match outcome {
        Ok(status) => status,
        Err(failure) => failure.report(lang),
    }
}

fn carry_out(arguments: &Arguments, lang: Lang) -> Result<ExitCode, Failure> {
    let languages = arguments.lang.unwrap_or(Languages::One(lang));
    let mut status = ExitCode::SUCCESS;
    let mut open = |files: &Files| {
        let library = load(files, lang)?;
        status = reader::status_of(&library.report);
        Ok::<Library, Failure>(library)
    };
    let output = match &arguments.command {
        None => return reader::run(arguments, lang),
        Some(Command::List { files, filters, list_format }) => {
            let library = open(files)?;
            let answer = filters::answer(filters, &library, lang)?;
            list::list(&library, &answer, *list_format, lang, languages)?
        }
        Some(Command::Show { ids, files, section, show_format }) => {
            let library = open(files)?;
            show::show(&library, ids, section, *show_format, lang, languages)?
        }
        Some(Command::Lessons { files, filters, by, lens_section }) => {
            let library = open(files)?;
            let answer = filters::answer(filters, &library, lang)?;
            lessons::lessons(&library, &answer, *lens_section, *by, lang)
        }
        Some(Command::Facets { facet, files, filters, facets_format }) => {
            let library = open(files)?;
            facets::facets(&library, filters, *facet, *facets_format, lang)?
        }
        Some(Command::Export { files, filters, export_format, output, force }) => {
            let file = output.as_ref().filter(|it| it.as_os_str() != "-");
            let format = match (export_format, file) {
                (Some(format), _) => *format,
                (None, Some(path)) => ExportFormat::of_file(path)?,
                (None, None) => ExportFormat::Markdown,
            };
            let library = open(files)?;
            let answer = filters::answer(filters, &library, lang)?;
            let text = export::export(&library, &answer, format, lang, languages)?;
            match file {
                Some(path) => return export::save(path, &text, *force).map(|()| status),
                None => text,
            }
        }
        Some(Command::Cite { ids, files, style }) => cite::cite(&open(files)?, ids, *style, lang)?,
        Some(Command::Check { paths, files, strict, check_format }) => {
            let paths = [&paths[..], &files.files].concat();
            let (report, status) = check::report(&paths, *check_format, *strict, arguments.prints_colour(), lang)?;
            return print(&report).map(|()| status);
        }
        Some(Command::New { new_id }) => sheet::new(new_id, lang)?,
        Some(Command::Completions { shell }) => packaging::completions(*shell, lang),
        Some(Command::Man) => packaging::man(lang),
    };
    print(&[output.into()]).map(|()| status)
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
