//! Which cells of an OpenDocument sheet span several rows?
//!
//! Scans `content.xml`, as calamine does not report merged cells of OpenDocument files.

use std::io::{BufRead, BufReader, Cursor};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::packed::numeric_attribute;

/// Merged cells: first row, last row and first column, from 0.
pub(super) type MergedCells = (usize, usize, usize);

/// Returns the cells of a sheet that span several rows; empty if the file cannot be read.
pub(super) fn merged(bytes: &[u8], sheet: &str) -> Vec<MergedCells> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    archive.by_name("content.xml").map_or_else(|_| Vec::new(), |it| merged_in(BufReader::new(it), sheet))
}

fn merged_in(content: impl BufRead, sheet: &str) -> Vec<MergedCells> {
    let (mut reader, mut buffer, mut found) = (Reader::from_reader(content), Vec::new(), Vec::new());
    let (mut is_wanted, mut row, mut column, mut row_repetitions) = (false, 0_usize, 0_usize, 1);
    let count_attribute = |it: &BytesStart<'_>, name| numeric_attribute(it, name).unwrap_or(1);
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        let is_empty = matches!(event, Ok(Event::Empty(_)));
        match event {
            Ok(Event::Start(it) | Event::Empty(it)) => match it.name().as_ref() {
                "table:table" => {
                    let name = it.try_get_attribute("table:name").ok().flatten();
                    is_wanted =
                        name.is_some_and(|it| it.normalized_value(XmlVersion::Implicit1_0).is_ok_and(|it| it == sheet));
                    row = 0;
                }
                "table:table-row" => {
                    (row_repetitions, column) = (count_attribute(&it, "table:number-rows-repeated"), 0);
                    row = row.saturating_add(if is_empty { row_repetitions } else { 0 });
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    let spanned_rows = count_attribute(&it, "table:number-rows-spanned");
                    if is_wanted && spanned_rows > 1 {
                        found.push((row, row.saturating_add(spanned_rows - 1), column));
                    }
                    column = column.saturating_add(count_attribute(&it, "table:number-columns-repeated"));
                }
                _ => {}
            },
            Ok(Event::End(it)) if it.name().as_ref() == "table:table-row" => row = row.saturating_add(row_repetitions),
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}
