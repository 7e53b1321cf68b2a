//! Choosing filter values: typed characters are text, and Enter selects the highlighted value.

use passerelle::app::Start;
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::Library;
use passerelle::text::Clean;

use crate::support::Session;

fn session() -> Session {
    Session::new(Lang::FR, (120, 40))
}

const FRENCH: [&str; 3] = ["avignon", "clichy-sous-bois", "sarcelles"];
const SPANISH: [&str; 2] = ["catalonia", "malaga"];

#[test]
fn enter_selects_the_highlighted_value_and_closes() {
    for (keys, ids) in [
        ("c Enter", &FRENCH[..]),
        ("c Down Enter", &SPANISH),
        ("c fr Enter", &FRENCH),
        ("c espagne Enter", &SPANISH),
        ("t restorative-justice Enter", &["the-hague"]),
        ("t restaurative Enter", &["the-hague"]),
        ("t multi- Enter", &["avignon", "catalonia", "malaga"]),
        ("p exit Enter", &["rotterdam", "sollentuna", "vilvoorde"]),
        ("a cours Enter", &["sarcelles"]),
        ("d 2019 Enter", &["the-hague"]),
        ("f FR Enter", &FRENCH),
    ] {
        let mut session = session();
        session.keys(keys);
        assert_eq!(session.ids(), ids, "{keys}");
        assert!(session.app.overlay().is_none(), "{keys}");
    }
}

#[test]
fn names_shown_come_before_other_names() {
    for (lang, keys, ids) in [
        // The Netherlands are Pays-Bas in French, Spain is Espagne and Spain.
        (Lang::EN, "c b Enter", &["vilvoorde"][..]),
        (Lang::FR, "c s Enter", &["sollentuna"]),
    ] {
        let mut session = Session::new(lang, (120, 40));
        session.keys(keys);
        assert_eq!(session.ids(), ids, "{keys}");
    }
}

#[test]
fn enter_only_closes_after_space_has_toggled_values() {
    let mut session = session();
    session.keys("c Space Down Space Enter");
    assert_eq!(session.ids(), ["avignon", "catalonia", "clichy-sous-bois", "malaga", "sarcelles"]);
    session.keys("r c Space Space Enter");
    assert_eq!(session.ids().len(), 9, "taken back, it is not taken again");
    session.keys("c Tab Down Down Enter");
    assert_eq!(session.ids(), FRENCH, "Tab does the same");
    session.keys("r c Down - Enter");
    assert_eq!(session.ids().len(), 7, "excluding is choosing, too");
}

#[test]
fn enter_never_deselects_a_value() {
    let mut session = session();
    session.keys("c Down Enter c Enter");
    assert_eq!(session.ids(), SPANISH, "the highlight begins on what is chosen");
    session.keys("c espagne Enter");
    assert_eq!(session.ids(), SPANISH);
    session.keys("c Down Down Space Enter c");
    assert!(session.cursor_line().contains("[x] Espagne"), "{}", session.cursor_line());
}

#[test]
fn typed_characters_are_filter_text() {
    let mut session = session();
    session.keys("t exclusion");
    assert_eq!(session.ids().len(), 9, "nine letters, x among them, filter nothing");
    assert!(session.screen().contains("› exclusion"));
    session.keys("Esc t jeunes Space délinquants");
    assert!(session.screen().contains("› jeunes délinquants") && session.ids().len() == 9, "a space is a part of it");
    session.keys("Enter");
    assert_eq!(session.ids(), ["avignon", "sarcelles"]);
    session.keys("r p forum Space européen Space pour Space la Space j Enter");
    assert_eq!(session.ids(), ["the-hague"], "what is shown is chosen, and nothing on the way to it");
    session.keys("r t multi-a");
    assert!(session.screen().contains("› multi-a") && session.ids().len() == 9, "and so is a hyphen");
}

#[test]
fn surrounding_spaces_in_picker_input_are_ignored() {
    let mut session = session();
    session.keys("t jeunes Space Enter");
    assert_eq!(session.ids(), ["avignon", "sarcelles"]);
    session.keys("r c");
    session.send(passerelle::app::Message::Paste("  fr  ".to_owned()));
    session.keys("Enter");
    assert_eq!(session.ids(), FRENCH);
}

#[test]
fn countries_are_found_by_common_names() {
    for name in ["hollande", "nederland"] {
        let mut session = session();
        session.keys("c").keys(name).keys("Enter");
        assert_eq!(session.ids(), ["rotterdam", "the-hague"], "{name}");
    }
}

#[test]
fn tab_toggles_the_match_and_clears_the_input() {
    let mut session = session();
    session.keys("c fr Tab es Tab Enter");
    assert_eq!(session.ids(), ["avignon", "catalonia", "clichy-sous-bois", "malaga", "sarcelles"]);
    session.keys("c fr Tab");
    assert_eq!(session.ids(), SPANISH, "taken back");
    assert!(session.screen().contains("› tapez un nom") && session.cursor_line().contains("France"));
    session.keys("Esc");
    assert_eq!(session.ids(), SPANISH, "Esc closes and keeps");
}

#[test]
fn excluding_a_value_removes_its_activities() {
    let mut session = session();
    session.keys("t -");
    assert_eq!(session.ids(), ["avignon", "catalonia", "sarcelles", "the-hague"], "what most have: disengagement");
    assert!(session.cursor_line().contains("[−] Désengagement") && session.cursor_line().contains("sauf"));
    session.keys("- Esc");
    assert_eq!(session.ids().len(), 9, "the same key takes it back");
    session.keys("t désengagement C-x Esc");
    assert_eq!(session.ids().len(), 4, "Ctrl-X excludes, whatever is typed");
    assert!(session.screen().lines().next().unwrap().contains(" sauf Désengagement "));
}

#[test]
fn enter_without_a_match_reports_it_and_stays_open() {
    let mut session = session();
    session.keys("c zzz Enter");
    assert!(session.screen().contains("› zzz") && session.screen().contains("Aucune valeur ne porte ce nom."));
    assert_eq!(session.ids().len(), 9);
}

#[test]
fn counts_honour_other_filters_and_effects_are_previewed() {
    let mut session = session();
    session.keys("c Enter c Down");
    let screen = session.screen().replace('\u{a0}', " ");
    for message in [
        "[x] France    FR  ▪▪▪  3",
        "[ ] Espagne   ES  ▪▪   2",
        "1 valeur choisie",
        "Espace inclut Espagne : 5 affichées",
    ] {
        assert!(screen.contains(message), "{message}: {screen}");
    }
    session.keys("Up");
    assert!(session.screen().replace('\u{a0}', " ").contains("Espace retire France : 9 affichées"));
    session.keys("es");
    assert!(
        session.screen().replace('\u{a0}', " ").contains("Entrée inclut Espagne : 5 affichées"),
        "Space is text now"
    );
    session.keys("Esc t");
    let screen = session.screen();
    let row = screen.lines().find(|it| it.contains("Jeunes délinquants  ")).unwrap();
    assert!(row.split("délinquants").nth(1).unwrap().trim().starts_with("▪▪  2 "), "{row}");
}

#[test]
fn names_in_the_shown_language_rank_first() {
    let text = r#"Catalogue(format: 1, title: "T", themes: {
        "a": { "fr": "Zone", "en": "Space" }, "b": { "fr": "Espace vert", "en": "Green" }, "c": { "fr": "Spatial", "en": "Spatial" } },
        activities: [Activity(id: "x", title: "X", place: Place(name: "P", country: "FR"), themes: ["a", "a", "b"]),
            Activity(id: "y", title: "Y", place: Place(name: "P", country: "FR"), themes: ["a"])])"#;
    let library = || Library::load(vec![Origin::Text(Clean::line("c"), text.to_owned())]);
    let shown = |lang, typed: &str| {
        let mut session = Session::on(library(), Start::in_language(lang), (120, 40));
        let screen = session.keys("t").keys(typed).screen();
        let rows = screen.lines().filter_map(|it| Some(it.split_once("[ ] ")?.1.split("  ").next()?.to_owned()));
        rows.collect::<Vec<_>>()
    };
    assert_eq!(shown(Lang::FR, "spa"), ["Spatial", "Zone = Space"]);
    assert_eq!(shown(Lang::EN, "spa"), ["Space", "Spatial"]);
    assert_eq!(shown(Lang::EN, "esp"), ["Green = Espace vert"]);
}

#[test]
fn umlauts_may_be_typed_as_two_letters() {
    let text = r#"Catalogue(format: 1, title: "T", themes: { "a": "Ärzte" },
        activities: [Activity(id: "x", title: "X", place: Place(name: "P", country: "AT"), themes: ["a"])])"#;
    let library = Library::load(vec![Origin::Text(Clean::line("c"), text.to_owned())]);
    let mut session = Session::on(library, Start::in_language(Lang::FR), (80, 24));
    assert!(session.keys("t aerzte").screen().contains("[ ] Ärzte"));
    assert!(session.keys("Esc t arzte").screen().contains("[ ] Ärzte"));
}

#[test]
fn help_over_a_picker_lists_and_runs_its_keys() {
    let mut session = session();
    session.keys("c F1");
    assert!(session.screen().contains("exclure la valeur"));
    session.keys("Esc");
    assert!(session.screen().contains("Belgique"));
    session.keys("F1 exclure Enter");
    assert_eq!(session.ids().len(), 6, "and runs them there");
}

#[test]
fn each_choice_can_be_undone_separately() {
    let mut session = session();
    session.keys("c Space Down Space Enter u");
    assert_eq!(session.ids(), FRENCH);
    session.keys("u");
    assert_eq!(session.ids().len(), 9);
}

#[test]
fn picker_hints_reflect_the_current_state() {
    let hints = |keys: &str| {
        let mut session = Session::new(Lang::EN, (120, 40));
        session.keys(keys).screen().lines().last().unwrap().trim().to_owned()
    };
    assert!(hints("c").contains("Enter include  Space tick"), "{}", hints("c"));
    assert!(hints("c Space").contains("Enter done  Space untick"), "{}", hints("c Space"));
    assert!(hints("c Enter c").contains("Enter done  Space untick"), "it is included already");
    assert!(hints("c fr").contains("Enter include  Tab tick"), "{}", hints("c fr"));
    let nothing = hints("t zzz");
    assert!(!["Enter", "Tab", "Ctrl-X"].iter().any(|it| nothing.contains(it)), "{nothing}");
    assert!(nothing.contains("Esc close"), "{nothing}");
}

#[test]
fn popup_keeps_position_and_size_while_typing() {
    let frame = |keys: &str| {
        let screen = Session::new(Lang::EN, (120, 40)).keys(keys).screen();
        let corners = |it: &str| screen.lines().position(|line| line.contains(it));
        let width = screen.lines().find_map(|line| Some(line.find('┓')? - line.find('┏')?));
        (corners("┏"), corners("┗"), width)
    };
    for (open, typed) in [("c", "c gre"), ("t", "t multi"), ("t", "t zzz"), ("p", "p exit")] {
        assert_eq!(frame(open), frame(typed), "{typed}");
    }
}

#[test]
fn values_without_matches_come_last_and_rows_stay_put() {
    let mut session = Session::new(Lang::EN, (120, 40));
    let rows = |session: &Session| -> Vec<(String, String)> {
        let screen = session.screen();
        let rows = screen.lines().filter_map(|it| it.split_once("[ ] ").or(it.split_once("[x] ")));
        rows.map(|(_, it)| {
            let (name, count) = it.split_at(it.find("  ").unwrap());
            let count = count.chars().filter(char::is_ascii_digit).collect();
            (name.to_owned(), count)
        })
        .collect()
    };
    session.keys("c netherlands Enter t");
    let counts: Vec<String> = rows(&session).into_iter().map(|(_, count)| count).collect();
    let first_zero = counts.iter().position(|it| it == "0").unwrap();
    assert!(counts[first_zero..].iter().all(|it| it == "0"), "{counts:?}");
    assert!(first_zero > 0);
    session.keys("Esc r f");
    // A row with a symbol has less room for its name, so only the beginning is compared.
    let names = |session: &Session| -> Vec<String> {
        rows(session).into_iter().map(|(name, _)| name.chars().take(40).collect()).collect()
    };
    let before = names(&session);
    assert_eq!(names(session.keys("Space")), before);
}

#[test]
fn effect_preview_is_complete_on_narrow_screens() {
    for lang in Lang::ALL {
        let mut session = Session::new(lang, (40, 12));
        let screen = session.keys("t Down Down").screen();
        let message = screen.replace(['┃', '│', '\n', '\u{a0}'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
        let end = if lang == Lang::FR { "3 affichées" } else { "3 listed" };
        assert!(message.contains(end), "{screen}");
    }
}

#[test]
fn effect_preview_words_differ_for_growing_lists() {
    let mut session = Session::new(Lang::EN, (120, 40));
    assert!(session.keys("c Enter c").screen().contains("Space takes France out: 9 listed"));
    session.keys("Down Space");
    assert!(session.screen().contains("Space takes Spain out: 3 stay"));
}

#[test]
fn chips_keep_the_order_of_selection() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("c nether Enter c sweden Enter c spain Enter");
    assert!(session.screen().lines().next().unwrap().contains(" NL, SE, ES "), "{}", session.screen());
}

#[test]
fn effect_preview_is_shown_however_long_the_name() {
    for size in [(120, 40), (80, 24), (60, 20), (40, 12)] {
        for (lang, message) in [(Lang::EN, ["nothing", "listed"]), (Lang::FR, ["rien", "affichée"])] {
            let mut session = Session::new(lang, size);
            session.keys("c b e Enter f");
            for _ in 0..60 {
                let screen = session.keys("Down").screen();
                assert!(message.iter().any(|it| screen.contains(it)), "{size:?} {lang:?}: {screen}");
            }
        }
    }
}

#[test]
fn all_filters_title_names_the_current_facet() {
    let mut session = Session::new(Lang::EN, (60, 20));
    assert!(session.keys("f").screen().contains(" All filters · Country "), "{}", session.screen());
    assert!(session.keys("End").screen().contains(" All filters · Section "), "{}", session.screen());
    assert!(session.keys("x q x q").screen().contains(" All filters "), "{}", session.screen());
}

#[test]
fn filter_that_replaces_the_text_being_read_says_so() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("4 Enter c f r Enter");
    assert_eq!(session.selected(), "avignon");
    assert!(session.screen().contains("The filters leave out Málaga. r drops them."), "{}", session.screen());
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("1 Enter c f r Enter");
    assert!(!session.screen().contains("leave out"), "it is still listed: {}", session.screen());
    // So does any other way to another activity's text, but not the way back.
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("Space 4 Enter m");
    assert_eq!(session.selected(), "avignon");
    assert!(session.screen().contains("The filters leave out Málaga."), "{}", session.screen());
    session.keys("u");
    assert!(!session.screen().contains("leave out"), "{}", session.screen());
}

#[test]
fn enter_never_reverts_an_exclusion_unless_its_name_is_typed() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("c - Enter");
    assert_eq!(session.ids().len(), 6);
    session.keys("c");
    assert!(session.screen().contains("Enter done"), "{}", session.screen());
    session.keys("Enter");
    assert_eq!(session.ids().len(), 6, "only closed");
    session.keys("c f r a n Enter");
    assert_eq!(session.ids().len(), 3, "included by name");
}

#[test]
fn name_without_value_leads_on_and_search_replaces_a_picker() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("c germany");
    assert!(session.screen().contains("There is no activity in “Germany”."), "{}", session.screen());
    session.keys("Esc t zzz");
    assert!(session.screen().contains("No value has this name. F3 searches the texts."), "{}", session.screen());
    session.keys("F3 dialogue");
    assert_eq!(session.app.query().search, "dialogue");
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("d");
    assert!(session.screen().contains("type a year"), "{}", session.screen());
}
