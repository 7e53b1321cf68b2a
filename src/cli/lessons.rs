//! What was learnt across the matching activities?
//!
//! Implements `lessons`: prints or saves one section of all matching activities.

use std::process::ExitCode;

use super::arguments::Lessons;
use super::environment::origins;
use super::failure::Failure;
use super::loading::{Request, is_partial, write_output};
use super::show::text_columns;
use super::values::LessonsFormat;
use crate::document::LensView;
use crate::export::{DocumentFormat, Languages, LensFormat, Passages, TEXT_WIDTH, describe_query};

/// Writes the lens to a file, or prints it.
///
/// # Errors
/// If no activity matches, the format is unknown, or the output cannot be written.
pub(super) fn lessons(arguments: &Lessons, request: Request<'_>, languages: Languages) -> Result<ExitCode, Failure> {
    let lang = request.lang;
    arguments.destination.ensure_not_input(&origins(&request.filters.catalogues.files)?)?;
    let columns = match arguments.destination.file() {
        Some(_) => TEXT_WIDTH,
        None => text_columns(),
    };
    let format = match arguments.destination.format(arguments.lessons_format)? {
        LessonsFormat::Text => LensFormat::Document(DocumentFormat::Text(columns)),
        LessonsFormat::Markdown => LensFormat::Document(DocumentFormat::Markdown),
        LessonsFormat::Html => LensFormat::Document(DocumentFormat::Html),
        LessonsFormat::Json => LensFormat::Json,
    };
    let (library, query, answer) = request.load_and_query()?;
    let (section, grouping) = (arguments.lens_section, arguments.by);
    let view = LensView { catalogue: &library.catalogue, section, grouping, names_activities: false };
    let passages = Passages { library, view, rows: &answer.rows, lang, languages };
    write_output(&arguments.destination, &mut |out| {
        passages.write(format, describe_query(&query, library, lang), &mut |text| Ok::<_, Failure>(out(&text)?))?;
        Ok(is_partial(&library.report))
    })
}
