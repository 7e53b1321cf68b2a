//! How is a part of a catalogue read where something in it is at fault? By mending it, fault after
//! fault, until the rest reads.
//!
//! The RON reader stops at its first error. So the smallest field, entry or item at fault is blanked
//! out, a field that is missing is put in, and the part is read again.

use std::collections::HashSet;
use std::ops::Range;

use ron::error::{Error, Position, SpannedError};

use super::effort::Effort;
use super::locate::{Node, Part, Places, Shape, Step, skip};
use super::problem::{Fault, Sort};
use long::{Long, long};
use repair::{Repair, alike, around, completion, removal, smallest};
use traced::Traced;

mod long;
mod repair;
mod traced;

/// What stands in for an identifier that is missing: no two of them are the same one.
pub(super) const NO_ID: &str = "stands-in-for-an-identifier-that-is-missing";

/// Lists, maps and texts that are longer, in bytes, are mended apart from what stands around them, so much of
/// them at a time: however many faults they have, each costs the reading of little more than that.
const WINDOW: usize = 1 << 8;

/// The most items or entries of these that are mended at a time.
const WINDOW_PARTS: usize = 8;

/// A part of a catalogue, read as far as it can be.
#[derive(Debug)]
pub(super) struct Mended<T> {
    /// What it says, without what was at fault.
    pub(super) record: Option<T>,
    /// What was at fault, each with its place in the part as it was, in the order of these.
    pub(super) faults: Vec<(Range<usize>, Fault)>,
    text: Traced,
    explained: HashSet<Explained>,
}

/// A field that is not there for a reason that is known: where its record began, and its name.
type Explained = (usize, String);

impl<T> Mended<T> {
    /// Returns the same with another record.
    pub(super) fn with<U>(self, record: Option<U>) -> Mended<U> {
        Mended { record, faults: self.faults, text: self.text, explained: self.explained }
    }

    /// Adds findings at the places that their paths lead to, unless what was at fault there explains
    /// them.
    pub(super) fn place_findings(&self, findings: Vec<(Vec<Step>, Fault)>) -> Vec<(Range<usize>, Fault)> {
        let mut places = Places::new(self.text.as_str());
        let mut placed = Vec::new();
        for (path, fault) in findings {
            let place = self.text.origin(if path.is_empty() { places.opening() } else { places.of(&path) });
            let is_explained = match fault {
                Fault::MissingField(name) => self.explained.contains(&(place.start, name.to_owned())),
                _ => fault.is_absence() && self.is_at_fault(&place),
            };
            if !is_explained {
                placed.push((place, fault));
            }
        }
        placed
    }

    /// Returns whether something in a range was at fault.
    fn is_at_fault(&self, range: &Range<usize>) -> bool {
        let first = self.faults.partition_point(|(it, _)| it.start < range.start);
        self.faults[first..].iter().take_while(|(it, _)| it.start <= range.end).any(|(it, _)| it.end <= range.end)
    }
}

/// Reads a part, mending it where it is at fault. `unread` is left out of the reading.
pub(super) fn read<T>(
    text: &str,
    unread: Option<Range<usize>>,
    effort: &Effort,
    read: &mut dyn FnMut(&str) -> Result<T, SpannedError>,
) -> Mended<T> {
    let mut text = Traced::new(text, 0);
    if let Some(range) = unread {
        text.replace(range, "");
    }
    let mut record = None;
    let mut read = |text: &str| {
        record = None;
        record = Some(read(text)?);
        Ok(())
    };
    if read(text.as_str()).is_ok() {
        return Mended { record, faults: Vec::new(), text, explained: HashSet::new() };
    }
    let mut mending =
        Mending { read: &mut read, effort, faults: Vec::new(), explained: HashSet::new(), hope: Hope::Whole };
    let whole = 0..text.len();
    text = mending.piece("", text, whole, "");
    if mending.hope == Hope::Whole {
        // What no piece shows by itself, all of them together do.
        text = mending.repair("", text, "");
    }
    let Mending { mut faults, explained, hope, .. } = mending;
    faults.sort_by_key(|(place, _)| place.start);
    Mended { record: record.filter(|_| hope == Hope::Whole), faults, text, explained }
}

/// A part that is being mended.
struct Mending<'a> {
    read: &'a mut dyn FnMut(&str) -> Result<(), SpannedError>,
    effort: &'a Effort,
    faults: Vec<(Range<usize>, Fault)>,
    explained: HashSet<Explained>,
    hope: Hope,
}

/// What can be hoped for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hope {
    /// That all of it will be mended.
    Whole,
    /// That all faults will be found, though some cannot be mended.
    Faults,
    /// Nothing more: it would take too long.
    Nothing,
}

/// What it costs to take a value apart, in bytes read: for each byte of it, and for each part.
const TAKING_APART: (usize, usize) = (4, 1000);

impl Mending<'_> {
    /// Mends a piece that reads between `before` and `after`, and in a range of which a value stands: first without
    /// the inside of what is long in it, then that inside, window after window.
    fn piece(&mut self, before: &str, piece: Traced, value: Range<usize>, after: &str) -> Traced {
        let long = long(piece.as_str(), value, WINDOW);
        let (mut frame, mut end) = (Traced::default(), 0);
        for long in &long {
            frame.push(piece.slice(end..long.inside.start));
            end = long.inside.end;
        }
        frame.push(piece.slice(end..piece.len()));
        let frame = self.repair(before, frame, after);
        let (mut mended, mut end) = (Traced::default(), 0);
        for long in long {
            let seam = frame.seam(piece.origin(long.inside.end..piece.len()).start);
            // A fault around it may have taken it along.
            let Some(seam) = seam.filter(|&at| !frame.as_str()[..at].ends_with(' ')) else { continue };
            mended.push(frame.slice(end..seam));
            end = seam;
            let (opened, closed) = frame.as_str().split_at(seam);
            let (before, after) = (format!("{before}{opened}"), format!("{closed}{after}"));
            self.inside(&before, &piece, &long, &after, &mut mended);
        }
        mended.push(frame.slice(end..frame.len()));
        mended
    }

    /// Mends the inside of something long in a piece.
    fn inside(&mut self, before: &str, piece: &Traced, long: &Long, after: &str, mended: &mut Traced) {
        let (mut parts, mut end) = (long.parts.as_slice(), long.inside.start);
        while let Some(first) = parts.first() {
            let start = first.whole.start;
            let count = parts.partition_point(|it| it.whole.end - start <= WINDOW).min(WINDOW_PARTS);
            let (window, rest) = parts.split_at(count.max(1));
            mended.push(piece.slice(end..start));
            end = window.last().map_or(end, |it| it.whole.end);
            let text = piece.slice(start..end);
            mended.push(match count {
                0 => self.piece(before, text, first.value.start - start..first.value.end - start, after),
                _ => self.repair(before, text, after),
            });
            parts = rest;
        }
        mended.push(piece.slice(end..long.inside.end));
    }

    /// Mends a piece that reads between `before` and `after`, as one.
    fn repair(&mut self, before: &str, piece: Traced, after: &str) -> Traced {
        if self.hope == Hope::Nothing {
            return piece;
        }
        let origin = piece.origin(0..piece.len());
        let mut draft = Traced::standing_for(before, origin.start..origin.start);
        draft.push(piece);
        draft.push(Traced::standing_for(after, origin.end..origin.end));
        while let Err(error) = (self.read)(draft.as_str()) {
            let inside = before.len()..draft.len() - after.len();
            if !self.mend(&mut draft, &inside, error) {
                break;
            }
        }
        draft.slice(before.len()..draft.len() - after.len())
    }

    /// Mends what a draft could not be read for, if that lies in a range of it. Returns whether to go on.
    fn mend(&mut self, draft: &mut Traced, range: &Range<usize>, error: SpannedError) -> bool {
        let text = draft.as_str();
        let place = place_of(text, &error);
        let fault = fault(text, &place, &error.code);
        let at = if let Fault::MissingField(_) = fault { closing(text, place.end) } else { place.start };
        if at < range.start || range.end < at {
            return false;
        }
        let nodes = around(text, at);
        let has_effort = self.effort.spend(cost(text, &nodes));
        let (place, repair) = match fault {
            Fault::MissingField(name) => completion(text, &nodes, at, name).unwrap_or((place, None)),
            // Without its name a record reads as well.
            Fault::WrongName { .. } => (place.clone(), Some(Repair(place, None))),
            _ => (place, removal(text, &nodes, at)),
        };
        let origin = draft.origin(place);
        let part = smallest(&nodes, at);
        self.note(fault, origin.clone(), draft, part);
        let mut is_mended = repair.is_some_and(|it| it.carry_out(draft, range));
        // The fields behind it that are at fault in the same way go with it: there may be very many.
        for (part, fault) in part.into_iter().flat_map(|(record, first)| alike(&error.code, record, first)) {
            self.note(fault, draft.origin(part.key.clone()), draft, smallest(&nodes, part.key.start));
            is_mended &= Repair(part.whole.clone(), None).carry_out(draft, range);
        }
        if !has_effort {
            self.faults.push((origin.end..origin.end, Fault::More));
            self.hope = Hope::Nothing;
        } else if !is_mended {
            self.hope = Hope::Faults;
        }
        is_mended && has_effort
    }

    /// Notes a fault, and what it explains.
    fn note(&mut self, fault: Fault, origin: Range<usize>, draft: &Traced, part: Option<(&Node, &Part)>) {
        match (&fault, part) {
            (Fault::MissingField(name), _) if self.explained.contains(&(origin.start, (*name).to_owned())) => return,
            (Fault::MissingField(_) | Fault::WrongName { .. }, _) => {}
            (_, Some((node, part))) if node.shape == Shape::Record => {
                let record = draft.origin(node.range.clone()).start;
                let names = [Some(part.name.clone()), fault.meant()];
                self.explained.extend(names.into_iter().flatten().map(|it| (record, it)));
            }
            _ => {}
        }
        self.faults.push((origin, fault));
    }
}

/// Returns what is said of an error of the RON reader at a place of a text.
fn fault(text: &str, place: &Range<usize>, error: &Error) -> Fault {
    match Fault::from_ron(error.clone()) {
        // A word that no parenthesis follows is no record at all.
        Fault::WrongName { .. } if !text[skip(text, place.end)..].starts_with('(') => Fault::WrongSort(Sort::Record),
        // Where a record should begin the one around it ends: the list was never closed.
        Fault::WrongSort(Sort::Record) if text[place.start..].starts_with(')') => {
            Fault::Syntax(Error::ExpectedArrayEnd)
        }
        fault => fault,
    }
}

/// Returns what it costs to read a text and to take apart the values that hold a place, in bytes read.
fn cost(text: &str, nodes: &[Node]) -> usize {
    let (per_byte, per_part) = TAKING_APART;
    let cost = |it: &Node| it.range.len() * per_byte + (it.parts.len() + 1) * per_part;
    text.len() + nodes.iter().map(cost).sum::<usize>()
}

/// Returns where an error is, in bytes, without the blanks before it.
pub(super) fn place_of(text: &str, error: &SpannedError) -> Range<usize> {
    let start = byte(text, error.span.start);
    let start = start + text[start..].len() - text[start..].trim_start().len();
    let next = text[start..].chars().next().map_or(0, char::len_utf8);
    start..byte(text, error.span.end).max(start + next)
}

/// Returns where the parenthesis stands that closes the record whose reading ended at a place.
fn closing(text: &str, end: usize) -> usize {
    if text[end..].starts_with(')') { end } else { text[..end].rfind(')').unwrap_or(end) }
}

/// Returns the byte offset of a position, whose lines and columns (in characters) count from 1.
fn byte(text: &str, position: Position) -> usize {
    let line_start = match position.line {
        0 | 1 => 0,
        line => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(at, _)| at + 1),
    };
    let column = position.col.saturating_sub(1);
    text[line_start..].char_indices().nth(column).map_or(text.len(), |(at, _)| line_start + at)
}
