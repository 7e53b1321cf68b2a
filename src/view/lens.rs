//! What was learnt, across all matching activities?
//!
//! Draws the lens.

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, TitleSpan, column_range, columns, line_area};
use super::empty_list;
use super::text::{draw_body, hit_status};
use crate::app::{Action, App, Area, LENS_GUTTER, Lens, Pane, Target};
use crate::catalogue::Section;
use crate::document::Grouping;
use crate::text::width;

/// Draws the lens; returns the position of the current hit if it is on the first visible line of the selected passage,
/// otherwise of that line.
pub(super) fn draw(app: &App, lens: &Lens, canvas: &mut Canvas<'_>, pane: Pane) -> Option<Position> {
    let (pager, body) = (&lens.pager, pane.body);
    let room = |right: &str| usize::from(pane.title_line.width.saturating_sub(columns(right) + 5));
    let right = Some(hit_status(app, pager, pane)).filter(|it| room(it) >= MIN_HEADING_COLUMNS).unwrap_or_default();
    let room = room(&right);
    canvas.draw_title_line(pane.title_line, app.is_text_focused(), &tabs(app, lens, canvas, room), &right);
    if pager.document.blocks.is_empty() {
        canvas.add_scroll_area(pane.area, Area::List);
        return empty_list::draw(app, canvas, Rect { x: body.x.saturating_sub(1), ..body });
    }
    let text = column_range(body, LENS_GUTTER, body.width);
    let hit = draw_body(canvas, pager, Pane { body: text, ..pane });
    let height = usize::from(body.height);
    for (number, (at, _)) in (1..).zip(lens.visible_headings(height)) {
        let number = if number > 9 { " ".to_owned() } else { number.to_string() };
        canvas.put(line_area(body, at - pager.top), 0, &number, canvas.theme.plain);
    }
    for (at, _) in lens.lines_of_marks(height).filter(|it| app.library().is_marked(it.1)) {
        canvas.put(line_area(body, at - pager.top), 1, "✓", canvas.theme.plain);
    }
    let selected = lens.selected_lines();
    for at in selected.clone().filter_map(|it| it.checked_sub(pager.top)).take_while(|it| *it < height) {
        canvas.put(Rect { x: body.x.saturating_sub(1), ..line_area(body, at) }, 0, "▌", canvas.theme.symbol);
    }
    let line = selected.start.clamp(pager.top, pager.top + height.saturating_sub(1)) - pager.top;
    let here = line_area(body, line);
    let start = Position::new(here.x.saturating_sub(1), here.y);
    hit.filter(|it| it.y == start.y).or(Some(start))
}

/// Minimum number of columns for a heading in the title line.
const MIN_HEADING_COLUMNS: usize = 8;

/// Returns the pieces of the title line: the sections, the current one in brackets, and the grouping. Leaves out what
/// does not fit.
fn tabs(app: &App, lens: &Lens, canvas: &Canvas<'_>, room: usize) -> Vec<TitleSpan> {
    let (words, theme) = (app.lang().words(), canvas.theme);
    let span = |text: &str, style, target| TitleSpan { text: text.to_owned(), style, target };
    let grouping = match lens.grouping {
        Grouping::Activity => words.by_activity,
        Grouping::Theme => words.by_theme,
    };
    let heading = lens.hidden_heading();
    let all = Section::LENSES;
    // The sections matter more than the grouping.
    for (sections, has_grouping) in [(&all[..], true), (&all[..], false), (&[lens.section], true)] {
        let mut spans = Vec::new();
        for section in sections {
            spans.push(span(if spans.is_empty() { " " } else { "  " }, theme.plain, None));
            let is_shown = *section == lens.section;
            let name = section.name(app.lang());
            let (name, style) =
                if is_shown { (format!("[{name}]"), theme.strong) } else { (name.to_owned(), theme.plain) };
            spans.push(TitleSpan { text: name, style, target: Some(Target::Section(*section)) });
        }
        if has_grouping {
            spans.push(span("  ", theme.plain, None));
            spans.push(span(grouping, theme.plain, Some(Target::Act(Action::Regroup))));
        }
        let used = spans.iter().map(|it| width(&it.text)).sum::<usize>() + 1;
        // The heading of the passage, if that has been scrolled out of view.
        let heading_room = room.saturating_sub(used + width(" · "));
        if let Some(heading) = heading.filter(|_| has_grouping && heading_room >= MIN_HEADING_COLUMNS) {
            spans.push(span(&format!(" · {}", canvas.truncated(heading, heading_room)), theme.plain, None));
        }
        spans.push(span(" ", theme.plain, None));
        if used <= room {
            return spans;
        }
    }
    // Only one of them fits: where one is reading matters more than what.
    let name = canvas.truncated(heading.unwrap_or(lens.section.name(app.lang())), room.saturating_sub(2));
    vec![span(&format!(" {name} "), theme.strong, None)]
}
