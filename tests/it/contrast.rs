//! Is every word legible on common light and dark palettes?

use passerelle::view::Theme;
use ratatui::style::{Color, Modifier, Style};

use crate::support::figure;

/// Palettes: name, background, foreground, and magenta, which is the accent colour.
const PALETTES: [(&str, u32, u32, u32); 8] = [
    ("xterm", 0x00_0000, 0xe5_e5e5, 0xcd_00cd),
    ("Windows Campbell", 0x0c_0c0c, 0xcc_cccc, 0x88_1798),
    ("Solarized light", 0xfd_f6e3, 0x65_7b83, 0xd3_3682),
    ("Solarized dark", 0x00_2b36, 0x83_9496, 0xd3_3682),
    ("Gruvbox light", 0xfb_f1c7, 0x3c_3836, 0xb1_6286),
    ("Gruvbox dark", 0x28_2828, 0xeb_dbb2, 0xb1_6286),
    ("Catppuccin Latte", 0xef_f1f5, 0x4c_4f69, 0xea_76cb),
    ("Catppuccin Mocha", 0x1e_1e2e, 0xcd_d6f4, 0xf5_c2e7),
];

/// Minimum contrast ratio of text (WCAG 2.2, level AA).
const MIN_CONTRAST: f64 = 4.5;

/// Returns the relative luminance of a colour (WCAG 2.2).
fn luminance(colour: u32) -> f64 {
    let part = |shift: u32| {
        let value = f64::from((colour >> shift) & 0xff) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
}

fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Returns the text and background colours of a style on a palette. Dim text is mixed from 60 % of its own colour and
/// 40 % of the background.
fn colours(style: Style, (name, back, fore, magenta): (&str, u32, u32, u32)) -> (u32, u32) {
    let mut text = match style.fg {
        None | Some(Color::Reset) => fore,
        Some(Color::Magenta) => magenta,
        other => panic!("{name}: {other:?} is in no palette here"),
    };
    assert_eq!(style.bg, None);
    if style.add_modifier.contains(Modifier::DIM) {
        let mixed = |shift: u32| (((text >> shift) & 0xff) * 6 + ((back >> shift) & 0xff) * 4) / 10;
        text = mixed(16) << 16 | mixed(8) << 8 | mixed(0);
    }
    if style.add_modifier.contains(Modifier::REVERSED) { (back, text) } else { (text, back) }
}

/// Returns the names and styles of all roles in which words are drawn.
fn words(theme: &Theme) -> [(&'static str, Style); 8] {
    [
        ("plain", theme.plain),
        ("strong", theme.strong),
        ("title", theme.title),
        ("heading", theme.heading),
        ("chip", theme.chip),
        ("selected", theme.selected),
        ("hit", theme.hit),
        ("current hit", theme.current_hit),
    ]
}

#[test]
fn every_word_has_enough_contrast_on_eight_palettes() {
    for theme in [Theme::colours(), Theme::monochrome()] {
        for palette in PALETTES {
            let own = contrast(palette.1, palette.2);
            for (role, style) in words(&theme) {
                let (text, back) = colours(style, palette);
                let found = contrast(text, back);
                assert!(found >= MIN_CONTRAST.min(own), "{} {role}: {found:.1} : 1", palette.0);
            }
        }
    }
    let roles = words(&Theme::colours()).len();
    figure("contrast", format!("{} palettes × {roles} roles, with colour and without", PALETTES.len()));
}

#[test]
fn every_role_differs_without_colour() {
    let theme = Theme::monochrome();
    assert_ne!(theme.title, theme.heading);
    for hit in [theme.hit, theme.current_hit] {
        for (role, style) in words(&theme).into_iter().filter(|(_, it)| ![theme.hit, theme.current_hit].contains(it)) {
            assert_ne!(hit, style, "{role}");
        }
    }
    assert_ne!(theme.hit, theme.current_hit);
    assert_ne!(theme.selected, theme.plain);
    assert_ne!(theme.line, theme.focused_line);
}

#[test]
fn words_are_drawn_in_the_default_colours() {
    use crate::support::Session;
    use passerelle::lang::Lang;

    for size in [(120, 40), (80, 24), (60, 20), (40, 12)] {
        for keys in [
            "",
            "Space",
            "Enter 5",
            "/ prison Enter",
            "n",
            "Esc Esc c",
            "Space Down -",
            "Esc f",
            "Esc r ?",
            "Esc L",
            "Tab",
            "Esc c Enter t formers Enter",
            "x",
            "r I",
        ] {
            let mut session = Session::new(Lang::FR, size);
            let (buffer, _) = session.keys(keys).draw();
            for (at, cell) in buffer.content().iter().enumerate() {
                let is_word = cell.symbol().chars().any(char::is_alphanumeric);
                let is_plain =
                    cell.fg == Color::Reset && cell.bg == Color::Reset && !cell.modifier.contains(Modifier::DIM);
                assert!(!is_word || is_plain, "{size:?} {keys}: {:?} at {at}", cell);
            }
        }
    }
}
