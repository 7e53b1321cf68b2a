//! How is a catalogue opened on the screen, or printed where there is none?

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use super::arguments::Arguments;
use super::failure::{Failure, report_problems, say};
use super::{filters, list};
use crate::app::Start;
use crate::catalogue::{Origin, nearest};
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
    let origins = origins(arguments);
    if origins.contains(&Origin::Stdin) && io::stdin().is_terminal() {
        say(lang.words().command.reading_keyboard);
    }
    let mut loading = Loading::start(origins);
    if !is_screen || filters::names_values(arguments) || arguments.open.is_some() {
        loading.finish();
    }
    let catalogue = &loading.library.catalogue;
    if catalogue.activities.is_empty() && !catalogue.problems.is_empty() {
        return Err(Failure::NotOpened(catalogue.problems.clone()));
    }
    let query = filters::query(arguments, &loading.library, lang)?;
    let open = arguments.open.clone().map(|id| known(&loading.library, id)).transpose()?;
    if !is_screen {
        report_problems(&catalogue.problems, lang);
        if catalogue.left_out() > 0 {
            say(&(lang.words().left_out)(catalogue.left_out()));
        }
        let answer = Answer::new(&loading.library, &query, lang, None);
        if answer.rows.is_empty() {
            return Err(Failure::NothingPasses);
        }
        return list::print(&loading.library, &answer, lang).map(|()| ExitCode::SUCCESS);
    }
    let start = Start { lang, query, open, lens: arguments.lens };
    let theme = if arguments.wants_colour() { Theme::colours() } else { Theme::monochrome() };
    let session = Session { theme, has_mouse: !arguments.no_mouse };
    let (app, end) = terminal::run(loading, start, session).map_err(|error| Failure::NoTerminal(error.to_string()))?;
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

fn origins(arguments: &Arguments) -> Vec<Origin> {
    if arguments.paths.is_empty() {
        return vec![Origin::BuiltIn];
    }
    arguments.paths.iter().map(|path| Origin::from_argument(path.as_os_str())).collect()
}

/// Returns the identifier if an activity has it.
fn known(library: &Library, id: String) -> Result<String, Failure> {
    if library.catalogue.position(&id).is_some() {
        return Ok(id);
    }
    let ids = library.catalogue.activities.iter().map(|it| it.id.as_str());
    let nearest = nearest(&id, ids).map(Clean::line);
    Err(Failure::UnknownActivity(Unknown { name: Clean::line(&id), nearest }))
}
