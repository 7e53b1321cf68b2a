//! What becomes of a spreadsheet?
//!
//! Implements `import`: writes a catalogue made from a table or an export, and reports on standard error what each
//! column was converted to.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;

use super::failure::{Failure, report_problems};
use super::groups::Destination;
use super::opening::{deliver, warn_of_keyboard};
use super::print::say;
use super::values::Spoken;
use crate::catalogue::Country;
use crate::disk::open;
use crate::import::{Given, ImportError, Imported, Note, import as read};
use crate::lang::Lang;
use crate::load::{Origin, check};
use crate::query::Unknown;
use crate::text::{Clean, clean_line, short};

/// Maximum size of an imported file, in bytes: it is read into memory.
const LARGEST: u64 = 1 << 30;

/// Converts a file to a catalogue, which is saved or printed, and reports what became of the columns. Returns exit
/// status 1 if some of the content is not in the catalogue, or if the catalogue has errors.
///
/// # Errors
/// If the file cannot be read, is in no importable format, or has nothing to import, or if the catalogue cannot be
/// written.
pub(super) fn import(path: &Path, given: &Given, destination: &Destination, lang: Lang) -> Result<ExitCode, Failure> {
    // The catalogue must not overwrite its own source, not even with `--force`.
    destination.spare(&[Origin::from_argument(path.as_os_str())])?;
    destination.takes_ron()?;
    warn_of_keyboard(&[Origin::from_argument(path.as_os_str())], lang);
    let bytes = bytes(path, LARGEST).map_err(|it| match it.kind() {
        io::ErrorKind::InvalidInput => Failure::NotImported(path.to_owned(), ImportError::NoFile),
        io::ErrorKind::FileTooLarge => Failure::NotImported(path.to_owned(), ImportError::TooLarge),
        _ => Failure::CannotRead(path.to_owned(), it),
    })?;
    let imported = read(&bytes, given).map_err(|error| {
        if let ImportError::Nothing(notes) = &error {
            notes.iter().for_each(|it| say(&it.in_words(lang)));
        }
        Failure::NotImported(path.to_owned(), error)
    })?;
    imported.notes.iter().for_each(|it| say(&it.in_words(lang)));
    let words = &lang.words().import;
    say(&(words.summary)(imported.activities, imported.left_out));
    let is_loss = imported.notes.iter().any(Note::is_loss);
    let Imported { ron, .. } = imported;
    deliver(destination, &mut |out| Ok(out(&ron).map(|()| ExitCode::SUCCESS)?))?;
    let name = destination.file().map_or_else(|| Clean::line("-"), |it| Clean::line(&it.to_string_lossy()));
    let mut problems = check(vec![Origin::Text(name, ron)]);
    problems.retain(|it| !it.kind.is_remark());
    if !problems.is_empty() {
        say(&(words.problems)(problems.len()));
        report_problems(&problems, lang);
    }
    Ok(ExitCode::from(u8::from(is_loss || !problems.is_empty())))
}

/// Returns what is known about a file besides its content.
///
/// # Errors
/// If there is no such country.
pub(super) fn given(
    path: &Path,
    country: Option<&str>,
    sheet: Option<&String>,
    language: Option<&Spoken>,
) -> Result<Given, Failure> {
    let part = |part: Option<&OsStr>| part.map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let is_file = path.as_os_str() != "-";
    Ok(Given {
        name: if is_file { clean_line(&part(path.file_stem())) } else { String::new() },
        ending: part(path.extension()).to_lowercase(),
        language: language.and_then(Spoken::tag).map(str::to_lowercase),
        country: country.map(named).transpose()?,
        sheet: sheet.cloned(),
    })
}

fn bytes(path: &Path, largest: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let (input, length): (Box<dyn Read>, u64) = if path.as_os_str() == "-" {
        (Box::new(io::stdin()), 0)
    } else {
        let file = open(path)?;
        let length = file.metadata()?.len();
        (Box::new(file), length)
    };
    if length > largest {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    input.take(largest + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > largest { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

fn named(written: &str) -> Result<Country, Failure> {
    let unknown = |near: Option<Country>| Failure::UnknownValue {
        option: "--country".to_owned(),
        unknown: Unknown { name: short(written), nearest: near.map(|it| Clean::line(it.code())) },
        values: Vec::new(),
    };
    Country::named(written).ok_or_else(|| unknown(Country::nearest(written)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods)]
    fn a_file_may_be_so_large_and_no_larger() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f.csv");
        std::fs::write(&path, "0123456789").unwrap();
        assert_eq!(bytes(&path, 10).unwrap(), b"0123456789");
        assert_eq!(bytes(&path, 9).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }

    /// As with a pipe, the length of such a file is not known before it is read.
    #[cfg(target_os = "linux")]
    #[test]
    fn what_turns_out_to_be_too_large_is_refused_and_never_cut() {
        let path = Path::new("/proc/version");
        let whole = bytes(path, 1 << 20).unwrap();
        let length = whole.len() as u64;
        assert_eq!(bytes(path, length).unwrap(), whole);
        for largest in [1, length - 1] {
            assert_eq!(bytes(path, largest).unwrap_err().kind(), io::ErrorKind::FileTooLarge, "{largest}");
        }
    }
}
