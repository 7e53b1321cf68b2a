//! What happens to a batch of pieces?
//!
//! Validates each piece of a batch, and explains those that are not valid records.

use std::ops::Range;

use super::batch::{Batch, Piece};
use super::validator::{FileContext, Validator};
use crate::catalogue::record::ActivityRecord;
use crate::catalogue::{Activity, ArenaBuilder, Vocabularies};
use crate::diagnose::scan::after_comma;
use crate::diagnose::{Context, Position, ProblemKind, SpannedProblem, explain_records};
use crate::text::Clean;

/// A function that makes the index of a batch of activities.
pub(super) type IndexFn<'a, I> = dyn Fn(&[Activity], &Vocabularies) -> I + Sync + 'a;

/// A batch that has been validated.
pub(super) struct ValidatedBatch<I> {
    /// Bytes of the batch, up to the first that is not UTF-8.
    pub(super) bytes: Vec<u8>,
    /// Position in the file at which the batch begins.
    pub(super) start: Position,
    pub(super) records: Vec<Record>,
    /// The valid records as activities, and their index.
    pub(super) activities: Vec<Activity>,
    pub(super) index: I,
    pub(super) found: Vec<SpannedProblem>,
    /// Whether nothing after it is read: it extends to the end of the file, or to bytes that are not UTF-8.
    pub(super) is_last: bool,
}

/// A record, or several if they could not be distinguished.
pub(super) struct Record {
    /// Its identifiers, each with its span in the batch.
    pub(super) ids: Vec<(Clean, Range<usize>)>,
    /// Whether it is a valid activity.
    pub(super) is_valid: bool,
    /// Number of records that are left out if it is invalid.
    pub(super) count: usize,
}

impl FileContext<'_> {
    /// Returns whether some bytes are a single record.
    pub(super) fn is_record(&self, bytes: &[u8]) -> bool {
        std::str::from_utf8(bytes).is_ok_and(|it| self.options.from_str::<ActivityRecord<'_>>(it).is_ok())
    }

    /// Validates the pieces of a batch.
    pub(super) fn validate_batch<I>(&self, mut batch: Batch, index: &IndexFn<'_, I>) -> ValidatedBatch<I> {
        let (text, not_utf8) = match simdutf8::compat::from_utf8(&batch.bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let end = error.valid_up_to();
                // An incomplete character at the end results from a truncated file, which is reported as such.
                let is_truncated = error.error_len().is_none();
                if is_truncated {
                    batch.cut(end);
                } else {
                    batch.bytes.truncate(end);
                }
                (simdutf8::basic::from_utf8(&batch.bytes).unwrap_or_default(), (!is_truncated).then_some(end))
            }
        };
        let mut validation = BatchValidation {
            validator: Validator { file: self, texts: ArenaBuilder::with_capacity(&self.language, text.len()) },
            text,
            records: Vec::with_capacity(batch.pieces.len()),
            activities: Vec::with_capacity(batch.pieces.len()),
            found: batch.found,
            is_last: not_utf8.is_some(),
        };
        let complete_pieces = batch.pieces.iter().take_while(|it| not_utf8.is_none_or(|end| it.whole.end <= end));
        complete_pieces.for_each(|it| validation.validate_piece(it));
        let BatchValidation { validator, records, activities, mut found, is_last, .. } = validation;
        validator.texts.finish();
        found.extend(not_utf8.map(|end| (end..end, ProblemKind::NotUtf8)));
        let index = index(&activities, &self.vocabularies);
        ValidatedBatch { bytes: batch.bytes, start: batch.start, records, activities, index, found, is_last }
    }
}

/// A batch that is being validated.
struct BatchValidation<'a> {
    validator: Validator<'a>,
    text: &'a str,
    records: Vec<Record>,
    activities: Vec<Activity>,
    found: Vec<SpannedProblem>,
    is_last: bool,
}

impl BatchValidation<'_> {
    fn validate_piece(&mut self, piece: &Piece) {
        let text = self.text;
        let record = piece.record.clone().filter(|_| self.validator.file.is_usable && !is_closed_early(text, piece));
        let validated = record.clone().map(|it| self.validator.activity(&text[it]));
        let (Some(record), Some(Ok(activity))) = (record, &validated) else {
            let has_problem = self.explain(piece.whole.clone(), piece.is_end, false);
            // A record that refers to an invalid term is left out without a problem of its own. Any other record that
            // is left out must have one.
            let is_unknown_term = matches!(validated, Some(Err(ProblemKind::UnknownTerm { .. })));
            if !has_problem && !is_unknown_term && self.validator.file.is_usable {
                self.found.push((piece.whole.clone(), ProblemKind::RejectedByRon));
            }
            return;
        };
        let ids = vec![(activity.id.clone(), id_span(text, record.clone(), &activity.id))];
        self.records.push(Record { ids, is_valid: true, count: 1 });
        self.activities.extend(validated.and_then(Result::ok));
        if self.validator.file.remarks.is_some() {
            self.explain(record.clone(), false, true);
        }
        if record.end < piece.whole.end {
            let rest = after_comma(&text[..piece.whole.end], record.end);
            self.explain(rest..piece.whole.end, piece.is_end, false);
        }
    }

    /// Explains a part of the batch; for a valid record, only remarks are kept. Returns whether a problem was found.
    fn explain(&mut self, part: Range<usize>, is_end: bool, is_valid: bool) -> bool {
        let is_known = |vocabulary, id: &str| self.validator.file.terms.is_known(vocabulary, id);
        let context = Context { is_known: &is_known, remarks: self.validator.file.remarks.as_ref(), is_valid };
        let explanation = explain_records(&self.text[part.clone()], is_end, &context);
        let shifted = |it: Range<usize>| it.start + part.start..it.end + part.start;
        let found = explanation.found;
        let has_problem = found.iter().any(|it| !it.1.is_remark());
        // RON and the rules have accepted the record, so that the explainer must not report problems in it.
        let found = found.into_iter().filter(|it| !is_valid || it.1.is_remark());
        self.found.extend(found.map(|(span, kind)| (shifted(span), kind)));
        if !is_valid {
            let ids = explanation.ids.into_iter().map(|(id, span)| (id, shifted(span))).collect();
            self.records.push(Record { ids, is_valid, count: explanation.count });
        }
        self.is_last |= is_end;
        has_problem
    }
}

/// Returns whether more fields follow a record that a bracket closes too early.
fn is_closed_early(text: &str, piece: &Piece) -> bool {
    let Some(record) = &piece.record else { return false };
    record.end < piece.whole.end && crate::diagnose::begins_field(&text[record.end..piece.whole.end])
}

/// Returns the span of the identifier of a record. It is usually in the first field and without escapes; if it cannot
/// be found, the span is at the beginning of the record.
fn id_span(text: &str, record: Range<usize>, id: &str) -> Range<usize> {
    let written = format!("\"{id}\"");
    let at = text[record.clone()].find(&written).map_or(record.start, |it| record.start + it);
    at..(at + written.len()).min(record.end)
}
