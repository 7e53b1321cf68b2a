//! How are the activities that pass taken along?

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::TempPath;

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
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".passerelle-new");
    // One name: what a kill has left is written over, and does not pile up.
    let new = target.with_file_name(name);
    let mut file = open_new(&new).map_err(failed)?;
    // From here on it is removed where anything fails.
    let new = TempPath::try_from_path(new).map_err(failed)?;
    let permissions = before.map_or_else(|| file.metadata().map(|it| it.permissions()), |it| Ok(it.permissions()));
    let written = permissions.and_then(|it| file.set_permissions(it));
    written.and_then(|()| file.write_all(text.as_bytes())).and_then(|()| file.sync_all()).map_err(failed)?;
    let saved = if is_forced { new.persist(&target) } else { new.persist_noclobber(&target) };
    match saved {
        Ok(()) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(exists()),
        Err(error) => Err(failed(error.error)),
    }
}

/// Opens the file beside the one to be written, empty, once no other export writes it.
fn open_new(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        (rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits().cast_signed(),
    );
    loop {
        let file = options.create(true).truncate(false).write(true).open(path)?;
        file.lock()?;
        // Who had it before may have given it its name.
        if fs::metadata(path).is_ok_and(|it| is_same(&it, &file)) {
            file.set_len(0)?;
            return Ok(file);
        }
    }
}

#[cfg(unix)]
fn is_same(metadata: &fs::Metadata, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.metadata().is_ok_and(|it| (it.dev(), it.ino()) == (metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn is_same(_: &fs::Metadata, _: &File) -> bool {
    true
}

#[cfg(unix)]
fn is_pipe(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&metadata.file_type())
}

#[cfg(not(unix))]
fn is_pipe(_: &fs::Metadata) -> bool {
    false
}
