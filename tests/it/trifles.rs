//! More small things that nothing else asserts: each has once been changed without any test that failed.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use passerelle::app::{Area, Effect, Message, Overlay, Start};
use passerelle::diagnose::{Problem, ProblemKind};
use passerelle::lang::Lang;
use passerelle::load::{Origin, check};
use passerelle::query::Library;
use passerelle::store::Change;
use passerelle::text::Clean;

use crate::support::{Session, run};

fn origin(text: &str) -> Vec<Origin> {
    vec![Origin::Text(Clean::line("c.ron"), text.to_owned())]
}

/// Returns a catalogue of one activity.
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
fn the_wheel_goes_through_the_ways_out_of_an_empty_list() {
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
fn a_key_in_the_hints_of_a_picker_does_there_what_it_says() {
    let mut session = built_in((120, 40));
    session.keys("c Down").click_on("Enter include");
    assert_eq!(session.ids(), ["catalonia", "malaga"]);
}

#[test]
fn the_highlight_of_a_picker_stays_where_it_is_while_values_are_taken() {
    let mut session = built_in((120, 40));
    session.keys("t");
    let value = |session: &Session| match session.app.overlay() {
        Some(Overlay::Picker(picker)) => picker.row().unwrap().value,
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
fn a_page_of_a_picker_and_of_the_help_is_half_a_screen() {
    for lines in [20, 30, 40] {
        let mut session = built_in((120, lines));
        session.keys("? PgDn");
        assert_eq!(session.app.help().unwrap().selected, usize::from(lines / 2) - 1, "{lines}");
    }
}

#[test]
fn a_partner_with_a_short_name_is_called_by_it_in_the_bar() {
    let header = "organisations: { \"net\": Organisation(name: \"Network of many towns\", short: \"NMT\") },";
    let library = Library::load(origin(&catalogue(header, "partners: [\"net\"]")));
    let mut session = Session::on(library, Start { lang: Lang::EN, ..Start::default() }, (120, 30));
    session.keys("p Enter");
    let bar = session.screen().lines().next().unwrap().to_owned();
    assert!(bar.contains("p Partner  NMT ") && !bar.contains("towns"), "{bar}");
}

#[test]
fn a_mark_that_is_moved_is_asked_to_be_remembered() {
    let start = Start { lang: Lang::EN, has_store: true, ..Start::default() };
    let mut session = Session::on(Library::load(vec![Origin::BuiltIn]), start, (120, 40));
    session.keys("Space Down Space m");
    let effect = session.app.update(Message::Act(passerelle::app::Action::MoveMark(-1)));
    let change = Change::Move { id: "catalonia".to_owned(), before: Some("avignon".to_owned()) };
    let Some(Effect::Remember { catalogue, changes, .. }) = effect else { panic!("{effect:?}") };
    assert_eq!((catalogue.as_str(), changes), ("prepare", vec![change]));
}

#[test]
fn two_hundred_changes_can_be_taken_back() {
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
fn finding_in_a_text_leaves_the_selection_though_the_file_changes() {
    let mut session = built_in((120, 40));
    session.keys("Down Down Enter / a");
    let before = session.selected().to_owned();
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron")).unwrap();
    session.send(Message::Reload(Box::new(Library::load(origin(&text)))));
    assert_eq!((session.selected(), before.as_str()), ("clichy-sous-bois", "clichy-sous-bois"));
}

#[test]
fn only_the_search_says_what_its_words_have_replaced() {
    let mut session = built_in((120, 40));
    session.keys("Enter / prison Enter / x Esc");
    assert!(
        session.app.notice().is_none_or(|it| !it.text(Lang::EN, false).contains("“prison”")),
        "{}",
        session.screen()
    );
    let mut session = built_in((120, 40));
    session.keys("/ prison Enter / x F1");
    assert!(session.app.help().is_some());
    session.keys("Esc");
    assert!(session.app.notice().is_none(), "the help alone is closed: {}", session.screen());
}

#[test]
fn the_hit_that_is_read_has_lines_around_it_where_there_is_room() {
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
fn other_letters_than_latin_ones_are_told_from_them() {
    let said = |letter: char| {
        let mut session = built_in((120, 40));
        session.press(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
        session.screen()
    };
    assert!(said('\u{250}').contains("another alphabet"), "{}", said('\u{250}'));
    assert!(!said('\u{24f}').contains("another alphabet"), "{}", said('\u{24f}'));
}

#[test]
fn none_is_a_value_of_lessons_alone() {
    assert_eq!(run(&["list", "--theme", "aucun"]).2, 2);
    assert_eq!(run(&["list", "--basis", "aucun"]).2, run(&["list", "--basis", "not-stated"]).2);
}

#[test]
fn a_country_under_another_code_is_told_in_a_check() {
    let text = catalogue("", "place: (name: \"Bath\", country: \"UK\"),");
    let found = check(origin(&text));
    let is_alias = |it: &Problem| it.kind.message(Lang::EN) == "“UK” is read as GB, the code of ISO 3166-1.";
    assert!(found.iter().any(is_alias), "{found:?}");
}

#[test]
fn a_text_may_have_a_million_bytes_and_no_more() {
    let of = |length: usize| kinds(&catalogue("", &format!("summary: \"{}\"", "a".repeat(length))));
    assert_eq!(of(1 << 20), []);
    assert_eq!(of((1 << 20) + 1), [ProblemKind::LongText((1 << 20) + 1)]);
}

#[test]
fn a_long_text_that_is_not_closed_ends_before_the_next_field_nevertheless() {
    let lines = "Some words that fill the line, and a few more.\n".repeat(100);
    let fields = format!("summary: \"{lines}aims: [\"A\"],\nactions: [\"B\"],");
    assert_eq!(kinds(&catalogue("", &fields))[..1], [ProblemKind::UnclosedText]);
    let comma = |it: &ProblemKind| it.message(Lang::EN) == "a comma belongs here.";
    let found = kinds(&catalogue("", &fields));
    assert!(found.len() == 2 && comma(&found[1]), "{found:?}");
}

#[test]
fn a_list_without_its_bracket_ends_where_no_text_follows() {
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
        let said: Vec<String> =
            kinds(&catalogue("", fields)).iter().map(|it| it.message(Lang::EN).to_string()).collect();
        table.push_str(&format!("{fields} {}\n", said.join(" | ")));
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_partner_is_found_by_every_name_that_it_has_been_given() {
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
fn a_search_that_asks_nothing_is_none() {
    for search in ["-", "title:", "|", "\"\""] {
        let mut session = built_in((120, 40));
        session.keys("/").keys(search).keys("Enter");
        assert_eq!((session.ids().len(), session.app.query().search.as_str()), (9, ""), "{search}");
        assert!(!session.app.command_line().contains("--search"), "{search}: {}", session.app.command_line());
        assert!(session.keys("u").screen().contains("No filter change to undo"), "{search}");
        let mut start = Start { lang: Lang::EN, ..Start::default() };
        start.query.search = search.to_owned();
        let session = Session::on(Library::load(vec![Origin::BuiltIn]), start, (120, 40));
        assert_eq!(session.app.query().search, "", "{search}");
        assert_eq!(
            session.screen().contains("needs a word after its colon"),
            search == "title:",
            "{}",
            session.screen()
        );
    }
    // In the place of another one it is a change that can be taken back.
    let mut session = built_in((120, 40));
    session.keys("/ prison Enter / C-u - Enter");
    assert_eq!(session.ids().len(), 9);
    assert_eq!(session.keys("u").app.query().search, "prison");
}

#[test]
fn the_command_of_a_view_of_marks_that_last_no_longer_than_the_session_says_so() {
    let text = |id: &str| {
        format!(
            "Catalogue(format: 1, {id} title: \"T\", activities: [(id: \"a\", title: \"A\", place: (name: \"P\", country: \"FR\"))])"
        )
    };
    for (id, has_store, is_said) in
        [("id: \"c\",", true, false), ("id: \"c\",", false, true), ("", true, true), ("", false, true)]
    {
        let start = Start { lang: Lang::EN, has_store, ..Start::default() };
        let mut session = Session::on(Library::load(origin(&text(id))), start, (120, 40));
        let said = |session: &mut Session| session.keys("Y").screen().contains("without the marks of this session");
        session.keys("Space");
        assert!(!said(&mut session), "what is not filtered by marks is the same without them");
        session.keys("Esc m");
        assert_eq!(said(&mut session), is_said, "{id} {has_store}: {}", session.screen());
    }
}
