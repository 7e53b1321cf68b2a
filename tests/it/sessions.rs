//! What do keys do? Typical sessions in the reader.

use passerelle::app::{Message, Mode, Start, View};
use passerelle::lang::Lang;
use passerelle::query::Facet;

use crate::support::Session;

fn session() -> Session {
    Session::new(Lang::FR, (120, 40))
}

#[test]
fn filtering_by_country_leaves_the_three_french_towns() {
    let mut session = session();
    session.keys("c fr Enter");
    assert_eq!(session.ids(), ["avignon", "clichy-sous-bois", "sarcelles"]);
    assert!(session.screen().lines().next().unwrap().ends_with("3 sur 9"));
    assert!(session.screen().starts_with(" c Pays  FR   t Thème tous"), "{}", session.screen());
}

#[test]
fn filtering_by_theme_identifier_leaves_the_hague() {
    for keys in ["t restorative-justice Tab Enter", "t restorative-justice Enter", "t restaurative Enter"] {
        let mut session = session();
        assert_eq!(session.keys(keys).ids(), ["the-hague"], "{keys}");
    }
}

#[test]
fn search_ignores_accents_and_case() {
    for word in ["evaluation", "évaluation", "ÉVALUATION", "e\u{301}valuation"] {
        let mut session = session();
        assert_eq!(session.keys("/").keys(word).keys("Enter").ids(), ["avignon", "vilvoorde"], "{word}");
    }
}

#[test]
fn a_place_is_found_by_its_name_in_any_language() {
    for name in ["den Space haag", "the Space hague", "la Space haye", "'s-gravenhage"] {
        let mut session = session();
        assert_eq!(session.keys("/").keys(name).keys("Enter").ids(), ["the-hague"], "{name}");
    }
}

#[test]
fn complete_session_from_filter_to_lens_to_quitting() {
    let mut session = session();
    session.keys("c fr Enter L");
    assert!(session.screen().contains("Des groupes de travail communs"));
    assert!(!session.screen().contains("Catalogne"));
    session.keys("i");
    assert!(session.screen().contains("Joint working groups"));
    session.keys("q q");
    assert!(session.has_quit);
}

#[test]
fn current_line_reaches_both_ends_and_has_the_cursor() {
    for size in [(200, 60), (80, 24), (40, 12)] {
        let mut session = Session::new(Lang::EN, size);
        session.keys("Enter").keys(&"Down ".repeat(200));
        let last = session.app.browse().sheet.page.len() - 1;
        assert_eq!(session.app.browse().sheet.line, last);
        assert!(!session.cursor_line().trim_matches(['▌', '│', ' ']).is_empty());
        session.keys(&"Up ".repeat(200));
        assert_eq!((session.app.browse().sheet.line, session.app.browse().sheet.top), (0, 0));
        session.keys("G g");
        assert_eq!((session.app.browse().sheet.line, session.app.browse().sheet.top), (0, 0));
    }
}

#[test]
fn passage_opened_from_the_lens_is_the_current_line() {
    for (size, keys, passage) in [
        ((40, 12), "L Down Down Down Down Down Down Enter", ["Advice · inferred", "Prepare people for"]),
        ((80, 24), "L Right Right Down Down Enter", ["Under consideration", "actions that would"]),
        ((120, 40), "L Down Down Enter", ["Success · stated by the source [1", "The pilot led to"]),
    ] {
        let mut session = Session::new(Lang::EN, size);
        session.keys(keys);
        let (screen, cursor) = (session.screen(), session.draw().1.cursor.unwrap());
        let lines: Vec<&str> = screen.lines().skip(usize::from(cursor.y)).take(3).collect();
        // The attribution precedes the text, so that a braille display reads it first.
        let is_read = lines[0].contains(passage[0]) && lines[1..].iter().any(|it| it.contains(passage[1]));
        assert!(is_read, "{size:?}: {lines:?}");
    }
}

#[test]
fn hit_stays_in_view_after_resize_and_end_of_find() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("Enter / municip Enter n n");
    session.send(passerelle::app::Message::Resize(80, 24));
    assert!(session.cursor_line().to_lowercase().contains("municip"), "{}", session.screen());
    session.keys("Esc");
    assert!(session.cursor_line().to_lowercase().contains("municip"));
}

#[test]
fn the_selected_activity_stays_when_a_search_is_dropped() {
    let mut session = session();
    session.keys("/ prison Enter Down");
    let selected = session.selected().to_owned();
    session.keys("r");
    assert_eq!(session.selected(), selected);
    session.keys("/ a Backspace Esc");
    assert_eq!(session.selected(), selected);
}

#[test]
fn smallest_screen_shows_the_selected_line() {
    for keys in ["c", "t Down Down", "?", "L", "f Down Down Down Down Down Down"] {
        let mut session = Session::new(Lang::FR, (20, 6));
        session.keys(keys);
        let line = session.cursor_line();
        assert!(!line.trim().is_empty(), "{keys}: {}", session.screen());
    }
}

#[test]
fn escape_closes_one_thing_at_a_time_and_never_quits() {
    let mut session = session();
    session.keys("c fr Enter L Enter / jeunes Enter");
    assert!(session.app.pager().find_text.is_some());
    session.keys("Esc");
    assert!(session.app.pager().find_text.is_none());
    assert!(matches!(session.app.mode(), Mode::LensSheet(_)));
    session.keys("Esc");
    assert!(!matches!(session.app.mode(), Mode::LensSheet(_)));
    session.keys("Esc");
    assert!(session.app.mode().has_list());
    assert_eq!(session.ids().len(), 3, "filters are the last to go");
    session.keys("Esc");
    assert_eq!(session.ids().len(), 9);
    session.keys("Esc Esc Esc");
    assert!(!session.has_quit);
    assert!(session.screen().contains("Rien à fermer"));
}

#[test]
fn esc_returns_from_a_passage_to_the_same_lens_line() {
    let mut session = session();
    session.keys("L");
    (0..6).for_each(|_| {
        session.keys("j");
    });
    let before = session.cursor_line();
    let (screen, cursor) = (session.screen(), session.draw().1.cursor);
    session.keys("Enter");
    assert_eq!(session.selected(), "clichy-sous-bois");
    let passage = before.trim_matches(['▌', '┃', '│', ' ']);
    assert!(session.screen().contains(passage), "the passage is in view: {}", session.screen());
    session.keys("Esc");
    assert_eq!((session.screen(), session.draw().1.cursor), (screen, cursor));
}

#[test]
fn lens_switches_sections_and_groups_by_theme() {
    let mut session = session();
    session.keys("L Right");
    assert!(session.screen().contains("[Résultats]"));
    assert!(session.screen().contains("La source n’en dit rien."), "silence is said");
    session.keys("Right");
    assert!(session.screen().contains("[Perspectives]"));
    session.keys("Left Left Tab");
    assert!(session.screen().contains("[Enseignements]") && session.screen().contains("par thème"));
    assert!(session.screen().contains("Évaluation du risque"));
}

#[test]
fn field_search_highlights_only_that_field() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("/ lessons:working Enter");
    let blocks: Vec<_> = session
        .app
        .browse()
        .sheet
        .hits
        .iter()
        .map(|it| &session.app.browse().sheet.document.blocks[it.block])
        .collect();
    assert!(!blocks.is_empty());
    let is_of_lessons =
        |it: &&passerelle::document::Block| it.fields[0].1 == passerelle::catalogue::Section::Lessons.into();
    assert!(blocks.iter().all(is_of_lessons));
    let everywhere = {
        let mut session = Session::new(Lang::EN, (120, 40));
        session.keys("/ working Enter").app.browse().sheet.hits.len()
    };
    assert!(everywhere > session.app.browse().sheet.hits.len());
    session.keys("Esc / place:avignon Enter");
    assert!(
        session
            .app
            .browse()
            .sheet
            .hits
            .iter()
            .all(|it| session.app.browse().sheet.document.blocks[it.block].text.starts_with("Avignon,"))
    );
}

#[test]
fn sheet_numbers_its_sources_and_names_the_licence() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("Enter G");
    let screen = session.screen();
    for message in ["[1] Local activities", "Catalogue  PREPARE: nine", "Licence    CC-BY-4.0"] {
        assert!(screen.contains(message), "{message}: {screen}");
    }
    session.keys("g / stated Space by Enter");
    assert!(session.screen().contains("stated by the source [1,\u{a0}2]"), "{}", session.screen());
}

#[test]
fn language_change_keeps_the_lens_line_under_its_theme() {
    let mut session = Session::new(Lang::FR, (120, 40));
    session.keys("L Tab G Up Up");
    let (screen, anchor) = (session.screen(), session.app.mode().lens().unwrap().anchor());
    session.keys("i");
    assert_eq!(session.app.mode().lens().unwrap().anchor(), anchor);
    assert!(session.cursor_line().contains('▌'));
    session.keys("i");
    assert_eq!(session.screen(), screen, "the same passage under the same theme, on the same line");
}

#[test]
fn find_wraps_round_its_hits() {
    let mut session = session();
    session.keys("Enter / jeun");
    let count = session.app.pager().hits.len();
    let shows = |session: &Session, at: usize| session.screen().contains(&format!("{at} sur {count}"));
    assert!(count > 4 && shows(&session, 1), "{}", session.screen());
    session.keys("Enter n");
    assert!(shows(&session, 2));
    session.keys("N N");
    assert!(shows(&session, count));
    let line = session.cursor_line().to_lowercase();
    assert!(line.contains("jeun"), "the cursor is on the line of the hit: {line}");
    session.keys("C-f absent Enter");
    assert!(session.screen().contains("Introuvable"));
}

#[test]
fn language_change_keeps_the_position() {
    let mut session = session();
    session.send(passerelle::app::Message::Resize(80, 24));
    session.keys("Down Down Enter PgDn");
    let block = |session: &Session| session.app.browse().sheet.page.anchor(session.app.browse().sheet.top).0;
    let before = block(&session);
    assert!(before > 0);
    session.keys("i");
    assert_eq!((session.selected(), block(&session)), ("clichy-sous-bois", before));
    session.keys("i");
    assert_eq!(block(&session), before);
}

#[test]
fn both_languages_are_side_by_side_where_there_is_room() {
    let mut session = session();
    session.keys("I");
    let screen = session.screen();
    let line = screen.lines().skip(2).find(|it| it.contains("Résumé")).unwrap();
    assert!(line.contains("Summary"), "{line}");
    let mut narrow = Session::new(Lang::EN, (60, 20));
    narrow.keys("I");
    assert!(narrow.screen().contains("Two languages need 74 columns."));
}

#[test]
fn empty_list_offers_filters_to_drop() {
    let mut session = Session::new(Lang::FR, (80, 24));
    session.keys("c fr Enter t formers Enter");
    let screen = session.screen().replace('\u{a0}', " ");
    assert!(screen.contains("en retirant Thème : « Anciens » (formers) : 3"), "{screen}");
    assert!(screen.contains("en retirant Pays : FR : 1"));
    session.keys("Enter");
    assert_eq!(session.ids().len(), 3);
    session.keys("u");
    assert_eq!(session.ids().len(), 0);
}

#[test]
fn empty_list_offers_to_drop_several_filters_together() {
    let mut session = Session::new(Lang::FR, (80, 24));
    session.keys("c be Enter t restorative-justice Enter / jeunes Enter");
    let screen = session.screen().replace('\u{a0}', " ");
    assert!(screen.contains("en retirant Pays : BE et Thème : Justice restaurative : 2"), "{screen}");
    assert!(screen.contains("Entrée appliquer"));
    session.keys("Enter");
    assert_eq!(session.ids().len(), 2);
    session.keys("u L");
    let screen = session.screen().replace('\u{a0}', " ");
    assert!(screen.contains("en retirant Pays") && screen.contains("Entrée appliquer"), "{screen}");
    session.keys("Enter");
    assert_eq!(session.ids().len(), 2, "the lens helps as the list does");
}

#[test]
fn smallest_screen_shows_ways_out_of_an_empty_list() {
    let mut session = Session::new(Lang::FR, (20, 6));
    session.keys("c fr Enter t restorative-justice Enter");
    assert!(session.screen().contains("en retirant"), "{}", session.screen());
}

#[test]
fn an_empty_catalogue_offers_nothing_to_drop() {
    use passerelle::load::Origin;
    let origin = Origin::Text(passerelle::text::Clean::line("x"), "Catalogue(format: 1, title: \"T\")".to_owned());
    let library = passerelle::query::Library::load(vec![origin]);
    let session = Session::on(library, Start::default(), (80, 24));
    assert!(session.screen().contains("This catalogue contains no activities."));
    assert!(
        !session.screen().contains("Enter ") && session.app.browse().ways_out.rows.is_empty(),
        "{}",
        session.screen()
    );
}

#[test]
fn undoing_filters_keeps_the_sort_order() {
    let mut session = session();
    session.keys("c fr Enter s s u");
    assert_eq!(session.ids().len(), 9);
    assert_eq!(session.ids()[0], "vilvoorde", "still by country");
    session.keys("s u");
    assert!(session.screen().contains("Aucun changement"));
}

#[test]
fn hit_in_the_other_language_is_reported() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("/ évaluation Enter n");
    assert!(session.screen().contains("Not here, but in French: i changes"), "{}", session.screen());
    assert!(session.screen().contains("found in French: i ─"), "{}", session.screen());
    session.keys("i n");
    assert!(session.screen().contains("n suivante"));
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("/ den Space haag Enter n");
    assert!(session.screen().contains("Place: “Den Haag” matches, not the text."), "{}", session.screen());
}

#[test]
fn reset_drops_all_filters_and_can_be_undone() {
    let mut session = session();
    session.keys("c fr Enter / jeunes Enter r");
    assert_eq!(session.ids().len(), 9);
    session.keys("u");
    assert_eq!(session.ids(), ["sarcelles", "avignon"]);
    session.keys("u");
    assert_eq!(session.ids().len(), 3, "a search is one change, however many letters it has");
    session.keys("u u");
    assert!(session.screen().contains("Aucun changement"));
}

#[test]
fn help_finds_an_action_by_word_in_either_language_and_runs_it() {
    let mut session = session();
    session.keys("? country Enter");
    assert!(session.screen().contains("┏━ Pays"));
    session.keys("Esc F1");
    session.keys("enseignements Enter");
    assert!(!session.app.mode().has_list());
}

#[test]
fn help_shows_the_keys_of_the_context() {
    let mut session = session();
    session.keys("?");
    assert!(session.screen().contains("chercher dans toutes les activités"));
    session.keys("Esc L ?");
    assert!(session.screen().contains("aller au passage suivant"));
}

#[test]
fn narrow_screens_show_one_pane_at_a_time() {
    let mut session = Session::new(Lang::FR, (40, 12));
    assert!(session.screen().contains("PREPARE"));
    session.keys("Enter");
    assert!(!session.screen().contains("PREPARE"));
    assert!(session.screen().contains("Évaluer le risque"));
    session.keys("q");
    assert!(session.screen().contains("PREPARE") && !session.has_quit);
}

#[test]
fn resize_keeps_the_position() {
    let mut session = session();
    session.keys("Down Down Down Enter PgDn");
    let anchor = |session: &Session| session.app.browse().sheet.page.anchor(session.app.browse().sheet.line);
    let before = anchor(&session);
    session.send(passerelle::app::Message::Resize(50, 20));
    assert_eq!(session.selected(), "malaga");
    assert_eq!(anchor(&session).0, before.0);
    session.send(passerelle::app::Message::Resize(10, 3));
    assert_eq!(session.screen().trim(), "Agrandir");
    session.send(passerelle::app::Message::Resize(120, 40));
    assert_eq!(anchor(&session).0, before.0);
}

#[test]
fn resize_keeps_the_current_hit() {
    let mut session = session();
    session.keys("Enter / r i s q u e Enter");
    for columns in [200, 60, 44, 120, 50] {
        session.send(passerelle::app::Message::Resize(columns, 30));
        let line = session.cursor_line();
        assert!(line.to_lowercase().contains("risque"), "{columns}: {line}\n{}", session.screen());
        session.keys("n");
    }
}

#[test]
fn input_is_ignored_while_the_terminal_is_too_small() {
    let mut session = session();
    session.keys("/ p");
    let before = session.screen();
    session.send(passerelle::app::Message::Resize(10, 3));
    session.keys("x F7");
    session.send(passerelle::app::Message::Paste("y".to_owned()));
    session.click(3, 1);
    session.send(passerelle::app::Message::Wheel(passerelle::app::Area::List, 3));
    session.send(passerelle::app::Message::Resize(120, 40));
    assert_eq!(session.screen(), before);
}

#[test]
fn result_rows_do_not_depend_on_the_path_to_them() {
    for word in ["prison", "efus", "accompagnement", "sa"] {
        let mut fresh = Session::new(Lang::EN, (100, 30));
        let mut moved = Session::new(Lang::FR, (140, 30));
        fresh.keys("/").keys(word).keys("Enter");
        moved.keys("/").keys(word).keys("Enter i");
        moved.send(passerelle::app::Message::Resize(100, 30));
        moved.keys("g");
        fresh.keys("g");
        // Skip the last lines: the notice about the language differs.
        let rows = |session: &Session| session.screen().lines().take(28).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(rows(&moved), rows(&fresh), "{word}");
    }
}

#[test]
fn a_paste_is_text_and_never_a_command() {
    let mut session = session();
    session.send(passerelle::app::Message::Paste("qQ\u{3}\n".to_owned()));
    assert!(!session.has_quit);
    session.keys("/");
    session.send(passerelle::app::Message::Paste("den\nhaag\u{1b}[31m".to_owned()));
    assert!(session.screen().contains("den haag␛[31m"));
}

#[test]
fn focus_moves_between_panes() {
    let mut session = session();
    session.keys("Tab");
    assert!(matches!(session.app.mode(), Mode::Sheet));
    session.keys("j j");
    assert_eq!((session.app.browse().sheet.top, session.app.list().selected), (2, 0));
    session.keys("h J K J");
    assert_eq!((session.app.mode().is_list(), session.app.browse().sheet.top), (true, 3));
}

#[test]
fn sort_orders_cycle_and_reverse() {
    let mut session = session();
    session.keys("s");
    assert_eq!(session.ids()[..3], ["avignon", "catalonia", "clichy-sous-bois"]);
    session.keys("S");
    assert_eq!(session.ids()[..2], ["vilvoorde", "sollentuna"]);
    session.keys("S s");
    assert!(session.screen().contains("Tri par pays"));
    assert_eq!(session.ids()[0], "vilvoorde", "Belgique comes first");
}

#[test]
fn search_selects_the_best_hit_and_filter_keeps_selection() {
    let mut session = session();
    session.keys("End");
    assert_eq!(session.selected(), "vilvoorde");
    session.keys("t désengagement Enter");
    assert_eq!(session.selected(), "vilvoorde");
    session.keys("/ form");
    assert_eq!(session.app.list().selected, 0);
}

#[test]
fn title_hits_rank_first() {
    let mut session = session();
    session.keys("/ probation Enter");
    let ids = session.ids();
    assert_eq!(ids[..3], ["rotterdam", "sollentuna", "the-hague"], "the first three have it in their titles");
}

#[test]
fn start_options_equal_the_corresponding_keys() {
    use passerelle::app::Start;
    use passerelle::catalogue::Section;
    use passerelle::load::Origin;
    use passerelle::query::{Library, Query, resolve};

    let library = Library::load(vec![Origin::BuiltIn]);
    let mut query = Query::default();
    query.toggle(Facet::Country, resolve(&library, Facet::Country, "france").unwrap()[0]);
    let start = Start {
        view: View { lang: Lang::FR, query, lens: Some((Section::Lessons, Default::default())), ..View::default() },
        ..Start::default()
    };
    let started = Session::on(library, start, (120, 40));
    let mut pressed = session();
    pressed.keys("c france Enter L");
    assert_eq!(started.screen(), pressed.screen());
}

#[test]
fn lens_is_reopened_at_the_same_line_and_closed_by_one_esc() {
    let mut session = session();
    session.keys("L Down Down");
    let lens = session.screen();
    session.keys("Enter");
    assert_ne!(session.screen(), lens);
    assert_eq!(session.keys("L").screen(), lens, "L leads back to the same line");
    session.keys("Enter z");
    assert_eq!(session.keys("Esc").screen(), lens, "there is nothing to zoom in the lens");
    session.keys("Esc");
    assert!(session.screen().contains("9 sur 9"), "and one Esc closes it");
    assert!(session.app.mode().is_list());
    assert!(session.app.mode().has_list() && !session.app.display().is_zoomed);
}

#[test]
fn help_over_a_prompt_keeps_its_state() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("/ prison F1").click_on("c Country");
    session.keys("Esc u");
    assert_eq!(session.ids().len(), 9, "the search can be taken back: {}", session.screen());
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("/ prison F1").click_on("“prison”");
    assert!(session.app.overlay().is_none() && session.app.help().is_none());
    assert_eq!((session.ids().len(), session.app.query().search.as_str()), (9, ""));
    session.keys("? x Backspace Down Down Backspace");
    assert_eq!(session.app.help().unwrap().selected, 2, "nothing was typed");
}

#[test]
fn clicking_the_search_slot_opens_search_from_everywhere() {
    for keys in ["Enter", "L", "c"] {
        let mut session = Session::new(Lang::EN, (120, 40));
        session.keys(keys).click_on("/ Search");
        assert!(session.screen().contains("Search the list:"), "{keys}");
        session.keys("vilvoorde");
        assert!(session.ids().len() < 9);
    }
}

#[test]
fn leaving_zoom_is_skipped_where_it_has_no_effect() {
    let mut session = Session::new(Lang::EN, (40, 12));
    session.keys("z q");
    assert!(session.has_quit, "one pane at a time is all there is");
    let mut session = Session::new(Lang::EN, (40, 12));
    session.keys("c Enter z Esc");
    assert_eq!(session.ids().len(), 9, "Esc drops the filter");
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("z q");
    assert!(!session.has_quit && session.screen().contains("┬"));
}

#[test]
fn both_languages_notice_names_a_sufficient_width() {
    for columns in [60, 74, 80, 91, 100] {
        let mut session = Session::new(Lang::EN, (columns, 30));
        let screen = session.keys("I").screen();
        let Some(at) = screen.find("wo languages need ") else { continue };
        let needed: u16 = screen[at + 18..].split(' ').next().unwrap().parse().unwrap();
        assert!(needed > columns, "{columns}: {needed}");
        let mut session = Session::new(Lang::EN, (needed, 30));
        assert!(!session.keys("I").screen().contains("wo languages need"), "{needed}");
    }
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("z I").send(Message::Resize(60, 40));
    assert!(session.keys("I").screen().contains("Two languages need"), "what is not shown is not switched off");
}

#[test]
fn the_selected_way_out_is_in_view() {
    let mut session = Session::new(Lang::EN, (28, 7));
    session.keys("c Enter t restorative Enter / prison Enter m");
    session.keys("/ zzzq Enter");
    for keys in ["", "End", "Up", "Home"] {
        session.keys(keys);
        let ways_out = &session.app.browse().ways_out;
        let number = (ways_out.selected + 1).to_string();
        assert!(session.cursor_line().starts_with(&format!("▌{number}")), "{keys} {}", session.screen());
    }
}

#[test]
fn lens_by_theme_keeps_its_theme_and_names_it() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("L Tab G");
    let theme = |session: &Session| session.app.mode().lens().unwrap().anchor().unwrap().theme;
    let before = theme(&session);
    assert_ne!(before, Some(0));
    for keys in ["i", "i", "s", "S"] {
        session.keys(keys);
        assert_eq!(theme(&session), before, "{keys}: {}", session.screen());
    }
    // Where the heading has been scrolled out of view, the title line has it.
    session.keys("Home Down Down Down Down Down Down");
    assert!(session.screen().contains("by theme · Multi-agency work"), "{}", session.screen());
    session.keys("Home");
    assert!(session.screen().contains("by theme ━"), "{}", session.screen());
}

#[test]
fn order_changes_in_the_lens() {
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("L S");
    assert!(session.screen().contains("reversed"), "{}", session.screen());
    session.keys("Home");
    assert!(session.screen().contains("1 Vilvoorde, Belgium"), "{}", session.screen());
}

#[test]
fn notices_about_the_size_end_with_it() {
    let mut session = Session::new(Lang::EN, (40, 12));
    session.keys("z");
    assert!(session.screen().contains("This view already fills"), "{}", session.screen());
    session.send(Message::Resize(80, 24));
    assert!(!session.screen().contains("This view already fills"), "{}", session.screen());
}

#[test]
fn two_languages_are_hinted_away_again() {
    let mut session = Session::new(Lang::EN, (130, 36));
    session.keys("I");
    assert!(session.screen().contains("I one language"), "{}", session.screen());
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("C-s");
    assert!(session.screen().contains("Ctrl-S does nothing here · e: export"), "{}", session.screen());
    session.keys("c esp Enter");
    assert!(session.screen().contains("Enter read  L lessons of these 2  r reset"), "{}", session.screen());
}
