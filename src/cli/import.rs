//! What becomes of a spreadsheet?
//!
//! Implements `import`: writes a catalogue made from a table or an export, and reports on standard error what each
//! column was converted to.

use std::ffi::OsStr;
use std::io::{self, IsTerminal, Read};
use std::path::Path;
use std::process::ExitCode;

use super::common_args::Destination;
use super::failure::{Failure, report_problems};
use super::loading::{warn_of_keyboard, write_output};
use super::print::print_error_line;
use super::values::LangOption;
use crate::app::quoted;
use crate::catalogue::Country;
use crate::disk::open;
use crate::import::{ImportError, ImportOptions, Imported, Note, import as read};
use crate::lang::Lang;
use crate::load::{Origin, check};
use crate::query::UnknownName;
use crate::text::{Clean, clean_line, excerpt};

/// Maximum size of an imported file, in bytes: it is read into memory.
const MAX_FILE_BYTES: u64 = 1 << 30;

/// Converts a file to a catalogue, which is saved or printed, and reports what became of the columns. Returns exit
/// status 1 if some of the content is not in the catalogue, or if the catalogue has errors.
///
/// # Errors
/// If the file cannot be read, is in no importable format, or has nothing to import, or if the catalogue cannot be
/// written.
pub(super) fn import(
    path: &Path,
    options: &ImportOptions,
    destination: &Destination,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    // The catalogue must not overwrite its own source, not even with `--force`.
    destination.ensure_not_input(&[Origin::from_argument(path.as_os_str())])?;
    destination.ensure_ron_output()?;
    warn_of_keyboard(&[Origin::from_argument(path.as_os_str())], lang);
    let bytes = read_bytes(path, MAX_FILE_BYTES).map_err(|it| match it.kind() {
        io::ErrorKind::InvalidInput => Failure::NotImported(path.to_owned(), ImportError::NotAFile),
        io::ErrorKind::FileTooLarge => Failure::NotImported(path.to_owned(), ImportError::TooLarge),
        _ => Failure::CannotRead(path.to_owned(), it),
    })?;
    let imported = read(&bytes, options).map_err(|error| {
        if let ImportError::NoActivities(notes) = &error {
            notes.iter().for_each(|it| print_error_line(&it.in_words(lang)));
        }
        Failure::NotImported(path.to_owned(), error)
    })?;
    imported.notes.iter().for_each(|it| print_error_line(&it.in_words(lang)));
    let words = &lang.words().import;
    print_error_line(&(words.summary)(imported.activities, imported.left_out));
    let is_loss = imported.notes.iter().any(Note::is_loss);
    let Imported { ron, .. } = imported;
    write_output(destination, &mut |out| Ok(out(&ron).map(|()| false)?))?;
    let file = destination.file().map(|it| Clean::line(&it.to_string_lossy()));
    match &file {
        Some(file) => print_error_line(&(words.saved)(file, &quoted(file))),
        None if io::stdout().is_terminal() => print_error_line(words.only_printed),
        None => {}
    }
    let has_problems = report_written(file.unwrap_or_else(|| Clean::line("-")), ron, lang);
    Ok(ExitCode::from(u8::from(is_loss || has_problems)))
}

/// Reports the problems of the catalogue that was written; returns whether there are any.
fn report_written(name: Clean, ron: String, lang: Lang) -> bool {
    let mut problems = check(vec![Origin::Text(name, ron)]);
    problems.retain(|it| !it.kind.is_remark());
    if !problems.is_empty() {
        print_error_line(&(lang.words().import.problems)(problems.len()));
        report_problems(&problems, lang);
    }
    !problems.is_empty()
}

/// Returns what is known about a file besides its content.
///
/// # Errors
/// If there is no such country.
pub(super) fn options(
    path: &Path,
    country: Option<&str>,
    sheet: Option<&String>,
    language: Option<&LangOption>,
) -> Result<ImportOptions, Failure> {
    let lossy = |part: Option<&OsStr>| part.map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let is_file = path.as_os_str() != "-";
    Ok(ImportOptions {
        name: if is_file { clean_line(&lossy(path.file_stem())) } else { String::new() },
        extension: lossy(path.extension()).to_lowercase(),
        language: language.and_then(LangOption::tag).map(str::to_lowercase),
        country: country.map(parse_country).transpose()?,
        sheet: sheet.cloned(),
    })
}

fn read_bytes(path: &Path, max_bytes: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let (input, length): (Box<dyn Read>, u64) = if path.as_os_str() == "-" {
        (Box::new(io::stdin()), 0)
    } else {
        let file = open(path)?;
        let length = file.metadata()?.len();
        (Box::new(file), length)
    };
    if length > max_bytes {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    input.take(max_bytes + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max_bytes { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

fn parse_country(written: &str) -> Result<Country, Failure> {
    let unknown = |nearest: Option<Country>| Failure::UnknownValue {
        option: "--country".to_owned(),
        unknown: UnknownName { name: excerpt(written), nearest: nearest.map(|it| Clean::line(it.code())) },
        values: Vec::new(),
    };
    Country::from_name_or_code(written).ok_or_else(|| unknown(Country::suggest(written)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods)]
    fn import_accepts_files_up_to_the_size_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f.csv");
        std::fs::write(&path, "0123456789").unwrap();
        assert_eq!(read_bytes(&path, 10).unwrap(), b"0123456789");
        assert_eq!(read_bytes(&path, 9).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }

    /// As with a pipe, the length of such a file is not known before it is read.
    #[cfg(target_os = "linux")]
    #[test]
    fn oversized_files_of_unknown_length_are_refused() {
        let path = Path::new("/proc/version");
        let whole = read_bytes(path, 1 << 20).unwrap();
        let length = whole.len() as u64;
        assert_eq!(read_bytes(path, length).unwrap(), whole);
        for max_bytes in [1, length - 1] {
            assert_eq!(read_bytes(path, max_bytes).unwrap_err().kind(), io::ErrorKind::FileTooLarge, "{max_bytes}");
        }
    }
}
