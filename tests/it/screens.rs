//! What every screen looks like: text and styles, in both languages, at four sizes.

use insta::assert_snapshot;
use passerelle::lang::Lang;
use passerelle::view::Theme;

use crate::support::{Session, styles, text};

const SIZES: [(u16, u16); 4] = [(120, 40), (80, 24), (60, 20), (40, 12)];

/// Takes the snapshot of a screen after some keys, at every size and in both languages.
fn snapshots(name: &str, keys: &str) {
    for lang in Lang::ALL {
        for (columns, lines) in SIZES {
            let mut session = Session::new(lang, (columns, lines));
            let (buffer, cursor) = session.keys(keys).draw();
            let cursor = cursor.map_or("none".to_owned(), |it| format!("{},{}", it.x, it.y));
            let shown = format!("{}\ncursor {cursor}\n{}", text(&buffer), styles(&buffer));
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
    snapshots("filtered", "c fr Space Enter / jeunes Enter");
}

#[test]
fn picker() {
    snapshots("picker", "t dés Space");
}

#[test]
fn every_facet() {
    snapshots("facets", "f Down Down -");
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
fn nothing_left() {
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
    let mut session = Session::new(Lang::Fr, (120, 40));
    session.theme = Theme::monochrome();
    for keys in ["", "c", "Esc ?", "Esc L"] {
        let (buffer, cursor) = session.keys(keys).draw();
        let cursor = cursor.unwrap();
        let named = styles(&buffer);
        assert!(!["cyan", "magenta", "yellow"].iter().any(|it| named.contains(it)), "{named}");
        let line = text(&buffer).lines().nth(usize::from(cursor.y)).unwrap().to_owned();
        let reversed = format!("{}: ", cursor.y);
        let style = named.lines().find(|it| it.starts_with(&reversed)).unwrap_or_default();
        assert!(style.contains("reversed") || line.contains('▌'), "{keys}: {line} {style}");
    }
}

#[test]
fn no_line_is_cut_without_a_sign() {
    // A text that ends in the last column without "…" may have been cut in silence.
    for lang in Lang::ALL {
        for size in SIZES {
            for keys in ["", "Enter", "L", "?", "f"] {
                let mut session = Session::new(lang, size);
                let screen = session.keys(keys).screen();
                for line in screen.lines().filter(|it| it.chars().count() >= usize::from(size.0)) {
                    assert!(line.ends_with(['━', '─', '┃', '┓', '┛', ' ']), "{size:?} {keys}: {line}");
                }
            }
        }
    }
}
