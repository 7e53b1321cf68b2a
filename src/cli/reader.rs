//! How is a catalogue opened on the screen, or printed without one?
//!
//! Runs the program without a command: opens the reader on a terminal, and otherwise prints the list of activities.

use std::process::ExitCode;

use super::arguments::{Reader, command_names};
use super::environment::environment;
use super::failure::{Failure, report_left_out};
use super::filters;
use super::loading::{Progress, Request, leaked, reads_keyboard, status_of, warn_of_keyboard};
use super::print::{print, print_error_line};
use super::view::parse_view;
use crate::app::Start;
use crate::diagnose::is_language;
use crate::export::{Format, Languages, Listing};
use crate::lang::{Lang, Reason};
use crate::load::Origin;
use crate::query::{Query, UnknownName};
use crate::store::Store;
use crate::terminal::{self, ExitReason, Loading, SessionConfig, SessionOutcome};
use crate::text::{Clean, excerpt, most_similar};
use crate::view::{Theme, draw};

/// Opens the reader, or prints the list if standard output is not a terminal.
pub(super) fn run(arguments: &Reader, lang: Lang) -> Result<ExitCode, Failure> {
    let is_screen = terminal::is_terminal();
    if let Some(term) = environment().unusable_terminal().filter(|_| is_screen) {
        return Err(Failure::NoTerminal(term.map(|it| (lang.words().command.unusable_terminal_type)(&it))));
    }
    if let Some(failure) = command_after_path(arguments) {
        return Err(failure);
    }
    let request = Request::new(&arguments.paths, &arguments.filters, !arguments.no_state, lang)?;
    if !is_screen {
        return list(&request, arguments);
    }
    let origins = request.origins;
    warn_of_keyboard(&origins, lang);
    let mut loading = Loading::start(origins.clone());
    // A catalogue typed on the keyboard must not be mistaken for key presses of the reader.
    if reads_keyboard(&origins) {
        loading.finish(&mut |_| ());
    } else if !can_resolve_names(&loading, arguments, lang) {
        let mut progress = Progress::for_startup(lang);
        loading.finish(&mut |library| progress.update(library.index.len()));
        progress.erase();
        // Discards keys that were pressed before the reader was shown.
        terminal::discard_input();
    }
    if loading.library.is_unusable() {
        let problems = || loading.library.report.problems.clone();
        return Err(misspelt_command(arguments).unwrap_or_else(|| Failure::NotOpened(problems())));
    }
    let query = filters::query(&arguments.filters, &loading.library, lang)?;
    arguments.ensure_known(&loading.library)?;
    show(loading, query, arguments, lang)
}

/// Returns whether the given identifiers and filter values can be resolved yet, so that the rest can load while the
/// reader is shown.
fn can_resolve_names(loading: &Loading, arguments: &Reader, lang: Lang) -> bool {
    let library = &loading.library;
    let mut ids = [&arguments.open, &arguments.select].into_iter().flatten().peekable();
    if ids.peek().is_none() && !filters::has_facet_filter(&arguments.filters) {
        return true;
    }
    let is_one_file = matches!(loading.origins(), [origin] if origin.is_one_file());
    let are_loaded = ids.all(|it| library.catalogue.position(it).is_some());
    is_one_file && are_loaded && filters::final_query(&arguments.filters, library, lang).is_some()
}

/// Prints the list of activities.
fn list(request: &Request<'_>, arguments: &Reader) -> Result<ExitCode, Failure> {
    let (library, _, answer) = request.load_and_query().map_err(|failure| match failure {
        Failure::NotOpened(_) => misspelt_command(arguments).unwrap_or(failure),
        failure => failure,
    })?;
    arguments.ensure_known(library)?;
    let mut listing = Listing::new(Format::Table(terminal::columns()), request.lang, Languages::One(request.lang));
    listing.add(library, &answer.rows)?;
    print(&[listing.end(library).into()])?;
    Ok(status_of(&library.report))
}

/// Runs the reader on the screen, then reports what it could not show.
fn show(loading: Loading, query: Query, arguments: &Reader, lang: Lang) -> Result<ExitCode, Failure> {
    let environment = environment();
    let origins = loading.origins().to_vec();
    let store = if arguments.no_state { None } else { Store::in_user_data_dir() };
    // Precedence: the arguments, the language last chosen in the reader, the environment.
    let saved_language = store.as_ref().filter(|_| arguments.lang.is_none()).and_then(Store::language);
    let saved_language = saved_language.filter(|it| is_language(it));
    let mut host = environment.host(&origins);
    host.is_mouse_disabled |= arguments.no_mouse;
    host.has_unread_input = terminal::is_stdin_redirected() && !origins.contains(&Origin::Stdin);
    let (has_mouse, is_legacy) = (!host.is_mouse_disabled, environment.is_legacy_terminal());
    let start = Start {
        view: arguments.view(query, saved_language.map_or(lang, |it| lang.with_texts(&it))),
        host,
        is_ascii: arguments.ascii || environment.wants_ascii(),
        ..Start::default()
    };
    let theme = if environment.wants_colour(arguments.color) { Theme::colours() } else { Theme::monochrome() };
    let has_links = !start.is_ascii && environment.supports_links();
    let is_remote = environment.is_remote();
    let session =
        SessionConfig { theme, is_remote, has_mouse, is_legacy, draw, store, read_view: parse_view, has_links };
    let outcome = terminal::run(loading, start, session)
        .map_err(|error| Failure::NoTerminal(Some(Reason::of(&error).in_words(lang))))?;
    Ok(report_outcome(leaked(outcome), &origins))
}

/// Reports the problems of the session and of the catalogue, and returns the exit status.
fn report_outcome(SessionOutcome { app, end, problem }: &SessionOutcome, origins: &[Origin]) -> ExitCode {
    let (report, lang) = (&app.library().report, app.lang());
    if let Some(problem) = problem {
        print_error_line(&format!("{} {}", lang.words().command.error, problem.in_words(lang)));
    }
    if *end == ExitReason::InputLost {
        print_error_line(&format!("{} {}", lang.words().command.error, lang.words().command.input_lost));
    }
    report_left_out(report, origins, lang);
    match end {
        ExitReason::Quit if problem.is_none() => status_of(report),
        ExitReason::Quit | ExitReason::InputLost => ExitCode::from(2),
        ExitReason::Signal(signal) => {
            terminal::exit_by_signal(*signal);
            ExitCode::from(2)
        }
    }
}

/// Returns a failure if a path is a command, which comes first, and does not exist.
fn command_after_path(arguments: &Reader) -> Option<Failure> {
    let mut missing = arguments.paths.iter().filter(|it| !it.exists());
    let command = missing.find_map(|it| command_names().into_iter().find(|name| it.as_os_str() == name.as_str()))?;
    Some(Failure::CommandNotFirst(command))
}

/// Returns a failure if the first path looks like a misspelt command and does not exist.
fn misspelt_command(arguments: &Reader) -> Option<Failure> {
    let path = arguments.paths.first()?;
    let written = path.to_str().filter(|_| !path.exists())?;
    let is_word = written != "-" && written.bytes().all(|it| it.is_ascii_lowercase() || it == b'-');
    let names = command_names();
    let nearest = most_similar(written, names.iter().map(String::as_str)).map(|it| format!("passerelle {it}"));
    let unknown = UnknownName { name: excerpt(written), nearest: nearest.map(|it| Clean::line(&it)) };
    is_word.then_some(Failure::NoCommand(unknown, names))
}
