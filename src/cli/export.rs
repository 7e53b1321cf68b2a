//! How are the activities that pass taken along?

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::failure::Failure;
use super::list::list;
use super::values::{ExportFormat, Languages, ListFormat};
use crate::catalogue::{Unwritable, to_ron};
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

/// Writes a file whole or not at all; an existing one is replaced only where that is asked for, and
/// keeps its permissions. A device is written to as it is; a pipe is refused.
pub(super) fn save(path: &Path, text: &str, is_forced: bool) -> Result<(), Failure> {
    let exists = || Failure::FileExists(path.to_owned());
    if !is_forced && fs::symlink_metadata(path).is_ok() {
        return Err(exists());
    }
    let failed = |error: io::Error| Failure::CannotSave(path.to_owned(), error);
    // A link goes on leading to where it leads, be there a file yet or not.
    let led_to = || Some(path.parent()?.join(fs::read_link(path).ok()?));
    let target = fs::canonicalize(path).ok().or_else(led_to).unwrap_or_else(|| path.to_owned());
    let before = fs::metadata(&target).ok();
    if before.as_ref().is_some_and(is_pipe) {
        // Opening it could wait for ever.
        return Err(Failure::NotAFile(path.to_owned()));
    }
    if before.as_ref().is_some_and(|it| !it.is_file()) {
        let mut device = fs::OpenOptions::new().write(true).open(&target).map_err(failed)?;
        return device.write_all(text.as_bytes()).map_err(failed);
    }
    let folder = target.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = new_file(folder).map_err(failed)?;
    if let Some(before) = before {
        file.as_file().set_permissions(before.permissions()).map_err(failed)?;
    }
    file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    let saved = if is_forced { file.persist(&target) } else { file.persist_noclobber(&target) };
    match saved {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(exists()),
        Err(error) => Err(failed(error.error)),
    }
}

#[cfg(unix)]
fn is_pipe(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&metadata.file_type())
}

#[cfg(not(unix))]
fn is_pipe(_: &fs::Metadata) -> bool {
    false
}

/// Makes a file beside the one to be written, with the permissions that any new file has.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".passerelle-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}
