//! Marking activities, and saving the marks.

use passerelle::app::{Effect, Message, Start, View};
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::{IndexLevel, Library, Sort};
use passerelle::store::{Change, Ids, StoreProblem, StoredMarks};
use passerelle::text::Clean;

use crate::support::{Session, pair_of_activities};

fn remembered(ids: &[&str]) -> StoredMarks {
    StoredMarks { marks: ids.iter().map(|&it| it.to_owned()).collect(), problem: None }
}

#[test]
fn marked_activities_have_a_symbol_and_can_be_filtered() {
    let mut session = Session::new(Lang::FR, (120, 40));
    session.keys("Down Space Down Down Space");
    let screen = session.screen();
    assert!(screen.contains("✓Catalogne") && screen.contains("✓Málaga") && !screen.contains("✓Avignon"));
    session.keys("m");
    assert_eq!(session.ids(), ["catalonia", "malaga"]);
    assert_eq!(session.selected(), "malaga", "what is selected stays selected");
    assert!(session.screen().lines().next().unwrap().contains(" ✓ marquées "), "{}", session.screen());
    session.keys("c fr Enter");
    assert!(session.screen().contains("en retirant ✓ marquées\u{a0}: 3"), "{}", session.screen());
    session.keys("u m Home Down Down Space m");
    assert_eq!(session.selected(), "clichy-sous-bois");
    session.keys("Space");
    assert_eq!(session.selected(), "malaga", "the next one takes its place");
    session.keys("Up Space");
    assert_eq!(session.ids(), ["malaga"], "without its mark it is not listed any more");
    session.keys("m");
    assert_eq!(session.ids().len(), 9);
    session.keys("m Esc");
    assert_eq!(session.ids().len(), 9, "Esc drops it like any filter");
}

#[test]
fn sort_by_marks_follows_marks_as_they_arrive() {
    let mut query = passerelle::query::Query::default();
    query.sort = Some(Sort::Marks);
    let start = Start { view: View { lang: Lang::EN, query, ..View::default() }, has_store: true, ..Start::default() };
    let mut session = Session::on(Library::load(vec![Origin::BuiltIn]), start, (120, 40));
    session.send(Message::MarksLoaded {
        catalogue: "prepare".to_owned(),
        marks: remembered(&["malaga", "avignon"]),
        acknowledged: 0,
    });
    assert_eq!(session.ids()[..3], ["malaga", "avignon", "catalonia"]);
    assert_eq!(session.selected(), "malaga", "the first row, as nothing was chosen");
}

#[test]
fn marked_filter_without_marks_explains_marking() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("m");
    assert_eq!(session.ids().len(), 9);
    assert!(session.screen().contains("Space marks an activity"));
    session.keys("Space");
    assert!(session.screen().contains("Marked: Avignon. For this session only."), "where nothing is saved");
}

#[test]
fn unsaved_marks_are_shown_as_such_and_saved_ones_adopted() {
    let library = Library::load(vec![Origin::BuiltIn]);
    let start = Start { has_store: true, ..Start::in_language(Lang::EN) };
    let mut session = Session::on(library, start, (120, 40));
    let mark = Message::Act(passerelle::app::Action::Mark);
    let effect = session.app.update(mark);
    let shown: Ids = ["avignon".to_owned()].into();
    let change = Change::Mark("avignon".to_owned());
    assert_eq!(effect, Some(Effect::SaveMarks { catalogue: "prepare".to_owned(), changes: vec![change], shown }));
    // Marks that were loaded before this change was saved do not undo it.
    session.send(Message::MarksLoaded {
        catalogue: "prepare".to_owned(),
        marks: remembered(&["malaga"]),
        acknowledged: 0,
    });
    assert!(session.screen().contains("…Avignon"), "it is not saved yet");
    session.send(Message::MarksLoaded {
        catalogue: "prepare".to_owned(),
        marks: remembered(&["avignon", "malaga"]),
        acknowledged: 1,
    });
    assert!(session.screen().contains("✓Avignon") && session.screen().contains("✓Málaga"));
    let trouble = Some(StoreProblem::Foreign(passerelle::text::Clean::line("/x/marks-prepare.json")));
    let lost = StoredMarks { problem: trouble, ..remembered(&["avignon"]) };
    session.send(Message::MarksLoaded { catalogue: "prepare".to_owned(), marks: lost, acknowledged: 0 });
    assert!(session.screen().contains("/x/marks-prepare.json was not written by this version"));
}

#[test]
fn saved_marks_apply_while_the_catalogue_is_loading() {
    let mut deliveries = Vec::new();
    Library::stream(vec![Origin::BuiltIn], IndexLevel::Words, &mut |delivery| {
        deliveries.push(delivery);
        true
    });
    let start = Start { has_store: true, is_loading: true, ..Start::in_language(Lang::EN) };
    let mut session = Session::on(Library::default(), start, (120, 40));
    let rest = deliveries.split_off(1);
    session.send(Message::Deliver(deliveries));
    session.send(Message::MarksLoaded {
        catalogue: "prepare".to_owned(),
        marks: remembered(&["malaga"]),
        acknowledged: 0,
    });
    session.send(Message::Deliver(rest));
    assert!(session.screen().contains("✓Málaga"), "{}", session.screen());
    // Marks that arrive during loading can be removed, and do not come back once loading ends.
    assert_eq!(session.keys("m").ids(), ["malaga"]);
    session.keys("Space m").send(Message::Loaded);
    assert_eq!(session.ids().len(), 9);
    assert!(!session.screen().contains("✓Málaga"), "{}", session.screen());
}

#[test]
fn first_row_stays_selected_until_the_user_acts() {
    let file = |id: &str, period: &str| {
        let text = format!(
            "Catalogue(format: 1, title: \"T\", activities: [
                (id: \"{id}\", title: \"T\", place: (name: \"P\", country: \"FR\"), {period})])"
        );
        Origin::Text(Clean::line("c.ron"), text)
    };
    for (keys, selected) in [("", "b"), ("? Esc", "a")] {
        let mut start = Start { is_loading: true, ..Start::in_language(Lang::EN) };
        start.view.query.sort = Some(Sort::Date);
        let mut session = Session::on(Library::default(), start, (120, 40));
        Library::stream(vec![file("a", ""), file("b", "period: \"2019\"")], IndexLevel::Words, &mut |delivery| {
            session.send(Message::Deliver(vec![delivery]));
            session.keys(keys);
            true
        });
        session.send(Message::Loaded);
        assert_eq!((session.ids(), session.selected()), (vec!["b", "a"], selected), "{keys}");
    }
}

#[test]
fn marks_are_kept_when_a_catalogue_gains_an_id() {
    let of = |id: &str| {
        let text = format!(
            "Catalogue(format: 1, {id} title: \"T\", activities: [
                (id: \"a\", title: \"A\", place: (name: \"P\", country: \"FR\")),
                (id: \"b\", title: \"B\", place: (name: \"Q\", country: \"FR\"))])"
        );
        Library::load(vec![Origin::Text(Clean::line("c.ron"), text)])
    };
    for (has_store, is_remembered) in [(true, true), (false, false)] {
        let start = Start { has_store, ..Start::in_language(Lang::EN) };
        let mut session = Session::on(of(""), start, (120, 40));
        session.keys("Space Down Space");
        let effect = session.app.update(Message::Reload(Box::new(of("id: \"mine\","))));
        assert_eq!(session.app.library().marks().len(), 2);
        let Some(Effect::SaveMarks { catalogue, changes, shown }) = effect else {
            assert!(!is_remembered);
            continue;
        };
        assert!(is_remembered && catalogue == "mine");
        assert_eq!(changes, [Change::Mark("a".to_owned()), Change::Mark("b".to_owned())]);
        assert_eq!(shown.len(), 2);
        // Marks that were loaded before these changes were saved do not undo them.
        session.app.update(Message::MarksLoaded {
            catalogue: "mine".to_owned(),
            marks: StoredMarks::default(),
            acknowledged: 0,
        });
        assert_eq!(session.app.library().marks().len(), 2);
        session.app.update(Message::Reload(Box::new(of("id: \"mine\","))));
        assert_eq!(session.app.library().marks().len(), 2);
    }
}

#[test]
fn marks_of_several_catalogues_are_in_the_order_of_the_catalogues() {
    let mut session = Session::on(
        Library::load(vec![pair_of_activities("a"), pair_of_activities("b")]),
        Start::in_language(Lang::EN),
        (120, 40),
    );
    session.keys("End Space Up Up Space Up Space m");
    assert_eq!(session.ids(), ["a2", "a1", "b2"], "as the commands and the next session order them");
}
