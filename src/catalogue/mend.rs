//! How is a part of a catalogue read where something in it is at fault? By mending it, fault after
//! fault, until the rest reads.
//!
//! The RON reader stops at its first error. So the smallest field, entry or item at fault is blanked
//! out, a field that is missing is put in, and the part is read again.

use std::collections::HashSet;
use std::ops::Range;

use ron::error::{Error, SpannedError};

use super::effort::Effort;
use super::locate::{Places, Step};
use super::node::{Node, Part, Shape};
use super::problem::Fault;
use long::{Long, long};
use repair::{Finding, Repair, around, carry_out, findings};
use told::place_at_fault;
use traced::Traced;

mod long;
mod repair;
mod told;
mod traced;

pub(super) use told::told;

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
    /// Returns nothing but a fault.
    pub(super) fn lost(fault: (Range<usize>, Fault)) -> Self {
        Self { record: None, faults: vec![fault], text: Traced::default(), explained: HashSet::new() }
    }

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
                _ => (fault.is_absence() || fault.is_warning()) && self.is_at_fault(&place),
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
    let mut mending = Mending {
        read: &mut read,
        effort,
        faults: Vec::new(),
        explained: HashSet::new(),
        guesses: HashSet::new(),
        hope: Hope::Whole,
    };
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
    /// Where fields began whose names have been taken for those that may have been meant.
    guesses: HashSet<usize>,
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
            if let Some(next) = rest.first()
                && !piece.as_str()[..end].ends_with(',')
            {
                // No window shows what is missing between two of them.
                let place = piece.origin(next.whole.start..next.whole.start);
                mended.push(Traced::standing_for(",", place.clone()));
                self.faults.push((place, Fault::Syntax(Error::ExpectedComma)));
            }
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
        let at = place_at_fault(text, &error);
        if at < range.start || range.end < at {
            return false;
        }
        let nodes = around(text, at);
        let has_effort = self.effort.spend(cost(text, &nodes));
        let guessed = nodes.iter().find_map(|it| Some((it, self.guessed(draft, it.part_at(at)?)?)));
        let findings = match guessed {
            Some((record, part)) => vec![Finding::wrong_guess(record, part)],
            None => findings(text, &nodes, at, &error),
        };
        let end = findings.first().map_or(0, |it| draft.origin(it.place.clone()).end);
        findings.iter().for_each(|it| self.note(it, draft));
        let repairs: Option<Vec<Repair>> = findings.into_iter().map(|it| it.repair).collect();
        let repairs = repairs.filter(|all| all.iter().all(|it| it.is_within(range)));
        let is_mended = repairs.is_some_and(|it| carry_out(it, draft));
        if !has_effort {
            self.faults.push((end..end, Fault::More));
            self.hope = Hope::Nothing;
        } else if !is_mended {
            self.hope = Hope::Faults;
        }
        is_mended && has_effort
    }

    /// Returns a part if its name is a guess.
    fn guessed<'a>(&self, draft: &Traced, part: &'a Part) -> Option<&'a Part> {
        self.guesses.contains(&draft.origin(part.key.clone()).start).then_some(part)
    }

    /// Notes a finding, and what it explains.
    fn note(&mut self, finding: &Finding<'_>, draft: &Traced) {
        let origin = draft.origin(finding.place.clone());
        match (&finding.fault, finding.part) {
            (Some(Fault::MissingField(name)), _) if self.explained.contains(&(origin.start, (*name).to_owned())) => {
                return;
            }
            (Some(Fault::MissingField(_) | Fault::WrongName { .. } | Fault::Invisible(_)), _) => {}
            (fault, Some((node, part))) if node.shape == Shape::Record => {
                let record = draft.origin(node.range.clone()).start;
                let names = [Some(part.name.clone()), fault.as_ref().and_then(Fault::meant)];
                self.explained.extend(names.into_iter().flatten().map(|it| (record, it)));
            }
            _ => {}
        }
        if finding.is_guess {
            self.guesses.insert(origin.start);
        }
        self.faults.extend(finding.fault.clone().map(|it| (origin, it)));
    }
}

/// Returns what it costs to read a text and to take apart the values that hold a place, in bytes read.
fn cost(text: &str, nodes: &[Node]) -> usize {
    let (per_byte, per_part) = TAKING_APART;
    let cost = |it: &Node| it.range.len() * per_byte + (it.parts.len() + 1) * per_part;
    text.len() + nodes.iter().map(cost).sum::<usize>()
}
