//! Where does each record of a file begin and end?
//!
//! Cuts the input into records by matching brackets, as the bytes arrive and without parsing the records.
//!
//! Where brackets do not match or a text is not closed, the next record is assumed to begin at the next line that
//! begins like one, so that a mistake in one record does not affect those after it.

use std::io::{self, Read};
use std::ops::Range;

use super::batch::{Batch, Head, Piece};
use super::scan::{
    MAX_BLANKS, Search, begins_inner_record, begins_record, begins_with_id, inner_record, is_boundary, is_undecided,
    record_lines, scan,
};
use crate::diagnose::scan::skip;
use crate::diagnose::{Position, ProblemKind, SpannedProblem, Token};

/// Minimum number of bytes to read at a time; the maximum for a slow input.
pub(super) const CHUNK: usize = 256 << 10;
/// Target size of the first batch in bytes, small so that there is something to show at once. Each batch is twice as
/// long as the one before, up to [`MAX_BATCH`], or [`MAX_LATE_BATCH`] after [`EARLY_BATCHES`] of them. The last record
/// may exceed the target.
const FIRST_BATCH: usize = 16 << 10;
const MAX_BATCH: usize = 256 << 10;
/// Larger batches need more memory, but threads wait for each other less often: an export of a large file takes a tenth
/// less time.
const MAX_LATE_BATCH: usize = 1 << 20;
/// Number of batches from which a file counts as large: 32 MB.
const EARLY_BATCHES: usize = 128;
/// Number of bytes kept of the lines around a batch, so that problems can be shown in context.
const CONTEXT: usize = 500;
/// Maximum size of a header, in bytes: a longer one without a list of records is not read to its end.
const MAX_HEAD: usize = 1 << 30;
/// Maximum size of the blanks and comments before the header, in bytes.
const MAX_PREFACE: usize = 16 << 20;
/// Number of bytes to read after the list of records.
const TAIL: usize = 1 << 20;
/// Number of bytes of a file that may be scanned in vain for the ends of records.
const MAX_FUTILE_SCAN: usize = 64 << 20;

/// An incremental cutter, which splits a file into its head, batches of records and the rest.
pub(super) struct Cutter {
    input: Box<dyn Read + Send>,
    /// Whether more input may take long to arrive, so that a batch ends where reading would wait.
    is_slow: bool,
    /// Whether reading may wait for input at present.
    may_wait: bool,
    /// Bytes that have been read but not yet handed out.
    window: Vec<u8>,
    /// Offset in the window at which the next piece is searched for.
    at: usize,
    /// Number of bytes at the beginning of the window that have been handed out but not yet removed.
    handed_out: usize,
    /// Position in the file of the first byte not handed out.
    start: Position,
    is_eof: bool,
    /// Target size of the next batch, in bytes.
    batch_size: usize,
    batch_count: usize,
    /// Problems between the records.
    found: Vec<SpannedProblem>,
    is_done: bool,
    /// The error of the input after the pieces that have been cut.
    failure: Option<io::Error>,
    /// Number of bytes scanned in vain for the end of a record. Beyond [`MAX_FUTILE_SCAN`], a scan stops at the next
    /// line that begins like a record, so that the total cost stays linear in the size of the file.
    futile_bytes: usize,
}

impl Cutter {
    pub(super) fn new(input: Box<dyn Read + Send>, is_slow: bool) -> Self {
        Self {
            input,
            is_slow,
            may_wait: true,
            window: Vec::new(),
            at: 0,
            handed_out: 0,
            start: Position::default(),
            is_eof: false,
            batch_size: FIRST_BATCH,
            batch_count: 0,
            found: Vec::new(),
            is_done: false,
            failure: None,
            futile_bytes: 0,
        }
    }

    /// Reads the head of the file, without a byte order mark.
    pub(super) fn head(&mut self) -> io::Result<Head> {
        while self.window.len() < 3 && !self.is_eof {
            self.fill()?;
        }
        if self.window.starts_with(b"\xef\xbb\xbf") {
            self.window.drain(..3);
        }
        loop {
            if let Some(end) = super::scan::find_list(&self.window, self.is_eof) {
                return Ok(Head { bytes: self.take(end), has_list: true });
            }
            let is_hopeless = self.window.len() > MAX_HEAD
                || self.window.len() > MAX_PREFACE
                    && !matches!(super::scan::begins_catalogue(&self.window), Search::Found(_));
            if self.is_eof || is_hopeless {
                let length = if is_hopeless { CHUNK } else { self.window.len() };
                let length = (0..=length).rev().find(|&at| is_boundary(&self.window, at)).unwrap_or(0);
                self.is_done = true;
                return Ok(Head { bytes: self.take(length), has_list: false });
            }
            self.fill()?;
        }
    }

    /// Returns the next batch of pieces; `None` at the end of the list. `is_record` decides whether bytes with an inner
    /// line that begins like a record are a single record all the same.
    pub(super) fn next_batch(&mut self, is_record: &dyn Fn(&[u8]) -> bool) -> io::Result<Option<Batch>> {
        if let Some(error) = self.failure.take() {
            return Err(error);
        }
        let mut pieces: Vec<Piece> = Vec::new();
        while !self.is_done && pieces.first().is_none_or(|first| self.at - first.whole.start < self.batch_size) {
            let (at, problem_count) = (self.at, self.found.len());
            self.may_wait = pieces.is_empty() || !self.is_slow;
            match self.next_piece(is_record) {
                Ok(Some(piece)) => pieces.push(piece),
                Ok(None) => self.is_done = true,
                Err(error) if !self.may_wait && error.kind() == io::ErrorKind::WouldBlock => {
                    // The piece is searched for again in the next batch.
                    self.at = at;
                    self.found.truncate(problem_count);
                    break;
                }
                // What has been cut is delivered first.
                Err(error) if !pieces.is_empty() => {
                    self.failure = Some(error);
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        self.may_wait = true;
        self.batch_count += 1;
        let max = if self.batch_count < EARLY_BATCHES { MAX_BATCH } else { MAX_LATE_BATCH };
        self.batch_size = (self.batch_size * 2).min(max);
        let is_over = pieces.is_empty() && self.found.is_empty();
        Ok((!is_over).then(|| self.make_batch(pieces)))
    }

    /// Returns the bytes after the list, [`TAIL`] of them at least if the file has as many, and their position.
    pub(super) fn tail(&mut self) -> io::Result<(Vec<u8>, Position)> {
        while !self.is_eof && self.window.len() - self.at < TAIL {
            self.fill()?;
        }
        self.mark_handed_out(self.at);
        let start = self.start;
        Ok((self.take(self.window.len()), start))
    }

    /// Finds the next piece; `None` at the end of the list.
    fn next_piece(&mut self, is_record: &dyn Fn(&[u8]) -> bool) -> io::Result<Option<Piece>> {
        loop {
            let start = self.skip(self.at)?;
            self.at = start;
            match self.window.get(start).copied() {
                None | Some(b']') => return Ok(None),
                // The bracket of the list may be missing: the list ends with the file.
                Some(b')') if self.skip(start + 1)? >= self.window.len() => return Ok(None),
                Some(b',') => {
                    self.found.push((start..start + 1, ProblemKind::Stray(',')));
                    self.at = start + 1;
                }
                Some(_) => return self.piece_at(start, is_record).map(Some),
            }
        }
    }

    fn piece_at(&mut self, start: usize, is_record: &dyn Fn(&[u8]) -> bool) -> io::Result<Piece> {
        let end = match self.opening(start)? {
            Some(open) => self.search(start, |bytes, is_eof| scan(bytes, open, is_eof))?,
            None => None,
        };
        let Some(end) = end else { return self.damaged_piece(start, None) };
        if let Some(next) = inner_record(&self.window[start..end])
            && !is_record(&self.window[start..end])
        {
            self.at = start + next;
            return Ok(Piece { record: None, whole: start..self.at, is_end: false });
        }
        match self.after_record(end)? {
            Some(next) => {
                self.at = next;
                Ok(Piece { record: Some(start..end), whole: start..end, is_end: false })
            }
            None => self.damaged_piece(start, Some(start..end)),
        }
    }

    /// Returns the offset of the opening parenthesis of a record that begins at `start`; `None` if none begins there.
    fn opening(&mut self, start: usize) -> io::Result<Option<usize>> {
        self.search(start, |bytes, _| begins_record(bytes, start))
    }

    /// Searches from `start` on, reading more input until the search is decided.
    fn search(&mut self, start: usize, search: impl Fn(&[u8], bool) -> Search) -> io::Result<Option<usize>> {
        loop {
            let limit = self.search_limit(start);
            let reached = match search(&self.window[..limit], self.is_complete(limit)) {
                Search::Found(at) => return Ok(Some(at)),
                Search::Absent(at) => at,
                Search::Undecided if self.is_complete(limit) => limit,
                Search::Undecided => {
                    self.fill()?;
                    continue;
                }
            };
            self.futile_bytes += reached - start;
            return Ok(None);
        }
    }

    /// Returns the offset up to which the end of a record that begins at `start` is searched for.
    fn search_limit(&self, start: usize) -> usize {
        let next = (self.futile_bytes > MAX_FUTILE_SCAN).then(|| record_lines(&self.window, start).next());
        next.flatten().unwrap_or(self.window.len())
    }

    /// Returns whether scanning up to `limit` needs no more input.
    fn is_complete(&self, limit: usize) -> bool {
        self.is_eof || limit < self.window.len()
    }

    /// Returns whether another record begins at `at`, perhaps without what stands before its identifier.
    fn is_next_record(&mut self, at: usize) -> io::Result<bool> {
        let is_opened = self.opening(at)?.is_some() && !begins_inner_record(&self.window, at);
        Ok(is_opened || begins_with_id(&self.window, at))
    }

    /// Returns the offset at which to resume after a record; `None` if it is not followed by a comma, another record or
    /// the end of the list.
    fn after_record(&mut self, end: usize) -> io::Result<Option<usize>> {
        let next = self.skip(end)?;
        Ok(match self.window.get(next).copied() {
            Some(b',') => {
                let after = self.skip(next + 1)?;
                let is_valid = matches!(self.window.get(after), None | Some(b']' | b',' | b')'));
                (is_valid || self.is_next_record(after)?).then_some(next + 1)
            }
            None | Some(b']') => Some(next),
            _ if self.is_next_record(next)? => {
                self.found.push((end..end, ProblemKind::Missing(Token::Comma)));
                Some(next)
            }
            Some(b')') if self.skip(next + 1)? >= self.window.len() => Some(next),
            _ => None,
        })
    }

    /// Returns a piece that extends to the next line that begins like a record.
    fn damaged_piece(&mut self, start: usize, record: Option<Range<usize>>) -> io::Result<Piece> {
        let mut from = record.as_ref().map_or(start, |it| it.end);
        loop {
            if let Some(next) = record_lines(&self.window, from).next() {
                self.at = next;
                return Ok(Piece { record, whole: start..next, is_end: false });
            }
            if self.is_eof {
                self.at = self.window.len();
                return Ok(Piece { record, whole: start..self.at, is_end: true });
            }
            // A line that is in the window only in part may begin like a record.
            let read = self.window.len().saturating_sub(2 * MAX_BLANKS);
            from = from.max(memchr::memrchr(b'\n', &self.window[..read]).unwrap_or(0));
            self.fill()?;
        }
    }

    /// Makes a batch of pieces, with the lines around them.
    fn make_batch(&mut self, mut pieces: Vec<Piece>) -> Batch {
        let spans = pieces.iter().map(|it| it.whole.clone()).chain(self.found.iter().map(|it| it.0.clone()));
        let first = spans.clone().map(|it| it.start).min().unwrap_or(self.at);
        let last = spans.map(|it| it.end).max().unwrap_or(self.at);
        let before = first.saturating_sub(CONTEXT).max(self.handed_out);
        let from = memchr::memrchr(b'\n', &self.window[before..first]).map_or(before, |it| before + it + 1);
        let from = (from..=first).find(|&at| is_boundary(&self.window, at)).unwrap_or(first);
        let context_end = (last + CONTEXT).min(self.window.len());
        let to = memchr::memchr(b'\n', &self.window[last..context_end]).map_or(context_end, |it| last + it);
        let to = (last..=to).rev().find(|&at| is_boundary(&self.window, at)).unwrap_or(last);
        for piece in &mut pieces {
            let shifted = |it: &Range<usize>| it.start - from..it.end - from;
            (piece.record, piece.whole) = (piece.record.as_ref().map(shifted), shifted(&piece.whole));
        }
        let found = std::mem::take(&mut self.found);
        let found = found.into_iter().map(|(span, kind)| (span.start - from..span.end - from, kind)).collect();
        let bytes = self.window[from..to].to_vec();
        self.mark_handed_out(from);
        Batch { bytes, start: self.start, pieces, found }
    }

    /// Hands out the bytes of the window before `end` that have not been handed out.
    fn take(&mut self, end: usize) -> Vec<u8> {
        let taken = self.window[self.handed_out..end].to_vec();
        self.at = end;
        self.mark_handed_out(end);
        taken
    }

    /// Marks the bytes before `at` as handed out. They are removed only once they fill half of the window, so that each
    /// byte is moved a few times rather than with every batch.
    fn mark_handed_out(&mut self, at: usize) {
        self.start.advance(&self.window[self.handed_out..at]);
        self.handed_out = at;
        if at > self.window.len() / 2 {
            self.window.drain(..at);
            (self.at, self.handed_out) = (self.at - at, 0);
        }
    }

    /// Returns the offset after the blanks and comments at `from`, reading more input as needed. If a comment is not
    /// closed, that is the offset of the comment.
    fn skip(&mut self, from: usize) -> io::Result<usize> {
        loop {
            let limit = self.search_limit(from);
            match skip(&self.window[..limit], from) {
                Ok(at) if self.is_eof || !is_undecided(&self.window[at..]) => return Ok(at),
                Err(at) if self.is_complete(limit) => {
                    self.futile_bytes += limit - at;
                    return Ok(at);
                }
                _ => self.fill()?,
            }
        }
    }

    /// Reads more input: doubles the window, so that scanning it again stays cheap, or takes what has arrived from a
    /// slow input.
    ///
    /// # Errors
    /// `WouldBlock` if reading may not wait at present, or the error of the input.
    fn fill(&mut self) -> io::Result<()> {
        if !self.may_wait {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        let more = CHUNK.max(self.window.len());
        if !self.is_slow {
            let read = (&mut self.input).take(more as u64).read_to_end(&mut self.window)?;
            self.is_eof = read < more;
            return Ok(());
        }
        // What is unusually long is read in ever larger portions, as it is searched from its beginning each time.
        let pending = self.window.len() - self.at;
        let wanted = self.window.len() + if pending > CHUNK { pending / 2 } else { 1 };
        while self.window.len() < wanted && !self.is_eof {
            self.read_once()?;
        }
        Ok(())
    }

    /// Reads what the input has, and waits if it has nothing.
    fn read_once(&mut self) -> io::Result<()> {
        let end = self.window.len();
        self.window.resize(end + CHUNK, 0);
        let read = loop {
            match self.input.read(&mut self.window[end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.window.truncate(end + read.as_ref().map_or(0, |it| *it));
        self.is_eof = read? == 0;
        Ok(())
    }
}
