//! What was learnt across the matching activities?
//!
//! Implements `lessons`: prints or saves one section of all matching activities.

use std::process::ExitCode;

use super::arguments::Lessons;
use super::failure::Failure;
use super::listing_job::ListingJob;
use super::loading::{Request, write_output};
use super::show::text_columns;
use super::values::LessonsFormat;
use crate::export::{Format, Languages, Lens, Listing, TEXT_WIDTH};

/// Writes the lens to a file, or prints it.
///
/// # Errors
/// If no activity matches, the format is unknown, or the output cannot be written.
pub(super) fn lessons(arguments: &Lessons, request: &Request<'_>, languages: Languages) -> Result<ExitCode, Failure> {
    arguments.destination.ensure_not_input(&request.origins)?;
    let columns = match arguments.destination.file() {
        Some(_) => TEXT_WIDTH,
        None => text_columns(),
    };
    let format = match arguments.destination.format(arguments.lessons_format)? {
        LessonsFormat::Text => Format::Text(columns),
        LessonsFormat::Markdown => Format::Markdown,
        LessonsFormat::Html => Format::Html,
        LessonsFormat::Json => Format::Json,
    };
    let mut listing = Listing::new(format, request.lang, languages);
    listing.lens = Some(Lens { section: arguments.lens_section, grouping: arguments.by });
    let mut job = ListingJob { request, listing };
    write_output(&arguments.destination, &mut |out| job.write(out))
}
