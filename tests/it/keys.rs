//! Does each key do what the user expects?

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use passerelle::app::{Mode, Start, View, bindings};
use passerelle::lang::Lang;

use crate::support::Session;

fn session() -> Session {
    Session::new(Lang::EN, (120, 40))
}

#[test]
fn digits_select_the_numbered_row() {
    for size in [(120, 40), (80, 24), (60, 20), (40, 12)] {
        for before in ["", "End", "/ prison Enter", "c Enter"] {
            let mut session = Session::new(Lang::FR, size);
            session.keys(before);
            let screen = session.screen();
            for digit in 1..=9 {
                let is_numbered = |line: &&str| {
                    let gutter: Vec<char> = line.chars().take(2).collect();
                    gutter.len() == 2 && " ▌>".contains(gutter[0]) && gutter[1].to_digit(10) == Some(digit)
                };
                let Some(row) = screen.lines().skip(2).find(is_numbered) else { continue };
                let place: String = row.chars().skip(3).take(8).collect();
                session.keys(&digit.to_string());
                assert!(session.cursor_line().chars().skip(3).take(8).eq(place.chars()), "{size:?} {before} {digit}");
            }
        }
    }
    let mut session = session();
    assert_eq!(session.keys("6").selected(), "sarcelles");
    session.keys("c Enter 7");
    assert!(session.screen().contains("Nothing shown here has the number 7."));
}

#[test]
fn digits_jump_to_fixed_sections() {
    let mut session = session();
    session.keys("Right 5");
    assert!(session.cursor_line().contains("Lessons"), "{}", session.cursor_line());
    assert!(session.screen().lines().nth(1).unwrap().contains("[5 Lessons]"));
    for (digit, heading) in
        [("1", "Summary"), ("2", "Aims"), ("3", "Actions"), ("4", "Results"), ("6", "Outlook"), ("9", "Sources")]
    {
        session.keys(digit);
        assert!(session.cursor_line().contains(heading), "{digit}: {}", session.cursor_line());
        let tab = format!("[{digit} {heading}]");
        assert!(session.screen().lines().nth(1).unwrap().contains(&tab), "{tab}: {}", session.screen());
    }
    session.keys("7");
    assert!(session.screen().contains("This sheet has no section “Evaluation” or “Funding”."));
    session.keys("8");
    assert!(session.screen().contains("This sheet has none of the sections “Awards”, “Contact”, “Other”."));
}

#[test]
fn azerty_digit_row_works_without_shift() {
    for (keys, id) in [
        ("&", "avignon"),
        ("é", "catalonia"),
        ("è", "sollentuna"),
        ("-", "sarcelles"),
        ("§", "sarcelles"),
        ("!", "the-hague"),
        ("_", "the-hague"),
        ("ç", "vilvoorde"),
    ] {
        assert_eq!(session().keys(keys).selected(), id, "{keys}");
    }
    assert!(session().keys("Right (").cursor_line().contains("Lessons"));
}

#[test]
fn digits_jump_to_numbered_groups_in_the_lens() {
    let mut session = session();
    session.keys("L 2");
    assert_eq!(session.app.record(), Some(1), "the second place");
    session.keys("PgDn");
    let screen = session.screen();
    let numbered = screen.lines().find(|it| it.trim_start().starts_with("1 ")).unwrap().to_owned();
    session.keys("1");
    let place = numbered.trim_start()[2..].split(',').next().unwrap().to_owned();
    let record = session.app.record().unwrap();
    let activity = &session.app.library().catalogue.activities[record];
    assert_eq!(activity.place.name.get(Lang::EN), place);
    let mut large = Session::new(Lang::EN, (120, 40));
    large.keys("L 3");
    let cursor = large.draw().1.cursor.unwrap().y;
    let below = large.screen().lines().nth(usize::from(cursor) + 1).unwrap().to_owned();
    assert!(below.contains("▌") && below.contains(char::is_alphabetic), "its words are in view: {}", large.screen());
    session.keys("Home Tab 2");
    let grouped = session.screen();
    assert!(grouped.contains("▌"), "{grouped}");
}

#[test]
fn left_and_right_stop_at_the_outer_panes() {
    let mut session = session();
    assert!(session.keys("Left").app.mode().is_list());
    assert!(matches!(session.keys("Right").app.mode(), Mode::Sheet));
    assert!(matches!(session.keys("Right l").app.mode(), Mode::Sheet));
    assert!(session.keys("Left").app.mode().is_list());
    assert!(session.keys("h").app.mode().is_list());
    assert!(matches!(session.keys("Tab").app.mode(), Mode::Sheet));
    assert!(session.keys("Tab").app.mode().is_list(), "Tab goes round");
}

#[test]
fn space_marks_the_current_activity_in_every_view() {
    let mut session = session();
    let marked = |session: &Session| session.screen().matches('✓').count();
    session.keys("Enter Space");
    assert_eq!(marked(&session), 1);
    assert_eq!(session.app.browse().sheet.top, 0, "and does not page");
    session.keys("Space Left L Down Down Down Space Esc");
    assert!(session.screen().contains("✓Catalonia"), "{}", session.screen());
    session.keys("L Down Down Down Enter Space Esc Esc");
    assert_eq!(marked(&session), 0, "in a sheet opened from the lens, too");
}

#[test]
fn unbound_keys_are_reported_with_a_suggestion() {
    let mut session = session();
    for (keys, message) in [
        ("x", "x does nothing here · ? keys · / searches"),
        ("C", "C does nothing here · Caps Lock? c: filter by country · ? keys"),
        ("с", "с does nothing here · the keyboard types another alphabet: switch it to Latin letters · ? keys"),
        ("Enter Enter", "Enter does nothing here"),
    ] {
        session.keys(keys);
        assert!(session.screen().contains(message), "{keys}: {}", session.screen());
    }
    session.press(KeyEvent::new(KeyCode::F(7), KeyModifiers::NONE));
    assert!(session.screen().contains("F7 does nothing here"));
    session.press(KeyEvent::new(KeyCode::Insert, KeyModifiers::ALT));
    assert!(session.screen().contains("Alt-Ins does nothing here"), "{}", session.screen());
    session.press(KeyEvent::new(KeyCode::Up, KeyModifiers::CONTROL));
    assert!(session.screen().contains("Ctrl-↑ does nothing here"), "{}", session.screen());
    session.press(KeyEvent::new(KeyCode::Char('\u{301}'), KeyModifiers::NONE));
    assert!(session.screen().contains("U+0301 does nothing here"), "{}", session.screen());
    session.keys("y /");
    assert!(session.screen().contains("/ does nothing here · ? keys"), "{}", session.screen());
    assert!(!session.screen().contains("searches"), "nothing does in a menu");
    session.keys("Esc");
    session.keys("Down");
    assert!(!session.screen().contains("does nothing"), "it is told once");
}

#[test]
fn activity_keys_report_an_empty_list() {
    for view in ["", "L"] {
        let mut session = session();
        session.keys(&format!("/ zzzzqq Enter {view}"));
        for key in ["Space", "C-f", "Tab", "I", "J", "z", "o", "n", "N", "l"] {
            let is_of_lens = view == "L" && ["Tab", "l", "J", "z"].contains(&key);
            session.keys("Down").keys(key);
            let is_told = session.screen().contains("No activity is listed");
            assert!(is_told || is_of_lens, "{view} {key}: {}", session.screen());
            assert!(session.app.overlay().is_none(), "{view} {key}");
        }
        assert!(!session.screen().contains("/ find"), "{}", session.screen());
    }
    for (lang, message, way_out) in [
        (Lang::EN, "no field “foo”", "▌1 with “foo:bar” removed"),
        (Lang::FR, "pas de champ «\u{a0}foo\u{a0}»", "▌1 en retirant «\u{a0}foo:bar\u{a0}»"),
    ] {
        let mut session = Session::new(lang, (40, 12));
        session.keys("/ foo:bar Enter");
        let screen = session.screen();
        assert!(screen.matches(message).count() == 1 && screen.contains(way_out), "{screen}");
    }
}

#[test]
fn escape_drops_filters_one_at_a_time_latest_first() {
    let mut session = session();
    session.keys("c Enter t young Enter / jeunes Enter");
    assert_eq!(session.ids().len(), 2);
    session.keys("t young C-x Esc Esc");
    assert!(
        session.screen().contains("Dropped (Theme: not Young offenders) · u brings it back"),
        "{}",
        session.screen()
    );
    session.keys("Esc");
    assert!(session.screen().contains("Dropped (“jeunes”)"), "the theme was changed last, then the words");
    session.keys("Esc");
    assert!(session.screen().contains("Dropped (Country: FR)"));
    session.keys("Esc");
    assert!(session.screen().contains("Nothing to close"));
    session.keys("u");
    assert_eq!(session.ids(), ["avignon", "clichy-sous-bois", "sarcelles"]);
    session.keys("/ jeunes Enter r");
    assert!(session.screen().contains("Dropped (Country: FR · “jeunes”) · u brings it back"));
}

#[test]
fn sort_order_is_shown_in_words() {
    let mut session = session();
    session.keys("s S");
    assert!(session.screen().lines().nth(1).unwrap().contains("by place, reversed"), "{}", session.screen());
    session.keys("S s s s");
    assert!(session.screen().lines().nth(1).unwrap().contains("by date"), "{}", session.screen());
    assert_eq!(session.ids()[0], "the-hague", "what has no date comes last");
}

#[test]
fn every_hinted_key_has_an_effect_and_can_be_clicked() {
    for lang in Lang::ALL {
        for before in [
            "",
            "Space",
            "Enter",
            "L",
            "/ prison Enter",
            "Enter / prison Enter C-l",
            "c Enter",
            "c fr Enter t formers Enter",
            "z",
        ] {
            let mut session = Session::new(lang, (200, 60));
            session.keys(before);
            let shown = session.screen().lines().last().unwrap().to_owned();
            let context = session.app.context();
            for binding in bindings(context) {
                let name = binding.names(lang.words(), false)[0].clone();
                if !shown.contains(&format!(" {name} ")) || binding.action == passerelle::app::Action::GoToNumber(0) {
                    continue;
                }
                let mut pressed = Session::new(lang, (200, 60));
                pressed.keys(before);
                let screen = pressed.screen();
                let mut clicked = Session::new(lang, (200, 60));
                clicked.keys(before);
                let column = passerelle::text::width(&shown[..shown.find(&format!(" {name} ")).unwrap() + 1]);
                clicked.click(u16::try_from(column).unwrap(), 59);
                pressed.send(passerelle::app::Message::Act(binding.action));
                assert!(pressed.screen() != screen || pressed.has_quit, "{before}: {name} does nothing");
                assert_eq!(
                    (clicked.screen(), clicked.has_quit),
                    (pressed.screen(), pressed.has_quit),
                    "{before}: {name}"
                );
            }
        }
    }
}

#[test]
fn hints_always_include_language_help_and_quit() {
    for lang in Lang::ALL {
        for columns in 60..200 {
            for keys in ["", "Enter", "L", "/ prison Enter"] {
                let mut session = Session::new(lang, (columns, 30));
                let screen = session.keys(keys).screen();
                let hints = screen.lines().last().unwrap();
                let other = if lang == Lang::FR { "i English" } else { "i français" };
                assert!(hints.contains(other), "{columns} {keys}: {hints}");
                assert!(hints.contains("  ? ") && hints.contains("  q "), "{columns} {keys}: {hints}");
            }
        }
        for columns in 20..60 {
            for keys in ["", "Enter", "L", "x", "/ prison Enter n"] {
                let mut session = Session::new(lang, (columns, 12));
                let screen = session.keys(keys).screen();
                assert!(screen.lines().last().unwrap().ends_with("? q"), "{columns} {keys}: {screen}");
            }
        }
    }
}

#[test]
fn picker_hints_show_all_four_keys_at_40_columns() {
    for (lang, keys) in [(Lang::FR, ["Entrée", "Espace", "-", "Échap"]), (Lang::EN, ["Enter", "Space", "-", "Esc"])] {
        let mut session = Session::new(lang, (40, 12));
        let screen = session.keys("c").screen();
        let hints: Vec<&str> = screen.lines().last().unwrap().split_whitespace().collect();
        assert!(keys.iter().all(|it| hints.contains(it)), "{hints:?}");
    }
}

#[test]
fn zoom_shows_one_pane_until_z_or_esc() {
    let mut session = session();
    session.keys("z");
    assert!(session.app.panes().text.is_none());
    session.keys("Enter");
    assert!(session.app.panes().list.is_none());
    session.keys("Esc");
    assert!(session.app.panes().list.is_some() && session.app.panes().text.is_some(), "Esc ends it");
    session.keys("z z");
    assert!(session.app.panes().list.is_some() && session.app.panes().text.is_some());
}

/// Returns a session whose marks are saved.
fn session_with_store(size: (u16, u16)) -> Session {
    let library = passerelle::query::Library::load(vec![passerelle::load::Origin::BuiltIn]);
    let start = Start { has_store: true, ..Start::in_language(Lang::EN) };
    Session::on(library, start, size)
}

#[test]
fn marking_is_reported_where_the_symbol_is_hidden() {
    for (size, keys) in [((80, 24), "L Space"), ((40, 12), "Enter Space"), ((120, 40), "L Space")] {
        let mut session = session_with_store(size);
        assert!(session.keys(keys).screen().contains("Marked: Avignon"), "{keys} {}", session.screen());
        assert!(session.keys("Space").screen().contains("Mark removed: Avignon"), "{}", session.screen());
    }
    let mut session = session_with_store((120, 40));
    session.keys("Space m Space");
    assert!(session.screen().contains("Mark removed: Avignon"), "{}", session.screen());
}

#[test]
fn undoing_a_filter_restores_the_position() {
    let mut session = session();
    session.keys("6 c spain Enter u");
    assert_eq!(session.selected(), "sarcelles");
    session.keys("r 3 / málaga Enter u");
    assert_eq!(session.selected(), "clichy-sous-bois");
    session.keys("1 L 2");
    let record = session.app.record();
    session.keys("c fr Enter");
    assert_ne!(session.app.record(), record);
    session.keys("u");
    assert_eq!(session.app.record(), record);
}

#[test]
fn relevance_order_is_offered_only_with_a_search() {
    let mut session = session();
    for _ in 0..12 {
        session.keys("s");
        assert!(!session.screen().contains("Sorted by relevance"));
    }
    session.keys("/ prison Enter");
    let is_offered = (0..6).any(|_| session.keys("s").screen().contains("Sorted by relevance"));
    assert!(is_offered, "{}", session.screen());
}

#[test]
fn undated_activities_come_last_in_both_directions() {
    let mut session = session();
    session.keys("s s s s");
    assert_eq!(session.ids()[0], "the-hague");
    session.keys("S");
    assert_eq!(session.ids()[0], "the-hague", "{}", session.screen());
}

#[test]
fn opening_a_filtered_out_activity_is_reported() {
    let start = |open: &str, lens| {
        let mut query = passerelle::query::Query::default();
        let library = passerelle::query::Library::load(vec![passerelle::load::Origin::BuiltIn]);
        query.search = "avignon".into();
        let query = if lens { Default::default() } else { query };
        let lens = lens.then_some((passerelle::catalogue::Section::Results, Default::default()));
        let start = Start {
            view: View { lang: Lang::EN, open: Some(open.into()), lens, query, ..View::default() },
            ..Start::default()
        };
        Session::on(library, start, (120, 40))
    };
    let left_out = start("the-hague", false);
    assert!(left_out.screen().contains("The filters leave out The Hague"), "{}", left_out.screen());
    let lens = start("sarcelles", true);
    let record = lens.app.record().unwrap();
    assert_eq!(lens.app.library().catalogue.activities[record].id.as_str(), "sarcelles");
}

#[test]
fn hints_are_never_truncated() {
    let hints = |lang: Lang, size: (u16, u16), keys: &str| {
        let mut session = Session::new(lang, size);
        let screen = session.keys(keys).screen();
        let line = screen.lines().last().unwrap().trim().to_owned();
        let hints: Vec<String> = line.split("  ").map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect();
        (hints, session.app.overlay().is_some())
    };
    for lang in Lang::ALL {
        for size in [(20, 6), (25, 10), (30, 8), (40, 12), (60, 20), (80, 24), (120, 40)] {
            for keys in ["", "c", "t x", "?", "Enter", "L"] {
                let (shown, has_overlay) = hints(lang, size, keys);
                let (all, _) = hints(lang, (400, 40), keys);
                // On narrow screens, labels are omitted and keys are one column apart.
                let is_whole = |hint: &String| {
                    all.contains(hint)
                        || hint.split(' ').all(|key| all.iter().any(|it| it.split(' ').next() == Some(key)))
                };
                assert!(shown.iter().all(is_whole), "{size:?} {keys}: {shown:?} of {all:?}");
                let escape = lang.words().key_names.escape;
                assert!(!has_overlay || shown.iter().any(|it| it.starts_with(escape)), "{size:?} {keys}: {shown:?}");
            }
        }
    }
}

#[test]
fn zoomed_pane_hints_at_the_way_back() {
    for lang in Lang::ALL {
        for size in [(120, 40), (80, 24), (60, 20)] {
            let mut session = Session::new(lang, size);
            let screen = session.keys("z").screen();
            let both = lang.words().both_panes;
            assert!(screen.lines().last().unwrap().contains(&format!("z {both}")), "{size:?} {screen}");
        }
    }
}

#[test]
fn capital_j_and_k_scroll_the_text_from_list_and_sheet() {
    let mut session = session();
    session.keys("J J");
    let top = session.app.pager().top;
    session.keys("Enter J J K");
    assert_eq!((top, session.app.pager().top), (2, 3));
}

#[test]
fn help_lists_the_typed_key_first() {
    for key in ["q", "i", "L", "m"] {
        let mut session = Session::new(Lang::EN, (120, 40));
        session.keys("?").keys(key);
        assert!(session.cursor_line().contains(&format!("┃ {key} ")), "{key}: {}", session.screen());
    }
}

#[test]
fn single_characters_match_only_whole_key_names() {
    for (typed, is_found) in [("f3", true), ("3", false)] {
        let mut session = Session::new(Lang::EN, (120, 60));
        let screen = session.keys("?").keys(typed).screen();
        assert_eq!(screen.contains("F3"), is_found, "{typed}: {screen}");
    }
}

#[test]
fn paging_through_help_skips_nothing() {
    let line = |keys: &str| Session::new(Lang::EN, (120, 20)).keys(keys).cursor_line();
    let (first, page, last) = (line("?"), line("? PgDn"), line("? End"));
    assert!(page != first && page != last, "{page}");
    let row = |line: &str| line.split('┃').nth(1).unwrap_or_default().to_owned();
    let before = Session::new(Lang::EN, (120, 20)).keys("?").screen();
    assert!(before.contains(&row(&page)), "{page}\n{before}");
    assert_eq!(line("? PgDn PgUp"), first);
}

#[test]
fn names_in_notices_are_not_treated_as_keys() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("c Enter t Enter r");
    let notice = session.app.notice().expect("what has been removed is told");
    let text = notice.text();
    assert!(text.contains("Country: FR · Theme: Disengagement"), "{text}");
    session.click_on("u brings it back");
    assert_eq!(session.app.query().criteria().len(), 2);
    session.keys("r").click_on("Theme: Disengagement)");
    assert!(session.app.query().criteria().is_empty());
    session.keys("Enter / p r i s o n Enter n");
    assert!(session.app.notice().is_some_and(passerelle::app::Notice::has_keys), "{:?}", session.app.notice());
}

#[test]
fn help_is_found_by_common_synonyms() {
    for (lang, words) in [
        (Lang::FR, ["imprimer", "aide", "sortir", "lien", "anglais", "favori", "souris"]),
        (Lang::EN, ["print", "pdf", "exit", "link", "bookmark", "french", "mouse"]),
    ] {
        for word in words {
            let mut session = Session::new(lang, (100, 30));
            let typed = word.chars().map(String::from).collect::<Vec<_>>().join(" ");
            session.keys(&format!("? {typed}"));
            assert!(!session.screen().contains(lang.words().no_key), "{word}: {}", session.screen());
        }
    }
}

#[test]
fn closing_a_search_reports_the_one_it_replaced() {
    let mut session = Session::new(Lang::EN, (100, 30));
    session.keys("/ p r i s o n Enter / x Esc");
    assert!(session.screen().contains("“prison”"), "{}", session.screen());
    session.keys("u");
    assert_eq!(session.app.query().search, "prison");
}

#[test]
fn cursor_is_on_the_current_hit() {
    let mut session = Session::new(Lang::EN, (120, 40));
    session.keys("Enter / t h e Enter");
    let mut places = std::collections::BTreeSet::new();
    for _ in 0..4 {
        let cursor = session.draw().1.cursor.unwrap();
        let line = session.screen().lines().nth(usize::from(cursor.y)).unwrap().to_owned();
        let at: String = line.chars().skip(usize::from(cursor.x)).take(3).collect();
        assert_eq!(at.to_lowercase(), "the", "{line}");
        places.insert((cursor.y, cursor.x));
        session.keys("n");
    }
    assert_eq!(places.len(), 4);
}

#[test]
fn title_hits_in_another_language_are_shown_in_it() {
    let mut session = Session::new(Lang::FR, (80, 50));
    session.keys("/ o f f e n d e r s Enter");
    assert!(session.screen().contains("Titre\u{a0}[en]\u{a0}: «\u{a0}"), "{}", session.screen());
    let mut session = Session::new(Lang::EN, (80, 50));
    session.keys("/ o f f e n d e r s Enter");
    assert!(!session.screen().contains("Title: “"), "{}", session.screen());
}

#[test]
fn all_filters_picker_lists_not_stated_values() {
    let mut session = Session::new(Lang::EN, (100, 30));
    session.keys("f n o t Space s t a t");
    assert!(session.screen().contains(": (not stated)"), "{}", session.screen());
}

#[test]
fn help_ranks_key_names_before_mentions() {
    use passerelle::app::{Action, Motion};
    let first = |lang: Lang, typed: &str| {
        let mut session = Session::new(lang, (120, 40));
        session.keys("?");
        session.keys(typed);
        session.app.help().unwrap().rows()[0].action
    };
    assert_eq!(first(Lang::EN, "end"), Action::Move(Motion::Last));
    assert_eq!(first(Lang::EN, "down"), Action::Move(Motion::Down));
    assert_eq!(first(Lang::EN, "esc"), Action::Close);
    assert_eq!(first(Lang::FR, "fin"), Action::Move(Motion::Last));
    assert_eq!(first(Lang::EN, "zoom"), Action::Zoom);
    assert_eq!(first(Lang::FR, "zoom"), Action::Zoom);
}
