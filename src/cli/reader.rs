//! How is a catalogue opened on the screen, or printed where there is none?

use std::process::ExitCode;

use super::arguments::{Arguments, origins};
use super::failure::{Failure, report_left_out, report_problems};
use super::{filters, list, print, warn_of_keyboard};
use crate::app::Start;
use crate::catalogue::nearest;
use crate::lang::Lang;
use crate::query::{Answer, Library, Unknown};
use crate::terminal::{self, End, Loading, Session};
use crate::text::Clean;
use crate::view::Theme;

/// Opens the reader, or prints the list where standard output is no terminal.
pub(super) fn run(arguments: &Arguments, lang: Lang) -> Result<ExitCode, Failure> {
    let is_screen = terminal::is_terminal();
    if is_screen && std::env::var_os("TERM").is_none_or(|it| it.is_empty() || it == "dumb") && cfg!(unix) {
        return Err(Failure::NoTerminal("TERM=dumb".to_owned()));
    }
    let origins = origins(&arguments.paths);
    warn_of_keyboard(&origins, lang);
    let mut loading = Loading::start(origins);
    if !is_screen || filters::names_values(&arguments.filters) || arguments.open.is_some() {
        loading.finish();
    }
    let catalogue = &loading.library.catalogue;
    if catalogue.activities.is_empty() && !catalogue.problems.is_empty() {
        return Err(Failure::NotOpened(catalogue.problems.clone()));
    }
    let query = filters::query(&arguments.filters, &loading.library, lang)?;
    if let Some(id) = &arguments.open {
        position(&loading.library, id)?;
    }
    let open = arguments.open.clone();
    if !is_screen {
        report_left_out(catalogue, lang);
        let answer = Answer::new(&loading.library, &query, lang, None);
        if answer.rows.is_empty() {
            return Err(Failure::NothingPasses);
        }
        let table = list::table(&loading.library, &answer, lang, None);
        return print(&table).map(|()| ExitCode::SUCCESS);
    }
    let start = Start { lang, query, open, lens: arguments.lens };
    let theme = if arguments.wants_colour() { Theme::colours() } else { Theme::monochrome() };
    let session = Session { theme, has_mouse: !arguments.no_mouse };
    let (app, end) = terminal::run(loading, start, session).map_err(|error| Failure::NoTerminal(error.to_string()))?;
    let catalogue = &app.library.catalogue;
    if end == End::Quit && catalogue.activities.is_empty() && !catalogue.problems.is_empty() {
        return Err(Failure::NotOpened(catalogue.problems.clone()));
    }
    // On the screen there was room for the first one only.
    report_problems(&app.library.catalogue.problems, lang);
    match end {
        End::Quit => Ok(ExitCode::SUCCESS),
        End::InputLost => Ok(ExitCode::from(2)),
        End::Signal(signal) => {
            terminal::die_of(signal);
            Ok(ExitCode::from(2))
        }
    }
}

/// Returns the record number of the activity with an identifier.
///
/// # Errors
/// That no activity has it, with the nearest identifier.
pub(super) fn position(library: &Library, id: &str) -> Result<usize, Failure> {
    library.catalogue.position(id).ok_or_else(|| {
        let ids = library.catalogue.activities.iter().map(|it| it.id.as_str());
        let nearest = nearest(id, ids).map(Clean::line);
        Failure::UnknownActivity(Unknown { name: Clean::line(id), nearest })
    })
}
