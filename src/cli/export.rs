//! How are the activities that pass taken along?

use std::io;
use std::path::Path;

use super::failure::Failure;
use super::list::list;
use super::values::{ExportFormat, Languages, ListFormat};
use crate::catalogue::{Unwritable, to_ron};
use crate::disk::{self, Existing, SystemDisk};
use crate::document::{Document, escape_markdown, html, leaf, markdown};
use crate::lang::Lang;
use crate::query::{Answer, Library};

/// Returns the activities of an answer as a whole document, in a format.
pub(super) fn export(
    library: &Library,
    answer: &Answer,
    format: ExportFormat,
    lang: Lang,
    languages: Languages,
) -> Result<String, Failure> {
    let listed = |format| list(library, answer, format, lang, languages);
    let sheets = || -> Vec<Document> { answer.rows.iter().map(|&row| leaf(&library.catalogue, row, lang)).collect() };
    match format {
        ExportFormat::Markdown => {
            let foot: String =
                foot(library, lang).iter().map(|line| format!("\n{}\n", escape_markdown(line))).collect();
            Ok(format!("{}\n---\n{foot}", sheets().iter().map(|it| markdown(it, lang)).collect::<Vec<_>>().join("\n")))
        }
        ExportFormat::Html => {
            let headers = &library.catalogue.headers;
            let title: Vec<&str> = headers.iter().map(|it| it.title.get(lang)).collect();
            let about = headers.first().and_then(|it| it.about.as_ref()).map(|it| it.get(lang));
            Ok(html(&title.join(" · "), about, &sheets(), &foot(library, lang), lang))
        }
        ExportFormat::Csv => listed(ListFormat::Csv),
        ExportFormat::Json => listed(ListFormat::Json),
        ExportFormat::Ndjson => listed(ListFormat::Ndjson),
        ExportFormat::Ron => to_ron(&library.catalogue, &answer.rows).map_err(|error| match error {
            Unwritable::Several => Failure::Several,
            Unwritable::Ron(reason) => Failure::BadFormat(reason),
        }),
    }
}

/// Returns the attribution and the licence that go with the texts.
fn foot(library: &Library, lang: Lang) -> Vec<String> {
    let headers = &library.catalogue.headers;
    let words = lang.words();
    let named = |name: &str, said: &str| format!("{name}{} {said}", words.colon);
    let attributions = headers.iter().filter_map(|it| it.attribution.as_ref());
    let attributions = attributions.map(|it| named(words.attribution, it.get(lang)));
    attributions.chain(headers.iter().filter_map(|it| it.licence.as_ref()).map(|it| named(words.licence, it))).collect()
}

/// Writes a file whole or not at all; an existing one is replaced only where that is asked for.
pub(super) fn save(path: &Path, text: &str, is_forced: bool) -> Result<(), Failure> {
    let existing = if is_forced { Existing::Replace } else { Existing::Keep };
    disk::save(&SystemDisk, path, text.as_bytes(), existing).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::FileExists(path.to_owned()),
        io::ErrorKind::InvalidInput => Failure::NotAFile(path.to_owned()),
        _ => Failure::CannotSave(path.to_owned(), error),
    })
}
