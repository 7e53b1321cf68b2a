//! How much does a packed workbook stand for? Counted before it is read: what reads it makes all of it at once.

use std::io::{BufRead, BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::error::ImportError;
use super::room::Room;

/// Bytes of everything in a workbook, unpacked.
const MOST_UNPACKED: u64 = 1 << 30;

/// Returns whether a workbook can be read.
///
/// # Errors
/// That it is too large where it is unpacked, or where what it repeats is written out.
pub(super) fn has_room(bytes: &[u8]) -> Result<(), ImportError> {
    // What is not packed is as large as it is, and what is damaged is told by who reads it.
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(()) };
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let size = archive.by_index_raw(at).map_or(0, |it| it.size());
        left = left.checked_sub(size).ok_or(ImportError::TooLarge)?;
    }
    // A workbook of Excel says how many texts it has, and room for them is made before they are read.
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else { continue };
        if part.name().is_ok_and(|it| it.to_ascii_lowercase().ends_with("sharedstrings.xml")) {
            let size = usize::try_from(part.size()).unwrap_or(usize::MAX);
            let texts = texts_stated(BufReader::new(part));
            Room::default().take(texts, 0)?;
            if texts > size {
                return Err(ImportError::Damaged);
            }
        }
    }
    // OpenDocument says how often a row, a cell or a space is there.
    archive.by_name("content.xml").map_or(Ok(()), |it| has_room_repeated(BufReader::new(it)))
}

/// Returns how many texts the list of them says that it has.
fn texts_stated(content: impl BufRead) -> usize {
    let (mut reader, mut buffer) = (Reader::from_reader(content), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(it) | Event::Empty(it)) if it.local_name().as_ref() == "sst" => {
                return stated(&it, "uniqueCount").unwrap_or(0);
            }
            Ok(Event::Eof) | Err(_) => return 0,
            Ok(_) => {}
        }
    }
}

/// The elements must all be closed, too: what reads them looks for their ends without an end.
fn has_room_repeated(content: impl BufRead) -> Result<(), ImportError> {
    let (mut reader, mut buffer, mut room) = (Reader::from_reader(content), Vec::new(), Room::default());
    let mut depth = 0_usize;
    let (mut rows, mut columns, mut text) = (1, 1, 0_usize);
    // The cells of a row that have something, and the bytes of their texts.
    let mut row = (0_usize, 0_usize);
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        match &event {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            _ => {}
        }
        match event {
            Ok(Event::Start(it)) if it.name().as_ref() == "table:table-row" => {
                (rows, row) = (stated(&it, "table:number-rows-repeated").unwrap_or(1), (0, 0));
            }
            Ok(Event::Start(it)) if it.name().as_ref() == "table:table-cell" => {
                (columns, text) = (stated(&it, "table:number-columns-repeated").unwrap_or(1), 0);
            }
            Ok(Event::Text(it)) => text = text.saturating_add(it.len()),
            Ok(Event::Start(it) | Event::Empty(it)) if it.name().as_ref() == "text:s" => {
                text = text.saturating_add(stated(&it, "text:c").unwrap_or(1));
            }
            Ok(Event::End(it)) if it.name().as_ref() == "table:table-cell" && text > 0 => {
                row = (row.0.saturating_add(columns), row.1.saturating_add(columns.saturating_mul(text)));
            }
            Ok(Event::End(it)) if it.name().as_ref() == "table:table-row" => {
                room.take(row.0.saturating_mul(rows), row.1.saturating_mul(rows))?;
            }
            Ok(Event::Eof) if depth == 0 => return Ok(()),
            Ok(Event::Eof) | Err(_) => return Err(ImportError::Damaged),
            Ok(_) => {}
        }
    }
}

/// Returns how often something is there, as an attribute says.
fn stated(start: &BytesStart<'_>, name: &str) -> Option<usize> {
    start.try_get_attribute(name).ok().flatten()?.value.parse().ok()
}
