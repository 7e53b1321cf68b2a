//! Which view does a command line open?
//!
//! Parses a command line that is pasted into the reader, such as one copied from it, and returns the view that it
//! describes.

use super::arguments::{Arguments, Reader};
use super::failure::Failure;
use super::filters;
use super::loading::position;
use super::usage::sentence;
use crate::app::{App, View};
use crate::lang::Lang;
use crate::load::Origin;
use crate::query::{Library, Query};
use crate::text::Clean;

/// Returns the view that a command line opens, or a message if it cannot be opened; `None` if the text is not a command
/// line of the program.
pub(super) fn parse_view(line: &str, app: &App) -> Option<Result<View, Clean>> {
    let line = line.trim().trim_start_matches("$ ");
    let program = line.split(' ').next()?.rsplit(['/', '\\']).next()?;
    if program.strip_suffix(".exe").unwrap_or(program) != "passerelle" {
        return None;
    }
    Some(parse(line, app).map_err(|message| Clean::line(&message)))
}

fn parse(line: &str, app: &App) -> Result<View, String> {
    let (lang, library) = (app.lang(), app.library());
    let [not_understood, prints] = [lang.words().command.not_understood, lang.words().command.prints];
    let prints = || prints.to_owned();
    let mut words = shlex::split(line).ok_or(not_understood)?;
    // What the shell does with the output is not part of the view; after `--search`, such a word is searched for.
    let is_for_shell = |it: &str| matches!(it, "|" | "||" | "&&" | "&" | ";" | ">" | ">>" | "<");
    let is_end = |it: &[String]| is_for_shell(&it[1]) && !matches!(it[0].as_str(), "--search" | "-q");
    words.truncate(words.windows(2).position(is_end).map_or(words.len(), |it| it + 1));
    let arguments = words.into_iter().map(Into::into).collect();
    let Arguments { command, reader: arguments } =
        Arguments::read(arguments, lang).map_err(|it| if it.use_stderr() { sentence(&it, lang) } else { prints() })?;
    if command.is_some() {
        return Err(prints());
    }
    let files = arguments.paths.iter().chain(&arguments.filters.catalogues.files);
    let files: Vec<String> = files.map(|it| Origin::from_argument(it.as_os_str()).name().to_string()).collect();
    if !files.is_empty() && files != app.host().origin_names {
        return Err((lang.words().command.other_catalogue)(&files.join(", ")));
    }
    let sentence = |failure: Failure| failure.sentence(lang);
    arguments.ensure_known(library).map_err(sentence)?;
    let query = filters::query(&arguments.filters, library, lang).map_err(sentence)?;
    let requested = arguments.lang.as_ref().and_then(|it| it.tag());
    Ok(arguments.view(query, requested.map_or(lang, |it| lang.with_texts(it))))
}

impl Reader {
    /// Checks that the activities to open and to select are known.
    pub(super) fn ensure_known(&self, library: &Library) -> Result<(), Failure> {
        [&self.open, &self.select].into_iter().flatten().try_for_each(|it| position(library, it).map(drop))
    }

    /// Returns the view that the arguments describe, with the query of their filters.
    pub(super) fn view(&self, query: Query, lang: Lang) -> View {
        View {
            query,
            lang,
            open: self.open.clone(),
            select: self.select.clone(),
            lens: self.lens.map(|it| (it, self.by.unwrap_or_default())),
            one_pane: self.one_pane,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use std::sync::atomic::AtomicU32;

    use proptest::prelude::*;

    use super::*;
    use crate::app::{Action, Message, Motion, Start};
    use crate::query::{Facet, Library};

    static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::load(vec![Origin::BuiltIn]));

    fn app() -> App {
        let library = Library::load(vec![Origin::BuiltIn]);
        App::new(library, Start::in_language(Lang::EN), (120, 40))
    }

    /// Performs an action that changes the view.
    fn act(app: &mut App, step: u8, letter: &str) {
        let mut act = |action| drop(app.update(Message::Act(action)));
        match step {
            0..=8 => {
                act(Action::Pick(Some(Facet::ALL[usize::from(step)])));
                (0..letter.len()).for_each(|_| act(Action::Move(Motion::Down)));
                act(if letter.len().is_multiple_of(2) { Action::Toggle } else { Action::Exclude });
                act(Action::Close);
            }
            9 => {
                act(Action::Search);
                app.update(Message::Paste(letter.to_owned()));
                app.update(Message::Act(Action::Accept));
            }
            10 => act(Action::Sort),
            11 => act(Action::Reverse),
            12 => act(Action::SwitchLanguage),
            13 => act(Action::Lens),
            14 => act(Action::Regroup),
            15 => act(Action::LensSection(1)),
            16 => act(Action::Move(Motion::Down)),
            17 => act(Action::Read),
            18 => act(Action::Zoom),
            19 => act(Action::Mark),
            20 => act(Action::MarkedOnly),
            _ => act(Action::Close),
        }
    }

    /// Number of views that were opened by their command.
    static OPENED: AtomicU32 = AtomicU32::new(0);

    proptest! {
        #[test]
        fn command_line_of_a_view_restores_it(
            steps in prop::collection::vec((0_u8..22, "[a-e]{0,6}|-|- x|'|\"a b\"|é \\$x|title:a"), 0..12)
        ) {
            let mut app = app();
            steps.iter().for_each(|(step, letter)| act(&mut app, *step, letter));
            let line = app.command_line();
            let view = parse_view(&line, &app).unwrap();
            prop_assert!(view.is_ok(), "{line}: {view:?}");
            let mut restored = self::app();
            // Marks are stored separately, and not part of a view.
            app.library().marks().to_vec().iter().for_each(|record| {
                let id = &LIBRARY.catalogue.activities[*record].id;
                let open = View { select: Some(id.to_string()), ..View::default() };
                restored.update(Message::View(Box::new(open)));
                restored.update(Message::Act(Action::Mark));
            });
            restored.update(Message::View(Box::new(view.unwrap())));
            prop_assert_eq!(restored.command_line(), line);
            prop_assert_eq!(restored.view(), app.view());
            prop_assert_eq!(&restored.list().answer.rows, &app.list().answer.rows);
            crate::figure_of_cases(&OPENED, ProptestConfig::default().cases, "views reopened by their command", "others");
        }
    }

    #[test]
    fn printing_or_malformed_commands_open_no_view() {
        let app = app();
        let words = &app.lang().words().command;
        for (line, reason) in [
            ("passerelle --help", words.prints),
            ("passerelle --version", words.prints),
            ("passerelle list --country FR", words.prints),
            ("passerelle 'a", words.not_understood),
        ] {
            assert_eq!(parse_view(line, &app).unwrap().unwrap_err().as_str(), reason, "{line}");
        }
    }

    #[test]
    fn view_opens_only_for_the_current_catalogue() {
        let desktop = crate::app::Host { origin_names: vec!["a.ron".to_owned()], ..Default::default() };
        let library = Library::load(vec![Origin::BuiltIn]);
        let app = App::new(library, Start { host: desktop, ..Start::in_language(Lang::EN) }, (120, 40));
        for (line, is_opened) in [
            ("passerelle a.ron --lens lessons", true),
            ("passerelle --lens lessons", true),
            ("passerelle --lens lessons | less", true),
            ("passerelle --lens lessons > b.ron", true),
            ("passerelle --search '|' --lens lessons", true),
            ("passerelle --search '>'", true),
            ("passerelle b.ron", false),
            ("passerelle a.ron b.ron", false),
        ] {
            assert_eq!(parse_view(line, &app).unwrap().is_ok(), is_opened, "{line}");
        }
    }

    #[test]
    fn command_lines_are_recognised_and_rejected_with_reason() {
        let app = app();
        for text in ["", "passerelles", "ls", "see passerelle", "a/passerelle/b"] {
            assert!(parse_view(text, &app).is_none(), "{text}");
        }
        for (line, sentence) in [
            ("passerelle list", "run it outside the reader"),
            ("passerelle --country Franse", "Did you mean “France”?"),
            ("passerelle --open nowhere", "nowhere"),
            ("passerelle 'x", "cannot be understood"),
            ("passerelle other.ron --country FR", "another catalogue, other.ron"),
            ("passerelle -f other.ron", "another catalogue"),
            ("passerelle --frob", "--frob"),
        ] {
            let Some(Err(reason)) = parse_view(line, &app) else { panic!("{line}") };
            assert!(reason.contains(sentence), "{line}: {reason}");
        }
        for program in ["$ passerelle", "./passerelle", "~/.cargo/bin/passerelle", "target\\release\\passerelle.exe"] {
            assert!(matches!(parse_view(&format!("{program} --lens outlook\n"), &app), Some(Ok(_))), "{program}");
        }
    }
}
