//! What stays in place when the catalogue changes while it is open?

use std::sync::atomic::AtomicU32;

use passerelle::app::{Message, Start};
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::{Answer, IndexLevel, Library};
use passerelle::text::Clean;
use proptest::prelude::*;

use crate::support::{Session, figure_of_cases, is_thorough};

fn library(text: &str) -> Library {
    Library::load(vec![Origin::Text(Clean::line("c.ron"), text.to_owned())])
}

fn built_in() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/prepare.ron")).unwrap()
}

/// Returns the built-in catalogue with another theme in first place, and with a new activity before all others.
fn changed() -> String {
    let text = built_in();
    let new = "activities: [ Activity(id: \"new\", title: \"Neu\", place: Place(name: \"Gent\", country: \"BE\")),";
    let text = text.replacen("activities: [", new, 1);
    let theme = "        \"formers\": { \"fr\": \"« Anciens » (formers)\", \"en\": \"Formers\" },\n";
    assert!(text.contains("themes: {") && text.contains("\"formers\":"));
    let without: String =
        text.lines().filter(|it| !it.trim_start().starts_with("\"formers\":")).collect::<Vec<_>>().join("\n");
    without.replacen("themes: {\n", &format!("themes: {{\n{theme}"), 1)
}

fn session() -> Session {
    Session::on(library(&built_in()), Start::in_language(Lang::EN), (120, 40))
}

#[test]
fn filter_selection_and_position_survive_a_reload() {
    let mut session = session();
    session.keys("t disengagement Enter Down Down Enter PgDn Down Down");
    let (selected, ids, line) = (session.selected().to_owned(), session.ids().len(), session.cursor_line());
    session.send(Message::Reload(Box::new(library(&changed()))));
    assert_eq!(session.selected(), selected);
    assert_eq!(session.ids().len(), ids, "the themes are others by number, the same by name");
    assert_eq!(session.cursor_line(), line);
    assert!(session.screen().contains("read again. Activities: 10."), "{}", session.screen());
    session.keys("u");
    assert_eq!(session.ids().len(), 10, "what can be undone speaks of the new catalogue, too");
}

#[test]
fn lens_and_search_continue_after_a_reload() {
    let mut session = session();
    session.keys("L Down Down Down Down");
    let line = session.cursor_line();
    session.send(Message::Reload(Box::new(library(&changed()))));
    assert_eq!(session.cursor_line(), line);
    session.keys("Esc / prison");
    let found = session.ids().len();
    session.send(Message::Reload(Box::new(library(&changed().replace("\"Neu\"", "\"Prison\"")))));
    assert_eq!(session.ids().len(), found + 1);
    session.keys("Esc");
}

#[test]
fn a_worse_version_is_rejected_with_its_location() {
    let mut session = session();
    session.keys("Down Down");
    let before = session.screen();
    for worse in ["Catalogue(", "", &built_in().replacen("country: \"FR\"", "country: \"QQ\"", 1)] {
        session.send(Message::Reload(Box::new(library(worse))));
        assert_eq!(session.ids().len(), 9);
        let screen = session.screen();
        assert!(screen.contains("The file has changed; the previous version stays. c.ron:"), "{screen}");
        session.keys("C-l");
        let screen = session.screen();
        assert!(screen.contains("! older version · 9 of 9"), "it goes on being said: {screen}");
        assert_eq!(screen.lines().skip(1).collect::<Vec<_>>(), before.lines().skip(1).collect::<Vec<_>>());
        session.keys("Esc");
        assert!(session.screen().contains("the previous version stays. c.ron:"), "and told again when asked for");
        session.keys("C-l");
    }
    session.send(Message::Reload(Box::new(library(&built_in()))));
    assert!(!session.keys("C-l").screen().contains("older version"));
}

#[test]
fn reloading_unchanged_text_keeps_the_view() {
    for keys in ["L Down Down Down Down Down Down", "L PgDn PgDn", "L Tab PgDn", "I L PgDn", "Enter PgDn"] {
        let mut session = session();
        session.keys(keys);
        let before = session.screen();
        session.send(Message::Reload(Box::new(library(&built_in().replacen("Catalogue(", "Catalogue( // why", 1)))));
        session.keys("C-l");
        assert_eq!(session.screen(), before, "{keys}");
    }
}

#[test]
fn reload_problems_are_reported_after_the_prompt_closes() {
    let mut session = session();
    session.keys("/ pro");
    session.send(Message::Reload(Box::new(library("Catalogue("))));
    assert!(!session.screen().contains("the previous version stays"));
    session.keys("Enter");
    assert!(
        session.screen().contains("The file has changed; the previous version stays. c.ron:"),
        "{}",
        session.screen()
    );
}

#[test]
fn reload_tells_that_the_activity_being_read_no_longer_matches() {
    // Clichy-sous-Bois moves to Belgium while only France is listed.
    let at = built_in().find("id: \"clichy-sous-bois\"").unwrap();
    let (before, after) = (&built_in()[..at], &built_in()[at..]);
    let moved = before.to_owned() + &after.replacen("country: \"FR\"", "country: \"BE\"", 1);
    for keys in ["", "e", "e Enter", "y"] {
        let mut session = session();
        session.keys("c fr Enter Down Enter").keys(keys);
        session.send(Message::Reload(Box::new(library(&moved))));
        assert!(session.app.overlay().is_none(), "{keys}: {}", session.screen());
        assert!(session.screen().contains("The filters leave out Clichy-sous-Bois"), "{keys}: {}", session.screen());
        assert_eq!(session.selected(), "sarcelles", "the next one");
    }
}

#[test]
fn hits_are_recounted_after_a_reload() {
    let of = |summary: &str| {
        library(&format!(
            "Catalogue(format: 1, id: \"c\", title: \"T\", activities: [
            Activity(id: \"a\", title: \"A\", place: Place(name: \"P\", country: \"BE\"), summary: \"{summary}\")])"
        ))
    };
    let mut session = Session::on(of("Ghent, Ghent, Ghent."), Start::in_language(Lang::EN), (80, 24));
    session.keys("Enter / g h e n t");
    for (summary, expected_text) in [
        ("Ghent, Ghent, Ghent.", "1 of 3"),
        ("Ghent, Gent, Ghent.", "1 of 2"),
        ("Gent, Gent, Gent.", "Not found in this text."),
        ("Gent, Gent, Ghent.", "1 of 1"),
    ] {
        session.send(Message::Reload(Box::new(of(summary))));
        assert!(session.screen().contains(expected_text), "{expected_text}: {}", session.screen());
    }
}

#[test]
fn filters_survive_a_temporarily_missing_term() {
    let mut session = session();
    session.keys("t restorative-justice Enter");
    assert_eq!(session.ids(), ["the-hague"]);
    let renamed = built_in().replace("\"restorative-justice\"", "\"restoring-justice\"");
    session.send(Message::Reload(Box::new(library(&renamed))));
    assert_eq!(session.ids(), [] as [&str; 0]);
    assert!(session.keys("C-l").screen().contains("Restorative justice"), "the filter is shown: {}", session.screen());
    session.send(Message::Reload(Box::new(library(&built_in()))));
    assert_eq!(session.ids(), ["the-hague"]);
    assert_eq!(session.keys("u").ids().len(), 9, "and can be taken back");
}

#[test]
fn known_problems_do_not_excuse_new_ones() {
    let faulty = |countries: &[&str]| {
        let activity = |(at, country): (usize, &&str)| {
            format!("Activity(id: \"a{at}\", title: \"T\", place: Place(name: \"P{at}\", country: \"{country}\")),\n")
        };
        let activities: String = countries.iter().enumerate().map(activity).collect();
        library(&format!("Catalogue(format: 1, title: \"T\", activities: [\n{activities}])"))
    };
    let start = || Start::in_language(Lang::EN);
    let mut session = Session::on(faulty(&["FR", "QQ", "FR"]), start(), (120, 40));
    session.send(Message::Reload(Box::new(faulty(&["QZ", "QQ", "FR"]))));
    assert_eq!(session.ids(), ["a0", "a2"], "a new fault");
    assert!(session.screen().contains("the previous version stays. c.ron:2:"), "{}", session.screen());
    session.send(Message::Reload(Box::new(faulty(&["FR", "QQ", "FR", "BE"]))));
    assert_eq!(session.ids(), ["a0", "a2", "a3"], "the same fault as before");
    // The same problem occurs once more, so more activities are left out.
    let sheet = |at: usize, country: &str| {
        format!("Activity(id: \"a{at}\", title: \"T\", place: Place(name: \"P\",\n    country: \"{country}\")),\n")
    };
    let faults = |count: usize| {
        let wrong: String = (1..=count).map(|at| sheet(at, "QQ")).collect();
        library(&format!("Catalogue(format: 1, title: \"T\", activities: [\n{}{wrong}])", sheet(0, "FR")))
    };
    let mut session = Session::on(faults(1), start(), (120, 40));
    session.send(Message::Reload(Box::new(faults(2))));
    assert!(session.screen().contains("the previous version stays."), "{}", session.screen());
    session.send(Message::Reload(Box::new(faults(1))));
    assert!(session.screen().contains("read again"), "{}", session.screen());
}

#[test]
fn open_picker_keeps_its_selection_after_a_reload() {
    let mut session = session();
    session.keys("t Down Down F1");
    let selected = |session: &mut Session| session.keys("Esc").cursor_line().replace(['┃', '│'], "");
    session.send(Message::Reload(Box::new(library(&changed()))));
    let line = selected(&mut session);
    assert!(line.contains("Multi-agency work"), "{line}");
    session.keys("Space Esc");
    assert_eq!(session.ids(), ["avignon", "catalonia", "malaga"]);
}

#[test]
fn removing_an_activity_selects_the_next_one() {
    let mut session = session();
    session.keys("End Up Enter");
    assert_eq!(session.selected(), "the-hague");
    let text = built_in();
    let (before, rest) = text.split_at(text.find("id: \"the-hague\"").unwrap());
    let start = before.rfind("Activity(").unwrap();
    let end = rest.find("        Activity(").unwrap();
    let without = format!("{}{}", &text[..start], &rest[end..]);
    session.send(Message::Reload(Box::new(library(&without))));
    assert_eq!((session.ids().len(), session.selected()), (8, "vilvoorde"));
    session.keys("t restorative-justice Enter");
    session.send(Message::Reload(Box::new(library(&built_in()))));
    assert_eq!(session.ids(), ["the-hague"], "and it is back where it comes back");
}

#[test]
fn marks_follow_their_activities_after_a_reload() {
    let mut session = session();
    session.keys("Down Down Space");
    session.send(Message::Reload(Box::new(library(&changed()))));
    let screen = session.screen();
    assert_eq!(screen.matches('✓').count(), 1);
    assert!(screen.contains("✓Clichy-sous-Bois"), "{screen}");
}

#[test]
fn known_problems_may_move_to_other_lines() {
    let activity = |id: &str, country: &str| {
        format!("Activity(id: \"{id}\", title: \"T\", place: Place(name: \"P\", country: \"{country}\")),\n")
    };
    let of = |before: &str, list: &str| {
        library(&format!("Catalogue(format: 1, title: \"T\", activities: [\n{before}{list}])"))
    };
    let start = || Start::in_language(Lang::EN);
    // The message of this problem contains a location, which has changed.
    let repeated = [activity("a", "FR"), activity("b", "FR"), activity("a", "BE")].concat();
    let mut session = Session::on(of("", &repeated), start(), (120, 40));
    session.send(Message::Reload(Box::new(of("// a comment\n", &repeated))));
    assert!(session.screen().contains("read again. Activities: 2."), "{}", session.screen());
    // Comparing very many problems must not take quadratic time.
    let many: String = (0..20_000).map(|it| activity(&format!("x{it}"), "QQ")).collect();
    let mut session = Session::on(of("", &(many.clone() + &activity("a", "FR"))), start(), (120, 40));
    session.send(Message::Reload(Box::new(of("\n", &(many.clone() + &activity("a", "FR"))))));
    assert!(session.screen().contains("read again. Activities: 1."), "{}", session.screen());
    session.send(Message::Reload(Box::new(of("", &(many + &activity("a", "FR") + &activity("b", "QZ"))))));
    assert!(session.screen().contains("the previous version stays. c.ron:20003:"), "{}", session.screen());
}

#[test]
fn truncated_files_keep_the_old_version_or_open_partially() {
    let mut session = session();
    let (whole, cut) = (built_in(), built_in());
    let cut = &cut[..cut.rfind("Activity(").unwrap() + 200];
    session.send(Message::Reload(Box::new(library(cut))));
    assert_eq!(session.ids().len(), 9);
    assert!(session.screen().contains("the previous version stays. c.ron:"), "{}", session.screen());
    let mut session = Session::on(library(cut), Start::in_language(Lang::EN), (120, 40));
    assert_eq!(session.ids().len(), 8);
    assert!(session.keys("Down").screen().contains("! file incomplete"), "{}", session.screen());
    session.send(Message::Reload(Box::new(library(&whole))));
    assert_eq!(session.ids().len(), 9);
    assert!(!session.screen().contains("file incomplete"), "{}", session.screen());
}

#[test]
fn removed_activity_is_named_and_its_menu_closed() {
    let without = |id: &str| built_in().replacen(&format!("id: \"{id}\""), "id: \"other\"", 1);
    let mut session = session();
    session.keys("6 Enter y");
    session.send(Message::Reload(Box::new(library(&without("sarcelles")))));
    assert!(session.app.overlay().is_none(), "what it offers is gone");
    assert!(session.screen().contains("Sarcelles is no longer in it."), "{}", session.screen());
    let mut session = self::session();
    session.keys("6 y");
    session.send(Message::Reload(Box::new(library(&without("avignon")))));
    assert!(session.app.overlay().is_some());
    session.keys("Esc");
    assert!(!session.screen().contains("no longer"), "{}", session.screen());
}

#[test]
fn find_moves_to_the_sheet_replacing_a_removed_one() {
    let mut session = session();
    session.keys("Enter").keys("C-f").keys("prison");
    assert!(session.screen().contains("1 of "), "{}", session.screen());
    let gone = built_in().replacen("id: \"avignon\"", "id: \"other\"", 1);
    session.send(Message::Reload(Box::new(library(&gone))));
    assert!(!session.screen().contains("Not found"), "{}", session.screen());
}

/// Keys to press while a catalogue is loading or changes.
const KEYS: [&str; 28] = [
    "Down", "Up", "End", "Home", "PgDn", "Enter", "Esc", "Tab", "Left", "Right", "L", "c", "t", "p", "a", "d", "/",
    "prison", "f", "n", "Space", "m", "x", "u", "s", "r", "i", "3",
];

/// Asserts that the list is the answer of a library to the session's query, and that the selection is in it.
fn assert_list_matches_query(session: &Session, library: &Library, pressed: &str) {
    let app = &session.app;
    let answer = Answer::new(library, app.query(), app.display().lang, None);
    let ids: Vec<&str> = answer.rows.iter().map(|&it| library.catalogue.activities[it].id.as_str()).collect();
    assert_eq!(session.ids(), ids, "{pressed}: {:?}", app.query());
    let selected = app.list().selected;
    assert!(selected < ids.len().max(1), "{pressed}: {selected} of {}", ids.len());
}

/// Returns the library with the same activities marked as in the session. Panics if it lacks one of them.
fn with_marks_of(mut library: Library, session: &Session) -> Library {
    let of_session = session.app.library();
    let marked: Vec<usize> = of_session
        .marks()
        .iter()
        .map(|&it| {
            let id = &of_session.catalogue.activities[it].id;
            library.catalogue.activities.iter().position(|it| it.id == *id).unwrap()
        })
        .collect();
    library.set_marks(&marked);
    library
}

/// Number of finished sessions in which a catalogue is loading.
static FINISHED_WHILE_LOADING: AtomicU32 = AtomicU32::new(0);
/// Number of finished sessions in which a catalogue changes.
static FINISHED_WHILE_CHANGING: AtomicU32 = AtomicU32::new(0);

/// Text of both figures after the number of sessions.
const FIGURE_SUFFIX: &str = "of up to 60 keys, 0 other lists";

fn cases() -> u32 {
    if is_thorough() { 2000 } else { 60 }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn list_is_complete_for_any_keys_while_loading(
        steps in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 4..60),
    ) {
        let other = "Catalogue(format: 1, id: \"o\", title: \"T\", themes: { \"zeal\": \"Zeal\", \"exit\": \"Prison exit\" }, activities: [
            Activity(id: \"n1\", title: \"Neu\", place: Place(name: \"Gent\", country: \"BE\"), themes: [\"zeal\", \"exit\"], period: \"2018\"),
            Activity(id: \"n2\", title: \"Prison\", place: Place(name: \"Arles\", country: \"FR\"), themes: [\"zeal\"]) ])";
        let origins = || vec![Origin::BuiltIn, Origin::Text(Clean::line("o.ron"), other.to_owned())];
        let mut deliveries = Vec::new();
        Library::stream(origins(), IndexLevel::Words, &mut |delivery| {
            deliveries.push(delivery);
            true
        });
        let mut deliveries = deliveries.into_iter();
        let start = Start { is_loading: true, ..Start::in_language(Lang::EN) };
        let mut session = Session::on(Library::default(), start, (100, 30));
        let mut pressed = String::new();
        for (key, arrives) in steps {
            if arrives && let Some(delivery) = deliveries.next() {
                session.send(Message::Deliver(vec![delivery]));
                pressed.push_str("… ");
            }
            let key = KEYS[key.index(KEYS.len())];
            pressed.push_str(&format!("{key} "));
            session.keys(key);
            session.screen();
        }
        session.send(Message::Deliver(deliveries.collect()));
        session.send(Message::Loaded);
        let whole = with_marks_of(Library::load(origins()), &session);
        assert_list_matches_query(&session, &whole, &pressed);
        figure_of_cases(&FINISHED_WHILE_LOADING, cases(), "sessions while a catalogue is loading", FIGURE_SUFFIX);
    }

    #[test]
    fn list_is_current_for_any_keys_while_reloading(
        steps in prop::collection::vec((any::<prop::sample::Index>(), 0usize..16), 4..60),
    ) {
        let (whole, changed) = (built_in(), changed());
        let few = format!("{}])", &whole[..whole.find("        Activity(\n            id: \"sarcelles\"").unwrap()]);
        let versions = [whole.as_str(), &changed, &few, "Catalogue(", "Catalogue(format: 1, title: \"T\", activities: [])"];
        let mut session = session();
        let mut pressed = String::new();
        for (key, version) in steps {
            if let Some(text) = versions.get(version) {
                session.send(Message::Reload(Box::new(library(text))));
                pressed.push_str(&format!("…{version} "));
            }
            let key = KEYS[key.index(KEYS.len())];
            pressed.push_str(&format!("{key} "));
            session.keys(key);
            session.screen();
            assert_list_matches_query(&session, session.app.library(), &pressed);
        }
        figure_of_cases(&FINISHED_WHILE_CHANGING, cases(), "sessions while a catalogue changes", FIGURE_SUFFIX);
    }
}

#[test]
fn mistake_that_moves_to_another_activity_is_no_known_one() {
    let with_mistake_in = |at: usize| {
        let record = |it: usize| {
            let mistake = if it == at { "        sumary: \"x\",\n" } else { "" };
            format!(
                "Activity(id: \"a{it}\", title: \"T{it}\", place: Place(name: \"P{it}\", country: \"FR\"),\n{mistake}),\n"
            )
        };
        let records: String = (0..4).map(record).collect();
        library(&format!("Catalogue(format: 1, language: \"en\", title: \"T\", activities: [\n{records}])"))
    };
    let mut session = Session::on(with_mistake_in(0), Start::in_language(Lang::EN), (120, 40));
    session.send(Message::Reload(Box::new(with_mistake_in(3))));
    assert_eq!(session.ids(), ["a1", "a2", "a3"], "the version before: {}", session.screen());
    session.send(Message::Reload(Box::new(with_mistake_in(0))));
    assert!(session.screen().contains("read again"), "the mistake that it had: {}", session.screen());
    session.send(Message::Reload(Box::new(with_mistake_in(9))));
    assert_eq!(session.ids().len(), 4, "{}", session.screen());
}

#[test]
fn lens_by_theme_stays_under_its_theme_after_a_reload() {
    let mut session = session();
    session.keys("L Tab G");
    let line = |session: &Session| session.cursor_line().trim_end_matches(['│', '┃', ' ']).to_owned();
    let name = |session: &Session| {
        let theme = session.app.mode().lens().unwrap().anchor().unwrap().theme.unwrap();
        session.app.library().catalogue.vocabularies.themes.id(theme).to_owned()
    };
    let before = (line(&session), name(&session));
    session.send(Message::Reload(Box::new(library(&changed()))));
    assert_eq!((line(&session), name(&session)), before, "{}", session.screen());
}
