//! What does the selected activity's sheet show?
//!
//! Draws the text pane, and the parts that it shares with the lens.

use std::ops::Range;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::canvas::{Canvas, TitleSpan, column_range, columns, line_area};
use crate::app::{App, Area, Pager, Pane, Target};
use crate::catalogue::Section;
use crate::document::{BlockKind, Fragment};
use crate::text::width;

/// Draws the sheet; returns the position of the current hit if it is on the line being read, otherwise of the start of
/// that line.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, pane: Pane) -> Option<Position> {
    let sheet = &app.browse().sheet;
    let is_focused = app.is_text_focused();
    let record = app.list().record();
    let activity = record.and_then(|record| app.library().catalogue.activities.get(record));
    // If the list is visible, the row shows the mark.
    let is_marked = record.is_some_and(|it| app.library().is_marked(it));
    let mark = if is_marked && app.panes().list.is_none() { "✓ " } else { "" };
    let name = activity.map_or(String::new(), |it| format!("{mark}{}", it.place.name.get(app.lang())));
    let name = name.as_str();
    // If there is no room for both, the place matters more than the hits.
    let right = Some(hit_status(app, sheet, pane))
        .filter(|it| width(it) + MIN_NAME_COLUMNS < usize::from(pane.title_line.width));
    let right = right.unwrap_or_default();
    let style = if is_focused { canvas.theme.strong } else { canvas.theme.plain };
    let room = usize::from(pane.title_line.width.saturating_sub(columns(&right) + 7));
    // A long name leaves room for the section tabs, if they fit beside a short one.
    let shown = sections(sheet, None);
    let tabs_columns = min_tabs_columns(shown.len());
    let named = NAMING_ORDER.into_iter().filter(|it| shown.contains(it)).take(USUAL_NAMES);
    let names_columns: usize = named.map(|it| width(it.name(app.lang())) + 1).sum();
    let name_room = room.checked_sub(tabs_columns).filter(|it| *it >= MIN_NAME_COLUMNS);
    let name_room = name_room.map_or(room, |it| it.saturating_sub(names_columns).max(it.min(room / 3)));
    let name = canvas.truncated(name, name_room);
    let mut spans = vec![TitleSpan { text: format!(" {name} "), style, target: None }];
    spans.extend(tabs(app, canvas, sheet, room.saturating_sub(width(&name))));
    canvas.draw_title_line(pane.title_line, is_focused, if name.is_empty() { &[] } else { &spans }, &right);
    let hit = draw_body(canvas, sheet, pane);
    let here = line_area(pane.body, sheet.line.saturating_sub(sheet.top));
    if is_focused {
        let margin = Rect { x: here.x.saturating_sub(1), width: 1, ..here };
        canvas.put(margin, 0, "▌", canvas.theme.symbol);
    }
    let start = Position::new(here.x, here.y.min(pane.body.bottom().saturating_sub(1)));
    // Among several hits on the line, the cursor shows which one is current.
    hit.filter(|it| it.y == start.y).or(Some(start))
}

/// Minimum number of columns for the name of the place and what surrounds it.
const MIN_NAME_COLUMNS: usize = 14;

/// Sections in the order in which they get a name, after the current one, if there is no room for all names.
const NAMING_ORDER: [Section; 12] = [
    Section::Lessons,
    Section::Results,
    Section::Outlook,
    Section::Summary,
    Section::Actions,
    Section::Aims,
    Section::Evaluation,
    Section::Funding,
    Section::Sources,
    Section::Awards,
    Section::Contact,
    Section::Other,
];

/// Returns the sections of a sheet; of sections with the same number only one, preferably the current one.
fn sections(sheet: &Pager, current: Option<Section>) -> Vec<Section> {
    let headings = sheet.document.blocks.iter().filter(|it| it.kind == BlockKind::Heading && it.column == 0);
    let mut sections: Vec<Section> = Vec::new();
    for section in headings.filter_map(|it| it.anchor.section) {
        match sections.last_mut().filter(|it| it.number() == section.number()) {
            Some(last) if current == Some(section) => *last = section,
            Some(_) => {}
            None => sections.push(section),
        }
    }
    sections
}

/// Number of sections whose names matter more than the whole of a long place name.
const USUAL_NAMES: usize = 4;

/// Number of columns of the brackets around the current section.
const BRACKETS: usize = 2;

/// Returns the number of columns that the section tabs need at least, with the number of each.
fn min_tabs_columns(count: usize) -> usize {
    // Each number with a separator; two strokes, a space, two brackets.
    2 * count + 3 + BRACKETS
}

/// Returns the section tabs: all numbers, and as many names as fit; the current section is in brackets.
fn tabs(app: &App, canvas: &Canvas<'_>, sheet: &Pager, room: usize) -> Vec<TitleSpan> {
    let current = sheet.block().and_then(|it| it.anchor.section);
    let sections = sections(sheet, current);
    let full_name = |it: Section| format!("{} {}", it.number(), it.name(app.lang()));
    let numbers_width =
        |separator: &str| min_tabs_columns(sections.len()) + (width(separator) - 1) * sections.len().saturating_sub(1);
    // Prefer the wider separator only if it leaves room for the name of the current section.
    let current = current.filter(|it| sections.contains(it));
    let current_name_width = current.map_or(0, |it| width(it.name(app.lang())) + 1);
    let fits = |extra| [" · ", " "].into_iter().find(|it| !sections.is_empty() && numbers_width(it) + extra <= room);
    let Some(separator) = fits(current_name_width).or_else(|| fits(0)) else { return Vec::new() };
    let mut remaining = room - numbers_width(separator) + if current.is_none() { BRACKETS } else { 0 };
    let by_priority = current.into_iter().chain(NAMING_ORDER.into_iter().filter(|it| Some(*it) != current));
    let mut named: Vec<Section> = Vec::new();
    for section in by_priority.filter(|it| sections.contains(it)) {
        // A section is not named in place of one that matters more.
        let Some(rest) = remaining.checked_sub(width(section.name(app.lang())) + 1) else { break };
        remaining = rest;
        named.push(section);
    }
    let plain = |text: &str| TitleSpan { text: text.to_owned(), style: canvas.theme.plain, target: None };
    let is_focused = app.is_text_focused();
    let (stroke, style) =
        if is_focused { ("━━", canvas.theme.focused_line) } else { ("──", canvas.theme.line) };
    let mut spans = vec![TitleSpan { text: stroke.to_owned(), style, target: None }];
    for (at, section) in sections.into_iter().enumerate() {
        spans.push(plain(if at == 0 { " " } else { separator }));
        let label = if named.contains(&section) { full_name(section) } else { section.number().to_string() };
        let (text, style) = match current == Some(section) {
            true => (format!("[{label}]"), canvas.theme.strong),
            false => (label, canvas.theme.plain),
        };
        spans.push(TitleSpan { text, style, target: Some(Target::Section(section)) });
    }
    spans.push(plain(" "));
    spans
}

/// Returns, for the right end of the title line, the current hit and the number of hits; or the language in which there
/// are hits; or, if not everything is in view, the scroll position as a percentage.
pub(super) fn hit_status(app: &App, pager: &Pager, pane: Pane) -> String {
    let words = app.lang().words();
    let ((top, lines), height) = (pager.extent(), usize::from(pane.body.height));
    match (pager.hit_number(), pager.hit_count(), app.browse().hit_language) {
        (Some(number), Some(count), _) => (words.hit_short)(number, count),
        (None, Some(count @ 1..), lang) => {
            let elsewhere = lang.map(|it| format!(" · {}", (words.others_in)(it.tag())));
            (words.hits_short)(count) + &elsewhere.unwrap_or_default()
        }
        (None, Some(0), Some(lang)) => (words.found_in_short)(lang.tag()),
        // A find is active although nothing in the text shows it.
        (None, Some(0), None) if pager.find_text.as_ref().is_some_and(|it| !it.trim().is_empty()) => {
            (words.hits_short)(0)
        }
        _ => match lines.saturating_sub(height) {
            0 => String::new(),
            rest => format!("{}{}", top * 100 / rest, words.percent),
        },
    }
}

/// Draws the visible lines of a text, and the scroll thumb. Returns the position of the current hit if it is in view.
pub(super) fn draw_body(canvas: &mut Canvas<'_>, pager: &Pager, pane: Pane) -> Option<Position> {
    let mut hit = None;
    canvas.add_scroll_area(pane.area, Area::Text);
    let lines = Rect { x: pane.area.x, width: pane.area.width, ..pane.body };
    for at in 0..usize::from(pane.body.height).min(pager.page.len().saturating_sub(pager.top)) {
        canvas.add_click_target(line_area(lines, at), Target::Line(pager.top + at));
        for fragment in pager.page.line(pager.top + at) {
            draw_fragment(canvas, pager, fragment, line_area(pane.body, at));
            hit = current_hit_position(pager, fragment, line_area(pane.body, at)).or(hit);
        }
    }
    let (top, lines) = pager.extent();
    canvas.draw_thumb(pane.scrollbar, top, lines);
    hit
}

fn draw_fragment(canvas: &mut Canvas<'_>, pager: &Pager, fragment: &Fragment, area: Rect) {
    let Some(block) = pager.document.blocks.get(fragment.block) else { return };
    let column = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    if fragment.is_first {
        let from = fragment.column + fragment.indent - width(&block.marker).min(fragment.indent);
        let marker = column_range(area, 0, column(fragment.column + fragment.indent));
        let style = match block.kind {
            BlockKind::Fact => canvas.theme.strong,
            // The number of a source is text, not a symbol.
            _ if block.marker.contains(|it: char| it.is_ascii_digit()) => canvas.theme.plain,
            _ => canvas.theme.symbol,
        };
        canvas.put(marker, column(from), &block.marker, style);
    }
    let start = fragment.range.start;
    let relative = |range: &Range<usize>| range.start.saturating_sub(start)..range.end.saturating_sub(start);
    let mut styled: Vec<(Range<usize>, Style)> = Vec::new();
    let first = pager.hits.partition_point(|hit| hit.block < fragment.block);
    let hits = pager.hits.iter().enumerate().skip(first).take_while(|(_, hit)| hit.block == fragment.block);
    for (at, hit) in hits.filter(|(_, hit)| hit.range.end > start && hit.range.start < fragment.range.end) {
        let style = if pager.current_hit == Some(at) { canvas.theme.current_hit } else { canvas.theme.hit };
        styled.push((relative(&hit.range), style));
    }
    if let Some(link) = &block.link {
        let shown = link.start.max(fragment.range.start)..link.end.min(fragment.range.end);
        if !shown.is_empty() {
            let before = width(&block.text[fragment.range.start..shown.start]);
            let columns = column(width(&block.text[shown]));
            let from = column(fragment.column + fragment.indent + before);
            canvas.add_link(column_range(area, from, columns), &block.text[link.clone()]);
        }
    }
    let text = &block.text[fragment.range.clone()];
    let style = match block.kind {
        BlockKind::Title => canvas.theme.title,
        BlockKind::Heading => canvas.theme.heading,
        BlockKind::Label => canvas.theme.strong,
        _ => canvas.theme.plain,
    };
    canvas.put_styled(area, column(fragment.column + fragment.indent), text, style, &styled);
}

/// Returns the position of the current hit if it starts in this part of a line.
fn current_hit_position(pager: &Pager, fragment: &Fragment, area: Rect) -> Option<Position> {
    let hit = pager.hits.get(pager.current_hit?).filter(|it| it.block == fragment.block)?;
    let text = &pager.document.blocks.get(fragment.block)?.text;
    let before =
        fragment.range.contains(&hit.range.start).then(|| width(&text[fragment.range.start..hit.range.start]))?;
    let column = u16::try_from(fragment.column + fragment.indent + before).unwrap_or(u16::MAX);
    Some(Position::new(area.x.saturating_add(column), area.y))
}
