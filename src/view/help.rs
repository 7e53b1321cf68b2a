//! Which keys are there, and what do they do?

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, line};
use super::popup::{Popup, Wanted, first_line};
use crate::app::{App, Help, Panes, Target, label};
use crate::text::{width, wrap};

/// Lines below the list for what does not fit into one.
const FOOTER: u16 = 3;

/// Draws the help; returns where its selected row begins.
pub(super) fn draw(app: &App, help: &Help, canvas: &mut Canvas<'_>, panes: &Panes) -> Option<Position> {
    let (words, theme) = (app.lang().words(), canvas.theme);
    let rows = help.rows();
    let keys: Vec<String> = rows.iter().map(|row| row.names(words, canvas.is_ascii).join("  ")).collect();
    let said: Vec<&str> = rows.iter().map(|row| label(row.action, help.context, words).long).collect();
    let widest = keys.iter().map(|it| width(it)).max().unwrap_or(0) + 2;
    let longest = said.iter().map(|it| width(it)).max().unwrap_or(0).max(40);
    let mouse = wrap(words.mouse_help, (widest + longest).min(usize::from(panes.area.width).saturating_sub(4)));
    let wanted = Wanted {
        title: words.help_title,
        right: "",
        columns: widest + longest,
        rows: rows.len() + mouse.len(),
        is_beside_list: false,
    };
    let popup = Popup::open(canvas, panes, &wanted);
    popup.draw_input(canvas, &help.input, words.help_hint);
    let body = Rect { height: popup.body.height + popup.foot.height, ..popup.body };
    if rows.is_empty() {
        canvas.put(body, 0, &canvas.cut(words.no_key, usize::from(body.width)), theme.plain);
        return Some(popup.start());
    }
    // On a narrow screen what the keys do matters more than every key that does it.
    let column = widest.min(usize::from(body.width) * 2 / 5);
    let room = usize::from(body.width).saturating_sub(column);
    // What is too long for its line is told whole below the list, for the selected key.
    let is_cut = said.iter().any(|it| width(it) > room);
    let below = if is_cut { FOOTER } else { u16::try_from(mouse.len()).unwrap_or(0) };
    let below = below.min(body.height.saturating_sub(2));
    let list = Rect { height: body.height - below, ..body };
    let foot = Rect { y: list.bottom(), height: below, ..body };
    let first = first_line(help.selected, rows.len(), usize::from(list.height));
    let mut cursor = Some(popup.start());
    for (at, keys) in keys.iter().enumerate().skip(first).take(usize::from(list.height)) {
        let area = line(list, at - first);
        let style = if at == help.selected { theme.selected } else { theme.plain };
        canvas.set_style(area, style);
        canvas.put(area, 0, &canvas.cut(keys, column.saturating_sub(1)), theme.strong.patch(style));
        canvas.put(area, u16::try_from(column).unwrap_or(0), &canvas.cut(said[at], room), style);
        canvas.click(area, Target::Choice(at));
        if at == help.selected {
            cursor = Some(Position::new(area.x, area.y));
        }
    }
    canvas.thumb(Rect { height: list.height, ..popup.thumb }, first, rows.len());
    match is_cut {
        true if width(said[help.selected]) > room => {
            let whole = format!("{}{} {}", keys[help.selected].replace("  ", ", "), words.colon, said[help.selected]);
            footer(canvas, foot, &whole);
        }
        _ => footer(canvas, foot, words.mouse_help),
    }
    cursor
}

/// Writes a paragraph into the lines below the list.
fn footer(canvas: &mut Canvas<'_>, area: Rect, text: &str) {
    let ranges = wrap(text, usize::from(area.width));
    for (at, range) in ranges.iter().enumerate().take(usize::from(area.height)) {
        let is_last = at + 1 == usize::from(area.height);
        let end = if is_last { text.len() } else { range.end };
        let shown = canvas.cut(&text[range.start..end], usize::from(area.width));
        canvas.put(line(area, at), 0, &shown, canvas.theme.plain);
    }
}
