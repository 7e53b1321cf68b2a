//! Why did the system refuse?
//!
//! Describes I/O errors in the user's language.

use std::io::{self, ErrorKind};

use super::Lang;

/// The cause of an I/O error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    kind: ErrorKind,
    /// The raw OS error code, if there is one.
    os_code: Option<i32>,
    /// The error's own message, in English.
    message: String,
}

impl Reason {
    /// Returns the cause of an error.
    pub fn of(error: &io::Error) -> Self {
        // `io::Error` appends the error code, and some libraries the path after it: neither helps the user.
        let message = error.to_string();
        let message = message.split(" (os error").next().unwrap_or_default().to_owned();
        Self { kind: error.kind(), os_code: error.raw_os_error(), message }
    }

    /// Describes the cause as part of a sentence, without a full stop.
    pub fn in_words(&self, lang: Lang) -> String {
        let is_french = lang.is_french();
        if is_loop(self.os_code) {
            let [english, french] = ["its links form a loop", "ses liens tournent en rond"];
            return if is_french { french } else { english }.to_owned();
        }
        match (description(self.kind), self.os_code) {
            (Some([english, french]), _) => if is_french { french } else { english }.to_owned(),
            (None, _) if !is_french => self.message.clone(),
            (None, Some(number)) => format!("erreur {number} du système"),
            (None, None) => "erreur du système".to_owned(),
        }
    }
}

/// Returns whether a raw OS error code is `ELOOP`, for which [`ErrorKind`] has no stable variant yet.
#[cfg(unix)]
fn is_loop(number: Option<i32>) -> bool {
    number == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn is_loop(_: Option<i32>) -> bool {
    false
}

/// Describes a kind of error in English and in French; `None` for kinds without a description here.
fn description(kind: ErrorKind) -> Option<[&'static str; 2]> {
    Some(match kind {
        ErrorKind::NotFound => ["there is no such file or folder", "le fichier ou le dossier n’existe pas"],
        ErrorKind::PermissionDenied => ["the permissions do not allow it", "les droits d’accès ne le permettent pas"],
        ErrorKind::AlreadyExists => ["there is a file of this name already", "un fichier de ce nom existe déjà"],
        ErrorKind::NotADirectory => ["a part of the path is not a folder", "une partie du chemin n’est pas un dossier"],
        ErrorKind::IsADirectory => ["it is a folder", "c’est un dossier"],
        ErrorKind::ReadOnlyFilesystem => {
            ["the file system can only be read", "le système de fichiers est en lecture seule"]
        }
        ErrorKind::StorageFull => ["no space is left", "il n’y a plus de place"],
        ErrorKind::QuotaExceeded => ["the disk quota is used up", "le quota de place est atteint"],
        ErrorKind::FileTooLarge => ["the file would be too large", "le fichier serait trop grand"],
        ErrorKind::ResourceBusy => ["the file is in use", "le fichier est utilisé par ailleurs"],
        ErrorKind::StaleNetworkFileHandle => {
            ["the network drive no longer responds", "le disque du réseau ne répond plus"]
        }
        ErrorKind::InvalidFilename => {
            ["the name is too long, or not allowed", "le nom est trop long ou n’est pas permis"]
        }
        ErrorKind::BrokenPipe => ["nobody reads the output any more", "plus personne ne lit la sortie"],
        ErrorKind::TimedOut => ["it took too long", "le délai est dépassé"],
        ErrorKind::UnexpectedEof => ["the file ends too early", "le fichier se termine trop tôt"],
        ErrorKind::InvalidData => ["these are not the data that were expected", "ce ne sont pas les données attendues"],
        ErrorKind::InvalidInput => ["the name does not fit", "le nom ne convient pas"],
        ErrorKind::OutOfMemory => ["there is not enough memory", "la mémoire ne suffit pas"],
        ErrorKind::Unsupported => ["the system cannot do that", "le système ne sait pas le faire"],
        ErrorKind::Other => ["another program ended with an error", "un autre programme s’est arrêté sur une erreur"],
        ErrorKind::Interrupted => ["it was interrupted", "l’opération a été interrompue"],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn system_error_reasons_are_translated() {
        let full = Reason::of(&io::Error::from(ErrorKind::StorageFull));
        assert_eq!(full.in_words(Lang::FR), "il n’y a plus de place");
        assert_eq!(full.in_words(Lang::EN), "no space is left");
        let odd = Reason::of(&io::Error::from_raw_os_error(71));
        assert!(!odd.in_words(Lang::EN).contains("os error"));
        assert_eq!(odd.in_words(Lang::FR), "erreur 71 du système");
    }
}
