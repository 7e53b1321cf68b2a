//! Accessibility: ASCII mode, one pane at a time, narrow screens, and the position of the cursor.

use passerelle::app::{Message, Start, View};
use passerelle::document::{Anchor, BlockKind};
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::Library;

use crate::support::{Session, figure};

fn session(lang: Lang, size: (u16, u16), start: Start) -> Session {
    Session::on(Library::load(vec![Origin::BuiltIn]), Start { view: View { lang, ..start.view }, ..start }, size)
}

#[test]
fn ascii_mode_draws_only_letters_outside_ascii() {
    let mut screens = 0;
    for lang in Lang::ALL {
        for size in [(120, 40), (80, 24), (60, 20), (40, 12), (20, 6)] {
            let start = Start { is_ascii: true, ..Start::default() };
            let mut session = session(lang, size, start);
            for keys in [
                "",
                "Space",
                "Enter",
                "G",
                "/ prison Enter",
                "Esc Esc",
                "L",
                "Tab",
                "?",
                "Esc Esc c",
                "Space Down -",
                "Esc t",
                "Esc f",
                "Esc r / zzz",
                "Enter",
                "r x",
                "I",
            ] {
                let screen = session.keys(keys).screen();
                screens += 1;
                for sign in screen.chars().filter(|it| !it.is_ascii()) {
                    assert!(sign.is_alphabetic(), "{sign:?} {size:?} {keys}: {screen}");
                }
            }
        }
    }
    figure("ASCII mode", format!("{screens} screens, only letters outside ASCII"));
}

#[test]
fn ascii_mode_keeps_symbols_distinguishable() {
    let mut session = session(Lang::EN, (120, 40), Start { is_ascii: true, ..Start::default() });
    session.keys("Down Space");
    let screen = session.screen();
    for shown in [">2xCatalonia", "[*] Success", "* The municipality", "(o) Advice"] {
        let is_of_avignon = shown.contains("municipality") || shown.contains("Advice");
        let screen = if is_of_avignon { session.keys("1").screen() } else { screen.clone() };
        assert!(screen.contains(shown), "{shown}: {screen}");
    }
    session.keys("c Space");
    assert!(session.screen().contains("[x] France       FR  ###  3"), "{}", session.screen());
    session.keys("Esc ?");
    assert!(session.screen().contains("Down  j") && session.screen().contains("Right  l"), "{}", session.screen());
    let mut session = self::session(Lang::FR, (40, 12), Start { is_ascii: true, ..Start::default() });
    assert!(session.keys("").screen().contains("..."), "what is cut says so: {}", session.screen());
}

#[test]
fn one_pane_option_is_not_ended_by_esc() {
    let mut session =
        session(Lang::EN, (120, 40), Start { view: View { one_pane: true, ..View::default() }, ..Start::default() });
    assert!(session.app.panes().text.is_none());
    session.keys("Enter");
    assert!(session.app.panes().list.is_none());
    session.keys("Esc");
    assert!(session.app.mode().is_list() && session.app.panes().text.is_none());
    session.keys("q");
    assert!(session.has_quit);
}

#[test]
fn fact_labels_get_their_own_line_on_narrow_screens() {
    let mut narrow = Session::new(Lang::FR, (40, 20));
    let screen = narrow.keys("Enter").screen();
    assert!(screen.lines().any(|it| it.trim_end_matches(['┃', '│', ' ']) == " Partenaires"), "{screen}");
    let wide = Session::new(Lang::FR, (80, 24)).keys("Enter").screen();
    assert!(wide.contains("  Experts      Fondation"), "{wide}");
}

#[test]
fn cursor_is_on_the_current_item() {
    for size in [(120, 40), (80, 24), (60, 20), (40, 12)] {
        for (keys, message) in [
            ("Down", "Catalonia"),
            ("c Down", "[ ] Spain"),
            ("? country", "filter by country"),
            ("c Enter t formers Enter", "1 with"),
            ("L Down", "Advice"),
            ("Enter 5", "Lessons"),
        ] {
            let mut session = Session::new(Lang::EN, size);
            session.keys(keys);
            assert!(session.cursor_line().contains(message), "{size:?} {keys}: {}", session.cursor_line());
        }
    }
}

#[test]
fn multi_line_notices_do_not_cover_the_selection() {
    for (size, keys) in [((40, 12), "G m"), ((40, 12), "G I"), ((40, 12), "G C"), ((20, 6), "G I"), ((40, 12), "L G I")]
    {
        let mut session = Session::new(Lang::FR, size);
        session.keys(keys);
        let (panes, cursor) = (session.app.panes(), session.draw().1.cursor);
        let pane = panes.list.or(panes.text).unwrap();
        assert!(panes.status.height > 1, "{size:?} {keys}: {}", session.screen());
        assert!(pane.area.contains(cursor.unwrap()), "{size:?} {keys}: {}", session.screen());
        assert!(session.cursor_line().contains('▌'), "{size:?} {keys}: {}", session.screen());
        session.keys("Up");
        assert_eq!(session.app.panes().status.height, 1);
    }
}

#[test]
fn switching_language_and_back_keeps_the_line() {
    for size in [(120, 40), (80, 24), (40, 12)] {
        for keys in [
            "Enter 5",
            "Enter 5 Down",
            "Enter PgDn PgDn",
            "Enter G",
            "Enter G Up Up",
            "Enter / coop Enter n",
            "L Down Down",
            "L PgDn Down",
            "L Tab PgDn",
        ] {
            let mut session = Session::new(Lang::FR, size);
            session.keys(keys);
            let (screen, top) = (session.screen(), provenance_at_top(&session));
            session.keys("i");
            if let Some((anchor, role)) = top {
                let (pager, height) = (session.app.pager(), session.app.panes().text_height());
                let is_it = |it: &passerelle::document::Block| (it.anchor, it.kind) == (anchor, role);
                let line = pager.page.line_of(pager.document.blocks.iter().position(is_it).unwrap(), 0);
                assert!((pager.top..pager.top + height).contains(&line), "{size:?} {keys}: it is still to be seen");
            }
            session.keys("i C-l");
            let after: Vec<String> = session.screen().lines().map(str::to_owned).collect();
            let before: Vec<String> = screen.lines().map(str::to_owned).collect();
            assert_eq!(after[..after.len() - 4], before[..before.len() - 4], "{size:?} {keys}");
        }
    }
}

/// Returns the anchor and the role of the block that begins at the top of the view if it is the provenance of a lesson,
/// otherwise `None`.
fn provenance_at_top(session: &Session) -> Option<(Anchor, BlockKind)> {
    let pager = session.app.pager();
    let (block, at) = pager.page.anchor(pager.top);
    let block = &pager.document.blocks[block];
    (at == 0 && block.kind == BlockKind::Label).then_some((block.anchor, block.kind))
}

#[test]
fn bilingual_view_keeps_the_current_lesson() {
    let mut session = Session::new(Lang::FR, (160, 40));
    session.keys("Enter 5 Down");
    let lesson = session.app.pager().block().unwrap().anchor;
    session.keys("i i I");
    assert_eq!(session.app.pager().block().unwrap().anchor, lesson);
    session.keys("I");
    assert_eq!(session.app.pager().block().unwrap().anchor, lesson);
}

#[test]
fn resizing_and_back_restores_the_screen() {
    for keys in ["Enter 5 Down", "L Down Down Down", "Enter G"] {
        let mut session = Session::new(Lang::FR, (120, 40));
        session.keys(keys);
        let before = session.screen();
        for size in [(40, 12), (80, 24), (20, 6), (10, 2), (120, 40)] {
            session.send(Message::Resize(size.0, size.1));
        }
        assert_eq!(session.screen(), before, "{keys}");
    }
}

#[test]
fn ascii_ellipses_fit_the_available_width() {
    for columns in [40, 50, 60, 70, 80, 100, 120] {
        for keys in ["/ zusammenarbeit", "/ zusammenarbeit Enter", "/ prison", "t staff Enter p efus Enter"] {
            let start = Start { is_ascii: true, ..Start::default() };
            let mut session = session(Lang::EN, (columns, 30), start);
            let screen = session.keys(keys).screen();
            let bar = screen.lines().next().unwrap();
            let count = if columns < 70 { "/9" } else { " of 9" };
            let count = bar.trim_end().strip_suffix(count).unwrap_or_else(|| panic!("{columns} {keys} {bar}"));
            assert!(count.trim_end_matches(|it: char| it.is_ascii_digit()).ends_with(' '), "{columns} {keys} {bar}");
            for snippet in screen.lines().filter(|it| it.contains(": \"") && !it.contains("Search")) {
                let row = snippet.split('|').next().unwrap().trim_end();
                assert!(row.ends_with('"') || row.ends_with("..."), "{columns} {keys} {snippet}");
            }
        }
    }
}

#[test]
fn ascii_ellipses_do_not_displace_what_follows() {
    let text = std::fs::read_to_string("data/prepare.ron").unwrap();
    let library = Library::load(vec![Origin::Text(passerelle::text::Clean::line("c.ron"), text)]);
    let start = Start { is_ascii: true, has_store: true, is_loading: true, ..Start::in_language(Lang::EN) };
    let mut session = Session::on(library, start, (100, 30));
    // While a mark is being saved, its sign takes one column.
    session.keys("Space");
    let screen = session.screen();
    assert!(screen.contains("1.Avignon"), "{screen}");
    assert!(screen.lines().next().is_some_and(|it| it.trim_end().ends_with("reading... 9")), "{screen}");
}

#[test]
fn in_one_pane_each_passage_of_the_lens_names_its_place() {
    let view = View { one_pane: true, ..View::default() };
    let mut session = session(Lang::EN, (80, 24), Start { view, ..Start::default() });
    session.keys("L Down Down");
    assert!(session.cursor_line().contains("◆ Catalonia · Success · stated by the source"), "{}", session.screen());
    let mut session = Session::new(Lang::EN, (80, 24));
    session.keys("L Down Down");
    assert!(session.cursor_line().contains("◆ Success · stated by the source"), "{}", session.screen());
}
