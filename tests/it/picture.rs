//! Are the README's pictures of the screen up to date?
//!
//! `PASSERELLE_PICTURE=1 cargo test picture` draws them again.

use std::fmt::Write;
use std::{env, fs};

use passerelle::lang::Lang;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::support::Session;

const CELL_SIZE: (u16, u16) = (9, 19);
const BACKGROUND: &str = "#14161b";
const FOREGROUND: &str = "#d8dae0";

#[test]
fn readme_pictures_match_the_program() {
    for (name, keys, title) in [
        (
            "screen",
            "t disengagement Enter / training Enter 2 n n",
            "Passerelle: activities on disengagement that mention training, and the sheet of one of them",
        ),
        ("lens", "c france Enter L Down", "Passerelle: the lessons of the activities in France, as one text"),
    ] {
        let path = format!("{}/data/{name}.svg", env!("CARGO_MANIFEST_DIR"));
        let mut session = Session::new(Lang::EN, (120, 32));
        let drawn = svg(&session.keys(keys).draw().0, title);
        if env::var_os("PASSERELLE_PICTURE").is_some() {
            fs::write(&path, &drawn).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == drawn, "the picture is out of date: PASSERELLE_PICTURE=1 cargo test picture");
    }
}

/// Returns a buffer as an SVG image.
fn svg(buffer: &Buffer, title: &str) -> String {
    let area = buffer.area;
    let (width, height) = (area.width * CELL_SIZE.0 + 20, area.height * CELL_SIZE.1 + 20);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\">\n\
         <title>{title}</title>\n<rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n"
    );
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let start = x;
            let cell_style = cell_style(&buffer[(x, y)]);
            let mut run = String::new();
            while x < area.width && self::cell_style(&buffer[(x, y)]) == cell_style {
                run.push_str(buffer[(x, y)].symbol());
                x += 1;
            }
            draw_run(&mut svg, (start, y), x - start, &run, &cell_style);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Style of a cell: text colour, background colour, and whether it is bold, underlined, dim.
type CellStyle = (&'static str, Option<&'static str>, bool, bool, bool);

fn cell_style(cell: &Cell) -> CellStyle {
    let mut text = colour(cell.fg).unwrap_or(FOREGROUND);
    let mut back = colour(cell.bg);
    let has = |modifier| cell.modifier.contains(modifier);
    if has(Modifier::REVERSED) {
        (text, back) = (back.unwrap_or(BACKGROUND), Some(text));
    }
    (text, back, has(Modifier::BOLD), has(Modifier::UNDERLINED), has(Modifier::DIM))
}

fn colour(colour: Color) -> Option<&'static str> {
    match colour {
        Color::Magenta => Some("#d28ee6"),
        _ => None,
    }
}

fn draw_run(svg: &mut String, (x, y): (u16, u16), columns: u16, run: &str, cell_style: &CellStyle) {
    let (text, back, bold, underlined, dim) = cell_style;
    let (left, top, width) = (x * CELL_SIZE.0 + 10, y * CELL_SIZE.1 + 10, columns * CELL_SIZE.0);
    if let Some(back) = back {
        let _ = writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{}\" fill=\"{back}\"/>",
            CELL_SIZE.1
        );
    }
    if run.trim().is_empty() {
        return;
    }
    let weight = if *bold { " font-weight=\"bold\"" } else { "" };
    let line = if *underlined { " text-decoration=\"underline\"" } else { "" };
    let opacity = if *dim { " opacity=\"0.6\"" } else { "" };
    let escaped = run.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        svg,
        "<text x=\"{left}\" y=\"{}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" \
         fill=\"{text}\"{weight}{line}{opacity}>{escaped}</text>",
        top + 14
    );
}
