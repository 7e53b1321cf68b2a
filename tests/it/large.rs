//! Is a large catalogue loaded, searched and read like a small one?

use std::fmt::Write;

use passerelle::app::{Action, Effect, Message, Motion, Start, View};
use passerelle::catalogue::Section;
use passerelle::document::{Anchor, Grouping, LensView};
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::{Answer, Library, Query};
use passerelle::text::Clean;

use crate::support::Session;

/// Returns a catalogue of `count` activities with `words` filler words in each summary. The first lesson of those in
/// `needles` mentions a needle; of the others, every third one has no lessons.
pub(crate) fn catalogue(count: usize, needles: &[usize], words: usize) -> String {
    let themes = "themes: { \"a\": \"Alpha\", \"b\": \"Beta\", \"c\": \"Gamma\" }";
    let mut text = format!("(format: 1, title: \"Many\", {themes}, activities: [\n");
    for number in 0..count {
        let needle = if needles.contains(&number) { "a needle" } else { "hay" };
        let lessons = match number % 3 {
            0 if !needles.contains(&number) => String::new(),
            _ => format!("(text: \"Of {needle}.\"), (text: \"Second of {number}.\")"),
        };
        let filler: String = (0..words).fold(String::new(), |mut filler, at| {
            let _ = write!(filler, "w{} ", (number * 7919 + at * 104_729) % 1_000_003);
            filler
        });
        let themes = ["\"a\"", "\"b\", \"c\"", ""][number % 3];
        let _ = writeln!(
            text,
            "Activity(id: \"x{number}\", title: \"Title {number}\", summary: \"Summary {filler}\", themes: [{themes}], \
             place: (name: \"Place {number}\", country: \"FR\"), lessons: [{lessons}]),"
        );
    }
    text + "])"
}

/// Number of bytes that are read at a time (`CHUNK` in `load::cut`).
const CHUNK: usize = 256 << 10;

#[test]
fn activities_are_read_across_chunk_boundaries() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("edge.ron");
    let head = "Catalogue(format: 1, title: \"T\", activities: [\n//";
    let body = "\n/*\u{e9}*/ Activity /* a */ (id: \"a\", title: r#\"A\"#, place: (name: \"P\", country: \"FR\")), //\u{2028}\n  \
                (id: \"b\", title: \"B\", place: (name: \"P\", country: \"FR\"))\u{85}, Activity\u{2028}(id: \"c\", title: \
                \"C\", place: (name: \"P\", country: \"FR\")), /**/ ]) // end\n";
    for at in 0..body.len() {
        let text = format!("{head}{}{body}", "x".repeat(CHUNK - head.len() - at));
        std::fs::write(&path, &text).unwrap();
        let library = Library::load(vec![Origin::Path(path.clone())]);
        let ids: Vec<&str> = library.catalogue.activities.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["a", "b", "c"], "at {:?}", body.get(at..));
        assert!(library.report.problems.is_empty(), "{:?}", library.report.problems);
    }
}

#[test]
fn multibyte_characters_survive_on_very_long_lines() {
    for shift in 0..3 {
        let mut text = format!("Catalogue(format: 1, title: \"{}\", activities: [", "x".repeat(1 + shift));
        for number in 0..60 {
            let summary = "é漢".repeat(400 + number);
            let _ = write!(
                text,
                "(id: \"x{number}\", title: \"T\", place: (name: \"P\", country: \"FR\"), summary: \"{summary}\"), "
            );
        }
        let library = library(&(text + "])"));
        assert_eq!(library.catalogue.activities.len(), 60, "{:?}", library.report.problems.first());
        assert!(library.report.problems.is_empty());
    }
}

fn library(text: &str) -> Library {
    Library::load(vec![Origin::Text(Clean::line("many.ron"), text.to_owned())])
}

fn session(text: &str) -> Session {
    Session::on(library(text), Start::in_language(Lang::EN), (80, 24))
}

/// Returns what the selected passage of the lens belongs to.
fn selected_anchor(session: &Session) -> Option<Anchor> {
    session.app.mode().lens().and_then(|it| it.anchor())
}

/// Returns every passage of a lens that is laid out whole.
fn passages(library: &Library, grouping: Grouping) -> Vec<Option<Anchor>> {
    let view = LensView { catalogue: &library.catalogue, section: Section::Lessons, grouping, names_activities: false };
    let rows: Vec<usize> = (0..library.catalogue.activities.len()).collect();
    view.document(&view.units(&rows), Lang::EN, true)
        .blocks
        .into_iter()
        .map(|it| it.anchor)
        .filter(|it| it.is_passage)
        .map(Some)
        .collect()
}

#[test]
fn long_lens_visits_every_passage_in_order_and_back() {
    let text = catalogue(600, &[], 3);
    for (keys, grouping) in [("L", Grouping::Activity), ("L Tab", Grouping::Theme)] {
        let mut session = session(&text);
        session.keys(keys).keys("g");
        let expected = passages(session.app.library(), grouping);
        assert!(session.app.mode().lens().is_some_and(|it| !it.pager.is_fully_laid_out() && it.grouping == grouping));
        for (at, passage_there) in expected.iter().enumerate() {
            assert_eq!(selected_anchor(&session), *passage_there, "{grouping:?}, down, {at}");
            session.keys("Down");
        }
        for passage_there in expected.iter().rev() {
            assert_eq!(selected_anchor(&session), *passage_there, "{grouping:?}, up");
            session.keys("Up");
        }
        session.keys("G");
        assert_eq!(selected_anchor(&session), *expected.last().unwrap(), "{grouping:?}, the end");
        session.keys("g");
        assert_eq!(selected_anchor(&session), expected[0], "{grouping:?}, the beginning");
        let mut pages = 0;
        while selected_anchor(&session) != *expected.last().unwrap() {
            session.send(Message::Act(Action::Move(Motion::PageDown)));
            pages += 1;
            assert!(pages < 300, "{grouping:?}: pages lead to the end");
        }
    }
}

#[test]
fn long_lens_finds_a_word_anywhere() {
    let mut session = session(&catalogue(600, &[5, 250, 590], 3));
    session.keys("L / n e e d l e Enter");
    let found = |session: &Session| selected_anchor(session).and_then(|it| it.activity);
    assert_eq!(found(&session), Some(5));
    for (key, record) in [("n", 250), ("n", 590), ("n", 5), ("N", 590), ("N", 250), ("N", 5)] {
        session.keys(key);
        assert_eq!(found(&session), Some(record), "{key}");
        assert!(session.screen().contains("needle"), "{}", session.screen());
        assert_eq!(session.app.notice(), None, "how many there are is not known");
    }
}

/// Counts the hits of a long lens, as is done while no key is pressed.
fn count_hits(session: &mut Session) {
    while session.app.has_hits_to_count() {
        session.send(Message::CountHits);
    }
}

#[test]
fn hits_of_a_long_lens_are_counted() {
    let mut session = session(&catalogue(600, &[5, 7, 250, 590], 3));
    session.keys("L / n e e d l e");
    assert!(session.app.pager().hit_count().is_none());
    count_hits(&mut session);
    assert!(session.screen().contains("1 of 4"), "{}", session.screen());
    session.keys("Enter");
    let hits = |session: &Session| (session.app.pager().hit_number(), session.app.pager().hit_count());
    for (key, number) in [("n", 2), ("n", 3), ("n", 4), ("n", 1), ("N", 4), ("N", 3), ("N", 2), ("N", 1)] {
        session.keys(key);
        assert_eq!(hits(&session), (Some(number), Some(4)), "{key}");
        let (rule, notice) = (format!("{number}/4"), format!("{number} of 4"));
        assert!(session.screen().contains(&rule) && session.screen().contains(&notice), "{}", session.screen());
    }
    // Another text is counted anew, also one that occurs nowhere.
    session.keys("g / S e c o n d");
    assert_eq!(hits(&session), (None, None));
    count_hits(&mut session);
    assert_eq!(hits(&session), (Some(1), Some(400)));
    session.keys("x");
    assert_eq!(hits(&session), (None, Some(0)));
    // Words of the interface are not in the index, so that only counting finds all of them.
    session.keys("Esc Esc g / n o t Space g i v e n");
    count_hits(&mut session);
    assert_eq!(hits(&session), (Some(1), Some(200)));
    // So are the words of the search, once the find has ended.
    session.keys("Esc Esc Esc / t i t l e Enter L");
    count_hits(&mut session);
    assert!(session.screen().contains("600 hits"), "{}", session.screen());
}

#[test]
fn closing_a_sheet_returns_to_its_passage_in_a_long_lens() {
    let mut session = session(&catalogue(600, &[], 3));
    session.keys("L G Up Up");
    let read = selected_anchor(&session);
    session.keys("Enter");
    assert!(session.screen().contains("Place 598"), "{}", session.screen());
    session.keys("Esc");
    assert_eq!(selected_anchor(&session), read);
    // The activity stays selected when the section, the grouping or the language changes.
    for key in ["Right", "Left", "Tab", "i"] {
        session.keys(key);
        assert_eq!(selected_anchor(&session).and_then(|it| it.activity), Some(598), "{key}");
    }
}

#[test]
fn large_searches_run_in_background_and_latest_wins() {
    let mut session = session(&catalogue(9000, &[4321], 120));
    let all = session.app.list().answer.rows.clone();
    session.keys("/ n e");
    let older = session.app.pending_search().expect("more than a frame's worth").run(&|| true).unwrap();
    session.keys("e d l e");
    assert!(session.app.is_searching());
    assert_eq!(session.app.list().answer.rows, all, "what was found before stays");
    let newest = session.app.pending_search().unwrap();
    assert_eq!(newest.subject(), (session.app.query().search.as_str(), session.app.library().revision));
    assert!(newest.clone().run(&|| false).is_none(), "what is not wanted any more is given up");
    session.send(Message::Searched(Box::new(older)));
    assert!(session.app.is_searching());
    session.send(Message::Searched(Box::new(newest.run(&|| true).unwrap())));
    assert!(!session.app.is_searching());
    let mut query = Query::default();
    "needle".clone_into(&mut query.search);
    let at_once = Answer::new(session.app.library(), &query, Lang::EN, None);
    assert_eq!((session.app.list().answer.rows.as_slice(), at_once.rows.as_slice()), (&[4321][..], &[4321][..]));
}

#[test]
fn large_catalogues_suggest_corrections_only_on_enter() {
    for (count, while_typing) in [(20, true), (9000, false)] {
        let mut session = session(&catalogue(count, &[11], 120));
        session.keys("/ needel");
        if let Some(question) = session.app.pending_search() {
            session.send(Message::Searched(Box::new(question.run(&|| true).unwrap())));
        }
        let is_offered = |session: &Session| session.screen().contains("“needle”");
        assert!(session.ids().is_empty(), "{count}: {:?}", session.ids());
        assert_eq!(is_offered(&session), while_typing, "{count}: {}", session.screen());
        session.keys("Enter");
        assert!(is_offered(&session), "{count}: {}", session.screen());
    }
}

#[test]
fn esc_stops_loading_and_keeps_what_was_loaded() {
    let start = Start { is_loading: true, total_bytes: 1 << 20, ..Start::in_language(Lang::EN) };
    let mut session = Session::on(library(&catalogue(100, &[], 3)), start, (100, 24));
    let screen = session.screen();
    assert!(screen.contains("reading… 100 (1%)") && screen.contains("Esc stop reading"), "{screen}");
    assert_eq!(session.app.update(Message::Act(Action::Close)), Some(Effect::StopLoading));
    session.send(Message::Loaded);
    let screen = session.screen();
    assert!(screen.contains("reading stopped") && screen.contains("100 of 100"), "{screen}");
    assert!(screen.contains("Reading stopped: 100 activities were read, the file contains more."), "{screen}");
    assert_eq!(session.app.update(Message::Act(Action::Close)), None, "there is nothing more to stop");
    // Esc closes one thing at a time: it drops a filter before it stops loading.
    let start = Start { is_loading: true, ..Start::in_language(Lang::FR) };
    let mut session = Session::on(library(&catalogue(100, &[], 3)), start, (100, 24));
    session.keys("c Enter");
    assert!(!session.screen().contains("arrêter la lecture"));
    assert_eq!(session.app.update(Message::Act(Action::Close)), None);
    session.keys("j");
    assert!(session.screen().contains("lecture… 100") && session.screen().contains("arrêter la lecture"));
}

#[test]
fn moving_in_a_sheet_keeps_the_lens_position() {
    let mut session = session(&catalogue(600, &[], 3));
    session.keys("L G Up Up Enter");
    session.keys("g G g Esc");
    assert_eq!(selected_anchor(&session).and_then(|it| it.activity), Some(598));
}

#[test]
fn undoing_a_filter_restores_the_long_lens_position() {
    let mut session = session(&catalogue(600, &[5], 3));
    session.keys("G Up / n e e d l e Enter L");
    assert_eq!(selected_anchor(&session).and_then(|it| it.activity), Some(5));
    session.keys("u");
    assert_eq!(selected_anchor(&session).and_then(|it| it.activity), Some(598), "{}", session.screen());
}

#[test]
fn long_lens_finds_theme_headings() {
    let mut session = session(&catalogue(600, &[], 3));
    session.keys("L Tab g / g a m m a Enter");
    assert!(session.screen().contains("Gamma") && session.app.pager().current_hit.is_some());
}

#[test]
fn long_lens_find_searches_forward_before_wrapping() {
    let mut session = session(&catalogue(600, &[5, 590], 3));
    session.keys("L / S e c o n d Enter Esc");
    // One hit precedes this position; another follows it, in a part that is not laid out yet.
    session.keys("PgDn PgDn PgDn PgDn PgDn / n e e d l e Enter");
    assert_eq!(selected_anchor(&session).and_then(|it| it.activity), Some(590));
}

#[test]
fn one_pane_option_keeps_the_esc_hint_while_loading() {
    let start = Start {
        view: View { lang: Lang::EN, one_pane: true, ..Default::default() },
        is_loading: true,
        ..Start::default()
    };
    let session = Session::on(library(&catalogue(100, &[], 3)), start, (100, 24));
    assert!(session.screen().contains("Esc stop reading"), "{}", session.screen());
}

#[test]
fn failed_find_in_a_long_lens_returns_to_its_start() {
    for start in ["g", "PgDn PgDn", &"PgDn ".repeat(12)] {
        let mut session = session(&catalogue(600, &[590], 3));
        session.keys("L").keys(start);
        let began = selected_anchor(&session);
        session.keys("/ n e e d l e");
        assert_eq!(selected_anchor(&session).and_then(|it| it.activity), Some(590), "{start}");
        session.keys("x");
        assert_eq!(selected_anchor(&session), began, "{start}");
    }
}

#[test]
fn long_lens_visits_nearby_hits_one_by_one() {
    let mut session = session(&catalogue(600, &[5, 7, 8, 11, 590], 3));
    session.keys("L / n e e d l e Enter");
    let found = |session: &Session| selected_anchor(session).and_then(|it| it.activity);
    for (key, record) in [("n", 7), ("n", 8), ("n", 11), ("n", 590), ("N", 11), ("N", 8), ("N", 7), ("N", 5)] {
        session.keys(key);
        assert_eq!(found(&session), Some(record), "{key}");
    }
}

/// Answers the search of a session, if one is pending.
fn answer_search(session: &mut Session) {
    if let Some(search) = session.app.pending_search() {
        session.send(Message::Searched(Box::new(search.run(&|| true).unwrap())));
    }
}

#[test]
fn activity_is_opened_together_with_a_large_search() {
    let text = catalogue(9000, &[4321, 5000], 120);
    let mut query = Query::default();
    "needle".clone_into(&mut query.search);
    let view = |open: Option<&str>, select: Option<&str>| View {
        lang: Lang::EN,
        query: query.clone(),
        open: open.map(str::to_owned),
        select: select.map(str::to_owned),
        ..View::default()
    };
    let started = |view: View| Session::on(library(&text), Start { view, ..Start::default() }, (80, 24));
    let id = library(&text).catalogue.activities[5000].id.to_string();
    for is_pasted in [false, true] {
        let session = |view: View| match is_pasted {
            false => started(view),
            true => {
                let mut session = started(View { lang: Lang::EN, ..View::default() });
                session.send(Message::View(Box::new(view)));
                session
            }
        };
        let opened = session(view(Some(&id), None));
        assert!(opened.screen().contains("Title 5000") && opened.app.notice().is_none(), "{}", opened.screen());
        assert_eq!(session(view(None, Some(&id))).app.list().selected, 1);
    }
}

#[test]
fn undo_restores_the_selection_of_a_large_search() {
    let mut session = session(&catalogue(9000, &[11, 12, 13, 14], 120));
    session.keys("/ needle Enter");
    answer_search(&mut session);
    session.keys("Down Down");
    let selected = session.app.list().record();
    session.keys("/ hay Enter");
    answer_search(&mut session);
    session.keys("u");
    answer_search(&mut session);
    assert_eq!(session.app.list().record(), selected);
}
