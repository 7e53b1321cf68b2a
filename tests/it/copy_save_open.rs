//! What leaves the reader when something is copied, saved or opened?

use passerelle::app::{Effect, Host, MAX_CLIPBOARD_BYTES, Message, Overlay, Purpose, Start};
use passerelle::export::{SaveFormat, Saved};
use passerelle::lang::{Lang, Reason};
use passerelle::load::Origin;
use passerelle::query::Library;
use passerelle::text::Clean;

use crate::support::Session;

fn session(desktop: Host) -> Session {
    let library = Library::load(vec![Origin::BuiltIn]);
    Session::on(library, Start { host: desktop, ..Start::in_language(Lang::EN) }, (120, 40))
}

fn session_with_clipboard() -> Session {
    session(Host { has_clipboard: true, ..Host::default() })
}

/// Presses keys, then performs `last`; returns its effect.
fn effect(session: &mut Session, keys: &str, last: passerelle::app::Action) -> Option<Effect> {
    session.keys(keys);
    session.app.update(Message::Act(last))
}

fn copied(session: &mut Session, keys: &str) -> String {
    match effect(session, keys, passerelle::app::Action::Accept) {
        Some(Effect::Copy(text)) => text,
        other => panic!("{keys}: {other:?}"),
    }
}

#[test]
fn citation_is_copied_in_three_keys() {
    let mut session = session_with_clipboard();
    let text = copied(&mut session, "7 y");
    assert!(text.starts_with("“") && text.contains("(Sollentuna, Sweden)") && text.contains("efus.eu"), "{text}");
    assert!(session.app.overlay().is_none());
    assert!(session.screen().contains("Sent to the terminal for its clipboard: Citation."), "{}", session.screen());
}

#[test]
fn passage_is_the_first_copy_choice_in_text_and_lens() {
    let mut session = session_with_clipboard();
    let text = copied(&mut session, "Enter 5 y");
    assert!(text.starts_with("“Joint working groups") && text.contains("\n\n“Assessing risk"), "{text}");
    let provenance =
        ["(Obstacle · stated by the source)", "(Advice · stated by the source)", "(Success · stated by the source)"];
    assert!(provenance.iter().any(|it| text.contains(&format!("” {it}\n"))), "a lesson keeps its provenance: {text}");
    let mut session = session_with_clipboard();
    let text = copied(&mut session, "Enter 1 y");
    assert!(!text.lines().next().unwrap().ends_with(')'), "{text}");
    let mut session = session_with_clipboard();
    let text = copied(&mut session, "L Down y");
    assert!(text.starts_with("“Defining a target group can go hand in hand"), "{text}");
}

#[test]
fn menu_digits_select_rows_and_q_closes_the_menu() {
    let mut session = session_with_clipboard();
    session.keys("y 9");
    assert!(session.screen().contains("Nothing shown here has the number 9.") && session.app.overlay().is_some());
    session.keys("Esc y");
    assert!(
        matches!(session.app.update(Message::Act(passerelle::app::Action::GoToNumber(3))), Some(Effect::Copy(it)) if it.starts_with("@misc{avignon,"))
    );
    session.keys("y q");
    assert!(session.app.overlay().is_none() && !session.has_quit, "q leaves the menu only");
}

#[test]
fn copied_text_is_shown_if_the_clipboard_may_be_refused() {
    let mut session = session(Host::default());
    copied(&mut session, "y");
    assert!(matches!(session.app.overlay(), Some(Overlay::Menu(_))));
    assert!(session.screen().contains("━ Citation ━") && session.screen().contains("(Avignon, France)”"));
    session.keys("Esc Y");
    assert!(session.screen().contains("passerelle --lang en"), "{}", session.screen());
}

#[test]
fn shown_text_scrolls_to_its_end_in_small_windows() {
    for size in [(40, 12), (30, 8), (120, 40)] {
        let mut session = session(Host::default());
        session.send(Message::Resize(size.0, size.1));
        session.keys("y Down Down Enter");
        assert!(session.screen().contains("@misc{avignon,"), "{}", session.screen());
        session.keys("End");
        assert!(session.screen().contains("urldate = {2026-11-23}"), "{}", session.screen());
        session.keys("Home");
        assert!(session.screen().contains("@misc{avignon,"), "{}", session.screen());
        session.keys("Down Down Up");
        assert!(session.draw().1.cursor.is_some(), "the cursor follows");
    }
}

#[test]
fn text_too_long_for_the_clipboard_is_reported() {
    let long = "word ".repeat(MAX_CLIPBOARD_BYTES / 5 + 1);
    let catalogue = format!(
        r#"Catalogue(format: 1, title: "T", activities: [Activity(id: "a", title: "{long}", place: Place(name: "P", country: "FR"))])"#
    );
    let library = Library::load(vec![Origin::Text(Clean::line("t.ron"), catalogue)]);
    let mut session = Session::on(library, Start::in_language(Lang::EN), (80, 24));
    session.keys("y");
    assert_eq!(session.app.update(Message::Act(passerelle::app::Action::Accept)), None);
    assert!(session.screen().contains("over 74 kB"), "{}", session.screen());
}

#[test]
fn sources_are_opened_with_a_desktop_and_copied_without() {
    let address = "https://efus.eu/topics/radicalisation-polarisation-en/local-activities-2";
    let mut session = session(Host { can_open: true, ..Host::default() });
    session.keys("o Down");
    assert!(session.screen().contains(address), "it is shown before it is opened: {}", session.screen());
    let opened = session.app.update(Message::Act(passerelle::app::Action::Accept));
    assert_eq!(opened, Some(Effect::Open(address.to_owned())));
    session.send(Message::NotOpened(Reason::of(&std::io::ErrorKind::NotFound.into())));
    assert!(session.screen().contains("The desktop could not open it"), "{}", session.screen());
    session.send(Message::NotOpened(Reason::of(&std::io::Error::other("ExitStatus(unix_wait_status(512))"))));
    assert!(session.screen().contains("another program ended with an error. In the menu of o"), "{}", session.screen());
    session.keys("o Down");
    let copied_there = session.app.update(Message::Act(passerelle::app::Action::CopyMenu));
    assert_eq!(copied_there, Some(Effect::Copy(address.to_owned())));
    assert_eq!(copied(&mut session_with_clipboard(), "o Down"), address);
    // The export menu offers file names, which cannot be copied.
    session.keys("Esc e");
    assert_eq!(session.app.update(Message::Act(passerelle::app::Action::CopyMenu)), None);
}

#[test]
fn export_of_an_emptied_catalogue_is_refused() {
    use passerelle::app::Action;

    let empty = || {
        let text = "Catalogue(format: 1, id: \"prepare\", title: \"T\", activities: [])".to_owned();
        Box::new(Library::load(vec![Origin::Text(Clean::line("t.ron"), text)]))
    };
    let mut session = session_with_clipboard();
    session.keys("e");
    session.send(Message::Reload(empty()));
    assert!(session.screen().contains("Export 0 activities"), "{}", session.screen());
    assert_eq!(session.app.update(Message::Act(Action::Accept)), None);
    assert!(session.screen().contains("there is nothing to export") && session.app.overlay().is_none());
    let mut session = session_with_clipboard();
    session.keys("e Enter");
    session.send(Message::Reload(empty()));
    assert_eq!(session.app.update(Message::Act(Action::Accept)), None);
    assert!(session.screen().contains("there is nothing to export"), "{}", session.screen());
}

#[test]
fn typed_file_name_is_visible_on_the_narrowest_screen() {
    let mut session = Session::new(Lang::FR, (20, 6));
    session.keys("e Enter C-u abc");
    assert!(session.screen().lines().last().unwrap().contains("abc"), "{}", session.screen());
}

#[test]
fn exporting_filtered_activities_as_html_takes_seven_keys() {
    let mut session = session_with_clipboard();
    session.keys("c fr Enter e");
    assert!(session.screen().contains("━ Export 3 activities ━"), "{}", session.screen());
    session.keys("Enter");
    assert!(session.screen().contains("Save as: prepare-country-france.html"), "{}", session.screen());
    let saved = session.app.update(Message::Act(passerelle::app::Action::Accept));
    let Some(Effect::Save { name, saving, is_replacing, .. }) = saved else { panic!("{saved:?}") };
    assert_eq!((name.as_str(), saving.rows.len(), is_replacing), ("prepare-country-france.html", 3, false));
    let html = String::from_utf8(saving.bytes(session.app.library(), &mut || true).unwrap()).unwrap();
    assert!(html.contains("<p dir=\"auto\">Shown here: Country: France</p>"), "{html}");
    session.send(Message::Saved(name, SaveFormat::Html, Saved::Done(3)));
    assert!(session.screen().contains("Saved: prepare-country-france.html (3 activities)."));
}

#[test]
fn activity_being_read_is_exported_by_itself() {
    let mut session = session_with_clipboard();
    session.keys("c fr Enter Down Enter e");
    assert!(session.screen().contains("━ Export this activity ━"), "{}", session.screen());
    session.keys("Enter");
    assert!(session.screen().contains("Save as: prepare-clichy-sous-bois.html"), "{}", session.screen());
    let saved = session.app.update(Message::Act(passerelle::app::Action::Accept));
    let Some(Effect::Save { name, saving, .. }) = saved else { panic!("{saved:?}") };
    let html = String::from_utf8(saving.bytes(session.app.library(), &mut || true).unwrap()).unwrap();
    assert!(html.matches("<article").count() == 1 && html.contains("Clichy-sous-Bois"), "{html}");
    assert!(!html.contains("Shown here"), "the filters say nothing about it: {html}");
    session.send(Message::Saved(name, SaveFormat::Html, Saved::Done(1)));
    assert!(session.screen().contains("Saved: prepare-clichy-sous-bois.html (1 activity)."));
    // From the lens likewise; back in the lens and the list, everything is exported again.
    session.keys("Esc L Enter e");
    assert!(session.screen().contains("━ Export this activity ━"), "{}", session.screen());
    for (keys, title) in [("Esc Esc e", "━ Export 3 activities · Lessons ━"), ("Esc Esc e", "━ Export 3 activities ━")]
    {
        session.keys(keys);
        assert!(session.screen().contains(title), "{}", session.screen());
    }
    // If the activity is gone, so are the menu and the prompt that were about it.
    for keys in ["Enter e", "Enter e Enter"] {
        let mut session = session_with_clipboard();
        session.keys(keys);
        let text = "Catalogue(format: 1, id: \"prepare\", title: \"T\", activities: [
            Activity(id: \"other\", title: \"O\", place: Place(name: \"P\", country: \"FR\")) ])";
        let other = Library::load(vec![Origin::Text(Clean::line("t.ron"), text.to_owned())]);
        session.send(Message::Reload(Box::new(other)));
        assert!(session.app.overlay().is_none(), "{}", session.screen());
    }
}

#[test]
fn existing_file_is_replaced_only_after_confirmation() {
    let mut session = session_with_clipboard();
    session.keys("e Enter");
    session.app.update(Message::Act(passerelle::app::Action::Accept));
    session.send(Message::Saved("prepare.html".to_owned(), SaveFormat::Html, Saved::AlreadyExists));
    assert!(
        session.screen().contains("That file exists. Enter replaces it, Esc keeps it: prepare.html"),
        "{}",
        session.screen()
    );
    let is_replacing = |session: &Session| matches!(session.app.overlay(), Some(Overlay::Prompt(it)) if matches!(it.purpose, Purpose::Save { is_replacing: true, .. }));
    assert!(is_replacing(&session));
    session.keys("End x");
    assert!(!is_replacing(&session), "another name is another file");
    session.keys("Backspace");
    let asked = session.app.update(Message::Act(passerelle::app::Action::Accept));
    assert!(matches!(asked, Some(Effect::Save { is_replacing: false, .. })), "it is asked anew: {asked:?}");
    session.send(Message::Saved("prepare.html".to_owned(), SaveFormat::Html, Saved::AlreadyExists));
    let saved = session.app.update(Message::Act(passerelle::app::Action::Accept));
    assert!(matches!(saved, Some(Effect::Save { is_replacing: true, .. })), "{saved:?}");
    let refused = Saved::Refused(Reason::of(&std::io::ErrorKind::StorageFull.into()));
    session.send(Message::Saved("prepare.html".to_owned(), SaveFormat::Html, refused));
    assert!(session.screen().contains("prepare.html cannot be written"), "{}", session.screen());
    crate::support::figure("existing files", "1 of 1 kept until confirmed");
}

#[test]
fn every_offered_format_can_be_saved() {
    let mut session = session_with_clipboard();
    for keys in ["e", "L e"] {
        session.keys("Esc Esc Esc").keys(keys);
        let Some(Overlay::Menu(menu)) = session.app.overlay() else { panic!("no menu") };
        let count = menu.rows.len();
        session.keys("Esc Esc");
        for number in 1..=count {
            session.keys("Esc Esc").keys(keys);
            session.send(Message::Act(passerelle::app::Action::GoToNumber(number)));
            let saved = session.app.update(Message::Act(passerelle::app::Action::Accept));
            let Some(Effect::Save { name, saving, .. }) = saved else { panic!("{keys} {number}: {saved:?}") };
            let bytes = saving.bytes(session.app.library(), &mut || true).unwrap();
            assert!(bytes.len() > 500, "{name}");
            // The menu promises every language for JSON.
            let has_both = [&b"Joint working groups"[..], b"Des groupes de travail communs"];
            let is_whole = has_both.iter().all(|it| memchr::memmem::find(&bytes, it).is_some());
            assert!(!name.ends_with(".json") || is_whole, "{name}");
        }
    }
}

#[test]
fn marked_activities_can_be_reordered() {
    let mut session = session_with_clipboard();
    session.keys("Space Down Space Down Down Space m");
    assert_eq!(session.ids(), ["avignon", "catalonia", "malaga"]);
    let alt = |session: &mut Session, code| {
        session.press(crossterm::event::KeyEvent::new(code, crossterm::event::KeyModifiers::ALT));
    };
    session.keys("Home");
    alt(&mut session, crossterm::event::KeyCode::Down);
    assert_eq!((session.ids(), session.selected()), (vec!["catalonia", "avignon", "malaga"], "avignon"));
    alt(&mut session, crossterm::event::KeyCode::Down);
    assert_eq!(session.ids(), ["catalonia", "malaga", "avignon"]);
    alt(&mut session, crossterm::event::KeyCode::Down);
    assert_eq!(session.ids(), ["catalonia", "malaga", "avignon"], "it is the last one");
    alt(&mut session, crossterm::event::KeyCode::Up);
    assert_eq!(session.ids(), ["catalonia", "avignon", "malaga"]);
    session.keys("m");
    alt(&mut session, crossterm::event::KeyCode::Up);
    assert!(session.screen().contains("To move marked activities, show only those (m)"), "{}", session.screen());
}

#[test]
fn links_contain_whole_addresses_in_visible_ascii() {
    let library = |url: &str, extra: &str| {
        let catalogue = format!(
            r#"Catalogue(format: 1, title: "T", sources: {{ "s": Source(title: "S", url: "{url}") }}, activities: [
                Activity(id: "a", title: "A", place: Place(name: "P", country: "FR"), sources: ["s"], extra: {{ "x": "{extra}" }})])"#
        );
        Library::load(vec![Origin::Text(Clean::line("t.ron"), catalogue)])
    };
    let long = format!("https://example.org/{}", "abcdefgh/".repeat(20));
    let start = || Start::in_language(Lang::EN);
    let session = Session::on(library(&long, "none"), start(), (80, 40));
    let frame = String::from_utf8(session.frame()).unwrap();
    assert!(frame.matches(&format!("{long}\u{1b}\\")).count() > 1, "on each of its lines the whole of it");
    assert_eq!(frame.matches("\u{1b}]8;id=").count(), frame.matches("\u{1b}]8;;\u{1b}\\").count());
    // Escapes and non-ASCII characters could end the OSC 8 sequence or start another one.
    let hostile = "https://x.org/\\u{1b}\\\\\\u{7}é;";
    let session = Session::on(library("https://x.org", hostile), start(), (80, 40));
    let frame = String::from_utf8(session.frame()).unwrap();
    let reported: Vec<&str> =
        frame.split("\u{1b}]8;id=").skip(1).map(|it| it.split("\u{1b}\\").next().unwrap()).collect();
    assert!(reported.iter().all(|it| it.bytes().all(|it| it.is_ascii_graphic())), "{reported:?}");
    // An overlay hides the links below it.
    let mut session = Session::on(library(&long, "none"), start(), (80, 24));
    session.keys("?");
    assert!(!String::from_utf8(session.frame()).unwrap().contains("\u{1b}]8;id="));
    crate::support::figure("hostile addresses", "0 bytes other than visible ASCII");
}

#[test]
fn saving_can_be_stopped_at_any_point() {
    use passerelle::document::Grouping;
    use passerelle::export::{ExportError, SaveFormat, SaveRequest};
    let library = Library::load(vec![Origin::BuiltIn]);
    let lens = Some((passerelle::catalogue::Section::Lessons, Grouping::default()));
    let all = [
        (SaveFormat::Html, None),
        (SaveFormat::Markdown, None),
        (SaveFormat::Xlsx, None),
        (SaveFormat::Csv, None),
        (SaveFormat::Json, None),
        (SaveFormat::Html, lens),
        (SaveFormat::Json, lens),
        (SaveFormat::Text, lens),
    ];
    let mut stops = 0;
    for (format, lens) in all {
        let saving = SaveRequest { format, rows: (0..9).collect(), lens, filter_description: None, lang: Lang::EN };
        let mut asked = 0;
        let whole = saving.bytes(&library, &mut || {
            asked += 1;
            true
        });
        assert!(whole.is_ok() && asked > 0, "{format:?}");
        // No output remains, wherever it is stopped.
        for left in 0..asked {
            let mut asked = 0;
            let stopped = saving.bytes(&library, &mut || {
                asked += 1;
                asked <= left
            });
            assert_eq!(stopped, Err(ExportError::Stopped), "{format:?}");
            stops += 1;
        }
    }
    crate::support::figure("stopped saves", format!("{stops} stops, 0 files"));
}

#[test]
fn keys_still_work_while_the_copied_text_is_shown() {
    let mut session = session(Host::default());
    session.keys("y Enter");
    assert!(session.screen().contains("Sent to the terminal"), "{}", session.screen());
    session.keys("c");
    assert!(session.screen().contains("┏━ Country"), "{}", session.screen());
    session.keys("Esc y Enter x");
    assert!(session.screen().contains("x does nothing here"), "{}", session.screen());
    assert!(session.app.overlay().is_some(), "what is shown stays");
}

#[test]
fn reorder_keys_are_hinted_only_with_several_marks() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("Space m");
    assert!(!session.screen().contains("Alt-"), "one is in order");
    session.keys("m Down Space m");
    assert!(session.screen().contains("Enter read  Alt-↑ up  Alt-↓ down"), "{}", session.screen());
}

#[test]
fn replacement_prompt_hides_the_saving_notice() {
    let mut session = session_with_clipboard();
    session.keys("e Enter");
    let (name, format) = match session.app.update(Message::Act(passerelle::app::Action::Accept)) {
        Some(Effect::Save { name, saving, .. }) => (name, saving.format),
        other => panic!("{other:?}"),
    };
    session.send(Message::Saving(name.clone()));
    session.send(Message::Saved(name, format, Saved::AlreadyExists));
    let screen = session.screen();
    assert!(screen.contains("That file exists") && !screen.contains("Saving"), "{screen}");
    session.keys("Esc");
    assert!(session.screen().contains("Nothing has been saved."), "{}", session.screen());
}

#[test]
fn file_name_without_extension_gets_that_of_the_format() {
    let mut session = session_with_clipboard();
    session.keys("e Enter");
    session.keys("C-u h a n d o u t");
    match session.app.update(Message::Act(passerelle::app::Action::Accept)) {
        Some(Effect::Save { name, .. }) => assert_eq!(name, "handout.html"),
        other => panic!("{other:?}"),
    }
    // What follows a dot and cannot be an extension is part of the name.
    for (typed, saved) in [("b.v2", "b.v2.html"), ("1.2", "1.2.html")] {
        let mut session = session_with_clipboard();
        session.keys(&format!("e Enter C-u {typed}"));
        match session.app.update(Message::Act(passerelle::app::Action::Accept)) {
            Some(Effect::Save { name, .. }) => assert_eq!(name, saved),
            other => panic!("{other:?}"),
        }
    }
    // `~` is the home directory, not a file name.
    let mut session = session_with_clipboard();
    session.keys("e Enter C-u ~");
    let effect = session.app.update(Message::Act(passerelle::app::Action::Accept));
    assert!(!matches!(&effect, Some(Effect::Save { name, .. }) if name.ends_with(".html")), "{effect:?}");
}

#[test]
fn saving_while_loading_warns_that_the_export_is_partial() {
    let library = Library::load(vec![Origin::BuiltIn]);
    let start = Start { is_loading: true, ..Start::in_language(Lang::EN) };
    let mut session = Session::on(library, start, (120, 40));
    let saved = || {
        Message::Saved("/x/a.csv".to_owned(), passerelle::export::SaveFormat::Csv, passerelle::export::Saved::Done(9))
    };
    session.send(saved());
    assert!(session.screen().contains("Activities not yet read"), "{}", session.screen());
    session.send(Message::Loaded);
    session.send(saved());
    assert!(!session.screen().contains("Activities not yet read"), "{}", session.screen());
}

#[test]
fn source_with_only_a_doi_offers_its_doi_url() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("doi.ron");
    let text = r#"Catalogue(format: 1, title: "T", sources: { "s": Source(title: "Study", doi: "10.1000/a<b>") },
        activities: [Activity(id: "a", title: "A", place: Place(name: "P", country: "FR"), sources: ["s"])])"#;
    std::fs::write(&path, text).unwrap();
    let library = Library::load(vec![Origin::from_argument(path.as_os_str())]);
    let mut session = Session::on(library, Start::in_language(Lang::EN), (120, 40));
    session.keys("o");
    assert!(session.screen().contains("https://doi.org/10.1000/a%3Cb%3E"), "{}", session.screen());
}

#[test]
fn saving_offers_only_the_key_that_stops_it() {
    let mut session = session_with_clipboard();
    assert!(session.screen().contains("q quit"));
    session.send(Message::Saving("a.html".to_owned()));
    let last = session.screen().lines().last().unwrap().to_owned();
    assert!(last.contains("Esc stops") && !last.contains("q quit"), "{last}");
}

#[test]
fn menu_hints_the_copy_key_where_enter_opens() {
    for (can_open, keys, is_named) in [(true, "o", true), (false, "o", false), (true, "y", false), (true, "e", false)] {
        let mut session = session(Host { has_clipboard: true, can_open, ..Host::default() });
        let screen = session.keys(keys).screen();
        assert_eq!(screen.lines().last().unwrap().contains("y copy"), is_named, "{can_open} {keys}: {screen}");
    }
}

#[test]
fn enter_hint_names_the_action_of_the_menu() {
    let desktop = || Host { has_clipboard: true, can_open: true, ..Host::default() };
    for (keys, word) in [("y", "Enter copy"), ("e", "Enter export"), ("o", "Enter open")] {
        let mut session = session(desktop());
        session.keys(keys);
        assert!(session.screen().contains(word), "{}", session.screen());
    }
}

#[test]
fn passage_of_a_silent_section_is_not_replaced_by_another() {
    let first_row = |keys: &str| {
        let mut session = session_with_clipboard();
        session.keys(keys).keys("y");
        let Some(Overlay::Menu(menu)) = session.app.overlay() else { panic!("{}", session.screen()) };
        menu.rows[0].clone()
    };
    // Málaga's sources say nothing about results; nor is the colophon a passage.
    for keys in ["4 Enter 4", "4 Enter G"] {
        assert_eq!(first_row(keys).label, "Citation", "{keys}");
    }
    let lesson = first_row("4 Enter 5");
    assert!(lesson.label.starts_with("This passage") && lesson.text.starts_with('“'), "{lesson:?}");
    let summary = first_row("4 Enter");
    assert!(summary.label.starts_with("This passage"), "at the beginning, the first one: {summary:?}");
}

#[test]
fn extension_of_a_word_processor_leads_to_html() {
    let mut session = session_with_clipboard();
    session.keys("e 1 C-u letter.docx Enter");
    let screen = session.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains("Word and browsers open .html"), "{screen}");
    // A slash at the end makes it a folder, whatever dots its name has.
    session.keys("C-u");
    session.send(Message::Paste("x.d/".to_owned()));
    let saved = session.app.update(Message::Act(passerelle::app::Action::Accept));
    let Some(Effect::Save { in_folder, .. }) = saved else { panic!("{saved:?} {}", session.screen()) };
    assert_eq!(in_folder.as_deref(), Some("x.d/prepare.html"));
}
