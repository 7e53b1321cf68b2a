//! What is a file cut into?
//!
//! Defines the parts of a file that the cutter returns: its head, and batches of pieces of the list of records.

use std::ops::Range;

use crate::diagnose::{Position, SpannedProblem};

/// A batch of consecutive pieces.
#[derive(Debug)]
pub(super) struct Batch {
    /// Bytes of the pieces, with a few hundred bytes of the lines on which
    /// they begin and end.
    pub(super) bytes: Vec<u8>,
    /// Position of the bytes in the file.
    pub(super) start: Position,
    pub(super) pieces: Vec<Piece>,
    /// Problems between the pieces.
    pub(super) found: Vec<SpannedProblem>,
}

/// A piece of the list of records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Span of the record; `None` if its brackets do not match.
    pub(super) record: Option<Range<usize>>,
    /// Span of everything that belongs to the piece: longer than the record if text follows that is not a record.
    pub(super) whole: Range<usize>,
    /// Whether it extends to the end of the file, so that the list may end in it.
    pub(super) is_end: bool,
}

/// The part of a file before its records.
#[derive(Debug)]
pub(super) struct Head {
    /// Its bytes, up to and including the opening bracket of the list if there is one.
    pub(super) bytes: Vec<u8>,
    pub(super) has_list: bool,
}

impl Batch {
    /// Drops everything after the first `end` bytes.
    pub(super) fn cut(&mut self, end: usize) {
        self.bytes.truncate(end);
        self.pieces.retain(|it| it.whole.start < end);
        for piece in &mut self.pieces {
            piece.whole.end = piece.whole.end.min(end);
            piece.record.take_if(|it| it.end > end);
        }
        self.found.retain(|(span, _)| span.end <= end);
    }
}
