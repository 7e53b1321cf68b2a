//! Small behaviours that no other test covers: each was once changed without any test failing.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use passerelle::app::{Action, Area, Effect, Host, Message, Mode, Overlay, Start, View};
use passerelle::diagnose::{Problem, ProblemKind};
use passerelle::lang::Lang;
use passerelle::load::{Origin, check};
use passerelle::query::Library;
use passerelle::store::Change;

use crate::details::origin;
use crate::support::{Session, run};

/// Returns the text of a catalogue of one activity.
fn catalogue(header: &str, fields: &str) -> String {
    let place = if fields.contains("place:") { "" } else { "place: (name: \"Paris\", country: \"FR\")," };
    format!(
        "Catalogue(format: 1, language: \"en\", title: \"T\", {header}\nactivities: [\n\
         Activity(id: \"a\", title: \"A\", {place}\n{fields}),\n])"
    )
}

fn kinds(text: &str) -> Vec<ProblemKind> {
    check(origin(text)).into_iter().map(|it: Problem| it.kind).filter(|it| !it.is_remark()).collect()
}

fn built_in(size: (u16, u16)) -> Session {
    Session::new(Lang::EN, size)
}

#[test]
fn wheel_moves_through_the_ways_out_of_an_empty_list() {
    let mut session = built_in((120, 40));
    session.keys("c Enter t formers Enter");
    let selected = |session: &Session| session.app.browse().ways_out.selected;
    assert!(session.ids().is_empty() && session.app.browse().ways_out.rows.len() > 1);
    session.send(Message::Wheel(Area::List, 3));
    assert_eq!(selected(&session), 1);
    session.send(Message::Wheel(Area::List, -3));
    assert_eq!(selected(&session), 0);
}

#[test]
fn clicking_a_picker_hint_performs_its_action() {
    let mut session = built_in((120, 40));
    session.keys("c Down").click_on("Enter include");
    assert_eq!(session.ids(), ["catalonia", "malaga"]);
}

#[test]
fn toggling_a_value_keeps_the_picker_highlight() {
    let mut session = built_in((120, 40));
    session.keys("t");
    let value = |session: &Session| match session.app.overlay() {
        Some(Overlay::Picker(picker)) => picker.selected_row().unwrap().value,
        other => panic!("{other:?}"),
    };
    session.keys("i n Down Down");
    let before = value(&session);
    session.keys("Tab");
    assert_eq!(value(&session), before, "of what a word has left");
    session.keys("Backspace Backspace");
    assert_eq!(value(&session), before, "of all again");
}

#[test]
fn page_down_in_help_moves_half_a_screen() {
    for lines in [20, 30, 40] {
        let mut session = built_in((120, lines));
        session.keys("? PgDn");
        assert_eq!(session.app.help().unwrap().selected, usize::from(lines / 2) - 1, "{lines}");
    }
}

#[test]
fn bar_shows_the_short_name_of_a_partner() {
    let header = "organisations: { \"net\": Organisation(name: \"Network of many towns\", short: \"NMT\") },";
    let library = Library::load(origin(&catalogue(header, "partners: [\"net\"]")));
    let mut session = Session::on(library, Start::in_language(Lang::EN), (120, 30));
    session.keys("p Enter");
    let bar = session.screen().lines().next().unwrap().to_owned();
    assert!(bar.contains("p Partner  NMT ") && !bar.contains("towns"), "{bar}");
}

#[test]
fn moving_a_mark_requests_saving_it() {
    let start = Start { has_store: true, ..Start::in_language(Lang::EN) };
    let mut session = Session::on(Library::load(vec![Origin::BuiltIn]), start, (120, 40));
    session.keys("Space Down Space m");
    let effect = session.app.update(Message::Act(passerelle::app::Action::MoveMark(-1)));
    let change = Change::Move { id: "catalonia".to_owned(), before: Some("avignon".to_owned()) };
    let Some(Effect::SaveMarks { catalogue, changes, .. }) = effect else { panic!("{effect:?}") };
    assert_eq!((catalogue.as_str(), changes), ("prepare", vec![change]));
}

#[test]
fn undo_history_holds_200_changes() {
    let mut session = built_in((120, 40));
    for _ in 0..101 {
        session.keys("c fr Enter r");
    }
    let mut count = 0;
    while !session.keys("u").screen().contains("No filter change to undo") {
        count += 1;
        assert!(count <= 210, "{}", session.screen());
    }
    assert_eq!(count, 200);
}

#[test]
fn reload_while_finding_in_a_text_keeps_the_selection() {
    let mut session = built_in((120, 40));
    session.keys("Down Down Enter / a");
    let before = session.selected().to_owned();
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron")).unwrap();
    session.send(Message::Reload(Box::new(Library::load(origin(&text)))));
    assert_eq!((session.selected(), before.as_str()), ("clichy-sous-bois", "clichy-sous-bois"));
}

#[test]
fn cancelling_a_find_shows_no_replaced_search_notice() {
    let mut session = built_in((120, 40));
    session.keys("Enter / prison Enter / x Esc");
    assert!(session.app.notice().is_none_or(|it| !it.text().contains("“prison”")), "{}", session.screen());
    let mut session = built_in((120, 40));
    session.keys("/ prison Enter / x F1");
    assert!(session.app.help().is_some());
    session.keys("Esc");
    assert!(session.app.notice().is_none(), "the help alone is closed: {}", session.screen());
}

#[test]
fn current_hit_has_context_lines_where_there_is_room() {
    let row = |lines: u16| {
        let mut session = built_in((60, lines));
        session.keys("/ prison Enter Enter n n n");
        let pager = session.app.pager();
        (pager.line - pager.top, session.app.panes().text_height())
    };
    let rows: Vec<(usize, usize)> = (6..16).map(row).collect();
    insta::assert_compact_debug_snapshot!(rows, @"[(1, 3), (2, 4), (3, 5), (3, 6), (4, 7), (5, 8), (6, 9), (7, 10), (4, 7), (4, 7)]");
}

#[test]
fn only_non_latin_letters_hint_at_the_keyboard_layout() {
    let message = |letter: char| {
        let mut session = built_in((120, 40));
        session.press(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
        session.screen()
    };
    assert!(message('\u{250}').contains("another alphabet"), "{}", message('\u{250}'));
    assert!(!message('\u{24f}').contains("another alphabet"), "{}", message('\u{24f}'));
}

#[test]
fn unbound_key_notice_names_modifiers() {
    for (code, held, name) in [
        (KeyCode::F(4), KeyModifiers::ALT, "Alt-F4"),
        (KeyCode::F(4), KeyModifiers::CONTROL, "Ctrl-F4"),
        (KeyCode::F(4), KeyModifiers::NONE, "F4"),
        (KeyCode::Insert, KeyModifiers::ALT, "Alt-Ins"),
    ] {
        let mut session = built_in((120, 40));
        session.press(KeyEvent::new(code, held));
        assert!(session.screen().contains(&format!(" {name} does nothing here")), "{name}: {}", session.screen());
    }
}

#[test]
fn none_is_accepted_for_lesson_facets_only() {
    assert_eq!(run(&["list", "--theme", "aucun"]).2, 2);
    assert_eq!(run(&["list", "--basis", "aucun"]).2, 1, "every activity has a lesson");
    assert_eq!(run(&["list", "--basis", "not-stated"]).2, 1);
}

#[test]
fn check_reports_a_country_alias() {
    let text = catalogue("", "place: (name: \"Bath\", country: \"UK\"),");
    let found = check(origin(&text));
    let is_alias = |it: &Problem| it.kind.message(Lang::EN) == "“UK” is read as GB: write GB (ISO 3166-1).";
    assert!(found.iter().any(is_alias), "{found:?}");
}

#[test]
fn text_length_is_limited_to_one_mebibyte() {
    let of = |length: usize| kinds(&catalogue("", &format!("summary: \"{}\"", "a".repeat(length))));
    assert_eq!(of(1 << 20), []);
    assert_eq!(of((1 << 20) + 1), [ProblemKind::LongText((1 << 20) + 1)]);
}

#[test]
fn long_unclosed_text_ends_before_the_next_field() {
    let lines = "Some words that fill the line, and a few more.\n".repeat(100);
    let fields = format!("summary: \"{lines}aims: [\"A\"],\nactions: [\"B\"],");
    assert_eq!(kinds(&catalogue("", &fields))[..1], [ProblemKind::UnclosedText]);
    let comma = |it: &ProblemKind| it.message(Lang::EN) == "a comma belongs here.";
    let found = kinds(&catalogue("", &fields));
    assert!(found.len() == 2 && comma(&found[1]), "{found:?}");
}

#[test]
fn recovery_of_lists_without_opening_bracket() {
    let mut table = String::new();
    for fields in [
        "aims: \"A\", \"B\"],",
        "aims: \"A\", \"B\",",
        "aims: \"A\", B],",
        "aims: \"A\", { \"en\": \"B\" }],",
        "aims: \"A\", 3],",
        "aims: \"A\", actions: [\"B\"],",
        "themes: \"a\", b],",
        "themes: \"a\", 3],",
    ] {
        let message: Vec<String> =
            kinds(&catalogue("", fields)).iter().map(|it| it.message(Lang::EN).to_string()).collect();
        table.push_str(&format!("{fields} {}\n", message.join(" | ")));
    }
    insta::assert_snapshot!(table);
}

#[test]
fn partner_filter_accepts_every_name_of_a_partner() {
    let activity = |id: &str, partner: &str| {
        format!("(id: \"{id}\", title: \"{id}\", place: (name: \"P\", country: \"FR\"), partners: [{partner}]),\n")
    };
    let activities = activity("a", "\"Town hall\"")
        + &activity("b", "{ \"en\": \"TOWN HALL\", \"fr\": \"Mairie\" }")
        + &activity("c", "{ \"en\": \"Town hall\", \"fr\": \"Hôtel de ville\" }")
        + &activity("d", "{ \"fr\": \"Mairie\" }");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.ron");
    let text = format!("Catalogue(format: 1, language: \"en\", title: \"T\", activities: [\n{activities}])");
    std::fs::write(&file, text).unwrap();
    let of = |filter: &str, name: &str| {
        let (out, err, _) = run(&["list", "--format", "ids", "-f", file.to_str().unwrap(), filter, name]);
        out.split_whitespace().collect::<String>() + &err
    };
    assert_eq!(["Mairie", "hotel de ville", "town hall"].map(|it| of("--partner", it)), ["abcd", "abc", "abc"]);
    assert_eq!(of("--not-partner", "Hôtel de ville"), "d");
    let facets = run(&["facets", "partner", "--lang", "fr", "-f", file.to_str().unwrap()]).0;
    assert!(facets.contains("3  town-hall   Mairie\n"), "{facets}");
}

#[test]
fn search_without_a_term_counts_as_empty() {
    for search in ["-", "title:", "|", "\"\""] {
        let mut session = built_in((120, 40));
        session.keys("/").keys(search).keys("Enter");
        assert_eq!((session.ids().len(), session.app.query().search.as_str()), (9, ""), "{search}");
        assert!(!session.app.command_line().contains("--search"), "{search}: {}", session.app.command_line());
        assert!(session.keys("u").screen().contains("No filter change to undo"), "{search}");
        let mut start = Start::in_language(Lang::EN);
        start.view.query.search = search.to_owned();
        let session = Session::on(Library::load(vec![Origin::BuiltIn]), start, (120, 40));
        assert_eq!(session.app.query().search, "", "{search}");
        assert_eq!(
            session.screen().contains("needs a word after its colon"),
            search == "title:",
            "{}",
            session.screen()
        );
    }
    // Replacing another search with it is a change that can be undone.
    let mut session = built_in((120, 40));
    session.keys("/ prison Enter / C-u - Enter");
    assert_eq!(session.ids().len(), 9);
    assert_eq!(session.keys("u").app.query().search, "prison");
}

#[test]
fn view_command_warns_if_marks_are_not_saved() {
    let text = |id: &str| {
        format!(
            "Catalogue(format: 1, {id} title: \"T\", activities: [(id: \"a\", title: \"A\", place: (name: \"P\", country: \"FR\"))])"
        )
    };
    for (id, has_store, is_said) in
        [("id: \"c\",", true, false), ("id: \"c\",", false, true), ("", true, true), ("", false, true)]
    {
        let start = Start { has_store, ..Start::in_language(Lang::EN) };
        let mut session = Session::on(Library::load(origin(&text(id))), start, (120, 40));
        let message = |session: &mut Session| session.keys("Y").screen().contains("without your marks");
        session.keys("Space");
        assert!(!message(&mut session), "what is not filtered by marks is the same without them");
        session.keys("Esc m");
        assert_eq!(message(&mut session), is_said, "{id} {has_store}: {}", session.screen());
    }
}

#[test]
fn view_command_contains_selection_open_sheet_or_lens() {
    for (keys, expected) in [
        ("", ""),
        ("Down", " --select catalonia"),
        ("Down Up", ""),
        ("Down Enter", " --open catalonia"),
        ("Enter", " --open avignon"),
        ("L", " --lens lessons"),
        ("Down L", " --lens lessons"),
    ] {
        let mut session = built_in((120, 40));
        let line = session.keys(keys).app.command_line();
        assert_eq!(line, format!("passerelle --lang en{expected}"), "{keys}");
    }
}

#[test]
fn marking_is_reported_if_invisible_or_not_saved() {
    let session = |has_store: bool, size: (u16, u16)| {
        let start = Start { has_store, ..Start::in_language(Lang::EN) };
        Session::on(Library::load(vec![Origin::BuiltIn]), start, size)
    };
    let message = |mut session: Session, keys: &str| {
        session.keys(keys);
        session.app.notice().map(|it| it.text().to_owned())
    };
    let first = message(session(true, (120, 40)), "Space");
    assert_eq!(first.as_deref(), Some("Marked: Avignon. m shows the marked ones."), "the first one in any case");
    assert_eq!(message(session(true, (120, 40)), "Space Down Space"), None);
    assert_eq!(
        message(session(true, (50, 30)), "Enter Space").as_deref(),
        Some("Marked: Avignon. m shows the marked ones.")
    );
    assert_eq!(message(session(false, (120, 40)), "Space").as_deref(), Some("Marked: Avignon. For this session only."));
}

#[test]
fn moving_a_mark_without_a_store_saves_nothing() {
    let mut session = built_in((120, 40));
    session.keys("Space Down Space m");
    assert_eq!(session.app.update(Message::Act(passerelle::app::Action::MoveMark(-1))), None);
    assert_eq!(session.ids(), ["catalonia", "avignon"]);
    // In another order no mark is moved, although only marked activities are shown.
    session.keys("s");
    let before = session.ids().join(" ");
    assert_eq!(session.app.update(Message::Act(passerelle::app::Action::MoveMark(1))), None);
    assert!(session.screen().contains("To move marked activities, show only those (m)"), "{}", session.screen());
    assert_eq!(session.ids().join(" "), before);
}

#[test]
fn help_finds_bindings_by_key_or_key_name() {
    let mut table = String::new();
    let letters = "c t p a d f n N m u x r s S e y o Y I i q L 1 9 ? /";
    for typed in letters
        .split(' ')
        .chain(["esc", "enter", "tab", "pgdn", "pgup", "home", "end", "space", "f5", "f3", "ctrl", "shift"])
    {
        let mut session = built_in((120, 60));
        session.keys("?").keys(typed);
        let line = session.cursor_line();
        table.push_str(&format!("{typed}: {}\n", line.split('┃').nth(1).unwrap_or_default().trim_end()));
    }
    for typed in ["tab", "fin", "maj", "ctrl", "entrée", "échap", "pgsuiv", "espace", "début", "t", "f"] {
        let mut session = Session::new(Lang::FR, (120, 60));
        session.keys("?").keys(typed);
        let line = session.cursor_line();
        table.push_str(&format!("fr {typed}: {}\n", line.split('┃').nth(1).unwrap_or_default().trim_end()));
    }
    insta::assert_snapshot!(table);
}

#[test]
fn reload_updates_the_texts_of_an_open_lens() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron")).unwrap();
    let mut session = built_in((120, 40));
    session.keys("L");
    assert!(session.screen().contains("Joint working groups"));
    let changed = text.replace("Joint working groups", "Shared working groups");
    session.send(Message::Reload(Box::new(Library::load(origin(&changed)))));
    assert!(session.screen().contains("Shared working groups"), "{}", session.screen());
}

#[test]
fn equivalent_terminal_events_give_the_same_message() {
    use crossterm::event::Event;
    use passerelle::app::{Context, message_for};

    let of = |code, modifiers| {
        let key = message_for(Event::Key(KeyEvent::new(code, modifiers)), Context::Picker);
        format!("{key:?}")
    };
    assert_eq!(of(KeyCode::Tab, KeyModifiers::SHIFT), of(KeyCode::BackTab, KeyModifiers::SHIFT));
    assert_eq!(of(KeyCode::Char('L'), KeyModifiers::CONTROL), of(KeyCode::Char('l'), KeyModifiers::CONTROL));
    assert!(matches!(message_for(Event::Resize(80, 24), Context::List), Some(Message::Resize(80, 24))));
    let mut session = built_in((120, 40));
    session.press(KeyEvent::new(KeyCode::Char('t'), KeyModifiers::CONTROL));
    assert!(!session.screen().contains("Caps Lock"), "{}", session.screen());
}

#[test]
fn lens_movement_at_various_window_heights() {
    let mut table = String::new();
    for lines in [8, 12, 16, 24] {
        for keys in [
            "PgDn 1",
            "PgDn 2",
            "End 1",
            "PgDn PgDn",
            "End",
            "End PgUp",
            "/ prison",
            "/ prison Enter n",
            "/ málaga Enter",
            "Down Down Down Down",
        ] {
            let mut session = built_in((60, lines));
            session.keys("L").keys(keys);
            let pager = session.app.pager();
            table.push_str(&format!(
                "{lines} {keys}: {} from {}, {}\n",
                pager.line,
                pager.top,
                session.cursor_line().trim()
            ));
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn click_keeps_a_sheet_opened_from_the_lens() {
    let mut session = built_in((120, 40));
    session.keys("L Down Enter");
    assert!(matches!(session.app.mode(), Mode::LensSheet(_)));
    session.click(60, 8);
    assert!(matches!(session.app.mode(), Mode::LensSheet(_)), "{}", session.screen());
}

#[test]
fn wheel_over_the_list_moves_it_while_the_text_has_focus() {
    let mut session = built_in((120, 40));
    session.keys("Enter");
    session.send(Message::Wheel(Area::List, 3));
    assert_eq!((session.selected(), session.app.pager().line), ("catalonia", 0));
}

#[test]
fn a_digit_selects_a_way_out_of_an_empty_list() {
    let mut session = built_in((120, 40));
    session.keys("c Enter t formers Enter 2");
    assert_eq!(session.app.browse().ways_out.selected, 1);
}

#[test]
fn file_names_are_not_added_to_the_search_history() {
    let mut session = built_in((120, 40));
    session.keys("/ prison Enter r e Enter Esc / Up");
    assert_eq!(session.app.query().search, "prison");
}

#[test]
fn unchanged_prompt_shows_no_replaced_search_notice() {
    for keys in ["/ prison Enter / Esc", "/ x Esc", "/ Esc"] {
        let mut session = built_in((120, 40));
        session.keys(keys);
        let message = session.app.notice().map(|it| it.text().to_owned()).unwrap_or_default();
        assert!(!message.contains("“prison”") && !message.contains("“”"), "{keys}: {message}");
    }
}

#[test]
fn f1_toggles_help_over_a_prompt() {
    let mut session = built_in((120, 40));
    session.keys("/ F1");
    assert!(session.app.help().is_some() && session.app.open_prompt().is_none());
    session.keys("F1");
    assert!(session.app.help().is_none() && session.app.open_prompt().is_some());
}

#[test]
fn picker_filter_selects_the_first_value_or_the_exact_name() {
    let header = "themes: { \"a\": \"Exit programmes\", \"b\": \"Young exit\", \"c\": \"Exit\" },";
    let library = Library::load(origin(&catalogue(header, "themes: [\"a\", \"b\", \"c\"]")));
    let mut session = Session::on(library, Start::in_language(Lang::EN), (120, 30));
    session.keys("t Down Down e x");
    assert!(session.cursor_line().contains("Exit programmes"), "{}", session.cursor_line());
    let selected = |session: &Session| match session.app.overlay() {
        Some(Overlay::Picker(picker)) => picker.selected,
        other => panic!("{other:?}"),
    };
    assert_eq!(selected(&session), 0);
    session.keys("i t Enter");
    assert!(session.app.command_line().contains("--theme c"), "{}", session.app.command_line());
}

#[test]
fn next_language_is_that_of_the_hit() {
    let text = "Catalogue(format: 1, language: \"en\", title: \"T\", activities: [
        (id: \"a\", title: { \"en\": \"Games\", \"de\": \"Spiele\", \"it\": \"Giochi\" }, place: (name: \"Udine\", country: \"IT\"),
         summary: { \"en\": \"Seven.\", \"de\": \"Sieben.\", \"it\": \"Sette.\" })])";
    for (word, tag) in [("sette", "it"), ("sieben", "de")] {
        let mut session = Session::on(Library::load(origin(text)), Start::in_language(Lang::EN), (100, 24));
        session.keys("/").keys(word).keys("Enter");
        assert_eq!(session.app.next_language().tag(), tag);
    }
}

#[test]
fn loading_progress_in_percent() {
    let library = Library::load(origin(&catalogue("", "")));
    let bytes = library.bytes;
    for (of, expected) in [(bytes * 2, Some(50)), (bytes * 4, Some(25)), (bytes, Some(100)), (0, None)] {
        let library = Library::load(origin(&catalogue("", "")));
        let start = Start { is_loading: true, total_bytes: of, ..Start::in_language(Lang::EN) };
        assert_eq!(Session::on(library, start, (100, 24)).app.source().percent_loaded(), expected);
    }
}

#[test]
fn esc_does_not_stop_loading_if_it_closes_something() {
    let start = Start { is_loading: true, ..Start::in_language(Lang::EN) };
    let mut session = Session::on(Library::load(vec![Origin::BuiltIn]), start, (120, 40));
    assert!(session.app.can_stop());
    for keys in ["Enter", "Esc ? ", "Esc /", "Esc c Enter"] {
        assert!(!session.keys(keys).app.can_stop(), "{keys}");
    }
}

#[test]
fn repaired_file_is_reloaded_despite_other_broken_files() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let good = |id: &str| catalogue("", "").replace("id: \"a\"", &format!("id: \"{id}\""));
    write("a.ron", &good("a"));
    write("b.ron", "Catalogue(");
    write("c.ron", "Catalogue(");
    let load = || Library::load(vec![Origin::Path(folder.path().to_owned())]);
    let mut session = Session::on(load(), Start::in_language(Lang::EN), (120, 40));
    assert_eq!(session.ids(), ["a"]);
    write("b.ron", &good("b"));
    session.send(Message::Reload(Box::new(load())));
    assert_eq!(session.ids(), ["a", "b"], "{}", session.screen());
}

#[test]
fn problem_messages_name_their_cause() {
    let kinds = [
        (ProblemKind::Forbidden, "permission"),
        (ProblemKind::TooDeep, "too deeply"),
        (ProblemKind::CombiningMarks, "accents"),
        (ProblemKind::Table, "table"),
        (ProblemKind::NotFound, "no such"),
    ];
    for (kind, message) in kinds {
        assert!(kind.message(Lang::EN).contains(message), "{}", kind.message(Lang::EN));
    }
}

#[test]
fn check_reports_nearly_identical_sources() {
    let header = "sources: { \"a\": (title: \"A guide\"), \"b\": (title: \"A Guide\") },";
    let found = check(origin(&catalogue(header, "sources: [\"a\", \"b\"]")));
    assert!(found.iter().any(|it| matches!(it.kind, ProblemKind::NearDuplicate(..))), "{found:?}");
}

#[test]
fn duplicate_language_in_a_text_is_reported() {
    let versions: Vec<String> = ["fr", "en", "de", "it", "es", "pt", "nl", "sv", "da", "fi", "pl", "cs"]
        .map(|it| format!("\"{it}\": \"x\""))
        .into();
    assert_eq!(kinds(&catalogue("", &format!("summary: {{ {} }}", versions.join(", ")))), []);
    let twice = format!("summary: {{ {}, \"FR\": \"y\" }}", versions.join(", "));
    assert_eq!(kinds(&catalogue("", &twice)).len(), 1);
}

#[test]
fn word_beginnings_rank_first_in_non_ascii_texts() {
    let activity =
        |id: &str, title: &str| format!("(id: \"{id}\", title: \"{title}\", place: (name: \"P\", country: \"FR\")),\n");
    for (inside, at_word, word) in
        [("Дом", "Омск", "ом"), ("Μακάρι", "Καρδιά", "καρ"), ("Ñañú", "Añoso", "an"), ("Bom", "Tom om", "om")]
    {
        let text = format!(
            "Catalogue(format: 1, title: \"T\", activities: [\n{}{}])",
            activity("inside", inside),
            activity("begins", at_word)
        );
        let mut session = Session::on(Library::load(origin(&text)), Start::default(), (100, 24));
        session.keys("/").keys(word);
        assert_eq!(session.ids(), ["begins", "inside"], "{word}");
    }
}

#[test]
fn export_into_the_catalogue_folder_is_refused_for_ron() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::create_dir(path("in")).unwrap();
    std::fs::write(path("in/a.ron"), catalogue("", "")).unwrap();
    for (name, status) in [("in/b.csv", 0), ("b.ron", 0), ("in/b.ron", 2), ("in/b.RON", 2)] {
        let format = if name.ends_with("csv") { "csv" } else { "ron" };
        let (_, err, got) = run(&["export", "-f", &path("in"), "--format", format, "-o", &path(name)]);
        assert_eq!(got, status, "{name}: {err}");
    }
}

#[test]
fn remaining_problems_are_mentioned_only_above_the_limit() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.ron");
    let wrong = |count: usize| {
        let record = |it| format!("(id: \"a{it}\", title: \"A\", place: (name: \"P\", country: \"QQ\")),\n");
        let records: String = (0..count).map(record).collect();
        std::fs::write(&file, format!("Catalogue(format: 1, title: \"T\", activities: [\n{records}])")).unwrap();
        let (out, err, _) = run(&["list", "-f", file.to_str().unwrap()]);
        out + &err
    };
    assert!(!wrong(50).contains("more"), "{}", wrong(50));
    assert!(wrong(51).contains("more"), "{}", wrong(51));
}

#[test]
fn problem_of_a_whole_file_has_no_line_number() {
    let (out, ..) = run(&["check", "--format", "json", "/nonexistent/c.ron"]);
    assert!(out.contains("\"line\": null") && out.contains("\"column\": null"), "{out}");
}

#[test]
fn no_state_warns_that_marks_are_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let message = |arguments: &[&str]| {
        let mut command = crate::support::command(arguments);
        crate::support::outcome(command.env("XDG_STATE_HOME", folder.path()).output().unwrap()).1
    };
    assert!(!message(&["--marked"]).contains("--no-state"), "{}", message(&["--marked"]));
    assert!(message(&["--marked", "--no-state"]).contains("With --no-state, no marks are read."));
}

#[test]
fn show_with_only_a_sort_order_prints_all_activities() {
    for order in [&["--sort", "title"][..], &["--reverse"]] {
        let (out, err, status) = run(&[&["show"], order].concat());
        assert!(status == 0 && out.contains("Avignon") && out.contains("Vilvoorde"), "{order:?}: {err}");
    }
}

#[test]
fn unknown_value_lists_at_most_eleven_alternatives() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.ron");
    let message = |count: usize| {
        let ids: Vec<String> = (0..count).map(|it| format!("\"w{it}\"")).collect();
        let terms: Vec<String> = ids.iter().map(|it| format!("{it}: {it}")).collect();
        let header = format!("themes: {{ {} }},", terms.join(", "));
        std::fs::write(&file, catalogue(&header, &format!("themes: [{}]", ids.join(", ")))).unwrap();
        run(&["list", "-f", file.to_str().unwrap(), "--theme", "zzzzzz"]).1
    };
    assert!(!message(11).contains('…') && !message(11).contains("passerelle facets"), "{}", message(11));
    assert!(message(12).contains("… (passerelle facets theme)"), "{}", message(12));
}

#[test]
fn folder_export_joins_the_titles_of_its_catalogues() {
    let folder = tempfile::tempdir().unwrap();
    for (name, title) in [("a", "First"), ("b", "Second")] {
        let text = catalogue("", "").replace("title: \"T\"", &format!("title: \"{title}\""));
        std::fs::write(
            folder.path().join(format!("{name}.ron")),
            text.replace("id: \"a\"", &format!("id: \"{name}\"")),
        )
        .unwrap();
    }
    let (out, ..) = run(&["export", "-f", folder.path().to_str().unwrap(), "--format", "json"]);
    assert!(out.contains("\"First · Second\""), "{out}");
}

#[test]
fn activity_is_limited_to_64_terms() {
    let of = |count: usize| {
        let ids: Vec<String> = (0..count).map(|it| format!("\"w{it}\"")).collect();
        let terms: Vec<String> = ids.iter().map(|it| format!("{it}: {it}")).collect();
        let header = format!("themes: {{ {} }},", terms.join(", "));
        kinds(&catalogue(&header, &format!("themes: [{}]", ids.join(", "))))
    };
    assert_eq!(of(64), []);
    assert_eq!(of(65), [ProblemKind::TooMany(65, 64)]);
}

#[test]
fn left_out_notice_counts_files_but_not_zero_activities() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.ron"), catalogue("", "")).unwrap();
    std::fs::write(folder.path().join("b.ron"), b"Catalogue(format: 1, title: \"Activit\xe9s\")").unwrap();
    let library = Library::load(vec![Origin::Path(folder.path().to_owned())]);
    let session = Session::on(library, Start::in_language(Lang::EN), (120, 40));
    let message = session.app.notice().unwrap().text().to_owned();
    assert!(message.starts_with("1 file left out. ") && !message.contains("No activity"), "{message}");
}

#[test]
fn passage_can_be_copied_from_its_heading() {
    let mut session = built_in((120, 40));
    session.keys("Enter 5");
    let copied = |session: &mut Session| {
        session.keys("y");
        match session.app.overlay() {
            Some(Overlay::Menu(menu)) => menu.selected_item().unwrap().text.clone(),
            other => panic!("{other:?}"),
        }
    };
    let text = copied(&mut session);
    assert!(text.starts_with("“Joint working groups"), "{text}");
    let mut session = built_in((120, 40));
    session.keys("L Home");
    let text = copied(&mut session);
    assert!(text.starts_with("“Joint working groups"), "{text}");
}

#[test]
fn suspending_without_a_shell_does_nothing_but_say_what_undoes() {
    let session = |can_suspend| {
        let host = Host { can_suspend, ..Host::default() };
        Session::on(Library::load(vec![Origin::BuiltIn]), Start { host, ..Start::in_language(Lang::EN) }, (120, 40))
    };
    let suspend = |session: &mut Session| session.app.update(Message::Act(Action::Suspend));
    assert_eq!(suspend(&mut session(true)), Some(Effect::Suspend));
    let mut without_shell = session(false);
    assert_eq!(suspend(&mut without_shell), None);
    assert!(without_shell.screen().contains("u: undo the last filter change"), "{}", without_shell.screen());
}

#[test]
fn pasted_command_is_not_carried_out_on_a_screen_that_is_too_small() {
    let mut session = Session::new(Lang::EN, (10, 3));
    let view = View { lang: Lang::FR, ..Default::default() };
    session.send(Message::View(Box::new(view)));
    assert_eq!(session.app.lang(), Lang::EN);
}

#[test]
fn hints_offer_to_move_marks_only_where_that_works() {
    assert!(session_with_two_marks().screen().contains("Alt-↑"));
    for keys in ["s", "S", "L Enter"] {
        let mut session = session_with_two_marks();
        session.keys(keys);
        assert!(!session.screen().contains("Alt-↑"), "{keys}: {}", session.screen());
    }
}

fn session_with_two_marks() -> Session {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("Space Down Space Down m");
    session
}

#[test]
fn language_tags_are_no_hits() {
    let text = "Catalogue(format: 1, language: \"fr\", title: { \"fr\": \"T\", \"en\": \"T\" }, activities: [
        Activity(id: \"a\", title: \"Un fragment\", place: Place(name: \"Lille\", country: \"FR\"),
            summary: \"Des fraises.\")])";
    let mut session = Session::on(Library::load(origin(text)), Start::in_language(Lang::EN), (120, 40));
    session.keys("/ fr Enter Enter");
    assert!(session.screen().contains("[fr]") && session.screen().contains("hit 1/3"), "{}", session.screen());
}

#[test]
fn a_view_that_changes_only_the_order_leaves_nothing_to_undo() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.send(Message::Paste("passerelle --sort title".to_owned()));
    session.keys("u");
    assert!(session.screen().contains("No filter change to undo"), "{}", session.screen());
}
