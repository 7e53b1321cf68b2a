//! How are CSV and TSV files read?
//!
//! Detects the character encoding and the separator, then reads the rows with their line numbers.

use std::borrow::Cow;

use csv::StringRecord;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::ImportOptions;
use super::error::ImportError;
use super::note::Note;
use super::room::{CELLS_PER_ACTIVITY, MAX_COLUMNS, Room};
use super::table::Table;
use crate::text::unescape_formula;

/// Candidate separators.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Reads a delimited table.
///
/// # Errors
/// Fails if the table is too large, or with the error of the CSV reader.
pub(super) fn read(bytes: &[u8], options: &ImportOptions, notes: &mut Vec<Note>) -> Result<Table, ImportError> {
    let mut text = decode(bytes, notes);
    // The CSV reader counts lines by `\n` only.
    if text.contains("\r\n") {
        text = Cow::Owned(text.replace("\r\n", "\n"));
    }
    let separator =
        if options.extension == "tsv" || options.extension == "tab" { b'\t' } else { detect_separator(&text) };
    notes.push(Note::Separator(char::from(separator)));
    let mut rows = Vec::new();
    // In TSV, quotation marks are literal, unless every value that begins with one also ends with one.
    let has_quotes = separator != b'\t' || unclosed_quote(&text, separator, |_| true).is_none();
    let (mut reader, mut row) = (csv_reader(&text, separator, has_quotes), StringRecord::new());
    let (mut number, mut room) = (0, Room::default());
    let line_number = |it: u64| usize::try_from(it).unwrap_or(usize::MAX);
    while reader.read_record(&mut row).map_err(|it| ImportError::Other(it.to_string()))? {
        if row.len() > MAX_COLUMNS {
            return Err(ImportError::TooLarge);
        }
        room.take(row.len().max(CELLS_PER_ACTIVITY), row.as_slice().len())?;
        let start = row.position().map_or(0, |it| line_number(it.line()));
        // The CSV reader skips blank lines, but a spreadsheet numbers them as rows.
        let inner_line_breaks: usize = row.iter().map(|it| it.matches('\n').count()).sum();
        let is_unterminated = reader.position().byte() >= text.len() as u64 && !text.ends_with('\n');
        let end = line_number(reader.position().line()) + usize::from(is_unterminated);
        number += end.saturating_sub(start + inner_line_breaks).max(1);
        rows.push((number, row.iter().map(unescape_formula).collect()));
    }
    // A quotation mark that is not closed makes the rows after it a part of its value.
    let has_rows = |value: &str| value.trim_end().contains('\n');
    notes.extend(unclosed_quote(&text, separator, has_rows).filter(|_| has_quotes).map(Note::OpenQuote));
    Ok(Table::new(rows.into_iter()))
}

/// Decodes a file as UTF-8, as UTF-16 (by its byte order mark or its zero bytes), or else as Windows-1252, in which
/// every byte is a character.
pub(super) fn decode<'a>(bytes: &'a [u8], notes: &mut Vec<Note>) -> Cow<'a, str> {
    let by_byte_order_mark = Encoding::for_bom(bytes).map(|it| it.0).filter(|it| *it != UTF_8);
    // In UTF-16 without a byte order mark, every other byte of mostly ASCII text is zero.
    if let Some(encoding) = by_byte_order_mark.or_else(|| encoding_by_zeros(bytes)) {
        notes.push(Note::Encoding(encoding.name()));
        return encoding.decode_with_bom_removal(bytes).0;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            notes.push(Note::Encoding(WINDOWS_1252.name()));
            WINDOWS_1252.decode_without_bom_handling(bytes).0
        }
    }
}

fn encoding_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = || bytes.chunks_exact(2).take(32);
    let is_mostly_zero = |at: usize| pairs().filter(|it| it[at] == 0).count() * 2 > pairs().count();
    match (is_mostly_zero(0), is_mostly_zero(1)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// Returns the line of the first quotation mark that opens a value, and is closed nowhere or in the middle of a value;
/// `is_relevant` is asked about the value up to there.
fn unclosed_quote(text: &str, separator: u8, is_relevant: impl Fn(&str) -> bool) -> Option<usize> {
    let (separator, mut at) = (char::from(separator), 0);
    while at < text.len() {
        let mut end = at;
        if let Some(value) = text[at..].strip_prefix('"') {
            let bytes = value.as_bytes();
            let mut marks = memchr::memchr_iter(b'"', bytes).peekable();
            // Two marks in a row stand for one in the value.
            while let Some(mark) = marks.next() {
                if marks.next_if_eq(&(mark + 1)).is_none() {
                    end = at + 1 + mark + 1;
                    break;
                }
            }
            let rest = &text[end..];
            let is_closed = end > at && (rest.is_empty() || rest.starts_with([separator, '\n', '\r']));
            let value = if end > at { &text[at..end] } else { &text[at..] };
            if !is_closed && is_relevant(value) {
                return Some(text[..at].matches('\n').count() + 1);
            }
        }
        at = text[end..].find([separator, '\n']).map_or(text.len(), |it| end + it + 1);
    }
    None
}

fn csv_reader(text: &str, separator: u8, has_quotes: bool) -> csv::Reader<&[u8]> {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(separator).quoting(has_quotes);
    builder.from_reader(text.as_bytes())
}

/// Returns the separator that splits the most of the first 20 rows into the same number of columns, then into the most
/// columns; a comma if none does.
fn detect_separator(text: &str) -> u8 {
    let score = |separator: u8| {
        let rows = csv_reader(text, separator, true).into_records().take(20);
        let lengths: Vec<usize> = rows.filter_map(|it| it.ok().map(|row| row.len())).filter(|it| *it > 0).collect();
        // The most frequent number counts, as a title or a remark may precede the column names.
        let count = |length: usize| lengths.iter().filter(|it| **it == length).count();
        let columns = lengths.iter().copied().max_by_key(|it| (count(*it), *it)).unwrap_or(0);
        let matching = lengths.iter().filter(|it| **it == columns).count();
        if columns < 2 { (0, 0) } else { (matching * 100 / lengths.len(), columns) }
    };
    let best = SEPARATORS.into_iter().rev().max_by_key(|it| score(*it));
    best.filter(|it| score(*it).1 > 1).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_after_an_unclosed_quotation_mark_are_noticed() {
        let has_rows = |value: &str| value.contains('\n');
        for (text, line) in [
            ("a;b\nA;\"un\nB;\"deux\"\n", Some(2)),
            ("a;b\nZ;5\"\nA;\"un\nB;deux\n", Some(3)),
            ("a;b\nA;\"un\ndeux\"\nB;\"trois \"\"quatre\"\"\"\n", None),
            ("a;b\nA;\"un \"deux\" trois\"\nB;c\n", None),
            ("a;b\nA;\"un", None),
        ] {
            assert_eq!(unclosed_quote(text, b';', has_rows), line, "{text}");
        }
        assert_eq!(unclosed_quote("a\t\"b\" c\n", b'\t', |_| true), Some(1));
        assert_eq!(unclosed_quote("a\t\"b\"\n\"c\td\"\n", b'\t', |_| true), None);
    }
}
