//! What was learnt across the matching activities?
//!
//! Implements `lessons`: prints or saves one section of all matching activities.

use std::process::ExitCode;

use super::arguments::Lessons;
use super::environment::origins;
use super::failure::Failure;
use super::listing_job::ListingJob;
use super::loading::{Request, write_output};
use super::show::text_columns;
use super::values::LessonsFormat;
use crate::export::{Format, Languages, Lens, LensFormat, Listing, TEXT_WIDTH};

/// Writes the lens to a file, or prints it.
///
/// # Errors
/// If no activity matches, the format is unknown, or the output cannot be written.
pub(super) fn lessons(arguments: &Lessons, request: Request<'_>, languages: Languages) -> Result<ExitCode, Failure> {
    arguments.destination.ensure_not_input(&origins(&request.filters.catalogues.files)?)?;
    let columns = match arguments.destination.file() {
        Some(_) => TEXT_WIDTH,
        None => text_columns(),
    };
    let format = match arguments.destination.format(arguments.lessons_format)? {
        LessonsFormat::Text => LensFormat::Text(columns),
        LessonsFormat::Markdown => LensFormat::Markdown,
        LessonsFormat::Html => LensFormat::Html,
        LessonsFormat::Json => LensFormat::Json,
    };
    let lens = Lens { section: arguments.lens_section, grouping: arguments.by, format };
    let mut job = ListingJob { request, listing: Listing::new(Format::Lens(lens), request.lang, languages) };
    write_output(&arguments.destination, &mut |out| job.write(out))
}
