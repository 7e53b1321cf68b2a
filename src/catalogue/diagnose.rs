//! What is wrong with a text that did not load? Every fault, not the first one, each at its place.
//!
//! The text is taken apart into raw values, and the header and each record are read alone, mended
//! where they are at fault. This is slower than the one pass of `stream`, and done only after it
//! failed.

use std::ops::Range;

use ron::error::SpannedError;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::effort::Effort;
use super::locate::Step;
use super::mend::{self, Mended, told};
use super::nearest;
use super::node::{Node, Part as NodePart, Shape, skip};
use super::problem::{Fault, Sort, short};
use super::record::{ActivityRecord, HeaderRecord};
use super::stream::{FIELDS, FORMAT, Sink, options, stream};

mod salvage;

pub(super) use salvage::records;

/// A fault with its place, in bytes of the whole text.
pub(super) type Located = (Range<usize>, Fault);

/// A part of a catalogue, read as far as it can be.
#[derive(Debug)]
pub(super) struct Part<T> {
    /// Where it begins in the whole text, in bytes.
    start: usize,
    mended: Mended<T>,
}

impl<T> Part<T> {
    /// Takes what it says, without what is at fault.
    pub(super) fn take(&mut self) -> Option<T> {
        self.mended.record.take()
    }

    /// Returns what it says, without what is at fault.
    pub(super) fn record(&self) -> Option<&T> {
        self.mended.record.as_ref()
    }

    /// Returns whether nothing was at fault.
    pub(super) fn is_whole(&self) -> bool {
        self.mended.faults.is_empty()
    }

    /// Returns findings at their places in the whole text, without those that a fault explains.
    pub(super) fn placed(&self, findings: Vec<(Vec<Step>, Fault)>) -> Vec<Located> {
        let found = self.mended.place_findings(findings).into_iter();
        found.map(|(place, fault)| (self.start + place.start..self.start + place.end, fault)).collect()
    }

    /// Returns what was at fault, at its places in the whole text.
    pub(super) fn faults(self) -> impl Iterator<Item = Located> {
        let faults = self.mended.faults.into_iter();
        faults.map(move |(place, fault)| (self.start + place.start..self.start + place.end, fault))
    }
}

/// A catalogue taken apart.
pub(super) struct Parts<'a> {
    pub(super) header: Part<HeaderRecord>,
    pub(super) activities: Box<dyn Iterator<Item = Part<ActivityRecord>> + 'a>,
    /// What is at fault between them, where the text is not even RON.
    pub(super) broken: Option<Broken>,
}

/// What is known of a text that cannot be used as a catalogue, beside what is at fault in its parts.
pub(super) struct Broken {
    /// Faults between the parts.
    pub(super) between: Vec<Located>,
    /// What the reader of RON stumbled over first, where it is not RON.
    pub(super) first: Option<Located>,
}

/// Takes a catalogue's text apart.
///
/// # Errors
/// The fault that makes the whole text unusable.
pub(super) fn take_apart(text: &str) -> Result<Parts<'_>, Located> {
    let root = Node::new(text, 0..text.len());
    if root.shape != Shape::Record || !is_trusted(text, &root) {
        return salvage::salvage(text, no_record(text, root.range));
    }
    if let Some(format) = root.part("format") {
        check_format(text, &format.value)?;
    }
    let first = if root.is_ron { None } else { syntax(text) };
    let field = activities(&root);
    let list = field.map(|it| Node::new(text, it.value.clone())).filter(|it| it.shape == Shape::List);
    let behind = field.map_or(text.len(), |it| it.whole.end);
    let is_late = |name: &str| FIELDS.contains(&name) && !["activities", "format"].contains(&name);
    let late = root.parts.iter().filter(|it| it.whole.start >= behind && is_late(&it.name));
    let between: Vec<Located> = late.map(|it| (it.key.clone(), Fault::LateVocabulary)).collect();
    let unread = match (&list, field) {
        // Without the activities nothing comes too late.
        (Some(_), Some(field)) if !between.is_empty() => Some(field.whole.clone()),
        (Some(list), _) => Some(list.range.start + 1..list.range.end - 1),
        (None, _) => None,
    };
    let effort = Effort::to_mend(text.len());
    let header = read_header(text, unread, &effort);
    let records = list.into_iter().flat_map(|it| it.parts);
    let activities = Box::new(records.map(move |part| read_activity(text, part.value, &effort)));
    let broken = (first.is_some() || !between.is_empty()).then_some(Broken { between, first });
    Ok(Parts { header, activities, broken })
}

/// Returns whether a text has been taken apart as it was meant: where two quotation marks are missing, what lies
/// between them is read inside out, and records are taken for texts.
pub(super) fn is_trusted(text: &str, root: &Node) -> bool {
    let count = || {
        let list = activities(root).map(|it| Node::new(text, it.value.clone()));
        list.filter(|it| it.shape == Shape::List).map_or(0, |it| it.parts.len())
    };
    root.is_ron || salvage::record_starts(text).count() <= count()
}

/// Returns the field of the activities, or the one that may have been meant for it.
pub(super) fn activities(root: &Node) -> Option<&NodePart> {
    let meant = |part: &&NodePart| nearest(&part.name, FIELDS.iter().copied()) == Some("activities");
    root.part("activities").or_else(|| root.parts.iter().find(meant))
}

/// Reads the header of a catalogue, of which a range is left out.
fn read_header(text: &str, unread: Option<Range<usize>>, effort: &Effort) -> Part<HeaderRecord> {
    let mut header = mend::read(text, unread, effort, &mut |text| {
        let mut taken = HeaderOnly::default();
        stream(text, &mut taken).map(|()| taken.0)
    });
    let record = header.record.take().flatten();
    Part { start: 0, mended: header.with(record) }
}

/// Returns a record that is not read, for a fault in a range of the text.
fn unread_activity(fault: Located) -> Part<ActivityRecord> {
    Part { start: 0, mended: Mended::lost(fault) }
}

/// Reads the record that stands in a range of a text.
fn read_activity(text: &str, range: Range<usize>, effort: &Effort) -> Part<ActivityRecord> {
    Part { start: range.start, mended: mend::read(&text[range], None, effort, &mut read_record) }
}

/// Returns why a text is no record.
fn no_record(text: &str, range: Range<usize>) -> Located {
    if skip(text, 0) == text.len() {
        return (0..0, Fault::Empty);
    }
    // A number, a text or the like is RON, but no catalogue.
    syntax(text).unwrap_or((range, Fault::WrongSort(Sort::Record)))
}

/// Returns why a text is not RON, if it is not.
fn syntax(text: &str) -> Option<Located> {
    let any = options().from_str::<IgnoredAny>(text).err()?;
    // Who expects a catalogue says more exactly what is missing, if it is that which he stumbles over.
    let errors = stream(text, &mut HeaderOnly::default()).err().into_iter().chain([any]);
    let mut faults = errors.map(|it| told(text, &it, None)).filter(|it| it.1.is_of_writing());
    let (place, fault) = faults.next()?;
    // Whatever was to come: the text is cut off.
    let is_cut = place.start >= text.trim_end().len();
    Some((place, if is_cut { Fault::Syntax(ron::Error::Eof) } else { fault }))
}

/// Checks the number of the format, on which depends what everything else means.
fn check_format(text: &str, value: &Range<usize>) -> Result<(), Located> {
    let written = &text[value.clone()];
    match options().from_str::<u64>(written) {
        Ok(format) if format == u64::from(FORMAT) => Ok(()),
        Ok(0) => Err((value.clone(), Fault::BadFormat(short(written)))),
        Err(_) if !written.bytes().all(|it| it.is_ascii_digit()) => {
            Err((value.clone(), Fault::BadFormat(short(written))))
        }
        _ => Err((value.clone(), Fault::NewerFormat(short(written)))),
    }
}

#[derive(Default)]
struct HeaderOnly(Option<HeaderRecord>);

impl Sink for HeaderOnly {
    fn header(&mut self, header: HeaderRecord) {
        self.0 = Some(header);
    }
    fn record(&mut self, _: ActivityRecord) -> bool {
        true
    }
}

fn read_record(text: &str) -> Result<ActivityRecord, SpannedError> {
    let options = options();
    let mut deserializer = ron::Deserializer::from_str_with_options(text, &options)?;
    ActivityRecord::deserialize(&mut deserializer).map_err(|error| deserializer.span_error(error))
}
