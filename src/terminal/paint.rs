//! Which bytes turn one frame on the screen into the next?
//!
//! Writes the changed cells of a frame. Terminals disagree about the width of graphemes of several code points, such as
//! flags, family emoji and Devanagari syllables, and of characters that are new or ambiguous. A changed line that holds
//! anything other than letters and symbols on which all agree is erased and written again,
//! and the cursor is positioned explicitly after each run of them, so that nothing of the old line stays visible and
//! nothing is displaced.

use std::io::{self, Write};

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{Clear, ClearType};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;

use crate::text::width;
use crate::view::Link;

/// A cell with its column and line.
type Placed<'a> = (u16, u16, &'a Cell);

/// Minimum length in bytes of the sequence that moves the cursor.
const MOVE_BYTES: usize = 6;

/// Writes the bytes that turn the frame `shown`, or a blank screen if `None`, into a frame of the same size. Addresses
/// are sent as hyperlinks (OSC 8), so that they can be copied and opened as a whole even where they wrap.
///
/// # Errors
/// Any error of writing to `out`.
pub fn paint(shown: Option<&Buffer>, next: &Buffer, links: &[Link], out: &mut impl Write) -> io::Result<()> {
    let changes = shown.map_or_else(|| non_blank_cells(next), |it| it.diff(next));
    let mut backend = CrosstermBackend::new(out);
    // Cells drawn in one call share their style sequences.
    let mut batch: Vec<Placed<'_>> = Vec::new();
    for changes in changes.chunk_by(|one, other| one.1 == other.1) {
        let line = changes[0].1;
        if shown.is_none_or(|it| has_certain_widths(it, line)) && has_certain_widths(next, line) {
            batch.extend(without_short_gaps(changes, next));
        } else {
            draw(&mut backend, &std::mem::take(&mut batch), links)?;
            queue!(backend, SetAttribute(Attribute::Reset), MoveTo(0, line), Clear(ClearType::UntilNewLine))?;
            let cells = cells(next, line);
            // Ordinary cells can be written in one go; after a run of others the cursor has to be positioned.
            for run in cells.chunk_by(|one, other| has_certain_width(one.2) || !has_certain_width(other.2)) {
                draw(&mut backend, run, links)?;
            }
        }
    }
    draw(&mut backend, &batch, links)
}

/// Returns the changed cells of a line, and the unchanged cells of short gaps between them: if their style is the same,
/// writing them again takes fewer bytes than moving the cursor.
fn without_short_gaps<'a>(changes: &[Placed<'a>], next: &'a Buffer) -> Vec<Placed<'a>> {
    let mut cells: Vec<Placed<'_>> = Vec::with_capacity(changes.len());
    for &change in changes {
        if let Some(&(column, line, before)) = cells.last() {
            let gap: Vec<Placed<'_>> = (column + 1..change.0)
                .filter_map(|column| Some((column, line, next.cell((column, line))?)))
                .skip(width(before.symbol()).saturating_sub(1))
                .collect();
            let is_short = gap.iter().map(|it| it.2.symbol().len()).sum::<usize>() <= MOVE_BYTES;
            let can_be_rewritten = |it: &Placed<'_>| it.2.style() == before.style() && width(it.2.symbol()) == 1;
            if is_short && gap.iter().all(can_be_rewritten) {
                cells.extend(gap);
            }
        }
        cells.push(change);
    }
    cells
}

/// Draws cells, those of an address as a hyperlink.
fn draw<W: Write>(backend: &mut CrosstermBackend<W>, cells: &[Placed<'_>], links: &[Link]) -> io::Result<()> {
    let link = |cell: &Placed<'_>| links.iter().position(|(area, _)| area.contains(Position::new(cell.0, cell.1)));
    for run in cells.chunk_by(|one, other| link(one) == link(other)) {
        match link(&run[0]).map(|it| (it, &links[it].1)) {
            Some((number, address)) if is_address(address) => {
                queue!(backend, Print(format!("\x1b]8;id={number};{address}\x1b\\")))?;
                backend.draw(run.iter().copied())?;
                queue!(backend, Print("\x1b]8;;\x1b\\"))?;
            }
            _ => backend.draw(run.iter().copied())?,
        }
    }
    Ok(())
}

/// Returns whether an address is safe in a hyperlink sequence: an HTTP(S) address of printable ASCII characters.
fn is_address(address: &str) -> bool {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    is_web && address.bytes().all(|it| it.is_ascii_graphic())
}

/// Returns the cells of a frame that are not blank.
fn non_blank_cells(frame: &Buffer) -> Vec<Placed<'_>> {
    (0..frame.area.height).flat_map(|it| cells(frame, it)).filter(|it| *it.2 != Cell::EMPTY).collect()
}

/// Returns the cells of a line, without those that a wide character before them covers.
fn cells(buffer: &Buffer, line: u16) -> Vec<Placed<'_>> {
    let mut cells = Vec::new();
    let mut next_free = 0;
    for column in 0..buffer.area.width {
        if let Some(cell) = buffer.cell((column, line)).filter(|_| column >= next_free) {
            next_free = column.saturating_add(u16::try_from(width(cell.symbol())).unwrap_or(1).max(1));
            cells.push((column, line, cell));
        }
    }
    cells
}

/// Returns whether all terminals agree on the widths in a line.
fn has_certain_widths(buffer: &Buffer, line: u16) -> bool {
    (0..buffer.area.width).filter_map(|column| buffer.cell((column, line))).all(has_certain_width)
}

/// Returns whether all terminals agree on the width of a cell: a single ordinary character, which may carry combining
/// diacritical marks (U+0300 to U+036F).
fn has_certain_width(cell: &Cell) -> bool {
    let mut characters = cell.symbol().chars();
    let is_known = |it: char| match it {
        // Latin, Greek, Cyrillic and Armenian letters, punctuation, symbols.
        ' '..='\u{2FF}' | '\u{370}'..='\u{377}' | '\u{37A}'..='\u{37F}' | '\u{384}'..='\u{58F}' => true,
        '\u{1E00}'..='\u{22FF}' => true,
        '\u{2300}'..='\u{2BFF}' => width(cell.symbol()) < 2,
        // Chinese, Japanese and Korean.
        '\u{3000}'..='\u{303E}' | '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' => true,
        '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF60}' => true,
        _ => false,
    };
    characters.next().is_none_or(is_known) && characters.all(|it| ('\u{300}'..='\u{36F}').contains(&it))
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    fn buffer(lines: &[&[&str]]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, u16::try_from(lines.len()).unwrap()));
        for (line, symbols) in lines.iter().enumerate() {
            let mut column = 0;
            for symbol in *symbols {
                #[allow(clippy::disallowed_methods)]
                buffer[(column, u16::try_from(line).unwrap())].set_symbol(symbol);
                column += u16::try_from(width(symbol)).unwrap();
            }
        }
        buffer
    }

    fn painted(shown: &Buffer, next: &Buffer) -> String {
        let mut bytes = Vec::new();
        paint(Some(shown), next, &[], &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn only_changed_cells_of_plain_lines_are_written() {
        let (shown, next) = (buffer(&[&["a", "b", "c"], &["漢", "d"]]), buffer(&[&["a", "x", "c"], &["漢", "e"]]));
        let painted = painted(&shown, &next);
        assert!(painted.contains("\u{1b}[1;2Hx") && painted.contains("\u{1b}[2;3He"), "{painted:?}");
        assert!(!painted.contains("\u{1b}[K") && !painted.contains('a') && !painted.contains('漢'), "{painted:?}");
    }

    #[test]
    fn first_frame_equals_diff_from_blank_screen() {
        for lines in [&[&["a", " ", "c"][..], &["漢", "d"]][..], &[&["e\u{20dd}", "f"][..], &[" "]]] {
            let next = buffer(lines);
            let mut first = Vec::new();
            paint(None, &next, &[], &mut first).unwrap();
            assert_eq!(String::from_utf8(first).unwrap(), painted(&Buffer::empty(next.area), &next));
        }
    }

    #[test]
    fn short_unchanged_gaps_are_rewritten_not_skipped() {
        let (shown, next) = (buffer(&[&["a", "b", "c", "d"]]), buffer(&[&["x", "b", "c", "y"]]));
        assert!(painted(&shown, &next).starts_with("\u{1b}[1;1Hxbcy"), "{:?}", painted(&shown, &next));
        // Cells of another style are not written again, nor are those covered by a wide character.
        let mut styled = buffer(&[&["x", "b", "c", "y"]]);
        styled.set_style(Rect::new(1, 0, 1, 1), ratatui::style::Modifier::BOLD);
        let mut before = shown.clone();
        before.set_style(Rect::new(1, 0, 1, 1), ratatui::style::Modifier::BOLD);
        assert!(!painted(&before, &styled).contains('b'));
        let wide = |first, last| buffer(&[&[first, "漢", last]]);
        assert!(!painted(&wide("a", "b"), &wide("c", "d")).contains('漢'));
        let wide = |last| buffer(&[&["漢", "b", last]]);
        let written = painted(&buffer(&[&["字", "b", "c"]]), &wide("d"));
        assert!(written.starts_with("\u{1b}[1;1H漢\u{1b}[1;3Hbd"), "{written:?}");
    }

    #[test]
    fn vowel_signs_keep_the_columns_that_some_terminals_give_them() {
        // A terminal that measures each code point alone shows the sign where another would show a blank.
        let word = buffer(&[&["কা", "রা", "গা", "র"]]);
        for shown in [&buffer(&[&["a", "b"]]), &Buffer::empty(word.area)] {
            let painted = painted(shown, &word);
            for (symbol, column) in [("কা", 1), ("রা", 3), ("গা", 5), ("র", 7)] {
                assert!(painted.contains(&format!("\u{1b}[1;{column}H{symbol}")), "{symbol}: {painted:?}");
            }
            assert!(!painted.contains("কা "), "{painted:?}");
        }
    }

    #[test]
    fn lines_with_ambiguous_width_are_rewritten_in_full() {
        let plain = buffer(&[&["a", "b", "c"]]);
        for odd in ["🇫🇷", "👩", "e\u{20dd}", "हि", "ｶﾞ"] {
            let mixed = buffer(&[&["a", odd, "c", "d"]]);
            for (shown, next) in [(&plain, &mixed), (&mixed, &plain)] {
                let painted = painted(shown, next);
                assert!(painted.contains("\u{1b}[1;1H\u{1b}[K") && painted.contains('a'), "{odd} {painted:?}");
            }
            let after = 2 + width(odd);
            let painted = painted(&plain, &mixed);
            assert!(painted.contains(&format!("\u{1b}[1;{}Hcd", after)), "{odd}: {painted:?}");
        }
        assert_eq!(painted(&plain, &plain), "");
        crate::figure("characters of ambiguous width", "5 of 5 rewritten, in both directions");
    }
}
