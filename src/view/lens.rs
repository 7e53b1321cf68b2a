//! What was learnt, across all activities that pass?

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, Piece, columns, line, part};
use super::nothing;
use super::text::{found, reading};
use crate::app::{Action, App, Area, LENS_GUTTER, Lens, Pane, Target};
use crate::catalogue::Section;
use crate::document::Grouping;
use crate::text::width;

/// Draws the lens; returns where its selected passage begins.
pub(super) fn draw(app: &App, lens: &Lens, canvas: &mut Canvas<'_>, pane: Pane) -> Option<Position> {
    let (pager, body) = (&lens.pager, pane.body);
    let right = found(app, pager, pane);
    let room = usize::from(pane.rule.width.saturating_sub(columns(&right) + 5));
    canvas.rule(pane.rule, true, &tabs(app, lens, canvas, room), &right);
    if pager.document.blocks.is_empty() {
        canvas.wheel(pane.area, Area::List);
        return nothing::draw(app, canvas, Rect { x: body.x.saturating_sub(1), ..body });
    }
    let text = part(body, LENS_GUTTER, body.width);
    let hit = reading(canvas, pager, Pane { body: text, ..pane });
    let height = usize::from(body.height);
    for (number, (at, _)) in (1..=9).zip(lens.groups(height)) {
        canvas.put(line(body, at - pager.top), 0, &format!("{number}"), canvas.theme.plain);
    }
    let selected = lens.selected();
    for at in selected.clone().filter_map(|it| it.checked_sub(pager.top)).take_while(|it| *it < height) {
        canvas.put(Rect { x: body.x.saturating_sub(1), ..line(body, at) }, 0, "▌", canvas.theme.sign);
    }
    let here = selected.start.clamp(pager.top, pager.top + height.saturating_sub(1)) - pager.top;
    let here = line(body, here);
    let start = Position::new(here.x.saturating_sub(1), here.y);
    hit.filter(|it| it.y == start.y).or(Some(start))
}

/// Returns the sections that can be gone to, the one that is shown in brackets, and how they are grouped: with less
/// where there is less room.
fn tabs(app: &App, lens: &Lens, canvas: &Canvas<'_>, room: usize) -> Vec<Piece> {
    let (words, theme) = (app.lang().words(), canvas.theme);
    let piece = |text: &str, style, target| Piece { text: text.to_owned(), style, target };
    let grouping = match lens.grouping {
        Grouping::Activity => words.by_activity,
        Grouping::Theme => words.by_theme,
    };
    let all = Section::LENSES;
    for sections in [&all[..], &[lens.section]] {
        let mut pieces = vec![piece(" ", theme.plain, None)];
        for section in sections {
            let is_shown = *section == lens.section;
            let name = section.name(app.lang());
            let (name, style) =
                if is_shown { (format!("[{name}]"), theme.strong) } else { (name.to_owned(), theme.plain) };
            pieces.push(Piece { text: name, style, target: Some(Target::Section(*section)) });
            pieces.push(piece("  ", theme.plain, None));
        }
        pieces.push(piece(grouping, theme.plain, Some(Target::Act(Action::Regroup))));
        pieces.push(piece(" ", theme.plain, None));
        if pieces.iter().map(|it| width(&it.text)).sum::<usize>() <= room {
            return pieces;
        }
    }
    let name = canvas.cut(lens.section.name(app.lang()), room.saturating_sub(2));
    vec![piece(&format!(" {name} "), theme.strong, None)]
}
