//! What does every screen look like? Text and styles, in both languages, at four sizes.

use insta::assert_snapshot;
use passerelle::app::Start;
use passerelle::lang::Lang;
use passerelle::load::Origin;
use passerelle::query::Library;
use passerelle::view::Theme;

use crate::support::{Session, styles, text};

const SIZES: [(u16, u16); 4] = [(120, 40), (80, 24), (60, 20), (40, 12)];

/// Takes snapshots of a screen after some keys, at every size and in both languages: its text and styles, the styles
/// that differ in the monochrome theme, and its text in ASCII mode.
fn snapshots(name: &str, keys: &str) {
    for lang in Lang::ALL {
        for (columns, lines) in SIZES {
            let mut session = Session::new(lang, (columns, lines));
            let (buffer, frame) = session.keys(keys).draw();
            let cursor = frame.cursor.map_or("none".to_owned(), |it| format!("{},{}", it.x, it.y));
            let coloured = styles(&buffer);
            session.theme = Theme::monochrome();
            let grey = styles(&session.draw().0);
            let others: Vec<&str> = grey.lines().filter(|it| !coloured.lines().any(|other| other == *it)).collect();
            let library = Library::load(vec![Origin::BuiltIn]);
            let start = Start { is_ascii: true, ..Start::in_language(lang) };
            let plain = Session::on(library, start, (columns, lines)).keys(keys).screen();
            let shown = format!(
                "{}\ncursor {cursor}\n{coloured}\nwithout colours\n{}\n\nin plain signs\n{plain}",
                text(&buffer),
                others.join("\n")
            );
            assert_snapshot!(format!("{name}-{}-{columns}x{lines}", lang.tag()), shown);
        }
    }
}

#[test]
fn browse() {
    snapshots("browse", "Down");
}

#[test]
fn reading() {
    snapshots("reading", "Enter PgDn");
}

#[test]
fn filtered() {
    snapshots("filtered", "c fr Enter t staff C-x Esc / jeunes Enter");
}

#[test]
fn picker() {
    snapshots("picker", "t Space Down -");
}

#[test]
fn every_facet() {
    snapshots("facets", "f Down Down -");
}

#[test]
fn typing_in_a_picker() {
    snapshots("typeahead", "t dés");
}

#[test]
fn marked() {
    snapshots("marked", "Down Space Down Down Space m");
}

#[test]
fn hits() {
    snapshots("hits", "/ prison Enter n");
}

#[test]
fn unbound_key() {
    snapshots("unbound", "Enter 5 x");
}

#[test]
fn searching() {
    snapshots("searching", "/ évaluation");
}

#[test]
fn finding() {
    snapshots("finding", "Enter / coop Enter n");
}

#[test]
fn empty_list() {
    snapshots("nothing-left", "c fr Enter t formers Enter");
}

#[test]
fn lens() {
    snapshots("lens", "L j");
}

#[test]
fn lens_by_theme() {
    snapshots("lens-by-theme", "L Right Tab");
}

#[test]
fn both_languages() {
    snapshots("both-languages", "I");
}

#[test]
fn help() {
    snapshots("help", "?");
}

#[test]
fn without_colour_the_selection_is_reversed_and_marked() {
    let mut session = Session::new(Lang::FR, (120, 40));
    session.theme = Theme::monochrome();
    for keys in ["", "c", "Esc ?", "Esc L"] {
        let (buffer, frame) = session.keys(keys).draw();
        let cursor = frame.cursor.unwrap();
        let named = styles(&buffer);
        assert!(!["cyan", "magenta", "yellow"].iter().any(|it| named.contains(it)), "{named}");
        let line = text(&buffer).lines().nth(usize::from(cursor.y)).unwrap().to_owned();
        let reversed = format!("{}: ", cursor.y);
        let style = named.lines().find(|it| it.starts_with(&reversed)).unwrap_or_default();
        assert!(style.contains("reversed") || line.contains('▌'), "{keys}: {line} {style}");
    }
    crate::support::figure("screens without colour", "4 of 4 show the selection");
}

#[test]
fn truncated_lines_end_with_an_ellipsis() {
    // Text that reaches the last column without “…” may have been cut silently.
    for lang in Lang::ALL {
        for size in SIZES {
            for keys in ["", "Enter", "L", "?", "f"] {
                let mut session = Session::new(lang, size);
                let screen = session.keys(keys).screen();
                for line in screen.lines().filter(|it| it.chars().count() >= usize::from(size.0)) {
                    assert!(line.ends_with(['━', '─', '┃', '│', '┓', '┛', ' ', '…']), "{size:?} {keys}: {line}");
                }
            }
        }
    }
}
