//! What is exported, and where to?
//!
//! Implements `export`: writes the matching activities to a file, whose extension determines the format, or to standard
//! output.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use super::arguments::Export;
use super::common_args::CsvOptions;
use super::failure::Failure;
use super::listing_job::ListingJob;
use super::loading::{Request, is_partial, save_failure, status_of, write_output};
use super::values::{ExportFormat, ListFormat};
use crate::disk::{self, SystemDisk};
use crate::export::{Csv, Format, Languages, Listing, workbook};

/// Exports the matching activities to a file, or prints them.
///
/// # Errors
/// If no activity matches, the format is unknown or cannot represent the activities, or the output cannot be written.
pub(super) fn export(arguments: &Export, request: &Request<'_>, languages: Languages) -> Result<ExitCode, Failure> {
    let file = arguments.destination.file();
    arguments.destination.ensure_not_input(&request.origins)?;
    let format = arguments.destination.format(arguments.export_format)?;
    arguments.csv_options.ensure_csv_format(matches!(format, ExportFormat::Csv))?;
    let format = match format {
        ExportFormat::Xlsx => return export_workbook(arguments, request),
        ExportFormat::Csv => Format::Csv(csv(&arguments.csv_options, file)),
        ExportFormat::Json => Format::JsonCatalogue,
        ExportFormat::Ndjson => Format::Ndjson,
        ExportFormat::Markdown => Format::Markdown,
        ExportFormat::Html => Format::Html,
        ExportFormat::Ron => Format::Ron,
    };
    let mut job = ListingJob { request, listing: Listing::new(format, request.lang, languages) };
    write_output(&arguments.destination, &mut |out| job.write(out))
}

fn export_workbook(arguments: &Export, request: &Request<'_>) -> Result<ExitCode, Failure> {
    let file = arguments.destination.file();
    if file.is_none() && io::stdout().is_terminal() {
        return Err(Failure::BinaryOutput);
    }
    let (library, _, answer) = request.load_and_query()?;
    if let Some(path) = file.filter(|_| is_partial(&library.report)) {
        return Err(Failure::Partial(path.to_owned()));
    }
    let bytes = workbook(&library.catalogue, &answer.rows, &mut || true)?;
    match file {
        Some(path) => disk::save(&SystemDisk, path, &bytes, arguments.destination.existing())
            .map_err(|it| save_failure(path, it))?,
        None => io::stdout().lock().write_all(&bytes)?,
    }
    Ok(status_of(&library.report))
}

/// Returns the format of a list; a table is at most `columns` wide.
///
/// # Errors
/// If CSV options are given for another format.
pub(super) fn list_format(format: ListFormat, options: &CsvOptions, columns: Option<usize>) -> Result<Format, Failure> {
    options.ensure_csv_format(matches!(format, ListFormat::Csv))?;
    Ok(match format {
        ListFormat::Table => Format::Table(columns),
        ListFormat::Ids => Format::Ids,
        ListFormat::Tsv => Format::Tsv,
        ListFormat::Csv => Format::Csv(csv(options, None)),
        ListFormat::Json => Format::Json,
        ListFormat::Ndjson => Format::Ndjson,
    })
}

/// Returns the CSV settings. A `.csv` file gets a byte order mark even without `--bom`: opened by a double click,
/// spreadsheets would otherwise not decode it as UTF-8.
fn csv(options: &CsvOptions, file: Option<&Path>) -> Csv {
    let is_for_spreadsheet = file.and_then(Path::extension).is_some_and(|it| it.eq_ignore_ascii_case("csv"));
    Csv { separator: options.separator.unwrap_or(b','), has_bom: options.bom || is_for_spreadsheet }
}
