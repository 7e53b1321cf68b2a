//! What happens to a batch of pieces?
//!
//! Validates each piece of a batch, and explains those that are not valid records.

use std::ops::Range;
use std::sync::Arc;

use ron::Options;

use super::cut::{Batch, Piece};
use super::judge::Judge;
use super::terms::FileTerms;
use crate::catalogue::record::ActivityRecord;
use crate::catalogue::{Activity, ArenaBuilder, Vocabularies, Vocabulary};
use crate::diagnose::scan::after_comma;
use crate::diagnose::{Context, Explanation, Lines, ProblemKind, Remarks, SpannedProblem, explain_records};
use crate::text::Clean;

/// A function that makes the index of a batch of activities.
pub(super) type IndexFn<'a, I> = dyn Fn(&[Activity], &Vocabularies) -> I + Sync + 'a;

/// The state shared by all batches of a file.
pub(super) struct File<'a> {
    pub(super) options: Options,
    pub(super) language: Box<str>,
    pub(super) header: usize,
    pub(super) terms: FileTerms,
    /// Terms of all files.
    pub(super) all: Arc<Vocabularies>,
    /// The settings of remarks; `None` if no remarks are wanted.
    pub(super) remarks: Option<Remarks<'a>>,
    /// Whether the header can be used. If not, records are explained but not used.
    pub(super) is_usable: bool,
}

/// A batch that has been validated.
pub(super) struct JudgedBatch<I> {
    /// Bytes of the batch, up to the first that is not UTF-8.
    pub(super) bytes: Vec<u8>,
    pub(super) lines: Lines,
    pub(super) records: Vec<Record>,
    /// The valid records as activities, and their index.
    pub(super) activities: Vec<Activity>,
    pub(super) index: I,
    /// Problems, sorted by position.
    pub(super) found: Vec<SpannedProblem>,
    /// Offset in the batch of the first byte that is not UTF-8.
    pub(super) not_utf8: Option<usize>,
    /// Explanation of the piece that extends to the end of the file, if it is in this batch.
    pub(super) end: Option<Explanation>,
}

/// A record, or several if they could not be distinguished.
pub(super) struct Record {
    /// Its identifiers, each with its span in the batch.
    pub(super) ids: Vec<(Clean, Range<usize>)>,
    /// Whether it is a valid activity.
    pub(super) is_good: bool,
    /// Number of records that are left out if it is invalid.
    pub(super) count: usize,
}

impl File<'_> {
    /// Returns whether some bytes are a single record.
    pub(super) fn is_record(&self, bytes: &[u8]) -> bool {
        std::str::from_utf8(bytes).is_ok_and(|it| self.options.from_str::<ActivityRecord<'_>>(it).is_ok())
    }

    /// Returns a validator for records of a total size of `length` bytes.
    fn judge(&self, length: usize) -> Judge<'_> {
        let texts = ArenaBuilder::with_capacity(&self.language, length);
        Judge { options: &self.options, language: &self.language, header: self.header, terms: &self.terms, texts }
    }

    /// Validates the pieces of a batch.
    pub(super) fn judged<I>(&self, mut batch: Batch, index: &IndexFn<'_, I>) -> JudgedBatch<I> {
        let (text, not_utf8) = match simdutf8::compat::from_utf8(&batch.bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let end = error.valid_up_to();
                // An incomplete character at the end results from a truncated file, which is reported as such.
                let is_cut = error.error_len().is_none();
                if is_cut {
                    batch.cut(end);
                } else {
                    batch.bytes.truncate(end);
                }
                (simdutf8::basic::from_utf8(&batch.bytes).unwrap_or_default(), (!is_cut).then_some(end))
            }
        };
        let lines = Lines::new(batch.start);
        let mut judged = Judging {
            file: self,
            judge: self.judge(text.len()),
            text,
            records: Vec::with_capacity(batch.pieces.len()),
            activities: Vec::with_capacity(batch.pieces.len()),
            found: batch.found,
            end: None,
        };
        let whole = batch.pieces.iter().take_while(|it| not_utf8.is_none_or(|end| it.whole.end <= end));
        whole.for_each(|it| judged.piece(it));
        let Judging { judge, records, activities, mut found, end, .. } = judged;
        judge.texts.finish();
        found.sort_by_key(|(span, _)| span.start);
        let index = index(&activities, &self.all);
        JudgedBatch { bytes: batch.bytes, lines, records, activities, index, found, not_utf8, end }
    }
}

/// A batch that is being validated.
struct Judging<'a> {
    file: &'a File<'a>,
    judge: Judge<'a>,
    text: &'a str,
    records: Vec<Record>,
    activities: Vec<Activity>,
    found: Vec<SpannedProblem>,
    end: Option<Explanation>,
}

impl Judging<'_> {
    fn piece(&mut self, piece: &Piece) {
        let text = self.text;
        let record = piece.record.clone().filter(|_| self.file.is_usable && !is_closed_early(text, piece));
        let judged = record.clone().map(|it| self.judge.activity(&text[it]));
        let (Some(record), Some(Ok(activity))) = (record, &judged) else {
            let is_found = self.explain(piece.whole.clone(), piece.is_end, false);
            // A record that refers to an invalid term is left out without a problem of its own. Any other record that
            // is left out must have one.
            let is_term = matches!(judged, Some(Err(ProblemKind::UnknownTerm { .. })));
            if !is_found && !is_term && self.file.is_usable {
                self.found.push((piece.whole.clone(), ProblemKind::RejectedByRon));
            }
            return;
        };
        let ids = vec![(activity.id.clone(), place_of_id(text, record.clone(), &activity.id))];
        self.records.push(Record { ids, is_good: true, count: 1 });
        self.activities.extend(judged.and_then(Result::ok));
        if self.file.remarks.is_some() {
            self.explain(record.clone(), false, true);
        }
        if record.end < piece.whole.end {
            let rest = after_comma(&text[..piece.whole.end], record.end);
            self.explain(rest..piece.whole.end, piece.is_end, false);
        }
    }

    /// Explains a part of the batch; for a valid record, only remarks are kept. Returns whether a problem was found.
    fn explain(&mut self, part: Range<usize>, is_end: bool, is_good: bool) -> bool {
        let is_known = |vocabulary, id: &str| self.file.terms.is_known(vocabulary, id);
        let other_term = |_: Vocabulary, _: &str| None;
        let context = Context { is_known: &is_known, redefined_term: &other_term, remarks: self.file.remarks.as_ref() };
        let mut explained = explain_records(&self.text[part.clone()], is_end, &context);
        let moved = |it: Range<usize>| it.start + part.start..it.end + part.start;
        let found = std::mem::take(&mut explained.found);
        let is_found = explained.is_cut || found.iter().any(|it| !it.1.is_remark());
        // RON and the rules have accepted the record, so that the explainer must not report problems in it.
        let found = found.into_iter().filter(|it| !is_good || it.1.is_remark());
        self.found.extend(found.map(|(span, kind)| (moved(span), kind)));
        if !is_good {
            let ids = explained.ids.drain(..).map(|(id, span)| (id, moved(span))).collect();
            self.records.push(Record { ids, is_good, count: explained.count });
        }
        if is_end {
            self.end = Some(explained);
        }
        is_found
    }
}

/// Returns whether more fields follow a record that a bracket closes too early.
fn is_closed_early(text: &str, piece: &Piece) -> bool {
    let Some(record) = &piece.record else { return false };
    record.end < piece.whole.end && crate::diagnose::begins_field(&text[record.end..piece.whole.end])
}

/// Returns the span of the identifier of a record. It is usually in the first field and without escapes; if it cannot
/// be found, the span is at the beginning of the record.
fn place_of_id(text: &str, record: Range<usize>, id: &str) -> Range<usize> {
    let written = format!("\"{id}\"");
    let at = text[record.clone()].find(&written).map_or(record.start, |it| record.start + it);
    at..(at + written.len()).min(record.end)
}
