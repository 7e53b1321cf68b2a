//! What is exported, and where to?
//!
//! Implements `export`: writes the matching activities to a file, whose extension determines the format, or to standard
//! output.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use super::arguments::Export;
use super::common_args::TableForm;
use super::environment::origins;
use super::failure::Failure;
use super::loading::{ListingJob, load_and_query, status_of, unsaved, write_output};
use super::values::{ExportFormat, ListFormat};
use crate::disk::{self, SystemDisk};
use crate::export::{Csv, Format, Languages, Listing, workbook};
use crate::lang::Lang;

/// Exports the matching activities to a file, or prints them.
///
/// # Errors
/// If no activity matches, the format is unknown or cannot represent the activities, or the output cannot be written.
pub(super) fn export(asked: &Export, languages: Languages, remembers: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let (files, filters, file) = (&asked.files, &asked.filters, asked.destination.file());
    asked.destination.ensure_not_input(&origins(&files.files)?)?;
    let format = asked.destination.format(asked.export_format)?;
    asked.table.check(matches!(format, ExportFormat::Csv))?;
    let format = match format {
        ExportFormat::Xlsx => return export_workbook(asked, remembers, lang),
        ExportFormat::Csv => Format::Csv(csv(&asked.table, file)),
        ExportFormat::Json => Format::JsonCatalogue,
        ExportFormat::Ndjson => Format::Ndjson,
        ExportFormat::Markdown => Format::Markdown,
        ExportFormat::Html => Format::Html,
        ExportFormat::Ron => Format::Ron,
    };
    let mut listed = ListingJob { files, filters, listing: Listing::new(format, lang, languages), remembers, lang };
    write_output(&asked.destination, &mut |out| listed.write(out))
}

fn export_workbook(asked: &Export, remembers: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let file = asked.destination.file();
    if file.is_none() && io::stdout().is_terminal() {
        return Err(Failure::BinaryOutput);
    }
    let (library, _, answer) = load_and_query(&asked.files, &asked.filters, remembers, lang)?;
    let bytes = workbook(&library.catalogue, &answer.rows, &mut || true)?;
    match file {
        Some(path) => {
            disk::save(&SystemDisk, path, &bytes, asked.destination.existing()).map_err(|it| unsaved(path, it))?
        }
        None => io::stdout().lock().write_all(&bytes)?,
    }
    Ok(status_of(&library.report))
}

/// Returns the format of a list; a table is at most `columns` wide.
///
/// # Errors
/// If CSV options are given for another format.
pub(super) fn list_format(format: ListFormat, table: &TableForm, columns: Option<usize>) -> Result<Format, Failure> {
    table.check(matches!(format, ListFormat::Csv))?;
    Ok(match format {
        ListFormat::Table => Format::Table(columns),
        ListFormat::Ids => Format::Ids,
        ListFormat::Tsv => Format::Tsv,
        ListFormat::Csv => Format::Csv(csv(table, None)),
        ListFormat::Json => Format::Json,
        ListFormat::Ndjson => Format::Ndjson,
    })
}

/// Returns the CSV settings. A `.csv` file gets a byte order mark even without `--bom`: opened by a double click,
/// spreadsheets would otherwise not decode it as UTF-8.
fn csv(table: &TableForm, file: Option<&Path>) -> Csv {
    let is_for_spreadsheet = file.and_then(Path::extension).is_some_and(|it| it.eq_ignore_ascii_case("csv"));
    Csv { separator: table.separator.unwrap_or(b','), has_bom: table.bom || is_for_spreadsheet }
}
