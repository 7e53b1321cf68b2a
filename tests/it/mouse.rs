//! Can everything be clicked that looks clickable?

use passerelle::app::{Area, Message, Mode, Start};
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::Library;
use passerelle::text::Clean;

use crate::support::Session;

fn session() -> Session {
    Session::new(Lang::EN, (120, 40))
}

#[test]
fn rows_filters_and_chips_can_be_clicked() {
    let mut session = session();
    session.click_on("Málaga");
    assert_eq!(session.selected(), "malaga");
    session.click_on("t Theme");
    assert!(session.screen().contains("┏━ Theme"));
    session.click_on("[ ] Reintegration");
    assert_eq!(session.ids(), ["catalonia", "sarcelles", "the-hague"]);
    session.click_on("[x] Reintegration");
    assert_eq!(session.ids().len(), 9, "and again takes it back");
    session.click_on("[ ] Reintegration").click_on("c Country");
    assert!(session.screen().contains("┏━ Country"), "one picker gives way to another");
    session.keys("Down Space");
    session.click_on("Multi-agency");
    assert!(session.app.overlay().is_none(), "what lies under it closes it");
    session.click_on("Reintegration ");
    assert_eq!(session.ids(), ["catalonia", "malaga"], "a chip is removed");
    assert!(session.screen().contains("Dropped (Theme: Reintegration)"));
    session.click_on("/ Search");
    assert!(session.screen().contains("Search the list:"));
    session.keys("prison").click_on("Multi-agency");
    assert!(session.app.overlay().is_none() && session.screen().contains("“prison”"));
}

#[test]
fn hints_help_and_sections_can_be_clicked() {
    let mut session = session();
    session.click_on("L lessons");
    assert!(matches!(session.app.mode(), Mode::Lens(_)));
    session.click_on("Outlook");
    assert!(session.screen().contains("[Outlook]"));
    session.click_on("by activity");
    assert!(session.screen().contains("by theme"));
    session.click_on("q back");
    assert!(session.app.mode().is_list());
    session.click_on("5 Lessons");
    assert!(matches!(session.app.mode(), Mode::Sheet) && session.cursor_line().contains("Lessons"));
    session.click_on("? all keys").click_on("filter by partner");
    assert!(session.screen().contains("┏━ Partner"));
}

#[test]
fn text_and_lens_lines_can_be_clicked() {
    let mut session = session();
    session.click_on("Above all, to build");
    assert!(session.cursor_line().contains("Above all, to build"));
    session.keys("Esc L").click_on("The pilot led to");
    assert_eq!(session.app.record(), Some(1));
}

#[test]
fn clicking_the_last_line_of_a_passage_selects_it() {
    let long = "mot ".repeat(60);
    let sheet = |id: &str| {
        format!(
            r#"(id: "{id}", title: "{id}", place: (name: "P", country: "FR"), lessons: [(text: {{ "en": "Short.", "fr": "{long}fin-{id}." }})]),"#
        )
    };
    let text = format!(
        r#"Catalogue(format: 1, title: {{ "en": "T", "fr": "T" }}, activities: [{}{}])"#,
        sheet("one"),
        sheet("two")
    );
    let library = Library::load(vec![Origin::Text(Clean::line("x"), text)]);
    let mut session = Session::on(library, Start::in_language(Lang::EN), (100, 40));
    session.keys("L I");
    for (end, record) in [("fin-two", 1), ("fin-one", 0)] {
        session.click_on(end);
        assert_eq!(session.app.record(), Some(record), "{end}\n{}", session.screen());
    }
}

#[test]
fn suggestions_for_an_empty_list_can_be_clicked() {
    let mut session = session();
    session.keys("c Enter t formers Enter").click_on("2 with Country");
    assert_eq!(session.ids(), ["vilvoorde"]);
}

#[test]
fn wheel_scrolls_the_area_under_the_pointer() {
    let mut session = session();
    let turn = |session: &mut Session, column, line, by| {
        let area = session.draw().1.area(column, line).unwrap();
        session.send(Message::Wheel(area, by));
        area
    };
    assert_eq!(turn(&mut session, 5, 5, 3), Area::List);
    assert_eq!(session.selected(), "catalonia");
    assert_eq!(turn(&mut session, 60, 5, 3), Area::Text);
    assert_eq!((session.app.browse().sheet.top, session.app.mode().is_list()), (3, true));
    session.keys("t");
    assert_eq!(turn(&mut session, 60, 5, 3), Area::Overlay);
    assert!(session.cursor_line().contains("Young") || session.cursor_line().contains("Reintegration"));
}

#[test]
fn popups_close_only_on_clicks_outside() {
    for keys in ["c", "?"] {
        let mut session = session();
        session.keys(keys);
        let screen = session.screen();
        let lines: Vec<Vec<char>> = screen.lines().map(|it| it.chars().collect()).collect();
        let (top, left) =
            lines.iter().enumerate().find_map(|(y, it)| Some((y, it.iter().position(|c| *c == '┏')?))).unwrap();
        let bottom = lines.iter().rposition(|it| it.contains(&'┗')).unwrap();
        for (x, y) in [(left, top), (left + 5, top), (left + 3, top + 1), (left, top + 4), (left + 3, bottom - 1)] {
            session.click(x.try_into().unwrap(), y.try_into().unwrap());
            assert!(session.app.overlay().is_some() || session.app.help().is_some(), "{keys} {x},{y}");
        }
        session.click(2, 20);
        assert!(session.app.overlay().is_none() && session.app.help().is_none(), "{keys}");
    }
}

#[test]
fn running_a_digit_binding_asks_for_a_digit() {
    let mut session = Session::new(Lang::EN, (160, 40));
    session.click_on("1-9 row");
    assert!(session.screen().contains("Press a digit from 1 to 9."), "{}", session.screen());
    for before in ["", "Enter", "L"] {
        let mut session = Session::new(Lang::EN, (120, 40));
        session.keys(before).keys("? 1-9 Enter");
        assert!(session.screen().contains("Press a digit from 1 to 9."), "{before} {}", session.screen());
    }
}

#[test]
fn clicking_the_problem_count_shows_the_reason() {
    let text = "Catalogue(format: 1, title: \"T\", activities: [\n\
        Activity(id: \"a\", title: \"A\", place: Place(name: \"P\", country: \"FR\"), summary: \"x\"),\n\
        Activity(id: \"b\", title: \"B\", place: Place(name: \"P\", country: \"ZZ\"), summary: \"x\"),\n])";
    let origin = passerelle::load::Origin::Text(passerelle::text::Clean::line("c.ron"), text.to_owned());
    let library = passerelle::query::Library::load(vec![origin]);
    let mut session = Session::on(library, passerelle::app::Start::in_language(Lang::EN), (120, 40));
    session.keys("c Enter").click_on("! 1 activity left out");
    assert!(session.screen().contains("ZZ"), "{}", session.screen());
    assert!(!session.app.query().criteria().is_empty(), "the filter stays");
}

#[test]
fn keys_in_notices_can_be_clicked() {
    let mut session = session();
    session.keys("/").keys("prison").keys("Enter Enter n");
    let before = session.screen();
    assert!(before.contains("2 of ") && before.contains("n next · N previous"), "{before}");
    session.click_on("N previous");
    assert!(session.screen().contains(" 1 of ") && session.screen().contains("N previous"), "{}", session.screen());
    session.click_on("n next");
    assert!(session.screen().contains(" 2 of "), "{}", session.screen());
    session.keys("Esc Esc Esc Esc x").click_on("/ searches");
    assert!(session.screen().contains("Search the list:"), "{}", session.screen());
    session.keys("Esc x").click_on("? keys");
    assert!(session.app.help().is_some(), "{}", session.screen());
}

#[test]
fn marked_only_in_the_bar_closes_the_prompt() {
    let mut session = session();
    session.keys("Space m / p").click_on("m  ✓");
    assert!(session.app.overlay().is_none() && session.ids().len() > 1, "{}", session.screen());
    // The search and the filter have been two changes.
    for expected in ["1 of 9", "1 of 9", "9 of 9"] {
        session.keys("u");
        assert!(session.screen().contains(expected), "{}", session.screen());
    }
}

#[test]
fn going_from_picker_to_picker_reports_that_the_sheet_has_gone() {
    let mut session = session();
    session.keys("Enter c f r C-x").click_on("t Theme").keys("Esc");
    assert!(
        session.screen().contains("not FR") && session.screen().contains("leave out Avignon"),
        "{}",
        session.screen()
    );
}
